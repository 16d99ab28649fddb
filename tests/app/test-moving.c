// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-finding.h"
#include "app/kettle-moving.h"
#include "emulator/kettle-emulator.h"
#include "net/kettle-address.h"
#include "protocol/kettle-wifi-backup.h"
#include "settings/kettle-settings.h"
#include "support/test-wait.h"
#include "ui/kettle-finder.h"
#include "ui/kettle-wifi-assistant.h"
#include "ui/kettle-wifi-where-page.h"

#include <string.h>

#define TIME_SCALE (10.0 / test_get_slowness ())

/* What the application gives to it: a window, a link with a kettle, and the two actions. */
typedef struct {
  GtkApplication *application;
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettlePremises *premises;
  KettleChooser *chooser;
  KettleWindow *window;
  KettleMoving *moving;
  guint n_stopped;
  gboolean stopped_well;
} Fixture;

static const GActionEntry entries[] = {
  { "move-kettle", NULL, NULL, NULL, NULL },
  { "set-up-kettle", NULL, NULL, NULL, NULL },
};

static void
on_stopped (KettleMoving *moving, gboolean good, Fixture *fixture)
{
  fixture->n_stopped++;
  fixture->stopped_well = good;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->application = g_object_ref (GTK_APPLICATION (g_application_get_default ()));
  fixture->emulator = kettle_emulator_new ();
  g_object_set (fixture->emulator, "wifi-delay", 40u, "wifi-boot-time", 50u, NULL);
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_assert_true (
      kettle_emulator_add_air (fixture->emulator, "Home:wpa2:dwarfs 13:127.0.0.1", &error));
  g_assert_true (
      kettle_emulator_add_air (fixture->emulator, "Upstairs:wpa2:dwarfs 7:127.0.0.2", &error));
  g_assert_true (kettle_emulator_listen_wifi (fixture->emulator, 0, &error));
  fixture->link = g_object_new (KETTLE_TYPE_LINK, "time-scale", TIME_SCALE, NULL);
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  fixture->premises = kettle_premises_new (fixture->link, fixture->settings, NULL);
  fixture->chooser =
      kettle_chooser_new (fixture->link, fixture->model, fixture->settings, fixture->premises);
  fixture->window = kettle_window_new (fixture->application, fixture->model);
  fixture->moving =
      kettle_moving_new (G_ACTION_MAP (fixture->application), fixture->link, fixture->chooser,
                         TIME_SCALE, kettle_emulator_get_wifi_port (fixture->emulator));
  g_signal_connect (fixture->moving, "stopped", G_CALLBACK (on_stopped), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->moving);
  gtk_widget_destroy (GTK_WIDGET (fixture->window));
  kettle_link_stop (fixture->link);
  /* A job that was left ends by itself. */
  test_wait_for (!kettle_link_is_paused (fixture->link), 10000);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->chooser);
  g_assert_finalize_object (fixture->premises);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
  g_object_unref (fixture->settings);
  g_object_unref (fixture->application);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->application), action);
}

