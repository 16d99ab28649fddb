// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/program.h"

#include "support/test-wait.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct _Program {
  GSubprocess *process;
  char *identifier;
  char *object_path;
  char *output;
  GActionGroup *actions;
  guint watch;
  gboolean owned;
  gboolean ended;
};

static char *
dup_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
}

/* The schema's path is the id with slashes; a key file's group is that without the outer ones. */
static char *
dup_settings_group (void)
{
  return g_strdelimit (g_strdup (APP_ID), ".", '/');
}

/**
 * program_set_setting:
 * @key: a key of the settings schema
 * @value: its value in GVariant text
 *
 * Edits the settings of the programs started later, as a person with an editor would.
 */
void
program_set_setting (const char *key, const char *value)
{
  g_autofree char *path = dup_settings_path ();
  g_autofree char *group = dup_settings_group ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_value (file, group, key, value);
  g_key_file_save_to_file (file, path, &error);
  g_assert_no_error (error);
}

/**
 * program_dup_setting:
 * @key: a key of the settings schema
 *
 * Returns: (transfer full) (nullable): what is stored for it, in GVariant text
 */
char *
program_dup_setting (const char *key)
{
  g_autofree char *path = dup_settings_path ();
  g_autofree char *group = dup_settings_group ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);

  return g_key_file_get_value (file, group, key, NULL);
}

/**
 * program_forget_settings:
 *
 * Makes the next start a very first one.
 */
void
program_forget_settings (void)
{
  g_autofree char *path = dup_settings_path ();

  g_assert_true (g_unlink (path) == 0 || errno == ENOENT);
}

static void
on_name_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  Program *self = user_data;

  self->owned = TRUE;
}

static void
on_wait_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *self = user_data;

  /* A test that gave up has freed it: then its wait was cancelled by nobody, so look at the object.
   */
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->ended = TRUE;
}

static gboolean
has_argument (const char *const *arguments, const char *argument)
{
  return arguments != NULL && g_strv_contains (arguments, argument);
}

static void
apply_environment (GSubprocessLauncher *launcher, const char *const *environment)
{
  /* A home of its own, below the test's, and the icons and types of the machine. */
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_DIRS", "/usr/local/share:/usr/share", TRUE);
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  for (gsize i = 0; environment != NULL && environment[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (environment[i], "=", 2);

    if (pair[1] == NULL)
      g_subprocess_launcher_unsetenv (launcher, pair[0]);
    else
      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
  }
}

/**
 * program_spawn_path:
 * @path: the program
 * @arguments: (nullable): the command line after the program's name
 * @environment: (nullable): "NAME=VALUE" to set, "NAME" to unset
 *
 * Starts a program that comes with Kettle without waiting for anything.
 *
 * Returns: (transfer full): the program
 */
Program *
program_spawn_path (const char *path, const char *const *arguments, const char *const *environment)
{
  Program *self = g_new0 (Program, 1);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int output;

  g_ptr_array_add (argv, (gpointer) path);
  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);

  output = g_file_open_tmp ("kettle-output-XXXXXX", &self->output, &error);
  g_assert_no_error (error);
  g_close (output, NULL);
  apply_environment (launcher, environment);
  g_subprocess_launcher_set_stdout_file_path (launcher, self->output);

  self->identifier = g_strdup (has_argument (arguments, "--demo") ? APP_ID ".Demo" : APP_ID);
  self->object_path = g_strdelimit (g_strconcat ("/", self->identifier, NULL), ".", '/');
  self->process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (self->process, NULL, on_wait_ready, self);

  return self;
}

/**
 * program_spawn:
 * @arguments: (nullable): as in program_spawn_path()
 * @environment: (nullable): as in program_spawn_path()
 *
 * Starts Kettle without waiting for anything.
 *
 * Returns: (transfer full): the program
 */
Program *
program_spawn (const char *const *arguments, const char *const *environment)
{
  return program_spawn_path (g_getenv ("KETTLE_PROGRAM"), arguments, environment);
}

/**
 * program_start:
 * @arguments: (nullable): as in program_spawn()
 * @environment: (nullable): as in program_spawn()
 *
 * Starts Kettle and waits until its actions are on the bus.
 *
 * Returns: (transfer full): the program
 */
