// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/raw-client.h"

G_BEGIN_DECLS

/**
 * RawProgram:
 *
 * kettle-emulator(1) while it runs, and all it printed.
 */
typedef struct {
  GSubprocess *process;
  GInputStream *output;
  char buffer[4096];
  GString *printed;
  gboolean output_ended;
} RawProgram;

void raw_program_set_path (const char *path);
RawProgram *raw_program_start (GSubprocessFlags input, const char *options);
guint16 raw_program_get_port (RawProgram *self);
guint16 raw_program_get_wifi_port (RawProgram *self);
void raw_program_type (RawProgram *self, const char *words);
char *raw_program_end (RawProgram *self);
void raw_program_assert_refused (const char *options, const char *sentence);

G_END_DECLS
