// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/bench.h"
#include "model/messages.h"

/* Several keys: "On, then N", one wish after another, Off before all. */

static void
test_off_without_status (Bench *bench, gconstpointer user_data)
{
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_assert_log (bench, "drop want");
  bench->sight.connected = TRUE;
  bench_see (bench, 0);
  bench_assert_log (bench, "off<15000");
  bench_write_last (bench);
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_boil_to (Bench *bench, gconstpointer user_data)
{
  static const struct {
    int temperature;
    const char *key;
  } keys[] = { { 65, "65<12100" }, { 80, "80<12100" }, { 95, "95<12100" } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    bench->now = 10000;
    bench_show (bench, TRUE, FALSE, 0);
    bench_press (bench, KETTLE_REQUEST_TEMPERATURE, keys[i].temperature);
    bench_write_last (bench);
    bench_assert_log (bench, "on<15000");
    bench_pass (bench, 100);
    bench_say_on (bench);
    bench_assert_log (bench, keys[i].key);
    bench_say_temperature (bench, 100);
    bench_pass (bench, 100);
    bench_write_last (bench);
    bench_say_temperature (bench, keys[i].temperature);
    /* 2 s later it is looked at, and is right. */
    bench_pass (bench, 1999);
    bench_assert_log (bench, "");
    bench_pass (bench, 1);
    bench_assert_log (bench, "ask<14200");
    bench_show (bench, TRUE, TRUE, keys[i].temperature);
    bench_pass (bench, 10000);
    bench_assert_idle (bench);
  }
}

static void
test_boil_to_hundred (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 100);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<15000");
  bench_assert_idle (bench);

  /* On at another temperature all the same: then its key. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 100);
  bench_write_last (bench);
  g_string_truncate (bench->log, 0);
  bench_show (bench, TRUE, TRUE, 80);
  bench_assert_log (bench, "100<22000");
  /* A kettle that shows no temperature does not confirm that. */
  bench_write_last (bench);
  bench_show (bench, TRUE, TRUE, 0);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "ask<22000 temperature(100):not-confirmed");
}

static void
test_temperature_while_on (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 80);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 100);
  bench_write_last (bench);
  bench_say_temperature (bench, 100);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "100<15000");
  bench_assert_idle (bench);

  /* Another temperature is no confirmation, and it is not pressed again. */
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 65);
  g_string_truncate (bench->log, 0);
  bench_write_last (bench);
  bench_say_temperature (bench, 95);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, TRUE, 95);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "ask<22000 temperature(65):not-confirmed");
  bench_assert_idle (bench);
}

static void
test_boil_to_ends_at_hundred (Bench *bench, gconstpointer user_data)
{
  /* The key comes too early for the kettle: it stays at 100. Once more, and only once. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 100);
  bench_assert_log (bench, "on<15000 80<12000");
  bench_pass (bench, 1000);
  bench_assert_log (bench, "ask<12000");
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 1000);
  bench_assert_log (bench, "80<14000");
  bench_write_last (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "ask<14000 temperature(80):not-confirmed");
  bench_assert_idle (bench);
}

static void
test_boil_to_slips_back (Bench *bench, gconstpointer user_data)
{
  /* Confirmed, and 2 s later it shows another one. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "on<15000 80<12000 ask<14000");
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_log (bench, "80<14000");
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_boil_to_switched_off (Bench *bench, gconstpointer user_data)
{
  /* A hand switches it off after On: the second half switches nothing on. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_drop_last (bench);
  bench_say_off (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<15000 80<12000 temperature(80):not-confirmed");
  bench_assert_idle (bench);

  /* The same while it is looked at once more. */
  bench->now = 100000;
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_say_off (bench);
  bench_pass (bench, 2000);
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "on<105000 80<102000 ask<104000");
  bench_assert_idle (bench);
}

static void
test_boil_to_on_fails (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 1500);
  bench_assert_log (bench, "on<15000 ask<12000 temperature(80):not-confirmed");
  /* Too late, it comes on: that is shown, but 80 is not pressed any more. */
  bench_say_on (bench);
  bench_say_temperature (bench, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_boil_to_second_half_lost (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_drop_last (bench);
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 500);
  bench_assert_log (bench, "on<15000 80<12000");
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_log (bench, "80<12000");
  bench_drop_last (bench);
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "temperature(80):not-confirmed");
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_idle (bench);
}

