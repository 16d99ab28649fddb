// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/recording-tray.h"

#define WATCHER_NAME         "org.kde.StatusNotifierWatcher"
#define WATCHER_PATH         "/StatusNotifierWatcher"
#define ITEM_INTERFACE       "org.kde.StatusNotifierItem"
#define MENU_INTERFACE       "com.canonical.dbusmenu"
#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"

/* How long a program may take to answer the panel, milliseconds. */
#define ANSWER_TIME 10000

struct _RecordingTray {
  GObject parent_instance;

  GDBusConnection *connection;
  GCancellable *cancellable;
  guint registration;
  gboolean present;

  char *item_bus;
  char *item_path;
  char *menu_path;
  guint item_signals;
  guint menu_signals;
  guint name_watch;

  guint n_registrations;
  guint n_layouts;
  GHashTable *properties;
  GHashTable *signal_counts;
  GPtrArray *entries;
  GPtrArray *history;
};

G_DEFINE_FINAL_TYPE (RecordingTray, recording_tray, G_TYPE_OBJECT)

static const char watcher_xml[] =
    "<node><interface name='org.kde.StatusNotifierWatcher'>"
    "<method name='RegisterStatusNotifierItem'><arg type='s' direction='in'/></method>"
    "<method name='RegisterStatusNotifierHost'><arg type='s' direction='in'/></method>"
    "<property name='RegisteredStatusNotifierItems' type='as' access='read'/>"
    "<property name='IsStatusNotifierHostRegistered' type='b' access='read'/>"
    "<property name='ProtocolVersion' type='i' access='read'/>"
    "<signal name='StatusNotifierItemRegistered'><arg type='s'/></signal>"
    "<signal name='StatusNotifierItemUnregistered'><arg type='s'/></signal>"
    "<signal name='StatusNotifierHostRegistered'/>"
    "</interface></node>";

static void
recording_tray_entry_free (gpointer data)
{
  RecordingTrayEntry *entry = data;

  g_free (entry->label);
  g_free (entry->type);
  g_free (entry->toggle_type);
  g_free (entry);
}

/* A lone underscore marks the key of a mnemonic, two stand for one. */
static char *
strip_mnemonic (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++) {
    if (*c == '_' && *(++c) == '\0')
      break;
    g_string_append_c (text, *c);
  }

  return g_string_free (text, FALSE);
}

static RecordingTrayEntry *
recording_tray_entry_new (int id, GVariant *properties)
{
  RecordingTrayEntry *entry = g_new0 (RecordingTrayEntry, 1);
  const char *label = "";
  const char *type = "standard";
  const char *toggle_type = "";

  entry->id = id;
  entry->enabled = TRUE;
  entry->visible = TRUE;
  entry->toggle_state = -1;
  g_variant_lookup (properties, "label", "&s", &label);
  g_variant_lookup (properties, "type", "&s", &type);
  g_variant_lookup (properties, "toggle-type", "&s", &toggle_type);
  g_variant_lookup (properties, "toggle-state", "i", &entry->toggle_state);
  g_variant_lookup (properties, "enabled", "b", &entry->enabled);
  g_variant_lookup (properties, "visible", "b", &entry->visible);
  entry->label = strip_mnemonic (label);
  entry->type = g_strdup (type);
  entry->toggle_type = g_strdup (toggle_type);

  return entry;
}

static void
read_layout (GPtrArray *entries, GVariant *item)
{
  g_autoptr (GVariant) properties = NULL;
  g_autoptr (GVariant) children = NULL;
  GVariantIter iter;
  GVariant *child;
  int id;

  g_variant_get (item, "(i@a{sv}@av)", &id, &properties, &children);
  if (id != 0)
    g_ptr_array_add (entries, recording_tray_entry_new (id, properties));

  g_variant_iter_init (&iter, children);
  while (g_variant_iter_next (&iter, "v", &child)) {
    read_layout (entries, child);
    g_variant_unref (child);
  }
}

/* The reply of a call whose program may have gone meanwhile, or %NULL: then nothing is recorded,
 * and the tray itself may be gone. */
static GVariant *
finish_call (GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("The program did not answer its tray: %s", error->message);

  return reply;
}

static void
on_get_layout_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RecordingTray *self = user_data;
  g_autoptr (GVariant) reply = finish_call (source, result);
  g_autoptr (GVariant) layout = NULL;

  if (reply == NULL)
    return;

  g_variant_get (reply, "(u@(ia{sv}av))", NULL, &layout);
  g_ptr_array_set_size (self->entries, 0);
  read_layout (self->entries, layout);
  self->n_layouts++;
}

