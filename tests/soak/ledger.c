// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/ledger.h"

#include <string.h>

#define LIT_ON   0x01
#define LIT_WARM 0x02

/* All in real time, µs. A machine with other things to do is late by less than this. */
#define LATE (G_USEC_PER_SEC)

/* A word on a connection that ends so soon after it may have been on its way yet. */
#define SOON (G_USEC_PER_SEC / 2)

/* How long a connection is away before "lost sight" is told, and how long after a press from here
 * the end of keeping warm is not, in the kettle's seconds. */
#define LOST_SIGHT_SECONDS 30.0
#define WARM_QUIET_SECONDS 3.0

#define MAX_FINDINGS 100

/* A word of which the program should tell, as long as its connection does not end too soon. */
typedef struct {
  gint64 at;
  guint client;
  LedgerEvent event;
} Owed;

/* From the On lamp's being lit, or a new temperature after the one before was reached. */
typedef struct {
  gboolean begun;
  gboolean seen; /* the program showed that it heats, and so it did */
  gboolean reached;
  gboolean swallowed; /* "reached" was due while the kettle kept silent */
  gboolean heard;     /* "reached" was said where the program must hear it */
} Heat;

typedef struct {
  guint n_heats;
  guint said[LEDGER_N_EVENTS];
  guint told[LEDGER_N_EVENTS];
  guint bubbles[LEDGER_N_BUBBLES];
  guint n_ends_owed;     /* heats that were seen and whose end must be told, one way or another */
  guint n_after_reached; /* mishaps of a kettle that kept warm */
  guint n_warm_falls;
  guint n_gaps;                    /* in which something may have been hidden */
  gint64 told_at[LEDGER_N_EVENTS]; /* 0 when its bubble may be taken away again */
} Page;

struct _Ledger {
  double time_scale;

  guint keys;
  gboolean silent;
  gboolean warm_ended_said;
  gint64 on_until; /* when the On lamp was lit last, G_MAXINT64 while it is */
  gint64 last_press;
  gint64 last_off;
  gint64 server_since; /* 0 while there is none */

  LedgerShown shown;
  gint64 unknown_since; /* 0 while the program knows what the kettle does */
  gboolean was_heating; /* the last it knew */

  Heat heat;
  GArray *owed; /* of Owed */
  Page page;
  Page before; /* the page before */
  gint64 turned_at;

  guint n_boils;
  guint n_heats;
  guint n_owed;
  guint n_presses;
  guint n_long_gaps;
  guint told[LEDGER_N_EVENTS];
  guint bubbles[LEDGER_N_BUBBLES];
  guint n_findings[LEDGER_N_FINDINGS];
  GPtrArray *findings;
  guint n_before; /* findings of the pages before */
  GString *story; /* of this page */
};

static const char *const event_names[LEDGER_N_EVENTS] = { "boiled", "lifted", "problem",
                                                          "warm ended" };

/**
 * ledger_bubble_get_name:
 * @bubble: a #LedgerEvent or #LedgerBubble
 *
 * Returns: what it is called in the table
 */
const char *
ledger_bubble_get_name (guint bubble)
{
  static const char *const names[] = { "off again after a gap", "on and warm after a gap",
                                       "lost sight", "could not" };

  return bubble < LEDGER_N_EVENTS ? event_names[bubble] : names[bubble - LEDGER_N_EVENTS];
}

/**
 * ledger_new:
 * @time_scale: how much faster than life the program goes
 *
 * Returns: (transfer full): empty books: the kettle is dark, and the program knows nothing
 */
Ledger *
ledger_new (double time_scale)
{
  Ledger *self = g_new0 (Ledger, 1);

  self->time_scale = time_scale;
  self->owed = g_array_new (FALSE, FALSE, sizeof (Owed));
  self->findings = g_ptr_array_new_with_free_func (g_free);
  self->story = g_string_new (NULL);

  return self;
}

void
ledger_free (Ledger *self)
{
  g_array_unref (self->owed);
  g_ptr_array_unref (self->findings);
  g_string_free (self->story, TRUE);
  g_free (self);
}

/**
 * ledger_note:
 * @self: the ledger
 * @now: when
 * @format: what happens
 *
 * Writes down what happens, for the story of this page.
 */
void
ledger_note (Ledger *self, gint64 now, const char *format, ...)
{
  va_list arguments;

  g_string_append_printf (self->story, "%10.3f  ", (double) now / G_USEC_PER_SEC);
  va_start (arguments, format);
  g_string_append_vprintf (self->story, format, arguments);
  va_end (arguments);
  g_string_append_c (self->story, '\n');
}

