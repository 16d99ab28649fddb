// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"
#include "ui/kettle-key.h"
#include "ui/kettle-window-private.h"

/* A window of a real application and a real model, whose link was never told of a kettle. */
typedef struct {
  GtkApplication *application;
  KettleLink *link;
  KettleModel *model;
  KettleWindow *window;
  GString *log;
} Fixture;

#define NOW (g_get_real_time () / G_USEC_PER_SEC)

static void
on_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GString *log = user_data;

  g_string_append (log, g_action_get_name (G_ACTION (action)));
  if (parameter != NULL)
    g_string_append_printf (log, "(%d)", g_variant_get_int32 (parameter));
  g_string_append_c (log, ' ');
}

static const GActionEntry action_entries[] = {
  { .name = "on", .activate = on_activated, .state = "false" },
  { .name = "off", .activate = on_activated },
  { .name = "temperature", .activate = on_activated, .parameter_type = "i", .state = "0" },
  { .name = "warm", .activate = on_activated, .state = "false" },
  { .name = "warm-minutes", .activate = on_activated, .parameter_type = "i", .state = "0" },
  { .name = "find-kettle", .activate = on_activated },
  { .name = "connect-here", .activate = on_activated },
  { .name = "use-found", .activate = on_activated },
  { .name = "preferences", .activate = on_activated },
  { .name = "about", .activate = on_activated },
  { .name = "quit", .activate = on_activated },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  /* One for all tests: GApplication takes itself off the bus too late to make the next one. */
  fixture->application = (GtkApplication *) data;
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->log = g_string_new (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), action_entries,
                                   G_N_ELEMENTS (action_entries), fixture->log);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->window = kettle_window_new (fixture->application, fixture->model);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = g_object_ref (GTK_WIDGET (fixture->window));

  gtk_widget_destroy (window);
  g_assert_finalize_object (window);
  g_assert_finalize_object (fixture->model);
  kettle_link_stop (fixture->link);
  g_assert_finalize_object (fixture->link);
  g_string_free (fixture->log, TRUE);
}

/* Depth first; @role ATK_ROLE_INVALID for any. Only what is showing, as for whoever looks. */
static AtkObject *
find (AtkObject *root, AtkRole role, const char *name)
{
  int n = atk_object_get_n_accessible_children (root);

  if ((role == ATK_ROLE_INVALID || atk_object_get_role (root) == role)
      && g_strcmp0 (atk_object_get_name (root), name) == 0)
    return g_object_ref (root);

  for (int i = 0; i < n; i++) {
    g_autoptr (AtkObject) child = atk_object_ref_accessible_child (root, i);
    AtkObject *found = child != NULL ? find (child, role, name) : NULL;

    if (found != NULL)
      return found;
  }

  return NULL;
}

static GtkWidget *
find_widget (Fixture *fixture, AtkRole role, const char *name)
{
  g_autoptr (AtkObject) found =
      find (gtk_widget_get_accessible (GTK_WIDGET (fixture->window)), role, name);

  if (found == NULL)
    g_error ("There is no \"%s\" in the window", name);

  return gtk_accessible_get_widget (GTK_ACCESSIBLE (found));
}

static gboolean
is_telling (Fixture *fixture, const char *text)
{
  g_autoptr (AtkObject) found =
      find (gtk_widget_get_accessible (GTK_WIDGET (fixture->window)), ATK_ROLE_LABEL, text);
  GtkWidget *widget = found != NULL ? gtk_accessible_get_widget (GTK_ACCESSIBLE (found)) : NULL;

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
set_state (Fixture *fixture, const char *name, GVariant *state)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (fixture->application), name)),
      state);
}

static void
present (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)), 5000);
}

/* Without a window manager a new window has to be given the keyboard. */
static void
take_keyboard (Fixture *fixture)
{
  gdk_window_focus (gtk_widget_get_window (GTK_WIDGET (fixture->window)), GDK_CURRENT_TIME);
  test_wait_for (gtk_window_has_toplevel_focus (GTK_WINDOW (fixture->window)), 5000);
}

static void
show (Fixture *fixture, const KettleSnapshot *snapshot)
{
  kettle_window_show_snapshot (fixture->window, snapshot, "192.168.1.20", 2000);
}

