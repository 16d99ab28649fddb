// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Vital:
 * @minute: when, since the beginning
 * @dirty_kib: memory that is the process's alone, and was written to
 * @clean_kib: what no other process has mapped of the files it was read from; that depends on what
 *   others run just now, and is given back when somebody needs it
 * @descriptors: open files
 */
typedef struct {
  double minute;
  guint dirty_kib;
  guint clean_kib;
  guint descriptors;
} Vital;

int vitals_find_pid (GDBusConnection *bus, const char *name);
Vital vitals_take (int pid, double minute);

G_END_DECLS
