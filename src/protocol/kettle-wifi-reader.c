// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-reader.h"

#include <string.h>

/*
 * Bytes in, events out, one at a time. A line ends at CR, LF, CRLF or LFCR: an end that differs
 * from the one right before it is its other half, so that an empty line is found however the
 * packets were cut. Nothing but the password's prompt is told before its line has ended, for
 * nothing else can be told from a beginning; a flush tells other prompts.
 *
 * The line stays in its place until the event about it was taken and the next call comes, for a
 * caller reads its parameters there.
 */

/* Telnet (RFC 854). */
#define SE   240
#define SB   250
#define WILL 251
#define DONT 254
#define IAC  255

/* A subnegotiation that is longer is none: it would swallow all that comes. */
#define SUBNEGOTIATION_MAX 128

/* What may stand before a reply on its line, a prompt in most modules; and a prompt itself. */
#define PREFIX_MAX 16
#define PROMPT_MAX 32

/* `+ERR=` and as many digits. */
#define CODE_DIGITS_MAX 3

#define LITERAL(text) (text), sizeof (text) - 1

typedef enum {
  TELNET_DATA,
  TELNET_COMMAND,        /* IAC */
  TELNET_OPTION,         /* IAC WILL, WONT, DO or DONT */
  TELNET_SUBNEGOTIATION, /* IAC SB … */
  TELNET_SUB_COMMAND,    /* IAC SB … IAC */
} Telnet;

struct _KettleWifiReader {
  Telnet telnet;
  guint n_subnegotiation;

  KettleSecret *line;
  gboolean is_stale;    /* the line belongs to an event that was taken */
  gboolean is_overlong; /* what comes is dropped up to the line's end */
  gboolean after_reply; /* nothing but line ends since a reply */
  char half_end;        /* the line end that came last, if its other half may follow */

  gboolean has_event;
  KettleWifiEvent event;
};

static gboolean
begins (const char *text, gsize length, const char *what, gsize n)
{
  return length >= n && memcmp (text, what, n) == 0;
}

/* Whether @what, in lower case, is somewhere in @text, in any case; and where. */
static gboolean
find (const char *text, gsize length, const char *what, gsize *at)
{
  gsize n = strlen (what);

  for (gsize i = 0; i + n <= length; i++) {
    if (g_ascii_strncasecmp (text + i, what, n) == 0) {
      if (at != NULL)
        *at = i;
      return TRUE;
    }
  }

  return FALSE;
}

static gsize
without_blanks (const char *text, gsize length)
{
  while (length > 0 && text[length - 1] == ' ')
    length--;

  return length;
}

/* A short text that ends in `>`, blanks behind it or not, and is no part of a command or reply. */
static gboolean
is_prompt (const char *text, gsize length, gsize longest)
{
  gsize end = without_blanks (text, length);

  return length <= longest && end > 0 && text[end - 1] == '>' && memchr (text, '"', length) == NULL
         && memchr (text, '=', length) == NULL && !find (text, length, "+ok", NULL)
         && !find (text, length, "+err", NULL);
}

/* How much of @text is a prompt that the rest stands behind. */
static gsize
get_prefix_length (const char *text, gsize length)
{
  for (gsize n = MIN (length, PREFIX_MAX); n > 0; n--) {
    if (is_prompt (text, n, PREFIX_MAX))
      return n;
  }

  return 0;
}

static void
tell (KettleWifiReader *self, KettleWifiEventType type)
{
  self->event = (KettleWifiEvent){ .type = type };
  self->has_event = TRUE;
}

/* Behind `+OK`. */
static void
tell_ok (KettleWifiReader *self, const char *text, gsize length)
{
  if (length > 0 && text[0] == '=') {
    tell (self, KETTLE_WIFI_EVENT_OK);
    self->event.has_parameters = TRUE;
    self->event.parameters = text + 1;
    self->event.length = length - 1;
  } else {
    tell (self,
          without_blanks (text, length) == 0 ? KETTLE_WIFI_EVENT_OK : KETTLE_WIFI_EVENT_MALFORMED);
  }
}

/* Behind `+ERR`: protocol sheet 2 knows numbers below zero only. */
static void
tell_error (KettleWifiReader *self, const char *text, gsize length)
{
  int code = 0;

  length = without_blanks (text, length);
  if (!begins (text, length, LITERAL ("=-")) || length == 2 || length > 2 + CODE_DIGITS_MAX) {
    tell (self, KETTLE_WIFI_EVENT_MALFORMED);
    return;
  }

  for (gsize i = 2; i < length; i++) {
    if (!g_ascii_isdigit (text[i])) {
      tell (self, KETTLE_WIFI_EVENT_MALFORMED);
      return;
    }
    code = code * 10 - g_ascii_digit_value (text[i]);
  }

  tell (self, code < 0 ? KETTLE_WIFI_EVENT_ERROR : KETTLE_WIFI_EVENT_MALFORMED);
  if (code < 0)
    self->event.code = code;
}