static const KettleSnapshot off = { .connection = KETTLE_LIFE_CONNECTED,
                                    .phase = KETTLE_PHASE_OFF };
static const KettleSnapshot heating = { .connection = KETTLE_LIFE_CONNECTED,
                                        .phase = KETTLE_PHASE_HEATING,
                                        .on = TRUE,
                                        .target_temperature = 95,
                                        .heating_since = 1000000000 };
static const KettleSnapshot unreachable = { .connection = KETTLE_LIFE_UNREACHABLE,
                                            .trouble = KETTLE_TROUBLE_UNREACHABLE };

static const struct {
  const char *name;
  const char *description;
  const char *log;
} keys[] = {
  { "100 °C", "Black tea", "temperature(100) " },
  { "95 °C", "Coffee", "temperature(95) " },
  { "80 °C", "Green tea", "temperature(80) " },
  { "65 °C", "White tea", "temperature(65) " },
  { "Keep Warm", "", "warm " },
  { "5 min", "", "warm-minutes(5) " },
  { "10 min", "", "warm-minutes(10) " },
  { "20 min", "", "warm-minutes(20) " },
};

static void
test_every_key (Fixture *fixture, gconstpointer data)
{
  show (fixture, &off);
  present (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GtkWidget *key = find_widget (fixture, ATK_ROLE_TOGGLE_BUTTON, keys[i].name);
    AtkObject *accessible = gtk_widget_get_accessible (key);
    const char *description = atk_object_get_description (accessible);

    g_assert_cmpstr (description != NULL ? description : "", ==, keys[i].description);
    g_string_truncate (fixture->log, 0);
    g_assert_true (atk_action_do_action (ATK_ACTION (accessible), 0));
    g_assert_cmpstr (fixture->log->str, ==, keys[i].log);
    /* A silent kettle lights nothing. */
    g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (key)));
  }
}

static void
test_two_temperatures (Fixture *fixture, gconstpointer data)
{
  static const int temperatures[] = { 100, 95, 80, 65, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++) {
    set_state (fixture, "temperature", g_variant_new_int32 (temperatures[i]));
    for (guint k = 0; k < 4; k++) {
      GtkWidget *key = find_widget (fixture, ATK_ROLE_TOGGLE_BUTTON, keys[k].name);

      gtk_button_clicked (GTK_BUTTON (key));
      g_assert_cmpint (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (key)), ==, k == i);
    }
  }
}

static void
test_power (Fixture *fixture, gconstpointer data)
{
  GtkWidget *power = NULL;

  show (fixture, &off);
  power = find_widget (fixture, ATK_ROLE_PUSH_BUTTON, "Turn On");
  gtk_button_clicked (GTK_BUTTON (power));
  g_assert_cmpstr (fixture->log->str, ==, "on ");

  g_string_truncate (fixture->log, 0);
  show (fixture, &heating);
  g_assert_true (find_widget (fixture, ATK_ROLE_PUSH_BUTTON, "Turn Off") == power);
  gtk_button_clicked (GTK_BUTTON (power));
  g_assert_cmpstr (fixture->log->str, ==, "off ");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  show (fixture, &off);
  g_assert_true (is_telling (fixture, "Ready when you are"));
  g_assert_true (is_telling (fixture, "Off"));
  find_widget (fixture, ATK_ROLE_IMAGE, "Ready when you are");

  show (fixture, &heating);
  g_assert_true (is_telling (fixture, "Heating to 95 °C"));
  g_assert_false (is_telling (fixture, "Ready when you are"));
  find_widget (fixture, ATK_ROLE_IMAGE, "Heating to 95 °C");
}

static void
test_subtitle (Fixture *fixture, gconstpointer data)
{
  GtkHeaderBar *header = GTK_HEADER_BAR (gtk_window_get_titlebar (GTK_WINDOW (fixture->window)));

  g_assert_cmpstr (gtk_header_bar_get_title (header), ==, "Kettle");
  show (fixture, &off);
  g_assert_cmpstr (gtk_header_bar_get_subtitle (header), ==, "192.168.1.20");
  kettle_window_set_demo (fixture->window, TRUE);
  g_assert_cmpstr (gtk_header_bar_get_subtitle (header), ==, "Simulated kettle");
  show (fixture, &heating);
  g_assert_cmpstr (gtk_header_bar_get_subtitle (header), ==, "Simulated kettle");
}

