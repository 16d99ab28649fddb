// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-bubble-worker.h"

G_BEGIN_DECLS

/**
 * KettleBubbles:
 *
 * Notification bubbles, one of each kind at a time. Never makes its caller wait.
 */
#define KETTLE_TYPE_BUBBLES (kettle_bubbles_get_type ())
G_DECLARE_FINAL_TYPE (KettleBubbles, kettle_bubbles, KETTLE, BUBBLES, GObject)

/*
 * Signal, in the main context that was the thread's default one when the object was made:
 *   activated (uint kind, const char *button_action, const char *token)
 *     a person clicked. button_action is that of the bubble that was clicked, %NULL for a click on
 *     its body; token (nullable) lets a window come to the front. A button tells it only once.
 */
KettleBubbles *kettle_bubbles_new (const char *app_name, const char *desktop_entry, guint interval);
void kettle_bubbles_show (KettleBubbles *self, guint kind, const KettleBubble *bubble);
void kettle_bubbles_update (KettleBubbles *self, guint kind, const KettleBubble *bubble);
void kettle_bubbles_withdraw (KettleBubbles *self, guint kind);

G_END_DECLS
