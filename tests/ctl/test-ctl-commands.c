// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/scene.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* What a person types, and what comes of it. */

static Child *
run (Scene *scene, const char *arguments)
{
  Child *child = scene_start (scene, arguments);

  child_wait (child, CHILD_PATIENCE);

  return child;
}

static void
assert_says (Scene *scene, const char *arguments, const char *answer)
{
  g_autoptr (Child) child = run (scene, arguments);

  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_cmpstr (child->out->str, ==, answer);
  g_assert_cmpint (child->status, ==, 0);
}

static void
test_usage (void)
{
  static const char *const lines[] = { "", "brew --json", "boil 70", "status --timeout 0 --json" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (Child) child = child_start ("%s", lines[i]);

    child_wait (child, CHILD_PATIENCE);
    g_assert_cmpint (child->status, ==, 2);
    g_assert_cmpstr (child->out->str, ==, "");
    child_assert_complaint (child, "");
    g_assert_true (strchr (child->err->str, '\n') == child->err->str + child->err->len - 1);
  }
}

static void
test_help (void)
{
  g_autoptr (Child) help = child_start ("boil --help");
  g_autoptr (Child) version = child_start ("--version");

  child_wait (help, CHILD_PATIENCE);
  g_assert_cmpint (help->status, ==, 0);
  g_assert_true (g_str_has_prefix (help->out->str, "Usage: kettlectl "));
  g_assert_cmpstr (help->err->str, ==, "");
  child_wait (version, CHILD_PATIENCE);
  g_assert_cmpint (version->status, ==, 0);
  g_assert_cmpstr (version->out->str, ==, "kettlectl " VERSION "\n");
}

/* What is told on the side is no part of the answer, however much of it there is. */
static void
test_verbose (Scene *scene, gconstpointer data)
{
  static const char *const debug[] = { NULL, "", "all" };

  for (gsize i = 0; i < G_N_ELEMENTS (debug); i++) {
    g_autofree char *line = g_strdup_printf ("%s status --json --host 127.0.0.1:%u",
                                             i == 0 ? "--verbose" : "", scene->port);
    g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
    g_autoptr (Child) child = NULL;
    g_autoptr (JsonObject) answer = NULL;

    if (debug[i] != NULL)
      g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", debug[i], TRUE);
    child = child_start_with (launcher, line);
    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, "done");
    g_assert_cmpint (strstr (child->err->str, "Connected to the kettle") != NULL, ==, i != 1);
  }
}

static void
test_status (Scene *scene, gconstpointer data)
{
  assert_says (scene, "status", "The kettle is off\nNo lamp is lit\n");
  scene_input (scene, "on");
  assert_says (scene, "status", "Heating to 100 °C\nLamps: On · 100 °C\n");
  scene_input (scene, "65");
  scene_input (scene, "warm");
  assert_says (scene, "status", "Heating to 65 °C\nLamps: On · 65 °C · Keep Warm\n");
  scene_input (scene, "lift");
  assert_says (scene, "status", "The kettle is off\nNo lamp is lit\n");
}

static void
test_presses (Scene *scene, gconstpointer data)
{
  assert_says (scene, "boil 95", "Heating to 95 °C\nLamps: On · 95 °C\n");
  assert_says (scene, "warm", "Heating to 95 °C\nLamps: On · 95 °C · Keep Warm\n");
  assert_says (scene, "warm 20", "Heating to 95 °C\nLamps: On · 95 °C · Keep Warm · 20 min\n");
  assert_says (scene, "warm on", "Heating to 95 °C\nLamps: On · 95 °C · Keep Warm\n");
  assert_says (scene, "warm off", "Heating to 95 °C\nLamps: On · 95 °C\n");
  kettle_emulator_forget_heard (scene->kettle);
  assert_says (scene, "warm off", "Heating to 95 °C\nLamps: On · 95 °C\n");
  g_assert_false (scene_heard (scene, "set sys"));
  assert_says (scene, "boil 80 --warm=10",
               "Heating to 80 °C\nLamps: On · 80 °C · Keep Warm · 10 min\n");
  kettle_emulator_forget_heard (scene->kettle);
  /* The lamp is lit: pressing the key would put it out. */
  assert_says (scene, "boil 80 --warm", "Heating to 80 °C\nLamps: On · 80 °C · Keep Warm\n");
  g_assert_false (scene_heard (scene, "set sys output 0x8\n"));
  assert_says (scene, "off", "The kettle is off\nNo lamp is lit\n");
}

