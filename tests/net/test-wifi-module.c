// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-clock.h"
#include "net/kettle-wifi-module.h"
#include "net/peer.h"
#include "support/test-wait.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What a peer does instead of an answer. */
#define HANG_UP "\1"
#define RESET   "\2"
#define SILENCE ""

#define GREETING "AT+ Command Shell\r\nPassword:"
#define WELCOME  "\r\nLogin Successfully\r\n>"

/* How far a sleep has put the boot clock ahead, seconds. */
static int slept;

/* The C library's, but for the sleep. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    now->tv_sec += (time_t) slept;

  return result;
}

/* A module that says what a test has written down: the greeting, then an answer a line. */
typedef struct {
  Peer *peer;
  const char *greeting;
  const char *const *answers; /* NULL-terminated; the last one is repeated */
  guint n_lines;

  KettleWifiModule *module;
  GCancellable *cancellable;
  KettleWifiSettings settings;
  GError *error;
  guint n_done;
  guint n_closed;
} Fixture;

static void
say (Peer *peer, const char *what)
{
  if (g_str_equal (what, HANG_UP))
    peer_hang_up (peer);
  else if (g_str_equal (what, RESET))
    peer_reset (peer);
  else
    peer_say (peer, what, -1);
}

static void
on_accepted (Peer *peer, gpointer user_data)
{
  Fixture *f = user_data;

  if (f->greeting != NULL)
    say (peer, f->greeting);
}

static guint
count_lines (Peer *peer)
{
  guint n = 0;

  for (gsize i = 0; i < peer->received->len; i++)
    n += peer->received->str[i] == '\n';

  return n;
}

static void
on_received (Peer *peer, gpointer user_data)
{
  Fixture *f = user_data;

  for (guint n = count_lines (peer); f->n_lines < n; f->n_lines++) {
    if (f->answers == NULL)
      continue;
    say (peer, f->answers[0]);
    if (f->answers[1] != NULL)
      f->answers++;
  }
}

static void
on_closed (KettleWifiModule *module, Fixture *f)
{
  f->n_closed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  slept = 0;
  f->peer = peer_new ();
  f->peer->on_accepted = on_accepted;
  f->peer->on_received = on_received;
  f->peer->user_data = f;
  f->greeting = GREETING;
  f->cancellable = g_cancellable_new ();
  f->module = g_object_new (KETTLE_TYPE_WIFI_MODULE, "login-timeout", 1000, "answer-timeout", 1000,
                            "quiet-time", 60, "gap", 20, NULL);
  g_signal_connect (f->module, "closed", G_CALLBACK (on_closed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->module != NULL)
    g_assert_finalize_object (f->module);
  g_object_unref (f->cancellable);
  peer_free (f->peer);
  g_clear_error (&f->error);
  kettle_wifi_settings_clear (&f->settings);
}

static void
on_log_in_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_log_in_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_ask_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_ask_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_set_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_set_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_do_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_do_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
start_login (Fixture *f, const char *password, gint64 off_at)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new (password, -1);
  guint n = f->n_done;

  kettle_wifi_module_log_in_async (f->module, "127.0.0.1", f->peer->port, secret, off_at,
                                   f->cancellable, on_log_in_ready, f);
  g_assert_cmpuint (f->n_done, ==, n);
}

static void
try_login (Fixture *f)
{
  start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
}