/**
 * ledger_find:
 * @self: the ledger
 * @now: when
 * @finding: of which sort
 * @format: what is wrong
 *
 * Writes down that something is wrong.
 */
void
ledger_find (Ledger *self, gint64 now, LedgerFinding finding, const char *format, ...)
{
  static const char *const sorts[LEDGER_N_FINDINGS] = { "lost", "doubled", "false" };
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->n_findings[finding]++;
  ledger_note (self, now, "%s: %s", sorts[finding], text);
  if (self->findings->len < MAX_FINDINGS)
    g_ptr_array_add (self->findings, g_strdup_printf ("%.3f %s: %s", (double) now / G_USEC_PER_SEC,
                                                      sorts[finding], text));
}

static gboolean
is_lit (Ledger *self)
{
  return (self->keys & LIT_ON) != 0;
}

static gboolean
shows (Ledger *self, const char *phase)
{
  return self->shown.connected && g_str_equal (self->shown.phase, phase);
}

static void
begin_heat (Ledger *self)
{
  self->heat = (Heat){ .begun = TRUE };
  self->page.n_heats++;
  self->n_heats++;
}

static void
owe (Ledger *self, gint64 now, LedgerEvent event, guint client)
{
  Owed owed = { .at = now, .client = client, .event = event };

  g_array_append_val (self->owed, owed);
}

static void
say_reached (Ledger *self, gint64 now, guint client)
{
  self->page.said[LEDGER_BOILED]++;
  self->n_boils++;
  if (client != 0 && self->heat.seen && !self->heat.reached) {
    owe (self, now, LEDGER_BOILED, client);
    self->heat.heard = TRUE;
  }
  self->heat.reached = TRUE;
  self->heat.swallowed = self->silent;
}

static void
say_mishap (Ledger *self, gint64 now, LedgerEvent event, guint client)
{
  self->page.said[event]++;
  if (self->heat.reached)
    self->page.n_after_reached++;
  if (client != 0 && self->shown.on)
    owe (self, now, event, client);
}

/* Whoever pressed a key here knows that keeping warm is over. */
static void
say_warm_ended (Ledger *self, gint64 now, guint client)
{
  gint64 quiet = (gint64) (WARM_QUIET_SECONDS / self->time_scale * G_USEC_PER_SEC) + LATE;

  if ((self->keys & LIT_WARM) == 0 || self->warm_ended_said)
    return;

  self->warm_ended_said = TRUE;
  if (client != 0 && shows (self, "keeping-warm") && self->shown.warm
      && now - self->last_press > quiet)
    owe (self, now, LEDGER_WARM_ENDED, client);
}

/**
 * ledger_truth_word:
 * @self: the ledger
 * @now: when
 * @word: the label of a status message, "0x3"
 * @client: the number of the connection on which the program must hear it, if that does not end too
 *   soon; 0 if it may not hear it
 *
 * The kettle says something. Its lamps are told after it.
 */
void
ledger_truth_word (Ledger *self, gint64 now, const char *word, guint client)
{
  ledger_note (self, now, "says %s to %u", word, client);
  if (g_str_equal (word, "0x3"))
    say_reached (self, now, client);
  else if (g_str_equal (word, "0x1"))
    say_mishap (self, now, LEDGER_LIFTED, client);
  else if (g_str_equal (word, "0x2"))
    say_mishap (self, now, LEDGER_PROBLEM, client);
  else if (g_str_equal (word, "0x10") || g_str_equal (word, "0x0"))
    say_warm_ended (self, now, client);
}

/* The end of a heat that the program was looking at, and did not hear: it has to tell of it when it
 * finds out, unless its own Off explains it. */
static void
end_heat (Ledger *self, gint64 now, gboolean clear)
{
  gboolean own_off = self->last_off != 0 && now - self->last_off < 2 * LATE;
  gboolean heard = self->heat.reached ? self->heat.heard : clear;
  gboolean swallowed = self->silent || self->heat.swallowed;

  if (self->heat.seen && self->was_heating && !heard && !swallowed && !own_off)
    self->page.n_ends_owed++;
  self->heat = (Heat){ 0 };
}

/**
 * ledger_truth_keys:
 * @self: the ledger
 * @now: when
 * @keys: what is lit, the bits of protocol sheet 1.4
 * @clear: whether the program is told
 *
 * The lamps changed.
 */