/* Keys and settings of the program: the address, and what a person prefers. */
static void
test_settings (Scene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("kettlectl-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *parent = g_path_get_dirname (file);
  g_autofree char *group = g_strdelimit (g_strdup (APP_ID), ".", '/');
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *text = g_strdup_printf (
      "[%s]\nhost='127.0.0.1'\nport=%u\npreferred-temperature=65\npreferred-warm-minutes=5\n"
      "networks=['10.0.0.0/24 02:00:00:00:00:01']\n",
      group, scene->port);
  g_autoptr (Child) boil = NULL;
  g_autoptr (Child) status = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", folder, TRUE);
  boil = child_start_with (launcher, "boil --warm");
  child_wait (boil, CHILD_PATIENCE);
  g_assert_cmpstr (boil->err->str, ==, "");
  g_assert_cmpstr (boil->out->str, ==, "Heating to 65 °C\nLamps: On · 65 °C · Keep Warm · 5 min\n");

  /* Anybody may have written anything there. */
  g_free (text);
  text = g_strdup_printf ("[%s]\nhost='no address'\n", group);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  status = child_start_with (launcher, "status --json");
  child_wait (status, CHILD_PATIENCE);
  answer = child_assert_document (status, "no-kettle");
  g_assert_cmpint (status->status, ==, 3);
  child_assert_complaint (status, "“no address:2000” in Kettle’s settings");

  g_unlink (file);
}

/* A schema that is not installed is no reason to fail while a kettle is named. */
static void
test_no_schema (Scene *scene, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *line = g_strdup_printf ("status --host 127.0.0.1:%u", scene->port);
  g_autoptr (Child) named = NULL;
  g_autoptr (Child) usual = NULL;

  g_subprocess_launcher_setenv (launcher, "GSETTINGS_SCHEMA_DIR", "/nonexistent", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_DIRS", "/nonexistent", TRUE);
  named = child_start_with (launcher, line);
  child_wait (named, CHILD_PATIENCE);
  g_assert_cmpint (named->status, ==, 0);
  usual = child_start_with (launcher, "status");
  child_wait (usual, CHILD_PATIENCE);
  g_assert_cmpint (usual->status, ==, 3);
  child_assert_complaint (usual, "name it with --host");
}

static void
test_watch (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, "watch");
  g_auto (GStrv) lines = NULL;
  static const char *const said[] = {
    "The kettle is off",
    "Heating to 100 °C",
    "Heating to 80 °C",
    "The kettle was lifted",
    "Can’t reach the kettle",
    /* What was told before the gap still holds. */
    "The kettle was lifted",
    "Heating to 100 °C",
  };

  test_wait_for (strstr (child->out->str, said[0]) != NULL, CHILD_PATIENCE);
  scene_input (scene, "on");
  test_wait_for (strstr (child->out->str, said[1]) != NULL, CHILD_PATIENCE);
  scene_input (scene, "80");
  test_wait_for (strstr (child->out->str, said[2]) != NULL, CHILD_PATIENCE);
  scene_input (scene, "lift");
  test_wait_for (strstr (child->out->str, said[3]) != NULL, CHILD_PATIENCE);
  scene_unplug (scene);
  test_wait_for (strstr (child->out->str, said[4]) != NULL, CHILD_PATIENCE);
  scene_plug (scene);
  test_wait_for (scene_get_n_clients (scene) == 1, 20000);
  test_wait_for (g_str_has_suffix (child->out->str, "lifted\n"), CHILD_PATIENCE);
  scene_input (scene, "on");
  test_wait_for (g_str_has_suffix (child->out->str, "100 °C\n"), CHILD_PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 0);
  g_assert_cmpstr (child->err->str, ==, "");

  lines = g_strsplit (child->out->str, "\n", -1);
  g_assert_cmpint (g_strv_length (lines), >=, G_N_ELEMENTS (said) + 1);
  for (gsize i = 0, j = 0; *lines[i] != '\0'; i++) {
    g_assert_true (g_regex_match_simple ("^[0-9]{2}:[0-9]{2}:[0-9]{2}  [^ ]", lines[i], 0, 0));
    /* "Looking for the kettle…" may come before the first of them and after the gap. */
    if (strstr (lines[i], "Looking for") == NULL)
      g_assert_cmpstr (lines[i] + strlen ("12:34:56  "), ==, said[j++]);
  }
}

static void
test_watch_json (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, "watch --json");
  g_auto (GStrv) lines = NULL;
  GString *events = g_string_new (NULL);

  g_object_set (scene->kettle, "speed", 1000.0, NULL);
  test_wait_for (strstr (child->out->str, "\"off\"") != NULL, CHILD_PATIENCE);
  scene_input (scene, "on");
  test_wait_for (strstr (child->out->str, "\"boiled\"") != NULL, CHILD_PATIENCE);
  scene_wait_log (scene, "> sys status 0x0");
  g_object_set (scene->kettle, "speed", 1.0, "start-temperature", 20.0, NULL);
  scene_input (scene, "on");
  test_wait_for (g_str_has_suffix (child->out->str, "\"warm_minutes\":0}\n")
                     && strstr (strstr (child->out->str, "\"boiled\""), "\"heating\"") != NULL,
                 CHILD_PATIENCE);
  scene_input (scene, "dry");
  test_wait_for (strstr (child->out->str, "\"event\":\"problem\"") != NULL, CHILD_PATIENCE);
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 0);

  lines = g_strsplit (child->out->str, "\n", -1);
  for (gsize i = 0; *lines[i] != '\0'; i++) {
    g_autoptr (JsonObject) object = child_parse (lines[i]);
    g_autoptr (GDateTime) time =
        g_date_time_new_from_iso8601 (json_object_get_string_member (object, "time"), NULL);
    const char *event = json_object_get_string_member (object, "event");

    g_assert_nonnull (time);
    g_assert_cmpint (ABS (g_date_time_to_unix (time) - g_get_real_time () / G_USEC_PER_SEC), <, 60);
    g_assert_cmpstr (json_object_get_string_member (object, "outcome"), ==, "done");
    if (!g_str_equal (event, "state"))
      g_string_append_printf (events, "%s ", event);
  }
  g_assert_cmpstr (events->str, ==, "boiled problem ");
  g_string_free (events, TRUE);
}