static void
log_in (Fixture *f)
{
  static const char *const welcome[] = { WELCOME, NULL };

  if (f->answers == NULL)
    f->answers = welcome;
  try_login (f);
  g_assert_no_error (f->error);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

static void
start_ask (Fixture *f, KettleWifiWord word)
{
  kettle_wifi_module_ask_async (f->module, word, &f->settings, f->cancellable, on_ask_ready, f);
}

static void
ask (Fixture *f, KettleWifiWord word)
{
  guint n = f->n_done;

  start_ask (f, word);
  g_assert_cmpuint (f->n_done, ==, n);
  test_wait_for (f->n_done == n + 1, 5000);
}

static void
set (Fixture *f, KettleWifiWord word, const KettleWifiSettings *values)
{
  guint n = f->n_done;

  kettle_wifi_module_set_async (f->module, word, values, f->cancellable, on_set_ready, f);
  test_wait_for (f->n_done == n + 1, 5000);
}

static void
do_it (Fixture *f, KettleWifiWord word)
{
  guint n = f->n_done;

  kettle_wifi_module_do_async (f->module, word, f->cancellable, on_do_ready, f);
  test_wait_for (f->n_done == n + 1, 5000);
}

static void
assert_failed (Fixture *f, KettleWifiError code)
{
  g_assert_error (f->error, KETTLE_WIFI_ERROR, (int) code);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

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
test_whole_session (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME,
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
  log_in (f);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    ask (f, words[i]);
    g_assert_no_error (f->error);
  }
  values = kettle_wifi_settings_copy (&f->settings);
  values->web_page = TRUE;
  set (f, KETTLE_WIFI_NETWORK, values);
  g_assert_no_error (f->error);
  set (f, KETTLE_WIFI_KEY, values);
  g_assert_no_error (f->error);
  set (f, KETTLE_WIFI_WEB_PAGE, values);
  g_assert_no_error (f->error);
  do_it (f, KETTLE_WIFI_SAVE);
  g_assert_no_error (f->error);
  do_it (f, KETTLE_WIFI_RESTART);
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

/* --- Logging in -------------------------------------------------------------------------------- */

typedef struct {
  const char *greeting;
  const char *answer; /* to the password; NULL if it must not be asked for */
} Login;

static void
test_login (Fixture *f, gconstpointer data)
{
  const Login *login = data;
  const char *const answers[] = { login->answer != NULL ? login->answer : SILENCE, "+OK=0\r\n\r\n",
                                  NULL };

  f->greeting = login->greeting;
  f->answers = login->answer != NULL ? answers : answers + 1;
  log_in (f);
  g_assert_cmpstr (f->peer->received->str, ==, login->answer != NULL ? "000000\n" : "");
  g_assert_cmpint (kettle_wifi_module_has_sent (f->module), ==, login->answer != NULL);
  ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
}

static const struct {
  const char *path;
  Login login;
} logins[] = {
  { "banner-and-prompt", { GREETING, WELCOME } },
  { "no-banner", { "Password:", WELCOME } },
  { "prompt-alone", { GREETING, "\r\nmodule #1> " } },
  { "no-prompt", { GREETING, "Login Successfully\r\n" } },
  { "echo", { GREETING, "000000\r\nLogin Successfully\r\nAT+>" } },
  { "telnet", { "\xff\xfb\x01\xff\xfb\x03" GREETING, "\xff\xfe\x22" WELCOME } },
  { "long-banner", { "Welcome\r\nto\r\n\r\nsomething: else\r\n" GREETING, WELCOME } },
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
  { "silence", SILENCE, KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "answer-before-login", "+OK\r\n\r\nPassword:", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "error-before-login", "+ERR=-5\r\n\r\nPassword:", KETTLE_WIFI_ERROR_NOT_A_MODULE },
  { "hangs-up", HANG_UP, KETTLE_WIFI_ERROR_LOST },
};

static void
test_stranger (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  f->greeting = strangers[i].greeting;
  try_login (f);
  assert_failed (f, strangers[i].code);
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
  { "silent-after-password", SILENCE, KETTLE_WIFI_ERROR_NO_ANSWER },
  { "hangs-up-after-password", HANG_UP, KETTLE_WIFI_ERROR_LOST },
};

/* It is sent once, whatever is said to it. */
static void
test_judgement (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const answers[] = { judgements[i].answer, NULL };

  f->answers = answers;
  start_login (f, "123456", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
  assert_failed (f, judgements[i].code);
  g_assert_cmpstr (f->peer->received->str, ==, "123456\n");
}

static void
test_password_asked_twice (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, NULL };

  f->greeting = "Password:\r\nPassword:";
  f->answers = answers;
  log_in (f);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\n");
}

static void
test_password_that_is_none (Fixture *f, gconstpointer data)
{
  start_login (f, "00000\n", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSWORD);
  test_never (f->peer->n_accepted > 0, 50);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleSecret) password = kettle_secret_new ("000000", -1);

  kettle_wifi_module_log_in_async (f->module, "127.0.0.1", peer_find_dead_port (), password,
                                   kettle_clock_get_boottime (), NULL, on_log_in_ready, f);
  test_wait_for (f->n_done == 1, 5000);
  assert_failed (f, KETTLE_WIFI_ERROR_UNREACHABLE);
}

/* --- Off, and confirmed just now --------------------------------------------------------------- */

static void
assert_stale (Fixture *f, gint64 off_at)
{
  start_login (f, "000000", off_at);
  test_wait_for (f->n_done == 1, 5000);
  assert_failed (f, KETTLE_WIFI_ERROR_STALE);
  test_never (f->peer->n_accepted > 0, 50);
}

static void
test_off_never_confirmed (Fixture *f, gconstpointer data)
{
  assert_stale (f, 0);
}

static void
test_off_confirmed_6_s_ago (Fixture *f, gconstpointer data)
{
  assert_stale (f, kettle_clock_get_boottime () - 6 * G_USEC_PER_SEC);
}

static void
test_off_confirmed_in_the_future (Fixture *f, gconstpointer data)
{
  assert_stale (f, kettle_clock_get_boottime () + G_USEC_PER_SEC);
}

static void
test_slept_before_login (Fixture *f, gconstpointer data)
{
  gint64 off_at = kettle_clock_get_boottime ();

  slept = 6;
  assert_stale (f, off_at);
}

static void
test_off_confirmed_4_s_ago (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, NULL };

  f->answers = answers;
  start_login (f, "000000", kettle_clock_get_boottime () - 4 * G_USEC_PER_SEC);
  test_wait_for (f->n_done == 1, 5000);
  g_assert_no_error (f->error);
}

