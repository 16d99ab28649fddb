// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-presence.h"
#include "support/recording-tray.h"
#include "support/test-wait.h"

/* Fifty times faster: 15 s of patience are 300 ms, 1.5 s are 30 ms. */
#define SCALE 50.0

typedef struct {
  KettleLink *link;
  KettleModel *model;
  GSimpleActionGroup *group;
  KettleTray *tray;
  KettlePresence *presence;
  RecordingTray *panel;
  GtkWidget *window;
  guint n_show;
  guint n_quit;
} Fixture;

static void
on_show_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_show++;
  if (fixture->window == NULL) {
    fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
    kettle_presence_set_window (fixture->presence, GTK_WINDOW (fixture->window));
  }
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
on_quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_quit++;
}

static const GActionEntry entries[] = {
  { "show", on_show_activated, NULL, NULL, NULL },
  { "quit", on_quit_activated, NULL, NULL, NULL },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->group), entries, G_N_ELEMENTS (entries),
                                   fixture);
  fixture->panel = recording_tray_new (GPOINTER_TO_INT (data));
  fixture->tray = kettle_tray_new (G_ACTION_GROUP (fixture->group), fixture->model, NULL, 1);
  fixture->presence = kettle_presence_new (G_ACTION_GROUP (fixture->group), fixture->tray, SCALE);
  if (GPOINTER_TO_INT (data))
    test_wait_for (kettle_tray_get_host_present (fixture->tray), 5000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_widget_destroy (fixture->window);
  g_assert_finalize_object (fixture->presence);
  g_object_unref (fixture->tray);
  g_object_unref (fixture->panel);
  g_object_unref (fixture->group);
  g_object_unref (fixture->model);
  g_object_unref (fixture->link);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
}

static void
test_close_with_panel (Fixture *fixture, gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), "show", NULL);
  test_wait_for (gtk_widget_get_mapped (fixture->window), 5000);
  close_window (fixture);
  test_wait_for (!gtk_widget_get_visible (fixture->window), 5000);
  g_assert_cmpuint (fixture->n_quit, ==, 0);
}

static void
test_close_ends (Fixture *fixture, gconstpointer data)
{
  kettle_presence_set_keep_running (fixture->presence, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), "show", NULL);
  test_wait_for (gtk_widget_get_mapped (fixture->window), 5000);
  close_window (fixture);
  test_wait_for (fixture->n_quit == 1, 5000);

  kettle_presence_set_keep_running (fixture->presence, TRUE);
  close_window (fixture);
  test_wait_for (!gtk_widget_get_visible (fixture->window), 5000);
  g_assert_cmpuint (fixture->n_quit, ==, 1);
}

static void
test_close_without_panel (Fixture *fixture, gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), "show", NULL);
  test_wait_for (gtk_widget_get_mapped (fixture->window), 5000);
  close_window (fixture);
  test_wait_for (fixture->n_quit == 1, 5000);
}

static void
test_hidden_without_panel (Fixture *fixture, gconstpointer data)
{
  kettle_presence_start_hidden (fixture->presence);
  test_never (fixture->n_show > 0, 200);
  test_wait_for (fixture->n_show == 1, 5000);
  test_never (fixture->n_show > 1, 400);
}

static void
test_hidden_with_late_panel (Fixture *fixture, gconstpointer data)
{
  kettle_presence_start_hidden (fixture->presence);
  recording_tray_appear (fixture->panel);
  test_wait_for (kettle_tray_get_host_present (fixture->tray), 5000);
  test_never (fixture->n_show > 0, 600);
}

static void
test_panel_goes_while_hidden (Fixture *fixture, gconstpointer data)
{
  kettle_presence_start_hidden (fixture->presence);
  test_never (fixture->n_show > 0, 100);
  recording_tray_disappear (fixture->panel);
  test_wait_for (fixture->n_show == 1, 5000);
}

static void
test_panel_goes_while_shown (Fixture *fixture, gconstpointer data)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), "show", NULL);
  test_wait_for (gtk_widget_get_mapped (fixture->window), 5000);
  recording_tray_disappear (fixture->panel);
  test_wait_for (!kettle_tray_get_host_present (fixture->tray), 5000);
  test_never (fixture->n_show > 1, 200);
  close_window (fixture);
  test_wait_for (fixture->n_quit == 1, 5000);
}

static void
test_no_bus (void)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Fixture fixture = { NULL };

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &fixture);
  fixture.presence = kettle_presence_new (G_ACTION_GROUP (group), NULL, SCALE);
  kettle_presence_start_hidden (fixture.presence);
  g_assert_cmpuint (fixture.n_show, ==, 1);

  gtk_widget_destroy (fixture.window);
  g_assert_finalize_object (fixture.presence);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, panel, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (panel), set_up, function, tear_down)
  ADD ("/app/presence/close-hides-beside-a-panel", TRUE, test_close_with_panel);
  ADD ("/app/presence/close-quits-when-it-is-to", TRUE, test_close_ends);
  ADD ("/app/presence/close-quits-without-a-panel", FALSE, test_close_without_panel);
  ADD ("/app/presence/hidden-start-without-a-panel", FALSE, test_hidden_without_panel);
  ADD ("/app/presence/hidden-start-before-the-panel", FALSE, test_hidden_with_late_panel);
  ADD ("/app/presence/panel-goes-while-hidden", TRUE, test_panel_goes_while_hidden);
  ADD ("/app/presence/panel-goes-while-shown", TRUE, test_panel_goes_while_shown);
  g_test_add_func ("/app/presence/no-session-bus", test_no_bus);

  return g_test_run ();
}
