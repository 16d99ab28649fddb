// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-autostart-text.h"
#include "app/kettle-autostart.h"
#include "settings/kettle-settings.h"
#include "support/test-wait.h"

#include <gio/gdesktopappinfo.h>
#include <glib/gstdio.h>
#include <string.h>

#define ENTRY(lines)  "[Desktop Entry]\nType=Application\nName=Kettle\n" lines
#define OTHER_PROGRAM "Exec=\"/bin/true\" --hidden\n"
#define GONE_PROGRAM  "Exec=\"/nonexistent/a kettle\" --hidden\n"

typedef struct {
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettleAutostart *autostart;
  char *folder;
  char *path;
  guint n_changes; /* of the setting */
  guint n_complaints;
} Fixture;

static void
on_setting_changed (GSettings *settings, const char *key, Fixture *fixture)
{
  fixture->n_changes++;
}

static void
on_complaint (KettleAutostart *autostart, GParamSpec *pspec, Fixture *fixture)
{
  if (kettle_autostart_get_complaint (autostart) != NULL)
    fixture->n_complaints++;
}

static gboolean
is_busy (Fixture *fixture)
{
  gboolean busy;

  g_object_get (fixture->autostart, "busy", &busy, NULL);

  return busy;
}

static gboolean
is_set (Fixture *fixture)
{
  return g_settings_get_boolean (fixture->settings, "autostart");
}

static void
set (Fixture *fixture, gboolean value)
{
  g_settings_set_boolean (fixture->settings, "autostart", value);
}

static char *
dup_entry (Fixture *fixture)
{
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, NULL);

  return text;
}

static gboolean
has_entry (Fixture *fixture)
{
  g_autofree char *text = dup_entry (fixture);

  return kettle_autostart_text_is_enabled (text);
}

/* As the settings of a desktop do. */
static void
write_entry (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

/* Starts, and waits until the entry has been looked at. */
static void
start (Fixture *fixture)
{
  fixture->autostart = kettle_autostart_new (fixture->settings, fixture->model, NULL);
  g_signal_connect (fixture->autostart, "notify::complaint", G_CALLBACK (on_complaint), fixture);
  test_wait_for (!is_busy (fixture), 5000);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  fixture->folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  fixture->path = g_build_filename (fixture->folder, APP_ID ".desktop", NULL);
  g_signal_connect (fixture->settings, "changed::autostart", G_CALLBACK (on_setting_changed),
                    fixture);
  is_set (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->autostart);
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_unlink (fixture->path);
  g_rmdir (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
test_on_and_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *text = NULL;
  g_autofree char *program = NULL;

  start (fixture);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  set (fixture, TRUE);
  test_wait_for (has_entry (fixture), 5000);
  text = dup_entry (fixture);
  program = kettle_autostart_text_dup_program (text);
  g_assert_cmpstr (program, ==, self);
  g_assert_nonnull (strstr (text, "\" --hidden\n"));
  g_assert_nonnull (strstr (text, "\nIcon=" APP_ID "\n"));

  set (fixture, FALSE);
  test_wait_for (!g_file_test (fixture->path, G_FILE_TEST_EXISTS), 5000);
  test_never (is_set (fixture) || has_entry (fixture), 400);
  g_assert_cmpuint (fixture->n_complaints, ==, 0);
}

/* What came while something was being done is not forgotten, and nobody answers himself. */
static void
test_many_changes (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  for (guint i = 0; i < 21; i++) {
    set (fixture, i % 2 == 0);
    g_main_context_iteration (NULL, FALSE);
  }
  test_wait_for (has_entry (fixture) && !is_busy (fixture), 5000);
  fixture->n_changes = 0;
  test_never (fixture->n_changes > 0 || !has_entry (fixture), 700);

  set (fixture, FALSE);
  set (fixture, TRUE);
  set (fixture, FALSE);
  test_wait_for (!has_entry (fixture) && !is_busy (fixture), 5000);
  test_never (is_set (fixture) || has_entry (fixture), 700);
}

static void
test_edited_outside (Fixture *fixture, gconstpointer data)
{
  static const char *const switched_off[] = {
    ENTRY (OTHER_PROGRAM "Hidden=true\n"),
    ENTRY (OTHER_PROGRAM "X-GNOME-Autostart-enabled=false\n"),
    "garbage",
    "",
  };

  start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (switched_off); i++) {
    g_autofree char *text = NULL;

    set (fixture, TRUE);
    test_wait_for (has_entry (fixture), 5000);
    write_entry (fixture, switched_off[i]);
    test_wait_for (!is_set (fixture), 5000);
    test_never (is_set (fixture), 300);
    /* It is the person's, and not written back to. */
    text = dup_entry (fixture);
    g_assert_cmpstr (text, ==, switched_off[i]);
  }

  write_entry (fixture, ENTRY (OTHER_PROGRAM "X-GNOME-Autostart-enabled=true\n"));
  test_wait_for (is_set (fixture), 5000);
  g_unlink (fixture->path);
  test_wait_for (!is_set (fixture), 5000);
}

static void
test_entry_wins_at_start (Fixture *fixture, gconstpointer data)
{
  set (fixture, TRUE);
  start (fixture);
  g_assert_false (is_set (fixture));
  g_assert_finalize_object (g_steal_pointer (&fixture->autostart));

  write_entry (fixture, ENTRY (OTHER_PROGRAM));
  start (fixture);
  g_assert_true (is_set (fixture));
}

/* Kettle was moved, or installed anew elsewhere. */
static void
test_program_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *program = NULL;
  g_autofree char *text = NULL;

  set (fixture, GPOINTER_TO_INT (data));
  write_entry (fixture, ENTRY (GONE_PROGRAM));
  start (fixture);
  test_wait_for (strstr ((g_free (text), text = dup_entry (fixture)), "/nonexistent") == NULL,
                 5000);
  program = kettle_autostart_text_dup_program (text);
  g_assert_cmpstr (program, ==, self);
  g_assert_true (is_set (fixture));
}

