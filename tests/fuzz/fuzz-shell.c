// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator-settings.h"
#include "emulator/kettle-emulator-wording.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"

#include <string.h>

/*
 * What the shell of the emulated wifi module is told to set, in any mood: it keeps to its limits,
 * and takes what it shows.
 */

#define MAX_SETS 32

/* Those that write texts as they read them. */
static gboolean
is_consistent (KettleEmulatorWifiMoods moods)
{
  return (moods & (KETTLE_EMULATOR_WIFI_BARE_ANSWERS | KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS)) == 0
         && (moods & (KETTLE_EMULATOR_WIFI_BARE | KETTLE_EMULATOR_WIFI_QUOTED))
                != (KETTLE_EMULATOR_WIFI_BARE | KETTLE_EMULATOR_WIFI_QUOTED);
}

/* The last of the values, which may hold anything, quotes of its own too. */
static gboolean
is_ambiguous (const char *value, KettleEmulatorSetting setting)
{
  const char *comma = setting == KETTLE_EMULATOR_KEY ? strchr (strchr (value, ',') + 1, ',') : NULL;
  const char *text = comma != NULL ? comma + 1 : value;

  return setting == KETTLE_EMULATOR_KEY || setting == KETTLE_EMULATOR_PASS
             ? *text == '"' || *text == '\0'
             : FALSE;
}

static void
check_shown (const KettleEmulatorSettings *settings,
             KettleEmulatorSetting setting,
             KettleEmulatorWifiMoods moods)
{
  g_autoptr (KettleEmulatorSettings) copy = kettle_emulator_settings_copy (settings);
  g_autofree char *shown = kettle_emulator_settings_ask (settings, setting, moods);
  g_autofree char *before = kettle_emulator_settings_to_text (settings);
  g_autofree char *after = NULL;

  if (!is_consistent (moods) || is_ambiguous (shown, setting))
    return;

  g_assert_cmpint (kettle_emulator_settings_set (copy, setting, shown, moods), ==, 0);
  after = kettle_emulator_settings_to_text (copy);
  g_assert_cmpstr (after, ==, before);
}

static void
check_set (KettleEmulatorSettings *settings,
           KettleEmulatorSetting setting,
           const char *value,
           KettleEmulatorWifiMoods moods)
{
  g_autofree char *before = kettle_emulator_settings_to_text (settings);
  int code = kettle_emulator_settings_set (settings, setting, value, moods);
  g_autofree char *after = kettle_emulator_settings_to_text (settings);
  g_autofree char *name = NULL;

  if (code != 0) {
    g_assert_cmpint (code, ==, KETTLE_EMULATOR_BAD_PARAMETER);
    g_assert_cmpstr (before, ==, after);
    return;
  }

  name = kettle_emulator_settings_ask (settings, KETTLE_EMULATOR_SSID, KETTLE_EMULATOR_WIFI_BARE);
  g_assert_cmpuint (strlen (name), >=, 1);
  g_assert_cmpuint (strlen (name), <=, 32);
  g_assert_cmpuint (strlen (kettle_emulator_settings_get_password (settings)), ==, 6);
  check_shown (settings, setting,
               moods & ~KETTLE_EMULATOR_WIFI_KEY_MASKED & ~KETTLE_EMULATOR_WIFI_REFUSES_KEY
                   & ~KETTLE_EMULATOR_WIFI_TRUNCATES);
}

/* A reply stands in whatever is said around it, unless it is rubbish or taken apart by telnet. */
static void
check_reply (KettleEmulatorWifiMoods moods, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) end = g_string_new (NULL);

  kettle_emulator_append_greeting (text, moods, rand);
  g_assert_cmpuint (text->len, <, 100);
  g_string_truncate (text, 0);
  kettle_emulator_append_reply (text, end, "+OK=1,0,key", moods, rand);
  g_assert_cmpuint (text->len + end->len, <, 200);
  if ((moods & (KETTLE_EMULATOR_WIFI_GARBAGE | KETTLE_EMULATOR_WIFI_TELNET)) == 0)
    g_assert_nonnull (strstr (text->str, "+OK=1,0,key"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  KettleEmulatorWifiMoods moods = fuzz_input_take_number (&input, 8);
  g_autoptr (KettleEmulatorSettings) settings = kettle_emulator_settings_new ();

  check_reply (moods, (guint32) size);
  for (int i = 0; i < MAX_SETS && input.left > 0; i++) {
    KettleEmulatorSetting setting =
        (KettleEmulatorSetting) (fuzz_input_take_byte (&input) % KETTLE_EMULATOR_N_SETTINGS);
    g_autofree char *text = fuzz_input_take_text (&input);
    g_autofree char *value = kettle_emulator_dup_heard (text, strlen (text));

    g_assert_nonnull (value);
    check_set (settings, setting, value, moods);
  }

  return 0;
}
