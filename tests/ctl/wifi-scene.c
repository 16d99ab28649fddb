// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/wifi-scene.h"

#include <glib/gstdio.h>
#include <string.h>

#define SCALE 8

static void
set_up (WifiScene *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->scale = SCALE;
  self->folder = g_dir_make_tmp ("kettlectl-wifi-XXXXXX", &error);
  g_assert_no_error (error);
  scene_set_up (&self->scene, NULL);
  kettle_emulator_add_air (self->scene.kettle,
                           WIFI_SCENE_OLD ":wpa2:" WIFI_SCENE_OLD_KEY ":127.0.0.1", &error);
  g_assert_no_error (error);
  kettle_emulator_add_air (self->scene.kettle,
                           WIFI_SCENE_NEW ":wpa2:" WIFI_SCENE_NEW_KEY ":127.0.0.1", &error);
  g_assert_no_error (error);
  kettle_emulator_listen_wifi (self->scene.kettle, 0, &error);
  g_assert_no_error (error);
  self->port = kettle_emulator_get_wifi_port (self->scene.kettle);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (WifiScene *self, gconstpointer data)
{
  scene_tear_down (&self->scene, NULL);
  remove_folder (self->folder);
  g_free (self->folder);
}

/**
 * wifi_scene_add:
 * @path: the test's name
 * @data: for @func
 * @func: the test
 *
 * Adds a test that has a kettle with a wifi module. A release build takes no port for that but the
 * real one.
 */
void
wifi_scene_add (const char *path, gconstpointer data, WifiSceneFunc func)
{
  if (KETTLE_DEVELOPMENT)
    g_test_add (path, WifiScene, data, set_up, func, tear_down);
}

/**
 * wifi_scene_launcher_new:
 * @self: a scene
 *
 * Returns: (transfer full): an environment for kettlectl and this kettle
 */
GSubprocessLauncher *
wifi_scene_launcher_new (WifiScene *self)
{
  GSubprocessLauncher *launcher = child_launcher_new ();
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *scale = g_strdup_printf ("%u", self->scale);

  g_subprocess_launcher_setenv (launcher, "KETTLE_WIFI_PORT", port, TRUE);
  g_subprocess_launcher_setenv (launcher, "KETTLE_TIME_SCALE", scale, TRUE);
  g_subprocess_launcher_set_cwd (launcher, self->folder);

  return launcher;
}

static G_GNUC_PRINTF (2, 0) char *dup_line (WifiScene *self, const char *format, va_list arguments)
{
  g_autofree char *words = g_strdup_vprintf (format, arguments);

  return g_strdup_printf ("wifi --host 127.0.0.1:%u %s", self->scene.port, words);
}

/**
 * wifi_scene_dup_line:
 * @self: a scene
 * @format: what is to be done with the wifi
 * @...: as for printf()
 *
 * Returns: (transfer full): the command line for that, and for this kettle
 */
char *
wifi_scene_dup_line (WifiScene *self, const char *format, ...)
{
  va_list arguments;
  char *line;

  va_start (arguments, format);
  line = dup_line (self, format, arguments);
  va_end (arguments);

  return line;
}

/**
 * wifi_scene_start:
 * @self: a scene
 * @format: what is to be done with the wifi
 * @...: as for printf()
 *
 * Returns: (transfer full): kettlectl, doing that in the test's own folder
 */
Child *
wifi_scene_start (WifiScene *self, const char *format, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (self);
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = dup_line (self, format, arguments);
  va_end (arguments);

  return child_start_with (launcher, line);
}

/**
 * wifi_scene_path:
 * @self: a scene
 * @name: of a file in its folder
 *
 * Returns: (transfer full): its whole name
 */
char *
wifi_scene_path (WifiScene *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * wifi_scene_write:
 * @self: a scene
 * @name: of a file in its folder
 * @text: what is to be in it
 * @mode: who may do what with it
 */
void
wifi_scene_write (WifiScene *self, const char *name, const char *text, int mode)
{
  g_autofree char *path = wifi_scene_path (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

/**
 * wifi_scene_read:
 * @self: a scene
 * @name: of a file in its folder
 *
 * Returns: (transfer full): what is in it
 */
char *
wifi_scene_read (WifiScene *self, const char *name)
{
  g_autofree char *path = wifi_scene_path (self, name);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/**
 * wifi_scene_assert_flash:
 * @self: a scene
 * @line: such as "SSID=Home"
 *
 * That is saved in the module.
 */
void
wifi_scene_assert_flash (WifiScene *self, const char *line)
{
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (self->scene.kettle);
  g_auto (GStrv) lines = g_strsplit (flash, "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("\"%s\" is not in \"%s\"", line, flash);
}

/**
 * wifi_scene_assert_old:
 * @self: a scene
 *
 * The module has the settings it had at first, and goes by them.
 */
void
wifi_scene_assert_old (WifiScene *self)
{
  g_autofree char *ram = kettle_emulator_dup_wifi_ram (self->scene.kettle);
  g_autofree char *flash = kettle_emulator_dup_wifi_flash (self->scene.kettle);

  wifi_scene_assert_flash (self, "SSID=" WIFI_SCENE_OLD);
  wifi_scene_assert_flash (self, "KEY=1,0," WIFI_SCENE_OLD_KEY);
  g_assert_cmpstr (ram, ==, flash);
}

/**
 * wifi_scene_get_n_accepted:
 * @self: a scene
 *
 * Returns: how many connections the module ever had
 */
guint
wifi_scene_get_n_accepted (WifiScene *self)
{
  guint n;

  g_object_get (self->scene.kettle, "wifi-n-accepted", &n, NULL);

  return n;
}

/**
 * wifi_scene_wait_done:
 * @child: kettlectl
 *
 * Waits until it has done what it should.
 */
void
wifi_scene_wait_done (Child *child)
{
  child_wait (child, WIFI_SCENE_PATIENCE);
  if (child->status != 0)
    g_error ("ended with %d: %s", child->status, child->err->str);
}

/**
 * wifi_scene_wait_failed:
 * @child: kettlectl
 * @status: what it must exit with
 * @words: words of what it must complain about
 *
 * Waits until it has failed to do what it should.
 */
void
wifi_scene_wait_failed (Child *child, int status, const char *words)
{
  child_wait (child, WIFI_SCENE_PATIENCE);
  g_assert_cmpint (child->status, ==, status);
  child_assert_complaint (child, words);
}

/**
 * wifi_scene_write_passphrase:
 * @self: a scene
 *
 * Puts that of the new network into the file of WIFI_SCENE_JOIN.
 */
void
wifi_scene_write_passphrase (WifiScene *self)
{
  wifi_scene_write (self, "p", WIFI_SCENE_NEW_KEY "\n", 0600);
}

/**
 * wifi_scene_set_moods:
 * @self: a scene
 * @text: their names, with commas between
 */
void
wifi_scene_set_moods (WifiScene *self, const char *text)
{
  KettleEmulatorWifiMoods moods = 0;
  g_autoptr (GError) error = NULL;

  kettle_emulator_parse_wifi_moods (text, &moods, &error);
  g_assert_no_error (error);
  g_object_set (self->scene.kettle, "wifi-moods", moods, NULL);
}

/**
 * wifi_scene_count_heard:
 * @self: a scene
 * @line: the beginning of a line
 *
 * Returns: how often the module heard it
 */
guint
wifi_scene_count_heard (WifiScene *self, const char *line)
{
  const char *heard = kettle_emulator_get_wifi_heard (self->scene.kettle);
  g_auto (GStrv) lines = g_strsplit (heard, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], line);

  return n;
}
