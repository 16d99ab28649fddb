// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-tray.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_PRESENCE (kettle_presence_get_type ())
G_DECLARE_FINAL_TYPE (KettlePresence, kettle_presence, KETTLE, PRESENCE, GObject)

KettlePresence *kettle_presence_new (GActionGroup *actions, KettleTray *tray, double time_scale);
void kettle_presence_set_window (KettlePresence *self, GtkWindow *window);
void kettle_presence_set_keep_running (KettlePresence *self, gboolean keep_running);
void kettle_presence_start_hidden (KettlePresence *self);

G_END_DECLS