/* Modules say in many words that a login failed; what speaks of a fault and of a login is one. */
static gboolean
says_failed (const char *text, gsize length)
{
  static const char *const faults[] = { "fail",   "wrong", "invalid",  "incorrect",
                                        "denied", "error", "mismatch", "unsuccess" };
  static const char *const subjects[] = { "login", "log in", "password", "access", "auth" };
  gboolean fault = FALSE, subject = FALSE;
  gsize at;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    if (find (text, length, faults[i], &at)) {
      fault = TRUE;
      subject = subject || at == 0;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    subject = subject || find (text, length, subjects[i], NULL);

  return fault && subject;
}

/* Whether the line so far asks for the password: the word, a colon, and before them nothing but a
 * prompt or a word or two. A command's echo or a reply has other characters there. */
static gboolean
asks_password (const char *text, gsize length)
{
  gsize word = strlen ("password"), end, begin;

  if (length == 0 || text[length - 1] != ':')
    return FALSE;
  end = without_blanks (text, length - 1);
  if (end < word || g_ascii_strncasecmp (text + end - word, "password", word) != 0)
    return FALSE;

  begin = end - word;
  if (begin > PREFIX_MAX || says_failed (text, length))
    return FALSE;
  for (gsize i = 0; i < begin; i++) {
    if (!g_ascii_isalpha (text[i]) && text[i] != ' ' && text[i] != '>')
      return FALSE;
  }

  return TRUE;
}

/* A whole line that is not empty. */
static void
tell_line (KettleWifiReader *self)
{
  gsize length, prefix, blanks = 0;
  const char *text = kettle_secret_peek (self->line, &length);

  prefix = get_prefix_length (text, length);
  text += prefix;
  length -= prefix;

  if (begins (text, length, LITERAL ("+OK"))) {
    tell_ok (self, text + 3, length - 3);
  } else if (begins (text, length, LITERAL ("+ERR"))) {
    tell_error (self, text + 4, length - 4);
  } else {
    while (blanks < length && text[blanks] == ' ')
      blanks++;
    /* An echo may hold any words. */
    if (begins (text + blanks, length - blanks, LITERAL ("AT+")))
      tell (self, KETTLE_WIFI_EVENT_BANNER);
    else if (says_failed (text + blanks, length - blanks))
      tell (self, KETTLE_WIFI_EVENT_LOGIN_FAILED);
    else if (find (text, length, "login success", NULL))
      tell (self, KETTLE_WIFI_EVENT_LOGGED_IN);
    else
      tell (self, KETTLE_WIFI_EVENT_BANNER);
  }

  self->after_reply =
      self->event.type == KETTLE_WIFI_EVENT_OK || self->event.type == KETTLE_WIFI_EVENT_ERROR;
}

static void
take_end (KettleWifiReader *self, char byte)
{
  if (self->half_end != '\0' && self->half_end != byte) {
    self->half_end = '\0';
    return;
  }
  self->half_end = byte;

  if (self->is_overlong) {
    self->is_overlong = FALSE;
  } else if (kettle_secret_get_length (self->line) > 0) {
    tell_line (self);
    self->is_stale = TRUE;
  } else if (self->after_reply) {
    self->after_reply = FALSE;
    tell (self, KETTLE_WIFI_EVENT_REPLY_END);
  }
}

static void
take_data (KettleWifiReader *self, char byte)
{
  const char *text;
  gsize length;

  if (byte == '\0')
    return;
  if (byte == '\r' || byte == '\n') {
    take_end (self, byte);
    return;
  }

  self->half_end = '\0';
  if (self->is_overlong)
    return;

  self->after_reply = FALSE;
  kettle_secret_append (self->line, &byte, 1);
  text = kettle_secret_peek (self->line, &length);
  if (length > KETTLE_WIFI_LINE_MAX) {
    kettle_secret_clear (self->line);
    self->is_overlong = TRUE;
    tell (self, KETTLE_WIFI_EVENT_MALFORMED);
  } else if (asks_password (text, length)) {
    tell (self, KETTLE_WIFI_EVENT_ASKS_PASSWORD);
    self->is_stale = TRUE;
  }
}

/* Takes telnet's negotiation out; sheet 2: "Telnet-like". */
static void
take_byte (KettleWifiReader *self, guint8 byte)
{
  switch (self->telnet) {
  case TELNET_COMMAND:
    self->telnet = byte == SB                     ? TELNET_SUBNEGOTIATION
                   : byte >= WILL && byte <= DONT ? TELNET_OPTION
                                                  : TELNET_DATA;
    self->n_subnegotiation = 0;
    if (byte == IAC)
      take_data (self, (char) byte);
    break;
  case TELNET_OPTION:
    self->telnet = TELNET_DATA;
    break;
  case TELNET_SUBNEGOTIATION:
    if (byte == IAC)
      self->telnet = TELNET_SUB_COMMAND;
    else if (++self->n_subnegotiation > SUBNEGOTIATION_MAX)
      self->telnet = TELNET_DATA;
    break;
  case TELNET_SUB_COMMAND:
    self->telnet = byte == SE ? TELNET_DATA : TELNET_SUBNEGOTIATION;
    break;
  case TELNET_DATA:
  default:
    if (byte == IAC)
      self->telnet = TELNET_COMMAND;
    else
      take_data (self, (char) byte);
    break;
  }
}

/* The event that was told last was taken: nobody looks at its line any more. */
static void
drop_stale_line (KettleWifiReader *self)
{
  if (!self->is_stale)
    return;

  self->is_stale = FALSE;
  kettle_secret_clear (self->line);
}

/**
 * kettle_wifi_reader_new:
 *
 * A reader for one session.
 *
 * Returns: (transfer full): a new reader; free with kettle_wifi_reader_free ()
 */
KettleWifiReader *
kettle_wifi_reader_new (void)
{
  KettleWifiReader *self = g_new0 (KettleWifiReader, 1);

  self->line = kettle_secret_new (NULL, 0);

  return self;
}

/**
 * kettle_wifi_reader_free:
 * @self: (transfer full) (nullable): a reader
 *
 * Frees it; what it holds is overwritten.
 */
void
kettle_wifi_reader_free (KettleWifiReader *self)
{
  if (self == NULL)
    return;

  kettle_secret_free (self->line);
  g_free (self);
}

/**
 * kettle_wifi_reader_feed:
 * @self: a reader with nothing left to pop
 * @bytes: (array length=length): the next piece of the stream; it may begin and end anywhere
 * @length: how many
 *
 * Takes bytes up to the first that makes an event, so that a secret in the ones behind it is not
 * copied before it is looked at. Pop until there is nothing, then feed the rest.
 *
 * Returns: how many bytes were taken; at least one if there are any
 */
gsize
kettle_wifi_reader_feed (KettleWifiReader *self, const guint8 *bytes, gsize length)
{
  gsize taken = 0;

  g_return_val_if_fail (self != NULL, length);
  g_return_val_if_fail (bytes != NULL || length == 0, length);
  g_return_val_if_fail (!self->has_event, length);

  drop_stale_line (self);
  while (taken < length && !self->has_event)
    take_byte (self, bytes[taken++]);

  return taken;
}

/**
 * kettle_wifi_reader_pop:
 * @self: a reader
 * @event: (out caller-allocates): where to put the event; untouched if there is none
 *
 * Returns: whether there was one
 */
gboolean
kettle_wifi_reader_pop (KettleWifiReader *self, KettleWifiEvent *event)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (event != NULL, FALSE);

  if (!self->has_event) {
    drop_stale_line (self);
    return FALSE;
  }

  *event = self->event;
  self->has_event = FALSE;

  return TRUE;
}

/**
 * kettle_wifi_reader_flush:
 * @self: a reader with nothing left to pop
 *
 * Says that the module has been silent: if what stands there without a line end is a prompt, it can
 * be popped. Every other unfinished line stays as it is.
 */
void
kettle_wifi_reader_flush (KettleWifiReader *self)
{
  const char *text;
  gsize length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (!self->has_event);

  drop_stale_line (self);
  text = kettle_secret_peek (self->line, &length);
  if (is_prompt (text, length, PROMPT_MAX)) {
    tell (self, KETTLE_WIFI_EVENT_PROMPT);
    self->is_stale = TRUE;
  }
}

/**
 * kettle_wifi_reader_forget:
 * @self: a reader
 *
 * Says that something was sent: an event that was not taken, the line that has not ended, and an
 * empty line that might still end an earlier reply are no answer to it. What is left of a line that
 * was too long is dropped as before.
 */
void
kettle_wifi_reader_forget (KettleWifiReader *self)
{
  g_return_if_fail (self != NULL);

  kettle_secret_clear (self->line);
  self->is_stale = FALSE;
  self->has_event = FALSE;
  self->after_reply = FALSE;
}
