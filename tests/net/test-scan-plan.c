// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-scan-plan.h"

#include <net/if.h>

#define UP     (IFF_UP | IFF_RUNNING | IFF_BROADCAST)
#define MASK24 0xffffff00
#define MASK8  0xff000000

static KettleInterface
make (const char *name, guint32 address, guint prefix)
{
  KettleInterface interface = { "", UP, address, G_MAXUINT32 << (32 - prefix) };

  g_strlcpy (interface.name, name, sizeof interface.name);

  return interface;
}

static guint32
get_address (const KettleScanPlan *plan, guint i)
{
  g_assert_cmpuint (i, <, plan->addresses->len);

  return g_array_index (plan->addresses, guint32, i);
}

/* What is true of every plan. */
static void
check (const KettleScanPlan *plan,
       const KettleSurroundings *surroundings,
       guint32 excluded,
       guint max_hosts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_planned = 0;

  g_assert_cmpuint (plan->addresses->len, <=, max_hosts);
  for (guint i = 0; i < plan->addresses->len; i++) {
    guint32 address = get_address (plan, i);
    gboolean inside = FALSE;

    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (address)));
    g_assert_cmphex (address, !=, excluded);
    for (guint j = 0; j < kettle_surroundings_get_n_networks (surroundings); j++) {
      const KettleNetwork *network = kettle_surroundings_get_network (surroundings, j);
      guint32 rest = network->prefix == 32 ? 0 : G_MAXUINT32 >> network->prefix;

      g_assert_cmphex (address, !=, network->address);
      g_assert_cmphex (address, !=, network->address & ~rest);
      g_assert_cmphex (address, !=, network->address | rest);
      inside = inside || ((address ^ network->address) & ~rest) == 0;
    }
    g_assert_true (inside);
  }
  for (guint i = 0; i < plan->ranges->len; i++) {
    const KettleScanRange *range = &g_array_index (plan->ranges, KettleScanRange, i);

    g_assert_cmpuint (range->n_planned, <=, range->n_hosts);
    n_planned += range->n_planned;
  }
  g_assert_cmpuint (n_planned, ==, plan->addresses->len);
}

static KettleScanPlan *
make_plan (const KettleInterface *interfaces,
           gsize n_interfaces,
           const char *neighbours,
           const guint32 *last_known,
           gsize n_last_known,
           guint32 excluded,
           guint max_hosts)
{
  g_autoptr (KettleSurroundings) surroundings =
      kettle_surroundings_new (interfaces, n_interfaces, NULL, neighbours);
  KettleScanPlan *plan =
      kettle_scan_plan_new (surroundings, last_known, n_last_known, excluded, max_hosts);

  check (plan, surroundings, excluded, max_hosts);

  return plan;
}

static KettleScanPlan *
make_simple (const KettleInterface *interfaces, gsize n_interfaces)
{
  return make_plan (interfaces, n_interfaces, NULL, NULL, 0, 0, KETTLE_SCAN_MAX_HOSTS);
}

static void
assert_range (
    const KettleScanPlan *plan, guint i, const char *network, guint n_planned, guint n_hosts)
{
  const KettleScanRange *range = &g_array_index (plan->ranges, KettleScanRange, i);

  g_assert_cmpuint (i, <, plan->ranges->len);
  g_assert_cmpstr (range->network, ==, network);
  g_assert_cmpuint (range->n_planned, ==, n_planned);
  g_assert_cmpuint (range->n_hosts, ==, n_hosts);
}

static void
test_no_network (void)
{
  g_autoptr (KettleScanPlan) plan = make_simple (NULL, 0);

  g_assert_cmpuint (plan->addresses->len, ==, 0);
  g_assert_cmpuint (plan->ranges->len, ==, 0);
  g_assert_cmpuint (plan->n_refused, ==, 0);
}

static void
test_only_public (void)
{
  const KettleInterface interface = make ("eth0", 0x08080808, 24);
  const guint32 known[] = { 0x08080809, 0xc0a80107 };
  g_autoptr (KettleScanPlan) plan =
      make_plan (&interface, 1, "8.8.8.9 0x1 0x2 02:00:00:00:00:09 * eth0\n", known, 2, 0,
                 KETTLE_SCAN_MAX_HOSTS);

  g_assert_cmpuint (plan->addresses->len, ==, 0);
  g_assert_cmpuint (plan->ranges->len, ==, 0);
  g_assert_cmpuint (plan->n_refused, ==, 1);
}

