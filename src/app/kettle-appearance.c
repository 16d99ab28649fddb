// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-appearance.h"

#include <gtk/gtk.h>

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define NAMESPACE        "org.freedesktop.appearance"
#define KEY              "color-scheme"
#define PREFER_DARK      1

/**
 * KettleAppearance:
 *
 * Follows the desktop's wish for dark windows, which GTK 3 does not do by itself (pitfall P-D5):
 * reads it from the settings portal and listens for changes. A GTK_THEME in the environment wins.
 */
struct _KettleAppearance {
  GObject parent_instance;

  GDBusConnection *bus;
  GCancellable *cancellable;
  guint subscription;
};

G_DEFINE_FINAL_TYPE (KettleAppearance, kettle_appearance, G_TYPE_OBJECT)

/* The portal's Read wraps its answer in one variant more than ReadOne and the signal do. */
static void
apply_scheme (GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT)) {
    GVariant *unwrapped = g_variant_get_variant (inner);

    g_variant_unref (inner);
    inner = unwrapped;
  }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                g_variant_get_uint32 (inner) == PREFER_DARK, NULL);
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL) {
    g_debug ("No settings portal: %s", error->message);
    return;
  }

  g_variant_get (reply, "(v)", &value);
  apply_scheme (value);
}

static void
on_setting_changed (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer user_data)
{
  const char *namespace;
  const char *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", &namespace, &key, &value);
  if (g_str_equal (namespace, NAMESPACE) && g_str_equal (key, KEY))
    apply_scheme (value);
}

static void
kettle_appearance_dispose (GObject *object)
{
  KettleAppearance *self = KETTLE_APPEARANCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (kettle_appearance_parent_class)->dispose (object);
}

static void
kettle_appearance_class_init (KettleAppearanceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_appearance_dispose;
}

static void
kettle_appearance_init (KettleAppearance *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * kettle_appearance_new:
 * @bus: the session bus
 *
 * Starts following the desktop's preference, for as long as the result lives.
 *
 * Returns: (transfer full): the follower
 */
KettleAppearance *
kettle_appearance_new (GDBusConnection *bus)
{
  KettleAppearance *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);

  self = g_object_new (KETTLE_TYPE_APPEARANCE, NULL);
  if (g_getenv ("GTK_THEME") != NULL)
    return self;

  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged", PORTAL_PATH, NAMESPACE,
      G_DBUS_SIGNAL_FLAGS_NONE, on_setting_changed, NULL, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", NAMESPACE, KEY), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_read_ready, NULL);

  return self;
}
