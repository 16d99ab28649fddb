// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-wifi-reader.h"
#include "support/memory-search.h"

#include <string.h>
#include <unistd.h>

#define BYTES(literal) (literal), sizeof (literal) - 1

/* Events are written so: B banner, P password, L logged in, F failed, > prompt, . end of a reply,
 * ! malformed, O ok, [parameters] behind it, E and the number of an error. */
static void
append_event (GString *seen, const KettleWifiEvent *event)
{
  static const char letters[] = "?BPLF>OE.!";

  g_assert_cmpint (event->type, >=, KETTLE_WIFI_EVENT_BANNER);
  g_assert_cmpint (event->type, <=, KETTLE_WIFI_EVENT_MALFORMED);
  g_string_append_c (seen, letters[event->type]);
  if (event->type == KETTLE_WIFI_EVENT_ERROR)
    g_string_append_printf (seen, "%d", event->code);
  else
    g_assert_cmpint (event->code, ==, 0);
  g_assert_true (event->has_parameters == (event->parameters != NULL));
  if (event->has_parameters) {
    g_string_append_c (seen, '[');
    g_string_append_len (seen, event->parameters, (gssize) event->length);
    g_string_append_c (seen, ']');
  }
}

static void
feed (KettleWifiReader *reader, const char *bytes, gsize length, GString *seen)
{
  while (length > 0) {
    gsize taken = kettle_wifi_reader_feed (reader, (const guint8 *) bytes, length);
    KettleWifiEvent event;
    guint n = 0;

    g_assert_cmpuint (taken, >, 0);
    g_assert_cmpuint (taken, <=, length);
    while (kettle_wifi_reader_pop (reader, &event)) {
      append_event (seen, &event);
      n++;
    }
    g_assert_cmpuint (n, <=, 1);
    bytes += taken;
    length -= taken;
  }
}

static void
flush (KettleWifiReader *reader, GString *seen)
{
  KettleWifiEvent event;

  kettle_wifi_reader_flush (reader);
  while (kettle_wifi_reader_pop (reader, &event))
    append_event (seen, &event);
}

/* In one piece, byte by byte, and cut once at every place. A flush only at the end. */
static void
assert_events (const char *bytes, gsize length, const char *expected)
{
  for (gsize cut = 0; cut <= length + 1; cut++) {
    g_autoptr (KettleWifiReader) reader = kettle_wifi_reader_new ();
    g_autoptr (GString) seen = g_string_new (NULL);

    if (cut <= length) {
      feed (reader, bytes, cut, seen);
      feed (reader, bytes + cut, length - cut, seen);
    } else {
      for (gsize i = 0; i < length; i++)
        feed (reader, bytes + i, 1, seen);
    }
    flush (reader, seen);
    flush (reader, seen);
    g_assert_cmpstr (seen->str, ==, expected);
  }
}

/* Protocol sheet 2. */
static void
test_login (void)
{
  assert_events (BYTES ("AT+ Command Shell\r\nPassword:"), "BP");
  assert_events (BYTES ("AT+ Command Shell\r\n\r\nPassword: ******\r\nLogin Successfully\r\n"),
                 "BPBL");
  assert_events (BYTES ("Password: \r\nLogin Successfully\r\n\r\n>"), "PBL>");
  assert_events (BYTES ("password :000000\r\n>"), "PB>");
  assert_events (BYTES ("PASSWORD:"), "P");
  assert_events (BYTES ("Enter password:"), "P");
  assert_events (BYTES (">Password:"), "P");
  assert_events (BYTES ("HLK-M03 v1.2\nlogin successful\n"), "BL");
  assert_events (BYTES ("Password"), "");
  assert_events (BYTES ("> Login Successfully\r\n"), "L");
}

