// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PeerEnd:
 * @PEER_OPEN: the client is still there
 * @PEER_CLOSED: it said goodbye
 * @PEER_RESET: it reset the connection
 *
 * How a client left.
 */
typedef enum { PEER_OPEN = 0, PEER_CLOSED, PEER_RESET } PeerEnd;

/**
 * Peer:
 * @port: where it listens, on 127.0.0.1
 * @n_accepted: connections ever
 * @n_clients: connections that are open now
 * @max_clients: the most there ever were at the same time
 * @received: every byte of every client, in order
 * @times: (element-type gint64): when bytes came, monotonic, microseconds; one entry a read
 * @end: how the last client that left did so
 * @deaf: whether it leaves what it is sent in the kernel's buffers
 * @on_accepted: (nullable): called with every new client
 * @on_received: (nullable): called after every read
 * @user_data: for the two
 *
 * The other end of a connection for what no kettle does, emulated or not. A plain record of what it
 * saw; it says only what a test tells it to.
 */
typedef struct _Peer Peer;

typedef void (*PeerFunc) (Peer *peer, gpointer user_data);

struct _Peer {
  guint16 port;
  guint n_accepted;
  guint n_clients;
  guint max_clients;
  GString *received;
  GArray *times;
  PeerEnd end;
  gboolean deaf;
  PeerFunc on_accepted;
  PeerFunc on_received;
  gpointer user_data;

  /*< private >*/
  GSocket *listener;
  GSource *accepting;
  GPtrArray *clients;
};

Peer *peer_new (void);
void peer_free (Peer *peer);
void peer_say (Peer *peer, const char *data, gssize length);
void peer_flood (Peer *peer, const char *line, gsize length);
void peer_hang_up (Peer *peer);
void peer_reset (Peer *peer);

guint16 peer_find_dead_port (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

G_END_DECLS
