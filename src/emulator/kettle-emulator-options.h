// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"

G_BEGIN_DECLS

/**
 * KettleEmulatorOptions:
 * @host: the address to listen on
 * @port: the port, 0 for any that is free
 * @wifi_port: the port of the wifi module's shell, 0 for any that is free; -1 for none
 * @factory: whether it begins in its own network
 * @emulator: takes all other options as its properties
 *
 * What the command line of `kettle-emulator` says.
 */
typedef struct {
  char *host;
  guint16 port;
  int wifi_port;
  gboolean factory;
  KettleEmulator *emulator;
} KettleEmulatorOptions;

gboolean kettle_emulator_options_parse (
    KettleEmulatorOptions *self, KettleEmulator *emulator, int argc, char **argv, GError **error);
void kettle_emulator_options_clear (KettleEmulatorOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KettleEmulatorOptions, kettle_emulator_options_clear)

G_END_DECLS
