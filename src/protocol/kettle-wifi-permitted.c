// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-words.h"

#include <string.h>

/*
 * The second lock: every line that may ever go to a module, as patterns, written from protocol
 * sheet 2 and not from what makes the lines. It is looked at just before the socket and knows
 * nothing of who wants to send the line, or why.
 *
 * In a pattern, these stand for
 *
 *     D        a decimal digit
 *     M E B    one digit: a mode, a security, on or off
 *     N        a network's name, with or without quotation marks around it
 *     K        a key in characters, with or without quotation marks around it
 *     H        64 hexadecimal digits
 *     I        four addresses with commas between them, each with or without quotation marks
 *
 * and only at a pattern's end or for one byte; every other character stands for itself. Since "="
 * is followed by one of these, "=!", which writes to flash, is no line, whatever follows it.
 */
static const struct {
  const char *text;
  const char *value;
} patterns[] = {
  { "", "DDDDDD" },       { "AT+WPRT", "" },      { "AT+WPRT=", "?" }, { "AT+WPRT=", "M" },
  { "AT+SSID", "" },      { "AT+SSID=", "?" },    { "AT+SSID=", "N" }, { "AT+ENCRY", "" },
  { "AT+ENCRY=", "?" },   { "AT+ENCRY=", "E" },   { "AT+KEY", "" },    { "AT+KEY=", "?" },
  { "AT+KEY=1,0,", "K" }, { "AT+KEY=0,0,", "H" }, { "AT+NIP", "" },    { "AT+NIP=", "?" },
  { "AT+NIP=0", "" },     { "AT+NIP=1,", "I" },   { "AT+WEBS", "" },   { "AT+WEBS=", "?" },
  { "AT+WEBS=", "B" },    { "AT+PASS", "" },      { "AT+PASS=", "?" }, { "AT+PASS=", "DDDDDD" },
  { "AT+QMAC", "" },      { "AT+QVER", "" },      { "AT+PMTF", "" },   { "AT+Z", "" },
};

static gboolean
has_quotes (const char *bytes, gsize length)
{
  return length >= 2 && bytes[0] == '"' && bytes[length - 1] == '"';
}

static gboolean
is_name (const char *bytes, gsize length)
{
  if (has_quotes (bytes, length))
    return length > 2 && length <= 2 + 32;

  return length > 0 && length <= 32 && bytes[0] != '!' && bytes[0] != '?';
}

/* WEP with 5 or 13 characters, WPA with 8 to 63. */
static gboolean
is_key_length (gsize length)
{
  return length == 5 || (length >= 8 && length <= 63);
}

static gboolean
is_key (const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (bytes[i] < ' ' || bytes[i] > '~')
      return FALSE;
  }

  return is_key_length (length) || (has_quotes (bytes, length) && is_key_length (length - 2));
}

static gboolean
is_raw_key (const char *bytes, gsize length)
{
  static const char digits[] = "0123456789abcdefABCDEF";

  return length == 64 && strspn (bytes, digits) == length;
}

/* A number up to 255; returns what stands behind it, or NULL. */
static const char *
skip_number (const char *text)
{
  static const char digits[] = "0123456789";
  gsize n = strspn (text, digits);

  if (n == 0 || n > 3 || (n > 1 && text[0] == '0') || (n == 3 && strncmp (text, "255", 3) > 0))
    return NULL;

  return text + n;
}

static const char *
skip_address (const char *text)
{
  gboolean quoted = *text == '"';

  if (quoted)
    text++;
  for (int i = 0; i < 4 && text != NULL; i++) {
    if (i > 0 && *text++ != '.')
      return NULL;
    text = skip_number (text);
  }
  if (text == NULL || (quoted && *text++ != '"'))
    return NULL;

  return text;
}

static gboolean
is_four_addresses (const char *bytes, gsize length)
{
  const char *text = bytes;

  for (int i = 0; i < 4; i++) {
    if (i > 0 && *text++ != ',')
      return FALSE;
    text = skip_address (text);
    if (text == NULL)
      return FALSE;
  }

  return text == bytes + length;
}

/* Which digits stand for a letter of a pattern: up to this one; NUL for a letter that has none. */
static char
get_highest (char letter)
{
  switch (letter) {
  case 'D':
    return '9';
  case 'E':
    return '7';
  case 'M':
    return '2';
  case 'B':
    return '1';
  default:
    return '\0';
  }
}

static gboolean
is_digit_up_to (char byte, char highest)
{
  return byte >= '0' && byte <= highest;
}

/* @bytes: there is an LF behind them. */
static gboolean
is_value (const char *pattern, const char *bytes, gsize length)
{
  switch (pattern[0]) {
  case 'N':
    return is_name (bytes, length);
  case 'K':
    return is_key (bytes, length);
  case 'H':
    return is_raw_key (bytes, length);
  case 'I':
    return is_four_addresses (bytes, length);
  default:
    break;
  }

  if (length != strlen (pattern))
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    char highest = get_highest (pattern[i]);

    if (highest != '\0' ? !is_digit_up_to (bytes[i], highest) : bytes[i] != pattern[i])
      return FALSE;
  }

  return TRUE;
}

/**
 * kettle_wifi_line_is_permitted:
 * @line: what is about to be sent
 *
 * Returns: whether these bytes are one whole line that may be sent to a module, its LF included
 */
gboolean
kettle_wifi_line_is_permitted (const KettleSecret *line)
{
  const char *bytes;
  gsize length;

  g_return_val_if_fail (line != NULL, FALSE);

  bytes = kettle_secret_peek (line, &length);
  if (length == 0 || length > KETTLE_WIFI_LINE_MAX || bytes[length - 1] != '\n')
    return FALSE;
  for (gsize i = 0; i + 1 < length; i++) {
    if ((guint8) bytes[i] < 0x20 || bytes[i] == 0x7f)
      return FALSE;
  }

  /* The end stays where it is: nothing below goes beyond it. */
  length--;
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++) {
    gsize n = strlen (patterns[i].text);

    if (length >= n && memcmp (bytes, patterns[i].text, n) == 0
        && is_value (patterns[i].value, bytes + n, length - n))
      return TRUE;
  }

  return FALSE;
}