/* The module asks, the machine sleeps for an hour, and only then it would be answered. */
static void
test_slept_before_the_password (Fixture *f, gconstpointer data)
{
  f->greeting = "AT+ Command Shell\r\n";
  start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->peer->n_clients == 1, 2000);
  slept = 3600;
  peer_say (f->peer, "Password:", -1);
  test_wait_for (f->n_done == 1, 5000);
  assert_failed (f, KETTLE_WIFI_ERROR_STALE);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

/* --- One command at a time --------------------------------------------------------------------- */

/* A command before the last reply is over would be dropped. */
static void
test_no_command_before_the_reply_is_over (Fixture *f, gconstpointer data)
{
  gint64 said;

  log_in (f);
  f->answers = NULL;
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_say (f->peer, "+OK=0\r\n", -1);
  test_never (f->n_done > 1, 30);
  peer_say (f->peer, "\r\n", -1);
  said = g_get_monotonic_time ();
  test_wait_for (f->n_done == 2, 2000);
  start_ask (f, KETTLE_WIFI_SECURITY);
  test_wait_for (f->n_lines == 3, 2000);
  g_assert_cmpint (g_array_index (f->peer->times, gint64, f->peer->times->len - 1) - said, >=,
                   20000);
  peer_say (f->peer, "+OK=6\r\n\r\n", -1);
  test_wait_for (f->n_done == 3, 2000);
  g_assert_no_error (f->error);
}

static void
test_second_operation_meanwhile (Fixture *f, gconstpointer data)
{
  log_in (f);
  f->answers = NULL;
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  start_ask (f, KETTLE_WIFI_SECURITY);
  test_wait_for (f->n_done == 2, 2000);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_PENDING);
  test_never (f->n_lines > 2, 80);
  peer_say (f->peer, "+OK=2\r\n\r\n", -1);
  test_wait_for (f->n_done == 3, 2000);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->settings.mode, ==, 2);
}

