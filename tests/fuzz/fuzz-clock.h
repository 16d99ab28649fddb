// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FuzzQuietFunc:
 * @fds: what the main context waits for
 * @n_fds: how many
 * @user_data: what was given with it
 *
 * Called whenever all that came has been taken in, before time passes.
 *
 * Returns: whether it did something that the main context is about to hear of
 */
typedef gboolean (*FuzzQuietFunc) (const GPollFD *fds, guint n_fds, gpointer user_data);

void fuzz_clock_start (FuzzQuietFunc on_quiet, gpointer user_data);
void fuzz_clock_stop (void);
void fuzz_clock_run (gint64 microseconds);
void fuzz_clock_sleep (gint64 microseconds);
void fuzz_clock_set_wall (gint64 seconds);
gboolean fuzz_clock_await (int fd);
gint64 fuzz_clock_get_awake (void);
gint64 fuzz_clock_get_boot (void);

G_END_DECLS
