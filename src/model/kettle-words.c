// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-model.h"

/**
 * kettle_life_get_word:
 * @life: a connection's life
 *
 * Returns: (transfer none): the word of the "connection" action and property, not for translation
 */
const char *
kettle_life_get_word (KettleLife life)
{
  switch (life) {
  case KETTLE_LIFE_NONE:
    return "none";
  case KETTLE_LIFE_CONNECTING:
    return "connecting";
  case KETTLE_LIFE_CONNECTED:
    return "connected";
  case KETTLE_LIFE_UNREACHABLE:
    return "unreachable";
  case KETTLE_LIFE_NOT_A_KETTLE:
    return "not-a-kettle";
  default:
    g_return_val_if_reached ("none");
  }
}

/**
 * kettle_phase_get_word:
 * @phase: a phase
 *
 * Returns: (transfer none): the word of the "phase" action and property, not for translation
 */
const char *
kettle_phase_get_word (KettlePhase phase)
{
  switch (phase) {
  case KETTLE_PHASE_UNKNOWN:
    return "unknown";
  case KETTLE_PHASE_OFF:
    return "off";
  case KETTLE_PHASE_HEATING:
    return "heating";
  case KETTLE_PHASE_READY:
    return "ready";
  case KETTLE_PHASE_KEEPING_WARM:
    return "keeping-warm";
  case KETTLE_PHASE_LIFTED:
    return "lifted";
  case KETTLE_PHASE_PROBLEM:
    return "problem";
  default:
    g_return_val_if_reached ("unknown");
  }
}
