// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-requests.h"

G_BEGIN_DECLS

/**
 * Bench:
 * @requests: what is tested
 * @sight: the kettle as it is seen
 * @log: what went out: a command's name and when it expires, "drop", "want", "reset"; what was
 * reported
 * @ticket: of what was sent last
 * @refuses: whether nothing can be sent
 * @received: when the last byte came
 * @now: ms on the boot clock
 *
 * Requests with a kettle and a clock that the test moves by hand.
 */
typedef struct {
  KettleRequests *requests;
  KettleSight sight;
  GString *log;
  guint ticket;
  gboolean refuses;
  gint64 received;
  gint64 now;
} Bench;

void bench_set_up (Bench *bench, gconstpointer user_data);
void bench_tear_down (Bench *bench, gconstpointer user_data);
void bench_assert_log (Bench *bench, const char *expected);
void bench_see (Bench *bench, KettleMessageType cause);
void bench_show (Bench *bench, gboolean connected, gboolean on, int temperature);
void bench_say_on (Bench *bench);
void bench_say_off (Bench *bench);
void bench_say_temperature (Bench *bench, int temperature);
gboolean bench_press (Bench *bench, KettleRequestKind kind, int argument);
void bench_write_last (Bench *bench);
void bench_drop_last (Bench *bench);
void bench_pass (Bench *bench, int ms);
void bench_sleep_for (Bench *bench, int ms);
void bench_assert_idle (Bench *bench);

G_END_DECLS
