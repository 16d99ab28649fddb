// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-requests-private.h"

/*
 * Which word of the kettle proves what of a request.
 */

static gboolean
shows_temperature (const KettleRequests *self, int temperature)
{
  return self->sight.on && self->sight.temperature == temperature;
}

/* On alone selects 100; a temperature not told yet is no contradiction. */
static gboolean
shows_hundred_or_none (const KettleRequests *self)
{
  return self->sight.on && (self->sight.temperature == 100 || self->sight.temperature == 0);
}

static gboolean
shows_heat (const KettleRequests *self, const Slot *slot)
{
  if (slot->kind == KETTLE_REQUEST_ON)
    return self->sight.on;
  if (slot->argument == 100 && slot->command == KETTLE_COMMAND_ON)
    return shows_hundred_or_none (self);

  return shows_temperature (self, slot->argument);
}

/**
 * kettle_requests_is_heat_evidence:
 * @slot: the slot of On and the temperatures
 * @cause: the message that came
 *
 * Returns: whether such a message can tell what became of it
 */
gboolean
kettle_requests_is_heat_evidence (const Slot *slot, KettleMessageType cause)
{
  return cause == KETTLE_MESSAGE_STATUS || cause == KETTLE_MESSAGE_ON
         || (cause == KETTLE_MESSAGE_TEMPERATURE && slot->kind == KETTLE_REQUEST_TEMPERATURE);
}

static gboolean
is_dark_evidence (KettleMessageType cause)
{
  return cause == KETTLE_MESSAGE_STATUS || cause == KETTLE_MESSAGE_OFF
         || cause == KETTLE_MESSAGE_LIFTED || cause == KETTLE_MESSAGE_PROBLEM;
}

/**
 * kettle_requests_is_confirmed:
 * @self: requests
 * @name: a slot that is written
 * @cause: the message that came
 *
 * Returns: whether it confirms what the slot wants. Lamps that were lit before prove nothing
 */
gboolean
kettle_requests_is_confirmed (const KettleRequests *self, SlotName name, KettleMessageType cause)
{
  const Slot *slot = &self->slots[name];

  switch (name) {
  case SLOT_OFF:
    return is_dark_evidence (cause) && !self->sight.on;
  case SLOT_HEAT:
    return kettle_requests_is_heat_evidence (slot, cause) && shows_heat (self, slot);
  case SLOT_WARM:
    return (is_dark_evidence (cause) || cause == KETTLE_MESSAGE_WARM
            || cause == KETTLE_MESSAGE_WARM_ENDED)
           && self->sight.warm == slot->wanted_warm;
  case SLOT_WARM_MINUTES:
    return cause == KETTLE_MESSAGE_WARM_MINUTES && self->sight.warm_minutes == slot->argument;
  case N_SLOTS:
  default:
    g_return_val_if_reached (FALSE);
  }
}

/**
 * kettle_requests_doubts:
 * @self: requests
 * @message: a message
 *
 * "0x100" has been said to mean 65 °C too (protocol sheet 1.3): whoever has just pressed 65
 * believes neither, but asks.
 *
 * Returns: whether @message may as well mean the temperature that was just pressed
 */
gboolean
kettle_requests_doubts (const KettleRequests *self, const KettleMessage *message)
{
  const Slot *slot = &self->slots[SLOT_HEAT];

  return message->type == KETTLE_MESSAGE_TEMPERATURE && message->alternative != 0
         && slot->stage == STAGE_WRITTEN && slot->kind == KETTLE_REQUEST_TEMPERATURE
         && slot->command != KETTLE_COMMAND_ON && slot->argument == message->alternative;
}
