// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleKeys:
 * @KETTLE_KEY_ON: the On lamp
 * @KETTLE_KEY_WARM: the Keep Warm lamp
 * @KETTLE_KEY_65: 65 °C is selected
 * @KETTLE_KEY_80: 80 °C is selected
 * @KETTLE_KEY_95: 95 °C is selected
 * @KETTLE_KEY_100: 100 °C is selected
 * @KETTLE_KEY_TEMPERATURES: the four temperature bits together
 * @KETTLE_KEY_MASK: every bit that means something
 *
 * What is lit on the kettle, as in the key byte of its status (protocol sheet 1.4).
 */
typedef enum {
  KETTLE_KEY_ON = 0x01,
  KETTLE_KEY_WARM = 0x02,
  KETTLE_KEY_65 = 0x04,
  KETTLE_KEY_80 = 0x08,
  KETTLE_KEY_95 = 0x10,
  KETTLE_KEY_100 = 0x20,
  KETTLE_KEY_TEMPERATURES = 0x3c,
  KETTLE_KEY_MASK = 0x3f,
} KettleKeys;

/**
 * KettleCommand:
 *
 * Everything that may ever be sent to a kettle: the twelve commands of protocol sheet 1.2. The
 * names are free of the wire's wording, so that another kettle's encoder can stand beside this one.
 */
typedef enum {
  KETTLE_COMMAND_HELLO = 1,
  KETTLE_COMMAND_GET_STATUS,
  KETTLE_COMMAND_ON,
  KETTLE_COMMAND_OFF,
  KETTLE_COMMAND_100,
  KETTLE_COMMAND_95,
  KETTLE_COMMAND_80,
  KETTLE_COMMAND_65,
  KETTLE_COMMAND_WARM,
  KETTLE_COMMAND_WARM_5,
  KETTLE_COMMAND_WARM_10,
  KETTLE_COMMAND_WARM_20,
} KettleCommand;

#define KETTLE_N_COMMANDS KETTLE_COMMAND_WARM_20

/**
 * KettleMessageType:
 * @KETTLE_MESSAGE_HELLO: the answer to the greeting: this is a kettle
 * @KETTLE_MESSAGE_ON: it was turned on
 * @KETTLE_MESSAGE_OFF: it was turned off; nothing is lit any more
 * @KETTLE_MESSAGE_TEMPERATURE: a temperature was selected
 * @KETTLE_MESSAGE_WARM: keep-warm was selected
 * @KETTLE_MESSAGE_WARM_ENDED: keep-warm has ended (either of its two words)
 * @KETTLE_MESSAGE_WARM_MINUTES: the keep-warm length was set
 * @KETTLE_MESSAGE_REACHED: the selected temperature was reached
 * @KETTLE_MESSAGE_PROBLEM: something is wrong, probably boiled dry
 * @KETTLE_MESSAGE_LIFTED: it was taken from its base while on
 * @KETTLE_MESSAGE_STATUS: everything that is lit
 * @KETTLE_MESSAGE_UNKNOWN: a complete line that means nothing to us
 * @KETTLE_MESSAGE_OVERLONG: a line longer than KETTLE_LINE_MAX, dropped
 */
typedef enum {
  KETTLE_MESSAGE_HELLO = 1,
  KETTLE_MESSAGE_ON,
  KETTLE_MESSAGE_OFF,
  KETTLE_MESSAGE_TEMPERATURE,
  KETTLE_MESSAGE_WARM,
  KETTLE_MESSAGE_WARM_ENDED,
  KETTLE_MESSAGE_WARM_MINUTES,
  KETTLE_MESSAGE_REACHED,
  KETTLE_MESSAGE_PROBLEM,
  KETTLE_MESSAGE_LIFTED,
  KETTLE_MESSAGE_STATUS,
  KETTLE_MESSAGE_UNKNOWN,
  KETTLE_MESSAGE_OVERLONG,
} KettleMessageType;

/* The longest line kept, in bytes; and room for the escaped copy of an unknown one's beginning. */
#define KETTLE_LINE_MAX  512
#define KETTLE_TEXT_SIZE 128

/**
 * KettleMessage:
 * @type: what the kettle says
 * @temperature: °C, for TEMPERATURE: 65, 80, 95 or 100
 * @alternative: °C, for TEMPERATURE: the other temperature the same word has been said to mean
 *   (the 65/0x100 doubt of protocol sheet 1.3), 0 if there is no doubt
 * @minutes: for WARM_MINUTES: 5, 10 or 20
 * @keys: for STATUS: what is lit, masked
 * @text: for UNKNOWN: the line's beginning, escaped to printable ASCII, NUL-terminated
 *
 * One message. A plain value: nothing in it is owned.
 */
typedef struct {
  KettleMessageType type;
  int temperature;
  int alternative;
  int minutes;
  KettleKeys keys;
  char text[KETTLE_TEXT_SIZE];
} KettleMessage;

#define KETTLE_PROTOCOL_ERROR (kettle_protocol_error_quark ())

/**
 * KettleProtocolError:
 * @KETTLE_PROTOCOL_ERROR_NO_PROOF: nothing came that only a kettle says
 * @KETTLE_PROTOCOL_ERROR_FLOOD: more bytes than a kettle's serial line can carry, or none of them
 *   known
 * @KETTLE_PROTOCOL_ERROR_NO_ANSWER: a question was not answered in time
 *
 * Ways in which a peer does not behave as the protocol sheet says.
 */
typedef enum {
  KETTLE_PROTOCOL_ERROR_NO_PROOF = 1,
  KETTLE_PROTOCOL_ERROR_FLOOD,
  KETTLE_PROTOCOL_ERROR_NO_ANSWER,
} KettleProtocolError;

GQuark kettle_protocol_error_quark (void);

const char *kettle_command_get_bytes (KettleCommand command, gsize *length);
gboolean kettle_command_is_press (KettleCommand command);
KettleCommand kettle_command_for_temperature (int temperature);
KettleCommand kettle_command_for_warm_minutes (int minutes);
const char *kettle_message_type_get_name (KettleMessageType type);
gboolean kettle_message_is_known (const KettleMessage *message);

G_END_DECLS
