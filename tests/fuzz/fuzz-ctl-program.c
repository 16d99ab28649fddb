// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/kettle-ctl-json.h"
#include "ctl/kettle-ctl-output.h"
#include "ctl/kettle-ctl-program-private.h"
#include "ctl/kettle-ctl-text.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"

#include <json-glib/json-glib.h>
#include <string.h>

/*
 * Any program may own Kettle's name on the bus. Whatever it says of its properties, kettlectl knows
 * their types, shows lines that a terminal takes for text, and writes a JSON document that says the
 * same. The input is a script of property messages; or one message as it is on the wire.
 */

#define MAX_MESSAGES 8
#define RAW          0xff

static const char *const names[] = {
  "Connection",        "Phase",       "Host",         "On",       "Warm",
  "TargetTemperature", "WarmMinutes", "HeatingSince", "Nonsense",
};

static GVariant *
take_value (FuzzInput *input)
{
  g_autofree char *text = NULL;

  switch (fuzz_input_take_byte (input) % 9) {
  case 0:
  case 1:
    text = fuzz_input_take_utf8 (input);
    return g_variant_new_string (text);
  case 2:
    return g_variant_new_boolean (fuzz_input_take_byte (input) % 2);
  case 3:
    return g_variant_new_int32 ((gint32) fuzz_input_take_number (input, 4));
  case 4:
    return g_variant_new_int64 ((gint64) fuzz_input_take_number (input, 8));
  case 5:
    return g_variant_new_uint32 ((guint32) fuzz_input_take_number (input, 4));
  case 6:
    return g_variant_new_double ((double) fuzz_input_take_number (input, 8));
  case 7:
    return g_variant_new_strv (NULL, 0);
  default:
    return g_variant_new_variant (g_variant_new_byte (fuzz_input_take_byte (input)));
  }
}

static GVariant *
take_message (FuzzInput *input)
{
  GVariantBuilder builder;
  guint8 n = fuzz_input_take_byte (input);

  if (n == RAW) {
    gpointer copy = g_memdup2 (input->data, input->left);
    gsize length = input->left;

    input->left = 0;
    return g_variant_ref_sink (
        g_variant_new_from_data (G_VARIANT_TYPE_VARDICT, copy, length, FALSE, g_free, copy));
  }

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < n % 12; i++) {
    guint8 which = fuzz_input_take_byte (input);

    g_variant_builder_add (&builder, "{sv}", names[which % G_N_ELEMENTS (names)],
                           take_value (input));
  }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* As it comes to the terminal. */
static void
check_shown (char *text)
{
  g_autofree char *written = kettle_ctl_output_dup_legible (text);

  g_assert_cmpuint (strlen (text), >, 0);
  fuzz_assert_harmless (written);
  g_free (text);
}

/* Nothing is on for less than no time, whatever the clocks say. */
static void
check_state (const KettleSnapshot *snapshot, gint64 now)
{
  char *state = kettle_ctl_text_dup_state (snapshot, now);
  const char *since = strstr (state, "on for");

  g_assert_true (since == NULL || strchr (since, '-') == NULL);
  check_shown (state);
}

static void
check_texts (const KettleSnapshot *snapshot, const char *address)
{
  static const gint64 nows[] = { 1, 1700000000, G_MAXINT64 };

  g_assert_cmpint (snapshot->connection, <=, KETTLE_LIFE_NOT_A_KETTLE);
  g_assert_cmpint (snapshot->phase, <=, KETTLE_PHASE_PROBLEM);
  for (gsize i = 0; i < G_N_ELEMENTS (nows); i++)
    check_state (snapshot, nows[i]);
  check_shown (kettle_ctl_text_dup_lamps (snapshot));
  check_shown (kettle_ctl_text_dup_line (snapshot));
  check_shown (kettle_ctl_text_dup_left (snapshot));
  check_shown (kettle_ctl_text_dup_reached (snapshot));
  check_shown (kettle_ctl_text_dup_trouble (snapshot, address));
}

static void
check_json (const KettleSnapshot *snapshot, const char *address)
{
  KettleCtlReport report = {
    .outcome = KETTLE_CTL_OUTCOME_DONE,
    .host = address,
    .snapshot = *snapshot,
    .event = "state",
    .time = 1700000000,
  };
  g_autofree char *text = kettle_ctl_json_dup (&report);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonObject *object;

  g_assert_no_error (error);
  g_assert_null (strchr (text, '\n'));
  check_shown (g_strdup (text));
  object = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (object, "temperature"), ==,
                   snapshot->target_temperature);
  g_assert_cmpint (json_object_get_int_member (object, "warm_minutes"), ==, snapshot->warm_minutes);
  g_assert_cmpint (json_object_get_boolean_member (object, "on"), ==, snapshot->on);
  g_assert_cmpstr (json_object_get_string_member (object, "phase"), ==,
                   kettle_phase_get_word (snapshot->phase));
  if (*address != '\0')
    g_assert_cmpstr (json_object_get_string_member (object, "host"), ==, address);
  else
    g_assert_true (json_object_get_null_member (object, "host"));
}

static void
on_changed (KettleCtlKettle *kettle, guint *n_changes)
{
  ++*n_changes;
}

/* What is told once is not told again. */
static void
take_twice (KettleCtlProgram *program, GVariant *message, const guint *n_changes)
{
  guint n_before = *n_changes;

  kettle_ctl_program_take_properties (program, message);
  g_assert_cmpuint (*n_changes, <=, n_before + 1);
  n_before = *n_changes;
  kettle_ctl_program_take_properties (program, message);
  g_assert_cmpuint (*n_changes, ==, n_before);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  /* What it hears is all that is looked at here; tests/ctl has it on a real bus. */
  KettleCtlProgram *program = g_object_new (KETTLE_CTL_TYPE_PROGRAM, NULL);
  KettleCtlKettle *kettle = KETTLE_CTL_KETTLE (program);
  guint n_changes = 0;

  g_signal_connect (kettle, "changed", G_CALLBACK (on_changed), &n_changes);
  for (guint i = 0; i < MAX_MESSAGES && input.left > 0; i++) {
    g_autoptr (GVariant) message = take_message (&input);
    g_autofree char *address = NULL;
    KettleSnapshot snapshot;

    take_twice (program, message, &n_changes);
    kettle_ctl_kettle_get_snapshot (kettle, &snapshot);
    address = kettle_ctl_kettle_dup_address (kettle);
    if (address == NULL)
      address = g_strdup ("");
    check_texts (&snapshot, address);
    check_json (&snapshot, address);
  }
  g_assert_finalize_object (program);

  return 0;
}
