// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>

#define NOTHING_HAPPENED "The kettle did not answer. Nothing was switched on."

#define MAY_BE_ON "The kettle did not answer. It may still be on: check it."

static guint
count (Desk *desk)
{
  return recording_notifications_get_n_shown (desk->server);
}

static const RecordedBubble *
last (Desk *desk)
{
  return recording_notifications_get_last (desk->server);
}

/* Waits for bubble number @n, and a while longer that there is no other. */
static void
expect_bubble (Desk *desk, guint n, const char *sound, guint8 urgency)
{
  const char *found_sound = NULL;
  const char *category = NULL;
  guint8 found_urgency = 255;

  test_wait_for (count (desk) >= n, 8000);
  test_never (count (desk) > n, 500);
  g_assert_true (g_variant_lookup (last (desk)->hints, "urgency", "y", &found_urgency));
  g_assert_cmpuint (found_urgency, ==, urgency);
  g_assert_true (g_variant_lookup (last (desk)->hints, "category", "&s", &category));
  g_assert_true (g_str_has_prefix (category, "device"));
  if (sound != NULL) {
    g_assert_true (g_variant_lookup (last (desk)->hints, "sound-name", "&s", &found_sound));
    g_assert_cmpstr (found_sound, ==, sound);
  }
  g_assert_cmpstr (last (desk)->summary, !=, "");
  g_assert_cmpstr (last (desk)->app_name, ==, "Kettle");
}

static void
invoke (Desk *desk, const char *label)
{
  const char *key = recorded_bubble_get_key (last (desk), label);
  guint n = count (desk);

  g_assert_nonnull (key);
  /* Nobody clicks within the moment in which a bubble appears; a click then was meant
   * for the one before. */
  test_never (count (desk) > n, 300);
  recording_notifications_invoke (desk->server, last (desk)->id, key, "token");
}

static void
start_heating (Desk *desk)
{
  desk_start (desk, "--hidden");
  desk_hand (desk, "on");
  test_wait_for (program_has_word (desk->program, "phase", "heating"), 5000);
}

static void
test_boil (Desk *desk, gconstpointer data)
{
  /* 0.3 l from 20 °C: 42 s of life in 0.2 s. */
  g_object_set (desk->emulator, "speed", 200.0, "litres", 0.3, NULL);
  start_heating (desk);
  test_wait_for (program_has_word (desk->program, "phase", "ready"), 8000);
  expect_bubble (desk, 1, "complete", 1);
  g_assert_nonnull (strstr (last (desk)->body, "100 °C"));
  /* Nothing is lit any more: nothing to switch off. */
  g_assert_null (recorded_bubble_get_key (last (desk), "Switch Off"));

  /* The next boil replaces it: one bubble a kind. */
  desk_hand (desk, "on");
  test_wait_for (count (desk) >= 2 || recording_notifications_get_n_open (desk->server) == 0, 8000);
}

static void
test_switch_off (Desk *desk, gconstpointer data)
{
  g_object_set (desk->emulator, "speed", 200.0, "litres", 0.3, NULL);
  desk_start (desk, "--hidden");
  desk_hand (desk, "on");
  desk_hand (desk, "warm");
  test_wait_for (program_has_word (desk->program, "phase", "keeping-warm"), 8000);
  test_wait_for (count (desk) >= 1, 5000);
  desk_forget (desk);
  invoke (desk, "Switch Off");
  desk_expect_presses (desk, "set sys output 0x0\n");
  test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
}

static void
test_told_once (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  desk_say (desk, "sys status 0x3\r");
  desk_say (desk, "sys status 0x3\rsys status 0x3\r");
  expect_bubble (desk, 1, "complete", 1);
}

static void
test_lifted (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  desk_hand (desk, "lift");
  test_wait_for (program_has_word (desk->program, "phase", "lifted"), 5000);
  expect_bubble (desk, 1, "device-removed", 1);
}

static void
test_problem (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  desk_hand (desk, "dry");
  test_wait_for (program_has_word (desk->program, "phase", "problem"), 8000);
  expect_bubble (desk, 1, "dialog-warning", 2);
}

static void
test_warm_ended (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  desk_say (desk, "sys status 0x11\rsys status 0x3\r");
  test_wait_for (count (desk) == 1, 5000);
  desk_say (desk, "sys status 0x10\rsys status 0x4\rsys status 0x0\r");
  expect_bubble (desk, 2, NULL, 1);
}

static void
test_gap (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  g_object_set (desk->emulator, "max-clients", 0, NULL);
  desk_hand (desk, "drop");
  desk_hand (desk, "off");
  expect_bubble (desk, 1, NULL, 1);
  g_assert_true (g_str_has_prefix (last (desk)->summary, "The kettle is off again")
                 || g_str_has_prefix (last (desk)->body, "The kettle is off again"));
}

static void
test_lost_sight (Desk *desk, gconstpointer data)
{
  if (!desk_can_scale_time ())
    return;

  /* 30 s of not knowing are 3 s. */
  desk_start_with (desk, "KETTLE_TIME_SCALE=10", "--hidden");
  desk_hand (desk, "on");
  test_wait_for (program_has_word (desk->program, "phase", "heating"), 5000);
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  desk_hand (desk, "drop");
  test_never (count (desk) > 0, 1500);
  expect_bubble (desk, 1, "dialog-warning", 1);
}

static void
test_lost_while_off (Desk *desk, gconstpointer data)
{
  if (!desk_can_scale_time ())
    return;

  desk_start_with (desk, "KETTLE_TIME_SCALE=20", "--hidden");
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  desk_hand (desk, "drop");
  test_never (count (desk) > 0, 3000);
}