static GtkInfoBar *
find_message_bar (Fixture *fixture, const char *text)
{
  return GTK_INFO_BAR (
      gtk_widget_get_ancestor (find_widget (fixture, ATK_ROLE_LABEL, text), GTK_TYPE_INFO_BAR));
}

/* Whether the message bar has a button of this name to press. */
static gboolean
has_button (Fixture *fixture, const char *name)
{
  g_autoptr (AtkObject) found =
      find (gtk_widget_get_accessible (GTK_WIDGET (fixture->window)), ATK_ROLE_PUSH_BUTTON, name);

  return found != NULL
         && gtk_widget_get_mapped (gtk_accessible_get_widget (GTK_ACCESSIBLE (found)));
}

static void
press (Fixture *fixture, const char *name)
{
  g_assert_true (has_button (fixture, name));
  gtk_button_clicked (GTK_BUTTON (find_widget (fixture, ATK_ROLE_PUSH_BUTTON, name)));
}

static void
test_no_kettle (Fixture *fixture, gconstpointer data)
{
  GtkInfoBar *bar = NULL;

  present (fixture);
  g_assert_true (is_telling (fixture, "No kettle chosen"));
  test_wait_for (is_telling (fixture, "No kettle is chosen yet."), 5000);
  press (fixture, "Find Kettle…");
  g_assert_cmpstr (fixture->log->str, ==, "find-kettle ");

  /* With no kettle chosen there is nothing to go back to. */
  bar = find_message_bar (fixture, "No kettle is chosen yet.");
  g_assert_false (gtk_info_bar_get_show_close_button (bar));

  /* What just happened goes before it, and the way out stays. */
  kettle_window_set_notice (fixture->window, "Something happened.");
  g_assert_true (is_telling (fixture, "Something happened."));
  g_assert_true (has_button (fixture, "Find Kettle…"));
  kettle_window_set_notice (fixture->window, NULL);
  g_assert_true (is_telling (fixture, "No kettle is chosen yet."));

  show (fixture, &off);
  g_assert_false (gtk_info_bar_get_revealed (bar));
}

static void
test_offer (Fixture *fixture, gconstpointer data)
{
  const char *offer = "A kettle was found at 192.168.1.30. Is it yours?";
  GtkInfoBar *bar = NULL;

  show (fixture, &unreachable);
  present (fixture);
  kettle_window_set_offer (fixture->window, offer, "_Use It", "app.use-found");
  test_wait_for (is_telling (fixture, offer), 5000);
  bar = find_message_bar (fixture, offer);
  g_assert_true (gtk_info_bar_get_show_close_button (bar));
  g_assert_false (has_button (fixture, "Find Kettle…"));
  press (fixture, "Use It");
  g_assert_cmpstr (fixture->log->str, ==, "use-found ");

  /* A failure goes before it, trouble after it. */
  kettle_window_set_notice (fixture->window, "Something happened.");
  g_assert_false (is_telling (fixture, offer));
  g_assert_false (has_button (fixture, "Use It"));
  kettle_window_set_notice (fixture->window, NULL);
  g_assert_true (is_telling (fixture, offer));
  kettle_window_set_offer (fixture->window, NULL, NULL, NULL);
  g_assert_false (is_telling (fixture, offer));
  g_assert_false (has_button (fixture, "Use It"));
  g_assert_true (has_button (fixture, "Find Kettle…"));

  /* Who says no is not asked the same again, until there was a connection. */
  kettle_window_set_offer (fixture->window, offer, "_Use It", "app.use-found");
  gtk_info_bar_response (bar, GTK_RESPONSE_CLOSE);
  g_assert_false (is_telling (fixture, offer));
  kettle_window_set_offer (fixture->window, offer, "_Use It", "app.use-found");
  g_assert_false (is_telling (fixture, offer));
  show (fixture, &off);
  g_assert_true (is_telling (fixture, offer));

  /* Without a button it is only a sentence. */
  kettle_window_set_offer (fixture->window, "Just so.", NULL, NULL);
  g_assert_true (is_telling (fixture, "Just so."));
  g_assert_false (has_button (fixture, "Use It"));
}

