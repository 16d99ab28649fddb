// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FlooderMood:
 * @FLOODER_CALM: it answers as a kettle does
 * @FLOODER_GREETS: it floods whoever it has greeted and told its status
 * @FLOODER_RUDE: it floods from the first byte
 */
typedef enum { FLOODER_CALM = 0, FLOODER_GREETS, FLOODER_RUDE } FlooderMood;

/**
 * FlooderSession:
 * @accepted_at: when the client came, monotonic microseconds
 * @flooded_at: when the flood began; 0 before
 * @ended_at: when the client was gone; 0 before
 * @sent: how many bytes of the flood the kernel took
 */
typedef struct {
  gint64 accepted_at;
  gint64 flooded_at;
  gint64 ended_at;
  guint64 sent;
} FlooderSession;

/**
 * Flooder:
 *
 * A hostile peer: it listens as a kettle does and sends at full speed, from a thread of its own.
 */
typedef struct _Flooder Flooder;

Flooder *flooder_new (const char *bytes, gsize length);
void flooder_free (Flooder *self);
guint16 flooder_get_port (Flooder *self);
void flooder_set_mood (Flooder *self, FlooderMood mood);
void flooder_set_rate (Flooder *self, guint bytes_per_second);
void flooder_hang_up (Flooder *self);
guint flooder_get_n_sessions (Flooder *self);
FlooderSession flooder_get_session (Flooder *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flooder, flooder_free)

G_END_DECLS
