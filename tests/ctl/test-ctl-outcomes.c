// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/scene.h"
#include "net/peer.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * "kettlectl boil 80 --wait --json" on a machine without display and bus: every way it can end,
 * with its exit status and its one document. Then the other ways a kettle can behave.
 */

#define BOIL "boil 80 --wait --json"

/* The keys in the order that a kettle needs: On, its own word, then the temperature. */
static void
assert_on_before_key (Scene *scene)
{
  const char *on = strstr (scene->log->str, "< set sys output 0x4\n");
  const char *word = strstr (scene->log->str, "> sys status 0x5");
  const char *key = strstr (scene->log->str, "< set sys output 0x4000\n");

  g_assert_true (on != NULL && word != NULL && key != NULL);
  g_assert_true (on < word && word < key);
}

static void
assert_parted (Scene *scene)
{
  test_wait_for (scene_get_n_clients (scene) == 0, CHILD_PATIENCE);
}

static void
test_boiled (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_object_set (scene->kettle, "speed", 100.0, NULL);
  child = scene_start (scene, BOIL);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "boiled");
  g_assert_cmpint (child->status, ==, 0);
  g_assert_cmpstr (child->err->str, ==, "");
  g_assert_cmpstr (json_object_get_string_member (answer, "phase"), ==, "ready");
  g_assert_cmpstr (json_object_get_string_member (answer, "connection"), ==, "connected");
  assert_on_before_key (scene);
  g_assert_cmpint (scene_get_n_accepted (scene), ==, 1);
  assert_parted (scene);
}

/* A hand ends it in the middle: @data is what it does, and what comes of it. */
static void
test_ended_by_hand (Scene *scene, gconstpointer data)
{
  static const struct {
    const char *word;
    const char *phase;
    const char *complaint;
  } ends[] = {
    { "off", "off", "Somebody switched the kettle off" },
    { "lift", "lifted", "was lifted" },
    { "dry", "problem", "boiled dry" },
  };
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Child) child = scene_start (scene, BOIL);
  g_autoptr (JsonObject) answer = NULL;

  scene_wait_log (scene, "> sys status 0x80");
  /* The second look at the temperature has confirmed it. */
  scene_wait_log (scene, "> sys status key=\\t\\r");
  g_assert_false (child_has_ended (child));
  scene_input (scene, ends[i].word);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, i == 0 ? "off" : ends[i].phase);
  g_assert_cmpint (child->status, ==, 4);
  g_assert_cmpstr (json_object_get_string_member (answer, "phase"), ==, ends[i].phase);
  g_assert_false (json_object_get_boolean_member (answer, "on"));
  child_assert_complaint (child, ends[i].complaint);
  assert_on_before_key (scene);
}

/* It is left heating, and that is said. */
static void
test_timeout (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, BOIL " --timeout 6");
  g_autoptr (JsonObject) answer = NULL;

  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "timeout");
  g_assert_cmpint (child->status, ==, 5);
  g_assert_true (json_object_get_boolean_member (answer, "on"));
  g_assert_cmpint (json_object_get_int_member (answer, "temperature"), ==, 80);
  child_assert_complaint (child, "left as it is. It goes on heating to 80 °C.");
  assert_parted (scene);
  g_assert_false (scene_heard (scene, "set sys output 0x0"));
}

static void
test_no_kettle (void)
{
  g_autoptr (Child) child = child_start (BOIL " --host 127.0.0.1:%u", peer_find_dead_port ());
  g_autoptr (JsonObject) answer = NULL;

  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "no-kettle");
  g_assert_cmpint (child->status, ==, 3);
  g_assert_cmpstr (json_object_get_string_member (answer, "connection"), ==, "unreachable");
  child_assert_complaint (child, "refuses the connection");
}

/* Neither a name on the command line nor one in the settings. */
static void
test_no_setting (void)
{
  static const char *const commands[] = { "status --json", BOIL, "off --json", "warm --json" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (Child) child = child_start ("%s", commands[i]);
    g_autoptr (JsonObject) answer = NULL;

    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, "no-kettle");
    g_assert_cmpint (child->status, ==, 3);
    g_assert_true (json_object_get_null_member (answer, "host"));
    g_assert_cmpstr (json_object_get_string_member (answer, "connection"), ==, "none");
    child_assert_complaint (child, "or name it with --host");
  }
}

