// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/link-fixture.h"
#include "net/peer.h"
#include "support/test-wait.h"

#include <string.h>

/* Connections that somebody else has made, and kettles that must be left alone for a while. */

#define PATIENCE 5000

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kettle_connection_open_finish (KETTLE_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

static void
on_hello (KettleConnection *connection, const KettleMessage *message, gboolean *heard)
{
  *heard = *heard || message->type == KETTLE_MESSAGE_HELLO;
}

/* A connection as a scan leaves it: greeted, and answered. */
static KettleConnection *
greet (guint16 port)
{
  KettleConnection *connection =
      g_object_new (KETTLE_TYPE_CONNECTION, "hold-time", 50, "key-gap", 20, NULL);
  gboolean heard = FALSE;
  gulong handler = g_signal_connect (connection, "message", G_CALLBACK (on_hello), &heard);

  g_assert_false (kettle_connection_is_open (connection));
  kettle_connection_open_async (connection, "127.0.0.1", port, NULL, on_opened, NULL);
  test_wait_for (kettle_connection_is_open (connection), PATIENCE);
  kettle_connection_send (connection, KETTLE_COMMAND_HELLO, 0);
  test_wait_for (heard, PATIENCE);
  g_signal_handler_disconnect (connection, handler);

  return connection;
}

/* Hands @connection (transfer full) over as one to the emulated kettle. */
static void
adopt (LinkFixture *f, KettleConnection *connection)
{
  kettle_link_adopt (f->link, "127.0.0.1", kettle_emulator_get_port (f->kettle), connection);
}

static void
assert_adopted (LinkFixture *f)
{
  g_autofree char *peer = kettle_link_dup_peer (f->link);

  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), ==, 0);
  g_assert_cmpstr (kettle_link_get_host (f->link), ==, "127.0.0.1");
  g_assert_cmpuint (kettle_link_get_port (f->link), ==, kettle_emulator_get_port (f->kettle));
  g_assert_cmpstr (peer, ==, "127.0.0.1");
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, PATIENCE);
}

static void
test_takes_over (LinkFixture *f, gconstpointer data)
{
  g_assert_null (kettle_link_dup_peer (f->link));
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  assert_adopted (f);
  g_assert_cmpstr (f->states->str, ==, "connected ");
  g_assert_cmpstr (f->troubles->str, ==, "");
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nset sys output 0x4\n");
  g_assert_cmpuint (f->n_written, ==, 1);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);

  kettle_link_stop (f->link);
  g_assert_null (kettle_link_dup_peer (f->link));
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
}

static void
test_is_kept_alive (LinkFixture *f, gconstpointer data)
{
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nget sys status\nget sys status\n");
  g_assert_cmpstr (f->states->str, ==, "connected ");
}

/* A link that has never made a connection has never looked how long the machine has slept. */
static void
test_after_a_sleep (LinkFixture *f, gconstpointer data)
{
  link_fixture_sleep (3600);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  assert_adopted (f);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 600);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static void
test_ended_before (LinkFixture *f, gconstpointer data)
{
  KettleConnection *connection = greet (kettle_emulator_get_port (f->kettle));

  kettle_connection_close (connection);
  g_assert_false (kettle_connection_is_open (connection));
  g_assert_null (kettle_connection_dup_peer (connection));
  adopt (f, connection);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_adopted (f);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting connected ");
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 2);
}

/* It is gone, but nobody has noticed yet. */
static void
test_ended_unnoticed (LinkFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KettleConnection *connection = greet (kettle_emulator_get_port (f->kettle));

  kettle_emulator_input (f->kettle, "drop", &error);
  g_assert_no_error (error);
  adopt (f, connection);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_LOST);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_adopted (f);
  g_assert_cmpuint (link_fixture_get_n_clients (f), ==, 1);
}

/* What was found stops being a kettle. */
static void
test_falls_silent (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;
  KettleConnection *connection;

  peer->on_received = link_fixture_on_received_hello;
  connection = greet (peer->port);
  peer->on_received = NULL;
  kettle_link_adopt (f->link, "127.0.0.1", peer->port, connection);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_SILENT);
}

