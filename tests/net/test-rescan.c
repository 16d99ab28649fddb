// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-rescan.h"

#define S      ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * S)
#define START  (1000 * S)

/* The numbers of the real thing. */
#define RESCAN_INIT                                              \
  {                                                              \
    .first = 20 * S, .interval = 10 * MINUTE, .max = 60 * MINUTE \
  }

static void
assert_delay (const KettleRescan *rescan, gint64 now, gint64 expected)
{
  gint64 delay;

  g_assert_true (kettle_rescan_get_delay (rescan, now, &delay));
  g_assert_cmpint (delay, ==, expected);
}

static void
test_not_lost (void)
{
  KettleRescan rescan = RESCAN_INIT;
  gint64 delay;

  g_assert_false (kettle_rescan_get_delay (&rescan, START, &delay));
  kettle_rescan_note_look (&rescan, START);
  g_assert_false (kettle_rescan_get_delay (&rescan, START, &delay));
  kettle_rescan_note_lost (&rescan, START);
  kettle_rescan_forget (&rescan);
  g_assert_false (kettle_rescan_get_delay (&rescan, START, &delay));
}

static void
test_lost_again_and_again (void)
{
  KettleRescan rescan = RESCAN_INIT;

  kettle_rescan_note_lost (&rescan, START);
  assert_delay (&rescan, START, 20 * S);
  kettle_rescan_note_lost (&rescan, START + 15 * S);
  assert_delay (&rescan, START + 15 * S, 5 * S);
  assert_delay (&rescan, START + 8 * 60 * MINUTE, 0);
}

static void
test_backs_off_to_hourly (void)
{
  static const int minutes[] = { 10, 20, 40, 60, 60, 60 };
  KettleRescan rescan = RESCAN_INIT;
  gint64 now = START + 20 * S;

  kettle_rescan_note_lost (&rescan, START);
  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++) {
    assert_delay (&rescan, now, 0);
    kettle_rescan_note_look (&rescan, now);
    assert_delay (&rescan, now, minutes[i] * MINUTE);
    now += minutes[i] * MINUTE;
  }
}

/* A night without the kettle costs this many looks. */
static void
test_night (void)
{
  KettleRescan rescan = RESCAN_INIT;
  guint n_looks = 0;
  gint64 delay;

  kettle_rescan_note_lost (&rescan, START);
  for (gint64 now = START; now < START + 600 * MINUTE; now += S)
    if (kettle_rescan_get_delay (&rescan, now, &delay) && delay == 0) {
      kettle_rescan_note_look (&rescan, now);
      n_looks++;
    }
  g_test_message ("%u looks in ten hours", n_looks);
  g_assert_cmpuint (n_looks, ==, 12);
}

/* A kettle that comes and goes does not make the looks more frequent. */
static void
test_comes_and_goes (void)
{
  KettleRescan rescan = RESCAN_INIT;

  kettle_rescan_note_lost (&rescan, START);
  kettle_rescan_note_look (&rescan, START + 20 * S);
  kettle_rescan_forget (&rescan);
  kettle_rescan_note_lost (&rescan, START + 60 * S);
  assert_delay (&rescan, START + 60 * S, 10 * MINUTE - 40 * S);

  kettle_rescan_forget (&rescan);
  kettle_rescan_note_lost (&rescan, START + 30 * MINUTE);
  assert_delay (&rescan, START + 30 * MINUTE, 20 * S);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/rescan/not-lost", test_not_lost);
  g_test_add_func ("/net/rescan/lost-again-and-again", test_lost_again_and_again);
  g_test_add_func ("/net/rescan/backs-off-to-hourly", test_backs_off_to_hourly);
  g_test_add_func ("/net/rescan/a-night", test_night);
  g_test_add_func ("/net/rescan/comes-and-goes", test_comes_and_goes);

  return g_test_run ();
}
