// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-boiler.h"

#include <math.h>

/*
 * KettleBoiler:
 *
 * The kettle itself, without the network: water, element, thermostat and lamps. It has no clock:
 * whoever owns it passes the time in, and asks when the next thing will happen.
 *
 * What the protocol sheet leaves open is settled here, each in one place:
 * - Keep warm lasts 20 minutes until another length is pressed; its end is told as `0x10` and
 *   `0x0`.
 * - Warm, like a temperature, does nothing while the kettle is off. A length is always answered.
 * - After `0x1` (lifted) and `0x2` (boiled dry) no `0x0` follows; nothing is lit.
 * - A key that changes nothing makes no word.
 */

/* An ordinary household element and water; the losses while heating are left out, they
 * are a few percent. */
#define ELEMENT_WATTS       2400.0
#define WATER_J_PER_KG_K    4186.0
#define LOSS_WATTS_PER_K    0.75
#define ROOM_TEMPERATURE    20.0
#define DEFAULT_TEMPERATURE 20.0
#define DEFAULT_LITRES      1.0
#define DEFAULT_MINUTES     20

/* In the kettle's own seconds, as all that follows. */
#define FEEL_SECONDS   1.0 /* the thermostat needs that long to see that the water is hot already */
#define SETTLE_SECONDS 2.0 /* from `0x3` to `0x0` without warm */
#define DRY_SECONDS    3.0 /* an empty kettle glows that long before it notices */
#define TOO_SOON       1e-7

typedef enum {
  PHASE_IDLE,
  PHASE_HEATING,
  PHASE_SETTLING,
  PHASE_HOLDING,
} Phase;

struct _KettleBoiler {
  KettleBoilerSayFunc say;
  gpointer user_data;

  double speed;
  gint64 last; /* up to when all is worked out, µs */

  double litres;
  double fill_temperature;
  double temperature;
  gboolean empty;

  gboolean lifted;
  Phase phase;
  double in_phase; /* seconds since the phase began, or since the thermostat was set anew */
  int target;      /* °C, 0 while off */
  gboolean warm;
  int minutes;
};

static void
say (KettleBoiler *self, const char *word)
{
  if (self->say != NULL)
    self->say (word, self->user_data);
}

static void
enter (KettleBoiler *self, Phase phase)
{
  self->phase = phase;
  self->in_phase = 0;
}

/* All lamps dark, element off; whether that is told, and how, differs from case to case. */
static void
go_dark (KettleBoiler *self)
{
  enter (self, PHASE_IDLE);
  self->target = 0;
  self->warm = FALSE;
}

static double
seconds_to_target (const KettleBoiler *self)
{
  return (self->target - self->temperature) * self->litres * WATER_J_PER_KG_K / ELEMENT_WATTS;
}

/* How long until something happens by itself; endless when nothing will. */
static double
seconds_to_event (const KettleBoiler *self)
{
  switch (self->phase) {
  case PHASE_HEATING:
    if (self->empty)
      return MAX (DRY_SECONDS - self->in_phase, 0);
    return MAX (MAX (seconds_to_target (self), FEEL_SECONDS - self->in_phase), 0);
  case PHASE_SETTLING:
    return MAX (SETTLE_SECONDS - self->in_phase, 0);
  case PHASE_HOLDING:
    return MAX (self->minutes * 60.0 - self->in_phase, 0);
  case PHASE_IDLE:
  default:
    return INFINITY;
  }
}

/* Lets time pass in which nothing happens but heat coming and going. */
static void
pass (KettleBoiler *self, double seconds)
{
  double heat_capacity = self->litres * WATER_J_PER_KG_K;
  double cooled =
      ROOM_TEMPERATURE
      + (self->temperature - ROOM_TEMPERATURE) * exp (-seconds * LOSS_WATTS_PER_K / heat_capacity);

  self->in_phase += seconds;
  if (self->empty)
    return;

  switch (self->phase) {
  case PHASE_HEATING:
    if (self->temperature < self->target)
      self->temperature =
          MIN (self->temperature + seconds * ELEMENT_WATTS / heat_capacity, self->target);
    break;
  case PHASE_HOLDING:
    self->temperature = MAX (cooled, self->target);
    break;
  case PHASE_IDLE:
  case PHASE_SETTLING:
  default:
    self->temperature = cooled;
    break;
  }
}

static void
happen (KettleBoiler *self)
{
  switch (self->phase) {
  case PHASE_HEATING:
    if (self->empty) {
      go_dark (self);
      say (self, "0x2");
    } else {
      self->temperature = MAX (self->temperature, self->target);
      enter (self, self->warm ? PHASE_HOLDING : PHASE_SETTLING);
      say (self, "0x3");
    }
    break;
  case PHASE_SETTLING:
    go_dark (self);
    say (self, "0x0");
    break;
  case PHASE_HOLDING:
    self->warm = FALSE;
    say (self, "0x10");
    go_dark (self);
    say (self, "0x0");
    break;
  case PHASE_IDLE:
  default:
    break;
  }
}

