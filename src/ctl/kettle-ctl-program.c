// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-program.h"

#include "ctl/kettle-ctl-program-private.h"
#include "model/kettle-press.h"

/*
 * The D-Bus interface as a kettle. What it shows is read from the property messages themselves:
 * their types are checked, and none of them is ever asked for by a blocking call.
 */

/* Methods answer within 17 s, says the interface. */
#define METHOD_PATIENCE 20000

struct _KettleCtlProgram {
  KettleCtlKettle parent_instance;

  KettleDBusKettle1 *proxy;
  guint watch;
  guint properties;
  KettleSnapshot snapshot;
  char *host;
  int last_target; /* °C: the lamp that was lit last; of what was reached the bus says nothing */
  guint n_pending;
};

G_DEFINE_FINAL_TYPE (KettleCtlProgram, kettle_ctl_program, KETTLE_CTL_TYPE_KETTLE)

static KettleLife
read_life (const char *word)
{
  for (KettleLife life = KETTLE_LIFE_NONE; life <= KETTLE_LIFE_NOT_A_KETTLE; life++)
    if (g_str_equal (kettle_life_get_word (life), word))
      return life;

  return KETTLE_LIFE_CONNECTING;
}

static KettlePhase
read_phase (const char *word)
{
  for (KettlePhase phase = KETTLE_PHASE_UNKNOWN; phase <= KETTLE_PHASE_PROBLEM; phase++)
    if (g_str_equal (kettle_phase_get_word (phase), word))
      return phase;

  return KETTLE_PHASE_UNKNOWN;
}

/**
 * kettle_ctl_program_take_properties:
 * @self: a program's kettle
 * @properties: (type a{sv}): some or all of its properties; those of another type are ignored
 *
 * Takes in what the kettle shows now.
 */
void
kettle_ctl_program_take_properties (KettleCtlProgram *self, GVariant *properties)
{
  const KettleSnapshot before = self->snapshot;
  KettleSnapshot *now = &self->snapshot;
  const char *word;
  gboolean moved = FALSE;

  if (g_variant_lookup (properties, "Connection", "&s", &word))
    now->connection = read_life (word);
  if (g_variant_lookup (properties, "Phase", "&s", &word))
    now->phase = read_phase (word);
  if (g_variant_lookup (properties, "Host", "&s", &word) && g_strcmp0 (word, self->host) != 0) {
    g_free (self->host);
    self->host = g_strdup (word);
    moved = TRUE;
  }
  g_variant_lookup (properties, "On", "b", &now->on);
  g_variant_lookup (properties, "Warm", "b", &now->warm);
  g_variant_lookup (properties, "TargetTemperature", "i", &now->target_temperature);
  g_variant_lookup (properties, "WarmMinutes", "i", &now->warm_minutes);
  g_variant_lookup (properties, "HeatingSince", "x", &now->heating_since);

  if (now->target_temperature != 0)
    self->last_target = now->target_temperature;
  if (now->phase != before.phase)
    now->reached_temperature = now->phase == KETTLE_PHASE_READY ? self->last_target : 0;

  if (moved || now->connection != before.connection || now->phase != before.phase
      || now->on != before.on || now->warm != before.warm
      || now->target_temperature != before.target_temperature
      || now->warm_minutes != before.warm_minutes || now->heating_since != before.heating_since)
    kettle_ctl_kettle_emit_changed (KETTLE_CTL_KETTLE (self));
}

static void
on_properties_changed (GDBusConnection *connection,
                       const char *sender,
                       const char *path,
                       const char *interface,
                       const char *signal,
                       GVariant *parameters,
                       gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;

  changed = g_variant_get_child_value (parameters, 1);
  kettle_ctl_program_take_properties (user_data, changed);
}

static void
on_boiled (KettleDBusKettle1 *proxy, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_BOILED);
}

static void
on_lifted (KettleDBusKettle1 *proxy, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_LIFTED);
}

static void
on_problem (KettleDBusKettle1 *proxy, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_PROBLEM);
}

static void
on_warm_ended (KettleDBusKettle1 *proxy, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_WARM_ENDED);
}

static void
on_name_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  kettle_ctl_kettle_emit_gone (user_data);
}

static void
kettle_ctl_program_get_snapshot (KettleCtlKettle *kettle, KettleSnapshot *snapshot)
{
  *snapshot = KETTLE_CTL_PROGRAM (kettle)->snapshot;
}

static char *
kettle_ctl_program_dup_address (KettleCtlKettle *kettle)
{
  return g_strdup (KETTLE_CTL_PROGRAM (kettle)->host);
}

/* The method's answer and the properties that go with it may come in either order. */
static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KettleCtlProgram *self = g_task_get_source_object (task);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) properties = NULL;
  GError *error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL) {
    g_task_return_error (task, error);
    return;
  }

  properties = g_variant_get_child_value (reply, 0);
  if (self->proxy != NULL)
    kettle_ctl_program_take_properties (self, properties);
  g_task_return_boolean (task, TRUE);
}

static void
on_pressed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KettleCtlProgram *self = g_task_get_source_object (task);
  GDBusProxy *proxy = G_DBUS_PROXY (source);
  g_autoptr (GVariant) reply = NULL;
  GError *error = NULL;

  self->n_pending--;
  reply = g_dbus_proxy_call_finish (proxy, result, &error);
  if (reply == NULL) {
    g_dbus_error_strip_remote_error (error);
    g_task_return_error (task, error);
    return;
  }

  kettle_ctl_program_call_get_all (g_dbus_proxy_get_connection (proxy),
                                   g_dbus_proxy_get_name (proxy), on_refreshed,
                                   g_steal_pointer (&task));
}