/* Of two that are installed, the person may have chosen the other. */
static void
test_program_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  write_entry (fixture, ENTRY (OTHER_PROGRAM));
  start (fixture);
  test_never (is_busy (fixture), 300);
  text = dup_entry (fixture);
  g_assert_cmpstr (text, ==, ENTRY (OTHER_PROGRAM));
}

static void
test_file_for_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->folder, "mine", -1, NULL));
  start (fixture);
  set (fixture, TRUE);
  test_wait_for (kettle_autostart_get_complaint (fixture->autostart) != NULL, 5000);
  g_assert_nonnull (strstr (kettle_autostart_get_complaint (fixture->autostart), fixture->path));
  g_assert_false (is_set (fixture));
  test_never (fixture->n_complaints > 1 || is_set (fixture), 400);
  g_assert_true (g_file_get_contents (fixture->folder, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");

  /* The same again is said again; put right, it works, and nothing is left to say. */
  set (fixture, TRUE);
  test_wait_for (!is_set (fixture), 5000);
  g_unlink (fixture->folder);
  set (fixture, TRUE);
  test_wait_for (has_entry (fixture), 5000);
  test_wait_for (kettle_autostart_get_complaint (fixture->autostart) == NULL, 5000);
  g_assert_true (is_set (fixture));
}

static void
test_cannot_be_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *child = g_build_filename (fixture->path, "child", NULL);

  start (fixture);
  set (fixture, TRUE);
  test_wait_for (has_entry (fixture) && !is_busy (fixture), 5000);

  /* Not even root removes a folder that is not empty; here before anybody has looked. */
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir_with_parents (child, 0700), ==, 0);
  set (fixture, FALSE);
  test_wait_for (fixture->n_complaints == 1, 5000);
  /* It is no entry, as is seen then. */
  test_wait_for (!is_set (fixture), 5000);
  g_rmdir (child);
}

static void
test_quitting_meanwhile (Fixture *fixture, gconstpointer data)
{
  fixture->autostart = kettle_autostart_new (fixture->settings, fixture->model, NULL);
  g_assert_finalize_object (g_steal_pointer (&fixture->autostart));
  start (fixture);
  set (fixture, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->autostart));
  start (fixture);
}

/* The desktop's own settings make the folder. */
static void
test_folder_appears (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  start (fixture);
  test_never (is_busy (fixture), 200);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  test_wait_for (is_busy (fixture), 2000);
  test_wait_for (!is_busy (fixture), 2000);
  write_entry (fixture, ENTRY (OTHER_PROGRAM));
  test_wait_for (is_set (fixture), 2000);
}

