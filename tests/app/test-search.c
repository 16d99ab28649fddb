// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-search.h"
#include "settings/kettle-settings.h"
#include "emulator/kettle-emulator.h"
#include "net/test-resolver.h"
#include "support/test-wait.h"

#include <net/if.h>

/*
 * A network is made up of a piece of the loopback range: the scanner is told that it is one, and
 * really asks there. The chosen kettle has a name that leads nowhere, so that the premises take it
 * for one behind the made-up router.
 */

#define HOME "127.9.9.0/29 02:00:00:00:00:01"

#define ROUTES                                                                            \
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n" \
  "eth0\t00000000\t0109097F\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
#define TABLE    "IP address       HW type     Flags       HW address            Mask     Device\n"
#define GATEWAY  "127.9.9.1     0x1         0x2         02:00:00:00:00:01     *        eth0\n"
#define KETTLE_A "127.9.9.2     0x1         0x2         02:00:00:00:00:0a     *        eth0\n"

typedef struct {
  KettleEmulator *kettle;
  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettlePremises *premises;
  KettleChooser *chooser;
  KettleScanner *scanner;
  KettleSearch *search;
  guint n_looks;
} Fixture;

static KettleSurroundings *
read_made_up (gpointer user_data)
{
  const KettleInterface interfaces[] = {
    { "eth0", IFF_UP | IFF_RUNNING | IFF_BROADCAST, 0x7f090905, 0xfffffff8 },
  };

  return kettle_surroundings_new (interfaces, 1, ROUTES, TABLE GATEWAY KETTLE_A);
}

static void
on_running_changed (KettleScanner *scanner, GParamSpec *pspec, Fixture *fixture)
{
  if (kettle_scanner_is_running (scanner))
    fixture->n_looks++;
}

static KettleEmulator *
listen_at (const char *host, guint16 port)
{
  KettleEmulator *kettle = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  kettle_emulator_listen (kettle, host, port, &error);
  g_assert_no_error (error);

  return kettle;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const networks[] = { HOME, NULL };

  fixture->kettle = listen_at ("127.9.9.2", 0);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->settings = kettle_settings_open (TRUE);
  kettle_settings_save_address (fixture->settings, "kettle.test", 2000);
  g_settings_set_strv (fixture->settings, "networks", networks);
  fixture->premises = kettle_premises_new (fixture->link, fixture->settings, NULL);
  kettle_premises_set_reader (fixture->premises, read_made_up, fixture);
  fixture->chooser =
      kettle_chooser_new (fixture->link, fixture->model, fixture->settings, fixture->premises);
  fixture->scanner =
      g_object_new (KETTLE_TYPE_SCANNER, "port", (guint) kettle_emulator_get_port (fixture->kettle),
                    "deadline", 1000, NULL);
  kettle_scanner_set_surroundings (fixture->scanner, read_made_up (NULL));
  g_signal_connect (fixture->scanner, "notify::running", G_CALLBACK (on_running_changed), fixture);
  fixture->search =
      g_object_new (KETTLE_TYPE_SEARCH, "link", fixture->link, "settings", fixture->settings,
                    "premises", fixture->premises, "chooser", fixture->chooser, "scanner",
                    fixture->scanner, "lost-time", 300, "interval", 60000, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_link_stop (fixture->link);
  g_assert_finalize_object (fixture->search);
  g_assert_finalize_object (fixture->scanner);
  g_assert_finalize_object (fixture->chooser);
  g_assert_finalize_object (fixture->premises);
  g_object_unref (fixture->settings);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->link);
  kettle_emulator_shut_down (fixture->kettle);
  g_object_unref (fixture->kettle);
}

static void
resume (Fixture *fixture)
{
  g_assert_true (kettle_chooser_resume (fixture->chooser, "kettle.test", NULL));
  g_assert_true (kettle_premises_is_known (fixture->premises));
}

static void
know_mac (Fixture *fixture, const char *mac)
{
  g_settings_set_string (fixture->settings, "mac", mac);
}

static gboolean
is_connected (Fixture *fixture)
{
  return kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED;
}

static guint
count_accepted (KettleEmulator *kettle)
{
  guint n;

  g_object_get (kettle, "n-accepted", &n, NULL);

  return n;
}

static void
test_same_mac (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = NULL;
  g_auto (GStrv) networks = NULL;
  KettleSnapshot snapshot = { 0 };

  know_mac (fixture, "02:00:00:00:00:0a");
  resume (fixture);
  test_never (fixture->n_looks > 0, 150);
  test_wait_for (is_connected (fixture), 5000);
  g_assert_cmpstr (kettle_link_get_host (fixture->link), ==, "127.9.9.2");
  test_wait_for ((kettle_model_get_snapshot (fixture->model, &snapshot),
                  snapshot.phase != KETTLE_PHASE_UNKNOWN),
                 5000);
  host = g_settings_get_string (fixture->settings, "host");
  networks = g_settings_get_strv (fixture->settings, "networks");
  g_assert_cmpstr (host, ==, "127.9.9.2");
  g_assert_cmpstr (networks[0], ==, HOME);
  g_assert_cmpuint (count_accepted (fixture->kettle), ==, 1);
  g_assert_cmpuint (fixture->n_looks, ==, 1);
  g_assert_null (kettle_search_get_offer (fixture->search));
}