static void
test_off_after_queued_on (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_assert_log (bench, "on<15000 drop off<15000");
  /* What the link says of the On is nobody's business any more. */
  kettle_requests_dropped (bench->requests, 1, bench->now * 1000);
  bench_write_last (bench);
  bench_say_off (bench);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_off_after_waiting_on (Bench *bench, gconstpointer user_data)
{
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_assert_log (bench, "want drop want");
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_log (bench, "off<15000");
  bench_write_last (bench);
  bench_show (bench, TRUE, FALSE, 0);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_off_between_halves (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_assert_log (bench, "on<15000 drop off<15000");
  bench_say_on (bench);
  bench_assert_log (bench, "");
  bench_write_last (bench);
  bench_say_off (bench);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_off_cancels_all (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_write_last (bench);
  bench_press (bench, KETTLE_REQUEST_WARM_MINUTES, 10);
  g_string_truncate (bench->log, 0);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_say_off (bench);
  bench_pass (bench, 10000);
  bench_assert_log (bench, "drop off<15000");
  bench_assert_idle (bench);
}

static void
test_on_before_off_is_settled (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_assert_log (bench, "drop off<15000");
  bench_say_off (bench);
  bench_assert_log (bench, "on<15000");
}

static void
test_off_takes_lifted_for_an_answer (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  g_assert_true (kettle_requests_is_off_pressed (bench->requests));
  bench->sight.on = FALSE;
  bench_see (bench, KETTLE_MESSAGE_LIFTED);
  g_assert_false (kettle_requests_is_off_pressed (bench->requests));
  bench_assert_log (bench, "drop off<15000");
  bench_assert_idle (bench);
}

static void
test_latest_temperature (Bench *bench, gconstpointer user_data)
{
  /* Not written yet: the first is taken back. */
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 65);
  bench_assert_log (bench, "80<15000 drop 65<15000");
  bench_write_last (bench);
  bench_say_temperature (bench, 65);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);

  /* On the wire: it is only not waited for any more. */
  bench->now = 50000;
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 95);
  bench_assert_log (bench, "80<55000 95<55000");
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  bench_say_temperature (bench, 95);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_on_pressed_twice (Bench *bench, gconstpointer user_data)
{
  /* The On that is under way serves the latest wish. */
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 95);
  bench_write_last (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_say_on (bench);
  bench_assert_log (bench, "on<15000 80<12000");

  /* Queued with the first click's time: when that is over, the second one's holds. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_say_off (bench);
  bench->now = 20000;
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  g_string_truncate (bench->log, 0);
  bench_pass (bench, 4000);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_pass (bench, 1000);
  bench_drop_last (bench);
  bench_pass (bench, 100);
  bench_assert_log (bench, "on<29000");
}

static void
test_neighbour_dropped (Bench *bench, gconstpointer user_data)
{
  /* Emptying the queue for one key takes another's press along: it is sent again. */
  bench_show (bench, TRUE, TRUE, 100);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_press (bench, KETTLE_REQUEST_WARM, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 65);
  kettle_requests_dropped (bench->requests, 2, bench->now * 1000);
  bench_pass (bench, 100);
  bench_assert_log (bench, "80<15000 warm<15000 drop 65<15000 warm<15000");
}

static void
test_doubt (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, TRUE, 80);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 65);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));
  bench_write_last (bench);
  g_assert_true (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DEGREES (65)));
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DEGREES (80)));
  bench_show (bench, TRUE, TRUE, 65);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));

  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));

  /* On's own 100 °C on the way to 65 is no doubt. */
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_OFF, 0);
  bench_write_last (bench);
  bench_say_off (bench);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 65);
  bench_write_last (bench);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));
  bench_say_on (bench);
  g_assert_false (kettle_requests_doubts (bench->requests, &SAYS_DOUBTFUL_100));
}

/* The key was confirmed; a look at it after a gap would show what others did meanwhile. */
static void
test_lost_before_second_look (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  g_string_truncate (bench->log, 0);
  bench_show (bench, FALSE, FALSE, 0);
  bench_assert_idle (bench);
  bench_pass (bench, 1000);
  bench_show (bench, TRUE, TRUE, 100);
  bench_pass (bench, 10000);
  bench_assert_idle (bench);
}

static void
test_second_look_in_vain (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_TEMPERATURE, 80);
  bench_write_last (bench);
  bench_say_on (bench);
  bench_write_last (bench);
  bench_say_temperature (bench, 80);
  g_string_truncate (bench->log, 0);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "ask<14000");
  bench_pass (bench, 2000);
  bench_assert_idle (bench);
  bench_show (bench, TRUE, TRUE, 100);
  bench_assert_idle (bench);
}

/* The link goes before it says that it dropped the press: its time is left for the next link. */
static void
test_lost_while_queued (Bench *bench, gconstpointer user_data)
{
  bench_show (bench, TRUE, FALSE, 0);
  bench_press (bench, KETTLE_REQUEST_ON, 0);
  bench_assert_log (bench, "on<15000");
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 3000);
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_log (bench, "on<15000");
  bench_show (bench, FALSE, FALSE, 0);
  bench_pass (bench, 2000);
  bench_assert_log (bench, "on(0):not-sent");
  bench_show (bench, TRUE, FALSE, 0);
  bench_assert_idle (bench);
}

static void
add (const char *path, void (*test) (Bench *, gconstpointer))
{
  g_test_add (path, Bench, NULL, bench_set_up, test, bench_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/keys/off-waits-for-status", test_off_without_status);
  add ("/model/keys/boil-to-ends-at-80", test_boil_to);
  add ("/model/keys/hundred-pressed-after-on", test_boil_to_hundred);
  add ("/model/keys/on-pressed-while-on", test_temperature_while_on);
  add ("/model/keys/key-too-early", test_boil_to_ends_at_hundred);
  add ("/model/keys/slips-back", test_boil_to_slips_back);
  add ("/model/keys/second-half-switches-on", test_boil_to_switched_off);
  add ("/model/keys/second-half-after-failure", test_boil_to_on_fails);
  add ("/model/keys/second-half-lost", test_boil_to_second_half_lost);
  add ("/model/keys/on-after-off", test_off_after_queued_on);
  add ("/model/keys/waiting-on-after-off", test_off_after_waiting_on);
  add ("/model/keys/off-between-halves", test_off_between_halves);
  add ("/model/keys/off-leaves-others", test_off_cancels_all);
  add ("/model/keys/on-before-off-is-settled", test_on_before_off_is_settled);
  add ("/model/keys/off-by-lifting", test_off_takes_lifted_for_an_answer);
  add ("/model/keys/earlier-temperature-wins", test_latest_temperature);
  add ("/model/keys/on-pressed-twice", test_on_pressed_twice);
  add ("/model/keys/neighbour-dropped", test_neighbour_dropped);
  add ("/model/keys/lost-before-second-look", test_lost_before_second_look);
  add ("/model/keys/second-look-in-vain", test_second_look_in_vain);
  add ("/model/keys/lost-while-queued", test_lost_while_queued);
  add ("/model/keys/doubtful-word", test_doubt);

  return g_test_run ();
}
