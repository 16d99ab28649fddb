// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleInterface:
 * @name: its name, "eth0"
 * @flags: IFF_ flags of the system
 * @address: its IPv4 address, host byte order
 * @netmask: its netmask, host byte order
 *
 * One address of one network interface, as the system lists it; nothing is judged yet.
 */
typedef struct {
  char name[16];
  guint flags;
  guint32 address;
  guint32 netmask;
} KettleInterface;

/**
 * KettleNetwork:
 * @name: the interface's name
 * @address: this machine's address there, host byte order
 * @prefix: the length of the prefix, bits
 * @gateway: the default gateway there, host byte order; 0 for none
 *
 * A network a kettle may be looked for in: up, neither loopback nor point to point, and private
 * or link-local.
 */
typedef struct {
  char name[16];
  guint32 address;
  guint prefix;
  guint32 gateway;
} KettleNetwork;

/**
 * KettleSurroundings:
 *
 * The machine's own IPv4 networks, its neighbours there and its gateways, at one moment. A plain
 * value; all that comes from the system is bounded and may be rubbish.
 */
typedef struct _KettleSurroundings KettleSurroundings;

KettleSurroundings *kettle_surroundings_read (void);
KettleSurroundings *kettle_surroundings_new (const KettleInterface *interfaces,
                                             gsize n_interfaces,
                                             const char *routes,
                                             const char *neighbours);
KettleSurroundings *kettle_surroundings_new_simulated (void);
void kettle_surroundings_free (KettleSurroundings *self);

guint kettle_surroundings_get_n_networks (const KettleSurroundings *self);
const KettleNetwork *kettle_surroundings_get_network (const KettleSurroundings *self, guint i);
const KettleNetwork *
kettle_surroundings_find_network (const KettleSurroundings *self, guint32 address);
guint kettle_surroundings_get_n_refused (const KettleSurroundings *self);

/* The hardware address of a neighbour that has answered, "02:00:00:00:00:01"; NULL if unknown. */
char *kettle_surroundings_dup_mac (const KettleSurroundings *self, guint32 address);
gboolean kettle_surroundings_knows (const KettleSurroundings *self, guint32 address);
const guint32 *kettle_surroundings_get_neighbours (const KettleSurroundings *self, guint *n);

/* Which network @address is reached by, "192.168.1.0/24 02:00:00:00:00:01" (prefix and gateway's
 * MAC); NULL without a gateway whose MAC is known. For an address in none of the networks, the
 * one of the default route. @pending (out, optional): there is a gateway, its MAC is not known
 * yet. */
char *kettle_surroundings_dup_network_id (const KettleSurroundings *self,
                                          guint32 address,
                                          gboolean *pending);

/* Dotted text to host byte order, and back; FALSE for anything but four numbers. */
gboolean kettle_ipv4_parse (const char *text, guint32 *address);
char *kettle_ipv4_dup_text (guint32 address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleSurroundings, kettle_surroundings_free)

G_END_DECLS
