// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "protocol/kettle-decoder.h"

#include <string.h>

/*
 * The decoder's throughput, beside the least that can be done with lines: to find their ends and
 * to compare each with one word.
 */

/* As a connection reads. */
#define PIECE 1024

#define TALK                                                                        \
  "HELLOAPP\rsys status 0x5\rsys status 0x100\rsys status key=!\rsys status 0x95\r" \
  "sys status 0x80\rsys status 0x11\rsys status 0x8010\rsys status 0x3\rsys status 0x0\r"

static GString *
make_talk (guint mib)
{
  GString *talk = g_string_new (NULL);

  while (talk->len < mib * 1024 * 1024)
    g_string_append (talk, TALK);

  return talk;
}

static guint
split (const char *bytes, gsize length)
{
  const char *end = bytes + length;
  const char *stop;
  guint count = 0;

  while ((stop = memchr (bytes, '\r', (gsize) (end - bytes))) != NULL) {
    count += (gsize) (stop - bytes) == strlen ("HELLOAPP") && memcmp (bytes, "HELLOAPP", 8) == 0;
    bytes = stop + 1;
  }

  return count;
}

static guint
decode (const char *bytes, gsize length)
{
  g_autoptr (KettleDecoder) decoder = kettle_decoder_new ();
  KettleMessage message;
  guint count = 0;

  for (gsize i = 0; i < length; i += PIECE) {
    kettle_decoder_feed (decoder, (const guint8 *) bytes + i, MIN (PIECE, length - i));
    while (kettle_decoder_pop (decoder, &message))
      count += message.type == KETTLE_MESSAGE_HELLO;
  }

  return count;
}

static double
get_rate (gint64 begin, gsize length)
{
  return (double) length / (1024 * 1024)
         / ((double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
}

void
bench_measure_decoder (Bench *self)
{
  g_autoptr (GString) talk = make_talk (bench_pick (self, 1, 16, 64));
  double floor = 0;
  double kettle = 0;

  for (guint round = 0; round < 3; round++) {
    gint64 begin = g_get_monotonic_time ();
    guint n_split = split (talk->str, talk->len);

    floor = MAX (floor, get_rate (begin, talk->len));
    begin = g_get_monotonic_time ();
    g_assert_cmpuint (decode (talk->str, talk->len), ==, n_split);
    kettle = MAX (kettle, get_rate (begin, talk->len));
  }
  figures_add (self->figures, "decoder throughput", "MiB/s", floor, kettle);
}