static void
test_login_failed (void)
{
  assert_events (BYTES ("Login Failed\r\nPassword:"), "FP");
  assert_events (BYTES ("Login failed!\r\n"), "F");
  assert_events (BYTES ("Wrong password\r\n"), "F");
  assert_events (BYTES ("Password error\r\n"), "F");
  assert_events (BYTES ("Incorrect\r\n"), "F");
  assert_events (BYTES ("Access denied.\r\n"), "F");
  assert_events (BYTES ("Login unsuccessful\r\n"), "F");
  /* No question, though it has the word and the colon. */
  assert_events (BYTES ("Wrong password: try again\r\n"), "F");
  assert_events (BYTES ("no error so far\r\n"), "B");
  assert_events (BYTES ("Here somebody speaks of a password:"), "");
}

/* A network's name, or an echo of it, is no conversation. */
static void
test_words_in_values (void)
{
  assert_events (BYTES ("+OK=\"Password:\"\r\n\r\n"), "O[\"Password:\"].");
  assert_events (BYTES ("+OK=Password:\r\n\r\n"), "O[Password:].");
  assert_events (BYTES ("AT+SSID=\"Password:\"\r\n"), "B");
  assert_events (BYTES ("AT+SSID=Login failed\r\n"), "B");
  assert_events (BYTES (">AT+SSID=\"Login Successfully\"\r\n"), "B");
  assert_events (BYTES ("+OK=\"x>+OK=y\"\r\n"), "O[\"x>+OK=y\"]");
  assert_events (BYTES ("+OK=>"), "");
  assert_events (BYTES ("+OK=\">"), "");
  assert_events (BYTES ("\"a>"), "");
  assert_events (BYTES ("+OK>"), "");
  assert_events (BYTES ("+ERR>"), "");
}

static void
test_replies (void)
{
  assert_events (BYTES ("+OK\r\n\r\n"), "O.");
  assert_events (BYTES ("+OK \r\n\r\n"), "O.");
  assert_events (BYTES ("+OK=\r\n\r\n"), "O[].");
  assert_events (BYTES ("+OK=\"name\"\r\n\r\n"), "O[\"name\"].");
  assert_events (BYTES ("+OK=1,0,a=b, c \r\n\r\n"), "O[1,0,a=b, c ].");
  assert_events (BYTES ("+OK=001EE3A80102\r\n"), "O[001EE3A80102]");
  assert_events (BYTES ("+OK=0\r\n\r\n+OK=1\r\n\r\n"), "O[0].O[1].");
  assert_events (BYTES ("+OK=0"), "");
}

static void
test_errors (void)
{
  assert_events (BYTES ("+ERR=-1\r\n\r\n"), "E-1.");
  assert_events (BYTES ("+ERR=-10\r\n\r\n"), "E-10.");
  assert_events (BYTES ("+ERR=-100 \r\n\r\n"), "E-100.");
  assert_events (BYTES ("> +ERR=-7\r\n"), "E-7");
}

static void
test_malformed (void)
{
  static const char *const lines[] = {
    "+OKAY",   "+OK:1",    "+OK x",    "+ERR",       "+ERR=",    "+ERR=-",  "+ERR=1",    "+ERR=0",
    "+ERR=-0", "+ERR=-1x", "+ERR=--1", "+ERR=-1000", "+ERR= -1", "+ERR -1", "+ERROR=-1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *stream = g_strconcat (lines[i], "\r\n\r\n+OK\r\n", NULL);

    assert_events (stream, strlen (stream), "!O");
  }

  /* In lower case it begins as nothing does. */
  assert_events (BYTES ("+ok\r\n+\r\n+O\r\n"), "BBB");
}

static void
test_line_ends (void)
{
  static const char *const ends[] = { "\r", "\n", "\r\n", "\n\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *stream =
        g_strconcat (ends[i], "AT+WPRT=?", ends[i], "+OK=0", ends[i], ends[i], ">", ends[i], "+OK",
                     ends[i], "Login Successfully", ends[i], ends[i], ends[i], NULL);

    assert_events (stream, strlen (stream), "BO[0].BOL");
  }

  assert_events (BYTES ("+OK\r\n\n"), "O.");
  assert_events (BYTES ("+OK\r\n\r"), "O.");
  assert_events (BYTES ("+OK\r\0\n\0\r\n"), "O.");
  /* Only the first empty line ends a reply. */
  assert_events (BYTES ("\r\n\r\n+OK\r\n\r\n\r\n\r\n"), "O.");
}

