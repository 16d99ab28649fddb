// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-oracle.h"

#include "fuzz/fuzz-clock.h"

#include <string.h>

/* What ends a line that may be complete (protocol sheet 1.4). */
#define HOLD_TIME (150 * 1000)

/* How long 0x100 may mean the 65 that was just pressed (protocol sheet 1.3). */
#define DOUBT_TIME (2 * G_USEC_PER_SEC)

/* After a gap of this length what is lit may be another heat: off and on again takes longer. */
#define SAME_HEAT (10 * G_USEC_PER_SEC)

/* How long a mishap lasts if nothing ends it. */
#define MEMORY_TIME (600 * G_USEC_PER_SEC)

/**
 * fuzz_oracle_init:
 * @self: an oracle
 */
void
fuzz_oracle_init (FuzzOracle *self)
{
  *self = (FuzzOracle){ .bytes = g_byte_array_new () };
  self->boiled.fresh = TRUE;
  self->lifted.fresh = TRUE;
  self->problem.fresh = TRUE;
}

/**
 * fuzz_oracle_clear:
 * @self: an oracle
 */
void
fuzz_oracle_clear (FuzzOracle *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
}

/* --- Lamps ---------------------------------------------------------------------------------------
 */

static void
go_dark (FuzzLamps *lamps)
{
  if (lamps->warm)
    lamps->minutes = 0;
  lamps->on = FALSE;
  lamps->warm = FALSE;
  lamps->target = 0;
  lamps->word = 0;
}

static void
set_warm (FuzzLamps *lamps, gboolean warm)
{
  if (lamps->warm && !warm)
    lamps->minutes = 0;
  lamps->warm = warm;
}

/* More than one temperature: the one that a word told last, else none. */
static int
read_temperature (const FuzzLamps *lamps, guint keys)
{
  static const int temperatures[] = { 65, 80, 95, 100 };
  int lit[4];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (temperatures); i++)
    if ((keys & (4u << i)) != 0)
      lit[n++] = temperatures[i];
  if (n < 2)
    return n == 1 ? lit[0] : 0;
  for (guint i = 0; i < n; i++)
    if (lit[i] == lamps->word)
      return lamps->word;

  return 0;
}

static void
light (FuzzLamps *lamps, const KettleMessage *message)
{
  switch (message->type) {
  case KETTLE_MESSAGE_ON:
    lamps->on = TRUE;
    break;
  case KETTLE_MESSAGE_OFF:
    go_dark (lamps);
    lamps->minutes = 0;
    break;
  case KETTLE_MESSAGE_LIFTED:
  case KETTLE_MESSAGE_PROBLEM:
    go_dark (lamps);
    break;
  case KETTLE_MESSAGE_TEMPERATURE:
    lamps->target = message->temperature;
    lamps->word = message->temperature;
    break;
  case KETTLE_MESSAGE_WARM:
  case KETTLE_MESSAGE_WARM_ENDED:
    set_warm (lamps, message->type == KETTLE_MESSAGE_WARM);
    break;
  case KETTLE_MESSAGE_WARM_MINUTES:
    lamps->minutes = message->minutes;
    break;
  case KETTLE_MESSAGE_STATUS:
    if (message->keys == 0) {
      go_dark (lamps);
    } else {
      lamps->on = (message->keys & 0x01) != 0;
      set_warm (lamps, (message->keys & 0x02) != 0);
      lamps->target = read_temperature (lamps, message->keys);
    }
    break;
  case KETTLE_MESSAGE_HELLO:
  case KETTLE_MESSAGE_REACHED:
  case KETTLE_MESSAGE_UNKNOWN:
  case KETTLE_MESSAGE_OVERLONG:
  default:
    break;
  }
}

/* --- Causes of events ----------------------------------------------------------------------------
 */

static void
cause (FuzzAllowance *what)
{
  if (what->fresh)
    what->allowed++;
  what->fresh = FALSE;
}

/**
 * fuzz_oracle_touch:
 * @self: an oracle
 *
 * A key was pressed, or the connection is another one: what lasted of a mishap may be over.
 */
void
fuzz_oracle_touch (FuzzOracle *self)
{
  self->lifted.fresh = TRUE;
  self->problem.fresh = TRUE;
}

/* Another heat: it was switched on, or goes to another temperature; or there was a gap that was
 * long enough, or that it came out of otherwise than it went in. */
