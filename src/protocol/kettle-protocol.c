// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-protocol.h"

/*
 * The vocabulary that goes to the kettle, and small helpers for both directions. Everything here is
 * pure: constant tables and functions of their arguments.
 */

#define COMMAND(text)         \
  {                           \
    (text), sizeof (text) - 1 \
  }

/*
 * Protocol sheet 1.2, to the letter: "0x4" works, "0x04" does not, and a bad packet can crash the
 * kettle's module.
 */
static const struct {
  const char *bytes;
  gsize length;
} commands[KETTLE_N_COMMANDS + 1] = {
  [KETTLE_COMMAND_HELLO] = COMMAND ("HELLOKETTLE\n"),
  [KETTLE_COMMAND_GET_STATUS] = COMMAND ("get sys status\n"),
  [KETTLE_COMMAND_ON] = COMMAND ("set sys output 0x4\n"),
  [KETTLE_COMMAND_OFF] = COMMAND ("set sys output 0x0\n"),
  [KETTLE_COMMAND_100] = COMMAND ("set sys output 0x80\n"),
  [KETTLE_COMMAND_95] = COMMAND ("set sys output 0x2\n"),
  [KETTLE_COMMAND_80] = COMMAND ("set sys output 0x4000\n"),
  [KETTLE_COMMAND_65] = COMMAND ("set sys output 0x200\n"),
  [KETTLE_COMMAND_WARM] = COMMAND ("set sys output 0x8\n"),
  [KETTLE_COMMAND_WARM_5] = COMMAND ("set sys output 0x8005\n"),
  [KETTLE_COMMAND_WARM_10] = COMMAND ("set sys output 0x8010\n"),
  [KETTLE_COMMAND_WARM_20] = COMMAND ("set sys output 0x8020\n"),
};

/**
 * kettle_protocol_error_quark:
 *
 * Returns: the domain of #KettleProtocolError
 */
GQuark
kettle_protocol_error_quark (void)
{
  return g_quark_from_static_string ("kettle-protocol-error-quark");
}

/**
 * kettle_command_get_bytes:
 * @command: one of the twelve commands
 * @length: (out) (optional): how many bytes, the line end included
 *
 * The exact bytes of a command, LF at the end, as in protocol sheet 1.2. They are followed by a NUL
 * that is not part of them.
 *
 * Returns: (transfer none): the bytes, static
 */
const char *
kettle_command_get_bytes (KettleCommand command, gsize *length)
{
  if (length != NULL)
    *length = 0;

  g_return_val_if_fail (command >= KETTLE_COMMAND_HELLO && command <= KETTLE_N_COMMANDS, NULL);

  if (length != NULL)
    *length = commands[command].length;

  return commands[command].bytes;
}

/**
 * kettle_command_is_press:
 * @command: one of the twelve commands
 *
 * Returns: whether the command presses a key of the kettle; the greeting and the question for the
 *   status only ask
 */
gboolean
kettle_command_is_press (KettleCommand command)
{
  g_return_val_if_fail (command >= KETTLE_COMMAND_HELLO && command <= KETTLE_N_COMMANDS, FALSE);

  return command != KETTLE_COMMAND_HELLO && command != KETTLE_COMMAND_GET_STATUS;
}

/**
 * kettle_command_for_temperature:
 * @temperature: °C
 *
 * Returns: the command that presses the key of @temperature, or 0 if the kettle has no such key (it
 *   has 65, 80, 95 and 100)
 */
KettleCommand
kettle_command_for_temperature (int temperature)
{
  switch (temperature) {
  case 100:
    return KETTLE_COMMAND_100;
  case 95:
    return KETTLE_COMMAND_95;
  case 80:
    return KETTLE_COMMAND_80;
  case 65:
    return KETTLE_COMMAND_65;
  default:
    return 0;
  }
}

/**
 * kettle_command_for_warm_minutes:
 * @minutes: minutes
 *
 * Returns: the command that sets the keep-warm length to @minutes, or 0 if the kettle has no such
 *   length (it has 5, 10 and 20)
 */
KettleCommand
kettle_command_for_warm_minutes (int minutes)
{
  switch (minutes) {
  case 5:
    return KETTLE_COMMAND_WARM_5;
  case 10:
    return KETTLE_COMMAND_WARM_10;
  case 20:
    return KETTLE_COMMAND_WARM_20;
  default:
    return 0;
  }
}

/**
 * kettle_message_type_get_name:
 * @type: a type of message
 *
 * Returns: (transfer none): a short untranslated name for logs and tests, such as "warm-ended";
 *   "invalid" if @type is none
 */
const char *
kettle_message_type_get_name (KettleMessageType type)
{
  switch (type) {
  case KETTLE_MESSAGE_HELLO:
    return "hello";
  case KETTLE_MESSAGE_ON:
    return "on";
  case KETTLE_MESSAGE_OFF:
    return "off";
  case KETTLE_MESSAGE_TEMPERATURE:
    return "temperature";
  case KETTLE_MESSAGE_WARM:
    return "warm";
  case KETTLE_MESSAGE_WARM_ENDED:
    return "warm-ended";
  case KETTLE_MESSAGE_WARM_MINUTES:
    return "warm-minutes";
  case KETTLE_MESSAGE_REACHED:
    return "reached";
  case KETTLE_MESSAGE_PROBLEM:
    return "problem";
  case KETTLE_MESSAGE_LIFTED:
    return "lifted";
  case KETTLE_MESSAGE_STATUS:
    return "status";
  case KETTLE_MESSAGE_UNKNOWN:
    return "unknown";
  case KETTLE_MESSAGE_OVERLONG:
    return "overlong";
  default:
    return "invalid";
  }
}

/**
 * kettle_message_is_known:
 * @message: a message
 *
 * Returns: whether @message is one of those on the protocol sheet, so that its sender may be a
 *   kettle; an unknown or an overlong line proves nothing
 */
gboolean
kettle_message_is_known (const KettleMessage *message)
{
  g_return_val_if_fail (message != NULL, FALSE);

  return message->type != KETTLE_MESSAGE_UNKNOWN && message->type != KETTLE_MESSAGE_OVERLONG;
}
