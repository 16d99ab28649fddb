// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-rescan.h"

/*
 * A look costs every machine of the network a packet or two: looks come seldom, ever more seldom
 * while nothing comes of them, and not more often because the kettle comes and goes.
 */

/**
 * kettle_rescan_note_lost:
 * @self: a policy
 * @now: the time, microseconds
 *
 * There is no connection, and it may be looked for. Said again while that lasts it changes nothing.
 */
void
kettle_rescan_note_lost (KettleRescan *self, gint64 now)
{
  if (self->lost)
    return;

  self->lost = TRUE;
  self->next_interval = self->interval;
  self->due = MAX (now + self->first, self->allowed);
}

/**
 * kettle_rescan_note_look:
 * @self: a policy
 * @now: the time, microseconds
 *
 * A look starts, whoever asked for it.
 */
void
kettle_rescan_note_look (KettleRescan *self, gint64 now)
{
  self->allowed = now + self->interval;
  if (!self->lost)
    return;

  self->due = now + self->next_interval;
  self->next_interval = MIN (2 * self->next_interval, self->max);
}

/**
 * kettle_rescan_forget:
 * @self: a policy
 *
 * There is a connection again, or nothing to look for. The distance to the last look still holds.
 */
void
kettle_rescan_forget (KettleRescan *self)
{
  self->lost = FALSE;
  self->due = 0;
}

/**
 * kettle_rescan_get_delay:
 * @self: a policy
 * @now: the time, microseconds
 * @delay: (out): microseconds until the next look, 0 when it is due
 *
 * Returns: whether there is to be one
 */
gboolean
kettle_rescan_get_delay (const KettleRescan *self, gint64 now, gint64 *delay)
{
  *delay = self->lost ? MAX (0, self->due - now) : 0;

  return self->lost;
}
