// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-decoder.h"

#include <string.h>

/*
 * Bytes in, messages out. A line ends at CR, LF or CRLF; since an empty line means nothing, CRLF
 * needs no care of its own: its LF ends an empty line, wherever the packets were cut.
 *
 * The key byte of a status is the exception: it may itself be CR or LF, so it is found by its place
 * (protocol sheet 1.4). What CR or LF in that place means depends on how this peer ends its lines:
 *
 *     ends     "key=" CR                            "key=" LF
 *     ?, CR    nothing lit, at once                 ?: held, CR: waits for its end
 *     LF       held; LF next: the key byte is CR    held
 *     CRLF     held; CR next: the key byte is CR    waits for its end
 *
 * and after "key=" LF, CR or LF makes LF the key byte, anything else shows that nothing is lit.
 * Held means that a silence decides for "nothing lit" (kettle_decoder_flush ()), because the
 * message may be complete already; one that waits for its end cannot be.
 *
 * Messages that wait to be popped are kept as small records, so that the queue is never much larger
 * than the bytes it came from.
 */

#define KEY_PREFIX "sys status key="

/* Where the key byte is: 15 bytes after the line's beginning. */
#define KEY_PLACE (sizeof (KEY_PREFIX) - 1)

/* More of an unknown line cannot show: every byte becomes one printable character at least. */
#define RAW_TEXT_MAX (KETTLE_TEXT_SIZE - 1)

#define WORD(text) (text), sizeof (text) - 1

typedef enum {
  STATE_LINE,        /* collecting a line, or between two */
  STATE_KEY_IS_CR,   /* "key=" CR, and the next byte decides */
  STATE_KEY_IS_LF,   /* "key=" LF, and the next byte decides */
  STATE_IN_OVERLONG, /* dropping a line up to its end */
} State;

typedef enum {
  LINE_END_NOT_SEEN,
  LINE_END_CR,
  LINE_END_LF,
  LINE_END_CRLF,
} LineEnd;

typedef struct {
  const char *line;
  gsize length;
  KettleMessageType type;
  int temperature;
  int alternative;
  int minutes;
} Word;

struct _KettleDecoder {
  State state;
  LineEnd line_end;
  gboolean after_cr; /* the last byte was the CR of a message that taught us the line end */

  guint8 line[KETTLE_LINE_MAX];
  gsize length;

  GByteArray *queue; /* of records: type, value, and for UNKNOWN as many raw bytes as value says */
  guint head;        /* where the oldest record begins */
};

/*
 * Protocol sheet 1.3. They look like numbers and are labels. The page gives 0x100 for "65 selected"
 * too, hence the alternative.
 */
static const Word words[] = {
  { WORD ("HELLOAPP"), KETTLE_MESSAGE_HELLO },
  { WORD ("sys status 0x100"), KETTLE_MESSAGE_TEMPERATURE, .temperature = 100, .alternative = 65 },
  { WORD ("sys status 0x95"), KETTLE_MESSAGE_TEMPERATURE, .temperature = 95 },
  { WORD ("sys status 0x80"), KETTLE_MESSAGE_TEMPERATURE, .temperature = 80 },
  { WORD ("sys status 0x65"), KETTLE_MESSAGE_TEMPERATURE, .temperature = 65 },
  { WORD ("sys status 0x5"), KETTLE_MESSAGE_ON },
  { WORD ("sys status 0x0"), KETTLE_MESSAGE_OFF },
  { WORD ("sys status 0x11"), KETTLE_MESSAGE_WARM },
  { WORD ("sys status 0x10"), KETTLE_MESSAGE_WARM_ENDED },
  { WORD ("sys status 0x4"), KETTLE_MESSAGE_WARM_ENDED },
  { WORD ("sys status 0x8005"), KETTLE_MESSAGE_WARM_MINUTES, .minutes = 5 },
  { WORD ("sys status 0x8010"), KETTLE_MESSAGE_WARM_MINUTES, .minutes = 10 },
  { WORD ("sys status 0x8020"), KETTLE_MESSAGE_WARM_MINUTES, .minutes = 20 },
  { WORD ("sys status 0x3"), KETTLE_MESSAGE_REACHED },
  { WORD ("sys status 0x2"), KETTLE_MESSAGE_PROBLEM },
  { WORD ("sys status 0x1"), KETTLE_MESSAGE_LIFTED },
};

static gboolean
is_line_end (guint8 byte)
{
  return byte == '\r' || byte == '\n';
}

