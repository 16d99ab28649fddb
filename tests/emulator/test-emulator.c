// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-client.h"

#include <string.h>

#define SAID "sys status "

static guint
get_uint (KettleEmulator *kettle, const char *property)
{
  guint value = 0;

  g_object_get (kettle, property, &value, NULL);

  return value;
}

static void
input (KettleEmulator *kettle, const char *word)
{
  g_autoptr (GError) error = NULL;

  kettle_emulator_input (kettle, word, &error);
  g_assert_no_error (error);
}

static void
assert_refused (guint16 port)
{
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GError) error = NULL;

  g_assert_false (g_socket_connect (socket, address, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* How long the main loop would sleep, ms; -1 is for ever. */
static int
get_sleep (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int priority, timeout;

  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);

  return timeout;
}

static void
test_greeting_and_status (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  raw_client_send (client, "set sys output 0x4\n");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=!\r");

  raw_kettle_free (kettle);
}

static void
test_every_command (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  raw_client_send (client, "set sys output 0x4\n");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_send (client, "set sys output 0x2\n");
  raw_client_expect (client, "sys status 0x95\r");
  raw_client_send (client, "set sys output 0x4000\n");
  raw_client_expect (client, "sys status 0x80\r");
  raw_client_send (client, "set sys output 0x200\n");
  raw_client_expect (client, "sys status 0x65\r");
  raw_client_send (client, "set sys output 0x80\n");
  raw_client_expect (client, "sys status 0x100\r");
  raw_client_send (client, "set sys output 0x8\n");
  raw_client_expect (client, "sys status 0x11\r");
  raw_client_send (client, "set sys output 0x8005\n");
  raw_client_expect (client, "sys status 0x8005\r");
  raw_client_send (client, "set sys output 0x8010\n");
  raw_client_expect (client, "sys status 0x8010\r");
  raw_client_send (client, "set sys output 0x8020\n");
  raw_client_expect (client, "sys status 0x8020\r");
  raw_client_send (client, "set sys output 0x8\n");
  raw_client_expect (client, "sys status 0x10\r");
  raw_client_send (client, "set sys output 0x0\n");
  raw_client_expect (client, "sys status 0x0\r");

  raw_kettle_free (kettle);
}

/* Keys that look like white space and line ends travel as they are. */
static void
test_key_bytes (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  input (kettle, "on");
  input (kettle, "80");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\t\r");
  input (kettle, "warm");
  raw_client_expect (client, "sys status 0x11\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\x0b\r");

  raw_kettle_free (kettle);
}

/* One serial line lies behind the module: everybody hears everything. */
static void
test_shared_line (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) one = raw_client_new (kettle_emulator_get_port (kettle));
  g_autoptr (RawClient) two = raw_client_new (kettle_emulator_get_port (kettle));

  test_wait_for (get_uint (kettle, "n-clients") == 2, 5000);
  raw_client_send (one, "HELLOKETTLE\n");
  raw_client_expect (one, "HELLOAPP\r");
  raw_client_expect (two, "HELLOAPP\r");
  raw_client_send (two, "set sys output 0x4\n");
  raw_client_expect (one, "sys status 0x5\rsys status 0x100\r");
  raw_client_expect (two, "sys status 0x5\rsys status 0x100\r");
  input (kettle, "lift");
  raw_client_expect (one, "sys status 0x1\r");
  raw_client_expect (two, "sys status 0x1\r");
  raw_client_send (one, "get sys status\n");
  raw_client_expect (one, "sys status key=\0\r");
  raw_client_expect (two, "sys status key=\0\r");

  raw_kettle_free (kettle);
}

/* Protocol sheet 1.3, pressed by hand and read from the wire. */
static void
test_owners_capture (void)
{
  static const char *const hand[] = {
    "on", "65", "80", "95", "100", "off", "on", "65", "warm", "warm", "80", "warm", "off",
  };
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  for (gsize i = 0; i < G_N_ELEMENTS (hand); i++)
    input (kettle, hand[i]);
  raw_client_expect (client,
                     SAID "0x5\r" SAID "0x100\r" SAID "0x65\r" SAID "0x80\r" SAID "0x95\r" SAID
                          "0x100\r" SAID "0x0\r" SAID "0x5\r" SAID "0x100\r" SAID "0x65\r" SAID
                          "0x11\r" SAID "0x10\r" SAID "0x80\r" SAID "0x11\r" SAID "0x0\r");

  raw_kettle_free (kettle);
}

