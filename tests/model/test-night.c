// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "model/kettle-model.h"
#include "model/quick-clock.h"

#include <string.h>

/*
 * Nights of ten hours in which nobody makes tea, with every duration as it is in life: what the
 * kettle is bothered with, and how often this machine is woken. The kettle lives in a main context
 * of its own, so that its wake-ups are not counted; it owns no timer that runs.
 */

#define NIGHT          (10 * 60 * 60.0)
#define FIRST_ATTEMPTS 12
#define FIRST_MINUTES  5
#define LATER_ATTEMPTS (10 * 60 - FIRST_MINUTES + 1)
#define KEEP_ALIVE     45.0
#define WAKES_REFUSED  4 /* an attempt */
#define WAKES_SILENT   6
#define WAKES_QUESTION 4
#define GREETING       "HELLOKETTLE\n"
#define QUESTION       "get sys status\n"

typedef struct {
  GMainContext *kitchen;
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  guint16 port;
  guint n_attempts;
  guint n_early; /* in the first minutes */
  guint n_connected;
  gint64 began;
} Night;

static void
on_state (KettleLink *link, GParamSpec *pspec, Night *self)
{
  KettleLinkState state = kettle_link_get_state (link);

  if (state == KETTLE_LINK_CONNECTED)
    self->n_connected++;
  if (state != KETTLE_LINK_CONNECTING)
    return;

  self->n_attempts++;
  if (g_get_monotonic_time () - self->began < FIRST_MINUTES * 60 * G_USEC_PER_SEC)
    self->n_early++;
}

static void
set_up (Night *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  quick_clock_start (0, NULL, NULL);
  self->kitchen = g_main_context_new ();
  g_main_context_push_thread_default (self->kitchen);
  self->emulator = kettle_emulator_new ();
  kettle_emulator_listen (self->emulator, "127.0.0.1", 0, &error);
  g_main_context_pop_thread_default (self->kitchen);
  g_assert_no_error (error);
  quick_clock_set_other_world (self->kitchen);

  self->port = kettle_emulator_get_port (self->emulator);
  self->link = kettle_link_new ();
  self->model = kettle_model_new (self->link);
  g_signal_connect (self->link, "notify::state", G_CALLBACK (on_state), self);
}

static void
pull_plug (Night *self)
{
  gpointer weak = self->emulator;

  if (self->emulator == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (self->emulator), &weak);
  g_main_context_push_thread_default (self->kitchen);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
  while (g_main_context_iteration (self->kitchen, FALSE))
    continue;
  g_main_context_pop_thread_default (self->kitchen);
  g_assert_null (weak);
}

static void
tear_down (Night *self, gconstpointer user_data)
{
  kettle_link_stop (self->link);
  g_assert_finalize_object (self->model);
  g_assert_finalize_object (self->link);
  pull_plug (self);
  quick_clock_stop ();
  g_main_context_unref (self->kitchen);
}

/* Returns: how often this machine was woken */
static guint
sleep_through (Night *self)
{
  guint before = quick_clock_get_n_wakes ();

  self->began = g_get_monotonic_time ();
  kettle_link_set_kettle (self->link, "127.0.0.1", self->port);
  quick_clock_run (NIGHT, NULL, NULL);

  /* The last one is the morning's. */
  return quick_clock_get_n_wakes () - before - 1;
}

static guint
count (const char *text, const char *line)
{
  guint n = 0;

  for (const char *at = strstr (text, line); at != NULL; at = strstr (at + 1, line))
    n++;

  return n;
}

static void
assert_attempts (Night *self, const char *what, guint n_wakes, guint wakes_an_attempt)
{
  g_test_message ("%s: %u attempts in 10 hours, %u of them in the first %d minutes; %u wake-ups, "
                  "%.1f an hour",
                  what, self->n_attempts, self->n_early, FIRST_MINUTES, n_wakes,
                  n_wakes / (NIGHT / 3600));
  g_assert_cmpuint (self->n_early, >=, 3);
  g_assert_cmpuint (self->n_early, <=, FIRST_ATTEMPTS);
  g_assert_cmpuint (self->n_attempts, <=, FIRST_ATTEMPTS + LATER_ATTEMPTS);
  /* It has not given up either: also with all delays strayed to the long side. */
  g_assert_cmpuint (self->n_attempts, >=, LATER_ATTEMPTS * 3 / 4);
  g_assert_cmpuint (n_wakes, <=, wakes_an_attempt * self->n_attempts);
}

static void
test_unplugged (Night *self, gconstpointer user_data)
{
  pull_plug (self);
  assert_attempts (self, "Unplugged", sleep_through (self), WAKES_REFUSED);
  g_assert_cmpuint (self->n_connected, ==, 0);
}

static void
test_silent (Night *self, gconstpointer user_data)
{
  g_object_set (self->emulator, "mute", TRUE, NULL);
  assert_attempts (self, "Silent", sleep_through (self), WAKES_SILENT);
  g_assert_cmpuint (self->n_connected, ==, 0);
}

static void
test_full (Night *self, gconstpointer user_data)
{
  g_object_set (self->emulator, "close-after", 0, NULL);
  assert_attempts (self, "Full", sleep_through (self), WAKES_REFUSED);
  g_assert_cmpuint (self->n_connected, ==, 0);
}

static void
test_idle (Night *self, gconstpointer user_data)
{
  guint n_wakes = sleep_through (self);
  const char *heard = kettle_emulator_get_heard (self->emulator);
  guint n_greetings = count (heard, GREETING);
  guint n_questions = count (heard, QUESTION);
  guint expected = (guint) (NIGHT / KEEP_ALIVE);

  g_test_message ("Idle: %u attempts, %u greetings, %u questions in 10 hours; %u wake-ups, %.1f an "
                  "hour, %.1f a question",
                  self->n_attempts, n_greetings, n_questions, n_wakes, n_wakes / (NIGHT / 3600),
                  (double) n_wakes / n_questions);
  g_assert_cmpuint (self->n_attempts, ==, 1);
  g_assert_cmpuint (self->n_connected, ==, 1);
  g_assert_cmpuint (n_greetings, ==, 1);
  g_assert_cmpuint (n_questions, >=, expected - expected / 100);
  g_assert_cmpuint (n_questions, <=, expected + 2);
  g_assert_cmpuint (strlen (heard), ==,
                    n_greetings * strlen (GREETING) + n_questions * strlen (QUESTION));
  g_assert_cmpuint (n_wakes, <=, WAKES_QUESTION * n_questions);
  g_assert_cmpint (kettle_link_get_state (self->link), ==, KETTLE_LINK_CONNECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/model/night/unplugged", Night, NULL, set_up, test_unplugged, tear_down);
  g_test_add ("/model/night/silent", Night, NULL, set_up, test_silent, tear_down);
  g_test_add ("/model/night/full", Night, NULL, set_up, test_full, tear_down);
  g_test_add ("/model/night/idle", Night, NULL, set_up, test_idle, tear_down);

  return g_test_run ();
}
