// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KettleBoiler KettleBoiler;

/**
 * KettleBoilerKey:
 * @KETTLE_BOILER_KEY_ON: comes on, always at 100 °C
 * @KETTLE_BOILER_KEY_OFF: goes off, and clears everything
 * @KETTLE_BOILER_KEY_100: selects 100 °C
 * @KETTLE_BOILER_KEY_95: selects 95 °C
 * @KETTLE_BOILER_KEY_80: selects 80 °C
 * @KETTLE_BOILER_KEY_65: selects 65 °C
 * @KETTLE_BOILER_KEY_WARM: keep warm or not, a toggle
 * @KETTLE_BOILER_KEY_5: keeps warm for 5 minutes
 * @KETTLE_BOILER_KEY_10: keeps warm for 10 minutes
 * @KETTLE_BOILER_KEY_20: keeps warm for 20 minutes
 *
 * What can be pressed, by hand or by the network.
 */
typedef enum {
  KETTLE_BOILER_KEY_ON,
  KETTLE_BOILER_KEY_OFF,
  KETTLE_BOILER_KEY_100,
  KETTLE_BOILER_KEY_95,
  KETTLE_BOILER_KEY_80,
  KETTLE_BOILER_KEY_65,
  KETTLE_BOILER_KEY_WARM,
  KETTLE_BOILER_KEY_5,
  KETTLE_BOILER_KEY_10,
  KETTLE_BOILER_KEY_20,
} KettleBoilerKey;

#define KETTLE_BOILER_MIN_SPEED  0.001
#define KETTLE_BOILER_MAX_SPEED  100000.0
#define KETTLE_BOILER_MIN_LITRES 0.1
#define KETTLE_BOILER_MAX_LITRES 2.0

/**
 * KettleBoilerSayFunc:
 * @word: the label of a status message, such as `0x5` (protocol sheet 1.3)
 * @user_data: what was given to kettle_boiler_new()
 *
 * The kettle says something.
 */
typedef void (*KettleBoilerSayFunc) (const char *word, gpointer user_data);

KettleBoiler *kettle_boiler_new (KettleBoilerSayFunc say, gpointer user_data);
void kettle_boiler_free (KettleBoiler *self);
void kettle_boiler_set_speed (KettleBoiler *self, double speed, gint64 now);
void kettle_boiler_set_litres (KettleBoiler *self, double litres, gint64 now);
void kettle_boiler_fill (KettleBoiler *self, double temperature, gint64 now);
void kettle_boiler_press (KettleBoiler *self, KettleBoilerKey key, gint64 now);
void kettle_boiler_lift (KettleBoiler *self, gint64 now);
void kettle_boiler_put_back (KettleBoiler *self, gint64 now);
void kettle_boiler_run_dry (KettleBoiler *self, gint64 now);
void kettle_boiler_advance (KettleBoiler *self, gint64 now);
gint64 kettle_boiler_get_next (const KettleBoiler *self);
guint kettle_boiler_get_keys (const KettleBoiler *self);
double kettle_boiler_get_speed (const KettleBoiler *self);
double kettle_boiler_get_litres (const KettleBoiler *self);
double kettle_boiler_get_fill_temperature (const KettleBoiler *self);
double kettle_boiler_get_temperature (const KettleBoiler *self, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleBoiler, kettle_boiler_free)

G_END_DECLS