static void
test_same_kettle_while_connected (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, PATIENCE);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  test_wait_for (link_fixture_get_n_clients (f) == 1, PATIENCE);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting connected ");
  g_assert_cmpstr (f->troubles->str, ==, "");

  /* The one that is closed is the new one. */
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_OFF, 0), !=, 0);
  test_wait_for (strstr (kettle_emulator_get_heard (f->kettle), "output") != NULL, PATIENCE);
  assert_adopted (f);
}

static void
test_another_while_connected (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  peer->on_received = link_fixture_on_received_hello;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_80, 0), !=, 0);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  assert_adopted (f);
  test_wait_for (peer->n_clients == 0, PATIENCE);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

/* Half-way to something else: that ends, and nothing of it comes after. */
static void
test_another_while_greeting (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;
  KettleConnection *connection = greet (kettle_emulator_get_port (f->kettle));

  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  adopt (f, g_object_ref (connection));
  assert_adopted (f);
  test_never (peer->n_clients != 0 && peer->received->len != 0, 50);
  kettle_link_set_kettle (f->link, NULL, 0);
  g_assert_finalize_object (connection);

  connection = greet (kettle_emulator_get_port (f->kettle));
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_GREETING);
  f->last.type = KETTLE_MESSAGE_UNKNOWN;
  adopt (f, connection);
  assert_adopted (f);
  test_wait_for (peer->n_clients == 0, PATIENCE);
  /* Longer than the greeting's deadline was. */
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 700);
  g_assert_cmpuint (link_fixture_get_n_clients (f), ==, 1);
}

/* Nothing is left of what was planned, nor of how long the outage has lasted. */
static void
test_while_waiting (LinkFixture *f, gconstpointer data)
{
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  test_wait_for (kettle_link_get_retry_at (f->link) > g_get_monotonic_time () + 400000, 8000);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  assert_adopted (f);
  kettle_link_give_up (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), <=, g_get_monotonic_time () + 120000);
}

static void
on_state_stop (KettleLink *link, GParamSpec *pspec, gpointer user_data)
{
  if (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED)
    kettle_link_stop (link);
}

static void
test_stopped_by_a_handler (LinkFixture *f, gconstpointer data)
{
  g_signal_connect (f->link, "notify::state", G_CALLBACK (on_state_stop), NULL);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
  g_assert_cmpstr (f->messages->str, ==, "");
}

static void
test_link_goes_with_it (LinkFixture *f, gconstpointer data)
{
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  g_assert_finalize_object (g_steal_pointer (&f->link));
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
}

/* Held, and whatever may come it stays so. */
static void
assert_left_alone (LinkFixture *f, guint n_accepted)
{
  kettle_link_want (f->link);
  kettle_link_resumed (f->link);
  kettle_link_network_changed (f->link);
  link_fixture_sleep (60);
  kettle_link_want (f->link);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), ==, 0);
  g_assert_null (kettle_link_dup_peer (f->link));
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD
                  || link_fixture_get_n_accepted (f) != n_accepted
                  || kettle_link_get_retry_at (f->link) != 0,
              500);
  test_wait_for (link_fixture_get_n_clients (f) == 0, PATIENCE);
}

static void
test_hold_while_connected (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpuint (f->n_dropped, ==, 1);
  assert_left_alone (f, 1);
  g_assert_null (strstr (kettle_emulator_get_heard (f->kettle), "output"));

  /* Another network's wish is none here. */
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 2);
}

static void
test_hold_half_way (LinkFixture *f, gconstpointer data)
{
  link_fixture_set_kettle (f);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD, 100);
  assert_left_alone (f, link_fixture_get_n_accepted (f));
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==, "");

  kettle_link_set_kettle (f->link, "127.0.0.1", f->peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_GREETING);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  test_wait_for (f->peer->n_clients == 0, PATIENCE);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_HELD || f->peer->n_accepted != 1, 700);
}

static void
test_hold_keeps_the_trouble (LinkFixture *f, gconstpointer data)
{
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_REFUSED);
  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_HELD);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_REFUSED);
  assert_left_alone (f, 0);

  /* It turns out to be another network as well; the first reason does not take that back. */
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpstr (f->states->str, ==, "connecting waiting held ");
}

