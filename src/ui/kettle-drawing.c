// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-drawing.h"

#include "ui/kettle-drawing-art.h"

#include <glib/gi18n.h>
#include <math.h>

/*
 * The widget around the picture: it fits the picture into its allocation, tells it the theme's
 * colours, and lets its steam move while somebody can see that.
 */

#define MINIMUM_SIZE 120
#define FRAME_MS     50 /* between two frames: 20 a second look smooth enough for steam */

struct _KettleDrawing {
  GtkDrawingArea parent_instance;

  const KettleDrawingArt *art; /* of the state shown */

  GtkSettings *settings;       /* (owned) (nullable): while mapped */
  GtkWidget *toplevel;         /* (weak) (nullable): while mapped */
  gulong animations_handler;   /* on settings */
  gulong window_state_handler; /* on toplevel */
  gboolean obscured;

  guint pace_source;   /* asks for a frame every FRAME_MS */
  guint tick_callback; /* until that frame can be shown */
  gint64 last_frame;   /* frame clock, µs; 0 before the first */
  double steam_time;   /* seconds the steam has moved */
};

G_DEFINE_FINAL_TYPE (KettleDrawing, kettle_drawing, GTK_TYPE_DRAWING_AREA)

/* Where the picture lies in the allocation: pixels a unit, its corner on whole device pixels. */
static double
get_placement (KettleDrawing *self, double *x, double *y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_allocated_width (widget);
  double height = gtk_widget_get_allocated_height (widget);
  double pixel = gtk_widget_get_scale_factor (widget);
  double scale = MIN (width / KETTLE_DRAWING_ART_WIDTH, height / KETTLE_DRAWING_ART_HEIGHT);

  *x = round ((width - KETTLE_DRAWING_ART_WIDTH * scale) / 2 * pixel) / pixel;
  *y = round ((height - KETTLE_DRAWING_ART_HEIGHT * scale) / 2 * pixel) / pixel;
  return scale;
}

/* GTK 3 has no setting for it: the theme's name tells, which the environment may have chosen. */
static gboolean
theme_is_high_contrast (GtkSettings *settings)
{
  const char *chosen = g_getenv ("GTK_THEME");
  g_autofree char *theme = NULL;

  if (chosen != NULL)
    return g_str_has_prefix (chosen, "HighContrast");

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  return theme != NULL && g_str_has_prefix (theme, "HighContrast");
}

