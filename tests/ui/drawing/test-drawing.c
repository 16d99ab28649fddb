// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-drawing.h"

#include <X11/Xlib.h>
#include <gdk/gdkx.h>
#include <string.h>

#define WAIT 5000 /* ms */

typedef struct {
  KettleLife connection;
  KettlePhase phase;
} State;

/* Every picture there is, each once. */
static const State pictures[] = {
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_OFF },
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_HEATING },
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_READY },
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_KEEPING_WARM },
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_LIFTED },
  { KETTLE_LIFE_CONNECTED, KETTLE_PHASE_PROBLEM },
  { KETTLE_LIFE_CONNECTING, KETTLE_PHASE_UNKNOWN },
  { KETTLE_LIFE_UNREACHABLE, KETTLE_PHASE_UNKNOWN },
  { KETTLE_LIFE_NOT_A_KETTLE, KETTLE_PHASE_UNKNOWN },
  { KETTLE_LIFE_NONE, KETTLE_PHASE_UNKNOWN },
};

typedef struct {
  GtkWidget *window;
  KettleDrawing *drawing; /* owned */
} Fixture;

static void
use_theme (const char *name, gboolean dark, gboolean animations)
{
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", name,
                "gtk-application-prefer-dark-theme", dark, "gtk-enable-animations", animations,
                NULL);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer heating)
{
  use_theme ("Adwaita", FALSE, TRUE);
  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  fixture->drawing = KETTLE_DRAWING (g_object_ref_sink (kettle_drawing_new ()));
  gtk_container_add (GTK_CONTAINER (fixture->window), GTK_WIDGET (fixture->drawing));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 300);
  if (heating == NULL)
    return;
  kettle_drawing_set_state (fixture->drawing, KETTLE_LIFE_CONNECTED, KETTLE_PHASE_HEATING);
  gtk_widget_show_all (fixture->window);
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer heating)
{
  gtk_widget_destroy (fixture->window);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  g_assert_finalize_object (fixture->drawing);
}

/* A drawing of its own, mapped and allocated, as an image of @width by @height pixels. */
static cairo_surface_t *
render (const State *state, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GtkWidget *window = gtk_offscreen_window_new ();
  GtkWidget *drawing = kettle_drawing_new ();
  int minimum;

  kettle_drawing_set_state (KETTLE_DRAWING (drawing), state->connection, state->phase);
  gtk_container_add (GTK_CONTAINER (window), drawing);
  gtk_widget_show_all (window);
  gtk_widget_get_preferred_width (drawing, &minimum, NULL);
  gtk_widget_size_allocate (drawing, &(GtkAllocation){ 0, 0, width, height });
  gtk_widget_draw (drawing, cr);
  gtk_widget_destroy (window);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
same_pixels (cairo_surface_t *a, cairo_surface_t *b)
{
  int height = cairo_image_surface_get_height (a);
  gsize size = (gsize) cairo_image_surface_get_stride (a) * (gsize) height;

  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), size) == 0;
}

/* How many pixels were painted on at all. */
static int
count_painted (cairo_surface_t *surface)
{
  int painted = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++) {
    const guchar *row = cairo_image_surface_get_data (surface)
                        + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      painted += row[4 * x + 3] != 0;
  }
  return painted;
}

static void
test_pictures_look_alike (void)
{
  static const struct {
    const char *theme;
    gboolean dark;
  } themes[] = { { "Adwaita", FALSE }, { "Adwaita", TRUE }, { "HighContrast", FALSE } };
  cairo_surface_t *seen[G_N_ELEMENTS (themes) * G_N_ELEMENTS (pictures)];
  guint n = 0;

  for (guint t = 0; t < G_N_ELEMENTS (themes); t++) {
    use_theme (themes[t].theme, themes[t].dark, FALSE);
    for (guint i = 0; i < G_N_ELEMENTS (pictures); i++) {
      cairo_surface_t *surface = render (&pictures[i], 200, 230);

      g_assert_cmpint (count_painted (surface), >, 2000);
      for (guint j = 0; j < n; j++)
        g_assert_false (same_pixels (surface, seen[j]));
      seen[n++] = surface;
    }
  }
  for (guint i = 0; i < n; i++)
    cairo_surface_destroy (seen[i]);
}

