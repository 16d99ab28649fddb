// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/quick-clock.h"

#include "support/real-poll.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * A clock that stands still while anything is happening, and otherwise jumps to when the next thing
 * will: hours pass within a second, and no busy machine makes anything late. Sockets are real; what
 * this process sends to itself is there at once, or after SETTLE_TIME.
 */

#define SETTLE_TIME  100000   /* ns of the real clock */
#define CONNECT_TIME 50000000 /* the same, for what is sure to come to an end */

static gboolean running;
static gint64 ahead; /* of when it was started, µs */
static struct timespec started[CLOCK_BOOTTIME + 1];
static guint n_wakes;
static guint32 next_seed;
static GMainContext *other_world;
static QuickClockFunc quiet_func;
static gpointer quiet_data;

/* The C library's, but for the jumps. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  gint64 nanoseconds;

  if (!running || (clock != CLOCK_MONOTONIC && clock != CLOCK_REALTIME && clock != CLOCK_BOOTTIME))
    return (int) syscall (SYS_clock_gettime, clock, now);

  nanoseconds = started[clock].tv_nsec + ahead * 1000;
  now->tv_sec = started[clock].tv_sec + nanoseconds / 1000000000;
  now->tv_nsec = nanoseconds % 1000000000;

  return 0;
}

/* GLib's, but nothing is left to chance. */
GRand *
g_rand_new (void)
{
  return g_rand_new_with_seed (next_seed++);
}

/* Lets those happen who do not count. Returns whether anything did. */
static gboolean
turn_other_world (void)
{
  gboolean happened = FALSE;

  if (other_world == NULL)
    return FALSE;

  g_main_context_push_thread_default (other_world);
  while (g_main_context_iteration (other_world, FALSE))
    happened = TRUE;
  g_main_context_pop_thread_default (other_world);

  return happened;
}

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready = real_poll_look (fds, n_fds, 0);

  if (timeout == 0)
    return n_ready;

  while (n_ready == 0 && turn_other_world ())
    n_ready = real_poll_look (fds, n_fds, 0);
  if (n_ready == 0)
    n_ready = real_poll_look (fds, n_fds,
                              real_poll_is_connecting (fds, n_fds) ? CONNECT_TIME : SETTLE_TIME);
  n_wakes++;
  if (n_ready != 0)
    return n_ready;

  if (quiet_func != NULL)
    quiet_func (quiet_data);
  if (timeout < 0)
    g_error ("Nothing will ever happen again");
  ahead += (gint64) timeout * 1000;

  return 0;
}

/**
 * quick_clock_start:
 * @seed: of everything that is random from now on
 * @on_quiet: (nullable): called whenever all that happened has been taken in, before time passes.
 *   It may look at everything, and change nothing
 * @user_data: for @on_quiet
 *
 * Takes the default main context's clock over.
 */
void
quick_clock_start (guint32 seed, QuickClockFunc on_quiet, gpointer user_data)
{
  if (!running) {
    clock_gettime (CLOCK_MONOTONIC, &started[CLOCK_MONOTONIC]);
    clock_gettime (CLOCK_REALTIME, &started[CLOCK_REALTIME]);
    clock_gettime (CLOCK_BOOTTIME, &started[CLOCK_BOOTTIME]);
    /* On the full second, so that nothing is rounded in another way the next time. */
    for (gsize i = 0; i < G_N_ELEMENTS (started); i++) {
      started[i].tv_sec++;
      started[i].tv_nsec = 0;
    }
  }
  next_seed = seed;
  quiet_func = on_quiet;
  quiet_data = user_data;
  n_wakes = 0;
  running = TRUE;
  g_main_context_set_poll_func (NULL, on_poll);
}

/**
 * quick_clock_stop:
 *
 * From now on nobody is called when all is quiet. The clock stays where it is, and goes on as
 * before: what was planned on it is still to happen.
 */
void
quick_clock_stop (void)
{
  quiet_func = NULL;
  other_world = NULL;
}

/**
 * quick_clock_set_other_world:
 * @context: (nullable): a main context without timers
 *
 * Whatever happens in @context takes no time, and is no wake-up.
 */
void
quick_clock_set_other_world (GMainContext *context)
{
  other_world = context;
}

/**
 * quick_clock_get_n_wakes:
 *
 * Returns: how often the default main context has slept, and was woken
 */
guint
quick_clock_get_n_wakes (void)
{
  return n_wakes;
}

static gboolean
on_time (gpointer user_data)
{
  gboolean *over = user_data;

  *over = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * quick_clock_run:
 * @seconds: on this clock
 * @until: (nullable): asked after everything that happens
 * @user_data: for @until
 *
 * Runs the default main context until @seconds have passed, or @until.
 *
 * Returns: whether it was @until
 */
gboolean
quick_clock_run (double seconds, QuickClockFunc until, gpointer user_data)
{
  gboolean over = FALSE;
  gboolean done = until != NULL && until (user_data);
  guint timer = g_timeout_add ((guint) MAX (1, seconds * 1000), on_time, &over);

  while (!over && !done) {
    g_main_context_iteration (NULL, TRUE);
    done = until != NULL && until (user_data);
  }
  if (!over)
    g_source_remove (timer);

  return done;
}
