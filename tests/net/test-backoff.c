// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-backoff.h"

#define S     ((gint64) G_USEC_PER_SEC)
#define START (1000 * S)

/* The numbers of the real thing. */
#define BACKOFF_INIT                                                            \
  {                                                                             \
    .first = S, .slow = 5 * S, .max = 60 * S, .window = 300 * S, .attempts = 12 \
  }

static void
test_doubles (void)
{
  static const int seconds[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
  KettleBackoff backoff = BACKOFF_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    g_assert_cmpint (kettle_backoff_next (&backoff, START, S, 0.0), ==, seconds[i] * S);
}

static void
test_refused_starts_slow (void)
{
  static const int seconds[] = { 5, 10, 20, 40, 60, 60 };
  KettleBackoff backoff = BACKOFF_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    g_assert_cmpint (kettle_backoff_next (&backoff, START, 5 * S, 0.0), ==, seconds[i] * S);
}

/* At once, and whatever the jitter, by no more than a fifth sooner or later. */
static void
test_flood_is_slowest (void)
{
  KettleBackoff backoff = BACKOFF_INIT;

  g_assert_cmpint (kettle_backoff_next (&backoff, START, 60 * S, -1.0), ==, 48 * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, START, 60 * S, 1.0), ==, 72 * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, START, S, 0.0), ==, 60 * S);
}

static void
test_refused_later_does_not_speed_up (void)
{
  KettleBackoff backoff = BACKOFF_INIT;

  for (int i = 0; i < 4; i++)
    kettle_backoff_next (&backoff, START, S, 0.0);
  g_assert_cmpint (kettle_backoff_next (&backoff, START, 5 * S, 0.0), ==, 16 * S);
}

static void
test_jitter (void)
{
  KettleBackoff early = BACKOFF_INIT;
  KettleBackoff late = BACKOFF_INIT;
  KettleBackoff wild = BACKOFF_INIT;

  g_assert_cmpint (kettle_backoff_next (&early, START, 5 * S, -1.0), ==, 4 * S);
  g_assert_cmpint (kettle_backoff_next (&late, START, 5 * S, 1.0), ==, 6 * S);
  g_assert_cmpint (kettle_backoff_next (&wild, START, 5 * S, 1000.0), ==, 6 * S);

  /* It strays from the delay, it does not add up. */
  g_assert_cmpint (kettle_backoff_next (&late, START, 5 * S, 0.0), ==, 10 * S);
}

static void
test_forget (void)
{
  KettleBackoff backoff = BACKOFF_INIT;

  for (int i = 0; i < 20; i++) {
    kettle_backoff_note_attempt (&backoff, START);
    kettle_backoff_next (&backoff, START, S, 0.0);
  }
  kettle_backoff_forget (&backoff);
  g_assert_cmpint (kettle_backoff_next (&backoff, START, S, 0.0), ==, S);
}

/* Somebody clicks as fast as the peer refuses: the twelfth attempt in five minutes is the last that
 * nobody clicked for. */
static void
test_clicks_use_up_the_budget (void)
{
  KettleBackoff backoff = BACKOFF_INIT;

  for (int i = 0; i < 11; i++)
    kettle_backoff_note_attempt (&backoff, START + i * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, START + 10 * S, S, 0.0), ==, S);

  kettle_backoff_note_attempt (&backoff, START + 11 * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, START + 12 * S, S, 0.0), ==, 288 * S);
  g_assert_cmpint (kettle_backoff_soon (&backoff, START + 12 * S, 2 * S), ==, 288 * S);

  /* Nor does it come right after a click. */
  kettle_backoff_note_attempt (&backoff, START + 299 * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, START + 299 * S, S, 0.0), ==, 60 * S);
}

/* Hints, however many, are not stronger than the budget either. */
static void
test_hints_use_up_the_budget (void)
{
  KettleBackoff backoff = BACKOFF_INIT;
  gint64 now = START;
  int n = 0;

  while (now < START + 300 * S) {
    kettle_backoff_note_attempt (&backoff, now);
    n++;
    now += kettle_backoff_soon (&backoff, now, 2 * S);
  }
  g_assert_cmpint (n, ==, 12);
  g_assert_cmpint (now, ==, START + 300 * S);
}

static void
test_once_a_minute_afterwards (void)
{
  KettleBackoff backoff = BACKOFF_INIT;
  gint64 now = START;

  kettle_backoff_note_attempt (&backoff, now);
  now += 400 * S;
  g_assert_cmpint (kettle_backoff_soon (&backoff, now, 2 * S), ==, 2 * S);
  kettle_backoff_note_attempt (&backoff, now);
  g_assert_cmpint (kettle_backoff_soon (&backoff, now + S, 2 * S), ==, 59 * S);
  g_assert_cmpint (kettle_backoff_soon (&backoff, now + 59 * S, 2 * S), ==, 2 * S);
  g_assert_cmpint (kettle_backoff_next (&backoff, now + S, S, -1.0), ==, 59 * S);
}

/* A whole outage as the link makes it, without clicks. */
static void
test_quiet_outage (void)
{
  KettleBackoff backoff = BACKOFF_INIT;
  gint64 now = START;
  int young = 0;
  int old = 0;

  while (now < START + 3900 * S) {
    kettle_backoff_note_attempt (&backoff, now);
    if (now < START + 300 * S)
      young++;
    else
      old++;
    now += kettle_backoff_next (&backoff, now, S, -1.0);
  }
  g_assert_cmpint (young, <=, 12);
  g_assert_cmpint (old, <=, 61);
  g_assert_cmpint (old, >=, 59);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/backoff/doubles", test_doubles);
  g_test_add_func ("/net/backoff/refused-starts-slow", test_refused_starts_slow);
  g_test_add_func ("/net/backoff/refused-later-does-not-speed-up",
                   test_refused_later_does_not_speed_up);
  g_test_add_func ("/net/backoff/flood-is-slowest", test_flood_is_slowest);
  g_test_add_func ("/net/backoff/jitter", test_jitter);
  g_test_add_func ("/net/backoff/forget", test_forget);
  g_test_add_func ("/net/backoff/clicks-use-up-the-budget", test_clicks_use_up_the_budget);
  g_test_add_func ("/net/backoff/hints-use-up-the-budget", test_hints_use_up_the_budget);
  g_test_add_func ("/net/backoff/once-a-minute-afterwards", test_once_a_minute_afterwards);
  g_test_add_func ("/net/backoff/quiet-outage", test_quiet_outage);

  return g_test_run ();
}
