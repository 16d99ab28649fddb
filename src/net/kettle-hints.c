// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-hints.h"

/*
 * Two sources that know sooner than a connection does. Both are only hints: without a system bus,
 * in a sandbox say, a sleep is found by the link's own timers, on the boot clock.
 */

#define LOGIND           "org.freedesktop.login1"
#define LOGIND_PATH      "/org/freedesktop/login1"
#define LOGIND_INTERFACE "org.freedesktop.login1.Manager"

struct _KettleHints {
  GObject parent_instance;

  GNetworkMonitor *monitor;
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint subscription;
};

G_DEFINE_FINAL_TYPE (KettleHints, kettle_hints, G_TYPE_OBJECT)

enum {
  SIGNAL_RESUMED,
  SIGNAL_NETWORK_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* PrepareForSleep(b): TRUE before, FALSE after. */
static void
on_prepare_for_sleep (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *name,
                      GVariant *parameters,
                      gpointer user_data)
{
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  if (!begins)
    g_signal_emit (user_data, signals[SIGNAL_RESUMED], 0);
}

static void
on_bus_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  KettleHints *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bus == NULL) {
    g_debug ("No system bus: %s", error->message);
    return;
  }

  self = KETTLE_HINTS (user_data);
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, LOGIND, LOGIND_INTERFACE, "PrepareForSleep", LOGIND_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      on_prepare_for_sleep, self, NULL);
  self->bus = g_steal_pointer (&bus);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, KettleHints *self)
{
  g_signal_emit (self, signals[SIGNAL_NETWORK_CHANGED], 0);
}

static void
kettle_hints_dispose (GObject *object)
{
  KettleHints *self = KETTLE_HINTS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->bus != NULL)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  g_clear_object (&self->bus);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (kettle_hints_parent_class)->dispose (object);
}

static void
kettle_hints_finalize (GObject *object)
{
  g_clear_object (&KETTLE_HINTS (object)->cancellable);

  G_OBJECT_CLASS (kettle_hints_parent_class)->finalize (object);
}

static void
kettle_hints_class_init (KettleHintsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kettle_hints_dispose;
  object_class->finalize = kettle_hints_finalize;

  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", KETTLE_TYPE_HINTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NETWORK_CHANGED] = g_signal_new (
      "network-changed", KETTLE_TYPE_HINTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_hints_init (KettleHints *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * kettle_hints_new:
 *
 * Begins to listen, without waiting for anything.
 *
 * Returns: (transfer full): the hints
 */
KettleHints *
kettle_hints_new (void)
{
  KettleHints *self = g_object_new (KETTLE_TYPE_HINTS, NULL);

  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self,
                           0);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus_ready, self);

  return self;
}
