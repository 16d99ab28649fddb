// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/bench.h"
#include "model/messages.h"

/* One request: from the click to its confirmation or failure. */

static void
test_on (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  g_assert_true (bench_press (bench, KETTLE_REQUEST_ON, 0));
  bench_assert_log (bench, "on<15000");
  bench_pass (bench, 100);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_second_click (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "on<15000");
  g_assert_false (bench_press (bench, KETTLE_REQUEST_ON, 0));
  bench_write_last (bench);
  g_assert_false (bench_press (bench, KETTLE_REQUEST_ON, 0));
  bench_say_on (bench);
  bench_assert_idle (bench);

  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  g_assert_false (bench_press (bench, KETTLE_REQUEST_WARM, 0));
  bench_assert_log (bench, "warm<15000");
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  g_assert_false (bench_press (bench, KETTLE_REQUEST_OFF, 0));
  bench_assert_log (bench, "drop off<15000");
}

static void
test_no_word (Bench *bench, gconstpointer user_data)
{
  /* Asked once after 1 s; the key byte decides. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_assert_log (bench, "on<15000");
  bench_pass (bench, 999);
  bench_assert_log (bench, "");
  bench_pass (bench, 1);
  bench_assert_log (bench, "ask<12000");
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_not_confirmed (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 999);
  bench_assert_log (bench, "on<15000 ask<12000");
  bench_pass (bench, 1);
  bench_assert_log (bench, "on(0):not-confirmed");
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_silent (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<15000 ask<12000 temperature(80):no-answer reset");
  bench_assert_idle (bench);
}

static void
test_never_written (Bench *bench, gconstpointer user_data)
{
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "want");
  bench_pass (bench, 4999);
  bench_assert_log (bench, "");
  bench_pass (bench, 1);
  bench_assert_log (bench, "on(0):not-sent");
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_idle (bench);
}

static void
test_waits_for_status (Bench *bench, gconstpointer user_data)
{
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_pass (bench, 3000);
  bench->sight.connected = TRUE;
  bench_see (bench, 0);
  bench_assert_log (bench, "want");
  /* On already: only the key. */
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_log (bench, "80<15000");
}

static void
test_on_found_on (Bench *bench, gconstpointer user_data)
{
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "want");
  bench_show (bench, TRUE, TRUE, 80);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_dropped (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "on<15000");
  bench_pass (bench, 1000);
  /* Not again into the connection that is just ending. */
  bench_drop_last (bench);
  bench_assert_log (bench, "");
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "");
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_log (bench, "on<15000");
  bench_drop_last (bench);
  bench_pass (bench, 3000);
  bench_drop_last (bench);
  bench_pass (bench, 3000);
  bench_assert_log (bench, "on<15000 on(0):not-sent");
  bench_assert_idle (bench);
}

static void
test_refused_by_link (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench->refuses = TRUE;
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_pass (bench, 6000);
  bench_assert_log (bench, "on(0):not-sent");
  bench_assert_idle (bench);
}

static void
test_lost_after_writing (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_pass (bench, 100);
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 1000);
  /* Back, and not on: it is not pressed again, and the new connection is not to blame. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<15000 on(0):not-confirmed");
  bench_assert_idle (bench);
}

static void
test_confirmed_after_reconnect (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 500);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<15000");
  bench_assert_idle (bench);
}

static void
test_late (Bench *bench, gconstpointer user_data)
{
  /* After the failure: told, once. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_pass (bench, 3000);
  bench_assert_log (bench, "on<15000 ask<12000 on(0):no-answer reset");
  bench_say_on (bench);
  bench_assert_log (bench, "on(0):confirmed");
  bench_say_on (bench);
  bench_assert_idle (bench);
}

static void
test_too_late (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_pass (bench, 3000);
  bench_assert_log (bench, "on<15000 ask<12000 on(0):no-answer reset");
  bench_sleep_for (bench, 700 * 1000);
  kettle_requests_tick (bench->requests, bench->now * 1000);
  bench_say_on (bench);
  bench_assert_idle (bench);

  /* And not after another request. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  bench_pass (bench, 3000);
  g_string_truncate (bench->log, 0);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  bench_say_on (bench);
  bench_assert_log (bench, "");
}

static void
test_never_written_confirmed (Bench *bench, gconstpointer user_data)
{
  /* Nothing was pressed: a lamp that lights is not our doing. */
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_pass (bench, 6000);
  bench_assert_log (bench, "want on(0):not-sent");
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_idle (bench);
}