void
ledger_truth_keys (Ledger *self, gint64 now, guint keys, gboolean clear)
{
  gboolean was_lit = is_lit (self);
  gboolean lit = (keys & LIT_ON) != 0;
  guint temperature = keys & ~(guint) (LIT_ON | LIT_WARM);

  if ((self->keys & LIT_WARM) != 0 && (keys & LIT_WARM) == 0)
    self->page.n_warm_falls++;
  if (lit && !was_lit)
    begin_heat (self);
  else if (lit && self->heat.reached && temperature != (self->keys & ~(guint) (LIT_ON | LIT_WARM)))
    begin_heat (self);
  else if (!lit && was_lit)
    end_heat (self, now, clear);

  self->warm_ended_said = FALSE;
  self->keys = keys;
  if (lit)
    self->on_until = G_MAXINT64;
  else if (was_lit)
    self->on_until = now;
  /* What is lit again takes the bubbles of the time before away, also those still to come. */
  if (lit && !was_lit)
    memset (self->page.told_at, 0, sizeof self->page.told_at);
}

/**
 * ledger_truth_gone:
 * @self: the ledger
 * @now: when
 * @client: the number of a connection
 *
 * A connection ended: what was said on it just before need not have arrived.
 */
void
ledger_truth_gone (Ledger *self, gint64 now, guint client)
{
  for (guint i = self->owed->len; i-- > 0;) {
    const Owed *owed = &g_array_index (self->owed, Owed, i);

    if (owed->client != client || now - owed->at >= SOON)
      continue;
    /* Then it is told as what the gap hid. */
    self->page.n_ends_owed += owed->event != LEDGER_WARM_ENDED && self->was_heating;
    g_array_remove_index (self->owed, i);
  }
  if (is_lit (self) || self->was_heating || now - self->on_until < LATE)
    self->page.n_gaps++;
}

/* Whether the kettle keeps silent on a connection that stands: what it does not say then, it never
 * says. */
void
ledger_truth_silence (Ledger *self, gboolean silent)
{
  self->silent = silent;
}

/* Whether there is a notification server that works. */
void
ledger_truth_server (Ledger *self, gint64 now, gboolean present)
{
  self->server_since = present ? now : 0;
}

/* A person presses a key here; @off if it may switch off. Out of sight of the kettle that explains
 * why it is off later, whatever happened before: the first it shows is what became of the Off. */
void
ledger_truth_press (Ledger *self, gint64 now, gboolean off)
{
  if (off && self->unknown_since != 0)
    self->page.n_ends_owed = 0;
  self->last_press = now;
  if (off)
    self->last_off = now;
  self->n_presses++;
}

static void
check_shown (Ledger *self, gint64 now, const LedgerShown *shown)
{
  gboolean unknown = g_str_equal (shown->phase, "unknown");

  if (!shown->connected && (!unknown || shown->on || shown->warm || shown->temperature != 0))
    ledger_find (self, now, LEDGER_FALSE, "without a connection it shows %s, on=%d, warm=%d, %d °C",
                 shown->phase, shown->on, shown->warm, shown->temperature);
  if (shown->on && !self->shown.on && self->on_until != G_MAXINT64 && now - self->on_until > LATE)
    ledger_find (self, now, LEDGER_FALSE, "it shows the On lamp %.2f s after it went dark",
                 (double) (now - self->on_until) / G_USEC_PER_SEC);
}

/**
 * ledger_show:
 * @self: the ledger
 * @now: when
 * @shown: everything
 *
 * The program shows something else than before.
 */
void
ledger_show (Ledger *self, gint64 now, const LedgerShown *shown)
{
  gint64 patience = (gint64) (LOST_SIGHT_SECONDS / self->time_scale * 0.9 * G_USEC_PER_SEC);
  gboolean unknown = g_str_equal (shown->phase, "unknown");

  ledger_note (self, now, "shows %d %s on=%d warm=%d %d", shown->connected, shown->phase, shown->on,
               shown->warm, shown->temperature);
  check_shown (self, now, shown);
  if (unknown && self->unknown_since == 0)
    self->unknown_since = now;
  if (!unknown && self->unknown_since != 0) {
    self->n_long_gaps += now - self->unknown_since > patience;
    self->unknown_since = 0;
  }
  self->shown = *shown;
  if (!unknown)
    self->was_heating = g_str_equal (shown->phase, "heating");
  if (shows (self, "heating") && self->heat.begun && !self->heat.reached && is_lit (self))
    self->heat.seen = TRUE;
}

/**
 * ledger_tell:
 * @self: the ledger
 * @now: when
 * @event: which
 *
 * The program tells an event on the bus.
 */
