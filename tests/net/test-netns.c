// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-link.h"
#include "support/cable.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * What only a network can do: a link that goes down under a connection, an address that drops
 * packets. In namespaces of its own, so that no rights are needed outside of them; skipped where
 * they cannot be had.
 */

#define HERE      "10.99.0.1"
#define THERE     "10.99.0.2"
#define BLACKHOLE "10.99.0.66"
#define NO_ROUTE  "10.88.0.1"

static gint64 longest_iteration;
static gint64 iteration_began;

static void
set_there_up (gboolean up)
{
  g_assert_true (
      cable_run_there (up ? "ip link set " CABLE_THERE " up" : "ip link set " CABLE_THERE " down"));
}

/* The neighbours know each other for good. Else the kernel, when it does not know where to send a
 * packet, keeps it for up to 3 s, and a reset does not take that one back; these tests are about
 * what TCP keeps, which is much longer. */
static gboolean
introduce (void)
{
  return cable_run_there ("ip neigh add " HERE " lladdr " CABLE_MAC_HERE
                          " nud permanent dev " CABLE_THERE)
         && cable_run ("ip neigh add " THERE " lladdr " CABLE_MAC_THERE
                       " nud permanent dev " CABLE_HERE)
         && cable_run ("ip neigh add " BLACKHOLE
                       " lladdr 02:00:00:00:00:66 nud permanent dev " CABLE_HERE);
}

static gboolean
set_up_network (void)
{
  return cable_lay (TRUE) && cable_run_there ("ip addr add " THERE "/24 dev " CABLE_THERE)
         && cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE) && introduce ();
}

/* How long the main loop does anything but wait. */
static int
watching_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  if (iteration_began != 0)
    longest_iteration = MAX (longest_iteration, g_get_monotonic_time () - iteration_began);
  n = g_poll (fds, n_fds, timeout);
  iteration_began = g_get_monotonic_time ();

  return n;
}

static void
start_watching (void)
{
  longest_iteration = 0;
  iteration_began = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, watching_poll);
}

static void
assert_was_never_blocked (void)
{
  g_main_context_set_poll_func (NULL, NULL);
  longest_iteration = MAX (longest_iteration, g_get_monotonic_time () - iteration_began);
  g_test_message ("longest iteration: %" G_GINT64_FORMAT " µs", longest_iteration);
  g_assert_cmpint (longest_iteration, <, 100000);
}

static KettleEmulator *
start_kettle (void)
{
  g_autoptr (GError) error = NULL;
  KettleEmulator *kettle = kettle_emulator_new ();

  /* A socket stays in the namespace it was made in, and so do those it accepts. */
  cable_enter_there ();
  kettle_emulator_listen (kettle, THERE, 0, &error);
  g_assert_no_error (error);
  cable_enter_here ();

  return kettle;
}

static void
stop_kettle (KettleEmulator *kettle)
{
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
}

static gboolean
has_heard (KettleEmulator *kettle, const char *line)
{
  return strstr (kettle_emulator_get_heard (kettle), line) != NULL;
}

static KettleLink *
start_link (const char *host, guint16 port)
{
  KettleLink *link = g_object_new (KETTLE_TYPE_LINK, "connect-timeout", 700, "answer-timeout", 600,
                                   "backoff-first", 300, "grace-time", 100, NULL);

  kettle_link_set_kettle (link, host, port);

  return link;
}

static gboolean
is_connected (KettleLink *link)
{
  return kettle_link_get_state (link) == KETTLE_LINK_CONNECTED;
}

static void
on_counted (GObject *object, guint ticket, guint *n)
{
  (*n)++;
}

static void
on_message (KettleLink *link, const KettleMessage *message, gboolean *has_status)
{
  *has_status = *has_status || message->type == KETTLE_MESSAGE_STATUS;
}

/* A client as others write it: it closes what it has given up. */
static GSocket *
connect_plainly (KettleEmulator *kettle)
{
  g_autoptr (GSocketAddress) target =
      g_inet_socket_address_new_from_string (THERE, kettle_emulator_get_port (kettle));
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_connect (socket, target, NULL, &error);
  g_assert_no_error (error);

  return socket;
}

/* Unread, a close would be a reset. */
static void
read_plainly (GSocket *socket)
{
  char bytes[64];

  test_wait_for (g_socket_get_available_bytes (socket) >= 9, 5000);
  g_assert_cmpint (g_socket_receive (socket, bytes, sizeof bytes, NULL, NULL), ==, 9);
}

static void
say_plainly (GSocket *socket, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_socket_send (socket, text, strlen (text), NULL, &error);
  g_assert_no_error (error);
}

/* Pitfall P-W1. The plain client beside ours shows that the press was under way: there it arrives
 * long after it was given up. */
