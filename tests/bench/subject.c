// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/subject.h"

#include "support/test-wait.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * The programs that are measured: started in the same surroundings, ended, and looked at through
 * /proc.
 */

/* Memory has settled when it is the same, within a few pages, for so long; it is waited for that
 * at most so long. Milliseconds. */
#define SETTLED_TIME     1500
#define SETTLED_PATIENCE 15000
#define SETTLED_KIB      16.0

/* What the surroundings of a test run say must not reach what is measured. */
#define SURROUNDINGS "NO_AT_BRIDGE=1", "G_DEBUG", "MALLOC_CHECK_", "G_SLICE"

/**
 * subject_start_floor:
 * @option: (nullable): "--hidden" for no window, "--plain" for one without any icon
 *
 * Returns: (transfer full): the least program
 */
Program *
subject_start_floor (const char *option)
{
  const char *arguments[] = { option, NULL };
  const char *environment[] = { SURROUNDINGS, NULL };

  return program_spawn_path (BENCH_FLOOR, arguments, environment);
}

/**
 * subject_start_bare:
 * @what: the one thing it does
 * @port: where it connects to
 *
 * Returns: (transfer full): the program that does only that
 */
Program *
subject_start_bare (const char *what, guint16 port)
{
  g_autofree char *number = g_strdup_printf ("%u", (guint) port);
  const char *arguments[] = { what, number, NULL };
  const char *environment[] = { SURROUNDINGS, NULL };

  return program_spawn_path (BENCH_BARE, arguments, environment);
}

static Program *
start_kettle (
    const char *address, gboolean hidden, guint time_scale, const char *preload, const char *file)
{
  g_autofree char *scale = g_strdup_printf ("KETTLE_TIME_SCALE=%u", time_scale);
  const char *arguments[] = { "--host", address, hidden ? "--hidden" : NULL, NULL };
  const char *environment[] = { SURROUNDINGS, scale, preload, file, NULL };

  return program_spawn_path (BENCH_KETTLE, arguments, environment);
}

/**
 * subject_start_kettle:
 * @address: its kettle
 * @hidden: whether without a window
 * @time_scale: what its durations are divided by; 1 for what a release does
 *
 * Returns: (transfer full): Kettle
 */
Program *
subject_start_kettle (const char *address, gboolean hidden, guint time_scale)
{
  return start_kettle (address, hidden, time_scale, NULL, NULL);
}

/**
 * subject_start_watched:
 * @address: its kettle
 * @hidden: whether without a window
 * @time_scale: what its durations are divided by
 * @record: (out): what its main loop does
 *
 * Returns: (transfer full): Kettle, with its main loop watched from within
 */
Program *
subject_start_watched (const char *address, gboolean hidden, guint time_scale, LoopRecord **record)
{
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = g_file_open_tmp ("kettle-loop-XXXXXX", &path, &error);
  Program *program;

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (descriptor, sizeof **record), ==, 0);
  *record = mmap (NULL, sizeof **record, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  g_assert_true (*record != MAP_FAILED);
  g_close (descriptor, NULL);

  file = g_strconcat (LOOP_WATCH_FILE "=", path, NULL);
  program = start_kettle (address, hidden, time_scale, "LD_PRELOAD=" BENCH_LOOP_WATCH, file);
  test_wait_for ((*record)->iterations > 0, 20000);
  g_unlink (path);

  return program;
}

/**
 * subject_stop:
 * @program: (transfer full): a program
 *
 * Ends it, and waits until it has ended.
 */
void
subject_stop (Program *program)
{
  /* program_free() does both. */
  program_free (program);
}

/**
 * subject_read_memory:
 * @program: a program
 *
 * Returns: what the kernel counts as its memory now
 */
SubjectMemory
subject_read_memory (Program *program)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/smaps_rollup", program_get_process_id (program));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  SubjectMemory memory = { 0 };
  guint n_found = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    double value = 0;

    if (sscanf (*line, "Private_Clean: %lf", &value) == 1) {
      memory.private += value;
      n_found++;
    } else if (sscanf (*line, "Private_Dirty: %lf", &value) == 1) {
      memory.private += value;
      memory.written = value;
      n_found++;
    } else if (sscanf (*line, "Pss: %lf", &value) == 1) {
      memory.proportional = value;
      n_found++;
    }
  }
  g_assert_cmpuint (n_found, ==, 3);

  return memory;
}

/**
 * subject_read_settled_memory:
 * @program: a program that has just started
 *
 * Waits until it needs no more memory than before.
 *
 * Returns: its memory
 */
SubjectMemory
subject_read_settled_memory (Program *program)
{
  gint64 end = g_get_monotonic_time () + SETTLED_PATIENCE * 1000;
  SubjectMemory memory = subject_read_memory (program);
  SubjectMemory before;

  do {
    before = memory;
    test_never (!program_is_running (program), SETTLED_TIME);
    memory = subject_read_memory (program);
  } while (memory.written - before.written > SETTLED_KIB && g_get_monotonic_time () < end);

  return memory;
}

/* Sets @count to how often a thread has waited of its own accord; FALSE if it has ended. */
static gboolean
read_switches (const char *process, const char *thread, guint64 *count)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/task/%s/status", process, thread);
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  found = strstr (text, "\nvoluntary_ctxt_switches:");
  if (found == NULL)
    return FALSE;
  *count = g_ascii_strtoull (strchr (found, ':') + 1 + strspn (strchr (found, ':') + 1, " \t"),
                             NULL, 10);

  return TRUE;
}

/**
 * subject_read_switches:
 * @program: a program
 *
 * Returns: (transfer full): how often each of its threads has waited of its own accord (thread id
 *   to guint64)
 */
GHashTable *
subject_read_switches (Program *program)
{
  const char *process = program_get_process_id (program);
  g_autofree char *path = g_strdup_printf ("/proc/%s/task", process);
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  GHashTable *switches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *thread;

  g_assert_nonnull (tasks);
  while ((thread = g_dir_read_name (tasks)) != NULL) {
    guint64 *count = g_new0 (guint64, 1);

    if (read_switches (process, thread, count))
      g_hash_table_insert (switches, g_strdup (thread), count);
    else
      g_free (count);
  }

  return switches;
}

/**
 * subject_count_switches:
 * @program: a program
 * @since: what subject_read_switches() said before
 *
 * Returns: how often its threads have waited since then; those that have ended are not counted
 */
guint64
subject_count_switches (Program *program, GHashTable *since)
{
  g_autoptr (GHashTable) now = subject_read_switches (program);
  GHashTableIter iter;
  gpointer thread;
  gpointer count;
  guint64 sum = 0;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &thread, &count)) {
    const guint64 *before = g_hash_table_lookup (since, thread);

    sum += *(guint64 *) count - (before != NULL ? *before : 0);
  }

  return sum;
}

/* Milliseconds; an iteration that has not ended yet counts as long as it lasts. */
double
subject_get_longest (const LoopRecord *record)
{
  gint64 awake_since = record->awake_since;
  gint64 longest = record->longest;

  if (awake_since != 0)
    longest = MAX (longest, g_get_monotonic_time () - awake_since);

  return (double) longest / 1000;
}

void
subject_forget_loop (LoopRecord *record)
{
  record->longest = 0;
  record->longest_cpu = 0;
  record->iterations = 0;
}
