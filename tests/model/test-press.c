// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kettle-press.h"
#include "model/kitchen.h"
#include "support/test-wait.h"

#include <string.h>

/* What callers who wait for the end of a press are told, with a kettle on a real socket. */

typedef struct {
  gboolean ended;
  GError *error;
} End;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  End *end = user_data;

  g_assert_false (end->ended);
  end->ended = TRUE;
  kettle_press_finish (KETTLE_MODEL (source), result, &end->error);
}

static void
press (Kitchen *kitchen, KettleRequestKind kind, int argument, End *end)
{
  *end = (End){ 0 };
  kettle_press_async (kitchen->model, kind, argument, on_ready, end);
}

static void
assert_done (End *end)
{
  test_wait_for (end->ended, KITCHEN_PATIENCE);
  g_assert_no_error (end->error);
}

static void
assert_error (End *end, KettlePressError code)
{
  test_wait_for (end->ended, KITCHEN_PATIENCE);
  g_assert_error (end->error, KETTLE_PRESS_ERROR, (int) code);
  g_clear_error (&end->error);
}

static void
test_confirmed (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  press (kitchen, KETTLE_REQUEST_ON, 0, &end);
  g_assert_false (kitchen_look (kitchen).on);
  assert_done (&end);
  g_assert_true (kitchen_look (kitchen).on);

  press (kitchen, KETTLE_REQUEST_OFF, 0, &end);
  assert_done (&end);
  g_assert_false (kitchen_look (kitchen).on);
}

/* The end is the second look, not the first word. */
static void
test_on_then_temperature (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  kettle_emulator_forget_heard (kitchen->emulator);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &end);
  test_wait_for (kitchen_look (kitchen).target_temperature == 80, KITCHEN_PATIENCE);
  g_assert_false (end.ended);
  assert_done (&end);
  g_assert_cmpstr (kettle_emulator_get_heard (kitchen->emulator), ==,
                   "set sys output 0x4\nset sys output 0x4000\nget sys status\n");
}

static void
test_so_already (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  kettle_emulator_forget_heard (kitchen->emulator);
  press (kitchen, KETTLE_REQUEST_ON, 0, &end);
  assert_done (&end);
  g_assert_cmpstr (kettle_emulator_get_heard (kitchen->emulator), ==, "");
}

static void
test_asked_twice (Kitchen *kitchen, gconstpointer user_data)
{
  End first, second;

  kitchen_connect (kitchen);
  kettle_emulator_forget_heard (kitchen->emulator);
  press (kitchen, KETTLE_REQUEST_ON, 0, &first);
  press (kitchen, KETTLE_REQUEST_ON, 0, &second);
  assert_done (&first);
  assert_done (&second);
  g_assert_cmpstr (kettle_emulator_get_heard (kitchen->emulator), ==, "set sys output 0x4\n");
}

static void
test_replaced (Kitchen *kitchen, gconstpointer user_data)
{
  End first, second, off;

  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "delay", 150, NULL);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &first);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 95, &second);
  assert_error (&first, KETTLE_PRESS_ERROR_REPLACED);
  press (kitchen, KETTLE_REQUEST_OFF, 0, &off);
  assert_error (&second, KETTLE_PRESS_ERROR_REPLACED);
  assert_done (&off);
  g_assert_false (kitchen_look (kitchen).on);
}

static void
test_no_kettle (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  press (kitchen, KETTLE_REQUEST_ON, 0, &end);
  assert_error (&end, KETTLE_PRESS_ERROR_NO_KETTLE);
}

static void
test_away (Kitchen *kitchen, gconstpointer user_data)
{
  End end, warm;

  kitchen_connect (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection != KETTLE_LIFE_CONNECTED, KITCHEN_PATIENCE);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 65, &end);
  press (kitchen, KETTLE_REQUEST_WARM, 0, &warm);
  assert_error (&warm, KETTLE_PRESS_ERROR_NOT_CONNECTED);
  assert_error (&end, KETTLE_PRESS_ERROR_NOT_SENT);
}

/* Another kettle was chosen meanwhile. */
static void
test_chosen_away (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "delay", 300, NULL);
  press (kitchen, KETTLE_REQUEST_ON, 0, &end);
  kettle_link_stop (kitchen->link);
  assert_error (&end, KETTLE_PRESS_ERROR_REPLACED);
}

static void
test_mute (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "mute", TRUE, NULL);
  press (kitchen, KETTLE_REQUEST_ON, 0, &end);
  assert_error (&end, KETTLE_PRESS_ERROR_NO_ANSWER);
}