static void
test_other_network (Fixture *fixture, gconstpointer data)
{
  KettleSnapshot held = unreachable;

  show (fixture, &unreachable);
  present (fixture);
  test_wait_for (has_button (fixture, "Find Kettle…"), 5000);
  g_assert_false (has_button (fixture, "Connect Here"));

  held.trouble = KETTLE_TROUBLE_OTHER_NETWORK;
  show (fixture, &held);
  g_assert_true (is_telling (fixture, "Not in its network"));
  g_assert_true (has_button (fixture, "Find Kettle…"));
  press (fixture, "Connect Here");
  g_assert_cmpstr (fixture->log->str, ==, "connect-here ");
}

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  const char *text = "Nothing answers at 192.168.1.20:2000: check that the kettle’s base has power "
                     "and that you are in its network, or correct the address.";
  KettleSnapshot silent = unreachable;
  GtkInfoBar *bar = NULL;

  show (fixture, &unreachable);
  bar = find_message_bar (fixture, text);
  g_assert_true (gtk_info_bar_get_revealed (bar));

  show (fixture, &off);
  g_assert_false (gtk_info_bar_get_revealed (bar));

  /* Closed, it stays closed while nothing changes… */
  show (fixture, &unreachable);
  g_assert_true (gtk_info_bar_get_revealed (bar));
  gtk_info_bar_response (bar, GTK_RESPONSE_CLOSE);
  g_assert_false (gtk_info_bar_get_revealed (bar));
  show (fixture, &unreachable);
  g_assert_false (gtk_info_bar_get_revealed (bar));

  /* …but another trouble, or the same after a connection, is news. */
  silent.trouble = KETTLE_TROUBLE_SILENT;
  show (fixture, &silent);
  g_assert_true (gtk_info_bar_get_revealed (bar));
  gtk_info_bar_response (bar, GTK_RESPONSE_CLOSE);
  show (fixture, &off);
  show (fixture, &silent);
  g_assert_true (gtk_info_bar_get_revealed (bar));
}

static void
test_notice_hides_trouble (Fixture *fixture, gconstpointer data)
{
  const char *notice = "The kettle did not answer. Nothing was switched on.";
  GtkInfoBar *bar = NULL;

  present (fixture);
  show (fixture, &unreachable);
  kettle_window_set_notice (fixture->window, notice);
  test_wait_for (is_telling (fixture, notice), 5000);
  bar = find_message_bar (fixture, notice);

  /* Closing it brings back what lasts. */
  gtk_info_bar_response (bar, GTK_RESPONSE_CLOSE);
  g_assert_false (is_telling (fixture, notice));
  g_assert_true (gtk_info_bar_get_revealed (bar));

  show (fixture, &off);
  g_assert_false (gtk_info_bar_get_revealed (bar));
  kettle_window_set_notice (fixture->window, notice);
  g_assert_true (gtk_info_bar_get_revealed (bar));
  kettle_window_set_notice (fixture->window, NULL);
  g_assert_false (gtk_info_bar_get_revealed (bar));
}

static void
test_ticks_unseen (Fixture *fixture, gconstpointer data)
{
  KettleSnapshot snapshot = heating;

  snapshot.heating_since = NOW - 59;
  show (fixture, &snapshot);
  g_assert_false (kettle_window_is_ticking (fixture->window));

  present (fixture);
  g_assert_true (kettle_window_is_ticking (fixture->window));
  test_wait_for (is_telling (fixture, "On for 1 min 1 s"), 5000);

  show (fixture, &off);
  g_assert_false (kettle_window_is_ticking (fixture->window));
  show (fixture, &snapshot);
  g_assert_true (kettle_window_is_ticking (fixture->window));

  gtk_widget_hide (GTK_WIDGET (fixture->window));
  g_assert_false (kettle_window_is_ticking (fixture->window));
  present (fixture);
  g_assert_true (kettle_window_is_ticking (fixture->window));
}

