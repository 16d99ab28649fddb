// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/link-fixture.h"
#include "support/test-wait.h"

#include <string.h>

/* A link whose kettle somebody else deals with: whatever is asked of it meanwhile, it makes no
 * connection, and afterwards it does what was asked last. */

#define PATIENCE 5000

static void
assert_paused (LinkFixture *f)
{
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_SET_UP);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), ==, 0);
  g_assert_null (kettle_link_dup_peer (f->link));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kettle_connection_open_finish (KETTLE_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

/* Everything that makes a link connect, or may. */
static void
tempt (LinkFixture *f)
{
  guint16 port = kettle_emulator_get_port (f->kettle);

  kettle_link_want (f->link);
  assert_paused (f);
  kettle_link_resumed (f->link);
  kettle_link_network_changed (f->link);
  kettle_link_give_up (f->link);
  assert_paused (f);
  kettle_link_release (f->link);
  assert_paused (f);
  kettle_link_set_held (f->link, "127.0.0.1", port, KETTLE_TROUBLE_OTHER_NETWORK);
  assert_paused (f);
  kettle_link_release (f->link);
  assert_paused (f);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_set_kettle (f->link, "127.0.0.1", port);
  assert_paused (f);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD
                  || link_fixture_get_n_clients (f) != 0,
              400);
}

static void
test_while_connected (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_pause (f->link);
  assert_paused (f);
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
  tempt (f);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);

  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 2);
  g_assert_null (strstr (kettle_emulator_get_heard (f->kettle), "output"));
}

/* Nothing was asked of it: it goes on with its kettle. */
static void
test_goes_on (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  g_assert_false (kettle_link_is_paused (f->link));
  kettle_link_pause (f->link);
  kettle_link_pause (f->link);
  kettle_link_unpause (f->link);
  assert_paused (f);
  g_assert_true (kettle_link_is_paused (f->link));
  kettle_link_unpause (f->link);
  g_assert_false (kettle_link_is_paused (f->link));
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpstr (f->states->str, ==,
                   "connecting greeting connected held waiting connecting greeting connected ");
}

/* What was pressed before the pause and never left is not pressed after it. */
static void
test_presses_are_dropped (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  kettle_link_pause (f->link);
  g_assert_cmpuint (f->n_dropped, ==, 1);
  kettle_link_want (f->link);
  kettle_link_unpause (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_null (strstr (kettle_emulator_get_heard (f->kettle), "output"));
}

static void
test_half_way (LinkFixture *f, gconstpointer data)
{
  link_fixture_set_kettle (f);
  kettle_link_pause (f->link);
  assert_paused (f);
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD, 200);
  kettle_link_unpause (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

/* A link without a kettle stays without one, and one that it gets meanwhile has to wait. */
static void
test_without_a_kettle (LinkFixture *f, gconstpointer data)
{
  kettle_link_pause (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_set_kettle (f);
  assert_paused (f);
  kettle_link_set_kettle (f->link, NULL, 0);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);

  kettle_link_pause (f->link);
  link_fixture_set_kettle (f);
  test_never (link_fixture_get_n_accepted (f) != 0, 200);
  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

/* A connection that is handed over would be a second one beside what the pause is for. */
static void
test_adopted_meanwhile (LinkFixture *f, gconstpointer data)
{
  KettleConnection *connection = kettle_connection_new ();
  guint16 port = kettle_emulator_get_port (f->kettle);

  kettle_connection_open_async (connection, "127.0.0.1", port, NULL, on_opened, NULL);
  test_wait_for (kettle_connection_is_open (connection), PATIENCE);
  kettle_link_pause (f->link);
  kettle_link_adopt (f->link, "127.0.0.1", port, connection);
  assert_paused (f);
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
  kettle_link_unpause (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 2);
}

/* Held before, held after, unless it was released meanwhile. */
static void
test_held_before (LinkFixture *f, gconstpointer data)
{
  guint16 port = kettle_emulator_get_port (f->kettle);

  kettle_link_set_held (f->link, "127.0.0.1", port, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_pause (f->link);
  assert_paused (f);
  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_OTHER_NETWORK);

  kettle_link_pause (f->link);
  kettle_link_release (f->link);
  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

/* Another network meanwhile: it must not connect there when the pause is over. */
static void
test_held_meanwhile (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_pause (f->link);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  assert_paused (f);
  kettle_link_unpause (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_OTHER_NETWORK);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD, 200);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static void
test_stopped_meanwhile (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_pause (f->link);
  kettle_link_stop (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  kettle_link_unpause (f->link);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_IDLE, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  link_fixture_add ("/net/link-pause/while-connected", test_while_connected);
  link_fixture_add ("/net/link-pause/goes-on", test_goes_on);
  link_fixture_add ("/net/link-pause/presses-are-dropped", test_presses_are_dropped);
  link_fixture_add ("/net/link-pause/half-way", test_half_way);
  link_fixture_add ("/net/link-pause/without-a-kettle", test_without_a_kettle);
  link_fixture_add ("/net/link-pause/adopted-meanwhile", test_adopted_meanwhile);
  link_fixture_add ("/net/link-pause/held-before", test_held_before);
  link_fixture_add ("/net/link-pause/held-meanwhile", test_held_meanwhile);
  link_fixture_add ("/net/link-pause/stopped-meanwhile", test_stopped_meanwhile);

  return g_test_run ();
}
