// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/glass.h"

#include <gtk/gtk.h>
#include <libayatana-appindicator/app-indicator.h>
#include <libnotify/notify.h>
#include <stdlib.h>
#include <string.h>

/*
 * bare WHAT PORT: does one thing as directly as the libraries allow, and nothing else: a word from
 * the socket becomes a bubble (notify), a drawn lamp (lamp) or a title in the tray (title); a click
 * becomes bytes on the socket (click). What is "at most so many times as long" is measured by it.
 */

#define PRESS "set sys output 0x2\n"

static GSocketConnection *connection;
static NotifyNotification *bubble;
static GtkWidget *button;
static AppIndicator *indicator;

static void
show_bubble (void)
{
  g_autoptr (GError) error = NULL;

  if (bubble == NULL)
    bubble = notify_notification_new ("The kettle was lifted", "It was on.", NULL);
  if (!notify_notification_show (bubble, &error))
    g_printerr ("%s\n", error->message);
}

static void
light_lamp (void)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
change_title (void)
{
  static guint count;
  g_autofree char *title = g_strdup_printf ("Title %u", ++count);

  app_indicator_set_title (indicator, title);
}

static void
on_clicked (GtkButton *clicked, gpointer user_data)
{
  g_socket_send (g_socket_connection_get_socket (connection), PRESS, strlen (PRESS), NULL, NULL);
}

static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  void (*react) (void) = user_data;
  char bytes[256];

  if (g_socket_receive (socket, bytes, sizeof bytes, NULL, NULL) <= 0)
    exit (0);
  if (react != NULL)
    react ();

  return G_SOURCE_CONTINUE;
}

static void
connect_to (guint16 port, void (*react) (void))
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSource) source = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *socket;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  if (connection == NULL)
    g_error ("%s", error->message);
  socket = g_socket_connection_get_socket (connection);
  source = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_readable), react, NULL);
  g_source_attach (source, NULL);
}

static void
show_window (GtkWidget *take_button)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  button = take_button;
  gtk_window_set_default_size (GTK_WINDOW (window), 380, 593);
  gtk_window_move (GTK_WINDOW (window), GLASS_MIDDLE, 0);
  gtk_container_add (GTK_CONTAINER (window), button);
  gtk_widget_show_all (window);
}

static void
show_indicator (void)
{
  GtkWidget *menu = gtk_menu_new ();

  gtk_menu_shell_append (GTK_MENU_SHELL (menu), gtk_menu_item_new_with_label ("Item"));
  gtk_widget_show_all (menu);
  indicator = g_object_new (APP_INDICATOR_TYPE, "id", "bare", "category", "Hardware", "icon-name",
                            "applications-other", NULL);
  app_indicator_set_menu (indicator, GTK_MENU (menu));
  app_indicator_set_title (indicator, "Bare");
  app_indicator_set_status (indicator, APP_INDICATOR_STATUS_ACTIVE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint16 port = argc == 3 ? (guint16) atoi (argv[2]) : 0;

  if (port != 0 && strcmp (argv[1], "notify") == 0) {
    notify_init ("bare");
    connect_to (port, show_bubble);
  } else if (port != 0 && gtk_init_check (NULL, NULL) && strcmp (argv[1], "lamp") == 0) {
    show_window (gtk_toggle_button_new_with_label ("95 °C"));
    connect_to (port, light_lamp);
  } else if (port != 0 && strcmp (argv[1], "title") == 0) {
    show_indicator ();
    connect_to (port, change_title);
  } else if (port != 0 && strcmp (argv[1], "click") == 0) {
    show_window (gtk_button_new_with_label ("95 °C"));
    g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), NULL);
    connect_to (port, NULL);
  } else {
    g_printerr ("bare notify|lamp|title|click PORT\n");
    return 2;
  }
  g_main_loop_run (loop);

  return 0;
}
