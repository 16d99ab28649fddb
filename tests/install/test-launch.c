// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "support/recording-tray.h"
#include "support/test-wait.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gdk/gdkx.h>
#include <gio/gdesktopappinfo.h>
#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>

/*
 * test-launch DATADIR
 * What check-install cannot do in a shell: launches the installed Kettle as a desktop's launcher
 * does, through its desktop entry and the session bus, with a kettle on a socket.
 */

#define ID "io.github.kettle_desktop.Kettle"

static const char *datadir;

typedef struct {
  KettleEmulator *kettle;
  RecordingTray *panel;
  GDesktopAppInfo *entry;
  GActionGroup *actions; /* nullable until it runs */
  guint watch;
  gboolean running;
} Launcher;

static void
on_name_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  Launcher *self = user_data;

  self->running = TRUE;
}

static void
on_name_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  Launcher *self = user_data;

  self->running = FALSE;
}

/* What the person chose, in an earlier session or just now; %NULL for no kettle. */
static void
write_settings (KettleEmulator *kettle, gboolean autostart)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *group = g_strdelimit (g_strdup (ID), ".", '/');
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_key_file_set_string (file, group, "host", kettle != NULL ? "'127.0.0.1'" : "''");
  if (kettle != NULL)
    g_key_file_set_integer (file, group, "port", kettle_emulator_get_port (kettle));
  g_key_file_set_boolean (file, group, "autostart", autostart);
  g_key_file_save_to_file (file, path, &error);
  g_assert_no_error (error);
}

static void
set_up (Launcher *self, gconstpointer chosen)
{
  g_autofree char *path = g_build_filename (datadir, "applications", ID ".desktop", NULL);
  g_autoptr (GError) error = NULL;

  self->kettle = kettle_emulator_new ();
  kettle_emulator_listen (self->kettle, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  self->panel = recording_tray_new (TRUE);
  write_settings (GPOINTER_TO_INT (chosen) ? self->kettle : NULL, FALSE);
  self->entry = g_desktop_app_info_new_from_filename (path);
  g_assert_nonnull (self->entry);
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, ID, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  on_name_appeared, on_name_vanished, self, NULL);
  self->running = TRUE;
  test_wait_for (!self->running, 5000);
}

static void
wait_for_kettle (Launcher *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *path = g_strdelimit (g_strdup ("/" ID), ".", '/');

  test_wait_for (self->running, 15000);
  if (self->actions != NULL)
    return;

  self->actions = G_ACTION_GROUP (g_dbus_action_group_get (bus, ID, path));
  g_strfreev (g_action_group_list_actions (self->actions));
  test_wait_for (g_action_group_has_action (self->actions, "quit"), 5000);
}

static void
launch (Launcher *self, const char *action)
{
  g_desktop_app_info_launch_action (self->entry, action, NULL);
  wait_for_kettle (self);
}

static void
quit (Launcher *self)
{
  g_action_group_activate_action (self->actions, "quit", NULL);
  test_wait_for (!self->running, 5000);
  g_clear_object (&self->actions);
}

static void
tear_down (Launcher *self, gconstpointer chosen)
{
  quit (self);
  g_bus_unwatch_name (self->watch);
  g_clear_object (&self->entry);
  g_clear_object (&self->panel);
  kettle_emulator_shut_down (self->kettle);
  g_clear_object (&self->kettle);
}

static gboolean
has_heard (Launcher *self, const char *line)
{
  return strstr (kettle_emulator_get_heard (self->kettle), line) != NULL;
}

static gboolean
is_in_phase (Launcher *self, const char *word)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, "phase");

  return g_str_equal (g_variant_get_string (state, NULL), word);
}

/* Whether a window of Kettle is on the screen and, for @with_icon, has found its icon. There is no
 * window manager, so every window is a child of the root. */
