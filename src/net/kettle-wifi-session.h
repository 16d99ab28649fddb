// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-reader.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleWifiSessionFuncs:
 * @heard: something was said; @event is valid during the call
 * @quiet: nothing came for the quiet time, and what stood there without a line end was told
 * @ended: once, last, never by kettle_wifi_session_end(): %KETTLE_WIFI_ERROR_LOST when the peer or
 *   the network ended it, %KETTLE_WIFI_ERROR_MALFORMED when it said more than a module can
 *
 * Who is told what a session hears. Each may end the session, and let go of @owner.
 */
typedef struct {
  void (*heard) (GObject *owner, const KettleWifiEvent *event);
  void (*quiet) (GObject *owner);
  void (*ended) (GObject *owner, const GError *error);
} KettleWifiSessionFuncs;

/**
 * KettleWifiSession:
 *
 * The wire of a #KettleWifiModule: a socket whose bytes become events, with a limit, and which
 * takes one permitted line at a time. What a line means is its owner's business.
 */
typedef struct _KettleWifiSession KettleWifiSession;

/* @owner: unowned; frees the session when it is finalized itself. @quiet_time: microseconds. */
KettleWifiSession *
kettle_wifi_session_new (GObject *owner, const KettleWifiSessionFuncs *funcs, gint64 quiet_time);
void kettle_wifi_session_free (KettleWifiSession *self);

/* @socket: connected, non-blocking; is read from now on. */
void kettle_wifi_session_begin (KettleWifiSession *self, GSocket *socket);
gboolean kettle_wifi_session_is_open (const KettleWifiSession *self);

/* More than @bytes from here on are no module's; 0 for no such limit. */
void kettle_wifi_session_set_limit (KettleWifiSession *self, gsize bytes);

/* Hands over one line; FALSE with @error when it may not be sent or could not be handed over as a
 * whole: then the session has ended by a reset, without "ended". @begun: (out): whether a byte of
 * it may have left. The second takes the six digits without a line end. */
gboolean kettle_wifi_session_send (KettleWifiSession *self,
                                   const KettleSecret *line,
                                   gboolean *begun,
                                   GError **error);
gboolean kettle_wifi_session_send_password (KettleWifiSession *self,
                                            const KettleSecret *password,
                                            gboolean *begun,
                                            GError **error);

/* Closes; nothing is told any more. @reset: what was sent must not arrive later any more. */
void kettle_wifi_session_end (KettleWifiSession *self, gboolean reset);

G_END_DECLS
