// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-key.h"

/* Keys in a window of their own, hung on actions that record what they are told and
 * do nothing else. */
typedef struct {
  GtkWidget *window;
  GtkWidget *box;
  GSimpleActionGroup *group;
  GtkWidget *hot;  /* temperature 95 */
  GtkWidget *cool; /* temperature 80 */
  GtkWidget *warm;
  GString *log;
  gboolean obedient; /* the actions take on the state at once */
} Fixture;

static void
on_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  g_string_append (fixture->log, g_action_get_name (G_ACTION (action)));
  if (parameter != NULL)
    g_string_append_printf (fixture->log, "(%d)", g_variant_get_int32 (parameter));
  g_string_append_c (fixture->log, ' ');

  if (fixture->obedient && parameter != NULL)
    g_simple_action_set_state (action, parameter);
  else if (fixture->obedient)
    g_simple_action_set_state (action, g_variant_new_boolean (!g_variant_get_boolean (state)));
}

static GtkWidget *
add_key (Fixture *fixture, const char *title, const char *action, int target)
{
  GtkWidget *key = kettle_key_new ();

  g_object_set (key, "title", title, NULL);
  if (target != 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "i", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), action);
  gtk_container_add (GTK_CONTAINER (fixture->box), key);
  gtk_widget_show (key);

  return key;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { .name = "temperature", .activate = on_activated, .parameter_type = "i", .state = "0" },
    { .name = "warm", .activate = on_activated, .state = "false" },
  };

  fixture->log = g_string_new (NULL);
  fixture->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->group), entries, G_N_ELEMENTS (entries),
                                   fixture);
  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  fixture->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_container_add (GTK_CONTAINER (fixture->window), fixture->box);
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (fixture->group));
  fixture->hot = add_key (fixture, "_95", "app.temperature", 95);
  fixture->cool = add_key (fixture, "_80", "app.temperature", 80);
  fixture->warm = add_key (fixture, "_Keep Warm", "app.warm", 0);
  gtk_widget_show_all (fixture->window);
  test_wait_for (gtk_widget_get_mapped (fixture->warm), 5000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *key = g_object_ref (fixture->hot);

  gtk_widget_destroy (fixture->window);
  g_assert_finalize_object (key);
  g_assert_finalize_object (fixture->group);
  g_string_free (fixture->log, TRUE);
}

static gboolean
is_lit (GtkWidget *key)
{
  g_autoptr (AtkStateSet) states = atk_object_ref_state_set (gtk_widget_get_accessible (key));
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (key));
  gboolean drawn = (gtk_widget_get_state_flags (key) & GTK_STATE_FLAG_CHECKED) != 0;

  /* Whoever asks hears the same. */
  g_assert_cmpint (drawn, ==, active);
  g_assert_cmpint (atk_state_set_contains_state (states, ATK_STATE_CHECKED), ==, active);

  return active;
}

static void
set_state (Fixture *fixture, const char *name, GVariant *state)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (fixture->group), name)), state);
}

static void
send_key (GtkWidget *window, guint keyval, GdkModifierType modifiers)
{
  static const GdkEventType types[] = { GDK_KEY_PRESS, GDK_KEY_RELEASE };
  GdkKeymap *keymap = gdk_keymap_get_for_display (gdk_display_get_default ());
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys = 0;

  gdk_keymap_get_entries_for_keyval (keymap, keyval, &keys, &n_keys);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GdkEvent) event = gdk_event_new (types[i]);

    event->key.window = g_object_ref (gtk_widget_get_window (window));
    event->key.send_event = TRUE;
    event->key.time = GDK_CURRENT_TIME;
    event->key.keyval = keyval;
    event->key.state = modifiers;
    event->key.hardware_keycode = n_keys > 0 ? (guint16) keys[0].keycode : 0;
    gdk_event_set_device (
        event, gdk_seat_get_keyboard (gdk_display_get_default_seat (gdk_display_get_default ())));
    gtk_main_do_event (event);
  }
}