/* The content scrolls where it must; with what is told in earnest it must not at 360 × 600. */
static void
check_minimum (Fixture *fixture, const char *what)
{
  GtkWidget *content = gtk_bin_get_child (GTK_BIN (fixture->window));
  GtkWidget *header = gtk_window_get_titlebar (GTK_WINDOW (fixture->window));
  g_autoptr (GList) parts = gtk_container_get_children (GTK_CONTAINER (content));
  int width = 0, title_width = 0, height = 0;

  gtk_widget_get_preferred_width (content, &width, NULL);
  gtk_widget_get_preferred_width (header, &title_width, NULL);
  gtk_widget_get_preferred_height (header, &height, NULL);
  for (GList *l = parts; l != NULL; l = l->next) {
    GtkWidget *part = l->data;
    int part_height = 0;

    if (GTK_IS_SCROLLED_WINDOW (part))
      part = gtk_bin_get_child (GTK_BIN (gtk_bin_get_child (GTK_BIN (part))));
    gtk_widget_get_preferred_height_for_width (part, 360, &part_height, NULL);
    height += part_height;
  }
  g_test_message ("%s: %d (title %d) × %d", what, width, title_width, height);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpint (title_width, <=, 360);
  g_assert_cmpint (height, <=, 600);
}

static void
test_minimum_size (Fixture *fixture, gconstpointer data)
{
  KettleSnapshot snapshot = { .connection = KETTLE_LIFE_CONNECTED };

  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Sans 10", NULL);
  present (fixture);
  for (int phase = KETTLE_PHASE_UNKNOWN; phase <= KETTLE_PHASE_PROBLEM; phase++) {
    snapshot.phase = (KettlePhase) phase;
    show (fixture, &snapshot);
    check_minimum (fixture, "phase");
    kettle_window_set_notice (fixture->window,
                              "Der Wasserkocher antwortet, hat aber nicht bestätigt, dass er "
                              "eingeschaltet ist. Bitte nachsehen, ob er auf seinem Sockel steht.");
    check_minimum (fixture, "phase and notice");
    kettle_window_set_notice (fixture->window, NULL);
  }

  snapshot = (KettleSnapshot){ .connection = KETTLE_LIFE_UNREACHABLE,
                               .last_seen = NOW - 1000000,
                               .retry_at = NOW + 60 };
  for (int i = KETTLE_TROUBLE_UNREACHABLE; i <= KETTLE_TROUBLE_OTHER_NETWORK; i++) {
    snapshot.trouble = (KettleTrouble) i;
    kettle_window_show_snapshot (fixture->window, &snapshot, "wasserkocher.kueche.fritz.box",
                                 20000);
    check_minimum (fixture, "trouble");
  }

  kettle_window_set_offer (fixture->window,
                           "Unter 192.168.100.200:20000 wurde ein Wasserkocher gefunden. Ist es "
                           "Ihrer?",
                           "_Diesen verwenden", "app.use-found");
  check_minimum (fixture, "offer");
}

/* What the person sees is really as small as that. */
static void
test_shown_at_minimum_size (Fixture *fixture, gconstpointer data)
{
  GtkWidget *power = NULL;
  GtkAllocation place = { 0 };

  show (fixture, &unreachable);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 550);
  present (fixture);
  power = find_widget (fixture, ATK_ROLE_PUSH_BUTTON, "Turn On");
  test_wait_for (gtk_widget_get_allocated_width (power) > 1, 5000);
  gtk_widget_get_allocation (power, &place);
  g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (fixture->window)), <=, 360 + 60);
  g_assert_cmpint (place.width, >=, 300);
  g_assert_cmpint (place.y + place.height, <=,
                   gtk_widget_get_allocated_height (GTK_WIDGET (fixture->window)));
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  GtkWidget *power = NULL;
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int x = 0, width = 0;

  show (fixture, &off);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 800);
  present (fixture);
  power = find_widget (fixture, ATK_ROLE_PUSH_BUTTON, "Turn On");
  test_wait_for (gtk_widget_get_allocated_width (window) >= 1000, 5000);
  test_wait_for (gtk_widget_get_allocated_width (power) > 1, 5000);

  width = gtk_widget_get_allocated_width (power);
  gtk_widget_translate_coordinates (power, window, 0, 0, &x, NULL);
  g_assert_cmpint (width, <=, 480);
  g_assert_cmpint (ABS (x + width / 2 - gtk_widget_get_allocated_width (window) / 2), <=, 2);
}

