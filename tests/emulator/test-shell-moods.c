// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-shell.h"

#include <string.h>

#define HOME "home:wpa2:secret key:127.0.0.1"
#define END  "\r\n\r\n"

#define SETTINGS(name, key) \
  "WPRT=0\nSSID=" name "\nENCRY=6\nKEY=1,0," key "\nNIP=0\nWEBS=0\nPASS=000000\n"

static KettleEmulator *
module_new (KettleEmulatorWifiMoods moods)
{
  KettleEmulator *kettle = raw_module_new (HOME);

  g_object_set (kettle, "wifi-moods", moods, NULL);

  return kettle;
}

/* What a mood makes of the login. */
static void
test_login (void)
{
  static const struct {
    const char *moods;
    const char *greeting;
    const char *welcome; /* NULL: no password is asked for */
  } cases[] = {
    { "", "AT+ Command Shell\r\nPassword:", "Login Successfully\r\n>" },
    { "no-banner", "Password:", "Login Successfully\r\n>" },
    { "no-prompt", "AT+ Command Shell\r\nPassword:", "Login Successfully\r\n" },
    { "no-password", "AT+ Command Shell\r\n>", NULL },
    { "no-password,no-banner", ">", NULL },
    { "lf", "AT+ Command Shell\nPassword:", "Login Successfully\n>" },
    { "echo", "AT+ Command Shell\r\nPassword:", "000000\nLogin Successfully\r\n>" },
    { "telnet",
      "\xff\xfb\x01\xff\xfb\x03\xff\xfd\x18"
      "AT+ Command Shell\r\nPassword:",
      "Login Successfully\r\n>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    KettleEmulatorWifiMoods moods = 0;
    KettleEmulator *kettle;
    g_autoptr (RawClient) client = NULL;

    g_test_message ("%s", cases[i].moods);
    g_assert_true (kettle_emulator_parse_wifi_moods (cases[i].moods, &moods, NULL));
    kettle = module_new (moods);
    client = raw_shell_new (kettle);
    test_wait_for (raw_client_has (client, cases[i].greeting, strlen (cases[i].greeting)), 5000);
    raw_client_assert_got (client, cases[i].greeting, strlen (cases[i].greeting));
    if (cases[i].welcome != NULL) {
      raw_client_send (client, "000000\n");
      test_wait_for (raw_client_has (client, cases[i].welcome, strlen (cases[i].welcome)), 5000);
      raw_client_assert_got (client, cases[i].welcome, strlen (cases[i].welcome));
    }
    raw_kettle_free (kettle);
  }
}

/* Both of them come, whatever the seed. */
static void
test_odd_prompt (void)
{
  gboolean short_one = FALSE;
  gboolean long_one = FALSE;

  for (guint seed = 0; seed < 40 && !(short_one && long_one); seed++) {
    KettleEmulator *kettle =
        module_new (KETTLE_EMULATOR_WIFI_ODD_PROMPT | KETTLE_EMULATOR_WIFI_NO_PASSWORD
                    | KETTLE_EMULATOR_WIFI_NO_BANNER);
    g_autoptr (RawClient) client = NULL;

    g_object_set (kettle, "seed", seed, NULL);
    client = raw_shell_new (kettle);
    test_wait_for ((raw_client_poll (client), strchr (client->got->str, '>') != NULL), 5000);
    if (g_str_equal (client->got->str, "AT+>"))
      short_one = TRUE;
    else if (g_str_equal (client->got->str, "module #1>"))
      long_one = TRUE;
    else
      g_error ("\"%s\"", client->got->str);
    raw_kettle_free (kettle);
  }
  g_assert_true (short_one && long_one);
}

/* What a mood makes of one command, and of the settings. */
static const struct {
  KettleEmulatorWifiMoods moods;
  const char *line;
  const char *reply;
  const char *ram;   /* NULL: as before */
  const char *flash; /* likewise */
} replies[] = {
  { KETTLE_EMULATOR_WIFI_ECHO, "AT+SSID\r\n", "AT+SSID\r\n+OK=\"home\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_BARE, "AT+SSID\n", "+OK=home" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_BARE, "AT+SSID=x\n", "+OK" END, SETTINGS ("x", "secret key"), NULL },
  { KETTLE_EMULATOR_WIFI_BARE, "AT+SSID=\"x\"\n", "+OK" END, SETTINGS ("\"x\"", "secret key"),
    NULL },
  { KETTLE_EMULATOR_WIFI_BARE, "AT+KEY=1,0,\"quoted\"\n", "+OK" END,
    SETTINGS ("home", "\"quoted\""), NULL },
  { KETTLE_EMULATOR_WIFI_BARE_ANSWERS, "AT+SSID\n", "+OK=home" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_BARE_ANSWERS, "AT+SSID=x\n", "+ERR=-4" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_BARE_ANSWERS, "AT+SSID=\"x\"\n", "+OK" END, SETTINGS ("x", "secret key"),
    NULL },
  { KETTLE_EMULATOR_WIFI_BARE_ANSWERS, "AT+KEY=1,0,password\n", "+ERR=-4" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS, "AT+KEY\n", "+OK=1,0,\"secret key\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_QUOTED_ANSWERS, "AT+SSID=\"x\"\n", "+OK" END,
    SETTINGS ("\"x\"", "secret key"), NULL },
  { KETTLE_EMULATOR_WIFI_QUOTED, "AT+KEY\n", "+OK=1,0,\"secret key\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_QUOTED, "AT+KEY=1,0,password\n", "+ERR=-4" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_QUOTED, "AT+KEY=1,0,\"password\"\n", "+OK" END,
    SETTINGS ("home", "password"), NULL },
  { KETTLE_EMULATOR_WIFI_ONE_END, "AT+SSID\n", "+OK=\"home\"\r\n", NULL, NULL },
  { KETTLE_EMULATOR_WIFI_LF, "AT+SSID\n", "+OK=\"home\"\n\n", NULL, NULL },
  { KETTLE_EMULATOR_WIFI_BLANK_FIRST, "AT+SSID\n", "\r\n+OK=\"home\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_PROMPTS, "AT+SSID\n", "+OK=\"home\"" END ">", NULL, NULL },
  { KETTLE_EMULATOR_WIFI_DOUBLE, "AT+SSID\n", "+OK=\"home\"" END "+OK=\"home\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_TELNET, "AT+WEBS\n", "\xff\xfa\x18\x01\xff\xf0+\xff\xf1OK=0" END, NULL,
    NULL },
  /* A client may negotiate, too. */
  { KETTLE_EMULATOR_WIFI_TELNET,
    "\xff\xfd\x01"
    "AT+WEBS=\xff\xf1"
    "0\n",
    "\xff\xfa\x18\x01\xff\xf0+\xff\xf1OK" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_QUESTION, "AT+SSID=?\n", "+ERR=-3" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_QUESTION, "AT+QMAC=?\n", "+ERR=-3" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_QUESTION, "AT+SSID\n", "+OK=\"home\"" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_WEB, "AT+WEBS=?\n", "+ERR=-2" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_MAC, "AT+QMAC=?\n", "+ERR=-2" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_OTHER_MAC, "AT+QMAC=?\n", "+OK=001EE3A80103" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_VERSION, "AT+QVER=?\n", "+ERR=-2" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_KEY, "AT+KEY=?\n", "+ERR=-2" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_KEY_MASKED, "AT+KEY=?\n", "+OK=1,0,********" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_DEAF_SETS, "AT+SSID=x\n", "+OK" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_DEAF_SETS, "AT+SSID=!x\n", "+OK" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_TRUNCATES, "AT+SSID=\"1234567890123456789\"\n", "+OK" END,
    SETTINGS ("1234567890123456", "secret key"), NULL },
  { KETTLE_EMULATOR_WIFI_REFUSES_KEY, "AT+KEY=1,0,password\n", "+ERR=-4" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_AUTO, "AT+ENCRY=7\n", "+ERR=-4" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_NO_AUTO, "AT+ENCRY=6\n", "+OK" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_SAVE_FAILS, "AT+PMTF\n", "+ERR=-7" END, NULL, NULL },
  { KETTLE_EMULATOR_WIFI_RESTART_REFUSED, "AT+Z\n", "+ERR=-5" END, NULL, NULL },
};

static void
test_replies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++) {
    KettleEmulator *kettle = module_new (0);
    g_autoptr (RawClient) client = raw_shell_log_in (kettle);
    const char *before = SETTINGS ("home", "secret key");

    g_test_message ("%s", replies[i].line);
    g_object_set (kettle, "wifi-moods", replies[i].moods, NULL);
    raw_client_send (client, replies[i].line);
    test_wait_for (raw_client_has (client, replies[i].reply, strlen (replies[i].reply)), 5000);
    raw_client_assert_got (client, replies[i].reply, strlen (replies[i].reply));
    raw_assert_ram (kettle, replies[i].ram != NULL ? replies[i].ram : before);
    raw_assert_flash (kettle, replies[i].flash != NULL ? replies[i].flash : before);
    test_never ((raw_client_poll (client), client->got->len > 0), 20);
    raw_kettle_free (kettle);
  }
}

