// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-model-private.h"

#include "net/kettle-clock.h"
#include "net/kettle-timer.h"

/*
 * What comes in to KettleModel from its link and from the clocks, and how requests go
 * out to the link.
 */

/*
 * While something is pending its expiry is looked at this often, µs: the main loop's own timers
 * stand still while the machine sleeps (pitfall P-W2).
 */
#define LOOK_AGAIN G_USEC_PER_SEC

/* Words of other kettles are logged once each, but not for ever. */
#define MAX_UNKNOWN_WORDS 16

/* Microseconds. */
static gint64
duration (KettleModel *self, KettleModelProperty which)
{
  return MAX (1000, (gint64) (self->durations[which] * 1000.0 / self->time_scale));
}

/**
 * kettle_model_get_moment:
 *
 * Returns: what time it is
 */
KettleMoment
kettle_model_get_moment (void)
{
  return (KettleMoment){
    .boot = kettle_clock_get_boottime (),
    .unix_time = g_get_real_time () / G_USEC_PER_SEC,
  };
}

/**
 * kettle_model_arm_timers:
 * @self: a model
 *
 * Sets the timers to what is pending now. None runs while nothing is.
 */
void
kettle_model_arm_timers (KettleModel *self)
{
  gint64 now = kettle_clock_get_boottime ();
  gint64 due = kettle_tracker_get_due (self->tracker);

  if (due != 0 && self->link != NULL)
    kettle_timer_start (self->pending_timer, CLAMP (due - now, 0, LOOK_AGAIN));
  else
    kettle_timer_stop (self->pending_timer);

  if (self->tracker->memory_until != 0 && self->link != NULL)
    kettle_timer_start (self->memory_timer, self->tracker->memory_until - now);
  else
    kettle_timer_stop (self->memory_timer);
}

static KettleLife
judge_life (KettleLinkState state, KettleTrouble trouble)
{
  if (state == KETTLE_LINK_IDLE)
    return KETTLE_LIFE_NONE;
  if (state == KETTLE_LINK_CONNECTED)
    return KETTLE_LIFE_CONNECTED;
  if (trouble == KETTLE_TROUBLE_NONE)
    return KETTLE_LIFE_CONNECTING;
  if (trouble == KETTLE_TROUBLE_NOT_A_KETTLE)
    return KETTLE_LIFE_NOT_A_KETTLE;

  /* Also while further attempts run: a window must not flicker between two answers. */
  return KETTLE_LIFE_UNREACHABLE;
}

static void
read_retry_at (KettleModel *self)
{
  gint64 retry_at = kettle_link_get_retry_at (self->link);
  gint64 left = retry_at - g_get_monotonic_time ();

  if (retry_at == self->link_retry_at)
    return;

  self->link_retry_at = retry_at;
  self->retry_at = retry_at == 0 ? 0 : (g_get_real_time () + left) / G_USEC_PER_SEC;
}

/* Not on the boot clock: after a sleep the link has its time to come back before this is told. */
static void
arm_lost_sight (KettleModel *self)
{
  if (self->tracker->gap.open && self->tracker->gap.before.phase == KETTLE_PHASE_HEATING)
    kettle_timer_start (self->lost_sight_timer, duration (self, PROP_LOST_SIGHT_DELAY));
  else
    kettle_timer_stop (self->lost_sight_timer);
}

/**
 * kettle_model_turn_away:
 * @self: a model with a link
 *
 * Whatever has the kettle's address in a network it was never seen in must not be switched on, also
 * not a moment later, and nor must a kettle whose wifi is being set up: while the link is held for
 * that, everything asked for fails at once.
 */
void
kettle_model_turn_away (KettleModel *self)
{
  KettleTrouble trouble = kettle_link_get_trouble (self->link);

  if (kettle_link_get_state (self->link) == KETTLE_LINK_HELD
      && (trouble == KETTLE_TROUBLE_OTHER_NETWORK || trouble == KETTLE_TROUBLE_SET_UP))
    kettle_requests_turn_away (self->tracker->requests, kettle_clock_get_boottime ());
}