static char *
dup_focus_name (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return g_strdup (focus != NULL ? atk_object_get_name (gtk_widget_get_accessible (focus)) : NULL);
}

static void
test_tab_order (Fixture *fixture, gconstpointer data)
{
  static const char *const order[] = { "100 °C", "95 °C",  "80 °C",  "65 °C",  "Keep Warm",
                                       "5 min",  "10 min", "20 min", "Turn On" };

  show (fixture, &off);
  present (fixture);
  take_keyboard (fixture);
  gtk_widget_grab_focus (find_widget (fixture, ATK_ROLE_TOGGLE_BUTTON, "100 °C"));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    g_autofree char *name = dup_focus_name (fixture);

    g_assert_cmpstr (name, ==, order[i]);
    g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
  }
}

/* A key pressed on a window that has just come up must heat nothing. */
static void
test_first_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  show (fixture, &off);
  present (fixture);
  take_keyboard (fixture);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_MENU_BUTTON (focus));

  gtk_widget_grab_focus (find_widget (fixture, ATK_ROLE_PUSH_BUTTON, "Turn On"));
  gtk_widget_hide (GTK_WIDGET (fixture->window));
  present (fixture);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_MENU_BUTTON (focus));
}

static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *action;
    const char *accel;
  } shortcuts[] = {
    { "app.quit", "<Primary>q" },
    { "app.find-kettle", "<Primary>l" },
    { "app.preferences", "<Primary>comma" },
    { "win.close", "<Primary>w" },
    { "win.menu", "F10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++) {
    g_auto (GStrv) actions =
        gtk_application_get_actions_for_accel (fixture->application, shortcuts[i].accel);

    g_assert_true (g_strv_contains ((const char *const *) actions, shortcuts[i].action));
  }
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window), "close"));
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (fixture->window), "menu"));
}

static gboolean
on_delete_event (GtkWidget *window, GdkEvent *event, gpointer user_data)
{
  g_string_append (user_data, "delete ");

  return TRUE;
}

static void
test_close_is_asked (Fixture *fixture, gconstpointer data)
{
  g_signal_connect (fixture->window, "delete-event", G_CALLBACK (on_delete_event), fixture->log);
  present (fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "close", NULL);
  test_wait_for (g_str_equal (fixture->log->str, "delete "), 5000);
}

static void
test_destroyed_while_model_lives (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = g_object_ref (GTK_WIDGET (fixture->window));

  present (fixture);
  show (fixture, &heating);
  gtk_widget_destroy (window);
  g_signal_emit_by_name (fixture->model, "changed");
  g_assert_finalize_object (window);
  g_signal_emit_by_name (fixture->model, "changed");
  fixture->window = kettle_window_new (fixture->application, fixture->model);
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
  g_test_add ("/ui/window/" path, Fixture, application, set_up, function, tear_down)
  ADD ("every-key", test_every_key);
  ADD ("two-temperatures", test_two_temperatures);
  ADD ("power", test_power);
  ADD ("words", test_words);
  ADD ("subtitle", test_subtitle);
  ADD ("no-kettle", test_no_kettle);
  ADD ("offer", test_offer);
  ADD ("other-network", test_other_network);
  ADD ("trouble", test_trouble);
  ADD ("notice-hides-trouble", test_notice_hides_trouble);
  ADD ("ticks-unseen", test_ticks_unseen);
  ADD ("minimum-size", test_minimum_size);
  ADD ("shown-at-minimum-size", test_shown_at_minimum_size);
  ADD ("large", test_large);
  ADD ("tab-order", test_tab_order);
  ADD ("first-focus", test_first_focus);
  ADD ("shortcuts", test_shortcuts);
  ADD ("close-is-asked", test_close_is_asked);
  ADD ("destroyed-while-model-lives", test_destroyed_while_model_lives);
#undef ADD

  return g_test_run ();
}
