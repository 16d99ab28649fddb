// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-emulator.h"
#include "net/kettle-link.h"
#include "net/kettle-scanner.h"
#include "support/cable.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * A real /24, in namespaces of its own: one kettle, two hosts that refuse, one that accepts and is
 * silent, one web server, one that floods; nobody has the other addresses. Skipped where namespaces
 * cannot be had.
 */

#define HERE "10.98.0.7"
#define PORT 2000
#define RUNS 10

static const char *const refusing[] = { "10.98.0.20", "10.98.0.201" };
#define SILENT "10.98.0.30"
#define WEB    "10.98.0.131"
#define FLOOD  "10.98.0.240"

/* High ones, low ones, and the very last. */
static const char *const kettles[RUNS] = {
  "10.98.0.1",   "10.98.0.254", "10.98.0.128", "10.98.0.77",  "10.98.0.200",
  "10.98.0.129", "10.98.0.9",   "10.98.0.190", "10.98.0.253", "10.98.0.66",
};

/* A host that is no kettle. */
typedef struct {
  GSocketService *service;
  const char *greeting; /* nullable: said at once */
  gboolean flood;
  guint n_accepted;
  GPtrArray *open;
  GSource *writable;
} Host;

static gboolean
on_flood_possible (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  static const char rubbish[4096] = { 'x' };

  return g_socket_send (socket, rubbish, sizeof rubbish, NULL, NULL) > 0 ? G_SOURCE_CONTINUE
                                                                         : G_SOURCE_REMOVE;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, Host *host)
{
  GSocket *socket = g_socket_connection_get_socket (connection);

  host->n_accepted++;
  g_ptr_array_add (host->open, g_object_ref (connection));
  if (host->greeting != NULL)
    g_socket_send (socket, host->greeting, strlen (host->greeting), NULL, NULL);
  if (host->flood) {
    g_assert_null (host->writable);
    g_socket_set_blocking (socket, FALSE);
    host->writable = g_socket_create_source (socket, G_IO_OUT, NULL);
    g_source_set_callback (host->writable, G_SOURCE_FUNC (on_flood_possible), NULL, NULL);
    g_source_attach (host->writable, NULL);
  }

  return TRUE;
}

static void
host_start (Host *self, const char *address)
{
  g_autoptr (GSocketAddress) listen = g_inet_socket_address_new_from_string (address, PORT);
  g_autoptr (GError) error = NULL;

  self->open = g_ptr_array_new_with_free_func (g_object_unref);
  self->service = g_socket_service_new ();
  cable_enter_there ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), listen, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, NULL, &error);
  cable_enter_here ();
  g_assert_no_error (error);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->service);
}

static void
host_stop (Host *self)
{
  if (self->writable != NULL)
    g_source_destroy (self->writable);
  g_clear_pointer (&self->writable, g_source_unref);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_clear_pointer (&self->open, g_ptr_array_unref);
}

static void
add_address (const char *address, gboolean there)
{
  g_autofree char *command =
      g_strdup_printf ("ip addr %s %s/24 dev " CABLE_THERE, there ? "add" : "del", address);

  g_assert_true (cable_run_there (command));
}

/* How long "nmap --open" needs until it names the kettle; negative if there is none. */
static double
time_nmap (const char *kettle)
{
  gint64 began = g_get_monotonic_time ();
  g_autofree char *output = NULL;

  if (!g_spawn_command_line_sync ("nmap -n -p2000 --open 10.98.0.0/24", &output, NULL, NULL, NULL))
    return -1;
  g_assert_nonnull (strstr (output, kettle));

  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

static guint
count_heard (KettleEmulator *kettle, const char *line)
{
  const char *heard = kettle_emulator_get_heard (kettle);
  guint count = 0;

  while ((heard = strstr (heard, line)) != NULL) {
    count++;
    heard += strlen (line);
  }

  return count;
}

/* Returns how long the whole look took, s. */
static double
scan (KettleScanner *scanner)
{
  gint64 began = g_get_monotonic_time ();
  double whole;

  g_assert_true (cable_run ("ip neigh flush dev " CABLE_HERE));
  kettle_scanner_start (scanner, NULL);
  test_wait_for (g_list_model_get_n_items (G_LIST_MODEL (scanner)) > 0, 5000);
  test_wait_for (!kettle_scanner_is_running (scanner), 5000);
  whole = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  g_assert_cmpfloat (whole, <=, 3.5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scanner)), ==, 1);
  g_assert_cmpuint (kettle_scanner_get_n_done (scanner), ==, 253);
  g_assert_cmpfloat (kettle_scanner_get_progress (scanner), ==, 1);

  return whole;
}