/* Takes in what the link says of itself, whatever of it has changed. */
static void
read_link (KettleModel *self)
{
  KettleMoment now = kettle_model_get_moment ();
  KettleLinkState state = kettle_link_get_state (self->link);
  const char *host = kettle_link_get_host (self->link);
  guint16 port = kettle_link_get_port (self->link);
  gint64 gap_began = self->tracker->gap.began;

  if (g_strcmp0 (host, self->host) != 0 || port != self->port) {
    g_free (self->host);
    self->host = g_strdup (host);
    self->port = port;
    self->moved = TRUE;
    if (!self->following)
      kettle_tracker_forget (self->tracker);
  } else if (state == KETTLE_LINK_IDLE && self->life != KETTLE_LIFE_NONE) {
    kettle_tracker_forget (self->tracker);
  }

  self->following = FALSE;
  self->trouble = kettle_link_get_trouble (self->link);
  self->life = judge_life (state, self->trouble);
  read_retry_at (self);
  kettle_tracker_set_connected (self->tracker, self->life == KETTLE_LIFE_CONNECTED, now);
  kettle_model_turn_away (self);
  if (self->tracker->gap.began != gap_began)
    arm_lost_sight (self);
}

static void
ask_status (KettleModel *self, KettleMoment now)
{
  gint64 expires_at = now.boot + duration (self, PROP_CONFIRM_TIMEOUT);

  if (self->link != NULL && self->life == KETTLE_LIFE_CONNECTED)
    kettle_link_send (self->link, KETTLE_COMMAND_GET_STATUS, expires_at);
}

/* "Anything else: log it once, change nothing" (protocol sheet 1.3). */
static void
log_unknown (KettleModel *self, const KettleMessage *message)
{
  if (message->type != KETTLE_MESSAGE_UNKNOWN
      || g_hash_table_size (self->unknown_words) >= MAX_UNKNOWN_WORDS
      || g_hash_table_contains (self->unknown_words, message->text))
    return;

  g_hash_table_add (self->unknown_words, g_strdup (message->text));
  g_message ("The kettle says something unknown: \"%s\"", message->text);
}

static void
on_message (KettleLink *link, const KettleMessage *message, KettleModel *self)
{
  KettleMoment now = kettle_model_get_moment ();
  gint64 gap_began;

  kettle_model_begin (self);
  read_link (self);
  log_unknown (self, message);
  gap_began = self->tracker->gap.began;
  if (self->life == KETTLE_LIFE_CONNECTED && !kettle_tracker_hear (self->tracker, message, now))
    ask_status (self, now);
  if (self->tracker->gap.began != gap_began)
    arm_lost_sight (self);
  kettle_model_end (self);
}

static void
on_written (KettleLink *link, guint ticket, KettleModel *self)
{
  kettle_model_begin (self);
  kettle_requests_written (self->tracker->requests, ticket, kettle_clock_get_boottime ());
  kettle_model_end (self);
}

static void
on_dropped (KettleLink *link, guint ticket, KettleModel *self)
{
  kettle_model_begin (self);
  kettle_requests_dropped (self->tracker->requests, ticket, kettle_clock_get_boottime ());
  kettle_model_end (self);
}

static void
on_link_changed (KettleLink *link, GParamSpec *pspec, KettleModel *self)
{
  kettle_model_begin (self);
  read_link (self);
  kettle_model_end (self);
}

