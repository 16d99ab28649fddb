// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-address.h"
#include "net/kettle-clock.h"
#include "net/kettle-connection.h"
#include "net/peer.h"
#include "net/test-resolver.h"
#include "support/test-wait.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* How far a sleep has put the boot clock ahead, seconds. */
static int slept;

/* The C library's, but for the sleep. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    now->tv_sec += (time_t) slept;

  return result;
}

/* What a connection told, as a line of words: "m:TYPE", "w:TICKET", "d:TICKET", "closed". */
typedef struct {
  KettleConnection *connection;
  GCancellable *cancellable;
  Peer *peer;
  GString *log;
  GError *open_error;
  GError *closed_error;
  guint n_opened;
  guint n_written;
  guint n_dropped;
  guint n_messages;
  KettleMessage last;
} Fixture;

static void
on_message (KettleConnection *connection, const KettleMessage *message, Fixture *f)
{
  f->n_messages++;
  f->last = *message;
  g_string_append_printf (f->log, "m:%s ", kettle_message_type_get_name (message->type));
}

static void
on_written (KettleConnection *connection, guint ticket, Fixture *f)
{
  f->n_written++;
  g_string_append_printf (f->log, "w:%u ", ticket);
}

static void
on_dropped (KettleConnection *connection, guint ticket, Fixture *f)
{
  f->n_dropped++;
  g_string_append_printf (f->log, "d:%u ", ticket);
}

static void
on_closed (KettleConnection *connection, const GError *error, Fixture *f)
{
  g_assert_null (f->closed_error);
  f->closed_error = g_error_copy (error);
  g_string_append (f->log, "closed ");
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_opened++;
  kettle_connection_open_finish (KETTLE_CONNECTION (source), result, &f->open_error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  slept = 0;
  f->peer = peer_new ();
  f->log = g_string_new (NULL);
  f->cancellable = g_cancellable_new ();
  f->connection = g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout", 2000, NULL);
  g_signal_connect (f->connection, "message", G_CALLBACK (on_message), f);
  g_signal_connect (f->connection, "written", G_CALLBACK (on_written), f);
  g_signal_connect (f->connection, "dropped", G_CALLBACK (on_dropped), f);
  g_signal_connect (f->connection, "closed", G_CALLBACK (on_closed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->connection != NULL)
    g_assert_finalize_object (f->connection);
  g_object_unref (f->cancellable);
  peer_free (f->peer);
  g_string_free (f->log, TRUE);
  g_clear_error (&f->open_error);
  g_clear_error (&f->closed_error);
}

static void
start_open (Fixture *f, const char *host, guint16 port)
{
  kettle_connection_open_async (f->connection, host, port, f->cancellable, on_open_ready, f);
  g_assert_cmpuint (f->n_opened, ==, 0);
}

static void
open_it (Fixture *f)
{
  start_open (f, "127.0.0.1", f->peer->port);
  test_wait_for (f->n_opened > 0 && f->peer->n_clients == 1, 5000);
  g_assert_no_error (f->open_error);
}

static void
assert_open_fails (Fixture *f, const char *host, guint16 port, GQuark domain, int code)
{
  start_open (f, host, port);
  test_wait_for (f->n_opened > 0, 5000);
  g_assert_error (f->open_error, domain, code);
  g_assert_cmpuint (kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0), ==, 0);
  test_never (f->n_opened > 1 || f->log->len > 0, 50);
}

static gboolean
received (Fixture *f, const char *text)
{
  return f->peer->received->len >= strlen (text);
}

static void
assert_received (Fixture *f, const char *text)
{
  test_wait_for (received (f, text), 5000);
  g_assert_cmpstr (f->peer->received->str, ==, text);
}

static gint64
in_seconds (int seconds)
{
  return kettle_clock_get_boottime () + (gint64) seconds * G_USEC_PER_SEC;
}

static void
test_exact_bytes (Fixture *f, gconstpointer data)
{
  /* Protocol sheet 1.2, in the order of KettleCommand. */
  static const char *const all[] = {
    "HELLOKETTLE\n",           "get sys status\n",        "set sys output 0x4\n",
    "set sys output 0x80\n",   "set sys output 0x2\n",    "set sys output 0x4000\n",
    "set sys output 0x200\n",  "set sys output 0x8\n",    "set sys output 0x8005\n",
    "set sys output 0x8010\n", "set sys output 0x8020\n",
  };
  static const KettleCommand commands[] = {
    KETTLE_COMMAND_HELLO,  KETTLE_COMMAND_GET_STATUS, KETTLE_COMMAND_ON,      KETTLE_COMMAND_100,
    KETTLE_COMMAND_95,     KETTLE_COMMAND_80,         KETTLE_COMMAND_65,      KETTLE_COMMAND_WARM,
    KETTLE_COMMAND_WARM_5, KETTLE_COMMAND_WARM_10,    KETTLE_COMMAND_WARM_20,
  };
  g_autofree char *expected = NULL;

  g_assert_finalize_object (f->connection);
  f->connection = g_object_new (KETTLE_TYPE_CONNECTION, "key-gap", 1, NULL);
  g_signal_connect (f->connection, "written", G_CALLBACK (on_written), f);
  open_it (f);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_cmpuint (kettle_connection_send (f->connection, commands[i], 0), >, 0);
  test_wait_for (f->n_written == G_N_ELEMENTS (commands), 5000);
  kettle_connection_send (f->connection, KETTLE_COMMAND_OFF, 0);

  expected = g_strjoin (NULL, all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7],
                        all[8], all[9], all[10], "set sys output 0x0\n", NULL);
  assert_received (f, expected);
}