static void
on_received (Peer *peer, gpointer user_data)
{
  peer_say (peer, "HTTP/1.0 400 Bad Request\r\n\r\n", -1);
  peer_hang_up (peer);
}

static void
test_not_a_kettle (void)
{
  static const char *const commands[] = { BOIL, "status --json", "off --json", "warm --json",
                                          "find --json" };
  g_autoptr (Peer) peer = peer_new ();

  peer->on_received = on_received;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (Child) child = child_start ("%s --host 127.0.0.1:%u", commands[i], peer->port);
    g_autoptr (JsonObject) answer = NULL;

    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, "not-a-kettle");
    g_assert_cmpint (child->status, ==, 3);
    child_assert_complaint (child, "but not as a kettle does");
  }
  g_assert_null (strstr (peer->received->str, "set sys"));
}

/* Somebody is quicker with the switch than the temperature's key can be. */
static void
test_off_between (Scene *scene, gconstpointer data)
{
  static const char *const commands[] = { BOIL, "boil 80 --json" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autoptr (Child) child = NULL;
    g_autoptr (JsonObject) answer = NULL;

    g_string_truncate (scene->log, 0);
    child = scene_start (scene, commands[i]);
    scene_wait_log (scene, "> sys status 0x5");
    scene_input (scene, "off");
    child_wait (child, CHILD_PATIENCE);
    answer = child_assert_document (child, "off");
    g_assert_cmpint (child->status, ==, 4);
    child_assert_complaint (child, "Somebody switched the kettle off");
    g_assert_null (strstr (scene->log->str, "< set sys output 0x4000"));
  }
}

/* A kettle tells that it is on, and then to what temperature: that is one answer. */
static void
test_two_words (void)
{
  g_autoptr (Peer) peer = peer_new ();
  g_autoptr (Child) child = child_start ("boil 100 --json --host 127.0.0.1:%u", peer->port);
  g_autoptr (JsonObject) answer = NULL;

  test_wait_for (strstr (peer->received->str, "HELLOKETTLE\n") != NULL, CHILD_PATIENCE);
  peer_say (peer, "HELLOAPP\r", -1);
  test_wait_for (strstr (peer->received->str, "get sys status\n") != NULL, CHILD_PATIENCE);
  peer_say (peer, "sys status key=\0\r", 17);
  test_wait_for (strstr (peer->received->str, "set sys output 0x4\n") != NULL, CHILD_PATIENCE);
  peer_say (peer, "sys status 0x5\r", -1);
  test_never (child_has_ended (child), 100);
  peer_say (peer, "sys status 0x100\r", -1);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "done");
  g_assert_cmpint (json_object_get_int_member (answer, "temperature"), ==, 100);
}

/* What a kettle does that is not well. */
static const struct {
  const char *mood;
  int value;
  const char *command;
  const char *outcome;
  int status;
  const char *complaint;
} moods[] = {
  { "mute", TRUE, "status --json", "no-kettle", 3, "says nothing" },
  { "mute", TRUE, "boil --json", "no-kettle", 3, "127.0.0.1" },
  { "endless", TRUE, "status --json", "not-a-kettle", 3, "not as a kettle does" },
  { "reset-after", 0, "status --json", "no-kettle", 3, "127.0.0.1" },
  { "close-after", 1, "status --json --timeout 3", "no-kettle", 3, "127.0.0.1" },
  { "close-after", 2, "off --json", "done", 0, NULL },
  { "mute-after", 2, "boil --json", "timeout", 5, "did not answer" },
  { "mute-after", 1, "off --json", "timeout", 5, "may still be on" },
  { "mute-after", 2, "warm --json", "timeout", 5, "whether Keep Warm is on" },
  { "mute-after", 1, "status --json --timeout 2", "timeout", 5, "in time" },
  { "unknown", TRUE, "status --json", "done", 0, NULL },
  { "stray-hello", TRUE, "boil --json", "done", 0, NULL },
  { "chunk", 1, "boil 65 --json", "done", 0, NULL },
  { "glue", TRUE, "boil 65 --json", "done", 0, NULL },
};

