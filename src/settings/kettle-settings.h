// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *kettle_settings_open (gboolean in_memory);
char *kettle_settings_dup_address (GSettings *settings);
void kettle_settings_save_address (GSettings *settings, const char *host, guint16 port);
void kettle_settings_save_mac (GSettings *settings, const char *mac);
void kettle_settings_add_network (GSettings *settings, const char *network_id);
void kettle_settings_forget_networks (GSettings *settings);
void kettle_settings_add_last_address (GSettings *settings, const char *address);
int kettle_settings_get_preferred_temperature (GSettings *settings);
int kettle_settings_get_preferred_warm_minutes (GSettings *settings);

G_END_DECLS
