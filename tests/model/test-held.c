// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "model/kitchen.h"

#include "support/test-wait.h"

/* A kettle that is left alone for a while, and one that has moved. */

typedef struct {
  Kitchen kitchen;
  KettleEmulator *other; /* a second kettle */
  guint16 port;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kitchen_set_up (&f->kitchen, NULL);
  f->other = kettle_emulator_new ();
  kettle_emulator_listen (f->other, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  f->port = kettle_emulator_get_port (f->other);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer weak = f->other;

  kitchen_tear_down (&f->kitchen, NULL);
  g_object_add_weak_pointer (G_OBJECT (f->other), &weak);
  kettle_emulator_shut_down (f->other);
  g_object_unref (f->other);
  test_wait_for (weak == NULL, KITCHEN_PATIENCE);
}

static void
assert_told (Fixture *f, const char *events)
{
  g_assert_cmpstr (f->kitchen.events->str, ==, events);
}

static void
connect_heating (Fixture *f)
{
  kitchen_connect (&f->kitchen);
  kitchen_input (&f->kitchen, "on");
  test_wait_for (kitchen_look (&f->kitchen).target_temperature == 100, KITCHEN_PATIENCE);
  kitchen_forget (&f->kitchen);
}

static void
choose_again (Fixture *f)
{
  kettle_link_set_kettle (f->kitchen.link, "127.0.0.1", f->kitchen.port);
  test_wait_for (!kitchen_is (&f->kitchen, KETTLE_PHASE_UNKNOWN), KITCHEN_PATIENCE);
}

static void
hold_elsewhere (Fixture *f)
{
  kettle_link_hold (f->kitchen.link, KETTLE_TROUBLE_OTHER_NETWORK);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kettle_connection_open_finish (KETTLE_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

/* The second kettle's connection is handed over. That it is the same one is said right before: what
 * the link tells of its own attempts meanwhile would be taken for the next address. */
static void
adopt_other (Fixture *f, gboolean same)
{
  KettleConnection *connection = kettle_connection_new ();

  kettle_connection_open_async (connection, "127.0.0.1", f->port, NULL, on_opened, NULL);
  test_wait_for (kettle_connection_is_open (connection), KITCHEN_PATIENCE);
  if (same)
    kettle_model_follow_move (f->kitchen.model);
  kettle_link_adopt (f->kitchen.link, "127.0.0.1", f->port, connection);
  g_assert_cmpint (kitchen_look (&f->kitchen).connection, ==, KETTLE_LIFE_CONNECTED);
  g_assert_cmpuint (kettle_model_get_port (f->kitchen.model), ==, f->port);
  test_wait_for (!kitchen_is (&f->kitchen, KETTLE_PHASE_UNKNOWN), KITCHEN_PATIENCE);
}

/* Nobody knows what it does, and nobody says so before time. */
static void
test_dark_while_elsewhere (Fixture *f, gconstpointer data)
{
  KettleSnapshot now;

  connect_heating (f);
  hold_elsewhere (f);
  now = kitchen_look (&f->kitchen);
  g_assert_cmpint (now.connection, ==, KETTLE_LIFE_UNREACHABLE);
  g_assert_cmpint (now.trouble, ==, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpint (now.phase, ==, KETTLE_PHASE_UNKNOWN);
  g_assert_false (now.on);
  g_assert_cmpint (now.retry_at, ==, 0);
  g_assert_cmpint (now.last_seen, >, g_get_real_time () / G_USEC_PER_SEC - 60);
  test_never (kitchen_look (&f->kitchen).connection != KETTLE_LIFE_UNREACHABLE, 100);
}

static void
test_gap_is_told_after_it (Fixture *f, gconstpointer data)
{
  connect_heating (f);
  hold_elsewhere (f);
  test_wait_for (kitchen_told (&f->kitchen, "lost-sight"), KITCHEN_PATIENCE);
  kitchen_input (&f->kitchen, "off");
  kettle_link_release (f->kitchen.link);
  test_wait_for (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  assert_told (f, "lost-sight gap(0) ");
}

static void
test_still_heating_after_it (Fixture *f, gconstpointer data)
{
  gint64 since;

  connect_heating (f);
  since = kitchen_look (&f->kitchen).heating_since;
  hold_elsewhere (f);
  choose_again (f);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_HEATING));
  g_assert_cmpint (kitchen_look (&f->kitchen).heating_since, ==, since);
  assert_told (f, "");
}

static void
test_held_without_trouble (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_link_hold (f->kitchen.link, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kitchen_look (&f->kitchen).connection, ==, KETTLE_LIFE_CONNECTING);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_UNKNOWN));
  kettle_link_release (f->kitchen.link);
  test_wait_for (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
}

/* At once, and nothing is left that might be sent when the person says "here". */
static void
test_requests_fail_elsewhere (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  hold_elsewhere (f);
  kettle_model_request_on (f->kitchen.model, TRUE);
  assert_told (f, "failed(on,0,not-sent) ");
  kettle_model_request_on (f->kitchen.model, TRUE);
  kettle_model_request_temperature (f->kitchen.model, 80, TRUE);
  kettle_model_request_off (f->kitchen.model);
  assert_told (f, "failed(on,0,not-sent) failed(on,0,not-sent) failed(temperature,80,not-sent) "
                  "failed(off,0,not-sent) ");
  kettle_model_request_warm (f->kitchen.model);
  kettle_model_request_warm_minutes (f->kitchen.model, 20);
  g_assert_cmpint (kettle_link_get_state (f->kitchen.link), ==, KETTLE_LINK_HELD);
  kitchen_forget (&f->kitchen);

  choose_again (f);
  test_never (kitchen_heard (&f->kitchen, "set sys"), 300);
  assert_told (f, "");
}

/* The same while its wifi is being set up: its module is about to be restarted. */
static void
test_requests_fail_in_a_pause (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_link_pause (f->kitchen.link);
  g_assert_cmpint (kitchen_look (&f->kitchen).connection, ==, KETTLE_LIFE_UNREACHABLE);
  g_assert_cmpint (kitchen_look (&f->kitchen).trouble, ==, KETTLE_TROUBLE_SET_UP);
  kettle_model_request_on (f->kitchen.model, TRUE);
  kettle_model_request_off (f->kitchen.model);
  assert_told (f, "failed(on,0,not-sent) failed(off,0,not-sent) ");
  kettle_link_unpause (f->kitchen.link);
  test_wait_for (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF), KITCHEN_PATIENCE);
  g_assert_false (kitchen_heard (&f->kitchen, "set sys"));
}

/* Clicked a moment before the network turned out to be another one. */
static void
test_waiting_request_fails (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_link_hold (f->kitchen.link, KETTLE_TROUBLE_NONE);
  kettle_model_request_on (f->kitchen.model, TRUE);
  assert_told (f, "");
  hold_elsewhere (f);
  assert_told (f, "failed(on,0,not-sent) ");
  choose_again (f);
  test_never (kitchen_heard (&f->kitchen, "set sys"), 300);
}

static void
test_queued_request_fails (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_model_request_on (f->kitchen.model, TRUE);
  hold_elsewhere (f);
  assert_told (f, "failed(on,0,not-sent) ");
  choose_again (f);
  test_never (kitchen_heard (&f->kitchen, "set sys"), 300);
}

/* A hold for a moment is an outage like any other. */
static void
test_request_waits_for_release (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_link_hold (f->kitchen.link, KETTLE_TROUBLE_NONE);
  kettle_model_request_on (f->kitchen.model, TRUE);
  test_never (f->kitchen.events->len != 0, 100);
  kettle_link_release (f->kitchen.link);
  g_assert_cmpint (kettle_link_get_state (f->kitchen.link), ==, KETTLE_LINK_CONNECTING);
  test_wait_for (kitchen_is (&f->kitchen, KETTLE_PHASE_HEATING), KITCHEN_PATIENCE);
  assert_told (f, "");
}

static void
test_request_waits_in_vain (Fixture *f, gconstpointer data)
{
  kitchen_connect (&f->kitchen);
  kettle_link_hold (f->kitchen.link, KETTLE_TROUBLE_NONE);
  kettle_model_request_on (f->kitchen.model, TRUE);
  test_never (f->kitchen.events->len != 0, 800);
  test_wait_for (f->kitchen.events->len != 0, KITCHEN_PATIENCE);
  assert_told (f, "failed(on,0,not-sent) ");
}

/* What was known of one is not said of another. */
static void
test_another_is_adopted (Fixture *f, gconstpointer data)
{
  connect_heating (f);
  adopt_other (f, FALSE);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF));
  test_never (f->kitchen.events->len != 0, 100);
}

