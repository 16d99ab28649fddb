// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "decoding.h"

#include <string.h>

/* The key byte of "sys status key=", protocol sheet 1.4: every value, every line end, every cut. */

#define PREFIX "sys status key="
#define FEED(decoder, literal, seen) \
  decoding_feed ((decoder), (literal), sizeof (literal) - 1, (seen))

static const char *const ends[] = { "\r", "\n", "\r\n" };

/* A status with @key in its place, or with nothing there if @empty. */
static void
append_status (GString *stream, guint8 key, gboolean empty, const char *end)
{
  g_string_append (stream, PREFIX);
  if (!empty)
    g_string_append_c (stream, (char) key);
  g_string_append (stream, end);
}

/*
 * What must be read: the key itself, but for 0x0d (80 and 65 at once, which no kettle lights) where
 * its CR ends the message: with CR ends, and as long as no line end was seen.
 */
static guint
keys_read (guint8 key, const char *end, gboolean end_seen)
{
  if (key == 0x0d && (!end_seen || strcmp (end, "\r") == 0))
    return 0;

  return key;
}

/* Runs one status in all surroundings: alone, after a greeting, before other messages. */
static void
check_status (guint8 key, gboolean empty, const char *end)
{
  gboolean is_held = empty && strcmp (end, "\n") == 0;

  for (int greeted = 0; greeted < 2; greeted++) {
    static const struct {
      const char *bytes;
      const char *seen;
    } next[] = {
      { PREFIX "!", "status 21" },
      { "sys status 0x5", "on" },
      { "0x0", "unknown 0x0" },
    };
    g_autoptr (GString) stream = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *status = g_strdup_printf ("status %02x", keys_read (key, end, greeted));

    if (greeted) {
      g_string_append_printf (stream, "HELLOAPP%s", end);
      g_string_append (expected, "hello");
    }
    append_status (stream, key, empty, end);

    if (is_held) {
      decoding_assert_every_cut (stream, expected->str, status);
    } else {
      g_autofree char *alone = g_strjoin (greeted ? "|" : "", expected->str, status, NULL);

      decoding_assert_every_cut (stream, alone, NULL);
    }

    g_string_append_printf (expected, "%s%s", greeted ? "|" : "", status);
    for (gsize i = 0; i < G_N_ELEMENTS (next); i++) {
      g_autoptr (GString) more = g_string_new_len (stream->str, (gssize) stream->len);
      g_autofree char *both = g_strdup_printf ("%s|%s", expected->str, next[i].seen);

      g_string_append_printf (more, "%s%s", next[i].bytes, end);
      decoding_assert_every_cut (more, both, NULL);
    }
  }
}

static void
test_every_value (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    for (guint key = 0; key < 64; key++)
      check_status ((guint8) key, FALSE, ends[i]);
    check_status (0, TRUE, ends[i]);
  }
}

/* 64 statuses in one packet, every pair of neighbours once: none is told by the one before it. */
static void
test_every_pair (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    for (guint key = 0; key <= 64; key++) {
      g_autoptr (KettleDecoder) whole = kettle_decoder_new ();
      g_autoptr (KettleDecoder) bytewise = kettle_decoder_new ();
      g_autoptr (GString) stream = g_string_new ("HELLOAPP");
      g_autoptr (GString) expected = g_string_new ("hello");
      g_autoptr (GString) seen = g_string_new (NULL);

      g_string_append (stream, ends[i]);
      for (guint other = 0; other < 64; other++) {
        append_status (stream, (guint8) key, key == 64, ends[i]);
        append_status (stream, (guint8) other, FALSE, ends[i]);
        g_string_append_printf (expected, "|status %02x|status %02x",
                                key == 64 ? 0 : keys_read ((guint8) key, ends[i], TRUE),
                                keys_read ((guint8) other, ends[i], TRUE));
      }

      decoding_feed (whole, stream->str, stream->len, seen);
      g_assert_cmpstr (seen->str, ==, expected->str);

      g_string_truncate (seen, 0);
      for (gsize at = 0; at < stream->len; at++)
        decoding_feed (bytewise, stream->str + at, 1, seen);
      g_assert_cmpstr (seen->str, ==, expected->str);
    }
  }
}

