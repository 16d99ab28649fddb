// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/scene.h"

#include "support/test-wait.h"

#include <string.h>

static void
on_heard (KettleEmulator *kettle, guint client, const char *escaped, Scene *self)
{
  g_string_append_printf (self->log, "< %s\n", escaped);
}

static void
on_said (KettleEmulator *kettle, guint client, const char *escaped, Scene *self)
{
  g_string_append_printf (self->log, "> %s\n", escaped);
}

/**
 * scene_plug:
 * @self: a scene
 *
 * A new kettle is plugged in, at the address of the one before it if there was one.
 */
void
scene_plug (Scene *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->kettle);
  self->kettle = kettle_emulator_new ();
  g_signal_connect (self->kettle, "heard", G_CALLBACK (on_heard), self);
  g_signal_connect (self->kettle, "said", G_CALLBACK (on_said), self);
  kettle_emulator_listen (self->kettle, "127.0.0.1", self->port, &error);
  g_assert_no_error (error);
  self->port = kettle_emulator_get_port (self->kettle);
}

/**
 * scene_unplug:
 * @self: a scene
 *
 * The kettle's plug is pulled.
 */
void
scene_unplug (Scene *self)
{
  gpointer weak = self->kettle;

  if (self->kettle == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->kettle, self);
  g_object_add_weak_pointer (G_OBJECT (self->kettle), &weak);
  kettle_emulator_shut_down (self->kettle);
  g_clear_object (&self->kettle);
  test_wait_for (weak == NULL, CHILD_PATIENCE);
}

/**
 * scene_set_up:
 * @self: a scene, all zero
 * @data: unused
 *
 * For g_test_add().
 */
void
scene_set_up (Scene *self, gconstpointer data)
{
  self->log = g_string_new (NULL);
  scene_plug (self);
}

/**
 * scene_tear_down:
 * @self: a scene
 * @data: unused
 *
 * For g_test_add().
 */
void
scene_tear_down (Scene *self, gconstpointer data)
{
  scene_unplug (self);
  g_string_free (self->log, TRUE);
}

/**
 * scene_add:
 * @path: the test's name
 * @data: for @func
 * @func: the test
 *
 * Adds a test that has a kettle.
 */
void
scene_add (const char *path, gconstpointer data, SceneFunc func)
{
  g_test_add (path, Scene, data, scene_set_up, func, scene_tear_down);
}

/**
 * scene_input:
 * @self: a scene
 * @line: what a hand does to the kettle, such as "lift"
 */
void
scene_input (Scene *self, const char *line)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (self->kettle, line, &error);
  g_assert_no_error (error);
}

/**
 * scene_wait_log:
 * @self: a scene
 * @line: the beginning of a line, such as "< set sys output 0x4000"
 *
 * Waits until it was heard or said.
 */
void
scene_wait_log (Scene *self, const char *line)
{
  test_wait_for (strstr (self->log->str, line) != NULL, CHILD_PATIENCE);
}

/**
 * scene_heard:
 * @self: a scene
 * @line: the beginning of a command
 *
 * Returns: whether the kettle that is plugged in heard it
 */
gboolean
scene_heard (Scene *self, const char *line)
{
  return strstr (kettle_emulator_get_heard (self->kettle), line) != NULL;
}

/**
 * scene_get_n_accepted:
 * @self: a scene
 *
 * Returns: how many connections the kettle ever had
 */
guint
scene_get_n_accepted (Scene *self)
{
  guint n;

  g_object_get (self->kettle, "n-accepted", &n, NULL);

  return n;
}

/**
 * scene_get_n_clients:
 * @self: a scene
 *
 * Returns: how many connections the kettle has
 */
guint
scene_get_n_clients (Scene *self)
{
  guint n;

  g_object_get (self->kettle, "n-clients", &n, NULL);

  return n;
}

/**
 * scene_start:
 * @self: a scene
 * @arguments: what the program is to do
 *
 * Returns: (transfer full): the program, which does that with this kettle
 */
Child *
scene_start (Scene *self, const char *arguments)
{
  return child_start ("%s --host 127.0.0.1:%u", arguments, self->port);
}
