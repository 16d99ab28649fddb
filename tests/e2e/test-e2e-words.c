// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>

/* What must be seen after a word of protocol sheet 1.3, everywhere at once. */
typedef struct {
  const char *said;
  const char *phase;
  gboolean on;
  int temperature;
  gboolean warm;
  int minutes;
  const char *icon;
  const char *sentence;
} Sight;

static const char *temperatures[] = { "65 °C", "80 °C", "95 °C", "100 °C" };
static const int degrees[] = { 65, 80, 95, 100 };
static const char *lengths[] = { "5 min", "10 min", "20 min" };
static const int minutes[] = { 5, 10, 20 };

static gboolean
has_states (Desk *desk, const Sight *sight)
{
  return program_has_word (desk->program, "phase", sight->phase)
         && program_get_boolean (desk->program, "on") == sight->on
         && program_get_int (desk->program, "temperature") == sight->temperature
         && program_get_boolean (desk->program, "warm") == sight->warm
         && program_get_int (desk->program, "warm-minutes") == sight->minutes
         && desk_has_icon (desk, sight->icon);
}

static void
assert_sight (Desk *desk, const Sight *sight)
{
  g_autofree char *title = g_strdup_printf ("Kettle: %s", sight->sentence);

  g_test_message ("after “%s”", sight->said);
  test_wait_for (has_states (desk, sight), 5000);
  test_wait_for (reader_is_showing (desk_reader (), sight->sentence), 5000);
  test_wait_for (g_strcmp0 (recording_tray_get_title (desk->panel), title) == 0, 5000);

  for (gsize i = 0; i < G_N_ELEMENTS (degrees); i++)
    g_assert_cmpint (reader_is_checked (desk_reader (), temperatures[i]), ==,
                     degrees[i] == sight->temperature);
  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++)
    g_assert_cmpint (reader_is_checked (desk_reader (), lengths[i]), ==,
                     minutes[i] == sight->minutes);
  g_assert_cmpint (reader_is_checked (desk_reader (), "Keep Warm"), ==, sight->warm);
  g_assert_true (reader_is_showing (desk_reader (), sight->on ? "Turn Off" : "Turn On"));
}

static void
say_all (Desk *desk, const Sight *sights, gsize n_sights)
{
  desk_start (desk, NULL);
  for (gsize i = 0; i < n_sights; i++) {
    desk_say (desk, sights[i].said);
    assert_sight (desk, &sights[i]);
  }
}

static void
test_words (Desk *desk, gconstpointer data)
{
  static const Sight sights[] = {
    { "sys status 0x5\r", "heating", TRUE, 0, FALSE, 0, "heating", "Heating" },
    { "sys status 0x100\r", "heating", TRUE, 100, FALSE, 0, "heating", "Heating to 100 °C" },
    { "sys status 0x95\r", "heating", TRUE, 95, FALSE, 0, "heating", "Heating to 95 °C" },
    { "sys status 0x80\r", "heating", TRUE, 80, FALSE, 0, "heating", "Heating to 80 °C" },
    { "sys status 0x65\r", "heating", TRUE, 65, FALSE, 0, "heating", "Heating to 65 °C" },
    { "sys status 0x11\r", "heating", TRUE, 65, TRUE, 0, "heating", "Heating to 65 °C" },
    { "sys status 0x8005\r", "heating", TRUE, 65, TRUE, 5, "heating", "Heating to 65 °C" },
    { "sys status 0x8010\r", "heating", TRUE, 65, TRUE, 10, "heating", "Heating to 65 °C" },
    { "sys status 0x8020\r", "heating", TRUE, 65, TRUE, 20, "heating", "Heating to 65 °C" },
    { "sys status 0xBEEF\r", "heating", TRUE, 65, TRUE, 20, "heating", "Heating to 65 °C" },
    { "sys status 0x3\r", "keeping-warm", TRUE, 65, TRUE, 20, "warm", "Keeping warm" },
    { "sys status 0x0\r", "off", FALSE, 0, FALSE, 0, "off", "Ready when you are" },
  };

  say_all (desk, sights, G_N_ELEMENTS (sights));
}

