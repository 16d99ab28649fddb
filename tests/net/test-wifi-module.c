// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-module-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * Getting into a module's shell, or not.
 */

/* --- A whole session, and what is written about it ------------------------------------------- */

static GString *logged;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s\n", (const char *) fields[i].value);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* Protocol sheet 2, byte for byte. */
static void
test_whole_session (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME,
                                         "+OK=0\r\n\r\n",
                                         "+OK=\"home\"\r\n\r\n",
                                         "+OK=6\r\n\r\n",
                                         "+OK=1,0,Geheimnis\r\n\r\n",
                                         "+OK=0\r\n\r\n",
                                         "+OK=001EE3A80102\r\n\r\n",
                                         "+OK\r\n\r\n",
                                         NULL };
  static const KettleWifiWord words[] = { KETTLE_WIFI_MODE,     KETTLE_WIFI_NETWORK,
                                          KETTLE_WIFI_SECURITY, KETTLE_WIFI_KEY,
                                          KETTLE_WIFI_ADDRESS,  KETTLE_WIFI_MAC };
  g_autoptr (KettleWifiSettings) values = NULL;

  g_string_truncate (logged, 0);
  f->answers = answers;
  wifi_module_log_in (f);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    wifi_module_ask (f, words[i]);
    g_assert_no_error (f->error);
  }
  values = kettle_wifi_settings_copy (&f->settings);
  values->web_page = TRUE;
  wifi_module_set (f, KETTLE_WIFI_NETWORK, values);
  g_assert_no_error (f->error);
  wifi_module_set (f, KETTLE_WIFI_KEY, values);
  g_assert_no_error (f->error);
  wifi_module_set (f, KETTLE_WIFI_WEB_PAGE, values);
  g_assert_no_error (f->error);
  wifi_module_do_it (f, KETTLE_WIFI_SAVE);
  g_assert_no_error (f->error);
  wifi_module_do_it (f, KETTLE_WIFI_RESTART);
  g_assert_no_error (f->error);
  g_assert_false (kettle_wifi_module_is_open (f->module));

  g_assert_cmpstr (f->peer->received->str, ==,
                   "000000\nAT+WPRT=?\nAT+SSID=?\nAT+ENCRY=?\nAT+KEY=?\nAT+NIP=?\nAT+QMAC\n"
                   "AT+SSID=\"home\"\nAT+KEY=1,0,Geheimnis\nAT+WEBS=1\nAT+PMTF\nAT+Z\n");
  g_assert_cmpstr (f->settings.network, ==, "home");
  g_assert_cmpstr (f->settings.mac, ==, "001EE3A80102");
  g_assert_cmpstr (kettle_secret_peek (f->settings.key, NULL), ==, "Geheimnis");
  g_assert_cmpuint (f->n_closed, ==, 0);
  g_assert_cmpuint (f->peer->max_clients, ==, 1);

  /* The words are in the log, so that it was written at all; no value is. */
  g_assert_nonnull (strstr (logged->str, "AT+KEY"));
  g_assert_null (strstr (logged->str, "Geheimnis"));
  g_assert_null (strstr (logged->str, "000000"));
  g_assert_null (strstr (logged->str, "home"));
}

/* --- Logging in ------------------------------------------------------------------------------ */

typedef struct {
  const char *greeting;
  const char *answer; /* to the password; NULL if it must not be asked for */
} Login;

static void
test_login (WifiModule *f, gconstpointer data)
{
  const Login *login = data;
  const char *const answers[] = { login->answer != NULL ? login->answer : WIFI_MODULE_SILENCE,
                                  "+OK=0\r\n\r\n", NULL };

  f->greeting = login->greeting;
  f->answers = login->answer != NULL ? answers : answers + 1;
  wifi_module_log_in (f);
  g_assert_cmpstr (f->peer->received->str, ==, login->answer != NULL ? "000000\n" : "");
  g_assert_cmpint (kettle_wifi_module_has_sent (f->module), ==, login->answer != NULL);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
}