static gboolean
kettle_drawing_draw (GtkWidget *widget, cairo_t *cr)
{
  KettleDrawing *self = KETTLE_DRAWING (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  double x, y, scale = get_placement (self, &x, &y);
  GdkRGBA foreground, background;
  gboolean named;

  if (scale <= 0)
    return GDK_EVENT_PROPAGATE;
  gtk_style_context_get_color (context, gtk_style_context_get_state (context), &foreground);
  named = gtk_style_context_lookup_color (context, "theme_bg_color", &background);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  kettle_drawing_art_draw (self->art, cr, &foreground, named ? &background : NULL,
                           theme_is_high_contrast (gtk_widget_get_settings (widget)),
                           self->steam_time);
  cairo_restore (cr);
  return GDK_EVENT_PROPAGATE;
}

/* Animation */

static void
queue_steam (KettleDrawing *self)
{
  double x, y, scale = get_placement (self, &x, &y);
  GdkRectangle area;

  kettle_drawing_art_get_moving_area (&area);
  gtk_widget_queue_draw_area (GTK_WIDGET (self), (int) floor (x + area.x * scale),
                              (int) floor (y + area.y * scale), (int) ceil (area.width * scale) + 1,
                              (int) ceil (area.height * scale) + 1);
}

/* The frame clock grants the frame: it does not tick for a window that the compositor hides. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KettleDrawing *self = KETTLE_DRAWING (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double passed = self->last_frame == 0 ? 0 : (double) (now - self->last_frame) / G_USEC_PER_SEC;

  self->steam_time += CLAMP (passed, 0, 0.2);
  self->last_frame = now;
  self->tick_callback = 0;
  queue_steam (self);
  return G_SOURCE_REMOVE;
}

/* A tick callback that stayed would run the frame clock at full rate; one a frame does not. */
static gboolean
on_frame_wanted (gpointer user_data)
{
  KettleDrawing *self = user_data;

  if (self->tick_callback == 0)
    self->tick_callback = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static void
stop (KettleDrawing *self)
{
  g_clear_handle_id (&self->pace_source, g_source_remove);
  if (self->tick_callback != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_callback);
  self->tick_callback = 0;
}

/* Starts or stops the steam. Called after anything that it depends on has changed. */
static void
update_animation (KettleDrawing *self)
{
  const GdkWindowState away = GDK_WINDOW_STATE_ICONIFIED | GDK_WINDOW_STATE_WITHDRAWN;
  GdkWindow *window = self->toplevel != NULL ? gtk_widget_get_window (self->toplevel) : NULL;
  gboolean enabled = FALSE;

  if (self->settings != NULL)
    g_object_get (self->settings, "gtk-enable-animations", &enabled, NULL);
  if (!enabled || !kettle_drawing_art_is_moving (self->art) || self->obscured || window == NULL
      || (gdk_window_get_state (window) & away) != 0) {
    stop (self);
  } else if (self->pace_source == 0) {
    self->last_frame = 0;
    self->pace_source = g_timeout_add (FRAME_MS, on_frame_wanted, self);
    g_source_set_name_by_id (self->pace_source, "[kettle] steam");
  }
}

static gboolean
on_window_state_event (KettleDrawing *self, GdkEventWindowState *event, GtkWidget *toplevel)
{
  update_animation (self);
  return GDK_EVENT_PROPAGATE;
}

/* Stops watching what only matters while the widget is mapped. */
static void
forget_surroundings (KettleDrawing *self)
{
  stop (self);
  self->obscured = FALSE;
  if (self->settings != NULL)
    g_clear_signal_handler (&self->animations_handler, self->settings);
  g_clear_object (&self->settings);
  if (self->toplevel != NULL) {
    g_clear_signal_handler (&self->window_state_handler, self->toplevel);
    g_clear_weak_pointer (&self->toplevel);
  }
}

static void
kettle_drawing_map (GtkWidget *widget)
{
  KettleDrawing *self = KETTLE_DRAWING (widget);

  GTK_WIDGET_CLASS (kettle_drawing_parent_class)->map (widget);
  self->settings = g_object_ref (gtk_widget_get_settings (widget));
  self->animations_handler = g_signal_connect_swapped (
      self->settings, "notify::gtk-enable-animations", G_CALLBACK (update_animation), self);
  g_set_weak_pointer (&self->toplevel, gtk_widget_get_toplevel (widget));
  self->window_state_handler = g_signal_connect_swapped (self->toplevel, "window-state-event",
                                                         G_CALLBACK (on_window_state_event), self);
  update_animation (self);
}

static void
kettle_drawing_unmap (GtkWidget *widget)
{
  forget_surroundings (KETTLE_DRAWING (widget));
  GTK_WIDGET_CLASS (kettle_drawing_parent_class)->unmap (widget);
}

static gboolean
kettle_drawing_visibility_notify_event (GtkWidget *widget, GdkEventVisibility *event)
{
  KettleDrawing *self = KETTLE_DRAWING (widget);

  self->obscured = event->state == GDK_VISIBILITY_FULLY_OBSCURED;
  update_animation (self);
  return GDK_EVENT_PROPAGATE;
}

/* Size */

static void
kettle_drawing_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = MINIMUM_SIZE;
  *natural = KETTLE_DRAWING_ART_WIDTH;
}

static void
kettle_drawing_get_preferred_height (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = MINIMUM_SIZE;
  *natural = KETTLE_DRAWING_ART_HEIGHT;
}

static void
kettle_drawing_class_init (KettleDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->draw = kettle_drawing_draw;
  widget_class->map = kettle_drawing_map;
  widget_class->unmap = kettle_drawing_unmap;
  widget_class->visibility_notify_event = kettle_drawing_visibility_notify_event;
  widget_class->get_preferred_width = kettle_drawing_get_preferred_width;
  widget_class->get_preferred_height = kettle_drawing_get_preferred_height;
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_IMAGE);
}

static void
kettle_drawing_init (KettleDrawing *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->art = kettle_drawing_art_get (KETTLE_LIFE_NONE, KETTLE_PHASE_UNKNOWN);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_add_events (widget, GDK_VISIBILITY_NOTIFY_MASK);
  /* Translators: what assistive technology says of the drawing besides the sentence below it. */
  atk_object_set_description (gtk_widget_get_accessible (widget),
                              _ ("A drawing of the kettle that shows what it is doing"));
}

/**
 * kettle_drawing_new:
 *
 * Returns: (transfer floating): a drawing that knows of no kettle yet
 */
GtkWidget *
kettle_drawing_new (void)
{
  return g_object_new (KETTLE_TYPE_DRAWING, NULL);
}

/**
 * kettle_drawing_set_state:
 * @self: a drawing
 * @connection: whether the kettle is reached
 * @phase: what the kettle is doing; only looked at while connected
 *
 * Shows another state. Setting the same again costs nothing.
 */
void
kettle_drawing_set_state (KettleDrawing *self, KettleLife connection, KettlePhase phase)
{
  const KettleDrawingArt *art;

  g_return_if_fail (KETTLE_IS_DRAWING (self));
  art = kettle_drawing_art_get (connection, phase);
  g_return_if_fail (art != NULL);

  if (self->art == art)
    return;
  self->art = art;
  update_animation (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kettle_drawing_is_animating:
 * @self: a drawing
 *
 * Returns: %TRUE while the steam moves: the kettle is reached and heats, the drawing can be seen
 * as far as anybody knows, and the person has not switched animations off
 */
gboolean
kettle_drawing_is_animating (KettleDrawing *self)
{
  g_return_val_if_fail (KETTLE_IS_DRAWING (self), FALSE);

  return self->pace_source != 0;
}
