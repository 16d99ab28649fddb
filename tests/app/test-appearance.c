// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-appearance.h"
#include "support/test-wait.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>

/*
 * Each test is a process of its own, with a GTK of its own: what the desktop's theme is stands in
 * settings.ini, which GTK reads once. What comes out is measured in a window.
 */

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"

static const char portal_xml[] =
    "<node><interface name='" PORTAL_INTERFACE "'>"
    "<method name='Read'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='v' direction='out'/></method>"
    "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
    "</interface></node>";

typedef struct {
  GDBusConnection *bus;    /* nullable: the test's */
  GDBusConnection *portal; /* nullable: the portal's own */
  guint32 wish;
  guint n_reads;
  GtkWidget *window;
  KettleAppearance *appearance;
} Fixture;

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
  Fixture *fixture = user_data;
  const char *namespace;
  const char *key;

  g_variant_get (parameters, "(&s&s)", &namespace, &key);
  g_assert_cmpstr (namespace, ==, "org.freedesktop.appearance");
  g_assert_cmpstr (key, ==, "color-scheme");
  fixture->n_reads++;
  g_dbus_method_invocation_return_value (
      invocation,
      g_variant_new ("(v)", g_variant_new_variant (g_variant_new_uint32 (fixture->wish))));
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return bus;
}

static void
add_portal (Fixture *fixture, guint32 wish)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  fixture->wish = wish;
  fixture->portal = connect_to_bus ();
  g_dbus_connection_register_object (fixture->portal, PORTAL_PATH, node->interfaces[0], &vtable,
                                     fixture, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (fixture->portal, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", PORTAL_NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
change_wish (Fixture *fixture, guint32 wish)
{
  fixture->wish = wish;
  g_dbus_connection_emit_signal (fixture->portal, NULL, PORTAL_PATH, PORTAL_INTERFACE,
                                 "SettingChanged",
                                 g_variant_new ("(ssv)", "org.freedesktop.appearance",
                                                "color-scheme", g_variant_new_uint32 (wish)),
                                 NULL);
}

/* What GTK reads of the desktop when it starts; then starts it. */
static void
start_gtk (Fixture *fixture, const char *theme, gboolean dark)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "gtk-3.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("[Settings]\ngtk-theme-name=%s\ngtk-application-prefer-dark-theme=%d\n",
                          theme, dark);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  gtk_init (NULL, NULL);
  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_widget_show (fixture->window);
}

static void
start (Fixture *fixture, gboolean with_bus)
{
  if (with_bus)
    fixture->bus = connect_to_bus ();
  fixture->appearance = kettle_appearance_new (fixture->bus);
}

static void
end (Fixture *fixture)
{
  g_assert_finalize_object (fixture->appearance);
  gtk_widget_destroy (fixture->window);
  g_clear_object (&fixture->bus);
  g_clear_object (&fixture->portal);
}

/* How light the window is, from 0 to 1, as drawn. */
static double
get_light (Fixture *fixture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t *cr = cairo_create (surface);
  GtkStyleContext *style = gtk_widget_get_style_context (fixture->window);
  const guchar *pixel;
  double light;

  gtk_render_background (style, cr, -20, -20, 50, 50);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = cairo_image_surface_get_data (surface);
  light = (pixel[0] + pixel[1] + pixel[2]) / (3 * 255.0);
  cairo_surface_destroy (surface);

  return light;
}

static gboolean
is_dark (Fixture *fixture)
{
  return get_light (fixture) < 0.4;
}

static gboolean
is_light (Fixture *fixture)
{
  return get_light (fixture) > 0.8;
}

static void
assert_theme (const char *expected)
{
  g_autofree char *name = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  g_assert_cmpstr (name, ==, expected);
}

static void
set_scheme (Fixture *fixture, KettleColorScheme scheme)
{
  kettle_appearance_set_scheme (fixture->appearance, scheme);
}

static void
test_follows (void)
{
  Fixture fixture = { NULL };

  start_gtk (&fixture, "Adwaita", FALSE);
  add_portal (&fixture, 1);
  start (&fixture, TRUE);
  test_wait_for (is_dark (&fixture), 5000);
  change_wish (&fixture, 2);
  test_wait_for (is_light (&fixture), 5000);
  change_wish (&fixture, 1);
  test_wait_for (is_dark (&fixture), 5000);
  change_wish (&fixture, 0);
  test_wait_for (is_light (&fixture), 5000);
  end (&fixture);
}

static void
test_forced (void)
{
  Fixture fixture = { NULL };

  start_gtk (&fixture, "Adwaita", FALSE);
  add_portal (&fixture, 1);
  start (&fixture, TRUE);
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_LIGHT);
  g_assert_true (is_light (&fixture));
  test_wait_for (fixture.n_reads == 1, 5000);
  test_never (!is_light (&fixture), 100);
  change_wish (&fixture, 2);
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_DARK);
  test_never (!is_dark (&fixture), 100);

  /* What the desktop said meanwhile counts. */
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_DESKTOP);
  g_assert_true (is_light (&fixture));
  change_wish (&fixture, 1);
  test_wait_for (is_dark (&fixture), 5000);
  end (&fixture);
}

