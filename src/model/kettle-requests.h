// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * KettleSight:
 * @connected: whether there is a connection
 * @known: whether everything that is lit has been told since it began
 * @on: the On lamp
 * @warm: the Keep Warm lamp
 * @temperature: °C, what is lit, 0 for none
 * @warm_minutes: the keep-warm length, 0 while unknown
 *
 * What requests need to see of the kettle.
 */
typedef struct {
  gboolean connected;
  gboolean known;
  gboolean on;
  gboolean warm;
  int temperature;
  int warm_minutes;
} KettleSight;

/**
 * KettleRequestTimes:
 * @answer_delay: from the written byte to the question for the status
 * @confirm_timeout: from the written byte to the failure
 * @send_timeout: from the click to the written byte
 * @memory_time: how long after a failure a confirmation is still told
 *
 * The durations of a request, all µs.
 */
typedef struct {
  gint64 answer_delay;
  gint64 confirm_timeout;
  gint64 send_timeout;
  gint64 memory_time;
} KettleRequestTimes;

/**
 * KettleRequestHooks:
 * @send: queues a command, as kettle_link_send(); 0 when there is no connection
 * @drop_unwritten: empties the queue of everything unwritten
 * @want: connects now, if there is no connection
 * @give_up: ends the connection so that nothing written can still arrive
 * @get_last_received: when the last byte came, on whatever clock: only compared for equality
 * @report: a request failed, or, with @failure 0, was confirmed after it had failed
 * @ended: (nullable): a request ended otherwise than by failing
 *
 * @number is what kettle_requests_press() returned for the request.
 *
 * The way out of the requests. None may free them.
 */
typedef struct {
  guint (*send) (KettleCommand command, gint64 expires_at, gpointer user_data);
  void (*drop_unwritten) (gpointer user_data);
  void (*want) (gpointer user_data);
  void (*give_up) (gpointer user_data);
  gint64 (*get_last_received) (gpointer user_data);
  void (*report) (KettleRequestKind kind,
                  int argument,
                  KettleFailure failure,
                  guint number,
                  gpointer user_data);
  void (*ended) (
      KettleRequestKind kind, int argument, KettleEnding ending, guint number, gpointer user_data);
} KettleRequestHooks;

/**
 * KettleRequests:
 *
 * The clicks that the kettle has not confirmed yet. It has no clock and no main loop: "now" is
 * always microseconds on the clock of kettle_clock_get_boottime(), so that sleep counts, and
 * whoever owns it calls kettle_requests_tick() no later than at kettle_requests_get_due().
 */
typedef struct _KettleRequests KettleRequests;

KettleRequests *kettle_requests_new (const KettleRequestTimes *times,
                                     const KettleRequestHooks *hooks,
                                     gpointer user_data);
void kettle_requests_free (KettleRequests *self);
guint
kettle_requests_press (KettleRequests *self, KettleRequestKind kind, int argument, gint64 now);
void kettle_requests_written (KettleRequests *self, guint ticket, gint64 now);
void kettle_requests_dropped (KettleRequests *self, guint ticket, gint64 now);
void kettle_requests_see (KettleRequests *self,
                          const KettleSight *sight,
                          KettleMessageType cause,
                          gint64 now);
void kettle_requests_tick (KettleRequests *self, gint64 now);
void kettle_requests_turn_away (KettleRequests *self, gint64 now);
void kettle_requests_abandon (KettleRequests *self);
gint64 kettle_requests_get_due (const KettleRequests *self);
gint64 kettle_requests_get_last_press (const KettleRequests *self);
guint kettle_requests_get_last_number (const KettleRequests *self);
gboolean kettle_requests_is_off_pressed (const KettleRequests *self);
gboolean kettle_requests_doubts (const KettleRequests *self, const KettleMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleRequests, kettle_requests_free)

G_END_DECLS