static void
test_warm (Bench *bench, gconstpointer user_data)
{
  g_assert_false (bench_press (bench, KETTLE_REQUEST_WARM, 0));
  g_assert_false (bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 5));
  bench_assert_idle (bench);

  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_write_last (bench);
  bench->sight.warm = TRUE;
  bench_see (bench, KETTLE_MESSAGE_WARM);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_write_last (bench);
  bench->sight.warm = FALSE;
  bench_see (bench, KETTLE_MESSAGE_WARM_ENDED);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "warm<15000 warm<15000");
  bench_assert_idle (bench);

  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_write_last (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "warm<25000 ask<22000 warm(0):not-confirmed");
}

static void
test_warm_toggled_by_hand (Bench *bench, gconstpointer user_data)
{
  /* Wanted on, and by the time it could be pressed a hand has done it: pressing would undo it. */
  bench->sight.connected = TRUE;
  bench_see (bench, 0);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench->sight.known = TRUE;
  bench->sight.on = TRUE;
  bench->sight.warm = TRUE;
  bench_see (bench, KETTLE_MESSAGE_STATUS);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_warm_minutes (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 10);
  g_assert_false (bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 10));
  bench_write_last (bench);
  bench->sight.warm_minutes = 10;
  bench_see (bench, KETTLE_MESSAGE_WARM_MINUTES);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "w10<15000");
  bench_assert_idle (bench);

  /* Without an answer: no error. */
  bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 20);
  bench_write_last (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "w20<25000 ask<22000");
  bench_assert_idle (bench);

  /* With nothing at all: no error either, but it must not arrive later. */
  bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 5);
  bench_write_last (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "w5<36000 ask<33000 reset");
  bench_assert_idle (bench);
}

static void
test_sleep (Bench *bench, gconstpointer user_data)
{
  const int hour = 3600 * 1000;

  /* Waiting for a connection. */
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "want");
  bench_sleep_for (bench, hour);
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_log (bench, "on(0):not-sent");

  /* In the link's queue, which drops it: not into the next connection. */
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  bench_drop_last (bench);
  bench_see (bench, KETTLE_MESSAGE_HELLO);
  bench_assert_log (bench, "on(0):not-sent");
}

static void
test_sleep_on_the_wire (Bench *bench, gconstpointer user_data)
{
  const int hour = 3600 * 1000;

  bench_show (bench, TRUE, FALSE, 0);

  /* Written, and confirmed an hour later: the second half is not pressed. */
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  bench_say_on (bench);
  bench_assert_log (bench, "temperature(80):not-confirmed");

  /* Written: what the kernel still holds must not arrive. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  bench_pass (bench, 0);
  kettle_requests_tick (bench->requests, bench->now * 1000);
  bench_assert_log (bench, "on(0):no-answer reset");

  /* Clicked again: the one of an hour ago is over. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  g_assert_true (bench_press (bench, KETTLE_REQUEST_ON, 0));
  g_assert_true (g_str_has_prefix (bench->log->str, "on(0):no-answer reset on<"));
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_say_off (bench);
}

static void
test_sleep_before_second_look (Bench *bench, gconstpointer user_data)
{
  const int hour = 3600 * 1000;

  bench_show (bench, TRUE, FALSE, 0);

  /* Looked at once more, an hour later: not pressed again. */
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);

  /* The same, when the question was already out. */
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_pass (bench, 2000);
  g_string_truncate (bench->log, 0);
  bench_sleep_for (bench, hour);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

/* Everything comes as late as it may. What callers on the bus are promised is the sum: 17 s, and
 * the last key two seconds before that. */
