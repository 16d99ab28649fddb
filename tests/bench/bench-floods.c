// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "bench/flooder.h"
#include "bench/subject.h"
#include "support/test-wait.h"

#include <string.h>

/*
 * A hostile peer sends as fast as the loopback interface carries, and a person who wants tea clicks
 * all the while, so that Kettle connects again and again. Then the same without the clicks: how
 * long does Kettle stay away?
 */

#define MAX_GROWTH_KIB   1024
#define MAX_ITERATION_MS 100
#define MAX_DROP_MS      1000
#define RETRY_MS         60000
#define RETRY_STRAYS     0.2

/* How often the person clicks, and how often the memory is looked at. Milliseconds. */
#define CLICK_TIME  500
#define MEMORY_TIME 250

/* For the time until the next attempt only. */
#define RETRY_SCALE 20

/* Some two hundred words a second: less than what is taken for a flood, far more than a kettle
 * says. Bytes a second. */
#define CHATTER_RATE 2800

typedef struct {
  const char *name;
  GString *bytes;
} Kind;

/* The worst of all kinds. */
typedef struct {
  double growth;     /* KiB */
  double iteration;  /* ms */
  double busy;       /* ms, of processor time in an iteration */
  double drop;       /* ms */
  double retry_soon; /* ms */
  double retry_late; /* ms */
} Worst;

typedef struct {
  Flooder *flooder;
  Program *kettle;
  GActionGroup *actions;
  LoopRecord *loop;
} Flood;

static GString *
make_garbage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  GString *bytes = g_string_new (NULL);

  while (bytes->len < 4096) {
    char byte = (char) g_rand_int_range (random, 0, 256);

    if (byte != '\r' && byte != '\n')
      g_string_append_c (bytes, byte);
  }

  return bytes;
}

static GString *
make_long_lines (void)
{
  GString *bytes = g_string_new ("sys status ");

  while (bytes->len < 8192)
    g_string_append_c (bytes, 'x');
  g_string_append_c (bytes, '\r');

  return bytes;
}

static Flood *
flood_start (const Kind *kind, gboolean hidden, guint time_scale)
{
  Flood *self = g_new0 (Flood, 1);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *path = g_strdelimit (g_strdup ("/" APP_ID), ".", '/');
  g_autofree char *address = NULL;

  self->flooder = flooder_new (kind->bytes->str, kind->bytes->len);
  address = g_strdup_printf ("127.0.0.1:%u", (guint) flooder_get_port (self->flooder));
  self->kettle = subject_start_watched (address, hidden, time_scale, &self->loop);
  test_wait_for (flooder_get_n_sessions (self->flooder) > 0, 20000);
  self->actions = G_ACTION_GROUP (g_dbus_action_group_get (bus, APP_ID, path));
  g_strfreev (g_action_group_list_actions (self->actions));
  test_wait_for (g_action_group_has_action (self->actions, "connection"), 5000);

  return self;
}

static void
flood_end (Flood *self)
{
  g_clear_object (&self->actions);
  subject_stop (self->kettle);
  flooder_free (self->flooder);
  g_free (self);
}

static gboolean
has_connection (Flood *self, const char *word)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, "connection");

  return g_str_equal (g_variant_get_string (state, NULL), word);
}

/* Unleashes it: on the connection there is, or on the next one. */
static void
unleash (Flood *self, FlooderMood mood)
{
  flooder_set_mood (self->flooder, mood);
  if (mood == FLOODER_RUDE)
    flooder_hang_up (self->flooder);
}

/* The longest that Kettle listened to a flood; one that it has not left counts as well. */
static double
get_longest_drop (Flood *self)
{
  double longest = 0;

  for (guint i = 0; i < flooder_get_n_sessions (self->flooder); i++) {
    FlooderSession session = flooder_get_session (self->flooder, i);
    gint64 end = session.ended_at != 0 ? session.ended_at : g_get_monotonic_time ();

    if (session.flooded_at != 0)
      longest = MAX (longest, (double) (end - session.flooded_at) / 1000);
  }

  return longest;
}

static guint
count_floods (Flood *self)
{
  guint count = 0;

  for (guint i = 0; i < flooder_get_n_sessions (self->flooder); i++)
    count += flooder_get_session (self->flooder, i).flooded_at != 0;

  return count;
}

static void
stand_it (Bench *bench, const Kind *kind, FlooderMood mood, Worst *worst)
{
  Flood *self = flood_start (kind, FALSE, 1);
  guint ms = bench_pick (bench, 1000, 2000, 20000);
  SubjectMemory before;
  gint64 end;

  test_wait_for (has_connection (self, "connected"), 5000);
  before = subject_read_settled_memory (self->kettle);
  subject_forget_loop (self->loop);
  unleash (self, mood);
  end = g_get_monotonic_time () + (gint64) ms * 1000;
  while (g_get_monotonic_time () < end) {
    g_action_group_activate_action (self->actions, "on", NULL);
    for (guint i = 0; i < CLICK_TIME / MEMORY_TIME; i++) {
      test_never (!program_is_running (self->kettle), MEMORY_TIME);
      worst->growth =
          MAX (worst->growth, subject_read_memory (self->kettle).written - before.written);
    }
  }
  g_assert_cmpuint (count_floods (self), >, 0);
  worst->iteration = MAX (worst->iteration, subject_get_longest (self->loop));
  worst->busy = MAX (worst->busy, (double) self->loop->longest_cpu / 1000);
  worst->drop = MAX (worst->drop, get_longest_drop (self));
  g_info ("%s, mood %d: %u floods, %.0f KiB, %.1f ms (cpu %.1f), dropped after %.1f ms", kind->name,
          mood, count_floods (self), subject_read_memory (self->kettle).written - before.written,
          subject_get_longest (self->loop), (double) self->loop->longest_cpu / 1000,
          get_longest_drop (self));
  flood_end (self);
}

