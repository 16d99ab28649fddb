// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-requests-private.h"

/*
 * Each request is in one slot from the click to its confirmation or failure. On and the four
 * temperatures share a slot, because the latest of them is what the person wants; the keys of the
 * other slots are independent of one another. Off empties every other slot.
 */

/* After a send left the queue although its time was not up: when to try again, µs. */
#define RETRY_DELAY (50 * 1000)

static gboolean
is_pending (const Slot *slot)
{
  switch (slot->stage) {
  case STAGE_WAITING:
  case STAGE_QUEUED:
  case STAGE_WRITTEN:
    return TRUE;
  case STAGE_EMPTY:
  case STAGE_CONFIRMED:
  case STAGE_CHECKING:
  case STAGE_FAILED:
  default:
    return FALSE;
  }
}

static void
clear_slot (Slot *slot)
{
  *slot = (Slot){ 0 };
}

static void
tell_ended (
    KettleRequests *self, KettleRequestKind kind, int argument, KettleEnding ending, guint number)
{
  if (self->hooks.ended != NULL)
    self->hooks.ended (kind, argument, ending, number, self->user_data);
}

static void
end (KettleRequests *self, Slot *slot, KettleEnding ending)
{
  KettleRequestKind kind = slot->kind;
  int argument = slot->argument;
  guint number = slot->number;

  clear_slot (slot);
  tell_ended (self, kind, argument, ending, number);
}

/* Makes room for another one. */
static void
take_back (KettleRequests *self, Slot *slot)
{
  if (is_pending (slot))
    end (self, slot, KETTLE_ENDING_REPLACED);
  else if (slot->stage == STAGE_CONFIRMED || slot->stage == STAGE_CHECKING)
    end (self, slot, KETTLE_ENDING_CONFIRMED);
  else
    clear_slot (slot);
}

static void
take_back_all_but_off (KettleRequests *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (i != SLOT_OFF)
      take_back (self, &self->slots[i]);
}

/* Back to waiting, with what is left of the time. */
static void
wait_again (Slot *slot, gint64 deadline)
{
  slot->stage = STAGE_WAITING;
  slot->ticket = 0;
  slot->deadline = deadline;
  slot->ask_at = 0;
}

static void
fail (KettleRequests *self, Slot *slot, KettleFailure failure, gint64 now)
{
  KettleRequestKind kind = slot->kind;
  int argument = slot->argument;
  guint number = slot->number;

  if (failure == KETTLE_FAILURE_NOT_SENT) {
    clear_slot (slot);
  } else {
    slot->stage = STAGE_FAILED;
    slot->ticket = 0;
    slot->deadline = now + self->times.memory_time;
  }
  self->hooks.report (kind, argument, failure, number, self->user_data);
}

static void
send_press (KettleRequests *self, Slot *slot, KettleCommand command)
{
  guint ticket = self->hooks.send (command, slot->deadline, self->user_data);

  if (ticket == 0)
    return;

  slot->stage = STAGE_QUEUED;
  slot->command = command;
  slot->ticket = ticket;
}

static void
pump_heat (KettleRequests *self, Slot *slot)
{
  const KettleSight *sight = &self->sight;
  int temperature = slot->kind == KETTLE_REQUEST_TEMPERATURE ? slot->argument : 0;

  if (slot->meant_lit && !sight->on) {
    fail (self, slot, KETTLE_FAILURE_NOT_SENT, 0);
  } else if (!slot->second && !sight->on) {
    send_press (self, slot, KETTLE_COMMAND_ON);
  } else if (slot->second && !sight->on) {
    /* Switched off meanwhile: the second half switches nothing on. */
    return;
  } else if (temperature != 0) {
    send_press (self, slot, kettle_command_for_temperature (temperature));
  } else {
    /* On is wanted, and on it is. */
    end (self, slot, KETTLE_ENDING_CONFIRMED);
  }
}

