// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-gap.h"

/*
 * What a gap hid, and what of the time before it still holds, as pure functions of the kettle
 * before it and of the first status after it. Nothing that happened is lost, nothing is told
 * twice, nothing is claimed that is not known.
 */

/**
 * kettle_gap_judge:
 * @self: a gap
 * @now: the kettle now, before the first status is taken in
 * @keys: what the first status after the gap shows
 *
 * Of a kettle that kept warm and is off now it is known that it keeps warm no longer, by whatever
 * cause; that is told as the end of keeping warm, and not as a gap that hid a boiling.
 *
 * Returns: what the gap hid
 */
KettleGapVerdict
kettle_gap_judge (const KettleGap *self, const KettleState *now, KettleKeys keys)
{
  gboolean on = (keys & KETTLE_KEY_ON) != 0;
  gboolean warm = (keys & KETTLE_KEY_WARM) != 0;

  if (!self->open)
    return KETTLE_GAP_HID_NOTHING;

  /* The kettle told its end itself, before the status; or it was us. */
  if (now->lasting || (!on && self->off_pressed))
    return KETTLE_GAP_HID_NOTHING;

  switch (self->before.phase) {
  case KETTLE_PHASE_HEATING:
    if (now->told)
      return KETTLE_GAP_HID_NOTHING;
    if (!on)
      return KETTLE_GAP_HID_END;
    return warm ? KETTLE_GAP_HID_SOMETHING : KETTLE_GAP_HID_NOTHING;
  case KETTLE_PHASE_KEEPING_WARM:
    return !on && !warm ? KETTLE_GAP_HID_WARM_END : KETTLE_GAP_HID_NOTHING;
  case KETTLE_PHASE_UNKNOWN:
  case KETTLE_PHASE_OFF:
  case KETTLE_PHASE_READY:
  case KETTLE_PHASE_LIFTED:
  case KETTLE_PHASE_PROBLEM:
  default:
    return KETTLE_GAP_HID_NOTHING;
  }
}

/* Whether what is lit now is still the heat that was told as boiled before the gap. */
static gboolean
is_same_heat (const KettleGap *self, KettleKeys keys, gint64 now)
{
  if (!self->before.told || !self->before.on)
    return FALSE;
  if (self->before.phase == KETTLE_PHASE_KEEPING_WARM)
    return (keys & KETTLE_KEY_WARM) != 0;

  /* Between "reached" and "off" there are seconds at most. */
  return now < self->same_heat_until;
}

/**
 * kettle_gap_carry_over:
 * @self: a gap
 * @state: (inout): the kettle now, before the first status is taken in
 * @keys: what the first status after the gap shows
 * @now: µs on the clock of kettle_clock_get_boottime()
 *
 * Puts back into @state what still holds of the time before the gap, so that the status continues
 * it: a heating whose start was seen, keeping warm, and a lasting phase that is not too old.
 */
void
kettle_gap_carry_over (const KettleGap *self, KettleState *state, KettleKeys keys, gint64 now)
{
  const KettleState *before = &self->before;
  gboolean on = (keys & KETTLE_KEY_ON) != 0;
  gboolean holds;

  /* The kettle has said something of its own already: that is newer. */
  if (!self->open || state->phase != KETTLE_PHASE_UNKNOWN)
    return;

  switch (before->phase) {
  case KETTLE_PHASE_HEATING:
    holds = on;
    break;
  case KETTLE_PHASE_KEEPING_WARM:
    holds = (keys & KETTLE_KEY_WARM) != 0;
    break;
  case KETTLE_PHASE_READY:
  case KETTLE_PHASE_LIFTED:
  case KETTLE_PHASE_PROBLEM:
    holds = keys == 0 ? before->lasting && now < self->memory_until
                      : on && is_same_heat (self, keys, now);
    break;
  case KETTLE_PHASE_UNKNOWN:
  case KETTLE_PHASE_OFF:
  default:
    holds = FALSE;
    break;
  }
  if (!holds)
    return;

  state->phase = before->phase;
  state->phase_since = before->phase_since;
  state->lasting = before->lasting;
  state->told = before->told;
  state->reached = before->reached;
  state->holding = before->holding;
  state->on = before->on;
  state->warm = before->warm;
  state->target = before->target;
  state->heating_since = before->heating_since;
}
