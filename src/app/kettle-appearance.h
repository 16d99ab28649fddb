// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleColorScheme:
 * @KETTLE_COLOR_SCHEME_DESKTOP: as the desktop wants it, also when it changes its mind
 * @KETTLE_COLOR_SCHEME_LIGHT: light, whatever the desktop wants
 * @KETTLE_COLOR_SCHEME_DARK: dark, whatever the desktop wants
 */
typedef enum {
  KETTLE_COLOR_SCHEME_DESKTOP = 0,
  KETTLE_COLOR_SCHEME_LIGHT,
  KETTLE_COLOR_SCHEME_DARK,
} KettleColorScheme;

#define KETTLE_TYPE_APPEARANCE (kettle_appearance_get_type ())
G_DECLARE_FINAL_TYPE (KettleAppearance, kettle_appearance, KETTLE, APPEARANCE, GObject)

KettleAppearance *kettle_appearance_new (GDBusConnection *bus);
void kettle_appearance_set_scheme (KettleAppearance *self, KettleColorScheme scheme);

G_END_DECLS
