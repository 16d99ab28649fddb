// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kitchen.h"

#include "support/test-wait.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* How far sleeps have put the boot clock ahead, seconds. */
static int slept;

static const char *const kinds[] = { "", "on", "off", "temperature", "warm", "minutes" };
static const char *const failures[] = { "", "not-sent", "no-answer", "not-confirmed" };

/* The C library's, but for the sleeps. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    now->tv_sec += slept;

  return result;
}

static void
on_boiled (KettleModel *model, int temperature, Kitchen *self)
{
  g_string_append_printf (self->events, "boiled(%d) ", temperature);
}

static void
on_lifted (KettleModel *model, Kitchen *self)
{
  g_string_append (self->events, "lifted ");
}

static void
on_problem (KettleModel *model, Kitchen *self)
{
  g_string_append (self->events, "problem ");
}

static void
on_warm_ended (KettleModel *model, Kitchen *self)
{
  g_string_append (self->events, "warm-ended ");
}

static void
on_gap (KettleModel *model, gint64 from, gint64 to, gboolean still_on, Kitchen *self)
{
  g_assert_cmpint (from, <=, to);
  g_assert_cmpint (to, >=, g_get_real_time () / G_USEC_PER_SEC - 1);
  g_assert_cmpint (from, >, to - 60);
  g_string_append_printf (self->events, "gap(%d) ", still_on);
}

static void
on_lost_sight (KettleModel *model, gint64 since, Kitchen *self)
{
  g_assert_cmpint (since, >, g_get_real_time () / G_USEC_PER_SEC - 60);
  g_string_append (self->events, "lost-sight ");
}

static void
on_failed (KettleModel *model, int kind, int argument, int failure, guint number, Kitchen *self)
{
  g_string_append_printf (self->events, "failed(%s,%d,%s) ", kinds[kind], argument,
                          failures[failure]);
}

static void
on_confirmed (KettleModel *model, int kind, int argument, Kitchen *self)
{
  g_string_append_printf (self->events, "confirmed(%s,%d) ", kinds[kind], argument);
}

static void
on_changed (KettleModel *model, Kitchen *self)
{
  self->n_changed++;
}

/* Whatever is notified, the whole of it fits together. */
static void
assert_plausible (const KettleSnapshot *now)
{
  if (now->connection != KETTLE_LIFE_CONNECTED) {
    g_assert_cmpint (now->phase, ==, KETTLE_PHASE_UNKNOWN);
    g_assert_false (now->on);
    g_assert_false (now->warm);
    g_assert_cmpint (now->target_temperature, ==, 0);
    g_assert_cmpint (now->warm_minutes, ==, 0);
    g_assert_cmpint (now->heating_since, ==, 0);
  }
  if (now->phase == KETTLE_PHASE_HEATING)
    g_assert_true (now->on);
  if (now->phase == KETTLE_PHASE_LIFTED || now->phase == KETTLE_PHASE_PROBLEM)
    g_assert_false (now->on);
}

static void
on_notify (KettleModel *model, GParamSpec *pspec, Kitchen *self)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (model, &now);
  assert_plausible (&now);
  if (g_str_equal (pspec->name, "connection"))
    g_string_append_printf (self->story, "%s ", kettle_life_get_word (now.connection));
  else if (g_str_equal (pspec->name, "phase"))
    g_string_append_printf (self->story, "%s ", kettle_phase_get_word (now.phase));
  else if (g_str_equal (pspec->name, "on"))
    g_string_append_printf (self->story, "on=%d ", now.on);
  else if (g_str_equal (pspec->name, "target-temperature"))
    g_string_append_printf (self->story, "target=%d ", now.target_temperature);
  else if (g_str_equal (pspec->name, "warm"))
    g_string_append_printf (self->story, "warm=%d ", now.warm);
  else if (g_str_equal (pspec->name, "warm-minutes"))
    g_string_append_printf (self->story, "minutes=%d ", now.warm_minutes);
}

