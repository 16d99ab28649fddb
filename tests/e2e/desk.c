// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>

/* The accessibility bus is the same for all tests of a program: libatspi looks for it once. */
static Reader *reader;

/**
 * desk_set_up:
 * @self: the desk
 * @data: unused
 *
 * A fixture: a kettle on a socket, a panel and a notification server on the bus, no
 * settings, no Kettle.
 */
void
desk_set_up (Desk *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  program_forget_settings ();
  self->emulator = kettle_emulator_new ();
  kettle_emulator_listen (self->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  self->address =
      g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (self->emulator));
  self->panel = recording_tray_new (TRUE);
  self->server = recording_notifications_new (TRUE);
}

/**
 * desk_tear_down:
 * @self: the desk
 * @data: unused
 *
 * Quits Kettle and expects that it ends well.
 */
void
desk_tear_down (Desk *self, gconstpointer data)
{
  if (self->program != NULL && program_is_running (self->program))
    program_quit (self->program);
  g_clear_pointer (&self->program, program_free);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
  g_clear_object (&self->panel);
  g_clear_object (&self->server);
  g_clear_pointer (&self->address, g_free);
}

/**
 * desk_start_with:
 * @self: the desk
 * @environment: (nullable): one "NAME=VALUE"
 * @argument: (nullable): one more argument
 *
 * Starts Kettle with the desk's kettle and waits until it knows that the kettle is off.
 */
void
desk_start_with (Desk *self, const char *environment, const char *argument)
{
  const char *arguments[] = { "--host", self->address, argument, NULL };
  const char *variables[] = { "NO_AT_BRIDGE", environment, NULL };

  self->program = program_start (arguments, variables);
  test_wait_for (program_has_word (self->program, "phase", "off"), 8000);
  test_wait_for (recording_tray_is_ready (self->panel), 8000);
  desk_forget (self);
}

/* As desk_start_with(), with the environment as it is. */
void
desk_start (Desk *self, const char *argument)
{
  desk_start_with (self, NULL, argument);
}

/* Forgets what the kettle heard so far. */
void
desk_forget (Desk *self)
{
  kettle_emulator_forget_heard (self->emulator);
}

/**
 * desk_dup_presses:
 * @self: the desk
 *
 * Returns: (transfer full): every key press the kettle heard, as the bytes of the wire; greetings
 * and questions
 *   for the status are left out
 */
char *
desk_dup_presses (Desk *self)
{
  g_auto (GStrv) lines = g_strsplit (kettle_emulator_get_heard (self->emulator), "\n", -1);
  GString *presses = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !g_str_equal (*line, "HELLOKETTLE")
        && !g_str_equal (*line, "get sys status"))
      g_string_append_printf (presses, "%s\n", *line);

  return g_string_free (presses, FALSE);
}

guint
desk_count_lines (const char *text)
{
  guint count = 0;

  for (; *text != '\0'; text++)
    count += *text == '\n';

  return count;
}

guint
desk_count_presses (Desk *self)
{
  g_autofree char *presses = desk_dup_presses (self);

  return desk_count_lines (presses);
}

/* Somebody's hand at the kettle: a word of kettle-emulator's input. */
void
desk_hand (Desk *self, const char *word)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (self->emulator, word, &error);
  g_assert_no_error (error);
}

/* The kettle says these bytes, whatever it is doing. */
void
desk_say (Desk *self, const char *text)
{
  kettle_emulator_say (self->emulator, text, -1);
}

gboolean
desk_has_icon (Desk *self, const char *suffix)
{
  g_autofree char *name = g_strdup_printf (APP_ID "-%s-symbolic", suffix);

  return g_strcmp0 (recording_tray_get_icon_name (self->panel), name) == 0;
}

gboolean
desk_is_connected (Desk *self)
{
  return program_has_word (self->program, "connection", "connected");
}

/* Skips the test in a release build, whose time is everybody's. */
gboolean
desk_can_scale_time (void)
{
  if (!KETTLE_DEVELOPMENT)
    g_test_skip ("a release build does not read KETTLE_TIME_SCALE");

  return KETTLE_DEVELOPMENT;
}

/* The screen reader; see desk_run(). */
Reader *
desk_reader (void)
{
  return reader;
}

/**
 * desk_run:
 *
 * Runs the tests with an accessibility bus beside them.
 *
 * Returns: what main() returns
 */
int
desk_run (void)
{
  int status;

  reader = reader_start ();
  status = g_test_run ();
  g_clear_pointer (&reader, reader_stop);

  return status;
}
