// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-json.h"
#include "ctl/kettle-ctl-wifi-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What "wifi" says, without a kettle. */

#define SECRET "hunter2hunter2"

static void
assert_sentences (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strchr (text, '\n'));
  g_assert_null (strstr (text, "(null)"));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)) || g_str_has_prefix (text, "“"));
}

/* Every error, what a person must find in its sentence, and how it ends a run. */
static const struct {
  KettleWifiError code;
  const char *words;
  int status;
} errors[] = {
  { KETTLE_WIFI_ERROR_NETWORK, "is of a kettle that was in no network", 1 },
  { KETTLE_WIFI_ERROR_PASSPHRASE, "8 to 63", 1 },
  { KETTLE_WIFI_ERROR_PASSWORD, "six digits", 1 },
  { KETTLE_WIFI_ERROR_ADDRESS, "“old.backup” holds a fixed address", 1 },
  { KETTLE_WIFI_ERROR_VALUE, "no wifi module takes", 1 },
  { KETTLE_WIFI_ERROR_BACKUP, "“old.backup” is no backup", 1 },
  { KETTLE_WIFI_ERROR_NO_KEY, "--passphrase-file", 1 },
  { KETTLE_WIFI_ERROR_NO_KETTLE, "Nothing at 192.168.1.20", 3 },
  { KETTLE_WIFI_ERROR_ON, "switch it off first", 1 },
  { KETTLE_WIFI_ERROR_STALE, "too long ago", 1 },
  { KETTLE_WIFI_ERROR_UNREACHABLE, "The kettle at 192.168.1.20 is there, but", 3 },
  { KETTLE_WIFI_ERROR_NOT_A_MODULE, "answers at 192.168.1.20 is not", 3 },
  { KETTLE_WIFI_ERROR_WRONG_PASSWORD, "--password-file", 1 },
  { KETTLE_WIFI_ERROR_NO_ANSWER, "did not answer in time", 5 },
  { KETTLE_WIFI_ERROR_LOST, "ended early", 1 },
  { KETTLE_WIFI_ERROR_MALFORMED, "not understood", 1 },
  { KETTLE_WIFI_ERROR_REFUSED, "refused the passphrase: it does not accept the value (error -4)",
    1 },
  { KETTLE_WIFI_ERROR_DIFFERENT, "took the passphrase as something else", 1 },
  { KETTLE_WIFI_ERROR_CHANGED, "no longer those", 1 },
  { KETTLE_WIFI_ERROR_NOT_FOUND, "is not in “Home”", 5 },
  { KETTLE_WIFI_ERROR_HIDDEN, "does not show the passphrase", 1 },
};

static const KettleCtlWifiSubject subject = {
  .address = "192.168.1.20",
  .network = "Home",
  .file = "old.backup",
  .backup = "kettle.backup",
  .code = -4,
  .word = KETTLE_WIFI_KEY,
};

static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = KETTLE_WIFI_ERROR_NETWORK; code <= KETTLE_WIFI_ERROR_HIDDEN; code++) {
    const gsize i = (gsize) code - KETTLE_WIFI_ERROR_NETWORK;
    g_autoptr (GError) error = g_error_new_literal (KETTLE_WIFI_ERROR, code, "not for people");
    const KettleCtlWifiSubject nothing = { 0 };
    g_autofree char *text = kettle_ctl_wifi_text_dup_error (error, &subject);
    g_autofree char *bare = kettle_ctl_wifi_text_dup_error (error, &nothing);

    g_test_message ("%s", text);
    g_assert_cmpuint (i, <, G_N_ELEMENTS (errors));
    g_assert_cmpint (errors[i].code, ==, code);
    assert_sentences (text);
    assert_sentences (bare);
    if (strstr (text, errors[i].words) == NULL)
      g_error ("\"%s\" is not in \"%s\"", errors[i].words, text);
    g_assert_null (strstr (text, "not for people"));
    g_assert_cmpint (kettle_ctl_outcome_get_status (kettle_ctl_wifi_text_judge (error)), ==,
                     errors[i].status);
    /* None says the same as another. */
    g_assert_true (g_hash_table_add (seen, g_steal_pointer (&text)));
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, G_N_ELEMENTS (errors));
}

/* Each number that a module is known to complain with says something else; so does one that is not
 * known. */
static void
test_codes (void)
{
  static const int codes[] = { -1, -2, -3, -4, -5, -6, -7, -10, -100, -77 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error =
      g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED, "REFUSED");

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    for (int word = KETTLE_WIFI_MODE; word <= KETTLE_WIFI_RESTART; word++) {
      const KettleCtlWifiSubject one = { .code = codes[i], .word = (KettleWifiWord) word };
      char *text = kettle_ctl_wifi_text_dup_error (error, &one);
      g_autofree char *number = g_strdup_printf ("(error %d)", codes[i]);

      assert_sentences (text);
      g_assert_nonnull (strstr (text, number));
      g_assert_true (g_hash_table_add (seen, text));
    }
  }
}

