// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-text.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "net/kettle-address.h"
#include "ui/kettle-presentation.h"

#include <string.h>

/*
 * Whatever numbers and addresses come from outside, what is shown of them is text: as a label, in a
 * bubble's markup, and cut to the width of a terminal.
 */

/* A body is escaped where the server reads markup: it is then that text and no element. */
static void
check_bubble (const char *body)
{
  static const GMarkupParser parser = { NULL };
  g_autofree char *escaped = g_markup_escape_text (body, -1);
  g_autofree char *document = g_strdup_printf ("<body>%s</body>", escaped);
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (strpbrk (escaped, "<>"));
  g_markup_parse_context_parse (context, document, -1, &error);
  g_assert_no_error (error);
}

static void
check_shown (char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 0);
  check_bubble (text);
  g_free (text);
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar sign = g_utf8_get_char (c);

    if (!g_unichar_iszerowidth (sign))
      width += g_unichar_iswide (sign) ? 2 : 1;
  }

  return width;
}

/* As much as fits, and not less. */
static void
check_cut (const char *text, int columns)
{
  g_autofree char *cut = kettle_ctl_text_cut (text, columns);
  gsize length = strlen (cut);

  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_str_has_prefix (text, cut));
  g_assert_cmpuint (get_width (cut), <=, (guint) columns);
  if (text[length] != '\0') {
    g_autofree char *more = g_strndup (text, (gsize) (g_utf8_next_char (text + length) - text));

    g_assert_cmpuint (get_width (more), >, (guint) columns);
  }
}

/* A clock may be wrong, but not by more than it can count: 17,000 years to either side. */
static gint64
take_time (FuzzInput *input)
{
  return (gint64) fuzz_input_take_number (input, 5) - ((gint64) 1 << 39);
}

static void
take_snapshot (FuzzInput *input, KettleSnapshot *snapshot)
{
  *snapshot = (KettleSnapshot){
    .connection = fuzz_input_take_byte (input) % (KETTLE_LIFE_NOT_A_KETTLE + 1),
    .trouble = fuzz_input_take_byte (input) % (KETTLE_TROUBLE_SET_UP + 1),
    .phase = fuzz_input_take_byte (input) % (KETTLE_PHASE_PROBLEM + 1),
    .on = fuzz_input_take_byte (input) % 2,
    .warm = fuzz_input_take_byte (input) % 2,
    .target_temperature = (int) fuzz_input_take_number (input, 4),
    .warm_minutes = (int) fuzz_input_take_number (input, 4),
    .reached_temperature = (int) fuzz_input_take_number (input, 4),
    .heating_since = take_time (input),
    .phase_since = take_time (input),
    .last_seen = take_time (input),
    .retry_at = take_time (input),
  };
}

static void
check_terminal (const KettleSnapshot *snapshot, const char *address, gint64 now)
{
  g_autofree char *legible = kettle_ctl_output_dup_legible (address);

  check_shown (kettle_ctl_text_dup_state (snapshot, now));
  check_shown (kettle_ctl_text_dup_lamps (snapshot));
  check_shown (kettle_ctl_text_dup_line (snapshot));
  check_shown (kettle_ctl_text_dup_left (snapshot));
  check_shown (kettle_ctl_text_dup_reached (snapshot));
  check_shown (kettle_ctl_text_dup_trouble (snapshot, address));
  fuzz_assert_harmless (legible);
}

static void
check_window (const KettleSnapshot *snapshot, const char *host, guint16 port, gint64 now)
{
  g_autofree char *trouble = kettle_presentation_dup_trouble (snapshot, host, port);

  check_shown (kettle_presentation_dup_sentence (snapshot));
  check_shown (kettle_presentation_dup_tray_title (snapshot));
  check_shown (kettle_presentation_dup_tray_status (snapshot));
  check_shown (kettle_presentation_dup_boil_label (snapshot->target_temperature));
  check_shown (kettle_presentation_dup_minutes_label (snapshot->warm_minutes));
  check_shown (kettle_presentation_dup_gap (snapshot->last_seen, now, snapshot->on));
  check_shown (kettle_presentation_dup_offer (host));
  check_shown (kettle_presentation_dup_reverted (host, snapshot->on ? host : NULL));
  check_shown (kettle_presentation_dup_refused (host, snapshot->warm ? host : ""));
  check_shown (kettle_presentation_dup_found_detail (host, (double) now, snapshot->on));
  if (trouble != NULL)
    check_shown (g_steal_pointer (&trouble));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  KettleSnapshot snapshot;
  gint64 now = take_time (&input);
  guint16 port = (guint16) fuzz_input_take_number (&input, 2);
  int columns = fuzz_input_take_byte (&input);
  g_autofree char *host = NULL;
  g_autofree char *detail = NULL;

  take_snapshot (&input, &snapshot);
  host = fuzz_input_take_utf8 (&input);
  detail = kettle_presentation_dup_detail (&snapshot, now);
  if (detail != NULL)
    g_assert_true (g_utf8_validate (detail, -1, NULL));

  check_cut (host, columns);
  check_terminal (&snapshot, host, now);
  check_window (&snapshot, host, port, now);

  return 0;
}
