// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-preferences.h"
#include "ui/widgets.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

/* The real dialogue on real settings, in memory. */
typedef struct {
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  GSimpleActionGroup *actions;
  KettlePreferences *preferences;
  guint n_find;
} Fixture;

/* Every switch and check box: its name, as a screen reader says it, and its key. */
static const struct {
  const char *name;
  const char *key;
} toggles[] = {
  { "The water is ready", "notify-boiled" },
  { "The kettle was lifted while it was on", "notify-lifted" },
  { "It may have boiled dry", "notify-problem" },
  { "Keeping warm has ended", "notify-warm-ended" },
  { "It went out of sight while it was heating", "notify-out-of-sight" },
  { "Something could not be done", "notify-failed" },
  { "Sound", "sound" },
  { "Start with the session", "autostart" },
  { "Keep running when the window closes", "keep-running" },
};

/* Every choice: its name, its key, and what is shown for each value of the key. */
static const struct {
  const char *name;
  const char *key;
  struct {
    const char *text;
    const char *value;
  } items[4];
} choices[] = {
  { "Quick boil",
    "preferred-temperature",
    { { "100 °C · Black tea", "100" },
      { "95 °C · Coffee", "95" },
      { "80 °C · Green tea", "80" },
      { "65 °C · White tea", "65" } } },
  { "Keep warm for",
    "preferred-warm-minutes",
    { { "As the kettle has it", "0" }, { "5 min", "5" }, { "10 min", "10" }, { "20 min", "20" } } },
  { "Colours",
    "color-scheme",
    { { "As the desktop", "'desktop'" }, { "Light", "'light'" }, { "Dark", "'dark'" } } },
};

static void
on_find_kettle_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_find++;
}

static const GActionEntry entries[] = {
  { "find-kettle", on_find_kettle_activated, NULL, NULL, NULL },
};

static void
open_preferences (Fixture *fixture, gboolean demo)
{
  fixture->preferences = kettle_preferences_new (NULL, fixture->model, fixture->settings, demo);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->preferences), "app",
                                  G_ACTION_GROUP (fixture->actions));
  gtk_window_present (GTK_WINDOW (fixture->preferences));
  test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->preferences)), 5000);
  /* No window manager gives it the keyboard; what is shown already takes it. */
  gtk_window_present (GTK_WINDOW (fixture->preferences));
  test_wait_for (gtk_window_is_active (GTK_WINDOW (fixture->preferences)), 5000);
}

static void
close_preferences (Fixture *fixture)
{
  GtkWidget *preferences = g_object_ref (GTK_WIDGET (fixture->preferences));

  gtk_widget_destroy (preferences);
  g_assert_finalize_object (preferences);
  fixture->preferences = NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = g_settings_new_with_backend (APP_ID, backend);
  fixture->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  open_preferences (fixture, GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->preferences != NULL)
    close_preferences (fixture);
  g_assert_finalize_object (fixture->actions);
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->model);
  kettle_link_stop (fixture->link);
  g_assert_finalize_object (fixture->link);
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *name)
{
  return widgets_find_below (GTK_WIDGET (fixture->preferences), type, name);
}

static gboolean
tells (Fixture *fixture, const char *text)
{
  return find (fixture, GTK_TYPE_LABEL, text) != NULL;
}

/* A switch or a check box. */
static GtkWidget *
find_toggle (Fixture *fixture, const char *name)
{
  GtkWidget *toggle = find (fixture, GTK_TYPE_SWITCH, name);

  if (toggle == NULL)
    toggle = find (fixture, GTK_TYPE_CHECK_BUTTON, name);
  g_assert_nonnull (toggle);

  return toggle;
}

static gboolean
is_active (Fixture *fixture, const char *name)
{
  gboolean active;

  g_object_get (find_toggle (fixture, name), "active", &active, NULL);

  return active;
}

static GtkWidget *
find_choice (Fixture *fixture, const char *name)
{
  GtkWidget *choice = find (fixture, GTK_TYPE_COMBO_BOX, name);

  g_assert_nonnull (choice);

  return choice;
}

