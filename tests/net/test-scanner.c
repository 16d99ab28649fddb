// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-link.h"
#include "net/kettle-scanner.h"
#include "net/peer.h"
#include "support/test-wait.h"

#include <net/if.h>
#include <string.h>

/*
 * KettleScanner in a network of fourteen addresses of this machine alone, in which whoever is not
 * there refuses. A real one: test-netns-scan.c.
 */

#define PEER   "127.0.0.1"
#define KETTLE "127.0.0.4"
#define SECOND "127.0.0.9"
#define HUNG   "127.0.0.6"

/* All addresses but the machine's own. */
#define N_HOSTS 13

typedef struct {
  Peer *peer; /* at PEER; its port is everybody's */
  KettleEmulator *kettle;
  KettleEmulator *second; /* nullable */
  GSocket *hung;          /* nullable */
  GSocket *filler;        /* nullable */
  KettleScanner *scanner;
  guint n_ended;
  gboolean complete;
  double progress;
} Fixture;

typedef void (*FixtureFunc) (Fixture *f, gconstpointer data);

static KettleEmulator *
start_kettle (Fixture *f, const char *host)
{
  g_autoptr (GError) error = NULL;
  KettleEmulator *kettle = kettle_emulator_new ();

  kettle_emulator_listen (kettle, host, f->peer->port, &error);
  g_assert_no_error (error);

  return kettle;
}

static void
stop_kettle (KettleEmulator *kettle)
{
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
}

static guint
get_number (KettleEmulator *kettle, const char *name)
{
  guint number;

  g_object_get (kettle, name, &number, NULL);

  return number;
}

/* A host that answers no connect: its queue is full, and nobody empties it. */
static void
hang_host (Fixture *f)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (HUNG, f->peer->port);
  g_autoptr (GError) error = NULL;

  f->hung = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_socket_bind (f->hung, address, FALSE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (f->hung, 0);
  g_socket_listen (f->hung, &error);
  g_assert_no_error (error);
  f->filler =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_socket_connect (f->filler, address, NULL, &error);
  g_assert_no_error (error);
}

static void
on_ended (KettleScanner *scanner, gboolean complete, Fixture *f)
{
  g_assert_false (kettle_scanner_is_running (scanner));
  f->n_ended++;
  f->complete = complete;
}

static void
on_progress_changed (KettleScanner *scanner, GParamSpec *pspec, Fixture *f)
{
  double progress = kettle_scanner_get_progress (scanner);

  g_assert_cmpfloat (progress, <=, 1);
  g_assert_true (progress == 0 || progress > f->progress);
  f->progress = progress;
}

/* @own: the last number of the machine's own address. @arp: (nullable): its neighbours. */
static void
set_network (KettleScanner *scanner, guint own, const char *arp)
{
  KettleInterface interface = {
    .name = "test0",
    .flags = IFF_UP | IFF_RUNNING,
    .address = 0x7f000000 + own,
    .netmask = 0xfffffff0,
  };

  kettle_scanner_set_surroundings (scanner, kettle_surroundings_new (&interface, 1, NULL, arp));
}

/* With other numbers; @own as above: with 1 the peer is not asked, with 14 it is. */
static void
replace_scanner (Fixture *f, guint own, const char *name, ...)
{
  va_list others;

  g_clear_object (&f->scanner);
  va_start (others, name);
  f->scanner = KETTLE_SCANNER (g_object_new_valist (KETTLE_TYPE_SCANNER, name, others));
  va_end (others);
  set_network (f->scanner, own, NULL);
  g_signal_connect (f->scanner, "ended", G_CALLBACK (on_ended), f);
  g_signal_connect (f->scanner, "notify::progress", G_CALLBACK (on_progress_changed), f);
}

static void
use_scanner (Fixture *f, guint own, guint greeting_timeout)
{
  replace_scanner (f, own, "port", (guint) f->peer->port, "greeting-timeout", greeting_timeout,
                   NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->peer = peer_new ();
  f->kettle = start_kettle (f, KETTLE);
  use_scanner (f, 1, 2000);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->scanner != NULL)
    g_assert_finalize_object (f->scanner);
  stop_kettle (f->kettle);
  g_clear_pointer (&f->second, stop_kettle);
  g_clear_object (&f->filler);
  g_clear_object (&f->hung);
  peer_free (f->peer);
}