static void
test_whole_24 (void)
{
  const KettleInterface interface = make ("eth0", 0xc0a80105, 24);
  g_autoptr (KettleScanPlan) plan = make_simple (&interface, 1);

  assert_range (plan, 0, "192.168.1.0/24", 253, 253);
  for (guint i = 0; i < 253; i++)
    g_assert_cmphex (get_address (plan, i), ==, 0xc0a80101 + i + (i >= 4));
}

static void
test_small_networks (void)
{
  /* The machine is the second host of each, where there is one. */
  static const struct {
    guint prefix;
    guint n_hosts;
  } cases[] = {
    { 25, 125 }, { 26, 61 }, { 27, 29 }, { 28, 13 }, { 29, 5 }, { 30, 1 }, { 31, 0 }, { 32, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const KettleInterface interface = make ("eth0", 0xc0a80182, cases[i].prefix);
    g_autofree char *network =
        g_strdup_printf ("192.168.1.%u/%u", cases[i].prefix > 30 ? 130 : 128, cases[i].prefix);
    g_autoptr (KettleScanPlan) plan = make_simple (&interface, 1);

    g_assert_cmpuint (plan->addresses->len, ==, cases[i].n_hosts);
    assert_range (plan, 0, network, cases[i].n_hosts, cases[i].n_hosts);
    if (cases[i].n_hosts > 0)
      g_assert_cmphex (get_address (plan, 0), ==, 0xc0a80181);
  }
}

/* Larger than one /24 and smaller than the maximum: all of it, the own /24 first. */
static void
test_all_of_a_22 (void)
{
  const KettleInterface interface = make ("eth0", 0xc0a80605, 22);
  g_autoptr (KettleScanPlan) plan = make_simple (&interface, 1);

  assert_range (plan, 0, "192.168.4.0/22", 1021, 1021);
  for (guint i = 0; i < 255; i++)
    g_assert_cmphex (get_address (plan, i) & MASK24, ==, 0xc0a80600);
  for (guint i = 255; i < 255 + 255 + 256; i++)
    g_assert_cmphex (get_address (plan, i) & ~0x2ffu, ==, 0xc0a80500);
  for (guint i = 255 + 255 + 256; i < 1021; i++)
    g_assert_cmphex (get_address (plan, i) & MASK24, ==, 0xc0a80400);
}

static void
test_a_whole_8 (void)
{
  const KettleInterface interface = make ("eth0", 0x0a070305, 8);
  const guint32 blocks[] = { 0x0a070300, 0x0a070400, 0x0a070200, 0x0a070500, 0x0a070100 };
  g_autoptr (KettleScanPlan) plan = make_simple (&interface, 1);

  g_assert_cmpuint (plan->addresses->len, ==, 1024);
  assert_range (plan, 0, "10.0.0.0/8", 1024, 0xffffff - 2);
  for (guint i = 0; i < 1024; i++)
    g_assert_cmphex (get_address (plan, i) & MASK24, ==, blocks[(i + 1) / 256]);
}

/* At the edges there is nothing on one side. */
static void
test_first_and_last_24_of_an_8 (void)
{
  const KettleInterface first = make ("eth0", 0x0a000005, 8);
  const KettleInterface last = make ("eth0", 0x0afffff5, 8);
  g_autoptr (KettleScanPlan) of_first = make_simple (&first, 1);
  g_autoptr (KettleScanPlan) of_last = make_simple (&last, 1);

  g_assert_cmpuint (of_first->addresses->len, ==, 1024);
  g_assert_cmpuint (of_last->addresses->len, ==, 1024);
  for (guint i = 0; i < 1024; i++) {
    g_assert_cmphex (get_address (of_first, i), <=, 0x0a000401);
    g_assert_cmphex (get_address (of_last, i), >=, 0x0afffb00);
  }
}

/* A netmask that is too wide does not lead into the internet. */
static void
test_mask_wider_than_private (void)
{
  static const struct {
    guint32 address;
    guint32 lowest;
    guint32 highest;
  } cases[] = {
    { 0xc0a80005, 0xc0a80000, 0xc0a8ffff }, { 0xc0a8fff5, 0xc0a80000, 0xc0a8ffff },
    { 0xac100005, 0xac100000, 0xac1fffff }, { 0xac1ffff5, 0xac100000, 0xac1fffff },
    { 0xa9fe0005, 0xa9fe0000, 0xa9feffff }, { 0x0a000005, 0x0a000000, 0x0affffff },
    { 0x0afffff5, 0x0a000000, 0x0affffff },
  };

  for (guint prefix = 1; prefix <= 8; prefix++)
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
      const KettleInterface interface = make ("eth0", cases[i].address, prefix);
      const guint32 known[] = { cases[i].lowest - 7, cases[i].highest + 7 };
      g_autoptr (KettleScanPlan) plan =
          make_plan (&interface, 1, NULL, known, 2, 0, KETTLE_SCAN_MAX_HOSTS);

      g_assert_cmpuint (plan->addresses->len, ==, 1024);
      for (guint j = 0; j < 1024; j++) {
        g_assert_cmphex (get_address (plan, j), >=, cases[i].lowest);
        g_assert_cmphex (get_address (plan, j), <=, cases[i].highest);
      }
    }
}

