// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-dial.h"

#include "net/kettle-address.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

/*
 * One TCP connect to one local IPv4 address. GSocketClient is not used: it may ask a proxy (pitfall
 * P-S2), may open two connections to a device that serves few (P-S3), and its timeout stays on the
 * socket (P-S1).
 */

/* One attempt; the data of its task. */
typedef struct {
  char *host;
  guint16 port;
  GCancellable *resolving; /* the lookup under way */
  GSocket *socket;
  GSource *ready;
  GSource *deadline;
  GSource *cancelled;
} Dial;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Stops everything that could still report to the task. */
static void
dial_stop (Dial *dial)
{
  clear_source (&dial->ready);
  clear_source (&dial->deadline);
  clear_source (&dial->cancelled);
  if (dial->resolving != NULL)
    g_cancellable_cancel (dial->resolving);
  g_clear_object (&dial->resolving);
}

static void
dial_free (Dial *dial)
{
  dial_stop (dial);
  g_clear_object (&dial->socket);
  g_free (dial->host);
  g_free (dial);
}

static void
take_error (GTask *task, GError *error)
{
  Dial *dial = g_task_get_task_data (task);

  dial_stop (dial);
  g_clear_object (&dial->socket);
  g_task_return_error (task, error);
}

/* Attaches @source, which keeps @task alive while it is attached. */
static void
attach (GTask *task, GSource *source, GSourceFunc callback, const char *name)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
on_deadline (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Dial *dial = g_task_get_task_data (task);

  if (dial->resolving != NULL)
    take_error (task, g_error_new (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
                                   "%s was not resolved in time", dial->host));
  else
    take_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s:%u did not answer in time",
                                   dial->host, dial->port));

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  take_error (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

static gboolean
on_socket_ready (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Dial *dial = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_socket_check_connect_result (socket, &error)) {
    take_error (task, error);
  } else {
    dial_stop (dial);
    g_task_return_pointer (task, g_steal_pointer (&dial->socket), g_object_unref);
  }

  return G_SOURCE_REMOVE;
}

static void
dial_address (GTask *task, GInetAddress *address)
{
  Dial *dial = g_task_get_task_data (task);
  g_autoptr (GSocketAddress) target = g_inet_socket_address_new (address, dial->port);
  g_autoptr (GError) error = NULL;

  dial->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  if (dial->socket == NULL) {
    take_error (task, g_steal_pointer (&error));
    return;
  }

  g_socket_set_blocking (dial->socket, FALSE);
  g_socket_set_option (dial->socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (!g_socket_connect (dial->socket, target, NULL, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING)) {
    take_error (task, g_steal_pointer (&error));
    return;
  }

  dial->ready = g_socket_create_source (dial->socket, G_IO_OUT, NULL);
  attach (task, dial->ready, G_SOURCE_FUNC (on_socket_ready), "kettle-dial ready");
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *addresses = NULL;
  GInetAddress *local = NULL;
  Dial *dial;

  addresses = g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, &error);
  dial = g_task_get_task_data (task);

  /* The deadline or a cancel was faster; the task has its result already. */
  if (dial->resolving == NULL) {
    g_resolver_free_addresses (addresses);
    return;
  }
  g_clear_object (&dial->resolving);

  for (GList *l = addresses; l != NULL && local == NULL; l = l->next)
    if (kettle_address_is_local (l->data))
      local = l->data;

  if (error != NULL)
    take_error (task, g_steal_pointer (&error));
  else if (local == NULL)
    take_error (task, g_error_new (KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PUBLIC,
                                   "%s has no address in a local network", dial->host));
  else
    dial_address (task, local);

  g_resolver_free_addresses (addresses);
}

/* A name is looked up, a numeric address is used as it is. */
static void
dial_host (GTask *task)
{
  Dial *dial = g_task_get_task_data (task);
  g_autoptr (GInetAddress) numeric = NULL;
  g_autoptr (GResolver) resolver = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  if (!kettle_address_parse (dial->host, dial->port, &host, &port, &error)) {
    take_error (task, g_steal_pointer (&error));
    return;
  }

  numeric = g_inet_address_new_from_string (host);
  if (numeric != NULL) {
    dial_address (task, numeric);
    return;
  }

  resolver = g_resolver_get_default ();
  dial->resolving = g_cancellable_new ();
  g_resolver_lookup_by_name_with_flags_async (resolver, host,
                                              G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY,
                                              dial->resolving, on_resolved, g_object_ref (task));
}

/**
 * kettle_dial_async:
 * @host: a host name or numeric IPv4 address
 * @port: the port
 * @timeout: milliseconds for resolving and connecting together
 * @cancellable: (nullable): to give up earlier
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Connects to the first address of @host that lies in a local network, to that one alone and once.
 */
void
kettle_dial_async (const char *host,
                   guint16 port,
                   guint timeout,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Dial *dial;

  g_return_if_fail (host != NULL);
  g_return_if_fail (port != 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_dial_async);

  dial = g_new0 (Dial, 1);
  dial->host = g_strdup (host);
  dial->port = port;
  g_task_set_task_data (task, dial, (GDestroyNotify) dial_free);

  dial->deadline = g_timeout_source_new (timeout);
  attach (task, dial->deadline, on_deadline, "kettle-dial deadline");
  if (cancellable != NULL) {
    dial->cancelled = g_cancellable_source_new (cancellable);
    attach (task, dial->cancelled, G_SOURCE_FUNC (on_cancelled), "kettle-dial cancelled");
  }

  dial_host (task);
}

/**
 * kettle_dial_finish:
 * @result: what the callback got
 * @error: return location: a %KETTLE_ADDRESS_ERROR when no address is local, a %G_RESOLVER_ERROR
 *   when the name was not resolved (in time), %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CONNECTION_REFUSED
 *   or another %G_IO_ERROR
 *
 * Ends kettle_dial_async(). After a cancel it always fails, even if the connect had succeeded
 * (pitfall P-S4); the socket is closed then.
 *
 * Returns: (transfer full): the connected, non-blocking socket, or %NULL with @error set
 */
GSocket *
kettle_dial_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