/* Some end a reply with one line end; then silence ends it. */
static void
test_reply_without_its_empty_line (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+OK=0\r\n", "+OK=6\n", "+ERR=-2\r\n>", NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  ask (f, KETTLE_WIFI_SECURITY);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->settings.security, ==, 6);
  ask (f, KETTLE_WIFI_WEB_PAGE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -2);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

static void
test_reply_cut_at_every_byte (Fixture *f, gconstpointer data)
{
  static const char reply[] = "AT+SSID=?\r\n+OK=\"+OK,\"\"+ERR=-1\"\r\n\r\n> ";

  log_in (f);
  f->answers = NULL;
  for (gsize cut = 1; cut < sizeof reply - 1; cut++) {
    guint n_done = f->n_done;
    guint n_lines = f->n_lines;

    memset (f->settings.network, 0, sizeof f->settings.network);
    start_ask (f, KETTLE_WIFI_NETWORK);
    test_wait_for (f->n_lines == n_lines + 1, 2000);
    peer_say (f->peer, reply, (gssize) cut);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    peer_say (f->peer, reply + cut, (gssize) (sizeof reply - 1 - cut));
    test_wait_for (f->n_done == n_done + 1, 2000);
    g_assert_no_error (f->error);
    g_assert_cmpstr (f->settings.network, ==, "+OK,\"\"+ERR=-1");
  }
}

/* --- Questions without an operator ------------------------------------------------------------- */

static void
test_asked_bare_from_then_on (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+ERR=-3\r\n\r\n", "+OK=0\r\n\r\n", NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  ask (f, KETTLE_WIFI_SECURITY);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\nAT+WPRT=?\nAT+WPRT\nAT+ENCRY\n");
}

/* A question that is refused both ways is asked no third time. */
static void
test_asked_bare_once (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+ERR=-1\r\n\r\n", NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_MODE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  ask (f, KETTLE_WIFI_MAC);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -1);
  test_never (f->n_lines > 4, 80);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\nAT+WPRT=?\nAT+WPRT\nAT+QMAC\n");
}

static void
test_unsupported_is_not_asked_bare (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+ERR=-2\r\n\r\n", NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_WEB_PAGE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  test_never (f->n_lines > 2, 80);
}

/* --- Answers that are none --------------------------------------------------------------------- */

static const struct {
  const char *path;
  const char *answer; /* to a question for the mode */
  KettleWifiError code;
} faults[] = {
  { "two-answers", "+OK=0\r\n+OK=0\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "answer-without-parameters", "+OK\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "answer-out-of-range", "+OK=9\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "huge-error", "+ERR=-999999999999\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "error-without-number", "+ERR\r\n\r\n", KETTLE_WIFI_ERROR_MALFORMED },
  { "asks-password-again", "\r\nPassword:", KETTLE_WIFI_ERROR_MALFORMED },
  { "no-answer", SILENCE, KETTLE_WIFI_ERROR_NO_ANSWER },
  { "only-chatter", "one\r\ntwo\r\n\r\nLogin Failed\r\n>", KETTLE_WIFI_ERROR_NO_ANSWER },
  { "peer-hangs-up", HANG_UP, KETTLE_WIFI_ERROR_LOST },
  { "peer-resets", RESET, KETTLE_WIFI_ERROR_LOST },
};

static void
test_fault (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const answers[] = { WELCOME, faults[i].answer, NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_MODE);
  assert_failed (f, faults[i].code);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
  ask (f, KETTLE_WIFI_MODE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST);
  g_assert_false (kettle_wifi_module_has_sent (f->module));
  g_assert_cmpuint (f->n_lines, ==, 2);
  g_assert_cmpuint (f->n_closed, ==, 0);
}

