// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-ask.h"

#include "ctl/kettle-ctl-outcome.h"
#include "ctl/kettle-ctl-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/*
 * While a line is waited for, nothing else happens in this process. A signal ends the waiting, the
 * terminal gets its echo back, and only then what the signal does by itself happens: the program
 * ends, stops, or its main loop is told. After a stop the question is asked anew.
 */

#define TERMINAL "/dev/tty"

/* How often a question is asked again after the program was stopped and continued. */
#define MAX_STOPS 20

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };

/* A signal handler gets no data: where it writes to. One line at a time is waited for. */
static volatile int wake_fd = -1;

typedef struct {
  int pipe[2];
  struct sigaction before[G_N_ELEMENTS (signals)];
} Watch;

typedef enum {
  LINE_READ = 1,
  LINE_ENDED, /* before there was one */
  LINE_TOO_LONG,
  LINE_FAILED, /* errno says why */
  LINE_SIGNAL,
} Line;

static void
on_signal (int number)
{
  const int before = errno;
  const unsigned char byte = (unsigned char) number;

  /* A full pipe has told what there is to tell. */
  if (write (wake_fd, &byte, 1) < 0)
    errno = before;
  errno = before;
}

static gboolean
watch_begin (Watch *self, GError **error)
{
  struct sigaction action = { .sa_handler = on_signal };

  if (!g_unix_open_pipe (self->pipe, FD_CLOEXEC, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (self->pipe); i++)
    g_unix_set_fd_nonblocking (self->pipe[i], TRUE, NULL);

  wake_fd = self->pipe[1];
  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++) {
    sigaction (signals[i], NULL, &self->before[i]);
    /* What is ignored, as under nohup, stays so. */
    if (self->before[i].sa_handler != SIG_IGN)
      sigaction (signals[i], &action, NULL);
  }

  return TRUE;
}

/* Returns: the signal that came, which has done by now what it does; 0 for none */
static int
watch_end (Watch *self)
{
  unsigned char byte = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &self->before[i], NULL);
  wake_fd = -1;
  if (read (self->pipe[0], &byte, 1) != 1)
    byte = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->pipe); i++)
    close (self->pipe[i]);
  if (byte != 0)
    raise (byte);

  return byte;
}

/* One line, without its end. */
static Line
read_line (int fd, const Watch *watch, KettleSecret *line)
{
  char buffer[256];
  Line result = 0;

  while (result == 0) {
    GPollFD fds[] = { { fd, G_IO_IN, 0 }, { watch->pipe[0], G_IO_IN, 0 } };
    gssize n;
    char *end;

    if (g_poll (fds, G_N_ELEMENTS (fds), -1) < 0 && errno != EINTR) {
      result = LINE_FAILED;
    } else if (fds[1].revents != 0) {
      result = LINE_SIGNAL;
    } else if (fds[0].revents != 0) {
      n = read (fd, buffer, sizeof buffer);
      end = n > 0 ? memchr (buffer, '\n', (gsize) n) : NULL;
      if (n < 0 && errno != EINTR && errno != EAGAIN)
        result = LINE_FAILED;
      else if (n == 0)
        result = kettle_secret_get_length (line) > 0 ? LINE_READ : LINE_ENDED;
      else if (n > 0
               && !kettle_secret_append (line, buffer, (gsize) (end != NULL ? end - buffer : n)))
        result = LINE_TOO_LONG;
      else if (end != NULL)
        result = LINE_READ;
    }
  }
  kettle_secret_wipe (buffer, sizeof buffer);

  return result;
}

static void
write_terminal (int fd, const char *text)
{
  g_autofree char *legible = kettle_ctl_output_dup_legible (text);
  g_autofree char *local = g_locale_from_utf8 (legible, -1, NULL, NULL, NULL);
  const char *rest = local != NULL ? local : legible;
  gssize n = 1;

  while (*rest != '\0' && n > 0) {
    n = write (fd, rest, strlen (rest));
    rest += MAX (n, 0);
  }
}

/* @number: (out): the signal that came, or 0 */
static Line
ask_once (int terminal, const char *question, gboolean hidden, KettleSecret *answer, int *number)
{
  struct termios before;
  struct termios silent;
  Watch watch;
  Line line = LINE_FAILED;

  *number = 0;
  kettle_secret_clear (answer);
  if (tcgetattr (terminal, &before) != 0 || !watch_begin (&watch, NULL))
    return LINE_FAILED;

  silent = before;
  if (hidden)
    silent.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  /* What was typed before the question is no answer to it. */
  if (tcsetattr (terminal, TCSAFLUSH, &silent) == 0) {
    write_terminal (terminal, question);
    line = read_line (terminal, &watch, answer);
    if (hidden || line != LINE_READ)
      write_terminal (terminal, "\n");
    tcsetattr (terminal, TCSAFLUSH, &before);
  }
  *number = watch_end (&watch);

  return line;
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_FAILED, sentence);

  return FALSE;
}

/* Returns: whether there is an answer, which may be empty */
static gboolean
ask (int terminal, const char *question, gboolean hidden, KettleSecret *answer, GError **error)
{
  Line line = LINE_SIGNAL;
  int number = SIGTSTP;

  for (guint i = 0; i < MAX_STOPS && number == SIGTSTP; i++)
    line = ask_once (terminal, question, hidden, answer, &number);

  if (number != 0 && number != SIGTSTP) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Interrupted");
    return FALSE;
  }
  if (line == LINE_TOO_LONG)
    return fail (error, _ ("What was typed is too long."));
  if (line == LINE_FAILED || line == LINE_SIGNAL)
    return fail (error, _ ("The terminal cannot be asked."));

  return TRUE;
}

