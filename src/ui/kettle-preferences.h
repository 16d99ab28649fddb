// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_PREFERENCES (kettle_preferences_get_type ())

/**
 * KettlePreferences:
 *
 * The dialogue in which a person says how Kettle shall be. It shows the settings and stores them at
 * once; what they do is other objects' business.
 */
G_DECLARE_FINAL_TYPE (KettlePreferences, kettle_preferences, KETTLE, PREFERENCES, GtkWindow)

/* Closing it (close button, Esc, Ctrl+W) hides it. */
KettlePreferences *
kettle_preferences_new (GtkWindow *parent, KettleModel *model, GSettings *settings, gboolean demo);
void kettle_preferences_set_tray_present (KettlePreferences *self, gboolean present);
void kettle_preferences_set_autostart_complaint (KettlePreferences *self, const char *complaint);

G_END_DECLS
