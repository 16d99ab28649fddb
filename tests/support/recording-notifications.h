// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RecordingMode:
 * @RECORDING_MODE_NORMAL: it answers everything
 * @RECORDING_MODE_SILENT: it owns its name and never answers anything
 * @RECORDING_MODE_ANSWERS_ONCE: it hangs after it has shown one more bubble
 */
typedef enum {
  RECORDING_MODE_NORMAL = 0,
  RECORDING_MODE_SILENT,
  RECORDING_MODE_ANSWERS_ONCE,
} RecordingMode;

/**
 * RecordedBubble:
 * @id: the number the server gave it
 * @replaces_id: the number of the bubble it takes the place of, 0 for a new one
 * @app_name: the program's name
 * @icon: an icon name
 * @summary: the title, always plain text
 * @body: the text; markup when the server says that it reads it
 * @actions: (array zero-terminated=1): key, label, key, label …
 * @hints: a dictionary of type `a{sv}`
 * @timeout: milliseconds, -1 as the server likes, 0 never
 *
 * One call of Notify, as it came.
 */
typedef struct {
  guint id;
  guint replaces_id;
  char *app_name;
  char *icon;
  char *summary;
  char *body;
  char **actions;
  GVariant *hints;
  int timeout;
} RecordedBubble;

/**
 * RecordingNotifications:
 *
 * A notification server for tests, on a connection of its own to the session bus. It works
 * asynchronously in the main context that made it, so the program under test may live in this
 * process or in another one.
 */
#define RECORDING_TYPE_NOTIFICATIONS (recording_notifications_get_type ())
G_DECLARE_FINAL_TYPE (
    RecordingNotifications, recording_notifications, RECORDING, NOTIFICATIONS, GObject)

RecordingNotifications *recording_notifications_new (gboolean present);
void recording_notifications_appear (RecordingNotifications *self);
void recording_notifications_disappear (RecordingNotifications *self);
void recording_notifications_hand_over (RecordingNotifications *self, RecordingNotifications *heir);
void recording_notifications_set_mode (RecordingNotifications *self, RecordingMode mode);
void recording_notifications_set_capabilities (RecordingNotifications *self,
                                               const char *const *capabilities);

guint recording_notifications_get_n_calls (RecordingNotifications *self);
guint recording_notifications_get_n_hung (RecordingNotifications *self);
guint recording_notifications_get_n_shown (RecordingNotifications *self);
guint recording_notifications_get_n_open (RecordingNotifications *self);
guint recording_notifications_get_n_close_calls (RecordingNotifications *self);
const RecordedBubble *recording_notifications_get_shown (RecordingNotifications *self, guint n);
const RecordedBubble *recording_notifications_get_last (RecordingNotifications *self);
const RecordedBubble *
recording_notifications_find_open (RecordingNotifications *self, const char *summary);
gboolean recording_notifications_is_open (RecordingNotifications *self, guint id);

const char *recorded_bubble_get_button (const RecordedBubble *bubble, const char *key);
const char *recorded_bubble_get_key (const RecordedBubble *bubble, const char *label);

void recording_notifications_invoke (RecordingNotifications *self,
                                     guint id,
                                     const char *key,
                                     const char *token);
void recording_notifications_close (RecordingNotifications *self, guint id, guint reason);

G_END_DECLS