static void
test_prompts (void)
{
  assert_events (BYTES (">"), ">");
  assert_events (BYTES ("AT+> "), ">");
  assert_events (BYTES ("AT+ Command Shell> "), ">");
  assert_events (BYTES ("\r\n\r\niKettle>"), ">");
  /* With something behind it, an end included, it is none. */
  assert_events (BYTES (">\r\n"), "B");
  assert_events (BYTES ("<Welcome>\r\n"), "B");
  assert_events (BYTES ("> a"), "");
  assert_events (BYTES ("This is a longer text than a prompt should be>"), "");
  assert_events (BYTES ("    "), "");
}

static void
test_reply_behind_prompt (void)
{
  assert_events (BYTES (">+OK\r\n\r\n"), "O.");
  assert_events (BYTES ("AT+> +OK=\"a\"\r\n\r\n"), "O[\"a\"].");
  assert_events (BYTES (">>  +OK=1\r\n"), "O[1]");
  assert_events (BYTES ("123456789012345>+OK\r\n"), "O");
  assert_events (BYTES ("1234567890123456>+OK\r\n"), "B");
  assert_events (BYTES (">+OKAY\r\n"), "!");
  assert_events (BYTES ("x+OK\r\n"), "B");
  assert_events (BYTES ("+OK>+OK=1\r\n"), "!");
  assert_events (BYTES ("+ERR>+OK=1\r\n"), "!");
  assert_events (BYTES ("\"a>+OK=1\r\n"), "B");
}

/* What was sent comes back, and never counts as an answer. */
static void
test_echo (void)
{
  assert_events (BYTES ("AT+SSID=?\r\n+OK=\"a\"\r\n\r\n"), "BO[\"a\"].");
  assert_events (BYTES (">AT+KEY=1,0,>+OK\r\n"), "B");
  assert_events (BYTES ("AT+SSID=+OK\r\n"), "B");
  assert_events (BYTES ("AT+SSID=\"a> +OK=1\"\r\n"), "B");
  assert_events (BYTES ("AT+OK\r\n"), "B");
}

static void
test_telnet (void)
{
  assert_events (BYTES ("\xff\xfd\x01\xff\xfb\x03Pass\xff\xfe\x1fword:"), "P");
  assert_events (BYTES ("\xff\xfa\x18\x01 +OK\r\n\xff\xff\xff\xf0+OK=1\r\n"), "O[1]");
  assert_events (BYTES ("\xff\xf1+O\xff\xf9K=\xff\xff\r\n"), "O[\xff]");
  assert_events (BYTES ("+OK\r\xff\xfd\x01\n\r\xff\xfd\r\n"), "O.");
}

static void
test_endless_subnegotiation (void)
{
  g_autoptr (GString) stream = g_string_new ("\xff\xfa");

  for (int i = 0; i < 200; i++)
    g_string_append_c (stream, 'x');
  g_string_append (stream, "\r\n+OK\r\n");
  assert_events (stream->str, stream->len, "BO");
}

static void
test_overlong (void)
{
  g_autofree char *most = g_strnfill (KETTLE_WIFI_LINE_MAX - 4, 'z');
  g_autofree char *just = g_strconcat ("+OK=", most, "\r\n", NULL);
  g_autofree char *over = g_strconcat ("+OK=", most, "y\r\n\r\n+OK\r\n\r\n", NULL);
  g_autofree char *far = g_strconcat (most, most, most, "Password:+OK\r\n+OK=1\r\n", NULL);
  g_autofree char *expected = g_strconcat ("O[", most, "]", NULL);

  assert_events (just, strlen (just), expected);
  assert_events (over, strlen (over), "!O.");
  assert_events (far, strlen (far), "!O[1]");
}

