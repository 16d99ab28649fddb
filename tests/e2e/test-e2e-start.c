// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <signal.h>
#include <string.h>

static const char *with_reader[] = { "NO_AT_BRIDGE", NULL };

static void
start (Desk *desk, const char *const *arguments)
{
  desk->program = program_start (arguments, with_reader);
}

static char *
run (const char *const *arguments, const char *const *environment, int expected_status)
{
  g_autoptr (Program) program = program_spawn (arguments, environment);

  g_assert_cmpint (program_wait (program, 10000), ==, expected_status);

  return program_dup_output (program);
}

static void
assert_one_sentence (const char *output, const char *part)
{
  g_test_message ("said: %s", output);
  g_assert_nonnull (strstr (output, part));
  g_assert_cmpuint (desk_count_lines (output), ==, 1);
}

static void
test_version (Desk *desk, gconstpointer data)
{
  g_autofree char *output = run ((const char *[]){ "--version", NULL }, NULL, 0);

  g_assert_cmpstr (output, ==, "kettle " VERSION "\n");
}

static void
test_bad_arguments (Desk *desk, gconstpointer data)
{
  g_autofree char *unknown = run ((const char *[]){ "--boil", NULL }, NULL, 1);
  g_autofree char *stray = run ((const char *[]){ "boil", NULL }, NULL, 1);
  g_autofree char *both = run ((const char *[]){ "--demo", "--host", "kettle", NULL }, NULL, 1);

  assert_one_sentence (unknown, "--boil");
  assert_one_sentence (stray, "boil");
  assert_one_sentence (both, "--demo");
}

static void
test_no_display (Desk *desk, gconstpointer data)
{
  const char *environment[] = { "DISPLAY", "WAYLAND_DISPLAY", NULL };
  g_autofree char *output = run (NULL, environment, 1);

  assert_one_sentence (output, "display");
}

static void
test_no_schema (Desk *desk, gconstpointer data)
{
  const char *environment[] = { "GSETTINGS_SCHEMA_DIR=/nonexistent", NULL };
  g_autofree char *output = run (NULL, environment, 1);

  assert_one_sentence (output, APP_ID);
}

static void
test_no_bus (Desk *desk, gconstpointer data)
{
  const char *arguments[] = { "--host", desk->address, NULL };
  const char *environment[] = { "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus",
                                "G_DEBUG=gc-friendly", NULL };

  desk->program = program_spawn (arguments, environment);
  test_wait_for (strstr (kettle_emulator_get_heard (desk->emulator), "get sys status") != NULL,
                 8000);
  program_signal (desk->program, SIGTERM);
  g_assert_cmpint (program_wait (desk->program, 5000), ==, 0);
}

static void
test_signals (Desk *desk, gconstpointer data)
{
  static const int signals[] = { SIGINT, SIGTERM };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++) {
    desk_start (desk, NULL);
    program_signal (desk->program, signals[i]);
    g_assert_cmpint (program_wait (desk->program, 5000), ==, 0);
    g_clear_pointer (&desk->program, program_free);
  }
}

static void
test_second_start (Desk *desk, gconstpointer data)
{
  g_autofree char *silent = NULL;
  g_autofree char *sentence = NULL;

  desk_start (desk, "--hidden");
  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));

  sentence = run ((const char *[]){ "--host", "127.0.0.1", NULL }, NULL, 1);
  g_assert_cmpstr (sentence, ==, "Kettle is already running; choose the kettle in its window.\n");
  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));

  silent = run (NULL, NULL, 0);
  g_assert_cmpstr (silent, ==, "");
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
}

static void
test_demo_beside (Desk *desk, gconstpointer data)
{
  g_autoptr (Program) demo = NULL;

  desk_start (desk, "--hidden");
  demo = program_start ((const char *[]){ "--demo", NULL }, with_reader);
  test_wait_for (program_has_word (demo, "phase", "off"), 8000);
  /* What says "Simulated kettle" cannot be led to a real one. */
  g_assert_false (g_action_group_get_action_enabled (program_get_actions (demo), "find-kettle"));
  program_activate_int (demo, "temperature", 95);
  test_wait_for (program_get_int (demo, "temperature") == 95, 5000);
  test_wait_for (reader_is_showing (desk_reader (), "Heating to 95 °C"), 5000);
  test_never (desk_count_presses (desk) > 0 || program_get_boolean (desk->program, "on"), 500);
  program_quit (demo);
  g_assert_true (program_is_running (desk->program));
  g_assert_null (program_dup_setting ("host"));
}