static const struct {
  const char *path;
  Login login;
} logins[] = {
  { "banner-and-prompt", { WIFI_MODULE_GREETING, WIFI_MODULE_WELCOME } },
  { "no-banner", { "Password:", WIFI_MODULE_WELCOME } },
  { "prompt-alone", { WIFI_MODULE_GREETING, "\r\nmodule #1> " } },
  { "no-prompt", { WIFI_MODULE_GREETING, "Login Successfully\r\n" } },
  { "echo", { WIFI_MODULE_GREETING, "000000\r\nLogin Successfully\r\nAT+>" } },
  { "telnet",
    { "\xff\xfb\x01\xff\xfb\x03" WIFI_MODULE_GREETING, "\xff\xfe\x22" WIFI_MODULE_WELCOME } },
  { "long-banner",
    { "Welcome\r\nto\r\n\r\nsomething: else\r\n" WIFI_MODULE_GREETING, WIFI_MODULE_WELCOME } },
  { "no-password", { "AT+ Command Shell\r\n>", NULL } },
  { "logged-in-already", { "Login Successfully\r\n", NULL } },
};

static const struct {
  const char *path;
  const char *greeting;
  KettleWifiError code;
} strangers[] = {
  { "another-server", "Debian GNU/Linux 12\r\nkettle login: ", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "web-server", "HTTP/1.1 400 Bad Request\r\n\r\n", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "silence", WIFI_MODULE_SILENCE, KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "answer-before-login", "+OK\r\n\r\nPassword:", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "error-before-login", "+ERR=-5\r\n\r\nPassword:", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "hangs-up", WIFI_MODULE_HANG_UP, KETTLE_WIFI_ERROR_LOST },
};

static void
test_stranger (WifiModule *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  f->greeting = strangers[i].greeting;
  wifi_module_try_login (f);
  wifi_module_assert_failed (f, strangers[i].code);
  g_assert_cmpstr (f->peer->received->str, ==, "");
  g_assert_false (kettle_wifi_module_has_sent (f->module));
  g_assert_cmpuint (f->n_closed, ==, 0);
}

static const struct {
  const char *path;
  const char *answer;
  KettleWifiError code;
} judgements[] = {
  { "wrong-password", "\r\nLogin Failed\r\n", KETTLE_WIFI_ERROR_WRONG_PASSWORD },
  { "asks-again", "\r\nPassword:", KETTLE_WIFI_ERROR_WRONG_PASSWORD },
  { "error-to-password", "\r\n+ERR=-5\r\n\r\n", KETTLE_WIFI_ERROR_WRONG_PASSWORD },
  { "ok-to-password", "\r\n+OK=1\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "silent-after-password", WIFI_MODULE_SILENCE, KETTLE_WIFI_ERROR_NO_ANSWER },
  { "hangs-up-after-password", WIFI_MODULE_HANG_UP, KETTLE_WIFI_ERROR_LOST },
};

/* It is sent once, whatever is said to it. */
static void
test_judgement (WifiModule *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const answers[] = { judgements[i].answer, NULL };

  f->answers = answers;
  wifi_module_start_login (f, "123456", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
  wifi_module_assert_failed (f, judgements[i].code);
  g_assert_cmpstr (f->peer->received->str, ==, "123456\n");
}

static void
test_password_asked_twice (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, NULL };

  f->greeting = "Password:\r\nPassword:";
  f->answers = answers;
  wifi_module_log_in (f);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\n");
}

static void
test_password_that_is_none (WifiModule *f, gconstpointer data)
{
  wifi_module_start_login (f, "00000\n", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD);
  test_never (f->peer->n_accepted > 0, 50);
}

static void
test_refused (WifiModule *f, gconstpointer data)
{
  f->peer->port = peer_find_dead_port ();
  wifi_module_try_login (f);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_UNREACHABLE);
}

/* --- Off, and confirmed just now ------------------------------------------------------------- */

static void
assert_stale (WifiModule *f, gint64 off_at)
{
  wifi_module_start_login (f, "000000", off_at);
  test_wait_for (f->n_done == 1, 5000);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_STALE);
  test_never (f->peer->n_accepted > 0, 50);
}

static void
test_off_never_confirmed (WifiModule *f, gconstpointer data)
{
  assert_stale (f, 0);
}

static void
test_off_confirmed_6_s_ago (WifiModule *f, gconstpointer data)
{
  assert_stale (f, kettle_clock_get_boottime () - 6 * G_USEC_PER_SEC);
}

