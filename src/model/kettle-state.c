// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-state.h"

/*
 * What the kettle's words do to its lamps and its phase, as a pure function: no clock, no
 * link. What is shown is only ever what the kettle said; where it left something open the
 * least is claimed.
 */

static const struct {
  KettleKeys key;
  int temperature;
} temperature_keys[] = {
  { KETTLE_KEY_65, 65 },
  { KETTLE_KEY_80, 80 },
  { KETTLE_KEY_95, 95 },
  { KETTLE_KEY_100, 100 },
};

static void
enter (KettleState *self, KettlePhase phase, gboolean lasting, gint64 now)
{
  self->lasting = lasting;
  if (self->phase == phase)
    return;

  self->phase = phase;
  self->phase_since = now;
}

static void
set_warm (KettleState *self, gboolean warm)
{
  /* The length belongs to this keeping warm; of the next one nothing is known. */
  if (self->warm && !warm)
    self->warm_minutes = 0;

  self->warm = warm;
}

static void
set_dark (KettleState *self)
{
  self->on = FALSE;
  self->target = 0;
  self->heating_since = 0;
  self->holding = FALSE;
  self->word_temperature = 0;
  set_warm (self, FALSE);
}

/*
 * Another temperature begins another heat. Only a kettle that keeps warm is at least as hot as the
 * temperature it had: a lower one makes it heat no sooner than it has cooled down.
 */
static void
select_temperature (KettleState *self, int temperature)
{
  if (temperature != self->target)
    self->holding = self->phase == KETTLE_PHASE_KEEPING_WARM && temperature < self->target;
  if (temperature != self->reached)
    self->told = FALSE;

  self->target = temperature;
}

/* Which of the lit temperatures to believe: 0 for none; *odd when there is more than one. */
static int
pick_temperature (const KettleState *self, KettleKeys keys, gboolean *odd)
{
  int picked = 0;
  guint n_lit = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (temperature_keys); i++) {
    if ((keys & temperature_keys[i].key) == 0)
      continue;
    n_lit++;
    if (n_lit == 1 || temperature_keys[i].temperature == self->word_temperature)
      picked = temperature_keys[i].temperature;
  }

  *odd = n_lit > 1;
  if (*odd && picked != self->word_temperature)
    return 0;

  return picked;
}

static KettleStateEvents
hear_status (KettleState *self, KettleKeys keys, gint64 now)
{
  gboolean on = (keys & KETTLE_KEY_ON) != 0;
  gboolean odd;
  int temperature = pick_temperature (self, keys, &odd);

  if (keys == 0) {
    set_dark (self);
  } else {
    if (on && !self->on) {
      /* The first status only says that it is on, not since when; what was told before it stays. */
      if (self->known || self->phase == KETTLE_PHASE_UNKNOWN)
        self->told = FALSE;
      self->heating_since = self->known ? now : 0;
    } else if (!on) {
      self->heating_since = 0;
      self->holding = FALSE;
    }
    self->on = on;
    set_warm (self, (keys & KETTLE_KEY_WARM) != 0);
    /* A temperature that was not known before is not another one. */
    if (temperature != 0 && self->target != 0 && temperature != self->target)
      select_temperature (self, temperature);
    self->target = temperature;
    if (keys == (KETTLE_KEY_ON | KETTLE_KEY_WARM))
      self->holding = TRUE;
  }
  self->known = TRUE;

  return odd ? KETTLE_STATE_ODD_KEYS : KETTLE_STATE_NOTHING;
}

static void
hear_on (KettleState *self, gint64 now)
{
  /* Once more the same word in the same heat tells nothing about its start. */
  if (!self->on || self->phase != KETTLE_PHASE_HEATING)
    self->heating_since = now;

  self->on = TRUE;
  self->told = FALSE;
  self->holding = FALSE;
}

static KettleStateEvents
hear_reached (KettleState *self, gint64 now)
{
  gboolean repeated = self->told;

  /* What was told before a gap is new only in that it says what the kettle is doing now. */
  if (repeated && self->phase != KETTLE_PHASE_UNKNOWN)
    return KETTLE_STATE_NOTHING;

  self->told = TRUE;
  self->holding = FALSE;
  if (!repeated)
    self->reached = self->target;
  if (self->warm)
    enter (self, KETTLE_PHASE_KEEPING_WARM, FALSE, now);
  else
    enter (self, KETTLE_PHASE_READY, TRUE, now);

  return repeated ? KETTLE_STATE_NOTHING : KETTLE_STATE_BOILED;
}

