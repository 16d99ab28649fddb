// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "net/link-fixture.h"

#include "support/test-wait.h"

#include <stdarg.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MAX_PROPERTIES 20

/* Short, but not so short that a busy machine is taken for a fault. */
static const struct {
  const char *name;
  guint value;
} durations[] = {
  { "connect-timeout", 3000 }, { "greeting-timeout", 600 }, { "keep-alive-interval", 400 },
  { "answer-timeout", 500 },   { "backoff-first", 100 },    { "backoff-refused", 150 },
  { "backoff-max", 60000 },    { "stable-time", 30000 },    { "grace-time", 100 },
  { "hold-time", 50 },         { "key-gap", 20 },
};

/* How far a sleep has put the boot clock ahead, seconds. */
static int slept;

/* The C library's, but for the sleep. */
int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    now->tv_sec += slept;

  return result;
}

static void
on_state_changed (KettleLink *link, GParamSpec *pspec, LinkFixture *f)
{
  g_string_append_printf (f->states, "%s ",
                          kettle_link_state_get_name (kettle_link_get_state (link)));
}

static void
on_trouble_changed (KettleLink *link, GParamSpec *pspec, LinkFixture *f)
{
  g_string_append_printf (f->troubles, "%d ", (int) kettle_link_get_trouble (link));
}

static void
on_message (KettleLink *link, const KettleMessage *message, LinkFixture *f)
{
  g_assert_cmpint (kettle_link_get_state (link), ==, KETTLE_LINK_CONNECTED);
  f->last = *message;
  g_string_append_printf (f->messages, "%s ", kettle_message_type_get_name (message->type));
}

static void
on_written (KettleLink *link, guint ticket, LinkFixture *f)
{
  f->n_written++;
  f->last_ticket = ticket;
}

static void
on_dropped (KettleLink *link, guint ticket, LinkFixture *f)
{
  f->n_dropped++;
  f->last_ticket = ticket;
  f->state_at_drop = kettle_link_get_state (link);
}

/**
 * link_fixture_replace_link:
 * @f: a fixture
 * @name: (nullable): the name of a duration, followed by a guint in milliseconds, and so on; or
 *   "time-scale" and a double
 *
 * Puts another link in the place of the one there was.
 */
void
link_fixture_replace_link (LinkFixture *f, const char *name, ...)
{
  const char *names[MAX_PROPERTIES];
  GValue values[MAX_PROPERTIES] = { G_VALUE_INIT };
  guint n = 0;
  va_list args;

  for (; n < G_N_ELEMENTS (durations); n++) {
    names[n] = durations[n].name;
    g_value_init (&values[n], G_TYPE_UINT);
    g_value_set_uint (&values[n], durations[n].value);
  }

  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *)) {
    guint i = 0;

    while (i < n && !g_str_equal (names[i], name))
      i++;
    if (i == n) {
      g_assert_cmpuint (n, <, MAX_PROPERTIES);
      names[n] = name;
      g_value_init (&values[n++], g_str_equal (name, "time-scale") ? G_TYPE_DOUBLE : G_TYPE_UINT);
    }
    if (G_VALUE_HOLDS_DOUBLE (&values[i]))
      g_value_set_double (&values[i], va_arg (args, double));
    else
      g_value_set_uint (&values[i], va_arg (args, guint));
  }
  va_end (args);

  if (f->link != NULL)
    g_assert_finalize_object (f->link);
  f->link = KETTLE_LINK (g_object_new_with_properties (KETTLE_TYPE_LINK, n, names, values));
  g_signal_connect (f->link, "notify::state", G_CALLBACK (on_state_changed), f);
  g_signal_connect (f->link, "notify::trouble", G_CALLBACK (on_trouble_changed), f);
  g_signal_connect (f->link, "message", G_CALLBACK (on_message), f);
  g_signal_connect (f->link, "written", G_CALLBACK (on_written), f);
  g_signal_connect (f->link, "dropped", G_CALLBACK (on_dropped), f);
  g_string_truncate (f->states, 0);
  g_string_truncate (f->troubles, 0);
  g_string_truncate (f->messages, 0);
}

