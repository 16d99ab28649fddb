// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/wifi-module-fixture.h"

#include "support/test-wait.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

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

static void
say (Peer *peer, const char *what)
{
  if (g_str_equal (what, WIFI_MODULE_HANG_UP))
    peer_hang_up (peer);
  else if (g_str_equal (what, WIFI_MODULE_RESET))
    peer_reset (peer);
  else
    peer_say (peer, what, -1);
}

static void
on_accepted (Peer *peer, gpointer user_data)
{
  WifiModule *f = user_data;

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
  WifiModule *f = user_data;

  for (guint n = count_lines (peer); f->n_lines < n; f->n_lines++) {
    if (f->answers == NULL)
      continue;
    say (peer, f->answers[0]);
    if (f->answers[1] != NULL)
      f->answers++;
  }
}

static void
on_closed (KettleWifiModule *module, WifiModule *f)
{
  f->n_closed++;
}

static void
set_up (WifiModule *f)
{
  slept = 0;
  f->peer = peer_new ();
  f->peer->on_accepted = on_accepted;
  f->peer->on_received = on_received;
  f->peer->user_data = f;
  f->greeting = WIFI_MODULE_GREETING;
  f->cancellable = g_cancellable_new ();
  f->module = g_object_new (KETTLE_TYPE_WIFI_MODULE, "login-timeout", 1000, "answer-timeout", 1000,
                            "quiet-time", 60, "gap", 20, NULL);
  g_signal_connect (f->module, "closed", G_CALLBACK (on_closed), f);
}

static void
tear_down (WifiModule *f)
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
  WifiModule *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_log_in_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_ask_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WifiModule *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_ask_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_set_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WifiModule *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_set_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

static void
on_do_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WifiModule *f = user_data;

  f->n_done++;
  g_clear_error (&f->error);
  kettle_wifi_module_do_finish (KETTLE_WIFI_MODULE (source), result, &f->error);
}

void
wifi_module_start_login (WifiModule *f, const char *password, gint64 off_at)
{
  g_autoptr (KettleSecret) secret = kettle_secret_new (password, -1);
  guint n = f->n_done;

  kettle_wifi_module_log_in_async (f->module, "127.0.0.1", f->peer->port, secret, off_at,
                                   f->cancellable, on_log_in_ready, f);
  g_assert_cmpuint (f->n_done, ==, n);
}

void
wifi_module_try_login (WifiModule *f)
{
  wifi_module_start_login (f, "000000", kettle_clock_get_boottime ());
  test_wait_for (f->n_done == 1, 5000);
}

void
wifi_module_log_in (WifiModule *f)
{
  static const char *const welcome[] = { WIFI_MODULE_WELCOME, NULL };

  if (f->answers == NULL)
    f->answers = welcome;
  wifi_module_try_login (f);
  g_assert_no_error (f->error);
  g_assert_true (kettle_wifi_module_is_open (f->module));
}

void
wifi_module_start_ask (WifiModule *f, KettleWifiWord word)
{
  kettle_wifi_module_ask_async (f->module, word, &f->settings, f->cancellable, on_ask_ready, f);
}

void
wifi_module_ask (WifiModule *f, KettleWifiWord word)
{
  guint n = f->n_done;

  wifi_module_start_ask (f, word);
  g_assert_cmpuint (f->n_done, ==, n);
  test_wait_for (f->n_done == n + 1, 5000);
}

void
wifi_module_set (WifiModule *f, KettleWifiWord word, const KettleWifiSettings *values)
{
  guint n = f->n_done;

  kettle_wifi_module_set_async (f->module, word, values, f->cancellable, on_set_ready, f);
  test_wait_for (f->n_done == n + 1, 5000);
}

void
wifi_module_do_it (WifiModule *f, KettleWifiWord word)
{
  guint n = f->n_done;

  kettle_wifi_module_do_async (f->module, word, f->cancellable, on_do_ready, f);
  test_wait_for (f->n_done == n + 1, 5000);
}

void
wifi_module_assert_failed (WifiModule *f, KettleWifiError code)
{
  g_assert_error (f->error, KETTLE_WIFI_ERROR, (int) code);
  g_assert_false (kettle_wifi_module_is_open (f->module));
  test_wait_for (f->peer->n_clients == 0, 2000);
}

void
wifi_module_sleep (int seconds)
{
  slept += seconds;
}

typedef struct {
  WifiModuleFunc func;
  gconstpointer data;
} Test;

static void
run_test (gconstpointer data)
{
  const Test *test = data;
  WifiModule f = { 0 };

  set_up (&f);
  test->func (&f, test->data);
  tear_down (&f);
}

/**
 * wifi_module_add:
 * @path: the test's path below that of all of them
 * @data: for @func
 * @func: the test
 *
 * Adds a test with a fixture of its own.
 */
void
wifi_module_add (const char *path, gconstpointer data, WifiModuleFunc func)
{
  g_autofree char *whole = g_strconcat ("/net/wifi-module/", path, NULL);
  Test *test = g_new0 (Test, 1);

  test->func = func;
  test->data = data;
  g_test_add_data_func_full (whole, test, run_test, g_free);
}
