// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Attempts:
 *
 * How often the program connects, as whoever is connected to sees it: no faster than the back-off
 * allows, and at most twelve times in the first five minutes of an outage, beside those that a
 * person's press asked for. Times are µs on one clock.
 */
typedef struct _Attempts Attempts;

Attempts *attempts_new (double time_scale);
void attempts_free (Attempts *self);
void attempts_note_press (Attempts *self, gint64 now);
void attempts_note_connected (Attempts *self, gint64 now, gboolean connected);
const char *attempts_add (Attempts *self, gint64 now, gboolean punctual);
gboolean attempts_are_many (Attempts *self, gint64 now);
guint attempts_get_n (Attempts *self);
guint attempts_get_most (Attempts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempts, attempts_free)

G_END_DECLS
