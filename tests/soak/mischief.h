// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "soak/plan.h"
#include "soak/scene.h"

G_BEGIN_DECLS

/**
 * Mischief:
 *
 * What makes the kettle, the network and the desktop misbehave, and lets them recover.
 */
typedef struct _Mischief Mischief;

Mischief *mischief_new (Scene *scene);
void mischief_free (Mischief *self);
gboolean mischief_strike (Mischief *self, const Step *step);
void mischief_tick (Mischief *self);
gboolean mischief_is_quiet (Mischief *self);
gboolean mischief_is_stopped (Mischief *self);
guint mischief_get_n (Mischief *self, FaultKind kind);
guint mischief_get_n_all (Mischief *self);

G_END_DECLS