static void
test_exact_text (void)
{
  static const char *const wrong[] = {
    "set sys output 0x04\n", "set sys output 0x4 \n",
    " set sys output 0x4\n", "SET SYS OUTPUT 0X4\n",
    "set sys output  0x4\n", "set sys output 4\n",
    "set sys output\n",      "get sys status key\n",
    "get sys  status\n",     "HELLOAPP\n",
    "hellokettle\n",         "\n\n\r\n",
    "\x01\xff\xfe\n",        "set sys output 0x4000000000\n",
  };
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    raw_client_send (client, wrong[i]);
  g_socket_send (client->socket, "set sys output 0x4\0\n", 20, NULL, &error);
  g_assert_no_error (error);
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  g_assert_nonnull (strstr (kettle_emulator_get_heard (kettle), "\n\\x01\\xff\\xfe\n"));
  g_assert_nonnull (strstr (kettle_emulator_get_heard (kettle), "0x4\\x00\n"));

  raw_kettle_free (kettle);
}

static void
test_line_ends_of_clients (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  raw_client_send (client, "HELLOKETTLE\rHELLOKETTLE\r\nHELLOKETTLE\nHELLO");
  raw_client_expect (client, "HELLOAPP\rHELLOAPP\rHELLOAPP\r");
  raw_client_send (client, "KETTLE\r");
  raw_client_expect (client, "HELLOAPP\r");
  raw_client_send (client, "\nget sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  g_assert_cmpstr (kettle_emulator_get_heard (kettle), ==,
                   "HELLOKETTLE\nHELLOKETTLE\nHELLOKETTLE\nHELLOKETTLE\nget sys status\n");
  kettle_emulator_forget_heard (kettle);
  g_assert_cmpstr (kettle_emulator_get_heard (kettle), ==, "");

  raw_kettle_free (kettle);
}

static void
test_line_without_end (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));
  g_autofree char *many = g_strnfill (50000, 'x');

  raw_client_send (client, many);
  raw_client_send (client, "\nHELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  g_assert_cmpuint (strlen (kettle_emulator_get_heard (kettle)), <, 2000);

  raw_kettle_free (kettle);
}

static void
test_a_litre_takes_its_time (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));
  double temperature = 0;
  gint64 began;

  g_object_set (kettle, "speed", 200.0, NULL);
  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  began = g_get_monotonic_time ();
  raw_client_send (client, "set sys output 0x4\n");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_expect (client, "sys status 0x3\r");
  /* 139.5 s, 200 times as fast: not sooner, and not much later even on a busy machine. */
  g_assert_cmpint (g_get_monotonic_time () - began, >, 690000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5000000);
  g_object_get (kettle, "temperature", &temperature, NULL);
  g_assert_cmpfloat_with_epsilon (temperature, 100, 1);
  raw_client_expect (client, "sys status 0x0\r");
  g_assert_cmpuint (get_uint (kettle, "keys"), ==, 0);

  raw_kettle_free (kettle);
}

static void
test_keeps_warm (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  g_object_set (kettle, "speed", 1000.0, "start-temperature", 64.0, NULL);
  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  input (kettle, "on");
  input (kettle, "65");
  input (kettle, "warm");
  input (kettle, "5");
  raw_client_expect (client, SAID "0x5\r" SAID "0x100\r" SAID "0x65\r" SAID "0x11\r" SAID
                                  "0x8005\r" SAID "0x3\r");
  g_assert_cmpuint (get_uint (kettle, "keys"), ==, 0x07);
  raw_client_expect (client, SAID "0x10\r" SAID "0x0\r");

  raw_kettle_free (kettle);
}

static void
on_keys_changed (KettleEmulator *kettle, GParamSpec *pspec, GString *seen)
{
  g_string_append_printf (seen, "%x ", get_uint (kettle, "keys"));
}

static void
on_message (KettleEmulator *kettle, guint client, const char *escaped, GString *seen)
{
  g_string_append_printf (seen, "%u %s|", client, escaped);
}