/* Bits that mean nothing are masked, whatever they are. */
static void
test_high_bits (void)
{
  for (guint key = 0x40; key < 0x100; key++) {
    g_autoptr (GString) stream = g_string_new (NULL);
    g_autofree char *expected = g_strdup_printf ("status %02x", key & 0x3f);

    append_status (stream, (guint8) key, FALSE, ends[key % G_N_ELEMENTS (ends)]);
    decoding_assert_every_cut (stream, expected, NULL);
  }
}

/* A message is there with the first byte of its end, not with the next message. */
static void
test_prompt (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    const char *expected;
  } complete[] = {
#define COMPLETE(literal) (literal), sizeof (literal) - 1
    { COMPLETE (PREFIX "!\r"), "status 21" },
    { COMPLETE (PREFIX "\t\r"), "status 09" },
    { COMPLETE (PREFIX " \n"), "status 20" },
    { COMPLETE (PREFIX "\0\r"), "status 00" },
    { COMPLETE (PREFIX "\0\n"), "status 00" },
    { COMPLETE (PREFIX "\r"), "status 00" },
    { COMPLETE (PREFIX "\n\r"), "status 0a" },
    { COMPLETE (PREFIX "\n\n"), "status 0a" },
    { COMPLETE ("HELLOAPP\r" PREFIX "\r"), "hello|status 00" },
    { COMPLETE ("HELLOAPP\r" PREFIX "\n\r"), "hello|status 0a" },
    { COMPLETE ("HELLOAPP\n" PREFIX "\n\n"), "hello|status 0a" },
    { COMPLETE ("HELLOAPP\r\n" PREFIX "\n\r"), "hello|status 0a" },
    { COMPLETE ("HELLOAPP\r\n" PREFIX "\r\n"), "hello|status 00" },
    { COMPLETE ("HELLOAPP\r\n" PREFIX "\r\r"), "hello|status 0d" },
    { COMPLETE ("HELLOAPP\n" PREFIX "\r\n"), "hello|status 0d" },
#undef COMPLETE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (complete); i++) {
    g_autoptr (GString) stream = g_string_new_len (complete[i].bytes, (gssize) complete[i].length);

    decoding_assert_every_cut (stream, complete[i].expected, NULL);
  }
}

/* No line end was seen, so "key=" LF may be all there is; a silence says that it was. */
static void
test_held_before_any_end (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) seen = g_string_new (NULL);

  FEED (decoder, PREFIX, seen);
  g_assert_false (kettle_decoder_is_holding (decoder));
  FEED (decoder, "\n", seen);
  g_assert_true (kettle_decoder_is_holding (decoder));
  g_assert_cmpstr (seen->str, ==, "");
  kettle_decoder_flush (decoder);
  decoding_pop_all (decoder, seen);
  g_assert_cmpstr (seen->str, ==, "status 00");

  /* It was 80 and warm on a slow line with CR ends: the late CR is no message, the next is. */
  FEED (decoder, "\r", seen);
  g_assert_cmpstr (seen->str, ==, "status 00");
  FEED (decoder, PREFIX "\n\r", seen);
  g_assert_cmpstr (seen->str, ==, "status 00|status 0a");
}

/* "anything else": every byte but CR and LF after "key=" LF says that nothing was lit. */
static void
test_held_then_any_byte (void)
{
  for (guint byte = 0; byte < 0x100; byte++) {
    g_autoptr (GString) stream = g_string_new ("HELLOAPP\n" PREFIX "\n");

    g_string_append_c (stream, (char) byte);
    decoding_assert_every_cut (
        stream, byte == '\r' || byte == '\n' ? "hello|status 0a" : "hello|status 00", NULL);
  }
}

static void
test_held_with_lf (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) seen = g_string_new (NULL);

  FEED (decoder, "HELLOAPP\n" PREFIX "\n", seen);
  g_assert_true (kettle_decoder_is_holding (decoder));
  g_assert_cmpstr (seen->str, ==, "hello");
  kettle_decoder_flush (decoder);
  g_assert_false (kettle_decoder_is_holding (decoder));
  kettle_decoder_flush (decoder);
  decoding_pop_all (decoder, seen);
  g_assert_cmpstr (seen->str, ==, "hello|status 00");

  /* Its end comes after the silence: no message; and the next status corrects. */
  FEED (decoder, "\n" PREFIX "\n\n", seen);
  g_assert_cmpstr (seen->str, ==, "hello|status 00|status 0a");

  /* 0x0d with LF ends is held too: a CR alone could be an end after all. */
  FEED (decoder, PREFIX "\r", seen);
  g_assert_true (kettle_decoder_is_holding (decoder));
  kettle_decoder_flush (decoder);
  FEED (decoder, "\n", seen);
  g_assert_cmpstr (seen->str, ==, "hello|status 00|status 0a|status 00");
}

