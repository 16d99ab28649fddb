// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "decoding.h"

#include <malloc.h>
#include <string.h>

#define BYTES(literal) (literal), sizeof (literal) - 1

static const char *const ends[] = { "\r", "\n", "\r\n" };

/* Protocol sheet 1.2 to 1.4, without line ends. */
static const struct {
  const char *bytes;
  gsize length;
  const char *seen;
} messages[] = {
  { BYTES ("HELLOAPP"), "hello" },
  { BYTES ("sys status 0x100"), "temperature 100 or 65" },
  { BYTES ("sys status 0x95"), "temperature 95" },
  { BYTES ("sys status 0x80"), "temperature 80" },
  { BYTES ("sys status 0x65"), "temperature 65" },
  { BYTES ("sys status 0x5"), "on" },
  { BYTES ("sys status 0x0"), "off" },
  { BYTES ("sys status 0x11"), "warm" },
  { BYTES ("sys status 0x10"), "warm-ended" },
  { BYTES ("sys status 0x4"), "warm-ended" },
  { BYTES ("sys status 0x8005"), "warm-minutes 5" },
  { BYTES ("sys status 0x8010"), "warm-minutes 10" },
  { BYTES ("sys status 0x8020"), "warm-minutes 20" },
  { BYTES ("sys status 0x3"), "reached" },
  { BYTES ("sys status 0x2"), "problem" },
  { BYTES ("sys status 0x1"), "lifted" },
  { BYTES ("sys status key=!"), "status 21" },
  { BYTES ("sys status key= "), "status 20" },
  { BYTES ("sys status key=\t"), "status 09" },
  { BYTES ("sys status key=\n"), "status 0a" },
  { BYTES ("sys status key=\v"), "status 0b" },
  { BYTES ("sys status key=\0"), "status 00" },
  { BYTES ("sys status key="), "status 00" },
  { BYTES ("sys status 0x42"), "unknown sys status 0x42" },
};

static void
test_every_message (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++) {
    for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
      g_autoptr (GString) stream =
          g_string_new_len (messages[i].bytes, (gssize) messages[i].length);
      gboolean is_held = strcmp (ends[e], "\n") == 0 && stream->str[stream->len - 1] == '=';

      g_string_append (stream, ends[e]);
      decoding_assert_every_cut (stream, is_held ? "" : messages[i].seen,
                                 is_held ? messages[i].seen : NULL);
    }
  }
}

/* The bug of clients that take one packet for one message, or handle only its first. */
static void
test_every_pair (void)
{
  for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
    for (gsize i = 0; i < G_N_ELEMENTS (messages); i++) {
      for (gsize k = 0; k < G_N_ELEMENTS (messages); k++) {
        g_autoptr (GString) stream =
            g_string_new_len (messages[i].bytes, (gssize) messages[i].length);
        g_autofree char *expected =
            g_strjoin ("|", messages[i].seen, messages[k].seen, "off", NULL);

        g_string_append (stream, ends[e]);
        g_string_append_len (stream, messages[k].bytes, (gssize) messages[k].length);
        g_string_append_printf (stream, "%ssys status 0x0%s", ends[e], ends[e]);
        decoding_assert_every_cut (stream, expected, NULL);
      }
    }
  }
}

/* Protocol sheet 1.3: what an owner captured while pressing the keys. */
static void
test_capture (void)
{
  static const char *const words[] = { "0x5",   "0x100", "0x65", "0x80",  "0x95",
                                       "0x100", "0x0",   "0x5",  "0x100", "0x65",
                                       "0x11",  "0x10",  "0x80", "0x11",  "0x0" };

  for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
    g_autoptr (GString) stream = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      g_string_append_printf (stream, "sys status %s%s", words[i], ends[e]);
    decoding_assert_every_cut (
        stream,
        "on|temperature 100 or 65|temperature 65|temperature 80|temperature 95|"
        "temperature 100 or 65|off|on|temperature 100 or 65|temperature 65|warm|warm-ended|"
        "temperature 80|warm|off",
        NULL);
  }
}

