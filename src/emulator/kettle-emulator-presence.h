// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-door.h"
#include "emulator/kettle-emulator-settings.h"

G_BEGIN_DECLS

/**
 * KettleEmulatorPresence:
 *
 * Where the emulated kettle is found: the networks in the air, and the kettle's door and the
 * shell's, which are always on one address and keep their ports wherever they are.
 */
typedef struct _KettleEmulatorPresence KettleEmulatorPresence;

KettleEmulatorPresence *kettle_emulator_presence_new (KettleEmulatorDoorFunc kettle_func,
                                                      gpointer kettle_data,
                                                      KettleEmulatorDoorFunc shell_func,
                                                      gpointer shell_data);
void kettle_emulator_presence_free (KettleEmulatorPresence *self);
gboolean kettle_emulator_presence_open_kettle (KettleEmulatorPresence *self,
                                               const char *host,
                                               guint16 port,
                                               GError **error);
gboolean
kettle_emulator_presence_open_shell (KettleEmulatorPresence *self, guint16 port, GError **error);
void kettle_emulator_presence_close_shell (KettleEmulatorPresence *self);
void kettle_emulator_presence_close (KettleEmulatorPresence *self);
gboolean kettle_emulator_presence_leave (KettleEmulatorPresence *self);
gboolean
kettle_emulator_presence_come (KettleEmulatorPresence *self, const char *address, GError **error);
gboolean kettle_emulator_presence_add_air (KettleEmulatorPresence *self,
                                           const char *text,
                                           const KettleEmulatorAir **only,
                                           GError **error);
void kettle_emulator_presence_set_own_address (KettleEmulatorPresence *self, const char *address);
const char *kettle_emulator_presence_get_own_address (KettleEmulatorPresence *self);
const char *kettle_emulator_presence_find_address (KettleEmulatorPresence *self,
                                                   const KettleEmulatorSettings *settings);
const char *kettle_emulator_presence_get_host (KettleEmulatorPresence *self);
guint16 kettle_emulator_presence_get_kettle_port (KettleEmulatorPresence *self);
guint16 kettle_emulator_presence_get_shell_port (KettleEmulatorPresence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleEmulatorPresence, kettle_emulator_presence_free)

G_END_DECLS