static guint
get_n_found (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->scanner));
}

static KettleFound *
get_found (Fixture *f, guint i)
{
  return KETTLE_FOUND (g_list_model_get_item (G_LIST_MODEL (f->scanner), i));
}

/* Looks until it has ended by itself. */
static void
look (Fixture *f)
{
  f->n_ended = 0;
  kettle_scanner_start (f->scanner, NULL);
  g_assert_true (kettle_scanner_is_running (f->scanner));
  g_assert_cmpfloat (kettle_scanner_get_progress (f->scanner), ==, 0);
  test_wait_for (f->n_ended > 0, 5000);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_true (f->complete);
  g_assert_cmpfloat (kettle_scanner_get_progress (f->scanner), ==, 1);
}

static void
test_usual_numbers (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *name;
    guint value;
  } numbers[] = {
    { "port", 2000 },        { "connect-timeout", 1200 }, { "greeting-timeout", 2000 },
    { "arp-patience", 150 }, { "arp-total", 2200 },       { "deadline", 3400 },
    { "keep-time", 30000 },  { "max-in-flight", 128 },
  };
  KettleScanner *scanner = kettle_scanner_new ();
  gboolean running;
  double progress;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    guint value;

    g_object_get (scanner, numbers[i].name, &value, NULL);
    g_assert_cmpuint (value, ==, numbers[i].value);
  }
  g_object_get (scanner, "running", &running, "progress", &progress, NULL);
  g_assert_false (running);
  g_assert_cmpfloat (progress, ==, 0);
  g_assert_null (kettle_scanner_get_plan (scanner));
  g_assert_cmpuint (kettle_scanner_get_n_done (scanner), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (scanner)) == KETTLE_TYPE_FOUND);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (scanner), 0));
  g_assert_finalize_object (scanner);
}

static void
test_two_kettles (Fixture *f, gconstpointer data)
{
  f->second = start_kettle (f, SECOND);
  look (f);
  g_assert_cmpuint (get_n_found (f), ==, 2);
  g_assert_cmpuint (kettle_scanner_get_plan (f->scanner)->addresses->len, ==, N_HOSTS);
  g_assert_cmpuint (kettle_scanner_get_n_done (f->scanner), ==, N_HOSTS);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (KettleFound) found = get_found (f, i);
    const char *host = kettle_found_get_host (found);

    g_assert_true (g_str_equal (host, KETTLE) || g_str_equal (host, SECOND));
    g_assert_cmpuint (kettle_found_get_port (found), ==, f->peer->port);
    g_assert_null (kettle_found_get_mac (found));
    g_assert_cmpfloat (kettle_found_get_seconds (found), >, 0);
    g_assert_cmpfloat (kettle_found_get_seconds (found), <, 2);
    g_assert_false (kettle_found_is_own (found));
  }
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 1);
  g_assert_cmpuint (get_number (f->second, "n-accepted"), ==, 1);
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==, "HELLOKETTLE\n");
  g_assert_cmpstr (kettle_emulator_get_heard (f->second), ==, "HELLOKETTLE\n");
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
}

