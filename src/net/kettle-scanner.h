// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-found.h"
#include "net/kettle-scan-plan.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_SCANNER (kettle_scanner_get_type ())

/**
 * KettleScanner:
 *
 * Looks for kettles in the machine's own networks, once and gently: one connection a host, one
 * greeting, and only HELLOAPP proves a kettle. A GListModel of #KettleFound in the order of
 * finding.
 */
G_DECLARE_FINAL_TYPE (KettleScanner, kettle_scanner, KETTLE, SCANNER, GObject)

/*
 * Construct properties: "port" (uint, 2000); (uint, ms) "connect-timeout" 1200,
 *   "greeting-timeout" 2000, "arp-patience" 150 (how long a host that does not even say its
 *   hardware address keeps its place), "arp-total" 2200 (how long such a host is waited for
 *   without a place), "deadline" 3400 for the first 256 hosts and "arp-patience" more for every
 *   128 more, "keep-time" 30000 (how long a found kettle's connection is kept); (uint)
 *   "max-in-flight" 128.
 *
 * Read-only properties with notify: "running" (boolean), "progress" (double, 0 to 1; only moves
 *   forward within a look, at most some 20 notifications a second).
 *
 * Signal: ended (gboolean complete): a look ended by itself (TRUE), or was cancelled (FALSE).
 */
KettleScanner *kettle_scanner_new (void);

/* For tests: what is to be taken for the surroundings, (transfer full) (nullable). Then the
 * neighbour table of the system is not looked at, unless NULL is set again. */
void kettle_scanner_set_surroundings (KettleScanner *self, KettleSurroundings *surroundings);

/* The kettle the link talks with or tries to: never asked. When @connected it is listed, also
 * if that comes true during a look, and stays listed. NULL for none. */
void
kettle_scanner_set_own (KettleScanner *self, const char *host, guint16 port, gboolean connected);

/* Forgets what was found (closing what is kept) and starts. @last_known: (nullable): numeric
 * addresses, most likely first; those outside the own networks are not asked. Does nothing while
 * a look runs. */
void kettle_scanner_start (KettleScanner *self, const char *const *last_known);
void kettle_scanner_cancel (KettleScanner *self);

/* Cancels, and closes and forgets all that was found. */
void kettle_scanner_clear (KettleScanner *self);

gboolean kettle_scanner_is_running (KettleScanner *self);
double kettle_scanner_get_progress (KettleScanner *self);

/* What the look that runs or ran last takes in; NULL before the first. */
const KettleScanPlan *kettle_scanner_get_plan (KettleScanner *self);
guint kettle_scanner_get_n_done (KettleScanner *self);

G_END_DECLS
