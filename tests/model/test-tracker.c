// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kettle-tracker.h"
#include "model/messages.h"

/*
 * A tracker with a kettle and clocks that the test moves by hand. What goes out and what is told is
 * written down: the command's name, or the event's with its numbers.
 */
typedef struct {
  KettleTracker *tracker;
  GString *log;
  guint ticket;
  gint64 now;   /* ms on the boot clock */
  gint64 today; /* Unix s at 0 ms */
} Fixture;

static const char *const commands[] = { "",   "hello", "ask",  "on", "off", "100", "95",
                                        "80", "65",    "warm", "w5", "w10", "w20" };

static guint
on_send (KettleCommand command, gint64 expires_at, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->log, "%s ", commands[command]);

  return ++fixture->ticket;
}

static void
on_nothing (gpointer user_data)
{
}

static gint64
on_get_last_received (gpointer user_data)
{
  return ((Fixture *) user_data)->tracker->last_seen;
}

static void
on_report (
    KettleRequestKind kind, int argument, KettleFailure failure, guint number, gpointer user_data)
{
  Fixture *fixture = user_data;
  KettleEvent event = {
    .type = failure != 0 ? KETTLE_EVENT_REQUEST_FAILED : KETTLE_EVENT_REQUEST_CONFIRMED,
  };

  kettle_tracker_add_event (fixture->tracker, &event);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const KettleTrackerTimes times = {
    .answer_delay = 1000 * 1000,
    .guard_time = 1000 * 1000,
    .memory_time = 600 * 1000 * 1000,
    .warm_press_quiet = 3000 * 1000,
    .same_heat = 10 * 1000 * 1000,
  };
  const KettleRequestTimes request_times = {
    .answer_delay = 1000 * 1000,
    .confirm_timeout = 2000 * 1000,
    .send_timeout = 5000 * 1000,
    .memory_time = 600 * 1000 * 1000,
  };
  const KettleRequestHooks hooks = {
    .send = on_send,
    .drop_unwritten = on_nothing,
    .want = on_nothing,
    .give_up = on_nothing,
    .get_last_received = on_get_last_received,
    .report = on_report,
  };

  fixture->tracker = kettle_tracker_new (&times, &request_times, &hooks, fixture);
  fixture->log = g_string_new (NULL);
  fixture->now = 5000;
  fixture->today = 1000;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->tracker, kettle_tracker_free);
  g_string_free (fixture->log, TRUE);
}

static KettleMoment
get_moment (Fixture *fixture)
{
  return (KettleMoment){ fixture->now * 1000, fixture->today + fixture->now / 1000 };
}

/* What went out and what was told since the last look, exactly. */
static void
assert_log (Fixture *fixture, const char *expected)
{
  KettleEvent event;

  while (kettle_tracker_take_event (fixture->tracker, &event)) {
    switch (event.type) {
    case KETTLE_EVENT_BOILED:
      g_string_append_printf (fixture->log, "boiled(%d) ", event.argument);
      break;
    case KETTLE_EVENT_LIFTED:
      g_string_append (fixture->log, "lifted ");
      break;
    case KETTLE_EVENT_PROBLEM:
      g_string_append (fixture->log, "problem ");
      break;
    case KETTLE_EVENT_WARM_ENDED:
      g_string_append (fixture->log, "warm-ended ");
      break;
    case KETTLE_EVENT_GAP_HID_SOMETHING:
      g_string_append_printf (fixture->log, "gap(%d,%d,%d) ", (int) event.from, (int) event.to,
                              event.still_on);
      break;
    case KETTLE_EVENT_LOST_SIGHT:
      g_string_append_printf (fixture->log, "lost-sight(%d) ", (int) event.from);
      break;
    case KETTLE_EVENT_REQUEST_FAILED:
      g_string_append (fixture->log, "failed ");
      break;
    case KETTLE_EVENT_REQUEST_CONFIRMED:
      g_string_append (fixture->log, "confirmed ");
      break;
    case KETTLE_EVENT_REQUEST_ENDED:
    default:
      g_assert_not_reached ();
    }
  }
  g_assert_cmpstr (g_strchomp (fixture->log->str), ==, expected);
  g_string_truncate (fixture->log, 0);
}

