// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/link-fixture.h"
#include "net/test-resolver.h"
#include "support/test-wait.h"

#include <string.h>

/* KettleLink against kettles in every mood, and against what is no kettle. Each test also sees that
 * the link is still of use afterwards. */

static void
choose_peer (LinkFixture *f)
{
  kettle_link_set_kettle (f->link, "127.0.0.1", f->peer->port);
}

/* A good kettle at the same link's disposal. */
static void
assert_still_of_use (LinkFixture *f)
{
  g_autoptr (GError) error = NULL;
  KettleEmulator *good = kettle_emulator_new ();

  kettle_emulator_listen (good, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  kettle_link_set_kettle (f->link, "127.0.0.1", kettle_emulator_get_port (good));
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  test_wait_for (strstr (kettle_emulator_get_heard (good), "set sys output 0x4\n") != NULL, 5000);
  kettle_link_stop (f->link);
  kettle_emulator_shut_down (good);
  g_object_unref (good);
}

static void
assert_trouble (LinkFixture *f, KettleTrouble trouble)
{
  link_fixture_wait_state (f, KETTLE_LINK_WAITING);
  g_assert_cmpint (kettle_link_get_trouble (f->link), ==, trouble);
  g_assert_cmpint (kettle_link_get_retry_at (f->link), >, 0);
}

static void
assert_works (LinkFixture *f)
{
  guint n = f->n_written;

  g_assert_cmpuint (kettle_link_send (f->link, KETTLE_COMMAND_ON, 0), !=, 0);
  test_wait_for (f->n_written == n + 1 && strstr (f->messages->str, "on ") != NULL, 5000);
}

static void
test_silent_after_ready (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "mute-after", 2, NULL);
  link_fixture_connect (f);
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==,
                   "HELLOKETTLE\nget sys status\nget sys status\n");
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (link_fixture_get_n_clients (f), ==, 1);
  assert_still_of_use (f);
}

/* The question that is not answered may not keep a later press: the connection is reset. */
static void
test_silent_peer_is_reset (LinkFixture *f, gconstpointer data)
{
  f->peer->on_received = link_fixture_on_received_hello;
  choose_peer (f);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  f->peer->on_received = NULL;
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_RESET);
}

static void
test_never_greets (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "no-greeting", TRUE, NULL);
  link_fixture_connect (f);

  /* The status was the proof, so nothing is asked again. */
  g_assert_cmpstr (f->messages->str, ==, "status ");
  test_never (strcmp (kettle_emulator_get_heard (f->kettle), "HELLOKETTLE\nget sys status\n") != 0,
              200);
  assert_works (f);
  assert_still_of_use (f);
}

static void
test_mute (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "mute", TRUE, NULL);
  link_fixture_set_kettle (f);
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==, "HELLOKETTLE\nget sys status\n");
  g_assert_cmpstr (f->states->str, ==, "connecting greeting waiting ");

  g_object_set (f->kettle, "mute", FALSE, NULL);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_works (f);
}

static void
test_endless_line (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "endless", TRUE, NULL);
  link_fixture_set_kettle (f);
  assert_trouble (f, KETTLE_TROUBLE_NOT_A_KETTLE);
  assert_still_of_use (f);
}

static void
test_endless_line_later (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  g_object_set (f->kettle, "endless", TRUE, NULL);
  assert_trouble (f, KETTLE_TROUBLE_NOT_A_KETTLE);
  g_object_set (f->kettle, "endless", FALSE, NULL);
  kettle_link_want (f->link);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_works (f);
}

static void
on_accepted_flood (Peer *peer, gpointer user_data)
{
  peer_flood (peer, user_data, 16 * 1024 * 1024);
}

static void
test_floods (LinkFixture *f, gconstpointer data)
{
  static const char *const lines[] = { "0123456789abcdef", "nonsense\r", "\r\n",
                                       "sys status 0x5\r" };

  f->peer->on_accepted = on_accepted_flood;
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    f->peer->user_data = (gpointer) lines[i];
    link_fixture_replace_link (f, "backoff-refused", 5000, NULL);
    choose_peer (f);
    assert_trouble (f, KETTLE_TROUBLE_NOT_A_KETTLE);
    /* At the slowest rate, 60 s ± 20 %. */
    g_assert_cmpint (kettle_link_get_retry_at (f->link) - g_get_monotonic_time (), >, 47500000);
    g_assert_cmpint (kettle_link_get_retry_at (f->link) - g_get_monotonic_time (), <=, 72000000);
    test_wait_for (f->peer->n_clients == 0, 5000);
  }
  assert_still_of_use (f);
}