static gboolean
on_pending_timer (gpointer user_data)
{
  KettleModel *self = user_data;
  KettleMoment now = kettle_model_get_moment ();

  kettle_model_begin (self);
  if (kettle_tracker_tick (self->tracker, now))
    ask_status (self, now);
  kettle_model_end (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_lost_sight_timer (gpointer user_data)
{
  KettleModel *self = user_data;

  kettle_model_begin (self);
  if (self->life != KETTLE_LIFE_CONNECTED)
    kettle_tracker_lose_patience (self->tracker);
  else
    /* Back, but it has not said anything yet: it may be gone again in a moment. */
    kettle_timer_start (self->lost_sight_timer, duration (self, PROP_ANSWER_DELAY));
  kettle_model_end (self);

  return G_SOURCE_CONTINUE;
}

static guint
send_hook (KettleCommand command, gint64 expires_at, gpointer user_data)
{
  KettleModel *self = user_data;

  return self->link != NULL ? kettle_link_send (self->link, command, expires_at) : 0;
}

static void
drop_unwritten_hook (gpointer user_data)
{
  KettleModel *self = user_data;

  if (self->link != NULL)
    kettle_link_drop_unwritten (self->link);
}

static void
want_hook (gpointer user_data)
{
  KettleModel *self = user_data;

  if (self->link != NULL)
    kettle_link_want (self->link);
}

static void
give_up_hook (gpointer user_data)
{
  KettleModel *self = user_data;

  if (self->link != NULL)
    kettle_link_give_up (self->link);
}

static gint64
get_last_received_hook (gpointer user_data)
{
  KettleModel *self = user_data;

  return self->link != NULL ? kettle_link_get_last_received (self->link) : 0;
}

static void
report_hook (
    KettleRequestKind kind, int argument, KettleFailure failure, guint number, gpointer user_data)
{
  KettleModel *self = user_data;
  KettleEvent event = {
    .type = failure != 0 ? KETTLE_EVENT_REQUEST_FAILED : KETTLE_EVENT_REQUEST_CONFIRMED,
    .kind = kind,
    .argument = argument,
    .failure = failure,
    .number = number,
  };

  kettle_tracker_add_event (self->tracker, &event);
}

static void
ended_hook (
    KettleRequestKind kind, int argument, KettleEnding ending, guint number, gpointer user_data)
{
  KettleModel *self = user_data;
  KettleEvent event = {
    .type = KETTLE_EVENT_REQUEST_ENDED,
    .kind = kind,
    .argument = argument,
    .ending = ending,
    .number = number,
  };

  kettle_tracker_add_event (self->tracker, &event);
}

static const KettleRequestHooks hooks = {
  .send = send_hook,
  .drop_unwritten = drop_unwritten_hook,
  .want = want_hook,
  .give_up = give_up_hook,
  .get_last_received = get_last_received_hook,
  .report = report_hook,
  .ended = ended_hook,
};

static void
connect_link (KettleModel *self)
{
  static const char *const notifies[] = {
    "notify::state", "notify::trouble", "notify::host", "notify::port", "notify::retry-at",
  };

  g_signal_connect_object (self->link, "message", G_CALLBACK (on_message), self, 0);
  g_signal_connect_object (self->link, "written", G_CALLBACK (on_written), self, 0);
  g_signal_connect_object (self->link, "dropped", G_CALLBACK (on_dropped), self, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (notifies); i++)
    g_signal_connect_object (self->link, notifies[i], G_CALLBACK (on_link_changed), self, 0);
}

/**
 * kettle_model_attach:
 * @self: a model, being constructed
 *
 * Begins to follow the link.
 */
void
kettle_model_attach (KettleModel *self)
{
  KettleTrackerTimes times = {
    .answer_delay = duration (self, PROP_ANSWER_DELAY),
    .guard_time = duration (self, PROP_GUARD_TIME),
    .memory_time = duration (self, PROP_MEMORY_TIME),
    .warm_press_quiet = duration (self, PROP_WARM_PRESS_QUIET),
    .same_heat = duration (self, PROP_SAME_HEAT_TIME),
  };
  KettleRequestTimes request_times = {
    .answer_delay = duration (self, PROP_ANSWER_DELAY),
    .confirm_timeout = duration (self, PROP_CONFIRM_TIMEOUT),
    .send_timeout = duration (self, PROP_SEND_TIMEOUT),
    .memory_time = duration (self, PROP_MEMORY_TIME),
  };

  self->tracker = kettle_tracker_new (&times, &request_times, &hooks, self);
  self->pending_timer = kettle_timer_new ("kettle-model pending", on_pending_timer, self);
  self->memory_timer = kettle_timer_new ("kettle-model memory", on_pending_timer, self);
  self->lost_sight_timer = kettle_timer_new ("kettle-model lost sight", on_lost_sight_timer, self);
  if (self->link == NULL)
    return;

  connect_link (self);
  read_link (self);
  /* A link that is connected already has asked its question before anybody listened. */
  ask_status (self, kettle_model_get_moment ());
}

/**
 * kettle_model_detach:
 * @self: a model
 *
 * Leaves the link alone from now on. May be called again.
 */
void
kettle_model_detach (KettleModel *self)
{
  if (self->link != NULL)
    g_signal_handlers_disconnect_by_data (self->link, self);
  g_clear_object (&self->link);
  kettle_timer_stop (self->pending_timer);
  kettle_timer_stop (self->memory_timer);
  kettle_timer_stop (self->lost_sight_timer);
}
