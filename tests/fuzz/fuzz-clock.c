// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-clock.h"

#include "support/real-poll.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * A clock that stands still while anything is happening and jumps to whatever is next, so that the
 * same input always does the same and hours cost nothing. It begins at the same time for every
 * input. Sockets are real, and what is sent within this machine arrives at once; a kernel that is
 * busy may take a moment, for which is waited in real time.
 */

#define AWAKE_AT_FIRST (1000 * (gint64) G_USEC_PER_SEC)
#define SLEPT_AT_FIRST (500 * (gint64) G_USEC_PER_SEC)
#define WALL_AT_FIRST  (1760000000 * (gint64) G_USEC_PER_SEC)

/* How long the kernel may take for what is sure to happen, ns of real time. */
#define KERNEL_TIME 200000000

/* So much happens at one moment at most. */
#define MAX_TURNS 10000

static gboolean running;
static gint64 awake; /* µs */
static gint64 slept;
static gint64 wall_ahead;
static gint64 run_until;
static gboolean over;
static guint32 next_seed;
static FuzzQuietFunc quiet_func;
static gpointer quiet_data;

/* The C library's, but for the jumps. The wall clock is libFuzzer's own. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  gint64 microseconds;

  if (!running || (clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME))
    return (int) syscall (SYS_clock_gettime, clock, now);

  microseconds = clock == CLOCK_BOOTTIME ? fuzz_clock_get_boot () : awake;
  now->tv_sec = microseconds / G_USEC_PER_SEC;
  now->tv_nsec = microseconds % G_USEC_PER_SEC * 1000;

  return 0;
}

/* GLib's, for all who ask what to tell a person. */
gint64
g_get_real_time (void)
{
  struct timespec now;

  if (running)
    return WALL_AT_FIRST + wall_ahead + (awake - AWAKE_AT_FIRST) + (slept - SLEPT_AT_FIRST);

  syscall (SYS_clock_gettime, CLOCK_REALTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* GLib's, but nothing is left to chance. */
GRand *
g_rand_new (void)
{
  return g_rand_new_with_seed (next_seed++);
}

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready = real_poll_look (fds, n_fds, 0);
  gint64 left;

  if (n_ready != 0 || timeout == 0)
    return n_ready;
  if (real_poll_is_connecting (fds, n_fds)
      && (n_ready = real_poll_look (fds, n_fds, KERNEL_TIME)) != 0)
    return n_ready;
  if (quiet_func (fds, n_fds, quiet_data))
    return real_poll_look (fds, n_fds, KERNEL_TIME);

  left = run_until - awake;
  over = timeout < 0 || timeout * (gint64) 1000 >= left;
  awake += over ? left : timeout * (gint64) 1000;
  /* What is due right now is still to happen. */
  if (over && timeout > 0 && timeout * (gint64) 1000 == left)
    over = FALSE;

  return 0;
}

/**
 * fuzz_clock_start:
 * @on_quiet: called whenever nothing happens any more
 * @user_data: for @on_quiet
 *
 * Takes the clocks and the default main context over, until fuzz_clock_stop().
 */
void
fuzz_clock_start (FuzzQuietFunc on_quiet, gpointer user_data)
{
  awake = AWAKE_AT_FIRST;
  slept = SLEPT_AT_FIRST;
  wall_ahead = 0;
  next_seed = 1;
  quiet_func = on_quiet;
  quiet_data = user_data;
  running = TRUE;
  g_main_context_set_poll_func (NULL, on_poll);
}

/**
 * fuzz_clock_stop:
 *
 * Gives everybody the real time again. Nothing that was planned may be left.
 */
void
fuzz_clock_stop (void)
{
  running = FALSE;
  g_main_context_set_poll_func (NULL, NULL);
}

/**
 * fuzz_clock_run:
 * @microseconds: how long
 *
 * Lets all that there is happen, and time pass.
 */
void
fuzz_clock_run (gint64 microseconds)
{
  gint64 before = awake;
  guint n_turns = 0;

  run_until = awake + microseconds;
  over = FALSE;
  while (!over) {
    g_main_context_iteration (NULL, TRUE);
    /* Whatever happens is over some time: nobody spins. */
    n_turns = awake == before ? n_turns + 1 : 0;
    before = awake;
    g_assert_cmpuint (n_turns, <, MAX_TURNS);
  }
}

/**
 * fuzz_clock_sleep:
 * @microseconds: how long
 *
 * The machine sleeps: its boot clock and the wall clock go on, and nothing else.
 */
void
fuzz_clock_sleep (gint64 microseconds)
{
  slept += microseconds;
}

/**
 * fuzz_clock_set_wall:
 * @seconds: how much further than it is
 *
 * Somebody sets the wall clock.
 */
void
fuzz_clock_set_wall (gint64 seconds)
{
  wall_ahead += seconds * G_USEC_PER_SEC;
}

/**
 * fuzz_clock_await:
 * @fd: a socket
 *
 * Waits in real time until something is to be read there: it was sent already.
 *
 * Returns: whether it came
 */
gboolean
fuzz_clock_await (int fd)
{
  GPollFD poll = { .fd = fd, .events = G_IO_IN };

  return real_poll_look (&poll, 1, KERNEL_TIME) > 0;
}

/**
 * fuzz_clock_get_awake:
 *
 * Returns: the monotonic clock, µs
 */
gint64
fuzz_clock_get_awake (void)
{
  return awake;
}

/**
 * fuzz_clock_get_boot:
 *
 * Returns: the boot clock, µs
 */
gint64
fuzz_clock_get_boot (void)
{
  return awake + slept;
}
