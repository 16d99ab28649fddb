// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-outcome.h"

G_BEGIN_DECLS

/**
 * KettleCtlReport:
 * @outcome: how it ended, or goes
 * @host: (nullable): where the kettle is, as a person would type it
 * @snapshot: what it shows; all zero when there is none
 * @event: (nullable): what happened, of a watch
 * @time: when, Unix seconds, of a watch
 * @kettles: (nullable): of #KettleFound: what a look found
 * @chosen: (nullable): the numeric address of the one among @kettles that Kettle uses
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
} KettleCtlReport;

char *kettle_ctl_json_dup (const KettleCtlReport *report);

G_END_DECLS