static void
test_nothing_to_hold (LinkFixture *f, gconstpointer data)
{
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_connect (f);
  kettle_link_release (f->link);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 150);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting connected ");
}

/* What was wanted while it was held is tried the moment it may be, and only once. */
static void
test_wish_is_remembered (LinkFixture *f, gconstpointer data)
{
  link_fixture_replace_link (f, "grace-time", 60000, NULL);
  link_fixture_connect (f);
  kettle_link_want (f->link);
  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), >, g_get_monotonic_time () + 40000000);

  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  kettle_link_want (f->link);
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);

  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);

  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_want (f->link);
  kettle_link_release (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
}

/* Everything that happens when a laptop is opened at home again, all at once: one attempt. */
static void
test_released_with_hints (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_resumed (f->link);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_network_changed (f->link);
  kettle_link_release (f->link);
  kettle_link_network_changed (f->link);
  kettle_link_resumed (f->link);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), <=, g_get_monotonic_time () + 100000);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_never (link_fixture_get_n_accepted (f) != 2, 250);
}

static void
test_asked_while_held (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  link_fixture_set_kettle (f);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);

  /* The same, when there is no trouble to be told of. */
  kettle_link_hold (f->link, KETTLE_TROUBLE_NONE);
  link_fixture_set_kettle (f);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);

  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  adopt (f, greet (kettle_emulator_get_port (f->kettle)));
  assert_adopted (f);
  kettle_link_hold (f->link, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_set_kettle (f->link, NULL, 0);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
}

/* Chosen without a single packet. */
static void
test_set_held (LinkFixture *f, gconstpointer data)
{
  guint16 port = kettle_emulator_get_port (f->kettle);

  kettle_link_set_held (f->link, "127.0.0.1", port, KETTLE_TROUBLE_NONE);
  g_assert_cmpstr (kettle_link_get_host (f->link), ==, "127.0.0.1");
  g_assert_cmpuint (kettle_link_get_port (f->link), ==, port);
  assert_left_alone (f, 0);
  kettle_link_set_held (f->link, "127.0.0.1", port, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpstr (f->states->str, ==, "held ");
  kettle_link_release (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);

  kettle_link_set_held (f->link, "127.0.0.1", f->peer->port, KETTLE_TROUBLE_NONE);
  assert_left_alone (f, 1);
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
}

static void
add_adopt (void)
{
  link_fixture_add ("/net/link-adopt/takes-over", test_takes_over);
  link_fixture_add ("/net/link-adopt/is-kept-alive", test_is_kept_alive);
  link_fixture_add ("/net/link-adopt/after-a-sleep", test_after_a_sleep);
  link_fixture_add ("/net/link-adopt/ended-before", test_ended_before);
  link_fixture_add ("/net/link-adopt/ended-unnoticed", test_ended_unnoticed);
  link_fixture_add ("/net/link-adopt/falls-silent", test_falls_silent);
  link_fixture_add ("/net/link-adopt/same-while-connected", test_same_kettle_while_connected);
  link_fixture_add ("/net/link-adopt/another-while-connected", test_another_while_connected);
  link_fixture_add ("/net/link-adopt/another-while-greeting", test_another_while_greeting);
  link_fixture_add ("/net/link-adopt/while-waiting", test_while_waiting);
  link_fixture_add ("/net/link-adopt/stopped-by-a-handler", test_stopped_by_a_handler);
  link_fixture_add ("/net/link-adopt/link-goes-with-it", test_link_goes_with_it);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_adopt ();
  link_fixture_add ("/net/link-hold/while-connected", test_hold_while_connected);
  link_fixture_add ("/net/link-hold/half-way", test_hold_half_way);
  link_fixture_add ("/net/link-hold/keeps-the-trouble", test_hold_keeps_the_trouble);
  link_fixture_add ("/net/link-hold/nothing-to-hold", test_nothing_to_hold);
  link_fixture_add ("/net/link-hold/wish-is-remembered", test_wish_is_remembered);
  link_fixture_add ("/net/link-hold/released-with-hints", test_released_with_hints);
  link_fixture_add ("/net/link-hold/asked-while-held", test_asked_while_held);
  link_fixture_add ("/net/link-hold/set-held", test_set_held);

  return g_test_run ();
}
