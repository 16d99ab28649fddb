// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-surroundings.h"

#include <net/if.h>
#include <string.h>

#define UP     (IFF_UP | IFF_RUNNING | IFF_BROADCAST)
#define MASK24 0xffffff00

#define ROUTES_HEAD \
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
#define TABLE_HEAD \
  "IP address       HW type     Flags       HW address            Mask     Device\n"

/* Lines as the kernel writes them. */
#define HOME_ROUTE  "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0\n"
#define HOME_SUBNET "wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0\n"
#define HOME_ROUTER \
  "192.168.1.1      0x1         0x2         02:00:00:00:00:01     *        wlan0\n"
#define HOME_ID "192.168.1.0/24 02:00:00:00:00:01"

static const KettleInterface wifi = { "wlan0", UP, 0xc0a80105, MASK24 };
static const KettleInterface cable = { "eth0", UP, 0x0a000105, MASK24 };
static const KettleInterface loopback = { "lo", UP | IFF_LOOPBACK, 0x7f000001, 0xff000000 };

static void
assert_networks (const KettleSurroundings *surroundings, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kettle_surroundings_get_n_networks (surroundings); i++) {
    const KettleNetwork *network = kettle_surroundings_get_network (surroundings, i);
    g_autofree char *address = kettle_ipv4_dup_text (network->address);
    g_autofree char *gateway = kettle_ipv4_dup_text (network->gateway);

    g_string_append_printf (text, "%s%s %s/%u %s", i > 0 ? ", " : "", network->name, address,
                            network->prefix, gateway);
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_mac (const KettleSurroundings *surroundings, guint32 address, const char *expected)
{
  g_autofree char *mac = kettle_surroundings_dup_mac (surroundings, address);

  g_assert_cmpstr (mac, ==, expected);
  g_assert_cmpint (kettle_surroundings_knows (surroundings, address), ==, expected != NULL);
}

static void
assert_id (const KettleSurroundings *surroundings,
           guint32 address,
           const char *expected,
           gboolean expected_pending)
{
  gboolean pending = !expected_pending;
  g_autofree char *id = kettle_surroundings_dup_network_id (surroundings, address, &pending);
  g_autofree char *same = kettle_surroundings_dup_network_id (surroundings, address, NULL);

  g_assert_cmpstr (id, ==, expected);
  g_assert_cmpstr (same, ==, expected);
  g_assert_cmpint (pending, ==, expected_pending);
}

/* --- Interfaces ------------------------------------------------------------------------------ */

static void
test_nothing (void)
{
  g_autoptr (KettleSurroundings) none = kettle_surroundings_new (NULL, 0, NULL, NULL);
  guint n = 1;

  assert_networks (none, "");
  g_assert_cmpuint (kettle_surroundings_get_n_refused (none), ==, 0);
  g_assert_null (kettle_surroundings_find_network (none, 0xc0a80101));
  kettle_surroundings_get_neighbours (none, &n);
  g_assert_cmpuint (n, ==, 0);
  assert_mac (none, 0xc0a80101, NULL);
  assert_id (none, 0xc0a80101, NULL, FALSE);
  assert_id (none, 0, NULL, FALSE);
}

static void
test_ordinary (void)
{
  const KettleInterface interfaces[] = { loopback, wifi };
  g_autoptr (KettleSurroundings) home =
      kettle_surroundings_new (interfaces, G_N_ELEMENTS (interfaces),
                               ROUTES_HEAD HOME_ROUTE HOME_SUBNET, TABLE_HEAD HOME_ROUTER);

  assert_networks (home, "wlan0 192.168.1.5/24 192.168.1.1");
  g_assert_cmpuint (kettle_surroundings_get_n_refused (home), ==, 0);
  assert_mac (home, 0xc0a80101, "02:00:00:00:00:01");
  assert_id (home, 0xc0a80117, HOME_ID, FALSE);
}

/* What each interface becomes: a network, something refused, or nothing. */
static const struct {
  guint32 address;
  guint flags;
  guint32 netmask;
  guint n_networks;
  guint n_refused;
} interface_cases[] = {
  /* The edges of what is private. */
  { 0x0a000001, UP, MASK24, 1, 0 },
  { 0x0affffff, UP, MASK24, 1, 0 },
  { 0x09ffffff, UP, MASK24, 0, 1 },
  { 0x0b000000, UP, MASK24, 0, 1 },
  { 0xac100000, UP, MASK24, 1, 0 },
  { 0xac1fffff, UP, MASK24, 1, 0 },
  { 0xac0fffff, UP, MASK24, 0, 1 },
  { 0xac200000, UP, MASK24, 0, 1 },
  { 0xc0a80001, UP, MASK24, 1, 0 },
  { 0xc0a8ffff, UP, MASK24, 1, 0 },
  { 0xc0a7ffff, UP, MASK24, 0, 1 },
  { 0xc0a90000, UP, MASK24, 0, 1 },
  { 0xa9fe0001, UP, MASK24, 1, 0 },
  { 0xa9feffff, UP, MASK24, 1, 0 },
  { 0xa9fdffff, UP, MASK24, 0, 1 },
  { 0xa9ff0000, UP, MASK24, 0, 1 },
  /* The internet, carrier's NAT, everybody, nobody. */
  { 0x08080808, UP, MASK24, 0, 1 },
  { 0x64400001, UP, MASK24, 0, 1 },
  { 0xe0000001, UP, MASK24, 0, 1 },
  { 0xffffffff, UP, MASK24, 0, 1 },
  { 0x00000000, UP, MASK24, 0, 1 },
  /* A tunnel, also with a private address. */
  { 0x0a080002, UP | IFF_POINTOPOINT, 0xffffffff, 0, 1 },
  { 0x0a080002, UP | IFF_POINTOPOINT, MASK24, 0, 1 },
  /* Down; up without a cable; loopback, whatever its address. */
  { 0xc0a80105, 0, MASK24, 0, 0 },
  { 0xc0a80105, IFF_RUNNING, MASK24, 0, 0 },
  { 0xc0a80105, IFF_UP, MASK24, 0, 0 },
  { 0x08080808, IFF_RUNNING, MASK24, 0, 0 },
  { 0x7f000001, UP | IFF_LOOPBACK, 0xff000000, 0, 0 },
  { 0x0a000001, UP | IFF_LOOPBACK, MASK24, 0, 0 },
  { 0x08080808, UP | IFF_LOOPBACK, MASK24, 0, 0 },
  /* A test's. */
  { 0x7f090902, UP, MASK24, 1, 0 },
  /* Netmasks with holes, of nothing, upside down. */
  { 0xc0a80105, UP, 0xff00ff00, 0, 0 },
  { 0xc0a80105, UP, 0xffffff01, 0, 0 },
  { 0xc0a80105, UP, 0x7fffff00, 0, 0 },
  { 0xc0a80105, UP, 0x000000ff, 0, 0 },
  { 0xc0a80105, UP, 0, 0, 0 },
};

static void
test_which_interfaces (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (interface_cases); i++) {
    KettleInterface interface = { "eth0", interface_cases[i].flags, interface_cases[i].address,
                                  interface_cases[i].netmask };
    g_autoptr (KettleSurroundings) one = kettle_surroundings_new (&interface, 1, NULL, NULL);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpuint (kettle_surroundings_get_n_networks (one), ==, interface_cases[i].n_networks);
    g_assert_cmpuint (kettle_surroundings_get_n_refused (one), ==, interface_cases[i].n_refused);
  }
}

