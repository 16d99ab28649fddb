// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/report.h"

#include <stdarg.h>

/* The bars of a run of this length; of a shorter one so much less. */
#define FULL_MINUTES 30.0
#define FULL_BOILS   1000.0
#define FULL_FAULTS  2000.0

#define MAX_GROWTH_KIB      256
#define MAX_MORE_FILES      2
#define WARM_UP             (1.0 / 6) /* of the run: what is made at first need is there by then */
#define SHORTEST_FOR_RATES  1.0       /* minutes: a machine may be slow to begin */
#define SHORTEST_FOR_VITALS 2.0       /* minutes: before that everything still grows */
#define SHORTEST_FOR_MEMORY 15.0 /* minutes: each dialog costs what it does when first opened */

typedef enum { PASSED, FAILED, SKIPPED, N_VERDICTS } Verdict;

typedef struct {
  GString *json;
  guint n[N_VERDICTS];
} Sheet;

static void G_GNUC_PRINTF (2, 3) add_json (Sheet *sheet, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (sheet->json, format, arguments);
  va_end (arguments);
}

static void
add_count (Sheet *sheet, const char *name, guint n)
{
  g_print ("  %-24s %7u\n", name, n);
  add_json (sheet, "%s\"%s\": %u", sheet->json->str[sheet->json->len - 1] == '{' ? "" : ", ", name,
            n);
}

static void
begin_part (Sheet *sheet, const char *title, const char *key)
{
  g_print ("\n%s\n", title);
  add_json (sheet, ",\n  \"%s\": {", key);
}

static void
tell_counts (const Report *self, Sheet *sheet)
{
  Ledger *ledger = self->scene->ledger;

  begin_part (sheet, "Kettle", "kettle");
  add_count (sheet, "boils", ledger_get_n_boils (ledger));
  add_count (sheet, "heats begun", ledger_get_n_heats (ledger));
  add_count (sheet, "words said", self->scene->n_said);
  add_count (sheet, "lines heard", self->scene->n_heard);
  add_count (sheet, "calm moments", self->n_calm);
  add_json (sheet, "}");

  begin_part (sheet, "Told on the bus", "told");
  for (guint i = 0; i < LEDGER_N_EVENTS; i++)
    add_count (sheet, ledger_bubble_get_name (i), ledger_get_n_told (ledger, (LedgerEvent) i));
  add_count (sheet, "of these owed for certain", ledger_get_n_owed (ledger));
  add_json (sheet, "}");

  begin_part (sheet, "Bubbles", "bubbles");
  for (guint i = 0; i < LEDGER_N_BUBBLES; i++)
    add_count (sheet, ledger_bubble_get_name (i), ledger_get_n_bubbles (ledger, i));
  add_json (sheet, "}");

  begin_part (sheet, "Faults survived", "faults");
  for (guint i = 0; i < N_FAULTS; i++)
    add_count (sheet, fault_get_name ((FaultKind) i),
               mischief_get_n (self->mischief, (FaultKind) i));
  add_count (sheet, "all", mischief_get_n_all (self->mischief));
  add_count (sheet, "left out", self->n_skipped);
  add_json (sheet, "}");

  begin_part (sheet, "Pressed by a person", "presses");
  for (guint i = 0; i < N_WAYS; i++)
    add_count (sheet, way_get_name ((Way) i), person_get_n (self->person, (Way) i));
  add_count (sheet, "opened and closed", person_get_n_gestures (self->person));
  add_json (sheet, "}");

  begin_part (sheet, "Connecting", "connecting");
  add_count (sheet, "attempts", attempts_get_n (self->scene->attempts));
  add_count (sheet, "most in an outage", attempts_get_most (self->scene->attempts));
  add_json (sheet, "}");
}

static void
tell_vitals (const Report *self, Sheet *sheet)
{
  g_print ("\n  minute  private KiB  (clean)  descriptors\n");
  add_json (sheet, ",\n  \"vitals\": [");
  for (guint i = 0; i < self->vitals->len; i++) {
    const Vital *vital = &g_array_index (self->vitals, Vital, i);

    g_print ("  %6.1f  %11u  %7u  %11u\n", vital->minute, vital->dirty_kib, vital->clean_kib,
             vital->descriptors);
    add_json (sheet,
              "%s{\"minute\": %.2f, \"private_dirty_kib\": %u, \"private_clean_kib\": %u, "
              "\"descriptors\": %u}",
              i == 0 ? "" : ", ", vital->minute, vital->dirty_kib, vital->clean_kib,
              vital->descriptors);
  }
  add_json (sheet, "]");
}

static void
tell_findings (const Report *self)
{
  GPtrArray *findings = ledger_get_findings (self->scene->ledger);

  if (findings->len + self->complaints->len > 0)
    g_print ("\nFindings\n");
  for (guint i = 0; i < findings->len; i++)
    g_print ("  %s\n", (const char *) g_ptr_array_index (findings, i));
  for (guint i = 0; i < self->complaints->len; i++)
    g_print ("  printed: %s\n", (const char *) g_ptr_array_index (self->complaints, i));
}

