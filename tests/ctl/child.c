// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/child.h"

#include "support/test-wait.h"

#include <string.h>

/* A stream and where it goes to; the child may be gone before the stream ends. */
typedef struct {
  Child *child;
  guint which;
} Reading;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  Child *child = reading->child;
  guint which = reading->which;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0) {
    child->n_open--;
    g_free (reading);
    return;
  }
  g_string_append_len (which == 0 ? child->out : child->err, child->buffers[which], n);
  g_input_stream_read_async (G_INPUT_STREAM (source), child->buffers[which],
                             sizeof child->buffers[which], G_PRIORITY_DEFAULT, NULL, on_read,
                             reading);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Child *child = user_data;

  g_subprocess_wait_finish (child->process, result, NULL);
  if (g_subprocess_get_if_exited (child->process))
    child->status = g_subprocess_get_exit_status (child->process);
  child->n_open--;
}

static void
read_stream (Child *self, guint which, GInputStream *stream)
{
  Reading *reading = g_new (Reading, 1);

  *reading = (Reading){ .child = self, .which = which };
  self->n_open++;
  g_input_stream_read_async (stream, self->buffers[which], sizeof self->buffers[which],
                             G_PRIORITY_DEFAULT, NULL, on_read, reading);
}

/**
 * child_launcher_new:
 *
 * Returns: (transfer full): an environment without display and without session bus
 */
GSubprocessLauncher *
child_launcher_new (void)
{
  GSubprocessLauncher *launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus",
                                TRUE);

  return launcher;
}

/**
 * child_start_with:
 * @launcher: its environment
 * @line: the command line behind the program's name
 *
 * Returns: (transfer full): the program, running
 */
Child *
child_start_with (GSubprocessLauncher *launcher, const char *line)
{
  Child *self = g_new0 (Child, 1);
  g_autofree char *whole = g_strdup_printf ("'%s' %s", g_getenv ("KETTLECTL"), line);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (whole, NULL, &arguments, &error);
  g_assert_no_error (error);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments, &error);
  g_assert_no_error (error);
  self->out = g_string_new (NULL);
  self->err = g_string_new (NULL);
  self->status = -1;
  read_stream (self, 0, g_subprocess_get_stdout_pipe (self->process));
  read_stream (self, 1, g_subprocess_get_stderr_pipe (self->process));
  self->n_open++;
  g_subprocess_wait_async (self->process, NULL, on_ended, self);

  return self;
}

/**
 * child_start:
 * @format: the command line behind the program's name
 * @...: as for printf()
 *
 * Returns: (transfer full): the program, running without display and without session bus
 */
Child *
child_start (const char *format, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new ();
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return child_start_with (launcher, line);
}

/**
 * child_has_ended:
 * @self: a child
 *
 * Returns: whether it has, and everything it said is here
 */
gboolean
child_has_ended (Child *self)
{
  return self->n_open == 0;
}

/**
 * child_wait:
 * @self: a child
 * @ms: how long at most
 *
 * Waits for its end.
 */
void
child_wait (Child *self, guint ms)
{
  test_wait_for (child_has_ended (self), ms);
}

/**
 * child_assert_complaint:
 * @self: a child that has ended
 * @words: words of what it must have complained about
 *
 * It complained, by its name, in whole sentences, and only about that.
 */
void
child_assert_complaint (Child *self, const char *words)
{
  g_assert_true (g_str_has_prefix (self->err->str, "kettlectl: "));
  g_assert_true (g_str_has_suffix (self->err->str, ".\n"));
  if (strstr (self->err->str, words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, self->err->str);
}

/**
 * child_parse:
 * @document: a line
 *
 * Returns: (transfer full): the one object in it
 */
JsonObject *
child_parse (const char *document)
{
  static const char *const keys[] = { "outcome", "host",        "connection", "phase",
                                      "on",      "temperature", "warm",       "warm_minutes" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  json_parser_load_from_data (parser, document, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  object = json_node_dup_object (json_parser_get_root (parser));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));

  return object;
}

/**
 * child_assert_document:
 * @self: a child that has ended
 * @outcome: the word that must be in it
 *
 * It printed exactly one document with all its keys, and a line end.
 *
 * Returns: (transfer full): the document
 */
JsonObject *
child_assert_document (Child *self, const char *outcome)
{
  JsonObject *object;
  char *end = strchr (self->out->str, '\n');

  g_assert_nonnull (end);
  g_assert_cmpstr (end, ==, "\n");
  object = child_parse (self->out->str);
  g_assert_cmpstr (json_object_get_string_member (object, "outcome"), ==, outcome);

  return object;
}

/**
 * child_free:
 * @self: (transfer full): a child; it is ended if it still runs
 *
 * Frees it.
 */
void
child_free (Child *self)
{
  if (!child_has_ended (self)) {
    g_subprocess_force_exit (self->process);
    child_wait (self, CHILD_PATIENCE);
  }
  g_object_unref (self->process);
  g_string_free (self->out, TRUE);
  g_string_free (self->err, TRUE);
  g_free (self);
}