static gboolean
shows_choice (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *shown =
      gtk_combo_box_text_get_active_text (GTK_COMBO_BOX_TEXT (find_choice (fixture, name)));

  return g_strcmp0 (shown, text) == 0;
}

static void
assert_stored (Fixture *fixture, const char *key, const char *expected)
{
  g_autoptr (GVariant) value = g_settings_get_value (fixture->settings, key);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* As another program does it. */
static void
store (Fixture *fixture, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_settings_set_value (fixture->settings, key, value));
}

static void
press_key (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  static const GdkEventType types[] = { GDK_KEY_PRESS, GDK_KEY_RELEASE };
  GdkWindow *surface = gtk_widget_get_window (GTK_WIDGET (fixture->preferences));
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree GdkKeymapKey *codes = NULL;
  int n_codes = 0;

  gdk_keymap_get_entries_for_keyval (gdk_keymap_get_for_display (display), key, &codes, &n_codes);
  g_assert_cmpint (n_codes, >, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GdkEvent) event = gdk_event_new (types[i]);

    event->key.window = g_object_ref (surface);
    event->key.send_event = TRUE;
    event->key.time = GDK_CURRENT_TIME;
    event->key.keyval = key;
    event->key.state = modifiers;
    event->key.hardware_keycode = (guint16) codes[0].keycode;
    gdk_event_set_device (event, gdk_seat_get_keyboard (gdk_display_get_default_seat (display)));
    gtk_main_do_event (event);
  }
}

static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->preferences));

  if (focus == NULL)
    return NULL;
  /* The button inside a combo box. */
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_COMBO_BOX) != NULL)
    focus = gtk_widget_get_ancestor (focus, GTK_TYPE_COMBO_BOX);

  return atk_object_get_name (gtk_widget_get_accessible (focus));
}

static void
test_toggles (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++) {
    GtkWidget *toggle = find_toggle (fixture, toggles[i].name);
    gboolean at_first = g_settings_get_boolean (fixture->settings, toggles[i].key);

    g_test_message ("%s", toggles[i].key);
    g_assert_true (is_active (fixture, toggles[i].name) == at_first);
    gtk_widget_activate (toggle);
    test_wait_for (is_active (fixture, toggles[i].name) != at_first, 5000);
    g_assert_true (g_settings_get_boolean (fixture->settings, toggles[i].key) != at_first);

    g_settings_set_boolean (fixture->settings, toggles[i].key, at_first);
    g_assert_true (is_active (fixture, toggles[i].name) == at_first);
    g_settings_set_boolean (fixture->settings, toggles[i].key, !at_first);
    g_assert_true (is_active (fixture, toggles[i].name) != at_first);
    g_settings_reset (fixture->settings, toggles[i].key);
    g_assert_true (is_active (fixture, toggles[i].name) == at_first);
  }
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkComboBox *box = GTK_COMBO_BOX (find_choice (fixture, choices[i].name));
    int n = gtk_tree_model_iter_n_children (gtk_combo_box_get_model (box), NULL);

    g_assert_true (shows_choice (fixture, choices[i].name, choices[i].items[0].text));
    for (int j = n - 1; j >= 0; j--) {
      gtk_combo_box_set_active (box, j);
      g_assert_true (shows_choice (fixture, choices[i].name, choices[i].items[j].text));
      assert_stored (fixture, choices[i].key, choices[i].items[j].value);
    }
    for (int j = n - 1; j >= 0; j--) {
      store (fixture, choices[i].key, choices[i].items[j].value);
      g_assert_true (shows_choice (fixture, choices[i].name, choices[i].items[j].text));
    }
  }
}

