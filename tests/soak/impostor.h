// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "soak/scene.h"

G_BEGIN_DECLS

/**
 * Impostor:
 *
 * Something else at the kettle's address: a web server, or somebody who sends rubbish at full
 * speed.
 */
typedef struct _Impostor Impostor;

Impostor *impostor_new (Scene *scene, gboolean floods);
void impostor_free (Impostor *self);

G_END_DECLS