/* The element is off, and whether an "off" follows is not known (protocol sheet 1.3). */
static KettleStateEvents
hear_mishap (KettleState *self, KettlePhase phase, KettleStateEvents event, gint64 now)
{
  gboolean repeated = self->phase == phase;

  set_dark (self);
  enter (self, phase, TRUE, now);

  return repeated ? KETTLE_STATE_NOTHING : event;
}

/* The phase that the lamps allow, and what was told before. */
static void
settle_phase (KettleState *self, gint64 now)
{
  gboolean ready = self->phase == KETTLE_PHASE_READY;

  if (!self->warm)
    self->holding = FALSE;

  if (self->on && self->told && !self->warm)
    enter (self, KETTLE_PHASE_READY, ready && self->lasting, now);
  else if (self->on && (self->told || self->holding))
    enter (self, KETTLE_PHASE_KEEPING_WARM, FALSE, now);
  else if (self->on)
    enter (self, KETTLE_PHASE_HEATING, FALSE, now);
  else if (self->warm && self->phase == KETTLE_PHASE_KEEPING_WARM)
    enter (self, KETTLE_PHASE_KEEPING_WARM, FALSE, now);
  else if (!self->lasting || self->warm || self->target != 0)
    enter (self, self->known ? KETTLE_PHASE_OFF : KETTLE_PHASE_UNKNOWN, FALSE, now);
}

/**
 * kettle_state_hear:
 * @self: a state
 * @message: what the kettle said
 * @now: Unix seconds
 *
 * Takes one message in. The meaning of each is in protocol sheet 1.3 and 1.4.
 *
 * Returns: what it told beside the lamps
 */
KettleStateEvents
kettle_state_hear (KettleState *self, const KettleMessage *message, gint64 now)
{
  gboolean kept_warm = self->phase == KETTLE_PHASE_KEEPING_WARM && self->warm;
  KettleStateEvents events = KETTLE_STATE_NOTHING;

  switch (message->type) {
  case KETTLE_MESSAGE_ON:
    hear_on (self, now);
    break;
  case KETTLE_MESSAGE_OFF:
    set_dark (self);
    self->warm_minutes = 0;
    self->known = TRUE;
    break;
  case KETTLE_MESSAGE_TEMPERATURE:
    select_temperature (self, message->temperature);
    self->word_temperature = message->temperature;
    break;
  case KETTLE_MESSAGE_WARM:
    set_warm (self, TRUE);
    break;
  case KETTLE_MESSAGE_WARM_ENDED:
    set_warm (self, FALSE);
    break;
  case KETTLE_MESSAGE_WARM_MINUTES:
    self->warm_minutes = message->minutes;
    return KETTLE_STATE_NOTHING;
  case KETTLE_MESSAGE_REACHED:
    return hear_reached (self, now);
  case KETTLE_MESSAGE_PROBLEM:
    return hear_mishap (self, KETTLE_PHASE_PROBLEM, KETTLE_STATE_PROBLEM, now);
  case KETTLE_MESSAGE_LIFTED:
    return hear_mishap (self, KETTLE_PHASE_LIFTED, KETTLE_STATE_LIFTED, now);
  case KETTLE_MESSAGE_STATUS:
    events = hear_status (self, message->keys, now);
    break;
  case KETTLE_MESSAGE_HELLO:
  case KETTLE_MESSAGE_UNKNOWN:
  case KETTLE_MESSAGE_OVERLONG:
  default:
    return KETTLE_STATE_NOTHING;
  }

  settle_phase (self, now);
  if (kept_warm && !self->warm)
    events |= KETTLE_STATE_WARM_ENDED;

  return events;
}

/**
 * kettle_state_end_memory:
 * @self: a state
 * @now: Unix seconds
 *
 * Ready, lifted and problem last until something is lit again. This ends them sooner: a person
 * pressed a key here, or it was long ago.
 *
 * Returns: whether there was one to end
 */
gboolean
kettle_state_end_memory (KettleState *self, gint64 now)
{
  if (!self->lasting)
    return FALSE;

  self->lasting = FALSE;
  if (!self->on)
    enter (self, self->known ? KETTLE_PHASE_OFF : KETTLE_PHASE_UNKNOWN, FALSE, now);

  return TRUE;
}