/* The fields of a message, not only their printed form; those of other types are zero. */
static void
test_fields (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  static const char stream[] =
      "sys status 0x100\rsys status 0x8020\rsys status key=!\rzzz\rHELLOAPP\r";
  KettleMessage message;

  kettle_decoder_feed (decoder, (const guint8 *) stream, sizeof stream - 1);

  memset (&message, 0xff, sizeof message);
  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_TEMPERATURE);
  g_assert_cmpint (message.temperature, ==, 100);
  g_assert_cmpint (message.alternative, ==, 65);
  g_assert_cmpint (message.minutes, ==, 0);
  g_assert_cmpint (message.keys, ==, 0);
  g_assert_cmpstr (message.text, ==, "");

  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_WARM_MINUTES);
  g_assert_cmpint (message.minutes, ==, 20);
  g_assert_cmpint (message.temperature, ==, 0);

  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_STATUS);
  g_assert_cmpint (message.keys, ==, KETTLE_KEY_100 | KETTLE_KEY_ON);

  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_UNKNOWN);
  g_assert_cmpstr (message.text, ==, "zzz");
  g_assert_false (kettle_message_is_known (&message));

  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_HELLO);
  g_assert_cmpstr (message.text, ==, "");
  g_assert_true (kettle_message_is_known (&message));

  memset (&message, 0x55, sizeof message);
  g_assert_false (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.temperature, ==, 0x55555555);
}

/* Compared as text: what looks like the same number, or begins with the word, is another one. */
static void
test_nearly_a_word (void)
{
  static const char *const nearly[] = {
    "HELLOAP",
    "HELLOAPPX",
    "HELLOAPP.",
    "helloapp",
    " HELLOAPP",
    "HELLOAPP ",
    "HELLOKETTLE",
    "0x5",
    "sys status",
    "sys status 0x",
    "sys status 0x05",
    "sys status 0X5",
    "sys status 5",
    "sys status 0x1000",
    "sys status 0x6",
    "sys status  0x5",
    "sys status 0x5 ",
    "sys status key",
    "sys status 0x800",
    "get sys status",
    "sys status 0x8001",
    "sys status 0x80 10",
    "HELLOAPPsys status 0x5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nearly); i++) {
    g_autoptr (GString) stream = g_string_new (nearly[i]);
    g_autofree char *expected = g_strdup_printf ("unknown %s|on", nearly[i]);

    g_string_append (stream, "\rsys status 0x5\r");
    decoding_assert_every_cut (stream, expected, NULL);
  }
}

static void
test_empty_lines (void)
{
  g_autoptr (GString) stream =
      g_string_new ("\r\n\n\r\r\rHELLOAPP\n\n\r\n\rsys status 0x5\r\r\n\n");

  decoding_assert_every_cut (stream, "hello|on", NULL);
}

static void
test_nul_bytes (void)
{
  static const char between[] =
      "\0\0HELLOAPP\r\0\0\0sys status 0x5\r\0\n\0\r\0sys status key=!\0\r\0";
  static const char behind[] = "HELLOAPP\0\0\rsys status 0x5\0\r";
  static const char inside[] = "HELLO\0APP\rsys status\0 0x5\rHELLOAPP\0X\r\0HELLOAPP\r";
  g_autoptr (GString) stream = g_string_new_len (BYTES (between));
  g_autoptr (GString) trailing = g_string_new_len (BYTES (behind));
  g_autoptr (GString) broken = g_string_new_len (BYTES (inside));
  g_autoptr (GString) storm = g_string_new (NULL);

  decoding_assert_every_cut (stream, "hello|on|status 21", NULL);
  decoding_assert_every_cut (trailing, "hello|on", NULL);
  decoding_assert_every_cut (
      broken, "unknown HELLO\\x00APP|unknown sys status\\x00 0x5|unknown HELLOAPP\\x00X|hello",
      NULL);

  /* A storm is no line, so it is not overlong either. */
  g_string_set_size (storm, 3000);
  memset (storm->str, 0, storm->len);
  g_string_append (storm, "sys status 0x3\r");
  decoding_assert_every_cut (storm, "reached", NULL);
}

/* What reaches a log is printable, bounded and without a torn escape. */
static void
test_unknown_is_escaped (void)
{
  g_autoptr (GString) stream = g_string_new ("a\\b\t\x1b[31m\x7f\xc3\xa9%s\r");
  g_autoptr (GString) longer = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new ("unknown ");

  decoding_assert_every_cut (stream, "unknown a\\\\b\\x09\\x1b[31m\\x7f\\xc3\\xa9%s", NULL);

  for (int i = 0; i < 512; i++)
    g_string_append_c (longer, 'x');
  for (int i = 0; i < 127; i++)
    g_string_append_c (expected, 'x');
  g_string_append_c (longer, '\r');
  decoding_assert_every_cut (longer, expected->str, NULL);

  /* 31 escapes of 4 are 124 characters; 3 more would fit, a fourth with the NUL would not. */
  g_string_truncate (longer, 0);
  g_string_assign (expected, "unknown ");
  for (int i = 0; i < 200; i++)
    g_string_append_c (longer, '\xff');
  for (int i = 0; i < 31; i++)
    g_string_append (expected, "\\xff");
  g_string_append_c (longer, '\n');
  decoding_assert_every_cut (longer, expected->str, NULL);
}

