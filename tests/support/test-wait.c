// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/test-wait.h"

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * test_wait_begin:
 * @ms: milliseconds
 * @tick: (out): a source that wakes the main loop now and then; the caller removes it
 *
 * Returns: when the wait ends, on the monotonic clock
 */
gint64
test_wait_begin (guint ms, guint *tick)
{
  *tick = g_timeout_add (5, on_tick, NULL);

  return g_get_monotonic_time () + (gint64) ms * 1000;
}

/**
 * test_get_slowness:
 *
 * Returns: how many times as long everything takes under the tool that runs this test, as
 *   KETTLE_TEST_SLOWNESS says; 1 without it
 */
double
test_get_slowness (void)
{
  const char *text = g_getenv ("KETTLE_TEST_SLOWNESS");

  return text != NULL ? MAX (1, g_ascii_strtod (text, NULL)) : 1;
}
