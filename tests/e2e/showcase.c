// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/program.h"
#include "support/recording-notifications.h"
#include "support/test-wait.h"

#include <gtk/gtk.h>

/*
 * Shows Kettle where nobody can look: starts it with its simulated kettle, presses 95 °C, prints
 * what happens and saves a picture of the window.
 */

static gint64 start_time;

static void G_GNUC_PRINTF (1, 2) tell (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%7.3f s  %s\n", (double) (g_get_monotonic_time () - start_time) / G_USEC_PER_SEC, text);
}

static gboolean
save_screenshot (const char *path)
{
  GdkWindow *root = gdk_get_default_root_window ();
  int width = MIN (gdk_window_get_width (root), 480);
  int height = MIN (gdk_window_get_height (root), 720);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_get_from_window (root, 0, 0, width, height);
  g_autoptr (GError) error = NULL;

  if (picture != NULL && gdk_pixbuf_save (picture, path, "png", &error, NULL))
    return TRUE;

  g_printerr ("showcase: cannot save %s: %s\n", path,
              error != NULL ? error->message : "no picture");
  return FALSE;
}

static void
show_boil (Program *kettle, RecordingNotifications *server, const char *picture)
{
  test_wait_for (program_has_word (kettle, "phase", "off"), 10000);
  tell ("Kettle runs and its simulated kettle is off");

  program_activate_int (kettle, "temperature", 95);
  tell ("pressed 95 °C");
  test_wait_for (program_get_boolean (kettle, "on"), 5000);
  tell ("switched on");
  test_wait_for (program_get_int (kettle, "temperature") == 95, 5000);
  tell ("95 °C confirmed by the kettle");

  /* A few frames, so that the picture has what the kettle just said, and steam. */
  test_never (!program_is_running (kettle), 1500);
  if (save_screenshot (picture))
    tell ("took a picture of the window");

  test_wait_for (program_has_word (kettle, "phase", "ready"), 60000);
  tell ("boiled");
  test_wait_for (recording_notifications_get_n_shown (server) > 0, 5000);
  tell ("bubble shown: “%s” “%s”", recording_notifications_get_last (server)->summary,
        recording_notifications_get_last (server)->body);
  test_wait_for (!program_get_boolean (kettle, "on"), 10000);
  tell ("off");
}

int
main (int argc, char **argv)
{
  g_autoptr (RecordingNotifications) server = NULL;
  g_autoptr (Program) kettle = NULL;
  g_autofree char *picture = NULL;

  if (argc < 3) {
    g_printerr ("Usage: showcase PICTURE KETTLE [OPTION…]\n");
    return 1;
  }

  gtk_init (NULL, NULL);
  picture = g_canonicalize_filename (argv[1], NULL);
  g_setenv ("KETTLE_PROGRAM", argv[2], TRUE);
  server = recording_notifications_new (TRUE);
  start_time = g_get_monotonic_time ();
  kettle = program_start ((const char *const *) argv + 3, NULL);
  show_boil (kettle, server, picture);
  program_quit (kettle);
  tell ("Kettle ended");

  g_print ("The window while it was heating: %s\n", picture);
  return 0;
}
