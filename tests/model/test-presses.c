// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kitchen.h"

#include "support/test-wait.h"

#include <string.h>

/* Requests, with a kettle on a real socket: what it hears, byte by byte, and what a person is told.
 */

#define HEARD(kitchen) kettle_emulator_get_heard ((kitchen)->emulator)

/* So much, and exactly these lines. */
static void
assert_heard (Kitchen *kitchen, const char *lines)
{
  test_wait_for (strlen (HEARD (kitchen)) >= strlen (lines), KITCHEN_PATIENCE);
  g_assert_cmpstr (HEARD (kitchen), ==, lines);
}

static void
assert_told (Kitchen *kitchen, const char *events)
{
  test_wait_for (kitchen->events->len >= strlen (events), KITCHEN_PATIENCE);
  g_assert_cmpstr (kitchen->events->str, ==, events);
}

static void
say_before_obeying (KettleEmulator *emulator, guint client, const char *line, const char *word)
{
  if (g_str_has_prefix (line, "set sys output"))
    kettle_emulator_say (emulator, word, -1);
}

static gboolean
shows (Kitchen *kitchen, gboolean on, int temperature)
{
  KettleSnapshot now = kitchen_look (kitchen);

  return now.on == on && now.target_temperature == temperature;
}

static void
test_boil_to (Kitchen *kitchen, gconstpointer user_data)
{
  static const struct {
    int temperature;
    const char *heard;
  } keys[] = {
    { 65, "HELLOKETTLE\nget sys status\nset sys output 0x4\nset sys output 0x200\n"
          "get sys status\n" },
    { 80, "HELLOKETTLE\nget sys status\nset sys output 0x4\nset sys output 0x4000\n"
          "get sys status\n" },
    { 95, "HELLOKETTLE\nget sys status\nset sys output 0x4\nset sys output 0x2\n"
          "get sys status\n" },
    { 100, "HELLOKETTLE\nget sys status\nset sys output 0x4\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    kettle_link_set_kettle (kitchen->link, "127.0.0.1", kitchen->port);
    test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
    kettle_model_request_temperature (kitchen->model, keys[i].temperature, TRUE);
    /* A click is no lamp. */
    g_assert_true (shows (kitchen, FALSE, 0));
    test_wait_for (shows (kitchen, TRUE, keys[i].temperature), KITCHEN_PATIENCE);
    assert_heard (kitchen, keys[i].heard);
    test_never (strlen (HEARD (kitchen)) > strlen (keys[i].heard), 300);
    g_assert_true (shows (kitchen, TRUE, keys[i].temperature));

    kettle_link_set_kettle (kitchen->link, NULL, 0);
    kitchen_close (kitchen);
    kitchen_open (kitchen);
  }
  assert_told (kitchen, "");
}

static void
test_each_key (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kettle_model_request_on (kitchen->model, FALSE);
  test_wait_for (shows (kitchen, TRUE, 100), KITCHEN_PATIENCE);
  kettle_model_request_temperature (kitchen->model, 80, FALSE);
  test_wait_for (shows (kitchen, TRUE, 80), KITCHEN_PATIENCE);
  kettle_model_request_temperature (kitchen->model, 100, FALSE);
  test_wait_for (shows (kitchen, TRUE, 100), KITCHEN_PATIENCE);
  kettle_model_request_warm (kitchen->model);
  kettle_model_request_warm (kitchen->model);
  test_wait_for (kitchen_look (kitchen).warm, KITCHEN_PATIENCE);
  kettle_model_request_warm_minutes (kitchen->model, 5);
  test_wait_for (kitchen_look (kitchen).warm_minutes == 5, KITCHEN_PATIENCE);
  kettle_model_request_warm_minutes (kitchen->model, 10);
  test_wait_for (kitchen_look (kitchen).warm_minutes == 10, KITCHEN_PATIENCE);
  kettle_model_request_warm_minutes (kitchen->model, 20);
  test_wait_for (kitchen_look (kitchen).warm_minutes == 20, KITCHEN_PATIENCE);
  kettle_model_request_warm (kitchen->model);
  test_wait_for (!kitchen_look (kitchen).warm, KITCHEN_PATIENCE);
  kettle_model_request_off (kitchen->model);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);

  /* What is no key of a kettle. */
  kettle_model_request_temperature (kitchen->model, 77, TRUE);
  kettle_model_request_warm_minutes (kitchen->model, 15);
  test_never (kitchen->events->len > 0, 100);
  assert_heard (kitchen, "set sys output 0x4\nset sys output 0x4000\nset sys output 0x80\n"
                         "set sys output 0x8\nset sys output 0x8005\nset sys output 0x8010\n"
                         "set sys output 0x8020\nset sys output 0x8\nset sys output 0x0\n");
}

