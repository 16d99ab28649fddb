// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-target.h"
#include "fuzz/reference-decoder.h"
#include "protocol/kettle-decoder.h"

#include <string.h>

/*
 * Any bytes, cut anywhere, are the same messages; a silence changes nothing but the keys of a
 * status that was held; every message is well-formed; afterwards the next line is read. The
 * messages are compared with those of a second decoder.
 */

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
  ReferenceEnds ends = REFERENCE_ENDS_NOT_SEEN;
  g_autoptr (GArray) expected = reference_decode (data, size, &ends, &holding);
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
        g_string_append (input, "sys status key=");
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