static void
test_longest (Bench *bench, gconstpointer user_data)
{
  const gint64 begin = bench->now;
  const int late = 1900;

  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_pass (bench, 4900);
  bench_show (bench, TRUE, FALSE, 0);
  bench_write_last (bench);
  bench_pass (bench, late);
  bench_say_on (bench);
  bench_pass (bench, late);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_pass (bench, 2000 + late);
  g_string_truncate (bench->log, 0);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, late);
  bench_assert_log (bench, "80<24600");
  bench_write_last (bench);
  g_assert_cmpint (bench->now - begin, <, 15000);
  bench_pass (bench, late);
  bench_assert_log (bench, "ask<26500");
  g_assert_cmpint (kettle_requests_get_due (bench->requests), !=, 0);
  g_assert_cmpint (bench->now - begin, >, 16000);
  bench_say_temperature (bench, 80);
  bench_assert_idle (bench);
  g_assert_cmpint (bench->now - begin, <, 17000);
}

static void
test_abandon (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  kettle_requests_abandon (bench->requests);
  bench->sight = (KettleSight){ 0 };
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_old_lamps (Bench *bench, gconstpointer user_data)
{
  /* What was lit before the press proves nothing, and noise does not either. */
  bench_show (bench, TRUE, TRUE, 80);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_see (bench, KETTLE_MESSAGE_HELLO);
  bench_see (bench, KETTLE_MESSAGE_UNKNOWN);
  bench_see (bench, KETTLE_MESSAGE_WARM_ENDED);
  bench_pass (bench, 1000);
  bench_assert_log (bench, "80<15000 ask<12000");
  bench_show (bench, TRUE, TRUE, 80);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
add (const char *path, void (*test) (Bench *, gconstpointer))
{
  g_test_add (path, Bench, NULL, bench_set_up, test, bench_tear_down);
}

/* Off, something else, Off again: the last word is Off, also while the first is on its way. */
static void
test_off_boil_off (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_pass (bench, 300);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_say_off (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "drop off<15000");
  bench_assert_idle (bench);
}

/* It was to heat less, not to start heating. */
static void
test_went_off_unseen (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench->refuses = TRUE;
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_show (bench, FALSE, FALSE, 0);
  bench->refuses = FALSE;
  bench_pass (bench, 2000);
  g_string_truncate (bench->log, 0);
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_log (bench, "temperature(80):not-sent");
  bench_assert_idle (bench);
}

/* On is confirmed, its temperature waits in the queue, and a hand switches the kettle off. */
static void
test_off_before_second_half (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_say_off (bench);
  bench_assert_log (bench, "on<15000 80<12000 drop");
}

/* On was confirmed: whatever comes after that, something was switched on. */
static void
test_silent_after_on (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "on<15000 80<12000 temperature(80):not-confirmed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/requests/off-boil-off", test_off_boil_off);
  add ("/model/requests/went-off-unseen", test_went_off_unseen);
  add ("/model/requests/off-before-second-half", test_off_before_second_half);
  add ("/model/requests/silent-after-on", test_silent_after_on);

  add ("/model/requests/on", test_on);
  add ("/model/requests/second-click", test_second_click);
  add ("/model/requests/no-word", test_no_word);
  add ("/model/requests/not-confirmed", test_not_confirmed);
  add ("/model/requests/silent", test_silent);
  add ("/model/requests/never-written", test_never_written);
  add ("/model/requests/status-not-known", test_waits_for_status);
  add ("/model/requests/found-on", test_on_found_on);
  add ("/model/requests/dropped", test_dropped);
  add ("/model/requests/refused-by-link", test_refused_by_link);
  add ("/model/requests/lost-after-writing", test_lost_after_writing);
  add ("/model/requests/failed-though-on-after-reconnect", test_confirmed_after_reconnect);
  add ("/model/requests/late-word", test_late);
  add ("/model/requests/much-too-late-word", test_too_late);
  add ("/model/requests/unwritten-confirmed", test_never_written_confirmed);
  add ("/model/requests/warm-twice-is-none", test_warm);
  add ("/model/requests/warm-undone", test_warm_toggled_by_hand);
  add ("/model/requests/length-without-answer", test_warm_minutes);
  add ("/model/requests/sleep/pressed-after", test_sleep);
  add ("/model/requests/sleep/on-the-wire", test_sleep_on_the_wire);
  add ("/model/requests/sleep/second-look", test_sleep_before_second_look);
  add ("/model/requests/longest", test_longest);
  add ("/model/requests/pressed-on-another-kettle", test_abandon);
  add ("/model/requests/old-lamps", test_old_lamps);

  return g_test_run ();
}
