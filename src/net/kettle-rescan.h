// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleRescan:
 * @first: from the loss of the kettle to the first look, microseconds
 * @interval: the least distance of two looks, microseconds; every further one is twice as long
 * @max: the longest distance, microseconds
 *
 * When to look quietly for a kettle that may have moved. A plain value without a clock: the
 * caller says what time it is, on a clock that goes on in suspend.
 */
typedef struct {
  gint64 first;
  gint64 interval;
  gint64 max;

  /*< private >*/
  gboolean lost;
  gint64 due;
  gint64 allowed;
  gint64 next_interval;
} KettleRescan;

void kettle_rescan_note_lost (KettleRescan *self, gint64 now);
void kettle_rescan_note_look (KettleRescan *self, gint64 now);
void kettle_rescan_forget (KettleRescan *self);
gboolean kettle_rescan_get_delay (const KettleRescan *self, gint64 now, gint64 *delay);

G_END_DECLS
