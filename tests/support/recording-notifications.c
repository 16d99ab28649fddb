// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/recording-notifications.h"

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

/* Why a bubble closed, as the Desktop Notifications Specification numbers it. */
#define CLOSED_BY_CALL 3

struct _RecordingNotifications {
  GObject parent_instance;

  GDBusConnection *connection;
  guint registration;
  gboolean present;
  RecordingMode mode;
  GStrv capabilities;

  guint last_id;
  guint n_calls;
  guint n_close_calls;
  GPtrArray *shown;
  GHashTable *open;
  GPtrArray *hung;
};

G_DEFINE_FINAL_TYPE (RecordingNotifications, recording_notifications, G_TYPE_OBJECT)

static const char server_xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
    "<method name='Notify'>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "<signal name='ActivationToken'><arg type='u'/><arg type='s'/></signal>"
    "</interface></node>";

static void
recorded_bubble_free (gpointer data)
{
  RecordedBubble *bubble = data;

  g_free (bubble->app_name);
  g_free (bubble->icon);
  g_free (bubble->summary);
  g_free (bubble->body);
  g_strfreev (bubble->actions);
  g_clear_pointer (&bubble->hints, g_variant_unref);
  g_free (bubble);
}

static void
emit_server_signal (RecordingNotifications *self, const char *name, GVariant *parameters)
{
  g_dbus_connection_emit_signal (self->connection, NULL, SERVER_PATH, SERVER_NAME, name, parameters,
                                 NULL);
}

static guint
record_bubble (RecordingNotifications *self, GVariant *parameters)
{
  RecordedBubble *bubble = g_new0 (RecordedBubble, 1);

  g_variant_get (parameters, "(susss^as@a{sv}i)", &bubble->app_name, &bubble->replaces_id,
                 &bubble->icon, &bubble->summary, &bubble->body, &bubble->actions, &bubble->hints,
                 &bubble->timeout);
  bubble->id = bubble->replaces_id != 0 ? bubble->replaces_id : ++self->last_id;
  g_ptr_array_add (self->shown, bubble);
  g_hash_table_insert (self->open, GUINT_TO_POINTER (bubble->id), bubble);

  return bubble->id;
}

static void
answer (RecordingNotifications *self,
        const char *method,
        GVariant *parameters,
        GDBusMethodInvocation *invocation)
{
  guint id;

  if (g_str_equal (method, "GetCapabilities")) {
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", self->capabilities));
  } else if (g_str_equal (method, "GetServerInformation")) {
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(ssss)", "recording", "Kettle tests", VERSION, "1.2"));
  } else if (g_str_equal (method, "Notify")) {
    id = record_bubble (self, parameters);
    if (self->mode == RECORDING_MODE_ANSWERS_ONCE)
      self->mode = RECORDING_MODE_SILENT;
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", id));
  } else {
    g_variant_get (parameters, "(u)", &id);
    self->n_close_calls++;
    g_dbus_method_invocation_return_value (invocation, NULL);
    recording_notifications_close (self, id, CLOSED_BY_CALL);
  }
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
  RecordingNotifications *self = user_data;

  self->n_calls++;
  if (self->mode == RECORDING_MODE_SILENT)
    g_ptr_array_add (self->hung, invocation);
  else
    answer (self, method, parameters, invocation);
}

static const GDBusInterfaceVTable server_vtable = { .method_call = on_method_call };

/* What the bus does for the callers of a program that ends. */
static void
fail_hung_calls (RecordingNotifications *self)
{
  for (guint i = 0; i < self->hung->len; i++)
    g_dbus_method_invocation_return_error (g_ptr_array_index (self->hung, i), G_DBUS_ERROR,
                                           G_DBUS_ERROR_NO_REPLY, "The server ended");
  g_ptr_array_set_size (self->hung, 0);
}

static void
recording_notifications_dispose (GObject *object)
{
  RecordingNotifications *self = RECORDING_NOTIFICATIONS (object);

  if (self->connection != NULL) {
    recording_notifications_disappear (self);
    g_dbus_connection_unregister_object (self->connection, self->registration);
    g_dbus_connection_flush_sync (self->connection, NULL, NULL);
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  }
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (recording_notifications_parent_class)->dispose (object);
}

