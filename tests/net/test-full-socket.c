// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/kettle-clock.h"
#include "net/kettle-connection.h"
#include "net/peer.h"
#include "support/test-wait.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What becomes of a press that the kernel has no room for, or only for its beginning; and of other
 * things that a kernel refuses. */

#define PATIENCE 5000
#define PRESS    "set sys output 0x4\n"

/* How many bytes the kernel has room for (-1: it decides itself), and its answer after that. */
static gssize room = -1;
static int refusal = EAGAIN;
static guint n_refused;

/* The C library's, but for the room. */
ssize_t
send (int fd, const void *bytes, size_t length, int flags)
{
  if (room == 0) {
    n_refused++;
    errno = refusal;
    return -1;
  }
  if (room > 0) {
    length = MIN (length, (gsize) room);
    room -= (gssize) length;
  }

  return (ssize_t) syscall (SYS_sendto, fd, bytes, length, flags, NULL, 0);
}

typedef struct {
  Peer *peer;
  KettleConnection *connection;
  GError *open_error;
  GError *closed_error;
  guint n_opened;
  guint n_written;
  guint n_dropped;
} Fixture;

static void
on_written (KettleConnection *connection, guint ticket, Fixture *f)
{
  f->n_written++;
}

static void
on_dropped (KettleConnection *connection, guint ticket, Fixture *f)
{
  f->n_dropped++;
}

static void
on_closed (KettleConnection *connection, const GError *error, Fixture *f)
{
  g_assert_null (f->closed_error);
  f->closed_error = g_error_copy (error);
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
  room = -1;
  refusal = EAGAIN;
  n_refused = 0;
  f->peer = peer_new ();
  f->connection = g_object_new (KETTLE_TYPE_CONNECTION, "key-gap", 10, NULL);
  g_signal_connect (f->connection, "written", G_CALLBACK (on_written), f);
  g_signal_connect (f->connection, "dropped", G_CALLBACK (on_dropped), f);
  g_signal_connect (f->connection, "closed", G_CALLBACK (on_closed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->connection);
  peer_free (f->peer);
  g_clear_error (&f->open_error);
  g_clear_error (&f->closed_error);
}

static void
open_it (Fixture *f)
{
  kettle_connection_open_async (f->connection, "127.0.0.1", f->peer->port, NULL, on_open_ready, f);
  test_wait_for (f->n_opened > 0 && f->peer->n_clients == 1, PATIENCE);
  g_assert_no_error (f->open_error);
}

static void
test_press_expires (Fixture *f, gconstpointer data)
{
  open_it (f);
  room = 0;
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, kettle_clock_get_boottime () + 50000);
  test_wait_for (f->n_dropped == 1, PATIENCE);
  g_assert_cmpuint (n_refused, >, 0);

  room = -1;
  kettle_connection_send (f->connection, KETTLE_COMMAND_GET_STATUS, 0);
  test_wait_for (f->n_written == 1 && f->peer->received->len > 0, PATIENCE);
  g_assert_cmpstr (f->peer->received->str, ==, "get sys status\n");
}

static void
test_press_waits_for_room (Fixture *f, gconstpointer data)
{
  open_it (f);
  room = 0;
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  test_wait_for (n_refused > 3, PATIENCE);
  g_assert_cmpuint (f->n_written, ==, 0);

  room = -1;
  test_wait_for (f->n_written == 1 && f->peer->received->len >= strlen (PRESS), PATIENCE);
  g_assert_cmpstr (f->peer->received->str, ==, PRESS);
}

/* Half a word must not stay on the wire: the kettle would take the next one for its end. */
static void
test_half_a_press_is_finished (Fixture *f, gconstpointer data)
{
  open_it (f);
  room = 7;
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, kettle_clock_get_boottime () + 50000);
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, kettle_clock_get_boottime () + 50000);
  test_wait_for (f->n_dropped == 1 && f->peer->received->len == 7, PATIENCE);
  kettle_connection_drop_unwritten (f->connection);
  g_assert_cmpuint (f->n_dropped, ==, 1);

  room = -1;
  test_wait_for (f->n_written == 1 && f->peer->received->len >= strlen (PRESS), PATIENCE);
  g_assert_cmpstr (f->peer->received->str, ==, PRESS);
}

static void
test_broken (Fixture *f, gconstpointer data)
{
  open_it (f);
  room = 0;
  refusal = EPIPE;
  kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0);
  kettle_connection_send (f->connection, KETTLE_COMMAND_80, 0);
  test_wait_for (f->closed_error != NULL, PATIENCE);
  g_assert_error (f->closed_error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_assert_cmpuint (f->n_dropped, ==, 2);
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpuint (kettle_connection_send (f->connection, KETTLE_COMMAND_ON, 0), ==, 0);
}

static void
test_no_descriptor_left (Fixture *f, gconstpointer data)
{
  struct rlimit before, none;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  none = before;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &none), ==, 0);
  kettle_connection_open_async (f->connection, "127.0.0.1", f->peer->port, NULL, on_open_ready, f);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  test_wait_for (f->n_opened > 0, PATIENCE);
  g_assert_error (f->open_error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
  g_assert_cmpuint (f->peer->n_accepted, ==, 0);
}

static void
test_numbers (Fixture *f, gconstpointer data)
{
  guint connect_timeout = 0, hold_time = 0, key_gap = 0;
  double time_scale = 0;

  g_object_get (f->connection, "connect-timeout", &connect_timeout, "hold-time", &hold_time,
                "key-gap", &key_gap, "time-scale", &time_scale, NULL);
  g_assert_cmpuint (connect_timeout, ==, 5000);
  g_assert_cmpuint (hold_time, ==, 150);
  g_assert_cmpuint (key_gap, ==, 10);
  g_assert_cmpfloat (time_scale, ==, 1.0);
}

#define ADD(name, function) \
  g_test_add ("/net/full-socket/" name, Fixture, NULL, set_up, (function), tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("press-expires", test_press_expires);
  ADD ("press-waits-for-room", test_press_waits_for_room);
  ADD ("half-a-press-is-finished", test_half_a_press_is_finished);
  ADD ("broken", test_broken);
  ADD ("no-descriptor-left", test_no_descriptor_left);
  ADD ("numbers", test_numbers);

  return g_test_run ();
}