/* What the program takes them for is what is shown; nobody's settings are corrected. */
static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  store (fixture, "preferred-temperature", "80");
  store (fixture, "preferred-temperature", "70");
  g_assert_true (shows_choice (fixture, "Quick boil", "100 °C · Black tea"));
  assert_stored (fixture, "preferred-temperature", "70");

  store (fixture, "preferred-warm-minutes", "5");
  store (fixture, "preferred-warm-minutes", "7");
  g_assert_true (shows_choice (fixture, "Keep warm for", "As the kettle has it"));
  assert_stored (fixture, "preferred-warm-minutes", "7");

  close_preferences (fixture);
  open_preferences (fixture, FALSE);
  g_assert_true (shows_choice (fixture, "Quick boil", "100 °C · Black tea"));
  assert_stored (fixture, "preferred-temperature", "70");

  gtk_combo_box_set_active (GTK_COMBO_BOX (find_choice (fixture, "Quick boil")), 1);
  assert_stored (fixture, "preferred-temperature", "95");
}

static void
test_address (Fixture *fixture, gconstpointer data)
{
  g_assert_true (tells (fixture, "None chosen yet"));
  kettle_link_set_kettle (fixture->link, "127.0.0.1", 2000);
  g_assert_true (tells (fixture, "127.0.0.1"));
  kettle_link_set_kettle (fixture->link, "127.0.0.1", 2001);
  g_assert_true (tells (fixture, "127.0.0.1:2001"));
  kettle_link_set_kettle (fixture->link, "127.0.0.2", 2001);
  g_assert_true (tells (fixture, "127.0.0.2:2001"));
  g_assert_false (tells (fixture, "None chosen yet"));

  gtk_button_clicked (GTK_BUTTON (find (fixture, GTK_TYPE_BUTTON, "Find Kettle…")));
  g_assert_cmpuint (fixture->n_find, ==, 1);
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_assert_true (tells (fixture, "Simulated kettle"));
  kettle_link_set_kettle (fixture->link, "127.0.0.1", 2000);
  g_assert_true (tells (fixture, "Simulated kettle"));
  g_assert_true (tells (fixture, "The simulated kettle does not start with the session."));
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++)
    g_assert_true (gtk_widget_get_sensitive (find_toggle (fixture, toggles[i].name))
                   == !g_str_equal (toggles[i].key, "autostart"));
}

static void
assert_described (Fixture *fixture, const char *name, const char *description)
{
  AtkObject *accessible = gtk_widget_get_accessible (find_toggle (fixture, name));

  g_assert_cmpstr (atk_object_get_description (accessible), ==, description);
}

static void
test_tray (Fixture *fixture, gconstpointer data)
{
  static const char with[] = "In the tray, where Quit ends it.";
  static const char without[] =
      "There is no tray here: closing the window ends Kettle all the same.";

  g_assert_true (tells (fixture, with));
  kettle_preferences_set_tray_present (fixture->preferences, FALSE);
  g_assert_true (tells (fixture, without));
  g_assert_false (tells (fixture, with));
  assert_described (fixture, "Keep running when the window closes", without);
  kettle_preferences_set_tray_present (fixture->preferences, TRUE);
  g_assert_true (tells (fixture, with));
  assert_described (fixture, "Keep running when the window closes", with);
}

static void
on_announcement (AtkObject *accessible, const char *text, GString *said)
{
  g_string_append_printf (said, "%s|", text);
}

static void
test_autostart_complaint (Fixture *fixture, gconstpointer data)
{
  static const char sentence[] = "The desktop does not allow it: allow it in its settings.";
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean can_announce = g_signal_lookup ("announcement", ATK_TYPE_OBJECT) != 0;

  g_assert_false (tells (fixture, sentence));
  assert_described (fixture, "Start with the session", "Hidden in the tray.");
  kettle_preferences_set_autostart_complaint (fixture->preferences, sentence);
  g_assert_true (tells (fixture, sentence));
  assert_described (fixture, "Start with the session", sentence);

  if (can_announce)
    g_signal_connect (gtk_widget_get_accessible (find (fixture, GTK_TYPE_LABEL, sentence)),
                      "announcement", G_CALLBACK (on_announcement), said);
  kettle_preferences_set_autostart_complaint (fixture->preferences, sentence);
  g_assert_cmpstr (said->str, ==, "");
  kettle_preferences_set_autostart_complaint (fixture->preferences, NULL);
  g_assert_false (tells (fixture, sentence));
  assert_described (fixture, "Start with the session", "Hidden in the tray.");
  kettle_preferences_set_autostart_complaint (fixture->preferences, sentence);
  if (can_announce)
    g_assert_cmpstr (said->str, ==, "The desktop does not allow it: allow it in its settings.|");
}

