// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "emulator/kettle-boiler.h"

/* The kettle and what it said, on a clock of the test's own. */
typedef struct {
  KettleBoiler *boiler;
  GString *said;
  gint64 now;
} Fixture;

static void
on_said (const char *word, gpointer user_data)
{
  Fixture *self = user_data;

  if (self->said->len > 0)
    g_string_append_c (self->said, ' ');
  g_string_append (self->said, word);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->boiler = kettle_boiler_new (on_said, self);
  self->said = g_string_new (NULL);
  self->now = 5 * G_USEC_PER_SEC;
  kettle_boiler_advance (self->boiler, self->now);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kettle_boiler_free (self->boiler);
  g_string_free (self->said, TRUE);
}

static void
press (Fixture *self, KettleBoilerKey key)
{
  kettle_boiler_press (self->boiler, key, self->now);
}

static void
pass (Fixture *self, double seconds)
{
  self->now += (gint64) (seconds * G_USEC_PER_SEC);
  kettle_boiler_advance (self->boiler, self->now);
}

static void
assert_said (Fixture *self, const char *words)
{
  g_assert_cmpstr (self->said->str, ==, words);
  g_string_truncate (self->said, 0);
}

static double
seconds_to_next (Fixture *self)
{
  return (double) (kettle_boiler_get_next (self->boiler) - self->now) / G_USEC_PER_SEC;
}

static double
temperature (Fixture *self)
{
  return kettle_boiler_get_temperature (self->boiler, self->now);
}

/* 4186 J/(kg K) * 1 kg * 80 K / 2400 W. */
static void
test_litre (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
  g_assert_cmpfloat_with_epsilon (seconds_to_next (self), 139.533, 0.001);

  pass (self, 139.5);
  assert_said (self, "");
  g_assert_cmpfloat_with_epsilon (temperature (self), 99.98, 0.01);
  pass (self, 0.1);
  assert_said (self, "0x3");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x21);
  pass (self, 5);
  assert_said (self, "0x0");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);
}

static void
test_other_water (Fixture *self, gconstpointer data)
{
  kettle_boiler_set_litres (self->boiler, 0.5, self->now);
  kettle_boiler_fill (self->boiler, 60, self->now);
  kettle_boiler_set_speed (self->boiler, 10, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_80);
  /* 0.5 * 4186 * 20 / 2400, ten times as fast. */
  g_assert_cmpfloat_with_epsilon (seconds_to_next (self), 1.7442, 0.0001);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x09);

  /* Slower on the way: what is left takes ten times as long. */
  pass (self, 0.7442);
  kettle_boiler_set_speed (self->boiler, 1, self->now);
  g_assert_cmpfloat_with_epsilon (seconds_to_next (self), 10, 0.001);
  pass (self, 10.1);
  assert_said (self, "0x5 0x100 0x80 0x3");
  g_assert_cmpfloat_with_epsilon (temperature (self), 80, 0.1);
}

static void
test_one_long_step (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_WARM);
  assert_said (self, "0x5 0x100 0x11");
  pass (self, 7200);
  assert_said (self, "0x3 0x10 0x0");
  g_assert_cmpint (kettle_boiler_get_next (self->boiler), ==, -1);
}

static void
test_cools_slowly (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 100, self->now);
  g_assert_cmpint (kettle_boiler_get_next (self->boiler), ==, -1);
  pass (self, 600);
  g_assert_cmpfloat (temperature (self), <, 96);
  g_assert_cmpfloat (temperature (self), >, 85);
  pass (self, 24 * 3600);
  g_assert_cmpfloat_with_epsilon (temperature (self), 20, 0.1);
  assert_said (self, "");
}

/* Asking how warm it is must not make it say what it has not said yet. */
static void
test_asking_says_nothing (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
  g_assert_cmpfloat (kettle_boiler_get_temperature (self->boiler, self->now + 141 * G_USEC_PER_SEC),
                     >, 99);
  assert_said (self, "");
  g_assert_cmpfloat_with_epsilon (temperature (self), 20, 0.001);
}

