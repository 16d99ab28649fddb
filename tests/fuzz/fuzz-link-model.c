// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-clicks.h"
#include "fuzz/fuzz-clock.h"
#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-oracle.h"
#include "fuzz/fuzz-peer.h"
#include "fuzz/fuzz-target.h"
#include "model/kettle-model-private.h"
#include "net/kettle-link-private.h"

#include <stdio.h>
#include <string.h>

/*
 * A link and a model, a peer that says and does anything at any time, a person who clicks, a
 * machine that sleeps, a network that changes. The input is a script of all that, on a clock that
 * jumps. After every step, and whenever all is quiet in between:
 *
 * - the lamps are what the bytes that were delivered say, and dark without a connection;
 * - there is one connection at most, on which nothing is sent but commands, one by one;
 * - no key is pressed that nobody clicked for in the last 5 s, asleep or awake, or twice for one;
 * - no event is told twice for one cause, and every request ends once;
 * - nothing piles up.
 *
 * While it is paused it has no connection and makes none, whatever else it is told.
 * In the end a kettle that behaves is connected again, whatever was before.
 */

#define MAX_STEPS    64
#define MAX_WORDS    16 /* of the kettle's that are remembered as unknown */
#define SECOND       ((gint64) G_USEC_PER_SEC)
#define LONGEST_WAIT (16 * SECOND)  /* for the end of a request */
#define RECOVERY     (430 * SECOND) /* the 5 minutes of an outage, a minute's pause, the attempts */

enum {
  OP_SAY_BYTES = 0,
  OP_SAY_WORD,
  OP_SAY_STATUS,
  OP_WAIT,
  OP_ON,
  OP_OFF,
  OP_TEMPERATURE,
  OP_WARM,
  OP_MINUTES,
  OP_BEHAVE,
  OP_KEYS,
  OP_LINE_END,
  OP_CLOSE,
  OP_RESET,
  OP_REFUSE,
  OP_SLEEP,
  OP_RESUMED,
  OP_NETWORK_CHANGED,
  OP_WALL,
  OP_HOLD,
  OP_RELEASE,
  OP_CHOOSE,
  OP_STOP,
  N_OPS,
};

static const char *const op_names[N_OPS] = {
  "say bytes",   "say word", "say status", "wait",   "on",      "off",
  "temperature", "warm",     "minutes",    "behave", "keys",    "line end",
  "close",       "reset",    "refuse",     "sleep",  "resumed", "network changed",
  "wall",        "hold",     "release",    "choose", "stop",
};

/* What a kettle does by itself; bits of OP_BEHAVE. */
#define GREETS  0x01
#define ANSWERS 0x02
#define OBEYS   0x04

/* The upper half of OP_HOLD. */
#define PAUSE   0x80
#define UNPAUSE 0x81

typedef struct {
  FuzzInput input;
  FuzzPeer *peer;
  KettleLink *link;
  KettleModel *model;
  FuzzOracle oracle;
  FuzzClicks clicks;
  gboolean was_connected;
  gboolean was_on;
  gint64 lost_at; /* monotonic: when it was heating when it was lost */
  guint n_pauses;

  /* The peer as a kettle. */
  guint8 behaviour;
  guint8 keys;
  const char *line_end;
} Scene;

/* FUZZ_TRACE=1 tells the story of an input. */
static gboolean tracing;

static void G_GNUC_PRINTF (1, 2) trace (const char *format, ...)
{
  va_list arguments;

  if (!tracing)
    return;

  fprintf (stderr, "%12.3f ", (double) fuzz_clock_get_boot () / G_USEC_PER_SEC);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
}

static const char *const line_ends[] = { "\r", "\n", "\r\n" };

static const char *const words[] = {
  "HELLOAPP",          "sys status 0x5",  "sys status 0x0",    "sys status 0x100",
  "sys status 0x95",   "sys status 0x80", "sys status 0x65",   "sys status 0x11",
  "sys status 0x10",   "sys status 0x4",  "sys status 0x8005", "sys status 0x8010",
  "sys status 0x8020", "sys status 0x3",  "sys status 0x2",    "sys status 0x1",
  "sys status 0x77",   "get sys status",
};

/* --- The peer ------------------------------------------------------------------------------------
 */

static void
say_word (Scene *self, const char *word)
{
  g_autofree char *line = g_strconcat (word, self->line_end, NULL);

  fuzz_peer_say (self->peer, line, strlen (line));
}