static gboolean
is_new_heat (const FuzzOracle *self, const KettleMessage *message, const FuzzLamps *before)
{
  const FuzzLamps *now = &self->lamps;

  if (message->type == KETTLE_MESSAGE_ON || message->type == KETTLE_MESSAGE_TEMPERATURE)
    return TRUE;
  if (message->type == KETTLE_MESSAGE_STATUS && !self->known && now->on && self->before.on)
    return fuzz_clock_get_boot () - self->lost_at >= SAME_HEAT || now->target != self->before.target
           || now->warm != self->before.warm;

  return (now->on && !before->on) || (now->target != 0 && now->target != before->target);
}

/* @before: the lamps before @message */
static void
see_causes (FuzzOracle *self, const KettleMessage *message, const FuzzLamps *before)
{
  const FuzzLamps *now = &self->lamps;
  gboolean whole = message->type == KETTLE_MESSAGE_STATUS || message->type == KETTLE_MESSAGE_OFF;

  if (is_new_heat (self, message, before))
    self->boiled.fresh = TRUE;
  if (fuzz_clock_get_boot () - self->mishap_at >= MEMORY_TIME)
    fuzz_oracle_touch (self);
  /* Something was lit since, or the other of the two happened. */
  if (now->on || now->warm || now->target != 0 || message->type == KETTLE_MESSAGE_REACHED) {
    self->lifted.fresh = TRUE;
    self->problem.fresh = TRUE;
  }

  if (message->type == KETTLE_MESSAGE_REACHED)
    cause (&self->boiled);
  if (message->type == KETTLE_MESSAGE_LIFTED) {
    cause (&self->lifted);
    self->problem.fresh = TRUE;
    self->mishap_at = fuzz_clock_get_boot ();
  }
  if (message->type == KETTLE_MESSAGE_PROBLEM) {
    cause (&self->problem);
    self->lifted.fresh = TRUE;
    self->mishap_at = fuzz_clock_get_boot ();
  }
  if ((before->warm && !now->warm) || (whole && self->warm_before && !now->warm))
    self->warm_ended.allowed++;
  if (whole)
    self->warm_before = FALSE;
}

static void
take_message (FuzzOracle *self, const KettleMessage *message)
{
  const FuzzLamps before = self->lamps;
  gint64 since_65 = fuzz_clock_get_boot () - self->pressed_65;
  gboolean doubtful = message->alternative != 0 && self->pressed_65 != 0 && since_65 <= DOUBT_TIME;

  self->proven = self->proven || message->type == KETTLE_MESSAGE_HELLO
                 || message->type == KETTLE_MESSAGE_STATUS;
  if (!self->proven)
    return;

  light (&self->lamps, message);
  if (!doubtful)
    light (&self->others, message);
  if (message->type == KETTLE_MESSAGE_WARM_MINUTES)
    self->minutes_early = !self->known;
  self->on_lately = self->on_lately || self->lamps.on;
  self->warm_lately = self->warm_lately || self->lamps.warm;
  see_causes (self, message, &before);
  if (message->type == KETTLE_MESSAGE_STATUS || message->type == KETTLE_MESSAGE_OFF)
    self->known = TRUE;
}

/* --- The stream ----------------------------------------------------------------------------------
 */

/**
 * fuzz_oracle_connect:
 * @self: an oracle
 *
 * There is a new connection: of this kettle nothing is known.
 */
void
fuzz_oracle_connect (FuzzOracle *self)
{
  g_byte_array_set_size (self->bytes, 0);
  self->ends = REFERENCE_ENDS_NOT_SEEN;
  self->n_taken = 0;
  self->holding = FALSE;
  self->proven = FALSE;
  self->known = FALSE;
  self->lamps = (FuzzLamps){ 0 };
  self->others = self->lamps;
  self->minutes_early = FALSE;
  self->on_lately = FALSE;
  self->warm_lately = FALSE;
}

/**
 * fuzz_oracle_lose:
 * @self: an oracle
 *
 * The model is not connected any more.
 *
 * Returns: whether it was lit until then
 */
gboolean
fuzz_oracle_lose (FuzzOracle *self)
{
  const gboolean on = self->on_lately;

  /* A connection that ended before it told anything does not end the gap before it. */
  if (self->known || on) {
    self->before = self->lamps;
    self->lost_at = fuzz_clock_get_boot ();
  }
  if (on) {
    self->gap.allowed = self->gap.told + 1;
    self->lost_sight.allowed = self->lost_sight.told + 1;
  }
  self->warm_before = self->warm_before || self->warm_lately;
  self->on_lately = FALSE;
  fuzz_oracle_touch (self);

  return on;
}

