// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-plan.h"

#include <string.h>

#define HEX64 "0123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789"
#define EIGHT "••••••••"

#define LOOK "••••••|AT+WPRT=?|AT+SSID=?|AT+ENCRY=?|AT+KEY=?|AT+NIP=?|AT+WEBS=?|AT+QMAC|AT+QVER"

static void
assert_lines (char **given, const char *expected)
{
  g_auto (GStrv) lines = given;
  g_autofree char *joined = g_strjoinv ("|", lines);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_written (const KettleWifiPlan *plan, const KettleWifiSettings *seen, const char *expected)
{
  assert_lines (kettle_wifi_plan_dup_written_lines (plan, seen), expected);
}

static KettleWifiPlan *
join (const char *network, KettleWifiSecurity security, const char *passphrase, GError **error)
{
  g_autoptr (KettleSecret) secret = passphrase != NULL ? kettle_secret_new (passphrase, -1) : NULL;

  return kettle_wifi_plan_new_join (network, security, secret, error);
}

/* Protocol sheet 2: SSID, ENCRY, KEY, NIP=0, WPRT=0, each read back, then PMTF, then Z. */
static void
test_join (void)
{
  const KettleWifiSettings silent = { .known = KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK) };
  static const KettleWifiWord writes[] = { KETTLE_WIFI_NETWORK, KETTLE_WIFI_SECURITY,
                                           KETTLE_WIFI_KEY,     KETTLE_WIFI_ADDRESS,
                                           KETTLE_WIFI_MODE,    0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan =
      join ("My Home", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase", &error);
  const KettleWifiSettings *target;

  g_assert_no_error (error);
  g_assert_cmpmem (kettle_wifi_plan_get_writes (plan), sizeof writes, writes, sizeof writes);
  g_assert_true (kettle_wifi_plan_restarts (plan));
  g_assert_true (kettle_wifi_plan_moves (plan));

  target = kettle_wifi_plan_get_target (plan);
  g_assert_cmpuint (target->known, ==,
                    KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)
                        | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)
                        | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS));
  g_assert_cmpstr (target->network, ==, "My Home");
  g_assert_cmpint (target->security, ==, KETTLE_WIFI_SECURITY_WPA2_AES);
  g_assert_cmpstr (kettle_secret_peek (target->key, NULL), ==, "passphrase");
  g_assert_false (target->raw_key);
  g_assert_true (target->dhcp);
  g_assert_cmpint (target->mode, ==, KETTLE_WIFI_MODE_INFRASTRUCTURE);

  assert_lines (kettle_wifi_plan_dup_lines (plan, NULL),
                LOOK "|AT+SSID=\"My Home\"|AT+ENCRY=6|AT+KEY=1,0," EIGHT "|AT+NIP=0|AT+WPRT=0"
                     "|AT+SSID=?|AT+ENCRY=?|AT+KEY=?|AT+NIP=?|AT+WPRT=?|AT+WEBS=?|AT+PMTF|AT+Z");
  /* What the module does not tell is not asked for again; a blank name shows no form, and
   * quotation marks might become a part of the new one. */
  assert_lines (kettle_wifi_plan_dup_lines (plan, &silent),
                LOOK "|AT+SSID=My Home|AT+ENCRY=6|AT+KEY=1,0," EIGHT "|AT+NIP=0|AT+WPRT=0"
                     "|AT+SSID=?|AT+ENCRY=?|AT+KEY=?|AT+NIP=?|AT+WPRT=?|AT+PMTF|AT+Z");
  assert_lines (kettle_wifi_plan_dup_lines (NULL, NULL), LOOK);
}

