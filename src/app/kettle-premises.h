// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-hints.h"
#include "net/kettle-link.h"
#include "net/kettle-surroundings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_PREMISES (kettle_premises_get_type ())

/**
 * KettlePremises:
 *
 * Where this machine is, and what follows from it: in a network where the kettle was never seen its
 * address is left alone until a person asks, and a connection is distrusted when the way to the
 * kettle has become another.
 */
G_DECLARE_FINAL_TYPE (KettlePremises, kettle_premises, KETTLE, PREMISES, GObject)

/*
 * Construct properties: "link" (KettleLink), "settings" (GSettings), "hints" (KettleHints,
 *   nullable); (double) "time-scale" 1.0; (uint) "poll-interval" 1000 ms: how often the gateway's
 *   MAC is looked for, "poll-time" 15000 ms: for how long.
 *
 * Read-only property with notify: "network-id" (string, nullable): as in
 *   kettle_surroundings_dup_network_id(), of the network the kettle is reached by.
 */
typedef KettleSurroundings *(*KettlePremisesReader) (gpointer user_data);

KettlePremises *kettle_premises_new (KettleLink *link, GSettings *settings, KettleHints *hints);
void
kettle_premises_set_reader (KettlePremises *self, KettlePremisesReader reader, gpointer user_data);
KettleSurroundings *kettle_premises_read (KettlePremises *self);
void kettle_premises_allow (KettlePremises *self, const char *host);
void kettle_premises_set_kettle (KettlePremises *self, const char *host, guint16 port);
void kettle_premises_set_paused (KettlePremises *self, gboolean paused);
gboolean kettle_premises_is_known (KettlePremises *self);
const char *kettle_premises_get_network_id (KettlePremises *self);

G_END_DECLS
