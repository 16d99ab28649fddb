// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawClient:
 * @socket: the connection
 * @got: every byte that came
 * @ended: the kettle closed the connection
 * @reset: the kettle reset the connection
 * @n_packets: how many reads brought something
 * @largest: the most bytes one read brought
 *
 * A socket and nothing else: what is tested here must not be read by the program's own decoder.
 */
typedef struct {
  GSocket *socket;
  GString *got;
  gboolean ended;
  gboolean reset;
  guint n_packets;
  gsize largest;
} RawClient;

RawClient *raw_client_new (guint16 port);
RawClient *raw_client_new_to (const char *host, guint16 port);
gboolean raw_client_can_reach (const char *host, guint16 port);
void raw_client_free (RawClient *self);
void raw_client_send (RawClient *self, const char *bytes);
void raw_client_poll (RawClient *self);
gboolean raw_client_has (RawClient *self, const char *bytes, gsize length);
gboolean raw_client_is_over (RawClient *self);
void raw_client_assert_got (RawClient *self, const char *bytes, gsize length);
KettleEmulator *raw_kettle_new (void);
void raw_kettle_free (KettleEmulator *kettle);

/**
 * raw_client_expect:
 * @client: a client
 * @literal: a string literal, may hold NUL: all that shall have come since the last time
 *
 * Waits until so many bytes came, compares them, and forgets them.
 */
#define raw_client_expect(client, literal)                                            \
  G_STMT_START                                                                        \
  {                                                                                   \
    test_wait_for (raw_client_has ((client), (literal), sizeof (literal) - 1), 5000); \
    raw_client_assert_got ((client), (literal), sizeof (literal) - 1);                \
  }                                                                                   \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawClient, raw_client_free)

G_END_DECLS
