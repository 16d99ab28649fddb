// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-scanner.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleWifiSearch:
 * @host: where the kettle was
 * @port: its port
 * @mac: its module's hardware address, twelve hexadecimal digits; empty if unknown
 * @other: (nullable): where another kettle is known to be
 * @moves: whether it may be somewhere else now; if not, only @host is asked
 * @scanner: (nullable): what to look with; NULL for a usual one. Its look and findings are ended.
 * @restart_time: before it is looked for, milliseconds
 * @find_time: how long it is looked for, milliseconds
 * @time_scale: what all durations are divided by
 *
 * What is looked for, and for how long.
 */
typedef struct {
  const char *host;
  guint16 port;
  const char *mac;
  const char *other;
  gboolean moves;
  KettleScanner *scanner;
  guint restart_time;
  guint find_time;
  double time_scale;
} KettleWifiSearch;

void kettle_wifi_whereabouts_async (const KettleWifiSearch *search,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *kettle_wifi_whereabouts_finish (GAsyncResult *result, GError **error);

G_END_DECLS
