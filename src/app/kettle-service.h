// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_SERVICE (kettle_service_get_type ())

/**
 * KettleService:
 *
 * The kettle on the session bus, for programs: the interface io.github.kettle_desktop.Kettle1. What
 * it tells is what the model says; its methods answer when the kettle has.
 */
G_DECLARE_FINAL_TYPE (KettleService, kettle_service, KETTLE, SERVICE, GObject)

/*
 * Signal: requested (): somebody on the bus wants something of the kettle: just before the model is
 *   asked.
 */
KettleService *kettle_service_new (void);
gboolean kettle_service_export (KettleService *self,
                                GDBusConnection *bus,
                                const char *object_path,
                                GError **error);
void kettle_service_unexport (KettleService *self);
void kettle_service_set_model (KettleService *self, KettleModel *model);

G_END_DECLS
