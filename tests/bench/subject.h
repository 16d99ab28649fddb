// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bench/loop-watch.h"
#include "e2e/program.h"

G_BEGIN_DECLS

/**
 * SubjectMemory:
 * @private: what is this process's alone, KiB
 * @written: what of it is in no file, KiB; does not change with what other programs run
 * @proportional: with its share of what it shares, KiB
 */
typedef struct {
  double private;
  double written;
  double proportional;
} SubjectMemory;

Program *subject_start_floor (const char *option);
Program *subject_start_bare (const char *what, guint16 port);
Program *subject_start_kettle (const char *address, gboolean hidden, guint time_scale);
Program *
subject_start_watched (const char *address, gboolean hidden, guint time_scale, LoopRecord **record);
void subject_stop (Program *program);

SubjectMemory subject_read_memory (Program *program);
SubjectMemory subject_read_settled_memory (Program *program);
GHashTable *subject_read_switches (Program *program);
guint64 subject_count_switches (Program *program, GHashTable *since);
double subject_get_longest (const LoopRecord *record);
void subject_forget_loop (LoopRecord *record);

G_END_DECLS
