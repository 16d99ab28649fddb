// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/recording-portal.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

struct _RecordingPortal {
  GObject parent_instance;

  GDBusConnection *connection;
  guint registration;
  guint version;
  gboolean present;
  gboolean prompt;

  char *sender;  /* nullable: who asked last */
  char *request; /* nullable: the object of that question */
  GVariant *options;
  guint n_requests;
  char *status;
  guint n_statuses;
};

G_DEFINE_FINAL_TYPE (RecordingPortal, recording_portal, G_TYPE_OBJECT)

static const char portal_xml[] =
    "<node><interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
    "<property name='version' type='u' access='read'/>"
    "</interface></node>";

static void
record_request (RecordingPortal *self, const char *sender, GVariant *parameters)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "t";

  g_variant_lookup (options, "handle_token", "&s", &token);
  g_free (self->sender);
  self->sender = g_strdup (sender);
  g_free (self->request);
  self->request = g_strdup_printf (PORTAL_PATH "/request/%s/%s", caller, token);
  g_clear_pointer (&self->options, g_variant_unref);
  self->options = g_steal_pointer (&options);
  self->n_requests++;
}

static void
on_method_call (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  RecordingPortal *self = user_data;
  g_autoptr (GVariant) options = NULL;
  gboolean autostart = FALSE;

  if (g_str_equal (method, "RequestBackground")) {
    record_request (self, sender, parameters);
    g_variant_lookup (self->options, "autostart", "b", &autostart);
    if (self->prompt)
      recording_portal_respond (self, RECORDING_PORTAL_GRANTED, autostart);
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", self->request));
    return;
  }

  options = g_variant_get_child_value (parameters, 0);
  g_clear_pointer (&self->status, g_free);
  g_variant_lookup (options, "message", "s", &self->status);
  self->n_statuses++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
on_get_property (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  RecordingPortal *self = user_data;

  return g_variant_new_uint32 (self->version);
}

static const GDBusInterfaceVTable portal_vtable = { .method_call = on_method_call,
                                                    .get_property = on_get_property };

static void
recording_portal_dispose (GObject *object)
{
  RecordingPortal *self = RECORDING_PORTAL (object);

  if (self->connection != NULL) {
    recording_portal_disappear (self);
    g_dbus_connection_unregister_object (self->connection, self->registration);
    g_dbus_connection_flush_sync (self->connection, NULL, NULL);
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  }
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (recording_portal_parent_class)->dispose (object);
}

static void
recording_portal_finalize (GObject *object)
{
  RecordingPortal *self = RECORDING_PORTAL (object);

  g_free (self->sender);
  g_free (self->request);
  g_free (self->status);
  g_clear_pointer (&self->options, g_variant_unref);

  G_OBJECT_CLASS (recording_portal_parent_class)->finalize (object);
}

static void
recording_portal_class_init (RecordingPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = recording_portal_dispose;
  G_OBJECT_CLASS (klass)->finalize = recording_portal_finalize;
}

static void
recording_portal_init (RecordingPortal *self)
{
}

static void
call_bus (RecordingPortal *self, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      method, parameters, G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

/**
 * recording_portal_new:
 * @version: the version of the Background interface it says it has
 *
 * Connects to the session bus that DBUS_SESSION_BUS_ADDRESS names.
 *
 * Returns: (transfer full): a portal that waits for recording_portal_respond()
 */
RecordingPortal *
recording_portal_new (guint version)
{
  RecordingPortal *self = g_object_new (RECORDING_TYPE_PORTAL, NULL);
  g_autoptr (GDBusNodeInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;

  self->version = version;
  self->connection = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                             flags, NULL, NULL, &error);
  g_assert_no_error (error);
  info = g_dbus_node_info_new_for_xml (portal_xml, &error);
  g_assert_no_error (error);
  self->registration = g_dbus_connection_register_object (
      self->connection, PORTAL_PATH, info->interfaces[0], &portal_vtable, self, NULL, &error);
  g_assert_no_error (error);
  /* 4: do not queue. */
  call_bus (self, "RequestName", g_variant_new ("(su)", PORTAL_NAME, 4));
  self->present = TRUE;

  return self;
}

/* The portal ends; what it was asked it does not answer any more. */
void
recording_portal_disappear (RecordingPortal *self)
{
  if (self->present)
    call_bus (self, "ReleaseName", g_variant_new ("(s)", PORTAL_NAME));
  self->present = FALSE;
}

/**
 * recording_portal_set_prompt:
 * @self: a portal
 * @prompt: whether it grants every question at once, before it replies to the call
 */
void
recording_portal_set_prompt (RecordingPortal *self, gboolean prompt)
{
  self->prompt = prompt;
}

/**
 * recording_portal_respond:
 * @self: a portal that was asked
 * @response: one of the numbers above
 * @autostart: whether the program may start with the session
 */
void
recording_portal_respond (RecordingPortal *self, guint response, gboolean autostart)
{
  GVariantBuilder results;

  g_assert_nonnull (self->request);
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_dbus_connection_emit_signal (self->connection, self->sender, self->request,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", (guint32) response, &results), NULL);
}

guint
recording_portal_get_n_requests (RecordingPortal *self)
{
  return self->n_requests;
}

/* The options of the last question, or %NULL. */
GVariant *
recording_portal_get_options (RecordingPortal *self)
{
  return self->options;
}

guint
recording_portal_get_n_statuses (RecordingPortal *self)
{
  return self->n_statuses;
}

/* What SetStatus was told last, or %NULL. */
const char *
recording_portal_get_status (RecordingPortal *self)
{
  return self->status;
}
