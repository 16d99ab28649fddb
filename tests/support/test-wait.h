// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * test_wait_for:
 * @condition: an expression, evaluated after every main loop iteration
 * @ms: how long to wait at most, milliseconds
 *
 * Runs the default main context until @condition holds; fails the test when it does not in time.
 */
#define test_wait_for(condition, ms)                                         \
  G_STMT_START                                                               \
  {                                                                          \
    guint test_wait_tick = 0;                                                \
    gint64 test_wait_end = test_wait_begin ((ms), &test_wait_tick);          \
    while (!(condition) && g_get_monotonic_time () < test_wait_end)          \
      g_main_context_iteration (NULL, TRUE);                                 \
    g_source_remove (test_wait_tick);                                        \
    if (!(condition))                                                        \
      g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC,      \
                           "did not happen within " #ms " ms: " #condition); \
  }                                                                          \
  G_STMT_END

/**
 * test_never:
 * @condition: an expression that must not become true
 * @ms: for how long, milliseconds
 *
 * Runs the default main context for @ms and fails the test if @condition holds at any time: for
 * what must *not* happen.
 */
#define test_never(condition, ms)                                       \
  G_STMT_START                                                          \
  {                                                                     \
    guint test_wait_tick = 0;                                           \
    gint64 test_wait_end = test_wait_begin ((ms), &test_wait_tick);     \
    while (!(condition) && g_get_monotonic_time () < test_wait_end)     \
      g_main_context_iteration (NULL, TRUE);                            \
    g_source_remove (test_wait_tick);                                   \
    if (condition)                                                      \
      g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, \
                           "happened within " #ms " ms: " #condition);  \
  }                                                                     \
  G_STMT_END

gint64 test_wait_begin (guint ms, guint *tick);
double test_get_slowness (void);

G_END_DECLS
