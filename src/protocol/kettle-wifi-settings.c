// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-private.h"

#include <string.h>

/*
 * What a module says about itself. The parameters of an answer are read as protocol sheet 2 has
 * them, texts with or without quotation marks; what is neither is malformed, for somebody will
 * write back what was read here.
 */

/* A raw key is the longest that a module can hold. */
#define KEY_MAX KETTLE_WIFI_RAW_KEY_LENGTH

typedef struct {
  const char *bytes;
  gsize length;
} Span;

/* The outermost quotation marks are the form; those within belong to the text. */
static Span
take_quotes_off (Span text, KettleWifiForm *form)
{
  *form = text.length > 0 ? KETTLE_WIFI_FORM_BARE : KETTLE_WIFI_FORM_UNKNOWN;
  if (text.length < 2 || text.bytes[0] != '"' || text.bytes[text.length - 1] != '"')
    return text;

  *form = KETTLE_WIFI_FORM_QUOTED;

  return (Span){ text.bytes + 1, text.length - 2 };
}

/* What stands before the next comma, and goes from @rest together with it. */
static Span
take_parameter (Span *rest)
{
  const char *comma = memchr (rest->bytes, ',', rest->length);
  Span first = { rest->bytes, comma != NULL ? (gsize) (comma - rest->bytes) : rest->length };

  rest->bytes += first.length;
  rest->length -= first.length;
  if (comma != NULL) {
    rest->bytes++;
    rest->length--;
  }

  return first;
}

static gboolean
take_number (Span text, int highest, int *number)
{
  if (text.length != 1 || !g_ascii_isdigit (text.bytes[0])
      || g_ascii_digit_value (text.bytes[0]) > highest)
    return FALSE;

  *number = g_ascii_digit_value (text.bytes[0]);

  return TRUE;
}

static gboolean
take_network (KettleWifiSettings *self, Span text)
{
  KettleWifiForm form;
  Span name = take_quotes_off (text, &form);

  /* A name may hold any bytes; these three end it, here or in the module. */
  if (name.length > KETTLE_WIFI_NETWORK_MAX || memchr (name.bytes, '\0', name.length) != NULL
      || memchr (name.bytes, '\r', name.length) != NULL
      || memchr (name.bytes, '\n', name.length) != NULL)
    return FALSE;

  memset (self->network, 0, sizeof self->network);
  memcpy (self->network, name.bytes, name.length);
  self->network_form = form;

  return TRUE;
}

/*
 * "1,0,passphrase" or "0,0,hexadecimal digits", and blank or less when there is none. The third is
 * all the rest: a passphrase may hold commas. The second counts the keys of WEP; a module that uses
 * another than the first could not be given that back.
 */
static gboolean
take_key (KettleWifiSettings *self, Span text)
{
  KettleWifiForm form;
  Span key, rest = text;
  Span format = take_parameter (&rest), index = take_parameter (&rest);
  gboolean raw = format.length == 1 && format.bytes[0] == '0';

  if (text.length > 0) {
    if (!raw && !(format.length == 1 && format.bytes[0] == '1'))
      return FALSE;
    if (index.length > 0 && !(index.length == 1 && index.bytes[0] == '0'))
      return FALSE;
  }

  key = take_quotes_off (rest, &form);
  if (key.length > KEY_MAX || memchr (key.bytes, '\0', key.length) != NULL
      || (raw && !kettle_wifi_is_hex (key.bytes, key.length)))
    return FALSE;
  for (gsize i = 0; i < key.length; i++) {
    if (g_ascii_iscntrl (key.bytes[i]))
      return FALSE;
  }

  kettle_secret_free (self->key);
  self->key = kettle_secret_new (key.bytes, (gssize) key.length);
  self->raw_key = raw && key.length > 0;
  self->key_form = form;

  return TRUE;
}

static gboolean
take_password (KettleWifiSettings *self, Span text)
{
  KettleWifiForm form;
  Span password = take_quotes_off (text, &form);

  if (password.length != KETTLE_WIFI_PASSWORD_LENGTH
      || !kettle_wifi_is_printable (password.bytes, password.length))
    return FALSE;

  kettle_secret_free (self->password);
  self->password = kettle_secret_new (password.bytes, (gssize) password.length);

  return TRUE;
}

/*
 * "0", behind which some modules tell the addresses that the router gave, or "1" and four
 * addresses. Blank means that there is none, which is written 0.0.0.0; IP and netmask must be
 * there.
 */