/* The milliseconds from a question to the end of its reply. */
static gint64
measure (KettleEmulator *kettle, RawClient *client, const char *line, const char *reply)
{
  gint64 began = g_get_monotonic_time ();

  raw_client_send (client, line);
  test_wait_for (raw_client_has (client, reply, strlen (reply)), 10000);
  raw_client_assert_got (client, reply, strlen (reply));

  return (g_get_monotonic_time () - began) / G_TIME_SPAN_MILLISECOND;
}

static void
test_late (void)
{
  KettleEmulator *kettle = module_new (0);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_LATE_END, NULL);
  raw_client_send (client, "AT+WEBS\n");
  raw_client_expect (client, "+OK=0\r\n");
  g_assert_cmpint (measure (kettle, client, "AT+SSID\n", "\r\n"), >=, 50);
  /* It came before the reply's end had gone. */
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-dropped"), ==, 1);

  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_SLOW, NULL);
  g_assert_cmpint (measure (kettle, client, "AT+WEBS\n", "+OK=0" END), >=, 2000);
  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_SAVE_LATE, NULL);
  g_assert_cmpint (measure (kettle, client, "AT+WEBS\n", "+OK=0" END), <, 2000);
  g_assert_cmpint (measure (kettle, client, "AT+PMTF\n", "+OK" END), >=, 3000);

  raw_kettle_free (kettle);
}

