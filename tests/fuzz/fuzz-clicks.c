// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-clicks.h"

#include "fuzz/fuzz-clock.h"

/*
 * No key without a click that is still meant; none twice for one; and every request ends once.
 */

/* From the click to the written byte, on the clock that counts sleep. */
#define PATIENCE (5 * G_USEC_PER_SEC)

/* "On, then 80": On within the patience; 80 within 2 s of the proof that it is on, for which there
 * are 2 s; and once more, when the status after 2 s, which may take 2, shows another, within 2. */
#define WHOLE_PATIENCE (PATIENCE + 10 * G_USEC_PER_SEC)

typedef enum { GOES_ON = 0, ENDED, FAILED, CONFIRMED_LATE } Ending;

typedef struct {
  KettleRequestKind kind;
  int argument;
  gboolean clicked; /* else only its end was told so far */
  gint64 at;        /* boot clock */
  gboolean meant;   /* nothing else was clicked in its place */
  gboolean on;      /* On was pressed for it, or for the one that it took over */
  gboolean lost;    /* the connection has ended since, or the kettle has gone off */
  guint n_keys;     /* its own */
  Ending ending;
} Click;

void
fuzz_clicks_init (FuzzClicks *self)
{
  *self = (FuzzClicks){ .clicks = g_array_new (FALSE, TRUE, sizeof (Click)) };
}

void
fuzz_clicks_clear (FuzzClicks *self)
{
  g_clear_pointer (&self->clicks, g_array_unref);
}

/* Requests are numbered from 1 without a gap. */
static Click *
get_click (FuzzClicks *self, guint number)
{
  g_assert_cmpuint (number, >, 0);
  g_assert_cmpuint (number, <=, self->clicks->len + 1);
  if (number > self->clicks->len)
    g_array_set_size (self->clicks, number);

  return &g_array_index (self->clicks, Click, number - 1);
}

static gboolean
is_heat (KettleRequestKind kind)
{
  return kind == KETTLE_REQUEST_ON || kind == KETTLE_REQUEST_TEMPERATURE;
}

/* Nothing more is pressed for those that a click on @kind replaces. */
static void
replace (FuzzClicks *self, KettleRequestKind kind, guint number)
{
  for (guint i = 0; i < self->clicks->len; i++) {
    Click *click = &g_array_index (self->clicks, Click, i);
    gboolean same = click->kind == kind || (is_heat (click->kind) && is_heat (kind));

    if (i + 1 != number && (same || kind == KETTLE_REQUEST_OFF))
      click->meant = FALSE;
  }
}

/**
 * fuzz_clicks_begin:
 * @self: clicks
 *
 * Somebody is about to click; what is told meanwhile comes of that.
 */
void
fuzz_clicks_begin (FuzzClicks *self)
{
  self->replaced_on = FALSE;
}

/**
 * fuzz_clicks_add:
 * @self: clicks
 * @kind: what was clicked
 * @argument: °C or minutes
 * @number: what the model called it: a new number, or that of one that was clicked before; 0 if it
 *   was not taken
 */
void
fuzz_clicks_add (FuzzClicks *self, KettleRequestKind kind, int argument, guint number)
{
  Click *click;

  if (number == 0)
    return;

  click = get_click (self, number);
  if (click->kind != 0) {
    g_assert_cmpint (click->kind, ==, kind);
    g_assert_cmpint (click->argument, ==, argument);
  }
  if (click->clicked) {
    if (kind == KETTLE_REQUEST_OFF)
      replace (self, kind, number);
    return;
  }

  click->kind = kind;
  click->argument = argument;
  click->clicked = TRUE;
  click->at = fuzz_clock_get_boot ();
  replace (self, kind, number);
  click->meant = click->ending == GOES_ON;
  /* An On that is under way is taken over. */
  click->on = self->replaced_on && is_heat (kind);
}

/**
 * fuzz_clicks_lose:
 * @self: clicks
 *
 * The connection has ended, and what became of the keys that were pressed on it is not known; or
 * the kettle has gone off since. Whoever clicks then wants them pressed again.
 */
void
fuzz_clicks_lose (FuzzClicks *self)
{
  for (guint i = 0; i < self->clicks->len; i++)
    g_array_index (self->clicks, Click, i).lost = TRUE;
}

/**
 * fuzz_clicks_take_back:
 * @self: clicks
 *
 * The kettle is another one now: nothing was meant for that.
 */
void
fuzz_clicks_take_back (FuzzClicks *self)
{
  for (guint i = 0; i < self->clicks->len; i++)
    g_array_index (self->clicks, Click, i).meant = FALSE;
}

