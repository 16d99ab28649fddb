// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_EMULATOR_CLIENT (kettle_emulator_client_get_type ())
G_DECLARE_FINAL_TYPE (
    KettleEmulatorClient, kettle_emulator_client, KETTLE, EMULATOR_CLIENT, GObject)

/*
 * Signals:
 *   received (const char *bytes, guint64 length)  bytes came in; before the lines they end
 *   line (const char *bytes, guint64 length)  one line came in, without its end; may hold any byte
 *   closed ()                                 the connection is over, for whatever reason; once
 */
KettleEmulatorClient *
kettle_emulator_client_new (GSocketConnection *connection, guint number, guint32 seed);
void kettle_emulator_client_start (KettleEmulatorClient *self);
void kettle_emulator_client_set_cut (KettleEmulatorClient *self, int chunk, gboolean glue);
void kettle_emulator_client_set_endless (KettleEmulatorClient *self, gboolean endless);
void kettle_emulator_client_send (KettleEmulatorClient *self, GBytes *message, guint delay);
void kettle_emulator_client_send_now (KettleEmulatorClient *self, GBytes *message);
void kettle_emulator_client_finish (KettleEmulatorClient *self, gboolean reset);
void kettle_emulator_client_close (KettleEmulatorClient *self, gboolean reset);
GSocketConnection *kettle_emulator_client_abandon (KettleEmulatorClient *self);
void kettle_emulator_client_set_limit (KettleEmulatorClient *self, gint64 limit);
guint64 kettle_emulator_client_get_n_received (KettleEmulatorClient *self);
gboolean kettle_emulator_client_has_queue (KettleEmulatorClient *self);
guint kettle_emulator_client_get_number (KettleEmulatorClient *self);
void kettle_emulator_client_count_answer (KettleEmulatorClient *self);
guint kettle_emulator_client_get_n_answered (KettleEmulatorClient *self);

GSource *kettle_emulator_timer_new (const char *name, GSourceFunc func, gpointer user_data);

G_END_DECLS
