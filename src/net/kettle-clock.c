// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-clock.h"

#include <time.h>

/**
 * kettle_clock_get_boottime:
 *
 * Tells the time that everything about a press expires on. Unlike the monotonic clock it goes on
 * while the machine sleeps (pitfall P-W2: else a press "valid for 5 s" fires hours later).
 *
 * Returns: microseconds since the machine was started, sleep included
 */
gint64
kettle_clock_get_boottime (void)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time ();

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}
