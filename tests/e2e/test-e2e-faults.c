// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/desk.h"

#include <string.h>
#include <sys/socket.h>

/* How long the program's main loop may keep a question waiting. A busy machine makes one of
 * some hundred wait longer than that; a loop that blocks makes it wait for seconds, or does
 * so again and again. */
#define LONG_MS     100
#define TOO_LONG_MS 1000
#define MAX_LONG    2

typedef struct {
  gint64 asked;
  gint64 longest; /* µs */
  guint n_long;
  gboolean answered;
} Pulse;

static void
on_described (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pulse *pulse = user_data;
  gint64 waited = g_get_monotonic_time () - pulse->asked;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  pulse->longest = MAX (pulse->longest, waited);
  pulse->n_long += waited > LONG_MS * 1000;
  pulse->answered = TRUE;
}

/* Asks the program's main loop a question that only it can answer. */
static void
feel_pulse (Program *program, Pulse *pulse)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *path =
      g_strdelimit (g_strconcat ("/", program_get_identifier (program), NULL), ".", '/');

  pulse->answered = FALSE;
  pulse->asked = g_get_monotonic_time ();
  g_dbus_connection_call (bus, program_get_identifier (program), path, "org.gtk.Actions", "List",
                          NULL, NULL, G_DBUS_CALL_FLAGS_NONE, 30000, NULL, on_described, pulse);
  test_wait_for (pulse->answered, 30000);
}

/* Feels the pulse for a while, and fails when the heart ever stood still. */
static void
assert_alive (Desk *desk, guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;
  Pulse pulse = { 0 };

  while (g_get_monotonic_time () < end)
    feel_pulse (desk->program, &pulse);
  g_test_message ("longest wait %.1f ms, %u of them long", (double) pulse.longest / 1000,
                  pulse.n_long);
  g_assert_cmpint (pulse.longest, <, TOO_LONG_MS * 1000);
  g_assert_cmpuint (pulse.n_long, <=, MAX_LONG);
}

static void
boil_and_lift (Desk *desk)
{
  program_activate (desk->program, "quick-boil");
  test_wait_for (program_get_boolean (desk->program, "on"), 5000);
  desk_hand (desk, "lift");
  assert_alive (desk, 400);
  desk_hand (desk, "return");
  program_activate (desk->program, "quick-boil");
  test_wait_for (program_get_boolean (desk->program, "on"), 5000);
  program_activate (desk->program, "off");
  test_wait_for (!program_get_boolean (desk->program, "on"), 5000);
}

static void
quit_at_once (Desk *desk)
{
  gint64 start = g_get_monotonic_time ();

  program_quit (desk->program);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1 * G_USEC_PER_SEC);
}

static void
test_server_never_answers (Desk *desk, gconstpointer data)
{
  recording_notifications_set_mode (desk->server, RECORDING_MODE_SILENT);
  desk_start (desk, "--hidden");
  boil_and_lift (desk);
  assert_alive (desk, 1000);
  quit_at_once (desk);
}

static void
test_server_answers_once (Desk *desk, gconstpointer data)
{
  recording_notifications_set_mode (desk->server, RECORDING_MODE_ANSWERS_ONCE);
  desk_start (desk, "--hidden");
  boil_and_lift (desk);
  boil_and_lift (desk);
  assert_alive (desk, 1000);
  quit_at_once (desk);
}

static void
test_server_absent (Desk *desk, gconstpointer data)
{
  recording_notifications_disappear (desk->server);
  desk_start (desk, "--hidden");
  boil_and_lift (desk);
  recording_notifications_appear (desk->server);
  desk_say (desk, "sys status 0x5\rsys status 0x3\r");
  test_wait_for (recording_notifications_get_n_shown (desk->server) > 0, 5000);
}

/* A listening socket whose queue is full: on loopback, too, further connects are
 * dropped without a word. */
typedef struct {
  GSocket *listener;
  GSocket *fillers[4];
  char *address;
} BlackHole;

static void
open_black_hole (BlackHole *hole)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  hole->listener =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (hole->listener, 0);
  g_assert_true (g_socket_bind (hole->listener, any, FALSE, NULL));
  g_assert_true (g_socket_listen (hole->listener, NULL));
  bound = g_socket_get_local_address (hole->listener, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (hole->fillers); i++) {
    hole->fillers[i] =
        g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
    g_socket_set_blocking (hole->fillers[i], FALSE);
    g_socket_connect (hole->fillers[i], bound, NULL, NULL);
  }
  hole->address = g_strdup_printf (
      "127.0.0.1:%u", (guint) g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

static void
close_black_hole (BlackHole *hole)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hole->fillers); i++)
    g_object_unref (hole->fillers[i]);
  g_object_unref (hole->listener);
  g_free (hole->address);
}