static void
say_status (Scene *self, guint8 keys)
{
  g_autoptr (GString) line = g_string_new ("sys status key=");

  g_string_append_c (line, (char) keys);
  g_string_append (line, self->line_end);
  fuzz_peer_say (self->peer, line->str, line->len);
}

static void
obey_temperature (Scene *self, guint8 key, const char *word)
{
  if ((self->keys & 0x01) == 0)
    return;
  self->keys = (guint8) ((self->keys & 0x03) | key);
  say_word (self, word);
}

static void
obey (Scene *self, FuzzCommand command)
{
  static const char *const minutes[] = { "sys status 0x8005", "sys status 0x8010",
                                         "sys status 0x8020" };

  switch (command) {
  case FUZZ_COMMAND_ON:
    if ((self->keys & 0x01) == 0)
      say_word (self, "sys status 0x5");
    self->keys |= 0x01;
    obey_temperature (self, 0x20, "sys status 0x100");
    break;
  case FUZZ_COMMAND_OFF:
    self->keys = 0;
    say_word (self, "sys status 0x0");
    break;
  case FUZZ_COMMAND_100:
    obey_temperature (self, 0x20, "sys status 0x100");
    break;
  case FUZZ_COMMAND_95:
    obey_temperature (self, 0x10, "sys status 0x95");
    break;
  case FUZZ_COMMAND_80:
    obey_temperature (self, 0x08, "sys status 0x80");
    break;
  case FUZZ_COMMAND_65:
    obey_temperature (self, 0x04, "sys status 0x65");
    break;
  case FUZZ_COMMAND_WARM:
    self->keys ^= 0x02;
    say_word (self, (self->keys & 0x02) != 0 ? "sys status 0x11" : "sys status 0x10");
    break;
  case FUZZ_COMMAND_WARM_5:
  case FUZZ_COMMAND_WARM_10:
  case FUZZ_COMMAND_WARM_20:
    say_word (self, minutes[command - FUZZ_COMMAND_WARM_5]);
    break;
  case FUZZ_COMMAND_HELLO:
  case FUZZ_COMMAND_STATUS:
  case FUZZ_N_COMMANDS:
  default:
    break;
  }
}

static void
on_peer_connected (gpointer user_data)
{
  Scene *self = user_data;

  trace ("    connected");
  fuzz_oracle_connect (&self->oracle);
}

static void
on_peer_heard (FuzzCommand command, gpointer user_data)
{
  Scene *self = user_data;

  trace ("    heard command %d", command);
  fuzz_clicks_press (&self->clicks, command);
  if (command == FUZZ_COMMAND_65)
    self->oracle.pressed_65 = fuzz_clock_get_boot ();
  if (command == FUZZ_COMMAND_HELLO) {
    if ((self->behaviour & GREETS) != 0)
      say_word (self, "HELLOAPP");
  } else if (command == FUZZ_COMMAND_STATUS) {
    if ((self->behaviour & ANSWERS) != 0)
      say_status (self, self->keys);
  } else if ((self->behaviour & OBEYS) != 0) {
    obey (self, command);
  }
}

static void
on_peer_said (const guint8 *data, gsize length, gpointer user_data)
{
  Scene *self = user_data;

  trace ("    said %.*s", (int) length, (const char *) data);
  fuzz_oracle_hear (&self->oracle, data, length);
}

static const FuzzPeerFuncs peer_funcs = { on_peer_connected, on_peer_heard, on_peer_said };

/* --- The model -----------------------------------------------------------------------------------
 */

static void
on_changed (KettleModel *model, Scene *self)
{
  KettleSnapshot shown;
  gboolean connected;

  kettle_model_get_snapshot (model, &shown);
  connected = shown.connection == KETTLE_LIFE_CONNECTED;
  trace ("  %s %s on=%d %d warm=%d", kettle_life_get_word (shown.connection),
         kettle_phase_get_word (shown.phase), shown.on, shown.target_temperature, shown.warm);
  if (self->n_pauses > 0) {
    KettleLinkState state = kettle_link_get_state (self->link);

    g_assert_true (state == KETTLE_LINK_HELD || state == KETTLE_LINK_IDLE);
  }
  if (!connected) {
    g_assert_cmpint (shown.phase, ==, KETTLE_PHASE_UNKNOWN);
    g_assert_false (shown.on || shown.warm);
    g_assert_cmpint (shown.target_temperature, ==, 0);
    g_assert_cmpint (shown.warm_minutes, ==, 0);
    g_assert_cmpint (shown.heating_since, ==, 0);
  }
  if ((self->was_connected && !connected) || (self->was_on && !shown.on))
    fuzz_clicks_lose (&self->clicks);
  if (self->was_connected && !connected && fuzz_oracle_lose (&self->oracle))
    self->lost_at = fuzz_clock_get_awake ();
  self->was_on = shown.on;
  self->was_connected = connected;
}

