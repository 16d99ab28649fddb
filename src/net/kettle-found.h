// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-connection.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_FOUND (kettle_found_get_type ())

/**
 * KettleFound:
 *
 * A kettle that a look has found. It may still hold the connection that proved it.
 */
G_DECLARE_FINAL_TYPE (KettleFound, kettle_found, KETTLE, FOUND, GObject)

/* @connection: (transfer full) (nullable) */
KettleFound *kettle_found_new (const char *host,
                               guint16 port,
                               const char *mac,
                               double seconds,
                               gboolean own,
                               KettleConnection *connection);
const char *kettle_found_get_host (KettleFound *self);
guint16 kettle_found_get_port (KettleFound *self);
const char *kettle_found_get_mac (KettleFound *self); /* (nullable) */
double kettle_found_get_seconds (KettleFound *self);  /* from the start of the look */
gboolean kettle_found_is_own (KettleFound *self);     /* the link's; it was not asked */
KettleConnection *kettle_found_take_connection (KettleFound *self); /* (transfer full) (nullable) */
void kettle_found_keep (KettleFound *self, guint ms);
void kettle_found_close (KettleFound *self);

G_END_DECLS
