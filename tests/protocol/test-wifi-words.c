// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-words.h"

#include <string.h>

#define HEX64 "0123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789"
#define EIGHT "••••••••"

/* --- Lines ---------------------------------------------------------------------------------------
 */

static KettleWifiSettings
make_values (void)
{
  return (KettleWifiSettings){ .known = KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY),
                               .security = KETTLE_WIFI_SECURITY_WPA2_AES,
                               .network = "My Home",
                               .key = kettle_secret_new ("pass, \"phrase\"", -1),
                               .password = kettle_secret_new ("123456", -1),
                               .addresses = { "192.168.1.5", "255.255.255.0", "192.168.1.1",
                                              "0.0.0.0" } };
}

static void
set_key (KettleWifiSettings *values, const char *key, gboolean raw)
{
  kettle_secret_free (values->key);
  values->key = kettle_secret_new (key, -1);
  values->raw_key = raw;
}

static void
assert_line (KettleSecret *given, GError *error, const char *expected)
{
  g_autoptr (KettleSecret) line = given;

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_cmpstr (kettle_secret_peek (line, NULL), ==, expected);
  g_assert_cmpuint (kettle_secret_get_length (line), ==, strlen (expected));
  g_assert_true (kettle_wifi_line_is_permitted (line));
}

static void
assert_set (KettleWifiWord word, const KettleWifiSettings *values, const char *expected)
{
  g_autoptr (GError) error = NULL;

  assert_line (kettle_wifi_line_new_set (word, values, &error), error, expected);
}

static void
assert_not_set (KettleWifiWord word, const KettleWifiSettings *values, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kettle_wifi_line_new_set (word, values, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, code);
  g_assert_null (kettle_wifi_line_new_set (word, values, NULL));
}

