// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-clock.h"
#include "net/kettle-descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What every program relies on before it opens anything. */

static gboolean has_boot_clock = TRUE;

/* The C library's, but for a kernel without the boot clock. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  if (clock == CLOCK_BOOTTIME && !has_boot_clock) {
    errno = EINVAL;
    return -1;
  }

  return (int) syscall (SYS_clock_gettime, clock, now);
}

static gboolean
is_open (int descriptor)
{
  return fcntl (descriptor, F_GETFD) >= 0;
}

static gboolean
is_null_device (int descriptor)
{
  struct stat here, null;

  return fstat (descriptor, &here) == 0 && stat ("/dev/null", &null) == 0
         && here.st_rdev == null.st_rdev;
}

/* Runs as a program that was started without these, and tells its first descriptor of its own. */
static int
first_after_reserve (const int *closed, guint n_closed, gboolean *reserved)
{
  int kept[3], first;

  for (int i = 0; i < 3; i++) {
    kept[i] = fcntl (i, F_DUPFD_CLOEXEC, 10);
    g_assert_cmpint (kept[i], >=, 10);
  }
  for (guint i = 0; i < n_closed; i++)
    close (closed[i]);

  kettle_descriptors_reserve ();
  *reserved = TRUE;
  for (guint i = 0; i < n_closed; i++)
    *reserved &= is_open (closed[i]) && is_null_device (closed[i])
                 && (fcntl (closed[i], F_GETFL) & O_ACCMODE) == O_RDONLY
                 && write (closed[i], "x", 1) < 0;
  first = dup (kept[0]);
  close (first);

  for (int i = 0; i < 3; i++) {
    dup2 (kept[i], i);
    close (kept[i]);
  }

  return first;
}

static void
test_started_without (void)
{
  static const int all[] = { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO };
  gboolean reserved = FALSE;
  int usual = first_after_reserve (NULL, 0, &reserved);

  g_assert_cmpint (usual, >, STDERR_FILENO);
  for (guint from = 0; from < G_N_ELEMENTS (all); from++)
    for (guint n = 1; from + n <= G_N_ELEMENTS (all); n++) {
      g_assert_cmpint (first_after_reserve (all + from, n, &reserved), ==, usual);
      g_assert_true (reserved);
    }
}

static void
test_no_boot_clock (void)
{
  gint64 before, told;

  has_boot_clock = FALSE;
  before = g_get_monotonic_time ();
  told = kettle_clock_get_boottime ();
  has_boot_clock = TRUE;
  g_assert_cmpint (told, >=, before);
  g_assert_cmpint (told, <=, g_get_monotonic_time ());
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/descriptors/started-without", test_started_without);
  g_test_add_func ("/net/clock/no-boot-clock", test_no_boot_clock);

  return g_test_run ();
}
