// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/loop-watch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

/*
 * Loaded into a program before it starts (LD_PRELOAD), this measures what no look from outside can:
 * how long its main loop is away from its wait. It takes the place of the default context's poll
 * function, so what other threads and libraries wait for is not taken for the end of an iteration.
 */

static LoopRecord *record;
static gint64 cpu_since;

static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
watched_poll (GPollFD *descriptors, guint n, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (record->awake_since != 0) {
    record->longest = MAX (record->longest, now - record->awake_since);
    record->longest_cpu = MAX (record->longest_cpu, get_cpu_time () - cpu_since);
  }
  record->iterations++;
  record->awake_since = 0;
  result = g_poll (descriptors, n, timeout);
  cpu_since = get_cpu_time ();
  record->awake_since = g_get_monotonic_time ();

  return result;
}

__attribute__ ((constructor)) static void
begin_to_watch (void)
{
  const char *path = g_getenv (LOOP_WATCH_FILE);
  int file = path != NULL ? open (path, O_RDWR | O_CLOEXEC) : -1;

  /* Not for what this program starts. */
  g_unsetenv ("LD_PRELOAD");
  if (file < 0)
    return;

  record = mmap (NULL, sizeof *record, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close (file);
  if (record != MAP_FAILED)
    g_main_context_set_poll_func (g_main_context_default (), watched_poll);
}
