// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-found.h"

#include "net/kettle-timer.h"

/*
 * One kettle that was found, and for a while the connection on which it has proved itself: whoever
 * chooses it goes on with that one.
 */

struct _KettleFound {
  GObject parent_instance;

  char *host;
  guint16 port;
  char *mac;
  double seconds;
  gboolean own;
  KettleConnection *connection;
  GSource *keep;
};

G_DEFINE_FINAL_TYPE (KettleFound, kettle_found, G_TYPE_OBJECT)

static gboolean
on_kept_long_enough (gpointer user_data)
{
  kettle_found_close (user_data);

  return G_SOURCE_REMOVE;
}

static void
kettle_found_dispose (GObject *object)
{
  KettleFound *self = KETTLE_FOUND (object);

  kettle_found_close (self);
  g_clear_pointer (&self->keep, kettle_timer_free);

  G_OBJECT_CLASS (kettle_found_parent_class)->dispose (object);
}

static void
kettle_found_finalize (GObject *object)
{
  KettleFound *self = KETTLE_FOUND (object);

  g_free (self->host);
  g_free (self->mac);

  G_OBJECT_CLASS (kettle_found_parent_class)->finalize (object);
}

static void
kettle_found_class_init (KettleFoundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kettle_found_dispose;
  object_class->finalize = kettle_found_finalize;
}

static void
kettle_found_init (KettleFound *self)
{
  self->keep = kettle_timer_new ("kettle-found keep", on_kept_long_enough, self);
}

/**
 * kettle_found_new:
 * @host: its numeric address
 * @port: its port
 * @mac: (nullable): its hardware address, "02:00:00:00:00:01"
 * @seconds: how long it took to find it
 * @own: whether it is the kettle that is connected already, which was not asked again
 * @connection: (transfer full) (nullable): the connection that proved it
 *
 * Returns: (transfer full): what was found
 */
KettleFound *
kettle_found_new (const char *host,
                  guint16 port,
                  const char *mac,
                  double seconds,
                  gboolean own,
                  KettleConnection *connection)
{
  KettleFound *self = g_object_new (KETTLE_TYPE_FOUND, NULL);

  self->host = g_strdup (host);
  self->port = port;
  self->mac = g_strdup (mac);
  self->seconds = seconds;
  self->own = own;
  self->connection = connection;

  return self;
}

const char *
kettle_found_get_host (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), NULL);

  return self->host;
}

guint16
kettle_found_get_port (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), 0);

  return self->port;
}

const char *
kettle_found_get_mac (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), NULL);

  return self->mac;
}

double
kettle_found_get_seconds (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), 0);

  return self->seconds;
}

gboolean
kettle_found_is_own (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), FALSE);

  return self->own;
}

/**
 * kettle_found_keep:
 * @self: what was found
 * @ms: for how long, milliseconds
 *
 * Closes the connection after that time, unless it was taken.
 */
void
kettle_found_keep (KettleFound *self, guint ms)
{
  g_return_if_fail (KETTLE_IS_FOUND (self));

  kettle_timer_start (self->keep, (gint64) ms * 1000);
}

/**
 * kettle_found_take_connection:
 * @self: what was found
 *
 * Returns: (transfer full) (nullable): the connection, which may have ended by now; %NULL when it
 *   was taken or closed before
 */
KettleConnection *
kettle_found_take_connection (KettleFound *self)
{
  g_return_val_if_fail (KETTLE_IS_FOUND (self), NULL);

  kettle_timer_stop (self->keep);

  return g_steal_pointer (&self->connection);
}

/**
 * kettle_found_close:
 * @self: what was found
 *
 * Closes the connection, if there still is one.
 */
void
kettle_found_close (KettleFound *self)
{
  g_return_if_fail (KETTLE_IS_FOUND (self));

  if (self->keep != NULL)
    kettle_timer_stop (self->keep);
  if (self->connection != NULL)
    kettle_connection_close (self->connection);
  g_clear_object (&self->connection);
}