static void
test_first_start (Desk *desk, gconstpointer data)
{
  g_autofree char *stored = NULL;

  start (desk, NULL);
  test_wait_for (reader_is_showing (desk_reader (), "Connect"), 8000);
  g_assert_true (program_has_word (desk->program, "connection", "none"));
  g_assert_true (reader_type (desk_reader (), desk->address));
  g_assert_true (reader_press (desk_reader (), "Connect"));
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
  test_wait_for (!reader_is_showing (desk_reader (), "Connect"), 5000);
  test_wait_for ((g_free (stored), stored = program_dup_setting ("host")) != NULL, 5000);
  g_assert_cmpstr (stored, ==, "'127.0.0.1'");
  program_quit (desk->program);
  g_clear_pointer (&desk->program, program_free);

  start (desk, NULL);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
}

static void
test_bad_addresses (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *typed;
    const char *answer;
  } cases[] = {
    { "my kettle", "neither a name nor an address" },
    { "http://192.168.1.20/", "neither a name nor an address" },
    { "kettle:99999", "port" },
    { "192.168.1.20:tea", "port" },
    { "fe80::1", "IPv6" },
    { "[::1]:2000", "IPv6" },
    { "8.8.8.8", "local" },
  };

  program_set_setting ("host", "'127.0.0.1'");
  program_set_setting ("port", strrchr (desk->address, ':') + 1);
  start (desk, NULL);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);

  program_activate (desk->program, "find-kettle");
  test_wait_for (reader_is_sensitive (desk_reader (), "Connect"), 5000);
  g_assert_true (reader_type (desk_reader (), ""));
  test_wait_for (!reader_is_sensitive (desk_reader (), "Connect"), 5000);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *stored = NULL;
    g_autofree char *everything = NULL;

    g_test_message ("typed “%s”", cases[i].typed);
    g_assert_true (reader_type (desk_reader (), desk->address));
    test_wait_for (reader_is_sensitive (desk_reader (), "Connect"), 5000);
    g_assert_true (reader_type (desk_reader (), cases[i].typed));
    test_wait_for (
        strstr ((g_free (everything), everything = reader_dup_everything (desk_reader ())),
                cases[i].answer)
            != NULL,
        5000);
    g_assert_false (reader_is_sensitive (desk_reader (), "Connect"));
    stored = program_dup_setting ("host");
    g_assert_cmpstr (stored, ==, "'127.0.0.1'");
    g_assert_true (desk_is_connected (desk));
  }
}

/* Started in the tray: the finder waits for the window. */
static void
test_first_start_hidden (Desk *desk, gconstpointer data)
{
  start (desk, (const char *[]){ "--hidden", NULL });
  test_wait_for (program_has_word (desk->program, "connection", "none"), 8000);
  test_never (reader_is_showing (desk_reader (), "Connect"), 700);
  program_activate (desk->program, "show");
  test_wait_for (reader_is_showing (desk_reader (), "Connect"), 8000);
}

/* What is in the settings is no address: the finder says so. */
static void
test_bad_saved_address (Desk *desk, gconstpointer data)
{
  g_autofree char *everything = NULL;

  program_set_setting ("host", "'8.8.8.8'");
  start (desk, NULL);
  test_wait_for (reader_is_showing (desk_reader (), "Connect"), 8000);
  test_wait_for (strstr ((g_free (everything), everything = reader_dup_everything (desk_reader ())),
                         "local network")
                     != NULL,
                 5000);
  g_assert_true (program_has_word (desk->program, "connection", "none"));
}