/* One look with everything in it, until the kettle is adopted. Returns when it was listed, s. */
static double
look (const char *address, guint run, double *nmap)
{
  Host silent = { 0 };
  Host web = { .greeting = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n" };
  Host flood = { .flood = TRUE };
  KettleEmulator *kettle = kettle_emulator_new ();
  KettleScanner *scanner = kettle_scanner_new ();
  KettleLink *link = kettle_link_new ();
  g_autoptr (KettleFound) found = NULL;
  g_autoptr (GError) error = NULL;
  double whole, seconds;
  guint n_accepted;

  add_address (address, TRUE);
  cable_enter_there ();
  kettle_emulator_listen (kettle, address, PORT, &error);
  cable_enter_here ();
  g_assert_no_error (error);
  host_start (&silent, SILENT);
  host_start (&web, WEB);
  host_start (&flood, FLOOD);

  whole = scan (scanner);
  found = g_list_model_get_item (G_LIST_MODEL (scanner), 0);
  seconds = kettle_found_get_seconds (found);
  g_assert_cmpstr (kettle_found_get_host (found), ==, address);
  g_assert_cmpstr (kettle_found_get_mac (found), ==, CABLE_MAC_THERE);
  kettle_link_adopt (link, address, PORT, kettle_found_take_connection (found));
  test_wait_for (count_heard (kettle, "get sys status\n") == 1, 3000);
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (count_heard (kettle, "HELLOKETTLE\n"), ==, 1);

  g_object_get (kettle, "n-accepted", &n_accepted, NULL);
  g_assert_cmpuint (n_accepted, ==, 1);
  g_assert_cmpuint (silent.n_accepted, ==, 1);
  g_assert_cmpuint (web.n_accepted, ==, 1);
  g_assert_cmpuint (flood.n_accepted, ==, 1);
  g_test_message ("%s: listed after %.3f s, whole look %.2f s", address, seconds, whole);

  g_assert_finalize_object (link);
  if (run == 0) {
    g_assert_true (cable_run ("ip neigh flush dev " CABLE_HERE));
    *nmap = time_nmap (address);
  }
  g_clear_object (&found);
  g_assert_finalize_object (scanner);
  host_stop (&silent);
  host_stop (&web);
  host_stop (&flood);
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
  add_address (address, FALSE);

  return seconds;
}

static void
test_real_network (void)
{
  const double fast = 0.5 * test_get_slowness ();
  double nmap = -1;
  double slowest = 0;
  guint n_fast = 0;

  for (guint run = 0; run < RUNS; run++) {
    double seconds = look (kettles[run], run, &nmap);

    slowest = MAX (slowest, seconds);
    n_fast += seconds <= fast;
  }
  g_test_message ("listed within %.1f s in %u of %u looks, the slowest after %.3f s", fast, n_fast,
                  RUNS, slowest);
  g_assert_cmpuint (n_fast, >=, 9);

  if (nmap < 0) {
    g_test_message ("nmap is not installed: nothing to compare with");
    return;
  }
  g_test_message ("nmap on the same network: %.2f s", nmap);
  g_assert_cmpfloat (slowest, <, nmap * test_get_slowness ());
}

/* Whoever says its hardware address late is asked then, once. */
static void
test_wakes_up_late (void)
{
  KettleEmulator *kettle = kettle_emulator_new ();
  KettleScanner *scanner = kettle_scanner_new ();
  g_autoptr (GError) error = NULL;
  guint n_accepted;

  cable_enter_there ();
  kettle_emulator_listen (kettle, "0.0.0.0", PORT, &error);
  cable_enter_here ();
  g_assert_no_error (error);
  g_assert_true (cable_run ("ip neigh flush dev " CABLE_HERE));
  kettle_scanner_start (scanner, NULL);
  test_never (g_list_model_get_n_items (G_LIST_MODEL (scanner)) > 5, 700);
  add_address ("10.98.0.99", TRUE);
  test_wait_for (!kettle_scanner_is_running (scanner), 5000);

  /* All the other addresses there lead to this same kettle. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scanner)), ==, 6);
  g_object_get (kettle, "n-accepted", &n_accepted, NULL);
  g_assert_cmpuint (n_accepted, ==, 6);

  g_assert_finalize_object (scanner);
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
  add_address ("10.98.0.99", FALSE);
}

int
main (int argc, char *argv[])
{
  if (!cable_lay (TRUE) || !cable_run ("ip addr add " HERE "/24 dev " CABLE_HERE)) {
    g_print ("1..0 # SKIP no network namespaces to be had here\n");
    return CABLE_SKIPPED;
  }
  add_address (refusing[0], TRUE);
  add_address (refusing[1], TRUE);
  add_address (SILENT, TRUE);
  add_address (WEB, TRUE);
  add_address (FLOOD, TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/net/netns-scan/kettle-in-a-real-network", test_real_network);
  g_test_add_func ("/net/netns-scan/wakes-up-late", test_wakes_up_late);

  return g_test_run ();
}
