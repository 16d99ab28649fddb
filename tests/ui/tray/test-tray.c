// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/kettle-tray.h"

#include "stand-in-model.h"
#include "support/recording-tray.h"
#include "support/test-wait.h"

#include <gtk/gtk.h>
#include <libayatana-appindicator/app-indicator.h>

/* Long enough for a loaded machine; what is waited for comes within a few milliseconds. */
#define PATIENCE 10000

/* For how long something must not happen. */
#define QUIET 150

/* What the tray's durations are divided by. */
#define TIME_SCALE 20

typedef struct {
  RecordingTray *host;
  KettleModel *model;
  GSimpleActionGroup *actions;
  KettleTray *tray;
  GString *done;
} Fixture;

/* How many of the library's objects there are. They keep their place on the bus, also when the
 * tray has gone, until the panel has answered what it was asked. */
static guint n_indicators;

static const KettleSnapshot off = { .connection = KETTLE_LIFE_CONNECTED,
                                    .phase = KETTLE_PHASE_OFF };

static void
on_action_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append (fixture->done, g_action_get_name (G_ACTION (action)));
  if (parameter != NULL)
    g_string_append_printf (fixture->done, "(%d)", g_variant_get_int32 (parameter));
  g_string_append_c (fixture->done, ' ');
}

static void
add_actions (Fixture *fixture)
{
  const char *const plain[] = { "off", "quick-boil", "show", "quit" };
  g_autoptr (GSimpleAction) temperature = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new (plain[i], NULL);

    g_signal_connect (action, "activate", G_CALLBACK (on_action_activated), fixture);
    g_action_map_add_action (G_ACTION_MAP (fixture->actions), G_ACTION (action));
  }

  temperature =
      g_simple_action_new_stateful ("temperature", G_VARIANT_TYPE_INT32, g_variant_new_int32 (0));
  g_signal_connect (temperature, "activate", G_CALLBACK (on_action_activated), fixture);
  g_action_map_add_action (G_ACTION_MAP (fixture->actions), G_ACTION (temperature));
}

static GSimpleAction *
get_action (Fixture *fixture, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (fixture->actions), name));
}

static void
on_indicator_gone (gpointer user_data, GObject *indicator)
{
  n_indicators--;
}

static gboolean
on_indicator_status (GSignalInvocationHint *hint,
                     guint n_values,
                     const GValue *values,
                     gpointer user_data)
{
  GObject *indicator = g_value_get_object (&values[0]);

  if (g_object_get_data (indicator, "counted") == NULL) {
    g_object_set_data (indicator, "counted", GINT_TO_POINTER (TRUE));
    g_object_weak_ref (indicator, on_indicator_gone, NULL);
    n_indicators++;
  }

  return TRUE;
}

static void
start_tray (Fixture *fixture)
{
  fixture->tray = kettle_tray_new (G_ACTION_GROUP (fixture->actions), fixture->model,
                                   "/nowhere/icons", TIME_SCALE);
}

static void
set_up (Fixture *fixture, gconstpointer host_present)
{
  fixture->host = recording_tray_new (GPOINTER_TO_INT (host_present));
  fixture->model = stand_in_model_new ();
  stand_in_model_set_snapshot (fixture->model, &off);
  fixture->actions = g_simple_action_group_new ();
  fixture->done = g_string_new (NULL);
  add_actions (fixture);
  g_assert_cmpuint (n_indicators, ==, 0);
  start_tray (fixture);
  g_assert_cmpuint (n_indicators, ==, 1);
  if (GPOINTER_TO_INT (host_present))
    test_wait_for (recording_tray_is_shown (fixture->host)
                       && kettle_tray_get_host_present (fixture->tray),
                   PATIENCE);
}

static void
tear_down (Fixture *fixture, gconstpointer host_present)
{
  if (fixture->tray != NULL)
    g_assert_finalize_object (fixture->tray);
  test_wait_for (n_indicators == 0, PATIENCE);
  g_assert_finalize_object (fixture->actions);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->host);
  g_string_free (fixture->done, TRUE);
}

static gboolean
menu_is (Fixture *fixture, const char *expected)
{
  g_autofree char *text = recording_tray_dup_menu_text (fixture->host);

  return g_str_equal (text, expected);
}

