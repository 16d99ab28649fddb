// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleOptions:
 * @host: (nullable): the kettle for this run, as typed
 * @demo: whether to run against a simulated kettle
 * @hidden: whether to start in the tray
 * @service: whether the session bus starts it, to be told over the bus what for
 * @wifi_port: where wifi modules listen; 0 for the usual port, which only a development build can
 *   be told otherwise
 * @time_scale: what all durations are divided by; 1 but in a development build that was told
 *   otherwise
 *
 * What the command line asks for.
 */
typedef struct {
  char *host;
  gboolean demo;
  gboolean hidden;
  gboolean service;
  guint16 wifi_port;
  double time_scale;
} KettleOptions;

KettleOptions *kettle_options_parse (int *argc, char ***argv, int *status);
void kettle_options_free (KettleOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleOptions, kettle_options_free)

G_END_DECLS