static KettleWifiAssistant *
find_assistant (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (KETTLE_IS_WIFI_ASSISTANT (l->data) && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

static void
use_kettle (Fixture *fixture)
{
  g_autofree char *address =
      g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (fixture->emulator));

  g_assert_true (kettle_chooser_try (fixture->chooser, address, NULL));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
}

static void
test_enabled_with_a_kettle (Fixture *fixture, gconstpointer data)
{
  g_assert_false (is_enabled (fixture, "move-kettle"));
  g_assert_true (is_enabled (fixture, "set-up-kettle"));
  use_kettle (fixture);
  g_assert_true (is_enabled (fixture, "move-kettle"));
  kettle_link_set_kettle (fixture->link, NULL, 0);
  g_assert_false (is_enabled (fixture, "move-kettle"));
}

static void
test_one_assistant (Fixture *fixture, gconstpointer data)
{
  KettleWifiAssistant *first;

  use_kettle (fixture);
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  first = find_assistant (fixture);
  g_assert_nonnull (first);
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  g_assert_true (find_assistant (fixture) == first);

  kettle_moving_open (fixture->moving, fixture->window, TRUE);
  g_assert_true (kettle_wifi_assistant_is_fresh (find_assistant (fixture)));
  g_assert_false (kettle_moving_stop (fixture->moving));
}

static gboolean
go_on (KettleWifiAssistant *assistant)
{
  KettleWifiPlace place = kettle_wifi_assistant_get_place (assistant);
  KettleWifiPage *page = kettle_wifi_assistant_get_page (assistant, place);

  kettle_wifi_page_go_on (page);

  return kettle_wifi_assistant_get_place (assistant) != place;
}

/* Quitting while it looks needs no waiting, and leaves no pause behind. */
static void
test_stopped_while_looking (Fixture *fixture, gconstpointer data)
{
  use_kettle (fixture);
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  g_assert_true (go_on (find_assistant (fixture)));
  test_wait_for (strstr (kettle_emulator_get_wifi_heard (fixture->emulator), "AT+WPRT") != NULL,
                 10000);
  g_assert_true (kettle_link_is_paused (fixture->link));
  g_assert_cmpint (kettle_link_get_trouble (fixture->link), ==, KETTLE_TROUBLE_SET_UP);
  g_assert_false (kettle_moving_stop (fixture->moving));
  g_assert_cmpuint (fixture->n_stopped, ==, 0);
}

/* A backup of Upstairs with its passphrase, so that nothing has to be typed. */
static GFile *
make_backup (void)
{
  g_autoptr (KettleWifiSettings) settings = g_new0 (KettleWifiSettings, 1);
  g_autoptr (KettleSecret) text = NULL;
  g_autofree char *path = g_build_filename (g_get_home_dir (), "upstairs", NULL);

  for (int i = KETTLE_WIFI_MODE; i <= KETTLE_WIFI_WEB_PAGE; i++)
    settings->known |= KETTLE_WIFI_BIT (i);
  settings->security = KETTLE_WIFI_SECURITY_WPA2_AES;
  settings->dhcp = TRUE;
  settings->key = kettle_secret_new ("dwarfs 7", -1);
  g_strlcpy (settings->network, "Upstairs", sizeof settings->network);
  text = kettle_wifi_backup_format (settings, TRUE, NULL);
  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, kettle_secret_peek (text, NULL), -1, NULL));

  return g_file_new_for_path (path);
}

static gboolean
heard (Fixture *fixture, const char *line)
{
  return strstr (kettle_emulator_get_wifi_heard (fixture->emulator), line) != NULL;
}

static gboolean
is_ready (KettleWifiAssistant *assistant, KettleWifiPlace place)
{
  return kettle_wifi_assistant_get_place (assistant) == place
         && kettle_wifi_page_is_ready (kettle_wifi_assistant_get_page (assistant, place));
}

typedef struct {
  const char *text;
  gboolean found;
} Telling;

static void
look_for_telling (GtkWidget *widget, gpointer data)
{
  Telling *telling = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), telling->text) != NULL)
    telling->found = TRUE;
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), look_for_telling, telling);
}

static gboolean
is_telling (GtkWidget *widget, const char *text)
{
  Telling telling = { text, FALSE };

  look_for_telling (widget, &telling);

  return telling.found;
}

/* Into the first entry that is shown. */
static void
enter_address (GtkWidget *widget, gpointer address)
{
  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget)
      && gtk_entry_get_visibility (GTK_ENTRY (widget)))
    gtk_entry_set_text (GTK_ENTRY (widget), address);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), enter_address, address);
}

/* From the first page to where the name and the security were written. */
static void
write_upstairs (Fixture *fixture)
{
  KettleWifiAssistant *assistant;
  g_autoptr (GFile) backup = make_backup ();

  use_kettle (fixture);
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  assistant = find_assistant (fixture);
  kettle_wifi_where_page_open_backup (
      KETTLE_WIFI_WHERE_PAGE (kettle_wifi_assistant_get_page (assistant, KETTLE_WIFI_PLACE_WHERE)),
      backup);
  test_wait_for (is_telling (GTK_WIDGET (assistant), "will be restored"), 5000);
  g_assert_true (go_on (assistant));
  test_wait_for (is_ready (assistant, KETTLE_WIFI_PLACE_LOOK), 20000);
  g_assert_true (go_on (assistant));
  go_on (assistant);
  test_wait_for (is_ready (assistant, KETTLE_WIFI_PLACE_SUMMARY), 5000);
  g_assert_true (go_on (assistant));
  test_wait_for (heard (fixture, "AT+ENCRY=6"), 20000);
}

/* What is taken back is waited for, and then nothing has to be said. */
static void
test_stopped_while_writing (Fixture *fixture, gconstpointer data)
{
  write_upstairs (fixture);
  g_assert_true (kettle_moving_stop (fixture->moving));
  test_wait_for (fixture->n_stopped > 0, 20000);
  g_assert_true (fixture->stopped_well);
  g_assert_false (heard (fixture, "AT+PMTF"));
}

