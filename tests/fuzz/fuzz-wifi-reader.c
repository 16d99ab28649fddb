// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "protocol/kettle-wifi-reader.h"

#include <string.h>

/*
 * Any bytes, cut anywhere, are the same events, whatever ends their lines, and afterwards the next
 * reply is read. What a reply tells is taken or refused as a whole; what was taken and can be
 * written back reads the same again. Whatever the values are, each line that is made of them is on
 * the white list, is one line, and shows nothing of a key once it is masked; and no other line that
 * is on the white list holds what must never be sent.
 */

#define BULLETS "••••••••"

static void
check_event (const KettleWifiEvent *event)
{
  g_assert_cmpint (event->type, >=, KETTLE_WIFI_EVENT_BANNER);
  g_assert_cmpint (event->type, <=, KETTLE_WIFI_EVENT_MALFORMED);
  g_assert_cmpint (event->code < 0, ==, event->type == KETTLE_WIFI_EVENT_ERROR);
  g_assert_cmpint (event->code, <=, 0);
  g_assert_true (!event->has_parameters || event->type == KETTLE_WIFI_EVENT_OK);
  g_assert_true (event->has_parameters == (event->parameters != NULL));
  g_assert_cmpuint (event->length, <, KETTLE_WIFI_LINE_MAX);
  for (gsize i = 0; i < event->length; i++) {
    g_assert_true (event->parameters[i] != '\0');
    g_assert_true (event->parameters[i] != '\r');
    g_assert_true (event->parameters[i] != '\n');
  }
}

static void
pop_all (KettleWifiReader *reader, GString *events)
{
  KettleWifiEvent event;
  guint n = 0;

  memset (&event, 0xff, sizeof event);
  while (kettle_wifi_reader_pop (reader, &event)) {
    check_event (&event);
    g_string_append_printf (events, "%d %d %d:", event.type, event.code, event.has_parameters);
    if (event.length > 0)
      g_string_append_len (events, event.parameters, (gssize) event.length);
    g_string_append_c (events, '\n');
    n++;
  }
  g_assert_cmpuint (n, <=, 1);
}

/* In pieces of at most @piece bytes, each of them alone in its memory. */
static void
feed (KettleWifiReader *reader, const guint8 *data, gsize length, gsize piece, GString *events)
{
  guint32 state = 1;

  for (gsize at = 0; at < length;) {
    gsize n = MIN (1 + state % piece, length - at);
    g_autofree guint8 *copy = g_memdup2 (data + at, n);

    for (gsize done = 0; done < n;) {
      gsize taken = kettle_wifi_reader_feed (reader, copy + done, n - done);

      g_assert_cmpuint (taken, >, 0);
      g_assert_cmpuint (taken, <=, n - done);
      pop_all (reader, events);
      done += taken;
    }
    state = state * 1664525 + 1013904223 + data[at];
    at += n;
  }
}

/* After anything, with the end of whatever negotiation was under way, the next reply is read. */
static void
check_goes_on (KettleWifiReader *reader)
{
  static const char rest[] = "\xf0\xff\xf0\r\n\r\n";
  static const char reply[] = "+OK=\"a\"\r\n\r\n";
  g_autoptr (GString) events = g_string_new (NULL);

  feed (reader, (const guint8 *) rest, sizeof rest - 1, 1, events);
  kettle_wifi_reader_forget (reader);
  g_string_truncate (events, 0);
  feed (reader, (const guint8 *) reply, sizeof reply - 1, 3, events);
  g_assert_cmpstr (events->str, ==, "6 0 1:\"a\"\n8 0 0:\n");
}

static void
check_cuts (const guint8 *data, gsize size)
{
  static const gsize pieces[] = { G_MAXUINT32, 1, 4, 40 };
  g_autoptr (GString) expected = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (KettleWifiReader) reader = kettle_wifi_reader_new ();
    g_autoptr (GString) events = g_string_new (NULL);

    feed (reader, data, size, pieces[i], events);
    kettle_wifi_reader_flush (reader);
    pop_all (reader, events);
    kettle_wifi_reader_flush (reader);
    pop_all (reader, events);
    if (expected == NULL)
      expected = g_string_new_len (events->str, (gssize) events->len);
    g_assert_true (g_string_equal (events, expected));
    check_goes_on (reader);
  }
}

