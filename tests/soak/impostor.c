// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/impostor.h"

#include <string.h>

struct _Impostor {
  Scene *scene;
  GSocketService *service;
  gboolean floods;
  GPtrArray *floods_running; /* of GSource */
};

static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n"
                             "Connection: close\r\n\r\n<html><body>no</body></html>\r\n";

static gboolean
on_writable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  static char rubbish[16384];

  memset (rubbish, 'x', sizeof rubbish);

  return g_socket_send (socket, rubbish, sizeof rubbish, NULL, NULL) >= 0;
}

static void
source_free (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source_object,
             gpointer user_data)
{
  Impostor *self = user_data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  GSource *source;

  scene_note_accepted (self->scene);
  if (!self->floods) {
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                               strlen (answer), NULL, NULL, NULL);
    return FALSE;
  }

  g_socket_set_blocking (socket, FALSE);
  source = g_socket_create_source (socket, G_IO_OUT, NULL);
  g_source_set_priority (source, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, G_SOURCE_FUNC (on_writable), g_object_ref (connection),
                         g_object_unref);
  g_source_attach (source, NULL);
  g_ptr_array_add (self->floods_running, source);

  return FALSE;
}

/**
 * impostor_new:
 * @scene: whose port is free; must outlive the result
 * @floods: whether it sends as much as it can; else it answers as a web server does
 *
 * Returns: (transfer full): it listens at the kettle's port
 */
Impostor *
impostor_new (Scene *scene, gboolean floods)
{
  Impostor *self = g_new0 (Impostor, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, scene->port);
  g_autoptr (GError) error = NULL;

  self->scene = scene;
  self->floods = floods;
  self->floods_running = g_ptr_array_new_with_free_func (source_free);
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, NULL, &error);
  g_assert_no_error (error);

  return self;
}

/* Closes the port, and every connection. */
void
impostor_free (Impostor *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_ptr_array_unref (self->floods_running);
  g_free (self);
}