static void
test_every_prefix (void)
{
  for (guint prefix = 1; prefix <= 32; prefix++) {
    KettleInterface interface = { "eth0", UP, 0x0a000105, G_MAXUINT32 << (32 - prefix) };
    g_autoptr (KettleSurroundings) one = kettle_surroundings_new (&interface, 1, NULL, NULL);

    g_assert_cmpuint (kettle_surroundings_get_n_networks (one), ==, 1);
    g_assert_cmpuint (kettle_surroundings_get_network (one, 0)->prefix, ==, prefix);
    g_assert_nonnull (kettle_surroundings_find_network (one, 0x0a000105));
  }
}

static void
test_thousands_of_interfaces (void)
{
  g_autofree KettleInterface *interfaces = g_new0 (KettleInterface, 4000);
  g_autoptr (KettleSurroundings) many = NULL;

  for (guint i = 0; i < 4000; i++)
    interfaces[i] = (KettleInterface){ "eth", UP, 0x0a000001 + (i << 8), MASK24 };
  many = kettle_surroundings_new (interfaces, 4000, NULL, NULL);

  g_assert_cmpuint (kettle_surroundings_get_n_networks (many), ==, 256);
}

static void
test_name_without_end (void)
{
  KettleInterface interface = wifi;
  g_autoptr (KettleSurroundings) one = NULL;

  memset (interface.name, 'x', sizeof interface.name);
  one = kettle_surroundings_new (&interface, 1, NULL, NULL);

  g_assert_cmpstr (kettle_surroundings_get_network (one, 0)->name, ==, "xxxxxxxxxxxxxxx");
}

