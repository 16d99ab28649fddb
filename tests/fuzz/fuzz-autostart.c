// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-autostart-text.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"

#include <string.h>

/*
 * An entry that was written for any program is read as one for that very program; of any other text
 * no more is believed than it says.
 */

static void
check_written (const char *program)
{
  g_autofree char *text = kettle_autostart_text_dup (program);
  g_autofree char *read = kettle_autostart_text_dup_program (text);

  g_assert_true (g_str_has_prefix (text, "[Desktop Entry]\n"));
  g_assert_true (kettle_autostart_text_is_enabled (text));
  g_assert_cmpstr (read, ==, program);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *program = kettle_autostart_text_dup_program (text);
  gboolean enabled = kettle_autostart_text_is_enabled (text);

  if (enabled || program != NULL) {
    g_assert_nonnull (strstr (text, "[Desktop Entry]"));
    g_assert_nonnull (strstr (text, "Exec"));
  }
  /* What a key file holds is text. */
  if (program != NULL) {
    g_assert_true (g_utf8_validate (program, -1, NULL));
    check_written (program);
  }
  if (g_utf8_validate (text, -1, NULL))
    check_written (text);

  return 0;
}
