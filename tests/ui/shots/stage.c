// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/shots/stage.h"

#include "support/test-wait.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <gdk/gdkx.h>

/*
 * Where windows are photographed: the same hour, font and colours every time, nothing moves, and
 * GTK is made to believe in a window manager that lets it draw round corners and a shadow.
 */

#define FONT "Cantarell 11"

static gint64 standing_time; /* µs; 0 while the clock goes on */
static Display *display;     /* of the window manager that is none */

/* GLib's, for all that is linked into this program: what the time is in every picture. */
gint64
g_get_real_time (void)
{
  g_autoptr (GDateTime) now = NULL;

  if (standing_time != 0)
    return standing_time;

  now = g_date_time_new_now_utc ();

  return g_date_time_to_unix (now) * G_USEC_PER_SEC;
}

/* Of a window manager GTK wants to see its window, what it can do, and the selection that stands
 * for transparency: for as long as the connection is open. */
static void
pretend_window_manager (void)
{
  Window root, window;
  Atom check, supported, frame_extents;

  display = XOpenDisplay (NULL);
  if (display == NULL)
    g_error ("There is no X server; run this inside with-desktop");

  root = DefaultRootWindow (display);
  window = XCreateSimpleWindow (display, root, -10, -10, 1, 1, 0, 0, 0);
  check = XInternAtom (display, "_NET_SUPPORTING_WM_CHECK", False);
  supported = XInternAtom (display, "_NET_SUPPORTED", False);
  frame_extents = XInternAtom (display, "_GTK_FRAME_EXTENTS", False);
  XChangeProperty (display, window, check, XA_WINDOW, 32, PropModeReplace,
                   (const unsigned char *) &window, 1);
  XChangeProperty (display, root, check, XA_WINDOW, 32, PropModeReplace,
                   (const unsigned char *) &window, 1);
  XChangeProperty (display, root, supported, XA_ATOM, 32, PropModeReplace,
                   (const unsigned char *) &frame_extents, 1);
  XSetSelectionOwner (display, XInternAtom (display, "_NET_WM_CM_S0", False), window, CurrentTime);
  XSync (display, False);
}

/**
 * stage_open:
 * @now: what the time is from now on, seconds since 1970
 *
 * Prepares everything, GTK included. To be called once, first.
 */
void
stage_open (gint64 now)
{
  g_setenv ("TZ", "UTC", TRUE);
  standing_time = now * G_USEC_PER_SEC;
  pretend_window_manager ();
  gtk_init (NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name", FONT,
                "gtk-xft-antialias", 1, "gtk-xft-hinting", 1, "gtk-xft-hintstyle", "hintslight",
                "gtk-xft-rgba", "none", "gtk-cursor-blink", FALSE, NULL);
}

/**
 * stage_close:
 *
 * To be called last, when no window is left.
 */
void
stage_close (void)
{
  g_clear_pointer (&display, XCloseDisplay);
}

/**
 * stage_set_theme:
 * @name: a theme
 * @dark: whether its dark variant
 */
void
stage_set_theme (const char *name, gboolean dark)
{
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", name,
                "gtk-application-prefer-dark-theme", dark, NULL);
}

static void
on_after_paint (GdkFrameClock *clock, guint *n_paints)
{
  (*n_paints)++;
}

/**
 * stage_wait:
 *
 * Lets happen what is about to happen without anybody's doing: X answers, sizes are negotiated.
 */
void
stage_wait (void)
{
  for (guint i = 0; i < 3; i++) {
    gdk_display_sync (gdk_display_get_default ());
    while (gtk_events_pending ())
      gtk_main_iteration ();
  }
}

/**
 * stage_take_picture:
 * @window: a shown window
 *
 * Returns: (transfer full): the window as it is, with its shadow, on nothing
 */
cairo_surface_t *
stage_take_picture (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  const int scale = gtk_widget_get_scale_factor (window);
  cairo_surface_t *picture;
  cairo_t *cr;
  guint n_paints = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &n_paints);

  XSetInputFocus (GDK_DISPLAY_XDISPLAY (gdk_display_get_default ()),
                  GDK_WINDOW_XID (gtk_widget_get_window (window)), RevertToParent, CurrentTime);
  test_wait_for (gtk_window_is_active (GTK_WINDOW (window)), 5000);
  stage_wait ();
  /* Two frames: in the first one, sizes may still change. */
  for (guint i = 1; i <= 2; i++) {
    gtk_widget_queue_draw (window);
    test_wait_for (n_paints >= i, 5000);
    stage_wait ();
  }
  g_signal_handler_disconnect (clock, handler);

  picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        gtk_widget_get_allocated_width (window) * scale,
                                        gtk_widget_get_allocated_height (window) * scale);
  cairo_surface_set_device_scale (picture, scale, scale);
  cr = cairo_create (picture);
  gtk_widget_draw (window, cr);
  cairo_destroy (cr);

  return picture;
}