static void
fetch_layout (RecordingTray *self)
{
  const char *const no_names[] = { NULL };

  g_dbus_connection_call (self->connection, self->item_bus, self->menu_path, MENU_INTERFACE,
                          "GetLayout", g_variant_new ("(ii^as)", 0, -1, no_names),
                          G_VARIANT_TYPE ("(u(ia{sv}av))"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          ANSWER_TIME, self->cancellable, on_get_layout_ready, self);
}

static void
count_signal (RecordingTray *self, const char *name)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->signal_counts, name));

  g_hash_table_insert (self->signal_counts, g_strdup (name), GUINT_TO_POINTER (count + 1));
}

static void
on_menu_signal (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  RecordingTray *self = user_data;

  count_signal (self, signal);
  if (g_str_equal (signal, "LayoutUpdated") || g_str_equal (signal, "ItemsPropertiesUpdated"))
    fetch_layout (self);
}

static void
follow_menu (RecordingTray *self, const char *path)
{
  if (g_strcmp0 (path, self->menu_path) == 0)
    return;

  if (self->menu_signals != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->menu_signals);
  g_free (self->menu_path);
  self->menu_path = g_strdup (path);
  self->menu_signals = g_dbus_connection_signal_subscribe (
      self->connection, self->item_bus, MENU_INTERFACE, NULL, path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
      on_menu_signal, self, NULL);
  fetch_layout (self);
}

static void
record_property (RecordingTray *self, const char *name, GVariant *value)
{
  const char *text;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
      && !g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH))
    return;

  text = g_variant_get_string (value, NULL);
  if (g_strcmp0 (text, g_hash_table_lookup (self->properties, name)) == 0)
    return;

  g_hash_table_insert (self->properties, g_strdup (name), g_strdup (text));
  g_ptr_array_add (self->history, g_strdup_printf ("%s %s", name, text));
}

static void
on_get_all_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RecordingTray *self = user_data;
  g_autoptr (GVariant) reply = finish_call (source, result);
  g_autoptr (GVariant) properties = NULL;
  const char *menu_path = NULL;
  const char *name;
  GVariantIter iter;
  GVariant *value;

  if (reply == NULL)
    return;

  properties = g_variant_get_child_value (reply, 0);
  g_variant_iter_init (&iter, properties);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &value)) {
    record_property (self, name, value);
    g_variant_unref (value);
  }
  if (g_variant_lookup (properties, "Menu", "&o", &menu_path))
    follow_menu (self, menu_path);
}

static void
fetch_properties (RecordingTray *self)
{
  g_dbus_connection_call (self->connection, self->item_bus, self->item_path, PROPERTIES_INTERFACE,
                          "GetAll", g_variant_new ("(s)", ITEM_INTERFACE),
                          G_VARIANT_TYPE ("(a{sv})"), G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_TIME,
                          self->cancellable, on_get_all_ready, self);
}

static void
on_item_signal (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  RecordingTray *self = user_data;

  count_signal (self, signal);
  /* The only one that brings its value along; the item may have gone before it can be asked. */
  if (g_str_equal (signal, "NewStatus")
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(s)"))) {
    g_autoptr (GVariant) status = g_variant_get_child_value (parameters, 0);

    record_property (self, "Status", status);
  }
  fetch_properties (self);
}

