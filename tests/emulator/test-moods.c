// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/raw-client.h"

#include <string.h>

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

/* A client that the kettle knows of already. */
static RawClient *
join (KettleEmulator *kettle)
{
  guint before = get_uint (kettle, "n-accepted");
  RawClient *client = raw_client_new (kettle_emulator_get_port (kettle));

  test_wait_for (get_uint (kettle, "n-accepted") > before, 5000);

  return client;
}

static void
test_line_end (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);

  g_object_set (kettle, "line-end", KETTLE_LINE_END_LF, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "HELLOAPP\nsys status key=\0\n");
  g_object_set (kettle, "line-end", KETTLE_LINE_END_CRLF, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "HELLOAPP\r\nsys status key=\0\r\n");
  input (kettle, "say x");
  raw_client_expect (client, "x\r\n");

  raw_kettle_free (kettle);
}

static void
test_idle_key_empty (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);

  g_object_set (kettle, "idle-key", KETTLE_IDLE_KEY_EMPTY, NULL);
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\r");
  input (kettle, "on");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=!\r");

  raw_kettle_free (kettle);
}

static void
test_chunk (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);

  g_object_set (kettle, "chunk", 5, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "HELLOAPP\rsys status key=\0\r");
  /* 26 bytes, five at a time. */
  g_assert_cmpuint (client->largest, ==, 5);
  g_assert_cmpuint (client->n_packets, ==, 6);

  g_object_set (kettle, "chunk", 1, NULL);
  client->largest = 0;
  input (kettle, "on");
  raw_client_expect (client, "sys status 0x5\rsys status 0x100\r");
  g_assert_cmpuint (client->largest, ==, 1);

  raw_kettle_free (kettle);
}

/* Sizes differ, and the same seed makes the same ones. */
static void
test_chunk_random (void)
{
  guint packets[3];

  for (guint i = 0; i < G_N_ELEMENTS (packets); i++) {
    KettleEmulator *kettle = raw_kettle_new ();
    g_autoptr (RawClient) client = NULL;

    g_object_set (kettle, "chunk", KETTLE_CHUNK_RANDOM, "seed", i < 2 ? 5u : 6u, NULL);
    client = join (kettle);
    for (int n = 0; n < 8; n++)
      kettle_emulator_say (kettle, "sys status 0x100\r", -1);
    raw_client_expect (client, "sys status 0x100\rsys status 0x100\r"
                               "sys status 0x100\rsys status 0x100\r"
                               "sys status 0x100\rsys status 0x100\r"
                               "sys status 0x100\rsys status 0x100\r");
    packets[i] = client->n_packets;
    g_assert_cmpuint (client->largest, >, 1);
    g_assert_cmpuint (packets[i], >, 136 / 12);
    g_assert_cmpuint (packets[i], <, 136);
    raw_kettle_free (kettle);
  }
  g_assert_cmpuint (packets[0], ==, packets[1]);
}

static void
test_glue (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);

  g_object_set (kettle, "glue", TRUE, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\nset sys output 0x4\n");
  raw_client_expect (client, "HELLOAPP\rsys status key=\0\rsys status 0x5\rsys status 0x100\r");
  g_assert_cmpuint (client->n_packets, ==, 1);

  /* Without it they come one by one. */
  g_object_set (kettle, "glue", FALSE, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "HELLOAPP\rsys status key=!\r");
  g_assert_cmpuint (client->n_packets, ==, 3);

  raw_kettle_free (kettle);
}

static void
test_glue_and_chunk (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);

  g_object_set (kettle, "glue", TRUE, "chunk", 20, NULL);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "HELLOAPP\rsys status key=\0\r");
  g_assert_cmpuint (client->n_packets, ==, 2);
  g_assert_cmpuint (client->largest, ==, 20);

  raw_kettle_free (kettle);
}

static void
test_max_clients (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) one = NULL;
  g_autoptr (RawClient) two = NULL;
  g_autoptr (RawClient) three = NULL;

  g_object_set (kettle, "max-clients", 1u, NULL);
  one = join (kettle);
  two = join (kettle);
  test_wait_for (raw_client_is_over (two), 5000);
  g_assert_cmpuint (two->got->len, ==, 0);
  g_assert_cmpuint (get_uint (kettle, "n-clients"), ==, 1);
  g_assert_cmpuint (get_uint (kettle, "n-accepted"), ==, 2);
  raw_client_send (one, "HELLOKETTLE\n");
  raw_client_expect (one, "HELLOAPP\r");

  /* A place that becomes free is given away again. */
  input (kettle, "drop");
  three = join (kettle);
  raw_client_send (three, "HELLOKETTLE\n");
  raw_client_expect (three, "HELLOAPP\r");

  raw_kettle_free (kettle);
}

static void
test_mute (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "mute", TRUE, "stray-hello", TRUE, "unknown", TRUE, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\nget sys status\nset sys output 0x4\n");
  test_wait_for (get_uint (kettle, "keys") == 0x21, 5000);
  input (kettle, "95");
  input (kettle, "say hello");
  test_never (raw_client_is_over (client) || client->got->len > 0, 700);

  g_object_set (kettle, "mute", FALSE, "stray-hello", FALSE, "unknown", FALSE, NULL);
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\x11\r");

  raw_kettle_free (kettle);
}

static void
test_mute_after (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) other = NULL;

  g_object_set (kettle, "mute-after", 2, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  other = join (kettle);
  raw_client_send (client, "set sys output 0x4\n");
  /* Nobody else is deaf. */
  raw_client_expect (other, "sys status 0x5\rsys status 0x100\r");
  test_never (raw_client_is_over (client) || client->got->len > 0, 200);

  raw_kettle_free (kettle);
}