static void
kettle_ctl_program_press_async (KettleCtlKettle *kettle,
                                KettleRequestKind kind,
                                int argument,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  KettleCtlProgram *self = KETTLE_CTL_PROGRAM (kettle);
  GTask *task = g_task_new (self, NULL, callback, user_data);
  const char *method = NULL;
  GVariant *arguments = NULL;

  g_task_set_source_tag (task, kettle_ctl_program_press_async);
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    method = "Off";
    break;
  case KETTLE_REQUEST_WARM:
    method = "PressWarm";
    break;
  case KETTLE_REQUEST_WARM_MINUTES:
    method = "SetWarmMinutes";
    arguments = g_variant_new ("(i)", argument);
    break;
  case KETTLE_REQUEST_ON:
  case KETTLE_REQUEST_TEMPERATURE:
  default:
    method = "Boil";
    arguments = g_variant_new ("(i)", kind == KETTLE_REQUEST_TEMPERATURE ? argument : 100);
  }

  self->n_pending++;
  g_dbus_proxy_call (G_DBUS_PROXY (self->proxy), method, arguments, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     METHOD_PATIENCE, NULL, on_pressed, task);
}

static gboolean
kettle_ctl_program_press_finish (KettleCtlKettle *kettle, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, kettle), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
kettle_ctl_program_is_committed (KettleCtlKettle *kettle)
{
  return KETTLE_CTL_PROGRAM (kettle)->n_pending > 0;
}

static void
kettle_ctl_program_close (KettleCtlKettle *kettle)
{
  KettleCtlProgram *self = KETTLE_CTL_PROGRAM (kettle);

  if (self->proxy != NULL)
    g_signal_handlers_disconnect_by_data (self->proxy, self);
  if (self->properties != 0)
    g_dbus_connection_signal_unsubscribe (g_dbus_proxy_get_connection (G_DBUS_PROXY (self->proxy)),
                                          self->properties);
  self->properties = 0;
  if (self->watch != 0)
    g_bus_unwatch_name (self->watch);
  self->watch = 0;
}

static void
kettle_ctl_program_dispose (GObject *object)
{
  KettleCtlProgram *self = KETTLE_CTL_PROGRAM (object);

  kettle_ctl_program_close (KETTLE_CTL_KETTLE (self));
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (kettle_ctl_program_parent_class)->dispose (object);
}

static void
kettle_ctl_program_finalize (GObject *object)
{
  KettleCtlProgram *self = KETTLE_CTL_PROGRAM (object);

  g_free (self->host);

  G_OBJECT_CLASS (kettle_ctl_program_parent_class)->finalize (object);
}

static void
kettle_ctl_program_class_init (KettleCtlProgramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  KettleCtlKettleClass *kettle_class = KETTLE_CTL_KETTLE_CLASS (klass);

  object_class->dispose = kettle_ctl_program_dispose;
  object_class->finalize = kettle_ctl_program_finalize;

  kettle_class->get_snapshot = kettle_ctl_program_get_snapshot;
  kettle_class->dup_address = kettle_ctl_program_dup_address;
  kettle_class->press_async = kettle_ctl_program_press_async;
  kettle_class->press_finish = kettle_ctl_program_press_finish;
  kettle_class->is_committed = kettle_ctl_program_is_committed;
  kettle_class->close = kettle_ctl_program_close;
}

static void
kettle_ctl_program_init (KettleCtlProgram *self)
{
  /* From here on the errors of the interface come back as what they were. */
  (void) KETTLE_PRESS_ERROR;
}

/**
 * kettle_ctl_program_new:
 * @proxy: the interface of the program, which sends its signals; of its unique name
 *
 * Returns: (transfer full): its kettle; what it shows is still to be taken in
 */
KettleCtlProgram *
kettle_ctl_program_new (KettleDBusKettle1 *proxy)
{
  KettleCtlProgram *self = g_object_new (KETTLE_CTL_TYPE_PROGRAM, NULL);
  GDBusProxy *bus = G_DBUS_PROXY (proxy);

  self->proxy = g_object_ref (proxy);
  self->host = g_strdup ("");
  g_signal_connect (proxy, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (proxy, "lifted", G_CALLBACK (on_lifted), self);
  g_signal_connect (proxy, "problem", G_CALLBACK (on_problem), self);
  g_signal_connect (proxy, "warm-ended", G_CALLBACK (on_warm_ended), self);
  /* A proxy that does not load the properties, which would have it wait for a Kettle that hangs, is
   * not told of their changes either. */
  self->properties = g_dbus_connection_signal_subscribe (
      g_dbus_proxy_get_connection (bus), g_dbus_proxy_get_name (bus),
      KETTLE_CTL_PROPERTIES_INTERFACE, "PropertiesChanged", g_dbus_proxy_get_object_path (bus),
      g_dbus_proxy_get_interface_name (bus), G_DBUS_SIGNAL_FLAGS_NONE, on_properties_changed, self,
      NULL);
  self->watch = g_bus_watch_name_on_connection (
      g_dbus_proxy_get_connection (bus), g_dbus_proxy_get_name (bus), G_BUS_NAME_WATCHER_FLAGS_NONE,
      NULL, on_name_vanished, self, NULL);

  return self;
}

/**
 * kettle_ctl_program_get_host:
 * @self: a program's kettle
 *
 * Returns: (transfer none): where it is, as a person would type it; "" while none is chosen
 */
const char *
kettle_ctl_program_get_host (KettleCtlProgram *self)
{
  g_return_val_if_fail (KETTLE_CTL_IS_PROGRAM (self), "");

  return self->host;
}