static gboolean
only_nul (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (bytes[i] != 0)
      return FALSE;
  }

  return TRUE;
}

static void
push (KettleDecoder *self, KettleMessageType type, guint8 value)
{
  guint8 record[] = { (guint8) type, value };

  g_byte_array_append (self->queue, record, sizeof record);
}

static void
push_unknown (KettleDecoder *self)
{
  guint8 length = (guint8) MIN (self->length, RAW_TEXT_MAX);

  push (self, KETTLE_MESSAGE_UNKNOWN, length);
  g_byte_array_append (self->queue, self->line, length);
}

/* Ends the line at the key byte's place. */
static void
push_status (KettleDecoder *self, guint8 keys)
{
  push (self, KETTLE_MESSAGE_STATUS, keys);
  self->state = STATE_LINE;
  self->length = 0;
}

/* Whether the line in hand is a status up to its key byte. */
static gboolean
begins_status (const KettleDecoder *self)
{
  return self->length >= KEY_PLACE && memcmp (self->line, KEY_PREFIX, KEY_PLACE) == 0;
}

/*
 * Decodes the line in hand, which is not empty. NULs behind a word are tolerated.
 *
 * Returns: whether it is a message of the sheet
 */
static gboolean
push_line (KettleDecoder *self)
{
  if (begins_status (self) && self->length > KEY_PLACE
      && only_nul (self->line + KEY_PLACE + 1, self->length - KEY_PLACE - 1)) {
    push (self, KETTLE_MESSAGE_STATUS, self->line[KEY_PLACE] & KETTLE_KEY_MASK);
    return TRUE;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (self->length >= words[i].length && memcmp (self->line, words[i].line, words[i].length) == 0
        && only_nul (self->line + words[i].length, self->length - words[i].length)) {
      push (self, words[i].type, (guint8) i);
      return TRUE;
    }
  }

  push_unknown (self);

  return FALSE;
}

static void
end_line (KettleDecoder *self, guint8 byte)
{
  if (self->length == 0)
    return;

  /* Only what a kettle says teaches its line end: in half a line, LF may have been a key byte. */
  if (push_line (self)) {
    self->line_end = byte == '\n' ? LINE_END_LF : LINE_END_CR;
    self->after_cr = byte == '\r';
  }
  self->length = 0;
}

/* A CR or LF in the key byte's place. */
static void
take_end_for_key (KettleDecoder *self, guint8 byte)
{
  if (byte == '\n')
    self->state = STATE_KEY_IS_LF;
  else if (self->line_end == LINE_END_LF || self->line_end == LINE_END_CRLF)
    self->state = STATE_KEY_IS_CR;
  else
    push_status (self, 0);
}

static void
take_line_byte (KettleDecoder *self, guint8 byte)
{
  if (is_line_end (byte)) {
    if (self->length == KEY_PLACE && begins_status (self))
      take_end_for_key (self, byte);
    else
      end_line (self, byte);
    return;
  }

  /* NULs between messages. */
  if (self->length == 0 && byte == 0)
    return;

  if (self->length == KETTLE_LINE_MAX) {
    push (self, KETTLE_MESSAGE_OVERLONG, 0);
    self->state = STATE_IN_OVERLONG;
    self->length = 0;
    return;
  }

  self->line[self->length++] = byte;
}

/*
 * The byte after "key=" and a CR or LF. None of these messages teaches the line end, for each can
 * be read in two ways.
 */
static void
take_byte_after_key (KettleDecoder *self, guint8 byte)
{
  guint8 key = self->state == STATE_KEY_IS_LF ? '\n' : '\r';
  gboolean is_key;

  if (key == '\n')
    is_key = is_line_end (byte);
  else
    is_key = byte == (self->line_end == LINE_END_LF ? '\n' : '\r');

  push_status (self, is_key ? key : 0);

  /* The end of this line would only end an empty one; anything else begins the next. */
  take_line_byte (self, byte);
}

static void
take_byte (KettleDecoder *self, guint8 byte)
{
  if (self->after_cr) {
    self->after_cr = FALSE;
    if (byte == '\n')
      self->line_end = LINE_END_CRLF;
  }

  switch (self->state) {
  case STATE_KEY_IS_CR:
  case STATE_KEY_IS_LF:
    take_byte_after_key (self, byte);
    break;
  case STATE_IN_OVERLONG:
    if (is_line_end (byte))
      self->state = STATE_LINE;
    break;
  case STATE_LINE:
  default:
    take_line_byte (self, byte);
    break;
  }
}