static void
test_delay (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = join (kettle);
  gint64 began;

  g_object_set (kettle, "delay", 300u, "speed", 1000.0, NULL);
  began = g_get_monotonic_time ();
  raw_client_send (client, "HELLOKETTLE\n");
  test_wait_for (*kettle_emulator_get_heard (kettle) != '\0', 5000);
  /* What is said later does not come sooner. */
  g_object_set (kettle, "delay", 0u, NULL);
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "HELLOAPP\rsys status key=\0\r");
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 300 * G_TIME_SPAN_MILLISECOND);

  raw_kettle_free (kettle);
}

static void
test_close_after (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;
  g_autoptr (RawClient) at_once = NULL;

  g_object_set (kettle, "close-after", 2, "chunk", 3, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  g_assert_false (raw_client_is_over (client));
  raw_client_send (client, "get sys status\n");
  raw_client_expect (client, "sys status key=\0\r");
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_true (client->ended);
  g_assert_cmpuint (client->got->len, ==, 0);

  g_object_set (kettle, "close-after", 0, NULL);
  at_once = join (kettle);
  test_wait_for (raw_client_is_over (at_once), 5000);
  g_assert_cmpuint (at_once->got->len, ==, 0);
  g_assert_cmpuint (get_uint (kettle, "n-clients"), ==, 0);

  raw_kettle_free (kettle);
}

static void
test_reset_after (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "reset-after", 1, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\n");
  raw_client_expect (client, "HELLOAPP\r");
  test_wait_for (raw_client_is_over (client), 5000);
  g_assert_true (client->reset);

  raw_kettle_free (kettle);
}

static void
test_unknown (void)
{
  static const char *const known[] = {
    "0x0",  "0x1",  "0x2",  "0x3",   "0x4",    "0x5",    "0x10",   "0x11",
    "0x65", "0x80", "0x95", "0x100", "0x8005", "0x8010", "0x8020",
  };
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_object_set (kettle, "unknown", TRUE, NULL);
  client = join (kettle);
  /* Nobody asked: all that comes is of its own making. */
  test_wait_for ((raw_client_poll (client), client->got->len > 40), 5000);
  lines = g_strsplit (client->got->str, "\r", -1);
  for (; lines[n + 1] != NULL; n++) {
    g_assert_cmpstr (lines[n], !=, "HELLOAPP");
    g_assert_false (g_str_has_prefix (lines[n], "sys status key="));
    for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
      if (g_str_has_prefix (lines[n], "sys status "))
        g_assert_cmpstr (lines[n] + 11, !=, known[i]);
  }
  g_assert_cmpuint (n, >=, 2);

  raw_kettle_free (kettle);
}

static void
test_stray_hello (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "stray-hello", TRUE, NULL);
  client = join (kettle);
  raw_client_expect (client, "HELLOAPP\r");
  raw_client_expect (client, "HELLOAPP\r");

  raw_kettle_free (kettle);
}

static void
test_no_greeting (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;

  g_object_set (kettle, "no-greeting", TRUE, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  raw_client_expect (client, "sys status key=\0\r");

  raw_kettle_free (kettle);
}

static void
test_endless (void)
{
  KettleEmulator *kettle = raw_kettle_new ();
  g_autoptr (RawClient) client = NULL;
  gint64 began = g_get_monotonic_time ();
  double seconds;

  g_object_set (kettle, "endless", TRUE, NULL);
  client = join (kettle);
  raw_client_send (client, "HELLOKETTLE\nget sys status\n");
  test_wait_for ((raw_client_poll (client), client->got->len > 50000), 10000);
  /* A limit on the rate: more than any kettle can say, less than what fills a disk. */
  seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  g_assert_cmpfloat ((double) client->got->len / seconds, <, 150000);
  g_assert_null (memchr (client->got->str, '\r', client->got->len));
  g_assert_null (memchr (client->got->str, '\n', client->got->len));
  g_assert_null (strstr (client->got->str, "HELLO"));

  /* It ends with the mood, and then is a line like any other. */
  g_object_set (kettle, "endless", FALSE, NULL);
  input (kettle, "say end");
  test_wait_for ((raw_client_poll (client), g_str_has_suffix (client->got->str, "end\r")), 5000);

  raw_kettle_free (kettle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/emulator/moods/line-end", test_line_end);
  g_test_add_func ("/emulator/moods/idle-key-empty", test_idle_key_empty);
  g_test_add_func ("/emulator/moods/chunk", test_chunk);
  g_test_add_func ("/emulator/moods/chunk-random", test_chunk_random);
  g_test_add_func ("/emulator/moods/glue", test_glue);
  g_test_add_func ("/emulator/moods/glue-and-chunk", test_glue_and_chunk);
  g_test_add_func ("/emulator/moods/max-clients", test_max_clients);
  g_test_add_func ("/emulator/moods/mute", test_mute);
  g_test_add_func ("/emulator/moods/mute-after", test_mute_after);
  g_test_add_func ("/emulator/moods/delay", test_delay);
  g_test_add_func ("/emulator/moods/close-after", test_close_after);
  g_test_add_func ("/emulator/moods/reset-after", test_reset_after);
  g_test_add_func ("/emulator/moods/unknown", test_unknown);
  g_test_add_func ("/emulator/moods/stray-hello", test_stray_hello);
  g_test_add_func ("/emulator/moods/no-greeting", test_no_greeting);
  g_test_add_func ("/emulator/moods/endless", test_endless);

  return g_test_run ();
}
