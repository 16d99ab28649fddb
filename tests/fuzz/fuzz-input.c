// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-input.h"

#include <string.h>

/*
 * How targets read their input, and what all that is shown to a person has in common.
 */

/**
 * fuzz_input_take_byte:
 * @self: an input
 *
 * Returns: its next byte
 */
guint8
fuzz_input_take_byte (FuzzInput *self)
{
  return (guint8) fuzz_input_take_number (self, 1);
}

/**
 * fuzz_input_take_number:
 * @self: an input
 * @n_bytes: how long it is, 8 at most
 *
 * Returns: its next bytes as a number, the lowest first
 */
guint64
fuzz_input_take_number (FuzzInput *self, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes && self->left > 0; i++) {
    number |= (guint64) *self->data << (8 * i);
    self->data++;
    self->left--;
  }

  return number;
}

/**
 * fuzz_input_take_text:
 * @self: an input
 *
 * Returns: (transfer full): its bytes up to the next NUL, whatever they are
 */
char *
fuzz_input_take_text (FuzzInput *self)
{
  const guint8 *end = self->left > 0 ? memchr (self->data, 0, self->left) : NULL;
  gsize length = end != NULL ? (gsize) (end - self->data) : self->left;
  char *text = g_strndup ((const char *) self->data, length);
  gsize taken = MIN (length + 1, self->left);

  self->data += taken;
  self->left -= taken;

  return text;
}

/**
 * fuzz_input_take_utf8:
 * @self: an input
 *
 * Returns: (transfer full): the same, made valid: what comes by the bus or out of the settings is
 */
char *
fuzz_input_take_utf8 (FuzzInput *self)
{
  g_autofree char *text = fuzz_input_take_text (self);

  return g_utf8_make_valid (text, -1);
}

/**
 * fuzz_input_take_words:
 * @self: an input
 * @max: how many at most
 *
 * Returns: (transfer full): all that is left, as texts
 */
char **
fuzz_input_take_words (FuzzInput *self, guint max)
{
  GPtrArray *words = g_ptr_array_new ();

  while (self->left > 0 && words->len < max)
    g_ptr_array_add (words, fuzz_input_take_text (self));
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

/**
 * fuzz_assert_harmless:
 * @text: what a terminal is given
 *
 * Nothing in it moves a cursor, changes a colour or turns the writing around.
 */
void
fuzz_assert_harmless (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    GUnicodeType type = g_unichar_type (g_utf8_get_char (c));

    g_assert_true (type != G_UNICODE_CONTROL || *c == '\n' || *c == '\t');
    g_assert_true (type != G_UNICODE_FORMAT && type != G_UNICODE_LINE_SEPARATOR
                   && type != G_UNICODE_PARAGRAPH_SEPARATOR);
  }
}

/**
 * fuzz_assert_printable:
 * @text: what is shown as it is
 *
 * It is one line of harmless signs.
 */
void
fuzz_assert_printable (const char *text)
{
  fuzz_assert_harmless (text);
  g_assert_null (strpbrk (text, "\n\t"));
}

/**
 * fuzz_assert_sentence:
 * @text: what is told to a person
 *
 * It is text that ends as a sentence does.
 */
void
fuzz_assert_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 10);
  g_assert_true (g_str_has_suffix (text, "."));
}
