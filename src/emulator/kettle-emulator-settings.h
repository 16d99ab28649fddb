// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-wifi-moods.h"

G_BEGIN_DECLS

/* What stands behind `+ERR=` (protocol sheet 2). */
#define KETTLE_EMULATOR_BAD_FORMAT    (-1)
#define KETTLE_EMULATOR_UNSUPPORTED   (-2)
#define KETTLE_EMULATOR_BAD_OPERATOR  (-3)
#define KETTLE_EMULATOR_BAD_PARAMETER (-4)
#define KETTLE_EMULATOR_NOT_PERMITTED (-5)
#define KETTLE_EMULATOR_FLASH_FAILED  (-7)
#define KETTLE_EMULATOR_UNDEFINED     (-100)

/* In the order in which they are printed. */
typedef enum {
  KETTLE_EMULATOR_WPRT = 0,
  KETTLE_EMULATOR_SSID,
  KETTLE_EMULATOR_ENCRY,
  KETTLE_EMULATOR_KEY,
  KETTLE_EMULATOR_NIP,
  KETTLE_EMULATOR_WEBS,
  KETTLE_EMULATOR_PASS,
  KETTLE_EMULATOR_N_SETTINGS,
} KettleEmulatorSetting;

typedef enum {
  KETTLE_EMULATOR_AIR_OPEN = 0,
  KETTLE_EMULATOR_AIR_WPA,
  KETTLE_EMULATOR_AIR_WPA2,
} KettleEmulatorAirSecurity;

/**
 * KettleEmulatorAir:
 * @name: what it is called
 * @security: what it asks for
 * @key: passphrase, or 64 hexadecimal digits; empty where it is open
 * @address: where a kettle that joined it is found
 *
 * A network in the air.
 */
typedef struct {
  char *name;
  KettleEmulatorAirSecurity security;
  char *key;
  char *address;
} KettleEmulatorAir;

KettleEmulatorAir *kettle_emulator_air_new (const char *text, GError **error);
void kettle_emulator_air_free (KettleEmulatorAir *self);

/**
 * KettleEmulatorSettings:
 *
 * One set of a wifi module's settings: those it goes by, or those in its flash.
 */
typedef struct _KettleEmulatorSettings KettleEmulatorSettings;

KettleEmulatorSettings *kettle_emulator_settings_new (void);
KettleEmulatorSettings *kettle_emulator_settings_copy (const KettleEmulatorSettings *self);
void kettle_emulator_settings_free (KettleEmulatorSettings *self);
void kettle_emulator_settings_take_name (KettleEmulatorSettings *self,
                                         const KettleEmulatorSettings *from);
void kettle_emulator_settings_reset (KettleEmulatorSettings *self);
void kettle_emulator_settings_join (KettleEmulatorSettings *self, const KettleEmulatorAir *air);
gboolean kettle_emulator_settings_find (const char *name, KettleEmulatorSetting *setting);
int kettle_emulator_settings_set (KettleEmulatorSettings *self,
                                  KettleEmulatorSetting setting,
                                  const char *value,
                                  KettleEmulatorWifiMoods moods);
char *kettle_emulator_settings_ask (const KettleEmulatorSettings *self,
                                    KettleEmulatorSetting setting,
                                    KettleEmulatorWifiMoods moods);
const char *kettle_emulator_settings_get_password (const KettleEmulatorSettings *self);
const char *kettle_emulator_settings_get_fixed_address (const KettleEmulatorSettings *self);
gboolean kettle_emulator_settings_is_own_network (const KettleEmulatorSettings *self);
gboolean
kettle_emulator_settings_fit (const KettleEmulatorSettings *self, const KettleEmulatorAir *air);
char *kettle_emulator_settings_to_text (const KettleEmulatorSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleEmulatorAir, kettle_emulator_air_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleEmulatorSettings, kettle_emulator_settings_free)

G_END_DECLS