static void
test_other_mac (Fixture *fixture, gconstpointer data)
{
  know_mac (fixture, "02:00:00:00:00:0b");
  resume (fixture);
  test_wait_for (fixture->n_looks == 1 && !kettle_scanner_is_running (fixture->scanner), 5000);
  g_assert_null (kettle_search_get_offer (fixture->search));
  g_assert_false (is_connected (fixture));
  test_never (fixture->n_looks > 1, 500);
}

static void
test_no_mac (Fixture *fixture, gconstpointer data)
{
  resume (fixture);
  test_wait_for (kettle_search_get_offer (fixture->search) != NULL, 5000);
  g_assert_cmpstr (kettle_found_get_host (kettle_search_get_offer (fixture->search)), ==,
                   "127.9.9.2");
  test_never (is_connected (fixture), 300);

  kettle_chooser_adopt (fixture->chooser, kettle_search_get_offer (fixture->search));
  g_assert_true (is_connected (fixture));
  g_assert_null (kettle_search_get_offer (fixture->search));
  g_assert_cmpuint (count_accepted (fixture->kettle), ==, 1);
}

static void
test_two_without_mac (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) other =
      listen_at ("127.9.9.3", kettle_emulator_get_port (fixture->kettle));

  resume (fixture);
  test_wait_for (fixture->n_looks == 1 && !kettle_scanner_is_running (fixture->scanner), 5000);
  g_assert_cmpuint (count_accepted (other), ==, 1);
  g_assert_null (kettle_search_get_offer (fixture->search));
  kettle_emulator_shut_down (other);
}

static void
test_unknown_network (Fixture *fixture, gconstpointer data)
{
  static const char *const networks[] = { "10.0.0.0/24 02:00:00:00:00:01", NULL };

  g_settings_set_strv (fixture->settings, "networks", networks);
  know_mac (fixture, "02:00:00:00:00:0a");
  g_assert_true (kettle_chooser_resume (fixture->chooser, "kettle.test", NULL));
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_HELD);
  test_never (fixture->n_looks > 0, 700);
}

/* The finder is open: what it shows is not taken away, and a person's look adopts nothing. */
static void
test_watched (Fixture *fixture, gconstpointer data)
{
  know_mac (fixture, "02:00:00:00:00:0a");
  kettle_search_set_watched (fixture->search, TRUE);
  resume (fixture);
  test_never (fixture->n_looks > 0, 700);
  kettle_search_look (fixture->search);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_HELD);
  test_wait_for (!kettle_scanner_is_running (fixture->scanner), 5000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->scanner)), ==, 1);
  g_assert_cmpint (kettle_link_get_state (fixture->link), !=, KETTLE_LINK_HELD);
  g_assert_false (is_connected (fixture));
  g_assert_null (kettle_search_get_offer (fixture->search));
}

/* Somebody deals with a kettle's wifi: no quiet look, none that a person asks for, and what a look
 * has found and holds is let go. */
static void
test_paused (Fixture *fixture, gconstpointer data)
{
  guint n_clients = 1;

  resume (fixture);
  test_wait_for (kettle_search_get_offer (fixture->search) != NULL, 5000);
  kettle_link_pause (fixture->link);
  g_assert_null (kettle_search_get_offer (fixture->search));
  test_wait_for ((g_object_get (fixture->kettle, "n-clients", &n_clients, NULL), n_clients == 0),
                 5000);
  kettle_search_look (fixture->search);
  test_never (fixture->n_looks > 1, 700);
  g_assert_cmpuint (count_accepted (fixture->kettle), ==, 1);

  kettle_link_unpause (fixture->link);
  kettle_search_look (fixture->search);
  test_wait_for (fixture->n_looks == 2 && !kettle_scanner_is_running (fixture->scanner), 5000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->scanner)), ==, 1);
}

/* The same where no kettle is chosen: the link has nothing to tell of but that. */
static void
test_paused_without_a_kettle (Fixture *fixture, gconstpointer data)
{
  guint n_clients = 1;

  kettle_search_look (fixture->search);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->scanner)) == 1, 5000);
  kettle_link_pause (fixture->link);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->scanner)), ==, 0);
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
  test_wait_for ((g_object_get (fixture->kettle, "n-clients", &n_clients, NULL), n_clients == 0),
                 5000);
  kettle_link_unpause (fixture->link);
}

int
main (int argc, char **argv)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("");
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/search/moved-with-its-mac", test_same_mac);
  ADD ("/app/search/another-kettle", test_other_mac);
  ADD ("/app/search/mac-never-known", test_no_mac);
  ADD ("/app/search/two-without-a-mac", test_two_without_mac);
  ADD ("/app/search/unknown-network", test_unknown_network);
  ADD ("/app/search/finder-open", test_watched);
  ADD ("/app/search/link-paused", test_paused);
  ADD ("/app/search/link-paused-without-a-kettle", test_paused_without_a_kettle);

  status = g_test_run ();
  test_resolver_remove (resolver);

  return status;
}