/* A ticket must be known before it is told of. */
static void
test_nothing_from_within_send (Fixture *f, gconstpointer data)
{
  guint first;
  guint second;
  g_autofree char *expected = NULL;

  open_it (f);
  first = kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  second = kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  g_assert_cmpuint (first, !=, 0);
  g_assert_cmpuint (second, !=, first);
  g_assert_cmpstr (f->log->str, ==, "");
  test_wait_for (f->n_written == 2, 5000);
  expected = g_strdup_printf ("w:%u w:%u ", first, second);
  g_assert_cmpstr (f->log->str, ==, expected);
}

static void
test_key_gap (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_HELLO, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_WARM, 0);
  assert_received (f,
                   "HELLOKETTLE\nset sys output 0x4\nset sys output 0x4000\nset sys output 0x8\n");

  /* One read each, so they did not come as a burst; the peer may be late, not early. */
  g_assert_cmpuint (f->peer->times->len, ==, 4);
  g_assert_cmpint (g_array_index (f->peer->times, gint64, 3)
                       - g_array_index (f->peer->times, gint64, 0),
                   >=, 295000);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (g_array_index (f->peer->times, gint64, i)
                         - g_array_index (f->peer->times, gint64, i - 1),
                     >=, 80000);
}

static void
test_off_empties_the_queue (Fixture *f, gconstpointer data)
{
  guint on;
  guint t80;
  guint off;
  g_autofree char *dropped = NULL;

  open_it (f);
  on = kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  test_wait_for (f->n_written == 1, 5000);
  t80 = kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  g_string_truncate (f->log, 0);
  off = kettle_connection_send (f->connection, KETTLE_COMMAND_OFF, 0);
  dropped = g_strdup_printf ("d:%u ", t80);
  g_assert_cmpstr (f->log->str, ==, dropped);
  g_assert_cmpuint (off, !=, on);
  test_wait_for (f->n_written == 2, 5000);
  assert_received (f, "set sys output 0x4\nset sys output 0x0\n");
  test_never (f->n_written > 2, 150);
  g_assert_cmpstr (f->peer->received->str, ==, "set sys output 0x4\nset sys output 0x0\n");
}

static void
test_expired_press_is_never_written (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, in_seconds (60));
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, kettle_clock_get_boottime () + 50000);
  kettle_connection_send (f->connection, KETTLE_COMMAND_WARM, in_seconds (-1));
  test_wait_for (f->n_dropped == 2 && f->n_written == 1, 5000);
  assert_received (f, "set sys output 0x4\n");
  test_never (f->n_written > 1, 150);
}

static void
test_press_before_an_hour_of_suspend (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_HELLO, 0);
  test_wait_for (f->n_written == 1, 5000);

  /* Within the gap after the greeting the lid is closed. */
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, in_seconds (5));
  slept = 3600;
  test_wait_for (f->n_dropped == 1, 5000);
  kettle_connection_send (f->connection, KETTLE_COMMAND_GET_STATUS, 0);
  assert_received (f, "HELLOKETTLE\nget sys status\n");
}