/* A low screen scrolls to what has the focus. */
static gboolean
is_focus_in_sight (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->preferences));
  GtkWidget *scroller = find (fixture, GTK_TYPE_SCROLLED_WINDOW, NULL);
  int y;

  g_assert_true (gtk_widget_translate_coordinates (focus, scroller, 0, 0, NULL, &y));

  return y >= 0
         && y + gtk_widget_get_allocated_height (focus)
                <= gtk_widget_get_allocated_height (scroller);
}

/* All of it in the order in which it stands, and round again. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  static const char *order[] = { "Find Kettle…",
                                 "Quick boil",
                                 "Keep warm for",
                                 "The water is ready",
                                 "The kettle was lifted while it was on",
                                 "It may have boiled dry",
                                 "Keeping warm has ended",
                                 "It went out of sight while it was heating",
                                 "Something could not be done",
                                 "Sound",
                                 "Start with the session",
                                 "Keep running when the window closes",
                                 "Colours" };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++) {
    g_assert_cmpstr (get_focused (fixture), ==, order[i]);
    test_wait_for (is_focus_in_sight (fixture), 5000);
    press_key (fixture, GDK_KEY_Tab, 0);
  }
}

/* A choice gets the focus, whatever switches is switched. */
static void
test_mnemonics (Fixture *fixture, gconstpointer data)
{
  static const guint of_choices[] = { GDK_KEY_b, GDK_KEY_w, GDK_KEY_c };
  static const guint of_toggles[] = { GDK_KEY_r, GDK_KEY_l, GDK_KEY_d, GDK_KEY_e, GDK_KEY_o,
                                      GDK_KEY_n, GDK_KEY_s, GDK_KEY_t, GDK_KEY_k };

  G_STATIC_ASSERT (G_N_ELEMENTS (of_choices) == G_N_ELEMENTS (choices));
  G_STATIC_ASSERT (G_N_ELEMENTS (of_toggles) == G_N_ELEMENTS (toggles));
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    press_key (fixture, of_choices[i], GDK_MOD1_MASK);
    g_assert_cmpstr (get_focused (fixture), ==, choices[i].name);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++) {
    gboolean at_first = g_settings_get_boolean (fixture->settings, toggles[i].key);

    press_key (fixture, of_toggles[i], GDK_MOD1_MASK);
    test_wait_for (g_settings_get_boolean (fixture->settings, toggles[i].key) != at_first, 5000);
  }
  press_key (fixture, GDK_KEY_f, GDK_MOD1_MASK);
  test_wait_for (fixture->n_find == 1, 5000);
}

static void
test_space (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (toggles); i++) {
    gboolean at_first = g_settings_get_boolean (fixture->settings, toggles[i].key);

    gtk_widget_grab_focus (find_toggle (fixture, toggles[i].name));
    press_key (fixture, GDK_KEY_space, 0);
    test_wait_for (g_settings_get_boolean (fixture->settings, toggles[i].key) != at_first, 5000);
  }
}

static gboolean
is_popped_up (GtkWidget *box)
{
  gboolean shown;

  g_object_get (box, "popup-shown", &shown, NULL);

  return shown;
}

