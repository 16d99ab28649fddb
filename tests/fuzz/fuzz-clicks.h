// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fuzz/fuzz-peer.h"
#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * FuzzClicks:
 * @clicks: of what was asked of the model: whether it may still lead to a key, and how it ended
 * @last_key: boot clock: when a key of the kettle was last pressed from here; 0 for never
 * @replaced_on: whether one for which On was pressed was replaced by the click that is being made
 *
 * What was clicked, against what was pressed and what was told about it.
 */
typedef struct {
  GArray *clicks;
  gint64 last_key;
  gboolean replaced_on;
} FuzzClicks;

void fuzz_clicks_init (FuzzClicks *self);
void fuzz_clicks_clear (FuzzClicks *self);
void fuzz_clicks_begin (FuzzClicks *self);
void fuzz_clicks_add (FuzzClicks *self, KettleRequestKind kind, int argument, guint number);
void fuzz_clicks_lose (FuzzClicks *self);
void fuzz_clicks_take_back (FuzzClicks *self);
void fuzz_clicks_press (FuzzClicks *self, FuzzCommand command);
void fuzz_clicks_end (FuzzClicks *self,
                      KettleRequestKind kind,
                      int argument,
                      gboolean failed,
                      gboolean replaced,
                      guint number);
void fuzz_clicks_confirm (FuzzClicks *self, KettleRequestKind kind, int argument);
void fuzz_clicks_check_all_ended (FuzzClicks *self, guint last_number);

G_END_DECLS