static void
forget_item (RecordingTray *self)
{
  if (self->name_watch != 0)
    g_bus_unwatch_name (self->name_watch);
  if (self->item_signals != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->item_signals);
  if (self->menu_signals != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->menu_signals);
  self->name_watch = self->item_signals = self->menu_signals = 0;
  g_clear_pointer (&self->item_bus, g_free);
  g_clear_pointer (&self->item_path, g_free);
  g_clear_pointer (&self->menu_path, g_free);
  g_hash_table_remove_all (self->properties);
  g_ptr_array_set_size (self->entries, 0);

  /* Answers still under way belong to the item that is gone. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
on_item_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  RecordingTray *self = user_data;

  g_ptr_array_add (self->history, g_strdup ("gone"));
  forget_item (self);
}

/* Items name themselves by object path (then they live on the caller's name) or by bus name. */
static void
follow_item (RecordingTray *self, const char *sender, const char *service)
{
  gboolean by_path = service[0] == '/';

  forget_item (self);
  self->item_bus = g_strdup (by_path ? sender : service);
  self->item_path = g_strdup (by_path ? service : "/StatusNotifierItem");
  self->n_registrations++;
  g_ptr_array_add (self->history, g_strdup ("registered"));
  self->item_signals = g_dbus_connection_signal_subscribe (
      self->connection, self->item_bus, ITEM_INTERFACE, NULL, self->item_path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_item_signal, self, NULL);
  self->name_watch = g_bus_watch_name_on_connection (self->connection, self->item_bus,
                                                     G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                     on_item_vanished, self, NULL);
  fetch_properties (self);
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
  RecordingTray *self = user_data;
  const char *service;

  if (g_str_equal (method, "RegisterStatusNotifierItem")) {
    g_variant_get (parameters, "(&s)", &service);
    follow_item (self, sender, service);
  }
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
  RecordingTray *self = user_data;
  GVariantBuilder items;

  if (g_str_equal (property, "IsStatusNotifierHostRegistered"))
    return g_variant_new_boolean (TRUE);
  if (g_str_equal (property, "ProtocolVersion"))
    return g_variant_new_int32 (0);

  g_variant_builder_init (&items, G_VARIANT_TYPE ("as"));
  if (self->item_bus != NULL) {
    g_autofree char *item = g_strconcat (self->item_bus, self->item_path, NULL);

    g_variant_builder_add (&items, "s", item);
  }

  return g_variant_builder_end (&items);
}

static const GDBusInterfaceVTable watcher_vtable = { .method_call = on_method_call,
                                                     .get_property = on_get_property };

static void
recording_tray_dispose (GObject *object)
{
  RecordingTray *self = RECORDING_TRAY (object);

  if (self->connection != NULL) {
    recording_tray_disappear (self);
    g_cancellable_cancel (self->cancellable);
    g_dbus_connection_unregister_object (self->connection, self->registration);
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  }
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (recording_tray_parent_class)->dispose (object);
}

static void
recording_tray_finalize (GObject *object)
{
  RecordingTray *self = RECORDING_TRAY (object);

  g_hash_table_unref (self->properties);
  g_hash_table_unref (self->signal_counts);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->history);

  G_OBJECT_CLASS (recording_tray_parent_class)->finalize (object);
}

static void
recording_tray_class_init (RecordingTrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = recording_tray_dispose;
  object_class->finalize = recording_tray_finalize;
}

static void
recording_tray_init (RecordingTray *self)
{
  self->cancellable = g_cancellable_new ();
  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->signal_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (recording_tray_entry_free);
  self->history = g_ptr_array_new_with_free_func (g_free);
}

/**
 * recording_tray_new:
 * @present: whether the panel is there from the start
 *
 * Connects to the session bus that DBUS_SESSION_BUS_ADDRESS names.
 *
 * Returns: (transfer full): a panel with a tray
 */
RecordingTray *
recording_tray_new (gboolean present)
{
  RecordingTray *self = g_object_new (RECORDING_TYPE_TRAY, NULL);
  g_autoptr (GDBusNodeInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                     | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;

  self->connection = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                             flags, NULL, NULL, &error);
  g_assert_no_error (error);
  info = g_dbus_node_info_new_for_xml (watcher_xml, &error);
  g_assert_no_error (error);
  self->registration = g_dbus_connection_register_object (
      self->connection, WATCHER_PATH, info->interfaces[0], &watcher_vtable, self, NULL, &error);
  g_assert_no_error (error);
  if (present)
    recording_tray_appear (self);

  return self;
}

static guint32
call_bus (RecordingTray *self, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 answer;

  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                       parameters, G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE,
                                       ANSWER_TIME, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &answer);

  return answer;
}

/**
 * recording_tray_appear:
 * @self: a tray
 *
 * The panel starts: it owns its name on the bus when this returns.
 */
void
recording_tray_appear (RecordingTray *self)
{
  if (self->present)
    return;

  /* 4: do not queue; 1: is the owner now. */
  g_assert_cmpuint (call_bus (self, "RequestName", g_variant_new ("(su)", WATCHER_NAME, 4)), ==, 1);
  self->present = TRUE;
}

/**
 * recording_tray_disappear:
 * @self: a tray
 *
 * The panel ends and forgets the item. What was recorded in the history and the counters stays.
 */
void
recording_tray_disappear (RecordingTray *self)
{
  if (self->present)
    call_bus (self, "ReleaseName", g_variant_new ("(s)", WATCHER_NAME));
  self->present = FALSE;
  forget_item (self);
}

/**
 * recording_tray_is_ready:
 * @self: a tray
 *
 * Returns: whether an item has registered and both its properties and its menu have been read
 */
gboolean
recording_tray_is_ready (RecordingTray *self)
{
  return self->item_bus != NULL && self->entries->len > 0;
}

/**
 * recording_tray_is_shown:
 * @self: a tray
 *
 * Returns: whether a panel would draw the icon now
 */