static void
test_slow_login (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_SLOW_LOGIN);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_assert_cmpint (g_get_monotonic_time () - began, >=, 2000 * G_TIME_SPAN_MILLISECOND);
  raw_shell_ask (client, "AT+WEBS", "+OK=0\r\n\r\n");

  raw_kettle_free (kettle);
}

/* It obeys, and does not say so. */
static void
test_mute (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_MUTE);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  raw_client_send (client, "AT+SSID=x\n");
  test_wait_for (strstr (kettle_emulator_get_wifi_heard (kettle), "SSID") != NULL, 5000);
  raw_assert_ram (kettle, SETTINGS ("x", "secret key"));
  test_never (raw_client_is_over (client) || client->got->len > 0, 150);

  raw_kettle_free (kettle);
}

/* The second time it comes as if it were the next command's. */
static void
test_late_double (void)
{
  KettleEmulator *kettle = module_new (0);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_LATE_DOUBLE, NULL);
  raw_shell_ask (client, "AT+SSID", "+OK=\"home\"\r\n\r\n");
  g_object_set (kettle, "wifi-moods", G_GUINT64_CONSTANT (0), "wifi-delay", 2000u, NULL);
  raw_shell_ask (client, "AT+WEBS", "+OK=\"home\"\r\n\r\n");
  raw_client_expect (client, "+OK=0" END);

  raw_kettle_free (kettle);
}