static void
test_drop_unwritten (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  kettle_connection_drop_unwritten (f->connection);
  g_assert_cmpuint (f->n_dropped, ==, 2);
  test_never (f->n_written > 0, 150);
  kettle_connection_send (f->connection, KETTLE_COMMAND_GET_STATUS, 0);
  assert_received (f, "get sys status\n");
}

static void
test_close (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_GET_STATUS, 0);
  assert_received (f, "get sys status\n");
  g_string_truncate (f->log, 0);
  kettle_connection_close (f->connection);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_CLOSED);
  test_never (f->log->len > 0, 50);
}

static void
test_reset (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_reset (f->connection);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_RESET);
  test_never (f->log->len > 0, 50);
}

/* Pitfall P-W1. */
static void
test_close_with_a_press_unanswered (Fixture *f, gconstpointer data)
{
  open_it (f);
  peer_say (f->peer, "HELLOAPP\r", -1);
  test_wait_for (f->n_messages == 1, 5000);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  assert_received (f, "set sys output 0x4\n");
  kettle_connection_close (f->connection);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_RESET);
}

static void
test_close_with_a_press_answered (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  assert_received (f, "set sys output 0x4\n");
  peer_say (f->peer, "sys status 0x5\r", -1);
  test_wait_for (f->n_messages == 1, 5000);
  kettle_connection_close (f->connection);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_CLOSED);
}

static void
test_disposed_with_a_press_unanswered (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  assert_received (f, "set sys output 0x4\n");
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  g_assert_finalize_object (g_steal_pointer (&f->connection));
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpint (f->peer->end, ==, PEER_RESET);
  g_assert_cmpuint (f->n_dropped, ==, 0);
}

static void
test_closing_drops_the_queue (Fixture *f, gconstpointer data)
{
  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  kettle_connection_close (f->connection);
  g_assert_cmpuint (f->n_dropped, ==, 2);
  g_assert_cmpuint (kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0), ==, 0);
  kettle_connection_drop_unwritten (f->connection);
  kettle_connection_close (f->connection);
  kettle_connection_reset (f->connection);
  test_wait_for (f->peer->end != PEER_OPEN, 5000);
  g_assert_cmpstr (f->peer->received->str, ==, "");
  g_assert_null (f->closed_error);
}

static void
test_peer_closes (Fixture *f, gconstpointer data)
{
  guint ticket;
  g_autofree char *expected = NULL;

  open_it (f);
  kettle_connection_send (f->connection, KETTLE_COMMAND_GET_STATUS, 0);
  test_wait_for (f->n_written == 1, 5000);
  g_string_truncate (f->log, 0);
  ticket = kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  assert_received (f, "get sys status\n");
  peer_hang_up (f->peer);
  test_wait_for (f->closed_error != NULL, 5000);
  g_assert_error (f->closed_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  expected = g_strdup_printf ("d:%u closed ", ticket);
  g_assert_cmpstr (f->log->str, ==, expected);
  g_assert_cmpuint (kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0), ==, 0);
  test_never (f->log->len != strlen (expected), 50);
}

static void
test_peer_resets (Fixture *f, gconstpointer data)
{
  open_it (f);
  peer_reset (f->peer);
  test_wait_for (f->closed_error != NULL, 5000);
  g_assert_true (f->closed_error->domain == G_IO_ERROR);
}

static void
test_messages_in_pieces (Fixture *f, gconstpointer data)
{
  static const char bytes[] = "HELLOAPP\rsys status 0x5\rsys status key=!\r";

  open_it (f);
  for (gsize i = 0; i < sizeof bytes - 1; i++) {
    peer_say (f->peer, bytes + i, 1);
    while (g_main_context_iteration (NULL, FALSE))
      ;
  }
  test_wait_for (f->n_messages == 3, 5000);
  g_assert_cmpint (f->last.type, ==, KETTLE_MESSAGE_STATUS);
  g_assert_cmpint (f->last.keys, ==, KETTLE_KEY_ON | KETTLE_KEY_100);
  g_assert_cmpint (kettle_connection_get_last_received (f->connection), >, 0);
}

