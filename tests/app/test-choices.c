// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-choices.h"
#include "emulator/kettle-emulator.h"
#include "settings/kettle-settings.h"
#include "support/recording-notifications.h"
#include "support/recording-tray.h"
#include "support/test-wait.h"

/* What the application introduces to each other, beside a panel, a notification server and a
 * kettle. */
typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  GSimpleActionGroup *group;
  KettleActions *actions;
  KettleAppearance *appearance;
  RecordingTray *panel;
  RecordingNotifications *server;
  KettleTray *tray;
  KettleNotifier *notifier;
  KettlePresence *presence;
  KettleChoices *choices;
  GtkWidget *window;
  guint n_quit;
} Fixture;

static void
on_quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_quit++;
}

static const GActionEntry entries[] = {
  { "show", NULL, NULL, NULL, NULL },
  { "quit", on_quit_activated, NULL, NULL, NULL },
};

static void
start (Fixture *fixture)
{
  fixture->actions = kettle_actions_new (G_ACTION_MAP (fixture->group), fixture->model);
  fixture->appearance = kettle_appearance_new (NULL);
  fixture->tray = kettle_tray_new (G_ACTION_GROUP (fixture->group), fixture->model, NULL, 1);
  fixture->notifier = g_object_new (KETTLE_TYPE_NOTIFIER, "actions", fixture->group, "model",
                                    fixture->model, "interval", 0, NULL);
  fixture->presence = kettle_presence_new (G_ACTION_GROUP (fixture->group), fixture->tray, 1.0);
  kettle_presence_set_window (fixture->presence, GTK_WINDOW (fixture->window));
  fixture->choices = kettle_choices_new (fixture->settings, fixture->actions, fixture->appearance,
                                         fixture->presence);
  kettle_choices_set_tray (fixture->choices, fixture->tray);
  kettle_choices_set_notifier (fixture->choices, fixture->notifier);

  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  test_wait_for (kettle_tray_get_host_present (fixture->tray), 5000);
  kettle_emulator_forget_heard (fixture->emulator);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  fixture->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->group), entries, G_N_ELEMENTS (entries),
                                   fixture);
  fixture->panel = recording_tray_new (TRUE);
  fixture->server = recording_notifications_new (TRUE);
  fixture->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->choices);
  g_assert_finalize_object (fixture->presence);
  g_assert_finalize_object (fixture->notifier);
  g_object_unref (fixture->tray);
  g_assert_finalize_object (fixture->appearance);
  g_assert_finalize_object (fixture->actions);
  gtk_widget_destroy (fixture->window);
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_object_unref (fixture->panel);
  g_object_unref (fixture->server);
  g_object_unref (fixture->group);
  g_assert_finalize_object (fixture->settings);
  g_object_unref (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
}

static void
store (Fixture *fixture, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_settings_set_value (fixture->settings, key, value));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), action, NULL);
}

static gboolean
heard (Fixture *fixture, const char *text)
{
  return strstr (kettle_emulator_get_heard (fixture->emulator), text) != NULL;
}

static gboolean
is_on (Fixture *fixture)
{
  gboolean on;

  g_object_get (fixture->model, "on", &on, NULL);

  return on;
}

static int
get_tray_temperature (Fixture *fixture)
{
  int temperature;

  g_object_get (fixture->tray, "preferred-temperature", &temperature, NULL);

  return temperature;
}

static void
test_temperature (Fixture *fixture, gconstpointer data)
{
  store (fixture, "preferred-temperature", "80");
  start (fixture);
  g_assert_cmpint (get_tray_temperature (fixture), ==, 80);
  activate (fixture, "quick-boil");
  test_wait_for (heard (fixture, "set sys output 0x4000\n"), 5000);

  store (fixture, "preferred-temperature", "65");
  g_assert_cmpint (get_tray_temperature (fixture), ==, 65);
  activate (fixture, "quick-boil");
  test_wait_for (heard (fixture, "set sys output 0x200\n"), 5000);

  store (fixture, "preferred-temperature", "70");
  g_assert_cmpint (get_tray_temperature (fixture), ==, 100);
  activate (fixture, "quick-boil");
  test_wait_for (heard (fixture, "set sys output 0x80\n"), 5000);
}

static void
test_warm_minutes (Fixture *fixture, gconstpointer data)
{
  store (fixture, "preferred-warm-minutes", "5");
  start (fixture);
  activate (fixture, "on");
  test_wait_for (is_on (fixture), 5000);
  activate (fixture, "warm");
  test_wait_for (heard (fixture, "set sys output 0x8005\n"), 5000);

  activate (fixture, "off");
  test_wait_for (!is_on (fixture), 5000);
  store (fixture, "preferred-warm-minutes", "20");
  activate (fixture, "on");
  test_wait_for (is_on (fixture), 5000);
  activate (fixture, "warm");
  test_wait_for (heard (fixture, "set sys output 0x8020\n"), 5000);
}

static const struct {
  const char *key;
  const char *signal;
} notices[] = {
  { "notify-boiled", "boiled" },           { "notify-lifted", "lifted" },
  { "notify-problem", "problem" },         { "notify-warm-ended", "warm-ended" },
  { "notify-out-of-sight", "lost-sight" }, { "notify-failed", "request-failed" },
};

static void
tell (Fixture *fixture, const char *signal)
{
  if (g_str_equal (signal, "boiled"))
    g_signal_emit_by_name (fixture->model, signal, 100);
  else if (g_str_equal (signal, "lost-sight"))
    g_signal_emit_by_name (fixture->model, signal, (gint64) 1767261720);
  else if (g_str_equal (signal, "request-failed"))
    g_signal_emit_by_name (fixture->model, signal, (int) KETTLE_REQUEST_ON, 0,
                           (int) KETTLE_FAILURE_NO_ANSWER, 1);
  else
    g_signal_emit_by_name (fixture->model, signal);
}

