// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-outcome.h"
#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/**
 * KettleCtlWifiSubject:
 * @address: (nullable): where the kettle is, as a person would type it
 * @network: (nullable): the network that it is to be in
 * @file: (nullable): the backup that is written back
 * @backup: (nullable): the backup that was made
 * @code: the module's `+ERR`, 0 for none
 * @word: to what it was said, 0 for nothing
 *
 * What a sentence is about. Nothing secret.
 */
typedef struct {
  const char *address;
  const char *network;
  const char *file;
  const char *backup;
  int code;
  KettleWifiWord word;
} KettleCtlWifiSubject;

/* All are (transfer full) and translated, but for the stage, which is (transfer none). */
char *kettle_ctl_wifi_text_dup_settings (const KettleWifiSettings *settings);
const char *kettle_ctl_wifi_text_get_stage (KettleWifiStage stage);
char *kettle_ctl_wifi_text_dup_error (const GError *error, const KettleCtlWifiSubject *subject);
char *
kettle_ctl_wifi_text_dup_outcome (KettleWifiOutcome outcome, const KettleCtlWifiSubject *subject);
char *kettle_ctl_wifi_text_dup_done (const KettleCtlWifiSubject *subject, const char *found);
KettleCtlOutcome kettle_ctl_wifi_text_judge (const GError *error);

G_END_DECLS
