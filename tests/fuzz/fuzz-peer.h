// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FuzzCommand:
 *
 * What may be heard from the program, by the sheet's numbers.
 */
typedef enum {
  FUZZ_COMMAND_HELLO = 0,
  FUZZ_COMMAND_STATUS,
  FUZZ_COMMAND_ON,
  FUZZ_COMMAND_OFF,
  FUZZ_COMMAND_100,
  FUZZ_COMMAND_95,
  FUZZ_COMMAND_80,
  FUZZ_COMMAND_65,
  FUZZ_COMMAND_WARM,
  FUZZ_COMMAND_WARM_5,
  FUZZ_COMMAND_WARM_10,
  FUZZ_COMMAND_WARM_20,
  FUZZ_N_COMMANDS,
} FuzzCommand;

/**
 * FuzzPeerFuncs:
 * @connected: the program has connected
 * @heard: it sent one whole command
 * @said: what the peer has sent
 *
 * What a peer tells; in all of them the peer may be made to say something.
 */
typedef struct {
  void (*connected) (gpointer user_data);
  void (*heard) (FuzzCommand command, gpointer user_data);
  void (*said) (const guint8 *data, gsize length, gpointer user_data);
} FuzzPeerFuncs;

/**
 * FuzzPeer:
 *
 * The other end of the program's connections, on two ports of this machine. It stops at once when
 * anything is sent that no kettle knows, or when there is a second connection.
 */
typedef struct _FuzzPeer FuzzPeer;

FuzzPeer *fuzz_peer_new (const FuzzPeerFuncs *funcs, gpointer user_data);
void fuzz_peer_free (FuzzPeer *self);
guint16 fuzz_peer_get_port (FuzzPeer *self, guint which);
void fuzz_peer_set_refusing (FuzzPeer *self, gboolean refusing);
gboolean fuzz_peer_has_connection (FuzzPeer *self);
void fuzz_peer_say (FuzzPeer *self, gconstpointer data, gsize length);
void fuzz_peer_close (FuzzPeer *self);
void fuzz_peer_reset (FuzzPeer *self);
gboolean fuzz_peer_turn (FuzzPeer *self, const GPollFD *fds, guint n_fds);

G_END_DECLS
