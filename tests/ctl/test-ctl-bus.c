// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/fake-program.h"
#include "ctl/scene.h"
#include "support/test-wait.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* On a session bus, with a program there that has Kettle's name and holds a kettle. */

static G_GNUC_PRINTF (1, 2) Child *start_on_bus (const char *format, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);

  return child_start_with (launcher, line);
}

static gboolean
is_phase (FakeProgram *program, KettlePhase phase)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (program->model, &now);

  return now.phase == phase;
}

static FakeProgram *
start_program (Scene *scene)
{
  FakeProgram *program = fake_program_new ("127.0.0.1", scene->port);

  test_wait_for (is_phase (program, KETTLE_PHASE_OFF), CHILD_PATIENCE);

  return program;
}

static void
assert_done (Child *child, const char *phase)
{
  g_autoptr (JsonObject) answer = NULL;

  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpstr (child->err->str, ==, "");
  answer = child_assert_document (child, "done");
  g_assert_cmpint (child->status, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (answer, "phase"), ==, phase);
}

/* Twenty uses, and the kettle sees the one connection of the program. */
static void
test_one_connection (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  const struct {
    const char *command;
    const char *phase;
  } uses[] = {
    { "status --json", "off" },
    { "boil 65 --json", "heating" },
    { "status --json", "heating" },
    { "off --json", "off" },
    { "boil --warm=5 --json", "heating" },
  };

  for (guint i = 0; i < 20; i++) {
    const gsize n = i % G_N_ELEMENTS (uses);
    g_autoptr (Child) child = NULL;
    g_autoptr (Child) off = NULL;

    /* By no name, by its own, and by another name of the same address. */
    if (i % 3 == 0)
      child = start_on_bus ("%s", uses[n].command);
    else
      child = start_on_bus ("%s --host %s:%u", uses[n].command,
                            i % 3 == 1 ? "127.0.0.1" : "localhost", scene->port);
    assert_done (child, uses[n].phase);
    g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
    if (n == 4) {
      off = start_on_bus ("off --json");
      assert_done (off, "off");
    }
  }
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
  g_assert_cmpuint (program->n_calls, >, 10);
}

/* Another kettle than the program's is none of its business. */
static void
test_other_host (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  Scene other = { 0 };
  g_autoptr (Child) child = NULL;

  scene_set_up (&other, NULL);
  child = start_on_bus ("boil 100 --json --host 127.0.0.1:%u", other.port);
  assert_done (child, "heating");
  g_assert_cmpuint (scene_get_n_accepted (&other), ==, 1);
  g_assert_cmpuint (program->n_calls, ==, 0);
  g_assert_true (is_phase (program, KETTLE_PHASE_OFF));
  scene_tear_down (&other, NULL);
}

/* A program that has no kettle leaves kettlectl to itself. */
static void
test_without_kettle (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = fake_program_new (NULL, 0);
  g_autoptr (Child) named = start_on_bus ("status --json --host 127.0.0.1:%u", scene->port);
  g_autoptr (Child) usual = NULL;

  assert_done (named, "off");
  usual = start_on_bus ("status");
  child_wait (usual, CHILD_PATIENCE);
  g_assert_cmpint (usual->status, ==, 3);
  child_assert_complaint (usual, "No kettle is chosen");
}

/* Whoever owns the name may say anything. */
static void
test_escaping_host (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (Child) child = NULL;

  kettle_dbus_kettle1_set_host (program->skeleton, "192.168.1.20\033]0;owned\a\302\2332J");
  kettle_dbus_kettle1_set_connection (program->skeleton, "not-a-kettle");
  child = start_on_bus ("status");
  child_wait (child, CHILD_PATIENCE);
  g_assert_nonnull (strstr (child->err->str, "192.168.1.20?]0;owned??2J"));
  g_assert_null (strpbrk (child->err->str, "\033\a"));
}

/* A bus, and nobody there. */
static void
test_nobody (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = start_on_bus ("status --json --host 127.0.0.1:%u", scene->port);

  assert_done (child, "off");
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
}