static void
test_still_steam_is_missing (void)
{
  cairo_surface_t *off, *heating;
  gsize above_the_spout;

  use_theme ("Adwaita", FALSE, FALSE);
  off = render (&pictures[0], 200, 230);
  heating = render (&pictures[1], 200, 230);
  above_the_spout = (gsize) cairo_image_surface_get_stride (off) * 30;
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (off),
                           cairo_image_surface_get_data (heating), above_the_spout),
                   !=, 0);
  cairo_surface_destroy (off);
  cairo_surface_destroy (heating);
}

static void
test_extreme_sizes (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 400 },   { 400, 1 },
                                  { 3, 2 }, { 3000, 40 }, { 1500, 1700 } };

  use_theme ("Adwaita", FALSE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pictures); j++)
      cairo_surface_destroy (render (&pictures[j], sizes[i][0], sizes[i][1]));
}

static void
test_proportions_are_lost (void)
{
  cairo_surface_t *fitting, *wide;
  int painted;

  use_theme ("Adwaita", FALSE, FALSE);
  fitting = render (&pictures[0], 200, 230);
  wide = render (&pictures[0], 600, 230);
  painted = count_painted (fitting);
  g_assert_cmpint (ABS (count_painted (wide) - painted), <=, painted / 100);
  cairo_surface_destroy (fitting);
  cairo_surface_destroy (wide);
}

static void
test_right_to_left_mirrors (void)
{
  cairo_surface_t *ltr, *rtl;

  use_theme ("Adwaita", FALSE, FALSE);
  ltr = render (&pictures[1], 200, 230);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  rtl = render (&pictures[1], 200, 230);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_true (same_pixels (ltr, rtl));
  cairo_surface_destroy (ltr);
  cairo_surface_destroy (rtl);
}

static void
test_too_big_for_the_window (Fixture *fixture, gconstpointer data)
{
  GtkRequisition minimum, natural;

  gtk_widget_show (GTK_WIDGET (fixture->drawing));
  gtk_widget_get_preferred_size (GTK_WIDGET (fixture->drawing), &minimum, &natural);
  g_assert_cmpint (minimum.width, <=, 120);
  g_assert_cmpint (minimum.height, <=, 120);
  g_assert_cmpint (natural.width, ==, 200);
  g_assert_cmpint (natural.height, ==, 230);
  g_assert_true (
      gtk_widget_compute_expand (GTK_WIDGET (fixture->drawing), GTK_ORIENTATION_VERTICAL));
}

static void
test_silent_to_assistive_technology (Fixture *fixture, gconstpointer data)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (fixture->drawing));

  g_assert_cmpint (atk_object_get_role (accessible), ==, ATK_ROLE_IMAGE);
  g_assert_nonnull (atk_object_get_description (accessible));
  g_assert_cmpstr (atk_object_get_description (accessible), !=, "");
}

static void
test_steam_without_heating (Fixture *fixture, gconstpointer heating)
{
  for (int life = KETTLE_LIFE_NONE; life <= KETTLE_LIFE_NOT_A_KETTLE; life++)
    for (int phase = KETTLE_PHASE_UNKNOWN; phase <= KETTLE_PHASE_PROBLEM; phase++) {
      kettle_drawing_set_state (fixture->drawing, (KettleLife) life, (KettlePhase) phase);
      g_assert_cmpint (kettle_drawing_is_animating (fixture->drawing), ==,
                       life == KETTLE_LIFE_CONNECTED && phase == KETTLE_PHASE_HEATING);
    }
}

static void
test_steam_with_animations_off (Fixture *fixture, gconstpointer heating)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  kettle_drawing_set_state (fixture->drawing, KETTLE_LIFE_CONNECTED, KETTLE_PHASE_OFF);
  kettle_drawing_set_state (fixture->drawing, KETTLE_LIFE_CONNECTED, KETTLE_PHASE_HEATING);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (kettle_drawing_is_animating (fixture->drawing));
}

static void
test_steam_unmapped (Fixture *fixture, gconstpointer heating)
{
  GtkWidget *widget = GTK_WIDGET (fixture->drawing);

  gtk_widget_hide (fixture->window);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  gtk_widget_show (fixture->window);
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
  gtk_widget_hide (widget);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  gtk_widget_show (widget);
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
  gtk_container_remove (GTK_CONTAINER (fixture->window), widget);
  g_assert_false (kettle_drawing_is_animating (fixture->drawing));
  gtk_container_add (GTK_CONTAINER (fixture->window), widget);
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
}

