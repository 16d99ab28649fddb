// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ctl/terminal.h"
#include "support/test-wait.h"

#include <signal.h>
#include <string.h>

/* The line that says what is waited for, on a real terminal. */

static void
test_progress (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };
  static const char last[] = "\r\033[KThe kettle reached 80 °C.\r\n";

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 80);
  /* Written anew every second, in one line. */
  test_wait_for (terminal_count (&terminal, "\rHeating to 80 °C · on for ") >= 3, CHILD_PATIENCE);
  g_assert_null (strchr (terminal.shown->str, '\n'));
  g_object_set (scene->kettle, "speed", 1000.0, NULL);
  test_wait_for (g_str_has_suffix (terminal.shown->str, "\n"), CHILD_PATIENCE);
  /* The answer stands alone. */
  g_assert_true (g_str_has_suffix (terminal.shown->str, last));
  terminal_end (&terminal);
}

static void
test_narrow (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 12);
  test_wait_for (terminal_count (&terminal, "\rHeating to \033[K") >= 2, CHILD_PATIENCE);
  g_assert_null (strstr (terminal.shown->str, "80"));
  scene_input (scene, "off");
  terminal_end (&terminal);
}

/* Ctrl-C as the terminal sends it: the line is gone before the sentence. */
static void
test_interrupted (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", "xterm", 80);
  test_wait_for (terminal_count (&terminal, "\rHeating to 80 °C · on for ") >= 1, CHILD_PATIENCE);
  g_subprocess_send_signal (terminal.process, SIGINT);
  test_wait_for (g_str_has_suffix (terminal.shown->str,
                                   "\r\033[Kkettlectl: The kettle was left as it is. It goes on "
                                   "heating to 80 °C.\r\n"),
                 CHILD_PATIENCE);
  terminal_end (&terminal);
}

/* @data: a kind of terminal that cannot write a line anew. */
static void
test_dumb (Scene *scene, gconstpointer data)
{
  Terminal terminal = { 0 };

  terminal_start (&terminal, scene, "boil 80 --wait", data, 80);
  scene_wait_log (scene, "> sys status key=\\t\\r");
  g_assert_cmpstr (terminal.shown->str, ==, "");
  scene_input (scene, "off");
  test_wait_for (terminal.ended, CHILD_PATIENCE);
  g_assert_null (strchr (terminal.shown->str, '\033'));
  terminal_end (&terminal);
}

/* Into a file: not a line that is written anew. */
static void
test_no_terminal (Scene *scene, gconstpointer data)
{
  g_autoptr (Child) child = scene_start (scene, "boil 80 --wait");

  scene_wait_log (scene, "> sys status key=\\t\\r");
  scene_input (scene, "off");
  child_wait (child, CHILD_PATIENCE);
  g_assert_cmpstr (child->out->str, ==, "");
  g_assert_null (strchr (child->err->str, '\r'));
  g_assert_null (strchr (child->err->str, '\033'));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  scene_add ("/ctl/terminal/progress", NULL, test_progress);
  scene_add ("/ctl/terminal/narrow", NULL, test_narrow);
  scene_add ("/ctl/terminal/interrupted", NULL, test_interrupted);
  scene_add ("/ctl/terminal/dumb", "dumb", test_dumb);
  scene_add ("/ctl/terminal/unnamed", "", test_dumb);
  scene_add ("/ctl/terminal/none", NULL, test_no_terminal);

  return g_test_run ();
}