/* @data: what a hand does; the outcome, and the exit status. */
static void
test_wait (Scene *scene, gconstpointer data)
{
  static const struct {
    const char *word;
    const char *outcome;
    int status;
  } ends[] = {
    { "boil", "boiled", 0 }, { "off", "off", 4 }, { "lift", "lifted", 4 }, { "dry", "problem", 4 }
  };
  g_autoptr (FakeProgram) program = start_program (scene);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (Child) child = start_on_bus ("boil 80 --wait --json");
    g_autoptr (JsonObject) answer = NULL;

    g_string_truncate (scene->log, 0);
    scene_wait_log (scene, "> sys status key=\\t\\r");
    if (i == 0)
      g_object_set (scene->kettle, "speed", 1000.0, NULL);
    else
      scene_input (scene, ends[i].word);
    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, ends[i].outcome);
    g_assert_cmpint (child->status, ==, ends[i].status);
    if (i == 0) {
      scene_wait_log (scene, "> sys status 0x0");
      g_object_set (scene->kettle, "speed", 1.0, "start-temperature", 20.0, NULL);
    } else if (i == 2) {
      scene_input (scene, "return");
    }
  }
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
}

/* What happens by hand reaches a watch, and who waits long after everything was confirmed. */
static void
test_by_hand (Scene *scene, gconstpointer data)
{
  static const struct {
    const char *word;
    const char *line;
    const char *outcome;
  } ends[] = {
    { "off", "The kettle is off\n", "off" },
    { "lift", "was lifted", "lifted" },
    { "dry", "boiled dry", "problem" },
  };
  g_autoptr (FakeProgram) program = start_program (scene);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (Child) watch = start_on_bus ("watch");
    g_autoptr (Child) child = NULL;
    g_autoptr (JsonObject) answer = NULL;

    test_wait_for (watch->out->len > 0, CHILD_PATIENCE);
    g_string_truncate (scene->log, 0);
    child = start_on_bus ("boil 80 --wait --json");
    scene_wait_log (scene, "> sys status key=\\t\\r");
    test_wait_for (strstr (watch->out->str, "Heating to 80 °C\n") != NULL, CHILD_PATIENCE);
    /* Longer than the method and what is asked after it take. */
    test_never (child_has_ended (child), 500);
    g_string_truncate (watch->out, 0);
    scene_input (scene, ends[i].word);
    test_wait_for (strstr (watch->out->str, ends[i].line) != NULL, CHILD_PATIENCE);
    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, ends[i].outcome);
    g_assert_cmpint (child->status, ==, 4);
    if (i == 1)
      scene_input (scene, "return");
  }
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
}

/* The errors of the interface are what they were. */
static void
test_errors (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_object_set (scene->kettle, "mute", TRUE, NULL);
  child = start_on_bus ("boil 80 --json");
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "timeout");
  g_assert_cmpint (child->status, ==, 5);
  child_assert_complaint (child, "did not answer");
}

/* @data: a command that goes on; the program ends meanwhile. */
static void
test_program_quits (Scene *scene, gconstpointer data)
{
  FakeProgram *program = start_program (scene);
  const char *command = data;
  g_autoptr (Child) child = start_on_bus ("%s", command);
  gint64 quit;

  if (g_str_has_prefix (command, "boil"))
    scene_wait_log (scene, "> sys status 0x80");
  else
    test_wait_for (strstr (child->out->str, "off") != NULL, CHILD_PATIENCE);
  fake_program_quit (program);
  quit = g_get_monotonic_time ();
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (g_get_monotonic_time () - quit, <, 5 * G_USEC_PER_SEC);
  g_assert_cmpint (child->status, ==, 1);
  g_assert_cmpstr (child->err->str, ==,
                   "kettlectl: Kettle was closed, and its connection to the kettle with it. The "
                   "kettle was left as it is.\n");
  if (strstr (command, "--json") != NULL)
    g_assert_nonnull (strstr (child->out->str, "\"outcome\":\"error\""));
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
}

