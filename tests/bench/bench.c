// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/*
 * How light and how fast Kettle is, as ratios: everything is measured beside a program that does
 * only that, in the same run. The bars are those the project promises; the last line counts them.
 */

static const struct {
  const char *name;
  void (*measure) (Bench *bench);
} parts[] = {
  { "start", bench_measure_start },     { "idle", bench_measure_idle },
  { "words", bench_measure_words },     { "clicks", bench_measure_clicks },
  { "decoder", bench_measure_decoder }, { "floods", bench_measure_floods },
};

/* One of three numbers, by how much effort is made. */
guint
bench_pick (Bench *self, guint smoke, guint quick, guint full)
{
  if (self->effort == BENCH_SMOKE)
    return smoke;

  return self->effort == BENCH_QUICK ? quick : full;
}

/* A home of its own, in the folder that with-desktop removes. */
static void
move_home (void)
{
  static const char *const folders[][2] = {
    { "HOME", "home" },          { "XDG_CONFIG_HOME", "config" }, { "XDG_CACHE_HOME", "cache" },
    { "XDG_DATA_HOME", "data" }, { "XDG_STATE_HOME", "state" },   { "TMPDIR", "tmp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), folders[i][1], NULL);

    g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    g_setenv (folders[i][0], path, TRUE);
  }
  g_setenv ("KETTLE_PROGRAM", BENCH_KETTLE, TRUE);
}

static gboolean
is_wanted (const char *name, const char *const *only)
{
  return only == NULL || g_strv_contains (only, name);
}

static gboolean
check_names (const char *const *only)
{
  for (; only != NULL && *only != NULL; only++) {
    gboolean found = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      found = found || g_str_equal (parts[i].name, *only);
    if (!found) {
      g_printerr ("bench: there is no part '%s'.\n", *only);
      return FALSE;
    }
  }

  return TRUE;
}

static void
run (Bench *self, const char *const *only)
{
  self->figures = figures_new ();
  self->glass = glass_new ();
  self->panel = recording_tray_new (TRUE);
  self->server = recording_notifications_new (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    gint64 begin = g_get_monotonic_time ();

    if (!is_wanted (parts[i].name, only))
      continue;
    g_printerr ("Measuring: %s …", parts[i].name);
    parts[i].measure (self);
    g_printerr (" %.0f s\n", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  }
  g_clear_object (&self->server);
  g_clear_object (&self->panel);
  g_clear_pointer (&self->glass, glass_free);
}

int
main (int argc, char **argv)
{
  Bench bench = { .effort = BENCH_FULL };
  g_autofree char *json = NULL;
  g_auto (GStrv) only = NULL;
  g_autoptr (GError) error = NULL;
  gboolean quick = FALSE;
  gboolean smoke = FALSE;
  const GOptionEntry options[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Minutes; judge what a busy machine allows", NULL },
    { "smoke", 0, 0, G_OPTION_ARG_NONE, &smoke, "Seconds; judge next to nothing", NULL },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, "Write all of it there, too", "FILE" },
    { "only", 0, 0, G_OPTION_ARG_STRING_ARRAY, &only, "Only start, idle, words …", "PART" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int status;

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1) {
    g_printerr ("bench: %s\n", error != NULL ? error->message : "there is one argument too many.");
    return 2;
  }
  if (!check_names ((const char *const *) only))
    return 2;

  if (smoke || quick)
    bench.effort = smoke ? BENCH_SMOKE : BENCH_QUICK;
  move_home ();
  run (&bench, (const char *const *) only);
  figures_print_table (bench.figures);
  if (json != NULL && !figures_write_json (bench.figures, json, &error)) {
    g_printerr ("bench: %s\n", error->message);
    return 2;
  }
  status = figures_print_verdict (bench.figures);
  figures_free (bench.figures);

  return status;
}
