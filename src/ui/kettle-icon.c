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

/**
 * kettle_icon_set_default:
 * @scale: how many pixels a point has
 *
 * Gives every window that has no icon of its own the program's.
 */
void
kettle_icon_set_default (int scale)
{
  const char *path = scale > 1 ? OBJECT_PATH "/kettle-96.png" : OBJECT_PATH "/kettle-48.png";
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) icon = gdk_pixbuf_new_from_resource (path, &error);

  if (icon != NULL)
    gtk_window_set_default_icon (icon);
  else
    g_warning ("No window icon: %s", error->message);
}