/* It has the name and hangs: no second connection behind its back, and no endless waiting. */
static void
test_program_hangs (Scene *scene, gconstpointer data)
{
  static const char *const commands[] = { "status --json", "boil 80 --wait --json", "watch --json",
                                          "find --json" };
  g_autoptr (FakeProgram) program = start_program (scene);

  program->mute = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (Child) child = start_on_bus ("%s", commands[i]);
    g_autoptr (JsonObject) answer = NULL;

    child_wait (child, 6000);
    answer = child_assert_document (child, "error");
    g_assert_cmpint (child->status, ==, 1);
    child_assert_complaint (child, "Kettle is running but does not answer");
  }
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
}

/* Something that accepts and never says anything has the bus's address. */
static void
test_bus_hangs (Scene *scene, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("kettlectl-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bus", NULL);
  g_autofree char *bus = g_strconcat ("unix:path=", path, NULL);
  g_autofree char *line = g_strdup_printf ("status --json --host 127.0.0.1:%u", scene->port);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  child = child_start_with (launcher, line);
  child_wait (child, 6000);
  answer = child_assert_document (child, "error");
  g_assert_cmpint (child->status, ==, 1);
  child_assert_complaint (child, "session bus does not answer");
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* Another kettle is chosen in the window while the first is waited for. */
static void
test_kettle_changes (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  Scene other = { 0 };
  g_autoptr (Child) child = start_on_bus ("boil 80 --wait --json");
  g_autoptr (JsonObject) answer = NULL;

  scene_set_up (&other, NULL);
  scene_wait_log (scene, "> sys status key=\\t\\r");
  kettle_link_set_kettle (program->link, "127.0.0.1", other.port);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "error");
  g_assert_cmpint (child->status, ==, 1);
  child_assert_complaint (child, "Another kettle was chosen");
  kettle_link_stop (program->link);
  scene_tear_down (&other, NULL);
}

/* What another program was asked to do cannot be taken back from here, and that is said. */
static void
test_interrupted (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (Child) child = NULL;

  g_object_set (scene->kettle, "mute", TRUE, NULL);
  child = start_on_bus ("boil 80");
  scene_wait_log (scene, "< set sys output 0x4");
  g_subprocess_send_signal (child->process, SIGINT);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 130);
  child_assert_complaint (child, "may still press it");
}

/* Whoever waits two seconds only must not have a key pressed in the fifth. */
static void
test_short_patience (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;

  scene_unplug (scene);
  test_wait_for (is_phase (program, KETTLE_PHASE_UNKNOWN), CHILD_PATIENCE);
  child = start_on_bus ("boil 80 --timeout 2 --json");
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "no-kettle");
  g_assert_cmpint (child->status, ==, 3);
  child_assert_complaint (child, "cannot be reached");
  g_assert_cmpuint (program->n_calls, ==, 0);
}

/* The whole session ends while it is watched. */
static void
test_session_ends (Scene *scene, gconstpointer data)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char *before = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (FakeProgram) program = NULL;
  g_autoptr (Child) child = NULL;

  g_test_dbus_up (bus);
  program = start_program (scene);
  child = start_on_bus ("watch");
  test_wait_for (strstr (child->out->str, "off") != NULL, CHILD_PATIENCE);
  g_dbus_connection_set_exit_on_close (program->connection, FALSE);
  g_test_dbus_down (bus);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpint (child->status, ==, 1);
  child_assert_complaint (child, "Kettle was closed");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", before, TRUE);
}

