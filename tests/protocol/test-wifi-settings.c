// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-words.h"

#include <string.h>

#define HEX64 "0123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789"

static void
take (KettleWifiSettings *settings, KettleWifiWord word, const char *parameters)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%d: %s", word, parameters);
  g_assert_true (
      kettle_wifi_settings_take (settings, word, parameters, strlen (parameters), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (settings->known & KETTLE_WIFI_BIT (word), !=, 0);
}

/* What is malformed changes nothing. */
static void
assert_malformed (KettleWifiWord word, const char *parameters, gsize length)
{
  g_auto (KettleWifiSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  KettleWifiSettings before;

  settings.key = kettle_secret_new ("old", -1);
  settings.password = kettle_secret_new ("old", -1);
  memcpy (&before, &settings, sizeof before);
  g_test_message ("%d: %s", word, parameters != NULL ? parameters : "(none)");
  g_assert_false (kettle_wifi_settings_take (&settings, word, parameters, length, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_MALFORMED);
  g_assert_cmpmem (&settings, sizeof settings, &before, sizeof before);
}

static void
test_networks (void)
{
  static const struct {
    const char *answer;
    const char *name;
    KettleWifiForm form;
  } answers[] = {
    { "\"name\"", "name", KETTLE_WIFI_FORM_QUOTED },
    { "name", "name", KETTLE_WIFI_FORM_BARE },
    { "", "", KETTLE_WIFI_FORM_UNKNOWN },
    { "\"\"", "", KETTLE_WIFI_FORM_QUOTED },
    { "\"a\"b,c \"", "a\"b,c ", KETTLE_WIFI_FORM_QUOTED },
    { "\"\"a\"\"", "\"a\"", KETTLE_WIFI_FORM_QUOTED },
    { "TV 55\"", "TV 55\"", KETTLE_WIFI_FORM_BARE },
    { "\"", "\"", KETTLE_WIFI_FORM_BARE },
    { " a, b ", " a, b ", KETTLE_WIFI_FORM_BARE },
    { "K\xc3\xbc"
      "che\xff\t",
      "K\xc3\xbc"
      "che\xff\t",
      KETTLE_WIFI_FORM_BARE },
    { "\"12345678901234567890123456789012\"", "12345678901234567890123456789012",
      KETTLE_WIFI_FORM_QUOTED },
  };
  g_auto (KettleWifiSettings) settings = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    take (&settings, KETTLE_WIFI_NETWORK, answers[i].answer);
    g_assert_cmpstr (settings.network, ==, answers[i].name);
    g_assert_cmpint (settings.network_form, ==, answers[i].form);
  }
}

static void
test_keys (void)
{
  static const struct {
    const char *answer;
    const char *key;
    gboolean raw;
    KettleWifiForm form;
  } answers[] = {
    { "1,0,\"pass,\"phrase\"", "pass,\"phrase", FALSE, KETTLE_WIFI_FORM_QUOTED },
    { "1,0,pass, phrase ", "pass, phrase ", FALSE, KETTLE_WIFI_FORM_BARE },
    { "0,0," HEX64, HEX64, TRUE, KETTLE_WIFI_FORM_BARE },
    { "0,0,0123456789", "0123456789", TRUE, KETTLE_WIFI_FORM_BARE },
    { "1,0,123", "123", FALSE, KETTLE_WIFI_FORM_BARE },
    { "1,0,k\xc3\xa4", "k\xc3\xa4", FALSE, KETTLE_WIFI_FORM_BARE },
    { "1,0,", "", FALSE, KETTLE_WIFI_FORM_UNKNOWN },
    { "0,0,\"\"", "", FALSE, KETTLE_WIFI_FORM_QUOTED },
    { "1,0", "", FALSE, KETTLE_WIFI_FORM_UNKNOWN },
    { "0", "", FALSE, KETTLE_WIFI_FORM_UNKNOWN },
    { "", "", FALSE, KETTLE_WIFI_FORM_UNKNOWN },
  };
  g_auto (KettleWifiSettings) settings = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    take (&settings, KETTLE_WIFI_KEY, answers[i].answer);
    g_assert_cmpstr (kettle_secret_peek (settings.key, NULL), ==, answers[i].key);
    g_assert_cmpint (settings.raw_key, ==, answers[i].raw);
    g_assert_cmpint (settings.key_form, ==, answers[i].form);
  }
}

static void
assert_addresses (const KettleWifiSettings *settings, const char *joined)
{
  g_autofree char *got = g_strjoin (
      " ", settings->addresses[KETTLE_WIFI_IP], settings->addresses[KETTLE_WIFI_NETMASK],
      settings->addresses[KETTLE_WIFI_GATEWAY], settings->addresses[KETTLE_WIFI_DNS], NULL);

  g_assert_cmpstr (got, ==, joined);
}

static void
test_addresses (void)
{
  static const char fixed[] = "192.168.1.5 255.255.255.0 192.168.1.1 8.8.8.8";
  g_auto (KettleWifiSettings) settings = { 0 };

  take (&settings, KETTLE_WIFI_ADDRESS,
        "1,\"192.168.1.5\",\"255.255.255.0\",\"192.168.1.1\",\"8.8.8.8\"");
  g_assert_false (settings.dhcp);
  assert_addresses (&settings, fixed);
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_QUOTED);

  take (&settings, KETTLE_WIFI_ADDRESS, "0");
  g_assert_true (settings.dhcp);
  assert_addresses (&settings, "   ");
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_UNKNOWN);

  take (&settings, KETTLE_WIFI_ADDRESS, "1,192.168.1.5,255.255.255.0,192.168.1.1,8.8.8.8");
  g_assert_false (settings.dhcp);
  assert_addresses (&settings, fixed);
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_BARE);

  /* An ad hoc kettle may have neither router nor name server. */
  take (&settings, KETTLE_WIFI_ADDRESS, "1,\"169.254.1.1\",\"255.255.0.0\",\"\",\"\"");
  assert_addresses (&settings, "169.254.1.1 255.255.0.0 0.0.0.0 0.0.0.0");
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_QUOTED);
  take (&settings, KETTLE_WIFI_ADDRESS, "1,169.254.1.1,255.255.0.0");
  assert_addresses (&settings, "169.254.1.1 255.255.0.0 0.0.0.0 0.0.0.0");

  take (&settings, KETTLE_WIFI_ADDRESS, "0,\"192.168.1.5\",\"255.255.255.0\",\"192.168.1.1\",\"\"");
  g_assert_true (settings.dhcp);
  assert_addresses (&settings, "   ");
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_QUOTED);
  take (&settings, KETTLE_WIFI_ADDRESS, "0,,,,");
  g_assert_true (settings.dhcp);
  g_assert_cmpint (settings.address_form, ==, KETTLE_WIFI_FORM_UNKNOWN);
}