static void
test_bad_host_option (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *host;
    const char *answer;
  } cases[] = {
    { "", "Enter the kettle’s address" },
    { "kettle:99999", "port" },
    { "::1", "IPv6" },
    { "93.184.216.34", "local" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *everything = NULL;

    start (desk, (const char *[]){ "--host", cases[i].host, NULL });
    test_wait_for (
        strstr ((g_free (everything), everything = reader_dup_everything (desk_reader ())),
                cases[i].answer)
            != NULL,
        8000);
    g_assert_true (program_has_word (desk->program, "connection", "none"));
    program_quit (desk->program);
    g_clear_pointer (&desk->program, program_free);
  }
}

static void
test_unknown_name (Desk *desk, gconstpointer data)
{
  g_autofree char *stored = NULL;
  g_autofree char *everything = NULL;

  program_set_setting ("host", "'192.168.1.20'");
  start (desk, (const char *[]){ "--host", "kettle.invalid", NULL });
  test_wait_for (program_has_word (desk->program, "connection", "unreachable"), 8000);
  test_wait_for (strstr ((g_free (everything), everything = reader_dup_everything (desk_reader ())),
                         "kettle.invalid")
                     != NULL,
                 5000);
  stored = program_dup_setting ("host");
  g_assert_cmpstr (stored, ==, "'192.168.1.20'");
}

static void
test_panel_comes_and_goes (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));
  recording_tray_disappear (desk->panel);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 6000);
  recording_tray_appear (desk->panel);
  test_wait_for (recording_tray_is_ready (desk->panel), 6000);
}

static void
test_panel_late (Desk *desk, gconstpointer data)
{
  const char *arguments[] = { "--host", desk->address, "--hidden", NULL };
  const char *environment[] = { "NO_AT_BRIDGE", "KETTLE_TIME_SCALE=10", NULL };

  if (!desk_can_scale_time ())
    return;

  recording_tray_disappear (desk->panel);
  desk->program = program_start (arguments, environment);
  test_never (reader_is_showing (desk_reader (), "Turn On"), 700);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 6000);
}

/* What the session bus starts it with: nobody needs to read about that. */
static void
test_service (Desk *desk, gconstpointer data)
{
  g_autofree char *help = run ((const char *[]){ "--help", NULL }, NULL, 0);

  g_assert_nonnull (strstr (help, "--hidden"));
  g_assert_null (strstr (help, "gapplication"));

  desk_start (desk, "--gapplication-service");
  test_never (reader_is_showing (desk_reader (), "Turn On") || !program_is_running (desk->program),
              700);
  program_activate (desk->program, "show");
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
}

static void
test_service_without_panel (Desk *desk, gconstpointer data)
{
  const char *arguments[] = { "--host", desk->address, "--gapplication-service", NULL };
  const char *environment[] = { "NO_AT_BRIDGE", "KETTLE_TIME_SCALE=10", NULL };

  if (!desk_can_scale_time ())
    return;

  recording_tray_disappear (desk->panel);
  desk->program = program_start (arguments, environment);
  test_never (reader_is_showing (desk_reader (), "Turn On"), 700);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 6000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/start/version", test_version);
  ADD ("/e2e/start/bad-arguments", test_bad_arguments);
  ADD ("/e2e/start/no-display", test_no_display);
  ADD ("/e2e/start/no-settings-schema", test_no_schema);
  ADD ("/e2e/start/no-session-bus", test_no_bus);
  ADD ("/e2e/start/signals", test_signals);
  ADD ("/e2e/start/second-start", test_second_start);
  ADD ("/e2e/start/demo-beside-a-kettle", test_demo_beside);
  ADD ("/e2e/start/very-first", test_first_start);
  ADD ("/e2e/start/very-first-in-the-tray", test_first_start_hidden);
  ADD ("/e2e/start/bad-saved-address", test_bad_saved_address);
  ADD ("/e2e/start/bad-addresses", test_bad_addresses);
  ADD ("/e2e/start/bad-host-option", test_bad_host_option);
  ADD ("/e2e/start/unknown-name", test_unknown_name);
  ADD ("/e2e/start/panel-goes-and-returns", test_panel_comes_and_goes);
  ADD ("/e2e/start/no-panel-at-a-hidden-start", test_panel_late);
  ADD ("/e2e/start/by-the-bus", test_service);
  ADD ("/e2e/start/by-the-bus-without-a-panel", test_service_without_panel);

  return desk_run ();
}