/* Among what nobody asked for the replies stand as they are, each on lines of its own. */
static void
test_chatty (void)
{
  KettleEmulator *kettle = module_new (0);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);
  gsize chatted = 0;

  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_CHATTY, NULL);
  for (int i = 0; i < 20; i++) {
    raw_client_send (client, "AT+WEBS\n");
    test_wait_for ((raw_client_poll (client), strstr (client->got->str, "+OK=0" END) != NULL),
                   5000);
    chatted += client->got->len - strlen ("+OK=0" END);
    g_string_truncate (client->got, 0);
  }
  g_assert_cmpuint (chatted, >, 0);
  g_assert_cmpuint (raw_get_uint (kettle, "wifi-dropped"), ==, 0);

  raw_kettle_free (kettle);
}

/* Some replies are rubbish, and the same seed makes the same. */
static void
test_garbage (void)
{
  char *heard[2] = { NULL };

  for (gsize n = 0; n < G_N_ELEMENTS (heard); n++) {
    KettleEmulator *kettle = module_new (0);
    g_autoptr (RawClient) client = NULL;
    guint good = 0;

    g_object_set (kettle, "seed", 7u, NULL);
    client = raw_shell_log_in (kettle);
    g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_GARBAGE, NULL);
    for (int i = 0; i < 20; i++) {
      gsize before = client->got->len;

      raw_client_send (client, "AT+WEBS\n");
      test_wait_for ((raw_client_poll (client),
                      client->got->len >= before + 9
                          && memcmp (client->got->str + client->got->len - 4, END, 4) == 0),
                     5000);
      if (memcmp (client->got->str + before, "+OK=0", 5) == 0)
        good++;
    }
    g_assert_cmpuint (good, >, 5);
    g_assert_cmpuint (good, <, 20);
    heard[n] = g_base64_encode ((const guchar *) client->got->str, client->got->len);
    raw_kettle_free (kettle);
  }
  g_assert_cmpstr (heard[0], ==, heard[1]);
  g_free (heard[0]);
  g_free (heard[1]);
}

static void
test_endless (void)
{
  KettleEmulator *kettle = module_new (0);
  g_autoptr (RawClient) client = raw_shell_log_in (kettle);

  g_object_set (kettle, "wifi-moods", KETTLE_EMULATOR_WIFI_ENDLESS, NULL);
  raw_client_send (client, "AT+SSID\n");
  test_wait_for ((raw_client_poll (client), client->got->len > 10000), 5000);
  g_assert_true (g_str_has_prefix (client->got->str, "+OK=\"home\""));
  g_assert_null (strpbrk (client->got->str, "\r\n"));

  raw_kettle_free (kettle);
}

static void
test_chunk (void)
{
  KettleEmulator *kettle = raw_module_new (HOME);
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "chunk", 3, NULL);
  client = raw_shell_log_in (kettle);
  raw_shell_ask (client, "AT+KEY=?", "+OK=1,0,secret key\r\n\r\n");
  g_assert_cmpuint (client->largest, ==, 3);

  raw_kettle_free (kettle);
}

static void
test_asks_again (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_ASKS_AGAIN);
  g_autoptr (RawClient) client = raw_shell_new (kettle);

  raw_client_expect (client, "AT+ Command Shell\r\nPassword:");
  raw_shell_ask (client, "111111", "Login Failed\r\nPassword:");
  raw_shell_ask (client, "222222", "Login Failed\r\nPassword:");
  raw_shell_ask (client, "333333", "Login Failed\r\n");
  test_wait_for (raw_client_is_over (client), 5000);

  raw_kettle_free (kettle);
}

static void
test_occupied (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_OCCUPIED);
  g_autoptr (RawClient) client = raw_shell_new (kettle);

  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_cmpuint (client->got->len, ==, 0);

  raw_kettle_free (kettle);
}

