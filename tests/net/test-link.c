// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/link-fixture.h"
#include "net/peer.h"
#include "net/test-resolver.h"
#include "support/test-wait.h"

#include <string.h>

/* KettleLink against a well-meaning kettle, and what it does by itself. Faults:
 * test-link-faults.c. */

static void
test_exact_bytes (LinkFixture *f, gconstpointer data)
{
  guint ticket;

  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);

  ticket = kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  g_assert_cmpuint (ticket, !=, 0);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nset sys output 0x4\n");
  test_wait_for (f->last.type == KETTLE_MESSAGE_TEMPERATURE, 5000);
  g_assert_cmpuint (f->n_written, ==, 1);
  g_assert_cmpuint (f->last_ticket, ==, ticket);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting connected ");
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static void
test_proof_is_told_when_connected (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  g_assert_cmpstr (f->messages->str, ==, "hello ");
}

static void
test_properties (LinkFixture *f, gconstpointer data)
{
  int state;
  int trouble;
  guint port;
  gint64 retry_at;
  double scale;
  guint first;
  g_autofree char *host = NULL;

  g_object_get (f->link, "state", &state, "trouble", &trouble, "host", &host, "port", &port,
                "retry-at", &retry_at, "time-scale", &scale, "backoff-first", &first, NULL);
  g_assert_cmpint (state, ==, KETTLE_LINK_IDLE);
  g_assert_cmpint (trouble, ==, KETTLE_TROUBLE_NONE);
  g_assert_null (host);
  g_assert_cmpuint (port, ==, 0);
  g_assert_cmpint (retry_at, ==, 0);
  g_assert_cmpfloat (scale, ==, 1.0);
  g_assert_cmpuint (first, ==, 100);
  g_assert_cmpint (kettle_link_get_last_received (f->link), ==, 0);

  link_fixture_connect (f);
  g_assert_cmpstr (kettle_link_get_host (f->link), ==, "127.0.0.1");
  g_assert_cmpuint (kettle_link_get_port (f->link), ==, kettle_emulator_get_port (f->kettle));
  g_assert_cmpint (kettle_link_get_last_received (f->link), >, 0);
  g_assert_cmpint (kettle_link_get_last_received (f->link), <=, g_get_monotonic_time ());
}

static void
test_usual_numbers (LinkFixture *f, gconstpointer data)
{
  static const struct {
    const char *name;
    guint value;
  } numbers[] = {
    { "connect-timeout", 5000 }, { "greeting-timeout", 3000 }, { "keep-alive-interval", 45000 },
    { "answer-timeout", 5000 },  { "backoff-first", 1000 },    { "backoff-refused", 5000 },
    { "backoff-max", 60000 },    { "stable-time", 30000 },     { "outage-window", 300000 },
    { "hold-time", 150 },        { "key-gap", 100 },           { "outage-attempts", 12 },
  };
  KettleLink *link = kettle_link_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    guint value;

    g_object_get (link, numbers[i].name, &value, NULL);
    g_test_message ("%s", numbers[i].name);
    g_assert_cmpuint (value, ==, numbers[i].value);
  }
  g_assert_finalize_object (link);
}

static void
test_nothing_is_sent_unconnected (LinkFixture *f, gconstpointer data)
{
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  link_fixture_set_kettle (f);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  test_wait_for (kettle_link_get_state (f->link) == KETTLE_LINK_GREETING, 5000);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  kettle_link_stop (f->link);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  g_assert_null (strstr (kettle_emulator_get_heard (f->kettle), "output"));
}

static void
test_off_empties_the_queue (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  kettle_emulator_forget_heard (f->kettle);

  kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_OFF, 0);
  g_assert_cmpuint (f->n_dropped, ==, 2);
  link_fixture_wait_heard (f, "set sys output 0x0\n");
  test_never (strcmp (kettle_emulator_get_heard (f->kettle), "set sys output 0x0\n") != 0, 100);
}

/* Off comes while the first question has not left yet: the question is asked after it. */
static void
test_off_before_the_question (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_send (f->link, KETTLE_COMMAND_OFF, 0);
  g_assert_cmpuint (f->n_dropped, ==, 0);
  link_fixture_wait_heard (f, "HELLOKETTLE\nset sys output 0x0\nget sys status\n");
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  g_assert_cmpuint (f->n_written, ==, 1);
}

