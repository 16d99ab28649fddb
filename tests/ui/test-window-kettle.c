// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"
#include "ui/kettle-key.h"
#include "ui/kettle-window.h"

/* The window on a model on a link on a socket, with an emulated kettle at the other end. */
typedef struct {
  GtkApplication *application;
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  KettleWindow *window;
} Fixture;

static void
on_on (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kettle_model_request_on (((Fixture *) user_data)->model, FALSE);
}

static void
on_off (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kettle_model_request_off (((Fixture *) user_data)->model);
}

static void
on_temperature (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kettle_model_request_temperature (((Fixture *) user_data)->model, g_variant_get_int32 (parameter),
                                    FALSE);
}

static void
on_warm (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kettle_model_request_warm (((Fixture *) user_data)->model);
}

static void
on_warm_minutes (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kettle_model_request_warm_minutes (((Fixture *) user_data)->model,
                                     g_variant_get_int32 (parameter));
}

static void
set_state (Fixture *fixture, const char *name, GVariant *state)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (fixture->application), name)),
      state);
}

static void
on_changed (KettleModel *model, Fixture *fixture)
{
  KettleSnapshot snapshot = { 0 };

  kettle_model_get_snapshot (model, &snapshot);
  set_state (fixture, "on", g_variant_new_boolean (snapshot.on));
  set_state (fixture, "temperature", g_variant_new_int32 (snapshot.target_temperature));
  set_state (fixture, "warm", g_variant_new_boolean (snapshot.warm));
  set_state (fixture, "warm-minutes", g_variant_new_int32 (snapshot.warm_minutes));
}

static GtkWidget *
find_below (GtkWidget *widget, GType type, const char *name)
{
  GtkWidget *found = NULL;
  g_autoptr (GList) children = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && g_strcmp0 (atk_object_get_name (gtk_widget_get_accessible (widget)), name) == 0)
    return widget;

  if (GTK_IS_CONTAINER (widget))
    children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (GList *l = children; l != NULL && found == NULL; l = l->next)
    found = find_below (l->data, type, name);

  return found;
}

static gboolean
tells (Fixture *fixture, const char *text)
{
  return find_below (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text) != NULL;
}

static void
click (Fixture *fixture, const char *name)
{
  GtkWidget *button = find_below (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, name);

  g_assert_nonnull (button);
  g_assert_true (atk_action_do_action (ATK_ACTION (gtk_widget_get_accessible (button)), 0));
}

/* What is lit now, from left to right, such as "95 °C, Keep Warm, ". */
static const char *
get_lit (Fixture *fixture, char *lit, gsize size)
{
  static const char *const names[] = { "100 °C",    "95 °C", "80 °C",  "65 °C",
                                       "Keep Warm", "5 min", "10 min", "20 min" };

  *lit = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *key = find_below (GTK_WIDGET (fixture->window), KETTLE_TYPE_KEY, names[i]);

    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (key))) {
      g_strlcat (lit, names[i], size);
      g_strlcat (lit, ", ", size);
    }
  }

  return lit;
}

static gboolean
is_lit (Fixture *fixture, const char *expected)
{
  char lit[200];

  return g_str_equal (get_lit (fixture, lit, sizeof lit), expected);
}

static void
by_hand (Fixture *fixture, const char *line)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (fixture->emulator, line, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { .name = "on", .activate = on_on, .state = "false" },
    { .name = "off", .activate = on_off },
    { .name = "temperature", .activate = on_temperature, .parameter_type = "i", .state = "0" },
    { .name = "warm", .activate = on_warm, .state = "false" },
    { .name = "warm-minutes", .activate = on_warm_minutes, .parameter_type = "i", .state = "0" },
    { .name = "find-kettle" },
    { .name = "preferences" },
    { .name = "connect-here" },
  };
  g_autoptr (GError) error = NULL;

  fixture->application = (GtkApplication *) data;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), entries,
                                   G_N_ELEMENTS (entries), fixture);
  g_signal_connect (fixture->model, "changed", G_CALLBACK (on_changed), fixture);
  fixture->window = kettle_window_new (fixture->application, fixture->model);
  gtk_window_present (GTK_WINDOW (fixture->window));
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (tells (fixture, "Ready when you are"), 10000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = g_object_ref (GTK_WIDGET (fixture->window));

  gtk_widget_destroy (window);
  g_assert_finalize_object (window);
  kettle_link_stop (fixture->link);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_object_unref (fixture->emulator);
}