static void
test_numbers_and_texts (void)
{
  g_auto (KettleWifiSettings) settings = { 0 };
  g_autofree char *longer = g_strnfill (100, 'v');

  take (&settings, KETTLE_WIFI_MODE, "2");
  g_assert_cmpint (settings.mode, ==, KETTLE_WIFI_MODE_ACCESS_POINT);
  take (&settings, KETTLE_WIFI_SECURITY, "7");
  g_assert_cmpint (settings.security, ==, KETTLE_WIFI_SECURITY_AUTO);
  take (&settings, KETTLE_WIFI_WEB_PAGE, "1");
  g_assert_true (settings.web_page);
  take (&settings, KETTLE_WIFI_WEB_PAGE, "0");
  g_assert_false (settings.web_page);

  take (&settings, KETTLE_WIFI_MAC, "001EE3A80102");
  g_assert_cmpstr (settings.mac, ==, "001EE3A80102");
  take (&settings, KETTLE_WIFI_MAC, "\"00:1e:e3:a8:01:03\"");
  g_assert_cmpstr (settings.mac, ==, "001EE3A80103");

  take (&settings, KETTLE_WIFI_VERSION, "V1.0 \x1b\xff");
  g_assert_cmpstr (settings.version, ==, "V1.0 ??");
  take (&settings, KETTLE_WIFI_VERSION, longer);
  g_assert_cmpuint (strlen (settings.version), ==, 64);
  take (&settings, KETTLE_WIFI_VERSION, "\"v2\"");
  g_assert_cmpstr (settings.version, ==, "v2");

  take (&settings, KETTLE_WIFI_PASSWORD, "\"000000\"");
  take (&settings, KETTLE_WIFI_PASSWORD, "12ab56");
  g_assert_cmpstr (kettle_secret_peek (settings.password, NULL), ==, "12ab56");
}