/* Sends what waits and can be sent. Off goes first, and nothing goes while it is not settled. */
static void
pump (KettleRequests *self)
{
  Slot *off = &self->slots[SLOT_OFF];
  Slot *warm = &self->slots[SLOT_WARM];
  Slot *minutes = &self->slots[SLOT_WARM_MINUTES];

  if (!self->sight.connected)
    return;

  if (off->stage == STAGE_WAITING)
    send_press (self, off, KETTLE_COMMAND_OFF);
  if (is_pending (off) || !self->sight.known)
    return;

  if (self->slots[SLOT_HEAT].stage == STAGE_WAITING)
    pump_heat (self, &self->slots[SLOT_HEAT]);
  if (warm->stage == STAGE_WAITING) {
    /* The key is a toggle: it is not pressed when it would undo what the person wants. */
    if (self->sight.warm == warm->wanted_warm)
      end (self, warm, KETTLE_ENDING_CONFIRMED);
    else
      send_press (self, warm, KETTLE_COMMAND_WARM);
  }
  if (minutes->stage == STAGE_WAITING)
    send_press (self, minutes, kettle_command_for_warm_minutes (minutes->argument));
}

/* The temperature key after On, or once more. It has a confirmation's time to be written. */
static void
press_second (KettleRequests *self, Slot *slot, gint64 now)
{
  slot->second = TRUE;
  slot->lost = FALSE;
  wait_again (slot, now + self->times.confirm_timeout);
}

static void
see_written (KettleRequests *self, SlotName name, KettleMessageType cause, gint64 now)
{
  Slot *slot = &self->slots[name];

  if (cause == KETTLE_MESSAGE_STATUS)
    slot->looked = TRUE;

  if (kettle_requests_is_confirmed (self, name, cause)) {
    /* Whether the kettle stays there after On's own 100 °C is seen at the deadline. */
    if (slot->second && !slot->again)
      slot->stage = STAGE_CONFIRMED;
    else
      end (self, slot, KETTLE_ENDING_CONFIRMED);
    return;
  }

  if (name == SLOT_HEAT && slot->command == KETTLE_COMMAND_ON && self->sight.on
      && kettle_requests_is_heat_evidence (slot, cause) && now < slot->deadline)
    press_second (self, slot, now);
}

/* The status that was asked for at the end of "On, then N". */
static void
see_checked (KettleRequests *self, Slot *slot, gint64 now)
{
  if (!self->sight.on || self->sight.temperature == 0 || self->sight.temperature == slot->argument
      || now >= slot->deadline) {
    end (self, slot, KETTLE_ENDING_CONFIRMED);
    return;
  }

  g_info ("On, then %d: it went to %d; pressing once more", slot->argument,
          self->sight.temperature);
  slot->again = TRUE;
  press_second (self, slot, now);
}

static void
see_message (KettleRequests *self, KettleMessageType cause, gint64 now)
{
  for (guint i = 0; i < N_SLOTS; i++) {
    Slot *slot = &self->slots[i];

    switch (slot->stage) {
    case STAGE_WRITTEN:
      see_written (self, (SlotName) i, cause, now);
      break;
    case STAGE_CHECKING:
      if (cause == KETTLE_MESSAGE_STATUS)
        see_checked (self, slot, now);
      break;
    case STAGE_FAILED:
      if (kettle_requests_is_confirmed (self, (SlotName) i, cause)) {
        KettleRequestKind kind = slot->kind;
        int argument = slot->argument;
        guint number = slot->number;

        clear_slot (slot);
        self->hooks.report (kind, argument, 0, number, self->user_data);
      } else if (cause == KETTLE_MESSAGE_STATUS) {
        slot->looked = TRUE;
      }
      break;
    case STAGE_EMPTY:
    case STAGE_WAITING:
    case STAGE_QUEUED:
    case STAGE_CONFIRMED:
    default:
      break;
    }
  }
}

static void
lose_connection (KettleRequests *self)
{
  for (guint i = 0; i < N_SLOTS; i++) {
    Slot *slot = &self->slots[i];

    slot->lost = TRUE;
    if (slot->stage == STAGE_QUEUED)
      wait_again (slot, slot->deadline);
    else if (slot->stage == STAGE_CONFIRMED || slot->stage == STAGE_CHECKING)
      end (self, slot, KETTLE_ENDING_CONFIRMED);
  }
}

/* Nothing was heard since it was written, and the connection that it went out on still stands. */
static gboolean
is_unheard (KettleRequests *self, const Slot *slot)
{
  return !slot->lost && self->hooks.get_last_received (self->user_data) == slot->received_before;
}

/* An On into the silence is taken back by the reset that follows. Where the kettle was on before,
 * or the connection ended after the On, nobody knows. */