static void
test_narrowest_network (void)
{
  const KettleInterface interfaces[] = {
    { "wide", UP, 0x0a000001, 0xff000000 },
    { "narrow", UP, 0x0a000105, MASK24 },
    { "middle", UP, 0x0a000205, 0xffff0000 },
  };
  g_autoptr (KettleSurroundings) nested =
      kettle_surroundings_new (interfaces, G_N_ELEMENTS (interfaces), NULL, NULL);

  g_assert_cmpstr (kettle_surroundings_find_network (nested, 0x0a000177)->name, ==, "narrow");
  g_assert_cmpstr (kettle_surroundings_find_network (nested, 0x0a000377)->name, ==, "middle");
  g_assert_cmpstr (kettle_surroundings_find_network (nested, 0x0a770177)->name, ==, "wide");
  g_assert_null (kettle_surroundings_find_network (nested, 0x0b000001));
}

/* --- Routes ---------------------------------------------------------------------------------- */

static void
test_best_route_first (void)
{
  const KettleInterface interfaces[] = { cable, wifi };
  g_autoptr (KettleSurroundings) cable_best = NULL;
  g_autoptr (KettleSurroundings) wifi_best = NULL;
  g_autoptr (KettleSurroundings) no_route = NULL;

  wifi_best = kettle_surroundings_new (
      interfaces, 2, ROUTES_HEAD "eth0\t00000000\t0101000A\t0003\t0\t0\t700\t00000000\n" HOME_ROUTE,
      NULL);
  assert_networks (wifi_best, "wlan0 192.168.1.5/24 192.168.1.1, eth0 10.0.1.5/24 10.0.1.1");

  cable_best = kettle_surroundings_new (
      interfaces, 2, ROUTES_HEAD HOME_ROUTE "eth0\t00000000\t0101000A\t0003\t0\t0\t100\t00000000\n",
      NULL);
  assert_networks (cable_best, "eth0 10.0.1.5/24 10.0.1.1, wlan0 192.168.1.5/24 192.168.1.1");

  no_route = kettle_surroundings_new (interfaces, 2, ROUTES_HEAD HOME_SUBNET, NULL);
  assert_networks (no_route, "eth0 10.0.1.5/24 0.0.0.0, wlan0 192.168.1.5/24 0.0.0.0");
}

