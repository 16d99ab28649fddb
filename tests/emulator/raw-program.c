// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-program.h"

#include <stdlib.h>
#include <string.h>

static const char *program_path;

static void
on_output_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RawProgram *self = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0) {
    self->output_ended = TRUE;
    return;
  }
  g_string_append_len (self->printed, self->buffer, n);
  g_input_stream_read_async (self->output, self->buffer, sizeof self->buffer, G_PRIORITY_DEFAULT,
                             NULL, on_output_ready, self);
}

/**
 * raw_program_set_path:
 * @path: where the program is; stays
 */
void
raw_program_set_path (const char *path)
{
  program_path = path;
}

/**
 * raw_program_start:
 * @input: what becomes of its standard input
 * @options: its options, as a shell takes them
 *
 * Starts it on a free port, and waits until it has said where.
 *
 * Returns: (transfer full): the program
 */
RawProgram *
raw_program_start (GSubprocessFlags input, const char *options)
{
  RawProgram *self = g_new0 (RawProgram, 1);
  g_autofree char *line = g_strdup_printf ("'%s' --port 0 %s", program_path, options);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &arguments, &error);
  g_assert_no_error (error);
  self->process = g_subprocess_newv (
      (const char *const *) arguments,
      input | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  self->printed = g_string_new (NULL);
  self->output = g_subprocess_get_stdout_pipe (self->process);
  g_input_stream_read_async (self->output, self->buffer, sizeof self->buffer, G_PRIORITY_DEFAULT,
                             NULL, on_output_ready, self);
  test_wait_for (strchr (self->printed->str, '\n') != NULL || self->output_ended, 10000);

  return self;
}

/**
 * raw_program_get_port:
 * @self: a program
 *
 * Returns: the port it said it listens on
 */
guint16
raw_program_get_port (RawProgram *self)
{
  g_assert_true (g_str_has_prefix (self->printed->str, "listening on 127.0.0.1:"));

  return (guint16) atoi (self->printed->str + strlen ("listening on 127.0.0.1:"));
}

/**
 * raw_program_get_wifi_port:
 * @self: a program
 *
 * Returns: the port it said the wifi module's shell listens on
 */
guint16
raw_program_get_wifi_port (RawProgram *self)
{
  const char *second;

  test_wait_for ((second = strstr (self->printed->str, "\nwifi shell on 127.0.0.1:")) != NULL
                     && strchr (second + 1, '\n') != NULL,
                 5000);

  return (guint16) atoi (second + strlen ("\nwifi shell on 127.0.0.1:"));
}

/**
 * raw_program_type:
 * @self: a program with a pipe for its standard input
 * @words: what is typed, line ends included
 */
void
raw_program_type (RawProgram *self, const char *words)
{
  GOutputStream *stream = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, words, strlen (words), NULL, NULL, &error);
  g_assert_no_error (error);
}

/**
 * raw_program_end:
 * @self: (transfer full): a program
 *
 * Waits for the end, which must be a clean one.
 *
 * Returns: (transfer full): what came on standard error
 */
char *
raw_program_end (RawProgram *self)
{
  g_autoptr (GError) error = NULL;
  char *complaints = g_new0 (char, 4096);
  gsize n = 0;

  test_wait_for (self->output_ended, 10000);
  g_input_stream_read_all (g_subprocess_get_stderr_pipe (self->process), complaints, 4095, &n, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (self->process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_object_unref (self->process);
  g_string_free (self->printed, TRUE);
  g_free (self);

  return complaints;
}

/**
 * raw_program_assert_refused:
 * @options: its options, as a shell takes them
 * @sentence: part of what it shall say
 *
 * Runs the program to its end; it must fail with one sentence and say nothing else.
 */
void
raw_program_assert_refused (const char *options, const char *sentence)
{
  g_autofree char *line = g_strdup_printf ("'%s' %s", program_path, options);
  g_autofree char *out = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_test_message ("%s", options);
  g_spawn_command_line_sync (line, &out, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_false (g_spawn_check_wait_status (status, &error));
  g_assert_error (error, G_SPAWN_EXIT_ERROR, 1);
  g_assert_cmpstr (out, ==, "");
  g_assert_true (g_str_has_prefix (complaint, "kettle-emulator: "));
  g_assert_true (strchr (complaint, '\n') == complaint + strlen (complaint) - 1);
  if (strstr (complaint, sentence) == NULL)
    g_error ("\"%s\" does not say \"%s\"", complaint, sentence);
}