static gboolean
take_address (KettleWifiSettings *self, Span text)
{
  char addresses[KETTLE_WIFI_N_ADDRESSES][16] = { 0 };
  KettleWifiForm form = KETTLE_WIFI_FORM_UNKNOWN;
  Span rest = text;
  Span mode = take_parameter (&rest);
  gboolean any_behind = mode.length < text.length;
  int fixed;

  if (!take_number (mode, 1, &fixed) || (fixed && !any_behind))
    return FALSE;

  for (int i = 0; any_behind && i < KETTLE_WIFI_N_ADDRESSES; i++) {
    KettleWifiForm this_form;
    Span one = take_quotes_off (take_parameter (&rest), &this_form);
    guint32 ignored;

    if (one.length == 0 && (!fixed || i >= KETTLE_WIFI_GATEWAY))
      one = (Span){ "0.0.0.0", 7 };
    if (one.length >= sizeof addresses[i]
        || !kettle_wifi_read_ipv4 (one.bytes, one.length, &ignored))
      return FALSE;
    memcpy (addresses[i], one.bytes, one.length);
    if (form == KETTLE_WIFI_FORM_UNKNOWN)
      form = this_form;
  }
  if (rest.length > 0)
    return FALSE;

  self->dhcp = !fixed;
  memset (self->addresses, 0, sizeof self->addresses);
  if (fixed)
    memcpy (self->addresses, addresses, sizeof self->addresses);
  self->address_form = form;

  return TRUE;
}

static gboolean
take_mac (KettleWifiSettings *self, Span text)
{
  KettleWifiForm form;
  Span mac = take_quotes_off (text, &form);
  char digits[sizeof self->mac] = { 0 };
  gsize step = mac.length == 17 ? 3 : 2;

  if (mac.length != 12 && mac.length != 17)
    return FALSE;
  for (gsize i = 0; i < 6; i++) {
    const char *pair = mac.bytes + i * step;

    if (!kettle_wifi_is_hex (pair, 2) || (step == 3 && i < 5 && pair[2] != ':'))
      return FALSE;
    digits[2 * i] = g_ascii_toupper (pair[0]);
    digits[2 * i + 1] = g_ascii_toupper (pair[1]);
  }
  memcpy (self->mac, digits, sizeof self->mac);

  return TRUE;
}

/* Only ever shown: what is not printable becomes "?", what is too long is cut off. */
static gboolean
take_version (KettleWifiSettings *self, Span text)
{
  KettleWifiForm form;
  Span version = take_quotes_off (text, &form);
  gsize length = MIN (version.length, sizeof self->version - 1);

  memset (self->version, 0, sizeof self->version);
  for (gsize i = 0; i < length; i++)
    self->version[i] = g_ascii_isprint (version.bytes[i]) ? version.bytes[i] : '?';

  return TRUE;
}

static gboolean
take (KettleWifiSettings *self, KettleWifiWord word, Span text)
{
  int number = 0;
  gboolean good = FALSE;

  switch (word) {
  case KETTLE_WIFI_MODE:
    good = take_number (text, KETTLE_WIFI_MODE_ACCESS_POINT, &number);
    if (good)
      self->mode = (KettleWifiMode) number;
    return good;
  case KETTLE_WIFI_NETWORK:
    return take_network (self, text);
  case KETTLE_WIFI_SECURITY:
    good = take_number (text, KETTLE_WIFI_SECURITY_AUTO, &number);
    if (good)
      self->security = (KettleWifiSecurity) number;
    return good;
  case KETTLE_WIFI_KEY:
    return take_key (self, text);
  case KETTLE_WIFI_ADDRESS:
    return take_address (self, text);
  case KETTLE_WIFI_WEB_PAGE:
    good = take_number (text, 1, &number);
    if (good)
      self->web_page = number;
    return good;
  case KETTLE_WIFI_PASSWORD:
    return take_password (self, text);
  case KETTLE_WIFI_MAC:
    return take_mac (self, text);
  case KETTLE_WIFI_VERSION:
    return take_version (self, text);
  case KETTLE_WIFI_SAVE:
  case KETTLE_WIFI_RESTART:
  default:
    /* These ask for nothing. */
    return FALSE;
  }
}

/**
 * kettle_wifi_settings_take:
 * @self: what is known so far
 * @word: what was asked for
 * @parameters: (array length=length) (nullable): what stood behind the `=` of the answer; NULL when
 *   it had none, which answers no question
 * @length: how many bytes
 * @error: %KETTLE_WIFI_ERROR_MALFORMED, without the parameters
 *
 * Reads the answer to a question (protocol sheet 2). If it is malformed, @self stays as it was.
 *
 * Returns: whether @self now knows @word
 */
gboolean
kettle_wifi_settings_take (KettleWifiSettings *self,
                           KettleWifiWord word,
                           const char *parameters,
                           gsize length,
                           GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (parameters != NULL || length == 0, FALSE);

  if (parameters == NULL || !take (self, word, (Span){ parameters, length })) {
    g_set_error (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_MALFORMED,
                 "The module's answer to question %d is none", (int) word);
    return FALSE;
  }
  self->known |= KETTLE_WIFI_BIT (word);

  return TRUE;
}