static void
recording_notifications_finalize (GObject *object)
{
  RecordingNotifications *self = RECORDING_NOTIFICATIONS (object);

  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->hung);
  g_strfreev (self->capabilities);

  G_OBJECT_CLASS (recording_notifications_parent_class)->finalize (object);
}

static void
recording_notifications_class_init (RecordingNotificationsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recording_notifications_dispose;
  object_class->finalize = recording_notifications_finalize;
}

static void
recording_notifications_init (RecordingNotifications *self)
{
  const char *const usual[] = { "actions", "body", "body-markup", "icon-static", "sound", NULL };

  self->capabilities = g_strdupv ((char **) usual);
  self->shown = g_ptr_array_new_with_free_func (recorded_bubble_free);
  self->open = g_hash_table_new (NULL, NULL);
  self->hung = g_ptr_array_new ();
}

/**
 * recording_notifications_new:
 * @present: whether the server is there from the start
 *
 * Connects to the session bus that DBUS_SESSION_BUS_ADDRESS names.
 *
 * Returns: (transfer full): a notification server with the usual capabilities
 */
RecordingNotifications *
recording_notifications_new (gboolean present)
{
  RecordingNotifications *self = g_object_new (RECORDING_TYPE_NOTIFICATIONS, NULL);
  g_autoptr (GDBusNodeInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;

  self->connection = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                             flags, NULL, NULL, &error);
  g_assert_no_error (error);
  info = g_dbus_node_info_new_for_xml (server_xml, &error);
  g_assert_no_error (error);
  self->registration = g_dbus_connection_register_object (
      self->connection, SERVER_PATH, info->interfaces[0], &server_vtable, self, NULL, &error);
  g_assert_no_error (error);
  if (present)
    recording_notifications_appear (self);

  return self;
}

static guint32
call_bus (RecordingNotifications *self, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 result;

  reply = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      method, parameters, G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &result);

  return result;
}

/**
 * recording_notifications_appear:
 * @self: a server
 *
 * The server starts: it owns its name on the bus when this returns. As a fresh process it counts
 * its ids from 1 again.
 */
void
recording_notifications_appear (RecordingNotifications *self)
{
  if (self->present)
    return;

  /* 4: do not queue; 1: is the owner now. */
  g_assert_cmpuint (call_bus (self, "RequestName", g_variant_new ("(su)", SERVER_NAME, 4)), ==, 1);
  self->present = TRUE;
  self->last_id = 0;
}

/**
 * recording_notifications_disappear:
 * @self: a server
 *
 * The server ends: its bubbles are gone without a word, calls it had not answered fail.
 */
void
recording_notifications_disappear (RecordingNotifications *self)
{
  if (self->present)
    call_bus (self, "ReleaseName", g_variant_new ("(s)", SERVER_NAME));
  self->present = FALSE;
  g_hash_table_remove_all (self->open);
  fail_hung_calls (self);
}

/**
 * recording_notifications_hand_over:
 * @self: a server that is there
 * @heir: one that is not
 *
 * The server is started anew: @heir is there before anybody has noticed that @self is not. Calls
 * that @self did not answer fail when it is disposed of.
 */
void
recording_notifications_hand_over (RecordingNotifications *self, RecordingNotifications *heir)
{
  call_bus (self, "ReleaseName", g_variant_new ("(s)", SERVER_NAME));
  self->present = FALSE;
  g_hash_table_remove_all (self->open);
  recording_notifications_appear (heir);
}

/**
 * recording_notifications_set_mode:
 * @self: a server
 * @mode: how it answers from now on; calls that hang already keep hanging
 */
void
recording_notifications_set_mode (RecordingNotifications *self, RecordingMode mode)
{
  self->mode = mode;
}

/**
 * recording_notifications_set_capabilities:
 * @self: a server
 * @capabilities: (array zero-terminated=1): what GetCapabilities answers
 */
void
recording_notifications_set_capabilities (RecordingNotifications *self,
                                          const char *const *capabilities)
{
  g_strfreev (self->capabilities);
  self->capabilities = g_strdupv ((char **) capabilities);
}

/**
 * recording_notifications_get_n_calls:
 * @self: a server
 *
 * Returns: how many method calls came, of any kind
 */
