// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-door.h"
#include "emulator/kettle-emulator-wifi-moods.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_EMULATOR_WIFI (kettle_emulator_wifi_get_type ())

/**
 * KettleEmulatorWifi:
 *
 * The wifi module of the emulated kettle: its settings in RAM and in flash, the networks around it,
 * where it is found, its shell, and its restarts. Both ports are its own; what comes in for the
 * kettle it hands on.
 */
G_DECLARE_FINAL_TYPE (KettleEmulatorWifi, kettle_emulator_wifi, KETTLE, EMULATOR_WIFI, GObject)

/*
 * Its properties are the emulator's of the same names; see kettle-emulator.h.
 *
 * Signals:
 *   heard (guint client, const char *escaped)  a line came to the shell
 *   said (guint client, const char *escaped)   the shell says something
 *   gone ()                                    it left the network; connections end
 */
#define KETTLE_EMULATOR_WIFI_N_PROPS 14

#define KETTLE_EMULATOR_WIFI_DELAY     20  /* ms, at first */
#define KETTLE_EMULATOR_WIFI_BOOT_TIME 300 /* ms, at first */

void kettle_emulator_wifi_make_properties (GParamSpec *made[KETTLE_EMULATOR_WIFI_N_PROPS]);
KettleEmulatorWifi *kettle_emulator_wifi_new (KettleEmulatorDoorFunc func, gpointer user_data);
gboolean kettle_emulator_wifi_listen_kettle (KettleEmulatorWifi *self,
                                             const char *host,
                                             guint16 port,
                                             GError **error);
gboolean kettle_emulator_wifi_listen (KettleEmulatorWifi *self, guint16 port, GError **error);
gboolean kettle_emulator_wifi_add_air (KettleEmulatorWifi *self, const char *text, GError **error);
void kettle_emulator_wifi_take_power (KettleEmulatorWifi *self, gboolean reset);
void kettle_emulator_wifi_hang_up (KettleEmulatorWifi *self, gboolean reset);
void kettle_emulator_wifi_shut_down (KettleEmulatorWifi *self);
void kettle_emulator_wifi_set_chunk (KettleEmulatorWifi *self, int chunk);
void kettle_emulator_wifi_set_seed (KettleEmulatorWifi *self, guint32 seed);
const char *kettle_emulator_wifi_get_host (KettleEmulatorWifi *self);
guint16 kettle_emulator_wifi_get_kettle_port (KettleEmulatorWifi *self);
guint16 kettle_emulator_wifi_get_port (KettleEmulatorWifi *self);
gboolean kettle_emulator_wifi_is_ruined (KettleEmulatorWifi *self);
char *kettle_emulator_wifi_dup_ram (KettleEmulatorWifi *self);
char *kettle_emulator_wifi_dup_flash (KettleEmulatorWifi *self);
const char *kettle_emulator_wifi_get_heard (KettleEmulatorWifi *self);
void kettle_emulator_wifi_forget_heard (KettleEmulatorWifi *self);

G_END_DECLS