static void
test_everybody_refuses (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  kettle_emulator_shut_down (f->kettle);
  look (f);
  g_assert_cmpuint (get_n_found (f), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  g_assert_cmpuint (kettle_scanner_get_n_done (f->scanner), ==, N_HOSTS);
}

/* What the neighbour table says of a kettle is listed with it. */
static void
test_hardware_address (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  set_network (f->scanner, 1,
               "IP address HW type Flags HW address Mask Device\n" KETTLE
               " 0x1 0x2 02:00:00:00:00:AB * test0\n");
  look (f);
  found = get_found (f, 0);
  g_assert_cmpstr (kettle_found_get_mac (found), ==, "02:00:00:00:00:ab");
}

/* Whoever is asked, and is no kettle: one connection, one greeting, and a goodbye. */
static void
assert_peer_was_asked_once (Fixture *f)
{
  test_wait_for (f->peer->n_clients == 0, 2000);
  g_assert_cmpuint (f->peer->n_accepted, ==, 1);
  g_assert_cmpuint (get_n_found (f), ==, 1);
}

static void
test_silent (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  use_scanner (f, 14, 300);
  look (f);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 300000);
  assert_peer_was_asked_once (f);
  g_assert_cmpstr (f->peer->received->str, ==, "HELLOKETTLE\n");
  g_assert_cmpint (f->peer->end, ==, PEER_CLOSED);
}

static void
on_received_say (Peer *peer, gpointer user_data)
{
  peer_say (peer, user_data, -1);
}

/* Whatever else a peer says, also a kettle's other words. */
static void
test_other_words (Fixture *f, gconstpointer data)
{
  f->peer->on_received = on_received_say;
  f->peer->user_data = (gpointer) data;
  use_scanner (f, 14, 300);
  look (f);
  assert_peer_was_asked_once (f);
  g_assert_cmpstr (f->peer->received->str, ==, "HELLOKETTLE\n");
}

static void
on_accepted_flood (Peer *peer, gpointer user_data)
{
  peer_flood (peer, "rubbish\r", G_MAXSIZE);
}

static void
test_flood (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  f->peer->on_accepted = on_accepted_flood;
  use_scanner (f, 14, 4000);
  look (f);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  assert_peer_was_asked_once (f);
}

static void
test_late_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  g_object_set (f->kettle, "delay", 300, NULL);
  use_scanner (f, 1, 1500);
  look (f);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  found = get_found (f, 0);
  g_assert_cmpfloat (kettle_found_get_seconds (found), >=, 0.3);
}

static void
test_too_late_answer (Fixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "delay", 600, NULL);
  use_scanner (f, 1, 200);
  look (f);
  g_assert_cmpuint (get_n_found (f), ==, 0);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
  test_never (get_n_found (f) > 0, 600);
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 1);
}

static void
test_status_only (Fixture *f, gconstpointer data)
{
  g_object_set (f->kettle, "no-greeting", TRUE, NULL);
  use_scanner (f, 1, 400);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (strstr (kettle_emulator_get_heard (f->kettle), "HELLOKETTLE\n") != NULL, 2000);
  kettle_emulator_say (f->kettle, "sys status key=!\rsys status 0x100\r", -1);
  test_wait_for (f->n_ended == 1, 3000);
  g_assert_cmpuint (get_n_found (f), ==, 0);
}

static void
test_no_answer_to_connect (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  hang_host (f);
  replace_scanner (f, 1, "port", (guint) f->peer->port, "connect-timeout", 300, NULL);
  look (f);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 300000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (get_n_found (f), ==, 1);
}

/* With one place only the hosts are asked one after the other, the last known ones first. */
static void
test_one_at_a_time (Fixture *f, gconstpointer data)
{
  const char *const hung_first[] = { "rubbish", "192.0.2.1", HUNG, KETTLE, NULL };
  const char *const kettle_first[] = { KETTLE, HUNG, NULL };
  g_autoptr (KettleFound) after = NULL;
  g_autoptr (KettleFound) before = NULL;

  hang_host (f);
  replace_scanner (f, 1, "port", (guint) f->peer->port, "connect-timeout", 400, "max-in-flight", 1,
                   NULL);
  kettle_scanner_start (f->scanner, hung_first);
  test_wait_for (get_n_found (f) == 1, 3000);
  after = get_found (f, 0);
  g_assert_cmpfloat (kettle_found_get_seconds (after), >=, 0.4);
  test_wait_for (f->n_ended == 1, 3000);

  kettle_scanner_start (f->scanner, kettle_first);
  test_wait_for (get_n_found (f) == 1, 3000);
  before = get_found (f, 0);
  g_assert_cmpfloat (kettle_found_get_seconds (before), <, 0.3);
  test_wait_for (f->n_ended == 2, 3000);
}

