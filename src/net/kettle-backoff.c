// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-backoff.h"

/*
 * The kettle's module is easily crashed by too many connections (protocol sheet 1.5): delays
 * double, and an outage may cost only so many attempts, whoever asked for them.
 */

/* How long the budget asks an attempt nobody clicked for to wait. */
static gint64
get_embargo (const KettleBackoff *self, gint64 now)
{
  gint64 window_end = self->outage_since + self->window;
  gint64 minute_end = self->last_attempt + self->max;

  if (self->n_attempts == 0)
    return 0;
  if (now >= window_end)
    return MAX (0, minute_end - now);
  if (self->n_attempts < self->attempts)
    return 0;

  return MAX (window_end, minute_end) - now;
}

/**
 * kettle_backoff_forget:
 * @self: a back-off
 *
 * The outage is over, or another kettle was chosen: delays and budget start anew.
 */
void
kettle_backoff_forget (KettleBackoff *self)
{
  self->next_delay = 0;
  self->outage_since = 0;
  self->last_attempt = 0;
  self->n_attempts = 0;
}

/**
 * kettle_backoff_note_attempt:
 * @self: a back-off
 * @now: the time, microseconds
 *
 * An attempt starts. Also those that a person's click started count; they are always allowed, and
 * the others yield to them.
 */
void
kettle_backoff_note_attempt (KettleBackoff *self, gint64 now)
{
  if (self->n_attempts == 0)
    self->outage_since = now;
  self->last_attempt = now;
  self->n_attempts++;
}

/**
 * kettle_backoff_next:
 * @self: a back-off
 * @now: the time, microseconds
 * @least: how long at least, microseconds, but for the jitter: "first", or "slow" when the peer is
 *   there and does not want us, or "max" when it is no kettle
 * @jitter: from -1 to 1, how far to stray
 *
 * An attempt failed or a connection ended. The next delay will be twice as long.
 *
 * Returns: microseconds until the next attempt
 */
gint64
kettle_backoff_next (KettleBackoff *self, gint64 now, gint64 least, double jitter)
{
  gint64 delay = MAX (self->next_delay, least);

  delay = MIN (delay, self->max);
  self->next_delay = MIN (2 * delay, self->max);
  delay += (gint64) ((double) delay * KETTLE_BACKOFF_JITTER * CLAMP (jitter, -1.0, 1.0));

  return MAX (delay, get_embargo (self, now));
}

/**
 * kettle_backoff_soon:
 * @self: a back-off
 * @now: the time, microseconds
 * @grace: the wished delay, microseconds
 *
 * Something changed that may have ended the outage.
 *
 * Returns: microseconds until the next attempt, @grace unless the budget asks for more
 */
gint64
kettle_backoff_soon (const KettleBackoff *self, gint64 now, gint64 grace)
{
  return MAX (grace, get_embargo (self, now));
}
