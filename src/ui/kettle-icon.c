// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-icon.h"

/*
 * The icon that an X11 window carries for its title bar and for lists of windows. By its name GTK
 * would take it from the icon theme, where it is an SVG; and the library that draws one picture of
 * 48 pixels costs 9 MB as long as the program runs. So it comes drawn, as GTK would draw it.
 */

static const char *const paths[] = { OBJECT_PATH "/kettle-48.png", OBJECT_PATH "/kettle-96.png" };

/**
 * kettle_icon_set_default:
 *
 * Gives every window that has no icon of its own the program's, for one and for two pixels a point.
 */
void
kettle_icon_set_default (void)
{
  GList *icons = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;
    GdkPixbuf *icon = gdk_pixbuf_new_from_resource (paths[i], &error);

    if (icon != NULL)
      icons = g_list_prepend (icons, icon);
    else
      g_warning ("No window icon: %s", error->message);
  }
  gtk_window_set_default_icon_list (icons);
  g_list_free_full (icons, g_object_unref);
}