static void
test_choices_by_keyboard (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *box = find_choice (fixture, choices[i].name);

    gtk_widget_grab_focus (box);
    press_key (fixture, GDK_KEY_space, 0);
    test_wait_for (is_popped_up (box), 5000);
    press_key (fixture, GDK_KEY_Down, 0);
    press_key (fixture, GDK_KEY_Return, 0);
    test_wait_for (!is_popped_up (box), 5000);
    g_assert_true (shows_choice (fixture, choices[i].name, choices[i].items[1].text));
    assert_stored (fixture, choices[i].key, choices[i].items[1].value);

    /* Esc closes the list, not the dialogue. */
    press_key (fixture, GDK_KEY_space, 0);
    test_wait_for (is_popped_up (box), 5000);
    press_key (fixture, GDK_KEY_Escape, 0);
    test_wait_for (!is_popped_up (box), 5000);
    g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->preferences)));
    assert_stored (fixture, choices[i].key, choices[i].items[1].value);
  }
}

static void
test_closes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->preferences);

  for (guint i = 0; i < 3; i++) {
    if (i == 0)
      press_key (fixture, GDK_KEY_Escape, 0);
    else if (i == 1)
      press_key (fixture, GDK_KEY_w, GDK_CONTROL_MASK);
    else
      gtk_window_close (GTK_WINDOW (window));
    test_wait_for (!gtk_widget_get_visible (window), 5000);

    gtk_window_present (GTK_WINDOW (window));
    test_wait_for (gtk_widget_get_mapped (window), 5000);
    g_assert_cmpstr (get_focused (fixture), ==, "Find Kettle…");
  }
}

/* The wheel is for the list that scrolls: no choice changes under a passing pointer. */
static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *box = find_choice (fixture, choices[i].name);
    g_autoptr (GdkEvent) event = gdk_event_new (GDK_SCROLL);

    event->scroll.window = g_object_ref (gtk_widget_get_window (box));
    event->scroll.direction = GDK_SCROLL_DOWN;
    g_assert_false (gtk_widget_event (box, event));
    g_assert_true (shows_choice (fixture, choices[i].name, choices[i].items[0].text));
  }
}

/* On a large screen nothing is hidden; on a small one, which this program is run on as well, all of
 * it can be scrolled to. */
static void
test_fits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->preferences);
  GtkWidget *scroller = find (fixture, GTK_TYPE_SCROLLED_WINDOW, NULL);
  GtkAdjustment *height = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GdkRectangle screen;

  gdk_monitor_get_geometry (gdk_display_get_monitor (gdk_display_get_default (), 0), &screen);
  g_test_message ("screen: %d x %d", screen.width, screen.height);
  g_assert_cmpint (gtk_widget_get_allocated_width (window), <=, screen.width);
  g_assert_cmpint (gtk_widget_get_allocated_height (window), <=, screen.height);
  if (screen.height > 1000)
    g_assert_cmpfloat (gtk_adjustment_get_upper (height), <=,
                       gtk_adjustment_get_page_size (height));
  else
    g_assert_cmpfloat (gtk_adjustment_get_upper (height), >, gtk_adjustment_get_page_size (height));
}

int
main (int argc, char **argv)
{
  /* GTK needs the desktop's list of file types for its own icons: read it before the
   * folders are isolated. */
  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, demo, function) \
  g_test_add ("/ui/preferences/" path, Fixture, GINT_TO_POINTER (demo), set_up, function, tear_down)
  ADD ("toggles", FALSE, test_toggles);
  ADD ("choices", FALSE, test_choices);
  ADD ("nonsense-in-the-settings", FALSE, test_nonsense);
  ADD ("address", FALSE, test_address);
  ADD ("demo", TRUE, test_demo);
  ADD ("tray", FALSE, test_tray);
  ADD ("autostart-complaint", FALSE, test_autostart_complaint);
  ADD ("tab-goes-everywhere", FALSE, test_tab);
  ADD ("mnemonics", FALSE, test_mnemonics);
  ADD ("space-toggles", FALSE, test_space);
  ADD ("choices-by-keyboard", FALSE, test_choices_by_keyboard);
  ADD ("closes", FALSE, test_closes);
  ADD ("wheel-changes-nothing", FALSE, test_wheel);
  ADD ("fits", FALSE, test_fits);
#undef ADD

  return g_test_run ();
}