/* The module must have no other connection meanwhile, and Kettle has one. */
static void
test_wifi_held (Scene *scene, gconstpointer data)
{
  static const char *const commands[] = { "show", "join Home --security open --backup b --yes" };
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (GError) error = NULL;
  g_autofree char *port = NULL;
  guint n_accepted;

  kettle_emulator_listen_wifi (scene->kettle, 0, &error);
  g_assert_no_error (error);
  port = g_strdup_printf ("%u", kettle_emulator_get_wifi_port (scene->kettle));
  g_setenv ("KETTLE_WIFI_PORT", port, TRUE);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (commands); i++) {
    const char *command = commands[i % G_N_ELEMENTS (commands)];
    g_autofree char *host = g_strdup_printf (" --host localhost:%u", scene->port);
    g_autoptr (Child) child =
        start_on_bus ("wifi %s --json%s", command, i < G_N_ELEMENTS (commands) ? "" : host);
    g_autoptr (JsonObject) answer = NULL;

    child_wait (child, CHILD_PATIENCE);
    g_assert_cmpint (child->status, ==, 1);
    child_assert_complaint (child, "quit Kettle first");
    answer = child_assert_document (child, "error");
    g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
  }
  g_object_get (scene->kettle, "wifi-n-accepted", &n_accepted, NULL);
  g_assert_cmpuint (n_accepted, ==, 0);
  g_unsetenv ("KETTLE_WIFI_PORT");
}

/* Another kettle than the one Kettle has is free. */
static void
test_wifi_other (Scene *scene, gconstpointer data)
{
  g_autoptr (FakeProgram) program = start_program (scene);
  g_autoptr (GError) error = NULL;
  g_autoptr (Child) child = NULL;
  g_autofree char *port = NULL;
  Scene other = { 0 };

  if (!KETTLE_DEVELOPMENT) {
    g_test_skip ("a release build takes no other port for the wifi module");
    return;
  }
  scene_set_up (&other, NULL);
  kettle_emulator_listen_wifi (other.kettle, 0, &error);
  g_assert_no_error (error);
  port = g_strdup_printf ("%u", kettle_emulator_get_wifi_port (other.kettle));
  g_setenv ("KETTLE_WIFI_PORT", port, TRUE);
  child = start_on_bus ("wifi show --host 127.0.0.1:%u", other.port);
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_cmpint (child->status, ==, 0);
  g_assert_nonnull (strstr (child->out->str, "Network: iKettle\n"));
  g_assert_cmpuint (scene_get_n_accepted (scene), ==, 1);
  g_unsetenv ("KETTLE_WIFI_PORT");
  scene_tear_down (&other, NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  scene_add ("/ctl/bus/one-connection", NULL, test_one_connection);
  scene_add ("/ctl/bus/other-host", NULL, test_other_host);
  scene_add ("/ctl/bus/without-kettle", NULL, test_without_kettle);
  scene_add ("/ctl/bus/escaping-host", NULL, test_escaping_host);
  scene_add ("/ctl/bus/nobody", NULL, test_nobody);
  scene_add ("/ctl/bus/wait", NULL, test_wait);
  scene_add ("/ctl/bus/by-hand", NULL, test_by_hand);
  scene_add ("/ctl/bus/errors", NULL, test_errors);
  scene_add ("/ctl/bus/quits-while-watched", "watch", test_program_quits);
  scene_add ("/ctl/bus/quits-while-watched-json", "watch --json", test_program_quits);
  scene_add ("/ctl/bus/quits-while-waited", "boil 80 --wait --json", test_program_quits);
  scene_add ("/ctl/bus/hangs", NULL, test_program_hangs);
  scene_add ("/ctl/bus/bus-hangs", NULL, test_bus_hangs);
  scene_add ("/ctl/bus/kettle-changes", NULL, test_kettle_changes);
  scene_add ("/ctl/bus/interrupted", NULL, test_interrupted);
  scene_add ("/ctl/bus/short-patience", NULL, test_short_patience);
  scene_add ("/ctl/bus/wifi-held", NULL, test_wifi_held);
  scene_add ("/ctl/bus/wifi-other", NULL, test_wifi_other);
  scene_add ("/ctl/bus/session-ends", NULL, test_session_ends);
  status = g_test_run ();
  g_test_dbus_down (bus);

  return status;
}
