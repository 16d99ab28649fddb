// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RecordingTrayEntry:
 * @id: the menu item's number on the bus
 * @label: what a person reads; a mnemonic's underscore is taken out
 * @type: "standard" or "separator"
 * @enabled: whether it can be clicked
 * @visible: whether it is shown
 * @toggle_type: "checkmark", "radio", or "" for a plain item
 * @toggle_state: 0 off, 1 on, -1 not known
 *
 * One item of the tray's menu, as the program last told it over the bus.
 */
typedef struct {
  int id;
  char *label;
  char *type;
  gboolean enabled;
  gboolean visible;
  char *toggle_type;
  int toggle_state;
} RecordingTrayEntry;

/**
 * RecordingTray:
 *
 * A panel with a tray, for tests: StatusNotifierWatcher and host in one, on a connection of its
 * own to the session bus. It works asynchronously in the main context that made it, so the
 * program under test may live in this process or in another one. Only the item that registered
 * last is followed.
 */
#define RECORDING_TYPE_TRAY (recording_tray_get_type ())
G_DECLARE_FINAL_TYPE (RecordingTray, recording_tray, RECORDING, TRAY, GObject)

RecordingTray *recording_tray_new (gboolean present);
void recording_tray_appear (RecordingTray *self);
void recording_tray_disappear (RecordingTray *self);

gboolean recording_tray_is_ready (RecordingTray *self);
gboolean recording_tray_is_shown (RecordingTray *self);
const char *recording_tray_get_property_text (RecordingTray *self, const char *name);
const char *recording_tray_get_icon_name (RecordingTray *self);
const char *recording_tray_get_title (RecordingTray *self);
const char *recording_tray_get_status (RecordingTray *self);

guint recording_tray_get_n_registrations (RecordingTray *self);
guint recording_tray_get_n_signals (RecordingTray *self, const char *name);
guint recording_tray_get_n_layouts (RecordingTray *self);
GPtrArray *recording_tray_get_history (RecordingTray *self);

guint recording_tray_get_n_entries (RecordingTray *self);
const RecordingTrayEntry *recording_tray_get_entry (RecordingTray *self, guint position);
const RecordingTrayEntry *recording_tray_find_entry (RecordingTray *self, const char *label);
char *recording_tray_dup_menu_text (RecordingTray *self);

gboolean recording_tray_click (RecordingTray *self, const char *label);
void recording_tray_middle_click (RecordingTray *self);

G_END_DECLS
