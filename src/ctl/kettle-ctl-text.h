// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-outcome.h"
#include "model/kettle-press.h"
#include "net/kettle-scan-plan.h"

G_BEGIN_DECLS

/* All are (transfer full) and translated; @now is Unix seconds. */
char *kettle_ctl_text_dup_address (const char *host, guint16 port);
char *kettle_ctl_text_dup_state (const KettleSnapshot *snapshot, gint64 now);
char *kettle_ctl_text_dup_lamps (const KettleSnapshot *snapshot);
char *kettle_ctl_text_dup_line (const KettleSnapshot *snapshot);
char *kettle_ctl_text_dup_left (const KettleSnapshot *snapshot);
char *kettle_ctl_text_dup_trouble (const KettleSnapshot *snapshot, const char *address);
char *kettle_ctl_text_dup_failure (KettleRequestKind kind, int argument, KettlePressError error);
char *kettle_ctl_text_dup_event (KettleCtlEvent event);
char *kettle_ctl_text_dup_reached (const KettleSnapshot *snapshot);
char *kettle_ctl_text_dup_end (KettleCtlOutcome outcome, gboolean unseen);
char *kettle_ctl_text_dup_coverage (const KettleScanPlan *plan);
char *kettle_ctl_text_cut (const char *text, int columns);

G_END_DECLS