static void
test_deadline (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  hang_host (f);
  replace_scanner (f, 14, "port", (guint) f->peer->port, "connect-timeout", 20000,
                   "greeting-timeout", 20000, "deadline", 400, NULL);
  look (f);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 400000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  assert_peer_was_asked_once (f);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  use_scanner (f, 14, 20000);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (get_n_found (f) == 1 && f->peer->n_clients == 1, 3000);
  kettle_scanner_cancel (f->scanner);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_false (f->complete);
  g_assert_false (kettle_scanner_is_running (f->scanner));
  g_assert_cmpfloat (kettle_scanner_get_progress (f->scanner), <, 1);
  test_wait_for (f->peer->n_clients == 0, 2000);

  /* What was found until then stays. */
  g_assert_cmpuint (get_n_found (f), ==, 1);
  g_assert_cmpuint (get_number (f->kettle, "n-clients"), ==, 1);
  kettle_scanner_cancel (f->scanner);
  test_never (f->n_ended > 1 || f->peer->n_accepted > 1, 200);
}

static void
test_cancelled_at_once (Fixture *f, gconstpointer data)
{
  kettle_scanner_start (f->scanner, NULL);
  kettle_scanner_cancel (f->scanner);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_false (f->complete);
  test_never (get_number (f->kettle, "n-accepted") > 0 || f->n_ended > 1, 300);
}

static void
test_cleared (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  use_scanner (f, 14, 20000);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (get_n_found (f) == 1 && f->peer->n_clients == 1, 3000);
  found = get_found (f, 0);
  kettle_scanner_clear (f->scanner);
  g_assert_cmpuint (f->n_ended, ==, 1);
  g_assert_false (f->complete);
  g_assert_cmpuint (get_n_found (f), ==, 0);
  g_assert_null (kettle_found_take_connection (found));
  test_wait_for (f->peer->n_clients == 0, 2000);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
}

static void
test_kept_too_long (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;
  gint64 began;

  replace_scanner (f, 1, "port", (guint) f->peer->port, "keep-time", 500, NULL);
  began = g_get_monotonic_time ();
  look (f);
  g_assert_cmpuint (get_number (f->kettle, "n-clients"), ==, 1);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 3000);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 500000);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  found = get_found (f, 0);
  g_assert_cmpstr (kettle_found_get_host (found), ==, KETTLE);
  g_assert_null (kettle_found_take_connection (found));
}

/* Who is adopted in time is greeted only once, and is the link's from then on. */
static void
test_adopted (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;
  KettleLink *link = kettle_link_new ();

  replace_scanner (f, 1, "port", (guint) f->peer->port, "keep-time", 500, NULL);
  look (f);
  found = get_found (f, 0);
  kettle_link_adopt (link, KETTLE, f->peer->port, kettle_found_take_connection (found));
  g_assert_null (kettle_found_take_connection (found));
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTED);
  test_never (get_number (f->kettle, "n-clients") != 1, 800);
  kettle_scanner_clear (f->scanner);
  test_never (get_number (f->kettle, "n-clients") != 1, 100);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTED);
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==, "HELLOKETTLE\nget sys status\n");
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 1);
  g_assert_finalize_object (link);
}

static void
test_leaves_while_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;
  g_autoptr (KettleConnection) connection = NULL;

  look (f);
  kettle_emulator_shut_down (f->kettle);
  found = get_found (f, 0);
  test_never (get_n_found (f) != 1, 200);
  connection = kettle_found_take_connection (found);
  g_assert_nonnull (connection);
  g_assert_false (kettle_connection_is_open (connection));
}

/* The link's kettle is never asked; it is listed as soon as the link has it. */
static void
test_own (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;

  use_scanner (f, 14, 600);
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, FALSE);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (f->peer->n_clients == 1, 3000);
  test_never (get_n_found (f) > 0, 200);
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, TRUE);
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, TRUE);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  found = get_found (f, 0);
  g_assert_cmpstr (kettle_found_get_host (found), ==, KETTLE);
  g_assert_true (kettle_found_is_own (found));
  g_assert_null (kettle_found_take_connection (found));
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, FALSE);
  test_wait_for (f->n_ended == 1, 3000);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 0);
}