static void
test_hundred_interfaces (void)
{
  KettleInterface interfaces[100];
  g_autoptr (KettleScanPlan) plan = NULL;

  for (guint i = 0; i < 100; i++)
    interfaces[i] = make ("eth", 0x0a000005 + (i << 16), i % 2 == 0 ? 24 : 16);
  plan = make_simple (interfaces, 100);

  g_assert_cmpuint (plan->addresses->len, ==, 1024);
  g_assert_cmpuint (plan->ranges->len, ==, 100);
  assert_range (plan, 0, "10.0.0.0/24", 253, 253);
  assert_range (plan, 1, "10.1.0.0/16", 254, 65533);
  assert_range (plan, 2, "10.2.0.0/24", 253, 253);
  assert_range (plan, 3, "10.3.0.0/16", 254, 65533);
  assert_range (plan, 4, "10.4.0.0/24", 10, 253);
  for (guint i = 5; i < 100; i++)
    g_assert_cmpuint (g_array_index (plan->ranges, KettleScanRange, i).n_planned, ==, 0);
}

/* The own /24 of the second before more of the first. */
static void
test_own_24_of_each_first (void)
{
  const KettleInterface interfaces[] = { make ("eth0", 0x0a000105, 8),
                                         make ("wlan0", 0xc0a80105, 24) };
  g_autoptr (KettleScanPlan) plan = make_simple (interfaces, 2);

  assert_range (plan, 0, "10.0.0.0/8", 1024 - 253, 0xffffff - 2);
  assert_range (plan, 1, "192.168.1.0/24", 253, 253);
  for (guint i = 0; i < 255; i++)
    g_assert_cmphex (get_address (plan, i) & MASK24, ==, 0x0a000100);
  for (guint i = 255; i < 255 + 253; i++)
    g_assert_cmphex (get_address (plan, i) & MASK24, ==, 0xc0a80100);
  for (guint i = 255 + 253; i < 1024; i++)
    g_assert_cmphex (get_address (plan, i) & MASK8, ==, 0x0a000000);
}

/* One network, however many ways lead into it. */
static void
test_wifi_and_cable_in_one_network (void)
{
  const KettleInterface interfaces[] = {
    make ("eth0", 0xc0a80105, 24),
    make ("wlan0", 0xc0a80106, 24),
    make ("eth1", 0xc0a80106, 24),
  };
  const KettleInterface tiny[] = {
    make ("eth0", 0xc0a80101, 30),  make ("eth1", 0xc0a80102, 30), make ("wlan0", 0xc0a80102, 30),
    make ("wlan1", 0xc0a80100, 30), make ("eth2", 0xc0a80103, 30), make ("eth3", 0xc0a80101, 30),
  };
  g_autoptr (KettleScanPlan) plan = make_simple (interfaces, G_N_ELEMENTS (interfaces));
  g_autoptr (KettleScanPlan) none = make_simple (tiny, G_N_ELEMENTS (tiny));

  g_assert_cmpuint (plan->ranges->len, ==, 1);
  assert_range (plan, 0, "192.168.1.0/24", 252, 252);
  g_assert_cmpuint (none->ranges->len, ==, 1);
  assert_range (none, 0, "192.168.1.0/30", 0, 0);
}

