// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "support/cable.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

static int here = -1;
static int there = -1;

static gboolean
write_file (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gssize n = fd >= 0 ? write (fd, text, strlen (text)) : -1;

  if (fd >= 0)
    close (fd);

  return n == (gssize) strlen (text);
}

/* A namespace of our own: with rights we have, or with rights only inside. */
static gboolean
leave_the_world (gboolean anybody)
{
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", (guint) getgid ());

  if (unshare (CLONE_NEWNET) == 0)
    return TRUE;

  return anybody && unshare (CLONE_NEWUSER | CLONE_NEWNET) == 0
         && write_file ("/proc/self/setgroups", "deny")
         && write_file ("/proc/self/uid_map", uid_map)
         && write_file ("/proc/self/gid_map", gid_map);
}

static void
enter (int namespace)
{
  g_assert_cmpint (setns (namespace, CLONE_NEWNET), ==, 0);
}

/**
 * cable_lay:
 * @anybody: whether to do without rights, by a user namespace as well; a program in one is not
 *   let in by a message bus outside of it
 *
 * Makes the namespaces and the cable, its ends up and without addresses, and enters "here". To be
 * called before there is any thread, once.
 *
 * Returns: %FALSE where they cannot be had; then the test is to be skipped
 */
gboolean
cable_lay (gboolean anybody)
{
  g_autofree char *path = g_strconcat (g_getenv ("PATH"), ":/usr/sbin:/sbin", NULL);
  g_autofree char *cable = NULL;

  g_setenv ("PATH", path, TRUE);
  if (!leave_the_world (anybody))
    return FALSE;
  here = open ("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  if (unshare (CLONE_NEWNET) != 0)
    return FALSE;
  there = open ("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);

  cable = g_strdup_printf ("ip link add " CABLE_THERE " address " CABLE_MAC_THERE
                           " type veth peer name " CABLE_HERE " address " CABLE_MAC_HERE
                           " netns /proc/%d/fd/%d",
                           (int) getpid (), here);
  if (!cable_run (cable) || !cable_run ("ip link set " CABLE_THERE " up")
      || !cable_run ("ip link set lo up"))
    return FALSE;

  enter (here);

  return cable_run ("ip link set " CABLE_HERE " up") && cable_run ("ip link set lo up");
}

void
cable_enter_here (void)
{
  enter (here);
}

void
cable_enter_there (void)
{
  enter (there);
}

/**
 * cable_run:
 * @command: a command line
 *
 * Runs it in the present namespace and waits for it.
 *
 * Returns: whether it succeeded; what it complains about is printed if not
 */
gboolean
cable_run (const char *command)
{
  g_autofree char *error_text = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_command_line_sync (command, NULL, &error_text, &status, &error)
      || !g_spawn_check_wait_status (status, &error)) {
    g_printerr ("# %s: %s %s\n", command, error->message, error_text != NULL ? error_text : "");
    return FALSE;
  }

  return TRUE;
}

/* As cable_run(), "there"; comes back to "here". */
gboolean
cable_run_there (const char *command)
{
  gboolean success;

  enter (there);
  success = cable_run (command);
  enter (here);

  return success;
}