static void
test_silent (Desk *desk, gconstpointer data)
{
  gint64 clicked;

  desk_start (desk, "--hidden");
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  clicked = g_get_monotonic_time ();
  g_assert_true (recording_tray_click (desk->panel, "Boil"));
  test_wait_for (count (desk) > 0 || program_get_boolean (desk->program, "on"), 3000);
  g_assert_cmpint (g_get_monotonic_time () - clicked, <, 3 * G_USEC_PER_SEC);
  g_assert_true (g_str_equal (last (desk)->summary, NOTHING_HAPPENED)
                 || g_str_equal (last (desk)->body, NOTHING_HAPPENED));
  test_never (count (desk) > 1 || program_get_boolean (desk->program, "on"), 2500);
  g_assert_cmpuint (desk_count_presses (desk), ==, 1);
}

static void
test_try_again (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  g_assert_true (recording_tray_click (desk->panel, "80 °C"));
  test_wait_for (count (desk) == 1, 4000);
  /* The emulated kettle did what it heard, it only did not say so. */
  g_object_set (desk->emulator, "mute", FALSE, NULL);
  desk_hand (desk, "off");
  test_wait_for (desk_is_connected (desk), 10000);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
  desk_forget (desk);
  invoke (desk, "Try Again");
  desk_expect_presses (desk, "set sys output 0x4\nset sys output 0x4000\n");
}

static void
test_disconnected (Desk *desk, gconstpointer data)
{
  gint64 clicked;

  desk_start (desk, "--hidden");
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  desk_hand (desk, "drop");
  test_wait_for (!desk_is_connected (desk), 5000);
  desk_forget (desk);
  clicked = g_get_monotonic_time ();
  g_assert_true (recording_tray_click (desk->panel, "Boil"));
  test_wait_for (count (desk) > 0, 8000);
  g_assert_cmpint (g_get_monotonic_time () - clicked, <, 8 * G_USEC_PER_SEC);
  g_assert_true (g_str_equal (last (desk)->summary, NOTHING_HAPPENED)
                 || g_str_equal (last (desk)->body, NOTHING_HAPPENED));

  /* It never happens later. */
  g_object_set (desk->emulator, "mute", FALSE, NULL);
  test_wait_for (desk_is_connected (desk), 20000);
  test_never (count (desk) > 1 || desk_count_presses (desk) > 0, 1500);
}

static void
test_window_tells_it (Desk *desk, gconstpointer data)
{
  desk_start (desk, NULL);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  g_assert_true (reader_press (desk_reader (), "80 °C"));
  for (int i = 0; i < 20; i++) {
    g_assert_false (reader_is_checked (desk_reader (), "80 °C"));
    g_assert_false (reader_is_checked (desk_reader (), "100 °C"));
    test_never (FALSE, 20);
  }
  test_wait_for (reader_is_showing (desk_reader (), NOTHING_HAPPENED), 5000);
}

/* The lamps go dark with the connection: that is not what was asked for, and must not pass for it.
 * */
static void
test_off_unanswered (Desk *desk, gconstpointer data)
{
  desk_start (desk, NULL);
  program_activate (desk->program, "on");
  test_wait_for (program_get_boolean (desk->program, "on"), 5000);
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  program_activate (desk->program, "off");
  test_wait_for (reader_is_showing (desk_reader (), MAY_BE_ON), 5000);
  test_wait_for (!desk_is_connected (desk), 5000);
  test_never (!reader_is_showing (desk_reader (), MAY_BE_ON), 1500);

  /* It comes back and is still on: the sentence stays as true as it was. */
  desk_hand (desk, "on");
  g_object_set (desk->emulator, "mute", FALSE, NULL);
  test_wait_for (program_get_boolean (desk->program, "on"), 20000);
  test_never (!reader_is_showing (desk_reader (), MAY_BE_ON), 500);
  desk_hand (desk, "off");
  test_wait_for (!reader_is_showing (desk_reader (), MAY_BE_ON), 5000);
}

static void
test_click_shows_window (Desk *desk, gconstpointer data)
{
  start_heating (desk);
  desk_hand (desk, "lift");
  test_wait_for (count (desk) == 1, 5000);
  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));
  recording_notifications_invoke (desk->server, last (desk)->id, "default", "token");
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
  g_assert_cmpuint (desk_count_presses (desk), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/bubbles/boiled", test_boil);
  ADD ("/e2e/bubbles/boiled-and-still-lit", test_switch_off);
  ADD ("/e2e/bubbles/kettle-repeats-itself", test_told_once);
  ADD ("/e2e/bubbles/lifted", test_lifted);
  ADD ("/e2e/bubbles/boiled-dry", test_problem);
  ADD ("/e2e/bubbles/warm-ended-in-three-words", test_warm_ended);
  ADD ("/e2e/bubbles/gap-hid-something", test_gap);
  ADD ("/e2e/bubbles/lost-sight-while-heating", test_lost_sight);
  ADD ("/e2e/bubbles/lost-while-off-is-no-news", test_lost_while_off);
  ADD ("/e2e/bubbles/silent-kettle", test_silent);
  ADD ("/e2e/bubbles/try-again", test_try_again);
  ADD ("/e2e/bubbles/disconnected-kettle", test_disconnected);
  ADD ("/e2e/bubbles/window-tells-it-itself", test_window_tells_it);
  ADD ("/e2e/bubbles/off-unanswered", test_off_unanswered);
  ADD ("/e2e/bubbles/click-shows-the-window", test_click_shows_window);

  return desk_run ();
}
