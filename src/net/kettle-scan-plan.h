// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-surroundings.h"

G_BEGIN_DECLS

/* How many hosts one look takes in at most. */
#define KETTLE_SCAN_MAX_HOSTS 1024

/**
 * KettleScanRange:
 * @network: "192.168.1.0/24"
 * @n_planned: how many of its hosts are looked at
 * @n_hosts: how many it could have (this machine's own address not counted)
 *
 * What a look takes in of one network.
 */
typedef struct {
  char network[20];
  guint n_planned;
  guint n_hosts;
} KettleScanRange;

/**
 * KettleScanPlan:
 * @addresses: of guint32, host byte order: whom to look at, in order, each once
 * @ranges: of KettleScanRange: one a network, also those of which nothing is looked at
 * @n_refused: interfaces that are up with an address of the internet or point to point: these
 *   are not looked at
 *
 * Whom a look asks, and what it leaves out. Pure: made from the surroundings alone.
 */
typedef struct {
  GArray *addresses;
  GArray *ranges;
  guint n_refused;
} KettleScanPlan;

/* Order: @last_known (those inside the networks), neighbours, the rest; the machine's own /24 of
 * every network before more of any. Never @excluded (0 for none), own, network and broadcast
 * addresses. */
KettleScanPlan *kettle_scan_plan_new (const KettleSurroundings *surroundings,
                                      const guint32 *last_known,
                                      gsize n_last_known,
                                      guint32 excluded,
                                      guint max_hosts);
void kettle_scan_plan_free (KettleScanPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleScanPlan, kettle_scan_plan_free)

G_END_DECLS
