// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-premises.h"
#include "ctl/kettle-ctl-text.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "net/kettle-scan-plan.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <string.h>

/*
 * Whatever the tables of the system say, a kettle is looked for in local networks only, never more
 * hosts than allowed, each once, and never this machine or everybody; a network is known by a
 * gateway that is a neighbour there. The tables come after the interfaces, each ends at a NUL.
 */

#define MAX_INTERFACES 8

typedef struct {
  KettleInterface interfaces[MAX_INTERFACES];
  guint n_interfaces;
  char *routes;
  char *neighbours;
} Tables;

static guint32
get_mask (guint prefix)
{
  return prefix == 0 ? 0 : ~(guint32) 0 << (32 - prefix);
}

static gboolean
is_local (guint32 address)
{
  g_autofree char *text = kettle_ipv4_dup_text (address);

  return g_str_has_prefix (text, "10.") || g_str_has_prefix (text, "127.")
         || g_str_has_prefix (text, "192.168.") || g_str_has_prefix (text, "169.254.")
         || (address >= 0xac100000 && address <= 0xac1fffff);
}

/* The order of the tables' memory: little bytes first, as they were written. */
static guint32
swapped (guint32 address)
{
  return ntohl (address);
}

static void
take_interfaces (FuzzInput *input, Tables *tables)
{
  static const guint flags[] = {
    IFF_UP | IFF_RUNNING,
    IFF_UP | IFF_RUNNING | IFF_LOOPBACK,
    IFF_UP | IFF_RUNNING | IFF_POINTOPOINT,
    IFF_UP,
    0,
  };

  tables->n_interfaces = fuzz_input_take_byte (input) % (MAX_INTERFACES + 1);
  for (guint i = 0; i < tables->n_interfaces; i++) {
    KettleInterface *interface = &tables->interfaces[i];
    guint8 kind = fuzz_input_take_byte (input);

    g_snprintf (interface->name, sizeof interface->name, "eth%u", kind % 4);
    interface->flags = flags[kind / 4 % G_N_ELEMENTS (flags)];
    interface->address = (guint32) fuzz_input_take_number (input, 4);
    interface->netmask = kind >= 128 ? (guint32) fuzz_input_take_number (input, 4)
                                     : get_mask (fuzz_input_take_byte (input) % 33);
  }
}

/* Whether some line of the tables has what a network is said to be reached by. */
static void
check_network (const Tables *tables, const KettleNetwork *network)
{
  gboolean given = FALSE;

  for (guint i = 0; i < tables->n_interfaces; i++)
    if (tables->interfaces[i].address == network->address
        && tables->interfaces[i].netmask == get_mask (network->prefix)
        && g_str_equal (tables->interfaces[i].name, network->name))
      given = TRUE;
  g_assert_true (given);
  g_assert_true (is_local (network->address));
  g_assert_cmpuint (network->prefix, >=, 1);
  g_assert_cmpuint (network->prefix, <=, 32);

  if (network->gateway != 0) {
    g_autofree char *written = g_strdup_printf ("%X", swapped (network->gateway));
    g_autofree char *routes = g_ascii_strup (tables->routes, -1);

    g_assert_nonnull (strstr (routes, written));
    g_assert_nonnull (strstr (tables->routes, network->name));
    g_assert_cmpuint ((network->gateway ^ network->address) & get_mask (network->prefix), ==, 0);
  }
}

static void
check_mac (const Tables *tables, const char *mac)
{
  g_autofree char *table = g_ascii_strdown (tables->neighbours, -1);

  g_assert_cmpuint (strlen (mac), ==, 17);
  g_assert_cmpuint (strspn (mac, "0123456789abcdef:"), ==, 17);
  g_assert_nonnull (strstr (table, mac));
}

static void
check_neighbours (const Tables *tables, const KettleSurroundings *surroundings)
{
  guint n;
  const guint32 *neighbours = kettle_surroundings_get_neighbours (surroundings, &n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *text = kettle_ipv4_dup_text (neighbours[i]);
    g_autofree char *mac = kettle_surroundings_dup_mac (surroundings, neighbours[i]);

    g_assert_nonnull (strstr (tables->neighbours, text));
    g_assert_true (kettle_surroundings_knows (surroundings, neighbours[i]));
    check_mac (tables, mac);
  }
}

