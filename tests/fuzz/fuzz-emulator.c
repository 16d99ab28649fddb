// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator-options.h"
#include "emulator/kettle-emulator-text.h"
#include "emulator/kettle-emulator.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"

#include <string.h>

/*
 * The emulator reads lines of any bytes from its clients and from standard input, and a command
 * line. The first byte of the input says which.
 */

#define MAX_WORDS 16

static gboolean
is_end (char byte)
{
  return byte == '\r' || byte == '\n';
}

/* The lines are those between the ends, cut at the most that is kept; nothing else is. */
static void
check_lines (const char *bytes, gsize length)
{
  KettleEmulatorLine line = { .length = 0 };
  gsize begin = 0;

  for (gsize i = 0; i < length; i++) {
    gboolean complete = kettle_emulator_line_push (&line, bytes[i]);

    g_assert_cmpuint (line.length, <=, KETTLE_EMULATOR_LINE_MAX);
    g_assert_cmpint (complete, ==, is_end (bytes[i]) && i > begin);
    if (complete) {
      gsize kept = MIN (i - begin, (gsize) KETTLE_EMULATOR_LINE_MAX);
      g_autofree char *text = g_strndup (line.bytes, line.length);
      KettleBoilerKey key;

      g_assert_cmpmem (line.bytes, line.length, bytes + begin, kept);
      g_assert_true (!kettle_emulator_find_command (text, &key)
                     || g_str_has_prefix (text, "set sys output 0x"));
    }
    if (is_end (bytes[i]))
      begin = i + 1;
  }
}

static char
unescape_one (const char **c)
{
  const char *escape = *c + 1;

  if (**c != '\\') {
    ++*c;
    return escape[-1];
  }

  *c += 2;
  switch (*escape) {
  case 'r':
    return '\r';
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'x':
    *c += 2;
    return (char) (g_ascii_xdigit_value (escape[1]) * 16 + g_ascii_xdigit_value (escape[2]));
  default:
    g_assert_true (*escape == '\\');
    return '\\';
  }
}

/* What is shown of any bytes can be printed, and read back. */
static void
check_escape (const char *bytes, gsize length)
{
  g_autofree char *escaped = kettle_emulator_escape (bytes, length);
  const char *c = escaped;

  fuzz_assert_printable (escaped);
  for (gsize i = 0; i < length; i++)
    g_assert_true (unescape_one (&c) == bytes[i]);
  g_assert_true (*c == '\0');
}

/* Words typed at it, a line each. */
static void
check_input (const char *bytes, gsize length)
{
  KettleEmulator *emulator = kettle_emulator_new ();
  KettleEmulatorLine line = { .length = 0 };

  for (gsize i = 0; i < length; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *word = NULL;
    guint keys;

    if (!kettle_emulator_line_push (&line, bytes[i]))
      continue;
    word = g_strndup (line.bytes, line.length);
    if (!kettle_emulator_input (emulator, word, &error)) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      fuzz_assert_printable (error->message);
      fuzz_assert_sentence (error->message);
    } else {
      g_assert_no_error (error);
    }
    g_object_get (emulator, "keys", &keys, NULL);
    g_assert_cmpuint (keys, <=, 0x3f);
  }

  kettle_emulator_shut_down (emulator);
  g_object_unref (emulator);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Those that print the help end the program, as they should. */
static gboolean
asks_for_help (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "--help") || (words[i][0] == '-' && words[i][1] != '-'))
      return TRUE;

  return FALSE;
}

static void
check_options (FuzzInput *input)
{
  g_auto (GStrv) words = fuzz_input_take_words (input, MAX_WORDS);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_auto (KettleEmulatorOptions) options = { 0 };
  g_autoptr (KettleEmulator) emulator = NULL;
  g_autoptr (GError) error = NULL;

  if (asks_for_help (words))
    return;

  emulator = kettle_emulator_new ();
  g_ptr_array_add (arguments, (gpointer) "kettle-emulator");
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, words[i]);
  g_ptr_array_add (arguments, NULL);
  if (kettle_emulator_options_parse (&options, emulator, (int) arguments->len - 1,
                                     (char **) arguments->pdata, &error)) {
    double speed, litres;

    g_assert_no_error (error);
    g_assert_nonnull (options.host);
    g_object_get (emulator, "speed", &speed, "litres", &litres, NULL);
    g_assert_true (speed > 0 && speed <= 10000);
    g_assert_true (litres >= 0.1 && litres <= 2);
  } else {
    g_assert_true (g_str_has_suffix (error->message, "."));
  }
  kettle_emulator_shut_down (emulator);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };

  switch (fuzz_input_take_byte (&input) % 4) {
  case 0:
    check_lines ((const char *) input.data, input.left);
    break;
  case 1:
    check_escape ((const char *) input.data, input.left);
    break;
  case 2:
    check_input ((const char *) input.data, input.left);
    break;
  default:
    check_options (&input);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    break;
  }

  return 0;
}
