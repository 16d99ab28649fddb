// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-timer.h"

/*
 * A timer that is set again and again and fires once each time: a GSource with a ready time. It has
 * no id that could go stale, and its callback may start it again.
 */

static gboolean
timer_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  if (callback != NULL)
    callback (user_data);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };

/**
 * kettle_timer_new:
 * @name: (transfer none): its name for debuggers, static
 * @callback: called each time it fires; its return value is ignored
 * @user_data: for @callback, unowned
 *
 * Returns: (transfer full): a timer that stands still, in the thread's main context;
 *   free it with kettle_timer_free()
 */
GSource *
kettle_timer_new (const char *name, GSourceFunc callback, gpointer user_data)
{
  GSource *timer = g_source_new (&timer_funcs, sizeof (GSource));

  g_source_set_static_name (timer, name);
  /* Below default: when the main loop was late, what has arrived meanwhile is looked at before
   * anybody concludes that nothing came. */
  g_source_set_priority (timer, G_PRIORITY_DEFAULT + 10);
  g_source_set_callback (timer, callback, user_data, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());

  return timer;
}

/**
 * kettle_timer_start:
 * @timer: a timer
 * @delay: microseconds from now; 0 fires in the next main loop iteration
 *
 * Starts @timer, or moves it when it is under way.
 */
void
kettle_timer_start (GSource *timer, gint64 delay)
{
  g_source_set_ready_time (timer, g_get_monotonic_time () + MAX (0, delay));
}

/**
 * kettle_timer_stop:
 * @timer: a timer
 *
 * It will not fire until it is started again.
 */
void
kettle_timer_stop (GSource *timer)
{
  g_source_set_ready_time (timer, -1);
}

/**
 * kettle_timer_free:
 * @timer: (transfer full): a timer
 *
 * It will never fire again.
 */
void
kettle_timer_free (GSource *timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}