static KettleFailure
get_failure (SlotName name, const Slot *slot, gboolean unheard)
{
  if (name == SLOT_HEAT && (slot->lost || slot->command != KETTLE_COMMAND_ON))
    return KETTLE_FAILURE_NOT_CONFIRMED;

  return unheard || slot->lost ? KETTLE_FAILURE_NO_ANSWER : KETTLE_FAILURE_NOT_CONFIRMED;
}

/* Returns: whether the connection is to be given up */
static gboolean
end_written (KettleRequests *self, SlotName name, gint64 now)
{
  Slot *slot = &self->slots[name];
  gboolean unheard = is_unheard (self, slot);

  if (name == SLOT_WARM_MINUTES) {
    end (self, slot, KETTLE_ENDING_UNANSWERED);
  } else if (slot->second && !slot->again && slot->looked && self->sight.on
             && self->sight.temperature != 0
             && now < slot->deadline + self->times.confirm_timeout) {
    slot->again = TRUE;
    press_second (self, slot, now);
  } else {
    fail (self, slot, get_failure (name, slot, unheard), now);
  }

  return unheard;
}

/* Returns: whether the connection is to be given up */
static gboolean
tick_slot (KettleRequests *self, SlotName name, gint64 now)
{
  Slot *slot = &self->slots[name];

  switch (slot->stage) {
  case STAGE_WAITING:
  case STAGE_QUEUED:
    if (now >= slot->deadline)
      fail (self, slot, slot->second ? KETTLE_FAILURE_NOT_CONFIRMED : KETTLE_FAILURE_NOT_SENT, now);
    break;
  case STAGE_WRITTEN:
    if (now >= slot->deadline)
      return end_written (self, name, now);
    if (slot->ask_at != 0 && now >= slot->ask_at) {
      slot->ask_at = 0;
      if (self->sight.connected)
        self->hooks.send (KETTLE_COMMAND_GET_STATUS, slot->deadline, self->user_data);
    }
    break;
  case STAGE_CONFIRMED:
    if (now >= slot->deadline) {
      slot->stage = STAGE_CHECKING;
      slot->deadline += self->times.confirm_timeout;
      if (now < slot->deadline)
        self->hooks.send (KETTLE_COMMAND_GET_STATUS, slot->deadline, self->user_data);
      else
        end (self, slot, KETTLE_ENDING_CONFIRMED);
    }
    break;
  case STAGE_CHECKING:
    if (now >= slot->deadline)
      end (self, slot, KETTLE_ENDING_CONFIRMED);
    break;
  case STAGE_FAILED:
    if (now >= slot->deadline)
      clear_slot (slot);
    break;
  case STAGE_EMPTY:
  default:
    break;
  }

  return FALSE;
}

/* Every way in comes through here first: after a sleep nothing that is too old may go out. */
static void
expire (KettleRequests *self, gint64 now)
{
  gboolean give_up = FALSE;

  for (guint i = 0; i < N_SLOTS; i++)
    if (tick_slot (self, (SlotName) i, now))
      give_up = TRUE;

  if (give_up)
    self->hooks.give_up (self->user_data);
}

/**
 * kettle_requests_new:
 * @times: the durations; copied
 * @hooks: the way out; copied
 * @user_data: for the hooks
 *
 * Returns: (transfer full): requests, none pending
 */
KettleRequests *
kettle_requests_new (const KettleRequestTimes *times,
                     const KettleRequestHooks *hooks,
                     gpointer user_data)
{
  KettleRequests *self = g_new0 (KettleRequests, 1);

  self->times = *times;
  self->hooks = *hooks;
  self->user_data = user_data;

  return self;
}

/**
 * kettle_requests_free:
 * @self: (transfer full): requests
 *
 * Nothing is reported any more.
 */
void
kettle_requests_free (KettleRequests *self)
{
  g_return_if_fail (self != NULL);

  g_free (self);
}

/* What failed before is no longer what the person waits for. */
static void
forget_failed (KettleRequests *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i].stage == STAGE_FAILED)
      clear_slot (&self->slots[i]);
}

static SlotName
slot_for_kind (KettleRequestKind kind)
{
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    return SLOT_OFF;
  case KETTLE_REQUEST_ON:
  case KETTLE_REQUEST_TEMPERATURE:
    return SLOT_HEAT;
  case KETTLE_REQUEST_WARM:
    return SLOT_WARM;
  case KETTLE_REQUEST_WARM_MINUTES:
    return SLOT_WARM_MINUTES;
  default:
    g_return_val_if_reached (SLOT_OFF);
  }
}