static void
test_own_is_connected (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) own = NULL;
  g_autoptr (KettleFound) other = NULL;

  f->second = start_kettle (f, SECOND);
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, TRUE);
  look (f);
  g_assert_cmpuint (get_n_found (f), ==, 2);
  own = get_found (f, 0);
  other = get_found (f, 1);
  g_assert_true (kettle_found_is_own (own));
  g_assert_cmpstr (kettle_found_get_host (other), ==, SECOND);
  g_assert_false (kettle_found_is_own (other));
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 0);
  g_assert_cmpuint (kettle_scanner_get_plan (f->scanner)->addresses->len, ==, N_HOSTS - 1);
}

/* The link turns to a host that is just being asked. */
static void
test_own_is_being_asked (Fixture *f, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();

  use_scanner (f, 14, 20000);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (f->peer->n_clients == 1, 3000);
  kettle_scanner_set_own (f->scanner, PEER, f->peer->port, FALSE);
  test_wait_for (f->peer->n_clients == 0, 2000);
  test_wait_for (f->n_ended == 1, 2000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (kettle_scanner_get_n_done (f->scanner), ==, N_HOSTS);
}

/* It was found, and the link has connected to it by itself. */
static void
test_found_becomes_own (Fixture *f, gconstpointer data)
{
  g_autoptr (KettleFound) found = NULL;
  g_autoptr (KettleFound) own = NULL;

  use_scanner (f, 14, 1000);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (get_n_found (f) == 1 && f->peer->n_clients == 1, 3000);
  found = get_found (f, 0);
  kettle_scanner_set_own (f->scanner, KETTLE, f->peer->port, TRUE);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  own = get_found (f, 0);
  g_assert_true (kettle_found_is_own (own));
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
  test_wait_for (f->n_ended == 1, 3000);
}

static void
test_second_start (Fixture *f, gconstpointer data)
{
  use_scanner (f, 14, 600);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (get_n_found (f) == 1, 3000);
  kettle_scanner_start (f->scanner, NULL);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  test_wait_for (f->n_ended == 1, 3000);
  assert_peer_was_asked_once (f);
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 1);

  /* Now it is another look: what was found is closed, and found again. */
  kettle_scanner_start (f->scanner, NULL);
  g_assert_cmpuint (get_n_found (f), ==, 0);
  test_wait_for (f->n_ended == 2, 3000);
  g_assert_cmpuint (get_n_found (f), ==, 1);
  g_assert_cmpuint (get_number (f->kettle, "n-accepted"), ==, 2);
  g_assert_cmpuint (get_number (f->kettle, "n-clients"), ==, 1);
  g_assert_cmpuint (f->peer->max_clients, ==, 1);
}

static void
test_nobody_to_ask (Fixture *f, gconstpointer data)
{
  kettle_scanner_set_surroundings (f->scanner, kettle_surroundings_new (NULL, 0, NULL, NULL));
  kettle_scanner_start (f->scanner, NULL);
  g_assert_cmpuint (f->n_ended, ==, 0);
  g_assert_true (kettle_scanner_is_running (f->scanner));
  test_wait_for (f->n_ended == 1, 500);
  g_assert_true (f->complete);
  g_assert_cmpfloat (kettle_scanner_get_progress (f->scanner), ==, 1);
  g_assert_cmpuint (kettle_scanner_get_n_done (f->scanner), ==, 0);
  g_assert_cmpuint (kettle_scanner_get_plan (f->scanner)->addresses->len, ==, 0);
}

