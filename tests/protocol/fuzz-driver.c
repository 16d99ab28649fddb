// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz-target.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/*
 * Runs a fuzz target as an ordinary test: with file names, over those files; without, over seeds
 * made of what a kettle says and over changes of them, the same ones every time.
 */

#define N_ROUNDS   6000
#define MAX_LENGTH 3000

static const char *const ends[] = { "\r", "\n", "\r\n", "", "\n\r", "\r\r", "\n\n" };

static const char *const fragments[] = {
  "HELLOAPP",
  "HELLO",
  "sys status key=",
  "sys status ",
  "sys status 0x100",
  "sys status 0x95",
  "sys status 0x80",
  "sys status 0x65",
  "sys status 0x5",
  "sys status 0x0",
  "sys status 0x11",
  "sys status 0x10",
  "sys status 0x8005",
  "sys status 0x8010",
  "sys status 0x8020",
  "sys status 0x3",
  "sys status 0x2",
  "sys status 0x1",
  "sys status 0x4",
  "sys status 0x77",
  "sys status key=!",
  "sys status key= ",
  "sys status key=\n",
  "sys status key=\r",
  "sys status key=\t",
  "sys status key=\v",
  "\\",
  "\xff\x80",
};

static void
run (const char *data, gsize length)
{
  /* Exactly as long as the input, so that sanitizers see a read beyond it. */
  g_autofree uint8_t *copy = g_memdup2 (data, length);

  g_assert_cmpint (LLVMFuzzerTestOneInput (copy, length), ==, 0);
}

static gint32
pick (GRand *rand, gsize n)
{
  return g_rand_int_range (rand, 0, (gint32) n);
}

/* Something a kettle, or something like one, could say. */
static GString *
make_seed (GRand *rand)
{
  GString *seed = g_string_new (NULL);
  const char *end = ends[pick (rand, 3)];

  for (gint32 n = 1 + pick (rand, 12); n > 0; n--) {
    g_string_append (seed, fragments[pick (rand, G_N_ELEMENTS (fragments))]);
    if (pick (rand, 3) == 0)
      g_string_append_c (seed, (char) pick (rand, 64));
    if (pick (rand, 40) == 0) {
      gint32 length = 490 + pick (rand, 40);

      while (length-- > 0)
        g_string_append_c (seed, 'z');
    }
    if (pick (rand, 8) == 0)
      end = ends[pick (rand, G_N_ELEMENTS (ends))];
    g_string_append (seed, end);
  }

  return seed;
}

/* One small damage. */
static void
change (GRand *rand, GString *input)
{
  gsize at = (gsize) pick (rand, input->len + 1);
  gsize longest = (gsize) pick (rand, 16);
  gsize n = MIN (longest, input->len - at);
  g_autofree char *part = g_memdup2 (input->str + at, n);

  switch (pick (rand, 5)) {
  case 0:
    if (at < input->len)
      input->str[at] = (char) pick (rand, 256);
    break;
  case 1:
    g_string_erase (input, (gssize) at, (gssize) n);
    break;
  case 2:
    if (part != NULL)
      g_string_insert_len (input, pick (rand, input->len + 1), part, (gssize) n);
    break;
  case 3:
    g_string_insert_c (input, (gssize) at, "\r\n\0 \t="[pick (rand, 6)]);
    break;
  default:
    if (at < input->len)
      input->str[at] ^= (char) (1 << pick (rand, 8));
    break;
  }
}

static void
run_seeds (void)
{
  g_autoptr (GString) input = g_string_new (NULL);

  run ("", 0);
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

  for (gsize length = 500; length < 530; length++) {
    g_string_set_size (input, length);
    memset (input->str, 'z', length);
    g_string_append (input, "\r");
    run (input->str, input->len);
  }
}

static void
run_changes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20140801);

  for (int round = 0; round < N_ROUNDS; round++) {
    g_autoptr (GString) input = make_seed (rand);

    for (gint32 n = pick (rand, 6); n > 0; n--)
      change (rand, input);
    run (input->str, MIN (input->len, MAX_LENGTH));
  }

  for (int round = 0; round < N_ROUNDS / 20; round++) {
    char noise[600];
    gsize length = (gsize) pick (rand, sizeof noise);

    for (gsize i = 0; i < length; i++)
      noise[i] = (char) pick (rand, 256);
    run (noise, length);
  }
}

int
main (int argc, char *argv[])
{
  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *data = NULL;
    gsize length = 0;

    if (!g_file_get_contents (argv[i], &data, &length, &error)) {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
    run (data, length);
  }

  if (argc == 1) {
    run_seeds ();
    run_changes ();
  }

  return EXIT_SUCCESS;
}