static const struct {
  KettleWifiOutcome outcome;
  const char *words;
  const char *word; /* in the JSON */
  gboolean way_back;
} outcomes[] = {
  { KETTLE_WIFI_OUTCOME_UNTOUCHED, "Nothing was written", "old", FALSE },
  { KETTLE_WIFI_OUTCOME_OLD, "all its old settings: what had been written was taken back", "old",
    FALSE },
  { KETTLE_WIFI_OUTCOME_OLD_SAVED, "take the kettle’s base from the mains", "old", FALSE },
  { KETTLE_WIFI_OUTCOME_NEW, "all the new settings, and they are saved", "new", TRUE },
  { KETTLE_WIFI_OUTCOME_UNCERTAIN, "either all its old settings or all the new ones", "unknown",
    TRUE },
  { KETTLE_WIFI_OUTCOME_MIXED, "restore the backup before its base is taken", "mixed", TRUE },
};

static JsonObject *
parse_wifi (const KettleCtlWifiReport *wifi)
{
  const KettleCtlReport report = { .host = "192.168.1.20", .wifi = wifi };
  g_autofree char *document = kettle_ctl_json_dup (&report);
  g_autoptr (JsonNode) node = json_from_string (document, NULL);
  JsonObject *object;

  g_assert_nonnull (node);
  g_assert_null (strstr (document, SECRET));
  object = json_object_get_object_member (json_node_get_object (node), "wifi");
  g_assert_nonnull (object);

  return json_object_ref (object);
}

static void
test_outcomes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autofree char *text = kettle_ctl_wifi_text_dup_outcome (outcomes[i].outcome, &subject);
    const KettleCtlWifiReport report = { .outcome = outcomes[i].outcome };
    g_autoptr (JsonObject) wifi = parse_wifi (&report);

    g_assert_cmpint (outcomes[i].outcome, ==, (int) i);
    assert_sentences (text);
    g_assert_nonnull (strstr (text, outcomes[i].words));
    g_assert_cmpint (strstr (text, "kettle.backup") != NULL, ==, outcomes[i].way_back);
    g_assert_cmpstr (json_object_get_string_member (wifi, "settings"), ==, outcomes[i].word);
    g_assert_cmpint (json_object_get_boolean_member (wifi, "needs_power_cut"), ==,
                     outcomes[i].outcome == KETTLE_WIFI_OUTCOME_OLD_SAVED);
  }
}

static void
test_done (void)
{
  const KettleCtlWifiSubject nothing = { 0 };
  g_autofree char *same = kettle_ctl_wifi_text_dup_done (&subject, "192.168.1.20");
  g_autofree char *other = kettle_ctl_wifi_text_dup_done (&subject, "10.0.0.7");
  g_autofree char *nowhere = kettle_ctl_wifi_text_dup_done (&subject, NULL);
  g_autofree char *unnamed = kettle_ctl_wifi_text_dup_done (&nothing, "10.0.0.7");

  g_assert_cmpstr (same, ==, "The kettle is in “Home” now, at 192.168.1.20.");
  g_assert_cmpstr (other, ==,
                   "The kettle is in “Home” now, at 10.0.0.7: find it there in Kettle, or name it "
                   "with --host 10.0.0.7.");
  g_assert_cmpstr (nowhere, ==, "The kettle has the new settings, and they are saved.");
  g_assert_cmpstr (unnamed, ==, nowhere);
}

/* A progress line is never empty while something happens. */
static void
test_stages (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_null (kettle_ctl_wifi_text_get_stage (KETTLE_WIFI_STAGE_NONE));
  g_assert_null (kettle_ctl_wifi_text_get_stage (KETTLE_WIFI_STAGE_DONE));
  for (int stage = KETTLE_WIFI_STAGE_CHECKING; stage < KETTLE_WIFI_STAGE_DONE; stage++) {
    const char *text = kettle_ctl_wifi_text_get_stage ((KettleWifiStage) stage);

    g_assert_nonnull (text);
    g_assert_true (g_str_has_suffix (text, "…"));
    g_assert_true (g_hash_table_add (seen, (gpointer) text));
  }
}

static void
fill (KettleWifiSettings *settings)
{
  *settings = (KettleWifiSettings){
    .known = KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)
             | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) | KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)
             | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS) | KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE)
             | KETTLE_WIFI_BIT (KETTLE_WIFI_MAC) | KETTLE_WIFI_BIT (KETTLE_WIFI_VERSION),
    .mode = KETTLE_WIFI_MODE_INFRASTRUCTURE,
    .network = "Ho\xff\033me",
    .security = KETTLE_WIFI_SECURITY_WPA2_AES,
    .addresses = { "192.168.1.20", "255.255.255.0", "192.168.1.1", "192.168.1.2" },
    .mac = "001EE3A80102",
    .version = "V1.0",
  };
  settings->key = kettle_secret_new (SECRET, -1);
}

