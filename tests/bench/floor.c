// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include <gtk/gtk.h>
#include <libayatana-appindicator/app-indicator.h>
#include <string.h>

/*
 * The least GTK program with a tray icon and as many buttons as Kettle's window has: what the
 * libraries cost before one line of Kettle's runs. One of the buttons shows an icon, as that of
 * Kettle's menu does: so it is the icon theme's cost that is not counted; with --plain no button
 * has one. With --hidden it makes no window, as Kettle.
 */

/* Four temperatures, Keep Warm, three lengths, the large one, and the menu's. */
#define N_BUTTONS 10

/* The tray's menu has that many items. */
#define N_ITEMS 8

static AppIndicator *indicator;
static gboolean hidden;
static gboolean plain;

static void
on_activate (GApplication *application, gpointer user_data)
{
  GtkWidget *window;
  GtkWidget *box;

  if (hidden)
    return;

  window = gtk_application_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), 380, 593);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_container_add (GTK_CONTAINER (window), box);
  if (!plain)
    gtk_box_pack_start (GTK_BOX (box),
                        gtk_button_new_from_icon_name ("open-menu-symbolic", GTK_ICON_SIZE_BUTTON),
                        TRUE, TRUE, 0);
  for (int i = plain ? 0 : 1; i < N_BUTTONS; i++) {
    g_autofree char *label = g_strdup_printf ("Button %d", i);

    gtk_box_pack_start (GTK_BOX (box), gtk_button_new_with_label (label), TRUE, TRUE, 0);
  }
  gtk_widget_show_all (window);
}

static void
on_startup (GApplication *application, gpointer user_data)
{
  GtkWidget *menu = gtk_menu_new ();

  g_application_hold (application);
  for (int i = 0; i < N_ITEMS; i++) {
    g_autofree char *label = g_strdup_printf ("Item %d", i);

    gtk_menu_shell_append (GTK_MENU_SHELL (menu), gtk_menu_item_new_with_label (label));
  }
  gtk_widget_show_all (menu);

  indicator =
      g_object_new (APP_INDICATOR_TYPE, "id", g_application_get_application_id (application),
                    "category", "Hardware", "icon-name", "applications-other", NULL);
  app_indicator_set_menu (indicator, GTK_MENU (menu));
  app_indicator_set_title (indicator, "Floor");
  app_indicator_set_status (indicator, APP_INDICATOR_STATUS_ACTIVE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application =
      gtk_application_new (APP_ID ".Floor", G_APPLICATION_DEFAULT_FLAGS);

  hidden = argc > 1 && strcmp (argv[1], "--hidden") == 0;
  plain = argc > 1 && strcmp (argv[1], "--plain") == 0;
  g_signal_connect (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
