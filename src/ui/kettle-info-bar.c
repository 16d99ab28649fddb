// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-info-bar.h"

#include <glib/gi18n.h>

/* GTK 3 gives an info bar's close button neither a name nor a getter: it is the only button with
 * nothing but a picture in it. */
static void
set_up_close_button (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_BUTTON (widget) && GTK_IS_IMAGE (gtk_bin_get_child (GTK_BIN (widget)))) {
    atk_object_set_name (gtk_widget_get_accessible (widget), _ ("Close"));
    gtk_widget_set_valign (widget, GTK_ALIGN_START);
  } else if (GTK_IS_CONTAINER (widget)) {
    gtk_container_forall (GTK_CONTAINER (widget), set_up_close_button, NULL);
  }
}

/**
 * kettle_info_bar_set_up:
 * @info_bar: an info bar, with or without a close button
 *
 * Gives the close button a name for those who do not see it, and a place beside the first line of
 * what the bar says.
 */
void
kettle_info_bar_set_up (GtkInfoBar *info_bar)
{
  g_return_if_fail (GTK_IS_INFO_BAR (info_bar));

  gtk_container_forall (GTK_CONTAINER (info_bar), set_up_close_button, NULL);
}
