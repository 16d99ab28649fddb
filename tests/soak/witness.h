// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "soak/scene.h"

G_BEGIN_DECLS

/**
 * Witness:
 *
 * Sees and hears what the program shows and tells, on the bus and in bubbles, and writes it into
 * the scene's books.
 */
typedef struct _Witness Witness;

Witness *witness_new (Scene *scene);
void witness_free (Witness *self);
void witness_look (Witness *self);
void witness_ask (Witness *self);
gboolean witness_has_answer (Witness *self);

G_END_DECLS