static void
on_boiled (KettleModel *model, int temperature, Scene *self)
{
  trace ("  told: boiled");
  fuzz_oracle_tell (&self->oracle.boiled);
}

static void
on_lifted (KettleModel *model, Scene *self)
{
  trace ("  told: lifted");
  fuzz_oracle_tell (&self->oracle.lifted);
}

static void
on_problem (KettleModel *model, Scene *self)
{
  trace ("  told: problem");
  fuzz_oracle_tell (&self->oracle.problem);
}

/* A press from here explains it. */
static void
on_warm_ended (KettleModel *model, Scene *self)
{
  trace ("  told: warm ended");
  fuzz_oracle_tell (&self->oracle.warm_ended);
  g_assert_true (self->clicks.last_key == 0
                 || fuzz_clock_get_boot () - self->clicks.last_key >= 3 * SECOND);
}

static void
on_gap (KettleModel *model, gint64 from, gint64 to, gboolean still_on, Scene *self)
{
  trace ("  told: gap");
  fuzz_oracle_tell (&self->oracle.gap);
}

static void
on_lost_sight (KettleModel *model, gint64 since, Scene *self)
{
  trace ("  told: lost sight");
  fuzz_oracle_tell (&self->oracle.lost_sight);
  g_assert_false (self->was_connected);
  g_assert_cmpint (fuzz_clock_get_awake () - self->lost_at, >=, 30 * SECOND);
}

static void
on_request_failed (
    KettleModel *model, int kind, int argument, int failure, guint number, Scene *self)
{
  trace ("  told: request %u failed", number);
  fuzz_clicks_end (&self->clicks, (KettleRequestKind) kind, argument, TRUE, FALSE, number);
}

static void
on_request_ended (KettleModel *model, int kind, int argument, int ending, guint number, Scene *self)
{
  trace ("  told: request %u ended", number);
  fuzz_clicks_end (&self->clicks, (KettleRequestKind) kind, argument, FALSE,
                   ending == KETTLE_ENDING_REPLACED, number);
}

static void
on_request_confirmed (KettleModel *model, int kind, int argument, Scene *self)
{
  fuzz_clicks_confirm (&self->clicks, (KettleRequestKind) kind, argument);
}

