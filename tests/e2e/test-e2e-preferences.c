// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>

/*
 * Every preference in the whole program: changed in the dialogue, as a screen reader would, and its
 * effect seen; changed in the settings by somebody else, and dialogue and effect seen to follow.
 */

static void
open_preferences (Desk *desk)
{
  program_activate (desk->program, "preferences");
  test_wait_for (reader_is_showing (desk_reader (), "Quick boil"), 8000);
}

/* Closes the window, with which the dialogue goes, or the dialogue. */
static void
close_one (Desk *desk)
{
  g_assert_true (reader_press (desk_reader (), "Close"));
  test_wait_for (!program_is_running (desk->program)
                     || !reader_is_showing (desk_reader (), "Quick boil"),
                 5000);
}

/* Closes the windows into the tray: the dialogue goes with the window. */
static void
put_away (Desk *desk)
{
  close_one (desk);
  if (reader_is_showing (desk_reader (), "Turn On"))
    g_assert_true (reader_press (desk_reader (), "Close"));
  test_wait_for (!reader_is_showing (desk_reader (), "Turn On"), 5000);
  test_wait_for (!reader_is_showing (desk_reader (), "Quick boil"), 5000);
}

static gboolean
is_stored (const char *key, const char *value)
{
  g_autofree char *stored = program_dup_setting (key);

  return g_strcmp0 (stored, value) == 0;
}

static gboolean
is_heating (Desk *desk)
{
  return program_has_word (desk->program, "phase", "heating");
}

static void
turn_on (Desk *desk)
{
  desk_hand (desk, "on");
  test_wait_for (is_heating (desk), 5000);
}

static void
turn_off (Desk *desk)
{
  desk_hand (desk, "off");
  test_wait_for (!program_get_boolean (desk->program, "on"), 5000);
}

static void
test_opens (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  g_assert_false (reader_is_showing (desk_reader (), "Turn On"));

  open_preferences (desk);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
  test_wait_for (reader_has (desk_reader (), desk->address), 5000);
  put_away (desk);

  program_activate (desk->program, "show");
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 5000);
  test_never (reader_is_showing (desk_reader (), "Quick boil"), 300);
}

/* By the keyboard of the display alone. */
static void
test_keyboard (Desk *desk, gconstpointer data)
{
  desk_start (desk, NULL);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 8000);
  /* There is no window manager to give it the keyboard; what is shown already takes it. */
  program_activate (desk->program, "show");
  test_wait_for (reader_is_active (desk_reader (), "Kettle"), 5000);

  reader_key (desk_reader (), GDK_KEY_comma, TRUE);
  test_wait_for (reader_is_showing (desk_reader (), "Quick boil"), 5000);
  program_activate (desk->program, "preferences");
  test_wait_for (reader_is_active (desk_reader (), "Preferences"), 5000);
  for (int i = 0; i < 3; i++)
    reader_key (desk_reader (), GDK_KEY_Tab, FALSE);
  test_wait_for (reader_is_focused (desk_reader (), "The water is ready"), 5000);
  reader_key (desk_reader (), GDK_KEY_space, FALSE);
  test_wait_for (is_stored ("notify-boiled", "false"), 5000);
  test_wait_for (!reader_is_checked (desk_reader (), "The water is ready"), 5000);
  reader_key (desk_reader (), GDK_KEY_Escape, FALSE);
  test_wait_for (!reader_is_showing (desk_reader (), "Quick boil"), 5000);
  g_assert_true (reader_is_showing (desk_reader (), "Turn On"));
}

static void
test_temperature (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_cmpint (reader_get_choice (desk_reader (), "Quick boil"), ==, 0);

  g_assert_true (reader_choose (desk_reader (), "Quick boil", 2));
  test_wait_for (recording_tray_find_entry (desk->panel, "Heat to 80 °C") != NULL, 5000);
  test_wait_for (is_stored ("preferred-temperature", "80"), 5000);
  program_activate (desk->program, "quick-boil");
  desk_expect_presses (desk, "set sys output 0x4\nset sys output 0x4000\n");
  turn_off (desk);
  desk_forget (desk);

  program_set_setting ("preferred-temperature", "65");
  test_wait_for (reader_get_choice (desk_reader (), "Quick boil") == 3, 5000);
  test_wait_for (recording_tray_find_entry (desk->panel, "Heat to 65 °C") != NULL, 5000);
  g_assert_true (recording_tray_click (desk->panel, "Heat to 65 °C"));
  desk_expect_presses (desk, "set sys output 0x4\nset sys output 0x200\n");
}