static void
test_labels (Fixture *fixture, gconstpointer host_present)
{
  g_autofree char *text = recording_tray_dup_menu_text (fixture->host);

  g_assert_cmpstr (text, ==,
                   "(The kettle is off)\nShow Kettle\nBoil\n95 °C\n80 °C\n65 °C\nTurn Off\nQuit\n");
  g_assert_cmpuint (recording_tray_get_n_entries (fixture->host), ==, 8);
}

/* A host draws a mark on every item that says it has one, and shows it set before the
 * kettle has answered. */
static void
test_no_marks (Fixture *fixture, gconstpointer host_present)
{
  g_simple_action_set_state (get_action (fixture, "temperature"), g_variant_new_int32 (80));
  test_never (FALSE, QUIET);
  for (guint i = 0; i < recording_tray_get_n_entries (fixture->host); i++)
    g_assert_cmpstr (recording_tray_get_entry (fixture->host, i)->toggle_type, ==, "");
}

static void
test_preferred (Fixture *fixture, gconstpointer host_present)
{
  kettle_tray_set_preferred_temperature (fixture->tray, 80);
  test_wait_for (menu_is (fixture, "(The kettle is off)\nShow Kettle\nHeat to 80 °C\n100 °C\n95 "
                                   "°C\n65 °C\nTurn Off\nQuit\n"),
                 PATIENCE);
  g_assert_true (recording_tray_click (fixture->host, "100 °C"));
  test_wait_for (fixture->done->len > 0, PATIENCE);
  g_assert_cmpstr (fixture->done->str, ==, "temperature(100) ");
  g_string_truncate (fixture->done, 0);
  g_assert_true (recording_tray_click (fixture->host, "Heat to 80 °C"));
  test_wait_for (fixture->done->len > 0, PATIENCE);
  g_assert_cmpstr (fixture->done->str, ==, "quick-boil ");

  kettle_tray_set_preferred_temperature (fixture->tray, 100);
  test_wait_for (menu_is (fixture, "(The kettle is off)\nShow Kettle\nBoil\n95 °C\n80 °C\n65 "
                                   "°C\nTurn Off\nQuit\n"),
                 PATIENCE);
}

