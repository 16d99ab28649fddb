// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"
#include "support/cable.h"

#include <stdlib.h>
#include <string.h>

/*
 * The whole program in a network of its own: a /24 with a router and a kettle, made by this test in
 * namespaces. The settings' address may be wrong, the kettle may move, the network may be another.
 */

#define HERE        "10.99.0.5"
#define ROUTER      "10.99.0.254"
#define KETTLE      "10.99.0.23"
#define MOVED       "10.99.0.157"
#define NETWORK_ID  "10.99.0.0/24 " CABLE_MAC_THERE
#define FOREIGN_ID  "10.99.0.0/24 02:00:00:00:00:77"
#define KETTLE_PORT 2000

typedef struct {
  KettleEmulator *kettle;
  RecordingTray *panel;
  RecordingNotifications *server;
  Program *program;
} House;

/* The router is a name in the neighbour table alone: the emulator would answer at its address. */
static void
know_router (void)
{
  g_assert_true (cable_run ("ip neigh flush dev " CABLE_HERE));
  g_assert_true (cable_run ("ip neigh replace " ROUTER " lladdr " CABLE_MAC_THERE
                            " nud permanent dev " CABLE_HERE));
}

static void
set_up (House *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  program_forget_settings ();
  cable_run_there ("ip addr flush dev " CABLE_THERE);
  g_assert_true (cable_run_there ("ip addr add " KETTLE "/24 dev " CABLE_THERE));
  know_router ();

  self->kettle = kettle_emulator_new ();
  cable_enter_there ();
  kettle_emulator_listen (self->kettle, "0.0.0.0", KETTLE_PORT, &error);
  cable_enter_here ();
  g_assert_no_error (error);
  self->panel = recording_tray_new (TRUE);
  self->server = recording_notifications_new (TRUE);
}

static void
tear_down (House *self, gconstpointer data)
{
  if (self->program != NULL && program_is_running (self->program))
    program_quit (self->program);
  g_clear_pointer (&self->program, program_free);
  kettle_emulator_shut_down (self->kettle);
  g_clear_object (&self->kettle);
  g_clear_object (&self->panel);
  g_clear_object (&self->server);
}

static void
start (House *self)
{
  static const char *environment[] = { "NO_AT_BRIDGE", NULL };

  self->program = program_start (NULL, environment);
}

static guint
count_heard (House *self, const char *line)
{
  const char *heard = kettle_emulator_get_heard (self->kettle);
  guint count = 0;

  while ((heard = strstr (heard, line)) != NULL) {
    count++;
    heard += strlen (line);
  }

  return count;
}

static guint
count_accepted (House *self)
{
  guint n;

  g_object_get (self->kettle, "n-accepted", &n, NULL);

  return n;
}

static gboolean
setting_is (const char *key, const char *expected)
{
  g_autofree char *stored = program_dup_setting (key);

  return g_strcmp0 (stored, expected) == 0;
}

/* The first start: the finder is there by itself, looks when told to, and the connection that found
 * the kettle is the one that stays. */
static void
test_first_look (House *self, gconstpointer data)
{
  start (self);
  test_wait_for (reader_is_showing (desk_reader (), "Let's find your kettle"), 8000);
  test_never (count_accepted (self) > 0, 500);

  g_assert_true (reader_press (desk_reader (), "Look"));
  test_wait_for (reader_is_showing (desk_reader (), "Use This Kettle"), 3000);
  g_assert_true (program_has_word (self->program, "connection", "none"));
  g_assert_true (reader_press (desk_reader (), "Use This Kettle"));
  test_wait_for (program_has_word (self->program, "phase", "off"), 3000);
  test_wait_for (setting_is ("host", "'" KETTLE "'"), 3000);
  test_wait_for (setting_is ("networks", "['" NETWORK_ID "']"), 3000);
  g_assert_true (setting_is ("mac", "'" CABLE_MAC_THERE "'"));
  test_wait_for (!reader_is_showing (desk_reader (), "Let's find your kettle"), 3000);
  test_never (count_accepted (self) > 1 || count_heard (self, "HELLOKETTLE") > 1, 1500);
  g_assert_cmpuint (count_heard (self, "set sys"), ==, 0);
}

/* Closing the finder in the middle stops the look: nobody is connected any more. */
static void
test_closed_in_the_middle (House *self, gconstpointer data)
{
  guint n_clients = 1;

  start (self);
  test_wait_for (reader_is_showing (desk_reader (), "Look"), 8000);
  g_assert_true (reader_press (desk_reader (), "Look"));
  test_wait_for (reader_is_showing (desk_reader (), "Use This Kettle"), 3000);
  g_assert_true (reader_press (desk_reader (), "Stop"));
  test_wait_for (reader_is_showing (desk_reader (), "Look"), 3000);
  g_assert_true (reader_press (desk_reader (), "Close"));
  test_wait_for ((g_object_get (self->kettle, "n-clients", &n_clients, NULL), n_clients == 0),
                 3000);
}

