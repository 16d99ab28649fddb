// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QuickClockFunc:
 * @user_data: what was given with it
 *
 * Returns: for quick_clock_run(): whether to stop
 */
typedef gboolean (*QuickClockFunc) (gpointer user_data);

void quick_clock_start (guint32 seed, QuickClockFunc on_quiet, gpointer user_data);
void quick_clock_stop (void);
void quick_clock_set_other_world (GMainContext *context);
guint quick_clock_get_n_wakes (void);
gboolean quick_clock_run (double seconds, QuickClockFunc until, gpointer user_data);

G_END_DECLS
