// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/peer.h"

#include <string.h>
#include <sys/socket.h>

/* How much a flood pours in at a time. */
#define FLOOD_PIECE 65536

typedef struct {
  Peer *peer;
  GSocket *socket;
  GSource *readable;
  GSource *flooding;
  GString *flood;
  gsize flood_left;
} Client;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
client_free (gpointer data)
{
  Client *client = data;

  clear_source (&client->readable);
  clear_source (&client->flooding);
  g_socket_close (client->socket, NULL);
  g_object_unref (client->socket);
  if (client->flood != NULL)
    g_string_free (client->flood, TRUE);
  g_free (client);
}

static void
leave (Client *client, PeerEnd end)
{
  Peer *peer = client->peer;

  peer->end = end;
  peer->n_clients--;
  g_ptr_array_remove (peer->clients, client);
}

static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Client *client = user_data;
  Peer *peer = client->peer;
  g_autoptr (GError) error = NULL;
  char bytes[4096];
  gint64 now = g_get_monotonic_time ();
  gssize n = g_socket_receive (socket, bytes, sizeof bytes, NULL, &error);

  if (n > 0) {
    g_string_append_len (peer->received, bytes, n);
    g_array_append_val (peer->times, now);
    if (peer->on_received != NULL)
      peer->on_received (peer, peer->user_data);
    return G_SOURCE_CONTINUE;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;

  leave (client, n == 0 ? PEER_CLOSED : PEER_RESET);

  return G_SOURCE_REMOVE;
}

static gboolean
on_accept (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Peer *peer = user_data;
  GSocket *accepted;
  Client *client;

  /* Who left before this one came is not counted beside it. */
  for (guint i = peer->clients->len; i-- > 0;) {
    client = g_ptr_array_index (peer->clients, i);
    while (client->readable != NULL && g_socket_condition_check (client->socket, G_IO_IN) != 0
           && on_readable (client->socket, G_IO_IN, client))
      ;
  }

  accepted = g_socket_accept (socket, NULL, NULL);
  if (accepted == NULL)
    return G_SOURCE_CONTINUE;

  g_socket_set_blocking (accepted, FALSE);
  client = g_new0 (Client, 1);
  client->peer = peer;
  client->socket = accepted;
  if (!peer->deaf) {
    client->readable = g_socket_create_source (accepted, G_IO_IN, NULL);
    g_source_set_callback (client->readable, G_SOURCE_FUNC (on_readable), client, NULL);
    g_source_attach (client->readable, NULL);
  }
  g_ptr_array_add (peer->clients, client);
  peer->n_accepted++;
  peer->n_clients++;
  peer->max_clients = MAX (peer->max_clients, peer->n_clients);
  peer->end = PEER_OPEN;
  if (peer->on_accepted != NULL)
    peer->on_accepted (peer, peer->user_data);

  return G_SOURCE_CONTINUE;
}

/* A socket at 127.0.0.1 and a port nobody else has. */
static GSocket *
bind_somewhere (guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (socket, any, FALSE, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

/**
 * peer_new:
 *
 * Returns: (transfer full): a peer that listens on 127.0.0.1
 */
Peer *
peer_new (void)
{
  g_autoptr (GError) error = NULL;
  Peer *peer = g_new0 (Peer, 1);

  peer->received = g_string_new (NULL);
  peer->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  peer->clients = g_ptr_array_new_with_free_func (client_free);
  peer->listener = bind_somewhere (&peer->port);
  g_socket_set_blocking (peer->listener, FALSE);
  g_socket_listen (peer->listener, &error);
  g_assert_no_error (error);
  peer->accepting = g_socket_create_source (peer->listener, G_IO_IN, NULL);
  g_source_set_callback (peer->accepting, G_SOURCE_FUNC (on_accept), peer, NULL);
  g_source_attach (peer->accepting, NULL);

  return peer;
}

/**
 * peer_free:
 * @peer: (transfer full): a peer; its connections end
 */
void
peer_free (Peer *peer)
{
  clear_source (&peer->accepting);
  g_ptr_array_unref (peer->clients);
  g_socket_close (peer->listener, NULL);
  g_object_unref (peer->listener);
  g_string_free (peer->received, TRUE);
  g_array_unref (peer->times);
  g_free (peer);
}

/**
 * peer_say:
 * @peer: a peer
 * @data: (array length=length): bytes
 * @length: how many, -1 if a NUL ends them
 *
 * Sends @data to every client, in one piece.
 */
void
peer_say (Peer *peer, const char *data, gssize length)
{
  gsize size = length < 0 ? strlen (data) : (gsize) length;

  for (guint i = 0; i < peer->clients->len; i++) {
    Client *client = g_ptr_array_index (peer->clients, i);

    g_socket_send (client->socket, data, size, NULL, NULL);
  }
}

static gboolean
on_flooding (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Client *client = user_data;
  gssize n = g_socket_send (socket, client->flood->str,
                            MIN (client->flood->len, client->flood_left), NULL, NULL);

  if (n > 0)
    client->flood_left -= (gsize) n;
  if (client->flood_left > 0 && n > 0)
    return G_SOURCE_CONTINUE;

  return G_SOURCE_REMOVE;
}

/**
 * peer_flood:
 * @peer: a peer
 * @line: what to say over and over
 * @length: bytes in all
 *
 * Pours @length bytes on every client, as fast as they take them.
 */
void
peer_flood (Peer *peer, const char *line, gsize length)
{
  for (guint i = 0; i < peer->clients->len; i++) {
    Client *client = g_ptr_array_index (peer->clients, i);

    client->flood = g_string_new (NULL);
    while (client->flood->len < FLOOD_PIECE)
      g_string_append (client->flood, line);
    client->flood_left = length;
    client->flooding = g_socket_create_source (client->socket, G_IO_OUT, NULL);
    g_source_set_callback (client->flooding, G_SOURCE_FUNC (on_flooding), client, NULL);
    g_source_attach (client->flooding, NULL);
  }
}

/**
 * peer_hang_up:
 * @peer: a peer
 *
 * Closes every connection.
 */
void
peer_hang_up (Peer *peer)
{
  g_ptr_array_set_size (peer->clients, 0);
  peer->n_clients = 0;
}

/**
 * peer_reset:
 * @peer: a peer
 *
 * Resets every connection.
 */
void
peer_reset (Peer *peer)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  for (guint i = 0; i < peer->clients->len; i++) {
    Client *client = g_ptr_array_index (peer->clients, i);

    setsockopt (g_socket_get_fd (client->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  }
  peer_hang_up (peer);
}

/**
 * peer_find_dead_port:
 *
 * Returns: a port of 127.0.0.1 where nobody listens, as long as nobody else is given it meanwhile
 */
guint16
peer_find_dead_port (void)
{
  guint16 port;
  GSocket *socket = bind_somewhere (&port);

  g_socket_close (socket, NULL);
  g_object_unref (socket);

  return port;
}