/* Whichever way the lines end, they are the same, empty ones included. */
static void
check_line_ends (const guint8 *data, gsize size)
{
  static const char *const ends[] = { "\r", "\n", "\r\n", "\n\r" };
  g_autoptr (GString) expected = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (KettleWifiReader) reader = kettle_wifi_reader_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) events = g_string_new (NULL);

    for (gsize k = 0; k < size; k++) {
      if (data[k] == '\r' || data[k] == '\n')
        g_string_append (text, ends[i]);
      else if (data[k] != 0xff)
        g_string_append_c (text, (char) data[k]);
    }
    feed (reader, (const guint8 *) text->str, text->len, G_MAXUINT32, events);
    if (expected == NULL)
      expected = g_string_new_len (events->str, (gssize) events->len);
    g_assert_true (g_string_equal (events, expected));
  }
}

static void
check_line (const KettleSecret *line)
{
  gsize length;
  const char *bytes = kettle_secret_peek (line, &length);
  g_autofree char *masked = kettle_wifi_line_dup_masked (line);

  g_assert_true (kettle_wifi_line_is_permitted (line));
  g_assert_cmpuint (length, <=, KETTLE_WIFI_LINE_MAX);
  g_assert_true (memchr (bytes, '\0', length) == NULL);
  g_assert_true (memchr (bytes, '\r', length) == NULL);
  g_assert_true (memchr (bytes, '\n', length) == bytes + length - 1);
  fuzz_assert_printable (masked);
  if (g_str_has_prefix (bytes, "AT+KEY=") && bytes[7] != '?')
    g_assert_true (strcmp (masked + 11, BULLETS) == 0
                   || strcmp (masked + 11, "\"" BULLETS "\"") == 0);
  if (g_str_has_prefix (bytes, "AT+PASS=") && bytes[8] != '?')
    g_assert_cmpstr (masked + 8, ==, BULLETS);
}

/* Writes @word back; what is behind the `=` then reads as the same. */
static void
check_set (KettleWifiWord word, const KettleWifiSettings *values)
{
  g_autoptr (KettleSecret) line = kettle_wifi_line_new_set (word, values, NULL);
  g_auto (KettleWifiSettings) again = { 0 };
  const char *bytes, *value;
  gsize length;

  if (line == NULL)
    return;

  check_line (line);
  bytes = kettle_secret_peek (line, &length);
  value = (const char *) memchr (bytes, '=', length) + 1;
  length -= (gsize) (value - bytes) + 1;
  g_assert_true (kettle_wifi_settings_take (&again, word, value, length, NULL));
  if ((values->known & KETTLE_WIFI_BIT (word)) != 0)
    g_assert_true (kettle_wifi_settings_agree (values, &again, word));
}

static void
check_answer (const guint8 *data, gsize size)
{
  for (int i = 0; i <= KETTLE_WIFI_N_WORDS; i++) {
    KettleWifiWord word = (KettleWifiWord) i;
    g_auto (KettleWifiSettings) settings = { 0 };
    g_autoptr (KettleWifiSettings) copy = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *parameters = g_memdup2 (size > 0 ? (const void *) data : "", MAX (size, 1));

    if (!kettle_wifi_settings_take (&settings, word, parameters, size, &error)) {
      g_assert_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_MALFORMED);
      g_assert_cmpuint (settings.known, ==, 0);
      continue;
    }
    copy = kettle_wifi_settings_copy (&settings);
    g_assert_true (kettle_wifi_settings_agree (&settings, copy, word));
    check_set (word, &settings);
  }
}

