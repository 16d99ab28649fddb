// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_PANEL (kettle_panel_get_type ())

/**
 * KettlePanel:
 *
 * The keys of the kettle, and the large button below them. The lamps follow the actions of the
 * "app" group by themselves; only the large button's words come from a snapshot.
 */
G_DECLARE_FINAL_TYPE (KettlePanel, kettle_panel, KETTLE, PANEL, GtkBox)

/**
 * kettle_panel_show_snapshot:
 * @self: a panel
 * @snapshot: what the model says
 *
 * Lets the large button say, and do, what fits the On lamp.
 */
void kettle_panel_show_snapshot (KettlePanel *self, const KettleSnapshot *snapshot);

G_END_DECLS
