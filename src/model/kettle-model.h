// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-link.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleLife:
 * @KETTLE_LIFE_NONE: "none": no kettle is chosen
 * @KETTLE_LIFE_CONNECTING: "connecting": the first attempt, nothing is known yet
 * @KETTLE_LIFE_CONNECTED: "connected"
 * @KETTLE_LIFE_UNREACHABLE: "unreachable", also while further attempts run
 * @KETTLE_LIFE_NOT_A_KETTLE: "not-a-kettle": something answers, but not as a kettle does
 *
 * The connection as a person sees it; the words of the "connection" action and property.
 */
typedef enum {
  KETTLE_LIFE_NONE = 0,
  KETTLE_LIFE_CONNECTING,
  KETTLE_LIFE_CONNECTED,
  KETTLE_LIFE_UNREACHABLE,
  KETTLE_LIFE_NOT_A_KETTLE,
} KettleLife;

/**
 * KettlePhase:
 * @KETTLE_PHASE_UNKNOWN: "unknown": not connected, or no status came yet
 * @KETTLE_PHASE_OFF: "off"
 * @KETTLE_PHASE_HEATING: "heating": on, and not told as reached
 * @KETTLE_PHASE_READY: "ready": the temperature was reached; outlives the lamps
 * @KETTLE_PHASE_KEEPING_WARM: "keeping-warm"
 * @KETTLE_PHASE_LIFTED: "lifted": taken from its base while on; outlives the lamps
 * @KETTLE_PHASE_PROBLEM: "problem": probably boiled dry; outlives the lamps
 *
 * What the kettle is doing; the words of the "phase" action and property. The kettle never says
 * that it was put back: ready, lifted and problem last until something is lit again, a person
 * presses a key here, or "memory-time" is over.
 */
typedef enum {
  KETTLE_PHASE_UNKNOWN = 0,
  KETTLE_PHASE_OFF,
  KETTLE_PHASE_HEATING,
  KETTLE_PHASE_READY,
  KETTLE_PHASE_KEEPING_WARM,
  KETTLE_PHASE_LIFTED,
  KETTLE_PHASE_PROBLEM,
} KettlePhase;

/**
 * KettleRequestKind:
 * @KETTLE_REQUEST_ON: to switch on
 * @KETTLE_REQUEST_OFF: to switch off
 * @KETTLE_REQUEST_TEMPERATURE: to heat to a temperature; the argument is °C
 * @KETTLE_REQUEST_WARM: to press Keep Warm
 * @KETTLE_REQUEST_WARM_MINUTES: to keep warm so long; the argument is minutes
 *
 * What a person may ask of the kettle. The argument of the others is 0.
 */
typedef enum {
  KETTLE_REQUEST_ON = 1,
  KETTLE_REQUEST_OFF,
  KETTLE_REQUEST_TEMPERATURE,
  KETTLE_REQUEST_WARM,
  KETTLE_REQUEST_WARM_MINUTES,
} KettleRequestKind;

/**
 * KettleFailure:
 * @KETTLE_FAILURE_NOT_SENT: expired before it was written: nothing was pressed
 * @KETTLE_FAILURE_NO_ANSWER: written, and not one byte came since; for what heats nothing also:
 *   the connection ended
 * @KETTLE_FAILURE_NOT_CONFIRMED: written; the kettle does not show it, but it may be on
 *
 * How far a request got that failed.
 */
typedef enum {
  KETTLE_FAILURE_NOT_SENT = 1,
  KETTLE_FAILURE_NO_ANSWER,
  KETTLE_FAILURE_NOT_CONFIRMED,
} KettleFailure;

/**
 * KettleEnding:
 * @KETTLE_ENDING_CONFIRMED: the kettle shows it, and still did when it was looked at once more
 * @KETTLE_ENDING_UNANSWERED: a keep-warm length, which the kettle may take without a word
 * @KETTLE_ENDING_REPLACED: taken back: something else was asked for, or the kettle is another one
 *
 * How a request ended that did not fail.
 */
typedef enum {
  KETTLE_ENDING_CONFIRMED = 1,
  KETTLE_ENDING_UNANSWERED,
  KETTLE_ENDING_REPLACED,
} KettleEnding;