static void
test_silent (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "mute", TRUE, NULL);
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  assert_told (kitchen, "failed(temperature,80,no-answer) ");
  g_assert_true (kitchen_heard (kitchen, "set sys output 0x4\nget sys status\n"));
  test_never (kitchen_look (kitchen).on || kitchen_look (kitchen).target_temperature != 0, 1500);
  assert_told (kitchen, "failed(temperature,80,no-answer) ");
  g_assert_null (strstr (kitchen->story->str, "=1"));
  g_assert_null (strstr (kitchen->story->str, "target"));
  g_assert_false (kitchen_heard (kitchen, "0x4000"));

  /* It had obeyed all the same. 80 is not what it shows, so nothing is confirmed. */
  g_object_set (kitchen->emulator, "mute", FALSE, NULL);
  test_wait_for (shows (kitchen, TRUE, 100), KITCHEN_PATIENCE);
  assert_told (kitchen, "failed(temperature,80,no-answer) ");
}

static void
test_silent_for_one_word (Kitchen *kitchen, gconstpointer user_data)
{
  /* It answers, but what was asked for does not come: already the key of a kettle that is lifted.
   */
  kitchen_connect (kitchen);
  kitchen_input (kitchen, "lift");
  kettle_model_request_on (kitchen->model, FALSE);
  assert_told (kitchen, "failed(on,0,not-confirmed) ");
  assert_heard (kitchen, "set sys output 0x4\nget sys status\n");
  g_assert_cmpint (kitchen_look (kitchen).connection, ==, KETTLE_LIFE_CONNECTED);
  test_never (kitchen_look (kitchen).on, 300);
}

static void
test_late (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "delay", 1000, NULL);
  kettle_model_request_on (kitchen->model, FALSE);
  assert_told (kitchen, "failed(on,0,no-answer) ");
  g_object_set (kitchen->emulator, "delay", 0, NULL);
  assert_told (kitchen, "failed(on,0,no-answer) confirmed(on,0) ");
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
}

static void
test_closed_after_press (Kitchen *kitchen, gconstpointer user_data)
{
  /* Hears the press, and closes: greeting, status, press. Back in time, and on. */
  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "close-after", 3, NULL);
  kettle_model_request_on (kitchen->model, FALSE);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x4"), KITCHEN_PATIENCE);
  g_object_set (kitchen->emulator, "close-after", -1, NULL);
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  test_never (kitchen->events->len > 0, 800);

  /* Likewise by a reset, Off, and the gap hides nothing. */
  g_object_set (kitchen->emulator, "reset-after", 1, NULL);
  test_wait_for (!kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  g_object_set (kitchen->emulator, "reset-after", -1, NULL);
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  kitchen_forget (kitchen);
  g_object_set (kitchen->emulator, "mute", TRUE, NULL);
  kettle_model_request_off (kitchen->model);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x0"), KITCHEN_PATIENCE);
  kitchen_input (kitchen, "reset");
  g_object_set (kitchen->emulator, "mute", FALSE, NULL);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen->events->len > 0, 800);
}

static void
test_not_sent (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  kettle_model_request_temperature (kitchen->model, 80, FALSE);
  kettle_model_request_warm (kitchen->model);
  kettle_model_request_warm_minutes (kitchen->model, 5);
  assert_told (kitchen, "failed(temperature,80,not-sent) ");

  /* Back too late: it hears no press. */
  kitchen_open (kitchen);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "set"), 300);
  assert_told (kitchen, "failed(temperature,80,not-sent) ");
}

