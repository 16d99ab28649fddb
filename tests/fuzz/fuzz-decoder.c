// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-target.h"
#include "protocol/kettle-decoder.h"

#include <string.h>

/*
 * Any bytes, cut anywhere, are the same messages; a silence changes nothing but the keys of a
 * status that was held; every message is well-formed; afterwards the next line is read. The
 * messages are compared with those of a second decoder, which has the whole stream at hand and may
 * look ahead.
 */

#define PREFIX        "sys status key="
#define PREFIX_LENGTH 15

typedef enum {
  ENDS_NOT_SEEN,
  ENDS_CR,
  ENDS_LF,
  ENDS_CRLF,
} Ends;

/* The second decoder. */
typedef struct {
  const guint8 *data;
  gsize length;
  gsize at;
  Ends ends;
  gboolean holding;
  GArray *messages;
} Reference;

static const struct {
  const char *line;
  KettleMessage message;
} words[] = {
  { "HELLOAPP", { .type = KETTLE_MESSAGE_HELLO } },
  { "sys status 0x100",
    { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 100, .alternative = 65 } },
  { "sys status 0x95", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 95 } },
  { "sys status 0x80", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 80 } },
  { "sys status 0x65", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 65 } },
  { "sys status 0x5", { .type = KETTLE_MESSAGE_ON } },
  { "sys status 0x0", { .type = KETTLE_MESSAGE_OFF } },
  { "sys status 0x11", { .type = KETTLE_MESSAGE_WARM } },
  { "sys status 0x10", { .type = KETTLE_MESSAGE_WARM_ENDED } },
  { "sys status 0x4", { .type = KETTLE_MESSAGE_WARM_ENDED } },
  { "sys status 0x8005", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 5 } },
  { "sys status 0x8010", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 10 } },
  { "sys status 0x8020", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 20 } },
  { "sys status 0x3", { .type = KETTLE_MESSAGE_REACHED } },
  { "sys status 0x2", { .type = KETTLE_MESSAGE_PROBLEM } },
  { "sys status 0x1", { .type = KETTLE_MESSAGE_LIFTED } },
};

static gboolean
is_end (guint8 byte)
{
  return byte == '\r' || byte == '\n';
}

static void
add_status (Reference *self, guint keys)
{
  KettleMessage message = { .type = KETTLE_MESSAGE_STATUS, .keys = keys & 0x3f };

  g_array_append_val (self->messages, message);
}

static void
add_unknown (Reference *self, const guint8 *line, gsize length)
{
  KettleMessage message = { .type = KETTLE_MESSAGE_UNKNOWN };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    gsize before = text->len;

    if (line[i] == '\\')
      g_string_append (text, "\\\\");
    else if (g_ascii_isprint (line[i]))
      g_string_append_c (text, (char) line[i]);
    else
      g_string_append_printf (text, "\\x%02x", line[i]);

    if (text->len >= sizeof message.text) {
      g_string_truncate (text, before);
      break;
    }
  }
  memcpy (message.text, text->str, text->len);
  g_array_append_val (self->messages, message);
}

/* A line that is no status with a line end for a key. Returns whether it was known. */
static gboolean
add_line (Reference *self, const guint8 *line, gsize length)
{
  gsize trimmed = length;

  while (trimmed > 0 && line[trimmed - 1] == 0)
    trimmed--;

  if (length > PREFIX_LENGTH && memcmp (line, PREFIX, PREFIX_LENGTH) == 0
      && trimmed <= PREFIX_LENGTH + 1) {
    add_status (self, line[PREFIX_LENGTH]);
    return TRUE;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (trimmed == strlen (words[i].line) && memcmp (line, words[i].line, trimmed) == 0) {
      g_array_append_val (self->messages, words[i].message);
      return TRUE;
    }
  }
  add_unknown (self, line, length);

  return FALSE;
}

