// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>

/* kettlectl beside the whole program: one kettle, one connection to it. */

static Program *
spawn_ctl (const char *const *arguments)
{
  return program_spawn_path (g_getenv ("KETTLECTL_PROGRAM"), arguments, NULL);
}

/* Returns: (transfer full): all that it said */
static char *
run_ctl (const char *const *arguments, int expected_status)
{
  g_autoptr (Program) ctl = spawn_ctl (arguments);
  g_autofree char *line = g_strjoinv (" ", (char **) arguments);
  int status = program_wait (ctl, 30000);
  char *output = program_dup_output (ctl);

  g_test_message ("kettlectl %s: %d: %s", line, status, output);
  g_assert_cmpint (status, ==, expected_status);

  return output;
}

#define RUN(status, ...) run_ctl ((const char *[]){ __VA_ARGS__, NULL }, status)

static guint
count_connections (KettleEmulator *emulator)
{
  guint count;

  g_object_get (emulator, "n-accepted", &count, NULL);

  return count;
}

static void
assert_has (const char *text, const char *part)
{
  g_test_message ("looking for %s", part);
  g_assert_nonnull (strstr (text, part));
}

/* Twenty times, by every command, with and without the address: the kettle sees one connection. */
static void
test_one_connection (Desk *desk, gconstpointer data)
{
  g_autofree char *host = g_strdup (desk->address);
  g_autofree char *localhost = g_strdup_printf ("localhost%s", strchr (host, ':'));

  desk_start (desk, "--hidden");
  for (int i = 0; i < 4; i++) {
    g_autofree char *boil = RUN (0, "boil", "80", "--json");
    g_autofree char *status = RUN (0, "status", "--json", "--host", host);
    g_autofree char *warm = RUN (0, "warm", "--host", localhost);
    g_autofree char *minutes = RUN (0, "warm", "10");
    g_autofree char *off = RUN (0, "off", "--json");

    assert_has (boil, "\"done\"");
    assert_has (status, "\"heating\"");
    assert_has (off, "\"off\"");
  }
  g_assert_cmpuint (count_connections (desk->emulator), ==, 1);
  g_assert_true (desk_is_connected (desk));
}

/* The program tells it with a bubble, and kettlectl in its terminal, each once. */
static void
test_boil_and_wait (Desk *desk, gconstpointer data)
{
  g_autofree char *output = NULL;

  g_object_set (desk->emulator, "speed", 60.0, NULL);
  desk_start (desk, "--hidden");
  output = RUN (0, "boil", "65", "--wait", "--json");
  assert_has (output, "\"boiled\"");
  test_wait_for (recording_notifications_get_n_shown (desk->server) > 0, 5000);
  g_assert_cmpuint (count_connections (desk->emulator), ==, 1);
}

/* The window's lamps and a call on the bus are the same kettle. */
static void
test_call_shows_in_window (Desk *desk, gconstpointer data)
{
  g_autofree char *output = NULL;

  desk_start (desk, NULL);
  output = RUN (0, "boil", "95");
  test_wait_for (reader_is_checked (desk_reader (), "95 °C"), 5000);
  g_assert_cmpint (program_get_int (desk->program, "temperature"), ==, 95);
}

static void
test_program_quits (Desk *desk, gconstpointer data)
{
  static const char *const commands[][4] = {
    { "watch", NULL },
    { "boil", "100", "--wait", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (Program) ctl = NULL;
    g_autofree char *output = NULL;

    desk_start (desk, "--hidden");
    ctl = spawn_ctl (commands[i]);
    if (i == 0)
      test_wait_for (
          (g_free (output), output = program_dup_output (ctl)) != NULL && *output != '\0', 8000);
    else
      test_wait_for (program_get_boolean (desk->program, "on"), 8000);
    program_quit (desk->program);
    g_assert_cmpint (program_wait (ctl, 5000), ==, 1);
    g_free (output);
    output = program_dup_output (ctl);
    assert_has (output, "kettlectl: ");
    g_clear_pointer (&desk->program, program_free);
  }
}

/* Another kettle is none of the program's business. */
static void
test_another_kettle (Desk *desk, gconstpointer data)
{
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  g_autofree char *host = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  kettle_emulator_listen (other, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  host = g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (other));
  desk_start (desk, "--hidden");
  output = RUN (0, "boil", "--host", host, "--json");
  assert_has (output, host);
  g_assert_cmpuint (desk_count_presses (desk), ==, 0);
  g_assert_false (program_get_boolean (desk->program, "on"));
  g_assert_cmpuint (count_connections (other), ==, 1);
  kettle_emulator_shut_down (other);
}

/* No program, but the person's own settings: the kettle is found where the program left it. */
static void
test_remembered_kettle (Desk *desk, gconstpointer data)
{
  g_autofree char *output = NULL;

  program_set_setting ("host", "'127.0.0.1'");
  program_set_setting ("port", strrchr (desk->address, ':') + 1);
  program_set_setting ("preferred-temperature", "65");
  output = RUN (0, "boil", "--json");
  assert_has (output, "65");
  desk_expect_presses (desk, "set sys output 0x4\nset sys output 0x200\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/ctl/one-connection", test_one_connection);
  ADD ("/e2e/ctl/boil-and-wait", test_boil_and_wait);
  ADD ("/e2e/ctl/shows-in-the-window", test_call_shows_in_window);
  ADD ("/e2e/ctl/program-quits", test_program_quits);
  ADD ("/e2e/ctl/another-kettle", test_another_kettle);
  ADD ("/e2e/ctl/remembered-kettle", test_remembered_kettle);

  return desk_run ();
}
