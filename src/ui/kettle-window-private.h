// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-window.h"

G_BEGIN_DECLS

/**
 * kettle_window_show_snapshot:
 * @self: a window
 * @snapshot: what to show
 * @host: (nullable): the kettle's address
 * @port: and its port
 *
 * Shows one state, wherever it comes from. The window calls it with what its model says; tests and
 * pictures call it with states that are hard to bring about.
 */
void kettle_window_show_snapshot (KettleWindow *self,
                                  const KettleSnapshot *snapshot,
                                  const char *host,
                                  guint16 port);

/**
 * kettle_window_is_ticking:
 * @self: a window
 *
 * Returns: whether the line of detail is renewed every second
 */
gboolean kettle_window_is_ticking (KettleWindow *self);

G_END_DECLS