static void
test_network_within_a_network (void)
{
  const KettleInterface interfaces[] = { make ("wlan0", 0xc0a80105, 24),
                                         make ("eth0", 0xc0a80206, 16) };
  g_autoptr (KettleScanPlan) plan = make_simple (interfaces, 2);

  g_assert_cmpuint (plan->addresses->len, ==, 1024);
  assert_range (plan, 0, "192.168.1.0/24", 253, 253);
  assert_range (plan, 1, "192.168.0.0/16", 1024 - 253, 65533);
}

/* --- Order ----------------------------------------------------------------------------------- */

static void
test_order (void)
{
  const KettleInterface interfaces[] = { make ("wlan0", 0xc0a80105, 24),
                                         make ("eth0", 0x0a000105, 16) };
  /* Twice the same, two that are not here, the own one, a network's and a broadcast address. */
  const guint32 known[] = { 0x0a00f177, 0xc0a801c8, 0x0a00f177, 0x08080808, 0xac100001,
                            0xc0a80105, 0xc0a80100, 0xc0a801ff, 0x0a00ffff, 0 };
  const guint32 expected[] = { 0x0a00f177, 0xc0a801c8, 0xc0a80101, 0x0a000209, 0xc0a80102,
                               0xc0a80103, 0xc0a80104, 0xc0a80106, 0xc0a80107 };
  g_autoptr (KettleScanPlan) plan =
      make_plan (interfaces, 2,
                 "192.168.1.1 0x1 0x2 02:00:00:00:00:01 * wlan0\n"
                 "192.168.1.200 0x1 0x2 02:00:00:00:00:c8 * wlan0\n"
                 "192.168.1.1 0x1 0x2 02:00:00:00:00:02 * eth0\n"
                 "192.168.1.255 0x1 0x2 02:00:00:00:00:03 * wlan0\n"
                 "192.168.1.5 0x1 0x2 02:00:00:00:00:04 * wlan0\n"
                 "192.168.7.7 0x1 0x2 02:00:00:00:00:05 * wlan0\n"
                 "192.168.1.8 0x1 0x0 00:00:00:00:00:00 * wlan0\n"
                 "8.8.8.8 0x1 0x2 02:00:00:00:00:06 * wlan0\n"
                 "10.0.2.9 0x1 0x2 02:00:00:00:00:07 * eth0\n",
                 known, G_N_ELEMENTS (known), 0, KETTLE_SCAN_MAX_HOSTS);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmphex (get_address (plan, i), ==, expected[i]);
  assert_range (plan, 0, "192.168.1.0/24", 253, 253);
  assert_range (plan, 1, "10.0.0.0/16", 1024 - 253, 65533);
}

/* Far away in a /8, out of reach of the rest: the one that was there last is asked all the same. */
static void
test_last_known_far_away (void)
{
  const KettleInterface interface = make ("eth0", 0x0a000105, 8);
  const guint32 known[] = { 0x0afe0101 };
  g_autoptr (KettleScanPlan) plan =
      make_plan (&interface, 1, NULL, known, 1, 0, KETTLE_SCAN_MAX_HOSTS);

  g_assert_cmphex (get_address (plan, 0), ==, 0x0afe0101);
  g_assert_cmpuint (plan->addresses->len, ==, 1024);
}

/* --- Limits ---------------------------------------------------------------------------------- */

static void
test_excluded (void)
{
  const KettleInterface interface = make ("eth0", 0xc0a80105, 24);
  const guint32 known[] = { 0xc0a80107, 0xc0a80108 };
  g_autoptr (KettleScanPlan) plan = make_plan (
      &interface, 1, "192.168.1.7 0x1 0x2 02:00:00:00:00:07 * eth0\n", known, 2, 0xc0a80107, 1024);

  g_assert_cmpuint (plan->addresses->len, ==, 252);
  g_assert_cmphex (get_address (plan, 0), ==, 0xc0a80108);
  g_assert_cmphex (get_address (plan, 1), ==, 0xc0a80101);
}