static void
test_answer_to_a_set_with_parameters (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+OK=0\r\n\r\n", NULL };
  KettleWifiSettings values = { .known = KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) };

  f->answers = answers;
  log_in (f);
  set (f, KETTLE_WIFI_MODE, &values);
  assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

/* The same reply again, before the next command has gone: it is not taken for that one's. */
static void
test_every_reply_twice (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+OK=0\r\n\r\n+OK=0\r\n\r\n", NULL };

  f->answers = answers;
  log_in (f);
  ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  ask (f, KETTLE_WIFI_SECURITY);
  g_assert_nonnull (f->error);
  g_assert_cmpuint (f->n_lines, ==, 2);
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_answer_while_nothing_is_asked (Fixture *f, gconstpointer data)
{
  log_in (f);
  peer_say (f->peer, "+OK\r\n\r\n", -1);
  test_wait_for (f->n_closed == 1, 2000);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_closed_while_nothing_is_asked (Fixture *f, gconstpointer data)
{
  log_in (f);
  peer_hang_up (f->peer);
  test_wait_for (f->n_closed == 1, 2000);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_never (f->n_closed > 1, 50);
}

/* What is answered is answered, also when it says no more. */
static void
test_hangs_up_behind_the_answer (Fixture *f, gconstpointer data)
{
  log_in (f);
  f->answers = NULL;
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_say (f->peer, "+OK=1\r\n", -1);
  peer_hang_up (f->peer);
  test_wait_for (f->n_done == 2, 2000);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->settings.mode, ==, 1);
  g_assert_false (kettle_wifi_module_is_open (f->module));
}

/* --- Floods ------------------------------------------------------------------------------------ */

static void
flood (Peer *peer, gpointer user_data)
{
  peer_flood (peer, "nonsense\r\n", 4 * 1024 * 1024);
}

static void
test_flood_before_login (Fixture *f, gconstpointer data)
{
  f->peer->on_accepted = flood;
  try_login (f);
  assert_failed (f, KETTLE_WIFI_ERROR_NOT_A_MODULE);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

static gboolean
on_trickle (gpointer user_data)
{
  Fixture *f = user_data;

  peer_say (f->peer, "much that is said slowly enough, and means nothing at all to anybody\r\n",
            -1);

  return G_SOURCE_CONTINUE;
}

static void
test_slow_flood_before_login (Fixture *f, gconstpointer data)
{
  guint id;

  g_assert_finalize_object (f->module);
  f->module = g_object_new (KETTLE_TYPE_WIFI_MODULE, "login-timeout", 20000, NULL);
  f->greeting = NULL;
  id = g_timeout_add (10, on_trickle, f);
  start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 10000);
  g_source_remove (id);
  assert_failed (f, KETTLE_WIFI_ERROR_NOT_A_MODULE);
}

static void
test_flood_after_login (Fixture *f, gconstpointer data)
{
  log_in (f);
  f->answers = NULL;
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  flood (f->peer, NULL);
  test_wait_for (f->n_done == 2, 5000);
  assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

static void
test_endless_line (Fixture *f, gconstpointer data)
{
  log_in (f);
  f->answers = NULL;
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_flood (f->peer, "aaaaaaaaaaaaaaaa", 1000);
  test_wait_for (f->n_done == 2, 5000);
  assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

/* --- The restart ------------------------------------------------------------------------------- */

static const struct {
  const char *path;
  const char *answer;
} restarts[] = {
  { "answered", "+OK\r\n\r\n" },
  { "hangs-up", HANG_UP },
  { "resets", RESET },
};

static void
test_restart (Fixture *f, gconstpointer data)
{
  const char *const answers[] = { WELCOME, restarts[GPOINTER_TO_UINT (data)].answer, NULL };

  f->answers = answers;
  log_in (f);
  do_it (f, KETTLE_WIFI_RESTART);
  g_assert_no_error (f->error);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_restart_refused (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+ERR=-5\r\n\r\n", NULL };

  f->answers = answers;
  log_in (f);
  do_it (f, KETTLE_WIFI_RESTART);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -5);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

static void
test_save_and_gone (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, HANG_UP, NULL };

  f->answers = answers;
  log_in (f);
  do_it (f, KETTLE_WIFI_SAVE);
  assert_failed (f, KETTLE_WIFI_ERROR_LOST);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
}

/* --- What cannot be sent ----------------------------------------------------------------------- */

static void
test_what_is_not_on_the_list (Fixture *f, gconstpointer data)
{
  KettleWifiSettings values = { .known = G_MAXUINT };

  log_in (f);
  set (f, KETTLE_WIFI_MAC, &values);
  g_assert_nonnull (f->error);
  set (f, KETTLE_WIFI_NETWORK, &values);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
  g_strlcpy (values.network, "a\nAT+RSTF", sizeof values.network);
  set (f, KETTLE_WIFI_NETWORK, &values);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
  do_it (f, KETTLE_WIFI_MODE);
  g_assert_nonnull (f->error);
  ask (f, KETTLE_WIFI_RESTART);
  g_assert_nonnull (f->error);
  do_it (f, (KettleWifiWord) 77);
  g_assert_nonnull (f->error);
  g_assert_true (kettle_wifi_module_is_open (f->module));
  test_never (f->n_lines > 1, 80);
}

/* --- Cancelled and let go ---------------------------------------------------------------------- */

static void
assert_cancelled (Fixture *f, guint n_done)
{
  test_wait_for (f->n_done == n_done, 1000);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
  test_never (f->n_done > n_done || f->n_closed > 0, 50);
}

static void
test_cancelled_before (Fixture *f, gconstpointer data)
{
  g_cancellable_cancel (f->cancellable);
  start_login (f, "000000", kettle_clock_get_boottime ());
  assert_cancelled (f, 1);
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
}

static void
test_cancelled_while_connecting (Fixture *f, gconstpointer data)
{
  start_login (f, "000000", kettle_clock_get_boottime ());
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 1);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

static void
test_cancelled_before_the_password (Fixture *f, gconstpointer data)
{
  f->greeting = NULL;
  start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->peer->n_clients == 1, 2000);
  peer_say (f->peer, "Password:", -1);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 1);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

/* Between the call and the byte lies the gap. */
static void
test_cancelled_before_the_command_has_gone (Fixture *f, gconstpointer data)
{
  log_in (f);
  start_ask (f, KETTLE_WIFI_MODE);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 2);
  g_assert_cmpuint (f->n_lines, ==, 1);
  g_assert_false (kettle_wifi_module_has_sent (f->module));
}

static void
test_cancelled_in_flight (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, SILENCE, NULL };

  f->answers = answers;
  log_in (f);
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 2);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
}