static void
set_connected (Fixture *fixture, gboolean connected)
{
  kettle_tracker_set_connected (fixture->tracker, connected, get_moment (fixture));
}

static void
hear (Fixture *fixture, KettleMessage message)
{
  if (!kettle_tracker_hear (fixture->tracker, &message, get_moment (fixture)))
    g_string_append (fixture->log, "doubt ");
}

static void
begin_with (Fixture *fixture, guint keys)
{
  set_connected (fixture, TRUE);
  hear (fixture, SAYS_KEYS (keys));
}

static void
press (Fixture *fixture, KettleRequestKind kind, int argument, gboolean deliberate)
{
  kettle_tracker_press (fixture->tracker, kind, argument, deliberate, get_moment (fixture));
}

static void
write_last (Fixture *fixture)
{
  kettle_requests_written (fixture->tracker->requests, fixture->ticket, fixture->now * 1000);
}

static void
pass (Fixture *fixture, int ms)
{
  fixture->now += ms;
  if (kettle_tracker_tick (fixture->tracker, get_moment (fixture)))
    g_string_append (fixture->log, "ask ");
}

static void
assert_phase (Fixture *fixture, KettlePhase phase)
{
  g_assert_cmpstr (kettle_phase_get_word (fixture->tracker->state.phase), ==,
                   kettle_phase_get_word (phase));
}

/* Each way in which the On lamp goes dark by itself; a click just after it was meant for what had
 * been on the screen. */
static void
test_guard (Fixture *fixture, gconstpointer user_data)
{
  const KettleMessage ends[] = { SAYS (OFF), SAYS_KEYS (0x00), SAYS (LIFTED), SAYS (PROBLEM) };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    begin_with (fixture, 0x21);
    hear (fixture, ends[i]);
    assert_log (fixture, ends[i].type == KETTLE_MESSAGE_LIFTED    ? "lifted"
                         : ends[i].type == KETTLE_MESSAGE_PROBLEM ? "problem"
                                                                  : "");
    fixture->now += 999;
    press (fixture, KETTLE_REQUEST_ON, 0, FALSE);
    press (fixture, KETTLE_REQUEST_TEMPERATURE, 80, FALSE);
    assert_log (fixture, "");
    /* It was no press: what was to be seen stays. */
    if (ends[i].type == KETTLE_MESSAGE_LIFTED)
      assert_phase (fixture, KETTLE_PHASE_LIFTED);
    fixture->now += 1;
    press (fixture, KETTLE_REQUEST_ON, 0, FALSE);
    assert_log (fixture, "on");
    kettle_tracker_forget (fixture->tracker);
  }
}

static void
test_guard_after_loss (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  fixture->now += 5000;
  set_connected (fixture, FALSE);
  press (fixture, KETTLE_REQUEST_ON, 0, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "gap(1005,1010,0)");
}

static void
test_guard_lets_through (Fixture *fixture, gconstpointer user_data)
{
  /* A wish that is not for what the screen showed, and a temperature of a kettle that is on. */
  begin_with (fixture, 0x21);
  press (fixture, KETTLE_REQUEST_TEMPERATURE, 80, FALSE);
  write_last (fixture);
  hear (fixture, SAYS_DEGREES (80));
  hear (fixture, SAYS (OFF));
  press (fixture, KETTLE_REQUEST_TEMPERATURE, 65, TRUE);
  assert_log (fixture, "80 on");
  kettle_tracker_forget (fixture->tracker);

  /* Switched off from here: the next click is meant. */
  begin_with (fixture, 0x21);
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  write_last (fixture);
  hear (fixture, SAYS (OFF));
  press (fixture, KETTLE_REQUEST_ON, 0, FALSE);
  assert_log (fixture, "off on");
}