static void
test_held_with_crlf (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) seen = g_string_new (NULL);

  FEED (decoder, "HELLOAPP\r\n" PREFIX "\r", seen);
  g_assert_true (kettle_decoder_is_holding (decoder));
  kettle_decoder_flush (decoder);
  decoding_pop_all (decoder, seen);
  g_assert_cmpstr (seen->str, ==, "hello|status 00");
  FEED (decoder, "\n", seen);
  g_assert_false (kettle_decoder_is_holding (decoder));
  FEED (decoder, PREFIX "!\r", seen);
  kettle_decoder_flush (decoder);
  FEED (decoder, "\n", seen);
  g_assert_cmpstr (seen->str, ==, "hello|status 00|status 21");
}

/* Where "key=" LF cannot be complete, no silence makes it so, however long. */
static void
test_not_held (void)
{
  static const char *const greetings[] = { "HELLOAPP\r", "HELLOAPP\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++) {
    g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
    g_autoptr (GString) seen = g_string_new (NULL);

    decoding_feed (decoder, greetings[i], strlen (greetings[i]), seen);
    FEED (decoder, PREFIX "\n", seen);
    g_assert_false (kettle_decoder_is_holding (decoder));
    kettle_decoder_flush (decoder);
    FEED (decoder, "", seen);
    g_assert_cmpstr (seen->str, ==, "hello");
    FEED (decoder, "\r", seen);
    g_assert_cmpstr (seen->str, ==, "hello|status 0a");
  }
}

/* A flush at every cut: what is not held is right all the same. */
static void
test_silence_anywhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    for (guint key = 0; key < 64; key++) {
      gboolean may_be_late = (key == 0x0a && strcmp (ends[i], "\n") == 0)
                             || (key == 0x0d && strcmp (ends[i], "\r") != 0);
      g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
      g_autoptr (GString) stream = g_string_new ("HELLOAPP");
      g_autoptr (GString) seen = g_string_new (NULL);
      g_autofree char *expected = NULL;

      g_string_append (stream, ends[i]);
      append_status (stream, (guint8) key, FALSE, ends[i]);
      append_status (stream, 0x21, FALSE, ends[i]);
      for (gsize at = 0; at < stream->len; at++) {
        decoding_feed (decoder, stream->str + at, 1, seen);
        kettle_decoder_flush (decoder);
        decoding_pop_all (decoder, seen);
      }

      expected = g_strdup_printf ("hello|status %02x|status 21",
                                  may_be_late ? 0 : keys_read ((guint8) key, ends[i], TRUE));
      g_assert_cmpstr (seen->str, ==, expected);
    }
  }
}

