// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-run.h"
#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/* One run of the command "wifi"; the two files that share it are its beginning and the rest. */
typedef struct _KettleCtlWifi KettleCtlWifi;

struct _KettleCtlWifi {
  KettleCtlRun *run;
  const KettleCtlOptions *options;
  char *address; /* of the kettle, as a person would type it */
  char *host;
  guint16 port;
  double time_scale;
  guint module_port;

  KettleWifiSettings *backup; /* nullable: what is to be written back */
  KettleWifiPlan *plan;       /* nullable: a look alone */
  KettleSecret *password;     /* nullable: the factory's */
  guint n_passwords;          /* how many were asked for */

  KettleWifiJob *job; /* nullable: none yet */
  GCancellable *cancellable;
  gboolean running;
  gboolean over; /* nothing more is to be begun */
  KettleWifiSettings *seen;
  char *saved;  /* nullable: the backup that was made */
  char *found;  /* nullable */
  guint hangup; /* 0 where that signal is ignored */
  KettleCtlWifiReport report;
};

void kettle_ctl_wifi_end (KettleCtlWifi *self,
                          KettleCtlOutcome outcome,
                          const char *answer,
                          const char *complaint);
void kettle_ctl_wifi_end_error (KettleCtlWifi *self, const GError *error);
void kettle_ctl_wifi_end_asking (KettleCtlWifi *self, const GError *error);
void kettle_ctl_wifi_deal (KettleCtlWifi *self);
void kettle_ctl_wifi_leave_job (KettleCtlWifi *self);

G_END_DECLS
