// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "notifier-fixture.h"

static void
on_action_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append (fixture->done, g_action_get_name (G_ACTION (action)));
  if (parameter != NULL)
    g_string_append_printf (fixture->done, "(%d)", g_variant_get_int32 (parameter));
  g_string_append_c (fixture->done, ' ');
}

/* Each activation is written down as "name " or "name(number) ". */
void
fixture_add_actions (Fixture *fixture, GActionMap *map)
{
  const char *const plain[] = { "on", "off", "quick-boil", "warm", "show" };
  const char *const numbered[] = { "temperature", "warm-minutes" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new (plain[i], NULL);

    g_signal_connect (action, "activate", G_CALLBACK (on_action_activated), fixture);
    g_action_map_add_action (map, G_ACTION (action));
  }
  for (guint i = 0; i < G_N_ELEMENTS (numbered); i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new (numbered[i], G_VARIANT_TYPE_INT32);

    g_signal_connect (action, "activate", G_CALLBACK (on_action_activated), fixture);
    g_action_map_add_action (map, G_ACTION (action));
  }
}

void
fixture_start (Fixture *fixture, GActionGroup *actions, guint interval)
{
  fixture->notifier =
      g_object_new (KETTLE_TYPE_NOTIFIER, "actions", actions, "model", fixture->model, "interval",
                    interval, "settle-time", SETTLE_TIME, NULL);
}

void
fixture_set_up (Fixture *fixture, gconstpointer server_present)
{
  fixture->server = recording_notifications_new (GPOINTER_TO_INT (server_present));
  fixture->model = stand_in_model_new ();
  fixture->actions = g_simple_action_group_new ();
  fixture->done = g_string_new (NULL);
  fixture_set_state (fixture, KETTLE_PHASE_OFF, FALSE, FALSE);
  fixture_add_actions (fixture, G_ACTION_MAP (fixture->actions));
  fixture_start (fixture, G_ACTION_GROUP (fixture->actions), INTERVAL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer server_present)
{
  if (fixture->notifier != NULL)
    g_assert_finalize_object (fixture->notifier);
  g_assert_finalize_object (fixture->actions);
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->server);
  g_string_free (fixture->done, TRUE);
  /* The thread ends by itself as soon as the server no longer keeps it. */
  test_wait_for (fixture_count_threads () == 0, PATIENCE);
}

void
fixture_set_state (Fixture *fixture, KettlePhase phase, gboolean on, gboolean warm)
{
  KettleSnapshot snapshot = {
    .connection = KETTLE_LIFE_CONNECTED, .phase = phase, .on = on, .warm = warm
  };

  stand_in_model_set_snapshot (fixture->model, &snapshot);
}

/* Waits until Notify has been called @n times; fails if it is called more often. Returns the
 * last one. */
const RecordedBubble *
fixture_wait_for_shown (Fixture *fixture, guint n)
{
  test_wait_for (recording_notifications_get_n_shown (fixture->server) >= n, PATIENCE);
  test_never (recording_notifications_get_n_shown (fixture->server) > n, QUIET);

  return recording_notifications_get_last (fixture->server);
}

/* How many threads of the notifier's name this process has. */
guint
fixture_count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;
  guint count = 0;

  while ((task = g_dir_read_name (tasks)) != NULL) {
    g_autofree char *path = g_build_filename ("/proc/self/task", task, "comm", NULL);
    g_autofree char *name = NULL;

    if (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "kettle-bubbles"))
      count++;
  }

  return count;
}
