// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_CHOOSER (kettle_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KettleChooser, kettle_chooser, KETTLE, CHOOSER, GObject)

KettleChooser *kettle_chooser_new (KettleLink *link, KettleModel *model, GSettings *settings);
gboolean kettle_chooser_use (KettleChooser *self, const char *address, GError **error);
gboolean kettle_chooser_try (KettleChooser *self, const char *address, GError **error);

G_END_DECLS
