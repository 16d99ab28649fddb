// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_AUTOSTART (kettle_autostart_get_type ())
G_DECLARE_FINAL_TYPE (KettleAutostart, kettle_autostart, KETTLE, AUTOSTART, GObject)

KettleAutostart *
kettle_autostart_new (GSettings *settings, KettleModel *model, GDBusConnection *bus);
const char *kettle_autostart_get_complaint (KettleAutostart *self);

G_END_DECLS
