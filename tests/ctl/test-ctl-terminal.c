// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/scene.h"
#include "support/test-wait.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* The line that says what is waited for, on a real terminal. */

typedef struct {
  GSubprocess *process;
  int master;
  guint reading;
  GString *shown; /* every byte that came to the terminal */
  gboolean ended;
} Terminal;

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
open_terminal (Terminal *self, unsigned short columns)
{
  const struct winsize size = { .ws_row = 24, .ws_col = columns };
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

static void
terminal_start (
    Terminal *self, Scene *scene, const char *arguments, const char *kind, unsigned short columns)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *line = g_strdup_printf ("'%s' %s --host 127.0.0.1:%u", g_getenv ("KETTLECTL"),
                                           arguments, scene->port);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int slave = open_terminal (self, columns);

  self->shown = g_string_new (NULL);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_NONE);
  g_subprocess_launcher_setenv (launcher, "TERM", kind, TRUE);
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (slave, F_DUPFD_CLOEXEC, 3));
  g_subprocess_launcher_take_stderr_fd (launcher, slave);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  /* The launcher keeps its ends open until it is gone. */
  g_clear_object (&launcher);
  self->reading = g_unix_fd_add (self->master, G_IO_IN | G_IO_HUP, on_shown, self);
}

static void
terminal_end (Terminal *self)
{
  test_wait_for (self->ended, CHILD_PATIENCE);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_object_unref (self->process);
  close (self->master);
  g_string_free (self->shown, TRUE);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + strlen (part), part))
    n++;

  return n;
}

static void
test_progress (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };
  static const char last[] = "\r\033[KThe kettle reached 80 °C.\r\n";

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 80);
  /* Written anew every second, in one line. */
  test_wait_for (count (terminal.shown->str, "\rHeating to 80 °C · on for ") >= 3, CHILD_PATIENCE);
  g_assert_null (strchr (terminal.shown->str, '\n'));
  g_object_set (scene->kettle, "speed", 1000.0, NULL);
  test_wait_for (g_str_has_suffix (terminal.shown->str, "\n"), CHILD_PATIENCE);
  /* The answer stands alone. */
  g_assert_true (g_str_has_suffix (terminal.shown->str, last));
  terminal_end (&terminal);
}

static void
test_narrow (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 12);
  test_wait_for (count (terminal.shown->str, "\rHeating to \033[K") >= 2, CHILD_PATIENCE);
  g_assert_null (strstr (terminal.shown->str, "80"));
  scene_input (scene, "off");
  terminal_end (&terminal);
}

/* Ctrl-C as the terminal sends it: the line is gone before the sentence. */
static void
test_interrupted (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 80);
  test_wait_for (count (terminal.shown->str, "\rHeating to 80 °C · on for ") >= 1, CHILD_PATIENCE);
  g_subprocess_send_signal (terminal.process, SIGINT);
  test_wait_for (g_str_has_suffix (terminal.shown->str,
                                   "\r\033[Kkettlectl: The kettle was left as it is. It goes on "
                                   "heating to 80 °C.\r\n"),
                 CHILD_PATIENCE);
  terminal_end (&terminal);
}

/* @data: a kind of terminal that cannot write a line anew. */
static void
test_dumb (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", data, 80);
  scene_wait_log (scene, "> sys status key=\\t\\r");
  g_assert_cmpstr (terminal.shown->str, ==, "");
  scene_input (scene, "off");
  test_wait_for (terminal.ended, CHILD_PATIENCE);
  g_assert_null (strchr (terminal.shown->str, '\033'));
  terminal_end (&terminal);
}

/* Into a file: not a line that is written anew. */
static void
test_no_terminal (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, "boil 80 --wait");

  scene_wait_log (scene, "> sys status key=\\t\\r");
  scene_input (scene, "off");
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpstr (child->out->str, ==, "");
  g_assert_null (strchr (child->err->str, '\r'));
  g_assert_null (strchr (child->err->str, '\033'));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  scene_add ("/ctl/terminal/progress", NULL, test_progress);
  scene_add ("/ctl/terminal/narrow", NULL, test_narrow);
  scene_add ("/ctl/terminal/interrupted", NULL, test_interrupted);
  scene_add ("/ctl/terminal/dumb", "dumb", test_dumb);
  scene_add ("/ctl/terminal/unnamed", "", test_dumb);
  scene_add ("/ctl/terminal/none", NULL, test_no_terminal);

  return g_test_run ();
}