/**
 * kettle_boiler_new:
 * @say: called for every status word
 * @user_data: for @say
 *
 * A kettle with a litre of water at 20 °C, off, on its base. @say must not press, lift
 * or free anything.
 *
 * Returns: (transfer full): the kettle
 */
KettleBoiler *
kettle_boiler_new (KettleBoilerSayFunc say_func, gpointer user_data)
{
  KettleBoiler *self = g_new0 (KettleBoiler, 1);

  self->say = say_func;
  self->user_data = user_data;
  self->speed = 1;
  self->litres = DEFAULT_LITRES;
  self->fill_temperature = DEFAULT_TEMPERATURE;
  self->temperature = DEFAULT_TEMPERATURE;
  self->minutes = DEFAULT_MINUTES;

  return self;
}

/**
 * kettle_boiler_free:
 * @self: (transfer full): a kettle
 */
void
kettle_boiler_free (KettleBoiler *self)
{
  g_return_if_fail (self != NULL);

  g_free (self);
}

/**
 * kettle_boiler_advance:
 * @self: a kettle
 * @now: the time, µs on the caller's clock, never running backwards
 *
 * Works out, and says, what happened up to @now.
 */
void
kettle_boiler_advance (KettleBoiler *self, gint64 now)
{
  double seconds = (double) MAX (now - self->last, 0) / G_USEC_PER_SEC * self->speed;
  double left = seconds_to_event (self);

  self->last = MAX (now, self->last);
  while (left <= seconds + TOO_SOON) {
    pass (self, left);
    seconds = MAX (seconds - left, 0);
    happen (self);
    left = seconds_to_event (self);
  }
  pass (self, seconds);
}

/**
 * kettle_boiler_get_next:
 * @self: a kettle
 *
 * Returns: when something will happen by itself, on the clock of kettle_boiler_advance(), or -1 if
 *   nothing will
 */
gint64
kettle_boiler_get_next (const KettleBoiler *self)
{
  double left = seconds_to_event (self);

  if (!isfinite (left))
    return -1;

  return self->last + (gint64) ceil (left / self->speed * G_USEC_PER_SEC);
}

/**
 * kettle_boiler_set_speed:
 * @self: a kettle
 * @speed: how many of the kettle's seconds pass in one real second, more than 0
 * @now: the time, µs
 */
void
kettle_boiler_set_speed (KettleBoiler *self, double speed, gint64 now)
{
  g_return_if_fail (speed > 0 && isfinite (speed));

  kettle_boiler_advance (self, now);
  self->speed = speed;
}

/**
 * kettle_boiler_set_litres:
 * @self: a kettle
 * @litres: how much water is in it, more than 0
 * @now: the time, µs
 *
 * The water keeps its temperature.
 */
void
kettle_boiler_set_litres (KettleBoiler *self, double litres, gint64 now)
{
  g_return_if_fail (litres > 0 && isfinite (litres));

  kettle_boiler_advance (self, now);
  self->litres = litres;
  self->empty = FALSE;
}

/**
 * kettle_boiler_fill:
 * @self: a kettle
 * @temperature: of the water, °C
 * @now: the time, µs
 *
 * Pours out what is in it and fills in as much again, now and whenever an empty kettle is put back.
 */
void
kettle_boiler_fill (KettleBoiler *self, double temperature, gint64 now)
{
  g_return_if_fail (isfinite (temperature));

  kettle_boiler_advance (self, now);
  self->fill_temperature = temperature;
  self->temperature = temperature;
  self->empty = FALSE;
}

static void
select_temperature (KettleBoiler *self, int target, const char *word)
{
  /* Owners and clients agree that a temperature does nothing before On. */
  if (self->phase == PHASE_IDLE || self->target == target)
    return;

  self->target = target;
  /* Water that is kept warm and shall be cooler just cools down; all else is a new heating. */
  if (self->phase != PHASE_HOLDING || self->temperature < target)
    enter (self, PHASE_HEATING);
  say (self, word);
}

static void
toggle_warm (KettleBoiler *self)
{
  if (self->phase == PHASE_IDLE)
    return;

  self->warm = !self->warm;
  if (self->warm && self->phase == PHASE_SETTLING)
    enter (self, PHASE_HOLDING);
  else if (!self->warm && self->phase == PHASE_HOLDING)
    enter (self, PHASE_SETTLING);
  say (self, self->warm ? "0x11" : "0x10");
}

static void
set_minutes (KettleBoiler *self, int minutes, const char *word)
{
  self->minutes = minutes;
  say (self, word);
}

static void
switch_on (KettleBoiler *self)
{
  if (self->phase != PHASE_IDLE)
    return;

  self->target = 100;
  enter (self, PHASE_HEATING);
  say (self, "0x5");
  say (self, "0x100");
}

static void
switch_off (KettleBoiler *self)
{
  if (self->phase == PHASE_IDLE)
    return;

  go_dark (self);
  say (self, "0x0");
}