static void
test_off_confirmed_in_the_future (WifiModule *f, gconstpointer data)
{
  assert_stale (f, kettle_clock_get_boottime () + G_USEC_PER_SEC);
}

static void
test_slept_before_login (WifiModule *f, gconstpointer data)
{
  gint64 off_at = kettle_clock_get_boottime ();

  wifi_module_sleep (6);
  assert_stale (f, off_at);
}

static void
test_off_confirmed_4_s_ago (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, NULL };

  f->answers = answers;
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime () - 4 * G_USEC_PER_SEC);
  test_wait_for (f->n_done == 1, 5000);
  g_assert_no_error (f->error);
}

/* The module asks, the machine sleeps for an hour, and only then it would be answered. */
static void
test_slept_before_the_password (WifiModule *f, gconstpointer data)
{
  f->greeting = "AT+ Command Shell\r\n";
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->peer->n_clients == 1, 2000);
  wifi_module_sleep (3600);
  peer_say (f->peer, "Password:", -1);
  test_wait_for (f->n_done == 1, 5000);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_STALE);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

/* --- Floods ---------------------------------------------------------------------------------- */

static void
flood (Peer *peer, gpointer user_data)
{
  peer_flood (peer, "nonsense\r\n", 4 * 1024 * 1024);
}

static void
test_flood_before_login (WifiModule *f, gconstpointer data)
{
  f->peer->on_accepted = flood;
  wifi_module_try_login (f);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_NOT_A_MODULE);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

static gboolean
on_trickle (gpointer user_data)
{
  WifiModule *f = user_data;

  peer_say (f->peer, "much that is said slowly enough, and means nothing at all to anybody\r\n",
            -1);

  return G_SOURCE_CONTINUE;
}

static void
test_slow_flood_before_login (WifiModule *f, gconstpointer data)
{
  guint id;

  g_assert_finalize_object (f->module);
  f->module = g_object_new (KETTLE_TYPE_WIFI_MODULE, "login-timeout", 20000, NULL);
  f->greeting = NULL;
  id = g_timeout_add (10, on_trickle, f);
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 10000);
  g_source_remove (id);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_NOT_A_MODULE);
}

static void
test_flood_after_login (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  flood (f->peer, NULL);
  test_wait_for (f->n_done == 2, 5000);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

static void
test_endless_line (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_flood (f->peer, "aaaaaaaaaaaaaaaa", 1000);
  test_wait_for (f->n_done == 2, 5000);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

#define ADD_EACH(prefix, table, function)                                \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {                     \
    g_autofree char *path = g_strconcat (prefix, (table)[i].path, NULL); \
    wifi_module_add (path, GUINT_TO_POINTER (i), (function));            \
  }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++) {
    g_autofree char *path = g_strconcat ("login/", logins[i].path, NULL);

    wifi_module_add (path, &logins[i].login, test_login);
  }
  ADD_EACH ("login/", strangers, test_stranger);
  ADD_EACH ("login/", judgements, test_judgement);
  wifi_module_add ("login/password-asked-twice", NULL, test_password_asked_twice);
  wifi_module_add ("login/password-that-is-none", NULL, test_password_that_is_none);
  wifi_module_add ("login/refused", NULL, test_refused);
  wifi_module_add ("login/flood", NULL, test_flood_before_login);
  wifi_module_add ("login/slow-flood", NULL, test_slow_flood_before_login);
  wifi_module_add ("off/never-confirmed", NULL, test_off_never_confirmed);
  wifi_module_add ("off/confirmed-6-s-ago", NULL, test_off_confirmed_6_s_ago);
  wifi_module_add ("off/confirmed-4-s-ago", NULL, test_off_confirmed_4_s_ago);
  wifi_module_add ("off/confirmed-in-the-future", NULL, test_off_confirmed_in_the_future);
  wifi_module_add ("off/slept-before-login", NULL, test_slept_before_login);
  wifi_module_add ("off/slept-before-the-password", NULL, test_slept_before_the_password);
  wifi_module_add ("whole-session", NULL, test_whole_session);
  wifi_module_add ("flood-after-login", NULL, test_flood_after_login);
  wifi_module_add ("endless-line", NULL, test_endless_line);

  return g_test_run ();
}
