// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "bench/pace.h"
#include "bench/subject.h"
#include "bench/wire.h"
#include "support/test-wait.h"

/*
 * From a status word on the socket to what it brings about: the call of the notification server, a
 * lamp that is drawn, a title in the tray.
 */

#define MAX_RATIO 3.0

/* A bubble of a kind may follow the last one after 2 s, and so may one change in the tray another
 * when there were many: what is waited for is the program, so these times are made shorter. */
#define TIME_SCALE 10

/* Between two samples, milliseconds. */
#define BUBBLE_PAUSE 150
#define LAMP_PAUSE   1200
#define TITLE_PAUSE  300

/* Kettle and the program it is compared with, each on a wire of its own. */
typedef struct {
  Bench *bench;
  Wire *wire;
  Wire *bare_wire;
  Program *kettle;
  Program *bare;
} Pair;

static void
pair_init (Pair *pair, Bench *bench, const char *what, gboolean hidden)
{
  g_autofree char *address = NULL;

  pair->bench = bench;
  pair->wire = wire_new ();
  pair->bare_wire = wire_new ();
  address = wire_dup_address (pair->wire);
  pair->kettle = subject_start_kettle (address, hidden, TIME_SCALE);
  test_wait_for (pair->wire->n_questions > 0, 20000);
  pair->bare = subject_start_bare (what, pair->bare_wire->peer->port);
  test_wait_for (pair->bare_wire->peer->n_clients > 0, 20000);
  test_never (!program_is_running (pair->kettle), 1000);
}

static void
pair_clear (Pair *pair)
{
  subject_stop (pair->bare);
  subject_stop (pair->kettle);
  wire_free (pair->wire);
  wire_free (pair->bare_wire);
  test_wait_for (glass_count_windows (pair->bench->glass) == 0, 5000);
}

static double
time_bubble (Bench *bench, Wire *wire, const char *word)
{
  guint n_shown = recording_notifications_get_n_shown (bench->server);
  gint64 begin = wire_say (wire, word);

  test_wait_for (recording_notifications_get_n_shown (bench->server) > n_shown, 5000);

  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* Lifted while on, and boiled dry: told at once, and about two different things. */
static void
measure_bubbles (Bench *bench)
{
  static const char *const words[] = { "0x1", "0x2" };
  guint n_samples = bench_pick (bench, 2, 6, 40);
  g_autoptr (Pace) pace = pace_new ("word to notification call", bench_pick (bench, 1, 3, 3));
  Pair pair;

  pair_init (&pair, bench, "notify", TRUE);
  /* The first bubble starts a thread and reads the server's abilities; so it is with the other. */
  for (guint i = 0; i < pace->n_rounds * n_samples + 2; i++) {
    double kettle;
    double bare;

    wire_say (pair.wire, "0x5");
    test_never (!program_is_running (pair.kettle), BUBBLE_PAUSE);
    kettle = time_bubble (bench, pair.wire, words[i % 2]);
    test_never (!program_is_running (pair.bare), BUBBLE_PAUSE);
    bare = time_bubble (bench, pair.bare_wire, words[i % 2]);
    if (i >= 2)
      pace_add (pace, (i - 2) / n_samples, bare, kettle);
  }
  pair_clear (&pair);
  pace_report (pace, bench, MAX_RATIO);
}

static double
time_frame (Bench *bench, Wire *wire, GlassHalf half, const char *word)
{
  guint n_frames = glass_get_n_frames (bench->glass, half);
  gint64 begin = wire_say (wire, word);

  test_wait_for (glass_get_n_frames (bench->glass, half) > n_frames, 5000);

  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* On and off: what is heating moves, so that another frame would be taken for the lamp's. */
static void
measure_lamps (Bench *bench)
{
  static const char *const words[] = { "0x11", "0x10" };
  guint n_samples = bench_pick (bench, 2, 5, 60);
  g_autoptr (Pace) pace = pace_new ("word to lamp drawn", bench_pick (bench, 1, 3, 3));
  Pair pair;

  pair_init (&pair, bench, "lamp", FALSE);
  test_wait_for (glass_shows_something (bench->glass, GLASS_LEFT), 20000);
  test_wait_for (
      glass_shows_something (bench->glass, GLASS_RIGHT) || !program_is_running (pair.bare), 20000);
  for (guint i = 0; i < pace->n_rounds * n_samples + 2; i++) {
    double kettle;
    double bare;

    test_never (!program_is_running (pair.kettle), LAMP_PAUSE);
    kettle = time_frame (bench, pair.wire, GLASS_LEFT, words[i % 2]);
    bare = time_frame (bench, pair.bare_wire, GLASS_RIGHT, words[i % 2]);
    if (i >= 2)
      pace_add (pace, (i - 2) / n_samples, bare, kettle);
  }
  pair_clear (&pair);
  pace_report (pace, bench, 0);
}

static double
time_title (Bench *bench, Wire *wire, const char *word)
{
  g_autofree char *before = g_strdup (recording_tray_get_title (bench->panel));
  gint64 begin = wire_say (wire, word);

  test_wait_for (g_strcmp0 (recording_tray_get_title (bench->panel), before) != 0, 5000);

  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* The tray host follows one icon: they take turns by rounds. */
static void
measure_titles_of (Bench *bench, Pace *pace, guint round, guint n_samples, gboolean bare)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *address = wire_dup_address (wire);
  guint n_registrations = recording_tray_get_n_registrations (bench->panel);
  Program *program = bare ? subject_start_bare ("title", wire->peer->port)
                          : subject_start_kettle (address, TRUE, TIME_SCALE);

  test_wait_for (recording_tray_get_n_registrations (bench->panel) > n_registrations
                     && recording_tray_is_ready (bench->panel),
                 20000);
  test_wait_for (bare ? wire->peer->n_clients > 0 : wire->n_questions > 0, 20000);
  test_never (!program_is_running (program), 1000);
  for (guint i = 0; i < n_samples; i++) {
    double took = time_title (bench, wire, i % 2 == 0 ? "0x5" : "0x0");

    pace_add_one (pace, round, bare, took);
    test_never (!program_is_running (program), TITLE_PAUSE);
  }
  subject_stop (program);
}

static void
measure_titles (Bench *bench)
{
  guint n_samples = bench_pick (bench, 2, 5, 60);
  g_autoptr (Pace) pace = pace_new ("word to tray title", bench_pick (bench, 1, 3, 3));

  for (guint round = 0; round < pace->n_rounds; round++) {
    measure_titles_of (bench, pace, round, n_samples, TRUE);
    measure_titles_of (bench, pace, round, n_samples, FALSE);
  }
  pace_report (pace, bench, 0);
}

void
bench_measure_words (Bench *self)
{
  measure_bubbles (self);
  measure_lamps (self);
  measure_titles (self);
}
