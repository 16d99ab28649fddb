// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <string.h>

static const char *const states[] = { "",      "-off",    "-heating", "-ready",
                                      "-warm", "-lifted", "-problem", "-offline" };

/* As much of hicolor's index as these icons need. */
static const char index_theme[] =
    "[Icon Theme]\nName=Hicolor\nDirectories=scalable/apps,symbolic/apps\n"
    "[scalable/apps]\nSize=128\nMinSize=8\nMaxSize=512\nType=Scalable\n"
    "[symbolic/apps]\nSize=16\nMinSize=8\nMaxSize=512\nType=Scalable\n";

static char *
dup_icon_path (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "data", "icons", NULL);
}

/* A theme that knows only the icons of the build tree. */
static GtkIconTheme *
new_theme (void)
{
  g_autofree char *icons = dup_icon_path ();
  const char *path[] = { icons };
  GtkIconTheme *theme = gtk_icon_theme_new ();

  gtk_icon_theme_set_custom_theme (theme, "hicolor");
  gtk_icon_theme_set_search_path (theme, path, G_N_ELEMENTS (path));
  return theme;
}

static GdkPixbuf *
load (GtkIconTheme *theme, const char *name, int size, const GdkRGBA *colour)
{
  g_autoptr (GtkIconInfo) info =
      gtk_icon_theme_lookup_icon (theme, name, size, GTK_ICON_LOOKUP_FORCE_SIZE);
  g_autoptr (GError) error = NULL;
  gboolean symbolic = FALSE;
  GdkPixbuf *pixbuf;

  g_assert_nonnull (info);
  pixbuf = gtk_icon_info_load_symbolic (info, colour, NULL, NULL, NULL, &symbolic, &error);
  g_assert_no_error (error);
  g_assert_cmpint (symbolic, ==, g_str_has_suffix (name, "-symbolic"));
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, size);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, size);
  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  return pixbuf;
}

/* How many pixels one icon covers and the other does not. */
static int
count_different (GdkPixbuf *a, GdkPixbuf *b)
{
  int different = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (a); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (a); x++) {
      gsize at = (gsize) y * (gsize) gdk_pixbuf_get_rowstride (a) + (gsize) x * 4 + 3;

      different += ABS (gdk_pixbuf_read_pixels (a)[at] - gdk_pixbuf_read_pixels (b)[at]) > 96;
    }
  return different;
}

static void
test_look_alike_in_a_panel (void)
{
  static const int sizes[] = { 16, 22, 24 };
  const GdkRGBA white = { 1, 1, 1, 1 };
  g_autoptr (GtkIconTheme) theme = new_theme ();

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    g_autoptr (GPtrArray) icons = g_ptr_array_new_with_free_func (g_object_unref);

    for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
      g_autofree char *name = g_strconcat (APP_ID, states[i], "-symbolic", NULL);

      g_ptr_array_add (icons, load (theme, name, sizes[s], &white));
      for (guint j = 0; j < i; j++)
        g_assert_cmpint (count_different (icons->pdata[i], icons->pdata[j]), >=, 8);
    }
  }
}

static void
test_panel_cannot_recolour (void)
{
  const GdkRGBA red = { 1, 0, 0, 1 };
  g_autoptr (GtkIconTheme) theme = new_theme ();

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *name = g_strconcat (APP_ID, states[i], "-symbolic", NULL);
    g_autoptr (GdkPixbuf) icon = load (theme, name, 32, &red);
    int opaque = 0;

    for (int y = 0; y < 32; y++)
      for (int x = 0; x < 32; x++) {
        const guint8 *p =
            gdk_pixbuf_read_pixels (icon) + y * gdk_pixbuf_get_rowstride (icon) + 4 * x;

        if (p[3] < 255)
          continue;
        opaque++;
        g_assert_cmpint (p[0], >, 250);
        g_assert_cmpint (p[1], <, 5);
        g_assert_cmpint (p[2], <, 5);
      }
    g_assert_cmpint (opaque, >, 100);
  }
}

static void
test_application_icon_is_missing (void)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  g_autoptr (GtkIconTheme) theme = new_theme ();
  g_autoptr (GdkPixbuf) icon = load (theme, APP_ID, 128, &black);

  g_assert_nonnull (icon);
}

/* The layout that is installed, and that a host reads which takes the folder for a theme path. */
static void
test_theme_layout_is_missing (void)
{
  g_autofree char *icons = dup_icon_path ();
  g_autofree char *root = g_dir_make_tmp ("kettle-icons-XXXXXX", NULL);
  g_autofree char *theme_folder = g_build_filename (root, "hicolor", NULL);
  g_autofree char *index = g_build_filename (theme_folder, "index.theme", NULL);
  const char *path[] = { root, icons };
  g_autoptr (GtkIconTheme) theme = gtk_icon_theme_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (theme_folder, 0700), ==, 0);
  g_file_set_contents (index, index_theme, -1, &error);
  g_assert_no_error (error);
  gtk_icon_theme_set_custom_theme (theme, "hicolor");
  gtk_icon_theme_set_search_path (theme, path, G_N_ELEMENTS (path));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *name = g_strconcat (APP_ID, states[i], "-symbolic", NULL);
    g_autoptr (GtkIconInfo) info = gtk_icon_theme_lookup_icon (theme, name, 16, 0);

    g_assert_nonnull (info);
    g_assert_nonnull (strstr (gtk_icon_info_get_filename (info), "/hicolor/symbolic/apps/"));
  }
  g_assert_cmpint (g_remove (index), ==, 0);
  g_assert_cmpint (g_rmdir (theme_folder), ==, 0);
  g_assert_cmpint (g_rmdir (root), ==, 0);
}

int
main (int argc, char **argv)
{
  /* Not isolated: without the system's MIME database GdkPixbuf recognises no image at all. */
  g_test_init (&argc, &argv, NULL);
  gtk_init (&argc, &argv);

  g_test_add_func ("/ui/icons/look-alike-in-a-panel", test_look_alike_in_a_panel);
  g_test_add_func ("/ui/icons/panel-cannot-recolour", test_panel_cannot_recolour);
  g_test_add_func ("/ui/icons/application-icon-is-missing", test_application_icon_is_missing);
  g_test_add_func ("/ui/icons/theme-layout-is-missing", test_theme_layout_is_missing);

  return g_test_run ();
}
