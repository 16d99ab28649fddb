// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleEmulatorDoorFunc:
 * @connection: (transfer none): who came in
 * @user_data: as given
 *
 * May close the door.
 */
typedef void (*KettleEmulatorDoorFunc) (GSocketConnection *connection, gpointer user_data);

/**
 * KettleEmulatorDoor:
 *
 * A port that is listened on, until it is closed: at once, unlike a #GSocketListener, which cannot
 * listen a second time either. The emulated kettle moves from network to network.
 */
typedef struct _KettleEmulatorDoor KettleEmulatorDoor;

KettleEmulatorDoor *kettle_emulator_door_open (const char *host,
                                               guint16 port,
                                               KettleEmulatorDoorFunc func,
                                               gpointer user_data,
                                               GError **error);
GSocket *kettle_emulator_door_reserve (const char *host, guint16 *port);
guint16 kettle_emulator_door_get_port (KettleEmulatorDoor *self);
void kettle_emulator_door_close (KettleEmulatorDoor *self);
char *kettle_emulator_door_dup_address (const char *host, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleEmulatorDoor, kettle_emulator_door_close)

G_END_DECLS
