// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "bench/subject.h"
#include "bench/wire.h"
#include "support/test-wait.h"

/*
 * From the start to the tray and to the first thing that is seen, and the memory that is needed
 * then. The two programs take turns, so that what else the machine does hits both.
 */

#define MAX_START_RATIO      1.5
#define MAX_TRAY_MIB_ABOVE   2.5
#define MAX_WINDOW_MIB_ABOVE 4.0

/* What was seen of one program in one of the two ways to start. */
typedef struct {
  Samples *time;
  Samples *private;
  Samples *proportional;
} Starts;

static void
starts_init (Starts *starts)
{
  starts->time = samples_new ();
  starts->private = samples_new ();
  starts->proportional = samples_new ();
}

static void
starts_clear (Starts *starts)
{
  g_array_unref (starts->time);
  g_array_unref (starts->private);
  g_array_unref (starts->proportional);
}

/* Starts a program, Kettle if there is an @address, and waits until it is there. */
static Program *
start (Bench *bench, const char *address, gboolean hidden, double *took)
{
  guint n_before = recording_tray_get_n_registrations (bench->panel);
  gint64 begin = g_get_monotonic_time ();
  Program *program = address != NULL ? subject_start_kettle (address, hidden, 1)
                                     : subject_start_floor (hidden ? "--hidden" : NULL);

  if (hidden)
    test_wait_for (recording_tray_get_n_registrations (bench->panel) > n_before, 20000);
  else
    test_wait_for (glass_shows_something (bench->glass, GLASS_LEFT), 20000);
  *took = (double) (g_get_monotonic_time () - begin) / 1000;

  return program;
}

static void
measure (Bench *bench, const char *address, gboolean hidden, gboolean settle, Starts *starts)
{
  double took;
  Program *program = start (bench, address, hidden, &took);

  samples_add (starts->time, took);
  if (settle) {
    SubjectMemory memory = subject_read_settled_memory (program);

    samples_add (starts->private, memory.private);
    samples_add (starts->proportional, memory.proportional);
  }
  subject_stop (program);
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);
}

static void
report_memory (Bench *bench, gboolean hidden, Starts *floor, Starts *kettle)
{
  const char *where = hidden ? "in the tray" : "with the window open";
  g_autofree char *private = g_strdup_printf ("private memory %s", where);
  g_autofree char *proportional = g_strdup_printf ("proportional memory %s", where);
  g_autofree char *bar = g_strconcat (private, ", above the floor", NULL);
  double floor_mib = samples_get_median (floor->private) / 1024;
  double kettle_mib = samples_get_median (kettle->private) / 1024;

  figures_add (bench->figures, private, "MiB", floor_mib, kettle_mib);
  figures_add (bench->figures, proportional, "MiB", samples_get_median (floor->proportional) / 1024,
               samples_get_median (kettle->proportional) / 1024);
  figures_judge (bench->figures, bar, "MiB", kettle_mib - floor_mib,
                 hidden ? MAX_TRAY_MIB_ABOVE : MAX_WINDOW_MIB_ABOVE);
}

/* How much more than even without an icon: for whoever holds that no button needs one. */
static void
compare_with_plain (Bench *bench, const char *address)
{
  Program *program = subject_start_floor ("--plain");
  SubjectMemory plain;

  test_wait_for (glass_shows_something (bench->glass, GLASS_LEFT), 20000);
  plain = subject_read_settled_memory (program);
  subject_stop (program);
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);

  program = subject_start_kettle (address, FALSE, 1);
  test_wait_for (glass_shows_something (bench->glass, GLASS_LEFT), 20000);
  figures_add (bench->figures, "the same, floor without an icon", "MiB", plain.private / 1024,
               subject_read_settled_memory (program).private / 1024);
  subject_stop (program);
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);
}

static void
measure_both (Bench *bench, const char *address, gboolean hidden)
{
  guint n_rounds = bench_pick (bench, 1, 3, 9);
  guint n_settled = bench_pick (bench, 1, 1, 3);
  const char *what = hidden ? "start to tray registered" : "start to window drawn";
  Starts floor;
  Starts kettle;
  double ignored;

  /* Whoever comes first pays for what the others find in the caches. */
  subject_stop (start (bench, NULL, hidden, &ignored));
  subject_stop (start (bench, address, hidden, &ignored));
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);

  starts_init (&floor);
  starts_init (&kettle);
  for (guint i = 0; i < n_rounds; i++) {
    measure (bench, NULL, hidden, i < n_settled, &floor);
    measure (bench, address, hidden, i < n_settled, &kettle);
  }

  figures_add (bench->figures, what, "ms", samples_get_median (floor.time),
               samples_get_median (kettle.time));
  if (bench->effort == BENCH_FULL && hidden)
    figures_judge (bench->figures, "start to tray registered, times the floor", "",
                   samples_get_median (kettle.time) / samples_get_median (floor.time),
                   MAX_START_RATIO);
  report_memory (bench, hidden, &floor, &kettle);
  starts_clear (&floor);
  starts_clear (&kettle);
}

void
bench_measure_start (Bench *self)
{
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *address = wire_dup_address (wire);

  measure_both (self, address, TRUE);
  measure_both (self, address, FALSE);
  if (self->effort > BENCH_SMOKE)
    compare_with_plain (self, address);
}
