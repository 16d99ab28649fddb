// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-private.h"

#include <string.h>

/*
 * The lines that go to a module (protocol sheet 2). A line is put together piece by piece in the
 * memory of a secret, for it may hold one. Nothing here can make a line with `=!`, which writes to
 * flash at once.
 */

#define LITERAL(text) (text), sizeof (text) - 1

/* "•" in UTF-8: six for the digits that every password has, eight for a key of any length. */
#define BULLET   "\xe2\x80\xa2"
#define BULLETS6 BULLET BULLET BULLET BULLET BULLET BULLET
#define BULLETS8 BULLETS6 BULLET BULLET

/* Of WEP, in characters. */
#define WEP_64_LENGTH  5
#define WEP_128_LENGTH 13

static const struct {
  const char *name;
  gboolean is_asked;      /* can be asked */
  gboolean is_asked_bare; /* is never asked with an operator */
  gboolean is_done;       /* is neither asked nor set */
} words[KETTLE_WIFI_N_WORDS] = {
  [KETTLE_WIFI_MODE] = { "WPRT", .is_asked = TRUE },
  [KETTLE_WIFI_NETWORK] = { "SSID", .is_asked = TRUE },
  [KETTLE_WIFI_SECURITY] = { "ENCRY", .is_asked = TRUE },
  [KETTLE_WIFI_KEY] = { "KEY", .is_asked = TRUE },
  [KETTLE_WIFI_ADDRESS] = { "NIP", .is_asked = TRUE },
  [KETTLE_WIFI_WEB_PAGE] = { "WEBS", .is_asked = TRUE },
  [KETTLE_WIFI_PASSWORD] = { "PASS", .is_asked = TRUE },
  [KETTLE_WIFI_MAC] = { "QMAC", .is_asked = TRUE, .is_asked_bare = TRUE },
  [KETTLE_WIFI_VERSION] = { "QVER", .is_asked = TRUE, .is_asked_bare = TRUE },
  [KETTLE_WIFI_SAVE] = { "PMTF", .is_done = TRUE },
  [KETTLE_WIFI_RESTART] = { "Z", .is_done = TRUE },
};

static gboolean
fail_value (GError **error, const char *what)
{
  g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_VALUE, what);

  return FALSE;
}

static KettleSecret *
begin_line (KettleWifiWord word)
{
  KettleSecret *line = kettle_secret_new (LITERAL ("AT+"));

  kettle_secret_append (line, words[word].name, strlen (words[word].name));

  return line;
}

/* As the module writes texts itself; as the sheet has it where it has not shown any. */
static void
append_text (KettleSecret *line, const char *bytes, gsize length, gboolean quoted)
{
  if (quoted)
    kettle_secret_append (line, LITERAL ("\""));
  kettle_secret_append (line, bytes, length);
  if (quoted)
    kettle_secret_append (line, LITERAL ("\""));
}

/* Written bare, such a text would be taken, and read back, as one in quotation marks. */
static gboolean
looks_quoted (const char *bytes, gsize length)
{
  return length >= 2 && bytes[0] == '"' && bytes[length - 1] == '"';
}

static gboolean
append_number (KettleSecret *line, int number, int highest, GError **error)
{
  char digit = (char) ('0' + number);

  if (number < 0 || number > highest)
    return fail_value (error, "There is no such value");

  kettle_secret_append (line, &digit, 1);

  return TRUE;
}

static gboolean
append_network (KettleSecret *line, const KettleWifiSettings *values, GError **error)
{
  gboolean quoted = values->network_form != KETTLE_WIFI_FORM_BARE;
  gsize length = strnlen (values->network, sizeof values->network);

  if (!kettle_wifi_check_network (values->network, length, error))
    return FALSE;

  /* `=!` and `=?` are operators. */
  if (!quoted
      && (values->network[0] == '!' || values->network[0] == '?'
          || looks_quoted (values->network, length))) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK,
                         "This module cannot be told a name that begins with such a character");
    return FALSE;
  }
  append_text (line, values->network, length, quoted);

  return TRUE;
}

/**
 * kettle_wifi_check_key:
 * @values: key and, where it is known, security
 * @error: %KETTLE_WIFI_ERROR_NO_KEY or %KETTLE_WIFI_ERROR_PASSPHRASE
 *
 * Returns: whether the key can be written: a passphrase or raw key, and with WEP one of 5 or 13
 *   printable characters
 */
gboolean
kettle_wifi_check_key (const KettleWifiSettings *values, GError **error)
{
  gboolean knows_security = (values->known & KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)) != 0;
  gboolean wep_64 = knows_security && values->security == KETTLE_WIFI_SECURITY_WEP_64;
  gboolean wep_128 = knows_security && values->security == KETTLE_WIFI_SECURITY_WEP_128;
  const char *bytes;
  gsize length;

  if (values->key == NULL || kettle_secret_get_length (values->key) == 0) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NO_KEY, "There is no key");
    return FALSE;
  }

  bytes = kettle_secret_peek (values->key, &length);
  if (wep_64 || wep_128) {
    if (!values->raw_key && length == (wep_64 ? WEP_64_LENGTH : WEP_128_LENGTH)
        && kettle_wifi_is_printable (bytes, length))
      return TRUE;
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE,
                         "A key of WEP has 5 or 13 printable characters here");
    return FALSE;
  }

  if (!kettle_wifi_check_passphrase (values->key, error))
    return FALSE;
  /* Both rules hold for different lengths, so this is a caller's slip. */
  if (!values->raw_key != !kettle_wifi_is_raw_key (values->key)) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE,
                         "A raw key is no passphrase");
    return FALSE;
  }

  return TRUE;
}

