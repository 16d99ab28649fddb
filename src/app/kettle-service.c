// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-service.h"

#include "kettle-dbus.h"
#include "model/kettle-press.h"
#include "net/kettle-address.h"

/*
 * Two lives: it is on the bus before the program has its name there, so that the very first call,
 * which may be what started the program, finds it; and it gets the kettle when there is one.
 */

struct _KettleService {
  GObject parent_instance;

  KettleDBusKettle1 *skeleton;
  KettleModel *model; /* nullable: not yet, or no more */
};

G_DEFINE_FINAL_TYPE (KettleService, kettle_service, G_TYPE_OBJECT)

enum {
  SIGNAL_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_host (KettleModel *model)
{
  const char *host = kettle_model_get_host (model);
  guint16 port = kettle_model_get_port (model);

  if (host == NULL)
    return g_strdup ("");

  return port == KETTLE_DEFAULT_PORT ? g_strdup (host)
                                     : g_strdup_printf ("%s:%u", host, (guint) port);
}

/* All of a change in one message, and that before the event which goes with it. */
static void
on_changed (KettleModel *model, KettleService *self)
{
  KettleSnapshot now;
  g_autofree char *host = dup_host (model);

  kettle_model_get_snapshot (model, &now);
  kettle_dbus_kettle1_set_connection (self->skeleton, kettle_life_get_word (now.connection));
  kettle_dbus_kettle1_set_phase (self->skeleton, kettle_phase_get_word (now.phase));
  kettle_dbus_kettle1_set_on (self->skeleton, now.on);
  kettle_dbus_kettle1_set_target_temperature (self->skeleton, now.target_temperature);
  kettle_dbus_kettle1_set_warm (self->skeleton, now.warm);
  kettle_dbus_kettle1_set_warm_minutes (self->skeleton, now.warm_minutes);
  kettle_dbus_kettle1_set_heating_since (self->skeleton, now.heating_since);
  kettle_dbus_kettle1_set_host (self->skeleton, host);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}

static void
on_boiled (KettleModel *model, int temperature, KettleService *self)
{
  kettle_dbus_kettle1_emit_boiled (self->skeleton);
}

static void
on_lifted (KettleModel *model, KettleService *self)
{
  kettle_dbus_kettle1_emit_lifted (self->skeleton);
}

static void
on_problem (KettleModel *model, KettleService *self)
{
  kettle_dbus_kettle1_emit_problem (self->skeleton);
}

static void
on_warm_ended (KettleModel *model, KettleService *self)
{
  kettle_dbus_kettle1_emit_warm_ended (self->skeleton);
}

/* No method gives anything back. */
static void
on_press_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr (GError) error = NULL;

