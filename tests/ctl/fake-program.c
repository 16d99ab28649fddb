// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/fake-program.h"

#include "model/kettle-press.h"

static void
flush (FakeProgram *self)
{
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}

static void
on_changed (KettleModel *model, FakeProgram *self)
{
  const char *host = kettle_model_get_host (model);
  guint16 port = kettle_model_get_port (model);
  g_autofree char *address = host == NULL ? g_strdup ("") : g_strdup_printf ("%s:%u", host, port);
  KettleSnapshot now;

  kettle_model_get_snapshot (model, &now);
  kettle_dbus_kettle1_set_connection (self->skeleton, kettle_life_get_word (now.connection));
  kettle_dbus_kettle1_set_phase (self->skeleton, kettle_phase_get_word (now.phase));
  kettle_dbus_kettle1_set_on (self->skeleton, now.on);
  kettle_dbus_kettle1_set_target_temperature (self->skeleton, now.target_temperature);
  kettle_dbus_kettle1_set_warm (self->skeleton, now.warm);
  kettle_dbus_kettle1_set_warm_minutes (self->skeleton, now.warm_minutes);
  kettle_dbus_kettle1_set_heating_since (self->skeleton, now.heating_since);
  kettle_dbus_kettle1_set_host (self->skeleton, address);
}

static void
on_boiled (KettleModel *model, int temperature, FakeProgram *self)
{
  flush (self);
  kettle_dbus_kettle1_emit_boiled (self->skeleton);
}

static void
on_lifted (KettleModel *model, FakeProgram *self)
{
  flush (self);
  kettle_dbus_kettle1_emit_lifted (self->skeleton);
}

static void
on_problem (KettleModel *model, FakeProgram *self)
{
  flush (self);
  kettle_dbus_kettle1_emit_problem (self->skeleton);
}

static void
on_pressed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GDBusMethodInvocation) invocation = user_data;
  g_autoptr (GError) error = NULL;

  if (kettle_press_finish (KETTLE_MODEL (source), result, &error))
    g_dbus_method_invocation_return_value (g_steal_pointer (&invocation), NULL);
  else
    g_dbus_method_invocation_return_gerror (g_steal_pointer (&invocation), error);
}

static gboolean
press (FakeProgram *self, GDBusMethodInvocation *invocation, KettleRequestKind kind, int argument)
{
  self->n_calls++;
  kettle_press_async (self->model, kind, argument, on_pressed, invocation);

  return TRUE;
}

static gboolean
on_boil (KettleDBusKettle1 *skeleton,
         GDBusMethodInvocation *invocation,
         int temperature,
         FakeProgram *self)
{
  return press (self, invocation, KETTLE_REQUEST_TEMPERATURE, temperature);
}

static gboolean
on_off (KettleDBusKettle1 *skeleton, GDBusMethodInvocation *invocation, FakeProgram *self)
{
  return press (self, invocation, KETTLE_REQUEST_OFF, 0);
}

static gboolean
on_press_warm (KettleDBusKettle1 *skeleton, GDBusMethodInvocation *invocation, FakeProgram *self)
{
  return press (self, invocation, KETTLE_REQUEST_WARM, 0);
}

static gboolean
on_set_warm_minutes (KettleDBusKettle1 *skeleton,
                     GDBusMethodInvocation *invocation,
                     int minutes,
                     FakeProgram *self)
{
  return press (self, invocation, KETTLE_REQUEST_WARM_MINUTES, minutes);
}

/* In GDBus's own thread: what a program that hangs never takes from its socket. */
static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  FakeProgram *self = user_data;

  if (incoming && self->mute
      && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

static void
own_name (FakeProgram *self)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  guint result;

  reply = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", APP_ID, 4), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &result);
  g_assert_cmpuint (result, ==, 1);
}

static void
listen_to_callers (FakeProgram *self)
{
  g_signal_connect (self->skeleton, "handle-boil", G_CALLBACK (on_boil), self);
  g_signal_connect (self->skeleton, "handle-off", G_CALLBACK (on_off), self);
  g_signal_connect (self->skeleton, "handle-press-warm", G_CALLBACK (on_press_warm), self);
  g_signal_connect (self->skeleton, "handle-set-warm-minutes", G_CALLBACK (on_set_warm_minutes),
                    self);
}

/**
 * fake_program_new:
 * @host: (nullable): where its kettle is
 * @port: its port
 *
 * Returns: (transfer full): a program on the session bus that has Kettle's name
 */
FakeProgram *
fake_program_new (const char *host, guint16 port)
{
  FakeProgram *self = g_new0 (FakeProgram, 1);
  g_autofree char *path = g_strdelimit (g_strconcat ("/", APP_ID, NULL), ".", '/');
  g_autoptr (GError) error = NULL;

  self->connection =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->filter = g_dbus_connection_add_filter (self->connection, swallow, self, NULL);
  self->link = kettle_link_new ();
  self->model = kettle_model_new (self->link);
  self->skeleton = kettle_dbus_kettle1_skeleton_new ();
  g_signal_connect (self->model, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->model, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (self->model, "lifted", G_CALLBACK (on_lifted), self);
  g_signal_connect (self->model, "problem", G_CALLBACK (on_problem), self);
  listen_to_callers (self);
  on_changed (self->model, self);
  if (host != NULL)
    kettle_link_set_kettle (self->link, host, port);
  g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), self->connection,
                                    path, &error);
  g_assert_no_error (error);
  own_name (self);

  return self;
}

/**
 * fake_program_quit:
 * @self: (transfer full): a program
 *
 * It ends: name, interface and kettle are gone at once.
 */
void
fake_program_quit (FakeProgram *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  kettle_link_stop (self->link);
  g_dbus_connection_remove_filter (self->connection, self->filter);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_object_unref (self->skeleton);
  g_object_unref (self->model);
  g_object_unref (self->link);
  g_object_unref (self->connection);
  g_free (self);
}
