// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-protocol.h"

G_BEGIN_DECLS

/**
 * KettleDecoder:
 *
 * A push decoder for the kettle's side of the conversation: feed bytes as they come, pop messages,
 * flush after a silence. It has no clock and costs at most %KETTLE_LINE_MAX bytes of line memory
 * whatever the peer sends.
 */
typedef struct _KettleDecoder KettleDecoder;

KettleDecoder *kettle_decoder_new (void);
void kettle_decoder_free (KettleDecoder *self);
void kettle_decoder_feed (KettleDecoder *self, const guint8 *data, gsize length);
gboolean kettle_decoder_pop (KettleDecoder *self, KettleMessage *message);
void kettle_decoder_flush (KettleDecoder *self);
gboolean kettle_decoder_is_holding (const KettleDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleDecoder, kettle_decoder_free)

G_END_DECLS