/* Its time is over: that is how it was meant to end. */
static void
test_watch_timeout (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = run (scene, "watch --timeout 1");

  g_assert_cmpint (child->status, ==, 0);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_nonnull (strstr (child->out->str, "  The kettle is off\n"));
}

/* "kettlectl watch | head -n 1": it ends as soon as nobody reads, not at the next line. */
static void
test_nobody_reads (Scene *scene, gconstpointer data)
{
  g_autofree char *line =
      g_strdup_printf ("'%s' watch --host 127.0.0.1:%u | (read -r line; echo \"$line\")",
                       g_getenv ("KETTLECTL"), scene->port);
  g_autoptr (GSubprocess) shell = NULL;
  g_autoptr (GError) error = NULL;

  shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                            &error, "sh", "-c", line, NULL);
  g_assert_no_error (error);
  test_wait_for (scene_get_n_clients (scene) == 1, CHILD_PATIENCE);
  test_wait_for (scene_get_n_clients (scene) == 0, CHILD_PATIENCE);
  g_assert_true (g_subprocess_wait (shell, NULL, NULL));
}

static void
test_full_disk (Scene *scene, gconstpointer data)
{
  g_autofree char *line = g_strdup_printf ("'%s' status --json --host 127.0.0.1:%u >/dev/full",
                                           g_getenv ("KETTLECTL"), scene->port);
  g_autofree char *complaint = NULL;
  const char *arguments[] = { "sh", "-c", line, NULL };
  g_autoptr (GSubprocess) shell =
      g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL);
  GInputStream *stream = g_subprocess_get_stderr_pipe (shell);

  test_wait_for (scene_get_n_accepted (scene) == 1, CHILD_PATIENCE);
  test_wait_for (scene_get_n_clients (scene) == 0, CHILD_PATIENCE);
  complaint = g_new0 (char, 1024);
  g_assert_true (g_input_stream_read_all (stream, complaint, 1023, NULL, NULL, NULL));
  g_assert_true (g_subprocess_wait (shell, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (shell), ==, 1);
  g_assert_nonnull (strstr (complaint, "kettlectl: The answer could not be written"));
}

static void
test_find_named (Scene *scene, gconstpointer data)
{
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u\n", scene->port);
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *kettles;
  JsonObject *kettle;

  assert_says (scene, "find", address);
  child = run (scene, "find --json");
  g_assert_cmpint (child->status, ==, 0);
  answer = child_assert_document (child, "done");
  kettles = json_object_get_array_member (answer, "kettles");
  g_assert_cmpint (json_array_get_length (kettles), ==, 1);
  kettle = json_array_get_object_element (kettles, 0);
  g_assert_cmpstr (json_object_get_string_member (kettle, "host"), ==, "127.0.0.1");
  g_assert_cmpint (json_object_get_int_member (kettle, "port"), ==, scene->port);
  g_assert_true (json_object_get_null_member (kettle, "mac"));
  g_assert_cmpfloat (json_object_get_double_member (kettle, "seconds"), >=, 0);
  g_assert_false (json_object_get_boolean_member (kettle, "own"));
  g_assert_false (scene_heard (scene, "set sys"));
}