static void
test_warm_end_after_press (Fixture *fixture, gconstpointer user_data)
{
  static const KettleRequestKind kinds[] = { KETTLE_REQUEST_WARM, KETTLE_REQUEST_OFF,
                                             KETTLE_REQUEST_TEMPERATURE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    begin_with (fixture, 0x03);
    press (fixture, kinds[i], 80, TRUE);
    write_last (fixture);
    g_string_truncate (fixture->log, 0);
    fixture->now += 2999;
    hear (fixture, SAYS (OFF));
    while (fixture->tracker->events->len > 0) {
      g_assert_cmpint (g_array_index (fixture->tracker->events, KettleEvent, 0).type, !=,
                       KETTLE_EVENT_WARM_ENDED);
      g_array_remove_index (fixture->tracker->events, 0);
    }
    g_string_truncate (fixture->log, 0);
    kettle_tracker_forget (fixture->tracker);
  }

  /* Later, and by itself. */
  begin_with (fixture, 0x03);
  fixture->now += 3000;
  hear (fixture, SAYS (WARM_ENDED));
  hear (fixture, SAYS (WARM_ENDED));
  hear (fixture, SAYS (OFF));
  assert_log (fixture, "warm-ended");
}

static void
test_mishap_without_off (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  assert_log (fixture, "lifted");
  g_assert_cmpint (kettle_tracker_get_due (fixture->tracker), ==, 6000 * 1000);
  pass (fixture, 999);
  assert_log (fixture, "");
  pass (fixture, 1);
  assert_log (fixture, "ask");
  pass (fixture, 5000);
  assert_log (fixture, "");
  hear (fixture, SAYS_KEYS (0x00));
  assert_phase (fixture, KETTLE_PHASE_LIFTED);

  /* Followed by its word: nothing to ask. */
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (PROBLEM));
  hear (fixture, SAYS (OFF));
  pass (fixture, 5000);
  assert_log (fixture, "problem");
  g_assert_cmpint (kettle_tracker_get_due (fixture->tracker), ==, 0);

  /* And nobody left to ask. */
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  set_connected (fixture, FALSE);
  pass (fixture, 5000);
  assert_log (fixture, "lifted");
}

static void
test_memory_ends (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (REACHED));
  hear (fixture, SAYS (OFF));
  fixture->now += 599 * 1000;
  pass (fixture, 999);
  assert_phase (fixture, KETTLE_PHASE_READY);
  pass (fixture, 1);
  assert_phase (fixture, KETTLE_PHASE_OFF);
  g_assert_cmpint (fixture->tracker->memory_until, ==, 0);

  /* Said again by a kettle after a sleep, before any timer: also over. */
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  fixture->now += 3600 * 1000;
  hear (fixture, SAYS_KEYS (0x00));
  assert_phase (fixture, KETTLE_PHASE_OFF);
}

static void
test_memory_ends_by_press (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  assert_phase (fixture, KETTLE_PHASE_OFF);
  g_assert_cmpint (fixture->tracker->memory_until, ==, 0);
  kettle_tracker_forget (fixture->tracker);

  /* Pressed while the kettle cannot be seen: also what would come back. */
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  set_connected (fixture, FALSE);
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  begin_with (fixture, 0x00);
  assert_phase (fixture, KETTLE_PHASE_OFF);
}

static void
test_memory_over_gap (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  hear (fixture, SAYS (LIFTED));
  fixture->now += 300 * 1000;
  set_connected (fixture, FALSE);
  assert_phase (fixture, KETTLE_PHASE_UNKNOWN);
  fixture->now += 100 * 1000;
  begin_with (fixture, 0x00);
  assert_phase (fixture, KETTLE_PHASE_LIFTED);
  hear (fixture, SAYS (LIFTED));
  assert_log (fixture, "lifted");
  /* The ten minutes are those from before. */
  pass (fixture, 200 * 1000);
  assert_phase (fixture, KETTLE_PHASE_OFF);
}

