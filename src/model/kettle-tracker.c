// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-tracker.h"

static void
add_plain_event (KettleTracker *self, KettleEventType type)
{
  KettleEvent event = { .type = type };

  kettle_tracker_add_event (self, &event);
}

static void
see_requests (KettleTracker *self, KettleMessageType cause, KettleMoment now)
{
  KettleSight sight = {
    .connected = self->connected,
    .known = self->state.known,
    .on = self->state.on,
    .warm = self->state.warm,
    .temperature = self->state.target,
    .warm_minutes = self->state.warm_minutes,
  };

  kettle_requests_see (self->requests, &sight, cause, now.boot);
}

/* From now on nobody knows what the kettle does. */
static void
lose_sight (KettleTracker *self, KettleMoment now)
{
  gboolean off_pressed = kettle_requests_is_off_pressed (self->requests);

  /* A connection that ended before a word came does not end the gap before it. */
  if (!self->gap.open || self->state.phase != KETTLE_PHASE_UNKNOWN)
    self->gap = (KettleGap){
      .open = TRUE,
      .before = self->state,
      .seen_at = self->last_seen,
      .began = now.boot,
      .same_heat_until = now.boot + self->times.same_heat,
      .memory_until = self->memory_until,
      .off_pressed = off_pressed,
    };

  if (self->state.on && !off_pressed)
    self->dark_at = now.boot;
  self->state = (KettleState){ 0 };
  self->memory_until = 0;
  self->ask_at = 0;
  self->unsure_until = 0;
}

/* A press from here explains the end of keeping warm. */
static void
tell_warm_ended (KettleTracker *self, KettleMoment now)
{
  gint64 last_press = kettle_requests_get_last_press (self->requests);

  if (last_press == 0 || now.boot - last_press >= self->times.warm_press_quiet)
    add_plain_event (self, KETTLE_EVENT_WARM_ENDED);
}

static void
tell_state_events (KettleTracker *self, KettleStateEvents events, KettleMoment now)
{
  if ((events & KETTLE_STATE_BOILED) != 0) {
    KettleEvent event = { .type = KETTLE_EVENT_BOILED, .argument = self->state.reached };

    kettle_tracker_add_event (self, &event);
  }
  if ((events & KETTLE_STATE_LIFTED) != 0)
    add_plain_event (self, KETTLE_EVENT_LIFTED);
  if ((events & KETTLE_STATE_PROBLEM) != 0)
    add_plain_event (self, KETTLE_EVENT_PROBLEM);
  if ((events & (KETTLE_STATE_LIFTED | KETTLE_STATE_PROBLEM)) != 0)
    self->ask_at = now.boot + self->times.answer_delay;
  if ((events & KETTLE_STATE_WARM_ENDED) != 0)
    tell_warm_ended (self, now);
  if ((events & KETTLE_STATE_ODD_KEYS) != 0 && !self->odd_keys_logged) {
    self->odd_keys_logged = TRUE;
    g_message ("The kettle shows more than one temperature at once");
  }
}

static void
tell_gap (KettleTracker *self, KettleGapVerdict verdict, KettleMoment now)
{
  KettleEvent event = {
    .type = KETTLE_EVENT_GAP_HID_SOMETHING,
    .from = self->gap.seen_at,
    .to = now.unix_time,
    .still_on = verdict == KETTLE_GAP_HID_SOMETHING,
  };

  switch (verdict) {
  case KETTLE_GAP_HID_END:
  case KETTLE_GAP_HID_SOMETHING:
    kettle_tracker_add_event (self, &event);
    break;
  case KETTLE_GAP_HID_WARM_END:
    tell_warm_ended (self, now);
    break;
  case KETTLE_GAP_HID_NOTHING:
  default:
    break;
  }
}

/* The gap may also have ended between "reached" and "off": then "off" is all that comes. */
static void
tell_unsure_end (KettleTracker *self, gboolean off_pressed, KettleMoment now)
{
  KettleEvent event = {
    .type = KETTLE_EVENT_GAP_HID_SOMETHING,
    .from = self->unsure_since,
    .to = now.unix_time,
  };

  if (self->state.phase == KETTLE_PHASE_HEATING)
    return;

  if (now.boot < self->unsure_until && self->state.phase == KETTLE_PHASE_OFF && !off_pressed)
    kettle_tracker_add_event (self, &event);
  self->unsure_until = 0;
}