static void
test_form_of_the_module (void)
{
  g_autoptr (KettleWifiPlan) plan =
      join ("My Home", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase", NULL);
  g_autoptr (KettleWifiPlan) odd = join ("!odd", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase", NULL);
  const KettleWifiSettings seen = { .network_form = KETTLE_WIFI_FORM_BARE,
                                    .key_form = KETTLE_WIFI_FORM_QUOTED };

  assert_written (plan, NULL,
                  "AT+SSID=\"My Home\"|AT+ENCRY=6|AT+KEY=1,0," EIGHT
                  "|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
  assert_written (plan, &seen,
                  "AT+SSID=My Home|AT+ENCRY=6|AT+KEY=1,0,\"" EIGHT
                  "\"|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
  /* What cannot be written to this module is in no list. */
  assert_written (odd, &seen,
                  "AT+ENCRY=6|AT+KEY=1,0,\"" EIGHT "\"|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
}

static void
test_join_open_and_raw (void)
{
  g_autoptr (KettleWifiPlan) open = join ("Guests", KETTLE_WIFI_SECURITY_OPEN, NULL, NULL);
  g_autoptr (KettleWifiPlan) raw = join ("My Home", KETTLE_WIFI_SECURITY_WPA_TKIP, HEX64, NULL);
  g_autoptr (KettleWifiPlan) wep = join ("Old", KETTLE_WIFI_SECURITY_WEP_64, "12345", NULL);

  assert_written (open, NULL, "AT+SSID=\"Guests\"|AT+ENCRY=0|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
  g_assert_cmpuint (kettle_wifi_plan_get_target (open)->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY),
                    ==, 0);
  g_assert_true (kettle_wifi_plan_get_target (raw)->raw_key);
  assert_written (raw, NULL,
                  "AT+SSID=\"My Home\"|AT+ENCRY=3|AT+KEY=0,0," EIGHT
                  "|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
  g_assert_nonnull (wep);
}

/* Whether it can be written depends on the module, which is not known when it is typed. */
static void
test_join_key_in_marks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan =
      join ("My Home", KETTLE_WIFI_SECURITY_WPA2_AES, "\"passphrase\"", &error);
  const KettleWifiSettings quoted = { .key_form = KETTLE_WIFI_FORM_QUOTED };

  g_assert_no_error (error);
  assert_written (plan, &quoted,
                  "AT+SSID=My Home|AT+ENCRY=6|AT+KEY=1,0,\"" EIGHT
                  "\"|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
  assert_written (plan, NULL, "AT+SSID=\"My Home\"|AT+ENCRY=6|AT+NIP=0|AT+WPRT=0|AT+PMTF|AT+Z");
}

static void
test_join_refused (void)
{
  static const struct {
    const char *network;
    int security;
    const char *passphrase;
    int code;
  } joins[] = {
    { "", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase", KETTLE_WIFI_ERROR_NETWORK },
    { "123456789012345678901234567890123", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase",
      KETTLE_WIFI_ERROR_NETWORK },
    { "a\nAT+Z", KETTLE_WIFI_SECURITY_WPA2_AES, "passphrase", KETTLE_WIFI_ERROR_NETWORK },
    { "a", KETTLE_WIFI_SECURITY_WPA2_AES, "pass\nphrase", KETTLE_WIFI_ERROR_PASSPHRASE },
    { "a", KETTLE_WIFI_SECURITY_WPA2_AES, "1234567", KETTLE_WIFI_ERROR_PASSPHRASE },
    { "a", KETTLE_WIFI_SECURITY_WPA2_AES, "", KETTLE_WIFI_ERROR_NO_KEY },
    { "a", KETTLE_WIFI_SECURITY_WPA2_AES, NULL, KETTLE_WIFI_ERROR_NO_KEY },
    { "a", KETTLE_WIFI_SECURITY_OPEN, "passphrase", KETTLE_WIFI_ERROR_PASSPHRASE },
    { "a", KETTLE_WIFI_SECURITY_WEP_128, "passphrase", KETTLE_WIFI_ERROR_PASSPHRASE },
    { "a", 8, "passphrase", KETTLE_WIFI_ERROR_VALUE },
    { "a", -1, "passphrase", KETTLE_WIFI_ERROR_VALUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (joins); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (join (joins[i].network, (KettleWifiSecurity) joins[i].security,
                         joins[i].passphrase, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, joins[i].code);
    g_assert_null (strstr (error->message, "phrase\""));
  }
}

static KettleWifiSettings
make_backup (void)
{
  return (
      KettleWifiSettings){ .known = KETTLE_WIFI_BIT (KETTLE_WIFI_SAVE) - 1,
                           .mode = KETTLE_WIFI_MODE_AD_HOC,
                           .security = KETTLE_WIFI_SECURITY_WPA_AES,
                           .network = "iKettle",
                           .key = kettle_secret_new ("old passphrase", -1),
                           .web_page = TRUE,
                           .addresses = { "169.254.1.1", "255.255.0.0", "0.0.0.0", "0.0.0.0" } };
}

static void
test_restore (void)
{
  g_auto (KettleWifiSettings) backup = make_backup ();
  g_autoptr (KettleSecret) key = kettle_secret_new ("given instead", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_restore (&backup, key, &error);
  g_autoptr (KettleWifiPlan) copy = NULL;

  g_assert_no_error (error);
  g_assert_true (kettle_wifi_plan_restarts (plan));
  g_assert_true (kettle_wifi_plan_moves (plan));
  assert_written (plan, NULL,
                  "AT+SSID=\"iKettle\"|AT+ENCRY=4|AT+KEY=1,0," EIGHT
                  "|AT+NIP=1,\"169.254.1.1\",\"255.255.0.0\",\"0.0.0.0\",\"0.0.0.0\""
                  "|AT+WPRT=1|AT+WEBS=1|AT+PMTF|AT+Z");
  g_assert_cmpstr (kettle_secret_peek (kettle_wifi_plan_get_target (plan)->key, NULL), ==,
                   "old passphrase");

  copy = kettle_wifi_plan_copy (plan);
  g_clear_pointer (&plan, kettle_wifi_plan_free);
  g_assert_cmpstr (kettle_secret_peek (kettle_wifi_plan_get_target (copy)->key, NULL), ==,
                   "old passphrase");
  g_assert_true (kettle_wifi_settings_agree (kettle_wifi_plan_get_target (copy), &backup,
                                             KETTLE_WIFI_ADDRESS));

  /* What the backup does not know is not written. */
  backup.known &= ~KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE);
  g_clear_pointer (&copy, kettle_wifi_plan_free);
  copy = kettle_wifi_plan_new_restore (&backup, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kettle_wifi_plan_get_writes (copy)[5], ==, 0);
}

static void
test_restore_key_left_out (void)
{
  g_auto (KettleWifiSettings) backup = make_backup ();
  g_autoptr (KettleSecret) key = kettle_secret_new (HEX64, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan = NULL;

  backup.known &= ~KETTLE_WIFI_BIT (KETTLE_WIFI_KEY);
  g_assert_null (kettle_wifi_plan_new_restore (&backup, NULL, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NO_KEY);
  g_clear_error (&error);
  plan = kettle_wifi_plan_new_restore (&backup, key, &error);
  g_assert_no_error (error);
  g_assert_true (kettle_secret_equal (kettle_wifi_plan_get_target (plan)->key, key));
  g_assert_true (kettle_wifi_plan_get_target (plan)->raw_key);
}

/* The reset keeps the key, also of a network that has become open. */
static void
test_restore_open (void)
{
  static const struct {
    const char *key;
    gboolean is_written;
  } cases[] = { { "passphrase", TRUE }, { "k\xc3\xa4", FALSE }, { "", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (KettleWifiSettings) backup = make_backup ();
    g_autoptr (GError) error = NULL;
    g_autoptr (KettleWifiPlan) plan = NULL;

    backup.security = KETTLE_WIFI_SECURITY_OPEN;
    kettle_secret_free (backup.key);
    backup.key = kettle_secret_new (cases[i].key, -1);
    plan = kettle_wifi_plan_new_restore (&backup, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (kettle_wifi_plan_get_writes (plan)[2], ==,
                     cases[i].is_written ? KETTLE_WIFI_KEY : KETTLE_WIFI_ADDRESS);
  }
}

static void
test_restore_refused (void)
{
  static const KettleWifiWord needed[] = { KETTLE_WIFI_MODE, KETTLE_WIFI_NETWORK,
                                           KETTLE_WIFI_SECURITY, KETTLE_WIFI_ADDRESS };
  g_auto (KettleWifiSettings) backup = make_backup ();
  g_autoptr (GError) error = NULL;
  guint all = backup.known;

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++) {
    backup.known = all & ~KETTLE_WIFI_BIT (needed[i]);
    g_assert_null (kettle_wifi_plan_new_restore (&backup, NULL, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);
    g_clear_error (&error);
  }
  backup.known = all;

  backup.security = KETTLE_WIFI_SECURITY_WEP_128;
  g_assert_null (kettle_wifi_plan_new_restore (&backup, NULL, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE);
  g_clear_error (&error);
  backup.security = KETTLE_WIFI_SECURITY_WPA_AES;

  backup.addresses[KETTLE_WIFI_IP][0] = '\0';
  g_assert_null (kettle_wifi_plan_new_restore (&backup, NULL, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_ADDRESS);
  g_clear_error (&error);
  backup.dhcp = TRUE;

  /* After a reset there is no name. */
  backup.network[0] = '\0';
  g_assert_null (kettle_wifi_plan_new_restore (&backup, NULL, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
}

static void
test_password (void)
{
  g_autoptr (KettleSecret) good = kettle_secret_new ("123456", -1);
  g_autoptr (KettleSecret) bad = kettle_secret_new ("12345x", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_password (good, &error);
  g_autoptr (KettleWifiPlan) copy = kettle_wifi_plan_copy (plan);

  g_assert_no_error (error);
  g_assert_false (kettle_wifi_plan_restarts (plan));
  g_assert_false (kettle_wifi_plan_moves (plan));
  g_assert_true (kettle_secret_equal (kettle_wifi_plan_get_target (copy)->password, good));
  assert_lines (kettle_wifi_plan_dup_lines (plan, NULL),
                LOOK "|AT+PASS=" EIGHT "|AT+PASS=?|AT+WPRT=?|AT+SSID=?|AT+ENCRY=?|AT+KEY=?"
                     "|AT+NIP=?|AT+WEBS=?|AT+PMTF");
  g_assert_null (kettle_wifi_plan_new_password (bad, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD);
}

/* Protocol sheet 2: `AT+WEBS=1`, `AT+PMTF`, `AT+Z`. */
static void
test_web_page (void)
{
  g_autoptr (KettleWifiPlan) on = kettle_wifi_plan_new_web_page (TRUE);
  g_autoptr (KettleWifiPlan) off = kettle_wifi_plan_new_web_page (FALSE);

  assert_written (on, NULL, "AT+WEBS=1|AT+PMTF|AT+Z");
  assert_written (off, NULL, "AT+WEBS=0|AT+PMTF|AT+Z");
  g_assert_cmpuint (kettle_wifi_plan_get_target (on)->known, ==,
                    KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE));
  g_assert_true (kettle_wifi_plan_restarts (on));
  g_assert_false (kettle_wifi_plan_moves (on));
}

static void
test_forget (void)
{
  g_autoptr (KettleWifiPlan) plan = kettle_wifi_plan_new_forget ();
  g_autoptr (KettleSecret) zeros = kettle_secret_new ("0000000000000", -1);

  assert_written (plan, NULL, "AT+SSID=\"kettle-for-a-new-owner\"|AT+KEY=1,0," EIGHT "|AT+PMTF");
  g_assert_true (kettle_secret_equal (kettle_wifi_plan_get_target (plan)->key, zeros));
  g_assert_false (kettle_wifi_plan_restarts (plan));
  g_assert_false (kettle_wifi_plan_moves (plan));
  kettle_wifi_plan_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/wifi-plan/join", test_join);
  g_test_add_func ("/protocol/wifi-plan/form-of-the-module", test_form_of_the_module);
  g_test_add_func ("/protocol/wifi-plan/join-open-and-raw", test_join_open_and_raw);
  g_test_add_func ("/protocol/wifi-plan/join-key-in-marks", test_join_key_in_marks);
  g_test_add_func ("/protocol/wifi-plan/join-refused", test_join_refused);
  g_test_add_func ("/protocol/wifi-plan/restore", test_restore);
  g_test_add_func ("/protocol/wifi-plan/restore-key-left-out", test_restore_key_left_out);
  g_test_add_func ("/protocol/wifi-plan/restore-open", test_restore_open);
  g_test_add_func ("/protocol/wifi-plan/restore-refused", test_restore_refused);
  g_test_add_func ("/protocol/wifi-plan/password", test_password);
  g_test_add_func ("/protocol/wifi-plan/web-page", test_web_page);
  g_test_add_func ("/protocol/wifi-plan/forget", test_forget);

  return g_test_run ();
}
