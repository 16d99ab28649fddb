// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "decoding.h"

#include <string.h>

/* Messages are compared as text: "hello|temperature 100 or 65|status 0a". */

static void
describe (const KettleMessage *message, GString *text)
{
  g_string_append (text, kettle_message_type_get_name (message->type));

  if (message->temperature != 0)
    g_string_append_printf (text, " %d", message->temperature);
  if (message->alternative != 0)
    g_string_append_printf (text, " or %d", message->alternative);
  if (message->minutes != 0)
    g_string_append_printf (text, " %d", message->minutes);
  if (message->type == KETTLE_MESSAGE_STATUS)
    g_string_append_printf (text, " %02x", (guint) message->keys);
  else
    g_assert_cmpint (message->keys, ==, 0);
  if (message->text[0] != '\0')
    g_string_append_printf (text, " %s", message->text);
}

/**
 * decoding_pop_all:
 * @decoder: a decoder
 * @seen: what was popped so far; the rest is appended, separated by "|"
 */
void
decoding_pop_all (KettleDecoder *decoder, GString *seen)
{
  KettleMessage message;

  while (kettle_decoder_pop (decoder, &message)) {
    if (seen->len > 0)
      g_string_append_c (seen, '|');
    describe (&message, seen);
  }
}

/**
 * decoding_feed:
 * @decoder: a decoder
 * @bytes: (array length=length): one piece
 * @length: its length
 * @seen: as for decoding_pop_all ()
 */
void
decoding_feed (KettleDecoder *decoder, const char *bytes, gsize length, GString *seen)
{
  kettle_decoder_feed (decoder, (const guint8 *) bytes, length);
  decoding_pop_all (decoder, seen);
}

/* What was seen of @stream, and what a flush at its end adds. */
static void
check (KettleDecoder *decoder,
       const GString *stream,
       GString *seen,
       const char *expected,
       const char *flushed)
{
  if (strcmp (seen->str, expected) != 0) {
    g_autofree char *escaped = g_strescape (stream->str, NULL);

    g_test_message ("in \"%s\" (%" G_GSIZE_FORMAT " bytes)", escaped, stream->len);
  }
  g_assert_cmpstr (seen->str, ==, expected);

  g_assert_cmpint (kettle_decoder_is_holding (decoder), ==, flushed != NULL);
  kettle_decoder_flush (decoder);
  g_assert_false (kettle_decoder_is_holding (decoder));
  g_string_truncate (seen, 0);
  decoding_pop_all (decoder, seen);
  g_assert_cmpstr (seen->str, ==, flushed != NULL ? flushed : "");
  g_string_truncate (seen, 0);
}

/**
 * decoding_assert_every_cut:
 * @stream: bytes, NULs among them
 * @expected: the messages they make, from a new decoder without a flush
 * @flushed: (nullable): the message that a flush at the end must add, or %NULL if nothing is held
 *
 * Decodes @stream in one piece, byte by byte, cut into two and, when it is one message, into
 * three pieces at every place. All messages ever popped are compared, so no wrong one may come
 * and be corrected.
 */
void
decoding_assert_every_cut (const GString *stream, const char *expected, const char *flushed)
{
  /* Exactly as long as the stream, so that sanitizers see a read beyond it. */
  g_autofree char *bytes = g_memdup2 (stream->str, stream->len);
  g_autoptr (KettleDecoder) bytewise = kettle_decoder_new ();
  g_autoptr (GString) seen = g_string_new (NULL);
  gboolean is_short = stream->len <= 20;

  for (gsize i = 0; i < stream->len; i++)
    decoding_feed (bytewise, bytes + i, 1, seen);
  check (bytewise, stream, seen, expected, flushed);

  for (gsize first = 0; first <= stream->len; first++) {
    for (gsize second = first; second <= (is_short ? stream->len : first); second++) {
      g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();

      decoding_feed (decoder, bytes, first, seen);
      decoding_feed (decoder, bytes + first, second - first, seen);
      decoding_feed (decoder, bytes + second, stream->len - second, seen);
      check (decoder, stream, seen, expected, flushed);
    }
  }
}