static void
test_keep_alive (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nget sys status\nget sys status\n");
  g_assert_cmpstr (f->states->str, ==, "connecting greeting connected ");
}

static gboolean
on_say_something (gpointer user_data)
{
  LinkFixture *f = user_data;

  kettle_emulator_say (f->kettle, "sys status 0x95\r", -1);

  return G_SOURCE_CONTINUE;
}

/* A kettle that talks need not be asked whether it is there. */
static void
test_keep_alive_counts_from_the_last_message (LinkFixture *f, gconstpointer data)
{
  guint id;

  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  id = g_timeout_add (50, on_say_something, f);
  test_never (strlen (kettle_emulator_get_heard (f->kettle)) > 27, 900);
  g_source_remove (id);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nget sys status\n");
}

static void
test_wanted_connects_at_once (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  link_fixture_replace_link (f, "backoff-first", 60000, "backoff-refused", 60000, NULL);
  peer->on_accepted = link_fixture_on_accepted_hang_up;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), >, g_get_monotonic_time () + 40000000);

  kettle_link_want (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), ==, 0);
  g_assert_cmpint (kettle_link_get_trouble (f->link), !=, KETTLE_TROUBLE_NONE);
  kettle_link_want (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  test_never (peer->n_accepted != 2, 50);
}

static void
test_wanted_while_connected (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_want (f->link);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 50);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

/* Two hints at once are one new attempt, after the grace. */
static void
test_network_changed_and_resumed (LinkFixture *f, gconstpointer data)
{
  gint64 began;

  link_fixture_connect (f);
  began = g_get_monotonic_time ();
  kettle_link_network_changed (f->link);
  kettle_link_resumed (f->link);
  kettle_link_network_changed (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_LOST);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 99000);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  test_never (link_fixture_get_n_accepted (f) != 2, 250);
}

/* The hint does not put off what was about to happen anyway. */
static void
test_network_changed_while_waiting (LinkFixture *f, gconstpointer data)
{
  gint64 retry_at;

  link_fixture_replace_link (f, "backoff-refused", 3000, "grace-time", 60000, NULL);
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  retry_at = kettle_link_get_retry_at (f->link);
  kettle_link_network_changed (f->link);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), ==, retry_at);

  link_fixture_replace_link (f, "backoff-refused", 60000, "grace-time", 3000, NULL);
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  retry_at = kettle_link_get_retry_at (f->link);
  kettle_link_network_changed (f->link);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), <, retry_at);
}

static void
test_press_after_an_hour_of_suspend (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  kettle_emulator_forget_heard (f->kettle);
  link_fixture_sleep (3600);

  /* Nobody has told it of the sleep; the click finds out. */
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), ==, 0);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  kettle_link_want (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);

  /* The word of the system comes late, and costs no second attempt. */
  kettle_link_resumed (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 2);
}

static void
test_press_before_an_hour_of_suspend (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON,
                                      kettle_clock_get_boottime () + 5 * G_USEC_PER_SEC),
                    !=, 0);
  link_fixture_sleep (3600);
  test_wait_for (f->n_dropped == 1, 5000);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  test_never (strstr (kettle_emulator_get_heard (f->kettle), "output") != NULL, 300);
}

/* The keep-alive's timer stood still meanwhile. */
static void
test_sleep_is_found_out (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  link_fixture_sleep (60);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_LOST);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpstr (f->states->str, ==,
                   "connecting greeting connected waiting connecting greeting connected ");
}

/* Slept over the time of the next attempt: it comes a little later, and does come. */
static void
test_sleep_while_waiting (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "close-after", 0, NULL);
  link_fixture_set_kettle (f);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_object_set (f->kettle, "close-after", -1, NULL);
  link_fixture_sleep (3600);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

static void
test_same_kettle_again (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  link_fixture_set_kettle (f);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 50);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);

  /* After trouble it is a new start. */
  kettle_link_give_up (f->link);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_SILENT);
  link_fixture_set_kettle (f);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

