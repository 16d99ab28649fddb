// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-protocol.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_CONNECTION (kettle_connection_get_type ())

/**
 * KettleConnection:
 *
 * One TCP session with a kettle, never reused. It turns bytes into messages and commands
 * into bytes, and never blocks; what a session is for, and whether there should be another
 * one, is #KettleLink's.
 */
G_DECLARE_FINAL_TYPE (KettleConnection, kettle_connection, KETTLE, CONNECTION, GObject)

/*
 * Construct properties (uint, milliseconds): "connect-timeout" 5000, "hold-time" 150, "key-gap"
 * 100; (double) "time-scale" 1.0, which divides them all.
 *
 * Signals:
 *   message (const KettleMessage *message): one decoded message, valid during the emission
 *   written (guint ticket): the last byte of that send was handed to the socket
 *   dropped (guint ticket): that send left the queue unwritten: expired, taken back or closed
 *   closed (const GError *error): once, last; ended by the peer or by a fault, never by our close
 *
 * None is emitted before the callback of kettle_connection_open_async() got its success by
 * kettle_connection_open_finish(), none after kettle_connection_close() and
 * kettle_connection_reset() returned (which emit "dropped" for everything unwritten), and
 * none from within kettle_connection_send() but "dropped" for other tickets. Tickets are
 * unique in the process.
 */
KettleConnection *kettle_connection_new (void);
void kettle_connection_open_async (KettleConnection *self,
                                   const char *host,
                                   guint16 port,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
kettle_connection_open_finish (KettleConnection *self, GAsyncResult *result, GError **error);
guint kettle_connection_send (KettleConnection *self, KettleCommand command, gint64 expires_at);
void kettle_connection_drop_unwritten (KettleConnection *self);
void kettle_connection_close (KettleConnection *self);
void kettle_connection_reset (KettleConnection *self);
gint64 kettle_connection_get_last_received (KettleConnection *self);
gboolean kettle_connection_is_open (KettleConnection *self);
char *kettle_connection_dup_peer (KettleConnection *self);

G_END_DECLS
