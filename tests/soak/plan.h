// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can go wrong. */
typedef enum {
  FAULT_DROP,
  FAULT_RESET,
  FAULT_MUTE,
  FAULT_CLOSE_AFTER,
  FAULT_RESET_AFTER,
  FAULT_MUTE_AFTER,
  FAULT_ENDLESS,
  FAULT_NO_GREETING,
  FAULT_LINE_END,
  FAULT_FULL,
  FAULT_REFUSED,
  FAULT_WEB_SERVER,
  FAULT_FLOOD,
  FAULT_DELAY,
  FAULT_UNKNOWN,
  FAULT_STRAY_HELLO,
  FAULT_CHUNK,
  FAULT_GLUE,
  FAULT_IDLE_KEY,
  FAULT_STOPPED,
  FAULT_SERVER_GONE,
  FAULT_SERVER_HANGS,
  FAULT_BUBBLE_CLOSED,
  FAULT_PANEL_GONE,
  N_FAULTS,
} FaultKind;

/* Up to here each costs a connection. */
#define FAULT_LAST_BREAKING FAULT_FLOOD

/* How a person presses something. */
typedef enum {
  WAY_WINDOW,
  WAY_TRAY,
  WAY_BUBBLE,
  WAY_BUS,
  N_WAYS,
} Way;

/* What a person presses; not everything can be pressed everywhere. */
typedef enum {
  KEY_POWER,
  KEY_OFF,
  KEY_100,
  KEY_95,
  KEY_80,
  KEY_65,
  KEY_WARM,
  KEY_5,
  KEY_10,
  KEY_20,
  KEY_SHOW,
  KEY_CLOSE,
  KEY_PREFERENCES,
  N_KEYS,
} Key;

typedef enum {
  STEP_FAULT,
  STEP_PRESS,
  STEP_HAND,
} StepType;

/**
 * Step:
 * @at: when, ms after the beginning
 * @type: what sort of thing
 * @what: a #FaultKind, #Key, or the number of a word for plan_get_word()
 * @ms: how long a fault lasts
 * @argument: a number the fault may use; the #Way of a press
 */
typedef struct {
  guint at;
  StepType type;
  guint what;
  guint ms;
  guint argument;
} Step;

#define PLAN_MAX_STEPS 12

/**
 * Plan:
 * @water: °C
 * @litres: how much of it
 * @by_hand: whether a hand at the kettle switches it on; else a person does
 * @way: how
 * @temperature: a #Key of a temperature
 * @warm: whether to keep warm
 * @ending: what is done to a kettle that does not end by itself
 * @n_steps: how many of
 * @steps: what happens meanwhile, in order
 *
 * One boil, and what happens to it. Everything that is left to chance is in here: the same seed and
 * number give the same plan, whatever the machine does.
 */
typedef struct {
  double water;
  double litres;
  gboolean by_hand;
  Way way;
  Key temperature;
  gboolean warm;
  guint ending;
  guint n_steps;
  Step steps[PLAN_MAX_STEPS];
} Plan;

void plan_make (Plan *self, guint32 seed, guint number);
const char *plan_get_word (guint number);
const char *fault_get_name (FaultKind kind);
const char *way_get_name (Way way);

G_END_DECLS