static void
test_another_kettle (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  link_fixture_connect (f);
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  test_wait_for (peer->received->len > 0 && link_fixture_get_n_clients (f) == 0, 5000);
  g_assert_cmpstr (peer->received->str, ==, "HELLOKETTLE\n");
  kettle_link_set_kettle (f->link, NULL, 0);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_null (kettle_link_get_host (f->link));
  test_wait_for (peer->n_clients == 0, 5000);
  test_never (peer->n_accepted != 1 || link_fixture_get_n_accepted (f) != 1, 200);
}

/* Whatever is thrown at it. */
static void
test_never_two_connections (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  peer->on_received = link_fixture_on_received_hello;
  for (int i = 0; i < 400; i++) {
    switch (g_test_rand_int_range (0, 6)) {
    case 0:
      kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
      break;
    case 1:
      kettle_link_want (f->link);
      break;
    case 2:
      kettle_link_network_changed (f->link);
      break;
    case 3:
      kettle_link_give_up (f->link);
      break;
    case 4:
      kettle_link_resumed (f->link);
      break;
    default:
      kettle_link_send (f->link, KETTLE_COMMAND_GET_STATUS, 0);
      break;
    }
    for (int j = g_test_rand_int_range (0, 10); j > 0; j--)
      g_main_context_iteration (NULL, FALSE);
  }
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  kettle_link_want (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_wait_for (peer->n_clients == 1, 5000);
  g_assert_cmpuint (peer->max_clients, ==, 1);
  g_assert_cmpuint (peer->n_accepted, >, 3);
  kettle_link_stop (f->link);
  test_wait_for (peer->n_clients == 0, 5000);
}

/* Hints every few milliseconds, and a kettle that hangs up every time: twelve attempts in a young
 * outage, one in the longest delay afterwards. */
static void
test_attempts_are_limited (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;
  gint64 began;
  gint64 lasted;

  link_fixture_replace_link (f, "backoff-first", 1000, "backoff-refused", 1000, "backoff-max",
                             60000, "grace-time", 2000, "outage-window", 150000, "connect-timeout",
                             500000, "time-scale", 100.0, NULL);
  peer->on_accepted = link_fixture_on_accepted_hang_up;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  began = g_get_monotonic_time ();
  while (peer->n_accepted < 15 && g_get_monotonic_time () - began < 10 * G_USEC_PER_SEC) {
    kettle_link_network_changed (f->link);
    test_never (FALSE, 5);
    lasted = g_get_monotonic_time () - began;
    if (lasted < 1450000)
      g_assert_cmpuint (peer->n_accepted, <=, 12);
  }

  /* The twelve took less than the window; the rest waits for its end, and 0.6 s each. */
  lasted = g_get_monotonic_time () - began;
  g_assert_cmpuint (peer->n_accepted, ==, 15);
  g_assert_cmpint (lasted, >=, 1450000 + 2 * 600000);
}

/* A person may always try; what the program does by itself yields. */
static void
test_clicks_count (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  link_fixture_replace_link (f, "backoff-first", 100, "backoff-refused", 100, NULL);
  peer->on_accepted = link_fixture_on_accepted_hang_up;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  for (guint i = 1; i <= 20; i++) {
    test_wait_for (peer->n_accepted >= i && kettle_link_get_state (f->link) == KETTLE_LINK_WAITING,
                   5000);
    kettle_link_want (f->link);
  }
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpuint (peer->n_accepted, >=, 21);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), >, g_get_monotonic_time () + 200000000);
}

static void
hang_up_and_look (LinkFixture *f, Peer *peer, gint64 least, gint64 most)
{
  gint64 delay;

  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  peer_hang_up (peer);
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, KETTLE_TROUBLE_LOST);
  delay = kettle_link_get_retry_at (f->link) - g_get_monotonic_time ();
  g_assert_cmpint (delay, >=, least);
  g_assert_cmpint (delay, <=, most);
}

/* Srain's mistake: a back-off that starts over with every connect, however short it holds. */
static void
test_back_off_ends_with_stability (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  link_fixture_replace_link (f, "backoff-first", 10000, "stable-time", 300, "outage-attempts", 100,
                             NULL);
  peer->on_received = link_fixture_on_received_hello;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  hang_up_and_look (f, peer, 7500000, 12000000);
  kettle_link_want (f->link);
  hang_up_and_look (f, peer, 15500000, 24000000);
  kettle_link_want (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 320);
  hang_up_and_look (f, peer, 7500000, 12000000);
}

