// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-wifi-presentation.h"

#include <string.h>

#define PASSPHRASE "seven dwarfs"

static void
assert_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 10);
  g_assert_true (g_str_has_suffix (text, "."));
}

/* Every fault of a job has words of its own, and none of them is the fallback. */
static void
test_every_error (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = KETTLE_WIFI_ERROR_NETWORK; code <= KETTLE_WIFI_ERROR_HIDDEN; code++) {
    g_autoptr (GError) error = g_error_new_literal (KETTLE_WIFI_ERROR, code, "untranslated");
    g_autofree char *text =
        kettle_wifi_presentation_dup_error (error, "192.168.1.20", -4, KETTLE_WIFI_KEY);

    assert_sentence (text);
    g_assert_null (strstr (text, "untranslated"));
    g_assert_cmpstr (text, !=, "This cannot be written to a kettle.");
    g_assert_true (g_hash_table_add (sentences, g_steal_pointer (&text)));
  }
}

static void
test_refused (void)
{
  static const int codes[] = { -1, -2, -3, -4, -5, -6, -7, -10, -100 };
  g_autoptr (GError) error = g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED, "");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *number = g_strdup_printf ("(error %d: ", codes[i]);
    g_autofree char *text =
        kettle_wifi_presentation_dup_error (error, "192.168.1.20", codes[i], KETTLE_WIFI_SAVE);

    g_assert_true (g_str_has_prefix (text, "The wifi module refused saving "));
    g_assert_nonnull (strstr (text, number));
  }
}

/* Written it was; what was to be saved came out different. */
static void
test_not_really_saved (void)
{
  g_autoptr (GError) error =
      g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_DIFFERENT, "");
  g_autofree char *text = kettle_wifi_presentation_dup_error (error, "", 0, KETTLE_WIFI_SAVE);

  g_assert_nonnull (strstr (text, "said that it had saved"));
}

static void
test_cancelled (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autofree char *text = kettle_wifi_presentation_dup_error (error, "", 0, 0);

  g_assert_cmpstr (text, ==, "You cancelled it.");
}

static void
test_outcomes (void)
{
  assert_sentence (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_UNTOUCHED));
  g_assert_nonnull (strstr (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_OLD),
                            "all its old settings"));
  g_assert_nonnull (strstr (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_OLD_SAVED),
                            "Take the power off"));
  g_assert_nonnull (strstr (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_NEW),
                            "all the new settings"));
  g_assert_nonnull (strstr (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_UNCERTAIN),
                            "either all its old settings or all the new ones"));
  g_assert_nonnull (strstr (kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_MIXED),
                            "some old and some new settings"));
}

/* Nothing is looked for in two networks after a task that moves nothing. */
static void
test_uncertain_tasks (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);

  for (int task = KETTLE_WIFI_TASK_RESTORE; task <= KETTLE_WIFI_TASK_FORGET; task++) {
    const char *text = kettle_wifi_presentation_get_outcome_of ((KettleWifiTask) task,
                                                                KETTLE_WIFI_OUTCOME_UNCERTAIN);

    assert_sentence (text);
    g_assert_true (g_hash_table_add (sentences, (gpointer) text));
    g_assert_cmpint (strstr (text, "both networks") != NULL, ==, task == KETTLE_WIFI_TASK_RESTORE);
    g_assert_true (
        kettle_wifi_presentation_get_outcome_of ((KettleWifiTask) task, KETTLE_WIFI_OUTCOME_OLD)
        == kettle_wifi_presentation_get_outcome (KETTLE_WIFI_OUTCOME_OLD));
  }
}

static void
test_stages (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int stage = KETTLE_WIFI_STAGE_CHECKING; stage <= KETTLE_WIFI_STAGE_UNDOING; stage++) {
    const char *name = kettle_wifi_presentation_get_stage ((KettleWifiStage) stage);
    const char *doing = kettle_wifi_presentation_get_doing ((KettleWifiStage) stage);

    g_assert_cmpuint (strlen (name), >, 0);
    g_assert_true (g_hash_table_add (names, (gpointer) name));
    g_assert_true (g_str_has_suffix (doing, "…"));
  }
}

