// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "bench/bench.h"
#include "bench/pace.h"
#include "bench/subject.h"
#include "bench/wire.h"
#include "support/test-wait.h"

/*
 * From a click of the mouse to the bytes on the wire.
 */

#define MAX_RATIO 3.0

/* Between two writes to a kettle there is a gap, which is no delay of ours. Milliseconds. */
#define CLICK_PAUSE 250

/* Kettle's window at its first size, and how closely it is searched. Pixels. */
#define WINDOW_WIDTH  380
#define WINDOW_HEIGHT 593
#define GRID          16

typedef struct {
  int x;
  int y;
} Place;

/* Clicks and says whether that pressed a key of the kettle. */
static gboolean
try_place (Bench *bench, Wire *wire, int x, int y, const char *key)
{
  guint n_presses = wire->n_presses;
  gint64 end = g_get_monotonic_time () + CLICK_PAUSE * 1000;
  guint tick;

  glass_click (bench->glass, x, y);
  test_wait_begin (CLICK_PAUSE, &tick);
  while (wire->n_presses == n_presses && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);

  return wire->n_presses > n_presses && g_str_equal (wire->last_press, key);
}

/* Finds two keys as somebody who does not see: by what the kettle hears. The row is found by its
 * first key, 100 °C, and the wire is nobody's kettle. */
static void
find_keys (Bench *bench, Wire *wire, Place *keys)
{
  static const char *const commands[] = { "set sys output 0x2", "set sys output 0x4000" };
  int x = WINDOW_WIDTH / 8;
  int y = WINDOW_HEIGHT / 3;

  while (!try_place (bench, wire, x, y, "set sys output 0x80")) {
    y += GRID;
    g_assert_cmpint (y, <, WINDOW_HEIGHT);
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    while (!try_place (bench, wire, x, y, commands[i])) {
      x += GRID;
      g_assert_cmpint (x, <, WINDOW_WIDTH);
    }
    keys[i] = (Place){ x, y };
  }
}

static double
time_click (Bench *bench, Wire *wire, const Place *place)
{
  guint n_presses = wire->n_presses;
  gint64 begin = g_get_monotonic_time ();

  glass_click (bench->glass, place->x, place->y);
  test_wait_for (wire->n_presses > n_presses, 5000);

  return (double) (wire->pressed_at - begin) / 1000;
}

void
bench_measure_clicks (Bench *self)
{
  const Place bare_button = { GLASS_MIDDLE + 190, 296 };
  guint n_samples = bench_pick (self, 2, 10, 60);
  g_autoptr (Pace) pace = pace_new ("click to byte on the wire", bench_pick (self, 1, 3, 3));
  g_autoptr (Wire) wire = wire_new ();
  g_autoptr (Wire) bare_wire = wire_new ();
  g_autofree char *address = wire_dup_address (wire);
  Place keys[2];
  Program *kettle;
  Program *bare;

  kettle = subject_start_kettle (address, FALSE, 1);
  bare = subject_start_bare ("click", bare_wire->peer->port);
  test_wait_for (bare_wire->peer->n_clients > 0 && wire->n_questions > 0, 20000);
  test_wait_for (glass_shows_something (self->glass, GLASS_LEFT)
                     && glass_shows_something (self->glass, GLASS_RIGHT),
                 20000);
  /* A key of a kettle that is off means two presses. */
  wire_say (wire, "0x5");
  test_never (!program_is_running (kettle), 1000);
  find_keys (self, wire, keys);

  for (guint i = 0; i < pace->n_rounds * n_samples + 2; i++) {
    double first = time_click (self, wire, &keys[i % 2]);
    double second;

    test_never (!program_is_running (kettle), CLICK_PAUSE);
    second = time_click (self, bare_wire, &bare_button);
    test_never (!program_is_running (bare), CLICK_PAUSE);
    if (i >= 2)
      pace_add (pace, (i - 2) / n_samples, second, first);
  }
  subject_stop (kettle);
  subject_stop (bare);
  test_wait_for (glass_count_windows (self->glass) == 0, 5000);
  pace_report (pace, self, MAX_RATIO);
}