static void
take_bytes (FuzzInput *input, char *bytes, gsize size)
{
  g_autofree char *text = fuzz_input_take_text (input);

  g_strlcpy (bytes, text, size);
}

static KettleSecret *
take_secret (FuzzInput *input)
{
  g_autofree char *text = fuzz_input_take_text (input);

  return kettle_secret_new (text, MIN ((gssize) strlen (text), KETTLE_SECRET_MAX));
}

/* Values that no module ever told. */
static void
check_any_values (const guint8 *data, gsize size)
{
  FuzzInput input = { data, size };
  g_auto (KettleWifiSettings) values = { 0 };

  /* Whether the security is known decides over the key. */
  values.known = ~(fuzz_input_take_byte (&input) % 2 ? KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) : 0);
  values.mode = (KettleWifiMode) (fuzz_input_take_byte (&input) % 6 - 1);
  values.security = (KettleWifiSecurity) (fuzz_input_take_byte (&input) % 12 - 1);
  values.dhcp = fuzz_input_take_byte (&input) % 2;
  values.raw_key = fuzz_input_take_byte (&input) % 2;
  values.network_form = (KettleWifiForm) (fuzz_input_take_byte (&input) % 3);
  values.key_form = (KettleWifiForm) (fuzz_input_take_byte (&input) % 3);
  values.address_form = (KettleWifiForm) (fuzz_input_take_byte (&input) % 3);
  take_bytes (&input, values.network, sizeof values.network);
  values.key = take_secret (&input);
  values.password = take_secret (&input);
  for (int i = 0; i < KETTLE_WIFI_N_ADDRESSES; i++)
    take_bytes (&input, values.addresses[i], sizeof values.addresses[i]);

  for (int i = 0; i <= KETTLE_WIFI_N_WORDS; i++) {
    KettleWifiWord word = (KettleWifiWord) i;
    g_autoptr (KettleSecret) ask = kettle_wifi_line_new_ask (word, values.dhcp, NULL);
    g_autoptr (KettleSecret) deed = kettle_wifi_line_new_do (word, NULL);

    g_assert_false (ask != NULL && deed != NULL);
    if (ask != NULL)
      check_line (ask);
    if (deed != NULL)
      check_line (deed);
    check_set (word, &values);
  }
}

/* Any bytes as a line. */
static void
check_white_list (const guint8 *data, gsize size)
{
  static const char *const never[] = { "AT+ATM", "AT+ATRM", "AT+UART", "AT+RSTF" };
  g_autoptr (KettleSecret) line =
      kettle_secret_new ((const char *) data, (gssize) MIN (size, KETTLE_SECRET_MAX - 1));
  const char *bytes;
  gsize length;

  if (kettle_wifi_line_is_permitted (line))
    check_line (line);
  kettle_secret_append (line, "\n", 1);
  if (!kettle_wifi_line_is_permitted (line))
    return;

  check_line (line);
  bytes = kettle_secret_peek (line, &length);
  g_assert_true (g_str_has_prefix (bytes, "AT+") || length == KETTLE_WIFI_PASSWORD_LENGTH + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (g_str_has_prefix (bytes, never[i]));
  /* The operator; a name or key may hold these characters further on. */
  g_assert_false (g_str_has_prefix (strchr (bytes, '=') != NULL ? strchr (bytes, '=') : "", "=!"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  check_cuts (data, size);
  check_line_ends (data, size);
  check_answer (data, size);
  check_any_values (data, size);
  check_white_list (data, size);

  return 0;
}

/* Lines about as long as the longest that is kept. */
void
fuzz_run_own_inputs (FuzzRunFunc run)
{
  g_autoptr (GString) input = g_string_new (NULL);

  for (gsize length = KETTLE_WIFI_LINE_MAX - 8; length < KETTLE_WIFI_LINE_MAX + 8; length++) {
    g_string_assign (input, "+OK=");
    while (input->len < length)
      g_string_append_c (input, 'z');
    g_string_append (input, "\r\n\r\n>");
    run (input->str, input->len);
  }
}