/**
 * fuzz_oracle_forget:
 * @self: an oracle
 *
 * The kettle is another one, or none: what was before neither explains nor excludes anything.
 */
void
fuzz_oracle_forget (FuzzOracle *self)
{
  fuzz_oracle_touch (self);
  self->boiled.fresh = TRUE;
  self->before = (FuzzLamps){ 0 };
  self->warm_before = FALSE;
  self->gap.allowed = self->gap.told;
  self->lost_sight.allowed = self->lost_sight.told;
}

/**
 * fuzz_oracle_hear:
 * @self: an oracle
 * @data: (array length=length): what was delivered on the connection there is
 * @length: how many bytes
 */
void
fuzz_oracle_hear (FuzzOracle *self, const guint8 *data, gsize length)
{
  ReferenceEnds ends = self->ends;
  g_autoptr (GArray) messages = NULL;

  g_byte_array_append (self->bytes, data, (guint) length);
  self->last_bytes = fuzz_clock_get_awake ();
  messages = reference_decode (self->bytes->data, self->bytes->len, &ends, &self->holding);
  for (; self->n_taken < messages->len; self->n_taken++)
    take_message (self, &g_array_index (messages, KettleMessage, self->n_taken));
}

/* A silence says that what may be complete is. */
static void
take_silence (FuzzOracle *self)
{
  const KettleMessage nothing_lit = { .type = KETTLE_MESSAGE_STATUS };
  g_autoptr (GArray) messages = NULL;

  if (!self->holding || fuzz_clock_get_awake () - self->last_bytes < HOLD_TIME)
    return;

  messages = reference_decode (self->bytes->data, self->bytes->len, &self->ends, &self->holding);
  g_byte_array_set_size (self->bytes, 0);
  self->n_taken = 0;
  self->holding = FALSE;
  take_message (self, &nothing_lit);
}

/* --- What is shown and told ----------------------------------------------------------------------
 */

/**
 * fuzz_oracle_tell:
 * @what: an event that the model tells
 */
void
fuzz_oracle_tell (FuzzAllowance *what)
{
  what->told++;
  g_assert_cmpuint (what->told, <=, what->allowed);
}

static gboolean
shows (const FuzzOracle *self, const FuzzLamps *lamps, const KettleSnapshot *shown)
{
  return shown->on == lamps->on && shown->warm == lamps->warm
         && shown->target_temperature == lamps->target
         && (shown->warm_minutes == lamps->minutes
             || (shown->warm_minutes == 0 && self->minutes_early));
}

static void
check_phase (const KettleSnapshot *shown)
{
  switch (shown->phase) {
  case KETTLE_PHASE_HEATING:
    g_assert_true (shown->on);
    break;
  case KETTLE_PHASE_KEEPING_WARM:
    g_assert_true (shown->warm);
    break;
  case KETTLE_PHASE_OFF:
  case KETTLE_PHASE_LIFTED:
  case KETTLE_PHASE_PROBLEM:
  case KETTLE_PHASE_UNKNOWN:
    g_assert_false (shown->on);
    break;
  case KETTLE_PHASE_READY:
    break;
  default:
    g_assert_not_reached ();
  }
  g_assert_true (shown->on || shown->heating_since == 0);
}

/**
 * fuzz_oracle_check:
 * @self: an oracle
 * @shown: what the model shows, when all that came has been taken in
 */
void
fuzz_oracle_check (FuzzOracle *self, const KettleSnapshot *shown)
{
  take_silence (self);
  if (shown->connection != KETTLE_LIFE_CONNECTED)
    return;

  g_assert_true (self->proven);
  if (!shows (self, &self->others, shown)) {
    g_assert_cmpint (shown->on, ==, self->lamps.on);
    g_assert_cmpint (shown->warm, ==, self->lamps.warm);
    g_assert_cmpint (shown->target_temperature, ==, self->lamps.target);
    g_assert_true (shows (self, &self->lamps, shown));
  }
  check_phase (shown);
  self->on_lately = self->lamps.on || self->others.on;
  self->warm_lately = self->lamps.warm || self->others.warm;
}
