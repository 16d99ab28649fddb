// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "app/kettle-actions.h"
#include "emulator/kettle-emulator.h"
#include "support/test-wait.h"

typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  GSimpleActionGroup *group;
  KettleActions *actions;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->emulator = kettle_emulator_new ();
  kettle_emulator_listen (fixture->emulator, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  fixture->link = kettle_link_new ();
  fixture->model = kettle_model_new (fixture->link);
  fixture->group = g_simple_action_group_new ();
  fixture->actions = kettle_actions_new (G_ACTION_MAP (fixture->group), fixture->model);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kettle_link_stop (fixture->link);
  kettle_emulator_shut_down (fixture->emulator);
  g_assert_finalize_object (fixture->actions);
  g_assert_finalize_object (fixture->group);
  g_assert_finalize_object (fixture->model);
  g_object_unref (fixture->link);
  g_object_unref (fixture->emulator);
}

static gboolean
has_state (Fixture *fixture, const char *action, const char *expected)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (fixture->group), action);
  g_autoptr (GVariant) wanted = g_variant_parse (NULL, expected, NULL, NULL, NULL);

  return g_variant_equal (state, wanted);
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->group), action);
}

static void
activate (Fixture *fixture, const char *action, int parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->group), action,
                                  parameter != 0 ? g_variant_new_int32 (parameter) : NULL);
}

static void
connect_kettle (Fixture *fixture)
{
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (has_state (fixture, "phase", "'off'"), 5000);
  kettle_emulator_forget_heard (fixture->emulator);
}

static const char *
heard (Fixture *fixture)
{
  return kettle_emulator_get_heard (fixture->emulator);
}

static void
test_no_kettle (Fixture *fixture, gconstpointer data)
{
  static const char *names[] = { "on", "off", "temperature", "quick-boil", "warm", "warm-minutes" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (is_enabled (fixture, names[i]));
  g_assert_true (has_state (fixture, "connection", "'none'"));
}

static void
test_chosen_but_away (Fixture *fixture, gconstpointer data)
{
  kettle_emulator_shut_down (fixture->emulator);
  kettle_link_set_kettle (fixture->link, "127.0.0.1", kettle_emulator_get_port (fixture->emulator));
  test_wait_for (has_state (fixture, "connection", "'unreachable'"), 7000);

  g_assert_true (is_enabled (fixture, "on"));
  g_assert_true (is_enabled (fixture, "off"));
  g_assert_true (is_enabled (fixture, "temperature"));
  g_assert_true (is_enabled (fixture, "quick-boil"));
  g_assert_false (is_enabled (fixture, "warm"));
  g_assert_false (is_enabled (fixture, "warm-minutes"));
}

static void
test_on_toggles (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);

  activate (fixture, "on", 0);
  g_assert_true (has_state (fixture, "on", "false"));
  test_wait_for (has_state (fixture, "on", "true"), 5000);
  test_wait_for (has_state (fixture, "temperature", "100"), 5000);
  activate (fixture, "on", 0);
  test_wait_for (has_state (fixture, "on", "false"), 5000);
  g_assert_cmpstr (heard (fixture), ==, "set sys output 0x4\nset sys output 0x0\n");
}

static void
test_quick_boil (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);
  kettle_actions_set_preferred_temperature (fixture->actions, 65);

  activate (fixture, "quick-boil", 0);
  test_wait_for (has_state (fixture, "temperature", "65"), 5000);
  g_assert_cmpstr (heard (fixture), ==, "set sys output 0x4\nset sys output 0x200\n");
}

static void
test_no_such_key (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);

  activate (fixture, "temperature", 70);
  activate (fixture, "temperature", -1);
  activate (fixture, "warm-minutes", 7);
  test_never (heard (fixture)[0] != '\0', 300);
}

static void
test_state_from_outside (Fixture *fixture, gconstpointer data)
{
  GActionGroup *group = G_ACTION_GROUP (fixture->group);

  connect_kettle (fixture);

  g_action_group_change_action_state (group, "phase", g_variant_new_string ("ready"));
  g_action_group_change_action_state (group, "connection", g_variant_new_string ("none"));
  g_assert_true (has_state (fixture, "phase", "'off'"));
  g_assert_true (has_state (fixture, "connection", "'connected'"));

  g_action_group_change_action_state (group, "on", g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (group, "temperature", g_variant_new_int32 (95));
  g_assert_true (has_state (fixture, "temperature", "0"));
  test_wait_for (has_state (fixture, "temperature", "95"), 5000);
}

static void
test_warm (Fixture *fixture, gconstpointer data)
{
  connect_kettle (fixture);
  activate (fixture, "on", 0);
  test_wait_for (has_state (fixture, "on", "true"), 5000);
  kettle_emulator_forget_heard (fixture->emulator);

  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm", "true"), 5000);
  activate (fixture, "warm-minutes", 10);
  test_wait_for (has_state (fixture, "warm-minutes", "10"), 5000);
  g_assert_cmpstr (heard (fixture), ==, "set sys output 0x8\nset sys output 0x8010\n");
}

static void
turn_on (Fixture *fixture)
{
  connect_kettle (fixture);
  activate (fixture, "on", 0);
  test_wait_for (has_state (fixture, "on", "true"), 5000);
  kettle_emulator_forget_heard (fixture->emulator);
}

/* The keys of Keep Warm that the kettle heard; what is asked of it beside them is left out. */
static char *
dup_warm_keys (Fixture *fixture)
{
  g_auto (GStrv) lines = g_strsplit (heard (fixture), "\n", -1);
  GString *keys = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "set sys output 0x8"))
      g_string_append_printf (keys, "%s ", *line + strlen ("set sys output "));

  return g_string_free (keys, FALSE);
}