/* Protocol sheet 2, to the letter. */
static void
test_questions (void)
{
  static const struct {
    KettleWifiWord word;
    const char *line;
    const char *bare;
  } questions[] = {
    { KETTLE_WIFI_MODE, "AT+WPRT=?\n", "AT+WPRT\n" },
    { KETTLE_WIFI_NETWORK, "AT+SSID=?\n", "AT+SSID\n" },
    { KETTLE_WIFI_SECURITY, "AT+ENCRY=?\n", "AT+ENCRY\n" },
    { KETTLE_WIFI_KEY, "AT+KEY=?\n", "AT+KEY\n" },
    { KETTLE_WIFI_ADDRESS, "AT+NIP=?\n", "AT+NIP\n" },
    { KETTLE_WIFI_WEB_PAGE, "AT+WEBS=?\n", "AT+WEBS\n" },
    { KETTLE_WIFI_PASSWORD, "AT+PASS=?\n", "AT+PASS\n" },
    { KETTLE_WIFI_MAC, "AT+QMAC\n", "AT+QMAC\n" },
    { KETTLE_WIFI_VERSION, "AT+QVER\n", "AT+QVER\n" },
  };
  static const KettleWifiWord others[] = { 0, KETTLE_WIFI_SAVE, KETTLE_WIFI_RESTART,
                                           KETTLE_WIFI_N_WORDS, G_MAXINT };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (GError) error = NULL;

    assert_line (kettle_wifi_line_new_ask (questions[i].word, FALSE, &error), error,
                 questions[i].line);
    assert_line (kettle_wifi_line_new_ask (questions[i].word, TRUE, &error), error,
                 questions[i].bare);
    g_assert_null (kettle_wifi_line_new_do (questions[i].word, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (kettle_wifi_line_new_ask (others[i], FALSE, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE);
  }
}

static void
test_deeds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KettleSecret) password = kettle_secret_new ("004711", -1);
  g_autoptr (KettleSecret) wrong = kettle_secret_new ("00471", -1);

  assert_line (kettle_wifi_line_new_do (KETTLE_WIFI_SAVE, &error), error, "AT+PMTF\n");
  assert_line (kettle_wifi_line_new_do (KETTLE_WIFI_RESTART, &error), error, "AT+Z\n");
  assert_line (kettle_wifi_line_new_login (password, &error), error, "004711\n");

  g_assert_null (kettle_wifi_line_new_login (wrong, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (kettle_wifi_line_new_do (0, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (kettle_wifi_line_new_do (KETTLE_WIFI_N_WORDS, &error));
  g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE);
}

static void
test_numbers (void)
{
  KettleWifiSettings values = { 0 };

  assert_set (KETTLE_WIFI_MODE, &values, "AT+WPRT=0\n");
  values.mode = KETTLE_WIFI_MODE_ACCESS_POINT;
  assert_set (KETTLE_WIFI_MODE, &values, "AT+WPRT=2\n");
  values.mode = (KettleWifiMode) 3;
  assert_not_set (KETTLE_WIFI_MODE, &values, KETTLE_WIFI_ERROR_VALUE);
  values.mode = (KettleWifiMode) -1;
  assert_not_set (KETTLE_WIFI_MODE, &values, KETTLE_WIFI_ERROR_VALUE);

  for (int i = 0; i <= 7; i++) {
    g_autofree char *line = g_strdup_printf ("AT+ENCRY=%d\n", i);

    values.security = (KettleWifiSecurity) i;
    assert_set (KETTLE_WIFI_SECURITY, &values, line);
  }
  values.security = (KettleWifiSecurity) 8;
  assert_not_set (KETTLE_WIFI_SECURITY, &values, KETTLE_WIFI_ERROR_VALUE);

  assert_set (KETTLE_WIFI_WEB_PAGE, &values, "AT+WEBS=0\n");
  values.web_page = TRUE;
  assert_set (KETTLE_WIFI_WEB_PAGE, &values, "AT+WEBS=1\n");
}

static void
test_texts_in_the_modules_form (void)
{
  g_auto (KettleWifiSettings) values = make_values ();

  assert_set (KETTLE_WIFI_NETWORK, &values, "AT+SSID=\"My Home\"\n");
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,pass, \"phrase\"\n");
  assert_set (KETTLE_WIFI_ADDRESS, &values,
              "AT+NIP=1,\"192.168.1.5\",\"255.255.255.0\",\"192.168.1.1\",\"0.0.0.0\"\n");

  values.network_form = values.key_form = values.address_form = KETTLE_WIFI_FORM_BARE;
  assert_set (KETTLE_WIFI_NETWORK, &values, "AT+SSID=My Home\n");
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,pass, \"phrase\"\n");
  assert_set (KETTLE_WIFI_ADDRESS, &values,
              "AT+NIP=1,192.168.1.5,255.255.255.0,192.168.1.1,0.0.0.0\n");

  values.network_form = values.key_form = values.address_form = KETTLE_WIFI_FORM_QUOTED;
  assert_set (KETTLE_WIFI_NETWORK, &values, "AT+SSID=\"My Home\"\n");
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,\"pass, \"phrase\"\"\n");

  values.dhcp = TRUE;
  assert_set (KETTLE_WIFI_ADDRESS, &values, "AT+NIP=0\n");
  assert_set (KETTLE_WIFI_PASSWORD, &values, "AT+PASS=123456\n");

  set_key (&values, HEX64, TRUE);
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=0,0," HEX64 "\n");
}

/* `=!` writes to flash, `=?` asks: a name must not make an operator. */
static void
test_name_like_an_operator (void)
{
  static const char *const names[] = { "!x", "?", "!", "?x" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    KettleWifiSettings values = { .network_form = KETTLE_WIFI_FORM_BARE };
    g_autofree char *quoted = g_strdup_printf ("AT+SSID=\"%s\"\n", names[i]);
    g_autofree char *bare = g_strdup_printf ("AT+SSID=%s\n", names[i]);
    g_autoptr (KettleSecret) line = kettle_secret_new (bare, -1);

    g_strlcpy (values.network, names[i], sizeof values.network);
    assert_not_set (KETTLE_WIFI_NETWORK, &values, KETTLE_WIFI_ERROR_NETWORK);
    g_assert_true (kettle_wifi_line_is_permitted (line) == (strcmp (names[i], "?") == 0));
    values.network_form = KETTLE_WIFI_FORM_QUOTED;
    assert_set (KETTLE_WIFI_NETWORK, &values, quoted);
  }
}

/* Written bare, the marks would be taken off: by the module, or by who reads back. */
static void
test_marks_of_its_own (void)
{
  g_auto (KettleWifiSettings) values = { .network = "\"Home\"" };

  assert_set (KETTLE_WIFI_NETWORK, &values, "AT+SSID=\"\"Home\"\"\n");
  values.network_form = KETTLE_WIFI_FORM_BARE;
  assert_not_set (KETTLE_WIFI_NETWORK, &values, KETTLE_WIFI_ERROR_NETWORK);
  g_strlcpy (values.network, "\"", sizeof values.network);
  assert_set (KETTLE_WIFI_NETWORK, &values, "AT+SSID=\"\n");

  set_key (&values, "\"passphrase\"", FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  values.key_form = KETTLE_WIFI_FORM_QUOTED;
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,\"\"passphrase\"\"\n");
}