static void
judge (Sheet *sheet, Verdict verdict, const char *name, int value, const char *relation, int bar)
{
  static const char *const words[N_VERDICTS] = { "passed", "FAILED", "skipped" };

  sheet->n[verdict]++;
  g_print ("  %-7s  %-28s %7d %s %d\n", words[verdict], name, value, relation, bar);
  add_json (sheet, "%s\"%s\": {\"value\": %d, \"bar\": \"%s %d\", \"verdict\": \"%s\"}",
            sheet->json->str[sheet->json->len - 1] == '{' ? "" : ", ", name, value, relation, bar,
            words[verdict]);
}

static void
judge_least (Sheet *sheet, const char *name, guint value, double bar)
{
  int least = MAX ((int) bar, 1);

  judge (sheet, (int) value >= least ? PASSED : FAILED, name, (int) value, "of at least", least);
}

static void
judge_none (Sheet *sheet, const char *name, guint value)
{
  judge (sheet, value == 0 ? PASSED : FAILED, name, (int) value, "of at most", 0);
}

static void
judge_vitals (const Report *self, Sheet *sheet)
{
  const Vital *last = NULL;
  const Vital *first = NULL;
  guint most = 0;
  guint least = G_MAXUINT;
  int growth;

  for (guint i = 0; i < self->vitals->len; i++) {
    last = &g_array_index (self->vitals, Vital, i);
    if (last->minute < self->minutes * WARM_UP)
      continue;
    if (first == NULL)
      first = last;
    most = MAX (most, last->descriptors);
    least = MIN (least, last->descriptors);
  }
  if (self->minutes < SHORTEST_FOR_VITALS || first == NULL || first == last) {
    judge (sheet, SKIPPED, "private memory, KiB", 0, "more, at most", MAX_GROWTH_KIB - 1);
    judge (sheet, SKIPPED, "descriptors", 0, "more, at most", MAX_MORE_FILES);
    return;
  }

  growth = (int) last->dirty_kib - (int) first->dirty_kib;
  if (self->minutes < SHORTEST_FOR_MEMORY)
    judge (sheet, SKIPPED, "private memory, KiB", growth, "more, at most", MAX_GROWTH_KIB - 1);
  else
    judge (sheet, growth < MAX_GROWTH_KIB ? PASSED : FAILED, "private memory, KiB", growth,
           "more, at most", MAX_GROWTH_KIB - 1);
  judge (sheet, most - least <= MAX_MORE_FILES ? PASSED : FAILED, "descriptors",
         (int) (most - least), "more, at most", MAX_MORE_FILES);
}

/**
 * report_print:
 * @self: what happened
 * @json_path: (nullable): where to write it for machines
 *
 * Prints the table, and one verdict a bar; the last line counts them.
 *
 * Returns: whether all is well
 */
gboolean
report_print (const Report *self, const char *json_path)
{
  Ledger *ledger = self->scene->ledger;
  double share = self->minutes < SHORTEST_FOR_RATES ? 0 : MIN (self->minutes / FULL_MINUTES, 1);
  Sheet sheet = { .json = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  g_print ("\nSeed %u, %.1f minutes, %.0f times faster than life\n", self->seed, self->minutes,
           SCENE_TIME_SCALE);
  add_json (&sheet, "{\n  \"seed\": %u,\n  \"minutes\": %.2f", self->seed, self->minutes);
  tell_counts (self, &sheet);
  tell_vitals (self, &sheet);
  tell_findings (self);

  begin_part (&sheet, "Bars", "bars");
  judge_least (&sheet, "boils", ledger_get_n_boils (ledger), FULL_BOILS * share);
  judge_least (&sheet, "faults", mischief_get_n_all (self->mischief), FULL_FAULTS * share);
  judge_none (&sheet, "lost", ledger_get_n_findings (ledger, LEDGER_LOST));
  judge_none (&sheet, "doubled", ledger_get_n_findings (ledger, LEDGER_DOUBLED));
  judge_none (&sheet, "false", ledger_get_n_findings (ledger, LEDGER_FALSE));
  judge_none (&sheet, "crashes", self->crashed);
  judge_none (&sheet, "warnings printed", self->complaints->len);
  judge_vitals (self, &sheet);
  add_json (&sheet, "},\n  \"passed\": %u,\n  \"failed\": %u,\n  \"skipped\": %u\n}\n",
            sheet.n[PASSED], sheet.n[FAILED], sheet.n[SKIPPED]);
  if (json_path != NULL
      && !g_file_set_contents (json_path, sheet.json->str, (gssize) sheet.json->len, &error))
    g_printerr ("soak: %s\n", error->message);
  g_string_free (sheet.json, TRUE);
  g_print ("\n%u passed, %u failed, %u skipped\n", sheet.n[PASSED], sheet.n[FAILED],
           sheet.n[SKIPPED]);

  return sheet.n[FAILED] == 0;
}
