// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Fingers:
 *
 * Presses what is in the windows of another process, through the accessibility bus. Unlike a
 * #Reader it knows what to press beforehand, and speaks with the bus itself: a library that waits
 * for each answer would keep this process, and with it the kettle, from its work.
 */
typedef struct _Fingers Fingers;

Fingers *fingers_new (GDBusConnection *session);
void fingers_free (Fingers *self);
gboolean fingers_learn (Fingers *self, const char *const *names);
gboolean fingers_press (Fingers *self, const char *name);

G_END_DECLS
