// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/terminal.h"
#include "ctl/wifi-scene.h"
#include "support/memory-search.h"
#include "support/test-wait.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What a person is asked by "kettlectl wifi", on a real terminal. */

#define FIRST    "Passphrase of “" WIFI_SCENE_NEW "”: "
#define SECOND   "The same once more: "
#define QUESTION "Write this to the kettle? [y/N] "

static void
start (Terminal *terminal, WifiScene *scene, const char *words)
{
  g_autoptr (GSubprocessLauncher) launcher = wifi_scene_launcher_new (scene);
  g_autofree char *line = wifi_scene_dup_line (scene, "%s", words);

  terminal_start_with (terminal, launcher, line, "xterm", 100);
}

static void
start_join (Terminal *terminal, WifiScene *scene)
{
  start (terminal, scene, "join '" WIFI_SCENE_NEW "' --backup b");
}

/* Waits for a question, and answers it when the terminal is as it should be. */
static void
answer (Terminal *terminal, const char *question, gboolean echo, const char *text)
{
  terminal_wait_shown (terminal, question);
  g_assert_cmpint (terminal_echoes (terminal), ==, echo);
  terminal_type (terminal, text);
}

static void
answer_passphrase (Terminal *terminal)
{
  answer (terminal, FIRST, FALSE, WIFI_SCENE_NEW_KEY "\n");
  answer (terminal, SECOND, FALSE, WIFI_SCENE_NEW_KEY "\n");
}

static int
end (Terminal *terminal)
{
  int status;

  test_wait_for (terminal->ended, WIFI_SCENE_PATIENCE);
  g_assert_true (terminal_echoes (terminal));
  if (strstr (terminal->shown->str, WIFI_SCENE_NEW_KEY) != NULL
      || strstr (terminal->shown->str, WIFI_SCENE_OLD_KEY) != NULL)
    g_error ("the passphrase is in \"%s\"", terminal->shown->str);
  status = terminal_end (terminal);

  return status;
}

/* From the first question to the kettle in its new network. */
static void
test_join (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer_passphrase (&terminal);
  terminal_wait_shown (&terminal, QUESTION);
  /* All of this was told before. */
  terminal_wait_shown (&terminal, "Network: " WIFI_SCENE_OLD "\r\n");
  terminal_wait_shown (&terminal, "\r\n  AT+SSID=\"" WIFI_SCENE_NEW "\"\r\n");
  terminal_wait_shown (&terminal, "What it says now is kept in “b”.\r\n");
  terminal_wait_shown (&terminal, "not tried on every kettle");
  wifi_scene_assert_old (scene);
  answer (&terminal, QUESTION, TRUE, "y\n");
  test_wait_for (terminal.ended, WIFI_SCENE_PATIENCE);
  terminal_wait_shown (&terminal, "Saving: leave the kettle its power…");
  terminal_wait_shown (&terminal, "The kettle is in “" WIFI_SCENE_NEW "” now, at ");
  g_assert_cmpint (end (&terminal), ==, 0);
  wifi_scene_assert_flash (scene, "SSID=" WIFI_SCENE_NEW);
}

/* @data: an answer that is not yes. */
static void
test_no (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer_passphrase (&terminal);
  answer (&terminal, QUESTION, TRUE, data);
  terminal_wait_shown (&terminal, "Nothing was written to the kettle, as you wished.");
  g_assert_cmpint (end (&terminal), ==, 1);
  wifi_scene_assert_old (scene);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 1);
}

/* A slip is not written to a kettle. */
static void
test_differ (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  for (guint i = 1; i <= 3; i++) {
    test_wait_for (terminal_count (&terminal, FIRST) == i, CHILD_PATIENCE);
    terminal_type (&terminal, WIFI_SCENE_NEW_KEY "\n");
    test_wait_for (terminal_count (&terminal, SECOND) == i, CHILD_PATIENCE);
    terminal_type (&terminal, WIFI_SCENE_NEW_KEY "x\n");
    test_wait_for (terminal_count (&terminal, "These were not the same.") == i, CHILD_PATIENCE);
  }
  terminal_wait_shown (&terminal, "No passphrase was given, so that nothing was done.");
  g_assert_cmpint (end (&terminal), ==, 1);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 0);
}

/* What is no passphrase is said so at once, and asked for again. */
static void
test_no_passphrase (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer (&terminal, FIRST, FALSE, "short\n");
  terminal_wait_shown (&terminal, "A passphrase has 8 to 63");
  test_wait_for (terminal_count (&terminal, FIRST) == 2, CHILD_PATIENCE);
  /* Nothing at all, by Ctrl-D. */
  terminal_type (&terminal, "\004");
  test_wait_for (terminal_count (&terminal, FIRST) == 3, CHILD_PATIENCE);
  g_assert_cmpuint (terminal_count (&terminal, SECOND), ==, 0);
  terminal_type (&terminal, "\003");
  g_assert_cmpint (end (&terminal), ==, 130);
}

typedef struct {
  int number;
  const char *key; /* nullable: it comes from elsewhere */
  int status;
} Interruption;

static const Interruption interruptions[] = {
  { SIGINT, "\003", 130 },
  { SIGINT, NULL, 130 },
  { SIGTERM, NULL, 143 },
  { SIGHUP, NULL, 129 },
  /* The program has nothing to say to this one: it ends by it. */
  { SIGQUIT, "\034", 128 + SIGQUIT },
};