/* A tidied home: both folders go while Kettle runs, and come back with the entry. */
static void
test_folders_vanish (Fixture *fixture, gconstpointer data)
{
  write_entry (fixture, ENTRY (OTHER_PROGRAM));
  start (fixture);
  test_wait_for (is_set (fixture), 2000);
  for (int round = 0; round < 3; round++) {
    g_assert_cmpint (g_unlink (fixture->path), ==, 0);
    g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
    g_assert_cmpint (g_rmdir (g_get_user_config_dir ()), ==, 0);
    test_wait_for (!is_set (fixture), 2000);
    write_entry (fixture, ENTRY (OTHER_PROGRAM));
    test_wait_for (is_set (fixture), 2000);
  }
}

/* GLib's launcher takes the entry for what was meant, whatever the program's path is like. */
static void
test_quoting (void)
{
  static const char *const names[] = {
    "kettle", "a kettle", "50%", "a\"b'c", "d\\e", "$f`g`", "ö;&"
  };
  g_autofree char *folder = g_dir_make_tmp ("kettle-autostart-XXXXXX", NULL);
  g_autofree char *told = g_build_filename (folder, "told", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$0 $*\" >%s\n", told);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *program = g_build_filename (folder, names[i], NULL);
    g_autofree char *text = kettle_autostart_text_dup (program);
    g_autofree char *read = kettle_autostart_text_dup_program (text);
    g_autofree char *expected = g_strdup_printf ("%s --hidden\n", program);
    g_autofree char *line = NULL;
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (GDesktopAppInfo) info = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("program %s", names[i]);
    g_assert_cmpstr (read, ==, program);
    g_assert_true (kettle_autostart_text_is_enabled (text));
    g_assert_true (
        g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, &error);
    g_assert_no_error (error);
    /* GLib looks for the program before it has put one percent sign for two. */
    if (strchr (names[i], '%') != NULL) {
      g_assert_nonnull (strstr (text, "/50%%\" --hidden\n"));
      g_unlink (program);
      continue;
    }
    info = g_desktop_app_info_new_from_keyfile (file);
    g_assert_nonnull (info);
    g_app_info_launch (G_APP_INFO (info), NULL, NULL, &error);
    g_assert_no_error (error);
    test_wait_for (g_file_get_contents (told, (g_free (line), line = NULL, &line), NULL, NULL)
                       && g_str_has_suffix (line, "\n"),
                   5000);
    g_assert_cmpstr (line, ==, expected);
    g_unlink (told);
    g_unlink (program);
  }
  g_rmdir (folder);
}

static void
test_odd_entries (void)
{
  static const struct {
    const char *text;
    const char *program;
    gboolean enabled;
  } cases[] = {
    { NULL, NULL, FALSE },
    { "", NULL, FALSE },
    { "[Desktop Entry]\n", NULL, FALSE },
    { ENTRY ("Exec=kettle\n"), "kettle", TRUE },
    { ENTRY ("Exec=kettle\nHidden=maybe\n"), "kettle", TRUE },
    { ENTRY ("Exec=kettle\nHidden=true\n"), "kettle", FALSE },
    { ENTRY ("Exec=kettle\nX-GNOME-Autostart-enabled=\n"), "kettle", FALSE },
    { ENTRY ("Exec=\n"), NULL, TRUE },
    { ENTRY ("Exec=\"kettle\n"), NULL, TRUE },
    { ENTRY ("Exec=\xff\xfe\n"), NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *program = kettle_autostart_text_dup_program (cases[i].text);

    g_test_message ("entry %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (program, ==, cases[i].program);
    g_assert_cmpint (kettle_autostart_text_is_enabled (cases[i].text), ==, cases[i].enabled);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/autostart/on-and-off", test_on_and_off);
  ADD ("/app/autostart/many-changes-at-once", test_many_changes);
  ADD ("/app/autostart/edited-outside", test_edited_outside);
  ADD ("/app/autostart/entry-wins-at-start", test_entry_wins_at_start);
  ADD ("/app/autostart/program-is-gone", test_program_gone);
  g_test_add ("/app/autostart/program-is-gone-as-ever", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_program_gone, tear_down);
  ADD ("/app/autostart/program-is-elsewhere", test_program_elsewhere);
  ADD ("/app/autostart/file-in-the-place-of-the-folder", test_file_for_a_folder);
  ADD ("/app/autostart/cannot-be-removed", test_cannot_be_removed);
  ADD ("/app/autostart/folder-appears", test_folder_appears);
  ADD ("/app/autostart/folders-vanish", test_folders_vanish);
  ADD ("/app/autostart/quitting-meanwhile", test_quitting_meanwhile);
  g_test_add_func ("/app/autostart/quoting", test_quoting);
  g_test_add_func ("/app/autostart/odd-entries", test_odd_entries);

  return g_test_run ();
}
