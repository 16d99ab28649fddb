// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-wifi.h"

G_BEGIN_DECLS

/*
 * The properties of KettleEmulator; what each means stands in kettle-emulator.h. Those from
 * FIRST_MOOD to LAST_MOOD are whole numbers or switches that the emulator keeps in one array; those
 * from FIRST_WIFI to LAST_WIFI are its wifi module's.
 */
typedef enum {
  PROP_SPEED = 1,
  PROP_LITRES,
  PROP_START_TEMPERATURE,
  PROP_SEED,
  PROP_LINE_END,
  PROP_IDLE_KEY,
  PROP_CHUNK,
  PROP_GLUE,
  PROP_MAX_CLIENTS,
  PROP_MUTE,
  PROP_MUTE_AFTER,
  PROP_DELAY,
  PROP_CLOSE_AFTER,
  PROP_RESET_AFTER,
  PROP_UNKNOWN,
  PROP_ENDLESS,
  PROP_STRAY_HELLO,
  PROP_NO_GREETING,
  PROP_PORT,
  PROP_N_CLIENTS,
  PROP_N_ACCEPTED,
  PROP_TEMPERATURE,
  PROP_KEYS,
  PROP_FIRST_WIFI,
  PROP_LAST_WIFI = PROP_FIRST_WIFI + KETTLE_EMULATOR_WIFI_N_PROPS - 1,
} KettleEmulatorProperty;

#define N_PROPS    (PROP_LAST_WIFI + 1)
#define FIRST_MOOD PROP_SEED
#define LAST_MOOD  PROP_NO_GREETING
#define FIRST_WIFI PROP_FIRST_WIFI
#define LAST_WIFI  PROP_LAST_WIFI

void kettle_emulator_install_properties (GObjectClass *object_class, GParamSpec *props[N_PROPS]);
gint64 kettle_emulator_get_whole_number (const GValue *value);
void kettle_emulator_set_whole_number (GValue *value, gint64 number);

G_END_DECLS