static int
open_terminal (GError **error)
{
  int terminal = open (TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);

  if (terminal < 0)
    fail (error, _ ("There is no terminal to ask on."));

  return terminal;
}

/**
 * kettle_ctl_wifi_ask_has_terminal:
 *
 * Returns: whether there is a person who can be asked, wherever input and output go
 */
gboolean
kettle_ctl_wifi_ask_has_terminal (void)
{
  int terminal = open_terminal (NULL);

  if (terminal < 0)
    return FALSE;
  close (terminal);

  return TRUE;
}

/**
 * kettle_ctl_wifi_ask_secret:
 * @question: what stands before the answer
 * @error: return location for an error
 *
 * Asks on the terminal, which does not show what is typed.
 *
 * Returns: (transfer full) (nullable): the answer
 */
KettleSecret *
kettle_ctl_wifi_ask_secret (const char *question, GError **error)
{
  g_autoptr (KettleSecret) answer = kettle_secret_new ("", 0);
  int terminal = open_terminal (error);
  gboolean answered;

  if (terminal < 0)
    return NULL;
  answered = ask (terminal, question, TRUE, answer, error);
  close (terminal);

  return answered ? g_steal_pointer (&answer) : NULL;
}

/**
 * kettle_ctl_wifi_ask_yes:
 * @text: what it is about, in whole lines
 * @question: what stands before the answer
 * @yes: (out): whether that was yes; anything unclear is no
 * @error: return location for an error
 *
 * Asks on the terminal.
 *
 * Returns: whether there was an answer
 */
gboolean
kettle_ctl_wifi_ask_yes (const char *text, const char *question, gboolean *yes, GError **error)
{
  g_autoptr (KettleSecret) answer = kettle_secret_new ("", 0);
  int terminal = open_terminal (error);
  gboolean answered;
  const char *word;

  *yes = FALSE;
  if (terminal < 0)
    return FALSE;
  write_terminal (terminal, text);
  answered = ask (terminal, question, FALSE, answer, error);
  close (terminal);

  word = kettle_secret_peek (answer, NULL);
  /* In the person's own language, or in the plain one. */
  if (answered)
    *yes = *word == 'y' || *word == 'Y' || rpmatch (word) == 1;

  return answered;
}

static gboolean
fail_file (GError **error, const char *path, int number)
{
  g_autofree char *shown = g_filename_display_name (path);

  /* Translators: %1$s is a file; %2$s is what the system says, such as “No such file” */
  g_set_error (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_FAILED, _ ("“%1$s” cannot be read: %2$s."),
               shown, g_strerror (number));

  return FALSE;
}

/* Takes away the end that a line has elsewhere. */
static void
chop (KettleSecret *line)
{
  gsize length;
  const char *bytes = kettle_secret_peek (line, &length);

  if (length > 0 && bytes[length - 1] == '\r')
    kettle_secret_remove (line, length - 1, 1);
}

/* @number: (out): the signal that came, or what went wrong, or 0 */
static Line
read_once (int fd, KettleSecret *line, int *number)
{
  Watch watch;
  Line result;
  int problem;

  *number = EMFILE;
  if (!watch_begin (&watch, NULL))
    return LINE_FAILED;
  result = read_line (fd, &watch, line);
  problem = errno;
  *number = watch_end (&watch);
  if (*number == 0 && result == LINE_FAILED)
    *number = problem;

  return result;
}

static gboolean
read_file (int fd, const char *path, KettleSecret *line, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  Line result = LINE_SIGNAL;
  int number = SIGTSTP;

  /* What was read before a stop is still there. */
  for (guint i = 0; i < MAX_STOPS && result == LINE_SIGNAL && number == SIGTSTP; i++)
    result = read_once (fd, line, &number);

  switch (result) {
  case LINE_SIGNAL:
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Interrupted");
    return FALSE;
  case LINE_FAILED:
    return fail_file (error, path, number);
  case LINE_TOO_LONG:
    /* Translators: %s is a file */
    g_set_error (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_FAILED,
                 _ ("The first line of “%s” is too long."), shown);
    return FALSE;
  case LINE_READ:
  case LINE_ENDED:
  default:
    return TRUE;
  }
}

/**
 * kettle_ctl_wifi_ask_read_file:
 * @path: a file or pipe, or "-" for standard input
 * @exposed: (out): whether it is a file that others than its owner can read
 * @error: return location for an error
 *
 * Reads its first line.
 *
 * Returns: (transfer full) (nullable): the line without its end
 */
KettleSecret *
kettle_ctl_wifi_ask_read_file (const char *path, gboolean *exposed, GError **error)
{
  g_autoptr (KettleSecret) line = kettle_secret_new ("", 0);
  const gboolean input = g_str_equal (path, "-");
  struct stat status;
  gboolean done;
  int fd;

  *exposed = FALSE;
  /* Without waiting for somebody at the other end of a pipe: read_line() waits. */
  fd = input ? STDIN_FILENO : open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &status) != 0) {
    fail_file (error, path, errno);
    return NULL;
  }
  *exposed = S_ISREG (status.st_mode) && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
  done = read_file (fd, path, line, error);
  if (!input)
    close (fd);
  if (!done)
    return NULL;
  chop (line);

  return g_steal_pointer (&line);
}