/* Protocol sheet 1.3, the owner's capture of hand presses, to the letter. */
static void
test_owners_capture (Fixture *self, gconstpointer data)
{
  static const KettleBoilerKey hand[] = {
    KETTLE_BOILER_KEY_ON,   KETTLE_BOILER_KEY_65,   KETTLE_BOILER_KEY_80, KETTLE_BOILER_KEY_95,
    KETTLE_BOILER_KEY_100,  KETTLE_BOILER_KEY_OFF,  KETTLE_BOILER_KEY_ON, KETTLE_BOILER_KEY_65,
    KETTLE_BOILER_KEY_WARM, KETTLE_BOILER_KEY_WARM, KETTLE_BOILER_KEY_80, KETTLE_BOILER_KEY_WARM,
    KETTLE_BOILER_KEY_OFF,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hand); i++) {
    press (self, hand[i]);
    pass (self, 0.5);
  }
  assert_said (self, "0x5 0x100 0x65 0x80 0x95 0x100 0x0 0x5 0x100 0x65 0x11 0x10 0x80 0x11 0x0");
}

static void
test_on_always_at_100 (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_65);
  press (self, KETTLE_BOILER_KEY_OFF);
  assert_said (self, "0x5 0x100 0x65 0x0");
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x21);
}

static void
test_no_change_no_word (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_OFF);
  assert_said (self, "");
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_100);
  assert_said (self, "");
  press (self, KETTLE_BOILER_KEY_95);
  assert_said (self, "0x95");
  press (self, KETTLE_BOILER_KEY_95);
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x11);
}

static void
test_off_does_nothing_else (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_65);
  press (self, KETTLE_BOILER_KEY_80);
  press (self, KETTLE_BOILER_KEY_95);
  press (self, KETTLE_BOILER_KEY_100);
  press (self, KETTLE_BOILER_KEY_WARM);
  assert_said (self, "");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);
  g_assert_cmpint (kettle_boiler_get_next (self->boiler), ==, -1);
}

static void
test_key_bits (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x21);
  press (self, KETTLE_BOILER_KEY_65);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x05);
  press (self, KETTLE_BOILER_KEY_80);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x09);
  press (self, KETTLE_BOILER_KEY_WARM);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x0b);
  press (self, KETTLE_BOILER_KEY_95);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x13);
  press (self, KETTLE_BOILER_KEY_WARM);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x11);
}

static void
test_keeps_warm (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 64, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_65);
  press (self, KETTLE_BOILER_KEY_WARM);
  press (self, KETTLE_BOILER_KEY_5);
  assert_said (self, "0x5 0x100 0x65 0x11 0x8005");
  pass (self, 2);
  assert_said (self, "0x3");
  pass (self, 290);
  assert_said (self, "");
  g_assert_cmpfloat_with_epsilon (temperature (self), 65, 0.01);
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x07);
  pass (self, 15);
  assert_said (self, "0x10 0x0");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);
}

static void
test_warm_lengths (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 100, self->now);
  press (self, KETTLE_BOILER_KEY_5);
  press (self, KETTLE_BOILER_KEY_20);
  press (self, KETTLE_BOILER_KEY_20);
  assert_said (self, "0x8005 0x8020 0x8020");
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_WARM);
  pass (self, 2);
  assert_said (self, "0x5 0x100 0x11 0x3");
  g_assert_cmpfloat_with_epsilon (seconds_to_next (self), 1199, 0.01);
  press (self, KETTLE_BOILER_KEY_10);
  g_assert_cmpfloat_with_epsilon (seconds_to_next (self), 599, 0.01);
  pass (self, 400);
  assert_said (self, "0x8010");
  /* Shorter than it has lasted: it is over. */
  press (self, KETTLE_BOILER_KEY_5);
  pass (self, 0);
  assert_said (self, "0x8005 0x10 0x0");
}

static void
test_warm_pressed_late (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 100, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  pass (self, 1.5);
  assert_said (self, "0x5 0x100 0x3");
  press (self, KETTLE_BOILER_KEY_WARM);
  pass (self, 60);
  assert_said (self, "0x11");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0x23);

  press (self, KETTLE_BOILER_KEY_WARM);
  assert_said (self, "0x10");
  pass (self, 3);
  assert_said (self, "0x0");
}

static void
test_warm_and_cooler (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 95, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_95);
  press (self, KETTLE_BOILER_KEY_WARM);
  pass (self, 2);
  assert_said (self, "0x5 0x100 0x95 0x11 0x3");
  press (self, KETTLE_BOILER_KEY_80);
  pass (self, 300);
  assert_said (self, "0x80");
  g_assert_cmpfloat (temperature (self), <, 95);
  g_assert_cmpfloat (temperature (self), >=, 80);
  /* And hotter: it heats, and says when it is there. */
  press (self, KETTLE_BOILER_KEY_100);
  pass (self, 60);
  assert_said (self, "0x100 0x3");
}