static void
send_mouse_click (GtkWidget *key)
{
  static const GdkEventType types[] = { GDK_BUTTON_PRESS, GDK_BUTTON_RELEASE };
  GdkWindow *surface = gtk_button_get_event_window (GTK_BUTTON (key));
  GdkDevice *pointer =
      gdk_seat_get_pointer (gdk_display_get_default_seat (gdk_display_get_default ()));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GdkEvent) event = gdk_event_new (types[i]);

    event->button.window = g_object_ref (surface);
    event->button.send_event = TRUE;
    event->button.time = GDK_CURRENT_TIME;
    event->button.x = event->button.y = 5;
    event->button.button = GDK_BUTTON_PRIMARY;
    gdk_event_set_device (event, pointer);
    gtk_main_do_event (event);
  }
}

static void
click_accessibly (GtkWidget *key)
{
  AtkObject *accessible = gtk_widget_get_accessible (key);

  g_assert_cmpstr (atk_action_get_name (ATK_ACTION (accessible), 0), ==, "click");
  g_assert_true (atk_action_do_action (ATK_ACTION (accessible), 0));
}

static void
test_click_without_answer (Fixture *fixture, gconstpointer data)
{
  gtk_button_clicked (GTK_BUTTON (fixture->hot));
  gtk_button_clicked (GTK_BUTTON (fixture->warm));

  g_assert_cmpstr (fixture->log->str, ==, "temperature(95) warm ");
  g_assert_false (is_lit (fixture->hot));
  g_assert_false (is_lit (fixture->warm));
}

static void
test_click_on_lit (Fixture *fixture, gconstpointer data)
{
  set_state (fixture, "temperature", g_variant_new_int32 (95));
  g_assert_cmpstr (fixture->log->str, ==, "");
  g_assert_true (is_lit (fixture->hot));

  gtk_button_clicked (GTK_BUTTON (fixture->hot));
  g_assert_cmpstr (fixture->log->str, ==, "temperature(95) ");
  g_assert_true (is_lit (fixture->hot));
}

static void
test_two_lit (Fixture *fixture, gconstpointer data)
{
  set_state (fixture, "temperature", g_variant_new_int32 (95));
  gtk_button_clicked (GTK_BUTTON (fixture->cool));
  g_assert_true (is_lit (fixture->hot));
  g_assert_false (is_lit (fixture->cool));

  set_state (fixture, "temperature", g_variant_new_int32 (80));
  g_assert_false (is_lit (fixture->hot));
  g_assert_true (is_lit (fixture->cool));

  set_state (fixture, "temperature", g_variant_new_int32 (0));
  g_assert_false (is_lit (fixture->hot));
  g_assert_false (is_lit (fixture->cool));
  g_assert_cmpstr (fixture->log->str, ==, "temperature(80) ");
}

static void
test_state_follows_within_click (Fixture *fixture, gconstpointer data)
{
  fixture->obedient = TRUE;
  gtk_button_clicked (GTK_BUTTON (fixture->warm));
  g_assert_true (is_lit (fixture->warm));
  gtk_button_clicked (GTK_BUTTON (fixture->hot));
  g_assert_true (is_lit (fixture->hot));
  gtk_button_clicked (GTK_BUTTON (fixture->cool));
  g_assert_false (is_lit (fixture->hot));
  g_assert_true (is_lit (fixture->cool));
  gtk_button_clicked (GTK_BUTTON (fixture->warm));
  g_assert_false (is_lit (fixture->warm));

  g_assert_cmpstr (fixture->log->str, ==, "warm temperature(95) temperature(80) warm ");
}

static void
test_every_way_to_press (Fixture *fixture, gconstpointer data)
{
  send_mouse_click (fixture->hot);
  g_assert_cmpstr (fixture->log->str, ==, "temperature(95) ");

  click_accessibly (fixture->hot);
  g_assert_cmpstr (fixture->log->str, ==, "temperature(95) temperature(95) ");

  g_string_truncate (fixture->log, 0);
  gtk_widget_grab_focus (fixture->cool);
  send_key (fixture->window, GDK_KEY_space, 0);
  test_wait_for (g_str_equal (fixture->log->str, "temperature(80) "), 5000);
  send_key (fixture->window, GDK_KEY_Return, 0);
  test_wait_for (g_str_equal (fixture->log->str, "temperature(80) temperature(80) "), 5000);

  g_string_truncate (fixture->log, 0);
  send_key (fixture->window, GDK_KEY_k, GDK_MOD1_MASK);
  test_wait_for (g_str_equal (fixture->log->str, "warm "), 5000);
  send_key (fixture->window, GDK_KEY_9, GDK_MOD1_MASK);
  test_wait_for (g_str_equal (fixture->log->str, "warm temperature(95) "), 5000);

  /* The action never took anything on. */
  g_assert_false (is_lit (fixture->hot));
  g_assert_false (is_lit (fixture->cool));
  g_assert_false (is_lit (fixture->warm));
}