static void
remember_kettle (const char *network)
{
  g_autofree char *networks = g_strdup_printf ("['%s']", network);

  program_set_setting ("host", "'" KETTLE "'");
  program_set_setting ("networks", networks);
}

/* The router gives the kettle another address while it heats. Nobody touches anything. */
static void
test_moved (House *self, gconstpointer data)
{
  gint64 began;

  remember_kettle (NETWORK_ID);
  program_set_setting ("mac", "'" CABLE_MAC_THERE "'");
  start (self);
  test_wait_for (program_has_word (self->program, "phase", "off"), 8000);
  program_activate_int (self->program, "temperature", 95);
  test_wait_for (program_get_int (self->program, "temperature") == 95, 5000);

  know_router ();
  g_assert_true (cable_run_there ("ip addr del " KETTLE "/24 dev " CABLE_THERE));
  g_assert_true (cable_run_there ("ip addr add " MOVED "/24 dev " CABLE_THERE));
  began = g_get_monotonic_time ();
  test_wait_for (!program_has_word (self->program, "connection", "connected"), 60000);
  g_assert_false (program_get_boolean (self->program, "on"));
  test_wait_for (program_has_word (self->program, "phase", "heating"), 90000);
  g_test_message ("back after %.1f s", (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 90 * G_USEC_PER_SEC);
  g_assert_cmpint (program_get_int (self->program, "temperature"), ==, 95);
  g_assert_true (program_get_boolean (self->program, "on"));
  test_wait_for (setting_is ("host", "'" MOVED "'"), 3000);
}

/* Somebody else's network: what has the kettle's address there is not the kettle. */
static void
test_unknown_network (House *self, gconstpointer data)
{
  remember_kettle (FOREIGN_ID);
  start (self);
  test_wait_for (program_has_word (self->program, "connection", "unreachable"), 8000);
  program_activate (self->program, "on");
  program_activate (self->program, "quick-boil");
  test_never (count_accepted (self) > 0, 6500);

  program_activate (self->program, "connect-here");
  test_wait_for (program_has_word (self->program, "phase", "off"), 5000);
  g_assert_cmpuint (count_heard (self, "set sys"), ==, 0);
  test_wait_for (setting_is ("networks", "['" NETWORK_ID "', '" FOREIGN_ID "']"), 3000);
}

/* The cable is out for a moment: told at once, and back soon after, without a burst. */
static void
test_cable_out_and_in (House *self, gconstpointer data)
{
  remember_kettle (NETWORK_ID);
  start (self);
  test_wait_for (program_has_word (self->program, "phase", "off"), 8000);
  g_assert_true (cable_run ("ip link set " CABLE_HERE " down"));
  test_wait_for (!program_has_word (self->program, "connection", "connected"), 2000);
  g_assert_true (cable_run ("ip link set " CABLE_HERE " up"));
  g_assert_true (cable_run ("ip route replace default via " ROUTER));
  know_router ();
  test_wait_for (program_has_word (self->program, "phase", "off"), 20000);
  g_assert_cmpuint (count_accepted (self), ==, 2);
}

/* Another network comes and goes beside it, as virtual machines and containers make them. */
static void
test_another_network_comes_and_goes (House *self, gconstpointer data)
{
  remember_kettle (NETWORK_ID);
  start (self);
  test_wait_for (program_has_word (self->program, "phase", "off"), 8000);
  g_assert_true (cable_run ("ip link add docker7 type veth peer name docker8"));
  g_assert_true (cable_run ("ip addr add 172.19.0.1/16 dev docker7"));
  g_assert_true (cable_run ("ip link set docker7 up"));
  test_never (!program_has_word (self->program, "connection", "connected"), 1000);
  g_assert_true (cable_run ("ip link del docker7"));
  test_never (!program_has_word (self->program, "connection", "connected"), 1000);
  g_assert_cmpuint (count_accepted (self), ==, 1);
}

int
main (int argc, char *argv[])
{
  if (!cable_lay (FALSE) || !cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE)
      || !cable_run ("ip route add default via " ROUTER)) {
    g_print ("1..0 # SKIP no network namespaces to be had here\n");
    return CABLE_SKIPPED;
  }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, House, NULL, set_up, function, tear_down)
  ADD ("/e2e/network/first-look", test_first_look);
  ADD ("/e2e/network/finder-closed-in-the-middle", test_closed_in_the_middle);
  ADD ("/e2e/network/unknown-network", test_unknown_network);
  ADD ("/e2e/network/another-network-comes-and-goes", test_another_network_comes_and_goes);
  ADD ("/e2e/network/cable-out-and-in", test_cable_out_and_in);
  ADD ("/e2e/network/moved-while-it-heats", test_moved);

  return desk_run ();
}