guint
recording_notifications_get_n_calls (RecordingNotifications *self)
{
  return self->n_calls;
}

/**
 * recording_notifications_get_n_hung:
 * @self: a server
 *
 * Returns: how many calls wait for an answer they will not get
 */
guint
recording_notifications_get_n_hung (RecordingNotifications *self)
{
  return self->hung->len;
}

/**
 * recording_notifications_get_n_shown:
 * @self: a server
 *
 * Returns: how often Notify was called and answered, updates included
 */
guint
recording_notifications_get_n_shown (RecordingNotifications *self)
{
  return self->shown->len;
}

/**
 * recording_notifications_get_n_open:
 * @self: a server
 *
 * Returns: how many bubbles a person sees now
 */
guint
recording_notifications_get_n_open (RecordingNotifications *self)
{
  return g_hash_table_size (self->open);
}

guint
recording_notifications_get_n_close_calls (RecordingNotifications *self)
{
  return self->n_close_calls;
}

/**
 * recording_notifications_get_shown:
 * @self: a server
 * @n: from 0
 *
 * Returns: (transfer none) (nullable): the call of Notify with that number
 */
const RecordedBubble *
recording_notifications_get_shown (RecordingNotifications *self, guint n)
{
  return n < self->shown->len ? g_ptr_array_index (self->shown, n) : NULL;
}

const RecordedBubble *
recording_notifications_get_last (RecordingNotifications *self)
{
  return self->shown->len > 0 ? g_ptr_array_index (self->shown, self->shown->len - 1) : NULL;
}

/**
 * recording_notifications_find_open:
 * @self: a server
 * @summary: the whole title
 *
 * Returns: (transfer none) (nullable): a bubble that a person sees now
 */
const RecordedBubble *
recording_notifications_find_open (RecordingNotifications *self, const char *summary)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    if (g_str_equal (((const RecordedBubble *) value)->summary, summary))
      return value;
  }

  return NULL;
}

gboolean
recording_notifications_is_open (RecordingNotifications *self, guint id)
{
  return g_hash_table_contains (self->open, GUINT_TO_POINTER (id));
}

/**
 * recorded_bubble_get_button:
 * @bubble: a bubble
 * @key: an action's key; "default" is a click on the body
 *
 * Returns: (transfer none) (nullable): its label
 */
const char *
recorded_bubble_get_button (const RecordedBubble *bubble, const char *key)
{
  for (guint i = 0; bubble->actions[i] != NULL && bubble->actions[i + 1] != NULL; i += 2) {
    if (g_str_equal (bubble->actions[i], key))
      return bubble->actions[i + 1];
  }

  return NULL;
}

/**
 * recorded_bubble_get_key:
 * @bubble: a bubble
 * @label: what a button says
 *
 * Returns: (transfer none) (nullable): the key of that button
 */
const char *
recorded_bubble_get_key (const RecordedBubble *bubble, const char *label)
{
  for (guint i = 0; bubble->actions[i] != NULL && bubble->actions[i + 1] != NULL; i += 2) {
    if (g_str_equal (bubble->actions[i + 1], label))
      return bubble->actions[i];
  }

  return NULL;
}

/**
 * recording_notifications_invoke:
 * @self: a server
 * @id: a bubble
 * @key: an action's key; "default" is a click on the body
 * @token: (nullable): the activation token that goes before it
 *
 * A person clicks. Most servers close the bubble then; that is left to the test.
 */
void
recording_notifications_invoke (RecordingNotifications *self,
                                guint id,
                                const char *key,
                                const char *token)
{
  if (token != NULL)
    emit_server_signal (self, "ActivationToken", g_variant_new ("(us)", id, token));
  emit_server_signal (self, "ActionInvoked", g_variant_new ("(us)", id, key));
}

/**
 * recording_notifications_close:
 * @self: a server
 * @id: a bubble
 * @reason: 1 expired, 2 dismissed by the person, 3 closed by the program
 *
 * Closes an open bubble and says so; does nothing for one that is not open.
 */
void
recording_notifications_close (RecordingNotifications *self, guint id, guint reason)
{
  if (g_hash_table_remove (self->open, GUINT_TO_POINTER (id)))
    emit_server_signal (self, "NotificationClosed", g_variant_new ("(uu)", id, reason));
}
