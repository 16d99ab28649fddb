// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/terminal.h"

#include "support/test-wait.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static gboolean
on_shown (int fd, GIOCondition condition, gpointer user_data)
{
  Terminal *self = user_data;
  char bytes[4096];
  gssize n = read (fd, bytes, sizeof bytes);

  /* A terminal without a program on it is an error, not an end. */
  if (n <= 0) {
    self->ended = TRUE;
    self->reading = 0;
    return G_SOURCE_REMOVE;
  }
  g_string_append_len (self->shown, bytes, n);

  return G_SOURCE_CONTINUE;
}

static int
open_terminal (Terminal *self, int columns)
{
  const struct winsize size = { .ws_row = 24, .ws_col = (unsigned short) columns };
  int slave;

  self->master = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->master, >=, 0);
  g_assert_cmpint (grantpt (self->master), ==, 0);
  g_assert_cmpint (unlockpt (self->master), ==, 0);
  slave = open (ptsname (self->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (slave, >=, 0);
  g_assert_cmpint (ioctl (slave, TIOCSWINSZ, &size), ==, 0);

  return slave;
}

/* In the child: the terminal is its own, as /dev/tty and for Ctrl-C. */
static void
own_terminal (gpointer user_data)
{
  if (setsid () < 0 || ioctl (STDERR_FILENO, TIOCSCTTY, 0) != 0)
    _exit (99);
}

/**
 * terminal_start_with:
 * @self: a terminal, all zero
 * @launcher: the environment
 * @line: the command line behind the program's name
 * @kind: the kind of terminal
 * @columns: its width
 *
 * Runs the program on it.
 */
void
terminal_start_with (
    Terminal *self, GSubprocessLauncher *launcher, const char *line, const char *kind, int columns)
{
  g_autofree char *whole = g_strdup_printf ("'%s' %s", g_getenv ("KETTLECTL"), line);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int slave = open_terminal (self, columns);

  self->shown = g_string_new (NULL);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_NONE);
  g_subprocess_launcher_setenv (launcher, "TERM", kind, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, own_terminal, NULL, NULL);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (slave, F_DUPFD_CLOEXEC, 3));
  g_subprocess_launcher_take_stderr_fd (launcher, slave);
  g_assert_true (g_shell_parse_argv (whole, NULL, &words, NULL));
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  /* The launcher keeps its ends open until it is closed. */
  g_subprocess_launcher_close (launcher);
  self->reading = g_unix_fd_add (self->master, G_IO_IN | G_IO_HUP, on_shown, self);
}

/**
 * terminal_start:
 * @self: a terminal, all zero
 * @scene: a kettle
 * @arguments: what the program is to do with it
 * @kind: the kind of terminal
 * @columns: its width
 *
 * Runs the program on it.
 */
void
terminal_start (Terminal *self, Scene *scene, const char *arguments, const char *kind, int columns)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *line = g_strdup_printf ("%s --host 127.0.0.1:%u", arguments, scene->port);

  terminal_start_with (self, launcher, line, kind, columns);
}

/**
 * terminal_count:
 * @self: a terminal
 * @part: bytes
 *
 * Returns: how often they came
 */
guint
terminal_count (Terminal *self, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (self->shown->str, part); at != NULL;
       at = strstr (at + strlen (part), part))
    n++;

  return n;
}

/**
 * terminal_wait_shown:
 * @self: a terminal
 * @part: bytes
 *
 * Waits until they came.
 */
void
terminal_wait_shown (Terminal *self, const char *part)
{
  test_wait_for (terminal_count (self, part) > 0 || self->ended, CHILD_PATIENCE);
  if (terminal_count (self, part) == 0)
    g_error ("\"%s\" is not in \"%s\"", part, self->shown->str);
}

/**
 * terminal_type:
 * @self: a terminal
 * @text: what a person types: "\n" is the Enter key, "\003" is Ctrl-C
 */
void
terminal_type (Terminal *self, const char *text)
{
  g_assert_cmpint (write (self->master, text, strlen (text)), ==, (gssize) strlen (text));
}

/**
 * terminal_echoes:
 * @self: a terminal
 *
 * Returns: whether it shows what is typed
 */
gboolean
terminal_echoes (Terminal *self)
{
  struct termios state;

  g_assert_cmpint (tcgetattr (self->master, &state), ==, 0);

  return (state.c_lflag & ECHO) != 0;
}

/**
 * terminal_end:
 * @self: a terminal
 *
 * Waits until the program has ended, and closes it.
 *
 * Returns: what the program exited with, or 128 and the number of the signal that ended it
 */
int
terminal_end (Terminal *self)
{
  int status;

  test_wait_for (self->ended, CHILD_PATIENCE);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  status = g_subprocess_get_if_exited (self->process)
               ? g_subprocess_get_exit_status (self->process)
               : 128 + g_subprocess_get_term_sig (self->process);
  g_object_unref (self->process);
  close (self->master);
  g_string_free (self->shown, TRUE);

  return status;
}
