// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/plan.h"

#include <stdlib.h>
#include <string.h>

/* A boil takes half a second: so much of it is disturbed, and a while after it. */
#define LONGEST_MS 650

#define PERCENT_BREAKING 38
#define PERCENT_BY_HAND  45
#define PERCENT_WARM     20
#define PERCENT_MISHAP   15
#define PERCENT_OUTAGE   6

static const struct {
  const char *name;
  guint min_ms;
  guint max_ms;
} faults[N_FAULTS] = {
  [FAULT_DROP] = { "dropped", 0, 0 },
  [FAULT_RESET] = { "reset", 0, 0 },
  [FAULT_MUTE] = { "mute", 30, 500 },
  [FAULT_CLOSE_AFTER] = { "closes after N", 30, 250 },
  [FAULT_RESET_AFTER] = { "resets after N", 30, 250 },
  [FAULT_MUTE_AFTER] = { "mute after N", 30, 400 },
  [FAULT_ENDLESS] = { "endless line", 50, 300 },
  [FAULT_NO_GREETING] = { "no greeting", 50, 400 },
  [FAULT_LINE_END] = { "other line end", 0, 0 },
  [FAULT_FULL] = { "full", 30, 400 },
  [FAULT_REFUSED] = { "refused", 30, 500 },
  [FAULT_WEB_SERVER] = { "a web server", 50, 400 },
  [FAULT_FLOOD] = { "floods", 50, 250 },
  [FAULT_DELAY] = { "late", 50, 400 },
  [FAULT_UNKNOWN] = { "unknown words", 100, 600 },
  [FAULT_STRAY_HELLO] = { "stray hello", 100, 600 },
  [FAULT_CHUNK] = { "in pieces", 50, 600 },
  [FAULT_GLUE] = { "glued", 50, 600 },
  [FAULT_IDLE_KEY] = { "other idle key", 0, 0 },
  [FAULT_STOPPED] = { "program stopped", 10, 200 },
  [FAULT_SERVER_GONE] = { "no bubble server", 30, 500 },
  [FAULT_SERVER_HANGS] = { "bubble server hangs", 30, 500 },
  [FAULT_BUBBLE_CLOSED] = { "bubble closed", 0, 0 },
  [FAULT_PANEL_GONE] = { "no panel", 30, 500 },
};

/* What a hand does in the middle of it. */
static const char *const words[] = { "off", "lift", "dry",  "return", "on", "100", "95",
                                     "80",  "65",   "warm", "5",      "10", "20" };

const char *
plan_get_word (guint number)
{
  return words[number % G_N_ELEMENTS (words)];
}

const char *
fault_get_name (FaultKind kind)
{
  return faults[kind].name;
}

const char *
way_get_name (Way way)
{
  static const char *const names[N_WAYS] = { "window", "tray", "bubbles", "bus" };

  return names[way];
}

static gboolean
chance (GRand *rand, int percent)
{
  return g_rand_int_range (rand, 0, 100) < percent;
}

static guint
pick (GRand *rand, guint from, guint below)
{
  return (guint) g_rand_int_range (rand, (int) from, (int) below);
}

static Step *
add (Plan *self, GRand *rand, StepType type)
{
  Step *step = &self->steps[self->n_steps++];

  *step = (Step){ .at = pick (rand, 0, LONGEST_MS), .type = type };

  return step;
}

static void
add_fault (Plan *self, GRand *rand)
{
  Step *step = add (self, rand, STEP_FAULT);

  step->what = chance (rand, PERCENT_BREAKING) ? pick (rand, 0, FAULT_LAST_BREAKING + 1)
                                               : pick (rand, FAULT_LAST_BREAKING + 1, N_FAULTS);
  step->ms = pick (rand, faults[step->what].min_ms, faults[step->what].max_ms + 1);
  step->argument = pick (rand, 0, 1000);
}

static void
add_press (Plan *self, GRand *rand)
{
  Step *step = add (self, rand, STEP_PRESS);

  step->what = pick (rand, 0, N_KEYS);
  step->argument = pick (rand, 0, N_WAYS);
}

static void
add_hand (Plan *self, GRand *rand)
{
  Step *step = add (self, rand, STEP_HAND);

  step->what = chance (rand, 50) ? pick (rand, 0, 3) : pick (rand, 3, G_N_ELEMENTS (words));
}

/* Nobody is there for longer than a person's press is good for, and somebody presses just then. */
static void
add_outage (Plan *self, GRand *rand)
{
  const FaultKind kinds[] = { FAULT_FULL, FAULT_REFUSED, FAULT_WEB_SERVER, FAULT_FLOOD };
  Step *outage = add (self, rand, STEP_FAULT);
  Step *press = add (self, rand, STEP_PRESS);

  outage->what = kinds[pick (rand, 0, G_N_ELEMENTS (kinds))];
  outage->at = LONGEST_MS;
  outage->ms = pick (rand, 1500, 2200);
  outage->argument = pick (rand, 0, 1000);
  press->at = LONGEST_MS + pick (rand, 20, 120);
  press->what = pick (rand, KEY_100, KEY_WARM);
  press->argument = chance (rand, 50) ? WAY_TRAY : WAY_BUS;
}

static int
compare_steps (const void *a, const void *b)
{
  const Step *one = a;
  const Step *other = b;

  return (one->at > other->at) - (one->at < other->at);
}

/**
 * plan_make:
 * @self: (out): the plan
 * @seed: of the whole run
 * @number: of the boil
 *
 * Makes up one boil.
 */
void
plan_make (Plan *self, guint32 seed, guint number)
{
  const guint32 seeds[] = { seed, number };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  guint n_faults = pick (rand, 1, 5);
  guint n_presses = pick (rand, 0, 3);

  memset (self, 0, sizeof *self);
  *self = (Plan){
    .water = g_rand_double_range (rand, 15, 60),
    .litres = g_rand_double_range (rand, 0.3, 0.8),
    .by_hand = chance (rand, PERCENT_BY_HAND),
    .way = (Way) pick (rand, 0, N_WAYS),
    .temperature = (Key) pick (rand, KEY_100, KEY_65 + 1),
    .warm = chance (rand, PERCENT_WARM),
    .ending = pick (rand, 0, 4),
  };
  for (guint i = 0; i < n_faults; i++)
    add_fault (self, rand);
  for (guint i = 0; i < n_presses; i++)
    add_press (self, rand);
  if (chance (rand, PERCENT_MISHAP))
    add_hand (self, rand);
  if (chance (rand, PERCENT_OUTAGE))
    add_outage (self, rand);
  qsort (self->steps, self->n_steps, sizeof (Step), compare_steps);
}
