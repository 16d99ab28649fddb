// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FuzzInput:
 * @data: what was not taken yet
 * @left: how many bytes of it
 *
 * An input as a script. What is taken beyond its end is zero or empty.
 */
typedef struct {
  const guint8 *data;
  gsize left;
} FuzzInput;

guint8 fuzz_input_take_byte (FuzzInput *self);
guint64 fuzz_input_take_number (FuzzInput *self, guint n_bytes);
char *fuzz_input_take_text (FuzzInput *self);
char *fuzz_input_take_utf8 (FuzzInput *self);
char **fuzz_input_take_words (FuzzInput *self, guint max);

void fuzz_assert_harmless (const char *text);
void fuzz_assert_printable (const char *text);
void fuzz_assert_sentence (const char *text);

G_END_DECLS
