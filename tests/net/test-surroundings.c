// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-scan-plan.h"

#include <net/if.h>

/*
 * What the system says of itself, good and bad, and whom a look would ask then.
 */

#define RUNNING (IFF_UP | IFF_RUNNING)

#define ROUTES                                                                            \
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n" \
  "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"                       \
  "eth0\t00000000\tFE00000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"                        \
  "eth0\t0000000A\t00000000\t0001\t0\t0\t100\t000000FF\t0\t0\t0\n"

#define NEIGHBOURS                                                                   \
  "IP address       HW type     Flags       HW address            Mask     Device\n" \
  "192.168.1.1      0x1         0x2         02:00:00:00:00:AA     *        wlan0\n"  \
  "192.168.1.77     0x1         0x0         00:00:00:00:00:00     *        wlan0\n"  \
  "192.168.1.23     0x1         0x6         02:00:00:00:00:23     *        wlan0\n"

static guint32
ip (const char *text)
{
  guint32 address;

  g_assert_true (kettle_ipv4_parse (text, &address));

  return address;
}

static KettleInterface
make (const char *name, guint flags, const char *address, guint prefix)
{
  KettleInterface interface = { .flags = flags, .address = ip (address) };

  g_strlcpy (interface.name, name, sizeof interface.name);
  interface.netmask = prefix == 0 ? 0 : G_MAXUINT32 << (32 - prefix);

  return interface;
}

static KettleScanPlan *
plan (const KettleSurroundings *surroundings)
{
  return kettle_scan_plan_new (surroundings, NULL, 0, 0, KETTLE_SCAN_MAX_HOSTS);
}

static guint32
planned (const KettleScanPlan *self, guint i)
{
  return g_array_index (self->addresses, guint32, i);
}

static const KettleScanRange *
range (const KettleScanPlan *self, guint i)
{
  return &g_array_index (self->ranges, KettleScanRange, i);
}

static void
assert_each_once (const KettleScanPlan *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (self->addresses->len, <=, KETTLE_SCAN_MAX_HOSTS);
  for (guint i = 0; i < self->addresses->len; i++)
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (planned (self, i))));
}

static void
test_which_interfaces (void)
{
  const KettleInterface interfaces[] = {
    make ("lo", RUNNING | IFF_LOOPBACK, "127.0.0.1", 8),
    make ("down0", IFF_RUNNING, "192.168.9.1", 24),
    make ("tun0", RUNNING | IFF_POINTOPOINT, "10.8.0.2", 24),
    make ("wan0", RUNNING, "93.184.216.34", 24),
    make ("cgnat0", RUNNING, "100.64.1.2", 10),
    make ("nocable0", IFF_UP, "192.168.8.1", 24),
    make ("wlan0", RUNNING, "192.168.1.5", 24),
    make ("ll0", RUNNING, "169.254.1.9", 16),
    make ("b0", RUNNING, "172.31.255.1", 24),
    make ("b1", RUNNING, "172.32.0.1", 24),
  };
  g_autoptr (KettleSurroundings) self =
      kettle_surroundings_new (interfaces, G_N_ELEMENTS (interfaces), NULL, NULL);

  g_assert_cmpuint (kettle_surroundings_get_n_networks (self), ==, 3);
  g_assert_cmpstr (kettle_surroundings_get_network (self, 0)->name, ==, "wlan0");
  g_assert_cmpstr (kettle_surroundings_get_network (self, 1)->name, ==, "ll0");
  g_assert_cmpstr (kettle_surroundings_get_network (self, 2)->name, ==, "b0");
  g_assert_cmpuint (kettle_surroundings_get_n_refused (self), ==, 4);
}

static void
test_network_id (void)
{
  const KettleInterface interfaces[] = {
    make ("wlan0", RUNNING, "192.168.1.5", 24),
    make ("eth0", RUNNING, "10.0.0.7", 24),
    make ("br0", RUNNING, "172.17.0.1", 16),
  };
  g_autoptr (KettleSurroundings) self =
      kettle_surroundings_new (interfaces, G_N_ELEMENTS (interfaces), ROUTES, NEIGHBOURS);
  g_autofree char *wifi = NULL;
  g_autofree char *mac = kettle_surroundings_dup_mac (self, ip ("192.168.1.23"));
  gboolean pending = TRUE;

  wifi = kettle_surroundings_dup_network_id (self, ip ("192.168.1.23"), &pending);
  g_assert_cmpstr (wifi, ==, "192.168.1.0/24 02:00:00:00:00:aa");
  g_assert_false (pending);
  g_assert_cmpstr (mac, ==, "02:00:00:00:00:23");
  g_assert_false (kettle_surroundings_knows (self, ip ("192.168.1.77")));

  /* There is a gateway, but nobody has spoken with it yet. */
  g_assert_null (kettle_surroundings_dup_network_id (self, ip ("10.0.0.9"), &pending));
  g_assert_true (pending);
  /* No gateway at all. */
  g_assert_null (kettle_surroundings_dup_network_id (self, ip ("172.17.0.9"), &pending));
  g_assert_false (pending);
  /* That of the default route comes first, and leads to everything else. */
  g_assert_cmpstr (kettle_surroundings_get_network (self, 0)->name, ==, "eth0");
}

