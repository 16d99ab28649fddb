// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-surroundings.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * What the system knows of its own IPv4 networks. The tables of /proc are read because they are the
 * kernel's memory: no disk or network is waited for. Whatever stands in them is bounded.
 */

#define MAX_INTERFACES 256
#define MAX_ENTRIES    4096
#define MAX_TABLE      (256 * 1024)

/* Of /proc/net/route and /proc/net/arp. */
#define ROUTE_UP           0x1
#define ROUTE_GATEWAY      0x2
#define NEIGHBOUR_COMPLETE 0x2

#define MAC_LENGTH    17
#define DEVICE_LENGTH 15

/* What a word of a table is read into. One that is longer is rubbish: it is too long for whatever
 * it should be, and so never mistaken for its beginning. */
#define WORD 64

typedef struct {
  char device[DEVICE_LENGTH + 1];
  guint32 gateway;
  guint metric;
} Route;

typedef struct {
  guint32 address;
  char device[DEVICE_LENGTH + 1];
  char mac[MAC_LENGTH + 1];
} Neighbour;

struct _KettleSurroundings {
  GArray *networks;   /* of KettleNetwork; that of the default route first */
  GArray *neighbours; /* of Neighbour */
  GArray *addresses;  /* of guint32: the neighbours' */
  guint n_refused;
};

static gboolean
is_private (guint32 address)
{
  return (address >> 24) == 10 || (address >> 20) == 0xac1 || (address >> 16) == 0xc0a8
         || (address >> 16) == 0xa9fe;
}

static guint32
get_mask (guint prefix)
{
  return prefix == 0 ? 0 : G_MAXUINT32 << (32 - prefix);
}

/* The length of the prefix; 0 also for a mask with holes. */
static guint
get_prefix (guint32 netmask)
{
  for (guint prefix = 1; prefix <= 32; prefix++)
    if (netmask == get_mask (prefix))
      return prefix;

  return 0;
}

static void
take_interface (KettleSurroundings *self, const KettleInterface *interface)
{
  KettleNetwork network = { .address = interface->address };

  if (!(interface->flags & IFF_UP) || (interface->flags & IFF_LOOPBACK))
    return;
  /* Tests make a network of this machine alone. */
  if ((interface->flags & IFF_POINTOPOINT)
      || (!is_private (interface->address) && (interface->address >> 24) != 127)) {
    self->n_refused++;
    return;
  }

  network.prefix = get_prefix (interface->netmask);
  if (!(interface->flags & IFF_RUNNING) || network.prefix == 0)
    return;

  memcpy (network.name, interface->name, sizeof network.name - 1);
  g_array_append_val (self->networks, network);
}

static int
compare_routes (gconstpointer a, gconstpointer b)
{
  const Route *one = a;
  const Route *other = b;

  return one->metric < other->metric ? -1 : one->metric > other->metric;
}

/* "Iface Destination Gateway Flags RefCnt Use Metric Mask …": addresses as the kernel has them in
 * memory, in the order of the network. */
static GArray *
parse_routes (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_ENTRIES + 1);
  GArray *routes = g_array_new (FALSE, FALSE, sizeof (Route));

  for (guint i = 0; lines[i] != NULL && i < MAX_ENTRIES; i++) {
    char device[WORD];
    guint destination, gateway, flags, mask;
    Route route = { .metric = 0 };

    if (sscanf (lines[i], "%63s %8x %8x %8x %*s %*s %10u %8x", device, &destination, &gateway,
                &flags, &route.metric, &mask)
            != 6
        || destination != 0 || mask != 0 || gateway == 0 || strlen (device) > DEVICE_LENGTH
        || (flags & (ROUTE_UP | ROUTE_GATEWAY)) != (ROUTE_UP | ROUTE_GATEWAY))
      continue;
    g_strlcpy (route.device, device, sizeof route.device);
    route.gateway = ntohl (gateway);
    g_array_append_val (routes, route);
  }
  g_array_sort (routes, compare_routes);

  return routes;
}