/* Protocol sheet 1.4: "key=" LF is complete only after 150 ms of silence. */
static void
test_held_until_silence (Fixture *f, gconstpointer data)
{
  gint64 began;

  open_it (f);
  began = g_get_monotonic_time ();
  peer_say (f->peer, "HELLOAPP\nsys status key=\n", -1);
  test_wait_for (f->n_messages == 2, 5000);
  g_assert_cmpint (f->last.type, ==, KETTLE_MESSAGE_STATUS);
  g_assert_cmpint (f->last.keys, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 149000);
}

/* As any slow code would. */
static void
stay_busy (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < end)
    ;
}

/* The byte that decides comes while the program is busy for longer than the hold. */
static void
test_held_while_the_main_loop_is_late (Fixture *f, gconstpointer data)
{
  open_it (f);
  peer_say (f->peer, "HELLOAPP\nsys status key=\n", -1);
  test_wait_for (f->n_messages == 1, 5000);
  peer_say (f->peer, "\n", -1);
  stay_busy (250000);
  test_wait_for (f->n_messages == 2, 5000);
  g_assert_cmpint (f->last.keys, ==, KETTLE_KEY_80 | KETTLE_KEY_WARM);
  test_never (f->n_messages > 2, 200);
}

static void
assert_flood_ends (Fixture *f, const char *line, guint least_messages)
{
  open_it (f);
  peer_flood (f->peer, line, 4 * 1024 * 1024);
  test_wait_for (f->closed_error != NULL, 5000);
  g_assert_error (f->closed_error, KETTLE_PROTOCOL_ERROR, KETTLE_PROTOCOL_ERROR_FLOOD);
  g_assert_cmpuint (f->n_messages, >=, least_messages);
  g_assert_cmpuint (f->n_messages, <=, 16384 / 4);
  test_wait_for (f->peer->n_clients == 0, 5000);
}

static void
test_flood_of_known_words (Fixture *f, gconstpointer data)
{
  assert_flood_ends (f, "sys status 0x5\r", 1000);
}

static void
test_flood_of_unknown_words (Fixture *f, gconstpointer data)
{
  assert_flood_ends (f, "nonsense\r", 100);
  g_assert_cmpuint (f->n_messages, <=, (4096 + 1024) / 9);
}

static void
test_flood_without_line_ends (Fixture *f, gconstpointer data)
{
  assert_flood_ends (f, "aaaaaaaaaaaaaaaa", 0);
  g_assert_cmpuint (f->n_messages, <=, 1);
}

static gboolean
on_trickle (gpointer user_data)
{
  Fixture *f = user_data;

  peer_say (f->peer, "nonsense and more of it, far below what the line can carry\r", -1);

  return G_SOURCE_CONTINUE;
}

/* 4 kB without one known message, however slowly. */
static void
test_slow_flood (Fixture *f, gconstpointer data)
{
  guint id;

  open_it (f);
  id = g_timeout_add (20, on_trickle, f);
  test_wait_for (f->closed_error != NULL, 10000);
  g_source_remove (id);
  g_assert_error (f->closed_error, KETTLE_PROTOCOL_ERROR, KETTLE_PROTOCOL_ERROR_FLOOD);
  g_assert_cmpuint (f->n_messages, >=, 4096 / 59);
}

static void
test_much_talk_is_no_flood (Fixture *f, gconstpointer data)
{
  open_it (f);
  for (int i = 0; i < 400; i++)
    peer_say (f->peer, "nonsense\rsys status 0x5\r", -1);
  test_wait_for (f->n_messages == 800, 5000);
  test_never (f->closed_error != NULL, 50);
}

static void
on_message_close (KettleConnection *connection, const KettleMessage *message, Fixture *f)
{
  g_signal_handlers_disconnect_by_data (connection, f);
  g_clear_object (&f->connection);
}

/* Three messages in one packet, and the first makes the last owner let go. */
static void
test_handler_lets_go (Fixture *f, gconstpointer data)
{
  KettleConnection *weak = f->connection;

  open_it (f);
  g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
  g_signal_connect (f->connection, "message", G_CALLBACK (on_message_close), f);
  peer_say (f->peer, "HELLOAPP\rHELLOAPP\rHELLOAPP\r", -1);
  test_wait_for (weak == NULL, 5000);
  g_assert_cmpuint (f->n_messages, ==, 1);
  test_wait_for (f->peer->n_clients == 0, 5000);
}

