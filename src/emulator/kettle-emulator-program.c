// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-program.h"

#include "emulator/kettle-emulator-text.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the program is while it runs: words in, a log out, until somebody ends it. */
typedef struct {
  KettleEmulator *emulator;
  GMainLoop *loop;
  GInputStream *words;
  GCancellable *cancellable;
  char input[512];
  KettleEmulatorLine line;
  gint64 started;
} Program;

static gboolean
on_asked_to_end (gpointer user_data)
{
  Program *self = user_data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

static double
get_seconds (Program *self)
{
  return (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
}

/* @where: "w" at the wifi module's shell, nothing at the kettle's own port. */
static void
print_message (Program *self, char direction, const char *where, guint client, const char *escaped)
{
  printf ("%.3f %c %s%u %s\n", get_seconds (self), direction, where, client, escaped);
  fflush (stdout);
}

static void
on_heard (KettleEmulator *emulator, guint client, const char *escaped, gpointer user_data)
{
  print_message (user_data, '<', "", client, escaped);
}

static void
on_said (KettleEmulator *emulator, guint client, const char *escaped, gpointer user_data)
{
  print_message (user_data, '>', "", client, escaped);
}

static void
on_wifi_heard (KettleEmulator *emulator, guint client, const char *escaped, gpointer user_data)
{
  print_message (user_data, '<', "w", client, escaped);
}

static void
on_wifi_said (KettleEmulator *emulator, guint client, const char *escaped, gpointer user_data)
{
  print_message (user_data, '>', "w", client, escaped);
}

static void
print_place (const char *what, const char *host, guint16 port)
{
  printf (strchr (host, ':') != NULL ? "%s on [%s]:%u\n" : "%s on %s:%u\n", what, host, port);
  fflush (stdout);
}

static void
on_listening_changed (KettleEmulator *emulator, GParamSpec *pspec, gpointer user_data)
{
  const char *host = kettle_emulator_get_host (emulator);

  if (kettle_emulator_is_shut_down (emulator))
    return;

  printf ("%.3f = ", get_seconds (user_data));
  if (host != NULL) {
    print_place ("listening", host, kettle_emulator_get_port (emulator));
  } else {
    printf ("listening nowhere\n");
    fflush (stdout);
  }
}

static void
take_word (Program *self, const char *word)
{
  g_autoptr (GError) error = NULL;

  if (!kettle_emulator_input (self->emulator, word, &error)) {
    fprintf (stderr, "kettle-emulator: %s\n", error->message);
    fflush (stderr);
  }
  /* "quit" shuts the emulator down; with nobody to serve the program ends too. */
  if (kettle_emulator_is_shut_down (self->emulator))
    g_main_loop_quit (self->loop);
}

static void
on_input_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *self;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  /* Cancelled means that the program is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Nobody types any more, as with /dev/null: the kettle goes on. */
  if (n <= 0)
    return;

  self = user_data;
  for (gssize i = 0; i < n; i++) {
    g_autofree char *word = NULL;

    if (!kettle_emulator_line_push (&self->line, self->input[i]))
      continue;

    word = g_strndup (self->line.bytes, self->line.length);
    take_word (self, word);
  }

  g_input_stream_read_async (self->words, self->input, sizeof self->input, G_PRIORITY_DEFAULT,
                             self->cancellable, on_input_ready, self);
}

/**
 * kettle_emulator_program_run:
 * @emulator: an emulator that listens
 *
 * Says where it listens, and where the wifi module's shell does if there is one, then prints every
 * message and takes words from standard input, until the word is `quit` or SIGINT or SIGTERM comes.
 * The emulator is shut down afterwards.
 */
void
kettle_emulator_program_run (KettleEmulator *emulator)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) words = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Program self = { .emulator = emulator, .loop = loop, .words = words, .cancellable = cancellable };
  const char *host = kettle_emulator_get_host (emulator);
  guint on_interrupt = g_unix_signal_add (SIGINT, on_asked_to_end, &self);
  guint on_terminate = g_unix_signal_add (SIGTERM, on_asked_to_end, &self);

  self.started = g_get_monotonic_time ();
  g_signal_connect (emulator, "heard", G_CALLBACK (on_heard), &self);
  g_signal_connect (emulator, "said", G_CALLBACK (on_said), &self);
  g_signal_connect (emulator, "wifi-heard", G_CALLBACK (on_wifi_heard), &self);
  g_signal_connect (emulator, "wifi-said", G_CALLBACK (on_wifi_said), &self);
  g_signal_connect (emulator, "notify::listening", G_CALLBACK (on_listening_changed), &self);
  g_input_stream_read_async (words, self.input, sizeof self.input, G_PRIORITY_DEFAULT, cancellable,
                             on_input_ready, &self);

  print_place ("listening", host, kettle_emulator_get_port (emulator));
  if (kettle_emulator_get_wifi_port (emulator) > 0)
    print_place ("wifi shell", host, kettle_emulator_get_wifi_port (emulator));
  g_main_loop_run (loop);

  g_cancellable_cancel (cancellable);
  g_source_remove (on_interrupt);
  g_source_remove (on_terminate);
  g_signal_handlers_disconnect_by_data (emulator, &self);
  kettle_emulator_shut_down (emulator);
  /* What was cancelled reports back before its memory goes. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
