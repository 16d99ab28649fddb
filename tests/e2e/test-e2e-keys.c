// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>

static const char *temperatures[] = { "100 °C", "95 °C", "80 °C", "65 °C" };

static void
press (const char *name)
{
  test_wait_for (reader_is_showing (desk_reader (), name), 5000);
  g_assert_true (reader_press (desk_reader (), name));
}

static void
assert_checked (const char *expected)
{
  for (gsize i = 0; i < G_N_ELEMENTS (temperatures); i++)
    g_assert_cmpint (reader_is_checked (desk_reader (), temperatures[i]), ==,
                     g_strcmp0 (temperatures[i], expected) == 0);
}

static void
test_window_keys (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *bytes;
    int temperature;
  } keys[] = {
    { "95 °C", "set sys output 0x2\n", 95 },
    { "80 °C", "set sys output 0x4000\n", 80 },
    { "65 °C", "set sys output 0x200\n", 65 },
    { "100 °C", "set sys output 0x80\n", 100 },
  };

  desk_start (desk, NULL);
  assert_checked (NULL);
  press ("Turn On");
  desk_expect_presses (desk, "set sys output 0x4\n");
  test_wait_for (program_get_int (desk->program, "temperature") == 100, 5000);
  assert_checked ("100 °C");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    desk_forget (desk);
    press (keys[i].name);
    desk_expect_presses (desk, keys[i].bytes);
    test_wait_for (program_get_int (desk->program, "temperature") == keys[i].temperature, 5000);
    assert_checked (keys[i].name);
  }

  desk_forget (desk);
  press ("Turn Off");
  desk_expect_presses (desk, "set sys output 0x0\n");
  test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
  assert_checked (NULL);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
}

static void
test_warm_keys (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *bytes;
    int minutes;
  } keys[] = {
    { "5 min", "set sys output 0x8005\n", 5 },
    { "10 min", "set sys output 0x8010\n", 10 },
    { "20 min", "set sys output 0x8020\n", 20 },
  };

  desk_start (desk, NULL);
  press ("Turn On");
  test_wait_for (program_get_boolean (desk->program, "on"), 5000);
  desk_forget (desk);

  press ("Keep Warm");
  desk_expect_presses (desk, "set sys output 0x8\n");
  test_wait_for (program_get_boolean (desk->program, "warm"), 5000);
  g_assert_true (reader_is_checked (desk_reader (), "Keep Warm"));

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    desk_forget (desk);
    press (keys[i].name);
    desk_expect_presses (desk, keys[i].bytes);
    test_wait_for (program_get_int (desk->program, "warm-minutes") == keys[i].minutes, 5000);
    g_assert_true (reader_is_checked (desk_reader (), keys[i].name));
  }

  desk_forget (desk);
  press ("Keep Warm");
  desk_expect_presses (desk, "set sys output 0x8\n");
  test_wait_for (!program_get_boolean (desk->program, "warm"), 5000);
  g_assert_false (reader_is_checked (desk_reader (), "Keep Warm"));
}

static void
test_temperature_when_off (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *bytes;
    int temperature;
  } keys[] = {
    { "100 °C", "set sys output 0x4\n", 100 },
    { "95 °C", "set sys output 0x4\nset sys output 0x2\n", 95 },
    { "80 °C", "set sys output 0x4\nset sys output 0x4000\n", 80 },
    { "65 °C", "set sys output 0x4\nset sys output 0x200\n", 65 },
  };

  desk_start (desk, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    press (keys[i].name);
    desk_expect_presses (desk, keys[i].bytes);
    test_wait_for (program_get_int (desk->program, "temperature") == keys[i].temperature, 5000);
    assert_checked (keys[i].name);
    program_activate (desk->program, "off");
    test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
    desk_forget (desk);
  }
}

static void
click (Desk *desk, const char *label)
{
  test_wait_for (recording_tray_find_entry (desk->panel, label) != NULL
                     && recording_tray_find_entry (desk->panel, label)->enabled,
                 5000);
  g_assert_true (recording_tray_click (desk->panel, label));
}

static void
test_tray_items (Desk *desk, gconstpointer data)
{
  static const struct {
    const char *label;
    const char *bytes;
  } items[] = {
    { "Boil", "set sys output 0x4\n" },
    { "95 °C", "set sys output 0x4\nset sys output 0x2\n" },
    { "80 °C", "set sys output 0x4\nset sys output 0x4000\n" },
    { "65 °C", "set sys output 0x4\nset sys output 0x200\n" },
  };

  desk_start (desk, "--hidden");
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    click (desk, items[i].label);
    desk_expect_presses (desk, items[i].bytes);
    desk_forget (desk);
    click (desk, "Turn Off");
    desk_expect_presses (desk, "set sys output 0x0\n");
    test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
    desk_forget (desk);
  }

  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));
  click (desk, "Show Kettle");
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
  click (desk, "Quit");
  g_assert_cmpint (program_wait (desk->program, 5000), ==, 0);
}

static void
test_names_and_hints (Desk *desk, gconstpointer data)
{
  static const char *names[] = { "100 °C", "95 °C",  "80 °C",  "65 °C",  "Keep Warm",
                                 "5 min",  "10 min", "20 min", "Turn On" };

  desk_start (desk, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    test_wait_for (reader_is_showing (desk_reader (), names[i]), 5000);
    g_assert_true (reader_is_sensitive (desk_reader (), names[i]));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (temperatures); i++) {
    g_autofree char *hint = reader_dup_description (desk_reader (), temperatures[i]);

    g_assert_nonnull (hint);
    g_assert_cmpstr (hint, !=, "");
  }
}

static void
test_double_click (Desk *desk, gconstpointer data)
{
  g_object_set (desk->emulator, "delay", 400, NULL);
  desk_start (desk, NULL);

  /* Three clicks before the kettle says a word are one wish. */
  for (int i = 0; i < 3; i++)
    press ("Turn On");
  desk_expect_presses (desk, "set sys output 0x4\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/keys/window", test_window_keys);
  ADD ("/e2e/keys/warm", test_warm_keys);
  ADD ("/e2e/keys/temperature-on-a-kettle-that-is-off", test_temperature_when_off);
  ADD ("/e2e/keys/tray", test_tray_items);
  ADD ("/e2e/keys/names-and-hints", test_names_and_hints);
  ADD ("/e2e/keys/impatient-clicks", test_double_click);

  return desk_run ();
}