static gboolean
append_key (KettleSecret *line, const KettleWifiSettings *values, GError **error)
{
  gboolean quoted = values->key_form == KETTLE_WIFI_FORM_QUOTED;
  const char *bytes;
  gsize length;

  if (!kettle_wifi_check_key (values, error))
    return FALSE;

  bytes = kettle_secret_peek (values->key, &length);
  if (values->raw_key) {
    kettle_secret_append (line, LITERAL ("0,0,"));
    kettle_secret_append (line, bytes, length);
    return TRUE;
  }

  if (!quoted && looks_quoted (bytes, length)) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE,
                         "This module cannot be told a passphrase in quotation marks");
    return FALSE;
  }
  kettle_secret_append (line, LITERAL ("1,0,"));
  append_text (line, bytes, length, quoted);

  return TRUE;
}

/* A fixed address is one with which the kettle can be reached at all. */
static gboolean
append_address (KettleSecret *line, const KettleWifiSettings *values, GError **error)
{
  gboolean quoted = values->address_form != KETTLE_WIFI_FORM_BARE;
  guint32 numbers[KETTLE_WIFI_N_ADDRESSES] = { 0 };
  gboolean good = TRUE;
  guint32 ip, hosts;

  if (values->dhcp) {
    kettle_secret_append (line, LITERAL ("0"));
    return TRUE;
  }

  for (int i = 0; i < KETTLE_WIFI_N_ADDRESSES; i++) {
    const char *text = values->addresses[i];
    gsize length = strnlen (text, sizeof values->addresses[i]);

    good = good && kettle_wifi_read_ipv4 (text, length, &numbers[i]);
  }
  ip = numbers[KETTLE_WIFI_IP];
  hosts = ~numbers[KETTLE_WIFI_NETMASK];
  /* Ones, then zeros; and neither 0.x nor 127.x nor from 224.x on. */
  good = good && (hosts & (hosts + 1)) == 0 && hosts != G_MAXUINT32;
  good = good && ip >> 24 != 0 && ip >> 24 != 127 && ip >> 24 < 224;
  if (!good) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_ADDRESS,
                         "The fixed addresses are none");
    return FALSE;
  }

  kettle_secret_append (line, LITERAL ("1"));
  for (int i = 0; i < KETTLE_WIFI_N_ADDRESSES; i++) {
    kettle_secret_append (line, LITERAL (","));
    append_text (line, values->addresses[i], strlen (values->addresses[i]), quoted);
  }

  return TRUE;
}

static gboolean
append_value (KettleSecret *line,
              KettleWifiWord word,
              const KettleWifiSettings *values,
              GError **error)
{
  const char *bytes;
  gsize length;

  switch (word) {
  case KETTLE_WIFI_MODE:
    return append_number (line, (int) values->mode, KETTLE_WIFI_MODE_ACCESS_POINT, error);
  case KETTLE_WIFI_NETWORK:
    return append_network (line, values, error);
  case KETTLE_WIFI_SECURITY:
    return append_number (line, (int) values->security, KETTLE_WIFI_SECURITY_AUTO, error);
  case KETTLE_WIFI_KEY:
    return append_key (line, values, error);
  case KETTLE_WIFI_ADDRESS:
    return append_address (line, values, error);
  case KETTLE_WIFI_WEB_PAGE:
    return append_number (line, values->web_page ? 1 : 0, 1, error);
  case KETTLE_WIFI_PASSWORD:
    if (values->password == NULL)
      return fail_value (error, "There is no password to be set");
    if (!kettle_wifi_check_password (values->password, error))
      return FALSE;
    bytes = kettle_secret_peek (values->password, &length);
    kettle_secret_append (line, bytes, length);
    return TRUE;
  case KETTLE_WIFI_MAC:
  case KETTLE_WIFI_VERSION:
  case KETTLE_WIFI_SAVE:
  case KETTLE_WIFI_RESTART:
  default:
    return fail_value (error, "This cannot be set");
  }
}

/**
 * kettle_wifi_line_new_ask:
 * @word: what to ask for
 * @bare: without `=?`, for modules that want it so
 * @error: %KETTLE_WIFI_ERROR_VALUE: it cannot be asked
 *
 * Protocol sheet 2: both ways ask; `AT+QMAC` and `AT+QVER` have no operator at all.
 *
 * Returns: (transfer full) (nullable): the line, with its LF
 */