static void
set_up (LinkFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  slept = 0;
  f->states = g_string_new (NULL);
  f->troubles = g_string_new (NULL);
  f->messages = g_string_new (NULL);
  f->kettle = kettle_emulator_new ();
  kettle_emulator_listen (f->kettle, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  f->peer = peer_new ();
  link_fixture_replace_link (f, NULL);
}

static void
run_test (LinkFixture *f, gconstpointer data)
{
  ((LinkFixtureFunc) data) (f, NULL);
}

static void
tear_down (LinkFixture *f, gconstpointer data)
{
  KettleEmulator *kettle = f->kettle;

  if (f->link != NULL)
    g_assert_finalize_object (f->link);
  peer_free (f->peer);
  g_object_add_weak_pointer (G_OBJECT (kettle), (gpointer *) &f->kettle);
  kettle_emulator_shut_down (kettle);
  g_object_unref (kettle);
  test_wait_for (f->kettle == NULL, 5000);
  g_string_free (f->states, TRUE);
  g_string_free (f->troubles, TRUE);
  g_string_free (f->messages, TRUE);
}

/**
 * link_fixture_add:
 * @path: the test's path
 * @func: the test
 *
 * Adds a test with a fixture of its own.
 */
void
link_fixture_add (const char *path, LinkFixtureFunc func)
{
  g_test_add (path, LinkFixture, (gconstpointer) func, set_up, run_test, tear_down);
}

/**
 * link_fixture_set_kettle:
 * @f: a fixture
 *
 * Chooses the emulated kettle.
 */
void
link_fixture_set_kettle (LinkFixture *f)
{
  kettle_link_set_kettle (f->link, "127.0.0.1", kettle_emulator_get_port (f->kettle));
}

/**
 * link_fixture_connect:
 * @f: a fixture
 *
 * Chooses the emulated kettle and waits until it is connected.
 */
void
link_fixture_connect (LinkFixture *f)
{
  link_fixture_set_kettle (f);
  test_wait_for (kettle_link_get_state (f->link) == KETTLE_LINK_CONNECTED && f->messages->len > 0,
                 5000);
}

/**
 * link_fixture_wait_state:
 * @f: a fixture
 * @state: the state to wait for
 */
void
link_fixture_wait_state (LinkFixture *f, KettleLinkState state)
{
  g_test_message ("waiting for %s", kettle_link_state_get_name (state));
  test_wait_for (kettle_link_get_state (f->link) == state, 8000);
}

/**
 * link_fixture_wait_heard:
 * @f: a fixture
 * @heard: everything the kettle is to hear
 */
void
link_fixture_wait_heard (LinkFixture *f, const char *heard)
{
  test_wait_for (strlen (kettle_emulator_get_heard (f->kettle)) >= strlen (heard), 5000);
  g_assert_cmpstr (kettle_emulator_get_heard (f->kettle), ==, heard);
}

/**
 * link_fixture_get_n_accepted:
 * @f: a fixture
 *
 * Returns: how many connections the kettle ever accepted
 */
guint
link_fixture_get_n_accepted (LinkFixture *f)
{
  guint n;

  g_object_get (f->kettle, "n-accepted", &n, NULL);

  return n;
}

/**
 * link_fixture_get_n_clients:
 * @f: a fixture
 *
 * Returns: how many connections the kettle has
 */
guint
link_fixture_get_n_clients (LinkFixture *f)
{
  guint n;

  g_object_get (f->kettle, "n-clients", &n, NULL);

  return n;
}

/**
 * link_fixture_sleep:
 * @seconds: for how long
 *
 * As if the machine had been asleep: the boot clock has gone on, the monotonic one has not.
 */
void
link_fixture_sleep (int seconds)
{
  slept += seconds;
}

/**
 * link_fixture_on_accepted_hang_up:
 * @peer: a peer
 * @user_data: unused
 *
 * For Peer.on_accepted: closes as soon as somebody comes.
 */
void
link_fixture_on_accepted_hang_up (Peer *peer, gpointer user_data)
{
  peer_hang_up (peer);
}

/**
 * link_fixture_on_received_hello:
 * @peer: a peer
 * @user_data: unused
 *
 * For Peer.on_received: whatever is said, a kettle's greeting is the answer.
 */
void
link_fixture_on_received_hello (Peer *peer, gpointer user_data)
{
  peer_say (peer, "HELLOAPP\r", -1);
}