  if (kettle_press_finish (KETTLE_MODEL (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static void
press (KettleService *self, GDBusMethodInvocation *invocation, KettleRequestKind kind, int argument)
{
  g_autoptr (KettleModel) model = NULL;

  if (self->model == NULL) {
    g_dbus_method_invocation_return_error_literal (
        invocation, KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NO_KETTLE, "No kettle is chosen");
    return;
  }

  model = g_object_ref (self->model);
  g_info ("%s of the bus calls %s", g_dbus_method_invocation_get_sender (invocation),
          g_dbus_method_invocation_get_method_name (invocation));
  g_signal_emit (self, signals[SIGNAL_REQUESTED], 0);
  kettle_press_async (model, kind, argument, on_press_ready, invocation);
}

static gboolean
on_handle_boil (KettleDBusKettle1 *skeleton,
                GDBusMethodInvocation *invocation,
                int temperature,
                KettleService *self)
{
  if (temperature == 65 || temperature == 80 || temperature == 95 || temperature == 100)
    press (self, invocation, KETTLE_REQUEST_TEMPERATURE, temperature);
  else
    g_dbus_method_invocation_return_error (
        invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
        "The kettle has no key for %d °C; it has 65, 80, 95 and 100", temperature);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_off (KettleDBusKettle1 *skeleton, GDBusMethodInvocation *invocation, KettleService *self)
{
  press (self, invocation, KETTLE_REQUEST_OFF, 0);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_press_warm (KettleDBusKettle1 *skeleton,
                      GDBusMethodInvocation *invocation,
                      KettleService *self)
{
  press (self, invocation, KETTLE_REQUEST_WARM, 0);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_handle_set_warm_minutes (KettleDBusKettle1 *skeleton,
                            GDBusMethodInvocation *invocation,
                            int minutes,
                            KettleService *self)
{
  if (minutes == 5 || minutes == 10 || minutes == 20)
    press (self, invocation, KETTLE_REQUEST_WARM_MINUTES, minutes);
  else
    g_dbus_method_invocation_return_error (
        invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
        "The kettle has no key for %d minutes; it has 5, 10 and 20", minutes);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
kettle_service_dispose (GObject *object)
{
  KettleService *self = KETTLE_SERVICE (object);

  if (self->skeleton != NULL) {
    kettle_service_set_model (self, NULL);
    kettle_service_unexport (self);
    g_signal_handlers_disconnect_by_data (self->skeleton, self);
  }
  g_clear_object (&self->skeleton);

  G_OBJECT_CLASS (kettle_service_parent_class)->dispose (object);
}

static void
kettle_service_class_init (KettleServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_service_dispose;

  signals[SIGNAL_REQUESTED] = g_signal_new ("requested", KETTLE_TYPE_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_service_init (KettleService *self)
{
  self->skeleton = kettle_dbus_kettle1_skeleton_new ();
  kettle_dbus_kettle1_set_connection (self->skeleton, kettle_life_get_word (KETTLE_LIFE_NONE));
  kettle_dbus_kettle1_set_phase (self->skeleton, kettle_phase_get_word (KETTLE_PHASE_UNKNOWN));
  kettle_dbus_kettle1_set_host (self->skeleton, "");
  g_signal_connect (self->skeleton, "handle-boil", G_CALLBACK (on_handle_boil), self);
  g_signal_connect (self->skeleton, "handle-off", G_CALLBACK (on_handle_off), self);
  g_signal_connect (self->skeleton, "handle-press-warm", G_CALLBACK (on_handle_press_warm), self);
  g_signal_connect (self->skeleton, "handle-set-warm-minutes",
                    G_CALLBACK (on_handle_set_warm_minutes), self);
}

/**
 * kettle_service_new:
 *
 * Returns: (transfer full): a service that is not on any bus and knows no kettle
 */
KettleService *
kettle_service_new (void)
{
  return g_object_new (KETTLE_TYPE_SERVICE, NULL);
}

/**
 * kettle_service_export:
 * @self: the service
 * @bus: where
 * @object_path: the application's
 * @error: return location for an error of the bus
 *
 * Returns: whether it is on the bus now
 */
gboolean
kettle_service_export (KettleService *self,
                       GDBusConnection *bus,
                       const char *object_path,
                       GError **error)
{
  g_return_val_if_fail (KETTLE_IS_SERVICE (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), bus,
                                           object_path, error);
}

/**
 * kettle_service_unexport:
 * @self: the service
 *
 * Leaves the bus. May be called again.
 */
void
kettle_service_unexport (KettleService *self)
{
  GDBusInterfaceSkeleton *skeleton;

  g_return_if_fail (KETTLE_IS_SERVICE (self));

  skeleton = G_DBUS_INTERFACE_SKELETON (self->skeleton);
  if (g_dbus_interface_skeleton_get_object_path (skeleton) != NULL)
    g_dbus_interface_skeleton_unexport (skeleton);
}

/**
 * kettle_service_set_model:
 * @self: the service
 * @model: (nullable): the kettle; %NULL when there will be none any more: what was told last stays
 *
 * From now on tells what @model says.
 */
void
kettle_service_set_model (KettleService *self, KettleModel *model)
{
  g_return_if_fail (KETTLE_IS_SERVICE (self));
  g_return_if_fail (model == NULL || KETTLE_IS_MODEL (model));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;

  g_signal_connect_object (model, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (model, "boiled", G_CALLBACK (on_boiled), self, 0);
  g_signal_connect_object (model, "lifted", G_CALLBACK (on_lifted), self, 0);
  g_signal_connect_object (model, "problem", G_CALLBACK (on_problem), self, 0);
  g_signal_connect_object (model, "warm-ended", G_CALLBACK (on_warm_ended), self, 0);
  on_changed (model, self);
}
