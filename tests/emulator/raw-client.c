// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-client.h"

#include <string.h>

/**
 * raw_client_new:
 * @port: a port of 127.0.0.1 that somebody listens on
 *
 * Returns: (transfer full): a connection
 */
RawClient *
raw_client_new (guint16 port)
{
  return raw_client_new_to ("127.0.0.1", port);
}

/**
 * raw_client_new_to:
 * @host: a numeric address of this computer
 * @port: a port of @host that somebody listens on
 *
 * Returns: (transfer full): a connection
 */
RawClient *
raw_client_new_to (const char *host, guint16 port)
{
  RawClient *self = g_new0 (RawClient, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr (GError) error = NULL;

  self->got = g_string_new (NULL);
  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  /* The kernel answers for the listener, so that this does not wait for the main loop. */
  g_socket_connect (self->socket, address, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (self->socket, FALSE);

  return self;
}

/**
 * raw_client_free:
 * @self: (transfer full): a client
 */
void
raw_client_free (RawClient *self)
{
  g_object_unref (self->socket);
  g_string_free (self->got, TRUE);
  g_free (self);
}

/**
 * raw_client_send:
 * @self: a client
 * @bytes: what to send
 */
void
raw_client_send (RawClient *self, const char *bytes)
{
  g_autoptr (GError) error = NULL;
  gssize n = g_socket_send (self->socket, bytes, strlen (bytes), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (n, ==, (gssize) strlen (bytes));
}

/**
 * raw_client_poll:
 * @self: a client
 *
 * Takes in what came, one read; never waits.
 */
void
raw_client_poll (RawClient *self)
{
  char buffer[65536];
  g_autoptr (GError) error = NULL;
  gssize n;

  if (self->ended || self->reset)
    return;

  n = g_socket_receive (self->socket, buffer, sizeof buffer, NULL, &error);
  if (n > 0) {
    g_string_append_len (self->got, buffer, n);
    self->n_packets++;
    self->largest = MAX (self->largest, (gsize) n);
  } else if (n == 0) {
    self->ended = TRUE;
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)) {
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
    self->reset = TRUE;
  }
}

/**
 * raw_client_has:
 * @self: a client
 * @bytes: what is awaited
 * @length: how many bytes
 *
 * Returns: whether as many bytes came; one that differs from @bytes fails the test
 */
gboolean
raw_client_has (RawClient *self, const char *bytes, gsize length)
{
  raw_client_poll (self);
  if (memcmp (self->got->str, bytes, MIN (self->got->len, length)) != 0)
    raw_client_assert_got (self, bytes, length);

  return self->got->len >= length;
}

/**
 * raw_client_is_over:
 * @self: a client
 *
 * Returns: whether the kettle closed or reset the connection
 */
gboolean
raw_client_is_over (RawClient *self)
{
  raw_client_poll (self);

  return self->ended || self->reset;
}

/**
 * raw_client_assert_got:
 * @self: a client
 * @bytes: what shall have come, exactly
 * @length: how many bytes
 *
 * Forgets what came.
 */
void
raw_client_assert_got (RawClient *self, const char *bytes, gsize length)
{
  g_assert_cmpmem (self->got->str, self->got->len, bytes, length);
  g_string_truncate (self->got, 0);
}

/**
 * raw_client_can_reach:
 * @host: a numeric address of this computer
 * @port: a port
 *
 * Returns: whether anybody listens there; they see a connection that ends at once
 */
gboolean
raw_client_can_reach (const char *host, guint16 port)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GError) error = NULL;

  if (g_socket_connect (socket, address, NULL, &error))
    return TRUE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  return FALSE;
}

/**
 * raw_kettle_new:
 *
 * Returns: (transfer full): an emulator that listens on a free port
 */
KettleEmulator *
raw_kettle_new (void)
{
  KettleEmulator *kettle = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  kettle_emulator_listen (kettle, "127.0.0.1", 0, &error);
  g_assert_no_error (error);

  return kettle;
}

/**
 * raw_kettle_free:
 * @kettle: (transfer full): an emulator
 *
 * Shuts it down and sees that nothing keeps it.
 */
void
raw_kettle_free (KettleEmulator *kettle)
{
  kettle_emulator_shut_down (kettle);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (kettle);
}