static void
on_dropped_close (KettleConnection *connection, guint ticket, Fixture *f)
{
  kettle_connection_close (connection);
}

static void
test_handler_closes_while_off_empties (Fixture *f, gconstpointer data)
{
  open_it (f);
  g_signal_connect (f->connection, "dropped", G_CALLBACK (on_dropped_close), f);
  for (int i = 0; i < 5; i++)
    kettle_connection_send (f->connection, KETTLE_COMMAND_WARM, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_OFF, 0);
  g_assert_cmpuint (f->n_dropped, ==, 6);
  test_wait_for (f->peer->n_clients == 0, 5000);
  g_assert_cmpstr (f->peer->received->str, ==, "");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  assert_open_fails (f, "127.0.0.1", peer_find_dead_port (), G_IO_ERROR,
                     G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_public_address (Fixture *f, gconstpointer data)
{
  assert_open_fails (f, "8.8.8.8", 2000, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_PUBLIC);
}

static void
test_malformed_address (Fixture *f, gconstpointer data)
{
  assert_open_fails (f, "127.1", 2000, KETTLE_ADDRESS_ERROR, KETTLE_ADDRESS_ERROR_MALFORMED);
}

/* A listener whose queue is full takes no notice of a connect, like an address that drops packets.
 */
static void
test_connect_deadline (Fixture *f, gconstpointer data)
{
  GSocket *fillers[8];
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) target = NULL;
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) listener =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  guint16 port;
  gint64 began;

  g_socket_set_listen_backlog (listener, 0);
  g_assert_true (g_socket_bind (listener, any, FALSE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));
  bound = g_socket_get_local_address (listener, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  target = g_inet_socket_address_new (loopback, port);
  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++) {
    fillers[i] =
        g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
    g_socket_set_blocking (fillers[i], FALSE);
    g_socket_connect (fillers[i], target, NULL, NULL);
  }

  g_assert_finalize_object (f->connection);
  f->connection =
      g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout", 3000, "time-scale", 10.0, NULL);
  began = g_get_monotonic_time ();
  assert_open_fails (f, "127.0.0.1", port, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 299000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2000000);

  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    g_object_unref (fillers[i]);
}

/* The answer to a name may hold anything; only a local IPv4 address is connected to. */
static void
test_first_local_address (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("8.8.8.8 127.0.0.1 10.255.255.1");

  start_open (f, "kettle.test", f->peer->port);
  test_wait_for (f->n_opened > 0 && f->peer->n_clients == 1, 5000);
  g_assert_no_error (f->open_error);
  g_assert_cmpstr (test_resolver_get_asked (resolver), ==, "kettle.test ");
  test_resolver_remove (resolver);
}

static void
test_no_local_address (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("8.8.8.8 93.184.216.34");

  assert_open_fails (f, "kettle.test", f->peer->port, KETTLE_ADDRESS_ERROR,
                     KETTLE_ADDRESS_ERROR_PUBLIC);
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
  test_resolver_remove (resolver);
}

static void
test_unknown_name (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install ("");

  assert_open_fails (f, "kettle.invalid", 2000, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  test_resolver_remove (resolver);
}

/* The one bound covers the lookup, too. */
static void
test_resolver_hangs (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install (NULL);

  g_assert_finalize_object (f->connection);
  f->connection = g_object_new (KETTLE_TYPE_CONNECTION, "connect-timeout", 200, NULL);
  assert_open_fails (f, "kettle.test", 2000, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE);
  test_resolver_remove (resolver);
}

static void
test_cancelled_while_resolving (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install (NULL);

  start_open (f, "kettle.test", 2000);
  test_never (f->n_opened > 0, 20);
  g_cancellable_cancel (f->cancellable);
  test_wait_for (f->n_opened > 0, 1000);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_never (f->n_opened > 1, 20);
  test_resolver_remove (resolver);
}

static void
test_closed_while_resolving (Fixture *f, gconstpointer data)
{
  g_autoptr (TestResolver) resolver = test_resolver_install (NULL);

  start_open (f, "kettle.test", 2000);
  kettle_connection_close (f->connection);
  test_wait_for (f->n_opened > 0, 1000);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_never (f->n_opened > 1 || f->log->len > 0, 20);
  test_resolver_remove (resolver);
}

/* Pitfall P-S4: the kernel is done connecting by the time it is cancelled. */
static void
test_cancelled_when_connected (Fixture *f, gconstpointer data)
{
  start_open (f, "127.0.0.1", f->peer->port);
  g_assert_true (g_socket_condition_timed_wait (f->peer->listener, G_IO_IN, 5000000, NULL, NULL));
  g_cancellable_cancel (f->cancellable);
  test_wait_for (f->n_opened > 0, 1000);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_wait_for (f->peer->n_accepted == 1 && f->peer->n_clients == 0, 1000);
  g_assert_cmpuint (kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0), ==, 0);
}

