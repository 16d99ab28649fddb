// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names the file the record is kept in. */
#define LOOP_WATCH_FILE "KETTLE_LOOP_WATCH_FILE"

/**
 * LoopRecord:
 * @iterations: how often the main loop came to its wait
 * @longest: the longest time from the end of a wait to the beginning of the next, microseconds
 * @longest_cpu: the most processor time of the main thread between them, microseconds
 * @awake_since: when the last wait ended, monotonic microseconds; 0 while it waits
 *
 * What the main loop of a watched program does, in memory that both share. The watcher may write
 * zeros at any time to begin anew.
 */
typedef struct {
  gint64 iterations;
  gint64 longest;
  gint64 longest_cpu;
  gint64 awake_since;
} LoopRecord;

G_END_DECLS