static void
listen_to_model (Scene *self)
{
  g_signal_connect (self->model, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->model, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (self->model, "lifted", G_CALLBACK (on_lifted), self);
  g_signal_connect (self->model, "problem", G_CALLBACK (on_problem), self);
  g_signal_connect (self->model, "warm-ended", G_CALLBACK (on_warm_ended), self);
  g_signal_connect (self->model, "gap-hid-something", G_CALLBACK (on_gap), self);
  g_signal_connect (self->model, "lost-sight", G_CALLBACK (on_lost_sight), self);
  g_signal_connect (self->model, "request-failed", G_CALLBACK (on_request_failed), self);
  g_signal_connect (self->model, "request-ended", G_CALLBACK (on_request_ended), self);
  g_signal_connect (self->model, "request-confirmed", G_CALLBACK (on_request_confirmed), self);
}

/* --- What must always be so ----------------------------------------------------------------------
 */

static void
check (Scene *self)
{
  KettleLinkState state = kettle_link_get_state (self->link);
  gint64 retry_at = kettle_link_get_retry_at (self->link);
  KettleSnapshot shown;

  kettle_model_get_snapshot (self->model, &shown);
  fuzz_oracle_check (&self->oracle, &shown);
  g_assert_cmpint (shown.connection == KETTLE_LIFE_CONNECTED, ==, state == KETTLE_LINK_CONNECTED);
  g_assert_true (state != KETTLE_LINK_CONNECTED || fuzz_peer_has_connection (self->peer));
  g_assert_cmpint (state == KETTLE_LINK_WAITING, ==, retry_at != 0);
  g_assert_true (retry_at == 0 || retry_at > fuzz_clock_get_awake ());
  g_assert_cmpint (self->link->connection != NULL, ==,
                   state == KETTLE_LINK_CONNECTING || state == KETTLE_LINK_GREETING
                       || state == KETTLE_LINK_CONNECTED);
  g_assert_cmpuint (self->link->undelivered->len, ==, 0);
  g_assert_cmpuint (self->model->tracker->events->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (self->model->unknown_words), <=, MAX_WORDS);
}

static gboolean
on_quiet (const GPollFD *fds, guint n_fds, gpointer user_data)
{
  Scene *self = user_data;

  if (fuzz_peer_turn (self->peer, fds, n_fds))
    return TRUE;
  if (self->model != NULL)
    check (self);

  return FALSE;
}

/* --- The script ----------------------------------------------------------------------------------
 */

/* From nothing to ten minutes; often what something waits for, and a little more or less. */
static gint64
take_duration (FuzzInput *input)
{
  static const int ms[] = { 0,     1,     50,     99,     100,    149,   150,   151,   500,
                            999,   1000,  1001,   1999,   2000,   2999,  3000,  3001,  4000,
                            4999,  5000,  5001,   9000,   9999,   15000, 30000, 31000, 45000,
                            50001, 60000, 100000, 300000, 600000, 601000 };

  return ms[fuzz_input_take_byte (input) % G_N_ELEMENTS (ms)] * (gint64) 1000;
}

static void
click (Scene *self, KettleRequestKind kind, guint8 choice)
{
  static const int temperatures[] = { 65, 80, 95, 100 };
  static const int lengths[] = { 5, 10, 20 };
  const gboolean deliberate = choice >= 128;
  guint number = 0;
  int argument = 0;

  fuzz_clicks_begin (&self->clicks);
  switch (kind) {
  case KETTLE_REQUEST_ON:
    number = kettle_model_request_on (self->model, deliberate);
    break;
  case KETTLE_REQUEST_OFF:
    number = kettle_model_request_off (self->model);
    break;
  case KETTLE_REQUEST_TEMPERATURE:
    argument = temperatures[choice % G_N_ELEMENTS (temperatures)];
    number = kettle_model_request_temperature (self->model, argument, deliberate);
    break;
  case KETTLE_REQUEST_WARM:
    number = kettle_model_request_warm (self->model);
    break;
  case KETTLE_REQUEST_WARM_MINUTES:
    argument = lengths[choice % G_N_ELEMENTS (lengths)];
    number = kettle_model_request_warm_minutes (self->model, argument);
    break;
  default:
    g_assert_not_reached ();
  }
  fuzz_clicks_add (&self->clicks, kind, argument, number);
  if (number != 0)
    fuzz_oracle_touch (&self->oracle);
}

/* Nothing that was asked of the kettle or seen of it concerns the next one. */
static void
forget_kettle (Scene *self)
{
  fuzz_clicks_take_back (&self->clicks);
  fuzz_oracle_forget (&self->oracle);
}

static void
choose (Scene *self, guint8 which)
{
  const char *host = kettle_link_get_host (self->link);
  guint16 port = fuzz_peer_get_port (self->peer, which);
  gboolean same = host != NULL && port == kettle_link_get_port (self->link);

  if (which % 4 == 3)
    kettle_link_set_kettle (self->link, NULL, 0);
  else
    kettle_link_set_kettle (self->link, "127.0.0.1", port);
  if (which % 4 == 3 || !same)
    forget_kettle (self);
}

static void
say_bytes (Scene *self)
{
  gsize length = fuzz_input_take_byte (&self->input);

  length = MIN (length, self->input.left);

  fuzz_peer_say (self->peer, self->input.data, length);
  self->input.data += length;
  self->input.left -= length;
}

/* What the peer does, or the network. Returns: whether it was one of these */
static gboolean
do_outside (Scene *self, int op)
{
  switch (op) {
  case OP_SAY_BYTES:
    say_bytes (self);
    return TRUE;
  case OP_SAY_WORD:
    say_word (self, words[fuzz_input_take_byte (&self->input) % G_N_ELEMENTS (words)]);
    return TRUE;
  case OP_SAY_STATUS:
    say_status (self, fuzz_input_take_byte (&self->input));
    return TRUE;
  case OP_BEHAVE:
    self->behaviour = fuzz_input_take_byte (&self->input);
    return TRUE;
  case OP_KEYS:
    self->keys = fuzz_input_take_byte (&self->input) & 0x3f;
    return TRUE;
  case OP_LINE_END:
    self->line_end = line_ends[fuzz_input_take_byte (&self->input) % G_N_ELEMENTS (line_ends)];
    return TRUE;
  case OP_CLOSE:
    fuzz_peer_close (self->peer);
    return TRUE;
  case OP_RESET:
    fuzz_peer_reset (self->peer);
    return TRUE;
  case OP_REFUSE:
    fuzz_peer_set_refusing (self->peer, fuzz_input_take_byte (&self->input) % 2);
    return TRUE;
  default:
    return FALSE;
  }
}

/* For a while, or until it is released: by the upper half of @how, which is a pause or its end. */
static void
hold (Scene *self, guint8 how)
{
  if (how < PAUSE) {
    kettle_link_hold (self->link,
                      how % 2 == 0 ? KETTLE_TROUBLE_NONE : KETTLE_TROUBLE_OTHER_NETWORK);
  } else if (how % 2 == 0) {
    self->n_pauses++;
    kettle_link_pause (self->link);
  } else if (self->n_pauses > 0) {
    self->n_pauses--;
    kettle_link_unpause (self->link);
  }
}

/* What the machine does, or the person. */
static void
do_inside (Scene *self, int op)
{
  switch (op) {
  case OP_WAIT:
    fuzz_clock_run (take_duration (&self->input));
    break;
  case OP_SLEEP:
    fuzz_clock_sleep (take_duration (&self->input));
    break;
  case OP_WALL:
    fuzz_clock_set_wall ((gint32) fuzz_input_take_number (&self->input, 4));
    break;
  case OP_RESUMED:
    kettle_link_resumed (self->link);
    break;
  case OP_NETWORK_CHANGED:
    kettle_link_network_changed (self->link);
    break;
  case OP_HOLD:
    hold (self, fuzz_input_take_byte (&self->input));
    break;
  case OP_RELEASE:
    kettle_link_release (self->link);
    break;
  case OP_CHOOSE:
    choose (self, fuzz_input_take_byte (&self->input));
    break;
  case OP_STOP:
    kettle_link_stop (self->link);
    forget_kettle (self);
    break;
  default:
    click (self, (KettleRequestKind) (KETTLE_REQUEST_ON + (op - OP_ON)),
           fuzz_input_take_byte (&self->input));
    break;
  }
}

static void
do_step (Scene *self)
{
  int op = fuzz_input_take_byte (&self->input) % N_OPS;

  trace ("%s %u", op_names[op], self->input.left > 0 ? *self->input.data : 0);
  if (!do_outside (self, op))
    do_inside (self, op);
  /* Every other step of the machine's comes before anything could happen in between. */
  if (op != OP_SLEEP)
    fuzz_clock_run (0);
}

/* Nothing that was asked for is waited for any longer; and a kettle that behaves is found. */
static void
end_well (Scene *self)
{
  fuzz_clock_run (LONGEST_WAIT);
  fuzz_clicks_check_all_ended (&self->clicks, kettle_model_get_last_request (self->model));

  self->behaviour = GREETS | ANSWERS | OBEYS;
  fuzz_peer_set_refusing (self->peer, FALSE);
  kettle_link_release (self->link);
  while (self->n_pauses > 0)
    hold (self, UNPAUSE);
  if (kettle_link_get_state (self->link) == KETTLE_LINK_IDLE)
    return;

  for (gint64 waited = 0;
       waited < RECOVERY && kettle_link_get_state (self->link) != KETTLE_LINK_CONNECTED;
       waited += SECOND)
    fuzz_clock_run (SECOND);
  g_assert_cmpint (kettle_link_get_state (self->link), ==, KETTLE_LINK_CONNECTED);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Scene self = {
    .input = { data, size },
    .behaviour = GREETS | ANSWERS | OBEYS,
    .line_end = line_ends[0],
  };

  tracing = g_getenv ("FUZZ_TRACE") != NULL;
  fuzz_clock_start (on_quiet, &self);
  fuzz_oracle_init (&self.oracle);
  fuzz_clicks_init (&self.clicks);
  self.peer = fuzz_peer_new (&peer_funcs, &self);
  self.link = kettle_link_new ();
  self.model = kettle_model_new (self.link);
  listen_to_model (&self);

  kettle_link_set_kettle (self.link, "127.0.0.1", fuzz_peer_get_port (self.peer, 0));
  for (guint i = 0; i < MAX_STEPS && self.input.left > 0; i++)
    do_step (&self);
  end_well (&self);

  g_assert_finalize_object (g_steal_pointer (&self.model));
  g_assert_finalize_object (g_steal_pointer (&self.link));
  fuzz_clock_run (0);
  fuzz_peer_free (self.peer);
  fuzz_clicks_clear (&self.clicks);
  fuzz_oracle_clear (&self.oracle);
  fuzz_clock_stop ();

  return 0;
}