static void
test_forget (void)
{
  g_autoptr (KettleWifiReader) reader = kettle_wifi_reader_new ();
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *junk = g_strnfill (300, 'z');
  KettleWifiEvent event = { 0 };

  feed (reader, BYTES ("some prompt that is not known #"), seen);
  kettle_wifi_reader_forget (reader);
  feed (reader, BYTES ("+OK\r\n"), seen);
  kettle_wifi_reader_forget (reader);
  feed (reader, BYTES ("\r\n"), seen);
  g_assert_cmpstr (seen->str, ==, "O");

  /* An answer that was not looked at. */
  g_assert_cmpuint (kettle_wifi_reader_feed (reader, (const guint8 *) "+OK=1\r", 6), ==, 6);
  kettle_wifi_reader_forget (reader);
  g_assert_false (kettle_wifi_reader_pop (reader, &event));
  g_assert_cmpint (event.type, ==, 0);

  /* The rest of what is too long stays dropped. */
  feed (reader, junk, 300, seen);
  kettle_wifi_reader_forget (reader);
  feed (reader, BYTES ("+OK\r\n+OK\r\n"), seen);
  g_assert_cmpstr (seen->str, ==, "O!O");
  kettle_wifi_reader_free (NULL);
}

/* The parameters are the reader's own, and gone with the next call. */
static void
test_key_is_not_kept (void)
{
#define KEY "a passphrase that a module told"
  static const char reply[] = "+OK=1,0,";
  g_autofree guint8 *inverted = memory_search_invert (KEY);
  g_autoptr (KettleWifiReader) reader = kettle_wifi_reader_new ();
  KettleWifiEvent event;
  char byte;

  kettle_wifi_reader_feed (reader, (const guint8 *) reply, sizeof reply - 1);
  for (gsize i = 0; i < strlen (KEY); i++) {
    byte = KEY[i];
    kettle_wifi_reader_feed (reader, (const guint8 *) &byte, 1);
  }
  g_assert_cmpuint (memory_search (getpid (), inverted, strlen (KEY)), ==, 1);
  kettle_wifi_reader_feed (reader, (const guint8 *) "\r", 1);
  g_assert_true (kettle_wifi_reader_pop (reader, &event));
  g_assert_cmpint (event.type, ==, KETTLE_WIFI_EVENT_OK);
  g_assert_cmpuint (event.length, ==, 4 + strlen (KEY));
  g_assert_cmpuint (memory_search (getpid (), inverted, strlen (KEY)), ==, 1);
  g_assert_false (kettle_wifi_reader_pop (reader, &event));
  g_assert_cmpuint (memory_search (getpid (), inverted, strlen (KEY)), ==, 0);
#undef KEY
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/wifi-reader/login", test_login);
  g_test_add_func ("/protocol/wifi-reader/login-failed", test_login_failed);
  g_test_add_func ("/protocol/wifi-reader/words-in-values", test_words_in_values);
  g_test_add_func ("/protocol/wifi-reader/replies", test_replies);
  g_test_add_func ("/protocol/wifi-reader/errors", test_errors);
  g_test_add_func ("/protocol/wifi-reader/malformed", test_malformed);
  g_test_add_func ("/protocol/wifi-reader/line-ends", test_line_ends);
  g_test_add_func ("/protocol/wifi-reader/prompts", test_prompts);
  g_test_add_func ("/protocol/wifi-reader/reply-behind-prompt", test_reply_behind_prompt);
  g_test_add_func ("/protocol/wifi-reader/echo", test_echo);
  g_test_add_func ("/protocol/wifi-reader/telnet", test_telnet);
  g_test_add_func ("/protocol/wifi-reader/endless-subnegotiation", test_endless_subnegotiation);
  g_test_add_func ("/protocol/wifi-reader/overlong", test_overlong);
  g_test_add_func ("/protocol/wifi-reader/forget", test_forget);
  g_test_add_func ("/protocol/wifi-reader/key-is-not-kept", test_key_is_not_kept);

  return g_test_run ();
}