/* @data: the signal. The kettle is left heating, and that is said. */
static void
test_interrupted (Scene *scene, gconstpointer data)
{
  const int number = GPOINTER_TO_INT (data);
  g_autoptr (Child) child = scene_start (scene, "boil 80 --wait --json");
  g_autoptr (JsonObject) answer = NULL;

  scene_wait_log (scene, "> sys status key=\\t\\r");
  g_subprocess_send_signal (child->process, number);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 128 + number);
  answer = child_assert_document (child, "error");
  g_assert_true (json_object_get_boolean_member (answer, "on"));
  g_assert_cmpstr (child->err->str, ==,
                   "kettlectl: The kettle was left as it is. It goes on heating to 80 °C.\n");
  test_wait_for (scene_get_n_clients (scene) == 0, CHILD_PATIENCE);
  g_assert_false (scene_heard (scene, "set sys output 0x0"));
}

/* What was not pressed by then is not pressed later. */
static void
test_interrupted_unpressed (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  g_object_set (scene->kettle, "delay", 1500, NULL);
  child = scene_start (scene, "boil 80 --wait");
  scene_wait_log (scene, "< HELLOKETTLE");
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 130);
  child_assert_complaint (child, "What it is doing is not known");
  test_never (scene_heard (scene, "set sys"), 2000);
}

/* Pressed, and without the kettle's word for it: whether it is on now is not known. */
static void
test_interrupted_unconfirmed (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;

  g_object_set (scene->kettle, "mute-after", 2, NULL);
  child = scene_start (scene, "boil 80 --wait");
  scene_wait_log (scene, "< set sys output 0x4");
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 130);
  child_assert_complaint (child, "has not confirmed: look at the kettle");
}

/* Started without the descriptors that it prints to, it must not print to the kettle. */
static void
test_closed_descriptors (Scene *scene, gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", scene->port);

  process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE, &error, "sh", "-c",
      "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus exec \"$@\" <&- >&- 2>&-", "sh",
      g_getenv ("KETTLECTL"), "status", "--verbose", "--host", host, NULL);
  g_assert_no_error (error);
  scene_wait_log (scene, "> sys status key=");
  test_wait_for (scene_get_n_clients (scene) == 0, CHILD_PATIENCE);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  if (strstr (scene->log->str, "kettle") != NULL)
    g_error ("The kettle heard what is for people: %s", scene->log->str);
}

/* A locale that knows neither “ nor °, and one that does not exist. */
static void
test_locales (Scene *scene, gconstpointer data)
{
  static const char *const locales[] = { "C", "POSIX", "xx_XX.ISO-8859-1" };
  g_autofree char *line = g_strdup_printf ("boil 80 --host 127.0.0.1:%u", scene->port);

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++) {
    g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
    g_autoptr (Child) right = NULL;
    g_autoptr (Child) wrong = NULL;

    g_subprocess_launcher_setenv (launcher, "LC_ALL", locales[i], TRUE);
    right = child_start_with (launcher, line);
    wrong = child_start_with (launcher, "boil '70 °C'");
    child_wait (right, CHILD_PATIENCE);
    child_wait (wrong, CHILD_PATIENCE);
    g_assert_cmpint (right->status, ==, 0);
    g_assert_cmpstr (right->out->str, ==, "Heating to 80 C\nLamps: On - 80 C\n");
    g_assert_cmpint (wrong->status, ==, 2);
    child_assert_complaint (wrong, "80, 95 and 100 C, not for \"70 C\".");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ctl/commands/usage", test_usage);
  g_test_add_func ("/ctl/commands/help", test_help);
  scene_add ("/ctl/commands/verbose", NULL, test_verbose);
  scene_add ("/ctl/commands/status", NULL, test_status);
  scene_add ("/ctl/commands/presses", NULL, test_presses);
  scene_add ("/ctl/commands/settings", NULL, test_settings);
  scene_add ("/ctl/commands/no-schema", NULL, test_no_schema);
  scene_add ("/ctl/commands/watch", NULL, test_watch);
  scene_add ("/ctl/commands/watch-json", NULL, test_watch_json);
  scene_add ("/ctl/commands/watch-timeout", NULL, test_watch_timeout);
  scene_add ("/ctl/commands/nobody-reads", NULL, test_nobody_reads);
  scene_add ("/ctl/commands/full-disk", NULL, test_full_disk);
  scene_add ("/ctl/commands/find-named", NULL, test_find_named);
  scene_add ("/ctl/commands/interrupted", GINT_TO_POINTER (SIGINT), test_interrupted);
  scene_add ("/ctl/commands/terminated", GINT_TO_POINTER (SIGTERM), test_interrupted);
  scene_add ("/ctl/commands/interrupted-unpressed", NULL, test_interrupted_unpressed);
  scene_add ("/ctl/commands/closed-descriptors", NULL, test_closed_descriptors);
  scene_add ("/ctl/commands/interrupted-unconfirmed", NULL, test_interrupted_unconfirmed);
  scene_add ("/ctl/commands/locales", NULL, test_locales);

  return g_test_run ();
}
