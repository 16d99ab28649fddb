// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-premises.h"
#include "settings/kettle-settings.h"
#include "emulator/kettle-emulator.h"
#include "net/test-resolver.h"
#include "support/test-wait.h"

#include <net/if.h>

/*
 * The surroundings are made up. No packet leaves for them: the link is held, or is stopped
 * before its attempt. Where a connection is needed, a piece of the loopback range is taken for the
 * network, and the kettle has a name.
 */

#define HOST  "10.255.255.9"
#define HOME  "10.255.255.0/24 02:00:00:00:00:01"
#define NEAR  "127.0.0.0/24 02:00:00:00:00:01"
#define OTHER "10.255.255.0/24 02:00:00:00:00:77"

#define ROUTES                                                                            \
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n" \
  "eth0\t00000000\t01FFFF0A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
#define NEAR_ROUTES                                                                       \
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n" \
  "eth0\t00000000\tFE00007F\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
#define TABLE "IP address       HW type     Flags       HW address            Mask     Device\n"
#define NEAR_GATEWAY \
  TABLE "127.0.0.254      0x1         0x2         02:00:00:00:00:01     *        eth0\n"
#define GATEWAY \
  TABLE "10.255.255.1     0x1         0x2         02:00:00:00:00:01     *        eth0\n"

typedef struct {
  KettleLink *link;
  GSettings *settings;
  KettleHints *hints;
  KettlePremises *premises;
  const char *neighbours;
  gboolean up;
  gboolean guest;
  gboolean near;
  guint n_read;
} Fixture;

static KettleSurroundings *
read_made_up (gpointer user_data)
{
  Fixture *fixture = user_data;
  KettleInterface interfaces[] = {
    { "eth0", IFF_UP | IFF_RUNNING | IFF_BROADCAST, 0x0afffff0, 0xffffff00 },
    { "docker7", IFF_UP | IFF_RUNNING | IFF_BROADCAST, 0xac130001, 0xffff0000 },
  };

  fixture->n_read++;
  if (fixture->near)
    interfaces[0].address = 0x7f000005;
  if (!fixture->up)
    interfaces[0].flags = 0;

  return kettle_surroundings_new (interfaces, fixture->guest ? 2 : 1,
                                  !fixture->up    ? ""
                                  : fixture->near ? NEAR_ROUTES
                                                  : ROUTES,
                                  fixture->neighbours);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const networks[] = { data, NULL };

  fixture->up = TRUE;
  fixture->neighbours = GATEWAY;
  fixture->link = kettle_link_new ();
  fixture->settings = kettle_settings_open (TRUE);
  if (data != NULL)
    g_settings_set_strv (fixture->settings, "networks", networks);
  fixture->hints = kettle_hints_new ();
  fixture->premises =
      g_object_new (KETTLE_TYPE_PREMISES, "link", fixture->link, "settings", fixture->settings,
                    "hints", fixture->hints, "poll-interval", 20, "poll-time", 200, NULL);
  kettle_premises_set_reader (fixture->premises, read_made_up, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_link_stop (fixture->link);
  g_assert_finalize_object (fixture->premises);
  g_object_unref (fixture->hints);
  g_object_unref (fixture->settings);
  g_assert_finalize_object (fixture->link);
}

/* No packet leaves: an attempt of the link is to be forbidden, or is not made. */
static void
choose (Fixture *fixture)
{
  kettle_premises_set_kettle (fixture->premises, HOST, 2000);
}

static gboolean
is_held (Fixture *fixture, KettleTrouble trouble)
{
  return kettle_link_get_state (fixture->link) == KETTLE_LINK_HELD
         && kettle_link_get_trouble (fixture->link) == trouble;
}

static void
test_other_network (Fixture *fixture, gconstpointer data)
{
  choose (fixture);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK));
  g_assert_cmpstr (kettle_premises_get_network_id (fixture->premises), ==, HOME);
  g_assert_false (kettle_premises_is_known (fixture->premises));
  kettle_link_want (fixture->link);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK));
}

static void
test_asked_for (Fixture *fixture, gconstpointer data)
{
  choose (fixture);
  kettle_premises_allow (fixture->premises, "10.255.255.10");
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK));
  kettle_premises_allow (fixture->premises, NULL);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
}

static void
test_gateway_late (Fixture *fixture, gconstpointer data)
{
  fixture->neighbours = TABLE;
  choose (fixture);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_NONE));
  fixture->neighbours = GATEWAY;
  test_wait_for (kettle_premises_is_known (fixture->premises), 2000);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
}

static void
test_gateway_never (Fixture *fixture, gconstpointer data)
{
  guint n_read;

  fixture->neighbours = TABLE;
  choose (fixture);
  test_wait_for (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK), 2000);
  n_read = fixture->n_read;
  test_never (fixture->n_read > n_read, 200);
  g_assert_null (kettle_premises_get_network_id (fixture->premises));
}

