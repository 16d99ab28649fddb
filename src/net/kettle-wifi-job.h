// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-link.h"
#include "net/kettle-scanner.h"
#include "net/kettle-wifi-module.h"
#include "protocol/kettle-wifi-plan.h"

G_BEGIN_DECLS

/**
 * KettleWifiStage:
 *
 * How far a job is, in the order of doing. UNDOING takes the place of what follows it when
 * something failed or was cancelled before the save.
 */
typedef enum {
  KETTLE_WIFI_STAGE_NONE = 0,
  KETTLE_WIFI_STAGE_CHECKING, /* that it is a kettle, and off */
  KETTLE_WIFI_STAGE_LOGGING_IN,
  KETTLE_WIFI_STAGE_READING,
  KETTLE_WIFI_STAGE_WRITING, /* to RAM */
  KETTLE_WIFI_STAGE_VERIFYING,
  KETTLE_WIFI_STAGE_SAVING, /* from here on it cannot be cancelled */
  KETTLE_WIFI_STAGE_RESTARTING,
  KETTLE_WIFI_STAGE_FINDING,
  KETTLE_WIFI_STAGE_UNDOING,
  KETTLE_WIFI_STAGE_DONE,
} KettleWifiStage;

/**
 * KettleWifiOutcome:
 * @KETTLE_WIFI_OUTCOME_UNTOUCHED: nothing was written
 * @KETTLE_WIFI_OUTCOME_OLD: all settings are the old ones; what was written was taken back and read
 * @KETTLE_WIFI_OUTCOME_OLD_SAVED: nothing was saved, but what was written to RAM could not be taken
 *   back: all settings are the old ones once its power was taken away for a moment
 * @KETTLE_WIFI_OUTCOME_NEW: all settings are the new ones, and saved
 * @KETTLE_WIFI_OUTCOME_UNCERTAIN: the save was sent and not answered, and the module cannot be
 *   asked any more: all old or all new ones
 * @KETTLE_WIFI_OUTCOME_MIXED: what the module has saved are, or may be, some old and some new ones,
 *   for it failed at that, and it could not be put right: the backup is to be restored before its
 *   power is taken away
 *
 * Which settings the module has afterwards. A mixture only where the module made one and could not
 * be helped.
 */
typedef enum {
  KETTLE_WIFI_OUTCOME_UNTOUCHED = 0,
  KETTLE_WIFI_OUTCOME_OLD,
  KETTLE_WIFI_OUTCOME_OLD_SAVED,
  KETTLE_WIFI_OUTCOME_NEW,
  KETTLE_WIFI_OUTCOME_UNCERTAIN,
  KETTLE_WIFI_OUTCOME_MIXED,
} KettleWifiOutcome;

#define KETTLE_TYPE_WIFI_JOB (kettle_wifi_job_get_type ())

/**
 * KettleWifiJob:
 *
 * One deliberate dealing with a kettle's wifi module, never reused: make sure that the kettle is
 * off, leave port 2000, look, and, with a plan, write, read back, save, restart, and find the
 * kettle again. Whatever happens on the way, it knows which settings the module has afterwards.
 */
G_DECLARE_FINAL_TYPE (KettleWifiJob, kettle_wifi_job, KETTLE, WIFI_JOB, GObject)

/*
 * Construct properties: "link" (KettleLink, nullable): whatever keeps a kettle connected; it is
 *   paused while the job runs, and is asked whether the kettle is off if it is connected to this
 *   one; "host" (string), "port" (uint, 2000): the kettle; "module-port" (uint, 23); "scanner"
 *   (KettleScanner, nullable: a usual one); (uint, ms) "off-timeout" 5000, "pause" 500 (between two
 *   connections), "restart-time" 3000 (before it is looked for), "find-time" 60000; (double)
 *   "time-scale" 1.0, which divides them.
 *
 * Read-only properties with notify: "stage" (int, KettleWifiStage).
 */
KettleWifiJob *kettle_wifi_job_new (KettleLink *link, const char *host, guint16 port);

/* @password: (nullable): the shell's, NULL for the factory's. @plan: (nullable): NULL for a look
 * alone. @seen: (nullable): what a look has shown before; if the module says something else now,
 * nothing is written (%KETTLE_WIFI_ERROR_CHANGED). Cancelling works until the save is sent: what
 * was written is taken back first, then it fails with %G_IO_ERROR_CANCELLED. */
void kettle_wifi_job_run_async (KettleWifiJob *self,
                                const KettleSecret *password,
                                const KettleWifiPlan *plan,
                                const KettleWifiSettings *seen,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kettle_wifi_job_run_finish (KettleWifiJob *self, GAsyncResult *result, GError **error);

/* Looks for the kettle once more, after %KETTLE_WIFI_ERROR_NOT_FOUND. */
void kettle_wifi_job_find_async (KettleWifiJob *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean kettle_wifi_job_find_finish (KettleWifiJob *self, GAsyncResult *result, GError **error);

KettleWifiStage kettle_wifi_job_get_stage (KettleWifiJob *self);
gboolean kettle_wifi_job_can_cancel (KettleWifiJob *self);
KettleWifiOutcome kettle_wifi_job_get_outcome (KettleWifiJob *self);

/* (nullable): what the module said before anything was written; NULL until all was read. */
const KettleWifiSettings *kettle_wifi_job_get_settings (KettleWifiJob *self);

/* (nullable): where the kettle said HELLOAPP afterwards. */
const char *kettle_wifi_job_get_found_host (KettleWifiJob *self);

/* The `+ERR` that was answered, 0 for none, and to what. */
int kettle_wifi_job_get_module_code (KettleWifiJob *self);
KettleWifiWord kettle_wifi_job_get_failed_word (KettleWifiJob *self);

G_END_DECLS