/* What a window manager does to a window that the person minimises. */
static void
test_steam_iconified (Fixture *fixture, gconstpointer heating)
{
  GdkWindow *window = gtk_widget_get_window (fixture->window);
  Display *display = GDK_DISPLAY_XDISPLAY (gdk_window_get_display (window));

  XUnmapWindow (display, GDK_WINDOW_XID (window));
  test_wait_for (!kettle_drawing_is_animating (fixture->drawing), WAIT);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->drawing)));
  XMapWindow (display, GDK_WINDOW_XID (window));
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
}

static void
test_steam_behind_another_window (Fixture *fixture, gconstpointer heating)
{
  GtkWidget *cover = gtk_window_new (GTK_WINDOW_POPUP);

  gtk_window_resize (GTK_WINDOW (cover), 1280, 1024);
  gtk_widget_show (cover);
  test_wait_for (!kettle_drawing_is_animating (fixture->drawing), WAIT);
  gtk_widget_destroy (cover);
  test_wait_for (kettle_drawing_is_animating (fixture->drawing), WAIT);
}

typedef struct {
  int all;   /* frames */
  int small; /* in a row that redrew little more than the steam */
} Frames;

static gboolean
on_drawn (GtkWidget *widget, cairo_t *cr, Frames *frames)
{
  GdkRectangle clip;

  g_assert_true (gdk_cairo_get_clip_rectangle (cr, &clip));
  frames->all++;
  frames->small++;
  if (clip.height > gtk_widget_get_allocated_height (widget) / 2)
    frames->small = 0;
  return GDK_EVENT_PROPAGATE;
}

static void
test_steam_costs_too_much (Fixture *fixture, gconstpointer heating)
{
  Frames frames = { 0 };
  gint64 start;
  gulong handler;

  handler = g_signal_connect (fixture->drawing, "draw", G_CALLBACK (on_drawn), &frames);
  test_wait_for (frames.small > 0, WAIT); /* a new window draws everything a few times */
  frames = (Frames){ 0 };
  start = g_get_monotonic_time ();
  test_wait_for (frames.small >= 10, WAIT);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC * 4 / 10);

  kettle_drawing_set_state (fixture->drawing, KETTLE_LIFE_CONNECTED, KETTLE_PHASE_READY);
  test_wait_for (frames.small == 0, WAIT);
  frames = (Frames){ 0 };
  test_never (frames.all > 0, 300);
  g_signal_handler_disconnect (fixture->drawing, handler);
}

static cairo_surface_t *
snapshot (KettleDrawing *drawing)
{
  GtkWidget *widget = GTK_WIDGET (drawing);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_allocated_width (widget),
                                  gtk_widget_get_allocated_height (widget));
  cairo_t *cr = cairo_create (surface);

  gtk_widget_draw (widget, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
test_steam_stands_still (Fixture *fixture, gconstpointer heating)
{
  cairo_surface_t *before = snapshot (fixture->drawing);
  cairo_surface_t *after;
  Frames frames = { 0 };
  gulong handler = g_signal_connect (fixture->drawing, "draw", G_CALLBACK (on_drawn), &frames);

  test_wait_for (frames.small >= 5, WAIT);
  g_signal_handler_disconnect (fixture->drawing, handler);
  after = snapshot (fixture->drawing);
  g_assert_false (same_pixels (before, after));
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

int
main (int argc, char **argv)
{
  const char *heating = "heating";

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(name, state, function) \
  g_test_add ("/ui/drawing/" name, Fixture, state, fixture_set_up, function, fixture_tear_down)
  g_test_add_func ("/ui/drawing/pictures-look-alike", test_pictures_look_alike);
  g_test_add_func ("/ui/drawing/still-steam-is-missing", test_still_steam_is_missing);
  g_test_add_func ("/ui/drawing/extreme-sizes", test_extreme_sizes);
  g_test_add_func ("/ui/drawing/proportions-are-lost", test_proportions_are_lost);
  g_test_add_func ("/ui/drawing/right-to-left-mirrors", test_right_to_left_mirrors);
  ADD ("too-big-for-the-window", NULL, test_too_big_for_the_window);
  ADD ("silent-to-assistive-technology", NULL, test_silent_to_assistive_technology);
  ADD ("steam-without-heating", heating, test_steam_without_heating);
  ADD ("steam-with-animations-off", heating, test_steam_with_animations_off);
  ADD ("steam-unmapped", heating, test_steam_unmapped);
  ADD ("steam-iconified", heating, test_steam_iconified);
  ADD ("steam-behind-another-window", heating, test_steam_behind_another_window);
  ADD ("steam-stands-still", heating, test_steam_stands_still);
  ADD ("steam-costs-too-much", heating, test_steam_costs_too_much);
#undef ADD

  return g_test_run ();
}