/* Whose connection ends has set nothing. */
static void
test_forgetful (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_FORGETFUL);
  RawClient *client = raw_shell_log_in (kettle);

  raw_shell_ask (client, "AT+SSID=x", "+OK\r\n\r\n");
  raw_assert_ram (kettle, SETTINGS ("x", "secret key"));
  raw_client_free (client);
  test_wait_for (raw_get_uint (kettle, "wifi-n-clients") == 0, 5000);
  raw_assert_ram (kettle, SETTINGS ("home", "secret key"));

  raw_kettle_free (kettle);
}

/* These save the name, and nothing else. */
static gboolean
halves (KettleEmulatorWifiMoods mood)
{
  return (mood & (KETTLE_EMULATOR_WIFI_SAVE_HALF | KETTLE_EMULATOR_WIFI_SAVE_BREAKS)) != 0;
}

/* What becomes of a save that is not answered as it should be. */
static void
test_saves (void)
{
  static const struct {
    KettleEmulatorWifiMoods mood;
    const char *reply;
    gboolean saved;
    gboolean resets;
  } cases[] = {
    { 0, "+OK" END, TRUE, FALSE },
    { KETTLE_EMULATOR_WIFI_SAVE_FAILS, "+ERR=-7" END, FALSE, FALSE },
    { KETTLE_EMULATOR_WIFI_SAVE_HALF, "+OK" END, TRUE, FALSE },
    { KETTLE_EMULATOR_WIFI_SAVE_BREAKS, "+ERR=-7" END, TRUE, FALSE },
    { KETTLE_EMULATOR_WIFI_SAVE_SILENT, "", TRUE, FALSE },
    { KETTLE_EMULATOR_WIFI_SAVE_DROPS, "", TRUE, TRUE },
    { KETTLE_EMULATOR_WIFI_SAVE_IGNORED, "+OK" END, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    KettleEmulator *kettle = module_new (cases[i].mood);
    g_autoptr (RawClient) client = raw_shell_log_in (kettle);
    const char *old = SETTINGS ("home", "secret key");
    const char *new = SETTINGS ("x", "secret key");

    if (halves (cases[i].mood))
      raw_shell_ask (client, "AT+WEBS=1", "+OK\r\n\r\n");
    raw_shell_ask (client, "AT+SSID=x", "+OK\r\n\r\n");
    raw_client_send (client, "AT+PMTF\n");
    test_wait_for (strstr (kettle_emulator_get_wifi_heard (kettle), "PMTF") != NULL, 5000);
    test_wait_for (raw_client_has (client, cases[i].reply, strlen (cases[i].reply)), 5000);
    if (cases[i].resets)
      test_wait_for (raw_client_is_over (client), 5000);
    else
      test_never (raw_client_is_over (client), 100);
    g_assert_true (client->reset == cases[i].resets);
    raw_client_assert_got (client, cases[i].reply, strlen (cases[i].reply));
    raw_assert_flash (kettle, cases[i].saved ? new : old);
    raw_kettle_free (kettle);
  }
}

/* What becomes of a restart. */
static void
test_restarts (void)
{
  KettleEmulator *silent = module_new (KETTLE_EMULATOR_WIFI_RESTART_SILENT);
  KettleEmulator *never = module_new (KETTLE_EMULATOR_WIFI_NEVER_BACK);
  KettleEmulator *hangs = module_new (KETTLE_EMULATOR_WIFI_RESTART_HANGS);
  g_autoptr (RawClient) one = raw_shell_log_in (silent);
  g_autoptr (RawClient) two = raw_shell_log_in (never);
  g_autoptr (RawClient) three = raw_shell_log_in (hangs);

  raw_client_send (one, "AT+Z\n");
  test_wait_for (raw_client_is_over (one), 5000);
  g_assert_cmpuint (one->got->len, ==, 0);
  test_wait_for (kettle_emulator_get_host (silent) != NULL, 5000);

  raw_shell_ask (two, "AT+Z", "+OK\r\n\r\n");
  test_wait_for (kettle_emulator_get_host (never) == NULL, 5000);
  test_never (kettle_emulator_get_host (never) != NULL, 300);

  /* Its end is never told; whatever is sent is lost. */
  g_object_set (hangs, "wifi-boot-time", 300u, NULL);
  raw_shell_ask (three, "AT+Z", "+OK\r\n\r\n");
  test_wait_for (kettle_emulator_get_host (hangs) == NULL, 5000);
  raw_client_send (three, "AT+SSID\n");
  test_never (raw_client_is_over (three) || three->got->len > 0, 150);
  g_assert_null (strstr (kettle_emulator_get_wifi_heard (hangs), "SSID"));
  test_wait_for (kettle_emulator_get_host (hangs) != NULL, 5000);

  raw_kettle_free (silent);
  raw_kettle_free (never);
  raw_kettle_free (hangs);
}

/* Its network gives it another address. */
static void
test_new_address (void)
{
  KettleEmulator *kettle = module_new (KETTLE_EMULATOR_WIFI_NEW_ADDRESS);

  raw_input (kettle, "unplug");
  test_wait_for (kettle_emulator_get_host (kettle) == NULL, 5000);
  test_wait_for (kettle_emulator_get_host (kettle) != NULL, 5000);
  g_assert_cmpstr (kettle_emulator_get_host (kettle), ==, "127.0.0.2");
  g_assert_true (raw_client_can_reach ("127.0.0.2", kettle_emulator_get_port (kettle)));

  raw_kettle_free (kettle);
}

/* The name of each bit, and no other. */
static void
test_names (void)
{
  const char *const *names = kettle_emulator_wifi_mood_names ();
  KettleEmulatorWifiMoods moods = 0;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; names[n] != NULL; n++) {
    g_assert_true (kettle_emulator_parse_wifi_moods (names[n], &moods, NULL));
    g_assert_true (moods == KETTLE_EMULATOR_WIFI_MOOD (n));
  }
  g_assert_cmpuint (n, ==, 49);
  g_assert_true (kettle_emulator_parse_wifi_moods ("garbage,echo,forgetful", &moods, NULL));
  g_assert_true (moods
                 == (KETTLE_EMULATOR_WIFI_GARBAGE | KETTLE_EMULATOR_WIFI_ECHO
                     | KETTLE_EMULATOR_WIFI_FORGETFUL));
  g_assert_true (kettle_emulator_parse_wifi_moods ("", &moods, NULL));
  g_assert_true (moods == 0);
  g_assert_false (kettle_emulator_parse_wifi_moods ("echo,", &moods, NULL));
  g_assert_false (kettle_emulator_parse_wifi_moods ("echo,sleepy", &moods, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message,
                                   "\"sleepy\" is no mood of the wifi module; it knows echo, "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/shell-moods/login", test_login);
  g_test_add_func ("/emulator/shell-moods/odd-prompt", test_odd_prompt);
  g_test_add_func ("/emulator/shell-moods/replies", test_replies);
  g_test_add_func ("/emulator/shell-moods/late", test_late);
  g_test_add_func ("/emulator/shell-moods/slow-login", test_slow_login);
  g_test_add_func ("/emulator/shell-moods/mute", test_mute);
  g_test_add_func ("/emulator/shell-moods/late-double", test_late_double);
  g_test_add_func ("/emulator/shell-moods/chatty", test_chatty);
  g_test_add_func ("/emulator/shell-moods/garbage", test_garbage);
  g_test_add_func ("/emulator/shell-moods/endless", test_endless);
  g_test_add_func ("/emulator/shell-moods/chunk", test_chunk);
  g_test_add_func ("/emulator/shell-moods/asks-again", test_asks_again);
  g_test_add_func ("/emulator/shell-moods/occupied", test_occupied);
  g_test_add_func ("/emulator/shell-moods/forgetful", test_forgetful);
  g_test_add_func ("/emulator/shell-moods/saves", test_saves);
  g_test_add_func ("/emulator/shell-moods/restarts", test_restarts);
  g_test_add_func ("/emulator/shell-moods/new-address", test_new_address);
  g_test_add_func ("/emulator/shell-moods/names", test_names);

  return g_test_run ();
}