static void
listen_to_model (Kitchen *self)
{
  g_signal_connect (self->model, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (self->model, "lifted", G_CALLBACK (on_lifted), self);
  g_signal_connect (self->model, "problem", G_CALLBACK (on_problem), self);
  g_signal_connect (self->model, "warm-ended", G_CALLBACK (on_warm_ended), self);
  g_signal_connect (self->model, "gap-hid-something", G_CALLBACK (on_gap), self);
  g_signal_connect (self->model, "lost-sight", G_CALLBACK (on_lost_sight), self);
  g_signal_connect (self->model, "request-failed", G_CALLBACK (on_failed), self);
  g_signal_connect (self->model, "request-confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect (self->model, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->model, "notify", G_CALLBACK (on_notify), self);
}

/**
 * kitchen_set_up:
 * @self: a kitchen, all zero
 * @user_data: unused
 *
 * For g_test_add(). Nobody is connected yet.
 */
void
kitchen_set_up (Kitchen *self, gconstpointer user_data)
{
  self->events = g_string_new (NULL);
  self->story = g_string_new (NULL);
  kitchen_open (self);
  self->link = g_object_new (KETTLE_TYPE_LINK, "connect-timeout", 2000, "greeting-timeout", 1000,
                             "backoff-first", 50, "backoff-refused", 50, "backoff-max", 100,
                             "grace-time", 20, "outage-attempts", 1000, "key-gap", 20, NULL);
  self->model =
      g_object_new (KETTLE_TYPE_MODEL, "link", self->link, "answer-delay", 250, "confirm-timeout",
                    600, "send-timeout", 1200, "guard-time", 250, "memory-time", 1500,
                    "lost-sight-delay", 400, "warm-press-quiet", 500, NULL);
  listen_to_model (self);
}

/**
 * kitchen_tear_down:
 * @self: a kitchen
 * @user_data: unused
 *
 * For g_test_add(). The model, the link and the kettle are gone after it.
 */
void
kitchen_tear_down (Kitchen *self, gconstpointer user_data)
{
  kettle_link_stop (self->link);
  if (self->model != NULL)
    g_assert_finalize_object (self->model);
  g_assert_finalize_object (self->link);
  kitchen_close (self);
  g_string_free (self->events, TRUE);
  g_string_free (self->story, TRUE);
}

/**
 * kitchen_open:
 * @self: a kitchen
 *
 * A new kettle is plugged in, at the address of the one before it if there was one.
 */
void
kitchen_open (Kitchen *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->emulator);
  self->emulator = kettle_emulator_new ();
  kettle_emulator_listen (self->emulator, "127.0.0.1", self->port, &error);
  g_assert_no_error (error);
  self->port = kettle_emulator_get_port (self->emulator);
}

/**
 * kitchen_close:
 * @self: a kitchen
 *
 * The kettle's plug is pulled.
 */
void
kitchen_close (Kitchen *self)
{
  gpointer weak = self->emulator;

  if (self->emulator == NULL)
    return;

  g_object_add_weak_pointer (G_OBJECT (self->emulator), &weak);
  kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);
  test_wait_for (weak == NULL, KITCHEN_PATIENCE);
}

/**
 * kitchen_connect:
 * @self: a kitchen
 *
 * Connects, and forgets the story so far: the kettle is known to be off.
 */
void
kitchen_connect (Kitchen *self)
{
  kettle_link_set_kettle (self->link, "127.0.0.1", self->port);
  test_wait_for (kitchen_is (self, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  kitchen_forget (self);
}

/**
 * kitchen_forget:
 * @self: a kitchen
 *
 * What was told and heard so far is forgotten.
 */
void
kitchen_forget (Kitchen *self)
{
  g_string_truncate (self->events, 0);
  g_string_truncate (self->story, 0);
  self->n_changed = 0;
  if (self->emulator != NULL)
    kettle_emulator_forget_heard (self->emulator);
}

/**
 * kitchen_input:
 * @self: a kitchen
 * @line: what a hand does to the kettle, such as "lift"
 */
void
kitchen_input (Kitchen *self, const char *line)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (self->emulator, line, &error);
  g_assert_no_error (error);
}

/**
 * kitchen_boil:
 * @self: a kitchen
 *
 * The kettle is in a great hurry from now on: what is on boils within a fifth of a second.
 */
void
kitchen_boil (Kitchen *self)
{
  g_object_set (self->emulator, "speed", 1000.0, NULL);
}

/**
 * kitchen_sleep:
 * @self: a kitchen
 * @seconds: how long
 *
 * The machine sleeps, as far as anybody can tell: timers stand still, the boot clock does not.
 */
void
kitchen_sleep (Kitchen *self, int seconds)
{
  slept += seconds;
}

/**
 * kitchen_look:
 * @self: a kitchen
 *
 * Returns: what the model shows
 */
KettleSnapshot
kitchen_look (Kitchen *self)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (self->model, &now);

  return now;
}

/**
 * kitchen_is:
 * @self: a kitchen
 * @phase: a phase
 *
 * Returns: whether that is the model's
 */
gboolean
kitchen_is (Kitchen *self, KettlePhase phase)
{
  return kitchen_look (self).phase == phase;
}

/**
 * kitchen_heard:
 * @self: a kitchen
 * @line: the beginning of a command
 *
 * Returns: whether the kettle heard it
 */
gboolean
kitchen_heard (Kitchen *self, const char *line)
{
  return strstr (kettle_emulator_get_heard (self->emulator), line) != NULL;
}

/**
 * kitchen_told:
 * @self: a kitchen
 * @event: the beginning of an event
 *
 * Returns: whether the model told it
 */
gboolean
kitchen_told (Kitchen *self, const char *event)
{
  return strstr (self->events->str, event) != NULL;
}
