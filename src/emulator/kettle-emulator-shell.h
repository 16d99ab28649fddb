// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-settings.h"

G_BEGIN_DECLS

/**
 * KettleEmulatorShellState:
 * @ram: what the module goes by
 * @flash: what it starts with
 * @moods: how it behaves
 * @delay: how late its replies come, ms
 * @ruined: whether it is beyond repair
 * @rand: for what is random about it
 *
 * What outlives a connection to the shell.
 */
typedef struct {
  KettleEmulatorSettings *ram;
  KettleEmulatorSettings *flash;
  KettleEmulatorWifiMoods moods;
  guint delay;
  gboolean ruined;
  GRand *rand;
} KettleEmulatorShellState;

#define KETTLE_TYPE_EMULATOR_SHELL (kettle_emulator_shell_get_type ())

/**
 * KettleEmulatorShell:
 *
 * One connection to the shell of the emulated wifi module: the login, then a command and its reply
 * at a time. What comes before a reply has gone is dropped without a word, as the real one does.
 */
G_DECLARE_FINAL_TYPE (KettleEmulatorShell, kettle_emulator_shell, KETTLE, EMULATOR_SHELL, GObject)

/*
 * Signals:
 *   heard (const char *escaped)  a line came in, dropped ones included
 *   said (const char *escaped)   something goes out
 *   replied ()                   that was a reply to a command
 *   dropped ()                   a line came too early
 *   ruined ()                    by a command that must never be sent
 *   restart ()                   the module restarts now; the connection is still there, or is over
 *   closed ()                    the connection is over, for whatever reason; once, and last
 */
KettleEmulatorShell *kettle_emulator_shell_new (GSocketConnection *connection,
                                                guint number,
                                                int chunk,
                                                KettleEmulatorShellState *state);
void kettle_emulator_shell_start (KettleEmulatorShell *self);
void kettle_emulator_shell_set_limit (KettleEmulatorShell *self, gint64 limit);
guint64 kettle_emulator_shell_get_n_received (KettleEmulatorShell *self);
guint kettle_emulator_shell_get_number (KettleEmulatorShell *self);
void kettle_emulator_shell_finish (KettleEmulatorShell *self, gboolean reset);
void kettle_emulator_shell_close (KettleEmulatorShell *self, gboolean reset);
GSocketConnection *kettle_emulator_shell_abandon (KettleEmulatorShell *self);

G_END_DECLS