static void
test_gap_end (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  fixture->now += 60 * 1000;
  set_connected (fixture, FALSE);
  fixture->now += 60 * 1000;
  set_connected (fixture, TRUE);
  assert_log (fixture, "");
  hear (fixture, SAYS_KEYS (0x00));
  hear (fixture, SAYS_KEYS (0x00));
  assert_log (fixture, "gap(1005,1125,0)");
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "");
}

static void
test_gap_still_on (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  fixture->now += 60 * 1000;
  begin_with (fixture, 0x23);
  hear (fixture, SAYS_KEYS (0x23));
  assert_log (fixture, "gap(1005,1065,1)");
  /* What is told later is told. */
  hear (fixture, SAYS (REACHED));
  assert_log (fixture, "boiled(100)");
  assert_phase (fixture, KETTLE_PHASE_KEEPING_WARM);
}

static void
test_gap_continued (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x00);
  hear (fixture, SAYS (ON));
  hear (fixture, SAYS_DEGREES (100));
  fixture->now += 10 * 1000;
  set_connected (fixture, FALSE);
  g_assert_cmpint (fixture->tracker->state.heating_since, ==, 0);
  fixture->now += 10 * 1000;
  begin_with (fixture, 0x21);
  assert_log (fixture, "");
  assert_phase (fixture, KETTLE_PHASE_HEATING);
  g_assert_cmpint (fixture->tracker->state.heating_since, ==, 1005);
  hear (fixture, SAYS (REACHED));
  assert_log (fixture, "boiled(100)");
}

static void
test_gap_after_gap (Fixture *fixture, gconstpointer user_data)
{
  /* A connection without a word in between does not make two gaps of one. */
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  fixture->now += 10 * 1000;
  set_connected (fixture, TRUE);
  set_connected (fixture, FALSE);
  fixture->now += 10 * 1000;
  begin_with (fixture, 0x00);
  assert_log (fixture, "gap(1005,1025,0)");

  /* One with a word does. */
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  set_connected (fixture, TRUE);
  hear (fixture, SAYS (REACHED));
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "boiled(0)");
}

static void
test_gap_and_repeated_words (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x23);
  hear (fixture, SAYS (REACHED));
  assert_log (fixture, "boiled(100)");
  set_connected (fixture, FALSE);
  set_connected (fixture, TRUE);
  hear (fixture, SAYS (REACHED));
  hear (fixture, SAYS_KEYS (0x23));
  hear (fixture, SAYS (REACHED));
  assert_log (fixture, "");
  assert_phase (fixture, KETTLE_PHASE_KEEPING_WARM);
}

static void
test_gap_ends_with_off (Fixture *fixture, gconstpointer user_data)
{
  /* The word comes before the answer to our question. */
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  set_connected (fixture, TRUE);
  hear (fixture, SAYS (OFF));
  hear (fixture, SAYS_KEYS (0x00));
  assert_log (fixture, "gap(1005,1005,0)");
}

static void
test_gap_after_own_off (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  write_last (fixture);
  set_connected (fixture, FALSE);
  fixture->now += 500;
  begin_with (fixture, 0x00);
  assert_log (fixture, "off");

  /* Also when it had been told as failed. */
  begin_with (fixture, 0x21);
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  write_last (fixture);
  pass (fixture, 1500);
  pass (fixture, 1000);
  assert_log (fixture, "off ask failed");
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "confirmed");

  /* But not when the kettle was seen on after it. */
  begin_with (fixture, 0x21);
  press (fixture, KETTLE_REQUEST_OFF, 0, TRUE);
  write_last (fixture);
  pass (fixture, 1500);
  pass (fixture, 1000);
  hear (fixture, SAYS_KEYS (0x21));
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "off ask failed gap(1010,1010,0) confirmed");
}