/* Whose power has to be taken is not left by a program that says nothing. */
static void
test_not_stopped_unheard (Fixture *fixture, gconstpointer data)
{
  write_upstairs (fixture);
  g_object_set (fixture->emulator, "wifi-moods", KETTLE_EMULATOR_WIFI_DEAF_SETS, NULL);
  g_assert_true (kettle_moving_stop (fixture->moving));
  test_wait_for (fixture->n_stopped > 0, 20000);
  g_assert_false (fixture->stopped_well);
  test_wait_for (
      kettle_wifi_assistant_get_place (find_assistant (fixture)) == KETTLE_WIFI_PLACE_RESULT, 5000);
  g_assert_false (kettle_moving_stop (fixture->moving));
}

/* A name leads to where the kettle is found: it stays what is chosen. */
static void
test_name_is_kept (Fixture *fixture, gconstpointer data)
{
  KettleWifiAssistant *assistant;
  g_autofree char *address =
      g_strdup_printf ("localhost:%u", (guint) kettle_emulator_get_port (fixture->emulator));

  g_assert_true (kettle_chooser_try (fixture->chooser, address, NULL));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  assistant = find_assistant (fixture);
  g_assert_true (go_on (assistant));
  test_wait_for (is_ready (assistant, KETTLE_WIFI_PLACE_LOOK), 20000);
  g_signal_emit_by_name (assistant, "found", "127.0.0.1");
  g_assert_cmpstr (kettle_link_get_host (fixture->link), ==, "localhost");
  g_signal_emit_by_name (assistant, "found", "127.0.0.2");
  g_assert_cmpstr (kettle_link_get_host (fixture->link), ==, "127.0.0.2");
}

/* The simulated kettle's assistant sends nothing to a real one. */
static void
test_demo_reaches_no_other (Fixture *fixture, gconstpointer data)
{
  KettleWifiAssistant *assistant;
  GtkWidget *page;

  use_kettle (fixture);
  kettle_moving_set_simulated (
      fixture->moving, (guint16) kettle_emulator_get_port (fixture->emulator),
      (guint16) kettle_emulator_get_wifi_port (fixture->emulator), "Simulated");
  kettle_moving_open (fixture->moving, fixture->window, FALSE);
  assistant = find_assistant (fixture);
  page = GTK_WIDGET (kettle_wifi_assistant_get_page (assistant, KETTLE_WIFI_PLACE_WHERE));
  g_assert_true (is_ready (assistant, KETTLE_WIFI_PLACE_WHERE));
  enter_address (page, (gpointer) "192.168.1.20");
  g_assert_false (is_ready (assistant, KETTLE_WIFI_PLACE_WHERE));
  g_assert_true (is_telling (page, "only the simulated kettle"));
}

static GtkWidget *
find_finder (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (KETTLE_IS_FINDER (l->data))
      return l->data;

  return NULL;
}

/* Who asks for a look beside it is told why there is none. */
static void
test_look_is_refused (Fixture *fixture, gconstpointer data)
{
  KettleFinding *finding = kettle_finding_new (G_ACTION_MAP (fixture->application), fixture->link,
                                               fixture->model, fixture->settings, TIME_SCALE);

  kettle_link_pause (fixture->link);
  kettle_finding_set_window (finding, fixture->window);
  kettle_finding_open (finding, NULL);
  test_wait_for (find_finder () != NULL && gtk_widget_get_mapped (find_finder ()), 5000);
  g_signal_emit_by_name (find_finder (), "look");
  g_assert_true (is_telling (find_finder (), "is being set up: look when"));
  g_assert_finalize_object (finding);
  kettle_link_unpause (fixture->link);
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  g_free (g_content_type_guess ("icon.png", NULL, 0, NULL));
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init (&argc, &argv);
  gtk_icon_theme_append_search_path (gtk_icon_theme_get_default (), "/usr/share/icons");
  application = gtk_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_set_default (G_APPLICATION (application));
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/moving/enabled-with-a-kettle", test_enabled_with_a_kettle);
  ADD ("/app/moving/one-assistant", test_one_assistant);
  ADD ("/app/moving/stopped-while-looking", test_stopped_while_looking);
  ADD ("/app/moving/stopped-while-writing", test_stopped_while_writing);
  ADD ("/app/moving/not-stopped-unheard", test_not_stopped_unheard);
  ADD ("/app/moving/name-is-kept", test_name_is_kept);
  ADD ("/app/moving/look-is-refused", test_look_is_refused);
  ADD ("/app/moving/demo-reaches-no-other", test_demo_reaches_no_other);
#undef ADD

  return g_test_run ();
}