/* Whether @click is what @command was pressed for. */
static gboolean
explains (const Click *click, FuzzCommand command, int argument, gint64 age)
{
  if (!click->meant)
    return FALSE;

  switch (command) {
  case FUZZ_COMMAND_ON:
    return is_heat (click->kind) && !click->on && age < PATIENCE;
  case FUZZ_COMMAND_OFF:
    return click->kind == KETTLE_REQUEST_OFF && click->n_keys == 0 && age < PATIENCE;
  case FUZZ_COMMAND_WARM:
    return click->kind == KETTLE_REQUEST_WARM && click->n_keys == 0 && age < PATIENCE;
  case FUZZ_COMMAND_WARM_5:
  case FUZZ_COMMAND_WARM_10:
  case FUZZ_COMMAND_WARM_20:
    return click->kind == KETTLE_REQUEST_WARM_MINUTES && click->argument == argument
           && click->n_keys == 0 && age < PATIENCE;
  case FUZZ_COMMAND_100:
  case FUZZ_COMMAND_95:
  case FUZZ_COMMAND_80:
  case FUZZ_COMMAND_65:
    return click->kind == KETTLE_REQUEST_TEMPERATURE && click->argument == argument
           && click->n_keys < (click->on ? 2 : 1) && age < (click->on ? WHOLE_PATIENCE : PATIENCE);
  case FUZZ_COMMAND_HELLO:
  case FUZZ_COMMAND_STATUS:
  case FUZZ_N_COMMANDS:
  default:
    g_assert_not_reached ();
  }
}

/**
 * fuzz_clicks_press:
 * @self: clicks
 * @command: a command that was sent to the kettle
 *
 * A key is pressed now: somebody must have clicked for it, and not too long ago.
 */
void
fuzz_clicks_press (FuzzClicks *self, FuzzCommand command)
{
  static const int arguments[FUZZ_N_COMMANDS] = {
    [FUZZ_COMMAND_100] = 100,    [FUZZ_COMMAND_95] = 95,    [FUZZ_COMMAND_80] = 80,
    [FUZZ_COMMAND_65] = 65,      [FUZZ_COMMAND_WARM_5] = 5, [FUZZ_COMMAND_WARM_10] = 10,
    [FUZZ_COMMAND_WARM_20] = 20,
  };
  gint64 now = fuzz_clock_get_boot ();
  gboolean explained = FALSE;

  if (command == FUZZ_COMMAND_HELLO || command == FUZZ_COMMAND_STATUS)
    return;

  self->last_key = now;
  for (guint i = 0; i < self->clicks->len && !explained; i++) {
    Click *click = &g_array_index (self->clicks, Click, i);

    explained = explains (click, command, arguments[command], now - click->at);
    if (explained && command == FUZZ_COMMAND_ON)
      click->on = TRUE;
    else if (explained)
      click->n_keys++;
  }
  g_assert_true (explained);
}

/**
 * fuzz_clicks_end:
 * @self: clicks
 * @kind: what was asked for
 * @argument: °C or minutes
 * @failed: whether it is told as failed
 * @replaced: whether it is told as replaced
 * @number: which one
 */
void
fuzz_clicks_end (FuzzClicks *self,
                 KettleRequestKind kind,
                 int argument,
                 gboolean failed,
                 gboolean replaced,
                 guint number)
{
  Click *click = get_click (self, number);

  /* It may end while it is being clicked. */
  if (click->kind == 0) {
    click->kind = kind;
    click->argument = argument;
  }
  g_assert_cmpint (click->kind, ==, kind);
  g_assert_cmpint (click->argument, ==, argument);
  g_assert_cmpint (click->ending, ==, GOES_ON);
  click->ending = failed ? FAILED : ENDED;
  click->meant = FALSE;
  self->replaced_on = self->replaced_on || (replaced && click->on && !click->lost);
}

/**
 * fuzz_clicks_confirm:
 * @self: clicks
 * @kind: what was asked for and told as failed
 * @argument: °C or minutes
 *
 * It is told that it was done after all.
 */
void
fuzz_clicks_confirm (FuzzClicks *self, KettleRequestKind kind, int argument)
{
  for (guint i = self->clicks->len; i > 0; i--) {
    Click *click = &g_array_index (self->clicks, Click, i - 1);

    if (click->kind == kind && click->argument == argument && click->ending == FAILED) {
      click->ending = CONFIRMED_LATE;
      return;
    }
  }
  g_assert_not_reached ();
}

/**
 * fuzz_clicks_check_all_ended:
 * @self: clicks
 * @last_number: of the newest request
 *
 * Nobody waits for ever.
 */
void
fuzz_clicks_check_all_ended (FuzzClicks *self, guint last_number)
{
  g_assert_cmpuint (self->clicks->len, ==, last_number);
  for (guint i = 0; i < self->clicks->len; i++)
    g_assert_cmpint (g_array_index (self->clicks, Click, i).ending, !=, GOES_ON);
}