static void
on_received_bad_request (Peer *peer, gpointer user_data)
{
  peer_say (peer,
            "HTTP/1.1 400 Bad Request\r\nServer: test\r\nContent-Type: text/html\r\n"
            "Connection: close\r\n\r\n<html><body><h1>400 Bad Request</h1></body></html>\r\n",
            -1);
  if (user_data != NULL)
    peer_hang_up (peer);
}

static void
test_web_server (LinkFixture *f, gconstpointer data)
{
  f->peer->on_received = on_received_bad_request;
  f->peer->user_data = f;
  choose_peer (f);
  assert_trouble (f, KETTLE_TROUBLE_NOT_A_KETTLE);
  g_assert_cmpstr (f->peer->received->str, ==, "HELLOKETTLE\n");
  assert_still_of_use (f);
}

static void
test_web_server_that_stays (LinkFixture *f, gconstpointer data)
{
  f->peer->on_received = on_received_bad_request;
  choose_peer (f);
  assert_trouble (f, KETTLE_TROUBLE_NOT_A_KETTLE);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting waiting ");
  test_wait_for (f->peer->n_clients == 0, 5000);
  assert_still_of_use (f);
}

/* Another client's press is no proof for us, and makes nothing less a kettle either. */
static void
on_accepted_say_on (Peer *peer, gpointer user_data)
{
  peer_say (peer, "sys status 0x5\r", -1);
}

static void
test_words_for_others (LinkFixture *f, gconstpointer data)
{
  f->peer->on_accepted = on_accepted_say_on;
  choose_peer (f);
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting waiting ");
  g_assert_cmpstr (f->messages->str, ==, "");
}

/* The answer to another client's greeting is there before ours has left: it proves a kettle, and
 * the status is asked for all the same. */
static void
on_accepted_hello (Peer *peer, gpointer user_data)
{
  peer_say (peer, "HELLOAPP\r", -1);
}

static void
test_hello_before_ours (LinkFixture *f, gconstpointer data)
{
  f->peer->on_accepted = on_accepted_hello;
  choose_peer (f);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  test_wait_for (strstr (f->peer->received->str, "get sys status\n") != NULL, 3000);
}

static void
on_received_reset (Peer *peer, gpointer user_data)
{
  peer_reset (peer);
}

static void
test_reset_in_greeting (LinkFixture *f, gconstpointer data)
{
  f->peer->on_received = on_received_reset;
  choose_peer (f);
  assert_trouble (f, KETTLE_TROUBLE_REFUSED);
  g_assert_cmpstr (f->states->str, ==, "connecting greeting waiting ");
  assert_still_of_use (f);
}

static void
test_reset_after_n (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "reset-after", 2, NULL);
  link_fixture_connect (f);
  assert_trouble (f, KETTLE_TROUBLE_LOST);
  assert_still_of_use (f);
}

static void
test_closes_after_n (LinkFixture *f, gconstpointer data)
{
  for (int n = 0; n <= 3; n++) {
    g_object_set (f->kettle, "close-after", n, NULL);
    link_fixture_replace_link (f, NULL);
    link_fixture_set_kettle (f);
    assert_trouble (f, n == 0 ? KETTLE_TROUBLE_REFUSED : KETTLE_TROUBLE_LOST);
  }

  /* Ever slower, although each time it seemed to be well. */
  test_wait_for (kettle_link_get_retry_at (f->link) > g_get_monotonic_time () + 600000, 8000);
  assert_still_of_use (f);
}

static void
test_closes_while_a_press_waits (LinkFixture *f, gconstpointer data)
{
  link_fixture_connect (f);
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  kettle_link_send (f->link, KETTLE_COMMAND_ON, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_80, 0);
  kettle_link_send (f->link, KETTLE_COMMAND_WARM, 0);
  g_object_set (f->kettle, "close-after", 3, NULL);
  assert_trouble (f, KETTLE_TROUBLE_LOST);
  g_assert_cmpuint (f->n_written + f->n_dropped, ==, 3);
  g_assert_cmpuint (f->n_dropped, >=, 1);

  /* What was dropped is not sent on the next connection. */
  g_object_set (f->kettle, "close-after", -1, NULL);
  kettle_emulator_forget_heard (f->kettle);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\n");
}