/* The first message after a gap that shows everything that is lit ends it. */
static void
end_gap (KettleTracker *self, KettleKeys keys, KettleMoment now)
{
  gboolean heats_on = self->gap.open && self->gap.before.phase == KETTLE_PHASE_HEATING
                      && (keys & KETTLE_KEY_ON) != 0 && (keys & KETTLE_KEY_WARM) == 0
                      && !self->state.told;

  if (heats_on) {
    self->unsure_since = self->gap.seen_at;
    self->unsure_until = now.boot + self->times.same_heat;
  }
  self->gap.off_pressed = self->gap.off_pressed || kettle_requests_is_off_pressed (self->requests);
  tell_gap (self, kettle_gap_judge (&self->gap, &self->state, keys), now);
  kettle_gap_carry_over (&self->gap, &self->state, keys, now.boot);
  if (self->state.lasting && self->memory_until == 0)
    self->memory_until = self->gap.memory_until;
  self->gap = (KettleGap){ 0 };
}

static void
end_old_memory (KettleTracker *self, KettleMoment now)
{
  if (self->memory_until == 0 || now.boot < self->memory_until)
    return;

  self->memory_until = 0;
  kettle_state_end_memory (&self->state, now.unix_time);
}

/**
 * kettle_tracker_new:
 * @times: durations; copied
 * @request_times: durations of requests; copied
 * @hooks: how requests reach the kettle; copied. What "report" is told should end up in
 *   kettle_tracker_add_event()
 * @user_data: for @hooks
 *
 * Returns: (transfer full): a tracker of a kettle of which nothing is known
 */
KettleTracker *
kettle_tracker_new (const KettleTrackerTimes *times,
                    const KettleRequestTimes *request_times,
                    const KettleRequestHooks *hooks,
                    gpointer user_data)
{
  KettleTracker *self = g_new0 (KettleTracker, 1);

  self->times = *times;
  self->requests = kettle_requests_new (request_times, hooks, user_data);
  self->events = g_array_new (FALSE, FALSE, sizeof (KettleEvent));

  return self;
}

/**
 * kettle_tracker_free:
 * @self: (transfer full): a tracker
 */
void
kettle_tracker_free (KettleTracker *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->requests, kettle_requests_free);
  g_clear_pointer (&self->events, g_array_unref);
  g_free (self);
}

/**
 * kettle_tracker_set_connected:
 * @self: a tracker
 * @connected: whether there is a connection
 * @now: since when
 */
void
kettle_tracker_set_connected (KettleTracker *self, gboolean connected, KettleMoment now)
{
  if (self->connected == connected)
    return;

  self->connected = connected;
  if (!connected) {
    lose_sight (self, now);
  } else if (self->gap.open) {
    /* What was told as reached is not told again by a kettle that repeats itself. */
    self->state.told = self->gap.before.told;
    self->state.reached = self->gap.before.reached;
  }
  see_requests (self, 0, now);
}

/**
 * kettle_tracker_forget:
 * @self: a tracker
 *
 * Another kettle, or none: nothing that was known or asked of the one before concerns it. There is
 * no connection now.
 */
void
kettle_tracker_forget (KettleTracker *self)
{
  kettle_requests_abandon (self->requests);
  self->connected = FALSE;
  self->state = (KettleState){ 0 };
  self->gap = (KettleGap){ 0 };
  self->last_seen = 0;
  self->ask_at = 0;
  self->memory_until = 0;
  self->unsure_until = 0;
  self->dark_at = 0;
}

/**
 * kettle_tracker_hear:
 * @self: a tracker with a connection
 * @message: what the kettle said
 * @now: when
 *
 * Returns: %FALSE if @message may mean two things and was not believed: the status is to be asked
 * now
 */