/* The network that @route leads out of becomes the first, if no better route has made one so. */
static void
take_route (KettleSurroundings *self, const Route *route, gboolean *has_first)
{
  for (guint i = 0; i < self->networks->len; i++) {
    KettleNetwork network = g_array_index (self->networks, KettleNetwork, i);

    if (network.gateway != 0 || !g_str_equal (network.name, route->device)
        || ((network.address ^ route->gateway) & get_mask (network.prefix)) != 0)
      continue;
    network.gateway = route->gateway;
    g_array_index (self->networks, KettleNetwork, i) = network;
    if (*has_first)
      continue;
    *has_first = TRUE;
    g_array_remove_index (self->networks, i);
    g_array_prepend_val (self->networks, network);
  }
}

static void
take_routes (KettleSurroundings *self, const char *text)
{
  g_autoptr (GArray) routes = parse_routes (text);
  gboolean has_first = FALSE;

  for (guint i = 0; i < routes->len; i++)
    take_route (self, &g_array_index (routes, Route, i), &has_first);
}

static gboolean
is_mac (const char *text)
{
  if (strlen (text) != MAC_LENGTH)
    return FALSE;
  for (guint i = 0; i < MAC_LENGTH; i++)
    if (i % 3 == 2 ? text[i] != ':' : !g_ascii_isxdigit (text[i]))
      return FALSE;

  /* Not all zeros, and not the address of a group, to which also the broadcast belongs. */
  return !g_str_equal (text, "00:00:00:00:00:00") && g_ascii_xdigit_value (text[1]) % 2 == 0;
}

/* "IP address HW type Flags HW address Mask Device". */
static void
take_neighbours (KettleSurroundings *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_ENTRIES + 1);

  for (guint i = 0; lines[i] != NULL && i < MAX_ENTRIES; i++) {
    Neighbour neighbour = { 0 };
    char address[WORD], mac[WORD], device[WORD];
    guint flags;

    if (sscanf (lines[i], "%63s %*s %8x %63s %*s %63s", address, &flags, mac, device) != 4
        || !(flags & NEIGHBOUR_COMPLETE) || !is_mac (mac) || strlen (device) > DEVICE_LENGTH
        || !kettle_ipv4_parse (address, &neighbour.address))
      continue;
    g_strlcpy (neighbour.device, device, sizeof neighbour.device);
    for (guint j = 0; j <= MAC_LENGTH; j++)
      neighbour.mac[j] = g_ascii_tolower (mac[j]);
    g_array_append_val (self->neighbours, neighbour);
    g_array_append_val (self->addresses, neighbour.address);
  }
}

/**
 * kettle_surroundings_new:
 * @interfaces: (array length=n_interfaces): as the system lists them
 * @n_interfaces: how many
 * @routes: (nullable): in the form of /proc/net/route
 * @neighbours: (nullable): in the form of /proc/net/arp
 *
 * Judges what the system says. An interface whose address is one of this machine's own (127.…) but
 * that is not said to be the loopback is accepted, for tests.
 *
 * Returns: (transfer full): the surroundings
 */
KettleSurroundings *
kettle_surroundings_new (const KettleInterface *interfaces,
                         gsize n_interfaces,
                         const char *routes,
                         const char *neighbours)
{
  KettleSurroundings *self = g_new0 (KettleSurroundings, 1);

  self->networks = g_array_new (FALSE, FALSE, sizeof (KettleNetwork));
  self->neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  self->addresses = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < MIN (n_interfaces, MAX_INTERFACES); i++)
    take_interface (self, &interfaces[i]);
  if (routes != NULL)
    take_routes (self, routes);
  if (neighbours != NULL)
    take_neighbours (self, neighbours);

  return self;
}