static void
test_boiled (Desk *desk, gconstpointer data)
{
  static const Sight sights[] = {
    { "sys status 0x5\rsys status 0x100\r", "heating", TRUE, 100, FALSE, 0, "heating",
      "Heating to 100 °C" },
    { "sys status 0x3\rsys status 0x0\r", "ready", FALSE, 0, FALSE, 0, "ready", "Boiled" },
  };

  say_all (desk, sights, G_N_ELEMENTS (sights));
}

static void
test_lifted (Desk *desk, gconstpointer data)
{
  static const Sight sights[] = {
    { "sys status 0x5\rsys status 0x95\r", "heating", TRUE, 95, FALSE, 0, "heating",
      "Heating to 95 °C" },
    { "sys status 0x1\r", "lifted", FALSE, 0, FALSE, 0, "lifted", "Lifted" },
  };

  say_all (desk, sights, G_N_ELEMENTS (sights));
}

static void
test_problem (Desk *desk, gconstpointer data)
{
  static const Sight sights[] = {
    { "sys status 0x5\rsys status 0x95\r", "heating", TRUE, 95, FALSE, 0, "heating",
      "Heating to 95 °C" },
    { "sys status 0x2\r", "problem", FALSE, 0, FALSE, 0, "problem", "Something is wrong" },
  };

  say_all (desk, sights, G_N_ELEMENTS (sights));
}

static void
test_status_bytes (Desk *desk, gconstpointer data)
{
  static const Sight sights[] = {
    { "sys status key=!\r", "heating", TRUE, 100, FALSE, 0, "heating", "Heating to 100 °C" },
    { "sys status key=\t\r", "heating", TRUE, 80, FALSE, 0, "heating", "Heating to 80 °C" },
    { "sys status key=\v\r", "heating", TRUE, 80, TRUE, 0, "heating", "Heating to 80 °C" },
    { "sys status key=\x05\r", "heating", TRUE, 65, FALSE, 0, "heating", "Heating to 65 °C" },
    { "sys status key=\r", "off", FALSE, 0, FALSE, 0, "off", "Ready when you are" },
  };

  say_all (desk, sights, G_N_ELEMENTS (sights));
}

static gboolean
is_dark (Desk *desk)
{
  return !program_get_boolean (desk->program, "on") && !program_get_boolean (desk->program, "warm")
         && program_get_int (desk->program, "temperature") == 0
         && program_get_int (desk->program, "warm-minutes") == 0
         && program_has_word (desk->program, "phase", "unknown") && desk_has_icon (desk, "offline");
}

static void
test_out_of_reach (Desk *desk, gconstpointer data)
{
  desk_start (desk, NULL);
  desk_hand (desk, "on");
  test_wait_for (program_get_boolean (desk->program, "on"), 5000);

  g_object_set (desk->emulator, "mute", TRUE, NULL);
  desk_hand (desk, "drop");
  test_wait_for (program_has_word (desk->program, "connection", "unreachable"), 8000);
  test_wait_for (is_dark (desk), 2000);
  test_wait_for (reader_is_showing (desk_reader (), "Can’t reach the kettle"), 5000);
  g_assert_false (reader_is_checked (desk_reader (), "100 °C"));
  g_assert_false (reader_is_sensitive (desk_reader (), "Keep Warm"));
  g_assert_true (reader_is_sensitive (desk_reader (), "Turn On"));

  g_object_set (desk->emulator, "mute", FALSE, NULL);
  test_wait_for (program_get_boolean (desk->program, "on"), 30000);
  test_wait_for (reader_is_checked (desk_reader (), "100 °C"), 5000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/words/each-of-the-sheet", test_words);
  ADD ("/e2e/words/boiled", test_boiled);
  ADD ("/e2e/words/lifted", test_lifted);
  ADD ("/e2e/words/problem", test_problem);
  ADD ("/e2e/words/key-bytes-that-look-like-blanks", test_status_bytes);
  ADD ("/e2e/words/kettle-out-of-reach", test_out_of_reach);

  return desk_run ();
}