/* "key=" and a line end; @at stands behind both. */
static void
add_key_or_end (Reference *self, guint8 byte)
{
  gboolean cr_ends_whole = self->ends == ENDS_NOT_SEEN || self->ends == ENDS_CR;
  gboolean lf_ends_whole = self->ends == ENDS_NOT_SEEN || self->ends == ENDS_LF;
  gboolean is_key = FALSE;

  if (byte == '\r' && cr_ends_whole) {
    add_status (self, 0);
    return;
  }

  if (self->at == self->length) {
    self->holding = byte == '\r' || lf_ends_whole;
    return;
  }

  if (byte == '\n')
    is_key = is_end (self->data[self->at]);
  else if (self->ends == ENDS_LF)
    is_key = self->data[self->at] == '\n';
  else
    is_key = self->data[self->at] == '\r';

  add_status (self, is_key ? byte : 0);
  if (is_key)
    self->at++;
}

/* Takes one line, or the rest of the stream. */
static void
take_line (Reference *self)
{
  const guint8 *line = self->data + self->at;
  gsize left = self->length - self->at;
  gsize length = 0;

  if (left > PREFIX_LENGTH && memcmp (line, PREFIX, PREFIX_LENGTH) == 0
      && is_end (line[PREFIX_LENGTH])) {
    self->at += PREFIX_LENGTH + 1;
    add_key_or_end (self, line[PREFIX_LENGTH]);
    return;
  }

  while (length < left && !is_end (line[length]))
    length++;
  self->at += length;

  if (length > KETTLE_LINE_MAX) {
    KettleMessage message = { .type = KETTLE_MESSAGE_OVERLONG };

    g_array_append_val (self->messages, message);
  } else if (length < left && add_line (self, line, length)) {
    if (line[length] == '\n')
      self->ends = ENDS_LF;
    else if (length + 1 < left && line[length + 1] == '\n')
      self->ends = ENDS_CRLF;
    else
      self->ends = ENDS_CR;
  }
}

static GArray *
decode_reference (const guint8 *data, gsize length, gboolean *holding)
{
  Reference self = { .data = data, .length = length };

  self.messages = g_array_new (FALSE, FALSE, sizeof (KettleMessage));
  while (self.at < length) {
    if (data[self.at] == 0 || is_end (data[self.at]))
      self.at++;
    else
      take_line (&self);
  }
  *holding = self.holding;

  return self.messages;
}

static void
check_message (const KettleMessage *message)
{
  gboolean is_temperature = message->type == KETTLE_MESSAGE_TEMPERATURE;
  gboolean is_minutes = message->type == KETTLE_MESSAGE_WARM_MINUTES;
  gboolean is_unknown = message->type == KETTLE_MESSAGE_UNKNOWN;

  g_assert_cmpint (message->type, >=, KETTLE_MESSAGE_HELLO);
  g_assert_cmpint (message->type, <=, KETTLE_MESSAGE_OVERLONG);
  g_assert_cmpint (is_temperature, ==, kettle_command_for_temperature (message->temperature) != 0);
  g_assert_cmpint (is_minutes, ==, kettle_command_for_warm_minutes (message->minutes) != 0);
  g_assert_cmpint (message->keys & ~KETTLE_KEY_MASK, ==, 0);
  g_assert_nonnull (memchr (message->text, '\0', sizeof message->text));
  g_assert_cmpint (is_unknown, ==, message->text[0] != '\0');
  for (gsize i = 0; message->text[i] != '\0'; i++)
    g_assert_true (g_ascii_isprint (message->text[i]));
}

static void
pop_all (KettleDecoder *decoder, GArray *messages)
{
  KettleMessage message;

  memset (&message, 0xff, sizeof message);
  while (kettle_decoder_pop (decoder, &message)) {
    check_message (&message);
    g_array_append_val (messages, message);
  }
}

/*
 * Decodes in pieces of at most @piece bytes, a silence after each piece where nothing is held, or
 * after each if @silences.
 */
static GArray *
decode (KettleDecoder *decoder, const guint8 *data, gsize length, gsize piece, gboolean silences)
{
  GArray *messages = g_array_new (FALSE, FALSE, sizeof (KettleMessage));
  guint32 state = 1;

  for (gsize at = 0; at < length;) {
    gsize n = MIN (1 + state % piece, length - at);
    g_autofree guint8 *copy = g_memdup2 (data + at, n);

    kettle_decoder_feed (decoder, copy, n);
    if (silences || !kettle_decoder_is_holding (decoder))
      kettle_decoder_flush (decoder);
    /* Leave some for later. */
    if (state % 3 != 0)
      pop_all (decoder, messages);

    state = state * 1664525 + 1013904223 + data[at];
    at += n;
  }
  pop_all (decoder, messages);

  return messages;
}

