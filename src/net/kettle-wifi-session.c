// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-session.h"

#include "net/kettle-timer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

/*
 * The socket of a module's shell. What it says may be its key in plain text: nothing of it is kept
 * outside the reader, and nothing is logged.
 */

/* So little that what it may say is dealt with in a moment. */
#define READ_SIZE 256

/* As for port 2000 (protocol sheet 1.5): the same small module, the same serial line. */
#define FLOOD_BYTES_PER_SECOND 16384

/* How long the kernel may go on offering bytes nobody acknowledges, milliseconds. */
#define USER_TIMEOUT 5000

struct _KettleWifiSession {
  GObject *owner; /* unowned */
  const KettleWifiSessionFuncs *funcs;
  gint64 quiet_time;

  KettleWifiReader *reader;
  GSocket *socket; /* nullable: not begun, or ended */
  GSource *readable;
  GSource *quiet;

  gint64 second_began;
  gsize n_this_second;
  gsize n_counted; /* since the limit was set */
  gsize limit;
};

static void
end_silently (KettleWifiSession *self, gboolean reset)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (self->readable != NULL)
    g_source_destroy (self->readable);
  g_clear_pointer (&self->readable, g_source_unref);
  g_clear_pointer (&self->quiet, kettle_timer_free);
  if (self->socket == NULL)
    return;

  kettle_wifi_reader_forget (self->reader);
  if (reset)
    setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
}

/* The peer ended it, or misbehaved so that we do. */
static void
fail (KettleWifiSession *self, KettleWifiError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (KETTLE_WIFI_ERROR, (int) code, message);

  g_debug ("Shell session ended: %s", message);
  end_silently (self, FALSE);
  self->funcs->ended (self->owner, error);
}

static void
tell_events (KettleWifiSession *self)
{
  KettleWifiEvent event;

  while (self->socket != NULL && kettle_wifi_reader_pop (self->reader, &event))
    self->funcs->heard (self->owner, &event);
}

/* What stands there without a line end may be a prompt. */
static gboolean
on_quiet (gpointer user_data)
{
  KettleWifiSession *self = user_data;
  g_autoptr (GObject) guard G_GNUC_UNUSED = g_object_ref (self->owner);

  kettle_wifi_reader_flush (self->reader);
  tell_events (self);
  if (self->socket != NULL)
    self->funcs->quiet (self->owner);

  return G_SOURCE_REMOVE;
}

/* Counts @n more bytes; FALSE if they are more than a module can say. */
static gboolean
count_received (KettleWifiSession *self, gsize n)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->second_began >= G_USEC_PER_SEC) {
    self->second_began = now;
    self->n_this_second = 0;
  }
  self->n_this_second += n;
  self->n_counted += n;

  return self->n_this_second <= FLOOD_BYTES_PER_SECOND
         && (self->limit == 0 || self->n_counted <= self->limit);
}

static void
take_bytes (KettleWifiSession *self, const guint8 *bytes, gsize length)
{
  gsize done = 0;

  if (!count_received (self, length)) {
    fail (self, KETTLE_WIFI_ERROR_MALFORMED, "More bytes than a wifi module can say");
    return;
  }

  kettle_timer_start (self->quiet, self->quiet_time);
  while (self->socket != NULL && done < length) {
    done += kettle_wifi_reader_feed (self->reader, bytes + done, length - done);
    tell_events (self);
  }
}

/* One bounded read an iteration, so that a peer that talks without end cannot stop the main loop.
 */
static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  KettleWifiSession *self = user_data;
  g_autoptr (GObject) guard G_GNUC_UNUSED = g_object_ref (self->owner);
  g_autoptr (GError) error = NULL;
  char bytes[READ_SIZE];
  gssize n;

  n = g_socket_receive (socket, bytes, sizeof bytes, NULL, &error);
  if (n > 0)
    take_bytes (self, (const guint8 *) bytes, (gsize) n);
  else if (n == 0)
    fail (self, KETTLE_WIFI_ERROR_LOST, "The wifi module closed the connection");
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    fail (self, KETTLE_WIFI_ERROR_LOST, error->message);
  kettle_secret_wipe (bytes, sizeof bytes);

  return self->socket != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

KettleWifiSession *
kettle_wifi_session_new (GObject *owner, const KettleWifiSessionFuncs *funcs, gint64 quiet_time)
{
  KettleWifiSession *self = g_new0 (KettleWifiSession, 1);

  self->owner = owner;
  self->funcs = funcs;
  self->quiet_time = quiet_time;
  self->reader = kettle_wifi_reader_new ();

  return self;
}

void
kettle_wifi_session_free (KettleWifiSession *self)
{
  end_silently (self, FALSE);
  kettle_wifi_reader_free (self->reader);
  g_free (self);
}

void
kettle_wifi_session_begin (KettleWifiSession *self, GSocket *socket)
{
  g_return_if_fail (self->socket == NULL);

  self->socket = g_object_ref (socket);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, USER_TIMEOUT, NULL);
  self->quiet = kettle_timer_new ("kettle-wifi-session quiet", on_quiet, self);
  self->readable = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_static_name (self->readable, "kettle-wifi-session readable");
  g_source_set_callback (self->readable, G_SOURCE_FUNC (on_readable), self, NULL);
  g_source_attach (self->readable, g_main_context_get_thread_default ());
}

gboolean
kettle_wifi_session_is_open (const KettleWifiSession *self)
{
  return self->socket != NULL;
}

void
kettle_wifi_session_set_limit (KettleWifiSession *self, gsize bytes)
{
  self->limit = bytes;
  self->n_counted = 0;
}

/* So few bytes always fit into an empty send buffer; where they do not, the peer stopped taking
 * anything, and what is left must never follow later (pitfall P-W1). */
static gboolean
send_whole (KettleWifiSession *self, const KettleSecret *line, gboolean *begun, GError **error)
{
  g_autoptr (GError) why = NULL;
  gsize length;
  const char *bytes = kettle_secret_peek (line, &length);
  gssize n;

  kettle_wifi_reader_forget (self->reader);
  n = g_socket_send (self->socket, bytes, length, NULL, &why);
  *begun = n > 0;
  if (n == (gssize) length)
    return TRUE;

  g_set_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST, "Could not be sent as a whole: %s",
               why != NULL ? why->message : "no room");
  end_silently (self, TRUE);

  return FALSE;
}

gboolean
kettle_wifi_session_send (KettleWifiSession *self,
                          const KettleSecret *line,
                          gboolean *begun,
                          GError **error)
{
  *begun = FALSE;
  g_return_val_if_fail (self->socket != NULL, FALSE);

  /* The last look before the socket: whatever made this line, it must be one that may be sent. */
  if (!kettle_wifi_line_is_permitted (line)) {
    g_critical ("A line for the wifi module is not on the list; not sent");
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE,
                         "This may not be sent to a wifi module");
    end_silently (self, TRUE);
    return FALSE;
  }

  return send_whole (self, line, begun, error);
}

gboolean
kettle_wifi_session_send_password (KettleWifiSession *self,
                                   const KettleSecret *password,
                                   gboolean *begun,
                                   GError **error)
{
  g_autoptr (KettleSecret) line = NULL;

  *begun = FALSE;
  g_return_val_if_fail (self->socket != NULL, FALSE);

  line = kettle_wifi_line_new_login (password, error);
  if (line == NULL) {
    end_silently (self, TRUE);
    return FALSE;
  }

  return send_whole (self, line, begun, error);
}

void
kettle_wifi_session_end (KettleWifiSession *self, gboolean reset)
{
  end_silently (self, reset);
}