void
ledger_tell (Ledger *self, gint64 now, LedgerEvent event)
{
  ledger_note (self, now, "tells %s", event_names[event]);
  self->page.told[event]++;
  self->told[event]++;
  self->page.told_at[event] = now;
}

/* How many ends of heats were told, whatever they were said to be. */
static guint
count_ends (const Page *page)
{
  return page->told[LEDGER_BOILED] + page->told[LEDGER_LIFTED] + page->told[LEDGER_PROBLEM]
         + page->bubbles[LEDGER_BUBBLE_GAP];
}

/* A gap is told by nothing but its bubble, and that takes its time: just after the page was turned
 * it may be one of the page before. */
static Page *
get_page (Ledger *self, gint64 now, guint bubble)
{
  const Page *before = &self->before;
  guint n_told = before->bubbles[LEDGER_BUBBLE_GAP] + before->bubbles[LEDGER_BUBBLE_GAP_ON];
  gboolean is_gap = bubble == LEDGER_BUBBLE_GAP || bubble == LEDGER_BUBBLE_GAP_ON;
  gboolean has_room = n_told < before->n_gaps
                      && (bubble == LEDGER_BUBBLE_GAP_ON
                          || count_ends (before) < before->n_heats + before->n_after_reached);

  return is_gap && self->page.n_gaps == 0 && has_room && now - self->turned_at < LATE
             ? &self->before
             : &self->page;
}

/**
 * ledger_bubble:
 * @self: the ledger
 * @now: when
 * @bubble: a #LedgerEvent or #LedgerBubble
 *
 * A bubble comes up.
 */
void
ledger_bubble (Ledger *self, gint64 now, guint bubble)
{
  gint64 patience = (gint64) (LOST_SIGHT_SECONDS / self->time_scale * 0.9 * G_USEC_PER_SEC);

  ledger_note (self, now, "bubble %s", ledger_bubble_get_name (bubble));
  get_page (self, now, bubble)->bubbles[bubble]++;
  self->bubbles[bubble]++;
  if (bubble == LEDGER_BUBBLE_COULD_NOT && self->bubbles[bubble] > self->n_presses)
    ledger_find (self, now, LEDGER_FALSE, "\"could not\" without a press");
  if (bubble == LEDGER_BUBBLE_LOST_SIGHT) {
    gboolean waits = self->unknown_since != 0 && now - self->unknown_since > patience;

    if (self->bubbles[bubble] > self->n_long_gaps + (waits ? 1 : 0))
      ledger_find (self, now, LEDGER_FALSE, "\"lost sight\" too soon, or twice");
  }
}

static guint
count_owed (Ledger *self, LedgerEvent event)
{
  guint n = 0;

  for (guint i = 0; i < self->owed->len; i++)
    n += g_array_index (self->owed, Owed, i).event == event;

  return n;
}

/* A gap is told by a bubble only: it must have been possible all the while, and nothing may have
 * been lit again, which takes it away. */
static gboolean
is_end_missing (Ledger *self)
{
  const Page *page = &self->page;
  gboolean bubbles_work = self->server_since != 0 && self->server_since < self->on_until;

  return bubbles_work && page->n_heats == 1
         && count_ends (page) + page->bubbles[LEDGER_BUBBLE_GAP_ON] < page->n_ends_owed;
}

/* An event told while a server was there, and nothing lit since, has its bubble. */
static gboolean
is_bubble_missing (Ledger *self, LedgerEvent event)
{
  const Page *page = &self->page;
  gint64 at = page->told_at[event];

  return at != 0 && self->server_since != 0 && self->server_since < at && page->n_heats <= 1
         && page->bubbles[event] < page->told[event];
}

/**
 * ledger_is_owed:
 * @self: the ledger
 * @now: when
 *
 * Returns: whether the program has still to tell something
 */
gboolean
ledger_is_owed (Ledger *self, gint64 now)
{
  for (guint i = 0; i < LEDGER_N_EVENTS; i++)
    if (self->page.told[i] < count_owed (self, (LedgerEvent) i)
        || is_bubble_missing (self, (LedgerEvent) i))
      return TRUE;

  return is_end_missing (self);
}