gboolean
recording_tray_is_shown (RecordingTray *self)
{
  return recording_tray_is_ready (self)
         && g_strcmp0 (recording_tray_get_status (self), "Active") == 0;
}

/**
 * recording_tray_get_property_text:
 * @self: a tray
 * @name: a property of org.kde.StatusNotifierItem whose value is a text or a path
 *
 * Returns: (nullable) (transfer none): its last value
 */
const char *
recording_tray_get_property_text (RecordingTray *self, const char *name)
{
  return g_hash_table_lookup (self->properties, name);
}

const char *
recording_tray_get_icon_name (RecordingTray *self)
{
  return recording_tray_get_property_text (self, "IconName");
}

const char *
recording_tray_get_title (RecordingTray *self)
{
  return recording_tray_get_property_text (self, "Title");
}

const char *
recording_tray_get_status (RecordingTray *self)
{
  return recording_tray_get_property_text (self, "Status");
}

guint
recording_tray_get_n_registrations (RecordingTray *self)
{
  return self->n_registrations;
}

/**
 * recording_tray_get_n_signals:
 * @self: a tray
 * @name: a signal of the item or its menu: "NewIcon", "NewTitle", "NewStatus", "LayoutUpdated", …
 *
 * Returns: how often it came, from all items so far
 */
guint
recording_tray_get_n_signals (RecordingTray *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->signal_counts, name));
}

/**
 * recording_tray_get_n_layouts:
 * @self: a tray
 *
 * Returns: how often the menu was read
 */
guint
recording_tray_get_n_layouts (RecordingTray *self)
{
  return self->n_layouts;
}

/**
 * recording_tray_get_history:
 * @self: a tray
 *
 * Returns: (transfer none) (element-type utf8): in order, "registered", "gone", and "PROPERTY
 *   VALUE" for each new value of a property ("IconName …", "Title …", "Status …")
 */
GPtrArray *
recording_tray_get_history (RecordingTray *self)
{
  return self->history;
}

guint
recording_tray_get_n_entries (RecordingTray *self)
{
  return self->entries->len;
}

const RecordingTrayEntry *
recording_tray_get_entry (RecordingTray *self, guint position)
{
  return position < self->entries->len ? g_ptr_array_index (self->entries, position) : NULL;
}

/**
 * recording_tray_find_entry:
 * @self: a tray
 * @label: the whole text of an item
 *
 * Returns: (nullable) (transfer none): the first such item; valid until the menu is read again
 */
const RecordingTrayEntry *
recording_tray_find_entry (RecordingTray *self, const char *label)
{
  for (guint i = 0; i < self->entries->len; i++) {
    const RecordingTrayEntry *entry = g_ptr_array_index (self->entries, i);

    if (g_str_equal (entry->label, label))
      return entry;
  }

  return NULL;
}

/**
 * recording_tray_dup_menu_text:
 * @self: a tray
 *
 * Returns: (transfer full): the labels of the visible items, one a line; "(…)" around what cannot
 *   be clicked
 */
char *
recording_tray_dup_menu_text (RecordingTray *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++) {
    const RecordingTrayEntry *entry = g_ptr_array_index (self->entries, i);

    if (entry->visible)
      g_string_append_printf (text, entry->enabled ? "%s\n" : "(%s)\n", entry->label);
  }

  return g_string_free (text, FALSE);
}

/**
 * recording_tray_click:
 * @self: a tray
 * @label: the whole text of an item
 *
 * Clicks an item of the menu as a panel does.
 *
 * Returns: %FALSE when there is no such item or a person could not click it
 */
gboolean
recording_tray_click (RecordingTray *self, const char *label)
{
  const RecordingTrayEntry *entry = recording_tray_find_entry (self, label);

  if (entry == NULL || !entry->enabled || !entry->visible)
    return FALSE;

  g_dbus_connection_call (
      self->connection, self->item_bus, self->menu_path, MENU_INTERFACE, "Event",
      g_variant_new ("(isvu)", entry->id, "clicked", g_variant_new_int32 (0), 0), NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_TIME, NULL, NULL, NULL);

  return TRUE;
}

/**
 * recording_tray_middle_click:
 * @self: a tray with an item
 *
 * Clicks the icon itself with the middle button.
 */
void
recording_tray_middle_click (RecordingTray *self)
{
  g_return_if_fail (self->item_bus != NULL);

  g_dbus_connection_call (self->connection, self->item_bus, self->item_path, ITEM_INTERFACE,
                          "SecondaryActivate", g_variant_new ("(ii)", 0, 0), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_TIME, NULL, NULL, NULL);
}
