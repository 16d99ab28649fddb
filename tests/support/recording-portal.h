// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As the Request interface numbers what became of a question. */
#define RECORDING_PORTAL_GRANTED   0
#define RECORDING_PORTAL_CANCELLED 1
#define RECORDING_PORTAL_FAILED    2

/**
 * RecordingPortal:
 *
 * The Background portal of a desktop, for tests, on a connection of its own to the session bus. It
 * answers a question when the test says so, or, told beforehand, before the caller even has the
 * reply of its call.
 */
#define RECORDING_TYPE_PORTAL (recording_portal_get_type ())
G_DECLARE_FINAL_TYPE (RecordingPortal, recording_portal, RECORDING, PORTAL, GObject)

RecordingPortal *recording_portal_new (guint version);
void recording_portal_disappear (RecordingPortal *self);
void recording_portal_set_prompt (RecordingPortal *self, gboolean prompt);
void recording_portal_respond (RecordingPortal *self, guint response, gboolean autostart);
guint recording_portal_get_n_requests (RecordingPortal *self);
GVariant *recording_portal_get_options (RecordingPortal *self);
guint recording_portal_get_n_statuses (RecordingPortal *self);
const char *recording_portal_get_status (RecordingPortal *self);

G_END_DECLS
