// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleNotices:
 * @KETTLE_NOTICE_BOILED: the water is ready
 * @KETTLE_NOTICE_LIFTED: the kettle was lifted while it was on
 * @KETTLE_NOTICE_PROBLEM: it may have boiled dry
 * @KETTLE_NOTICE_WARM_ENDED: keeping warm has ended
 * @KETTLE_NOTICE_OUT_OF_SIGHT: a heating kettle was lost sight of, and what that may have hidden
 * @KETTLE_NOTICE_FAILED: something that was asked for could not be done
 * @KETTLE_NOTICE_ALL: all of them
 *
 * What a person may want to be told, or not.
 */
typedef enum {
  KETTLE_NOTICE_BOILED = 1 << 0,
  KETTLE_NOTICE_LIFTED = 1 << 1,
  KETTLE_NOTICE_PROBLEM = 1 << 2,
  KETTLE_NOTICE_WARM_ENDED = 1 << 3,
  KETTLE_NOTICE_OUT_OF_SIGHT = 1 << 4,
  KETTLE_NOTICE_FAILED = 1 << 5,
  KETTLE_NOTICE_ALL = (1 << 6) - 1,
} KettleNotices;

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
KettleNotifier *kettle_notifier_new (GActionGroup *actions, KettleModel *model, double time_scale);
void kettle_notifier_set_window_in_front (KettleNotifier *self, gboolean in_front);
void kettle_notifier_set_wanted (KettleNotifier *self, KettleNotices wanted);
void kettle_notifier_set_sound (KettleNotifier *self, gboolean sound);

G_END_DECLS