static GString *
line_of (gsize length)
{
  GString *line = g_string_new (NULL);

  g_string_set_size (line, length);
  memset (line->str, 'z', length);

  return line;
}

/* 512 bytes are a line, 513 are too many: said once, dropped to the end, then as before. */
static void
test_overlong (void)
{
  for (gsize e = 0; e < G_N_ELEMENTS (ends); e++) {
    for (gsize length = 511; length <= 516; length++) {
      g_autoptr (GString) stream = line_of (length);
      g_autofree char *text = g_strnfill (127, 'z');
      g_autofree char *expected = length <= 512
                                      ? g_strdup_printf ("unknown %s|hello|status 0a", text)
                                      : g_strdup ("overlong|hello|status 0a");

      g_string_append_printf (stream, "%sHELLOAPP%ssys status key=\n%s", ends[e], ends[e], ends[e]);
      decoding_assert_every_cut (stream, expected, NULL);
    }
  }
}

static void
test_overlong_at_once (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) line = line_of (2000);
  g_autoptr (GString) seen = g_string_new (NULL);

  decoding_feed (decoder, line->str, 512, seen);
  g_assert_cmpstr (seen->str, ==, "");
  decoding_feed (decoder, "z", 1, seen);
  g_assert_cmpstr (seen->str, ==, "overlong");
  decoding_feed (decoder, line->str, line->len, seen);
  decoding_feed (decoder, BYTES ("HELLOAPP"), seen);
  kettle_decoder_flush (decoder);
  decoding_pop_all (decoder, seen);
  g_assert_cmpstr (seen->str, ==, "overlong");
  decoding_feed (decoder, BYTES ("\n"), seen);
  decoding_feed (decoder, line->str, line->len, seen);
  decoding_feed (decoder, BYTES ("\rsys status 0x2\r"), seen);
  g_assert_cmpstr (seen->str, ==, "overlong|overlong|problem");
}

/* Whatever an overlong line contains, also what looks like a status, is part of it. */
static void
test_overlong_with_a_status_in_it (void)
{
  g_autoptr (GString) line = line_of (600);

  g_string_append (line, "sys status key=!\rsys status key=\"\r");
  decoding_assert_every_cut (line, "overlong|status 22", NULL);

  g_string_assign (line, "sys status key=!");
  for (int i = 0; i < 600; i++)
    g_string_append_c (line, '!');
  g_string_append (line, "\rsys status key=#\r");
  decoding_assert_every_cut (line, "overlong|status 23", NULL);
}

/* Every byte there is, after anything: the next message after a line end is read. */
static void
test_garbage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int round = 0; round < 2000; round++) {
    g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
    g_autoptr (GString) noise = g_string_new (NULL);
    g_autoptr (GString) seen = g_string_new (NULL);
    gint32 length = g_rand_int_range (rand, 0, 1500);

    for (gint32 i = 0; i < length; i++)
      g_string_append_c (noise, (char) g_rand_int_range (rand, 0, 256));
    if (round % 2 == 0)
      g_string_append (noise, "sys status key=");

    decoding_feed (decoder, noise->str, noise->len, seen);
    g_string_truncate (seen, 0);
    decoding_feed (decoder, BYTES ("\rHELLOAPP\rsys status key=\n\r"), seen);
    g_assert_true (g_str_has_suffix (seen->str, "hello|status 0a"));
    for (gsize i = 0; i < seen->len; i++)
      g_assert_true (g_ascii_isprint (seen->str[i]));
  }
}

/* Bytes taken from the heap; 0 with a C library or a sanitizer that does not count them. */
static gsize
heap_in_use (void)
{
#ifdef __GLIBC__
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
#else
  return 0;
#endif
}

/* A peer that never ends its line, in two sizes of pieces. */
static void
test_endless (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) line = line_of (4096);
  KettleMessage message;
  gsize before = heap_in_use ();

  for (int i = 0; i < 4096; i++)
    kettle_decoder_feed (decoder, (const guint8 *) line->str, line->len);
  for (int i = 0; i < 100000; i++)
    kettle_decoder_feed (decoder, (const guint8 *) line->str, 1);

  g_assert_cmpuint (heap_in_use (), <=, before + 1024);
  g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_cmpint (message.type, ==, KETTLE_MESSAGE_OVERLONG);
  g_assert_false (kettle_decoder_pop (decoder, &message));
}