/**
 * kettle_surroundings_new_simulated:
 *
 * Returns: (transfer full): a network of six addresses that all are this machine's own, 127.0.0.1
 *   to 127.0.0.6, in which simulated kettles can be found; the last one is ours
 */
KettleSurroundings *
kettle_surroundings_new_simulated (void)
{
  const KettleInterface interface = { "simulated", IFF_UP | IFF_RUNNING, 0x7f000006, 0xfffffff8 };

  return kettle_surroundings_new (&interface, 1, NULL, NULL);
}

/* As much of a table of the kernel's as is reasonable, in whole lines; empty when there is none. */
static char *
read_table (const char *path)
{
  GString *text = g_string_new (NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  char bytes[4096];
  gssize n;

  while (fd >= 0 && text->len + sizeof bytes <= MAX_TABLE
         && (n = read (fd, bytes, sizeof bytes)) > 0)
    g_string_append_len (text, bytes, n);
  if (fd >= 0)
    close (fd);
  while (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

static GArray *
list_interfaces (void)
{
  GArray *interfaces = g_array_new (FALSE, FALSE, sizeof (KettleInterface));
  struct ifaddrs *list = NULL;

  if (getifaddrs (&list) != 0)
    return interfaces;

  for (struct ifaddrs *l = list; l != NULL && interfaces->len < MAX_INTERFACES; l = l->ifa_next) {
    KettleInterface interface = { .flags = l->ifa_flags };
    struct sockaddr_in address, netmask;

    if (l->ifa_addr == NULL || l->ifa_netmask == NULL || l->ifa_addr->sa_family != AF_INET)
      continue;
    memcpy (&address, l->ifa_addr, sizeof address);
    memcpy (&netmask, l->ifa_netmask, sizeof netmask);
    interface.address = ntohl (address.sin_addr.s_addr);
    interface.netmask = ntohl (netmask.sin_addr.s_addr);
    /* Without an alias's ending. */
    g_strlcpy (interface.name, l->ifa_name, sizeof interface.name);
    interface.name[strcspn (interface.name, ":")] = '\0';
    g_array_append_val (interfaces, interface);
  }
  freeifaddrs (list);

  return interfaces;
}

/**
 * kettle_surroundings_read:
 *
 * Returns: (transfer full): what the system says now
 */
KettleSurroundings *
kettle_surroundings_read (void)
{
  g_autoptr (GArray) interfaces = list_interfaces ();
  g_autofree char *routes = read_table ("/proc/net/route");
  g_autofree char *neighbours = read_table ("/proc/net/arp");

  return kettle_surroundings_new ((const KettleInterface *) (gpointer) interfaces->data,
                                  interfaces->len, routes, neighbours);
}

/**
 * kettle_surroundings_free:
 * @self: (transfer full): the surroundings
 */
void
kettle_surroundings_free (KettleSurroundings *self)
{
  g_array_unref (self->networks);
  g_array_unref (self->neighbours);
  g_array_unref (self->addresses);
  g_free (self);
}

/**
 * kettle_surroundings_get_n_networks:
 * @self: the surroundings
 *
 * Returns: how many networks a kettle may be looked for in
 */
guint
kettle_surroundings_get_n_networks (const KettleSurroundings *self)
{
  return self->networks->len;
}

/**
 * kettle_surroundings_get_network:
 * @self: the surroundings
 * @i: which one; that of the default route is the first
 *
 * Returns: the network
 */
const KettleNetwork *
kettle_surroundings_get_network (const KettleSurroundings *self, guint i)
{
  g_return_val_if_fail (i < self->networks->len, NULL);

  return &g_array_index (self->networks, KettleNetwork, i);
}

/**
 * kettle_surroundings_find_network:
 * @self: the surroundings
 * @address: an address, host byte order
 *
 * Returns: (nullable): the narrowest network that @address lies in; of wifi and cable in the same
 *   network, the one that has the gateway
 */
const KettleNetwork *
kettle_surroundings_find_network (const KettleSurroundings *self, guint32 address)
{
  const KettleNetwork *found = NULL;

  for (guint i = 0; i < self->networks->len; i++) {
    const KettleNetwork *network = &g_array_index (self->networks, KettleNetwork, i);

    if (((network->address ^ address) & get_mask (network->prefix)) == 0
        && (found == NULL || network->prefix > found->prefix
            || (network->prefix == found->prefix && found->gateway == 0 && network->gateway != 0)))
      found = network;
  }

  return found;
}

/**
 * kettle_surroundings_get_n_refused:
 * @self: the surroundings
 *
 * Returns: how many interfaces are up that are never looked at: with an address of the internet, or
 *   point to point
 */
guint
kettle_surroundings_get_n_refused (const KettleSurroundings *self)
{
  return self->n_refused;
}

/* @device: (nullable): where it must be */
static const Neighbour *
find_neighbour (const KettleSurroundings *self, guint32 address, const char *device)
{
  for (guint i = 0; i < self->neighbours->len; i++) {
    const Neighbour *neighbour = &g_array_index (self->neighbours, Neighbour, i);

    if (neighbour->address == address
        && (device == NULL || g_str_equal (neighbour->device, device)))
      return neighbour;
  }

  return NULL;
}

char *
kettle_surroundings_dup_mac (const KettleSurroundings *self, guint32 address)
{
  const Neighbour *neighbour = find_neighbour (self, address, NULL);

  return neighbour != NULL ? g_strdup (neighbour->mac) : NULL;
}

/**
 * kettle_surroundings_knows:
 * @self: the surroundings
 * @address: an address, host byte order
 *
 * Returns: whether a neighbour has answered for @address
 */
gboolean
kettle_surroundings_knows (const KettleSurroundings *self, guint32 address)
{
  return find_neighbour (self, address, NULL) != NULL;
}

/**
 * kettle_surroundings_get_neighbours:
 * @self: the surroundings
 * @n: (out): how many
 *
 * Returns: (array length=n): the neighbours that have answered, in the order of the table, some
 *   perhaps more than once
 */
const guint32 *
kettle_surroundings_get_neighbours (const KettleSurroundings *self, guint *n)
{
  *n = self->addresses->len;

  return (const guint32 *) (gpointer) self->addresses->data;
}

char *
kettle_surroundings_dup_network_id (const KettleSurroundings *self,
                                    guint32 address,
                                    gboolean *pending)
{
  const KettleNetwork *network = kettle_surroundings_find_network (self, address);
  const Neighbour *gateway = NULL;
  g_autofree char *prefix = NULL;

  if (pending != NULL)
    *pending = FALSE;
  /* Behind a router: the network that leads there. */
  if (network == NULL && (address >> 24) != 127 && self->networks->len > 0)
    network = &g_array_index (self->networks, KettleNetwork, 0);
  if (network == NULL || network->gateway == 0)
    return NULL;

  /* There: the same numbers are used in many homes. */
  gateway = find_neighbour (self, network->gateway, network->name);
  if (pending != NULL)
    *pending = gateway == NULL;
  if (gateway == NULL)
    return NULL;

  prefix = kettle_ipv4_dup_text (network->address & get_mask (network->prefix));

  return g_strdup_printf ("%s/%u %s", prefix, network->prefix, gateway->mac);
}

gboolean
kettle_ipv4_parse (const char *text, guint32 *address)
{
  struct in_addr parsed;

  if (inet_pton (AF_INET, text, &parsed) != 1)
    return FALSE;

  *address = ntohl (parsed.s_addr);

  return TRUE;
}

char *
kettle_ipv4_dup_text (guint32 address)
{
  return g_strdup_printf ("%u.%u.%u.%u", address >> 24, (address >> 16) & 0xff,
                          (address >> 8) & 0xff, address & 0xff);
}
