// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-link.h"
#include "net/kettle-scanner.h"
#include "support/test-wait.h"

#include <net/if.h>
#include <string.h>

/*
 * Looks at a small network of this machine alone, 127.55.0.0/28, and what becomes of a connection
 * that found a kettle.
 */

typedef struct {
  KettleEmulator *kettle;
  guint16 port;
  KettleScanner *scanner;
  int complete; /* as "ended" told it; -1 before */
} Fixture;

static void
on_ended (KettleScanner *scanner, gboolean complete, Fixture *fixture)
{
  fixture->complete = complete;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  KettleInterface interface = { .name = "test0", .flags = IFF_UP | IFF_RUNNING };
  g_autoptr (GError) error = NULL;

  fixture->kettle = kettle_emulator_new ();
  kettle_emulator_listen (fixture->kettle, "127.55.0.9", 0, &error);
  g_assert_no_error (error);
  fixture->port = kettle_emulator_get_port (fixture->kettle);
  fixture->complete = -1;

  interface.address = (127u << 24) + (55u << 16) + 1;
  interface.netmask = 0xfffffff0;
  fixture->scanner = g_object_new (KETTLE_TYPE_SCANNER, "port", (guint) fixture->port,
                                   "greeting-timeout", 400, "keep-time", 700, NULL);
  kettle_scanner_set_surroundings (fixture->scanner,
                                   kettle_surroundings_new (&interface, 1, NULL, NULL));
  g_signal_connect (fixture->scanner, "ended", G_CALLBACK (on_ended), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->scanner != NULL)
    g_assert_finalize_object (fixture->scanner);
  kettle_emulator_shut_down (fixture->kettle);
  g_object_unref (fixture->kettle);
}

static guint
count_found (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->scanner));
}

static guint
get_kettle (Fixture *fixture, const char *property)
{
  guint n;

  g_object_get (fixture->kettle, property, &n, NULL);

  return n;
}

static void
scan (Fixture *fixture)
{
  fixture->complete = -1;
  kettle_scanner_start (fixture->scanner, NULL);
  test_wait_for (fixture->complete == TRUE, 5000);
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
}

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  scan (fixture);
  g_assert_cmpuint (count_found (fixture), ==, 1);
  g_assert_cmpuint (kettle_scanner_get_n_done (fixture->scanner), ==, 13);
  g_assert_cmpfloat (kettle_scanner_get_progress (fixture->scanner), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (fixture->scanner), 0);
  g_assert_cmpstr (kettle_found_get_host (found), ==, "127.55.0.9");
  g_assert_null (kettle_found_get_mac (found));
  g_assert_cmpuint (get_kettle (fixture, "n-accepted"), ==, 1);
  g_assert_cmpstr (kettle_emulator_get_heard (fixture->kettle), ==, "HELLOKETTLE\n");
}

/* A status is no proof in a look: only HELLOAPP is. */
static void
test_no_greeting (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->kettle, "no-greeting", TRUE, NULL);
  kettle_scanner_start (fixture->scanner, NULL);
  test_wait_for (get_kettle (fixture, "n-clients") == 1, 3000);
  kettle_emulator_say (fixture->kettle, "sys status key=!\rsys status 0x5\r", -1);
  test_wait_for (fixture->complete == TRUE, 5000);
  g_assert_cmpuint (count_found (fixture), ==, 0);
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
  g_assert_cmpstr (kettle_emulator_get_heard (fixture->kettle), ==, "HELLOKETTLE\n");
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->kettle, "mute", TRUE, NULL);
  scan (fixture);
  g_assert_cmpuint (count_found (fixture), ==, 0);
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
}

static void
test_endless (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->kettle, "endless", TRUE, "no-greeting", TRUE, NULL);
  scan (fixture);
  g_assert_cmpuint (count_found (fixture), ==, 0);
  g_assert_cmpuint (get_kettle (fixture, "n-accepted"), ==, 1);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->kettle, "mute", TRUE, NULL);
  kettle_scanner_start (fixture->scanner, NULL);
  test_wait_for (get_kettle (fixture, "n-clients") == 1, 3000);
  kettle_scanner_cancel (fixture->scanner);
  g_assert_cmpint (fixture->complete, ==, FALSE);
  g_assert_false (kettle_scanner_is_running (fixture->scanner));
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
  kettle_scanner_cancel (fixture->scanner);
}

static void
test_dropped_in_the_middle (Fixture *fixture, gconstpointer data)
{
  kettle_scanner_start (fixture->scanner, NULL);
  test_wait_for (get_kettle (fixture, "n-clients") == 1, 3000);
  g_assert_finalize_object (fixture->scanner);
  fixture->scanner = NULL;
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
}

/* Nobody chose it: the kettle gets its place back, the list keeps its line. */
static void
test_kept_too_long (Fixture *fixture, gconstpointer data)
{
  scan (fixture);
  g_assert_cmpuint (get_kettle (fixture, "n-clients"), ==, 1);
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
  g_assert_cmpuint (count_found (fixture), ==, 1);
}

static void
test_looks_again (Fixture *fixture, gconstpointer data)
{
  scan (fixture);
  scan (fixture);
  g_assert_cmpuint (count_found (fixture), ==, 1);
  g_assert_cmpuint (get_kettle (fixture, "n-accepted"), ==, 2);
  test_wait_for (get_kettle (fixture, "n-clients") == 1, 3000);
  kettle_scanner_clear (fixture->scanner);
  g_assert_cmpuint (count_found (fixture), ==, 0);
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
}

