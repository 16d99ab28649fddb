// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-connection.h"
#include "net/kettle-link-states.h"
#include "net/kettle-trouble.h"
#include "protocol/kettle-protocol.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_LINK (kettle_link_get_type ())
G_DECLARE_FINAL_TYPE (KettleLink, kettle_link, KETTLE, LINK, GObject)

/*
 * Construct properties (uint, milliseconds): "connect-timeout" 5000, "greeting-timeout" 3000,
 * "keep-alive-interval" 45000, "answer-timeout" 5000, "backoff-first" 1000, "backoff-refused"
 * 5000, "backoff-max" 60000, "stable-time" 30000, "grace-time" 2000, "outage-window" 300000,
 * "hold-time" 150, "key-gap" 100; (uint) "outage-attempts" 12; (double) "time-scale" 1.0 which
 * divides all durations.
 *
 * Read-only properties with notify: "state" (int, KettleLinkState), "trouble" (int,
 * KettleTrouble), "host" (string, nullable), "port" (uint), "retry-at" (int64, monotonic µs, 0
 * when no attempt is scheduled), "paused" (boolean).
 *
 * Signals:
 *   message (const KettleMessage *message): every message while connected, also the one that
 *     proved it (after the state has become connected)
 *   written (guint ticket), dropped (guint ticket): as in KettleConnection, for kettle_link_send()
 */
KettleLink *kettle_link_new (void);
void kettle_link_set_kettle (KettleLink *self, const char *host, guint16 port);
guint kettle_link_send (KettleLink *self, KettleCommand command, gint64 expires_at);
void kettle_link_drop_unwritten (KettleLink *self);
void kettle_link_want (KettleLink *self);
void kettle_link_give_up (KettleLink *self);
void kettle_link_network_changed (KettleLink *self);
void kettle_link_resumed (KettleLink *self);
void kettle_link_stop (KettleLink *self);
void
kettle_link_adopt (KettleLink *self, const char *host, guint16 port, KettleConnection *connection);
void kettle_link_set_held (KettleLink *self, const char *host, guint16 port, KettleTrouble trouble);
void kettle_link_hold (KettleLink *self, KettleTrouble trouble);
void kettle_link_release (KettleLink *self);
void kettle_link_pause (KettleLink *self);
void kettle_link_unpause (KettleLink *self);
gboolean kettle_link_is_paused (KettleLink *self);
char *kettle_link_dup_peer (KettleLink *self);
KettleLinkState kettle_link_get_state (KettleLink *self);
KettleTrouble kettle_link_get_trouble (KettleLink *self);
const char *kettle_link_get_host (KettleLink *self);
guint16 kettle_link_get_port (KettleLink *self);
gint64 kettle_link_get_retry_at (KettleLink *self);
gint64 kettle_link_get_last_received (KettleLink *self);

G_END_DECLS
