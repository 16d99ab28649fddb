// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-program.h"
#include "kettle-dbus.h"

G_BEGIN_DECLS

/* How long the bus, and what runs on it, may take to say what they know already, ms. */
#define KETTLE_CTL_BUS_PATIENCE 2000

#define KETTLE_CTL_PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

KettleCtlProgram *kettle_ctl_program_new (KettleDBusKettle1 *proxy);
void kettle_ctl_program_take_properties (KettleCtlProgram *self, GVariant *properties);
void kettle_ctl_program_call_get_all (GDBusConnection *connection,
                                      const char *name,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