/* Whatever is under way: connecting, greeting, kept. */
static void
test_disposed (Fixture *f, gconstpointer data)
{
  hang_host (f);
  use_scanner (f, 14, 20000);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (get_n_found (f) == 1 && f->peer->n_clients == 1, 3000);
  g_assert_finalize_object (g_steal_pointer (&f->scanner));
  test_wait_for (f->peer->n_clients == 0, 2000);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
  test_never (f->n_ended > 0, 100);

  use_scanner (f, 14, 20000);
  kettle_scanner_start (f->scanner, NULL);
  g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (g_steal_pointer (&f->scanner));
  test_never (f->peer->received->len > strlen ("HELLOKETTLE\n"), 200);
  g_assert_cmpuint (f->peer->n_clients, ==, 0);
}

static void
on_items_changed_drop (GListModel *list, guint position, guint removed, guint added, Fixture *f)
{
  if (added > 0)
    g_clear_object (&f->scanner);
}

/* Who listens may let go of it. */
static void
test_dropped_when_found (Fixture *f, gconstpointer data)
{
  gpointer weak = f->scanner;

  g_object_add_weak_pointer (G_OBJECT (f->scanner), &weak);
  g_signal_connect (f->scanner, "items-changed", G_CALLBACK (on_items_changed_drop), f);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (f->scanner == NULL, 3000);
  g_assert_null (weak);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
}

static void
on_ended_drop (KettleScanner *scanner, gboolean complete, Fixture *f)
{
  g_clear_object (&f->scanner);
}

static void
test_dropped_when_ended (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->scanner, "ended", G_CALLBACK (on_ended_drop), f);
  kettle_scanner_start (f->scanner, NULL);
  test_wait_for (f->scanner == NULL, 3000);
  test_wait_for (get_number (f->kettle, "n-clients") == 0, 2000);
}

static void
add (const char *path, FixtureFunc func, const char *data)
{
  g_test_add (path, Fixture, data, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/net/scanner/usual-numbers", test_usual_numbers, NULL);
  add ("/net/scanner/two-kettles", test_two_kettles, NULL);
  add ("/net/scanner/everybody-refuses", test_everybody_refuses, NULL);
  add ("/net/scanner/hardware-address", test_hardware_address, NULL);
  add ("/net/scanner/silent", test_silent, NULL);
  add ("/net/scanner/web-server", test_other_words,
       "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>HELLO</html>\r\n");
  add ("/net/scanner/status-instead-of-helloapp", test_other_words,
       "sys status key=!\rsys status 0x100\rsys status 0x5\r");
  add ("/net/scanner/echo", test_other_words, "HELLOKETTLE\n");
  add ("/net/scanner/flood", test_flood, NULL);
  add ("/net/scanner/late-answer", test_late_answer, NULL);
  add ("/net/scanner/too-late-answer", test_too_late_answer, NULL);
  add ("/net/scanner/kettle-says-all-but-helloapp", test_status_only, NULL);
  add ("/net/scanner/no-answer-to-connect", test_no_answer_to_connect, NULL);
  add ("/net/scanner/one-at-a-time", test_one_at_a_time, NULL);
  add ("/net/scanner/deadline", test_deadline, NULL);
  add ("/net/scanner/cancelled", test_cancelled, NULL);
  add ("/net/scanner/cancelled-at-once", test_cancelled_at_once, NULL);
  add ("/net/scanner/cleared", test_cleared, NULL);
  add ("/net/scanner/kept-too-long", test_kept_too_long, NULL);
  add ("/net/scanner/adopted", test_adopted, NULL);
  add ("/net/scanner/leaves-while-kept", test_leaves_while_kept, NULL);
  add ("/net/scanner/own", test_own, NULL);
  add ("/net/scanner/own-is-connected", test_own_is_connected, NULL);
  add ("/net/scanner/own-is-being-asked", test_own_is_being_asked, NULL);
  add ("/net/scanner/found-becomes-own", test_found_becomes_own, NULL);
  add ("/net/scanner/second-start", test_second_start, NULL);
  add ("/net/scanner/nobody-to-ask", test_nobody_to_ask, NULL);
  add ("/net/scanner/disposed", test_disposed, NULL);
  add ("/net/scanner/dropped-when-found", test_dropped_when_found, NULL);
  add ("/net/scanner/dropped-when-ended", test_dropped_when_ended, NULL);

  return g_test_run ();
}
