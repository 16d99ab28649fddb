// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "protocol/kettle-wifi-backup.h"
#include "protocol/kettle-wifi-plan.h"

#include <string.h>

/*
 * Any file is a backup or is refused; what a backup says is written and read again as the same,
 * with its key and without it; and a plan to restore it has only lines that may be sent, all of
 * which can be shown. What a module says comes back as well.
 */

static void
assert_same (const KettleWifiSettings *a, const KettleWifiSettings *b)
{
  g_assert_cmphex (a->known, ==, b->known);
  for (int i = KETTLE_WIFI_MODE; i < KETTLE_WIFI_N_WORDS; i++) {
    if ((a->known & KETTLE_WIFI_BIT (i)) != 0)
      g_assert_true (kettle_wifi_settings_agree (a, b, (KettleWifiWord) i));
  }
}

static void
check_comes_back (const KettleWifiSettings *settings)
{
  g_autoptr (KettleSecret) with_key = kettle_wifi_backup_format (settings, TRUE, "now");
  g_autoptr (KettleSecret) without = kettle_wifi_backup_format (settings, FALSE, NULL);
  gboolean has_key = settings->key != NULL && kettle_secret_get_length (settings->key) > 0;
  g_autoptr (KettleWifiSettings) again = NULL;
  g_autoptr (KettleWifiSettings) keyless = NULL;

  g_assert_null (strstr (kettle_secret_peek (without, NULL), "\npassphrase="));
  again = kettle_wifi_backup_parse (with_key, NULL);
  g_assert_nonnull (again);
  assert_same (settings, again);

  keyless = kettle_wifi_backup_parse (without, NULL);
  g_assert_nonnull (keyless);
  if (has_key) {
    g_assert_null (keyless->key);
    g_assert_cmphex (keyless->known, ==, settings->known & ~KETTLE_WIFI_BIT (KETTLE_WIFI_KEY));
  } else {
    assert_same (settings, keyless);
  }
}

static void
check_plan (const KettleWifiSettings *settings)
{
  g_autoptr (KettleSecret) key = kettle_secret_new ("a key that is given", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_restore (settings, key, &error);
  g_auto (GStrv) lines = NULL;
  const KettleWifiWord *writes;

  if (plan == NULL) {
    g_assert_true (error->domain == KETTLE_WIFI_ERROR);
    return;
  }

  writes = kettle_wifi_plan_get_writes (plan);
  for (gsize i = 0; writes[i] != 0; i++) {
    g_autoptr (KettleSecret) line =
        kettle_wifi_line_new_set (writes[i], kettle_wifi_plan_get_target (plan), NULL);

    g_assert_true (kettle_wifi_line_is_permitted (line));
  }
  lines = kettle_wifi_plan_dup_lines (plan, settings);
  g_assert_cmpstr (lines[0], ==, "••••••");
  for (gsize i = 0; lines[i] != NULL; i++)
    fuzz_assert_printable (lines[i]);
}

static void
check_file (const guint8 *data, gsize size)
{
  g_autoptr (KettleSecret) text =
      kettle_secret_new ((const char *) data, (gssize) MIN (size, KETTLE_SECRET_MAX));
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) settings = kettle_wifi_backup_parse (text, &error);

  g_assert_cmpuint (kettle_secret_get_length (text), ==, 0);
  if (settings == NULL) {
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);
    return;
  }

  g_assert_no_error (error);
  check_comes_back (settings);
  check_plan (settings);
}

/* A module's answers, each up to the next NUL, in the order in which they are asked for. */
static void
check_answers (const guint8 *data, gsize size)
{
  static const KettleWifiWord words[] = {
    KETTLE_WIFI_MODE,    KETTLE_WIFI_NETWORK,  KETTLE_WIFI_SECURITY, KETTLE_WIFI_KEY,
    KETTLE_WIFI_ADDRESS, KETTLE_WIFI_WEB_PAGE, KETTLE_WIFI_MAC,      KETTLE_WIFI_VERSION,
  };
  static const char *const usual[] = { "0", "\"a\"",        "6", "1,0,passphrase", "0",
                                       "0", "001EE3A80102", "v" };
  g_auto (KettleWifiSettings) settings = { 0 };
  FuzzInput input = { data, size };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *answer = fuzz_input_take_text (&input);

    if (!kettle_wifi_settings_take (&settings, words[i], answer, strlen (answer), NULL))
      kettle_wifi_settings_take (&settings, words[i], usual[i], strlen (usual[i]), NULL);
  }
  check_comes_back (&settings);
  check_plan (&settings);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  check_file (data, size);
  check_answers (data, size);

  return 0;
}
