// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-wifi-moods.h"

#include "emulator/kettle-emulator-wifi.h"

/* In the order of the bits. */
static const char *const names[] = {
  "echo",           "no-banner",    "odd-prompt",
  "no-prompt",      "no-password",  "telnet",
  "bare",           "bare-answers", "quoted-answers",
  "one-end",        "lf",           "late-end",
  "slow",           "mute",         "no-question",
  "no-web",         "no-version",   "no-key",
  "key-masked",     "save-fails",   "save-silent",
  "save-drops",     "save-ignored", "restart-refused",
  "restart-silent", "never-back",   "deaf-sets",
  "truncates",      "refuses-key",  "chatty",
  "double",         "garbage",      "quoted",
  "prompts",        "blank-first",  "no-auto",
  "asks-again",     "occupied",     "slow-login",
  "late-double",    "save-late",    "restart-hangs",
  "endless",        "forgetful",    "new-address",
  "save-half",      "save-breaks",  "no-mac",
  "other-mac",      NULL,
};

/**
 * kettle_emulator_wifi_mood_names:
 *
 * Returns: (transfer none): the names of all moods of the shell, the n-th that of bit n;
 *   NULL-terminated
 */
const char *const *
kettle_emulator_wifi_mood_names (void)
{
  return names;
}

/**
 * kettle_emulator_parse_wifi_moods:
 * @text: names, with commas between them; may be empty
 * @moods: (out): their bits
 * @error: return location: a sentence, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: %FALSE when one of the names is none
 */
gboolean
kettle_emulator_parse_wifi_moods (const char *text, KettleEmulatorWifiMoods *moods, GError **error)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (moods != NULL, FALSE);

  *moods = 0;
  words = g_strsplit (text, ",", -1);
  for (gsize i = 0; words[i] != NULL; i++) {
    guint n = 0;

    while (names[n] != NULL && !g_str_equal (names[n], words[i]))
      n++;
    if (names[n] == NULL) {
      g_autofree char *all = g_strjoinv (", ", (char **) names);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "\"%s\" is no mood of the wifi module; it knows %s.", words[i], all);
      return FALSE;
    }
    *moods |= KETTLE_EMULATOR_WIFI_MOOD (n);
  }

  return TRUE;
}

/**
 * kettle_emulator_wifi_make_properties:
 * @made: (out): the properties, each for one class
 */
void
kettle_emulator_wifi_make_properties (GParamSpec *made[KETTLE_EMULATOR_WIFI_N_PROPS])
{
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags ro = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamSpec **p = made;

  *p++ = g_param_spec_uint ("wifi-port", NULL, NULL, 0, G_MAXUINT16, 0, ro);
  *p++ = g_param_spec_uint ("wifi-n-clients", NULL, NULL, 0, 1, 0, ro);
  *p++ = g_param_spec_uint ("wifi-n-accepted", NULL, NULL, 0, G_MAXUINT, 0, ro);
  *p++ = g_param_spec_uint ("wifi-dropped", NULL, NULL, 0, G_MAXUINT, 0, ro);
  *p++ = g_param_spec_boolean ("ruined", NULL, NULL, FALSE, ro);
  *p++ = g_param_spec_boolean ("listening", NULL, NULL, FALSE, ro);
  *p++ = g_param_spec_uint64 ("wifi-moods", NULL, NULL, 0, G_MAXUINT64, 0, rw);
  *p++ = g_param_spec_uint ("wifi-delay", NULL, NULL, 0, 600000, KETTLE_EMULATOR_WIFI_DELAY, rw);
  *p++ = g_param_spec_uint ("wifi-boot-time", NULL, NULL, 0, 600000, KETTLE_EMULATOR_WIFI_BOOT_TIME,
                            rw);
  *p++ = g_param_spec_int ("wifi-cut-after-bytes", NULL, NULL, -1, G_MAXINT, -1, rw);
  *p++ = g_param_spec_int ("wifi-cut-after-replies", NULL, NULL, -1, G_MAXINT, -1, rw);
  *p++ = g_param_spec_boolean ("wifi-cut-for-good", NULL, NULL, FALSE, rw);
  *p++ = g_param_spec_string ("wifi-password", NULL, NULL, NULL, rw);
  *p++ = g_param_spec_string ("own-address", NULL, NULL, NULL, rw);
  g_assert (p == made + KETTLE_EMULATOR_WIFI_N_PROPS);
}
