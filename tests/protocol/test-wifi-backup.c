// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-backup.h"
#include "support/memory-search.h"

#include <string.h>
#include <unistd.h>

#define HEX64 "0123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789"

static const char whole[] = "[Kettle Wifi Backup]\n"
                            "version=1\n"
                            "mac=001EE3A80102\n"
                            "firmware=V1.0\n"
                            "web-page=off\n"
                            "network=My Home\n"
                            "security=wpa2-aes\n"
                            "key=passphrase\n"
                            "passphrase= pass, \"phrase\" \n"
                            "address=fixed\n"
                            "ip=192.168.1.5\n"
                            "netmask=255.255.255.0\n"
                            "gateway=192.168.1.1\n"
                            "dns=0.0.0.0\n"
                            "mode=infrastructure\n";

static KettleWifiSettings
make_settings (void)
{
  return (KettleWifiSettings){
    .known = (KETTLE_WIFI_BIT (KETTLE_WIFI_SAVE) - 2) & ~KETTLE_WIFI_BIT (KETTLE_WIFI_PASSWORD),
    .security = KETTLE_WIFI_SECURITY_WPA2_AES,
    .network = "My Home",
    .key = kettle_secret_new (" pass, \"phrase\" ", -1),
    .addresses = { "192.168.1.5", "255.255.255.0", "192.168.1.1", "0.0.0.0" },
    .mac = "001EE3A80102",
    .version = "V1.0"
  };
}

static KettleWifiSettings *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new (text, (gssize) length);
  KettleWifiSettings *settings = kettle_wifi_backup_parse (secret, error);

  g_assert_cmpuint (kettle_secret_get_length (secret), ==, 0);

  return settings;
}

static void
assert_same (const KettleWifiSettings *a, const KettleWifiSettings *b, guint known)
{
  g_assert_cmphex (b->known, ==, known);
  for (int i = KETTLE_WIFI_MODE; i < KETTLE_WIFI_N_WORDS; i++) {
    if ((known & KETTLE_WIFI_BIT (i)) != 0)
      g_assert_true (kettle_wifi_settings_agree (a, b, (KettleWifiWord) i));
  }
}

static void
assert_comes_back (const KettleWifiSettings *settings)
{
  g_autoptr (KettleSecret) text = kettle_wifi_backup_format (settings, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) read = kettle_wifi_backup_parse (text, &error);

  g_assert_no_error (error);
  assert_same (settings, read, settings->known);
}

static void
assert_refused (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, length, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP);
}

static void
test_text (void)
{
  g_auto (KettleWifiSettings) settings = make_settings ();
  g_autoptr (KettleSecret) with_key = kettle_wifi_backup_format (&settings, TRUE, "2026-11-24");
  g_autoptr (KettleSecret) without = kettle_wifi_backup_format (&settings, FALSE, NULL);
  g_autoptr (KettleSecret) odd = kettle_wifi_backup_format (&settings, TRUE, "now\n[x]");
  const char *text = kettle_secret_peek (with_key, NULL);

  g_assert_true (g_str_has_prefix (text, "# "));
  g_assert_nonnull (strstr (text, ": 2026-11-24\n"));
  g_assert_nonnull (strstr (text, "keep it to yourself"));
  g_assert_cmpstr (strstr (text, "[Kettle"), ==, whole);

  text = kettle_secret_peek (without, NULL);
  g_assert_nonnull (strstr (text, "\nkey=left-out\naddress="));
  g_assert_null (strstr (text, "pass"));
  g_assert_null (strstr (text, "keep it to yourself"));

  g_assert_null (strstr (kettle_secret_peek (odd, NULL), "[x]"));
}

static void
test_there_and_back (void)
{
  g_auto (KettleWifiSettings) settings = make_settings ();

  assert_comes_back (&settings);

  for (int i = 0; i <= KETTLE_WIFI_SECURITY_AUTO; i++) {
    settings.security = (KettleWifiSecurity) i;
    settings.mode = (KettleWifiMode) (i % 3);
    settings.web_page = i % 2;
    settings.dhcp = i % 2;
    assert_comes_back (&settings);
  }

  kettle_secret_free (settings.key);
  settings.key = kettle_secret_new (HEX64, -1);
  settings.raw_key = TRUE;
  assert_comes_back (&settings);
  kettle_secret_clear (settings.key);
  settings.raw_key = FALSE;
  assert_comes_back (&settings);
  g_clear_pointer (&settings.key, kettle_secret_free);
  assert_comes_back (&settings);

  settings.known &=
      ~(KETTLE_WIFI_BIT (KETTLE_WIFI_KEY) | KETTLE_WIFI_BIT (KETTLE_WIFI_MAC)
        | KETTLE_WIFI_BIT (KETTLE_WIFI_VERSION) | KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE));
  assert_comes_back (&settings);
}