/* In whatever order they come, and with the widest numbers. */
static void
test_two_routes_of_one_interface (void)
{
  g_autoptr (KettleSurroundings) falling = NULL;
  g_autoptr (KettleSurroundings) rising = NULL;

  rising = kettle_surroundings_new (&wifi, 1,
                                    "wlan0\t00000000\t0201A8C0\t0003\t0\t0\t9\t00000000\n"
                                    "wlan0\t00000000\t0301A8C0\t0003\t0\t0\t1000000000\t00000000\n",
                                    NULL);
  assert_networks (rising, "wlan0 192.168.1.5/24 192.168.1.2");

  falling =
      kettle_surroundings_new (&wifi, 1,
                               "wlan0\t00000000\t0301A8C0\t0003\t0\t0\t4294967295\t00000000\n"
                               "wlan0\t00000000\t0401A8C0\t0003\t0\t0\t-1\t00000000\n"
                               "wlan0\t00000000\t0201A8C0\t0003\t0\t0\t1000000000\t00000000\n",
                               NULL);
  assert_networks (falling, "wlan0 192.168.1.5/24 192.168.1.2");
}

/* A tunnel has the best route: the network behind it is still the first. */
static void
test_route_of_a_tunnel (void)
{
  const KettleInterface interfaces[] = {
    { "tun0", UP | IFF_POINTOPOINT, 0x0a080002, 0xffffffff },
    cable,
    wifi,
  };
  g_autoptr (KettleSurroundings) vpn = kettle_surroundings_new (
      interfaces, G_N_ELEMENTS (interfaces),
      ROUTES_HEAD "tun0\t00000000\t0100080A\t0003\t0\t0\t50\t00000000\t0\t0\t0\n" HOME_ROUTE, NULL);

  assert_networks (vpn, "wlan0 192.168.1.5/24 192.168.1.1, eth0 10.0.1.5/24 0.0.0.0");
  g_assert_cmpuint (kettle_surroundings_get_n_refused (vpn), ==, 1);
}

static void
test_rubbish_routes (void)
{
  static const char *const tables[] = {
    "",
    "\n\n\n",
    ROUTES_HEAD,
    "wlan0",
    "wlan0\t00000000\t0101A8C0",
    /* Not the default: a destination, or a mask. */
    "wlan0\t0001A8C0\t0101A8C0\t0003\t0\t0\t600\t00FFFFFF\n",
    "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000080\n",
    /* No gateway; not up; not a gateway's. */
    "wlan0\t00000000\t00000000\t0003\t0\t0\t600\t00000000\n",
    "wlan0\t00000000\t0101A8C0\t0002\t0\t0\t600\t00000000\n",
    "wlan0\t00000000\t0101A8C0\t0001\t0\t0\t600\t00000000\n",
    /* A gateway that is not in the network, an interface that is not there or only begins so. */
    "wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\n",
    "eth7\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\n",
    "wlan0wlan0wlan0wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\n",
    "wlan\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\n",
    /* Not numbers. */
    "wlan0\tzzzzzzzz\t0101A8C0\t0003\t0\t0\t600\t00000000\n",
    "wlan0\t00000000\t0101A8C0\t0003\t0\t0\tmany\t00000000\n",
    "wlan0\t000000000000000000000\t0101A8C0\t0003\t0\t0\t600\t00000000\n",
    "\xff\xfe\x80 \x01 \x02 \x03",
    "%s%n%s%n%s%n%s%n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (KettleSurroundings) one = kettle_surroundings_new (&wifi, 1, tables[i], NULL);

    g_test_message ("table %" G_GSIZE_FORMAT, i);
    assert_networks (one, "wlan0 192.168.1.5/24 0.0.0.0");
  }
}

static void
test_good_route_after_rubbish (void)
{
  g_autoptr (KettleSurroundings) one =
      kettle_surroundings_new (&wifi, 1, "rubbish\n\xff\xfe\n\nwlan0 0\n" HOME_ROUTE, NULL);

  assert_networks (one, "wlan0 192.168.1.5/24 192.168.1.1");
}

/* --- Neighbours ------------------------------------------------------------------------------ */

