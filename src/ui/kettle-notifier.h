// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleNotifier:
 *
 * Tells in notification bubbles what happens at the kettle, one bubble an event, each kind in the
 * place of its predecessor. Never waits for the notification server, also not when it goes.
 */
#define KETTLE_TYPE_NOTIFIER (kettle_notifier_get_type ())
G_DECLARE_FINAL_TYPE (KettleNotifier, kettle_notifier, KETTLE, NOTIFIER, GObject)

/*
 * Properties: "window-in-front" (b): while TRUE a failed request makes no bubble (the
 * window tells it).
 *
 * Construct properties: (uint, ms) "settle-time" 1000: for how long after it boiled a lamp may
 * still go dark before the bubble offers to switch off; "interval" 2000: the least time between two
 * bubbles of a kind.
 */
KettleNotifier *kettle_notifier_new (GActionGroup *actions, KettleModel *model);
void kettle_notifier_set_window_in_front (KettleNotifier *self, gboolean in_front);

G_END_DECLS