static void
test_warm_minutes (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_cmpint (reader_get_choice (desk_reader (), "Keep warm for"), ==, 0);

  g_assert_true (reader_choose (desk_reader (), "Keep warm for", 3));
  test_wait_for (is_stored ("preferred-warm-minutes", "20"), 5000);
  turn_on (desk);
  program_activate (desk->program, "warm");
  desk_expect_presses (desk, "set sys output 0x8\nset sys output 0x8020\n");
  turn_off (desk);
  desk_forget (desk);

  program_set_setting ("preferred-warm-minutes", "5");
  test_wait_for (reader_get_choice (desk_reader (), "Keep warm for") == 1, 5000);
  turn_on (desk);
  g_assert_true (reader_press (desk_reader (), "Keep Warm"));
  desk_expect_presses (desk, "set sys output 0x8\nset sys output 0x8005\n");
}

static void
boil (Desk *desk)
{
  turn_on (desk);
  desk_say (desk, "sys status 0x3\r");
  test_wait_for (program_has_word (desk->program, "phase", "ready"), 5000);
}

static void
lift (Desk *desk)
{
  desk_hand (desk, "return");
  turn_on (desk);
  desk_hand (desk, "lift");
  test_wait_for (program_has_word (desk->program, "phase", "lifted"), 5000);
}

static void
boil_dry (Desk *desk)
{
  turn_on (desk);
  desk_say (desk, "sys status 0x2\r");
  test_wait_for (program_has_word (desk->program, "phase", "problem"), 5000);
}

static void
end_warm (Desk *desk)
{
  turn_on (desk);
  desk_say (desk, "sys status 0x11\rsys status 0x3\r");
  test_wait_for (program_has_word (desk->program, "phase", "keeping-warm"), 5000);
  desk_say (desk, "sys status 0x10\r");
  test_wait_for (!program_get_boolean (desk->program, "warm"), 5000);
}

static void
go_out_of_sight (Desk *desk)
{
  turn_on (desk);
  desk_hand (desk, "drop");
  desk_hand (desk, "off");
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
}

static void
fail (Desk *desk)
{
  g_object_set (desk->emulator, "mute", TRUE, NULL);
  program_activate (desk->program, "on");
  test_wait_for (!desk_is_connected (desk), 8000);
  g_object_set (desk->emulator, "mute", FALSE, NULL);
  desk_hand (desk, "off");
  test_wait_for (program_has_word (desk->program, "phase", "off"), 20000);
}

typedef struct {
  const char *name;
  const char *key;
  void (*happen) (Desk *desk);
} Notice;

static const Notice notices[] = {
  { "The water is ready", "notify-boiled", boil },
  { "The kettle was lifted while it was on", "notify-lifted", lift },
  { "It may have boiled dry", "notify-problem", boil_dry },
  { "Keeping warm has ended", "notify-warm-ended", end_warm },
  { "It went out of sight while it was heating", "notify-out-of-sight", go_out_of_sight },
  { "Something could not be done", "notify-failed", fail },
};

static guint
count (Desk *desk)
{
  return recording_notifications_get_n_shown (desk->server);
}

/* Nothing else is told, so that any bubble is of this kind. */
static void
test_notice (Desk *desk, gconstpointer data)
{
  const Notice *notice = data;

  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    program_set_setting (notices[i].key, &notices[i] == notice ? "true" : "false");
  desk_start (desk, "--hidden");

  open_preferences (desk);
  g_assert_true (reader_is_checked (desk_reader (), notice->name));
  g_assert_true (reader_press (desk_reader (), notice->name));
  test_wait_for (is_stored (notice->key, "false"), 5000);
  g_assert_false (reader_is_checked (desk_reader (), notice->name));
  put_away (desk);
  notice->happen (desk);
  test_never (count (desk) > 0, 700);
  turn_off (desk);

  open_preferences (desk);
  program_set_setting (notice->key, "true");
  test_wait_for (reader_is_checked (desk_reader (), notice->name), 5000);
  put_away (desk);
  notice->happen (desk);
  test_wait_for (count (desk) == 1, 5000);
}