/**
 * kettle_boiler_press:
 * @self: a kettle
 * @key: what is pressed
 * @now: the time, µs
 *
 * Presses a key. Nobody can tell a hand from the network: the words are the same. A kettle that was
 * lifted hears nothing.
 */
void
kettle_boiler_press (KettleBoiler *self, KettleBoilerKey key, gint64 now)
{
  kettle_boiler_advance (self, now);
  if (self->lifted)
    return;

  switch (key) {
  case KETTLE_BOILER_KEY_ON:
    switch_on (self);
    break;
  case KETTLE_BOILER_KEY_OFF:
    switch_off (self);
    break;
  case KETTLE_BOILER_KEY_100:
    select_temperature (self, 100, "0x100");
    break;
  case KETTLE_BOILER_KEY_95:
    select_temperature (self, 95, "0x95");
    break;
  case KETTLE_BOILER_KEY_80:
    select_temperature (self, 80, "0x80");
    break;
  case KETTLE_BOILER_KEY_65:
    select_temperature (self, 65, "0x65");
    break;
  case KETTLE_BOILER_KEY_WARM:
    toggle_warm (self);
    break;
  case KETTLE_BOILER_KEY_5:
    set_minutes (self, 5, "0x8005");
    break;
  case KETTLE_BOILER_KEY_10:
    set_minutes (self, 10, "0x8010");
    break;
  case KETTLE_BOILER_KEY_20:
    set_minutes (self, 20, "0x8020");
    break;
  default:
    g_return_if_reached ();
  }
}

/**
 * kettle_boiler_lift:
 * @self: a kettle
 * @now: the time, µs
 *
 * Takes the kettle from its base: `0x1` if it was on, not a word if it was not.
 */
void
kettle_boiler_lift (KettleBoiler *self, gint64 now)
{
  gboolean was_on;

  kettle_boiler_advance (self, now);
  was_on = self->phase != PHASE_IDLE;
  self->lifted = TRUE;
  go_dark (self);
  if (was_on)
    say (self, "0x1");
}

/**
 * kettle_boiler_put_back:
 * @self: a kettle
 * @now: the time, µs
 *
 * Puts the kettle back on its base, for which there is no word. An empty one comes back filled.
 */
void
kettle_boiler_put_back (KettleBoiler *self, gint64 now)
{
  kettle_boiler_advance (self, now);
  if (self->lifted && self->empty)
    kettle_boiler_fill (self, self->fill_temperature, now);
  self->lifted = FALSE;
}

/**
 * kettle_boiler_run_dry:
 * @self: a kettle
 * @now: the time, µs
 *
 * Takes the water away: a kettle that is on notices at once (`0x2`), one that is off a few seconds
 * after the next On. It stays empty until it is lifted and put back, or filled.
 */
void
kettle_boiler_run_dry (KettleBoiler *self, gint64 now)
{
  kettle_boiler_advance (self, now);
  self->empty = TRUE;
  if (self->phase == PHASE_IDLE)
    return;

  go_dark (self);
  say (self, "0x2");
}

/**
 * kettle_boiler_get_keys:
 * @self: a kettle
 *
 * Returns: what is lit, as the bits of the key byte (protocol sheet 1.4)
 */
guint
kettle_boiler_get_keys (const KettleBoiler *self)
{
  guint keys = 0;

  if (self->phase != PHASE_IDLE)
    keys |= 0x01;
  if (self->warm)
    keys |= 0x02;
  if (self->target == 65)
    keys |= 0x04;
  else if (self->target == 80)
    keys |= 0x08;
  else if (self->target == 95)
    keys |= 0x10;
  else if (self->target == 100)
    keys |= 0x20;

  return keys;
}

/**
 * kettle_boiler_get_speed:
 * @self: a kettle
 *
 * Returns: how many of its seconds pass in a real one
 */
double
kettle_boiler_get_speed (const KettleBoiler *self)
{
  return self->speed;
}

/**
 * kettle_boiler_get_litres:
 * @self: a kettle
 *
 * Returns: how much water it holds when it is not empty
 */
double
kettle_boiler_get_litres (const KettleBoiler *self)
{
  return self->litres;
}

/**
 * kettle_boiler_get_fill_temperature:
 * @self: a kettle
 *
 * Returns: how warm the water was that it was filled with, °C
 */
double
kettle_boiler_get_fill_temperature (const KettleBoiler *self)
{
  return self->fill_temperature;
}

/**
 * kettle_boiler_get_temperature:
 * @self: a kettle
 * @now: the time, µs
 *
 * Says nothing, and changes nothing, however much happened since the kettle was last advanced.
 *
 * Returns: how warm the water is at @now, °C
 */
double
kettle_boiler_get_temperature (const KettleBoiler *self, gint64 now)
{
  KettleBoiler copy = *self;

  copy.say = NULL;
  kettle_boiler_advance (&copy, now);

  return copy.temperature;
}