static void
test_tells_what_happens (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));
  g_autoptr (GString) lit = g_string_new (NULL);
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (kettle, "notify::keys", G_CALLBACK (on_keys_changed), lit);
  g_signal_connect (kettle, "heard", G_CALLBACK (on_message), heard);
  g_signal_connect (kettle, "said", G_CALLBACK (on_message), said);
  raw_client_send (client, "get sys status\nset sys output 0x4\n\t\\\xe2\n");
  test_wait_for (get_uint (kettle, "keys") == 0x21, 5000);
  input (kettle, "off");
  input (kettle, "say hello you");
  test_wait_for (strstr (heard->str, "xe2") != NULL, 5000);
  g_assert_cmpstr (lit->str, ==, "21 0 ");
  g_assert_cmpstr (heard->str, ==, "1 get sys status|1 set sys output 0x4|1 \\t\\\\\\xe2|");
  g_assert_cmpstr (said->str, ==,
                   "0 sys status key=\\x00\\r|0 sys status 0x5\\r|0 sys status 0x100\\r|"
                   "0 sys status 0x0\\r|0 hello you\\r|");

  raw_kettle_free (kettle);
}

static void
test_say_is_raw (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  kettle_emulator_say (kettle, "sys status key=\n\0\r", 18);
  raw_client_expect (client, "sys status key=\n\0\r");
  kettle_emulator_say (kettle, "half", -1);
  raw_client_expect (client, "half");

  raw_kettle_free (kettle);
}

static void
test_drop_and_reset (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) dropped = raw_client_new (kettle_emulator_get_port (kettle));
  g_autoptr (RawClient) reset = NULL;

  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  input (kettle, "drop");
  g_assert_cmpuint (get_uint (kettle, "n-clients"), ==, 0);
  test_wait_for (raw_client_is_over (dropped), 5000);
  g_assert_true (dropped->ended);

  reset = raw_client_new (kettle_emulator_get_port (kettle));
  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  input (kettle, "reset");
  test_wait_for (raw_client_is_over (reset), 5000);
  g_assert_true (reset->reset);
  g_assert_cmpuint (get_uint (kettle, "n-accepted"), ==, 2);

  raw_kettle_free (kettle);
}

static void
test_client_goes (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  RawClient *client = raw_client_new (kettle_emulator_get_port (kettle));

  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  raw_client_free (client);
  test_wait_for (get_uint (kettle, "n-clients") == 0, 5000);
  input (kettle, "on");

  raw_kettle_free (kettle);
}

/* What nobody takes must not pile up here. */
static void
test_client_that_does_not_read (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  RawClient *client = raw_client_new (kettle_emulator_get_port (kettle));
  g_autofree char *many = g_strnfill (8000, 'x');
  guint n = 0;

  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  while (get_uint (kettle, "n-clients") == 1 && n++ < 10000) {
    kettle_emulator_say (kettle, many, 8000);
    g_main_context_iteration (NULL, FALSE);
  }
  g_assert_cmpuint (get_uint (kettle, "n-clients"), ==, 0);

  raw_client_free (client);
  raw_kettle_free (kettle);
}

static void
test_idle_sleeps (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;

  g_assert_cmpint (get_sleep (), ==, -1);
  client = raw_client_new (kettle_emulator_get_port (kettle));
  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  g_assert_cmpint (get_sleep (), ==, -1);
  input (kettle, "on");
  g_assert_cmpint (get_sleep (), >, 100000);
  input (kettle, "off");
  g_assert_cmpint (get_sleep (), ==, -1);
  /* Hot water that cools makes no work either; nor do odd words that nobody would hear. */
  g_object_set (kettle, "start-temperature", 99.0, NULL);
  g_assert_cmpint (get_sleep (), ==, -1);
  g_object_set (kettle, "unknown", TRUE, NULL);
  g_assert_cmpint (get_sleep (), >, 0);
  input (kettle, "drop");
  g_assert_cmpint (get_sleep (), ==, -1);

  raw_kettle_free (kettle);
}