/* Only a message of the sheet that can be read in one way teaches the line end. */
static void
test_learning (void)
{
  static const struct {
    const char *before;
    gboolean holds_cr;
    gboolean holds_lf;
  } table[] = {
    { "", FALSE, TRUE },
    { "\n", FALSE, TRUE },
    { "\r\n\r\n", FALSE, TRUE },
    { "us key=\n", FALSE, TRUE },
    { "0x5\n", FALSE, TRUE },
    { "sys status 0x77\r\n", FALSE, TRUE },
    { PREFIX "\r\n", FALSE, TRUE },
    { PREFIX "\n\r\n", FALSE, TRUE },
    { PREFIX "\n\n", FALSE, TRUE },
    { "HELLOAPP\r", FALSE, FALSE },
    { "HELLOAPP\n", TRUE, TRUE },
    { "HELLOAPP\r\n", TRUE, FALSE },
    { "sys status 0x5\n", TRUE, TRUE },
    { PREFIX "!\n", TRUE, TRUE },
    { PREFIX "!\r\n", TRUE, FALSE },
    { "HELLOAPP\n" PREFIX "!\r", FALSE, FALSE },
    { "HELLOAPP\r" PREFIX "!\n", TRUE, TRUE },
    { "HELLOAPP\r\n" PREFIX "!\r", FALSE, FALSE },
    { "HELLOAPP\r0x5\n", FALSE, FALSE },
    { "HELLOAPP\r\r\n", FALSE, FALSE },
    { "HELLOAPP\r" PREFIX "\n\r", FALSE, FALSE },
    { "HELLOAPP\r" PREFIX "\r\r", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (KettleDecoder) cr = kettle_decoder_new ();
    g_autoptr (KettleDecoder) lf = kettle_decoder_new ();
    g_autoptr (GString) seen = g_string_new (NULL);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    for (gsize at = 0; table[i].before[at] != '\0'; at++) {
      decoding_feed (cr, table[i].before + at, 1, seen);
      decoding_feed (lf, table[i].before + at, 1, seen);
    }
    g_assert_false (kettle_decoder_is_holding (cr));
    FEED (cr, PREFIX "\r", seen);
    FEED (lf, PREFIX "\n", seen);
    g_assert_cmpint (kettle_decoder_is_holding (cr), ==, table[i].holds_cr);
    g_assert_cmpint (kettle_decoder_is_holding (lf), ==, table[i].holds_lf);
  }
}

/* A peer that mixes its ends, or begins in the middle of a line, is understood where it can be. */
static void
test_mixed_ends (void)
{
  g_autoptr (GString) nothing = g_string_new ("HELLOAPP\r" PREFIX "\nsys status 0x5\n");
  g_autoptr (GString) cut_off = g_string_new (" key=\n\r" PREFIX "\n\r");
  g_autoptr (GString) again = g_string_new ("HELLOAPP\r" PREFIX "!\n" PREFIX "\"\r\n" PREFIX "#\r");

  decoding_assert_every_cut (nothing, "hello|status 00|on", NULL);
  decoding_assert_every_cut (cut_off, "unknown  key=|status 0a", NULL);
  decoding_assert_every_cut (again, "hello|status 21|status 22|status 23", NULL);
}

/* More than one byte there is no status; a NUL behind the key is none. */
static void
test_more_than_a_byte (void)
{
  g_autoptr (GString) two = g_string_new (PREFIX "!!\rsys status 0x0\r");
  g_autoptr (GString) nul = g_string_new_len (PREFIX "!\0\0\r", sizeof (PREFIX "!\0\0\r") - 1);
  g_autoptr (GString) idle = g_string_new_len (PREFIX "\0\0\n", sizeof (PREFIX "\0\0\n") - 1);
  g_autoptr (GString) spaced =
      g_string_new ("sys status key =!\rsys status  key=!\rSYS STATUS KEY=!\r");

  decoding_assert_every_cut (two, "unknown sys status key=!!|off", NULL);
  decoding_assert_every_cut (nul, "status 21", NULL);
  decoding_assert_every_cut (idle, "status 00", NULL);
  decoding_assert_every_cut (
      spaced, "unknown sys status key =!|unknown sys status  key=!|unknown SYS STATUS KEY=!", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/key-byte/every-value-end-and-cut", test_every_value);
  g_test_add_func ("/protocol/key-byte/every-pair", test_every_pair);
  g_test_add_func ("/protocol/key-byte/high-bits", test_high_bits);
  g_test_add_func ("/protocol/key-byte/told-too-late", test_prompt);
  g_test_add_func ("/protocol/key-byte/held-before-any-end", test_held_before_any_end);
  g_test_add_func ("/protocol/key-byte/held-then-any-byte", test_held_then_any_byte);
  g_test_add_func ("/protocol/key-byte/held-with-lf", test_held_with_lf);
  g_test_add_func ("/protocol/key-byte/held-with-crlf", test_held_with_crlf);
  g_test_add_func ("/protocol/key-byte/silence-inside-a-message", test_not_held);
  g_test_add_func ("/protocol/key-byte/silence-anywhere", test_silence_anywhere);
  g_test_add_func ("/protocol/key-byte/line-end-learned-wrongly", test_learning);
  g_test_add_func ("/protocol/key-byte/mixed-ends", test_mixed_ends);
  g_test_add_func ("/protocol/key-byte/more-than-a-byte", test_more_than_a_byte);

  return g_test_run ();
}
