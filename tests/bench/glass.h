// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GlassHalf:
 * @GLASS_LEFT: where Kettle's window is, for nobody moves it
 * @GLASS_RIGHT: where a program to compare it with puts its own
 */
typedef enum { GLASS_LEFT = 0, GLASS_RIGHT, GLASS_N_HALVES } GlassHalf;

/* Where the right half begins, pixels. */
#define GLASS_MIDDLE 640

/**
 * Glass:
 *
 * The X server, looked at and clicked at from outside of the programs on it.
 */
typedef struct _Glass Glass;

Glass *glass_new (void);
void glass_free (Glass *self);
guint glass_get_n_frames (Glass *self, GlassHalf half);
gboolean glass_shows_something (Glass *self, GlassHalf half);
void glass_click (Glass *self, int x, int y);
guint glass_count_windows (Glass *self);
void glass_close_windows (Glass *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Glass, glass_free)

G_END_DECLS