/* In the middle of a passphrase: the terminal shows again what is typed. */
static void
test_interrupted (WifiScene *scene, gconstpointer data)
{
  const Interruption *interruption = data;
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer (&terminal, FIRST, FALSE, "battery");
  if (interruption->key != NULL)
    terminal_type (&terminal, interruption->key);
  else
    g_subprocess_send_signal (terminal.process, interruption->number);
  if (interruption->number != SIGQUIT)
    terminal_wait_shown (&terminal, "Interrupted. Nothing was written to the kettle.");
  test_wait_for (terminal.ended, CHILD_PATIENCE);
  g_assert_null (strstr (terminal.shown->str, "battery"));
  g_assert_cmpint (end (&terminal), ==, interruption->status);
  g_assert_cmpuint (scene_get_n_accepted (&scene->scene), ==, 0);
}

/* Between the look and the first write. */
static void
test_interrupted_question (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer_passphrase (&terminal);
  answer (&terminal, QUESTION, TRUE, "y\003");
  terminal_wait_shown (&terminal, "Interrupted. Nothing was written to the kettle.");
  g_assert_cmpint (end (&terminal), ==, 130);
  wifi_scene_assert_old (scene);
}

/* Ctrl-Z gives the terminal back first; what was typed before is forgotten, and asked for again. */
static void
test_stopped (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer (&terminal, FIRST, FALSE, "forgotten\032");
  test_wait_for (terminal_count (&terminal, FIRST) == 2, CHILD_PATIENCE);
  answer (&terminal, FIRST, FALSE, WIFI_SCENE_NEW_KEY "\n");
  answer (&terminal, SECOND, FALSE, WIFI_SCENE_NEW_KEY "\n");
  answer (&terminal, QUESTION, TRUE, "n\n");
  g_assert_cmpint (end (&terminal), ==, 1);
}

/* The factory's password is tried without a word; another is asked for. */
static void
test_password (WifiScene *scene, gconstpointer data)
{
  static const char question[] = "The wifi module’s password, six digits: ";
  Terminal terminal = { 0 };

  g_object_set (scene->scene.kettle, "wifi-password", "135790", NULL);
  start (&terminal, scene, "show");
  answer (&terminal, question, FALSE, "135791\n");
  test_wait_for (terminal_count (&terminal, question) == 2, CHILD_PATIENCE);
  terminal_type (&terminal, "135790\n");
  terminal_wait_shown (&terminal, "Network: " WIFI_SCENE_OLD);
  test_wait_for (terminal.ended, WIFI_SCENE_PATIENCE);
  g_assert_null (strstr (terminal.shown->str, "13579"));
  g_assert_cmpint (end (&terminal), ==, 0);
  g_assert_cmpuint (wifi_scene_get_n_accepted (scene), ==, 3);
}

static guint
count_in_memory (Terminal *terminal, const char *literal)
{
  g_autofree guint8 *inverted = memory_search_invert (literal);
  pid_t process = (pid_t) atoi (g_subprocess_get_identifier (terminal->process));

  return memory_search (process, inverted, strlen (literal));
}

/* In all of the process a passphrase is where it is needed: in what is to be written, and in what
 * was read. */
static void
test_secret_left_behind (WifiScene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  start_join (&terminal, scene);
  answer (&terminal, FIRST, FALSE, WIFI_SCENE_NEW_KEY "\n");
  terminal_wait_shown (&terminal, SECOND);
  g_assert_cmpuint (count_in_memory (&terminal, WIFI_SCENE_NEW_KEY), ==, 1);
  terminal_type (&terminal, WIFI_SCENE_NEW_KEY "\n");
  terminal_wait_shown (&terminal, QUESTION);
  g_assert_cmpuint (count_in_memory (&terminal, WIFI_SCENE_NEW_KEY), ==, 1);
  g_assert_cmpuint (count_in_memory (&terminal, WIFI_SCENE_OLD_KEY), ==, 2);
  terminal_type (&terminal, "n\n");
  g_assert_cmpint (end (&terminal), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  wifi_scene_add ("/ctl/wifi-terminal/join", NULL, test_join);
  wifi_scene_add ("/ctl/wifi-terminal/no", "n\n", test_no);
  wifi_scene_add ("/ctl/wifi-terminal/nothing", "\n", test_no);
  wifi_scene_add ("/ctl/wifi-terminal/unclear", "what?\n", test_no);
  wifi_scene_add ("/ctl/wifi-terminal/end", "\004", test_no);
  wifi_scene_add ("/ctl/wifi-terminal/differ", NULL, test_differ);
  wifi_scene_add ("/ctl/wifi-terminal/no-passphrase", NULL, test_no_passphrase);
  for (gsize i = 0; i < G_N_ELEMENTS (interruptions); i++) {
    g_autofree char *path =
        g_strdup_printf ("/ctl/wifi-terminal/interrupted/%d%s", interruptions[i].number,
                         interruptions[i].key != NULL ? "-typed" : "");

    wifi_scene_add (path, &interruptions[i], test_interrupted);
  }
  wifi_scene_add ("/ctl/wifi-terminal/interrupted/question", NULL, test_interrupted_question);
  wifi_scene_add ("/ctl/wifi-terminal/stopped", NULL, test_stopped);
  wifi_scene_add ("/ctl/wifi-terminal/secret-left-behind", NULL, test_secret_left_behind);
  wifi_scene_add ("/ctl/wifi-terminal/password", NULL, test_password);

  return g_test_run ();
}
