// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-door.h"

#define BACKLOG 10

struct _KettleEmulatorDoor {
  GSocket *socket;
  GSource *source;
  guint16 port;
  KettleEmulatorDoorFunc func;
  gpointer user_data;
};

static gboolean
on_knock (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  KettleEmulatorDoor *self = user_data;
  g_autoptr (GSocket) accepted = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  accepted = g_socket_accept (socket, NULL, &error);
  if (accepted == NULL) {
    g_debug ("Nobody came in: %s", error->message);
    return G_SOURCE_CONTINUE;
  }

  connection = g_socket_connection_factory_create_connection (accepted);
  /* The door may be gone afterwards. */
  self->func (connection, self->user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * kettle_emulator_door_dup_address:
 * @host: a numeric address, or `localhost`
 * @error: return location: a sentence, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full): the numeric address, or %NULL
 */
char *
kettle_emulator_door_dup_address (const char *host, GError **error)
{
  g_autoptr (GInetAddress) inet = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  inet = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  if (inet != NULL)
    return g_inet_address_to_string (inet);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "\"%s\" is not a numeric address; give one of this computer's, such as 127.0.0.1.",
               host);

  return NULL;
}

static void
explain (const GError *cause, const char *host, guint16 port, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, G_IO_ERROR, cause->code,
                 "Port %u of %s is taken; choose another one, or 0 for any that is free.", port,
                 host);
  else
    g_set_error (error, G_IO_ERROR, cause->code,
                 "Cannot listen on port %u of %s (%s); give an address of this computer's, such as "
                 "127.0.0.1, and a port above 1023.",
                 port, host, cause->message);
}

/**
 * kettle_emulator_door_open:
 * @host: a numeric address of this computer, or `localhost`
 * @port: a port, 0 for any that is free
 * @func: called for everybody who comes in
 * @user_data: for @func
 * @error: return location: a sentence that says what to do, in %G_IO_ERROR
 *
 * Listens. A port that was listened on a moment ago can be listened on again.
 *
 * Returns: (transfer full): a door, in the main context that is the thread's default now; %NULL
 *   with @error
 */
KettleEmulatorDoor *
kettle_emulator_door_open (
    const char *host, guint16 port, KettleEmulatorDoorFunc func, gpointer user_data, GError **error)
{
  g_autofree char *numeric = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) local = NULL;
  KettleEmulatorDoor *self;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  numeric = kettle_emulator_door_dup_address (host, error);
  if (numeric == NULL)
    return NULL;

  address = g_inet_socket_address_new_from_string (numeric, port);
  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &local);
  if (socket != NULL) {
    g_socket_set_blocking (socket, FALSE);
    g_socket_set_listen_backlog (socket, BACKLOG);
  }
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, &local)
      || !g_socket_listen (socket, &local)
      || (effective = g_socket_get_local_address (socket, &local)) == NULL) {
    explain (local, host, port, error);
    return NULL;
  }

  self = g_new0 (KettleEmulatorDoor, 1);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->func = func;
  self->user_data = user_data;
  self->source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_name (self->source, "kettle-emulator-door");
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_knock), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->socket = g_steal_pointer (&socket);

  return self;
}

/**
 * kettle_emulator_door_reserve:
 * @host: a numeric address
 * @port: (inout): a port; 0 for any that is free, and is told which
 *
 * Keeps a port from being given to somebody else while the kettle is away: a socket is bound to it,
 * on all addresses, and never listens. It is no hindrance where a port is asked for by its number.
 *
 * Returns: (transfer full) (nullable): the socket; %NULL where that port cannot be kept
 */
GSocket *
kettle_emulator_door_reserve (const char *host, guint16 *port)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (host);
  g_autoptr (GInetAddress) any = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (inet != NULL, NULL);

  any = g_inet_address_new_any (g_inet_address_get_family (inet));
  address = g_inet_socket_address_new (any, *port);
  socket = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, NULL);
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, NULL)
      || (effective = g_socket_get_local_address (socket, NULL)) == NULL)
    return NULL;

  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));

  return g_steal_pointer (&socket);
}

/**
 * kettle_emulator_door_get_port:
 * @self: a door
 *
 * Returns: the port, also where 0 was asked for
 */
guint16
kettle_emulator_door_get_port (KettleEmulatorDoor *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->port;
}

/**
 * kettle_emulator_door_close:
 * @self: (transfer full): a door
 *
 * Nobody comes in from now on; who is in stays. Whoever knocks is refused, as is who was not yet
 * let in.
 */
void
kettle_emulator_door_close (KettleEmulatorDoor *self)
{
  g_return_if_fail (self != NULL);

  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  g_free (self);
}
