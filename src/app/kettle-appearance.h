// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_APPEARANCE (kettle_appearance_get_type ())
G_DECLARE_FINAL_TYPE (KettleAppearance, kettle_appearance, KETTLE, APPEARANCE, GObject)

KettleAppearance *kettle_appearance_new (GDBusConnection *bus);

G_END_DECLS
