// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/wire.h"

#include <string.h>

/* What is answered to a key, as the protocol sheet has it (1.2, 1.3). */
static const char *const answers[][2] = {
  { "set sys output 0x4", "sys status 0x5\r" },     { "set sys output 0x0", "sys status 0x0\r" },
  { "set sys output 0x80", "sys status 0x100\r" },  { "set sys output 0x2", "sys status 0x95\r" },
  { "set sys output 0x4000", "sys status 0x80\r" }, { "set sys output 0x200", "sys status 0x65\r" },
};

static void
answer (Wire *self, const char *line)
{
  if (g_str_equal (line, "HELLOKETTLE")) {
    peer_say (self->peer, "HELLOAPP\r", -1);
  } else if (g_str_equal (line, "get sys status")) {
    char status[] = "sys status key=?\r";
    const gsize at = strlen ("sys status key=");

    self->n_questions++;
    status[at] = (char) self->key;
    peer_say (self->peer, status, sizeof status - 1);
  } else {
    self->n_presses++;
    g_free (self->last_press);
    self->last_press = g_strdup (line);
    self->pressed_at = g_get_monotonic_time ();
    for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
      if (g_str_equal (line, answers[i][0]))
        peer_say (self->peer, answers[i][1], -1);
  }
}

static void
on_received (Peer *peer, gpointer user_data)
{
  Wire *self = user_data;
  const char *begin = peer->received->str + self->n_read;
  const char *end;

  while ((end = strchr (begin, '\n')) != NULL) {
    g_autofree char *line = g_strndup (begin, (gsize) (end - begin));

    self->n_read += (gsize) (end + 1 - begin);
    answer (self, line);
    begin = peer->received->str + self->n_read;
  }
}

/**
 * wire_new:
 *
 * Returns: (transfer full): a kettle that is off
 */
Wire *
wire_new (void)
{
  Wire *self = g_new0 (Wire, 1);

  self->peer = peer_new ();
  self->peer->on_received = on_received;
  self->peer->user_data = self;

  return self;
}

void
wire_free (Wire *self)
{
  peer_free (self->peer);
  g_free (self->last_press);
  g_free (self);
}

/* Where it is, "127.0.0.1:PORT". */
char *
wire_dup_address (Wire *self)
{
  return g_strdup_printf ("127.0.0.1:%u", (guint) self->peer->port);
}

/**
 * wire_say:
 * @self: the kettle
 * @word: a status word
 *
 * Returns: when it said so, monotonic microseconds
 */
gint64
wire_say (Wire *self, const char *word)
{
  g_autofree char *status = g_strdup_printf ("sys status %s\r", word);
  gint64 now = g_get_monotonic_time ();

  peer_say (self->peer, status, -1);

  return now;
}