static void
test_closed_in_flight (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, SILENCE, NULL };

  f->answers = answers;
  log_in (f);
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  kettle_wifi_module_close (f->module);
  assert_cancelled (f, 2);
}

static void
test_closed_while_connecting (Fixture *f, gconstpointer data)
{
  start_login (f, "000000", kettle_clock_get_boottime ());
  kettle_wifi_module_close (f->module);
  assert_cancelled (f, 1);
}

static void
test_disposed_in_flight (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, SILENCE, NULL };

  f->answers = answers;
  log_in (f);
  start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  g_object_run_dispose (G_OBJECT (f->module));
  assert_cancelled (f, 2);
}

static void
on_ready_let_go (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_done++;
  kettle_wifi_module_ask_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
  g_clear_object (&f->module);
}

/* The callback drops the last reference while the session is still telling what it heard. */
static void
test_callback_lets_go (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { WELCOME, "+OK=0\r\n\r\n>\r\nmore\r\n", NULL };
  KettleWifiModule *weak = f->module;

  f->answers = answers;
  log_in (f);
  g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
  kettle_wifi_module_ask_async (f->module, KETTLE_WIFI_MODE, &f->settings, NULL, on_ready_let_go,
                                f);
  test_wait_for (weak == NULL, 2000);
  g_assert_no_error (f->error);
  test_wait_for (f->peer->n_clients == 0, 2000);
}

