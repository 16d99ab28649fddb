// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bench/figures.h"
#include "bench/glass.h"
#include "support/recording-notifications.h"
#include "support/recording-tray.h"

G_BEGIN_DECLS

/**
 * BenchEffort:
 * @BENCH_SMOKE: seconds: does the bench itself work? It judges memory, frames and floods
 * @BENCH_QUICK: minutes: judges only what a busy machine does not change
 * @BENCH_FULL: all there is
 */
typedef enum { BENCH_SMOKE = 0, BENCH_QUICK, BENCH_FULL } BenchEffort;

/**
 * Bench:
 * @effort: how much time to spend
 * @figures: what was found
 * @glass: the X server
 * @panel: a tray host
 * @server: a notification server
 *
 * One run of the bench.
 */
typedef struct {
  BenchEffort effort;
  Figures *figures;
  Glass *glass;
  RecordingTray *panel;
  RecordingNotifications *server;
} Bench;

void bench_measure_start (Bench *self);
void bench_measure_idle (Bench *self);
void bench_measure_words (Bench *self);
void bench_measure_clicks (Bench *self);
void bench_measure_decoder (Bench *self);
void bench_measure_floods (Bench *self);

guint bench_pick (Bench *self, guint smoke, guint quick, guint full);

G_END_DECLS
