// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-doubts.h"
#include "ui/kettle-wifi-presentation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How an entered address is judged while it is typed: returns a sentence (static, translated), or
 * NULL if it is good. */
typedef const char *(*KettleWifiJudge) (const char *address);

/* Returns: (transfer full) (nullable): a job for the kettle at @address, which was judged good. */
typedef KettleWifiJob *(*KettleWifiMaker) (const char *address, gpointer user_data);

/**
 * KettleWifiErrand:
 * @fresh: whether it is about a kettle that shows a network of its own
 * @task: what is to be done
 * @address: (nullable): where the kettle is, as a person types it
 * @hint: (nullable): what a simulated kettle can be told, translated
 * @judge: (nullable): judges addresses
 * @maker: makes jobs
 * @maker_data: for @maker
 * @doubts: (nullable) (transfer none): what outlives the errand of kettles that are in doubt
 * @password: (nullable): the module's own, NULL for the factory's
 * @seen: (nullable): what the look showed
 * @backup: (nullable): the settings before anything was written, or those of a file
 * @backup_name: (nullable): the file's name, for a person's eyes
 * @plan: (nullable): what is to be written
 * @network: (nullable): the network the kettle is to join, for a person's eyes
 * @job: (nullable): what has run or runs
 * @cancellable: (nullable): of the job that runs
 * @running: whether it does
 * @error: (nullable): why the last job failed
 *
 * What the pages of the wifi assistant hand on to each other.
 */
typedef struct {
  gboolean fresh;
  KettleWifiTask task;
  char *address;
  char *hint;
  KettleWifiJudge judge;
  KettleWifiMaker maker;
  gpointer maker_data;
  KettleWifiDoubts *doubts;
  KettleSecret *password;
  KettleWifiSettings *seen;
  KettleWifiSettings *backup;
  char *backup_name;
  KettleWifiPlan *plan;
  char *network;
  KettleWifiJob *job;
  GCancellable *cancellable;
  gboolean running;
  GError *error;
} KettleWifiErrand;

KettleWifiErrand *kettle_wifi_errand_new (void);
void kettle_wifi_errand_free (KettleWifiErrand *self);
KettleWifiJob *kettle_wifi_errand_make_job (KettleWifiErrand *self);
char *kettle_wifi_errand_dup_error (KettleWifiErrand *self);
void kettle_wifi_errand_set_host (KettleWifiErrand *self, const char *host);
gboolean kettle_wifi_errand_has_host (const KettleWifiErrand *self, const char *host);
gboolean kettle_wifi_errand_can_restore (const KettleWifiSettings *backup, GError **error);
gboolean kettle_wifi_errand_needs_key (const KettleWifiErrand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleWifiErrand, kettle_wifi_errand_free)

G_END_DECLS
