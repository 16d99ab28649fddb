// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-gate.h"

#include "net/kettle-clock.h"
#include "net/kettle-timer.h"
#include "protocol/kettle-wifi-words.h"

/*
 * Asks one kettle for its status, once. Lamps that are not lit are the only word that opens the
 * gate; silence, or anything else, does not.
 */

/* One look; lives until its task has its result. */
typedef struct {
  GTask *task;
  GCancellable *cancellable;    /* nullable */
  KettleLink *link;             /* nullable: then it is asked through this one */
  KettleConnection *connection; /* nullable: or through one of its own */
  GSource *nudge;
  GSource *deadline;
  GSource *cancelled;
  gboolean asked;
  gint64 patience; /* µs */
} Gate;

/* @off_at: on the boot clock; 0 with @error (transfer full). */
static void
gate_end (Gate *gate, gint64 off_at, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&gate->task);
  gint64 *result = g_task_get_task_data (task);

  if (gate->link != NULL)
    g_signal_handlers_disconnect_by_data (gate->link, gate);
  if (gate->connection != NULL) {
    g_signal_handlers_disconnect_by_data (gate->connection, gate);
    kettle_connection_close (gate->connection);
  }
  g_clear_object (&gate->link);
  g_clear_object (&gate->connection);
  kettle_timer_free (gate->nudge);
  kettle_timer_free (gate->deadline);
  if (gate->cancelled != NULL)
    g_source_destroy (gate->cancelled);
  g_clear_pointer (&gate->cancelled, g_source_unref);
  g_free (gate);

  *result = off_at;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
gate_fail (Gate *gate, KettleWifiError code, const char *message)
{
  gate_end (gate, 0, g_error_new_literal (KETTLE_WIFI_ERROR, (int) code, message));
}

static gboolean
on_deadline (gpointer user_data)
{
  gate_fail (user_data, KETTLE_WIFI_ERROR_NO_KETTLE, "No kettle has told its status in time");

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  gate_end (user_data, 0, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

static void
ask (Gate *gate)
{
  gint64 expires_at = kettle_clock_get_boottime () + gate->patience;
  guint ticket;

  if (gate->asked)
    return;

  gate->asked = TRUE;
  if (gate->link != NULL)
    ticket = kettle_link_send (gate->link, KETTLE_COMMAND_GET_STATUS, expires_at);
  else
    ticket = kettle_connection_send (gate->connection, KETTLE_COMMAND_GET_STATUS, expires_at);
  if (ticket == 0)
    gate_fail (gate, KETTLE_WIFI_ERROR_NO_KETTLE, "The connection to the kettle has ended");
}

/* A kettle that does not greet back is asked all the same: for an address that a person chose, a
 * well-formed status is a proof, too (protocol sheet 1.5). */
static gboolean
on_nudge (gpointer user_data)
{
  ask (user_data);

  return G_SOURCE_REMOVE;
}

/* Of the link or of the connection: they emit alike. */
static void
on_message (GObject *source, const KettleMessage *message, Gate *gate)
{
  if (message->type == KETTLE_MESSAGE_HELLO)
    ask (gate);
  else if (message->type != KETTLE_MESSAGE_STATUS || !gate->asked)
    return;
  else if (message->keys & (KETTLE_KEY_ON | KETTLE_KEY_WARM))
    gate_fail (gate, KETTLE_WIFI_ERROR_ON, "The kettle is on");
  else
    gate_end (gate, kettle_clock_get_boottime (), NULL);
}

static void
on_closed (KettleConnection *connection, const GError *error, Gate *gate)
{
  gate_fail (gate, KETTLE_WIFI_ERROR_NO_KETTLE, error->message);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KettleConnection *connection = KETTLE_CONNECTION (source);
  g_autoptr (GError) error = NULL;
  Gate *gate;

  /* Closed by gate_end(): the gate is no more. */
  if (!kettle_connection_open_finish (connection, result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gate = user_data;
  if (error != NULL) {
    gate_fail (gate, KETTLE_WIFI_ERROR_NO_KETTLE, error->message);
    return;
  }

  kettle_connection_send (connection, KETTLE_COMMAND_HELLO, 0);
  kettle_timer_start (gate->nudge, gate->patience / 2);
}

/**
 * kettle_wifi_gate_async:
 * @link: (nullable): a link that is connected to this kettle, to be asked through; NULL to make a
 *   connection for the question, which is closed before the callback
 * @host: where the kettle is, unless @link is given
 * @port: its port
 * @timeout: milliseconds for all of it
 * @time_scale: what durations of the connection are divided by; not @timeout
 * @cancellable: (nullable): to give up earlier
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Asks whether the kettle is off: neither on nor keeping warm.
 */
void
kettle_wifi_gate_async (KettleLink *link,
                        const char *host,
                        guint16 port,
                        guint timeout,
                        double time_scale,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Gate *gate = g_new0 (Gate, 1);

  gate->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (gate->task, kettle_wifi_gate_async);
  g_task_set_task_data (gate->task, g_new0 (gint64, 1), g_free);
  gate->patience = (gint64) timeout * 1000;
  gate->nudge = kettle_timer_new ("kettle-wifi-gate nudge", on_nudge, gate);
  gate->deadline = kettle_timer_new ("kettle-wifi-gate deadline", on_deadline, gate);
  kettle_timer_start (gate->deadline, gate->patience);
  if (cancellable != NULL) {
    gate->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_static_name (gate->cancelled, "kettle-wifi-gate cancelled");
    g_source_set_callback (gate->cancelled, G_SOURCE_FUNC (on_cancelled), gate, NULL);
    g_source_attach (gate->cancelled, g_main_context_get_thread_default ());
  }

  if (link != NULL) {
    gate->link = g_object_ref (link);
    g_signal_connect (link, "message", G_CALLBACK (on_message), gate);
    ask (gate);
    return;
  }

  gate->connection = g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout",
                                   (guint) (timeout * time_scale), "time-scale", time_scale, NULL);
  g_signal_connect (gate->connection, "message", G_CALLBACK (on_message), gate);
  g_signal_connect (gate->connection, "closed", G_CALLBACK (on_closed), gate);
  kettle_connection_open_async (gate->connection, host, port, NULL, on_open_ready, gate);
}

/**
 * kettle_wifi_gate_finish:
 * @result: what the callback got
 * @off_at: (out): when the kettle said so, on kettle_clock_get_boottime()
 * @error: return location: %KETTLE_WIFI_ERROR_ON, %KETTLE_WIFI_ERROR_NO_KETTLE or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is off
 */
gboolean
kettle_wifi_gate_finish (GAsyncResult *result, gint64 *off_at, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  *off_at = *(gint64 *) g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error);
}
