// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-outcome.h"
#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/**
 * KettleCtlWifiReport:
 * @settings: (nullable): what the module said, before anything was written
 * @outcome: which settings it has now
 * @error: #KettleWifiError, 0 for none
 * @code: the module's `+ERR`, 0 for none
 * @found: (nullable): where the kettle was found afterwards
 * @backup: (nullable): the file that was made of @settings
 * @lines: (nullable): what would be sent, masked
 *
 * What one document tells of the wifi module; never a passphrase or password.
 */
typedef struct {
  const KettleWifiSettings *settings;
  KettleWifiOutcome outcome;
  int error;
  int code;
  const char *found;
  const char *backup;
  char **lines;
} KettleCtlWifiReport;

/**
 * KettleCtlReport:
 * @outcome: how it ended, or goes
 * @host: (nullable): where the kettle is, as a person would type it
 * @snapshot: what it shows; all zero when there is none
 * @event: (nullable): what happened, of a watch
 * @time: when, Unix seconds, of a watch
 * @kettles: (nullable): of #KettleFound: what a look found
 * @chosen: (nullable): the numeric address of the one among @kettles that Kettle uses
 * @wifi: (nullable): what is known of the wifi module
 *
 * What one document tells.
 */
typedef struct {
  KettleCtlOutcome outcome;
  const char *host;
  KettleSnapshot snapshot;
  const char *event;
  gint64 time;
  GListModel *kettles;
  const char *chosen;
  const KettleCtlWifiReport *wifi;
} KettleCtlReport;

char *kettle_ctl_json_dup (const KettleCtlReport *report);

G_END_DECLS
