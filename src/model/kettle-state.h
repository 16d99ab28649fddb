// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * KettleStateEvents:
 * @KETTLE_STATE_NOTHING: only lamps changed, if anything
 * @KETTLE_STATE_BOILED: the selected temperature was reached, for the first time in this heat
 * @KETTLE_STATE_LIFTED: it was taken from its base while on
 * @KETTLE_STATE_PROBLEM: it probably boiled dry
 * @KETTLE_STATE_WARM_ENDED: it kept warm and does so no longer
 * @KETTLE_STATE_ODD_KEYS: a status showed more than one temperature
 *
 * What a message told beside the lamps.
 */
typedef enum {
  KETTLE_STATE_NOTHING = 0,
  KETTLE_STATE_BOILED = 1 << 0,
  KETTLE_STATE_LIFTED = 1 << 1,
  KETTLE_STATE_PROBLEM = 1 << 2,
  KETTLE_STATE_WARM_ENDED = 1 << 3,
  KETTLE_STATE_ODD_KEYS = 1 << 4,
} KettleStateEvents;

/**
 * KettleState:
 * @known: whether everything that is lit has been told since the connection began
 * @phase: what the kettle is doing
 * @on: the On lamp
 * @warm: the Keep Warm lamp
 * @target: °C, the temperature that is lit, 0 for none
 * @warm_minutes: the keep-warm length, 0 while unknown
 * @reached: °C, what was last reached, 0 if unknown
 * @heating_since: Unix seconds, 0 when the start was not seen
 * @phase_since: Unix seconds, when @phase was entered
 * @lasting: whether @phase outlives the lamps: what was told in so many words (ready, lifted,
 *   problem)
 * @told: whether "boiled" was told for this heat already
 * @holding: whether it keeps warm although nothing was told as reached
 * @word_temperature: °C, the last temperature that a word confirmed since it was off, 0 for none
 *
 * The kettle as last confirmed. A plain value; all zero is a kettle of which nothing is known.
 */
typedef struct {
  gboolean known;
  KettlePhase phase;
  gboolean on;
  gboolean warm;
  int target;
  int warm_minutes;
  int reached;
  gint64 heating_since;
  gint64 phase_since;
  gboolean lasting;
  gboolean told;
  gboolean holding;
  int word_temperature;
} KettleState;

KettleStateEvents kettle_state_hear (KettleState *self, const KettleMessage *message, gint64 now);
gboolean kettle_state_end_memory (KettleState *self, gint64 now);

G_END_DECLS
