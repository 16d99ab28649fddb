// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-json.h"
#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-options.h"
#include "ctl/kettle-ctl-outcome.h"

G_BEGIN_DECLS

/**
 * KettleCtlRun:
 *
 * One run of the program: finds the kettle, lets a plan deal with it, and ends once, with one
 * answer.
 */
typedef struct _KettleCtlRun KettleCtlRun;

/**
 * KettleCtlPlan:
 * @without_kettle: whether @begin is called at once, without a kettle
 * @begin: returns the plan's own data; the kettle is there, but need not be connected
 * @changed: (nullable): what the kettle shows has changed; also called once after @begin
 * @event: (nullable): something happened, KettleCtlEvent
 * @expired: (nullable): the time is over; ends the run, or returns %FALSE to have it ended
 * @interrupted: (nullable): a person or the system wants it to end; ends the run when that may be,
 *   by kettle_ctl_run_end_interrupted() or otherwise, or returns %FALSE to have it ended at once
 * @dup_progress: (nullable): what happens now, for the progress line
 * @dup_interrupted: (nullable): what to say when a person or the system ends it; may give %NULL
 * @free: frees the data
 *
 * What a command does with a kettle. It ends the run by kettle_ctl_run_end().
 */
typedef struct {
  gboolean without_kettle;
  gpointer (*begin) (KettleCtlRun *run);
  void (*changed) (gpointer plan);
  void (*event) (gpointer plan, KettleCtlEvent event);
  gboolean (*expired) (gpointer plan);
  gboolean (*interrupted) (gpointer plan);
  char *(*dup_progress) (gpointer plan);
  char *(*dup_interrupted) (gpointer plan);
  void (*free) (gpointer plan);
} KettleCtlPlan;

extern const KettleCtlPlan kettle_ctl_status_plan;
extern const KettleCtlPlan kettle_ctl_watch_plan;
extern const KettleCtlPlan kettle_ctl_press_plan;
extern const KettleCtlPlan kettle_ctl_find_plan;
extern const KettleCtlPlan kettle_ctl_ask_plan;
extern const KettleCtlPlan kettle_ctl_wifi_plan;

int kettle_ctl_run (const KettleCtlOptions *options);

const KettleCtlOptions *kettle_ctl_run_get_options (KettleCtlRun *self);
GSettings *kettle_ctl_run_get_settings (KettleCtlRun *self);
KettleCtlKettle *kettle_ctl_run_get_kettle (KettleCtlRun *self);
void kettle_ctl_run_get_report (KettleCtlRun *self, KettleCtlReport *report);
void kettle_ctl_run_set_found (KettleCtlRun *self, GListModel *kettles, const char *chosen);
void kettle_ctl_run_set_wifi (KettleCtlRun *self, const KettleCtlWifiReport *wifi);
void kettle_ctl_run_set_address (KettleCtlRun *self, const char *host, guint16 port);
void kettle_ctl_run_say (KettleCtlRun *self, const char *line);
void kettle_ctl_run_complain (KettleCtlRun *self, const char *sentence);
void kettle_ctl_run_make_room (KettleCtlRun *self);
void kettle_ctl_run_end (KettleCtlRun *self,
                         KettleCtlOutcome outcome,
                         const char *answer,
                         const char *complaint);
void kettle_ctl_run_interrupt (KettleCtlRun *self, int status);
void kettle_ctl_run_end_interrupted (KettleCtlRun *self, const char *complaint);
void kettle_ctl_run_end_unreachable (KettleCtlRun *self);
void kettle_ctl_run_refresh (KettleCtlRun *self);

G_END_DECLS
