// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-target.h"

#include <stdlib.h>
#include <string.h>

/*
 * Runs a fuzz target as an ordinary test, without libFuzzer:
 *
 *     fuzz-TARGET FILE…                      what is in these files
 *     fuzz-TARGET FOLDER DICTIONARY ROUNDS   a corpus, and so many changes of it and of what its
 *                                            dictionary can be put together to, always the same
 */

#define MAX_LENGTH 3000

typedef struct {
  GPtrArray *corpus; /* of GString */
  GPtrArray *words;  /* of GString */
} Material;

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
run (const char *data, gsize length)
{
  /* Exactly as long as the input, so that sanitizers see a read beyond it; and never NULL, as
   * libFuzzer has it. */
  uint8_t *copy = malloc (length);

  g_assert (copy != NULL);
  if (length > 0)
    memcpy (copy, data, length);
  g_assert_cmpint (LLVMFuzzerTestOneInput (copy, length), ==, 0);
  free (copy);
}

static gint32
pick (GRand *rand, gsize n)
{
  return g_rand_int_range (rand, 0, (gint32) n);
}

static const GString *
pick_string (GRand *rand, const GPtrArray *strings)
{
  return strings->pdata[pick (rand, strings->len)];
}

/* --- What there is -------------------------------------------------------------------------------
 */

static GString *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &data, &length, &error)) {
    g_printerr ("%s\n", error->message);
    exit (EXIT_FAILURE);
  }

  return g_string_new_len (data, (gssize) length);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that every machine runs the same. */
static GPtrArray *
read_folder (const char *path)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (free_string);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (files, read_file (names->pdata[i]));

  return files;
}

/* The quoted word of a line such as: name="a\x0db" */
static GString *
read_word (const char *line)
{
  const char *c = strchr (line, '"');
  const char *end = strrchr (line, '"');
  GString *word;

  if (line[0] == '#' || c == end)
    return NULL;

  word = g_string_new (NULL);
  for (c++; c < end; c++) {
    if (c[0] == '\\' && c[1] == 'x') {
      g_string_append_c (word,
                         (char) (g_ascii_xdigit_value (c[2]) * 16 + g_ascii_xdigit_value (c[3])));
      c += 3;
    } else {
      c += c[0] == '\\';
      g_string_append_c (word, *c);
    }
  }

  return word;
}

static GPtrArray *
read_dictionary (const char *path)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (free_string);
  GString *text = read_file (path);
  g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);

  g_string_free (text, TRUE);
  for (guint i = 0; lines[i] != NULL; i++) {
    GString *word = read_word (lines[i]);

    if (word != NULL)
      g_ptr_array_add (words, word);
  }

  return words;
}

/* --- What becomes of it --------------------------------------------------------------------------
 */

/* Words of the dictionary, most of them with the same one in between. */
static GString *
put_together (GRand *rand, const GPtrArray *words)
{
  GString *input = g_string_new (NULL);
  const GString *between = pick_string (rand, words);

  for (gint32 n = 1 + pick (rand, 12); n > 0; n--) {
    const GString *word = pick_string (rand, words);

    g_string_append_len (input, word->str, (gssize) word->len);
    if (pick (rand, 3) == 0)
      g_string_append_c (input, (char) pick (rand, 64));
    if (pick (rand, 8) == 0)
      between = pick_string (rand, words);
    g_string_append_len (input, between->str, (gssize) between->len);
  }

  return input;
}

/* One small damage. */
static void
change (GRand *rand, GString *input, const GPtrArray *words)
{
  gsize at = (gsize) pick (rand, input->len + 1);
  gsize longest = (gsize) pick (rand, 16);
  gsize n = MIN (longest, input->len - at);
  g_autofree char *part = g_memdup2 (input->str + at, n);
  const GString *word = pick_string (rand, words);

  switch (pick (rand, 7)) {
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
  case 4:
    g_string_insert_len (input, (gssize) at, word->str, (gssize) word->len);
    break;
  case 5:
    /* Longer than anything should be. */
    if (pick (rand, 8) == 0)
      for (gint32 left = 490 + pick (rand, 40); left > 0; left--)
        g_string_insert_c (input, (gssize) at, 'z');
    break;
  default:
    if (at < input->len)
      input->str[at] ^= (char) (1 << pick (rand, 8));
    break;
  }
}

static void
run_changes (const Material *material, int n_rounds)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20140801);

  for (int round = 0; round < n_rounds; round++) {
    const GString *found = pick_string (rand, material->corpus);
    GString *input = round % 2 == 0 ? g_string_new_len (found->str, (gssize) found->len)
                                    : put_together (rand, material->words);

    for (gint32 n = pick (rand, 6); n > 0; n--)
      change (rand, input, material->words);
    run (input->str, MIN (input->len, MAX_LENGTH));
    g_string_free (input, TRUE);
  }

  for (int round = 0; round < n_rounds / 20; round++) {
    char noise[600];
    gsize length = (gsize) pick (rand, sizeof noise);

    for (gsize i = 0; i < length; i++)
      noise[i] = (char) pick (rand, 256);
    run (noise, length);
  }
}

static int
run_all (const char *folder, const char *dictionary, int n_rounds)
{
  g_autoptr (GPtrArray) corpus = read_folder (folder);
  g_autoptr (GPtrArray) words = read_dictionary (dictionary);
  const Material material = { corpus, words };

  if (corpus->len == 0 || words->len == 0) {
    g_printerr ("There is nothing in %s\n", corpus->len == 0 ? folder : dictionary);
    return EXIT_FAILURE;
  }

  run ("", 0);
  for (guint i = 0; i < corpus->len; i++) {
    const GString *input = corpus->pdata[i];

    run (input->str, input->len);
  }
  if (fuzz_run_own_inputs != NULL)
    fuzz_run_own_inputs (run);
  run_changes (&material, n_rounds);

  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  LLVMFuzzerInitialize (&argc, &argv);
  if (argc == 4 && !g_file_test (argv[1], G_FILE_TEST_IS_REGULAR))
    return run_all (argv[1], argv[2], atoi (argv[3]));
  if (argc < 2) {
    g_printerr ("Usage: %s FILE… or %s FOLDER DICTIONARY ROUNDS\n", argv[0], argv[0]);
    return EXIT_FAILURE;
  }

  for (int i = 1; i < argc; i++) {
    GString *input = read_file (argv[i]);

    run (input->str, input->len);
    g_string_free (input, TRUE);
  }

  return EXIT_SUCCESS;
}
