// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-module-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * One command at a time with a module's shell, and what it may answer.
 */

/* --- One command at a time ------------------------------------------------------------------- */

/* A command before the last reply is over would be dropped. */
static void
test_no_command_before_the_reply_is_over (WifiModule *f, gconstpointer data)
{
  gint64 said;

  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_say (f->peer, "+OK=0\r\n", -1);
  test_never (f->n_done > 1, 30);
  peer_say (f->peer, "\r\n", -1);
  said = g_get_monotonic_time ();
  test_wait_for (f->n_done == 2, 2000);
  wifi_module_start_ask (f, KETTLE_WIFI_SECURITY);
  test_wait_for (f->n_lines == 3, 2000);
  g_assert_cmpint (g_array_index (f->peer->times, gint64, f->peer->times->len - 1) - said, >=,
                   20000);
  peer_say (f->peer, "+OK=6\r\n\r\n", -1);
  test_wait_for (f->n_done == 3, 2000);
  g_assert_no_error (f->error);
}

static void
test_second_operation_meanwhile (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  wifi_module_start_ask (f, KETTLE_WIFI_SECURITY);
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
test_reply_without_its_empty_line (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+OK=0\r\n", "+OK=6\n",
                                         "+ERR=-2\r\n>", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  wifi_module_ask (f, KETTLE_WIFI_SECURITY);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->settings.security, ==, 6);
  wifi_module_ask (f, KETTLE_WIFI_WEB_PAGE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -2);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

static void
test_reply_cut_at_every_byte (WifiModule *f, gconstpointer data)
{
  static const char reply[] = "AT+SSID=?\r\n+OK=\"+OK,\"\"+ERR=-1\"\r\n\r\n> ";

  wifi_module_log_in (f);
  f->answers = NULL;
  for (gsize cut = 1; cut < sizeof reply - 1; cut++) {
    guint n_done = f->n_done;
    guint n_lines = f->n_lines;

    memset (f->settings.network, 0, sizeof f->settings.network);
    wifi_module_start_ask (f, KETTLE_WIFI_NETWORK);
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

/* --- Questions without an operator ----------------------------------------------------------- */

static void
test_asked_bare_from_then_on (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+ERR=-3\r\n\r\n", "+OK=0\r\n\r\n",
                                         NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  wifi_module_ask (f, KETTLE_WIFI_SECURITY);
  g_assert_no_error (f->error);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\nAT+WPRT=?\nAT+WPRT\nAT+ENCRY\n");
}

/* A question that is refused both ways is asked no third time. */
static void
test_asked_bare_once (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+ERR=-1\r\n\r\n", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  wifi_module_ask (f, KETTLE_WIFI_MAC);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -1);
  test_never (f->n_lines > 4, 80);
  g_assert_cmpstr (f->peer->received->str, ==, "000000\nAT+WPRT=?\nAT+WPRT\nAT+QMAC\n");
}

static void
test_unsupported_is_not_asked_bare (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+ERR=-2\r\n\r\n", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_WEB_PAGE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  test_never (f->n_lines > 2, 80);
}

/* --- Answers that are none ------------------------------------------------------------------- */

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
  { "no-answer", WIFI_MODULE_SILENCE, KETTLE_WIFI_ERROR_NO_ANSWER },
  { "only-chatter", "one\r\ntwo\r\n\r\nLogin Failed\r\n>", KETTLE_WIFI_ERROR_NO_ANSWER },
  { "peer-hangs-up", WIFI_MODULE_HANG_UP, KETTLE_WIFI_ERROR_LOST },
  { "peer-resets", WIFI_MODULE_RESET, KETTLE_WIFI_ERROR_LOST },
};

static void
test_fault (WifiModule *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *const answers[] = { WIFI_MODULE_WELCOME, faults[i].answer, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  wifi_module_assert_failed (f, faults[i].code);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST);
  g_assert_false (kettle_wifi_module_has_sent (f->module));
  g_assert_cmpuint (f->n_lines, ==, 2);
  g_assert_cmpuint (f->n_closed, ==, 0);
}

/* A command without an answer may still be on its way: it must not arrive any more. */
static void
test_unanswered_is_reset (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, WIFI_MODULE_SILENCE, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_NO_ANSWER);
  test_wait_for (f->peer->end == PEER_RESET, 2000);
}

static void
test_answered_is_closed (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+OK=0\r\n\r\n", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  kettle_wifi_module_close (f->module);
  test_wait_for (f->peer->end == PEER_CLOSED, 2000);
}

static void
test_answer_to_a_set_with_parameters (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+OK=0\r\n\r\n", NULL };
  KettleWifiSettings values = { .known = KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_set (f, KETTLE_WIFI_MODE, &values);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_MALFORMED);
}

/* The same reply again, before the next command has gone: it is not taken for that one's. */
static void
test_every_reply_twice (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+OK=0\r\n\r\n+OK=0\r\n\r\n", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_no_error (f->error);
  wifi_module_ask (f, KETTLE_WIFI_SECURITY);
  g_assert_nonnull (f->error);
  g_assert_cmpuint (f->n_lines, ==, 2);
  test_wait_for (f->peer->n_clients == 0, 2000);
}

/* It comes when the next command has gone, and is taken for its reply; the next one shows it. */
static void
test_late_second_reply (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_say (f->peer, "+OK=0\r\n\r\n", -1);
  test_wait_for (f->n_done == 2, 2000);
  wifi_module_start_ask (f, KETTLE_WIFI_SECURITY);
  test_wait_for (f->n_lines == 3, 2000);
  peer_say (f->peer, "+OK=0\r\n\r\n+OK=6\r\n\r\n", -1);
  test_wait_for (f->n_done == 3, 2000);
  wifi_module_ask (f, KETTLE_WIFI_MODE);
  g_assert_nonnull (f->error);
  g_assert_cmpuint (f->n_lines, ==, 3);
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_answer_while_nothing_is_asked (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  peer_say (f->peer, "+OK\r\n\r\n", -1);
  test_wait_for (f->n_closed == 1, 2000);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_closed_while_nothing_is_asked (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  peer_hang_up (f->peer);
  test_wait_for (f->n_closed == 1, 2000);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_never (f->n_closed > 1, 50);
}

/* What is answered is answered, also when it says no more. */
static void
test_hangs_up_behind_the_answer (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  f->answers = NULL;
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  peer_say (f->peer, "+OK=1\r\n", -1);
  peer_hang_up (f->peer);
  test_wait_for (f->n_done == 2, 2000);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->settings.mode, ==, 1);
  g_assert_false (kettle_wifi_module_is_open (f->module));
}

/* --- The restart ----------------------------------------------------------------------------- */

static const struct {
  const char *path;
  const char *answer;
} restarts[] = {
  { "answered", "+OK\r\n\r\n" },
  { "hangs-up", WIFI_MODULE_HANG_UP },
  { "resets", WIFI_MODULE_RESET },
};

static void
test_restart (WifiModule *f, gconstpointer data)
{
  const char *const answers[] = { WIFI_MODULE_WELCOME, restarts[GPOINTER_TO_UINT (data)].answer,
                                  NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_do_it (f, KETTLE_WIFI_RESTART);
  g_assert_no_error (f->error);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

static void
test_restart_refused (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+ERR=-5\r\n\r\n", NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_do_it (f, KETTLE_WIFI_RESTART);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
  g_assert_cmpint (kettle_wifi_module_get_code (f->module), ==, -5);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

static void
test_save_and_gone (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, WIFI_MODULE_HANG_UP, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_do_it (f, KETTLE_WIFI_SAVE);
  wifi_module_assert_failed (f, KETTLE_WIFI_ERROR_LOST);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
}

/* --- What cannot be sent --------------------------------------------------------------------- */

static void
test_what_is_not_on_the_list (WifiModule *f, gconstpointer data)
{
  KettleWifiSettings values = { .known = G_MAXUINT };

  wifi_module_log_in (f);
  wifi_module_set (f, KETTLE_WIFI_MAC, &values);
  g_assert_nonnull (f->error);
  wifi_module_set (f, KETTLE_WIFI_NETWORK, &values);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
  g_strlcpy (values.network, "a\nAT+RSTF", sizeof values.network);
  wifi_module_set (f, KETTLE_WIFI_NETWORK, &values);
  g_assert_error (f->error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK);
  wifi_module_do_it (f, KETTLE_WIFI_MODE);
  g_assert_nonnull (f->error);
  wifi_module_ask (f, KETTLE_WIFI_RESTART);
  g_assert_nonnull (f->error);
  wifi_module_do_it (f, (KettleWifiWord) 77);
  g_assert_nonnull (f->error);
  g_assert_true (kettle_wifi_module_is_open (f->module));
  test_never (f->n_lines > 1, 80);
}

/* --- Cancelled and let go -------------------------------------------------------------------- */

static void
assert_cancelled (WifiModule *f, guint n_done)
{
  test_wait_for (f->n_done == n_done, 1000);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
  test_never (f->n_done > n_done || f->n_closed > 0, 50);
}

static void
test_cancelled_before (WifiModule *f, gconstpointer data)
{
  g_cancellable_cancel (f->cancellable);
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  assert_cancelled (f, 1);
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
}

static void
test_cancelled_while_connecting (WifiModule *f, gconstpointer data)
{
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 1);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

static void
test_cancelled_before_the_password (WifiModule *f, gconstpointer data)
{
  f->greeting = NULL;
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->peer->n_clients == 1, 2000);
  peer_say (f->peer, "Password:", -1);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 1);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

/* Between the call and the byte lies the gap. */
static void
test_cancelled_before_the_command_has_gone (WifiModule *f, gconstpointer data)
{
  wifi_module_log_in (f);
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 2);
  g_assert_cmpuint (f->n_lines, ==, 1);
  g_assert_false (kettle_wifi_module_has_sent (f->module));
}

static void
test_cancelled_in_flight (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, WIFI_MODULE_SILENCE, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  g_cancellable_cancel (f->cancellable);
  assert_cancelled (f, 2);
  g_assert_true (kettle_wifi_module_has_sent (f->module));
}

static void
test_closed_in_flight (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, WIFI_MODULE_SILENCE, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  kettle_wifi_module_close (f->module);
  assert_cancelled (f, 2);
}

static void
test_closed_while_connecting (WifiModule *f, gconstpointer data)
{
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  kettle_wifi_module_close (f->module);
  assert_cancelled (f, 1);
}

static void
test_disposed_in_flight (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, WIFI_MODULE_SILENCE, NULL };

  f->answers = answers;
  wifi_module_log_in (f);
  wifi_module_start_ask (f, KETTLE_WIFI_MODE);
  test_wait_for (f->n_lines == 2, 2000);
  g_object_run_dispose (G_OBJECT (f->module));
  assert_cancelled (f, 2);
}

static void
on_ready_let_go (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WifiModule *f = user_data;

  f->n_done++;
  kettle_wifi_module_ask_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
  g_clear_object (&f->module);
}

/* The callback drops the last reference while the session is still telling what it heard. */
static void
test_callback_lets_go (WifiModule *f, gconstpointer data)
{
  static const char *const answers[] = { WIFI_MODULE_WELCOME, "+OK=0\r\n\r\n>\r\nmore\r\n", NULL };
  KettleWifiModule *weak = f->module;

  f->answers = answers;
  wifi_module_log_in (f);
  g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
  kettle_wifi_module_ask_async (f->module, KETTLE_WIFI_MODE, &f->settings, NULL, on_ready_let_go,
                                f);
  test_wait_for (weak == NULL, 2000);
  g_assert_no_error (f->error);
  test_wait_for (f->peer->n_clients == 0, 2000);
}

#define ADD_EACH(prefix, table, function)                                \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {                     \
    g_autofree char *path = g_strconcat (prefix, (table)[i].path, NULL); \
    wifi_module_add (path, GUINT_TO_POINTER (i), (function));            \
  }

static void
add_stops (void)
{
  ADD_EACH ("restart/", restarts, test_restart);
  wifi_module_add ("restart/refused", NULL, test_restart_refused);
  wifi_module_add ("save-and-gone", NULL, test_save_and_gone);
  wifi_module_add ("what-is-not-on-the-list", NULL, test_what_is_not_on_the_list);
  wifi_module_add ("cancelled/before", NULL, test_cancelled_before);
  wifi_module_add ("cancelled/while-connecting", NULL, test_cancelled_while_connecting);
  wifi_module_add ("cancelled/before-the-password", NULL, test_cancelled_before_the_password);
  wifi_module_add ("cancelled/before-the-command-has-gone", NULL,
                   test_cancelled_before_the_command_has_gone);
  wifi_module_add ("cancelled/in-flight", NULL, test_cancelled_in_flight);
  wifi_module_add ("closed/in-flight", NULL, test_closed_in_flight);
  wifi_module_add ("closed/while-connecting", NULL, test_closed_while_connecting);
  wifi_module_add ("disposed-in-flight", NULL, test_disposed_in_flight);
  wifi_module_add ("callback-lets-go", NULL, test_callback_lets_go);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_module_add ("no-command-before-the-reply-is-over", NULL,
                   test_no_command_before_the_reply_is_over);
  wifi_module_add ("second-operation-meanwhile", NULL, test_second_operation_meanwhile);
  wifi_module_add ("reply-without-its-empty-line", NULL, test_reply_without_its_empty_line);
  wifi_module_add ("reply-cut-at-every-byte", NULL, test_reply_cut_at_every_byte);
  wifi_module_add ("asked-bare-from-then-on", NULL, test_asked_bare_from_then_on);
  wifi_module_add ("asked-bare-once", NULL, test_asked_bare_once);
  wifi_module_add ("unsupported-is-not-asked-bare", NULL, test_unsupported_is_not_asked_bare);
  ADD_EACH ("", faults, test_fault);
  wifi_module_add ("answer-to-a-set-with-parameters", NULL, test_answer_to_a_set_with_parameters);
  wifi_module_add ("unanswered-is-reset", NULL, test_unanswered_is_reset);
  wifi_module_add ("answered-is-closed", NULL, test_answered_is_closed);
  wifi_module_add ("every-reply-twice", NULL, test_every_reply_twice);
  wifi_module_add ("late-second-reply", NULL, test_late_second_reply);
  wifi_module_add ("answer-while-nothing-is-asked", NULL, test_answer_while_nothing_is_asked);
  wifi_module_add ("closed-while-nothing-is-asked", NULL, test_closed_while_nothing_is_asked);
  wifi_module_add ("hangs-up-behind-the-answer", NULL, test_hangs_up_behind_the_answer);
  add_stops ();

  return g_test_run ();
}