static void
test_moved_kettle_is_the_same (Fixture *f, gconstpointer data)
{
  connect_heating (f);
  kitchen_close (&f->kitchen);
  test_wait_for (kitchen_look (&f->kitchen).connection == KETTLE_LIFE_UNREACHABLE,
                 KITCHEN_PATIENCE);
  test_wait_for (kitchen_told (&f->kitchen, "lost-sight"), KITCHEN_PATIENCE);
  adopt_other (f, TRUE);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF));
  assert_told (f, "lost-sight gap(0) ");
}

/* It was expected to move and did not: the next one is another one again. */
static void
test_move_that_was_none (Fixture *f, gconstpointer data)
{
  connect_heating (f);
  hold_elsewhere (f);
  kettle_model_follow_move (f->kitchen.model);
  choose_again (f);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_HEATING));
  kitchen_close (&f->kitchen);
  test_wait_for (kitchen_told (&f->kitchen, "lost-sight"), KITCHEN_PATIENCE);
  adopt_other (f, FALSE);
  g_assert_true (kitchen_is (&f->kitchen, KETTLE_PHASE_OFF));
  assert_told (f, "lost-sight ");
}

static void
add (const char *path, void (*test) (Fixture *f, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/model/held/dark-while-elsewhere", test_dark_while_elsewhere);
  add ("/model/held/gap-is-told-after-it", test_gap_is_told_after_it);
  add ("/model/held/still-heating-after-it", test_still_heating_after_it);
  add ("/model/held/without-trouble", test_held_without_trouble);
  add ("/model/held/requests-fail-elsewhere", test_requests_fail_elsewhere);
  add ("/model/held/requests-fail-in-a-pause", test_requests_fail_in_a_pause);
  add ("/model/held/waiting-request-fails", test_waiting_request_fails);
  add ("/model/held/queued-request-fails", test_queued_request_fails);
  add ("/model/held/request-waits-for-release", test_request_waits_for_release);
  add ("/model/held/request-waits-in-vain", test_request_waits_in_vain);
  add ("/model/adopted/another", test_another_is_adopted);
  add ("/model/adopted/moved-kettle-is-the-same", test_moved_kettle_is_the_same);
  add ("/model/adopted/move-that-was-none", test_move_that_was_none);

  return g_test_run ();
}