static void
test_clicks (Fixture *fixture, gconstpointer host_present)
{
  const struct {
    const char *label;
    const char *done;
  } clicks[] = {
    { "Show Kettle", "show " },
    { "Boil", "quick-boil " },
    { "95 °C", "temperature(95) " },
    { "80 °C", "temperature(80) " },
    { "65 °C", "temperature(65) " },
    { "Turn Off", "off " },
    { "Quit", "quit " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (clicks); i++) {
    g_string_truncate (fixture->done, 0);
    g_assert_true (recording_tray_click (fixture->host, clicks[i].label));
    test_wait_for (fixture->done->len > 0, PATIENCE);
    test_never (strlen (clicks[i].done) != fixture->done->len, 30);
    g_assert_cmpstr (fixture->done->str, ==, clicks[i].done);
  }
  g_assert_false (recording_tray_click (fixture->host, "The kettle is off"));
}

/* The lit temperature is the action's state: choosing it again must still reach the action. */
static void
test_click_on_lit_temperature (Fixture *fixture, gconstpointer host_present)
{
  g_simple_action_set_state (get_action (fixture, "temperature"), g_variant_new_int32 (80));
  test_never (FALSE, 30);
  g_assert_true (recording_tray_click (fixture->host, "80 °C"));
  test_wait_for (fixture->done->len > 0, PATIENCE);
  test_never (fixture->done->len > strlen ("temperature(80) "), QUIET);
  g_assert_cmpstr (fixture->done->str, ==, "temperature(80) ");
}

static void
test_sensitivity (Fixture *fixture, gconstpointer host_present)
{
  const char *const names[] = { "quick-boil", "temperature", "off" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (get_action (fixture, names[i]), FALSE);
  test_wait_for (menu_is (fixture,
                          "(The kettle is off)\nShow Kettle\n(Boil)\n(95 °C)\n(80 °C)\n(65 "
                          "°C)\n(Turn Off)\nQuit\n"),
                 PATIENCE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (get_action (fixture, names[i]), TRUE);
  test_wait_for (menu_is (fixture, "(The kettle is off)\nShow Kettle\nBoil\n95 °C\n80 °C\n65 "
                                   "°C\nTurn Off\nQuit\n"),
                 PATIENCE);
}

/* Middle clicks happen by accident: they must never switch a heater. */
static void
test_middle_click (Fixture *fixture, gconstpointer host_present)
{
  recording_tray_middle_click (fixture->host);
  test_wait_for (fixture->done->len > 0, PATIENCE);
  test_never (fixture->done->len > strlen ("show "), 50);
  g_assert_cmpstr (fixture->done->str, ==, "show ");
}

static const struct {
  KettleSnapshot snapshot;
  const char *icon;
  const char *title;
  const char *status;
} shown[] = {
  { { .connection = KETTLE_LIFE_NONE }, "offline", "No kettle chosen", "No kettle chosen" },
  { { .connection = KETTLE_LIFE_CONNECTING },
    "offline",
    "Looking for the kettle…",
    "Looking for the kettle…" },
  { { .connection = KETTLE_LIFE_UNREACHABLE },
    "offline",
    "Can’t reach the kettle",
    "Can’t reach the kettle" },
  { { .connection = KETTLE_LIFE_CONNECTED,
      .phase = KETTLE_PHASE_HEATING,
      .on = TRUE,
      .target_temperature = 95 },
    "heating",
    "Heating to 95 °C",
    "Heating to 95 °C" },
  { { .connection = KETTLE_LIFE_CONNECTED,
      .phase = KETTLE_PHASE_READY,
      .reached_temperature = 100 },
    "ready",
    "Boiled",
    "The water has boiled" },
  { { .connection = KETTLE_LIFE_CONNECTED, .phase = KETTLE_PHASE_KEEPING_WARM, .warm = TRUE },
    "warm",
    "Keeping warm",
    "Keeping warm" },
  { { .connection = KETTLE_LIFE_CONNECTED, .phase = KETTLE_PHASE_LIFTED },
    "lifted",
    "Lifted",
    "The kettle was lifted" },
  { { .connection = KETTLE_LIFE_CONNECTED, .phase = KETTLE_PHASE_PROBLEM },
    "problem",
    "Something is wrong",
    "Something is wrong" },
  { { .connection = KETTLE_LIFE_CONNECTED, .phase = KETTLE_PHASE_OFF },
    "off",
    "Ready when you are",
    "The kettle is off" },
};

static void
test_every_phase (Fixture *fixture, gconstpointer host_present)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++) {
    g_autofree char *icon = g_strdup_printf ("%s-%s-symbolic", APP_ID, shown[i].icon);
    g_autofree char *title = g_strdup_printf ("Kettle: %s", shown[i].title);

    stand_in_model_set_snapshot (fixture->model, &shown[i].snapshot);
    test_wait_for (
        g_strcmp0 (recording_tray_get_title (fixture->host), title) == 0
            && g_strcmp0 (recording_tray_get_icon_name (fixture->host), icon) == 0
            && g_strcmp0 (recording_tray_get_property_text (fixture->host, "IconAccessibleDesc"),
                          title)
                   == 0
            && recording_tray_get_n_entries (fixture->host) == 8
            && g_str_equal (recording_tray_get_entry (fixture->host, 0)->label, shown[i].status),
        PATIENCE);
  }
}

/* Panels keep what an icon told them: what is the same is not told again, and no time ticks. */
static void
test_no_churn (Fixture *fixture, gconstpointer host_present)
{
  KettleSnapshot now = { .connection = KETTLE_LIFE_CONNECTED,
                         .phase = KETTLE_PHASE_HEATING,
                         .on = TRUE,
                         .target_temperature = 100 };
  guint before;

  stand_in_model_set_snapshot (fixture->model, &now);
  test_wait_for (g_strcmp0 (recording_tray_get_title (fixture->host), "Kettle: Heating to 100 °C")
                     == 0,
                 PATIENCE);
  test_never (FALSE, QUIET);
  before = recording_tray_get_n_signals (fixture->host, "NewTitle")
           + recording_tray_get_n_signals (fixture->host, "NewIcon")
           + recording_tray_get_n_signals (fixture->host, "LayoutUpdated")
           + recording_tray_get_n_signals (fixture->host, "ItemsPropertiesUpdated");
  for (int i = 0; i < 100; i++) {
    now.heating_since = 1000 + i;
    now.last_seen = 1000 + i;
    stand_in_model_set_snapshot (fixture->model, &now);
  }
  test_never (recording_tray_get_n_signals (fixture->host, "NewTitle")
                      + recording_tray_get_n_signals (fixture->host, "NewIcon")
                      + recording_tray_get_n_signals (fixture->host, "LayoutUpdated")
                      + recording_tray_get_n_signals (fixture->host, "ItemsPropertiesUpdated")
                  != before,
              QUIET);
}

/* A broken kettle, or somebody in its place, talks a thousand times a second. The panel is spared;
 * what it shows in the end is what is so. */
static void
test_rattling_kettle (Fixture *fixture, gconstpointer host_present)
{
  KettleSnapshot on = { .connection = KETTLE_LIFE_CONNECTED,
                        .phase = KETTLE_PHASE_HEATING,
                        .on = TRUE,
                        .target_temperature = 100 };
  gint64 begin = g_get_monotonic_time ();
  guint before = recording_tray_get_n_signals (fixture->host, "NewTitle");
  guint n = 0;
  guint most;

  while (n < 1000) {
    stand_in_model_set_snapshot (fixture->model, n++ % 2 == 0 ? &on : &off);
    g_main_context_iteration (NULL, FALSE);
  }
  stand_in_model_set_snapshot (fixture->model, &on);
  test_wait_for (g_strcmp0 (recording_tray_get_title (fixture->host), "Kettle: Heating to 100 °C")
                     == 0,
                 PATIENCE);
  test_never (FALSE, QUIET);
  g_assert_cmpstr (recording_tray_get_title (fixture->host), ==, "Kettle: Heating to 100 °C");
  /* Eight at once, and one each interval of 100 ms. */
  most = 8 + 1 + (guint) ((g_get_monotonic_time () - begin) / (2 * G_USEC_PER_SEC / TIME_SCALE));
  g_assert_cmpuint (recording_tray_get_n_signals (fixture->host, "NewTitle") - before, <=, most);
}

/* What one packet of the kettle's tells is one change to the panel. */
static void
test_told_once (Fixture *fixture, gconstpointer host_present)
{
  KettleSnapshot now = {
    .connection = KETTLE_LIFE_CONNECTED,
    .phase = KETTLE_PHASE_HEATING,
    .on = TRUE,
  };
  guint n_titles = recording_tray_get_n_signals (fixture->host, "NewTitle");

  for (int i = 0; i < 4; i++) {
    now.target_temperature = i % 2 == 0 ? 80 : 95;
    stand_in_model_set_snapshot (fixture->model, &now);
  }
  test_wait_for (g_strcmp0 (recording_tray_get_title (fixture->host), "Kettle: Heating to 95 °C")
                     == 0,
                 PATIENCE);
  test_never (recording_tray_get_n_signals (fixture->host, "NewTitle") != n_titles + 1, QUIET);
}

static void
test_identity (Fixture *fixture, gconstpointer host_present)
{
  g_assert_cmpstr (recording_tray_get_property_text (fixture->host, "Category"), ==, "Hardware");
  g_assert_cmpstr (recording_tray_get_property_text (fixture->host, "Id"), ==, APP_ID);
  g_assert_cmpstr (recording_tray_get_property_text (fixture->host, "IconThemePath"), ==,
                   "/nowhere/icons");
  g_assert_cmpuint (recording_tray_get_n_registrations (fixture->host), ==, 1);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_host_comes_and_goes (Fixture *fixture, gconstpointer host_present)
{
  guint n_notified = 0;

  g_signal_connect (fixture->tray, "notify::host-present", G_CALLBACK (on_notify), &n_notified);
  /* Longer than the library waits before it draws an icon of its own. */
  test_never (kettle_tray_get_host_present (fixture->tray), 250);

  recording_tray_appear (fixture->host);
  test_wait_for (kettle_tray_get_host_present (fixture->tray), PATIENCE);
  test_wait_for (recording_tray_is_shown (fixture->host), PATIENCE);

  recording_tray_disappear (fixture->host);
  test_wait_for (!kettle_tray_get_host_present (fixture->tray), PATIENCE);
  test_never (kettle_tray_get_host_present (fixture->tray), 250);

  recording_tray_appear (fixture->host);
  test_wait_for (kettle_tray_get_host_present (fixture->tray), PATIENCE);
  test_wait_for (recording_tray_is_shown (fixture->host), PATIENCE);
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (recording_tray_get_n_registrations (fixture->host), ==, 2);

  g_assert_true (recording_tray_click (fixture->host, "Show Kettle"));
  test_wait_for (fixture->done->len > 0, PATIENCE);
  g_assert_cmpstr (fixture->done->str, ==, "show ");
}

static void
test_dispose_hides (Fixture *fixture, gconstpointer host_present)
{
  g_assert_finalize_object (fixture->tray);
  fixture->tray = NULL;
  test_wait_for (!recording_tray_is_shown (fixture->host), PATIENCE);
}

/* Made and dropped at once, while the library's first questions are still under way. */
static void
test_dispose_early (Fixture *fixture, gconstpointer host_present)
{
  g_assert_finalize_object (fixture->tray);
  test_wait_for (n_indicators == 0, PATIENCE);
  for (int i = 0; i < 8; i++) {
    start_tray (fixture);
    test_never (FALSE, (guint) (2 * i));
    g_assert_finalize_object (fixture->tray);
    test_wait_for (n_indicators == 0, PATIENCE);
  }
  fixture->tray = NULL;
  test_wait_for (!recording_tray_is_shown (fixture->host), PATIENCE);
  test_never (recording_tray_is_shown (fixture->host), QUIET);
}

static void
test_no_session_bus (void)
{
  const char *const words[] = { "--no-session-bus-child" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, words[0], NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

static int
run_without_session_bus (void)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (KettleModel) model = stand_in_model_new ();
  KettleTray *tray = kettle_tray_new (G_ACTION_GROUP (actions), model, NULL, 1);

  stand_in_model_set_snapshot (model, &off);
  kettle_tray_set_preferred_temperature (tray, 80);
  test_never (kettle_tray_get_host_present (tray), 200);
  g_assert_finalize_object (tray);

  return 0;
}

int
main (int argc, char **argv)
{
  const struct {
    const char *path;
    gboolean host_present;
    void (*function) (Fixture *fixture, gconstpointer host_present);
  } tests[] = {
    { "/ui/tray/labels", TRUE, test_labels },
    { "/ui/tray/no-marks", TRUE, test_no_marks },
    { "/ui/tray/preferred-temperature", TRUE, test_preferred },
    { "/ui/tray/clicked-once", TRUE, test_clicks },
    { "/ui/tray/click-on-lit-temperature", TRUE, test_click_on_lit_temperature },
    { "/ui/tray/sensitivity", TRUE, test_sensitivity },
    { "/ui/tray/middle-click-only-shows", TRUE, test_middle_click },
    { "/ui/tray/every-phase", TRUE, test_every_phase },
    { "/ui/tray/no-churn", TRUE, test_no_churn },
    { "/ui/tray/told-once", TRUE, test_told_once },
    { "/ui/tray/rattling-kettle", TRUE, test_rattling_kettle },
    { "/ui/tray/identity", TRUE, test_identity },
    { "/ui/tray/host-comes-and-goes", FALSE, test_host_comes_and_goes },
    { "/ui/tray/disposed-with-host", TRUE, test_dispose_hides },
    { "/ui/tray/disposed-early", TRUE, test_dispose_early },
    { "/ui/tray/disposed-early-without-host", FALSE, test_dispose_early },
  };

  gtk_init (&argc, &argv);
  if (argc > 1 && g_str_equal (argv[1], "--no-session-bus-child"))
    return run_without_session_bus ();

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_type_class_unref (g_type_class_ref (APP_INDICATOR_TYPE));
  g_signal_add_emission_hook (g_signal_lookup (APP_INDICATOR_SIGNAL_NEW_STATUS, APP_INDICATOR_TYPE),
                              0, on_indicator_status, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].host_present), set_up,
                tests[i].function, tear_down);
  g_test_add_func ("/ui/tray/no-session-bus", test_no_session_bus);

  return g_test_run ();
}