static void
test_sent_when_back (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  kettle_model_request_on (kitchen->model, FALSE);
  kitchen_open (kitchen);
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  assert_heard (kitchen, "HELLOKETTLE\nget sys status\nset sys output 0x4\n");
  assert_told (kitchen, "");
}

static void
test_wants_now (Kitchen *kitchen, gconstpointer user_data)
{
  g_autoptr (KettleLink) slow =
      g_object_new (KETTLE_TYPE_LINK, "backoff-first", 60000, "backoff-refused", 60000, NULL);
  g_autoptr (KettleModel) model = kettle_model_new (slow);
  KettleSnapshot now;

  /* A click while the link waits a minute for its next attempt. */
  kitchen_close (kitchen);
  kettle_link_set_kettle (slow, "127.0.0.1", kitchen->port);
  test_wait_for (kettle_link_get_state (slow) == KETTLE_LINK_WAITING, KITCHEN_PATIENCE);
  kitchen_open (kitchen);
  kettle_model_request_on (model, TRUE);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x4\n"), 4000);
  kettle_model_get_snapshot (model, &now);
  g_assert_cmpint (now.retry_at, ==, 0);
  kettle_link_stop (slow);
}

static void
test_off_after_on (Kitchen *kitchen, gconstpointer user_data)
{
  const char *heard;

  /* Both clicks before anything is written: only Off goes out. */
  kitchen_connect (kitchen);
  kettle_model_request_on (kitchen->model, TRUE);
  kettle_model_request_off (kitchen->model);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x0\n"), KITCHEN_PATIENCE);
  heard = HEARD (kitchen);
  g_assert_true (g_str_has_suffix (heard, "set sys output 0x0\n"));
  test_never (g_strrstr (HEARD (kitchen), "0x4") != NULL, 300);

  /* On is out, 80 is still to come. */
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x4\n"), KITCHEN_PATIENCE);
  kitchen_forget (kitchen);
  kettle_model_request_off (kitchen->model);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x0\n"), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "0x4000"), 300);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);

  /* Neither can go out yet. */
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  kettle_model_request_on (kitchen->model, TRUE);
  kettle_model_request_off (kitchen->model);
  kitchen_open (kitchen);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x0\n"), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "set sys output 0x4"), 300);
  assert_told (kitchen, "");
}

static void
test_doubtful_word (Kitchen *kitchen, gconstpointer user_data)
{
  gulong id;

  kitchen_connect (kitchen);
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  test_wait_for (shows (kitchen, TRUE, 80), KITCHEN_PATIENCE);
  assert_heard (kitchen, "set sys output 0x4\nset sys output 0x4000\nget sys status\n");
  kitchen_forget (kitchen);

  /* Says 0x100, means 65. The key byte decides. */
  id = g_signal_connect (kitchen->emulator, "heard", G_CALLBACK (say_before_obeying),
                         (gpointer) "sys status 0x100\r");
  kettle_model_request_temperature (kitchen->model, 65, TRUE);
  test_wait_for (shows (kitchen, TRUE, 65), KITCHEN_PATIENCE);
  g_signal_handler_disconnect (kitchen->emulator, id);
  assert_heard (kitchen, "set sys output 0x200\nget sys status\n");
  g_assert_cmpstr (kitchen->story->str, ==, "target=65 ");

  /* Says 0x100, and means it. */
  kitchen_input (kitchen, "80");
  test_wait_for (shows (kitchen, TRUE, 80), KITCHEN_PATIENCE);
  kitchen_forget (kitchen);
  kitchen_input (kitchen, "lift");
  kitchen_input (kitchen, "say sys status 0x5");
  kitchen_input (kitchen, "say sys status 0x100");
  test_wait_for (shows (kitchen, TRUE, 100), KITCHEN_PATIENCE);
}

static void
test_guard (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  kitchen_input (kitchen, "off");
  test_wait_for (!kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  kettle_model_request_on (kitchen->model, FALSE);
  kettle_model_request_temperature (kitchen->model, 95, FALSE);
  test_never (kitchen_heard (kitchen, "set"), 300);
  kettle_model_request_on (kitchen->model, FALSE);
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  assert_heard (kitchen, "set sys output 0x4\n");
}

static void
test_slept_unwritten (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  kettle_model_request_on (kitchen->model, TRUE);
  kitchen_sleep (kitchen, 3600);
  kitchen_open (kitchen);
  assert_told (kitchen, "failed(on,0,not-sent) ");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "set"), 300);
}

