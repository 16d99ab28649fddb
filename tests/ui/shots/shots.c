// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-preferences.h"
#include "ui/shots/finder-scenes.h"
#include "ui/shots/scenes.h"
#include "ui/shots/stage.h"
#include "ui/shots/wifi-scenes.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

/*
 * shots FOLDER
 * Not a test: photographs the real window and its dialogs in every state and theme, a file each,
 * named STATE-THEME.png. Two runs give the same pictures.
 */

#define PAIR_SCALE 0.6

typedef struct {
  const char *name;
  const char *theme;
  gboolean dark;
} Look;

static const Look looks[] = {
  { "light", "Adwaita", FALSE },
  { "dark", "Adwaita", TRUE },
  { "contrast", "HighContrast", FALSE },
  { "contrast-dark", "HighContrastInverse", TRUE },
};

static void
save (cairo_surface_t *picture, const char *folder, const char *name)
{
  g_autofree char *file_name = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;

  cairo_surface_set_device_scale (picture, 1, 1);
  pixbuf = gdk_pixbuf_get_from_surface (picture, 0, 0, cairo_image_surface_get_width (picture),
                                        cairo_image_surface_get_height (picture));
  if (!gdk_pixbuf_save (pixbuf, path, "png", &error, "compression", "9", NULL))
    g_error ("%s", error->message);
}

static void
shoot (GtkWidget *window, const char *folder, const char *name, const Look *look)
{
  g_autofree char *full_name = g_strdup_printf ("%s-%s", name, look->name);
  cairo_surface_t *picture = stage_take_picture (window);

  save (picture, folder, full_name);
  cairo_surface_destroy (picture);
}

static void
shoot_window (KettleWindow *window, GActionMap *map, const char *folder, const Look *look)
{
  guint n_scenes;
  const Scene *scenes = scenes_get (&n_scenes);

  for (guint i = 0; i < n_scenes; i++) {
    scenes_show (&scenes[i], window, map);
    shoot (GTK_WIDGET (window), folder, scenes[i].name, look);
  }
}

static void
shoot_finder (KettleWindow *window, const char *folder, const Look *look)
{
  g_autoptr (FinderScenes) scenes = finder_scenes_new (GTK_WINDOW (window));
  GtkWindow *finder = GTK_WINDOW (finder_scenes_get_finder (scenes));
  const char *name;

  for (guint i = 0; (name = finder_scenes_show (scenes, i)) != NULL; i++) {
    gtk_window_resize (finder, 440, 1);
    shoot (GTK_WIDGET (finder), folder, name, look);
  }
}

static void
shoot_wifi (KettleWindow *window, const char *folder, const Look *look)
{
  g_autoptr (WifiScenes) scenes = wifi_scenes_new (GTK_WINDOW (window));
  const char *name;

  for (guint i = 0; (name = wifi_scenes_show (scenes, i)) != NULL; i++)
    shoot (GTK_WIDGET (wifi_scenes_get_assistant (scenes)), folder, name, look);
}

/* With a kettle that is chosen and not contacted. */
static void
shoot_preferences (KettleWindow *window, KettleLink *link, const char *folder, const Look *look)
{
  g_autoptr (KettleModel) model = kettle_model_new (link);
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (APP_ID, backend);
  KettlePreferences *preferences =
      kettle_preferences_new (GTK_WINDOW (window), model, settings, FALSE);

  kettle_link_set_held (link, "192.168.1.20", 2000, KETTLE_TROUBLE_NONE);
  kettle_preferences_set_tray_present (preferences, TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
  shoot (GTK_WIDGET (preferences), folder, "preferences", look);
  kettle_preferences_set_tray_present (preferences, FALSE);
  kettle_preferences_set_autostart_complaint (
      preferences, "The desktop did not allow it; allow Kettle to run in the background in the "
                   "desktop’s settings, and switch this on again.");
  shoot (GTK_WIDGET (preferences), folder, "preferences-troubled", look);
  gtk_widget_destroy (GTK_WIDGET (preferences));
  kettle_link_stop (link);
}

/* Two windows side by side, as the front page shows them: a little smaller, as it is no wider. */
static void
save_pair (cairo_surface_t *left, cairo_surface_t *right, const char *folder)
{
  const int width = cairo_image_surface_get_width (left);
  const int height = cairo_image_surface_get_height (left);
  cairo_surface_t *pair = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) (2 * width * PAIR_SCALE), (int) (height * PAIR_SCALE));
  cairo_t *cr = cairo_create (pair);

  cairo_scale (cr, PAIR_SCALE, PAIR_SCALE);

  cairo_surface_set_device_scale (left, 1, 1);
  cairo_surface_set_device_scale (right, 1, 1);
  cairo_set_source_surface (cr, left, 0, 0);
  cairo_paint (cr);
  cairo_set_source_surface (cr, right, width, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  save (pair, folder, "kettle");
  cairo_surface_destroy (pair);
}

static void
shoot_pair (KettleWindow *window, GActionMap *map, const char *folder)
{
  guint n_scenes;
  const Scene *scenes = scenes_get (&n_scenes);
  cairo_surface_t *pictures[2] = { NULL };

  for (guint i = 0; i < n_scenes; i++) {
    gboolean light = g_str_equal (scenes[i].name, "heating");

    if (!light && !g_str_equal (scenes[i].name, "ready"))
      continue;
    stage_set_theme ("Adwaita", !light);
    scenes_show (&scenes[i], window, map);
    pictures[light ? 0 : 1] = stage_take_picture (GTK_WIDGET (window));
  }
  save_pair (pictures[0], pictures[1], folder);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    cairo_surface_destroy (pictures[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (KettleLink) link = NULL;
  g_autoptr (KettleModel) model = NULL;
  KettleWindow *window = NULL;
  GActionMap *map;

  if (argc != 2) {
    g_printerr ("Usage: shots FOLDER\n");
    return 1;
  }

  if (g_mkdir_with_parents (argv[1], 0777) != 0)
    g_error ("%s cannot be made", argv[1]);
  stage_open (SCENES_NOW);
  application = gtk_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  map = G_ACTION_MAP (application);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  scenes_add_actions (map);
  link = kettle_link_new ();
  model = kettle_model_new (link);
  window = kettle_window_new (application, model);
  gtk_window_present (GTK_WINDOW (window));

  shoot_pair (window, map, argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    stage_set_theme (looks[i].theme, looks[i].dark);
    shoot_window (window, map, argv[1], &looks[i]);
    shoot_finder (window, argv[1], &looks[i]);
    shoot_wifi (window, argv[1], &looks[i]);
    shoot_preferences (window, link, argv[1], &looks[i]);
  }
  gtk_widget_destroy (GTK_WIDGET (window));
  stage_close ();

  return 0;
}
