// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleTray:
 *
 * The tray icon with its menu. The icon shows the phase; the menu activates the
 * application's actions.
 */
#define KETTLE_TYPE_TRAY (kettle_tray_get_type ())
G_DECLARE_FINAL_TYPE (KettleTray, kettle_tray, KETTLE, TRAY, GObject)

/*
 * Properties: "host-present" (b, read-only, notify): a panel's StatusNotifierWatcher has accepted
 * the icon. That is no proof that a panel draws it (pitfall P-T8); "preferred-temperature" (int,
 * 100): what the item for a quick boil heats to, °C. Construct only: "interval" (uint, 2000 ms):
 * how often the icon changes in the long run at most, though a few changes may follow at once;
 * "time-scale" (double, 1) divides that.
 */
KettleTray *kettle_tray_new (GActionGroup *actions,
                             KettleModel *model,
                             const char *icon_path,
                             double time_scale);
gboolean kettle_tray_get_host_present (KettleTray *self);
void kettle_tray_set_preferred_temperature (KettleTray *self, int temperature);

G_END_DECLS
