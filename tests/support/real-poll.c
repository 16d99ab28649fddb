// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/real-poll.h"

#include <poll.h>

/* For clocks that jump: sockets are real, and the kernel takes its time. */

/**
 * real_poll_look:
 * @fds: what to look at
 * @n_fds: how many
 * @nanoseconds: how long at most, of the real clock, below a second
 *
 * Returns: as poll()
 */
int
real_poll_look (GPollFD *fds, guint n_fds, long nanoseconds)
{
  struct timespec wait = { .tv_nsec = nanoseconds };

  /* GLib says that the two are the same. */
  return ppoll ((struct pollfd *) fds, n_fds, &wait, NULL);
}

/**
 * real_poll_is_connecting:
 * @fds: what is waited for
 * @n_fds: how many
 *
 * Returns: whether a connection is under way. Within this machine it is made or refused, but a
 *   busy kernel may do it later
 */
gboolean
real_poll_is_connecting (const GPollFD *fds, guint n_fds)
{
  for (guint i = 0; i < n_fds; i++)
    if ((fds[i].events & G_IO_OUT) != 0)
      return TRUE;

  return FALSE;
}
