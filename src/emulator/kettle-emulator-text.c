// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-text.h"

typedef struct {
  const char *word; /* on standard input */
  const char *command;
  KettleBoilerKey key;
} Key;

/* The exact text matters: `0x4` works, `0x04` does not (protocol sheet 1.2). */
static const Key keys[] = {
  { "on", "set sys output 0x4", KETTLE_BOILER_KEY_ON },
  { "off", "set sys output 0x0", KETTLE_BOILER_KEY_OFF },
  { "100", "set sys output 0x80", KETTLE_BOILER_KEY_100 },
  { "95", "set sys output 0x2", KETTLE_BOILER_KEY_95 },
  { "80", "set sys output 0x4000", KETTLE_BOILER_KEY_80 },
  { "65", "set sys output 0x200", KETTLE_BOILER_KEY_65 },
  { "warm", "set sys output 0x8", KETTLE_BOILER_KEY_WARM },
  { "5", "set sys output 0x8005", KETTLE_BOILER_KEY_5 },
  { "10", "set sys output 0x8010", KETTLE_BOILER_KEY_10 },
  { "20", "set sys output 0x8020", KETTLE_BOILER_KEY_20 },
};

/* What the unknown mood says: nothing of it is in protocol sheet 1.3, some of it nearly. */
static const char *const unknown_words[] = {
  "sys status 0x9",  "sys status 0x05", "sys status 0x1000", "sys status boiling",
  "sys state 0x100", "WIFI READY",      "sys status 0xBEEF", "\xfe\xff?",
};

/**
 * kettle_emulator_line_push:
 * @self: a line in the making
 * @byte: the next byte
 *
 * Takes one byte. LF, CR and CRLF end a line; empty lines are passed over. Of a line that never
 * ends only the first %KETTLE_EMULATOR_LINE_MAX bytes are kept, more than any command has.
 *
 * Returns: %TRUE when @byte ended a line; it is valid until the next byte is pushed
 */
gboolean
kettle_emulator_line_push (KettleEmulatorLine *self, char byte)
{
  if (self->complete) {
    self->complete = FALSE;
    self->length = 0;
  }

  if (byte == '\n' || byte == '\r')
    self->complete = self->length > 0;
  else if (self->length < sizeof self->bytes)
    self->bytes[self->length++] = byte;

  return self->complete;
}

/**
 * kettle_emulator_escape:
 * @bytes: (array length=length): what to show, may hold NUL
 * @length: how many bytes
 *
 * Printable ASCII stays as it is, a backslash is doubled, CR, LF and TAB become `\r`, `\n` and
 * `\t`, every other byte `\x` and two digits.
 *
 * Returns: (transfer full): text that is safe to print on one line
 */
char *
kettle_emulator_escape (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + 8);

  for (gsize i = 0; i < length; i++) {
    if (bytes[i] == '\\')
      g_string_append (text, "\\\\");
    else if (bytes[i] == '\r')
      g_string_append (text, "\\r");
    else if (bytes[i] == '\n')
      g_string_append (text, "\\n");
    else if (bytes[i] == '\t')
      g_string_append (text, "\\t");
    else if (g_ascii_isprint (bytes[i]))
      g_string_append_c (text, bytes[i]);
    else
      g_string_append_printf (text, "\\x%02x", (guint8) bytes[i]);
  }

  return g_string_free (text, FALSE);
}

/**
 * kettle_emulator_find_command:
 * @text: a line from the network
 * @key: (out): the key it presses
 *
 * Returns: whether it is, to the letter, one of the ten that press a key
 */
gboolean
kettle_emulator_find_command (const char *text, KettleBoilerKey *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (g_str_equal (text, keys[i].command)) {
      *key = keys[i].key;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * kettle_emulator_find_word:
 * @text: a word from standard input
 * @key: (out): the key it presses
 *
 * Returns: whether it presses a key
 */
gboolean
kettle_emulator_find_word (const char *text, KettleBoilerKey *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (g_str_equal (text, keys[i].word)) {
      *key = keys[i].key;
      return TRUE;
    }
  }

  return FALSE;
}

/**
 * kettle_emulator_pick_unknown_word:
 * @rand: what to pick by
 *
 * Returns: a message that no kettle is known to say, without an end
 */
const char *
kettle_emulator_pick_unknown_word (GRand *rand)
{
  return unknown_words[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (unknown_words))];
}