/* The new request takes over an On that is under way: it is not pressed twice. */
static gboolean
take_over_on (
    KettleRequests *self, Slot *slot, KettleRequestKind kind, int argument, gint64 send_by)
{
  if (slot->command != KETTLE_COMMAND_ON)
    return FALSE;
  if (slot->stage != STAGE_QUEUED && (slot->stage != STAGE_WRITTEN || slot->lost))
    return FALSE;

  tell_ended (self, slot->kind, slot->argument, KETTLE_ENDING_REPLACED, slot->number);
  slot->number = ++self->last_number;
  slot->kind = kind;
  slot->argument = argument;
  slot->send_by = send_by;
  if (slot->stage == STAGE_QUEUED)
    slot->deadline = send_by;

  return TRUE;
}

/**
 * kettle_requests_press:
 * @self: requests
 * @kind: what a person wants
 * @argument: °C or minutes, 0 when @kind has none
 * @now: when
 *
 * A click. It waits for a connection and for the first status as long as a person would; Off waits
 * for the connection only, and cancels everything else.
 *
 * Returns: the number of this request: one more than the last, or, if the same is pending already,
 *   the number of that; 0 if it was ignored, because it needs a connection
 */
guint
kettle_requests_press (KettleRequests *self, KettleRequestKind kind, int argument, gint64 now)
{
  SlotName name = slot_for_kind (kind);
  Slot *slot = &self->slots[name];
  gint64 send_by = now + self->times.send_timeout;
  gboolean queued;
  guint number;

  expire (self, now);
  queued = slot->stage == STAGE_QUEUED;
  if (is_pending (slot)
      && (name == SLOT_WARM || (slot->kind == kind && slot->argument == argument))) {
    /* Off once more takes back what was asked for after the first one. */
    if (name == SLOT_OFF)
      take_back_all_but_off (self);
    return slot->number;
  }
  if ((name == SLOT_WARM || name == SLOT_WARM_MINUTES) && !self->sight.connected)
    return 0;

  forget_failed (self);
  self->last_press = now;
  if (name == SLOT_HEAT && take_over_on (self, slot, kind, argument, send_by))
    return slot->number;

  take_back (self, slot);
  if (name == SLOT_OFF)
    take_back_all_but_off (self);
  if (queued || name == SLOT_OFF)
    self->hooks.drop_unwritten (self->user_data);

  slot->number = number = ++self->last_number;
  slot->kind = kind;
  slot->argument = argument;
  slot->wanted_warm = !self->sight.warm;
  slot->meant_lit = kind == KETTLE_REQUEST_TEMPERATURE && self->sight.known && self->sight.on
                    && !is_pending (&self->slots[SLOT_OFF]);
  slot->send_by = send_by;
  wait_again (slot, send_by);
  if (!self->sight.connected)
    self->hooks.want (self->user_data);
  pump (self);

  return number;
}

static Slot *
find_ticket (KettleRequests *self, guint ticket)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i].stage == STAGE_QUEUED && self->slots[i].ticket == ticket)
      return &self->slots[i];

  return NULL;
}

/**
 * kettle_requests_written:
 * @self: requests
 * @ticket: what was written
 * @now: when
 *
 * The last byte of a press is on the wire: its time begins.
 */
void
kettle_requests_written (KettleRequests *self, guint ticket, gint64 now)
{
  Slot *slot = find_ticket (self, ticket);

  if (slot == NULL)
    return;

  slot->stage = STAGE_WRITTEN;
  slot->ticket = 0;
  slot->ask_at = now + self->times.answer_delay;
  slot->deadline = now + self->times.confirm_timeout;
  slot->received_before = self->hooks.get_last_received (self->user_data);
  slot->lost = FALSE;
  slot->looked = FALSE;
  self->last_press = now;
}

/**
 * kettle_requests_dropped:
 * @self: requests
 * @ticket: what left the link's queue unwritten
 * @now: when
 *
 * While there is time left the press waits for the next connection. It is not sent again at once:
 * the connection that dropped it may just be ending.
 */
void
kettle_requests_dropped (KettleRequests *self, guint ticket, gint64 now)
{
  Slot *slot = find_ticket (self, ticket);

  if (slot == NULL)
    return;

  wait_again (slot, slot->second ? slot->deadline : slot->send_by);
  self->retry_at = now + RETRY_DELAY;
}

