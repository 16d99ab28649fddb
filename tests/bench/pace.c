// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/pace.h"

enum { KETTLE, BARE };

Pace *
pace_new (const char *id, guint n_rounds)
{
  Pace *self = g_new0 (Pace, 1);

  g_assert_cmpuint (n_rounds, <=, PACE_MAX_ROUNDS);
  self->id = g_strdup (id);
  self->n_rounds = n_rounds;
  for (guint i = 0; i < n_rounds; i++) {
    self->times[i][KETTLE] = samples_new ();
    self->times[i][BARE] = samples_new ();
  }

  return self;
}

void
pace_free (Pace *self)
{
  for (guint i = 0; i < self->n_rounds; i++) {
    g_array_unref (self->times[i][KETTLE]);
    g_array_unref (self->times[i][BARE]);
  }
  g_free (self->id);
  g_free (self);
}

void
pace_add_one (Pace *self, guint round, gboolean bare, double ms)
{
  samples_add (self->times[round][bare ? BARE : KETTLE], ms);
}

/* The two one after the other. */
void
pace_add (Pace *self, guint round, double bare, double kettle)
{
  pace_add_one (self, round, TRUE, bare);
  pace_add_one (self, round, FALSE, kettle);
}

static double
get_best (Pace *self, int which, double percent)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < self->n_rounds; i++)
    best = MIN (best, samples_get_percentile (self->times[i][which], percent));

  return best;
}

/**
 * pace_report:
 * @self: what was timed
 * @bench: where to report it
 * @max_ratio: how many times as long as the bare program Kettle may take, by the medians; 0 when
 *   nothing is promised
 */
void
pace_report (Pace *self, Bench *bench, double max_ratio)
{
  g_autofree char *median = g_strconcat (self->id, ", median", NULL);
  g_autofree char *slowest = g_strconcat (self->id, ", 99th", NULL);
  double floor = get_best (self, BARE, 50);
  double kettle = get_best (self, KETTLE, 50);

  figures_add (bench->figures, median, "ms", floor, kettle);
  figures_add (bench->figures, slowest, "ms", get_best (self, BARE, 99),
               get_best (self, KETTLE, 99));
  if (bench->effort == BENCH_FULL && max_ratio > 0) {
    g_autofree char *bar = g_strconcat (self->id, ", times the bare program", NULL);

    figures_judge (bench->figures, bar, "", kettle / floor, max_ratio);
  }
}
