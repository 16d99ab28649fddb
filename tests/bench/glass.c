// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/glass.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <glib-unix.h>

/*
 * What is drawn is what the server says was drawn: it reports every rectangle any program on it has
 * painted. A program that draws the same again is seen, too.
 */

/* A frame's rectangles come together: what comes within this time belongs to one, microseconds. */
#define FRAME_TIME 4000

struct _Glass {
  Display *display;
  Window root;
  int damage_event;
  guint source;
  guint n_frames[GLASS_N_HALVES];
  gint64 last_frame[GLASS_N_HALVES];
};

static void
note_frame (Glass *self, const XDamageNotifyEvent *event)
{
  GlassHalf half = event->area.x < GLASS_MIDDLE ? GLASS_LEFT : GLASS_RIGHT;
  gint64 now = g_get_monotonic_time ();

  if (now - self->last_frame[half] > FRAME_TIME)
    self->n_frames[half]++;
  self->last_frame[half] = now;
}

static gboolean
on_readable (int descriptor, GIOCondition condition, gpointer user_data)
{
  Glass *self = user_data;

  while (XPending (self->display) > 0) {
    XEvent event;

    XNextEvent (self->display, &event);
    if (event.type == self->damage_event)
      note_frame (self, (const XDamageNotifyEvent *) &event);
  }

  return G_SOURCE_CONTINUE;
}

/* Windows come and go while we look at them. */
static int
on_error (Display *display, XErrorEvent *error)
{
  return 0;
}

/**
 * glass_new:
 *
 * Returns: (transfer full): the screen DISPLAY names, which must have the extensions DAMAGE and
 *   XTEST
 */
Glass *
glass_new (void)
{
  Glass *self = g_new0 (Glass, 1);
  int error_base;
  int ignored;

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  XSetErrorHandler (on_error);
  g_assert_true (XDamageQueryExtension (self->display, &self->damage_event, &error_base));
  g_assert_true (XTestQueryExtension (self->display, &ignored, &ignored, &ignored, &ignored));
  self->damage_event += XDamageNotify;
  self->root = DefaultRootWindow (self->display);
  XDamageCreate (self->display, self->root, XDamageReportRawRectangles);
  XSync (self->display, False);
  self->source = g_unix_fd_add_full (G_PRIORITY_HIGH, ConnectionNumber (self->display), G_IO_IN,
                                     on_readable, self, NULL);

  return self;
}

void
glass_free (Glass *self)
{
  g_source_remove (self->source);
  XCloseDisplay (self->display);
  g_free (self);
}

/* How many frames were drawn there ever. */
guint
glass_get_n_frames (Glass *self, GlassHalf half)
{
  on_readable (-1, G_IO_IN, self);

  return self->n_frames[half];
}

/**
 * glass_shows_something:
 * @self: the screen
 * @half: which half
 *
 * Returns: whether there is more than one colour in its upper middle
 */
gboolean
glass_shows_something (Glass *self, GlassHalf half)
{
  XImage *image = XGetImage (self->display, self->root, half == GLASS_LEFT ? 0 : GLASS_MIDDLE, 0,
                             360, 560, AllPlanes, ZPixmap);
  gboolean found = FALSE;

  g_assert_nonnull (image);
  for (int y = 0; !found && y < image->height; y += 2)
    for (int x = 0; !found && x < image->width; x++)
      found = XGetPixel (image, x, y) != XGetPixel (image, 0, 0);
  XDestroyImage (image);

  return found;
}

/* A person's click with the left button. */
void
glass_click (Glass *self, int x, int y)
{
  XTestFakeMotionEvent (self->display, DefaultScreen (self->display), x, y, CurrentTime);
  XTestFakeButtonEvent (self->display, 1, True, CurrentTime);
  XTestFakeButtonEvent (self->display, 1, False, CurrentTime);
  XFlush (self->display);
}

/* Asks every window that can be seen to close if @close; returns how many can be seen. */
static guint
visit_windows (Glass *self, gboolean close)
{
  Atom protocols = XInternAtom (self->display, "WM_PROTOCOLS", False);
  Atom delete_window = XInternAtom (self->display, "WM_DELETE_WINDOW", False);
  Window *windows = NULL;
  Window ignored;
  guint n_windows = 0;
  guint count = 0;

  XQueryTree (self->display, self->root, &ignored, &ignored, &windows, &n_windows);
  for (guint i = 0; i < n_windows; i++) {
    XWindowAttributes attributes = { 0 };
    XEvent event = { .xclient = { .type = ClientMessage, .window = windows[i], .format = 32 } };

    if (XGetWindowAttributes (self->display, windows[i], &attributes) == 0
        || attributes.map_state != IsViewable || attributes.class != InputOutput)
      continue;
    count++;
    event.xclient.message_type = protocols;
    event.xclient.data.l[0] = (long) delete_window;
    if (close)
      XSendEvent (self->display, windows[i], False, NoEventMask, &event);
  }
  if (windows != NULL)
    XFree (windows);
  XFlush (self->display);

  return count;
}

guint
glass_count_windows (Glass *self)
{
  return visit_windows (self, FALSE);
}

/* As a person who clicks at the close button of every window. */
void
glass_close_windows (Glass *self)
{
  visit_windows (self, TRUE);
}