/* What is not known is not invented. */
static void
test_key_left_out (void)
{
  g_auto (KettleWifiSettings) settings = make_settings ();
  g_autoptr (KettleSecret) text = kettle_wifi_backup_format (&settings, FALSE, NULL);
  g_autoptr (KettleWifiSettings) read = kettle_wifi_backup_parse (text, NULL);

  g_assert_nonnull (read);
  g_assert_null (read->key);
  assert_same (&settings, read, settings.known & ~KETTLE_WIFI_BIT (KETTLE_WIFI_KEY));
}

static void
test_odd_names (void)
{
  static const char *const names[] = {
    "",
    " ",
    "  a  ",
    "\\",
    "\\x41",
    "a\\",
    "\t",
    "#",
    "[x]",
    "a=b",
    "passphrase=x",
    "\"\"",
    "\x01\x7f",
    "K\xc3\xbc\x63he",
    "\xff\xfe",
    "\xe2\x80\x8b",
    "\xe3\x80\x80",
    "\xc3",
    "\\n",
    "\\s",
    "12345678901234567890123456789012",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_auto (KettleWifiSettings) settings = make_settings ();

    g_strlcpy (settings.network, names[i], sizeof settings.network);
    g_strlcpy (settings.version, i == 3 ? " \\ a " : "v", sizeof settings.version);
    assert_comes_back (&settings);
    /* As long as it can be. */
    memset (settings.network, 0xff, sizeof settings.network - 1);
    assert_comes_back (&settings);
  }
}

/* A person may have edited it; an editor may have changed its line ends. */
static void
test_edited (void)
{
  static const char edited[] = "\r\n"
                               "  # a comment\r\n"
                               "[Kettle Wifi Backup]\r\n"
                               "mode = infrastructure\r\n"
                               "\r\n"
                               "passphrase= pass, \"phrase\" \r\n"
                               "note=kept in the kitchen\r\n"
                               "network=  My Home\r\n"
                               "version=1\r\n"
                               "address=dhcp\r\n"
                               "security=wpa2-aes\r\n"
                               "key=passphrase\r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleWifiSettings) read = parse (edited, sizeof edited - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read->network, ==, "My Home");
  g_assert_cmpstr (kettle_secret_peek (read->key, NULL), ==, " pass, \"phrase\" ");
  g_assert_true (read->dhcp);
}

/* A file that was cut off is never taken for a whole one. */
static void
test_cut_off (void)
{
  for (gsize length = 0; length < sizeof whole - 1; length++)
    assert_refused (whole, length);

  g_assert_nonnull (strstr (whole, "mode="));
  kettle_wifi_settings_free (parse (whole, sizeof whole - 1, NULL));
}

static void
test_no_entry_may_be_missing (void)
{
  static const char *const needed[] = { "version=", "network=", "security=",  "key=",
                                        "address=", "ip=",      "netmask=",   "gateway=",
                                        "dns=",     "mode=",    "passphrase=" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++) {
    g_autofree char *line = g_strconcat ("\n", needed[i], NULL);
    g_autoptr (GString) text = g_string_new (whole);
    const char *begin = strstr (whole, line) + 1;
    const char *end = strchr (begin, '\n') + 1;

    g_string_erase (text, begin - whole, end - begin);
    assert_refused (text->str, text->len);
  }
}