static void
test_settings (void)
{
  g_autoptr (KettleWifiSettings) settings = g_new0 (KettleWifiSettings, 1);
  g_autofree char *unknown_network = kettle_wifi_presentation_dup_network (settings);
  g_autofree char *unknown_address = kettle_wifi_presentation_dup_address (settings);
  g_autofree char *no_name = NULL;
  g_autofree char *network = NULL;
  g_autofree char *odd = NULL;
  g_autofree char *fixed = NULL;
  g_autofree char *dhcp = NULL;

  g_assert_cmpstr (unknown_network, ==, "Not known");
  g_assert_cmpstr (unknown_address, ==, "Not known");
  g_assert_cmpstr (kettle_wifi_presentation_get_key (settings), ==, "Not known");

  settings->known = KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK) | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS)
                    | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY);
  no_name = kettle_wifi_presentation_dup_network (settings);
  g_assert_cmpstr (no_name, ==, "No name");
  g_assert_cmpstr (kettle_wifi_presentation_get_key (settings), ==, "None");

  g_strlcpy (settings->network, "Küche", sizeof settings->network);
  network = kettle_wifi_presentation_dup_network (settings);
  g_assert_cmpstr (network, ==, "“Küche”");
  /* Any bytes may be a network's name; GTK takes UTF-8 only. */
  g_strlcpy (settings->network,
             "K\xfc"
             "che",
             sizeof settings->network);
  odd = kettle_wifi_presentation_dup_network (settings);
  g_assert_true (g_utf8_validate (odd, -1, NULL));

  g_strlcpy (settings->addresses[KETTLE_WIFI_IP], "169.254.1.1", 16);
  fixed = kettle_wifi_presentation_dup_address (settings);
  g_assert_cmpstr (fixed, ==, "Fixed, 169.254.1.1");
  settings->dhcp = TRUE;
  dhcp = kettle_wifi_presentation_dup_address (settings);
  g_assert_cmpstr (dhcp, ==, "From the router (DHCP)");
}

static void
test_key_is_not_told (void)
{
  g_autoptr (KettleWifiSettings) settings = g_new0 (KettleWifiSettings, 1);

  settings->known = KETTLE_WIFI_BIT (KETTLE_WIFI_KEY);
  settings->key = kettle_secret_new (PASSPHRASE, -1);
  g_assert_cmpstr (kettle_wifi_presentation_get_key (settings), ==, "Known, not shown");
}

static void
test_mac (void)
{
  g_autofree char *mac = kettle_wifi_presentation_dup_mac ("001EE3A80102");
  g_autofree char *odd = kettle_wifi_presentation_dup_mac ("001EE3");

  g_assert_cmpstr (mac, ==, "00:1E:E3:A8:01:02");
  g_assert_cmpstr (odd, ==, "001EE3");
}

static void
test_lengths (void)
{
  g_autofree char *passphrase = kettle_wifi_presentation_dup_passphrase_length (12);
  g_autofree char *network = kettle_wifi_presentation_dup_network_length (4);

  g_assert_cmpstr (passphrase, ==, "12 of 8 to 63 characters");
  g_assert_cmpstr (network, ==, "4 of at most 32 bytes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/wifi-presentation/every-error", test_every_error);
  g_test_add_func ("/ui/wifi-presentation/refused", test_refused);
  g_test_add_func ("/ui/wifi-presentation/not-really-saved", test_not_really_saved);
  g_test_add_func ("/ui/wifi-presentation/cancelled", test_cancelled);
  g_test_add_func ("/ui/wifi-presentation/outcomes", test_outcomes);
  g_test_add_func ("/ui/wifi-presentation/uncertain-tasks", test_uncertain_tasks);
  g_test_add_func ("/ui/wifi-presentation/stages", test_stages);
  g_test_add_func ("/ui/wifi-presentation/settings", test_settings);
  g_test_add_func ("/ui/wifi-presentation/key-is-not-told", test_key_is_not_told);
  g_test_add_func ("/ui/wifi-presentation/mac", test_mac);
  g_test_add_func ("/ui/wifi-presentation/lengths", test_lengths);

  return g_test_run ();
}
