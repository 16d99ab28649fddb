// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-icon.h"

#include <stdlib.h>

/* How far two pictures may differ in a channel, which is what another version of the library that
 * draws them may do: on average, of 255. */
#define MAX_DIFFERENCE 4

/* Over white, so that what cannot be seen makes no difference. */
static int
get_channel (GdkPixbuf *picture, int x, int y, int channel)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture)
                        + x * gdk_pixbuf_get_n_channels (picture);

  return (pixel[channel] * pixel[3] + 255 * (255 - pixel[3])) / 255;
}

static double
compare (GdkPixbuf *one, GdkPixbuf *other)
{
  int size = gdk_pixbuf_get_width (one);
  double sum = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      for (int channel = 0; channel < 3; channel++)
        sum += abs (get_channel (one, x, y, channel) - get_channel (other, x, y, channel));

  return sum / (size * size * 3);
}

/* What is drawn beforehand is what the program's icon shows: whoever changes the one draws the
 * other anew, with "rsvg-convert -w SIZE". */
static void
test_same_as_drawn (gconstpointer data)
{
  int size = GPOINTER_TO_INT (data);
  g_autofree char *path = g_strdup_printf (OBJECT_PATH "/kettle-%d.png", size);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", "hicolor",
                                                   "scalable", "apps", "kettle.svg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) stored = gdk_pixbuf_new_from_resource (path, &error);
  g_autoptr (GdkPixbuf) drawn = NULL;

  g_assert_no_error (error);
  drawn = gdk_pixbuf_new_from_file_at_size (source, size, size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (stored), ==, size);
  g_assert_cmpint (gdk_pixbuf_get_height (stored), ==, size);
  g_assert_cmpint (gdk_pixbuf_get_n_channels (stored), ==, 4);
  g_assert_cmpint (gdk_pixbuf_get_n_channels (drawn), ==, 4);
  g_assert_cmpfloat (compare (stored, drawn), <, MAX_DIFFERENCE);
}

static void
test_default (gconstpointer data)
{
  int scale = GPOINTER_TO_INT (data);
  GList *icons;

  kettle_icon_set_default (scale);
  icons = gtk_window_get_default_icon_list ();
  g_assert_cmpuint (g_list_length (icons), ==, 1);
  g_assert_cmpint (gdk_pixbuf_get_width (icons->data), ==, scale * 48);
  g_list_free (icons);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ui/icon/same-as-drawn/48", GINT_TO_POINTER (48), test_same_as_drawn);
  g_test_add_data_func ("/ui/icon/same-as-drawn/96", GINT_TO_POINTER (96), test_same_as_drawn);
  g_test_add_data_func ("/ui/icon/default/1", GINT_TO_POINTER (1), test_default);
  g_test_add_data_func ("/ui/icon/default/2", GINT_TO_POINTER (2), test_default);

  return g_test_run ();
}