static gboolean
heard_keys (Fixture *fixture, const char *expected)
{
  g_autofree char *keys = dup_warm_keys (fixture);

  return g_str_equal (keys, expected);
}

static void
hand (Fixture *fixture, const char *word)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (fixture->emulator, word, &error);
  g_assert_no_error (error);
}

static void
test_warm_length_follows (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);

  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm-minutes", "20"), 5000);
  g_assert_cmpstr (heard (fixture), ==, "set sys output 0x8\nset sys output 0x8020\n");

  /* The length belonged to that keeping warm: each has its own. */
  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm", "false"), 5000);
  test_never (!heard_keys (fixture, "0x8 0x8020 0x8 "), 300);
  g_action_group_change_action_state (G_ACTION_GROUP (fixture->group), "warm",
                                      g_variant_new_boolean (TRUE));
  test_wait_for (has_state (fixture, "warm-minutes", "20"), 5000);
  test_never (!heard_keys (fixture, "0x8 0x8020 0x8 0x8 0x8020 "), 300);
}

static void
test_warm_length_is_so (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);
  kettle_emulator_say (fixture->emulator, "sys status 0x8020\r", -1);
  test_wait_for (has_state (fixture, "warm-minutes", "20"), 5000);

  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm", "true"), 5000);
  test_never (!heard_keys (fixture, "0x8 "), 300);
}

static void
test_warm_length_left_alone (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);

  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm", "true"), 5000);
  test_never (!heard_keys (fixture, "0x8 "), 300);
}

static void
test_warm_by_hand (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);

  hand (fixture, "warm");
  test_wait_for (has_state (fixture, "warm", "true"), 5000);
  test_never (!heard_keys (fixture, ""), 300);
}

static void
test_warm_with_a_length (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);

  activate (fixture, "warm", 0);
  activate (fixture, "warm-minutes", 5);
  test_wait_for (has_state (fixture, "warm-minutes", "5"), 5000);
  test_never (!heard_keys (fixture, "0x8 0x8005 "), 300);
}

/* What the kettle does not confirm in time has no length later either, whatever lights the lamp
 * then. */
static void
test_warm_failed (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);

  g_object_set (fixture->emulator, "delay", 2600, NULL);
  activate (fixture, "warm", 0);
  test_wait_for (has_state (fixture, "warm", "true"), 8000);
  test_never (!heard_keys (fixture, "0x8 "), 500);
}

/* Switched off before the lamp was confirmed. */
static void
test_warm_taken_back (Fixture *fixture, gconstpointer data)
{
  turn_on (fixture);
  kettle_actions_set_preferred_warm_minutes (fixture->actions, 20);

  activate (fixture, "warm", 0);
  activate (fixture, "off", 0);
  test_wait_for (has_state (fixture, "on", "false"), 5000);
  hand (fixture, "on");
  hand (fixture, "warm");
  test_wait_for (has_state (fixture, "warm", "true"), 5000);
  test_never (strstr (heard (fixture), "0x8020") != NULL, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/actions/no-kettle-chosen", test_no_kettle);
  ADD ("/app/actions/kettle-chosen-but-away", test_chosen_but_away);
  ADD ("/app/actions/on-toggles", test_on_toggles);
  ADD ("/app/actions/quick-boil-takes-the-preferred-one", test_quick_boil);
  ADD ("/app/actions/keys-the-kettle-does-not-have", test_no_such_key);
  ADD ("/app/actions/state-set-from-outside", test_state_from_outside);
  ADD ("/app/actions/warm-and-its-minutes", test_warm);
  ADD ("/app/actions/warm-length-follows", test_warm_length_follows);
  ADD ("/app/actions/warm-length-is-so-already", test_warm_length_is_so);
  ADD ("/app/actions/warm-length-left-alone", test_warm_length_left_alone);
  ADD ("/app/actions/warm-length-not-after-a-hand", test_warm_by_hand);
  ADD ("/app/actions/warm-length-asked-for-meanwhile", test_warm_with_a_length);
  ADD ("/app/actions/warm-length-not-after-a-failure", test_warm_failed);
  ADD ("/app/actions/warm-length-not-after-off", test_warm_taken_back);

  return g_test_run ();
}