static void
test_maximum (void)
{
  static const guint maxima[] = { 0, 1, 2, 3, 4, 252, 253, 254, 1024, G_MAXUINT };
  const KettleInterface interfaces[] = { make ("eth0", 0xc0a80105, 24),
                                         make ("eth1", 0xc0a80205, 24) };
  const guint32 known[] = { 0xc0a80107, 0xc0a80108 };

  for (gsize i = 0; i < G_N_ELEMENTS (maxima); i++) {
    g_autoptr (KettleScanPlan) plan = make_plan (
        interfaces, 2, "192.168.1.9 0x1 0x2 02:00:00:00:00:09 * eth0\n", known, 2, 0, maxima[i]);

    g_assert_cmpuint (plan->addresses->len, ==, MIN (maxima[i], 506));
    g_assert_cmpuint (plan->ranges->len, ==, 2);
  }
}

static void
test_crowded_table (void)
{
  const KettleInterface interface = make ("eth0", 0x0a000105, 8);
  g_autoptr (GString) table = g_string_new (NULL);
  g_autoptr (KettleScanPlan) plan = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (table, "10.9.%u.%u 0x1 0x2 02:00:00:00:00:01 * eth0\n", i / 256,
                            i % 256);
  plan = make_plan (&interface, 1, table->str, NULL, 0, 0, KETTLE_SCAN_MAX_HOSTS);

  g_assert_cmpuint (plan->addresses->len, ==, 1024);
}

/* Whatever comes: the rules of check () hold. */
static void
test_anything (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  static const guint32 homes[] = { 0x0a000000, 0xac100000, 0xc0a80000, 0xa9fe0000, 0x7f000000 };

  for (guint round = 0; round < 300; round++) {
    KettleInterface interfaces[12];
    guint n_interfaces = g_rand_int (random) % 13;
    guint32 known[8];
    guint32 excluded;
    g_autoptr (GString) table = g_string_new (NULL);

    for (guint i = 0; i < n_interfaces; i++) {
      guint32 home = homes[g_rand_int (random) % G_N_ELEMENTS (homes)];

      interfaces[i] =
          make ("eth0", home | (g_rand_int (random) & 0x3ff), 1 + g_rand_int (random) % 32);
      if (g_rand_int (random) % 8 == 0)
        interfaces[i].netmask = g_rand_int (random);
    }
    for (guint i = 0; i < G_N_ELEMENTS (known); i++)
      known[i] = homes[g_rand_int (random) % G_N_ELEMENTS (homes)] | (g_rand_int (random) & 0x3ff);
    for (guint i = 0; i < 50; i++)
      g_string_append_printf (table, "192.168.%u.%u 0x1 0x2 02:00:00:00:00:01 * eth0\n",
                              g_rand_int (random) % 4, g_rand_int (random) % 256);
    excluded = known[0];
    kettle_scan_plan_free (make_plan (interfaces, n_interfaces, table->str, known,
                                      G_N_ELEMENTS (known), excluded, g_rand_int (random) % 1100));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/scan-plan/no-network", test_no_network);
  g_test_add_func ("/net/scan-plan/only-public", test_only_public);
  g_test_add_func ("/net/scan-plan/whole-24", test_whole_24);
  g_test_add_func ("/net/scan-plan/small-networks", test_small_networks);
  g_test_add_func ("/net/scan-plan/all-of-a-22", test_all_of_a_22);
  g_test_add_func ("/net/scan-plan/a-whole-8", test_a_whole_8);
  g_test_add_func ("/net/scan-plan/first-and-last-24-of-an-8", test_first_and_last_24_of_an_8);
  g_test_add_func ("/net/scan-plan/mask-wider-than-private", test_mask_wider_than_private);
  g_test_add_func ("/net/scan-plan/hundred-interfaces", test_hundred_interfaces);
  g_test_add_func ("/net/scan-plan/own-24-of-each-first", test_own_24_of_each_first);
  g_test_add_func ("/net/scan-plan/wifi-and-cable-in-one-network",
                   test_wifi_and_cable_in_one_network);
  g_test_add_func ("/net/scan-plan/network-within-a-network", test_network_within_a_network);
  g_test_add_func ("/net/scan-plan/order", test_order);
  g_test_add_func ("/net/scan-plan/last-known-far-away", test_last_known_far_away);
  g_test_add_func ("/net/scan-plan/excluded", test_excluded);
  g_test_add_func ("/net/scan-plan/maximum", test_maximum);
  g_test_add_func ("/net/scan-plan/crowded-table", test_crowded_table);
  g_test_add_func ("/net/scan-plan/anything", test_anything);

  return g_test_run ();
}