static void
test_rubbish (void)
{
  static const char *const tables[] = {
    "",
    "\n\n\n",
    "IP address",
    "192.168.1.23 0x1 0x2",
    "999.1.1.1 0x1 0x2 02:00:00:00:00:23 * wlan0",
    "192.168.1.23 0x1 0x2 02:00:00:00:00 * wlan0",
    "192.168.1.23 0x1 0x2 zz:00:00:00:00:23 * wlan0",
    "192.168.1.23 0x1 0x2 ff:ff:ff:ff:ff:ff * wlan0",
    "192.168.1.23 0x1 0x2 00:00:00:00:00:00 * wlan0",
    "192.168.1.23 0x1 0x2 02:00:00:00:00:23:45:67 * wlan0",
    "\xff\xfe 0x1 0x2 \xff * \xff",
    "wlan0 0 0 zzzz 0 0 0 0 0 0 0",
  };
  const KettleInterface interface = make ("wlan0", RUNNING, "192.168.1.5", 24);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (KettleSurroundings) self =
        kettle_surroundings_new (&interface, 1, tables[i], tables[i]);
    guint n;

    g_test_message ("“%s”", tables[i]);
    kettle_surroundings_get_neighbours (self, &n);
    g_assert_cmpuint (n, ==, 0);
    g_assert_null (kettle_surroundings_dup_network_id (self, ip ("192.168.1.23"), NULL));
  }
}

static void
test_endless_tables (void)
{
  const KettleInterface interface = make ("wlan0", RUNNING, "192.168.1.5", 24);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (KettleSurroundings) self = NULL;
  guint n;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "10.0.%u.%u 0x1 0x2 02:00:00:00:00:23 * wlan0\n", i / 250,
                            i % 250 + 1);
  self = kettle_surroundings_new (&interface, 1, NULL, text->str);
  kettle_surroundings_get_neighbours (self, &n);
  g_assert_cmpuint (n, ==, 4096);
}

static void
test_order (void)
{
  const KettleInterface interface = make ("wlan0", RUNNING, "192.168.1.5", 24);
  g_autoptr (KettleSurroundings) self = kettle_surroundings_new (&interface, 1, ROUTES, NEIGHBOURS);
  const guint32 last_known[] = { ip ("192.168.1.200"), ip ("10.1.1.1"), ip ("192.168.1.5") };
  g_autoptr (KettleScanPlan) whole = kettle_scan_plan_new (
      self, last_known, G_N_ELEMENTS (last_known), ip ("192.168.1.50"), KETTLE_SCAN_MAX_HOSTS);

  g_assert_cmpuint (planned (whole, 0), ==, ip ("192.168.1.200"));
  g_assert_cmpuint (planned (whole, 1), ==, ip ("192.168.1.1"));
  g_assert_cmpuint (planned (whole, 2), ==, ip ("192.168.1.23"));
  g_assert_cmpuint (planned (whole, 3), ==, ip ("192.168.1.2"));
  g_assert_cmpuint (whole->addresses->len, ==, 252);
  for (guint i = 0; i < whole->addresses->len; i++) {
    g_assert_cmpuint (planned (whole, i), !=, ip ("192.168.1.50"));
    g_assert_cmpuint (planned (whole, i), !=, ip ("192.168.1.5"));
    g_assert_cmpuint (planned (whole, i), !=, ip ("192.168.1.0"));
    g_assert_cmpuint (planned (whole, i), !=, ip ("192.168.1.255"));
  }
  assert_each_once (whole);
  g_assert_cmpstr (range (whole, 0)->network, ==, "192.168.1.0/24");
  g_assert_cmpuint (range (whole, 0)->n_planned, ==, 252);
  g_assert_cmpuint (range (whole, 0)->n_hosts, ==, 253);
}