static void
test_wrong_names (void)
{
  static const char *const names[] = { "", "a\rb", "a\n", "\x7f", "\x01" };
  KettleWifiSettings values = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (kettle_wifi_check_network (names[i], strlen (names[i]), &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
    g_strlcpy (values.network, names[i], sizeof values.network);
    assert_not_set (KETTLE_WIFI_NETWORK, &values, KETTLE_WIFI_ERROR_NETWORK);
  }
  g_assert_false (kettle_wifi_check_network ("a\0b", 3, NULL));
  g_assert_false (kettle_wifi_check_network ("123456789012345678901234567890123", 33, NULL));
  g_assert_true (kettle_wifi_check_network ("12345678901234567890123456789012", 32, NULL));
  g_assert_true (kettle_wifi_check_network ("K\xc3\xbc"
                                            "che \"\xff",
                                            9, NULL));

  /* As long as it can be, without its NUL. */
  memset (values.network, 'n', sizeof values.network);
  assert_not_set (KETTLE_WIFI_NETWORK, &values, KETTLE_WIFI_ERROR_NETWORK);
}

static void
test_passphrases (void)
{
  static const struct {
    const char *text;
    gboolean good;
  } keys[] = {
    { "1234567", FALSE },
    { "12345678", TRUE },
    { " \"!~,\\= ", TRUE },
    { "123456789012345678901234567890123456789012345678901234567890123", TRUE },
    { HEX64, TRUE },
    { "g123456789abcdefABCDEF0123456789abcdefABCDEF01234567890123456789", FALSE },
    { HEX64 "0", FALSE },
    { "pass\xc3\xa4phrase", FALSE },
    { "pass\tphrase", FALSE },
    { "passphrase\n", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (KettleSecret) key = kettle_secret_new (keys[i].text, -1);
    g_autoptr (GError) error = NULL;

    g_assert_true (kettle_wifi_check_passphrase (key, &error) == keys[i].good);
    if (keys[i].good)
      g_assert_no_error (error);
    else
      g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE);
  }
}

static void
test_passwords (void)
{
  static const char *const wrong[] = { "", "12345", "1234567", "12345a", "12345\n", "-12345" };
  g_auto (KettleWifiSettings) values = { 0 };
  g_autoptr (KettleSecret) good = kettle_secret_new (KETTLE_WIFI_FACTORY_PASSWORD, -1);

  g_assert_true (kettle_wifi_check_password (good, NULL));
  assert_not_set (KETTLE_WIFI_PASSWORD, &values, KETTLE_WIFI_ERROR_VALUE);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    kettle_secret_free (values.password);
    values.password = kettle_secret_new (wrong[i], -1);
    g_assert_false (kettle_wifi_check_password (values.password, &error));
    g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD);
    assert_not_set (KETTLE_WIFI_PASSWORD, &values, KETTLE_WIFI_ERROR_PASSWORD);
  }
}