/* A temperature key in the queue, and the kettle has gone off meanwhile: it would only "probably"
 * do nothing (protocol sheet 1.2). */
static gboolean
is_stale_key (const KettleRequests *self)
{
  const Slot *slot = &self->slots[SLOT_HEAT];

  return slot->stage == STAGE_QUEUED && slot->command != KETTLE_COMMAND_ON && self->sight.connected
         && self->sight.known && !self->sight.on;
}

/**
 * kettle_requests_see:
 * @self: requests
 * @sight: the kettle as it is now
 * @cause: the message that told it, 0 when it was the connection that changed
 * @now: when
 *
 * Confirms what is to be seen, and goes on with what waited for it.
 */
void
kettle_requests_see (KettleRequests *self,
                     const KettleSight *sight,
                     KettleMessageType cause,
                     gint64 now)
{
  gboolean was_connected = self->sight.connected;

  /* What has come is looked at before anything is called expired; nothing goes out before that. */
  self->sight = *sight;
  if (was_connected && !sight->connected)
    lose_connection (self);
  if (cause != 0)
    see_message (self, cause, now);
  if (is_stale_key (self))
    self->hooks.drop_unwritten (self->user_data);
  expire (self, now);
  pump (self);
}

/**
 * kettle_requests_tick:
 * @self: requests
 * @now: the time
 *
 * Fails what has expired, asks what is to be asked.
 */
void
kettle_requests_tick (KettleRequests *self, gint64 now)
{
  expire (self, now);
  if (self->retry_at != 0 && now >= self->retry_at)
    self->retry_at = 0;
  if (self->retry_at == 0)
    pump (self);
}

/**
 * kettle_requests_turn_away:
 * @self: requests
 * @now: when
 *
 * Nothing may reach the kettle from here: what has not been written yet fails at once.
 */
void
kettle_requests_turn_away (KettleRequests *self, gint64 now)
{
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i].stage == STAGE_WAITING || self->slots[i].stage == STAGE_QUEUED)
      self->slots[i].deadline = now;
  expire (self, now);
}

/**
 * kettle_requests_abandon:
 * @self: requests
 *
 * Another kettle, or none: nothing that was meant for this one may be pressed on the next. A
 * person did that, so nothing is reported as failed.
 */
void
kettle_requests_abandon (KettleRequests *self)
{
  for (guint i = 0; i < N_SLOTS; i++)
    take_back (self, &self->slots[i]);
  self->retry_at = 0;
  self->sight = (KettleSight){ 0 };
}

/**
 * kettle_requests_get_due:
 * @self: requests
 *
 * Returns: when kettle_requests_tick() is to be called at the latest, 0 if nothing is pending
 */
gint64
kettle_requests_get_due (const KettleRequests *self)
{
  gint64 due = self->retry_at != 0 ? self->retry_at : G_MAXINT64;

  for (guint i = 0; i < N_SLOTS; i++) {
    const Slot *slot = &self->slots[i];

    /* Nobody waits for the end of a failed one: it is looked at when a message comes. */
    if (slot->stage == STAGE_EMPTY || slot->stage == STAGE_FAILED)
      continue;
    due = MIN (due, slot->deadline);
    if (slot->stage == STAGE_WRITTEN && slot->ask_at != 0)
      due = MIN (due, slot->ask_at);
  }

  return due == G_MAXINT64 ? 0 : due;
}

/**
 * kettle_requests_get_last_press:
 * @self: requests
 *
 * Returns: when a key was last pressed from here, clicked or written; 0 for never
 */
gint64
kettle_requests_get_last_press (const KettleRequests *self)
{
  return self->last_press;
}

/**
 * kettle_requests_get_last_number:
 * @self: requests
 *
 * Returns: the number of the newest request ever, 0 for none yet
 */
guint
kettle_requests_get_last_number (const KettleRequests *self)
{
  return self->last_number;
}

/**
 * kettle_requests_is_off_pressed:
 * @self: requests
 *
 * Returns: whether Off was written and no status has shown since what became of it: a lamp that
 *   goes dark now goes dark by our doing
 */
gboolean
kettle_requests_is_off_pressed (const KettleRequests *self)
{
  const Slot *slot = &self->slots[SLOT_OFF];

  return slot->stage == STAGE_WRITTEN || (slot->stage == STAGE_FAILED && !slot->looked);
}
