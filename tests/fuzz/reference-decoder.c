// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/reference-decoder.h"

#include <string.h>

/*
 * A second decoder, written another way round: it has the whole stream at hand and may look ahead.
 */

#define PREFIX        "sys status key="
#define PREFIX_LENGTH 15

typedef struct {
  const guint8 *data;
  gsize length;
  gsize at;
  ReferenceEnds ends;
  gboolean holding;
  GArray *messages;
} Reference;

static const struct {
  const char *line;
  KettleMessage message;
} words[] = {
  { "HELLOAPP", { .type = KETTLE_MESSAGE_HELLO } },
  { "sys status 0x100",
    { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 100, .alternative = 65 } },
  { "sys status 0x95", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 95 } },
  { "sys status 0x80", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 80 } },
  { "sys status 0x65", { .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 65 } },
  { "sys status 0x5", { .type = KETTLE_MESSAGE_ON } },
  { "sys status 0x0", { .type = KETTLE_MESSAGE_OFF } },
  { "sys status 0x11", { .type = KETTLE_MESSAGE_WARM } },
  { "sys status 0x10", { .type = KETTLE_MESSAGE_WARM_ENDED } },
  { "sys status 0x4", { .type = KETTLE_MESSAGE_WARM_ENDED } },
  { "sys status 0x8005", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 5 } },
  { "sys status 0x8010", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 10 } },
  { "sys status 0x8020", { .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = 20 } },
  { "sys status 0x3", { .type = KETTLE_MESSAGE_REACHED } },
  { "sys status 0x2", { .type = KETTLE_MESSAGE_PROBLEM } },
  { "sys status 0x1", { .type = KETTLE_MESSAGE_LIFTED } },
};

static gboolean
is_end (guint8 byte)
{
  return byte == '\r' || byte == '\n';
}

static void
add_status (Reference *self, guint keys)
{
  KettleMessage message = { .type = KETTLE_MESSAGE_STATUS, .keys = keys & 0x3f };

  g_array_append_val (self->messages, message);
}

static void
add_unknown (Reference *self, const guint8 *line, gsize length)
{
  KettleMessage message = { .type = KETTLE_MESSAGE_UNKNOWN };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    gsize before = text->len;

    if (line[i] == '\\')
      g_string_append (text, "\\\\");
    else if (g_ascii_isprint (line[i]))
      g_string_append_c (text, (char) line[i]);
    else
      g_string_append_printf (text, "\\x%02x", line[i]);

    if (text->len >= sizeof message.text) {
      g_string_truncate (text, before);
      break;
    }
  }
  memcpy (message.text, text->str, text->len);
  g_array_append_val (self->messages, message);
}

/* A line that is no status with a line end for a key. Returns whether it was known. */
static gboolean
add_line (Reference *self, const guint8 *line, gsize length)
{
  gsize trimmed = length;

  while (trimmed > 0 && line[trimmed - 1] == 0)
    trimmed--;

  if (length > PREFIX_LENGTH && memcmp (line, PREFIX, PREFIX_LENGTH) == 0
      && trimmed <= PREFIX_LENGTH + 1) {
    add_status (self, line[PREFIX_LENGTH]);
    return TRUE;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (trimmed == strlen (words[i].line) && memcmp (line, words[i].line, trimmed) == 0) {
      g_array_append_val (self->messages, words[i].message);
      return TRUE;
    }
  }
  add_unknown (self, line, length);

  return FALSE;
}

/* "key=" and a line end; @at stands behind both. */
static void
add_key_or_end (Reference *self, guint8 byte)
{
  gboolean cr_ends_whole = self->ends == REFERENCE_ENDS_NOT_SEEN || self->ends == REFERENCE_ENDS_CR;
  gboolean lf_ends_whole = self->ends == REFERENCE_ENDS_NOT_SEEN || self->ends == REFERENCE_ENDS_LF;
  gboolean is_key = FALSE;

  if (byte == '\r' && cr_ends_whole) {
    add_status (self, 0);
    return;
  }

  if (self->at == self->length) {
    self->holding = byte == '\r' || lf_ends_whole;
    return;
  }

  if (byte == '\n')
    is_key = is_end (self->data[self->at]);
  else if (self->ends == REFERENCE_ENDS_LF)
    is_key = self->data[self->at] == '\n';
  else
    is_key = self->data[self->at] == '\r';

  add_status (self, is_key ? byte : 0);
  if (is_key)
    self->at++;
}

/* Takes one line, or the rest of the stream. */
static void
take_line (Reference *self)
{
  const guint8 *line = self->data + self->at;
  gsize left = self->length - self->at;
  gsize length = 0;

  if (left > PREFIX_LENGTH && memcmp (line, PREFIX, PREFIX_LENGTH) == 0
      && is_end (line[PREFIX_LENGTH])) {
    self->at += PREFIX_LENGTH + 1;
    add_key_or_end (self, line[PREFIX_LENGTH]);
    return;
  }

  while (length < left && !is_end (line[length]))
    length++;
  self->at += length;

  if (length > KETTLE_LINE_MAX) {
    KettleMessage message = { .type = KETTLE_MESSAGE_OVERLONG };

    g_array_append_val (self->messages, message);
  } else if (length < left && add_line (self, line, length)) {
    if (line[length] == '\n')
      self->ends = REFERENCE_ENDS_LF;
    else if (length + 1 < left && line[length + 1] == '\n')
      self->ends = REFERENCE_ENDS_CRLF;
    else
      self->ends = REFERENCE_ENDS_CR;
  }
}

/**
 * reference_decode:
 * @data: (array length=length): what a peer said, from the beginning of a line
 * @length: how many bytes
 * @ends: (inout): what is known of its line ends
 * @holding: (out): whether a silence now would mean one more status, with nothing lit
 *
 * Returns: (transfer full): of #KettleMessage: what it said so far
 */
GArray *
reference_decode (const guint8 *data, gsize length, ReferenceEnds *ends, gboolean *holding)
{
  Reference self = { .data = data, .length = length, .ends = *ends };

  self.messages = g_array_new (FALSE, FALSE, sizeof (KettleMessage));
  while (self.at < length) {
    if (data[self.at] == 0 || is_end (data[self.at]))
      self.at++;
    else
      take_line (&self);
  }
  *ends = self.ends;
  *holding = self.holding;

  return self.messages;
}