Program *
program_start (const char *const *arguments, const char *const *environment)
{
  Program *self = program_spawn (arguments, environment);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  self->watch = g_bus_watch_name_on_connection (
      bus, self->identifier, G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_appeared, NULL, self, NULL);
  test_wait_for (self->owned || self->ended, 20000);
  if (self->ended) {
    g_autofree char *output = program_dup_output (self);
    /* Whoever mistyped an option reads what Kettle says about it, and nothing of traps. */
    g_printerr ("%s\nKettle ended at its start.\n", g_strchomp (output));
    exit (1);
  }
  self->actions =
      G_ACTION_GROUP (g_dbus_action_group_get (bus, self->identifier, self->object_path));
  /* The group fills itself after it is asked for the first time. */
  g_strfreev (g_action_group_list_actions (self->actions));
  test_wait_for (g_action_group_has_action (self->actions, "quit"), 5000);

  return self;
}

GActionGroup *
program_get_actions (Program *self)
{
  return self->actions;
}

const char *
program_get_identifier (Program *self)
{
  return self->identifier;
}

gboolean
program_get_boolean (Program *self, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, action);

  return g_variant_get_boolean (state);
}

int
program_get_int (Program *self, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, action);

  return g_variant_get_int32 (state);
}

char *
program_dup_word (Program *self, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, action);

  return g_variant_dup_string (state, NULL);
}

gboolean
program_has_word (Program *self, const char *action, const char *word)
{
  g_autofree char *state = program_dup_word (self, action);

  return g_str_equal (state, word);
}

void
program_activate (Program *self, const char *action)
{
  g_action_group_activate_action (self->actions, action, NULL);
}

void
program_activate_int (Program *self, const char *action, int parameter)
{
  g_action_group_activate_action (self->actions, action, g_variant_new_int32 (parameter));
}

/* Its number, as the folder in /proc is named. */
const char *
program_get_process_id (Program *self)
{
  return g_subprocess_get_identifier (self->process);
}

void
program_signal (Program *self, int signal)
{
  g_subprocess_send_signal (self->process, signal);
}

gboolean
program_is_running (Program *self)
{
  return !self->ended;
}

/**
 * program_wait:
 * @self: the program
 * @ms: how long at most
 *
 * Waits for its end.
 *
 * Returns: its exit status
 */
int
program_wait (Program *self, guint ms)
{
  test_wait_for (self->ended, ms);
  if (!g_subprocess_get_if_exited (self->process)) {
    g_autofree char *output = program_dup_output (self);
    g_error ("Kettle ended by signal %d: %s", g_subprocess_get_term_sig (self->process), output);
  }

  return g_subprocess_get_exit_status (self->process);
}

/**
 * program_dup_output:
 * @self: the program
 *
 * Returns: (transfer full): all it printed so far
 */
char *
program_dup_output (Program *self)
{
  char *text = NULL;

  g_file_get_contents (self->output, &text, NULL, NULL);

  return text;
}

/**
 * program_quit:
 * @self: the program
 *
 * Activates "quit" and expects a clean end.
 */
void
program_quit (Program *self)
{
  program_activate (self, "quit");
  g_assert_cmpint (program_wait (self, 5000), ==, 0);
}

/**
 * program_free:
 * @self: (transfer full): the program
 *
 * Ends it if it still runs, and fails the test if it printed a warning.
 */
void
program_free (Program *self)
{
  g_autofree char *output = NULL;

  if (!self->ended) {
    g_subprocess_send_signal (self->process, SIGTERM);
    test_wait_for (self->ended, 5000);
  }
  output = program_dup_output (self);
  if (output[0] != '\0')
    g_test_message ("Kettle said:\n%s", output);
  g_assert_null (strstr (output, "WARNING **"));
  g_assert_null (strstr (output, "CRITICAL **"));
  g_assert_null (strstr (output, "Sanitizer"));

  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  g_clear_object (&self->actions);
  g_clear_object (&self->process);
  g_unlink (self->output);
  g_free (self->output);
  g_free (self->identifier);
  g_free (self->object_path);
  g_free (self);
}
