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
#define NO_PREFERENCE    0
#define PREFER_DARK      1

/**
 * KettleAppearance:
 *
 * Makes the windows light or dark: as the desktop wishes, which GTK 3 does not follow by itself
 * (pitfall P-D5) and the settings portal tells, or as the person chose for this program. A
 * GTK_THEME in the environment wins.
 */
struct _KettleAppearance {
  GObject parent_instance;

  GDBusConnection *bus; /* nullable: no session bus */
  GCancellable *cancellable;
  guint subscription;
  gboolean overruled; /* by GTK_THEME */
  gboolean applying;
  gboolean replaced; /* the desktop's theme, by one that can be as it is wanted */
  KettleColorScheme scheme;
  guint32 desktop_scheme; /* as the portal says; 0: no preference, or no portal */
};

G_DEFINE_FINAL_TYPE (KettleAppearance, kettle_appearance, G_TYPE_OBJECT)

/* A theme that does not name its background is taken as it is. */
static gboolean
is_fitting (gboolean dark)
{
  g_autoptr (GtkStyleContext) context = gtk_style_context_new ();
  GtkWidgetPath *path = gtk_widget_path_new ();
  GdkRGBA color;

  gtk_widget_path_append_type (path, GTK_TYPE_WINDOW);
  gtk_style_context_set_path (context, path);
  gtk_widget_path_unref (path);
  if (!gtk_style_context_lookup_color (context, "theme_bg_color", &color))
    return TRUE;

  return (0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue < 0.5) == dark;
}

static char *
dup_without_suffix (const char *name, const char *suffix)
{
  return g_str_has_suffix (name, suffix) ? g_strndup (name, strlen (name) - strlen (suffix)) : NULL;
}

static void
add (GPtrArray *names, char *take_name)
{
  if (take_name != NULL)
    g_ptr_array_add (names, take_name);
}

/* Themes by the names that light and dark sisters have, then one that GTK itself brings. Whoever
 * needs high contrast keeps it. */
static GPtrArray *
dup_candidates (const char *name, gboolean dark)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gboolean contrast = strstr (name, "Contrast") != NULL;

  if (dark) {
    add (names, g_strconcat (name, contrast ? "Inverse" : "-dark", NULL));
    add (names, contrast ? NULL : g_strconcat (name, "-Dark", NULL));
    add (names, g_strdup (contrast ? "HighContrastInverse" : "Adwaita"));
  } else {
    add (names, dup_without_suffix (name, "Inverse"));
    add (names, dup_without_suffix (name, "-dark"));
    add (names, dup_without_suffix (name, "-Dark"));
    add (names, g_strdup (contrast ? "HighContrast" : "Adwaita"));
  }

  return names;
}

/* Not every theme has a dark side, and some have no other.
 *
 * Returns: whether another theme was taken */
static gboolean
force (gboolean dark)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  g_object_set (settings, "gtk-application-prefer-dark-theme", dark, NULL);
  if (is_fitting (dark))
    return FALSE;

  g_object_get (settings, "gtk-theme-name", &name, NULL);
  candidates = dup_candidates (name, dark);
  for (guint i = 0; i < candidates->len; i++) {
    g_object_set (settings, "gtk-theme-name", candidates->pdata[i], NULL);
    if (is_fitting (dark)) {
      g_info ("The theme %s cannot be %s: taking %s", name, dark ? "dark" : "light",
              (char *) candidates->pdata[i]);
      return TRUE;
    }
  }

  gtk_settings_reset_property (settings, "gtk-theme-name");

  return FALSE;
}

static void
apply (KettleAppearance *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (self->overruled || self->applying)
    return;

  self->applying = TRUE;
  if (self->replaced)
    gtk_settings_reset_property (settings, "gtk-theme-name");
  self->replaced = FALSE;
  if (self->scheme != KETTLE_COLOR_SCHEME_DESKTOP)
    self->replaced = force (self->scheme == KETTLE_COLOR_SCHEME_DARK);
  else if (self->desktop_scheme != NO_PREFERENCE)
    g_object_set (settings, "gtk-application-prefer-dark-theme",
                  self->desktop_scheme == PREFER_DARK, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-application-prefer-dark-theme");
  self->applying = FALSE;
}

/* The desktop changed its theme: perhaps this one can be as it is wanted. */
static void
on_theme_name_changed (GtkSettings *settings, GParamSpec *pspec, KettleAppearance *self)
{
  if (self->scheme != KETTLE_COLOR_SCHEME_DESKTOP)
    apply (self);
}

/* The portal's Read wraps its answer in one variant more than ReadOne and the signal do. */
static void
take_desktop_scheme (KettleAppearance *self, GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT)) {
    GVariant *unwrapped = g_variant_get_variant (inner);

    g_variant_unref (inner);
    inner = unwrapped;
  }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;

  self->desktop_scheme = g_variant_get_uint32 (inner);
  if (self->scheme == KETTLE_COLOR_SCHEME_DESKTOP)
    apply (self);
}

static void
on_read_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL) {
    g_debug ("No settings portal: %s", error->message);
    return;
  }

  g_variant_get (reply, "(v)", &value);
  take_desktop_scheme (user_data, value);
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
    take_desktop_scheme (user_data, value);
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

static void
follow_portal (KettleAppearance *self, GDBusConnection *bus)
{
  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged", PORTAL_PATH, NAMESPACE,
      G_DBUS_SIGNAL_FLAGS_NONE, on_setting_changed, self, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", NAMESPACE, KEY), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, on_read_ready, self);
}

/**
 * kettle_appearance_new:
 * @bus: (nullable): the session bus, to follow the desktop
 *
 * Starts with the desktop's preference, and follows it for as long as the result lives.
 *
 * Returns: (transfer full): the appearance
 */
KettleAppearance *
kettle_appearance_new (GDBusConnection *bus)
{
  KettleAppearance *self;

  g_return_val_if_fail (bus == NULL || G_IS_DBUS_CONNECTION (bus), NULL);

  self = g_object_new (KETTLE_TYPE_APPEARANCE, NULL);
  self->overruled = g_getenv ("GTK_THEME") != NULL;
  if (self->overruled)
    return self;

  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-theme-name",
                           G_CALLBACK (on_theme_name_changed), self, 0);
  if (bus != NULL)
    follow_portal (self, bus);

  return self;
}

/**
 * kettle_appearance_set_scheme:
 * @self: the appearance
 * @scheme: what the person wants
 *
 * Makes all windows of the program so at once. A theme that cannot be light, or dark, is replaced
 * by one that can, until the desktop is followed again.
 */
void
kettle_appearance_set_scheme (KettleAppearance *self, KettleColorScheme scheme)
{
  g_return_if_fail (KETTLE_IS_APPEARANCE (self));

  if (self->scheme == scheme)
    return;

  self->scheme = scheme;
  apply (self);
}
