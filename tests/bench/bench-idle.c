// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "bench/subject.h"
#include "bench/wire.h"
#include "support/test-wait.h"

/*
 * What Kettle does while there is nothing to do: how often it wakes, and that it draws nothing.
 */

/* What the keep-alive costs at most, and what may come on top over the whole time. */
#define SWITCHES_A_KEEP_ALIVE 4
#define SWITCHES_BESIDES      2

/* Threads that GLib keeps for later end after this time, milliseconds. */
#define POOL_TIME 16000

/* Without minutes to spend, the keep-alive comes sooner. */
#define QUICK_SCALE 20

/* What is lit, protocol sheet 1.4. */
#define KEY_ON   0x01
#define KEY_WARM 0x02
#define KEY_100  0x20

typedef struct {
  Bench *bench;
  Wire *wire;
  Program *kettle;
  const char *where;
} Idle;

static void
wait_until_quiet (Idle *self)
{
  test_wait_for (self->wire->n_questions > 0, 20000);
  /* Until nothing that belongs to the start is left. */
  test_never (!program_is_running (self->kettle),
              bench_pick (self->bench, 2000, POOL_TIME, POOL_TIME));
}

static void
count_switches (Idle *self, guint ms)
{
  Bench *bench = self->bench;
  guint n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT);
  guint n_questions = self->wire->n_questions;
  g_autoptr (GHashTable) before = subject_read_switches (self->kettle);
  g_autofree char *switches = g_strdup_printf ("voluntary switches, idle %s", self->where);
  g_autofree char *frames = g_strdup_printf ("frames, idle %s", self->where);
  guint n_switches;
  guint n_keep_alives;

  test_never (!program_is_running (self->kettle), ms);
  n_switches = (guint) subject_count_switches (self->kettle, before);
  n_keep_alives = self->wire->n_questions - n_questions;
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT) - n_frames;

  /* The floor is what the keep-alives may cost. */
  figures_add (bench->figures, switches, "",
               SWITCHES_A_KEEP_ALIVE * n_keep_alives + SWITCHES_BESIDES, n_switches);
  figures_add_alone (bench->figures, frames, "", n_frames);
  if (bench->effort > BENCH_SMOKE) {
    g_assert_cmpuint (n_keep_alives, >, 0);
    figures_judge (bench->figures, switches, "", n_switches,
                   SWITCHES_A_KEEP_ALIVE * n_keep_alives + SWITCHES_BESIDES);
  }
  figures_judge (bench->figures, frames, "", n_frames, 0);
}

/* A state that lasts is drawn once. @key is what the kettle answers meanwhile when it is asked. */
static void
count_frames_while (Idle *self, const char *const *words, guint8 key, const char *name)
{
  Bench *bench = self->bench;
  guint ms = bench_pick (bench, 500, 5000, 20000);
  guint n_frames;

  self->wire->key = key;
  for (; *words != NULL; words++) {
    wire_say (self->wire, *words);
    test_never (!program_is_running (self->kettle), 300);
  }
  /* What fades in has come to its end by then. */
  test_never (!program_is_running (self->kettle), 1500);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT);
  test_never (!program_is_running (self->kettle), ms);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT) - n_frames;
  figures_judge (bench->figures, name, "", n_frames, 0);
}

static void
count_frames_while_heating (Idle *self)
{
  Bench *bench = self->bench;
  guint ms = bench_pick (bench, 500, 3000, 10000);
  guint n_frames;

  wire_say (self->wire, "0x5");
  wire_say (self->wire, "0x100");
  self->wire->key = KEY_ON | KEY_100;
  test_never (!program_is_running (self->kettle), 1000);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT);
  test_never (!program_is_running (self->kettle), ms);
  figures_add_alone (bench->figures, "frames a second, heating", "",
                     (glass_get_n_frames (bench->glass, GLASS_LEFT) - n_frames) * 1000.0 / ms);
}

/* The kettle is used all the while. */
static void
count_frames_while_hidden (Idle *self)
{
  Bench *bench = self->bench;
  gint64 end = g_get_monotonic_time () + bench_pick (bench, 500, 5000, 20000) * 1000;
  guint n_frames;

  glass_close_windows (bench->glass);
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);
  test_never (!program_is_running (self->kettle), 300);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT);
  while (g_get_monotonic_time () < end) {
    wire_say (self->wire, "0x5");
    test_never (!program_is_running (self->kettle), 150);
    wire_say (self->wire, "0x0");
    test_never (!program_is_running (self->kettle), 150);
  }
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT) - n_frames;
  figures_judge (bench->figures, "frames, window hidden, kettle in use", "", n_frames, 0);
}

static void
measure (Bench *bench, gboolean hidden)
{
  static const char *const keeping_warm[] = { "0x5", "0x100", "0x11", "0x3", NULL };
  static const char *const ready[] = { "0x10", "0x5", "0x100", "0x3", "0x0", NULL };
  static const char *const lifted[] = { "0x5", "0x1", NULL };
  g_autoptr (Wire) wire = wire_new ();
  g_autofree char *address = wire_dup_address (wire);
  Idle self = { .bench = bench, .wire = wire };

  self.where = hidden ? "in the tray" : "with the window open";
  self.kettle = subject_start_kettle (address, hidden, bench_pick (bench, 1, QUICK_SCALE, 1));
  wait_until_quiet (&self);
  count_switches (&self, bench_pick (bench, 500, 20000, 300000));
  if (!hidden) {
    count_frames_while_heating (&self);
    count_frames_while (&self, keeping_warm, KEY_ON | KEY_WARM | KEY_100, "frames, keeping warm");
    count_frames_while (&self, ready, 0, "frames, ready");
    count_frames_while (&self, lifted, 0, "frames, lifted");
    count_frames_while_hidden (&self);
  }
  subject_stop (self.kettle);
  test_wait_for (glass_count_windows (bench->glass) == 0, 5000);
}

void
bench_measure_idle (Bench *self)
{
  measure (self, TRUE);
  measure (self, FALSE);
}