#define ADD(name, function) \
  g_test_add ("/net/wifi-module/" name, Fixture, NULL, set_up, (function), tear_down)

#define ADD_EACH(prefix, table, function)                                                    \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {                                         \
    g_autofree char *path = g_strconcat ("/net/wifi-module/" prefix, (table)[i].path, NULL); \
    g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, (function), tear_down);         \
  }

static void
add_logins (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++) {
    g_autofree char *path = g_strconcat ("/net/wifi-module/login/", logins[i].path, NULL);

    g_test_add (path, Fixture, &logins[i].login, set_up, test_login, tear_down);
  }
  ADD_EACH ("login/", strangers, test_stranger);
  ADD_EACH ("login/", judgements, test_judgement);
  ADD ("login/password-asked-twice", test_password_asked_twice);
  ADD ("login/password-that-is-none", test_password_that_is_none);
  ADD ("login/refused", test_refused);
  ADD ("login/flood", test_flood_before_login);
  ADD ("login/slow-flood", test_slow_flood_before_login);
  ADD ("off/never-confirmed", test_off_never_confirmed);
  ADD ("off/confirmed-6-s-ago", test_off_confirmed_6_s_ago);
  ADD ("off/confirmed-4-s-ago", test_off_confirmed_4_s_ago);
  ADD ("off/confirmed-in-the-future", test_off_confirmed_in_the_future);
  ADD ("off/slept-before-login", test_slept_before_login);
  ADD ("off/slept-before-the-password", test_slept_before_the_password);
}

static void
add_endings (void)
{
  ADD_EACH ("restart/", restarts, test_restart);
  ADD ("restart/refused", test_restart_refused);
  ADD ("save-and-gone", test_save_and_gone);
  ADD ("what-is-not-on-the-list", test_what_is_not_on_the_list);
  ADD ("cancelled/before", test_cancelled_before);
  ADD ("cancelled/while-connecting", test_cancelled_while_connecting);
  ADD ("cancelled/before-the-password", test_cancelled_before_the_password);
  ADD ("cancelled/before-the-command-has-gone", test_cancelled_before_the_command_has_gone);
  ADD ("cancelled/in-flight", test_cancelled_in_flight);
  ADD ("closed/in-flight", test_closed_in_flight);
  ADD ("closed/while-connecting", test_closed_while_connecting);
  ADD ("disposed-in-flight", test_disposed_in_flight);
  ADD ("callback-lets-go", test_callback_lets_go);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);

  ADD ("whole-session", test_whole_session);
  add_logins ();
  ADD ("no-command-before-the-reply-is-over", test_no_command_before_the_reply_is_over);
  ADD ("second-operation-meanwhile", test_second_operation_meanwhile);
  ADD ("reply-without-its-empty-line", test_reply_without_its_empty_line);
  ADD ("reply-cut-at-every-byte", test_reply_cut_at_every_byte);
  ADD ("asked-bare-from-then-on", test_asked_bare_from_then_on);
  ADD ("asked-bare-once", test_asked_bare_once);
  ADD ("unsupported-is-not-asked-bare", test_unsupported_is_not_asked_bare);
  ADD_EACH ("", faults, test_fault);
  ADD ("answer-to-a-set-with-parameters", test_answer_to_a_set_with_parameters);
  ADD ("every-reply-twice", test_every_reply_twice);
  ADD ("answer-while-nothing-is-asked", test_answer_while_nothing_is_asked);
  ADD ("closed-while-nothing-is-asked", test_closed_while_nothing_is_asked);
  ADD ("hangs-up-behind-the-answer", test_hangs_up_behind_the_answer);
  ADD ("flood-after-login", test_flood_after_login);
  ADD ("endless-line", test_endless_line);
  add_endings ();

  return g_test_run ();
}