/* It talks, but not of what was pressed. */
static void
test_deaf (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).target_temperature == 100, KITCHEN_PATIENCE);
  g_object_set (kitchen->emulator, "mute", TRUE, NULL);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &end);
  assert_error (&end, KETTLE_PRESS_ERROR_NOT_CONFIRMED);
}

static void
test_warm (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  press (kitchen, KETTLE_REQUEST_WARM, 0, &end);
  assert_done (&end);
  g_assert_true (kitchen_look (kitchen).warm);
  press (kitchen, KETTLE_REQUEST_WARM_MINUTES, 10, &end);
  assert_done (&end);
  g_assert_cmpint (kitchen_look (kitchen).warm_minutes, ==, 10);
}

/* A toggle is not pressed into a connection that has slept; whoever waits for it is told. */
static void
test_warm_after_sleep (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  kitchen_input (kitchen, "on");
  test_wait_for (kitchen_look (kitchen).on, KITCHEN_PATIENCE);
  kitchen_sleep (kitchen, 3600);
  press (kitchen, KETTLE_REQUEST_WARM, 0, &end);
  assert_error (&end, KETTLE_PRESS_ERROR_NOT_CONNECTED);
}

/* Asked again before the second look at the first: that one's end is not the end of this. */
static void
test_asked_again (Kitchen *kitchen, gconstpointer user_data)
{
  End first, second;

  kitchen_connect (kitchen);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &first);
  test_wait_for (kitchen_look (kitchen).target_temperature == 80, KITCHEN_PATIENCE);
  kitchen_input (kitchen, "95");
  test_wait_for (kitchen_look (kitchen).target_temperature == 95, KITCHEN_PATIENCE);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &second);
  assert_done (&first);
  assert_done (&second);
  g_assert_cmpint (kitchen_look (kitchen).target_temperature, ==, 80);
}

/* The older one for the same is found to have expired when the newer one comes. */
static void
test_asked_again_after_sleep (Kitchen *kitchen, gconstpointer user_data)
{
  End first, second;

  kitchen_connect (kitchen);
  kitchen_close (kitchen);
  test_wait_for (kitchen_look (kitchen).connection == KETTLE_LIFE_UNREACHABLE, KITCHEN_PATIENCE);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &first);
  kitchen_open (kitchen);
  kitchen_sleep (kitchen, 3600);
  press (kitchen, KETTLE_REQUEST_TEMPERATURE, 80, &second);
  assert_error (&first, KETTLE_PRESS_ERROR_NOT_SENT);
  assert_done (&second);
  g_assert_cmpint (kitchen_look (kitchen).target_temperature, ==, 80);
}

/* A length without an answer is no error. */
static void
test_minutes_unanswered (Kitchen *kitchen, gconstpointer user_data)
{
  End end;

  kitchen_connect (kitchen);
  g_object_set (kitchen->emulator, "mute", TRUE, NULL);
  press (kitchen, KETTLE_REQUEST_WARM_MINUTES, 20, &end);
  assert_done (&end);
  g_assert_cmpint (kitchen_look (kitchen).warm_minutes, ==, 0);
}

static void
test_names (void)
{
  g_autoptr (GError) error =
      g_error_new (KETTLE_PRESS_ERROR, KETTLE_PRESS_ERROR_NOT_SENT, "Nothing was pressed");
  g_autofree char *name = g_dbus_error_encode_gerror (error);

  g_assert_cmpstr (name, ==, "io.github.kettle_desktop.Kettle1.Error.NotSent");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, Kitchen, NULL, kitchen_set_up, function, kitchen_tear_down)
  ADD ("/model/press/confirmed", test_confirmed);
  ADD ("/model/press/on-then-temperature", test_on_then_temperature);
  ADD ("/model/press/so-already", test_so_already);
  ADD ("/model/press/asked-twice", test_asked_twice);
  ADD ("/model/press/replaced", test_replaced);
  ADD ("/model/press/no-kettle-chosen", test_no_kettle);
  ADD ("/model/press/kettle-away", test_away);
  ADD ("/model/press/another-kettle-meanwhile", test_chosen_away);
  ADD ("/model/press/mute-kettle", test_mute);
  ADD ("/model/press/temperature-not-confirmed", test_deaf);
  ADD ("/model/press/warm-and-its-minutes", test_warm);
  ADD ("/model/press/warm-after-a-sleep", test_warm_after_sleep);
  ADD ("/model/press/asked-again-before-the-second-look", test_asked_again);
  ADD ("/model/press/asked-again-after-a-sleep", test_asked_again_after_sleep);
  ADD ("/model/press/minutes-unanswered", test_minutes_unanswered);
  g_test_add_func ("/model/press/names-on-the-bus", test_names);

  return g_test_run ();
}