static void
test_full (LinkFixture *f, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) other = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (f->kettle, "max-clients", 1, NULL);
  g_socket_client_set_enable_proxy (client, FALSE);
  other = g_socket_client_connect_to_host (client, "127.0.0.1",
                                           kettle_emulator_get_port (f->kettle), NULL, &error);
  g_assert_no_error (error);
  test_wait_for (link_fixture_get_n_clients (f) == 1, 5000);

  link_fixture_set_kettle (f);
  assert_trouble (f, KETTLE_TROUBLE_REFUSED);
  g_assert_cmpint (kettle_link_get_retry_at (f->link) - g_get_monotonic_time (), >, 60000);
  g_io_stream_close (G_IO_STREAM (other), NULL, NULL);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_works (f);
}

static void
assert_cut_works (LinkFixture *f, const char *mood, int value, KettleLineEnd end)
{
  kettle_emulator_input (f->kettle, "off", NULL);
  g_object_set (f->kettle, "line-end", end, mood, value, NULL);
  link_fixture_replace_link (f, NULL);
  link_fixture_connect (f);
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  g_assert_cmpint (f->last.keys & KETTLE_KEY_TEMPERATURES & ~KETTLE_KEY_100, ==, 0);
  assert_works (f);
  test_wait_for (f->last.type == KETTLE_MESSAGE_TEMPERATURE, 5000);
  g_assert_cmpint (f->last.temperature, ==, 100);
  g_assert_null (strstr (f->messages->str, "unknown"));
}

static void
test_one_byte_pieces (LinkFixture *f, gconstpointer data)
{
  assert_cut_works (f, "chunk", 1, KETTLE_LINE_END_CR);
  assert_cut_works (f, "chunk", 1, KETTLE_LINE_END_LF);
  assert_cut_works (f, "chunk", 1, KETTLE_LINE_END_CRLF);
}

static void
test_random_pieces (LinkFixture *f, gconstpointer data)
{
  for (guint seed = 1; seed <= 5; seed++) {
    g_object_set (f->kettle, "seed", seed, NULL);
    assert_cut_works (f, "chunk", KETTLE_CHUNK_RANDOM, KETTLE_LINE_END_CRLF);
  }
}

static void
test_glued (LinkFixture *f, gconstpointer data)
{
  assert_cut_works (f, "glue", TRUE, KETTLE_LINE_END_CR);
  assert_cut_works (f, "glue", TRUE, KETTLE_LINE_END_LF);
  assert_cut_works (f, "glue", TRUE, KETTLE_LINE_END_CRLF);
}

static void
test_empty_idle_key (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "idle-key", KETTLE_IDLE_KEY_EMPTY, "line-end", KETTLE_LINE_END_LF, NULL);
  link_fixture_connect (f);
  test_wait_for (f->last.type == KETTLE_MESSAGE_STATUS, 5000);
  g_assert_cmpint (f->last.keys, ==, 0);

  /* Held back though it was, it was an answer. */
  link_fixture_wait_heard (f, "HELLOKETTLE\nget sys status\nget sys status\nget sys status\n");
  g_assert_cmpint (kettle_link_get_state (f->link), ==, KETTLE_LINK_CONNECTED);
}

static void
test_late_answers (LinkFixture *f, gconstpointer data)
{
  /* Later than the first part of the greeting, so the status is asked twice; then in time. */
  g_object_set (f->kettle, "delay", 300, NULL);
  link_fixture_connect (f);
  test_never (kettle_link_get_state (f->link) != KETTLE_LINK_CONNECTED, 1000);
  assert_works (f);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static void
test_too_late_answers (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "delay", 1500, NULL);
  link_fixture_set_kettle (f);
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  g_object_set (f->kettle, "delay", 0, NULL);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  assert_works (f);
}

static void
test_stray_hello (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "stray-hello", TRUE, NULL);
  link_fixture_connect (f);
  test_wait_for (strstr (f->messages->str + strlen ("hello "), "hello ") != NULL, 8000);
  assert_works (f);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static void
test_unknown_words (LinkFixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "unknown", TRUE, NULL);
  link_fixture_connect (f);
  test_wait_for (strstr (f->messages->str, "unknown ") != NULL, 8000);
  assert_works (f);
  g_assert_cmpuint (link_fixture_get_n_accepted (f), ==, 1);
}

static gboolean
on_say_unknown (gpointer user_data)
{
  LinkFixture *f = user_data;

  peer_say (f->peer, "chatter\r", -1);

  return G_SOURCE_CONTINUE;
}

/* Words nobody knows are no answer: it is asked all the same, and given up. */
static void
test_chatter_is_no_answer (LinkFixture *f, gconstpointer data)
{
  guint id;

  f->peer->on_received = link_fixture_on_received_hello;
  choose_peer (f);
  link_fixture_wait_state (f, KETTLE_LINK_CONNECTED);
  f->peer->on_received = NULL;
  id = g_timeout_add (50, on_say_unknown, f);
  assert_trouble (f, KETTLE_TROUBLE_SILENT);
  g_source_remove (id);
}