static void
test_malformed (void)
{
  static const struct {
    KettleWifiWord word;
    const char *answer;
  } answers[] = {
    { KETTLE_WIFI_MODE, "" },
    { KETTLE_WIFI_MODE, "3" },
    { KETTLE_WIFI_MODE, "-1" },
    { KETTLE_WIFI_MODE, "00" },
    { KETTLE_WIFI_MODE, " 0" },
    { KETTLE_WIFI_MODE, "0,1" },
    { KETTLE_WIFI_MODE, "\"0\"" },
    { KETTLE_WIFI_SECURITY, "8" },
    { KETTLE_WIFI_SECURITY, "WPA2" },
    { KETTLE_WIFI_WEB_PAGE, "2" },
    { KETTLE_WIFI_NETWORK, "123456789012345678901234567890123" },
    { KETTLE_WIFI_NETWORK, "\"123456789012345678901234567890123\"" },
    { KETTLE_WIFI_NETWORK, "a\rb" },
    { KETTLE_WIFI_NETWORK, "a\nb" },
    { KETTLE_WIFI_KEY, "passphrase" },
    { KETTLE_WIFI_KEY, "2,0,passphrase" },
    { KETTLE_WIFI_KEY, "1,1,passphrase" },
    { KETTLE_WIFI_KEY, "1,00,passphrase" },
    { KETTLE_WIFI_KEY, ",0,passphrase" },
    { KETTLE_WIFI_KEY, "1,passphrase" },
    { KETTLE_WIFI_KEY, "0,0,passphrase" },
    { KETTLE_WIFI_KEY, "1,0,pass\tphrase" },
    { KETTLE_WIFI_KEY, "1,0," HEX64 "0" },
    { KETTLE_WIFI_ADDRESS, "" },
    { KETTLE_WIFI_ADDRESS, "2" },
    { KETTLE_WIFI_ADDRESS, "1" },
    { KETTLE_WIFI_ADDRESS, "1," },
    { KETTLE_WIFI_ADDRESS, "1,,255.255.255.0,1.2.3.4,1.2.3.4" },
    { KETTLE_WIFI_ADDRESS, "1,1.2.3.4,,1.2.3.4,1.2.3.4" },
    { KETTLE_WIFI_ADDRESS, "1,1.2.3.4,255.255.255.0,1.2.3.4,1.2.3.4,1.2.3.4" },
    { KETTLE_WIFI_ADDRESS, "1,1.2.3.4,255.255.255.0,1.2.3.4,1.2.3" },
    { KETTLE_WIFI_ADDRESS, "1,1.2.3.4,255.255.255.0,1.2.3.4,001.002.003.004" },
    { KETTLE_WIFI_ADDRESS, "0,x" },
    { KETTLE_WIFI_MAC, "" },
    { KETTLE_WIFI_MAC, "001EE3A8010" },
    { KETTLE_WIFI_MAC, "001EE3A8010G" },
    { KETTLE_WIFI_MAC, "00-1E-E3-A8-01-02" },
    { KETTLE_WIFI_MAC, "00:1E:E3:A8:01:0" },
    { KETTLE_WIFI_PASSWORD, "12345" },
    { KETTLE_WIFI_PASSWORD, "1234567" },
    { KETTLE_WIFI_PASSWORD, "1234\t6" },
    { KETTLE_WIFI_SAVE, "1" },
    { KETTLE_WIFI_RESTART, "" },
    { 0, "1" },
    { KETTLE_WIFI_N_WORDS, "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    assert_malformed (answers[i].word, answers[i].answer, strlen (answers[i].answer));
  assert_malformed (KETTLE_WIFI_NETWORK, "a\0b", 3);
  assert_malformed (KETTLE_WIFI_KEY, "1,0,a\0b", 7);
  /* `+OK` alone is no answer to a question. */
  for (int word = KETTLE_WIFI_MODE; word < KETTLE_WIFI_N_WORDS; word++)
    assert_malformed ((KettleWifiWord) word, NULL, 0);
}

/* The error of an answer that was not understood must not tell it. */
static void
test_error_without_value (void)
{
  g_auto (KettleWifiSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      kettle_wifi_settings_take (&settings, KETTLE_WIFI_KEY, "2,0,passphrase", 14, &error));
  g_assert_null (strstr (error->message, "pass"));
}

static const char *const one[KETTLE_WIFI_N_WORDS] = {
  [KETTLE_WIFI_MODE] = "0",          [KETTLE_WIFI_NETWORK] = "\"name\"",
  [KETTLE_WIFI_SECURITY] = "6",      [KETTLE_WIFI_KEY] = "1,0,passphrase",
  [KETTLE_WIFI_ADDRESS] = "0",       [KETTLE_WIFI_WEB_PAGE] = "0",
  [KETTLE_WIFI_PASSWORD] = "123456", [KETTLE_WIFI_MAC] = "001EE3A80102",
  [KETTLE_WIFI_VERSION] = "v1",
};
static const char *const other[KETTLE_WIFI_N_WORDS] = {
  [KETTLE_WIFI_MODE] = "1",
  [KETTLE_WIFI_NETWORK] = "Name",
  [KETTLE_WIFI_SECURITY] = "7",
  [KETTLE_WIFI_KEY] = "1,0,passphrasE",
  [KETTLE_WIFI_ADDRESS] = "1,1.2.3.4,255.0.0.0,0.0.0.0,0.0.0.0",
  [KETTLE_WIFI_WEB_PAGE] = "1",
  [KETTLE_WIFI_PASSWORD] = "123457",
  [KETTLE_WIFI_MAC] = "001EE3A80103",
  [KETTLE_WIFI_VERSION] = "v2",
};

static void
test_agree_word_by_word (void)
{
  for (int i = KETTLE_WIFI_MODE; i < KETTLE_WIFI_SAVE; i++) {
    KettleWifiWord word = (KettleWifiWord) i;
    g_auto (KettleWifiSettings) a = { 0 };
    g_auto (KettleWifiSettings) b = { 0 };

    g_assert_false (kettle_wifi_settings_agree (&a, &b, word));
    take (&a, word, one[word]);
    g_assert_false (kettle_wifi_settings_agree (&a, &b, word));
    g_assert_false (kettle_wifi_settings_agree (&b, &a, word));
    take (&b, word, one[word]);
    g_assert_true (kettle_wifi_settings_agree (&a, &b, word));
    take (&b, word, other[word]);
    g_assert_false (kettle_wifi_settings_agree (&a, &b, word));
    g_assert_false (kettle_wifi_settings_agree (&b, &a, word));
  }
}

static void
assert_agreement (KettleWifiWord word, const char *left, const char *right, gboolean agree)
{
  g_auto (KettleWifiSettings) a = { 0 };
  g_auto (KettleWifiSettings) b = { 0 };

  take (&a, word, left);
  take (&b, word, right);
  g_assert_true (kettle_wifi_settings_agree (&a, &b, word) == agree);
  g_assert_true (kettle_wifi_settings_agree (&b, &a, word) == agree);
}

static void
test_agree_whatever_the_form (void)
{
  g_auto (KettleWifiSettings) a = { .known = G_MAXUINT };
  g_auto (KettleWifiSettings) b = { .known = G_MAXUINT };

  assert_agreement (KETTLE_WIFI_NETWORK, "\"name\"", "name", TRUE);
  assert_agreement (KETTLE_WIFI_NETWORK, "\"\"", "", TRUE);
  assert_agreement (KETTLE_WIFI_KEY, "1,0,passphrase", "1,0,\"passphrase\"", TRUE);
  assert_agreement (KETTLE_WIFI_KEY, "0,0,0123456789ABCDEF", "0,0,0123456789abcdef", TRUE);
  assert_agreement (KETTLE_WIFI_KEY, "0,0,0123456789ABCDEF", "0,0,0123456789abcde", FALSE);
  assert_agreement (KETTLE_WIFI_KEY, "0,0,0123456789ABCDEF", "1,0,0123456789ABCDEF", FALSE);
  assert_agreement (KETTLE_WIFI_KEY, "1,0,", "", TRUE);
  assert_agreement (KETTLE_WIFI_KEY, "1,0,", "1,0,passphrase", FALSE);
  assert_agreement (KETTLE_WIFI_ADDRESS, "0", "0,1.2.3.4", TRUE);
  assert_agreement (KETTLE_WIFI_ADDRESS, "1,1.2.3.4,255.0.0.0,,",
                    "1,\"1.2.3.4\",\"255.0.0.0\",\"0.0.0.0\",\"0.0.0.0\"", TRUE);
  assert_agreement (KETTLE_WIFI_ADDRESS, "1,1.2.3.4,255.0.0.0,,", "1,1.2.3.4,255.0.0.0,,1.2.3.4",
                    FALSE);
  g_assert_true (kettle_wifi_settings_agree (&a, &b, KETTLE_WIFI_KEY));
  g_assert_false (kettle_wifi_settings_agree (&a, &b, KETTLE_WIFI_SAVE));
  g_assert_false (kettle_wifi_settings_agree (&a, &b, KETTLE_WIFI_RESTART));
}

/* What a module shows, written back, is what it showed. */
static void
test_copy (void)
{
  g_auto (KettleWifiSettings) settings = { 0 };
  g_autoptr (KettleWifiSettings) copy = NULL;

  for (int i = KETTLE_WIFI_MODE; i < KETTLE_WIFI_SAVE; i++)
    take (&settings, (KettleWifiWord) i, one[i]);
  copy = kettle_wifi_settings_copy (&settings);
  for (int i = KETTLE_WIFI_MODE; i < KETTLE_WIFI_SAVE; i++)
    g_assert_true (kettle_wifi_settings_agree (&settings, copy, (KettleWifiWord) i));
  g_assert_cmpint (copy->network_form, ==, KETTLE_WIFI_FORM_QUOTED);
  g_assert_true (copy->key != settings.key && copy->password != settings.password);

  kettle_wifi_settings_clear (&settings);
  g_assert_cmpuint (settings.known, ==, 0);
  g_assert_null (settings.key);
  g_assert_cmpstr (kettle_secret_peek (copy->key, NULL), ==, "passphrase");
  kettle_wifi_settings_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/wifi-settings/networks", test_networks);
  g_test_add_func ("/protocol/wifi-settings/keys", test_keys);
  g_test_add_func ("/protocol/wifi-settings/addresses", test_addresses);
  g_test_add_func ("/protocol/wifi-settings/numbers-and-texts", test_numbers_and_texts);
  g_test_add_func ("/protocol/wifi-settings/malformed", test_malformed);
  g_test_add_func ("/protocol/wifi-settings/error-without-value", test_error_without_value);
  g_test_add_func ("/protocol/wifi-settings/agree-word-by-word", test_agree_word_by_word);
  g_test_add_func ("/protocol/wifi-settings/agree-whatever-the-form", test_agree_whatever_the_form);
  g_test_add_func ("/protocol/wifi-settings/copy", test_copy);

  return g_test_run ();
}
