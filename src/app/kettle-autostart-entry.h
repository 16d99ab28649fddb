// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_AUTOSTART_ENTRY (kettle_autostart_entry_get_type ())
G_DECLARE_FINAL_TYPE (
    KettleAutostartEntry, kettle_autostart_entry, KETTLE, AUTOSTART_ENTRY, GObject)

KettleAutostartEntry *kettle_autostart_entry_new (void);
char *kettle_autostart_entry_dup_path (KettleAutostartEntry *self);
void kettle_autostart_entry_read (KettleAutostartEntry *self);
void kettle_autostart_entry_write (KettleAutostartEntry *self);
void kettle_autostart_entry_remove (KettleAutostartEntry *self);

G_END_DECLS