/* The network's id is its prefix and its gateway's MAC, and nothing else lets a kettle be asked. */
static void
check_id (const Tables *tables, const KettleSurroundings *surroundings, guint32 address)
{
  gboolean pending = FALSE;
  g_autofree char *host = kettle_ipv4_dup_text (address);
  g_autofree char *id = kettle_surroundings_dup_network_id (surroundings, address, &pending);
  const char *nowhere[] = { "192.168.77.0/24 02:00:00:00:00:77", NULL };
  const char *here[] = { nowhere[0], id, NULL };
  KettleCtlVerdict abroad = kettle_ctl_premises_judge (host, nowhere, surroundings);
  const char *gap;

  if (kettle_surroundings_get_n_networks (surroundings) == 0 || address >> 24 == 127)
    g_assert_cmpint (abroad, ==, KETTLE_CTL_VERDICT_PERMITTED);
  else if (id == NULL)
    g_assert_cmpint (abroad, ==, KETTLE_CTL_VERDICT_UNCLEAR);
  else if (!g_str_equal (id, nowhere[0]))
    g_assert_cmpint (abroad, ==, KETTLE_CTL_VERDICT_FOREIGN);
  if (id == NULL)
    return;

  g_assert_false (pending);
  fuzz_assert_printable (id);
  gap = strchr (id, ' ');
  g_assert_nonnull (gap);
  check_mac (tables, gap + 1);
  g_assert_cmpint (kettle_ctl_premises_judge (host, here, surroundings), ==,
                   KETTLE_CTL_VERDICT_PERMITTED);
}

static gboolean
is_in (guint32 address, const KettleNetwork *network)
{
  guint32 rest = ~get_mask (network->prefix);

  return ((address ^ network->address) & ~rest) == 0 && (address & rest) != 0
         && (address & rest) != rest;
}

static void
check_plan (const KettleSurroundings *surroundings, const guint32 *last, gsize n_last, guint max)
{
  g_autoptr (KettleScanPlan) plan = kettle_scan_plan_new (surroundings, last, n_last, last[0], max);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *coverage = kettle_ctl_text_dup_coverage (plan);
  guint n_networks = kettle_surroundings_get_n_networks (surroundings);
  guint n_planned = 0;

  g_assert_cmpuint (plan->addresses->len, <=, max);
  g_assert_cmpuint (plan->ranges->len, <=, n_networks);
  for (guint i = 0; i < plan->addresses->len; i++) {
    guint32 address = g_array_index (plan->addresses, guint32, i);
    gboolean inside = FALSE;

    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (address)));
    g_assert_true (is_local (address));
    g_assert_cmpuint (address, !=, last[0]);
    for (guint j = 0; j < n_networks; j++) {
      const KettleNetwork *network = kettle_surroundings_get_network (surroundings, j);

      g_assert_cmpuint (address, !=, network->address);
      inside = inside || is_in (address, network);
    }
    g_assert_true (inside);
  }

  for (guint i = 0; i < plan->ranges->len; i++) {
    const KettleScanRange *range = &g_array_index (plan->ranges, KettleScanRange, i);

    g_assert_nonnull (memchr (range->network, '\0', sizeof range->network));
    g_assert_cmpuint (range->n_planned, <=, range->n_hosts);
    n_planned += range->n_planned;
  }
  g_assert_cmpuint (n_planned, ==, plan->addresses->len);
  fuzz_assert_sentence (coverage);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  Tables tables = { .n_interfaces = 0 };
  KettleSurroundings *surroundings;
  guint32 last[3];
  guint max = 1 + fuzz_input_take_byte (&input);

  for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
    last[i] = (guint32) fuzz_input_take_number (&input, 4);
  take_interfaces (&input, &tables);
  tables.routes = fuzz_input_take_text (&input);
  tables.neighbours = fuzz_input_take_text (&input);

  surroundings = kettle_surroundings_new (tables.interfaces, tables.n_interfaces, tables.routes,
                                          tables.neighbours);
  g_assert_cmpuint (kettle_surroundings_get_n_networks (surroundings)
                        + kettle_surroundings_get_n_refused (surroundings),
                    <=, tables.n_interfaces);
  for (guint i = 0; i < kettle_surroundings_get_n_networks (surroundings); i++)
    check_network (&tables, kettle_surroundings_get_network (surroundings, i));
  check_neighbours (&tables, surroundings);
  for (gsize i = 0; i < G_N_ELEMENTS (last); i++)
    check_id (&tables, surroundings, last[i]);
  check_plan (surroundings, last, G_N_ELEMENTS (last), max);

  kettle_surroundings_free (surroundings);
  g_free (tables.routes);
  g_free (tables.neighbours);

  return 0;
}