static void
test_back_home (Fixture *fixture, gconstpointer data)
{
  fixture->neighbours =
      TABLE "10.255.255.1     0x1         0x2         02:00:00:00:00:33     *        eth0\n";
  choose (fixture);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK));
  fixture->neighbours = GATEWAY;
  g_signal_emit_by_name (fixture->hints, "network-changed");
  g_assert_true (kettle_premises_is_known (fixture->premises));
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (fixture->link), ==, KETTLE_TROUBLE_NONE);
}

/* While somebody looks for it the link stays away, and comes back after. */
static void
test_paused (Fixture *fixture, gconstpointer data)
{
  kettle_premises_set_paused (fixture->premises, TRUE);
  choose (fixture);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_NONE));
  kettle_premises_set_paused (fixture->premises, FALSE);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
}

static void
connect_near (Fixture *fixture, KettleEmulator *kettle)
{
  g_assert_true (kettle_emulator_listen (kettle, "127.0.0.1", 0, NULL));
  fixture->near = TRUE;
  fixture->neighbours = NEAR_GATEWAY;
  kettle_premises_set_kettle (fixture->premises, "kettle.test", kettle_emulator_get_port (kettle));
  test_wait_for (kettle_link_get_state (fixture->link) == KETTLE_LINK_CONNECTED, 5000);
  g_assert_cmpstr (kettle_premises_get_network_id (fixture->premises), ==, NEAR);
}

static void
change_network (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->hints, "network-changed");
}

/* As containers and virtual machines make them. */
static void
test_guest_network (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) kettle = kettle_emulator_new ();

  connect_near (fixture, kettle);
  fixture->guest = TRUE;
  change_network (fixture);
  fixture->guest = FALSE;
  change_network (fixture);
  /* And the router is not heard of for a moment. */
  fixture->neighbours = TABLE;
  change_network (fixture);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_CONNECTED);
  kettle_emulator_shut_down (kettle);
}

static void
test_interface_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) kettle = kettle_emulator_new ();

  connect_near (fixture, kettle);
  fixture->up = FALSE;
  change_network (fixture);
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (fixture->link), ==, KETTLE_TROUBLE_LOST);
  kettle_emulator_shut_down (kettle);
}

static void
test_other_router (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) kettle = kettle_emulator_new ();

  connect_near (fixture, kettle);
  fixture->neighbours =
      TABLE "127.0.0.254      0x1         0x2         02:00:00:00:00:33     *        eth0\n";
  change_network (fixture);
  g_assert_true (is_held (fixture, KETTLE_TROUBLE_OTHER_NETWORK));
  kettle_emulator_shut_down (kettle);
}

static void
test_resumed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleEmulator) kettle = kettle_emulator_new ();

  connect_near (fixture, kettle);
  g_signal_emit_by_name (fixture->hints, "resumed");
  g_assert_cmpint (kettle_link_get_state (fixture->link), ==, KETTLE_LINK_WAITING);
  kettle_emulator_shut_down (kettle);
}

static void
test_loopback (Fixture *fixture, gconstpointer data)
{
  kettle_premises_set_kettle (fixture->premises, "127.0.0.1", 1);
  g_assert_cmpint (kettle_link_get_state (fixture->link), !=, KETTLE_LINK_HELD);
  g_assert_null (kettle_premises_get_network_id (fixture->premises));
  g_assert_false (kettle_premises_is_known (fixture->premises));
  test_wait_for (kettle_link_get_trouble (fixture->link) == KETTLE_TROUBLE_REFUSED, 3000);
  g_assert_cmpuint (fixture->n_read, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("127.0.0.1");
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, network, function) \
  g_test_add (path, Fixture, network, set_up, function, tear_down)
  ADD ("/app/premises/other-network", OTHER, test_other_network);
  ADD ("/app/premises/asked-for", OTHER, test_asked_for);
  ADD ("/app/premises/gateway-known-late", HOME, test_gateway_late);
  ADD ("/app/premises/gateway-never-known", HOME, test_gateway_never);
  ADD ("/app/premises/back-home", HOME, test_back_home);
  ADD ("/app/premises/paused", HOME, test_paused);
  ADD ("/app/premises/another-network-comes-and-goes", NEAR, test_guest_network);
  ADD ("/app/premises/interface-down", NEAR, test_interface_down);
  ADD ("/app/premises/other-router-same-addresses", NEAR, test_other_router);
  ADD ("/app/premises/resumed", NEAR, test_resumed);
  ADD ("/app/premises/loopback", OTHER, test_loopback);

  status = g_test_run ();
  test_resolver_remove (resolver);

  return status;
}
