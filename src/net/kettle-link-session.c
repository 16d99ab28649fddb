// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-link-private.h"

#include "net/kettle-address.h"

/*
 * The one connection a KettleLink has at a time: opened, greeted, asked, listened to and ended
 * here. What that means for the link is said by kettle_link_happen().
 */

/* The greeting's time is cut in this many parts; after the first the status is asked as well. */
#define GREETING_PARTS 3

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  KettleLink *self;

  if (!kettle_connection_open_finish (KETTLE_CONNECTION (source), result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = KETTLE_LINK (user_data);
  if (error != NULL)
    g_info ("Cannot connect to %s:%u: %s", self->host, self->port, error->message);

  if (error == NULL)
    kettle_link_happen (self, KETTLE_LINK_EVENT_CONNECTED, KETTLE_TROUBLE_NONE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    kettle_link_happen (self, KETTLE_LINK_EVENT_REFUSED, KETTLE_TROUBLE_REFUSED);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    kettle_link_happen (self, KETTLE_LINK_EVENT_DEADLINE, KETTLE_TROUBLE_UNREACHABLE);
  else if (g_error_matches (error, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PUBLIC))
    kettle_link_happen (self, KETTLE_LINK_EVENT_RESOLVER_FAILED, KETTLE_TROUBLE_NOT_LOCAL);
  else if (error->domain == G_RESOLVER_ERROR || error->domain == KETTLE_ADDRESS_ERROR)
    kettle_link_happen (self, KETTLE_LINK_EVENT_RESOLVER_FAILED, KETTLE_TROUBLE_NO_SUCH_NAME);
  else
    kettle_link_happen (self, KETTLE_LINK_EVENT_UNREACHABLE, KETTLE_TROUBLE_UNREACHABLE);
}

static void
start_keep_alive (KettleLink *self)
{
  kettle_link_start_timer (self,
                           kettle_link_get_duration (self, KETTLE_LINK_PROP_KEEP_ALIVE_INTERVAL),
                           KETTLE_LINK_EVENT_KEEP_ALIVE_DUE);
}

/* Only what nothing else says is a proof: other devices listen on this port, too (protocol sheet
 * 1.5). The words another client's presses cause must not be taken for an answer to us. */
static void
on_message (KettleConnection *connection, const KettleMessage *message, KettleLink *self)
{
  gboolean is_proof =
      message->type == KETTLE_MESSAGE_HELLO || message->type == KETTLE_MESSAGE_STATUS;

  if (kettle_message_is_known (message)) {
    self->heard_kettle = TRUE;
    if (self->state == KETTLE_LINK_CONNECTED) {
      self->asked = FALSE;
      start_keep_alive (self);
    }
  }

  if (is_proof) {
    self->proof = message->type;
    kettle_link_happen (self, KETTLE_LINK_EVENT_PROOF, KETTLE_TROUBLE_NONE);
  }

  /* A handler may have ended all this. */
  if (connection == self->connection && self->state == KETTLE_LINK_CONNECTED)
    g_signal_emit_by_name (self, "message", message);
}

static void
on_written (KettleConnection *connection, guint ticket, KettleLink *self)
{
  if (ticket != self->own_ticket) {
    g_signal_emit_by_name (self, "written", ticket);
    return;
  }

  self->own_ticket = 0;
  if (self->ask_next)
    self->own_ticket = kettle_connection_send (connection, KETTLE_COMMAND_GET_STATUS, 0);
  self->ask_next = FALSE;
}

static void
on_dropped (KettleConnection *connection, guint ticket, KettleLink *self)
{
  if (ticket != self->own_ticket) {
    g_signal_emit_by_name (self, "dropped", ticket);
    return;
  }

  /* Off emptied the queue of our question, too; its deadline runs, so it is asked again. */
  self->own_ticket = 0;
  if (self->asked)
    self->own_ticket = kettle_connection_send (connection, KETTLE_COMMAND_GET_STATUS, 0);
}

static void
on_closed (KettleConnection *connection, const GError *error, KettleLink *self)
{
  g_info ("Connection to %s:%u ended: %s", self->host, self->port, error->message);

  if (g_error_matches (error, KETTLE_PROTOCOL_ERROR, KETTLE_PROTOCOL_ERROR_FLOOD))
    kettle_link_happen (self, KETTLE_LINK_EVENT_OVERFLOW, KETTLE_TROUBLE_NOT_A_KETTLE);
  else if (self->state == KETTLE_LINK_CONNECTED || self->heard_kettle)
    kettle_link_happen (self, KETTLE_LINK_EVENT_CLOSED, KETTLE_TROUBLE_LOST);
  else if (kettle_connection_get_last_received (connection) != 0)
    kettle_link_happen (self, KETTLE_LINK_EVENT_CLOSED, KETTLE_TROUBLE_NOT_A_KETTLE);
  else
    kettle_link_happen (self, KETTLE_LINK_EVENT_CLOSED, KETTLE_TROUBLE_REFUSED);
}

static void
forget_talk (KettleLink *self)
{
  self->heard_kettle = FALSE;
  self->asked = FALSE;
  self->ask_next = FALSE;
  self->own_ticket = 0;
}

static void
listen_to_connection (KettleLink *self)
{
  g_signal_connect_object (self->connection, "message", G_CALLBACK (on_message), self, 0);
  g_signal_connect_object (self->connection, "written", G_CALLBACK (on_written), self, 0);
  g_signal_connect_object (self->connection, "dropped", G_CALLBACK (on_dropped), self, 0);
  g_signal_connect_object (self->connection, "closed", G_CALLBACK (on_closed), self, 0);
}

/**
 * kettle_link_session_start:
 * @self: a link without a connection
 *
 * Starts an attempt, with a connection object and a cancellable of its own.
 */
void
kettle_link_session_start (KettleLink *self)
{
  g_return_if_fail (self->connection == NULL);

  forget_talk (self);
  self->cancellable = g_cancellable_new ();
  self->connection = g_object_new (
      KETTLE_TYPE_CONNECTION, "connect-timeout", self->numbers[KETTLE_LINK_PROP_CONNECT_TIMEOUT],
      "hold-time", self->numbers[KETTLE_LINK_PROP_HOLD_TIME], "key-gap",
      self->numbers[KETTLE_LINK_PROP_KEY_GAP], "time-scale", self->time_scale, NULL);
  listen_to_connection (self);

  kettle_connection_open_async (self->connection, self->host, self->port, self->cancellable,
                                on_open_ready, self);
}

/**
 * kettle_link_session_take:
 * @self: a link without a connection
 *
 * Goes on with the connection that was handed over. It has greeted the kettle and was answered.
 */
void
kettle_link_session_take (KettleLink *self)
{
  g_return_if_fail (self->connection == NULL);

  forget_talk (self);
  self->heard_kettle = TRUE;
  self->proof = KETTLE_MESSAGE_HELLO;
  self->connection = g_steal_pointer (&self->handed);
  listen_to_connection (self);
}

/**
 * kettle_link_session_greet:
 * @self: a link that is just connected
 *
 * Says hello. A kettle that missed it gets a second chance by a question after a part of the time.
 */
void
kettle_link_session_greet (KettleLink *self)
{
  gint64 time = kettle_link_get_duration (self, KETTLE_LINK_PROP_GREETING_TIMEOUT);

  self->own_ticket = kettle_connection_send (self->connection, KETTLE_COMMAND_HELLO, 0);
  self->greeting_ends = g_get_monotonic_time () + time;
  kettle_link_start_timer (self, time / GREETING_PARTS, KETTLE_LINK_EVENT_KEEP_ALIVE_DUE);
}

/**
 * kettle_link_session_ask:
 * @self: a link with a connection
 *
 * Asks for the status, unless what was asked before has not even left, and starts the deadline of
 * the answer. While greeting, the greeting's own deadline stays.
 */
void
kettle_link_session_ask (KettleLink *self)
{
  gint64 time = kettle_link_get_duration (self, KETTLE_LINK_PROP_ANSWER_TIMEOUT);

  if (self->state == KETTLE_LINK_GREETING)
    time = self->greeting_ends - g_get_monotonic_time ();

  self->ask_next = self->own_ticket != 0 && !self->asked;
  self->asked = TRUE;
  if (self->own_ticket == 0)
    self->own_ticket = kettle_connection_send (self->connection, KETTLE_COMMAND_GET_STATUS, 0);
  kettle_link_start_timer (self, time, KETTLE_LINK_EVENT_DEADLINE);
}

/**
 * kettle_link_session_settle:
 * @self: a link whose peer has proved to be a kettle
 *
 * Starts the clock that tells a stable connection, and the keep-alive unless a question is open.
 */
void
kettle_link_session_settle (KettleLink *self)
{
  g_info ("Connected to the kettle at %s:%u", self->host, self->port);

  self->settled_at = g_get_monotonic_time ();
  if (!self->asked)
    start_keep_alive (self);
}

static void
on_undelivered (KettleConnection *connection, guint ticket, KettleLink *self)
{
  if (ticket != self->own_ticket)
    g_array_append_val (self->undelivered, ticket);
}

/**
 * kettle_link_session_end:
 * @self: a link
 * @reset: whether nothing that is under way may arrive any more
 *
 * Ends the connection or the attempt, if there is one. Nothing it says from now on reaches the
 * link; what it had not written is in "undelivered". A connection that lasted ends the outage.
 */
void
kettle_link_session_end (KettleLink *self, gboolean reset)
{
  g_autoptr (KettleConnection) connection = g_steal_pointer (&self->connection);
  gint64 stable = kettle_link_get_duration (self, KETTLE_LINK_PROP_STABLE_TIME);

  if (self->settled_at != 0 && g_get_monotonic_time () - self->settled_at >= stable)
    kettle_backoff_forget (&self->backoff);
  self->settled_at = 0;
  self->asked = FALSE;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (connection == NULL)
    return;

  self->last_received = MAX (self->last_received, kettle_connection_get_last_received (connection));
  g_signal_handlers_disconnect_by_data (connection, self);
  g_signal_connect (connection, "dropped", G_CALLBACK (on_undelivered), self);
  if (reset)
    kettle_connection_reset (connection);
  else
    kettle_connection_close (connection);
  g_signal_handlers_disconnect_by_data (connection, self);
  self->own_ticket = 0;
}
