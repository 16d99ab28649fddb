// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"
#include "model/kettle-tracker.h"

G_BEGIN_DECLS

/* Shared by the two files of KettleModel; nobody else includes this. */

typedef enum {
  PROP_LINK = 1,
  PROP_ANSWER_DELAY,
  PROP_CONFIRM_TIMEOUT,
  PROP_SEND_TIMEOUT,
  PROP_GUARD_TIME,
  PROP_MEMORY_TIME,
  PROP_LOST_SIGHT_DELAY,
  PROP_WARM_PRESS_QUIET,
  PROP_SAME_HEAT_TIME,
  PROP_TIME_SCALE,
  PROP_CONNECTION,
  PROP_PHASE,
  PROP_ON,
  PROP_TARGET_TEMPERATURE,
  PROP_WARM,
  PROP_WARM_MINUTES,
  PROP_HEATING_SINCE,
  PROP_TROUBLE,
  PROP_RETRY_AT,
  PROP_HOST,
  PROP_PORT,
  N_PROPERTIES,
} KettleModelProperty;

#define N_DURATIONS (PROP_SAME_HEAT_TIME + 1)

struct _KettleModel {
  GObject parent_instance;

  guint durations[N_DURATIONS];
  double time_scale;

  KettleLink *link;
  KettleTracker *tracker;
  char *host;
  guint16 port;
  KettleLife life;
  KettleTrouble trouble;
  gint64 link_retry_at; /* as the link says it, monotonic µs */
  gint64 retry_at;      /* the same, Unix s */

  guint depth;          /* of kettle_model_begin() */
  gboolean following;   /* the next address is the same kettle's */
  gboolean telling;     /* somewhere up the stack */
  gboolean moved;       /* another host or port, and it has not been told */
  KettleSnapshot shown; /* what has been told */

  GSource *pending_timer;
  GSource *memory_timer;
  GSource *lost_sight_timer;
  GHashTable *unknown_words;
};

void kettle_model_begin (KettleModel *self);
void kettle_model_end (KettleModel *self);

KettleMoment kettle_model_get_moment (void);
void kettle_model_attach (KettleModel *self);
void kettle_model_detach (KettleModel *self);
void kettle_model_arm_timers (KettleModel *self);
void kettle_model_turn_away (KettleModel *self);

G_END_DECLS