KettleSecret *
kettle_wifi_line_new_ask (KettleWifiWord word, gboolean bare, GError **error)
{
  g_autoptr (KettleSecret) line = NULL;

  if (word < KETTLE_WIFI_MODE || word >= KETTLE_WIFI_N_WORDS || !words[word].is_asked) {
    fail_value (error, "This cannot be asked");
    return NULL;
  }

  line = begin_line (word);
  if (!bare && !words[word].is_asked_bare)
    kettle_secret_append (line, LITERAL ("=?"));
  kettle_secret_append (line, LITERAL ("\n"));

  return g_steal_pointer (&line);
}

/**
 * kettle_wifi_line_new_set:
 * @word: what to set
 * @values: to what, and in which form: texts are quoted unless the module writes its own bare, keys
 *   are bare unless it quotes its own (protocol sheet 2)
 * @error: why it cannot be set: one of %KETTLE_WIFI_ERROR, without the value
 *
 * Sets in RAM only. Every value is checked here once more, wherever it comes from.
 *
 * Returns: (transfer full) (nullable): the line, with its LF
 */
KettleSecret *
kettle_wifi_line_new_set (KettleWifiWord word, const KettleWifiSettings *values, GError **error)
{
  g_autoptr (KettleSecret) line = NULL;

  g_return_val_if_fail (values != NULL, NULL);

  if (word < KETTLE_WIFI_MODE || word >= KETTLE_WIFI_N_WORDS) {
    fail_value (error, "This cannot be set");
    return NULL;
  }

  line = begin_line (word);
  kettle_secret_append (line, LITERAL ("="));
  if (!append_value (line, word, values, error))
    return NULL;
  kettle_secret_append (line, LITERAL ("\n"));

  return g_steal_pointer (&line);
}

/**
 * kettle_wifi_line_new_do:
 * @word: KETTLE_WIFI_SAVE or KETTLE_WIFI_RESTART
 * @error: %KETTLE_WIFI_ERROR_VALUE: it is neither
 *
 * Returns: (transfer full) (nullable): the line, with its LF
 */
KettleSecret *
kettle_wifi_line_new_do (KettleWifiWord word, GError **error)
{
  KettleSecret *line;

  if (word < KETTLE_WIFI_MODE || word >= KETTLE_WIFI_N_WORDS || !words[word].is_done) {
    fail_value (error, "This cannot be done");
    return NULL;
  }

  line = begin_line (word);
  kettle_secret_append (line, LITERAL ("\n"));

  return line;
}

/**
 * kettle_wifi_line_new_login:
 * @password: of the module's shell
 * @error: %KETTLE_WIFI_ERROR_PASSWORD
 *
 * What is answered to `Password:`.
 *
 * Returns: (transfer full) (nullable): the line, with its LF
 */
KettleSecret *
kettle_wifi_line_new_login (const KettleSecret *password, GError **error)
{
  KettleSecret *line;

  g_return_val_if_fail (password != NULL, NULL);

  if (!kettle_wifi_check_password (password, error))
    return NULL;

  line = kettle_secret_copy (password);
  kettle_secret_append (line, LITERAL ("\n"));

  return line;
}

/* Characters that can be seen as they are, all else as the bytes it is. */
static void
append_visible (GString *text, const char *bytes, gsize length)
{
  for (gsize at = 0; at < length;) {
    gunichar c = g_utf8_get_char_validated (bytes + at, (gssize) (length - at));
    gsize n = 1;

    if (c != (gunichar) -1 && c != (gunichar) -2 && g_unichar_isprint (c)) {
      n = (gsize) (g_utf8_next_char (bytes + at) - (bytes + at));
      g_string_append_len (text, bytes + at, (gssize) n);
    } else {
      g_string_append_printf (text, "\\x%02x", (guint8) bytes[at]);
    }
    at += n;
  }
}

/* How much of a line is open to see; the rest is secret. */
static gsize
get_open_length (const char *bytes, gsize length)
{
  static const char *const secret[] = { "AT+KEY=1,0,", "AT+KEY=0,0,", "AT+KEY=", "AT+PASS=" };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++) {
    gsize n = strlen (secret[i]);

    if (length > n && memcmp (bytes, secret[i], n) == 0)
      return length == n + 1 && bytes[n - 1] == '=' && bytes[n] == '?' ? length : n;
  }

  return length;
}

/**
 * kettle_wifi_line_dup_masked:
 * @line: a line
 *
 * Returns: (transfer full): it for a person's eyes: without its end; a key as eight bullets,
 *   however long it is, between the quotation marks that it has on the wire; a login's password as
 *   six; and what is not printable as \xNN
 */
char *
kettle_wifi_line_dup_masked (const KettleSecret *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *bytes;
  gsize length, open;
  gboolean quoted;

  g_return_val_if_fail (line != NULL, NULL);

  bytes = kettle_secret_peek (line, &length);
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  /* What is no command is what answers `Password:`. */
  if (length < 3 || memcmp (bytes, "AT+", 3) != 0)
    return g_strdup (BULLETS6);

  open = get_open_length (bytes, length);
  append_visible (text, bytes, open);
  if (open < length) {
    quoted = looks_quoted (bytes + open, length - open);
    g_string_append (text, quoted ? "\"" BULLETS8 "\"" : BULLETS8);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