gboolean
kettle_tracker_hear (KettleTracker *self, const KettleMessage *message, KettleMoment now)
{
  gboolean off_pressed = kettle_requests_is_off_pressed (self->requests);
  gboolean was_on = self->state.on;
  KettleState before;
  KettleStateEvents events;

  self->last_seen = now.unix_time;
  end_old_memory (self, now);
  if (kettle_requests_doubts (self->requests, message))
    return FALSE;

  if (message->type == KETTLE_MESSAGE_STATUS || message->type == KETTLE_MESSAGE_OFF) {
    self->ask_at = 0;
    end_gap (self, message->type == KETTLE_MESSAGE_STATUS ? message->keys : 0, now);
  }

  before = self->state;
  events = kettle_state_hear (&self->state, message, now.unix_time);
  if (was_on && !self->state.on && !off_pressed)
    self->dark_at = now.boot;
  if (!self->state.lasting)
    self->memory_until = 0;
  else if (!before.lasting || before.phase != self->state.phase)
    self->memory_until = now.boot + self->times.memory_time;

  tell_state_events (self, events, now);
  tell_unsure_end (self, off_pressed, now);
  see_requests (self, message->type, now);

  return TRUE;
}

/**
 * kettle_tracker_press:
 * @self: a tracker
 * @kind: what a person wants
 * @argument: °C or minutes, 0 when @kind has none
 * @deliberate: %FALSE for a click on what the screen showed: it switches nothing on just after the
 *   On lamp went dark by itself, because it was meant for what had been there
 * @now: when
 *
 * Returns: as kettle_requests_press(); 0 also for a click that was not taken
 */
guint
kettle_tracker_press (KettleTracker *self,
                      KettleRequestKind kind,
                      int argument,
                      gboolean deliberate,
                      KettleMoment now)
{
  gboolean guarded = !deliberate && !self->state.on && self->dark_at != 0
                     && now.boot - self->dark_at < self->times.guard_time;
  guint last = kettle_requests_get_last_number (self->requests);
  guint number;

  if (guarded) {
    g_info ("A click was not taken: the kettle had just gone off");
    return 0;
  }
  number = kettle_requests_press (self->requests, kind, argument, now.boot);
  if (number <= last)
    return number;

  if (self->gap.open)
    kettle_state_end_memory (&self->gap.before, now.unix_time);
  if (kettle_state_end_memory (&self->state, now.unix_time))
    self->memory_until = 0;

  return number;
}

/**
 * kettle_tracker_tick:
 * @self: a tracker
 * @now: the time
 *
 * Ends what has lasted long enough.
 *
 * Returns: %TRUE if the status is to be asked now, because a word is missing
 */
gboolean
kettle_tracker_tick (KettleTracker *self, KettleMoment now)
{
  end_old_memory (self, now);
  kettle_requests_tick (self->requests, now.boot);
  if (self->ask_at == 0 || now.boot < self->ask_at)
    return FALSE;

  self->ask_at = 0;

  return TRUE;
}

/**
 * kettle_tracker_lose_patience:
 * @self: a tracker without a connection
 *
 * The gap has lasted long. Tells so, if the kettle was heating when it began.
 */
void
kettle_tracker_lose_patience (KettleTracker *self)
{
  KettleEvent event = { .type = KETTLE_EVENT_LOST_SIGHT, .from = self->gap.seen_at };

  if (self->gap.open && self->gap.before.phase == KETTLE_PHASE_HEATING)
    kettle_tracker_add_event (self, &event);
}

/**
 * kettle_tracker_add_event:
 * @self: a tracker
 * @event: what happened; copied
 */
void
kettle_tracker_add_event (KettleTracker *self, const KettleEvent *event)
{
  g_array_append_val (self->events, *event);
}

/**
 * kettle_tracker_take_event:
 * @self: a tracker
 * @event: (out): what happened first
 *
 * Returns: whether there was one
 */
gboolean
kettle_tracker_take_event (KettleTracker *self, KettleEvent *event)
{
  if (self->events->len == 0)
    return FALSE;

  *event = g_array_index (self->events, KettleEvent, 0);
  g_array_remove_index (self->events, 0);

  return TRUE;
}

/**
 * kettle_tracker_get_due:
 * @self: a tracker
 *
 * Returns: when kettle_tracker_tick() is to be called for what is pending, boot µs; 0 if nothing
 *   is. The end of a memory is no such thing
 */
gint64
kettle_tracker_get_due (const KettleTracker *self)
{
  gint64 due = kettle_requests_get_due (self->requests);

  if (self->ask_at == 0)
    return due;

  return due == 0 ? self->ask_at : MIN (due, self->ask_at);
}