static void
start_at (Desk *desk, const char *address)
{
  const char *arguments[] = { "--host", address, NULL };
  const char *environment[] = { "NO_AT_BRIDGE", NULL };

  desk->program = program_start (arguments, environment);
  test_wait_for (reader_is_showing (desk_reader (), "Turn On"), 8000);
}

static void
test_packets_dropped (Desk *desk, gconstpointer data)
{
  BlackHole hole;

  open_black_hole (&hole);
  start_at (desk, hole.address);
  assert_alive (desk, 1000);
  g_assert_true (program_has_word (desk->program, "connection", "connecting"));
  test_wait_for (program_has_word (desk->program, "connection", "unreachable"), 8000);
  program_activate (desk->program, "on");
  assert_alive (desk, 500);
  quit_at_once (desk);
  close_black_hole (&hole);
}

static gboolean
on_web_incoming (GSocketService *service,
                 GSocketConnection *connection,
                 GObject *source,
                 gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n"
                               "Connection: close\r\n\r\n<html><body>no</body></html>\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             strlen (answer), NULL, NULL, NULL);

  return FALSE;
}

static gboolean
on_flood_writable (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  static char rubbish[65536];

  memset (rubbish, 'x', sizeof rubbish);

  return g_socket_send (socket, rubbish, sizeof rubbish, NULL, NULL) >= 0;
}

static gboolean
on_flood_incoming (GSocketService *service,
                   GSocketConnection *connection,
                   GObject *source,
                   gpointer user_data)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GSource) writable = g_socket_create_source (socket, G_IO_OUT, NULL);

  g_socket_set_blocking (socket, FALSE);
  g_source_set_callback (writable, G_SOURCE_FUNC (on_flood_writable), g_object_ref (connection),
                         g_object_unref);
  g_source_attach (writable, NULL);

  return FALSE;
}

static void
check_not_a_kettle (Desk *desk, GCallback on_incoming)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autofree char *address = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *everything = NULL;

  g_signal_connect (service, "incoming", on_incoming, NULL);
  address = g_strdup_printf ("127.0.0.1:%u", (guint) port);
  start_at (desk, address);
  test_wait_for (program_has_word (desk->program, "connection", "not-a-kettle"), 8000);
  assert_alive (desk, 500);
  test_wait_for (reader_is_showing (desk_reader (), "This is not a kettle"), 5000);
  everything = reader_dup_everything (desk_reader ());
  g_assert_nonnull (strstr (everything, "not as a kettle does"));
  quit_at_once (desk);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

static void
test_web_server (Desk *desk, gconstpointer data)
{
  check_not_a_kettle (desk, G_CALLBACK (on_web_incoming));
}

static void
test_megabytes (Desk *desk, gconstpointer data)
{
  check_not_a_kettle (desk, G_CALLBACK (on_flood_incoming));
}

typedef struct {
  const char *name;
  int value;
} Mood;

/* Every mood of a module that still is a kettle: On and Off work, and the program stays usable. */
static void
test_mood (Desk *desk, gconstpointer data)
{
  const Mood *mood = data;

  if (g_str_equal (mood->name, "line-end") || g_str_equal (mood->name, "idle-key")
      || g_str_equal (mood->name, "chunk"))
    g_object_set (desk->emulator, mood->name, mood->value, NULL);
  else if (g_str_equal (mood->name, "delay"))
    g_object_set (desk->emulator, mood->name, (guint) mood->value, NULL);
  else
    g_object_set (desk->emulator, mood->name, TRUE, NULL);

  desk_start (desk, NULL);
  program_activate_int (desk->program, "temperature", 80);
  desk_expect_presses (desk, "set sys output 0x4\nset sys output 0x4000\n");
  test_wait_for (program_get_int (desk->program, "temperature") == 80, 5000);
  program_activate (desk->program, "off");
  test_wait_for (program_has_word (desk->program, "phase", "off"), 5000);
  assert_alive (desk, 200);
}

static const Mood moods[] = {
  { "line-end", 1 },    { "line-end", 2 },    { "idle-key", 1 }, { "chunk", 1 },
  { "chunk", -1 },      { "glue", 1 },        { "delay", 500 },  { "unknown", 1 },
  { "stray-hello", 1 }, { "no-greeting", 1 },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("/e2e/faults/notification-server-never-answers", test_server_never_answers);
  ADD ("/e2e/faults/notification-server-answers-once", test_server_answers_once);
  ADD ("/e2e/faults/notification-server-comes-late", test_server_absent);
  ADD ("/e2e/faults/packets-dropped", test_packets_dropped);
  ADD ("/e2e/faults/web-server", test_web_server);
  ADD ("/e2e/faults/sends-megabytes", test_megabytes);
  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++) {
    g_autofree char *path =
        g_strdup_printf ("/e2e/faults/mood/%s/%d", moods[i].name, moods[i].value);

    g_test_add (path, Desk, &moods[i], desk_set_up, test_mood, desk_tear_down);
  }

  return desk_run ();
}