static void
test_pressed_by_hand (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *press;
    const char *sentence;
    const char *lit;
    const char *power;
  } steps[] = {
    { "on", "Heating to 100 °C", "100 °C, ", "Turn Off" },
    { "65", "Heating to 65 °C", "65 °C, ", "Turn Off" },
    { "80", "Heating to 80 °C", "80 °C, ", "Turn Off" },
    { "95", "Heating to 95 °C", "95 °C, ", "Turn Off" },
    { "warm", "Heating to 95 °C", "95 °C, Keep Warm, ", "Turn Off" },
    { "10", "Heating to 95 °C", "95 °C, Keep Warm, 10 min, ", "Turn Off" },
    { "off", "Ready when you are", "", "Turn On" },
    { "on", "Heating to 100 °C", "100 °C, ", "Turn Off" },
    { "lift", "Lifted", "", "Turn On" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    by_hand (fixture, steps[i].press);
    test_wait_for (tells (fixture, steps[i].sentence) && is_lit (fixture, steps[i].lit), 5000);
    g_assert_nonnull (find_below (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, steps[i].power));
  }
}

static void
test_pressed_here (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *heard;
    const char *lit;
  } steps[] = {
    { "Turn On", "set sys output 0x4\n", "100 °C, " },
    { "95 °C", "set sys output 0x2\n", "95 °C, " },
    { "80 °C", "set sys output 0x4000\n", "80 °C, " },
    { "65 °C", "set sys output 0x200\n", "65 °C, " },
    { "100 °C", "set sys output 0x80\n", "100 °C, " },
    { "Keep Warm", "set sys output 0x8\n", "100 °C, Keep Warm, " },
    { "5 min", "set sys output 0x8005\n", "100 °C, Keep Warm, 5 min, " },
    { "10 min", "set sys output 0x8010\n", "100 °C, Keep Warm, 10 min, " },
    { "20 min", "set sys output 0x8020\n", "100 °C, Keep Warm, 20 min, " },
    { "Turn Off", "set sys output 0x0\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    kettle_emulator_forget_heard (fixture->emulator);
    click (fixture, steps[i].name);
    test_wait_for (is_lit (fixture, steps[i].lit), 5000);
    g_assert_cmpstr (kettle_emulator_get_heard (fixture->emulator), ==, steps[i].heard);
  }
}

static void
test_silent_kettle (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "100 °C",    "95 °C", "80 °C",  "65 °C",
                                       "Keep Warm", "5 min", "10 min", "20 min" };

  g_object_set (fixture->emulator, "mute", TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    click (fixture, names[i]);
  test_never (!is_lit (fixture, ""), 700);
}

static void
test_boiled (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->emulator, "speed", 400.0, "litres", 0.5, NULL);
  click (fixture, "80 °C");
  test_wait_for (tells (fixture, "The water is ready"), 10000);
  g_assert_true (tells (fixture, "At 80 °C, just now"));
  /* The kettle's own off follows; the water is ready for all that. */
  test_wait_for (is_lit (fixture, ""), 5000);
  g_assert_true (tells (fixture, "The water is ready"));
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  by_hand (fixture, "on");
  test_wait_for (is_lit (fixture, "100 °C, "), 5000);
  kettle_emulator_shut_down (fixture->emulator);
  test_wait_for (tells (fixture, "Can’t reach the kettle"), 10000);
  g_assert_true (is_lit (fixture, ""));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  /* GTK needs the desktop's list of file types for its own icons: read it before the
   * folders are isolated. */
  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);
  application = gtk_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

#define ADD(path, function) \
  g_test_add ("/ui/window-kettle/" path, Fixture, application, set_up, function, tear_down)
  ADD ("pressed-by-hand", test_pressed_by_hand);
  ADD ("pressed-here", test_pressed_here);
  ADD ("silent-kettle", test_silent_kettle);
  ADD ("boiled", test_boiled);
  ADD ("gone", test_gone);
#undef ADD

  return g_test_run ();
}