static void
on_toggled (GtkToggleButton *key, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

static void
test_toggled_without_state (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_signal_connect (fixture->hot, "toggled", G_CALLBACK (on_toggled), &n);
  gtk_button_clicked (GTK_BUTTON (fixture->hot));
  click_accessibly (fixture->hot);
  send_mouse_click (fixture->hot);
  g_assert_cmpuint (n, ==, 0);

  set_state (fixture, "temperature", g_variant_new_int32 (95));
  g_assert_cmpuint (n, ==, 1);
  set_state (fixture, "temperature", g_variant_new_int32 (95));
  g_assert_cmpuint (n, ==, 1);
  set_state (fixture, "temperature", g_variant_new_int32 (80));
  g_assert_cmpuint (n, ==, 2);
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  GSimpleAction *action =
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (fixture->group), "temperature"));

  set_state (fixture, "temperature", g_variant_new_int32 (95));
  g_simple_action_set_enabled (action, FALSE);
  g_assert_false (gtk_widget_get_sensitive (fixture->hot));
  g_assert_true (is_lit (fixture->hot));
  send_mouse_click (fixture->hot);
  g_assert_false (atk_action_do_action (ATK_ACTION (gtk_widget_get_accessible (fixture->hot)), 0));
  g_assert_cmpstr (fixture->log->str, ==, "");

  g_simple_action_set_enabled (action, TRUE);
  g_assert_true (gtk_widget_get_sensitive (fixture->hot));

  g_action_map_remove_action (G_ACTION_MAP (fixture->group), "temperature");
  g_assert_false (gtk_widget_get_sensitive (fixture->hot));
  g_assert_false (is_lit (fixture->hot));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  AtkObject *accessible = gtk_widget_get_accessible (fixture->hot);

  g_assert_cmpint (atk_object_get_role (accessible), ==, ATK_ROLE_TOGGLE_BUTTON);
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (fixture->warm)), ==,
                   "Keep Warm");
  g_assert_cmpstr (atk_object_get_name (accessible), ==, "95");

  g_object_set (fixture->hot, "unit", "°C", "hint", "Coffee", "accessible-name", "95 °C", NULL);
  g_assert_cmpstr (atk_object_get_name (accessible), ==, "95 °C");
  g_assert_cmpstr (atk_object_get_description (accessible), ==, "Coffee");
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *name = NULL;
  gboolean show_lamp = TRUE, active = TRUE;

  g_object_set (fixture->hot, "title", "_90", "unit", "K", "hint", "Mate", "show-lamp", FALSE,
                "accessible-name", "ninety", NULL);
  g_object_get (fixture->hot, "title", &title, "unit", &unit, "hint", &hint, "show-lamp",
                &show_lamp, "accessible-name", &name, "active", &active, NULL);

  g_assert_cmpstr (title, ==, "_90");
  g_assert_cmpstr (unit, ==, "K");
  g_assert_cmpstr (hint, ==, "Mate");
  g_assert_cmpstr (name, ==, "ninety");
  g_assert_false (show_lamp);
  g_assert_false (active);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, function) g_test_add ("/ui/key/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("click-without-answer", test_click_without_answer);
  ADD ("click-on-lit", test_click_on_lit);
  ADD ("two-lit", test_two_lit);
  ADD ("state-follows-within-click", test_state_follows_within_click);
  ADD ("every-way-to-press", test_every_way_to_press);
  ADD ("toggled-without-state", test_toggled_without_state);
  ADD ("disabled", test_disabled);
  ADD ("names", test_names);
  ADD ("properties", test_properties);
#undef ADD

  return g_test_run ();
}
