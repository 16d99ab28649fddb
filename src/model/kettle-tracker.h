// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-gap.h"
#include "model/kettle-requests.h"
#include "model/kettle-state.h"

G_BEGIN_DECLS

/**
 * KettleMoment:
 * @boot: µs on the clock of kettle_clock_get_boottime(), for everything that lasts or expires
 * @unix_time: seconds, for everything that is told to a person
 *
 * What time it is.
 */
typedef struct {
  gint64 boot;
  gint64 unix_time;
} KettleMoment;

/**
 * KettleTrackerTimes:
 * @answer_delay: how long "off" may be missing after a mishap before the status is asked
 * @guard_time: how long after the On lamp went dark by itself a click switches nothing on
 * @memory_time: how long ready, lifted and problem last
 * @warm_press_quiet: how long after a press from here the end of keeping warm is not told
 * @same_heat: how long after a gap began, or ended, "reached" and "off" may be parts of one heat
 *
 * The durations, all µs.
 */
typedef struct {
  gint64 answer_delay;
  gint64 guard_time;
  gint64 memory_time;
  gint64 warm_press_quiet;
  gint64 same_heat;
} KettleTrackerTimes;

/**
 * KettleEventType:
 *
 * What happened; the names of the signals of #KettleModel.
 */
typedef enum {
  KETTLE_EVENT_BOILED = 1,
  KETTLE_EVENT_LIFTED,
  KETTLE_EVENT_PROBLEM,
  KETTLE_EVENT_WARM_ENDED,
  KETTLE_EVENT_GAP_HID_SOMETHING,
  KETTLE_EVENT_LOST_SIGHT,
  KETTLE_EVENT_REQUEST_FAILED,
  KETTLE_EVENT_REQUEST_CONFIRMED,
  KETTLE_EVENT_REQUEST_ENDED,
} KettleEventType;

/**
 * KettleEvent:
 * @type: what happened
 * @from: Unix seconds, for GAP_HID_SOMETHING and LOST_SIGHT
 * @to: Unix seconds, for GAP_HID_SOMETHING
 * @still_on: for GAP_HID_SOMETHING
 * @kind: for the three about requests
 * @argument: °C or minutes, for the three about requests; °C for BOILED
 * @failure: for REQUEST_FAILED
 * @ending: for REQUEST_ENDED
 * @number: for the three about requests: which one, as kettle_tracker_press() numbered it
 *
 * An event that is to be told.
 */
typedef struct {
  KettleEventType type;
  gint64 from;
  gint64 to;
  gboolean still_on;
  KettleRequestKind kind;
  int argument;
  KettleFailure failure;
  KettleEnding ending;
  guint number;
} KettleEvent;

/**
 * KettleTracker:
 * @state: the kettle as last confirmed
 * @connected: whether there is a connection
 * @gap: the time in which nobody could see it, if there is one
 * @last_seen: when the kettle last said anything, Unix seconds, 0 for never
 * @ask_at: when to ask for the status because a word is missing, boot µs, 0 for never
 * @memory_until: when @state's lasting phase ends, boot µs, 0 for never
 *
 * Follows one kettle through connections, gaps and requests, and collects what is to be told. It
 * has no clock, no main loop and no link. The fields are to be read only.
 */
typedef struct {
  KettleState state;
  gboolean connected;
  KettleGap gap;
  gint64 last_seen;
  gint64 ask_at;
  gint64 memory_until;

  /*< private >*/
  KettleTrackerTimes times;
  KettleRequests *requests;
  GArray *events;
  gint64 dark_at;
  gint64 unsure_until;
  gint64 unsure_since;
  gboolean odd_keys_logged;
} KettleTracker;

KettleTracker *kettle_tracker_new (const KettleTrackerTimes *times,
                                   const KettleRequestTimes *request_times,
                                   const KettleRequestHooks *hooks,
                                   gpointer user_data);
void kettle_tracker_free (KettleTracker *self);
void kettle_tracker_set_connected (KettleTracker *self, gboolean connected, KettleMoment now);
void kettle_tracker_forget (KettleTracker *self);
gboolean kettle_tracker_hear (KettleTracker *self, const KettleMessage *message, KettleMoment now);
guint kettle_tracker_press (KettleTracker *self,
                            KettleRequestKind kind,
                            int argument,
                            gboolean deliberate,
                            KettleMoment now);
gboolean kettle_tracker_tick (KettleTracker *self, KettleMoment now);
void kettle_tracker_lose_patience (KettleTracker *self);
void kettle_tracker_add_event (KettleTracker *self, const KettleEvent *event);
gboolean kettle_tracker_take_event (KettleTracker *self, KettleEvent *event);
gint64 kettle_tracker_get_due (const KettleTracker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleTracker, kettle_tracker_free)

G_END_DECLS
