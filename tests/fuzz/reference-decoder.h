// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-protocol.h"

G_BEGIN_DECLS

/**
 * ReferenceEnds:
 *
 * What a peer was seen to put behind its lines.
 */
typedef enum {
  REFERENCE_ENDS_NOT_SEEN,
  REFERENCE_ENDS_CR,
  REFERENCE_ENDS_LF,
  REFERENCE_ENDS_CRLF,
} ReferenceEnds;

GArray *reference_decode (const guint8 *data, gsize length, ReferenceEnds *ends, gboolean *holding);

G_END_DECLS
