// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/peer.h"

G_BEGIN_DECLS

/**
 * Wire:
 * @peer: who listens
 * @key: the byte behind `sys status key=`
 * @n_questions: how often the status was asked for
 * @n_presses: how many key presses came
 * @last_press: (nullable): the last one, without its end
 * @pressed_at: when the last one came, monotonic microseconds
 *
 * A kettle that answers at once and does nothing by itself, so that every moment is known.
 */
typedef struct {
  Peer *peer;
  guint8 key;
  guint n_questions;
  guint n_presses;
  char *last_press;
  gint64 pressed_at;

  /*< private >*/
  gsize n_read;
} Wire;

Wire *wire_new (void);
void wire_free (Wire *self);
char *wire_dup_address (Wire *self);
gint64 wire_say (Wire *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wire, wire_free)

G_END_DECLS