static void
test_which_neighbours (void)
{
  static const struct {
    const char *line;
    const char *mac;
  } cases[] = {
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:07 * wlan0", "02:00:00:00:00:07" },
    { "192.168.1.7 0x1 0x6 AC:CF:23:AB:CD:EF * wlan0", "ac:cf:23:ab:cd:ef" },
    /* Incomplete. */
    { "192.168.1.7 0x1 0x0 00:00:00:00:00:00 * wlan0", NULL },
    { "192.168.1.7 0x1 0x0 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7 0x1 0x4 02:00:00:00:00:07 * wlan0", NULL },
    /* Nobody's, everybody's, a group's. */
    { "192.168.1.7 0x1 0x2 00:00:00:00:00:00 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 ff:ff:ff:ff:ff:ff * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 FF:FF:FF:FF:FF:FF * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 01:00:5e:00:00:fb * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 33:33:00:00:00:01 * wlan0", NULL },
    /* Too short, too long, other than it should be. */
    { "192.168.1.7 0x1 0x2 02:00:00:00:00 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:0 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:07:08 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:070 * wlan0", NULL },
    { "192.168.1.7 0x20 0x2 80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03 * ib0", NULL },
    { "192.168.1.7 0x1 0x2 02-00-00-00-00-07 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 0g:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7 0x1 two 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2junk 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:07 *", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:07", NULL },
    { "192.168.1.7 0x1 0x2 02:00:00:00:00:07 * wlan0wlan0wlan0wlan0", NULL },
    /* The address is another's, or none; the first fifteen letters of this would be one. */
    { "192.168.1.70 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7x 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.01.7 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "192.168.1.7.9 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "::1 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "999.999.999.999 0x1 0x2 02:00:00:00:00:07 * wlan0", NULL },
    { "", NULL },
    { "\t \t", NULL },
    { "%s%n%s%n", NULL },
    { "\xff\xfe\x80 \xff \xff \xff \xff \xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *table = g_strconcat (TABLE_HEAD HOME_ROUTER, cases[i].line, "\n",
                                          "192.168.1.9 0x1 0x2 02:00:00:00:00:09 * wlan0\n", NULL);
    g_autoptr (KettleSurroundings) one = kettle_surroundings_new (&wifi, 1, NULL, table);

    g_test_message ("line %" G_GSIZE_FORMAT, i);
    assert_mac (one, 0xc0a80107, cases[i].mac);
    /* Those around it are not harmed. */
    assert_mac (one, 0xc0a80101, "02:00:00:00:00:01");
    assert_mac (one, 0xc0a80109, "02:00:00:00:00:09");
  }
}

static void
test_cut_address (void)
{
  g_autoptr (KettleSurroundings) one =
      kettle_surroundings_new (&wifi, 1, NULL,
                               "192.168.100.1007 0x1 0x2 02:00:00:00:00:07 * wlan0\n"
                               "192.168.100.100 0x1 0x2 02:00:00:00:00:07:08:09 * wlan0\n");
  guint n;

  kettle_surroundings_get_neighbours (one, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_endless_table (void)
{
  g_autoptr (GString) table = g_string_new (TABLE_HEAD);
  g_autoptr (KettleSurroundings) one = NULL;
  const guint32 *neighbours;
  guint n;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (table, "10.0.%u.%u 0x1 0x2 02:00:00:00:%02x:%02x * eth0\n", i / 256,
                            i % 256, i / 256, i % 256);
  one = kettle_surroundings_new (&cable, 1, NULL, table->str);
  neighbours = kettle_surroundings_get_neighbours (one, &n);

  /* The head is a line too. */
  g_assert_cmpuint (n, ==, 4095);
  g_assert_cmphex (neighbours[0], ==, 0x0a000000);
  g_assert_cmphex (neighbours[4094], ==, 0x0a000ffe);
  assert_mac (one, 0x0a000ffe, "02:00:00:00:0f:fe");
  assert_mac (one, 0x0a000fff, NULL);
}

static void
test_endless_line (void)
{
  g_autofree char *line = g_strnfill (1000000, '1');
  g_autoptr (KettleSurroundings) one = kettle_surroundings_new (&wifi, 1, line, line);
  guint n;

  assert_networks (one, "wlan0 192.168.1.5/24 0.0.0.0");
  kettle_surroundings_get_neighbours (one, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* --- Which network it is --------------------------------------------------------------------- */

static void
test_gateway_not_known_yet (void)
{
  g_autoptr (KettleSurroundings) fresh =
      kettle_surroundings_new (&wifi, 1, ROUTES_HEAD HOME_ROUTE, TABLE_HEAD);
  g_autoptr (KettleSurroundings) asking = kettle_surroundings_new (
      &wifi, 1, ROUTES_HEAD HOME_ROUTE,
      TABLE_HEAD "192.168.1.1      0x1         0x0         00:00:00:00:00:00     *        wlan0\n");
  g_autoptr (KettleSurroundings) without =
      kettle_surroundings_new (&wifi, 1, ROUTES_HEAD, TABLE_HEAD HOME_ROUTER);

  assert_id (fresh, 0xc0a80117, NULL, TRUE);
  assert_id (asking, 0xc0a80117, NULL, TRUE);
  assert_id (without, 0xc0a80117, NULL, FALSE);
}

static void
test_address_behind_the_router (void)
{
  const KettleInterface interfaces[] = { cable, wifi };
  g_autoptr (KettleSurroundings) home =
      kettle_surroundings_new (interfaces, 2, ROUTES_HEAD HOME_ROUTE, TABLE_HEAD HOME_ROUTER);

  assert_id (home, 0xc0a80207, HOME_ID, FALSE);
  assert_id (home, 0x08080808, HOME_ID, FALSE);
  /* The cable's network has no gateway, this machine itself lies in no network. */
  assert_id (home, 0x0a000107, NULL, FALSE);
  assert_id (home, 0x7f000001, NULL, FALSE);
}

/* Two networks with the same numbers: the other's router says nothing about this one. */
static void
test_same_numbers_elsewhere (void)
{
  const KettleInterface interfaces[] = { wifi, { "eth0", UP, 0xc0a80106, MASK24 } };
  g_autoptr (KettleSurroundings) pending = kettle_surroundings_new (
      interfaces, 2, ROUTES_HEAD HOME_ROUTE, "192.168.1.1 0x1 0x2 02:00:00:00:00:99 * eth0\n");
  g_autoptr (KettleSurroundings) known =
      kettle_surroundings_new (interfaces, 2, ROUTES_HEAD HOME_ROUTE,
                               "192.168.1.1 0x1 0x2 02:00:00:00:00:99 * eth0\n" HOME_ROUTER);

  assert_id (pending, 0xc0a80107, NULL, TRUE);
  assert_id (known, 0xc0a80107, HOME_ID, FALSE);
}

/* Wifi and cable in the same network, and elsewhere a better route: the one with a gateway says
 * which network it is, whichever is listed first. */
static void
test_wifi_and_cable_in_one_network (void)
{
  const KettleInterface plug = { "eth1", UP, 0xc0a80106, MASK24 };
  const KettleInterface orders[][3] = { { cable, plug, wifi }, { cable, wifi, plug } };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_autoptr (KettleSurroundings) home = kettle_surroundings_new (
        orders[i], 3,
        ROUTES_HEAD "eth0\t00000000\t0101000A\t0003\t0\t0\t100\t00000000\n" HOME_ROUTE,
        TABLE_HEAD HOME_ROUTER);

    assert_id (home, 0xc0a80107, HOME_ID, FALSE);
  }
}

/* --- Text, and the system -------------------------------------------------------------------- */

static void
test_text (void)
{
  static const char *const wrong[] = {
    "",          "1",          "1.2.3",      "1.2.3.4.5", "1.2.3.256", "1.2.3.-4",
    "01.2.3.4",  "1.2.3.4 ",   " 1.2.3.4",   "1.2.3.4\n", "0x1.2.3.4", "16909060",
    "1..2.3",    "1.2.3.",     "1.2.3.4:80", "::1",       "::1.2.3.4", "kettle",
    "1.2.3.4/8", "1.2.3.1000", "1,2,3,4",    "1.2.3.4a",  "\xff\xfe",
  };
  static const guint32 right[] = { 0, 1, 0x01020304, 0x7f000001, 0xc0a80105, 0xffffffff };
  guint32 address = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_test_message ("text %" G_GSIZE_FORMAT, i);
    g_assert_false (kettle_ipv4_parse (wrong[i], &address));
    g_assert_cmphex (address, ==, 42);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++) {
    g_autofree char *text = kettle_ipv4_dup_text (right[i]);

    g_assert_true (kettle_ipv4_parse (text, &address));
    g_assert_cmphex (address, ==, right[i]);
  }
  g_assert_true (kettle_ipv4_parse ("192.168.1.5", &address));
  g_assert_cmphex (address, ==, 0xc0a80105);
}

/* Whatever this machine has: nothing that must not be there, and nothing leaks. */
static void
test_real (void)
{
  for (guint i = 0; i < 20; i++) {
    g_autoptr (KettleSurroundings) real = kettle_surroundings_read ();

    for (guint j = 0; j < kettle_surroundings_get_n_networks (real); j++) {
      const KettleNetwork *network = kettle_surroundings_get_network (real, j);

      g_assert_cmpuint (network->address >> 24, !=, 127);
      g_assert_cmpstr (network->name, !=, "");
      g_assert_nonnull (kettle_surroundings_find_network (real, network->address));
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/surroundings/nothing", test_nothing);
  g_test_add_func ("/net/surroundings/ordinary", test_ordinary);
  g_test_add_func ("/net/surroundings/which-interfaces", test_which_interfaces);
  g_test_add_func ("/net/surroundings/every-prefix", test_every_prefix);
  g_test_add_func ("/net/surroundings/thousands-of-interfaces", test_thousands_of_interfaces);
  g_test_add_func ("/net/surroundings/name-without-end", test_name_without_end);
  g_test_add_func ("/net/surroundings/narrowest-network", test_narrowest_network);
  g_test_add_func ("/net/surroundings/best-route-first", test_best_route_first);
  g_test_add_func ("/net/surroundings/two-routes-of-one-interface",
                   test_two_routes_of_one_interface);
  g_test_add_func ("/net/surroundings/route-of-a-tunnel", test_route_of_a_tunnel);
  g_test_add_func ("/net/surroundings/rubbish-routes", test_rubbish_routes);
  g_test_add_func ("/net/surroundings/good-route-after-rubbish", test_good_route_after_rubbish);
  g_test_add_func ("/net/surroundings/which-neighbours", test_which_neighbours);
  g_test_add_func ("/net/surroundings/cut-address", test_cut_address);
  g_test_add_func ("/net/surroundings/endless-table", test_endless_table);
  g_test_add_func ("/net/surroundings/endless-line", test_endless_line);
  g_test_add_func ("/net/surroundings/gateway-not-known-yet", test_gateway_not_known_yet);
  g_test_add_func ("/net/surroundings/address-behind-the-router", test_address_behind_the_router);
  g_test_add_func ("/net/surroundings/same-numbers-elsewhere", test_same_numbers_elsewhere);
  g_test_add_func ("/net/surroundings/wifi-and-cable-in-one-network",
                   test_wifi_and_cable_in_one_network);
  g_test_add_func ("/net/surroundings/text", test_text);
  g_test_add_func ("/net/surroundings/real", test_real);

  return g_test_run ();
}
