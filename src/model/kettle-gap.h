// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-state.h"

G_BEGIN_DECLS

/**
 * KettleGap:
 * @open: whether there is one: the connection ended, and no status came since
 * @before: the kettle as it was last confirmed
 * @seen_at: Unix seconds, when the last byte came
 * @began: when the connection ended, µs on the clock of kettle_clock_get_boottime()
 * @same_heat_until: what was told as boiled and is still lit then is another heat, µs on that clock
 * @memory_until: until when @before's lasting phase is remembered, µs on the same clock
 * @off_pressed: whether Off had been pressed from here and was not confirmed
 *
 * A time in which nobody could see the kettle.
 */
typedef struct {
  gboolean open;
  KettleState before;
  gint64 seen_at;
  gint64 began;
  gint64 same_heat_until;
  gint64 memory_until;
  gboolean off_pressed;
} KettleGap;

/**
 * KettleGapVerdict:
 * @KETTLE_GAP_HID_NOTHING: nothing that is worth telling, or nothing that is known
 * @KETTLE_GAP_HID_END: it heated before and is off now
 * @KETTLE_GAP_HID_SOMETHING: it heated before; now it is on and keeps warm, or will
 * @KETTLE_GAP_HID_WARM_END: it kept warm before and is off now
 *
 * What a gap hid.
 */
typedef enum {
  KETTLE_GAP_HID_NOTHING = 0,
  KETTLE_GAP_HID_END,
  KETTLE_GAP_HID_SOMETHING,
  KETTLE_GAP_HID_WARM_END,
} KettleGapVerdict;

KettleGapVerdict kettle_gap_judge (const KettleGap *self, const KettleState *now, KettleKeys keys);
void kettle_gap_carry_over (const KettleGap *self, KettleState *state, KettleKeys keys, gint64 now);

G_END_DECLS