static void
test_wrong_keys (void)
{
  g_auto (KettleWifiSettings) values = { 0 };

  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_NO_KEY);
  set_key (&values, "", FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_NO_KEY);
  set_key (&values, "12345", FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  set_key (&values, HEX64, FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  set_key (&values, "0123456789", TRUE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);

  values.known = KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY);
  values.security = KETTLE_WIFI_SECURITY_WEP_64;
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  set_key (&values, "12345", FALSE);
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,12345\n");
  set_key (&values, "1234\x01", FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  values.security = KETTLE_WIFI_SECURITY_WEP_128;
  set_key (&values, "12345", FALSE);
  assert_not_set (KETTLE_WIFI_KEY, &values, KETTLE_WIFI_ERROR_PASSPHRASE);
  set_key (&values, "0000000000000", FALSE);
  assert_set (KETTLE_WIFI_KEY, &values, "AT+KEY=1,0,0000000000000\n");
}

static void
test_wrong_addresses (void)
{
  static const struct {
    int which;
    const char *text;
  } wrong[] = {
    { KETTLE_WIFI_IP, "" },
    { KETTLE_WIFI_IP, "192.168.1" },
    { KETTLE_WIFI_IP, "192.168.1.256" },
    { KETTLE_WIFI_IP, "192.168.01.5" },
    { KETTLE_WIFI_IP, "192.168.1.5 " },
    { KETTLE_WIFI_IP, "192.168.1.5.6" },
    { KETTLE_WIFI_IP, "0.0.0.0" },
    { KETTLE_WIFI_IP, "127.0.0.1" },
    { KETTLE_WIFI_IP, "224.0.0.1" },
    { KETTLE_WIFI_IP, "1..2.3" },
    { KETTLE_WIFI_NETMASK, "0.0.0.0" },
    { KETTLE_WIFI_NETMASK, "255.0.255.0" },
    { KETTLE_WIFI_GATEWAY, "x" },
    { KETTLE_WIFI_DNS, "1.2.3.4,5" },
    { KETTLE_WIFI_DNS, "1.2.3.1000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_auto (KettleWifiSettings) values = make_values ();

    g_strlcpy (values.addresses[wrong[i].which], wrong[i].text, sizeof values.addresses[0]);
    assert_not_set (KETTLE_WIFI_ADDRESS, &values, KETTLE_WIFI_ERROR_ADDRESS);
  }
}

static void
test_what_cannot_be_set (void)
{
  static const KettleWifiWord words[] = { 0,
                                          KETTLE_WIFI_MAC,
                                          KETTLE_WIFI_VERSION,
                                          KETTLE_WIFI_SAVE,
                                          KETTLE_WIFI_RESTART,
                                          KETTLE_WIFI_N_WORDS };
  g_auto (KettleWifiSettings) values = make_values ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_not_set (words[i], &values, KETTLE_WIFI_ERROR_VALUE);
}

static void
test_masked (void)
{
  static const struct {
    const char *line;
    const char *masked;
  } lines[] = {
    { "AT+KEY=1,0,passphrase\n", "AT+KEY=1,0," EIGHT },
    { "AT+KEY=1,0,\"passphrase\"\n", "AT+KEY=1,0,\"" EIGHT "\"" },
    { "AT+KEY=0,0," HEX64 "\n", "AT+KEY=0,0," EIGHT },
    { "AT+KEY=1,0,?\n", "AT+KEY=1,0," EIGHT },
    { "AT+KEY=passphrase\n", "AT+KEY=" EIGHT },
    { "AT+KEY=?\n", "AT+KEY=?" },
    { "AT+KEY\n", "AT+KEY" },
    { "AT+PASS=123456\n", "AT+PASS=" EIGHT },
    { "AT+PASS=?\n", "AT+PASS=?" },
    { "123456\n", "••••••" },
    { "", "••••••" },
    { "AT+SSID=\"K\xc3\xbc"
      "che\"\n",
      "AT+SSID=\"Küche\"" },
    { "AT+SSID=\"a\xff\xe2\x80\xae\x1b\"\n", "AT+SSID=\"a\\xff\\xe2\\x80\\xae\\x1b\"" },
    { "AT+Z", "AT+Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (KettleSecret) line = kettle_secret_new (lines[i].line, -1);
    g_autofree char *masked = kettle_wifi_line_dup_masked (line);

    g_assert_cmpstr (masked, ==, lines[i].masked);
  }
}

static const struct {
  const char *bytes;
  gsize length;
} not_permitted[] = {
#define LINE(text)          \
  {                         \
    text, sizeof (text) - 1 \
  }
  LINE (""),
  LINE ("\n"),
  LINE ("AT+Z"),
  LINE ("AT+Z\r\n"),
  LINE ("AT+Z\n\n"),
  LINE ("AT+Z\nAT+Z\n"),
  LINE (" AT+Z\n"),
  LINE ("AT+Z \n"),
  LINE ("at+z\n"),
  LINE ("AT+Z=0\n"),
  LINE ("AT+Z\0\n"),
  LINE ("AT+ATM\n"),
  LINE ("AT+ATRM\n"),
  LINE ("AT+ATRM=0,0,\"a\",1\n"),
  LINE ("AT+UART=1\n"),
  LINE ("AT+RSTF\n"),
  LINE ("AT+UPDATE\n"),
  LINE ("AT\n"),
  LINE ("AT+\n"),
  LINE ("AT+E\n"),
  LINE ("AT+WPRT=!0\n"),
  LINE ("AT+SSID=!a\n"),
  LINE ("AT+SSID=!\"a\"\n"),
  LINE ("AT+KEY=!1,0,passphrase\n"),
  LINE ("AT+PASS=!123456\n"),
  LINE ("AT+NIP=!0\n"),
  LINE ("AT+WEBS=!1\n"),
  LINE ("AT+ENCRY=!6\n"),
  LINE ("AT+PMTF=!\n"),
  LINE ("AT+WPRT=3\n"),
  LINE ("AT+WPRT=00\n"),
  LINE ("AT+WPRT=\n"),
  LINE ("AT+WPRT=M\n"),
  LINE ("AT+ENCRY=8\n"),
  LINE ("AT+ENCRY=-1\n"),
  LINE ("AT+WEBS=2\n"),
  LINE ("AT+SSID=\n"),
  LINE ("AT+SSID=\"\"\n"),
  LINE ("AT+SSID=a\tb\n"),
  LINE ("AT+SSID=\x7f\n"),
  LINE ("AT+SSID=123456789012345678901234567890123\n"),
  LINE ("AT+SSID=\"123456789012345678901234567890123\"\n"),
  LINE ("AT+KEY=1,0,\n"),
  LINE ("AT+KEY=1,0,1234567\n"),
  LINE ("AT+KEY=1,0,\"1234\"\n"),
  LINE ("AT+KEY=1,0," HEX64 "\n"),
  LINE ("AT+KEY=1,1,passphrase\n"),
  LINE ("AT+KEY=2,0,passphrase\n"),
  LINE ("AT+KEY=0,0,passphrase\n"),
  LINE ("AT+KEY=0,0," HEX64 "0\n"),
  LINE ("AT+KEY=1,0,pass\xc3\xa4phrase\n"),
  LINE ("AT+PASS=12345\n"),
  LINE ("AT+PASS=12345a\n"),
  LINE ("AT+PASS=\"123456\"\n"),
  LINE ("AT+NIP=2\n"),
  LINE ("AT+NIP=1\n"),
  LINE ("AT+NIP=1,\n"),
  LINE ("AT+NIP=0,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3.4\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3.4\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3.256\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4,1.2.3.04\n"),
  LINE ("AT+NIP=1,1.2.3.4,1.2.3.4,1.2.3.4,\"1.2.3.4\n"),
  LINE ("AT+NIP=1,1.2.3.4;1.2.3.4,1.2.3.4,1.2.3.4\n"),
  LINE ("AT+QMAC=?\n"),
  LINE ("AT+QVER=1\n"),
  LINE ("12345\n"),
  LINE ("1234567\n"),
  LINE ("DDDDDD\n"),
  LINE ("12345a\n"),
#undef LINE
};

/* The second lock. */
static void
test_not_permitted (void)
{
  g_autofree char *filler = g_strnfill (KETTLE_WIFI_LINE_MAX, ' ');
  g_autoptr (KettleSecret) too_long = kettle_secret_new (filler, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (not_permitted); i++) {
    g_autoptr (KettleSecret) line =
        kettle_secret_new (not_permitted[i].bytes, (gssize) not_permitted[i].length);

    g_test_message ("%s", not_permitted[i].bytes);
    g_assert_false (kettle_wifi_line_is_permitted (line));
  }
  kettle_secret_append (too_long, "\n", 1);
  g_assert_false (kettle_wifi_line_is_permitted (too_long));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/wifi-words/questions", test_questions);
  g_test_add_func ("/protocol/wifi-words/deeds", test_deeds);
  g_test_add_func ("/protocol/wifi-words/numbers", test_numbers);
  g_test_add_func ("/protocol/wifi-words/texts-in-the-modules-form",
                   test_texts_in_the_modules_form);
  g_test_add_func ("/protocol/wifi-words/name-like-an-operator", test_name_like_an_operator);
  g_test_add_func ("/protocol/wifi-words/marks-of-its-own", test_marks_of_its_own);
  g_test_add_func ("/protocol/wifi-words/wrong-names", test_wrong_names);
  g_test_add_func ("/protocol/wifi-words/passphrases", test_passphrases);
  g_test_add_func ("/protocol/wifi-words/passwords", test_passwords);
  g_test_add_func ("/protocol/wifi-words/wrong-keys", test_wrong_keys);
  g_test_add_func ("/protocol/wifi-words/wrong-addresses", test_wrong_addresses);
  g_test_add_func ("/protocol/wifi-words/what-cannot-be-set", test_what_cannot_be_set);
  g_test_add_func ("/protocol/wifi-words/masked", test_masked);
  g_test_add_func ("/protocol/wifi-words/not-permitted", test_not_permitted);

  return g_test_run ();
}