static void
test_press_while_the_link_is_down (void)
{
  KettleEmulator *kettle = start_kettle ();
  KettleEmulator *others = start_kettle ();
  KettleLink *link = start_link (THERE, kettle_emulator_get_port (kettle));
  g_autoptr (GSocket) plain = connect_plainly (others);
  gboolean has_status = FALSE;
  guint n_written = 0;

  g_signal_connect (link, "message", G_CALLBACK (on_message), &has_status);
  g_signal_connect (link, "written", G_CALLBACK (on_counted), &n_written);
  say_plainly (plain, "HELLOKETTLE\n");
  read_plainly (plain);
  test_wait_for (is_connected (link) && has_status, 5000);
  kettle_emulator_forget_heard (kettle);

  set_there_up (FALSE);
  g_assert_cmpuint (kettle_link_send (link, KETTLE_COMMAND_ON, 0), !=, 0);
  say_plainly (plain, "set sys output 0x4\n");
  test_wait_for (n_written == 1, 5000);
  test_never (has_heard (kettle, "output") || has_heard (others, "output"), 500);

  kettle_link_give_up (link);
  g_socket_close (plain, NULL);
  test_never (has_heard (kettle, "output") || has_heard (others, "output"), 1000);

  set_there_up (TRUE);
  test_wait_for (has_heard (others, "set sys output 0x4\n"), 30000);
  test_wait_for (is_connected (link), 10000);
  test_never (has_heard (kettle, "output"), 1500);
  g_assert_cmpstr (kettle_emulator_get_heard (kettle), ==, "HELLOKETTLE\nget sys status\n");

  /* The next press is a new one. */
  kettle_link_send (link, KETTLE_COMMAND_OFF, 0);
  test_wait_for (has_heard (kettle, "set sys output 0x0\n"), 5000);
  g_assert_false (has_heard (kettle, "set sys output 0x4\n"));

  g_assert_finalize_object (link);
  stop_kettle (kettle);
  stop_kettle (others);
}

/* The person chooses another kettle, or quits, while a press is under way. */
static void
test_stopped_while_the_link_is_down (void)
{
  KettleEmulator *kettle = start_kettle ();
  KettleEmulator *others = start_kettle ();
  KettleLink *link = start_link (THERE, kettle_emulator_get_port (kettle));
  g_autoptr (GSocket) plain = connect_plainly (others);
  gboolean has_status = FALSE;
  guint n_written = 0;

  g_signal_connect (link, "message", G_CALLBACK (on_message), &has_status);
  g_signal_connect (link, "written", G_CALLBACK (on_counted), &n_written);
  say_plainly (plain, "HELLOKETTLE\n");
  read_plainly (plain);
  test_wait_for (is_connected (link) && has_status, 5000);
  set_there_up (FALSE);
  kettle_link_send (link, KETTLE_COMMAND_ON, 0);
  say_plainly (plain, "set sys output 0x4\n");
  test_wait_for (n_written == 1, 5000);

  start_watching ();
  kettle_link_stop (link);
  g_assert_finalize_object (link);
  assert_was_never_blocked ();
  g_socket_close (plain, NULL);
  test_never (has_heard (others, "output"), 500);

  set_there_up (TRUE);
  test_wait_for (has_heard (others, "set sys output 0x4\n"), 30000);
  test_never (has_heard (kettle, "output"), 700);
  stop_kettle (kettle);
  stop_kettle (others);
}

/* Nobody says goodbye: only the question without an answer tells. */
static void
test_dies_silently (void)
{
  KettleEmulator *kettle = start_kettle ();
  KettleLink *link = g_object_new (KETTLE_TYPE_LINK, "keep-alive-interval", 300, "answer-timeout",
                                   600, "connect-timeout", 700, "backoff-first", 300, NULL);

  kettle_link_set_kettle (link, THERE, kettle_emulator_get_port (kettle));
  test_wait_for (is_connected (link), 5000);
  set_there_up (FALSE);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_WAITING, 5000);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_SILENT);
  test_wait_for (kettle_link_get_trouble (link) == KETTLE_TROUBLE_UNREACHABLE, 8000);
  set_there_up (TRUE);
  test_wait_for (is_connected (link), 15000);

  g_assert_finalize_object (link);
  stop_kettle (kettle);
}

static void
test_address_that_drops_packets (void)
{
  KettleLink *link;
  gint64 began = g_get_monotonic_time ();

  start_watching ();
  link = start_link (BLACKHOLE, 2000);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_WAITING, 5000);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_UNREACHABLE);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 699000);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_CONNECTING, 5000);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_UNREACHABLE);

  /* Quit in the middle of it. */
  kettle_link_stop (link);
  g_assert_finalize_object (link);
  assert_was_never_blocked ();
}

static void
test_no_route (void)
{
  KettleLink *link;

  start_watching ();
  link = start_link (NO_ROUTE, 2000);
  test_wait_for (kettle_link_get_state (link) == KETTLE_LINK_WAITING, 5000);
  g_assert_cmpint (kettle_link_get_trouble (link), ==, KETTLE_TROUBLE_UNREACHABLE);
  g_assert_finalize_object (link);
  assert_was_never_blocked ();
}

int
main (int argc, char *argv[])
{
  if (!set_up_network ()) {
    g_print ("1..0 # SKIP no network namespaces to be had here\n");
    return CABLE_SKIPPED;
  }

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/netns/press-while-the-link-is-down", test_press_while_the_link_is_down);
  g_test_add_func ("/net/netns/stopped-while-the-link-is-down",
                   test_stopped_while_the_link_is_down);
  g_test_add_func ("/net/netns/dies-silently", test_dies_silently);
  g_test_add_func ("/net/netns/address-that-drops-packets", test_address_that_drops_packets);
  g_test_add_func ("/net/netns/no-route", test_no_route);

  return g_test_run ();
}
