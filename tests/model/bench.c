// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/bench.h"

static const char *const commands[] = { "",   "hello", "ask",  "on", "off", "100", "95",
                                        "80", "65",    "warm", "w5", "w10", "w20" };
static const char *const kinds[] = { "", "on", "off", "temperature", "warm", "minutes" };
static const char *const failures[] = { "confirmed", "not-sent", "no-answer", "not-confirmed" };

static guint
on_send (KettleCommand command, gint64 expires_at, gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->refuses || !bench->sight.connected)
    return 0;

  g_string_append_printf (bench->log, "%s<%d ", commands[command], (int) (expires_at / 1000));

  return ++bench->ticket;
}

static void
on_drop (gpointer user_data)
{
  Bench *bench = user_data;

  g_string_append (bench->log, "drop ");
}

static void
on_want (gpointer user_data)
{
  Bench *bench = user_data;

  g_string_append (bench->log, "want ");
}

static void
on_give_up (gpointer user_data)
{
  Bench *bench = user_data;

  g_string_append (bench->log, "reset ");
}

static gint64
on_get_last_received (gpointer user_data)
{
  return ((Bench *) user_data)->received;
}

static void
on_report (
    KettleRequestKind kind, int argument, KettleFailure failure, guint number, gpointer user_data)
{
  Bench *bench = user_data;

  g_string_append_printf (bench->log, "%s(%d):%s ", kinds[kind], argument, failures[failure]);
}

/**
 * bench_set_up:
 *
 * For g_test_add(). It is 10 s on the boot clock, and there is no connection.
 */
void
bench_set_up (Bench *bench, gconstpointer user_data)
{
  const KettleRequestTimes times = {
    .answer_delay = 1000 * 1000,
    .confirm_timeout = 2000 * 1000,
    .send_timeout = 5000 * 1000,
    .memory_time = 600 * 1000 * 1000,
  };
  const KettleRequestHooks hooks = {
    .send = on_send,
    .drop_unwritten = on_drop,
    .want = on_want,
    .give_up = on_give_up,
    .get_last_received = on_get_last_received,
    .report = on_report,
  };

  bench->requests = kettle_requests_new (&times, &hooks, bench);
  bench->log = g_string_new (NULL);
  bench->now = 10000;
  bench->received = 1;
}

/**
 * bench_tear_down:
 *
 * For g_test_add().
 */
void
bench_tear_down (Bench *bench, gconstpointer user_data)
{
  g_clear_pointer (&bench->requests, kettle_requests_free);
  g_string_free (bench->log, TRUE);
}

/**
 * bench_assert_log:
 *
 * What went out and was reported since the last look is exactly @expected.
 */
void
bench_assert_log (Bench *bench, const char *expected)
{
  g_assert_cmpstr (g_strchomp (bench->log->str), ==, expected);
  g_string_truncate (bench->log, 0);
}

/**
 * bench_see:
 *
 * A message came, or with 0 the connection changed; the sight is as it was set.
 */
void
bench_see (Bench *bench, KettleMessageType cause)
{
  if (cause != 0)
    bench->received++;
  kettle_requests_see (bench->requests, &bench->sight, cause, bench->now * 1000);
}

/**
 * bench_show:
 *
 * The connection comes or goes, and if it is there, a status.
 */
void
bench_show (Bench *bench, gboolean connected, gboolean on, int temperature)
{
  gboolean was_connected = bench->sight.connected;

  bench->sight = (KettleSight){ .connected = connected };
  if (was_connected != connected)
    bench_see (bench, 0);
  if (!connected)
    return;

  bench->sight.known = TRUE;
  bench->sight.on = on;
  bench->sight.temperature = temperature;
  bench_see (bench, KETTLE_MESSAGE_STATUS);
}

/**
 * bench_say_on:
 *
 * The word 0x5.
 */
void
bench_say_on (Bench *bench)
{
  bench->sight.on = TRUE;
  bench_see (bench, KETTLE_MESSAGE_ON);
}

/**
 * bench_say_off:
 *
 * The word 0x0.
 */
void
bench_say_off (Bench *bench)
{
  bench->sight.on = FALSE;
  bench->sight.warm = FALSE;
  bench->sight.temperature = 0;
  bench_see (bench, KETTLE_MESSAGE_OFF);
}

/**
 * bench_say_temperature:
 *
 * A temperature's word.
 */
void
bench_say_temperature (Bench *bench, int temperature)
{
  bench->sight.temperature = temperature;
  bench_see (bench, KETTLE_MESSAGE_TEMPERATURE);
}

/**
 * bench_press:
 *
 * A click.
 */
gboolean
bench_press (Bench *bench, KettleRequestKind kind, int argument)
{
  guint last = kettle_requests_get_last_number (bench->requests);

  return kettle_requests_press (bench->requests, kind, argument, bench->now * 1000) > last;
}

/**
 * bench_write_last:
 *
 * The last of what was sent is on the wire.
 */
void
bench_write_last (Bench *bench)
{
  kettle_requests_written (bench->requests, bench->ticket, bench->now * 1000);
}

/**
 * bench_drop_last:
 *
 * The last of what was sent has left the queue unwritten.
 */
void
bench_drop_last (Bench *bench)
{
  kettle_requests_dropped (bench->requests, bench->ticket, bench->now * 1000);
}

/**
 * bench_pass:
 *
 * Time passes; what is due is done, and nothing is due too often.
 */
void
bench_pass (Bench *bench, int ms)
{
  gint64 end = bench->now + ms;

  for (;;) {
    gint64 due = kettle_requests_get_due (bench->requests) / 1000;

    if (due == 0 || due > end)
      break;
    /* After a sleep it is late. */
    bench->now = MAX (due, bench->now);
    kettle_requests_tick (bench->requests, bench->now * 1000);
    g_assert_cmpint (kettle_requests_get_due (bench->requests) / 1000, !=, due);
  }
  bench->now = end;
}

/**
 * bench_sleep_for:
 *
 * The machine sleeps: nothing is done, and then it is late.
 */
void
bench_sleep_for (Bench *bench, int ms)
{
  bench->now += ms;
}

/**
 * bench_assert_idle:
 *
 * Nothing is pending, and nothing went out.
 */
void
bench_assert_idle (Bench *bench)
{
  g_assert_cmpint (kettle_requests_get_due (bench->requests), ==, 0);
  bench_assert_log (bench, "");
}