static void
test_sizes (void)
{
  static const struct {
    guint prefix;
    guint n_planned;
    guint n_hosts;
  } cases[] = {
    { 8, 1024, 16777213 }, { 16, 1024, 65533 }, { 22, 1021, 1021 }, { 24, 253, 253 },
    { 25, 125, 125 },      { 30, 1, 1 },        { 31, 0, 0 },       { 32, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const KettleInterface interface = make ("eth0", RUNNING, "10.5.7.1", cases[i].prefix);
    g_autoptr (KettleSurroundings) self = kettle_surroundings_new (&interface, 1, NULL, NULL);
    g_autoptr (KettleScanPlan) whole = plan (self);

    g_test_message ("/%u", cases[i].prefix);
    g_assert_cmpuint (range (whole, 0)->n_planned, ==, cases[i].n_planned);
    g_assert_cmpuint (range (whole, 0)->n_hosts, ==, cases[i].n_hosts);
    g_assert_cmpuint (whole->addresses->len, ==, cases[i].n_planned);
    assert_each_once (whole);
    /* The machine's own 256 first. */
    for (guint j = 0; j < MIN (253, whole->addresses->len); j++)
      g_assert_cmpuint (planned (whole, j) >> 8, ==, ip ("10.5.7.0") >> 8);
  }
}

static void
test_odd_masks (void)
{
  KettleInterface interface = make ("eth0", RUNNING, "10.5.7.1", 24);
  g_autoptr (KettleSurroundings) holes = NULL;
  g_autoptr (KettleSurroundings) none = NULL;

  interface.netmask = 0xff00ff00;
  holes = kettle_surroundings_new (&interface, 1, NULL, NULL);
  g_assert_cmpuint (kettle_surroundings_get_n_networks (holes), ==, 0);
  interface.netmask = 0;
  none = kettle_surroundings_new (&interface, 1, NULL, NULL);
  g_assert_cmpuint (kettle_surroundings_get_n_networks (none), ==, 0);
}

static void
test_hundred_interfaces (void)
{
  g_autoptr (GArray) interfaces = g_array_new (FALSE, FALSE, sizeof (KettleInterface));
  g_autoptr (KettleSurroundings) self = NULL;
  g_autoptr (KettleScanPlan) whole = NULL;
  guint n = 0;

  for (guint i = 0; i < 100; i++) {
    g_autofree char *name = g_strdup_printf ("veth%u", i);
    g_autofree char *address = g_strdup_printf ("172.20.%u.1", i);
    KettleInterface interface = make (name, RUNNING, address, 24);

    g_array_append_val (interfaces, interface);
  }
  self = kettle_surroundings_new ((const KettleInterface *) (gpointer) interfaces->data, 100, NULL,
                                  NULL);
  whole = plan (self);
  g_assert_cmpuint (whole->ranges->len, ==, 100);
  g_assert_cmpuint (whole->addresses->len, ==, KETTLE_SCAN_MAX_HOSTS);
  for (guint i = 0; i < 100; i++)
    n += range (whole, i)->n_planned;
  g_assert_cmpuint (n, ==, KETTLE_SCAN_MAX_HOSTS);
  assert_each_once (whole);
}

static void
test_nothing_to_look_at (void)
{
  const KettleInterface public = make ("wan0", RUNNING, "93.184.216.34", 24);
  g_autoptr (KettleSurroundings) nowhere = kettle_surroundings_new (NULL, 0, NULL, NULL);
  g_autoptr (KettleSurroundings) outside = kettle_surroundings_new (&public, 1, NULL, NULL);
  g_autoptr (KettleScanPlan) none = plan (nowhere);
  g_autoptr (KettleScanPlan) refused = plan (outside);

  g_assert_cmpuint (none->addresses->len, ==, 0);
  g_assert_cmpuint (none->n_refused, ==, 0);
  g_assert_cmpuint (refused->addresses->len, ==, 0);
  g_assert_cmpuint (refused->n_refused, ==, 1);
}

/* Wifi and cable in one network: nobody is asked twice, and neither of its own addresses. */
static void
test_wifi_and_cable (void)
{
  const KettleInterface interfaces[] = {
    make ("wlan0", RUNNING, "192.168.1.5", 24),
    make ("eth0", RUNNING, "192.168.1.6", 24),
  };
  g_autoptr (KettleSurroundings) self = kettle_surroundings_new (interfaces, 2, NULL, NULL);
  g_autoptr (KettleScanPlan) whole = plan (self);

  g_assert_cmpuint (whole->ranges->len, ==, 1);
  g_assert_cmpuint (whole->addresses->len, ==, 252);
  g_assert_cmpuint (range (whole, 0)->n_hosts, ==, 252);
  assert_each_once (whole);
}

static void
test_this_machine (void)
{
  g_autoptr (KettleSurroundings) self = kettle_surroundings_read ();

  for (guint i = 0; i < kettle_surroundings_get_n_networks (self); i++)
    g_assert_cmpuint (kettle_surroundings_get_network (self, i)->address >> 24, !=, 127);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/surroundings/which-interfaces", test_which_interfaces);
  g_test_add_func ("/net/surroundings/network-id", test_network_id);
  g_test_add_func ("/net/surroundings/rubbish-in-the-tables", test_rubbish);
  g_test_add_func ("/net/surroundings/endless-tables", test_endless_tables);
  g_test_add_func ("/net/surroundings/odd-masks", test_odd_masks);
  g_test_add_func ("/net/surroundings/this-machine", test_this_machine);
  g_test_add_func ("/net/scan-plan/order", test_order);
  g_test_add_func ("/net/scan-plan/every-size", test_sizes);
  g_test_add_func ("/net/scan-plan/hundred-interfaces", test_hundred_interfaces);
  g_test_add_func ("/net/scan-plan/nothing-to-look-at", test_nothing_to_look_at);
  g_test_add_func ("/net/scan-plan/wifi-and-cable", test_wifi_and_cable);

  return g_test_run ();
}