/* What the link talks with is listed, and not asked. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  kettle_scanner_set_own (fixture->scanner, "127.55.0.9", fixture->port, FALSE);
  scan (fixture);
  g_assert_cmpuint (count_found (fixture), ==, 0);

  kettle_scanner_start (fixture->scanner, NULL);
  kettle_scanner_set_own (fixture->scanner, "127.55.0.9", fixture->port, TRUE);
  g_assert_cmpuint (count_found (fixture), ==, 1);
  found = g_list_model_get_item (G_LIST_MODEL (fixture->scanner), 0);
  g_assert_true (kettle_found_is_own (found));
  g_assert_null (kettle_found_take_connection (found));
  kettle_scanner_set_own (fixture->scanner, "127.55.0.9", fixture->port, TRUE);
  g_assert_cmpuint (count_found (fixture), ==, 1);
  kettle_scanner_cancel (fixture->scanner);
  g_assert_cmpuint (get_kettle (fixture, "n-accepted"), ==, 0);
}

static KettleConnection *
take_connection (Fixture *fixture)
{
  g_autoptr (KettleFound) found = NULL;

  scan (fixture);
  found = g_list_model_get_item (G_LIST_MODEL (fixture->scanner), 0);

  return kettle_found_take_connection (found);
}

static void
test_adopted (Fixture *fixture, gconstpointer data)
{
  KettleLink *link = kettle_link_new ();
  g_autofree char *peer = NULL;

  kettle_link_adopt (link, "127.55.0.9", fixture->port, take_connection (fixture));
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTED);
  peer = kettle_link_dup_peer (link);
  g_assert_cmpstr (peer, ==, "127.55.0.9");
  test_wait_for (strstr (kettle_emulator_get_heard (fixture->kettle), "get sys status\n") != NULL,
                 3000);
  g_assert_cmpstr (kettle_emulator_get_heard (fixture->kettle), ==,
                   "HELLOKETTLE\nget sys status\n");
  g_assert_cmpuint (get_kettle (fixture, "n-accepted"), ==, 1);
  /* Not closed when the time to keep it is over. */
  test_never (get_kettle (fixture, "n-clients") == 0, 900);
  g_assert_finalize_object (link);
}

/* It had ended by then: an attempt like any other. */
static void
test_adopted_too_late (Fixture *fixture, gconstpointer data)
{
  KettleLink *link = kettle_link_new ();
  KettleConnection *connection = take_connection (fixture);

  kettle_connection_close (connection);
  kettle_link_adopt (link, "127.55.0.9", fixture->port, connection);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTING);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED, 3000);
  g_assert_finalize_object (link);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  KettleLink *link = g_object_new (KETTLE_TYPE_LINK, "grace-time", 100, NULL);

  kettle_link_set_held (link, "127.55.0.9", fixture->port, KETTLE_TROUBLE_OTHER_NETWORK);
  kettle_link_want (link);
  kettle_link_network_changed (link);
  kettle_link_resumed (link);
  test_never (get_kettle (fixture, "n-accepted") > 0, 400);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_OTHER_NETWORK);
  g_assert_cmpint (kettle_link_get_retry_at (link), ==, 0);

  kettle_link_release (link);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_NONE);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_WAITING);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED, 3000);

  kettle_link_hold (link, KETTLE_TROUBLE_NONE);
  test_wait_for (get_kettle (fixture, "n-clients") == 0, 3000);
  kettle_link_want (link);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_HELD);
  kettle_link_release (link);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTING);
  g_assert_finalize_object (link);
}

/* The hints come together, as they do after a sleep: one attempt. */
static void
test_hints_coincide (Fixture *fixture, gconstpointer data)
{
  KettleLink *link = g_object_new (KETTLE_TYPE_LINK, "grace-time", 100, NULL);

  kettle_link_set_kettle (link, "127.55.0.9", fixture->port);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED, 3000);
  kettle_link_network_changed (link);
  kettle_link_resumed (link);
  kettle_link_network_changed (link);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_WAITING);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_CONNECTED, 3000);
  test_never (get_kettle (fixture, "n-accepted") > 2, 500);
  g_assert_finalize_object (link);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/scanner/finds-a-kettle", test_finds);
  ADD ("/net/scanner/status-proves-nothing", test_no_greeting);
  ADD ("/net/scanner/silent", test_silent);
  ADD ("/net/scanner/endless", test_endless);
  ADD ("/net/scanner/cancelled", test_cancelled);
  ADD ("/net/scanner/dropped-in-the-middle", test_dropped_in_the_middle);
  ADD ("/net/scanner/kept-too-long", test_kept_too_long);
  ADD ("/net/scanner/looks-again", test_looks_again);
  ADD ("/net/scanner/own-kettle-is-not-asked", test_own);
  ADD ("/net/scanner/adopted-without-a-second-greeting", test_adopted);
  ADD ("/net/scanner/adopted-too-late", test_adopted_too_late);
  ADD ("/net/link/held", test_held);
  ADD ("/net/link/hints-coincide", test_hints_coincide);

  return g_test_run ();
}