static gboolean
has_window (gboolean with_icon)
{
  Display *display = GDK_DISPLAY_XDISPLAY (gdk_display_get_default ());
  const Atom icon = XInternAtom (display, "_NET_WM_ICON", False);
  Window root, parent, *children = NULL;
  unsigned int n_children = 0;
  gboolean found = FALSE;

  gdk_x11_display_error_trap_push (gdk_display_get_default ());
  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children);
  for (unsigned int i = 0; i < n_children && !found; i++) {
    XWindowAttributes attributes = { .map_state = IsUnmapped };
    XClassHint hint = { NULL };
    unsigned long n_items = 0, left;
    unsigned char *data = NULL;
    Atom type;
    int format;

    XGetWindowAttributes (display, children[i], &attributes);
    if (attributes.map_state != IsViewable || !XGetClassHint (display, children[i], &hint))
      continue;
    XGetWindowProperty (display, children[i], icon, 0, 1 << 20, False, XA_CARDINAL, &type, &format,
                        &n_items, &left, &data);
    found = g_str_equal (hint.res_name, ID) && (!with_icon || n_items > 2);
    g_clear_pointer (&data, XFree);
    XFree (hint.res_name);
    XFree (hint.res_class);
  }
  g_clear_pointer (&children, XFree);
  gdk_x11_display_error_trap_pop_ignored (gdk_display_get_default ());

  return found;
}

static void
test_boil (Launcher *self, gconstpointer chosen)
{
  launch (self, "quick-boil");
  test_wait_for (has_heard (self, "set sys output 0x4"), 8000);
  test_wait_for (is_in_phase (self, "heating"), 8000);

  /* It came for that, not to show itself. */
  test_wait_for (recording_tray_is_ready (self->panel), 5000);
  test_never (has_window (FALSE), 500);

  launch (self, "off");
  test_wait_for (has_heard (self, "set sys output 0x0"), 8000);
  test_wait_for (is_in_phase (self, "off"), 8000);
}

/* Nobody's XDG_DATA_DIRS has the prefix: Kettle finds its icons, and tells the panel where. */
static void
test_icons (Launcher *self, gconstpointer chosen)
{
  g_autofree char *icons = g_build_filename (datadir, "icons", NULL);

  launch (self, "off");
  test_wait_for (recording_tray_is_ready (self->panel), 8000);
  g_assert_cmpstr (recording_tray_get_property_text (self->panel, "IconThemePath"), ==, icons);

  g_assert_true (g_app_info_launch (G_APP_INFO (self->entry), NULL, NULL, NULL));
  test_wait_for (has_window (TRUE), 8000);
}

/* There is nothing to boil with: a person gets to see how to find a kettle. */
static void
test_no_kettle (Launcher *self, gconstpointer chosen)
{
  launch (self, "quick-boil");
  test_wait_for (has_window (FALSE), 8000);
  g_assert_cmpstr (kettle_emulator_get_heard (self->kettle), ==, "");
}

/* The setting makes an entry that starts this Kettle with the next session, in the tray. */
static void
test_next_session (Launcher *self, gconstpointer chosen)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "autostart", ID ".desktop", NULL);
  g_autoptr (GDesktopAppInfo) entry = NULL;
  g_autoptr (GError) error = NULL;

  launch (self, "off");
  write_settings (self->kettle, TRUE);
  test_wait_for ((entry = g_desktop_app_info_new_from_filename (path)) != NULL, 8000);
  quit (self);

  g_app_info_launch (G_APP_INFO (entry), NULL, NULL, &error);
  g_assert_no_error (error);
  wait_for_kettle (self);
  test_wait_for (recording_tray_is_ready (self->panel), 8000);
  test_never (has_window (FALSE), 500);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  datadir = argv[1];

#define ADD(path, chosen, function) \
  g_test_add (path, Launcher, GINT_TO_POINTER (chosen), set_up, function, tear_down)
  ADD ("/install/launcher/boil-and-turn-off", TRUE, test_boil);
  ADD ("/install/launcher/icons-of-an-unknown-prefix", TRUE, test_icons);
  ADD ("/install/launcher/next-session", TRUE, test_next_session);
  ADD ("/install/launcher/boil-without-a-kettle", FALSE, test_no_kettle);

  return g_test_run ();
}