/* There is no portal, so the theme is as the desktop's own settings have it. */
static void
test_no_portal (void)
{
  Fixture fixture = { NULL };

  start_gtk (&fixture, "Adwaita", TRUE);
  start (&fixture, TRUE);
  test_never (!is_dark (&fixture), 100);
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_LIGHT);
  g_assert_true (is_light (&fixture));
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_DESKTOP);
  g_assert_true (is_dark (&fixture));
  assert_theme ("Adwaita");
  end (&fixture);
}

static void
test_no_bus (void)
{
  Fixture fixture = { NULL };

  start_gtk (&fixture, "Adwaita", FALSE);
  start (&fixture, FALSE);
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_DARK);
  g_assert_true (is_dark (&fixture));
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_DESKTOP);
  g_assert_true (is_light (&fixture));
  end (&fixture);
}

static void
add_theme (const char *name, const char *background)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_data_dir (), "themes", name, "gtk-3.0", NULL);
  g_autofree char *path = g_build_filename (folder, "gtk.css", NULL);
  g_autofree char *text = g_strdup_printf ("@define-color theme_bg_color %s;\n"
                                           "window { background-color: @theme_bg_color; }\n",
                                           background);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_all_schemes (const char *theme, gboolean dark, const char *light_name, const char *dark_name)
{
  Fixture fixture = { NULL };

  start_gtk (&fixture, theme, FALSE);
  start (&fixture, FALSE);
  for (int i = 0; i < 2; i++) {
    set_scheme (&fixture, KETTLE_COLOR_SCHEME_LIGHT);
    g_assert_true (is_light (&fixture));
    assert_theme (light_name);
    set_scheme (&fixture, KETTLE_COLOR_SCHEME_DARK);
    g_assert_true (is_dark (&fixture));
    assert_theme (dark_name);
    set_scheme (&fixture, KETTLE_COLOR_SCHEME_DESKTOP);
    g_assert_true (is_dark (&fixture) == dark && is_light (&fixture) == !dark);
    assert_theme (theme);
  }
  end (&fixture);
}

static void
test_dark_theme (void)
{
  add_theme ("Moon-dark", "#202020");
  add_theme ("Moon", "#f0f0f0");
  assert_all_schemes ("Moon-dark", TRUE, "Moon", "Moon-dark");
}

static void
test_light_theme (void)
{
  add_theme ("Moon-Dark", "#202020");
  add_theme ("Moon", "#f0f0f0");
  assert_all_schemes ("Moon", FALSE, "Moon", "Moon-Dark");
}

static void
test_theme_without_sister (void)
{
  add_theme ("Snow", "#fafafa");
  assert_all_schemes ("Snow", FALSE, "Snow", "Adwaita");
}

static void
test_dark_theme_without_sister (void)
{
  add_theme ("Coal", "#101010");
  assert_all_schemes ("Coal", TRUE, "Adwaita", "Coal");
}

static void
test_high_contrast (void)
{
  assert_all_schemes ("HighContrast", FALSE, "HighContrast", "HighContrastInverse");
}

static void
test_high_contrast_inverse (void)
{
  assert_all_schemes ("HighContrastInverse", TRUE, "HighContrast", "HighContrastInverse");
}

static void
test_overruled (void)
{
  Fixture fixture = { NULL };

  g_setenv ("GTK_THEME", "Adwaita:dark", TRUE);
  start_gtk (&fixture, "Adwaita", FALSE);
  add_portal (&fixture, 2);
  start (&fixture, TRUE);
  set_scheme (&fixture, KETTLE_COLOR_SCHEME_LIGHT);
  test_never (!is_dark (&fixture) || fixture.n_reads > 0, 100);
  assert_theme ("Adwaita");
  end (&fixture);
}

static void
run_alone (gconstpointer data)
{
  const GTestFunc *function = data;

  if (g_test_subprocess ()) {
    (*function) ();
    return;
  }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    GTestFunc function;
  } tests[] = {
    { "/app/appearance/follows-the-desktop", test_follows },
    { "/app/appearance/forced", test_forced },
    { "/app/appearance/no-portal", test_no_portal },
    { "/app/appearance/no-bus", test_no_bus },
    { "/app/appearance/dark-theme", test_dark_theme },
    { "/app/appearance/light-theme", test_light_theme },
    { "/app/appearance/light-theme-without-a-sister", test_theme_without_sister },
    { "/app/appearance/dark-theme-without-a-sister", test_dark_theme_without_sister },
    { "/app/appearance/high-contrast", test_high_contrast },
    { "/app/appearance/high-contrast-inverse", test_high_contrast_inverse },
    { "/app/appearance/environment-overrules", test_overruled },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &tests[i].function, run_alone);

  return g_test_run ();
}