/**
 * kettle_wifi_settings_take_forms:
 * @self: what is to be written
 * @seen: what the module has said
 *
 * Takes over how that module writes texts. Where it shows none, as after a reset, which blanks the
 * name, the text is written bare: bare is what it reads back as, whichever way the module shows it.
 * Quotation marks that read back may have become a part of the text.
 */
void
kettle_wifi_settings_take_forms (KettleWifiSettings *self, const KettleWifiSettings *seen)
{
  g_return_if_fail (self != NULL && seen != NULL);

  self->network_form = seen->network_form;
  self->key_form = seen->key_form;
  self->address_form = seen->address_form;
  if (self->network_form == KETTLE_WIFI_FORM_UNKNOWN)
    self->network_form = KETTLE_WIFI_FORM_BARE;
  if (self->key_form == KETTLE_WIFI_FORM_UNKNOWN)
    self->key_form = KETTLE_WIFI_FORM_BARE;
}

static gboolean
keys_agree (const KettleWifiSettings *a, const KettleWifiSettings *b)
{
  gsize length = a->key != NULL ? kettle_secret_get_length (a->key) : 0;
  gsize other = b->key != NULL ? kettle_secret_get_length (b->key) : 0;

  if (length == 0 || other == 0)
    return length == other;
  /* Hexadecimal digits are the same in upper and in lower case. */
  if (a->raw_key && b->raw_key)
    return length == other
           && g_ascii_strncasecmp (kettle_secret_peek (a->key, NULL),
                                   kettle_secret_peek (b->key, NULL), length)
                  == 0;

  return a->raw_key == b->raw_key && kettle_secret_equal (a->key, b->key);
}

static gboolean
addresses_agree (const KettleWifiSettings *a, const KettleWifiSettings *b)
{
  if (a->dhcp || b->dhcp)
    return a->dhcp == b->dhcp;

  for (int i = 0; i < KETTLE_WIFI_N_ADDRESSES; i++) {
    if (strcmp (a->addresses[i], b->addresses[i]) != 0)
      return FALSE;
  }

  return TRUE;
}

/**
 * kettle_wifi_settings_agree:
 * @a: what one says
 * @b: what another says
 * @word: about this
 *
 * Returns: whether both know @word and mean the same by it, whatever the forms are
 */
gboolean
kettle_wifi_settings_agree (const KettleWifiSettings *a,
                            const KettleWifiSettings *b,
                            KettleWifiWord word)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if ((a->known & b->known & KETTLE_WIFI_BIT (word)) == 0)
    return FALSE;

  switch (word) {
  case KETTLE_WIFI_MODE:
    return a->mode == b->mode;
  case KETTLE_WIFI_NETWORK:
    return strcmp (a->network, b->network) == 0;
  case KETTLE_WIFI_SECURITY:
    return a->security == b->security;
  case KETTLE_WIFI_KEY:
    return keys_agree (a, b);
  case KETTLE_WIFI_ADDRESS:
    return addresses_agree (a, b);
  case KETTLE_WIFI_WEB_PAGE:
    return !a->web_page == !b->web_page;
  case KETTLE_WIFI_PASSWORD:
    return kettle_secret_equal (a->password, b->password);
  case KETTLE_WIFI_MAC:
    return strcmp (a->mac, b->mac) == 0;
  case KETTLE_WIFI_VERSION:
    return strcmp (a->version, b->version) == 0;
  case KETTLE_WIFI_SAVE:
  case KETTLE_WIFI_RESTART:
  default:
    return FALSE;
  }
}

/**
 * kettle_wifi_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): the same once more, secrets included
 */
KettleWifiSettings *
kettle_wifi_settings_copy (const KettleWifiSettings *self)
{
  KettleWifiSettings *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->key = kettle_secret_copy (self->key);
  copy->password = kettle_secret_copy (self->password);

  return copy;
}

/**
 * kettle_wifi_settings_clear:
 * @self: settings
 *
 * Frees what they own and makes them empty.
 */
void
kettle_wifi_settings_clear (KettleWifiSettings *self)
{
  g_return_if_fail (self != NULL);

  kettle_secret_free (self->key);
  kettle_secret_free (self->password);
  kettle_secret_wipe (self, sizeof *self);
}

/**
 * kettle_wifi_settings_free:
 * @self: (transfer full) (nullable): settings
 *
 * Frees them.
 */
void
kettle_wifi_settings_free (KettleWifiSettings *self)
{
  if (self == NULL)
    return;

  kettle_wifi_settings_clear (self);
  g_free (self);
}
