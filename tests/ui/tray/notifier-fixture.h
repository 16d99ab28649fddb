// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-notifier.h"

#include "stand-in-model.h"
#include "support/recording-notifications.h"
#include "support/test-wait.h"

G_BEGIN_DECLS

/* Long enough for a loaded machine; what is waited for comes within a few milliseconds. */
#define PATIENCE 10000

/* For how long something must not happen. */
#define QUIET 100

/* The least time between two bubbles of a kind in these tests, milliseconds. */
#define INTERVAL 10

#define SETTLE_TIME 300

typedef struct {
  RecordingNotifications *server;
  KettleModel *model;
  GSimpleActionGroup *actions;
  KettleNotifier *notifier;
  GString *done;
} Fixture;

void fixture_add_actions (Fixture *fixture, GActionMap *map);
void fixture_start (Fixture *fixture, GActionGroup *actions, guint interval);
void fixture_set_up (Fixture *fixture, gconstpointer server_present);
void fixture_tear_down (Fixture *fixture, gconstpointer server_present);
void fixture_set_state (Fixture *fixture, KettlePhase phase, gboolean on, gboolean warm);
const RecordedBubble *fixture_wait_for_shown (Fixture *fixture, guint n);
guint fixture_count_threads (void);

G_END_DECLS
