// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-descriptors.h"

#include <fcntl.h>
#include <unistd.h>

/**
 * kettle_descriptors_reserve:
 *
 * To be called before anything is opened. A program that is started without standard input, output
 * or error gives their numbers to what it opens first, which may be the connection to the kettle:
 * what it then prints for people would be sent there, and a kettle takes harm from that. So they
 * are taken, by something that nothing can be written to: an answer that nobody gets is an error.
 */
void
kettle_descriptors_reserve (void)
{
  int descriptor;

  do
    descriptor = open ("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);

  if (descriptor > STDERR_FILENO)
    close (descriptor);
}