static gboolean
has_hint (Desk *desk, const char *hint)
{
  g_autoptr (GVariant) value =
      g_variant_lookup_value (recording_notifications_get_last (desk->server)->hints, hint, NULL);

  return value != NULL;
}

static void
test_sound (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_true (reader_is_checked (desk_reader (), "Sound"));
  g_assert_true (reader_press (desk_reader (), "Sound"));
  test_wait_for (is_stored ("sound", "false"), 5000);
  lift (desk);
  test_wait_for (count (desk) == 1, 5000);
  g_assert_true (has_hint (desk, "suppress-sound"));
  g_assert_false (has_hint (desk, "sound-name"));
  turn_off (desk);

  program_set_setting ("sound", "true");
  test_wait_for (reader_is_checked (desk_reader (), "Sound"), 5000);
  lift (desk);
  test_wait_for (count (desk) == 2, 5000);
  g_assert_false (has_hint (desk, "suppress-sound"));
  g_assert_true (has_hint (desk, "sound-name"));
}

#define KEEP_RUNNING "Keep running when the window closes"

static void
test_keep_running (Desk *desk, gconstpointer data)
{
  program_set_setting ("keep-running", "false");
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_false (reader_is_checked (desk_reader (), KEEP_RUNNING));
  g_assert_true (reader_press (desk_reader (), KEEP_RUNNING));
  test_wait_for (is_stored ("keep-running", "true"), 5000);
  put_away (desk);
  test_never (!program_is_running (desk->program), 300);

  open_preferences (desk);
  program_set_setting ("keep-running", "false");
  test_wait_for (!reader_is_checked (desk_reader (), KEEP_RUNNING), 5000);
  close_one (desk);
  if (program_is_running (desk->program))
    reader_press (desk_reader (), "Close");
  g_assert_cmpint (program_wait (desk->program, 5000), ==, 0);
}