/* Without clicks: one flood, and the time until Kettle comes again. */
static void
be_left_alone (const Kind *kind, FlooderMood mood, guint time_scale, Worst *worst)
{
  Flood *self = flood_start (kind, TRUE, time_scale);
  FlooderSession session;
  gint64 again;
  double retry;
  guint n;

  test_wait_for (has_connection (self, "connected"), 5000);
  unleash (self, mood);
  test_wait_for (count_floods (self) > 0, 10000);
  test_wait_for (has_connection (self, "not-a-kettle"), 1000);
  n = flooder_get_n_sessions (self->flooder);
  session = flooder_get_session (self->flooder, n - 1);
  test_wait_for (flooder_get_n_sessions (self->flooder) > n, RETRY_MS * 2 / time_scale);
  again = flooder_get_session (self->flooder, n).accepted_at;
  session = flooder_get_session (self->flooder, n - 1);
  retry = (double) (again - session.ended_at) / 1000 * time_scale;
  g_info ("%s, mood %d: back after %.0f ms", kind->name, mood, retry);
  worst->retry_soon = MIN (worst->retry_soon, retry);
  worst->retry_late = MAX (worst->retry_late, retry);
  flood_end (self);
}

/* On a busy machine the time in which something else runs is not ours. */
static void
judge_iterations (Bench *bench, const char *what, double iteration, double busy)
{
  g_autofree char *longest = g_strconcat (what, ": longest iteration", NULL);
  g_autofree char *processor = g_strconcat (longest, ", processor time", NULL);

  figures_add_alone (bench->figures, longest, "ms", iteration);
  figures_add_alone (bench->figures, processor, "ms", busy);
  if (bench->effort == BENCH_FULL)
    figures_judge (bench->figures, longest, "ms", iteration, MAX_ITERATION_MS);
  else if (bench->effort == BENCH_QUICK)
    figures_judge (bench->figures, processor, "ms", busy, MAX_ITERATION_MS);
}

static void
report (Bench *bench, const Worst *worst)
{
  Figures *figures = bench->figures;

  figures_add_alone (figures, "flood: memory grows", "KiB", worst->growth);
  figures_add_alone (figures, "flood: dropped after", "ms", worst->drop);
  figures_add_alone (figures, "flood: soonest retry", "ms", worst->retry_soon);
  figures_add_alone (figures, "flood: latest retry", "ms", worst->retry_late);

  judge_iterations (bench, "flood", worst->iteration, worst->busy);
  if (bench->effort > BENCH_SMOKE)
    figures_judge (figures, "flood: memory grows", "KiB", worst->growth, MAX_GROWTH_KIB);
  figures_judge (figures, "flood: dropped after", "ms", worst->drop, MAX_DROP_MS);
  /* A promise from below. */
  figures_judge (figures, "flood: retried sooner than the slowest rate by", "ms",
                 RETRY_MS * (1 - RETRY_STRAYS) - worst->retry_soon, 0);
  figures_judge (figures, "flood: latest retry", "ms", worst->retry_late,
                 RETRY_MS * (1 + RETRY_STRAYS) + 1000);
}

/* As much as is borne for long, and nothing but news: it is drawn, and nothing waits. */
static void
measure_chatter (Bench *bench, const Kind *words)
{
  Flood *self = flood_start (words, FALSE, 1);
  guint ms = bench_pick (bench, 1000, 5000, 20000);
  SubjectMemory before;
  SubjectMemory after;
  double iteration;
  double busy;
  guint n_frames;

  test_wait_for (has_connection (self, "connected"), 5000);
  before = subject_read_settled_memory (self->kettle);
  subject_forget_loop (self->loop);
  flooder_set_rate (self->flooder, CHATTER_RATE);
  unleash (self, FLOODER_GREETS);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT);
  test_never (!program_is_running (self->kettle), ms);
  n_frames = glass_get_n_frames (bench->glass, GLASS_LEFT) - n_frames;
  after = subject_read_memory (self->kettle);
  iteration = subject_get_longest (self->loop);
  busy = (double) self->loop->longest_cpu / 1000;
  flood_end (self);

  figures_add_alone (bench->figures, "chatter: memory grows", "KiB",
                     after.written - before.written);
  figures_add_alone (bench->figures, "chatter: frames a second", "", n_frames * 1000.0 / ms);
  judge_iterations (bench, "chatter", iteration, busy);
}

void
bench_measure_floods (Bench *self)
{
  Worst worst = { .retry_soon = G_MAXDOUBLE };
  Kind kinds[] = {
    { "words", g_string_new ("sys status 0x5\rsys status 0x100\rsys status 0x11\r"
                             "sys status 0x3\rsys status 0x0\r") },
    { "zeros", g_string_new_len ("\0", 1) },
    { "returns", g_string_new ("\r") },
    { "garbage", make_garbage () },
    { "greetings", g_string_new ("HELLOAPP\r") },
    { "long lines", make_long_lines () },
  };
  guint n_kinds = bench_pick (self, 1, 3, G_N_ELEMENTS (kinds));

  for (guint i = 0; i < n_kinds; i++)
    for (FlooderMood mood = FLOODER_GREETS; mood <= FLOODER_RUDE; mood++) {
      gboolean really = self->effort == BENCH_FULL && i == 0 && mood == FLOODER_GREETS;

      stand_it (self, &kinds[i], mood, &worst);
      be_left_alone (&kinds[i], mood, really ? 1 : RETRY_SCALE, &worst);
    }
  report (self, &worst);
  measure_chatter (self, &kinds[0]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_free (kinds[i].bytes, TRUE);
}