static void
on_failed (KettleModel *model, int kind, int argument, int failure, guint number, int *count)
{
  *count += 1;
}

/* With the usual 5 s and a link that waits: after a sleep nobody waits for the rest of them. */
static void
test_slept_told (Kitchen *kitchen, gconstpointer user_data)
{
  g_autoptr (KettleLink) slow =
      g_object_new (KETTLE_TYPE_LINK, "backoff-first", 60000, "backoff-refused", 60000, NULL);
  g_autoptr (KettleModel) model = kettle_model_new (slow);
  int count = 0;

  g_signal_connect (model, "request-failed", G_CALLBACK (on_failed), &count);
  kitchen_close (kitchen);
  kettle_link_set_kettle (slow, "127.0.0.1", kitchen->port);
  test_wait_for (kettle_link_get_state (slow) == KETTLE_LINK_WAITING, KITCHEN_PATIENCE);
  kettle_model_request_on (model, TRUE);
  test_wait_for (kettle_link_get_state (slow) == KETTLE_LINK_WAITING, KITCHEN_PATIENCE);
  kitchen_sleep (kitchen, 3600);
  test_wait_for (count == 1, 3000);
  kettle_link_stop (slow);
}

static void
test_slept_queued (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  kitchen_sleep (kitchen, 3600);
  assert_told (kitchen, "failed(temperature,80,not-sent) ");
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "set"), 300);
}

static void
test_slept_between_halves (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "delay", 200, NULL);
  kettle_model_request_temperature (kitchen->model, 80, TRUE);
  test_wait_for (kitchen_heard (kitchen, "set sys output 0x4\n"), KITCHEN_PATIENCE);
  kitchen_sleep (kitchen, 3600);
  test_wait_for (kitchen_told (kitchen, "failed(temperature,80,"), KITCHEN_PATIENCE);
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "0x4000"), 300);
}

static void
add (const char *path, void (*test) (Kitchen *, gconstpointer))
{
  g_test_add (path, Kitchen, NULL, kitchen_set_up, test, kitchen_tear_down);
}

/* The screen still shows what was before the machine slept: a click on that heats nothing. */
static void
test_stale_screen (Kitchen *kitchen, gconstpointer user_data)
{
  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (shows (kitchen, TRUE, 100), KITCHEN_PATIENCE);
  kitchen_forget (kitchen);
  kitchen_sleep (kitchen, 3600);
  kitchen_input (kitchen, "off");
  kettle_model_request_temperature (kitchen->model, 80, FALSE);
  test_wait_for (kitchen_is (kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  test_never (kitchen_heard (kitchen, "set sys"), 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/presses/stale-screen-after-a-sleep", test_stale_screen);
  add ("/model/presses/boil-to-ends-at-80", test_boil_to);
  add ("/model/presses/wrong-bytes", test_each_key);
  add ("/model/presses/silent-kettle", test_silent);
  add ("/model/presses/silent-for-one-word", test_silent_for_one_word);
  add ("/model/presses/late-word", test_late);
  add ("/model/presses/closed-after-press", test_closed_after_press);
  add ("/model/presses/pressed-when-back-too-late", test_not_sent);
  add ("/model/presses/not-pressed-when-back", test_sent_when_back);
  add ("/model/presses/waits-for-back-off", test_wants_now);
  add ("/model/presses/on-after-off", test_off_after_on);
  add ("/model/presses/doubtful-word", test_doubtful_word);
  add ("/model/presses/click-as-it-goes-off", test_guard);
  add ("/model/presses/sleep/waiting", test_slept_unwritten);
  add ("/model/presses/sleep/told-late", test_slept_told);
  add ("/model/presses/sleep/queued", test_slept_queued);
  add ("/model/presses/sleep/between-halves", test_slept_between_halves);

  return g_test_run ();
}