static void
judge_lost (Ledger *self, gint64 now)
{
  const Page *page = &self->page;

  for (guint i = 0; i < LEDGER_N_EVENTS; i++) {
    guint owed = count_owed (self, (LedgerEvent) i);

    if (page->told[i] < owed)
      ledger_find (self, now, LEDGER_LOST, "%s %u times, told %u times", event_names[i], owed,
                   page->told[i]);
    else if (is_bubble_missing (self, (LedgerEvent) i))
      ledger_find (self, now, LEDGER_LOST, "%s told %u times, but %u bubbles", event_names[i],
                   page->told[i], page->bubbles[i]);
  }
  if (is_end_missing (self))
    ledger_find (self, now, LEDGER_LOST, "a heat that was seen ended, and nothing was told");
}

/* Only now: bubbles and what is told come by different connections, and either may be first; and a
 * bubble of the page before may have come after that was turned. */
static void
judge_bubbles (Ledger *self, gint64 now)
{
  const Page *page = &self->page;
  const Page *before = &self->before;

  for (guint i = 0; i < LEDGER_N_EVENTS; i++) {
    guint late = before->told[i] - MIN (before->told[i], before->bubbles[i]);

    if (page->bubbles[i] > page->told[i] + late)
      ledger_find (self, now, LEDGER_DOUBLED, "%u bubbles for %u times %s", page->bubbles[i],
                   page->told[i], event_names[i]);
  }
}

static void
judge_doubled (Ledger *self, gint64 now)
{
  const Page *page = &self->page;
  gboolean found = FALSE;

  for (guint i = 0; i < LEDGER_WARM_ENDED; i++) {
    if (page->told[i] <= page->said[i])
      continue;
    found = TRUE;
    ledger_find (self, now, LEDGER_DOUBLED, "%s %u times, told %u times", event_names[i],
                 page->said[i], page->told[i]);
  }
  if (page->told[LEDGER_WARM_ENDED] > page->n_warm_falls)
    ledger_find (self, now, LEDGER_DOUBLED, "warm ended %u times, told %u times",
                 page->n_warm_falls, page->told[LEDGER_WARM_ENDED]);
  if (!found && count_ends (page) > page->n_heats + page->n_after_reached)
    ledger_find (self, now, LEDGER_DOUBLED,
                 "%u heats, %u mishaps after them; told %u boiled, %u lifted, %u problem, %u gap",
                 page->n_heats, page->n_after_reached, page->told[LEDGER_BOILED],
                 page->told[LEDGER_LIFTED], page->told[LEDGER_PROBLEM],
                 page->bubbles[LEDGER_BUBBLE_GAP]);
  if (page->bubbles[LEDGER_BUBBLE_GAP] + page->bubbles[LEDGER_BUBBLE_GAP_ON] > page->n_gaps)
    ledger_find (self, now, LEDGER_FALSE, "%u gaps, told %u", page->n_gaps,
                 page->bubbles[LEDGER_BUBBLE_GAP] + page->bubbles[LEDGER_BUBBLE_GAP_ON]);
}

/**
 * ledger_turn_page:
 * @self: the ledger
 * @now: a calm moment: the kettle is dark, the program connected, and whatever is still to be told
 *   has had its time
 *
 * Judges what happened since the last one.
 *
 * Returns: (transfer full) (nullable): the story of this page, if there is anything wrong with it
 */
char *
ledger_turn_page (Ledger *self, gint64 now)
{
  char *story = NULL;

  judge_lost (self, now);
  judge_doubled (self, now);
  judge_bubbles (self, now);
  self->n_owed += self->owed->len + self->page.n_ends_owed;
  g_array_set_size (self->owed, 0);
  self->before = self->page;
  self->turned_at = now;
  self->page = (Page){ 0 };
  self->heat = (Heat){ 0 };
  if (self->findings->len > self->n_before)
    story = g_strdup (self->story->str);
  self->n_before = self->findings->len;
  g_string_truncate (self->story, 0);

  return story;
}

guint
ledger_get_n_findings (Ledger *self, LedgerFinding finding)
{
  return self->n_findings[finding];
}

/* Sentences, at most a hundred. */
GPtrArray *
ledger_get_findings (Ledger *self)
{
  return self->findings;
}

/* How often a temperature was reached. */
guint
ledger_get_n_boils (Ledger *self)
{
  return self->n_boils;
}

/* How often it began to heat. */
guint
ledger_get_n_heats (Ledger *self)
{
  return self->n_heats;
}

guint
ledger_get_n_told (Ledger *self, LedgerEvent event)
{
  return self->told[event];
}

guint
ledger_get_n_bubbles (Ledger *self, guint bubble)
{
  return self->bubbles[bubble];
}

/* How much had to be told for certain, up to the last calm moment. */
guint
ledger_get_n_owed (Ledger *self)
{
  return self->n_owed;
}