static void
test_give_up_resets (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  peer->on_received = link_fixture_on_received_hello;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_wait_for (strcmp (f->messages->str, "hello hello ") == 0, 5000);
  kettle_link_give_up (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
  test_wait_for (peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (peer->end, ==, PEER_RESET);

  /* Not connected: nothing to give up. */
  kettle_link_give_up (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_WAITING);
}

static void
test_stop_closes (LinkFixture *f, gconstpointer data)
{
  Peer *peer = f->peer;

  peer->on_received = link_fixture_on_received_hello;
  kettle_link_set_kettle (f->link, "127.0.0.1", peer->port);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_wait_for (strcmp (f->messages->str, "hello hello ") == 0, 5000);
  kettle_link_stop (f->link);
  test_wait_for (peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (peer->end, ==, PEER_CLOSED);
  g_assert_cmpuint (peer->n_accepted, ==, 1);
}

static void
test_unwritten_is_told (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
  f->state_at_drop = KETTLE_LINK_IDLE;
  kettle_link_give_up (f->link);
  g_assert_cmpuint (f->n_dropped, ==, 2);
  g_assert_cmpint (f->state_at_drop, ==, KETTLE_LINK_WAITING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  kettle_link_drop_unwritten (f->link);
  g_assert_cmpuint (f->n_dropped, ==, 3);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  kettle_emulator_input (f->kettle, "drop", NULL);
  kettle_link_send (f->link, KETTLE_COMMAND_WARM, 0);
  test_wait_for (f->n_dropped + f->n_written == 4, 5000);
  g_assert_null (strstr (kettle_emulator_get_heard (f->kettle), "output 0x4"));
}

static void
test_stop_is_silent (LinkFixture *f, gconstpointer data)
{
  gsize n;

  link_fixture_connect (f);
  kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  kettle_link_stop (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpstr (kettle_link_get_host (f->link), ==, "127.0.0.1");
  n = f->states->len + f->messages->len;
  kettle_emulator_say (f->kettle, "sys status 0x5\r", -1);
  kettle_link_want (f->link);
  kettle_link_network_changed (f->link);
  kettle_link_resumed (f->link);
  kettle_link_stop (f->link);
  test_wait_for (link_fixture_get_n_clients (f) == 0, 5000);
  test_never (f->n_dropped > 0 || f->states->len + f->messages->len != n, 200);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);

  link_fixture_set_kettle (f);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
}

static void
test_disposed_in_every_state (LinkFixture *f, gconstpointer data)
{
  static const KettleLinkState states[] = {
    KETTLE_LINK_IDLE,      KETTLE_LINK_CONNECTING, KETTLE_LINK_GREETING,
    KETTLE_LINK_CONNECTED, KETTLE_LINK_WAITING,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    link_fixture_replace_link (f, NULL);
    if (states[i] != KETTLE_LINK_IDLE)
      link_fixture_set_kettle (f);
    if (states[i] == KETTLE_LINK_WAITING) {
      link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
      kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
      kettle_link_give_up (f->link);
    }
    link_fixture_wait_state (f, states[i]);
    if (states[i] == KETTLE_LINK_CONNECTED)
      kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
    f->n_dropped = 0;
    g_assert_finalize_object (g_steal_pointer (&f->link));
    test_wait_for (link_fixture_get_n_clients (f) == 0, 5000);
    test_never (f->n_dropped > 0, 20);
  }
}

static void
on_state_choose_another (KettleLink *link, GParamSpec *pspec, LinkFixture *f)
{
  if (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED)
    kettle_link_set_kettle (link, NULL, 0);
}

static void
test_handler_clears_the_kettle (LinkFixture *f, gconstpointer data)
{
  g_signal_connect (f->link, "notify::state", G_CALLBACK (on_state_choose_another), f);
  link_fixture_set_kettle (f);
  test_wait_for (strstr (f->states->str, "connected") != NULL, 5000);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_IDLE);
  g_assert_cmpstr (f->messages->str, ==, "");
  test_wait_for (link_fixture_get_n_clients (f) == 0, 5000);
}

static void
on_dropped_choose_again (KettleLink *link, guint ticket, LinkFixture *f)
{
  g_assert_cmpuint (kettle_link_send (link, KETTLE_COMMAND_ON, 0), ==, 0);
  link_fixture_set_kettle (f);
  kettle_link_want (link);
}

static void
test_handler_acts_on_dropped (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  kettle_link_send (f->link, KETTLE_COMMAND_WARM, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_WARM, 0);
  g_signal_connect (f->link, "dropped", G_CALLBACK (on_dropped_choose_again), f);
  kettle_link_give_up (f->link);
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTING);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_wait_for (link_fixture_get_n_clients (f) == 1, 5000);
}

static void
on_event_let_go (LinkFixture *f)
{
  if (f->link == NULL)
    return;
  g_signal_handlers_disconnect_by_data (f->link, f);
  g_clear_object (&f->link);
}

/* The last owner lets go in a handler of each kind. */
static void
test_handler_lets_go (LinkFixture *f, gconstpointer data)
{
  static const char *const details[] = { "notify::state", "notify::retry-at", "notify::trouble",
                                         "message",       "written",          "dropped" };

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++) {
    KettleLink *weak;

    g_test_message ("%s", details[i]);
    link_fixture_replace_link (f, NULL);
    weak = f->link;
    g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
    link_fixture_connect (f);
    g_signal_connect_swapped (f->link, details[i], G_CALLBACK (on_event_let_go), f);
    if (g_str_equal (details[i], "dropped"))
      kettle_link_send (f->link, KETTLE_COMMAND_80, kettle_clock_get_boottime () - 1);
    else
      kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
    if (g_str_has_prefix (details[i], "notify"))
      kettle_link_network_changed (f->link);
    test_wait_for (weak == NULL, 5000);
    test_wait_for (link_fixture_get_n_clients (f) == 0, 5000);
  }
}

static void
test_debug_log (LinkFixture *f, gconstpointer data)
{
  g_test_expect_message ("kettle-net", G_LOG_LEVEL_DEBUG, "idle, kettle set: connecting");
  link_fixture_set_kettle (f);
  g_test_assert_expected_messages ();
}

static void
add (const char *name, LinkFixtureFunc func)
{
  g_autofree char *path = g_strconcat ("/net/link/", name, NULL);

  link_fixture_add (path, func);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("exact-bytes", test_exact_bytes);
  add ("proof-is-told-when-connected", test_proof_is_told_when_connected);
  add ("properties", test_properties);
  add ("usual-numbers", test_usual_numbers);
  add ("nothing-is-sent-unconnected", test_nothing_is_sent_unconnected);
  add ("off-empties-the-queue", test_off_empties_the_queue);
  add ("off-before-the-question", test_off_before_the_question);
  add ("keep-alive", test_keep_alive);
  add ("keep-alive-counts-from-the-last-message", test_keep_alive_counts_from_the_last_message);
  add ("wanted-connects-at-once", test_wanted_connects_at_once);
  add ("wanted-while-connected", test_wanted_while_connected);
  add ("network-changed-and-resumed", test_network_changed_and_resumed);
  add ("network-changed-while-waiting", test_network_changed_while_waiting);
  add ("press-after-an-hour-of-suspend", test_press_after_an_hour_of_suspend);
  add ("press-before-an-hour-of-suspend", test_press_before_an_hour_of_suspend);
  add ("sleep-is-found-out", test_sleep_is_found_out);
  add ("sleep-while-waiting", test_sleep_while_waiting);
  add ("same-kettle-again", test_same_kettle_again);
  add ("another-kettle", test_another_kettle);
  add ("never-two-connections", test_never_two_connections);
  add ("attempts-are-limited", test_attempts_are_limited);
  add ("clicks-count", test_clicks_count);
  add ("back-off-ends-with-stability", test_back_off_ends_with_stability);
  add ("give-up-resets", test_give_up_resets);
  add ("stop-closes", test_stop_closes);
  add ("unwritten-is-told", test_unwritten_is_told);
  add ("stop-is-silent", test_stop_is_silent);
  add ("disposed-in-every-state", test_disposed_in_every_state);
  add ("handler-clears-the-kettle", test_handler_clears_the_kettle);
  add ("handler-acts-on-dropped", test_handler_acts_on_dropped);
  add ("handler-lets-go", test_handler_lets_go);
  add ("debug-log", test_debug_log);

  return g_test_run ();
}
