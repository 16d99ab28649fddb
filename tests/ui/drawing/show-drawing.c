// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-drawing.h"

#include <stdlib.h>

/*
 * show-drawing FILE.png [THEME [dark]]: draws every state of the kettle on one sheet, for
 * eyes. show-drawing --live: a heating kettle in a window until it is closed, for
 * measuring what it costs.
 * Not a test: run it with with-desktop; GDK_SCALE=2 shows it for a fine screen.
 */

typedef struct {
  const char *label;
  KettleLife connection;
  KettlePhase phase;
} State;

static const State states[] = {
  { "off", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_OFF },
  { "heating", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_HEATING },
  { "ready", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_READY },
  { "keeping warm", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_KEEPING_WARM },
  { "lifted", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_LIFTED },
  { "problem", KETTLE_LIFE_CONNECTED, KETTLE_PHASE_PROBLEM },
  { "unreachable", KETTLE_LIFE_UNREACHABLE, KETTLE_PHASE_UNKNOWN },
  { "not a kettle", KETTLE_LIFE_NOT_A_KETTLE, KETTLE_PHASE_UNKNOWN },
  { "connecting", KETTLE_LIFE_CONNECTING, KETTLE_PHASE_UNKNOWN },
  { "none", KETTLE_LIFE_NONE, KETTLE_PHASE_UNKNOWN },
};

static GtkWidget *
new_cell (const State *state, int width, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *drawing = kettle_drawing_new ();

  kettle_drawing_set_state (KETTLE_DRAWING (drawing), state->connection, state->phase);
  gtk_widget_set_size_request (drawing, width, height);
  gtk_widget_set_hexpand (drawing, FALSE);
  gtk_widget_set_vexpand (drawing, FALSE);
  gtk_container_add (GTK_CONTAINER (box), drawing);
  gtk_container_add (GTK_CONTAINER (box), gtk_label_new (state->label));
  return box;
}

static GtkWidget *
new_sheet (void)
{
  GtkWidget *grid = gtk_grid_new ();

  g_object_set (grid, "margin", 16, "column-spacing", 24, "row-spacing", 16, NULL);
  for (int i = 0; i < (int) G_N_ELEMENTS (states); i++)
    gtk_grid_attach (GTK_GRID (grid), new_cell (&states[i], 200, 230), i % 5, i / 5, 1, 1);
  for (int i = 0; i < 5; i++)
    gtk_grid_attach (GTK_GRID (grid), new_cell (&states[i + 1], 120, 120), i, 2, 1, 1);
  return grid;
}

static int
show_live (void)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  GtkWidget *drawing = kettle_drawing_new ();

  kettle_drawing_set_state (KETTLE_DRAWING (drawing), KETTLE_LIFE_CONNECTED, KETTLE_PHASE_HEATING);
  gtk_container_add (GTK_CONTAINER (window), drawing);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 300);
  g_signal_connect (window, "destroy", G_CALLBACK (gtk_main_quit), NULL);
  gtk_widget_show_all (window);
  gtk_main ();
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  GtkWidget *window;
  cairo_surface_t *surface;

  gtk_init (&argc, &argv);
  if (argc < 2) {
    g_printerr ("Usage: show-drawing FILE.png [THEME [dark]] | --live\n");
    return EXIT_FAILURE;
  }
  if (g_str_equal (argv[1], "--live"))
    return show_live ();
  if (argc > 2)
    g_object_set (gtk_settings_get_default (), "gtk-theme-name", argv[2],
                  "gtk-application-prefer-dark-theme", argc > 3, NULL);

  window = gtk_offscreen_window_new ();
  gtk_container_add (GTK_CONTAINER (window), new_sheet ());
  gtk_widget_show_all (window);
  for (int i = 0; i < 20; i++)
    gtk_main_iteration_do (TRUE);
  surface = gtk_offscreen_window_get_surface (GTK_OFFSCREEN_WINDOW (window));
  if (cairo_surface_write_to_png (surface, argv[1]) != CAIRO_STATUS_SUCCESS) {
    g_printerr ("Could not write %s\n", argv[1]);
    return EXIT_FAILURE;
  }
  gtk_widget_destroy (window);
  return EXIT_SUCCESS;
}