static gboolean
has_autostart_entry (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
remove_autostart_entry (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "autostart", APP_ID ".desktop", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_autostart (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_false (reader_is_checked (desk_reader (), "Start with the session"));
  g_assert_true (reader_press (desk_reader (), "Start with the session"));
  test_wait_for (is_stored ("autostart", "true"), 5000);
  test_wait_for (reader_is_checked (desk_reader (), "Start with the session"), 5000);
  test_wait_for (has_autostart_entry (), 5000);

  program_set_setting ("autostart", "false");
  test_wait_for (!reader_is_checked (desk_reader (), "Start with the session"), 5000);
  test_wait_for (!has_autostart_entry (), 5000);

  program_set_setting ("autostart", "true");
  test_wait_for (has_autostart_entry (), 5000);
  test_wait_for (reader_is_checked (desk_reader (), "Start with the session"), 5000);
  /* In the desktop's own settings. */
  remove_autostart_entry ();
  test_wait_for (!reader_is_checked (desk_reader (), "Start with the session"), 8000);
  test_wait_for (is_stored ("autostart", "false"), 5000);
}

/* How light the middle of the window is, at its left edge, from 0 to 255. */
static int
get_light (void)
{
  GdkWindow *root = gdk_get_default_root_window ();
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_get_from_window (root, 30, 300, 1, 1);
  const guchar *pixel = gdk_pixbuf_read_pixels (picture);

  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

static void
test_colors (Desk *desk, gconstpointer data)
{
  desk_start (desk, "--hidden");
  open_preferences (desk);
  g_assert_cmpint (reader_get_choice (desk_reader (), "Colours"), ==, 0);
  test_wait_for (get_light () > 200, 5000);

  g_assert_true (reader_choose (desk_reader (), "Colours", 2));
  test_wait_for (get_light () > 10 && get_light () < 100, 5000);
  test_wait_for (is_stored ("color-scheme", "'dark'"), 5000);

  program_set_setting ("color-scheme", "'light'");
  test_wait_for (reader_get_choice (desk_reader (), "Colours") == 1, 5000);
  test_wait_for (get_light () > 200, 5000);

  program_set_setting ("color-scheme", "'dark'");
  test_wait_for (get_light () > 10 && get_light () < 100, 5000);
  program_set_setting ("color-scheme", "'desktop'");
  test_wait_for (reader_get_choice (desk_reader (), "Colours") == 0, 5000);
  test_wait_for (get_light () > 200, 5000);
}

static void
test_no_tray (Desk *desk, gconstpointer data)
{
  static const char sentence[] =
      "There is no tray here: closing the window ends Kettle all the same.";

  desk_start (desk, NULL);
  open_preferences (desk);
  g_assert_false (reader_has (desk_reader (), sentence));
  recording_tray_disappear (desk->panel);
  test_wait_for (reader_has (desk_reader (), sentence), 5000);
  recording_tray_appear (desk->panel);
  test_wait_for (!reader_has (desk_reader (), sentence), 5000);
}

static gboolean
is_telling (Desk *desk, const char *part)
{
  g_autofree char *everything = reader_dup_everything (desk_reader ());

  return strstr (everything, part) != NULL;
}

static void
test_other_kettle (Desk *desk, gconstpointer data)
{
  const char *variables[] = { "NO_AT_BRIDGE", NULL };
  g_autoptr (KettleEmulator) other = kettle_emulator_new ();
  g_autofree char *port = NULL;

  g_assert_true (kettle_emulator_listen (other, "127.0.0.1", 0, NULL));
  program_set_setting ("host", "'127.0.0.1'");
  program_set_setting ("port", strrchr (desk->address, ':') + 1);
  desk->program = program_start (NULL, variables);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
  open_preferences (desk);
  g_assert_true (reader_has (desk_reader (), desk->address));

  program_set_setting ("host", "'8.8.8.8'");
  test_wait_for (is_telling (desk, "“8.8.8.8” in the settings"), 5000);
  g_assert_true (desk_is_connected (desk));

  port = g_strdup_printf ("%u", (guint) kettle_emulator_get_port (other));
  program_set_setting ("port", port);
  program_set_setting ("host", "'localhost'");
  test_wait_for (strstr (kettle_emulator_get_heard (other), "HELLOKETTLE") != NULL, 8000);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
  test_wait_for (!is_telling (desk, "in the settings"), 5000);
  g_assert_true (is_telling (desk, "localhost:"));
  program_quit (desk->program);
  kettle_emulator_shut_down (other);
}

static void
test_demo (Desk *desk, gconstpointer data)
{
  const char *arguments[] = { "--demo", NULL };
  const char *variables[] = { "NO_AT_BRIDGE", NULL };

  desk->program = program_start (arguments, variables);
  test_wait_for (program_has_word (desk->program, "phase", "off"), 8000);
  open_preferences (desk);
  g_assert_true (reader_is_sensitive (desk_reader (), "Sound"));
  g_assert_false (reader_is_sensitive (desk_reader (), "Find Kettle…"));
  g_assert_true (reader_press (desk_reader (), "Sound"));
  test_wait_for (!reader_is_checked (desk_reader (), "Sound"), 5000);
  g_assert_true (reader_choose (desk_reader (), "Quick boil", 3));
  program_activate (desk->program, "quick-boil");
  test_wait_for (program_get_int (desk->program, "temperature") == 65, 5000);
  g_assert_null (program_dup_setting ("sound"));
  g_assert_null (program_dup_setting ("preferred-temperature"));
}

int
main (int argc, char **argv)
{
  /* For the pictures only: nothing of this process is to be seen by a screen reader. */
  g_setenv ("NO_AT_BRIDGE", "1", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, data, function) \
  g_test_add ("/e2e/preferences/" path, Desk, data, desk_set_up, function, desk_tear_down)
  ADD ("opens", NULL, test_opens);
  ADD ("keyboard-alone", NULL, test_keyboard);
  ADD ("temperature", NULL, test_temperature);
  ADD ("warm-minutes", NULL, test_warm_minutes);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++) {
    g_autofree char *path = g_strconcat ("/e2e/preferences/", notices[i].key, NULL);

    g_test_add (path, Desk, &notices[i], desk_set_up, test_notice, desk_tear_down);
  }
  ADD ("sound", NULL, test_sound);
  ADD ("keep-running", NULL, test_keep_running);
  ADD ("autostart", NULL, test_autostart);
  ADD ("colours", NULL, test_colors);
  ADD ("no-tray", NULL, test_no_tray);
  ADD ("other-kettle-in-the-settings", NULL, test_other_kettle);
  ADD ("demo", NULL, test_demo);
#undef ADD

  return desk_run ();
}