/* A packet full of the shortest lines costs little more than itself, and so do many of them. */
static void
test_queue_grows (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) packet = g_string_new (NULL);
  KettleMessage message;
  gsize before;

  for (int i = 0; i < 2048; i++)
    g_string_append (packet, "\x01\r");
  before = heap_in_use ();
  for (int i = 0; i < 1000; i++) {
    int n = 0;

    kettle_decoder_feed (decoder, (const guint8 *) packet->str, packet->len);
    g_assert_cmpuint (heap_in_use (), <=, before + 16 * 1024);
    while (kettle_decoder_pop (decoder, &message)) {
      g_assert_cmpstr (message.text, ==, "\\x01");
      n++;
    }
    g_assert_cmpint (n, ==, 2048);
  }
}

/* A caller who pops as slowly as the messages come: the popped ones are given back. */
static void
test_queue_never_empty (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  KettleMessage message;
  gsize before = heap_in_use ();

  for (int i = 0; i < 100; i++)
    kettle_decoder_feed (decoder, (const guint8 *) "HELLOAPP\r", 9);
  for (int i = 0; i < 200000; i++) {
    kettle_decoder_feed (decoder, (const guint8 *) "sys status 0x5\r", 15);
    g_assert_true (kettle_decoder_pop (decoder, &message));
    g_assert_cmpint (message.type, ==, i < 100 ? KETTLE_MESSAGE_HELLO : KETTLE_MESSAGE_ON);
  }
  g_assert_cmpuint (heap_in_use (), <=, before + 4096);

  for (int i = 0; i < 100; i++)
    g_assert_true (kettle_decoder_pop (decoder, &message));
  g_assert_false (kettle_decoder_pop (decoder, &message));
}

/* Megabytes at once, popped afterwards: time grows with the bytes, not with their square. */
static void
test_megabytes_at_once (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  g_autoptr (GString) flood = g_string_new (NULL);
  KettleMessage message;
  int n = 0;

  for (int i = 0; i < 1000000; i++)
    g_string_append (flood, "a\n");
  kettle_decoder_feed (decoder, (const guint8 *) flood->str, flood->len);
  while (kettle_decoder_pop (decoder, &message)) {
    kettle_decoder_feed (decoder, NULL, 0);
    n++;
  }
  g_assert_cmpint (n, ==, 1000000);
}

static void
test_nothing_at_all (void)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  KettleMessage message;

  g_assert_false (kettle_decoder_pop (decoder, &message));
  g_assert_false (kettle_decoder_is_holding (decoder));
  kettle_decoder_flush (decoder);
  kettle_decoder_feed (decoder, NULL, 0);
  g_assert_false (kettle_decoder_pop (decoder, &message));
  kettle_decoder_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/decoder/every-message-end-and-cut", test_every_message);
  g_test_add_func ("/protocol/decoder/every-pair-glued", test_every_pair);
  g_test_add_func ("/protocol/decoder/owners-capture", test_capture);
  g_test_add_func ("/protocol/decoder/fields", test_fields);
  g_test_add_func ("/protocol/decoder/nearly-a-word", test_nearly_a_word);
  g_test_add_func ("/protocol/decoder/empty-lines", test_empty_lines);
  g_test_add_func ("/protocol/decoder/nul-bytes", test_nul_bytes);
  g_test_add_func ("/protocol/decoder/unknown-is-escaped", test_unknown_is_escaped);
  g_test_add_func ("/protocol/decoder/overlong", test_overlong);
  g_test_add_func ("/protocol/decoder/overlong-at-once", test_overlong_at_once);
  g_test_add_func ("/protocol/decoder/overlong-with-a-status-in-it",
                   test_overlong_with_a_status_in_it);
  g_test_add_func ("/protocol/decoder/garbage", test_garbage);
  g_test_add_func ("/protocol/decoder/endless", test_endless);
  g_test_add_func ("/protocol/decoder/queue-grows", test_queue_grows);
  g_test_add_func ("/protocol/decoder/queue-never-empty", test_queue_never_empty);
  g_test_add_func ("/protocol/decoder/megabytes-at-once", test_megabytes_at_once);
  g_test_add_func ("/protocol/decoder/nothing-at-all", test_nothing_at_all);

  return g_test_run ();
}