/* Whatever it is, there is an answer, and soon. All at once: most of it is waiting. */
static void
test_moods (void)
{
  Scene scenes[G_N_ELEMENTS (moods)] = { { NULL } };
  Child *children[G_N_ELEMENTS (moods)];

  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++) {
    scene_set_up (&scenes[i], NULL);
    g_object_set (scenes[i].kettle, moods[i].mood, moods[i].value, NULL);
    children[i] = scene_start (&scenes[i], moods[i].command);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++) {
    g_autoptr (JsonObject) answer = NULL;

    child_wait (children[i], 15000);
    g_test_message ("%s: %s", moods[i].mood, moods[i].command);
    answer = child_assert_document (children[i], moods[i].outcome);
    g_assert_cmpint (children[i]->status, ==, moods[i].status);
    if (moods[i].complaint != NULL)
      child_assert_complaint (children[i], moods[i].complaint);
    else
      g_assert_cmpstr (children[i]->err->str, ==, "");
    child_free (children[i]);
    scene_tear_down (&scenes[i], NULL);
  }
}

/* It goes out of sight while it heats, and is back: the wait goes on. */
static void
test_lost_and_back (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, BOIL);
  g_autoptr (JsonObject) answer = NULL;

  scene_wait_log (scene, "> sys status key=\\t\\r");
  scene_input (scene, "drop");
  test_wait_for (scene_get_n_accepted (scene) == 2, CHILD_PATIENCE);
  test_wait_for (strstr (child->err->str, "was lost") != NULL, CHILD_PATIENCE);
  g_object_set (scene->kettle, "speed", 1000.0, NULL);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "boiled");
  g_assert_cmpint (child->status, ==, 0);
}

/* It comes back off: nobody saw why. */
static void
test_lost_and_off (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, BOIL);
  g_autoptr (JsonObject) answer = NULL;

  scene_wait_log (scene, "> sys status key=\\t\\r");
  scene_unplug (scene);
  test_wait_for (strstr (child->err->str, "was lost") != NULL, CHILD_PATIENCE);
  scene_plug (scene);
  child_wait (child, 20000);
  answer = child_assert_document (child, "off");
  g_assert_cmpint (child->status, ==, 4);
  child_assert_complaint (child, "while it was out of sight");
}

/* It does not come back. */
static void
test_lost_for_good (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, BOIL " --timeout 6");
  g_autoptr (JsonObject) answer = NULL;

  scene_wait_log (scene, "> sys status key=\\t\\r");
  scene_unplug (scene);
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "no-kettle");
  g_assert_cmpint (child->status, ==, 3);
}

/* Water that is hot already: it is told as reached before the key has had its second look. */
static void
test_hot (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_object_set (scene->kettle, "start-temperature", 90.0, "speed", 1000.0, NULL);
  child = scene_start (scene, BOIL " --warm=5");
  child_wait (child, CHILD_PATIENCE);
  answer = child_assert_document (child, "boiled");
  g_assert_cmpint (child->status, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const char *const by_hand[] = { "off", "lifted", "problem" };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  scene_add ("/ctl/outcomes/boiled", NULL, test_boiled);
  for (guint i = 0; i < G_N_ELEMENTS (by_hand); i++) {
    g_autofree char *path = g_strconcat ("/ctl/outcomes/", by_hand[i], NULL);

    scene_add (path, GUINT_TO_POINTER (i), test_ended_by_hand);
  }
  scene_add ("/ctl/outcomes/timeout", NULL, test_timeout);
  g_test_add_func ("/ctl/outcomes/no-kettle", test_no_kettle);
  g_test_add_func ("/ctl/outcomes/no-setting", test_no_setting);
  g_test_add_func ("/ctl/outcomes/not-a-kettle", test_not_a_kettle);
  scene_add ("/ctl/outcomes/off-between", NULL, test_off_between);
  g_test_add_func ("/ctl/outcomes/two-words", test_two_words);
  scene_add ("/ctl/outcomes/hot-water", NULL, test_hot);
  scene_add ("/ctl/outcomes/lost-and-back", NULL, test_lost_and_back);
  scene_add ("/ctl/outcomes/lost-and-off", NULL, test_lost_and_off);
  scene_add ("/ctl/outcomes/lost-for-good", NULL, test_lost_for_good);
  g_test_add_func ("/ctl/outcomes/moods", test_moods);

  return g_test_run ();
}