static void
test_off_while_warming (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 100, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_WARM);
  pass (self, 10);
  assert_said (self, "0x5 0x100 0x11 0x3");
  press (self, KETTLE_BOILER_KEY_OFF);
  assert_said (self, "0x0");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);
  pass (self, 3600);
  assert_said (self, "");
}

static void
test_lifted_while_on (Fixture *self, gconstpointer data)
{
  double before;

  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_WARM);
  pass (self, 60);
  assert_said (self, "0x5 0x100 0x11");
  kettle_boiler_lift (self->boiler, self->now);
  assert_said (self, "0x1");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);

  before = temperature (self);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_WARM);
  press (self, KETTLE_BOILER_KEY_5);
  press (self, KETTLE_BOILER_KEY_OFF);
  pass (self, 600);
  kettle_boiler_put_back (self->boiler, self->now);
  pass (self, 600);
  assert_said (self, "");
  g_assert_cmpfloat (temperature (self), <, before);

  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
}

static void
test_lifted_while_idle (Fixture *self, gconstpointer data)
{
  kettle_boiler_lift (self->boiler, self->now);
  kettle_boiler_lift (self->boiler, self->now);
  kettle_boiler_put_back (self->boiler, self->now);
  kettle_boiler_put_back (self->boiler, self->now);
  assert_said (self, "");
}

static void
test_dry_while_on (Fixture *self, gconstpointer data)
{
  press (self, KETTLE_BOILER_KEY_ON);
  pass (self, 10);
  assert_said (self, "0x5 0x100");
  kettle_boiler_run_dry (self->boiler, self->now);
  assert_said (self, "0x2");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);
  pass (self, 600);
  assert_said (self, "");
}

static void
test_dry_while_off (Fixture *self, gconstpointer data)
{
  kettle_boiler_run_dry (self->boiler, self->now);
  assert_said (self, "");
  press (self, KETTLE_BOILER_KEY_ON);
  assert_said (self, "0x5 0x100");
  pass (self, 5);
  assert_said (self, "0x2");
  g_assert_cmpuint (kettle_boiler_get_keys (self->boiler), ==, 0);

  /* Nobody filled it. */
  press (self, KETTLE_BOILER_KEY_ON);
  pass (self, 5);
  assert_said (self, "0x5 0x100 0x2");

  kettle_boiler_lift (self->boiler, self->now);
  kettle_boiler_put_back (self->boiler, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  pass (self, 150);
  assert_said (self, "0x5 0x100 0x3 0x0");
}

static void
test_hot_already (Fixture *self, gconstpointer data)
{
  kettle_boiler_fill (self->boiler, 90, self->now);
  press (self, KETTLE_BOILER_KEY_ON);
  press (self, KETTLE_BOILER_KEY_80);
  pass (self, 1.1);
  assert_said (self, "0x5 0x100 0x80 0x3");
  pass (self, 3);
  assert_said (self, "0x0");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/emulator/boiler/litre", test_litre },
    { "/emulator/boiler/other-water", test_other_water },
    { "/emulator/boiler/one-long-step", test_one_long_step },
    { "/emulator/boiler/cools-slowly", test_cools_slowly },
    { "/emulator/boiler/asking-says-nothing", test_asking_says_nothing },
    { "/emulator/boiler/owners-capture", test_owners_capture },
    { "/emulator/boiler/on-always-at-100", test_on_always_at_100 },
    { "/emulator/boiler/no-change-no-word", test_no_change_no_word },
    { "/emulator/boiler/off-does-nothing-else", test_off_does_nothing_else },
    { "/emulator/boiler/key-bits", test_key_bits },
    { "/emulator/boiler/keeps-warm", test_keeps_warm },
    { "/emulator/boiler/warm-lengths", test_warm_lengths },
    { "/emulator/boiler/warm-pressed-late", test_warm_pressed_late },
    { "/emulator/boiler/warm-and-cooler", test_warm_and_cooler },
    { "/emulator/boiler/off-while-warming", test_off_while_warming },
    { "/emulator/boiler/lifted-while-on", test_lifted_while_on },
    { "/emulator/boiler/lifted-while-idle", test_lifted_while_idle },
    { "/emulator/boiler/dry-while-on", test_dry_while_on },
    { "/emulator/boiler/dry-while-off", test_dry_while_off },
    { "/emulator/boiler/hot-already", test_hot_already },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
