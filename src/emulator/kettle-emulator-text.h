// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-boiler.h"

#include <glib.h>

G_BEGIN_DECLS

#define KETTLE_EMULATOR_LINE_MAX 1024

/**
 * KettleEmulatorLine:
 * @bytes: what came so far, not terminated; any byte may be in it
 * @length: how much of @bytes counts
 *
 * A line in the making. Starts as all zero.
 */
typedef struct {
  char bytes[KETTLE_EMULATOR_LINE_MAX];
  gsize length;
  gboolean complete;
} KettleEmulatorLine;

gboolean kettle_emulator_line_push (KettleEmulatorLine *self, char byte);
char *kettle_emulator_escape (const char *bytes, gsize length);
gboolean kettle_emulator_find_command (const char *text, KettleBoilerKey *key);
gboolean kettle_emulator_find_word (const char *text, KettleBoilerKey *key);
const char *kettle_emulator_pick_unknown_word (GRand *rand);

G_END_DECLS