static void
test_settings (void)
{
  KettleWifiSettings settings;
  g_autofree char *text = NULL;
  g_autofree char *dhcp = NULL;

  fill (&settings);
  text = kettle_ctl_wifi_text_dup_settings (&settings);
  g_assert_cmpstr (text, ==,
                   "The kettle: joins a network\n"
                   "Network: Ho�\033me\n"
                   "Security: WPA2 with AES\n"
                   "Passphrase: there is one, not shown\n"
                   "Address: 192.168.1.20, netmask 255.255.255.0, gateway 192.168.1.1, DNS "
                   "192.168.1.2\n"
                   "Web page: off\n"
                   "Hardware address: 001EE3A80102\n"
                   "Firmware: V1.0");
  settings.known &=
      ~(KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE) | KETTLE_WIFI_BIT (KETTLE_WIFI_VERSION));
  settings.dhcp = TRUE;
  settings.mode = KETTLE_WIFI_MODE_AD_HOC;
  settings.security = KETTLE_WIFI_SECURITY_OPEN;
  *settings.network = '\0';
  kettle_secret_clear (settings.key);
  dhcp = kettle_ctl_wifi_text_dup_settings (&settings);
  g_assert_cmpstr (dhcp, ==,
                   "The kettle: shows a network of its own (ad hoc)\n"
                   "Network: none\n"
                   "Security: none, an open network\n"
                   "Passphrase: none\n"
                   "Address: from the network’s router (DHCP)\n"
                   "Hardware address: 001EE3A80102");
  kettle_wifi_settings_clear (&settings);
}

static void
test_json (void)
{
  KettleWifiSettings settings;
  KettleCtlWifiReport report = { .settings = &settings,
                                 .error = KETTLE_WIFI_ERROR_REFUSED,
                                 .code = -4,
                                 .found = "192.168.1.21",
                                 .backup = "kettle.backup" };
  static const char *const members[] = {
    "mode",    "network", "security", "dhcp",      "address",         "netmask",
    "gateway", "dns",     "mac",      "version",   "error",           "module_code",
    "found",   "backup",  "web_page", "key_known", "needs_power_cut", "settings"
  };
  g_autoptr (JsonObject) full = NULL;
  g_autoptr (JsonObject) empty = NULL;

  fill (&settings);
  full = parse_wifi (&report);
  g_assert_cmpstr (json_object_get_string_member (full, "mode"), ==, "infrastructure");
  g_assert_cmpstr (json_object_get_string_member (full, "network"), ==, "Ho�\033me");
  g_assert_cmpstr (json_object_get_string_member (full, "security"), ==, "wpa2");
  g_assert_false (json_object_get_boolean_member (full, "dhcp"));
  g_assert_cmpstr (json_object_get_string_member (full, "address"), ==, "192.168.1.20");
  g_assert_cmpstr (json_object_get_string_member (full, "dns"), ==, "192.168.1.2");
  g_assert_cmpstr (json_object_get_string_member (full, "mac"), ==, "001EE3A80102");
  g_assert_true (json_object_get_boolean_member (full, "key_known"));
  g_assert_cmpstr (json_object_get_string_member (full, "error"), ==, "refused");
  g_assert_cmpint (json_object_get_int_member (full, "module_code"), ==, -4);
  g_assert_cmpstr (json_object_get_string_member (full, "found"), ==, "192.168.1.21");

  /* What is not known is there, and null. */
  report = (KettleCtlWifiReport){ 0 };
  empty = parse_wifi (&report);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_assert_true (json_object_has_member (full, members[i]));
    g_assert_true (json_object_has_member (empty, members[i]));
  }
  g_assert_true (json_object_get_null_member (empty, "network"));
  g_assert_true (json_object_get_null_member (empty, "dhcp"));
  g_assert_true (json_object_get_null_member (empty, "key_known"));
  g_assert_true (json_object_get_null_member (empty, "error"));
  kettle_wifi_settings_clear (&settings);
}

/* Each error has a word in the JSON, and none has another's. */
static void
test_json_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = KETTLE_WIFI_ERROR_NETWORK; code <= KETTLE_WIFI_ERROR_HIDDEN; code++) {
    const KettleCtlWifiReport report = { .error = code };
    g_autoptr (JsonObject) wifi = parse_wifi (&report);

    g_assert_true (
        g_hash_table_add (seen, g_strdup (json_object_get_string_member (wifi, "error"))));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ctl/wifi-text/error-without-sentence", test_errors);
  g_test_add_func ("/ctl/wifi-text/code-without-sentence", test_codes);
  g_test_add_func ("/ctl/wifi-text/outcome-without-sentence", test_outcomes);
  g_test_add_func ("/ctl/wifi-text/stage-without-words", test_stages);
  g_test_add_func ("/ctl/wifi-text/done-somewhere-else", test_done);
  g_test_add_func ("/ctl/wifi-text/settings", test_settings);
  g_test_add_func ("/ctl/wifi-text/json", test_json);
  g_test_add_func ("/ctl/wifi-text/error-without-word", test_json_errors);

  return g_test_run ();
}