/* Writes @length raw bytes as printable ASCII, as many as fit whole, and ends them with a NUL. */
static void
escape (char text[KETTLE_TEXT_SIZE], const guint8 *raw, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  gsize used = 0;

  for (gsize i = 0; i < length; i++) {
    guint8 byte = raw[i];
    char escaped[4] = { (char) byte };
    gsize n = 1;

    if (byte == '\\') {
      escaped[1] = '\\';
      n = 2;
    } else if (byte < 0x20 || byte > 0x7e) {
      escaped[0] = '\\';
      escaped[1] = 'x';
      escaped[2] = digits[byte >> 4];
      escaped[3] = digits[byte & 0x0f];
      n = 4;
    }

    if (used + n >= KETTLE_TEXT_SIZE)
      break;
    memcpy (text + used, escaped, n);
    used += n;
  }

  text[used] = '\0';
}

/**
 * kettle_decoder_new:
 *
 * A decoder for one connection: the line end it learns is that of one peer.
 *
 * Returns: (transfer full): a new decoder; free with kettle_decoder_free ()
 */
KettleDecoder *
kettle_decoder_new (void)
{
  KettleDecoder *self = g_new0 (KettleDecoder, 1);

  self->queue = g_byte_array_new ();

  return self;
}

/**
 * kettle_decoder_free:
 * @self: (transfer full) (nullable): a decoder
 *
 * Frees the decoder and every message that was not popped.
 */
void
kettle_decoder_free (KettleDecoder *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->queue);
  g_free (self);
}

/**
 * kettle_decoder_feed:
 * @self: a decoder
 * @data: (array length=length) (nullable): bytes as they came, any of them NUL
 * @length: how many
 *
 * Takes the next piece of the stream; it may begin and end anywhere. Pop until there is nothing
 * left afterwards: what waits to be popped is at most one and a half times the bytes it came from.
 */
void
kettle_decoder_feed (KettleDecoder *self, const guint8 *data, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  /* Drop what was popped, not oftener than it pays. */
  if (self->head > self->queue->len / 2) {
    g_byte_array_remove_range (self->queue, 0, self->head);
    self->head = 0;
  }

  for (gsize i = 0; i < length; i++)
    take_byte (self, data[i]);
}

/**
 * kettle_decoder_pop:
 * @self: a decoder
 * @message: (out caller-allocates): where to put the oldest message; every field that does not
 *   belong to its type is zero. Untouched if there is none.
 *
 * Returns: whether there was a message
 */
gboolean
kettle_decoder_pop (KettleDecoder *self, KettleMessage *message)
{
  const guint8 *record;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (self->head == self->queue->len)
    return FALSE;

  record = self->queue->data + self->head;
  self->head += 2;

  memset (message, 0, sizeof *message);
  message->type = record[0];
  if (message->type == KETTLE_MESSAGE_UNKNOWN) {
    escape (message->text, record + 2, record[1]);
    self->head += record[1];
  } else if (message->type == KETTLE_MESSAGE_STATUS) {
    message->keys = record[1];
  } else if (message->type != KETTLE_MESSAGE_OVERLONG) {
    message->temperature = words[record[1]].temperature;
    message->alternative = words[record[1]].alternative;
    message->minutes = words[record[1]].minutes;
  }

  return TRUE;
}

/**
 * kettle_decoder_is_holding:
 * @self: a decoder
 *
 * Whether the bytes so far end in a status that may be complete, or may go on with its end
 * (protocol sheet 1.4). The caller, who has the clock, calls kettle_decoder_flush () after 150 ms
 * of silence.
 *
 * Returns: whether a flush would change anything
 */
gboolean
kettle_decoder_is_holding (const KettleDecoder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* With CR at the end of its lines, "key=" LF cannot be complete: it waits, however long. */
  if (self->state == STATE_KEY_IS_LF)
    return self->line_end == LINE_END_NOT_SEEN || self->line_end == LINE_END_LF;

  return self->state == STATE_KEY_IS_CR;
}

/**
 * kettle_decoder_flush:
 * @self: a decoder
 *
 * Says that the peer has been silent: a status that is held becomes "nothing lit" and can be
 * popped. Every other unfinished line stays as it is.
 */
void
kettle_decoder_flush (KettleDecoder *self)
{
  g_return_if_fail (self != NULL);

  if (kettle_decoder_is_holding (self))
    push_status (self, 0);
}