static void
assert_same (const GArray *a, const GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++) {
    const KettleMessage *left = &g_array_index (a, KettleMessage, i);
    const KettleMessage *right = &g_array_index (b, KettleMessage, i);

    g_assert_cmpmem (left, sizeof *left, right, sizeof *right);
  }
}

/* As assert_same (), but a status that was held may have become "nothing lit". */
static void
assert_same_but_held (const GArray *silent, const GArray *expected)
{
  g_assert_cmpuint (silent->len, ==, expected->len);
  for (guint i = 0; i < silent->len; i++) {
    KettleMessage left = g_array_index (silent, KettleMessage, i);
    KettleMessage right = g_array_index (expected, KettleMessage, i);

    if (left.keys == 0 && (right.keys == 0x0a || right.keys == 0x0d))
      right.keys = 0;
    g_assert_cmpmem (&left, sizeof left, &right, sizeof right);
  }
}

/* After anything, a line end makes the next line readable. */
static void
check_goes_on (KettleDecoder *decoder)
{
  g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (KettleMessage));
  static const char next[] = "\rHELLOAPP\rsys status key=\n\r";
  const KettleMessage *hello, *status;

  kettle_decoder_feed (decoder, (const guint8 *) next, sizeof next - 1);
  pop_all (decoder, messages);
  g_assert_cmpuint (messages->len, >=, 2);
  hello = &g_array_index (messages, KettleMessage, messages->len - 2);
  status = &g_array_index (messages, KettleMessage, messages->len - 1);
  g_assert_cmpint (hello->type, ==, KETTLE_MESSAGE_HELLO);
  g_assert_cmpint (status->type, ==, KETTLE_MESSAGE_STATUS);
  g_assert_cmpint (status->keys, ==, 0x0a);
  g_assert_false (kettle_decoder_is_holding (decoder));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const gsize pieces[] = { G_MAXUINT32, 1, 4, 40 };
  gboolean holding = FALSE;
  g_autoptr (GArray) expected = decode_reference (data, size, &holding);
  g_autoptr (GArray) flushed = g_array_copy (expected);

  /* A message is at least a byte and its end. */
  g_assert_cmpuint (expected->len, <=, size / 2);
  if (holding) {
    KettleMessage message = { .type = KETTLE_MESSAGE_STATUS };

    g_array_append_val (flushed, message);
  }

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (KettleDecoder) steady = kettle_decoder_new ();
    g_autoptr (KettleDecoder) halting = kettle_decoder_new ();
    g_autoptr (GArray) messages = decode (steady, data, size, pieces[i], FALSE);
    g_autoptr (GArray) more = decode (halting, data, size, pieces[i], TRUE);

    assert_same (messages, expected);
    g_assert_cmpint (kettle_decoder_is_holding (steady), ==, holding);
    kettle_decoder_flush (steady);
    pop_all (steady, messages);
    assert_same (messages, flushed);
    g_assert_false (kettle_decoder_is_holding (steady));
    check_goes_on (steady);

    g_assert_false (kettle_decoder_is_holding (halting));
    assert_same_but_held (more, flushed);
    check_goes_on (halting);
  }

  return 0;
}

/* Every key byte with every line end, and lines about as long as the longest that is kept. */
void
fuzz_run_own_inputs (FuzzRunFunc run)
{
  static const char *const ends[] = { "\r", "\n", "\r\n", "", "\n\r", "\r\r", "\n\n" };
  g_autoptr (GString) input = g_string_new (NULL);

  for (gsize first = 0; first < G_N_ELEMENTS (ends); first++) {
    for (gsize end = 0; end < G_N_ELEMENTS (ends); end++) {
      g_string_printf (input, "HELLOAPP%s", ends[first]);
      for (guint key = 0; key < 256; key++) {
        g_string_append (input, PREFIX);
        g_string_append_c (input, (char) key);
        g_string_append (input, ends[end]);
      }
      run (input->str, input->len);
    }
  }

  for (gsize length = KETTLE_LINE_MAX - 12; length < KETTLE_LINE_MAX + 18; length++) {
    g_string_set_size (input, length);
    memset (input->str, 'z', length);
    g_string_append (input, "\r");
    run (input->str, input->len);
  }
}
