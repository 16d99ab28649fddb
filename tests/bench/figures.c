// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/figures.h"

#include <json-glib/json-glib.h>
#include <math.h>

typedef struct {
  char *id;
  char *unit;
  double floor; /* NAN for none */
  double kettle;
} Figure;

typedef struct {
  char *id;
  char *unit;
  double value;
  double limit;
  char *skipped; /* (nullable): why it was not judged */
} Bar;

struct _Figures {
  GPtrArray *figures;
  GPtrArray *bars;
};

static void
figure_free (gpointer data)
{
  Figure *figure = data;

  g_free (figure->id);
  g_free (figure->unit);
  g_free (figure);
}

static void
bar_free (gpointer data)
{
  Bar *bar = data;

  g_free (bar->id);
  g_free (bar->unit);
  g_free (bar->skipped);
  g_free (bar);
}

/* Not a number is no success. */
static gboolean
is_held (const Bar *bar)
{
  return bar->value <= bar->limit;
}

Figures *
figures_new (void)
{
  Figures *self = g_new0 (Figures, 1);

  self->figures = g_ptr_array_new_with_free_func (figure_free);
  self->bars = g_ptr_array_new_with_free_func (bar_free);

  return self;
}

void
figures_free (Figures *self)
{
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->bars);
  g_free (self);
}

/**
 * figures_add:
 * @self: the figures
 * @id: what was measured
 * @unit: in what
 * @floor: how much the program needs that does only that
 * @kettle: how much Kettle needs
 */
void
figures_add (Figures *self, const char *id, const char *unit, double floor, double kettle)
{
  Figure *figure = g_new0 (Figure, 1);

  figure->id = g_strdup (id);
  figure->unit = g_strdup (unit);
  figure->floor = floor;
  figure->kettle = kettle;
  g_ptr_array_add (self->figures, figure);
}

/* What nothing can be compared with. */
void
figures_add_alone (Figures *self, const char *id, const char *unit, double kettle)
{
  figures_add (self, id, unit, NAN, kettle);
}

/**
 * figures_judge:
 * @self: the figures
 * @id: what is promised
 * @unit: in what
 * @value: how much it is
 * @limit: how much it may be
 */
void
figures_judge (Figures *self, const char *id, const char *unit, double value, double limit)
{
  Bar *bar = g_new0 (Bar, 1);

  bar->id = g_strdup (id);
  bar->unit = g_strdup (unit);
  bar->value = value;
  bar->limit = limit;
  g_ptr_array_add (self->bars, bar);
}

/* A promise that this run cannot judge. */
void
figures_skip (Figures *self, const char *id, const char *reason)
{
  Bar *bar = g_new0 (Bar, 1);

  bar->id = g_strdup (id);
  bar->unit = g_strdup ("");
  bar->skipped = g_strdup (reason);
  g_ptr_array_add (self->bars, bar);
}

void
figures_print_table (Figures *self)
{
  g_print ("\n%-36s %10s %10s %8s %10s\n", "", "floor", "Kettle", "ratio", "above");
  for (guint i = 0; i < self->figures->len; i++) {
    const Figure *figure = g_ptr_array_index (self->figures, i);

    g_print ("%-46s ", figure->id);
    if (isnan (figure->floor))
      g_print ("%10s %10.2f %8s %10s %s\n", "", figure->kettle, "", "", figure->unit);
    else
      g_print ("%10.2f %10.2f %8.2f %+10.2f %s\n", figure->floor, figure->kettle,
               figure->kettle / figure->floor, figure->kettle - figure->floor, figure->unit);
  }
}

/* JSON knows no infinity. */
static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_figures (Figures *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->figures->len; i++) {
    const Figure *figure = g_ptr_array_index (self->figures, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", figure->id);
    add_text (builder, "unit", figure->unit);
    add_number (builder, "floor", figure->floor);
    add_number (builder, "kettle", figure->kettle);
    add_number (builder, "ratio", figure->kettle / figure->floor);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_bars (Figures *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "bars");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->bars->len; i++) {
    const Bar *bar = g_ptr_array_index (self->bars, i);

    json_builder_begin_object (builder);
    add_text (builder, "id", bar->id);
    if (bar->skipped != NULL) {
      add_text (builder, "outcome", "skipped");
      add_text (builder, "reason", bar->skipped);
    } else {
      add_text (builder, "outcome", is_held (bar) ? "passed" : "failed");
      add_text (builder, "unit", bar->unit);
      add_number (builder, "value", bar->value);
      add_number (builder, "limit", bar->limit);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/**
 * figures_write_json:
 * @self: the figures
 * @path: a file
 * @error: (nullable): where to put an error
 *
 * Writes one object: "version", and the arrays "figures" (id, unit, floor, kettle, ratio; null
 * where there is none) and "bars" (id, outcome, unit, value, limit; a reason for what was skipped).
 *
 * Returns: whether it could be written
 */
gboolean
figures_write_json (Figures *self, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "version", VERSION);
  add_figures (self, builder);
  add_bars (self, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_file (generator, path, error);
}

/**
 * figures_print_verdict:
 * @self: the figures
 *
 * Prints every promise and whether it is held; last "N passed, N failed, N skipped".
 *
 * Returns: the exit status
 */
int
figures_print_verdict (Figures *self)
{
  guint passed = 0;
  guint failed = 0;
  guint skipped = 0;

  g_print ("\n");
  for (guint i = 0; i < self->bars->len; i++) {
    const Bar *bar = g_ptr_array_index (self->bars, i);

    if (bar->skipped != NULL) {
      skipped++;
      g_print ("skipped  %s: %s\n", bar->id, bar->skipped);
      continue;
    }
    if (is_held (bar))
      passed++;
    else
      failed++;
    g_print ("%-8s %s: %.2f of at most %.2f %s\n", is_held (bar) ? "passed" : "FAILED", bar->id,
             bar->value, bar->limit, bar->unit);
  }
  g_print ("\n%u passed, %u failed, %u skipped\n", passed, failed, skipped);

  return failed == 0 && passed > 0 ? 0 : 1;
}

Samples *
samples_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
samples_add (Samples *self, double value)
{
  g_array_append_val (self, value);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *first = a;
  const double *second = b;

  return (*first > *second) - (*first < *second);
}

/**
 * samples_get_percentile:
 * @self: samples
 * @percent: from 0 to 100
 *
 * Returns: the least value that so many of them do not exceed; NAN of none
 */
double
samples_get_percentile (Samples *self, double percent)
{
  guint rank;

  if (self->len == 0)
    return NAN;

  g_array_sort (self, compare);
  rank = (guint) ceil (percent / 100 * self->len);

  return g_array_index (self, double, CLAMP (rank, 1, self->len) - 1);
}

double
samples_get_median (Samples *self)
{
  return samples_get_percentile (self, 50);
}
