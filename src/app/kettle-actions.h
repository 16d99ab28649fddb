// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_ACTIONS (kettle_actions_get_type ())
G_DECLARE_FINAL_TYPE (KettleActions, kettle_actions, KETTLE, ACTIONS, GObject)

KettleActions *kettle_actions_new (GActionMap *map, KettleModel *model);
void kettle_actions_set_preferred_temperature (KettleActions *self, int temperature);
void kettle_actions_set_preferred_warm_minutes (KettleActions *self, int minutes);

G_END_DECLS
