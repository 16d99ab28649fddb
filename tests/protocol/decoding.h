// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-decoder.h"

G_BEGIN_DECLS

void decoding_pop_all (KettleDecoder *decoder, GString *seen);
void decoding_feed (KettleDecoder *decoder, const char *bytes, gsize length, GString *seen);
void decoding_assert_every_cut (const GString *stream, const char *expected, const char *flushed);

G_END_DECLS