/* Off soon after a gap may be the end of what was reached in it; later it is what it looks like. */
static void
test_gap_same_heat (Fixture *fixture, gconstpointer user_data)
{
  const int moments[] = { 9990, 10010 };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++) {
    begin_with (fixture, 0x21);
    set_connected (fixture, FALSE);
    begin_with (fixture, 0x21);
    pass (fixture, moments[i]);
    hear (fixture, SAYS (OFF));
    assert_log (fixture, i == 0 ? "gap(1005,1014,0)" : "");
    set_connected (fixture, FALSE);
  }

  /* The times are the owner's. */
  fixture->tracker->times.same_heat = 1000 * 1000;
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x21);
  pass (fixture, 1010);
  hear (fixture, SAYS (OFF));
  assert_log (fixture, "");
}

static void
test_gap_and_warm_end (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x03);
  fixture->now += 10 * 1000;
  set_connected (fixture, FALSE);
  begin_with (fixture, 0x00);
  assert_log (fixture, "warm-ended");
}

static void
test_gap_of_another_kettle (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  kettle_tracker_forget (fixture->tracker);
  begin_with (fixture, 0x00);
  kettle_tracker_lose_patience (fixture->tracker);
  assert_log (fixture, "");

  begin_with (fixture, 0x21);
  kettle_tracker_forget (fixture->tracker);
  begin_with (fixture, 0x00);
  assert_log (fixture, "");
}

static void
test_lost_sight (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x21);
  set_connected (fixture, FALSE);
  kettle_tracker_lose_patience (fixture->tracker);
  assert_log (fixture, "lost-sight(1005)");
  begin_with (fixture, 0x00);
  assert_log (fixture, "gap(1005,1005,0)");
  set_connected (fixture, FALSE);
  kettle_tracker_lose_patience (fixture->tracker);
  assert_log (fixture, "");
}

static void
test_doubt (Fixture *fixture, gconstpointer user_data)
{
  begin_with (fixture, 0x09);
  press (fixture, KETTLE_REQUEST_TEMPERATURE, 65, TRUE);
  write_last (fixture);
  hear (fixture, SAYS_DOUBTFUL_100);
  assert_log (fixture, "65 doubt");
  g_assert_cmpint (fixture->tracker->state.target, ==, 80);
  hear (fixture, SAYS_KEYS (0x05));
  g_assert_cmpint (fixture->tracker->state.target, ==, 65);
  hear (fixture, SAYS_DOUBTFUL_100);
  g_assert_cmpint (fixture->tracker->state.target, ==, 100);
  assert_log (fixture, "");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/tracker/click-as-it-goes-off", test_guard);
  add ("/model/tracker/click-as-sight-is-lost", test_guard_after_loss);
  add ("/model/tracker/guard-too-strict", test_guard_lets_through);
  add ("/model/tracker/warm-end-after-own-press", test_warm_end_after_press);
  add ("/model/tracker/mishap-without-off", test_mishap_without_off);
  add ("/model/tracker/memory-without-end", test_memory_ends);
  add ("/model/tracker/memory-after-press", test_memory_ends_by_press);
  add ("/model/tracker/memory-lost-in-gap", test_memory_over_gap);
  add ("/model/tracker/gap/end-not-told", test_gap_end);
  add ("/model/tracker/gap/still-on", test_gap_still_on);
  add ("/model/tracker/gap/start-lost", test_gap_continued);
  add ("/model/tracker/gap/told-for-each-attempt", test_gap_after_gap);
  add ("/model/tracker/gap/kettle-repeats-itself", test_gap_and_repeated_words);
  add ("/model/tracker/gap/off-before-status", test_gap_ends_with_off);
  add ("/model/tracker/gap/own-off-taken-for-hidden", test_gap_after_own_off);
  add ("/model/tracker/gap/same-heat", test_gap_same_heat);
  add ("/model/tracker/gap/warm-end-not-told", test_gap_and_warm_end);
  add ("/model/tracker/gap/another-kettle", test_gap_of_another_kettle);
  add ("/model/tracker/gap/lost-sight", test_lost_sight);
  add ("/model/tracker/doubtful-word", test_doubt);

  return g_test_run ();
}