static void
test_cancelled_before (Fixture *f, gconstpointer data)
{
  g_cancellable_cancel (f->cancellable);
  start_open (f, "127.0.0.1", f->peer->port);
  test_wait_for (f->n_opened > 0, 1000);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  test_never (f->n_opened > 1, 20);
}

/* The last owner goes while it is connecting; the callback still comes, once. */
static void
test_let_go_while_opening (Fixture *f, gconstpointer data)
{
  KettleConnection *weak = f->connection;

  g_object_add_weak_pointer (G_OBJECT (weak), (gpointer *) &weak);
  start_open (f, "127.0.0.1", f->peer->port);
  kettle_connection_close (f->connection);
  g_clear_object (&f->connection);
  test_wait_for (weak == NULL, 1000);
  g_assert_cmpuint (f->n_opened, ==, 1);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) \
  g_test_add ("/net/connection/" name, Fixture, NULL, set_up, (function), tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("exact-bytes", test_exact_bytes);
  ADD ("nothing-from-within-send", test_nothing_from_within_send);
  ADD ("key-gap", test_key_gap);
  ADD ("off-empties-the-queue", test_off_empties_the_queue);
  ADD ("expired-press-is-never-written", test_expired_press_is_never_written);
  ADD ("press-before-an-hour-of-suspend", test_press_before_an_hour_of_suspend);
  ADD ("drop-unwritten", test_drop_unwritten);
  ADD ("close", test_close);
  ADD ("reset", test_reset);
  ADD ("close-with-a-press-unanswered", test_close_with_a_press_unanswered);
  ADD ("close-with-a-press-answered", test_close_with_a_press_answered);
  ADD ("disposed-with-a-press-unanswered", test_disposed_with_a_press_unanswered);
  ADD ("closing-drops-the-queue", test_closing_drops_the_queue);
  ADD ("peer-closes", test_peer_closes);
  ADD ("peer-resets", test_peer_resets);
  ADD ("messages-in-pieces", test_messages_in_pieces);
  ADD ("held-until-silence", test_held_until_silence);
  ADD ("held-while-the-main-loop-is-late", test_held_while_the_main_loop_is_late);
  ADD ("flood-of-known-words", test_flood_of_known_words);
  ADD ("flood-of-unknown-words", test_flood_of_unknown_words);
  ADD ("flood-without-line-ends", test_flood_without_line_ends);
  ADD ("slow-flood", test_slow_flood);
  ADD ("much-talk-is-no-flood", test_much_talk_is_no_flood);
  ADD ("handler-lets-go", test_handler_lets_go);
  ADD ("handler-closes-while-off-empties", test_handler_closes_while_off_empties);
  ADD ("refused", test_refused);
  ADD ("public-address", test_public_address);
  ADD ("malformed-address", test_malformed_address);
  ADD ("connect-deadline", test_connect_deadline);
  ADD ("first-local-address", test_first_local_address);
  ADD ("no-local-address", test_no_local_address);
  ADD ("unknown-name", test_unknown_name);
  ADD ("resolver-hangs", test_resolver_hangs);
  ADD ("cancelled-while-resolving", test_cancelled_while_resolving);
  ADD ("closed-while-resolving", test_closed_while_resolving);
  ADD ("cancelled-when-connected", test_cancelled_when_connected);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("let-go-while-opening", test_let_go_while_opening);

  return g_test_run ();
}
