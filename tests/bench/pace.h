// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bench/bench.h"

G_BEGIN_DECLS

#define PACE_MAX_ROUNDS 3

/**
 * Pace:
 * @id: what was timed
 * @n_rounds: how many rounds there are, at most %PACE_MAX_ROUNDS
 * @times: milliseconds, by round; of the bare program first, of Kettle second
 *
 * How fast two programs do the same. Of the rounds the best one counts: what is slow in one of them
 * only was the machine.
 */
typedef struct {
  char *id;
  guint n_rounds;
  Samples *times[PACE_MAX_ROUNDS][2];
} Pace;

Pace *pace_new (const char *id, guint n_rounds);
void pace_free (Pace *self);
void pace_add_one (Pace *self, guint round, gboolean bare, double ms);
void pace_add (Pace *self, guint round, double bare, double kettle);
void pace_report (Pace *self, Bench *bench, double max_ratio);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pace, pace_free)

G_END_DECLS
