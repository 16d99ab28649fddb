// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fuzz/reference-decoder.h"
#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * FuzzLamps:
 * @word: °C, the last temperature that a word told since it was dark
 *
 * What the kettle has said of its lamps, by the sheet alone.
 */
typedef struct {
  gboolean on;
  gboolean warm;
  int target;
  int minutes;
  int word;
} FuzzLamps;

/**
 * FuzzAllowance:
 * @told: how often it was told
 * @allowed: how often there was a cause
 * @fresh: whether the next word that says so is a cause, and no repetition
 *
 * For an event that must not be told twice for one cause.
 */
typedef struct {
  guint told;
  guint allowed;
  gboolean fresh;
} FuzzAllowance;

/**
 * FuzzOracle:
 *
 * What the model may show and tell, from the bytes that were delivered and nothing else.
 */
typedef struct {
  GByteArray *bytes; /* of this connection, since the last silence that ended a line */
  ReferenceEnds ends;
  guint n_taken; /* messages of them */
  gboolean holding;
  gint64 last_bytes; /* monotonic */
  gboolean proven;
  gboolean known; /* everything that is lit has been told on this connection */

  FuzzLamps lamps;
  FuzzLamps others; /* if the last 0x100 was not believed */
  gboolean minutes_early;
  gboolean on_lately; /* at some time since all was quiet last */
  gboolean warm_lately;
  gboolean warm_before; /* the gap began while it kept warm */
  FuzzLamps before;     /* the gap */
  gint64 lost_at;       /* boot clock: when it began */
  gint64 mishap_at;     /* boot clock */
  gint64 pressed_65;    /* boot clock: when its key was pressed last; 0 never */

  FuzzAllowance boiled;
  FuzzAllowance lifted;
  FuzzAllowance problem;
  FuzzAllowance warm_ended;
  FuzzAllowance gap;
  FuzzAllowance lost_sight;
} FuzzOracle;

void fuzz_oracle_init (FuzzOracle *self);
void fuzz_oracle_clear (FuzzOracle *self);
void fuzz_oracle_connect (FuzzOracle *self);
gboolean fuzz_oracle_lose (FuzzOracle *self);
void fuzz_oracle_forget (FuzzOracle *self);
void fuzz_oracle_hear (FuzzOracle *self, const guint8 *data, gsize length);
void fuzz_oracle_touch (FuzzOracle *self);
void fuzz_oracle_tell (FuzzAllowance *what);
void fuzz_oracle_check (FuzzOracle *self, const KettleSnapshot *shown);

G_END_DECLS
