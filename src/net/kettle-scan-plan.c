// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-scan-plan.h"

/*
 * Whom a look asks. Everything is decided before the first packet, so that what is said about it
 * is what is done.
 */

/* What is planned so far, and whom not to plan. */
typedef struct {
  const KettleSurroundings *surroundings;
  KettleScanPlan *plan;
  GArray *owners;     /* of guint: to which range each network counts */
  GHashTable *barred; /* planned already, or never to be */
  guint max_hosts;
} Planner;

static guint32
get_first (const KettleNetwork *network)
{
  return network->prefix == 0 ? 0 : network->address & (G_MAXUINT32 << (32 - network->prefix));
}

static guint32
get_last (const KettleNetwork *network)
{
  return get_first (network) | (network->prefix == 32 ? 0 : G_MAXUINT32 >> network->prefix);
}

/* How many bits of the address say that it is private, or this machine's own: a netmask that is too
 * wide does not lead into the internet. */
static guint
get_scope (guint32 address)
{
  if ((address >> 24) == 10 || (address >> 24) == 127)
    return 8;

  return (address >> 20) == 0xac1 ? 12 : 16;
}

/* The hosts of @network that may be asked; none if @from is beyond @to. */
static void
get_hosts (const KettleNetwork *network, gint64 *from, gint64 *to)
{
  guint32 rest = G_MAXUINT32 >> get_scope (network->address);

  *from = MAX ((gint64) get_first (network) + 1, (gint64) (network->address & ~rest));
  *to = MIN ((gint64) get_last (network) - 1, (gint64) (network->address | rest));
}

static gboolean
is_barred (Planner *planner, guint32 address)
{
  return g_hash_table_contains (planner->barred, GUINT_TO_POINTER (address));
}

static void
bar (Planner *planner, guint32 address)
{
  g_hash_table_add (planner->barred, GUINT_TO_POINTER (address));
}

static void
add_host (Planner *planner, guint32 address, guint owner)
{
  if (planner->plan->addresses->len >= planner->max_hosts || is_barred (planner, address))
    return;

  bar (planner, address);
  g_array_append_val (planner->plan->addresses, address);
  g_array_index (planner->plan->ranges, KettleScanRange, owner).n_planned++;
}

/* One that is worth asking first, if it lies in one of the networks. */
static void
add_favourite (Planner *planner, guint32 address)
{
  for (guint i = 0; i < kettle_surroundings_get_n_networks (planner->surroundings); i++) {
    gint64 from, to;

    get_hosts (kettle_surroundings_get_network (planner->surroundings, i), &from, &to);
    if (address >= from && address <= to) {
      add_host (planner, address, g_array_index (planner->owners, guint, i));
      return;
    }
  }
}

/* The part of @network in the block of 256 that is @distance blocks away from the machine's own. */
static gboolean
add_block (Planner *planner, guint i, gint64 distance)
{
  const KettleNetwork *network = kettle_surroundings_get_network (planner->surroundings, i);
  gint64 first = (gint64) (network->address & 0xffffff00) + distance * 256;
  gint64 from, to;

  get_hosts (network, &from, &to);
  from = MAX (first, from);
  to = MIN (first + 255, to);
  for (gint64 address = from; address <= to; address++)
    add_host (planner, (guint32) address, g_array_index (planner->owners, guint, i));

  return from <= to;
}

/* The machine's own 256 of every network, before more of any; then the nearest. */
static void
add_rest (Planner *planner)
{
  guint n_networks = kettle_surroundings_get_n_networks (planner->surroundings);
  gboolean more = TRUE;

  for (gint64 distance = 0; more && planner->plan->addresses->len < planner->max_hosts;
       distance++) {
    more = FALSE;
    for (guint i = 0; i < n_networks; i++) {
      more = add_block (planner, i, distance) || more;
      more = (distance > 0 && add_block (planner, i, -distance)) || more;
    }
  }
}

/* Whether @network's own address is the first one listed for its range. */
static gboolean
is_new_here (Planner *planner, const KettleNetwork *network, guint owner)
{
  for (guint i = 0; i < planner->owners->len; i++)
    if (g_array_index (planner->owners, guint, i) == owner
        && kettle_surroundings_get_network (planner->surroundings, i)->address == network->address)
      return FALSE;

  return network->address > get_first (network) && network->address < get_last (network);
}

static void
add_range (Planner *planner, guint i)
{
  const KettleNetwork *network = kettle_surroundings_get_network (planner->surroundings, i);
  g_autofree char *first = kettle_ipv4_dup_text (get_first (network));
  KettleScanRange range = { .n_planned = 0 };
  guint owner;

  g_snprintf (range.network, sizeof range.network, "%s/%u", first, network->prefix);
  if (network->prefix <= 30)
    range.n_hosts = get_last (network) - get_first (network) - 1;

  bar (planner, network->address);
  bar (planner, get_first (network));
  bar (planner, get_last (network));

  /* Wifi and cable in the same network are one network. */
  for (owner = 0; owner < planner->plan->ranges->len; owner++)
    if (g_str_equal (g_array_index (planner->plan->ranges, KettleScanRange, owner).network,
                     range.network))
      break;
  if (owner == planner->plan->ranges->len)
    g_array_append_val (planner->plan->ranges, range);
  if (is_new_here (planner, network, owner))
    g_array_index (planner->plan->ranges, KettleScanRange, owner).n_hosts--;
  g_array_append_val (planner->owners, owner);
}

/**
 * kettle_scan_plan_new:
 * @surroundings: where the machine is
 * @last_known: (array length=n_last_known) (nullable): where kettles were, most likely first
 * @n_last_known: how many
 * @excluded: an address not to be asked; 0 for none
 * @max_hosts: how many hosts at most, usually %KETTLE_SCAN_MAX_HOSTS
 *
 * Returns: (transfer full): the plan
 */
KettleScanPlan *
kettle_scan_plan_new (const KettleSurroundings *surroundings,
                      const guint32 *last_known,
                      gsize n_last_known,
                      guint32 excluded,
                      guint max_hosts)
{
  KettleScanPlan *self = g_new0 (KettleScanPlan, 1);
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) barred = g_hash_table_new (NULL, NULL);
  Planner planner = { surroundings, self, owners, barred, max_hosts };
  const guint32 *neighbours;
  guint n_neighbours;

  self->addresses = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (KettleScanRange));
  self->n_refused = kettle_surroundings_get_n_refused (surroundings);

  bar (&planner, excluded);
  for (guint i = 0; i < kettle_surroundings_get_n_networks (surroundings); i++)
    add_range (&planner, i);
  for (gsize i = 0; i < n_last_known; i++)
    add_favourite (&planner, last_known[i]);
  neighbours = kettle_surroundings_get_neighbours (surroundings, &n_neighbours);
  for (guint i = 0; i < n_neighbours; i++)
    add_favourite (&planner, neighbours[i]);
  add_rest (&planner);

  return self;
}

/**
 * kettle_scan_plan_free:
 * @self: (transfer full): a plan
 */
void
kettle_scan_plan_free (KettleScanPlan *self)
{
  g_array_unref (self->addresses);
  g_array_unref (self->ranges);
  g_free (self);
}