static void
test_unknown_word (void)
{
  static const char *const words[] = { "boil", "", "on off", "ON", "0x4", "say", "100 ℃", "\x01" };
  KettleEmulator *kettle = raw_kettle_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (kettle_emulator_input (kettle, words[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    g_assert_nonnull (strstr (error->message, "say TEXT"));
    for (const char *c = error->message; *c != '\0'; c++)
      g_assert_true (g_ascii_isprint (*c));
  }
  g_assert_cmpuint (get_uint (kettle, "keys"), ==, 0);
  input (kettle, "  on \t");
  g_assert_cmpuint (get_uint (kettle, "keys"), ==, 0x21);

  raw_kettle_free (kettle);
}

static void
test_cannot_listen (void)
{
  static const char *const hosts[] = { "", "kitchen", "127.0.0.1:80", "1.2.3", " 127.0.0.1" };
  KettleEmulator *kettle = raw_kettle_new ();
  KettleEmulator *other = kettle_emulator_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_assert_false (kettle_emulator_listen (other, hosts[i], 0, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    g_clear_error (&error);
  }
  g_assert_false (
      kettle_emulator_listen (other, "127.0.0.1", kettle_emulator_get_port (kettle), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);
  g_assert_false (kettle_emulator_listen (other, "192.0.2.1", 0, &error));
  g_assert_nonnull (error);
  g_assert_null (kettle_emulator_get_host (other));

  g_clear_error (&error);
  g_assert_true (kettle_emulator_listen (other, "localhost", 0, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kettle_emulator_get_host (other), ==, "127.0.0.1");

  raw_kettle_free (other);
  raw_kettle_free (kettle);
}

static void
test_shut_down_and_again (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  guint16 port = kettle_emulator_get_port (kettle);
  g_autoptr (RawClient) client = raw_client_new (port);
  g_autoptr (RawClient) after = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (kettle, "stray-hello", TRUE, "delay", 200u, NULL);
  test_wait_for (get_uint (kettle, "n-clients") == 1, 5000);
  input (kettle, "on");
  input (kettle, "quit");
  assert_refused (port);
  kettle_emulator_shut_down (kettle);
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_cmpuint (client->got->len, ==, 0);
  input (kettle, "off");
  raw_kettle_free (kettle);

  kettle = kettle_emulator_new ();
  kettle_emulator_listen (kettle, "127.0.0.1", port, &error);
  g_assert_no_error (error);
  after = raw_client_new (port);
  raw_client_send (after, "HELLOKETTLE\n");
  raw_client_expect (after, "HELLOAPP\r");

  raw_kettle_free (kettle);
}

static void
on_heard_shut_down (KettleEmulator *kettle, guint client, const char *escaped, gpointer user_data)
{
  kettle_emulator_shut_down (kettle);
}

/* The worst moment: in the middle of what a client says. */
static void
test_shut_down_from_handler (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = raw_client_new (kettle_emulator_get_port (kettle));

  g_signal_connect (kettle, "heard", G_CALLBACK (on_heard_shut_down), NULL);
  raw_client_send (client, "HELLOKETTLE\nset sys output 0x4\nget sys status\n");
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_cmpstr (kettle_emulator_get_heard (kettle), ==, "HELLOKETTLE\n");

  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/service/greeting-and-status", test_greeting_and_status);
  g_test_add_func ("/emulator/service/every-command", test_every_command);
  g_test_add_func ("/emulator/service/key-bytes", test_key_bytes);
  g_test_add_func ("/emulator/service/shared-line", test_shared_line);
  g_test_add_func ("/emulator/service/owners-capture", test_owners_capture);
  g_test_add_func ("/emulator/service/exact-text", test_exact_text);
  g_test_add_func ("/emulator/service/line-ends-of-clients", test_line_ends_of_clients);
  g_test_add_func ("/emulator/service/line-without-end", test_line_without_end);
  g_test_add_func ("/emulator/service/a-litre-takes-its-time", test_a_litre_takes_its_time);
  g_test_add_func ("/emulator/service/keeps-warm", test_keeps_warm);
  g_test_add_func ("/emulator/service/tells-what-happens", test_tells_what_happens);
  g_test_add_func ("/emulator/service/say-is-raw", test_say_is_raw);
  g_test_add_func ("/emulator/service/drop-and-reset", test_drop_and_reset);
  g_test_add_func ("/emulator/service/client-goes", test_client_goes);
  g_test_add_func ("/emulator/service/client-that-does-not-read", test_client_that_does_not_read);
  g_test_add_func ("/emulator/service/idle-sleeps", test_idle_sleeps);
  g_test_add_func ("/emulator/service/unknown-word", test_unknown_word);
  g_test_add_func ("/emulator/service/cannot-listen", test_cannot_listen);
  g_test_add_func ("/emulator/service/shut-down-and-again", test_shut_down_and_again);
  g_test_add_func ("/emulator/service/shut-down-from-handler", test_shut_down_from_handler);

  return g_test_run ();
}