static void
test_wrong_values (void)
{
  static const struct {
    const char *old;
    const char *new;
  } changes[] = {
    { "version=1\n", "version=2\n" },
    { "version=1\n", "version=01\n" },
    { "[Kettle Wifi Backup]", "[Kettle]" },
    { "mac=001EE3A80102", "mac=001EE3A8010" },
    { "firmware=V1.0", "firmware=\\x01" },
    { "web-page=off", "web-page=maybe" },
    { "network=My Home", "network=123456789012345678901234567890123" },
    { "network=My Home", "network=\\y" },
    { "network=My Home", "network=\\x4" },
    { "network=My Home", "network=\\x00" },
    { "network=My Home", "network=\\x0a" },
    { "network=My Home", "network=a\\" },
    { "security=wpa2-aes", "security=wpa3" },
    { "security=wpa2-aes", "security=" },
    { "key=passphrase\n", "key=none\n" },
    { "key=passphrase\n", "key=left-out\n" },
    { "key=passphrase\n", "key=raw\n" },
    { "key=passphrase\n", "key=secret\n" },
    { "passphrase= pass, \"phrase\" \n", "passphrase=\n" },
    { "passphrase= pass, \"phrase\" \n", "passphrase=a\tb\n" },
    { "passphrase= pass, \"phrase\" \n", "passphrase=" HEX64 "0\n" },
    { "passphrase= pass", "passphrase = pass" },
    { "passphrase= pass", " passphrase= pass" },
    { "passphrase= pass", "Passphrase= pass" },
    { "passphrase= pass", "passphrase=x\npassphrase= pass" },
    { "passphrase= pass", "passphrase[de]= pass" },
    { "address=fixed", "address=manual" },
    { "ip=192.168.1.5", "ip=192.168.1.256" },
    { "dns=0.0.0.0", "dns=" },
    { "mode=infrastructure", "mode=3" },
    { "mode=infrastructure", "mode" },
    { "mode=infrastructure", "mode=infrastructure\n[Other]\nx=y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    const char *at = strstr (whole, changes[i].old);
    g_autoptr (GString) text = g_string_new (whole);

    g_test_message ("%s", changes[i].new);
    g_assert_nonnull (at);
    /* "key=passphrase" is found in no other line, "passphrase=" only in its own. */
    g_string_erase (text, at - whole, (gssize) strlen (changes[i].old));
    g_string_insert (text, at - whole, changes[i].new);
    assert_refused (text->str, text->len);
  }
}

static void
test_any_other_file (void)
{
  g_autofree char *most = g_strnfill (KETTLE_SECRET_MAX, '\n');
  g_autoptr (GString) with_nul = g_string_new_len (whole, sizeof whole - 1);

  assert_refused ("", 0);
  assert_refused ("\n", 1);
  assert_refused (most, KETTLE_SECRET_MAX);
  assert_refused ("network={\n\tssid=\"x\"\n\tpsk=\"y\"\n}\n", 31);
  with_nul->str[with_nul->len - 2] = '\0';
  assert_refused (with_nul->str, with_nul->len);
  g_string_assign (with_nul, "#x\n");
  g_string_append (with_nul, whole);
  with_nul->str[1] = '\0';
  assert_refused (with_nul->str, with_nul->len);
}

/* Neither what is read nor what is written is anywhere but in secrets; and nothing of a file that
 * was chosen by mistake stays. */
static void
test_key_in_secrets_only (void)
{
#define KEY "a passphrase for the backup"
  g_autofree guint8 *inverted = memory_search_invert (KEY);
  gsize length = strlen (KEY);
  g_auto (KettleWifiSettings) settings = make_settings ();
  g_autoptr (KettleWifiSettings) read = NULL;
  KettleSecret *text;

  kettle_secret_free (settings.key);
  settings.key = kettle_secret_new (KEY, -1);
  text = kettle_wifi_backup_format (&settings, TRUE, NULL);
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 2);
  read = kettle_wifi_backup_parse (text, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 2);
  kettle_secret_free (text);
  kettle_wifi_settings_clear (&settings);
  g_clear_pointer (&read, kettle_wifi_settings_free);
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 0);

  text = kettle_secret_new ("network={\npsk=\"" KEY "\"\n}\n# " KEY "\n", -1);
  g_assert_null (kettle_wifi_backup_parse (text, NULL));
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 0);
  kettle_secret_free (text);

  text = kettle_secret_new ("A line that somebody wrote himself: " KEY "\n", -1);
  g_assert_null (kettle_wifi_backup_parse (text, NULL));
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 0);
  kettle_secret_free (text);

  text =
      kettle_secret_new ("# " KEY "\n[Kettle Wifi Backup]\n# " KEY "\n passphrase = " KEY "\n", -1);
  g_assert_null (kettle_wifi_backup_parse (text, NULL));
  g_assert_cmpuint (memory_search (getpid (), inverted, length), ==, 0);
  kettle_secret_free (text);
#undef KEY
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/wifi-backup/text", test_text);
  g_test_add_func ("/protocol/wifi-backup/there-and-back", test_there_and_back);
  g_test_add_func ("/protocol/wifi-backup/key-left-out", test_key_left_out);
  g_test_add_func ("/protocol/wifi-backup/odd-names", test_odd_names);
  g_test_add_func ("/protocol/wifi-backup/edited", test_edited);
  g_test_add_func ("/protocol/wifi-backup/cut-off", test_cut_off);
  g_test_add_func ("/protocol/wifi-backup/no-entry-may-be-missing", test_no_entry_may_be_missing);
  g_test_add_func ("/protocol/wifi-backup/wrong-values", test_wrong_values);
  g_test_add_func ("/protocol/wifi-backup/any-other-file", test_any_other_file);
  g_test_add_func ("/protocol/wifi-backup/key-in-secrets-only", test_key_in_secrets_only);

  return g_test_run ();
}