static void
test_refused (LinkFixture *f, gconstpointer data)
{
  link_fixture_replace_link (f, "backoff-refused", 5000, "backoff-first", 1000, NULL);
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  assert_trouble (f, KETTLE_TROUBLE_REFUSED);
  g_assert_cmpint (kettle_link_get_retry_at (f->link) - g_get_monotonic_time (), >, 3900000);
  g_assert_cmpint (kettle_link_get_retry_at (f->link) - g_get_monotonic_time (), <=, 6000000);
  assert_still_of_use (f);
}

/* "Trying again" is no reason to take the explanation away. */
static void
test_trouble_lasts_through_attempts (LinkFixture *f, gconstpointer data)
{
  kettle_link_set_kettle (f->link, "127.0.0.1", peer_find_dead_port ());
  test_wait_for (strstr (f->states->str, "waiting connecting waiting connecting waiting") != NULL,
                 8000);
  g_assert_cmpstr (f->troubles->str, ==, "2 ");
  link_fixture_set_kettle (f);
  g_assert_cmpstr (f->troubles->str, ==, "2 0 ");
}

static void
test_unknown_name (LinkFixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("");

  kettle_link_set_kettle (f->link, "kettle.invalid", 2000);
  assert_trouble (f, KETTLE_TROUBLE_NO_SUCH_NAME);
  test_resolver_remove (resolver);
  assert_still_of_use (f);
}

/* The machine's own resolver: fast or slow, the deadline holds. */
static void
test_unknown_name_for_real (LinkFixture *f, gconstpointer data)
{
  link_fixture_replace_link (f, "connect-timeout", 1500, NULL);
  kettle_link_set_kettle (f->link, "kettle.invalid", 2000);
  assert_trouble (f, KETTLE_TROUBLE_NO_SUCH_NAME);
  assert_still_of_use (f);
}

static void
test_resolver_hangs (LinkFixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install (NULL);

  link_fixture_replace_link (f, "connect-timeout", 300, NULL);
  kettle_link_set_kettle (f->link, "kettle.test", 2000);
  assert_trouble (f, KETTLE_TROUBLE_NO_SUCH_NAME);
  test_resolver_remove (resolver);
  assert_still_of_use (f);
}

static void
test_public_name (LinkFixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("93.184.216.34");

  kettle_link_set_kettle (f->link, "kettle.test", 2000);
  assert_trouble (f, KETTLE_TROUBLE_NOT_LOCAL);
  test_resolver_remove (resolver);
  assert_still_of_use (f);
}

static void
test_public_address (LinkFixture *f, gconstpointer data)
{
  kettle_link_set_kettle (f->link, "8.8.8.8", 2000);
  assert_trouble (f, KETTLE_TROUBLE_NOT_LOCAL);
  assert_still_of_use (f);
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

  add ("silent-after-ready", test_silent_after_ready);
  add ("silent-peer-is-reset", test_silent_peer_is_reset);
  add ("never-greets", test_never_greets);
  add ("mute", test_mute);
  add ("endless-line", test_endless_line);
  add ("endless-line-later", test_endless_line_later);
  add ("floods", test_floods);
  add ("web-server", test_web_server);
  add ("web-server-that-stays", test_web_server_that_stays);
  add ("words-for-others", test_words_for_others);
  add ("hello-before-ours", test_hello_before_ours);
  add ("reset-in-greeting", test_reset_in_greeting);
  add ("reset-after-n", test_reset_after_n);
  add ("closes-after-n", test_closes_after_n);
  add ("closes-while-a-press-waits", test_closes_while_a_press_waits);
  add ("full", test_full);
  add ("one-byte-pieces", test_one_byte_pieces);
  add ("random-pieces", test_random_pieces);
  add ("glued", test_glued);
  add ("empty-idle-key", test_empty_idle_key);
  add ("late-answers", test_late_answers);
  add ("too-late-answers", test_too_late_answers);
  add ("stray-hello", test_stray_hello);
  add ("unknown-words", test_unknown_words);
  add ("chatter-is-no-answer", test_chatter_is_no_answer);
  add ("refused", test_refused);
  add ("trouble-lasts-through-attempts", test_trouble_lasts_through_attempts);
  add ("unknown-name", test_unknown_name);
  add ("unknown-name-for-real", test_unknown_name_for_real);
  add ("resolver-hangs", test_resolver_hangs);
  add ("public-name", test_public_name);
  add ("public-address", test_public_address);

  return g_test_run ();
}
