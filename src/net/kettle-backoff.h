// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a delay strays to either side, so that several clients do not come back in step. */
#define KETTLE_BACKOFF_JITTER 0.2

/**
 * KettleBackoff:
 * @first: the first delay, microseconds; every further one is twice the last
 * @slow: the least delay when the peer does not want us, microseconds
 * @max: the longest delay, and the distance of attempts after @window, microseconds
 * @window: how long an outage counts as young, microseconds
 * @attempts: how many attempts a young outage may cost
 *
 * When to try again. A plain value without a clock: the caller says what time it is, on a clock
 * that goes on in suspend, so that a long sleep does not look like a burst of attempts.
 */
typedef struct {
  gint64 first;
  gint64 slow;
  gint64 max;
  gint64 window;
  guint attempts;

  /*< private >*/
  gint64 next_delay;
  gint64 outage_since;
  gint64 last_attempt;
  guint n_attempts;
} KettleBackoff;

void kettle_backoff_forget (KettleBackoff *self);
void kettle_backoff_note_attempt (KettleBackoff *self, gint64 now);
gint64 kettle_backoff_next (KettleBackoff *self, gint64 now, gint64 least, double jitter);
gint64 kettle_backoff_soon (const KettleBackoff *self, gint64 now, gint64 grace);

G_END_DECLS