static guint
count_shown (Fixture *fixture)
{
  return recording_notifications_get_n_shown (fixture->server);
}

static void
test_notices (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_settings_set_boolean (fixture->settings, "notify-boiled", FALSE);
  start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++) {
    g_settings_set_boolean (fixture->settings, notices[i].key, FALSE);
    tell (fixture, notices[i].signal);
    test_never (count_shown (fixture) > n, 100);

    g_settings_set_boolean (fixture->settings, notices[i].key, TRUE);
    tell (fixture, notices[i].signal);
    n++;
    test_wait_for (count_shown (fixture) == n, 5000);
  }
}

static gboolean
has_sound (Fixture *fixture)
{
  const RecordedBubble *bubble = recording_notifications_get_last (fixture->server);
  const char *sound = NULL;

  return g_variant_lookup (bubble->hints, "sound-name", "&s", &sound);
}

static void
test_sound (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "sound", FALSE);
  start (fixture);
  tell (fixture, "lifted");
  test_wait_for (count_shown (fixture) == 1, 5000);
  g_assert_false (has_sound (fixture));

  g_settings_set_boolean (fixture->settings, "sound", TRUE);
  tell (fixture, "lifted");
  test_wait_for (count_shown (fixture) == 2, 5000);
  g_assert_true (has_sound (fixture));
}

static void
test_keep_running (Fixture *fixture, gconstpointer data)
{
  g_settings_set_boolean (fixture->settings, "keep-running", FALSE);
  start (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_for (gtk_widget_get_mapped (fixture->window), 5000);
  gtk_window_close (GTK_WINDOW (fixture->window));
  test_wait_for (fixture->n_quit == 1, 5000);

  g_settings_set_boolean (fixture->settings, "keep-running", TRUE);
  gtk_window_close (GTK_WINDOW (fixture->window));
  test_wait_for (!gtk_widget_get_visible (fixture->window), 5000);
  g_assert_cmpuint (fixture->n_quit, ==, 1);
}

static gboolean
prefers_dark (void)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);

  return dark;
}

static void
test_colors (Fixture *fixture, gconstpointer data)
{
  store (fixture, "color-scheme", "'dark'");
  start (fixture);
  g_assert_true (prefers_dark ());
  store (fixture, "color-scheme", "'light'");
  g_assert_false (prefers_dark ());
  store (fixture, "color-scheme", "'dark'");
  g_assert_true (prefers_dark ());
  store (fixture, "color-scheme", "'desktop'");
  g_assert_false (prefers_dark ());
}

/* Depth first; only what is shown. */
static gboolean
shows (GtkWidget *root, const char *label)
{
  g_autoptr (GList) children = NULL;
  gboolean found = FALSE;

  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), label))
    return TRUE;

  if (GTK_IS_CONTAINER (root))
    children = gtk_container_get_children (GTK_CONTAINER (root));
  for (GList *l = children; l != NULL && !found; l = l->next)
    found = shows (l->data, label);

  return found;
}

/* The window that belongs to the window. */
static GtkWidget *
get_preferences (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (fixture->window))
      return l->data;

  return NULL;
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  static const char tray[] = "In the tray, where Quit ends it.";
  static const char no_tray[] =
      "There is no tray here: closing the window ends Kettle all the same.";
  static const char complaint[] = "It does not start: do something about it.";
  GtkWidget *preferences;

  start (fixture);
  kettle_choices_set_autostart_complaint (fixture->choices, complaint);
  gtk_window_present (GTK_WINDOW (fixture->window));
  kettle_choices_open (fixture->choices, GTK_WINDOW (fixture->window), fixture->model, FALSE);
  preferences = get_preferences (fixture);
  g_assert_nonnull (preferences);
  test_wait_for (gtk_widget_get_mapped (preferences), 5000);
  g_assert_true (shows (preferences, tray));
  g_assert_true (shows (preferences, complaint));
  kettle_choices_set_autostart_complaint (fixture->choices, NULL);
  g_assert_false (shows (preferences, complaint));

  recording_tray_disappear (fixture->panel);
  test_wait_for (shows (preferences, no_tray), 5000);
  recording_tray_appear (fixture->panel);
  test_wait_for (shows (preferences, tray), 5000);

  /* One of them, and gone with its window. */
  gtk_widget_hide (fixture->window);
  g_assert_false (gtk_widget_get_visible (preferences));
  kettle_choices_open (fixture->choices, GTK_WINDOW (fixture->window), fixture->model, FALSE);
  g_assert_true (get_preferences (fixture) == preferences);
  g_assert_true (gtk_widget_get_visible (preferences));
  gtk_widget_destroy (preferences);
  kettle_choices_set_autostart_complaint (fixture->choices, complaint);
  kettle_choices_open (fixture->choices, GTK_WINDOW (fixture->window), fixture->model, TRUE);
  test_wait_for (shows (get_preferences (fixture), "Simulated kettle"), 5000);
}

int
main (int argc, char **argv)
{
  /* GTK needs the desktop's list of file types for its own icons: read it before the
   * folders are isolated. */
  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/app/choices/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("temperature", test_temperature);
  ADD ("warm-minutes", test_warm_minutes);
  ADD ("notices", test_notices);
  ADD ("sound", test_sound);
  ADD ("keep-running", test_keep_running);
  ADD ("colours", test_colors);
  ADD ("preferences", test_preferences);
#undef ADD

  return g_test_run ();
}