/**
 * KettleSnapshot:
 * @connection: the connection
 * @trouble: why there is none
 * @phase: what the kettle is doing
 * @on: the On lamp
 * @warm: the Keep Warm lamp
 * @target_temperature: °C, what is lit, 0 for none
 * @warm_minutes: the keep-warm length, 0 while unknown
 * @reached_temperature: °C, what was last reached; for ready and keeping-warm; 0 unknown
 * @heating_since: when it was seen to be switched on, 0 when that was not seen
 * @phase_since: when this phase was entered
 * @last_seen: when the kettle last said anything; for unreachable
 * @retry_at: when the next attempt starts; for unreachable; 0 while one is under way
 *
 * Everything the model shows, as one plain value, for pure functions that turn it into words
 * and icons. Times are Unix seconds, 0 when not known. Not connected: every lamp is dark and
 * the phase unknown.
 */
typedef struct {
  KettleLife connection;
  KettleTrouble trouble;
  KettlePhase phase;
  gboolean on;
  gboolean warm;
  int target_temperature;
  int warm_minutes;
  int reached_temperature;
  gint64 heating_since;
  gint64 phase_since;
  gint64 last_seen;
  gint64 retry_at;
} KettleSnapshot;

#define KETTLE_TYPE_MODEL (kettle_model_get_type ())

/**
 * KettleModel:
 *
 * The kettle as last confirmed, its events, and requests to it. The lamps are what the kettle
 * said: a click lights nothing. Handlers may do anything, also drop the last reference.
 */
G_DECLARE_FINAL_TYPE (KettleModel, kettle_model, KETTLE, MODEL, GObject)

/*
 * Construct properties: "link" (KettleLink, construct only);
 * (uint, ms) "answer-delay" 1000: from the written byte to the question for the status;
 *   "confirm-timeout" 2000: from the written byte to the failure; "send-timeout" 5000: from the
 *   click to the written byte; "guard-time" 1000, see kettle_model_request_on(); "memory-time"
 *   600000, see KettlePhase; "lost-sight-delay" 30000; "warm-press-quiet" 3000: how long after a
 *   press from here the end of keeping warm is no event; "same-heat-time" 10000: for so long after
 *   a gap what is lit still may be the heat that was told as boiled before it;
 * (double) "time-scale" 1.0, which divides them all.
 *
 * Read-only properties with notify: "connection" (int, KettleLife), "phase" (int, KettlePhase),
 *   "on" (boolean), "target-temperature" (int, °C), "warm" (boolean), "warm-minutes" (int),
 *   "heating-since" (int64, Unix s), "trouble" (int, KettleTrouble), "retry-at" (int64, Unix s),
 *   "host" (string, nullable), "port" (uint).
 *
 * Signals. State is notified before the event that goes with it:
 *   boiled (int temperature)
 *     once a heat; °C, 0 when the temperature was not known
 *   lifted (), problem (), warm-ended ()
 *   gap-hid-something (gint64 from, gint64 to, gboolean still_on)
 *     it was heating when it was last seen, at from (Unix s). At to it is off, or, with still_on,
 *     on and warm. A kettle that kept warm before and is off after is told as warm-ended
 *   lost-sight (gint64 since)
 *     once a gap: no connection for lost-sight-delay, and it was heating; when it was last seen,
 *     Unix s
 *   request-failed (int kind, int argument, int failure, guint number)
 *     KettleRequestKind, °C or minutes, KettleFailure, and which request it was
 *   request-ended (int kind, int argument, int ending, guint number)
 *     every request that was taken ends with this, KettleEnding, or with request-failed
 *   request-confirmed (int kind, int argument)
 *     late, after request-failed was emitted for it: what that told is no longer so
 *   changed ()
 *     once after any of the properties above changed, for those who draw everything anew
 */
KettleModel *kettle_model_new (KettleLink *link);
void kettle_model_get_snapshot (KettleModel *self, KettleSnapshot *snapshot);
const char *kettle_model_get_host (KettleModel *self);
guint16 kettle_model_get_port (KettleModel *self);

void kettle_model_follow_move (KettleModel *self);

/* Each returns the number of the request: a new one, or that of the same one that is pending; 0 if
 * it was not taken. */
guint kettle_model_request_on (KettleModel *self, gboolean deliberate);
guint kettle_model_request_off (KettleModel *self);
guint kettle_model_request_temperature (KettleModel *self, int temperature, gboolean deliberate);
guint kettle_model_request_warm (KettleModel *self);
guint kettle_model_request_warm_minutes (KettleModel *self, int minutes);
guint kettle_model_get_last_request (KettleModel *self);

const char *kettle_life_get_word (KettleLife life);
const char *kettle_phase_get_word (KettlePhase phase);

G_END_DECLS
