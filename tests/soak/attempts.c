// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/attempts.h"

/* In the kettle's seconds. */
#define FIRST_SECONDS  0.8 /* the shortest delay, with its jitter */
#define STABLE_SECONDS 30.0
#define WINDOW_SECONDS 300.0
#define MINUTE_SECONDS 60.0

#define MOST      12 /* in the window */
#define ENOUGH    8  /* who causes outages stops here */
#define TOLERANCE 0.95

struct _Attempts {
  double time_scale;
  guint n;
  guint most;

  gint64 last;
  gboolean asked; /* a person pressed something since */
  gint64 outage_began;
  guint n_unasked;      /* in this outage */
  gint64 trouble_began; /* the same, but what may still be an outage to the program is one */
  guint n_in_trouble;
  gint64 connected_since; /* 0 when it is not */
};

static gint64
scaled (Attempts *self, double seconds)
{
  return (gint64) (seconds / self->time_scale * G_USEC_PER_SEC);
}

/**
 * attempts_new:
 * @time_scale: how much faster than life the program goes
 *
 * Returns: (transfer full): none yet
 */
Attempts *
attempts_new (double time_scale)
{
  Attempts *self = g_new0 (Attempts, 1);

  self->time_scale = time_scale;

  return self;
}

void
attempts_free (Attempts *self)
{
  g_free (self);
}

/* A person presses something: for that the program may connect at once. */
void
attempts_note_press (Attempts *self, gint64 now)
{
  self->asked = TRUE;
}

static gboolean
is_connected_for (Attempts *self, gint64 now, double seconds)
{
  return self->connected_since != 0 && now - self->connected_since >= scaled (self, seconds);
}

/**
 * attempts_note_connected:
 * @self: the attempts
 * @now: when
 * @connected: whether the program shows a connection
 *
 * A connection that lasted ends the outage.
 */
void
attempts_note_connected (Attempts *self, gint64 now, gboolean connected)
{
  /* Seen from here a connection begins later and ends earlier. */
  if (!connected && is_connected_for (self, now, 0.8 * STABLE_SECONDS)) {
    self->outage_began = 0;
    self->n_unasked = 0;
  }
  if (!connected && is_connected_for (self, now, 1.1 * STABLE_SECONDS)) {
    self->trouble_began = 0;
    self->n_in_trouble = 0;
  }
  if (!connected)
    self->connected_since = 0;
  else if (self->connected_since == 0)
    self->connected_since = now;
}

/**
 * attempts_add:
 * @self: the attempts
 * @now: when
 * @punctual: whether @now can be trusted: this process was not late itself
 *
 * The program connects.
 *
 * Returns: (nullable): what is wrong with that
 */
const char *
attempts_add (Attempts *self, gint64 now, gboolean punctual)
{
  gint64 since_last = now - self->last;
  gboolean asked = self->asked;
  gint64 window = (gint64) (TOLERANCE * (double) scaled (self, WINDOW_SECONDS));
  gint64 last = self->last;

  self->n++;
  self->last = now;
  self->asked = FALSE;
  if (self->outage_began == 0) {
    self->outage_began = now;
    self->n_unasked = 0;
  }
  if (self->trouble_began == 0)
    self->trouble_began = now;
  self->n_in_trouble++;
  if (asked)
    return NULL;

  self->n_unasked++;
  if (now - self->outage_began < window)
    self->most = MAX (self->most, self->n_unasked);
  if (last != 0 && punctual && since_last < scaled (self, FIRST_SECONDS) / 2)
    return "two attempts in quick succession";
  if (now - self->outage_began < window && self->n_unasked > MOST)
    return "more than twelve attempts in five minutes of an outage";
  if (last - self->outage_began > scaled (self, WINDOW_SECONDS) && punctual
      && since_last < (gint64) (TOLERANCE * (double) scaled (self, MINUTE_SECONDS)))
    return "more than an attempt a minute in a long outage";

  return NULL;
}

/**
 * attempts_are_many:
 * @self: the attempts
 * @now: when
 *
 * Returns: whether this outage has cost so many attempts that soon no more will be made for a long
 *   time
 */
gboolean
attempts_are_many (Attempts *self, gint64 now)
{
  return self->trouble_began != 0 && !is_connected_for (self, now, 1.1 * STABLE_SECONDS)
         && (self->n_in_trouble >= ENOUGH
             || now - self->trouble_began
                    > (gint64) (0.7 * (double) scaled (self, WINDOW_SECONDS)));
}

guint
attempts_get_n (Attempts *self)
{
  return self->n;
}

/* The most in the first five minutes of an outage, without those that were asked for. */
guint
attempts_get_most (Attempts *self)
{
  return self->most;
}
