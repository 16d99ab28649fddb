// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/* What the kettle has at first, and where it is; and the network it is to join, which is on another
 * address. */
#define OLD_HOST  "127.0.0.1"
#define NEW_HOST  "127.0.0.2"
#define OLD_KEY   "old, \"key\""
#define NEW_KEY   "new passphrase"
#define OLD_WORDS "WPRT=0\nSSID=home\nENCRY=6\nKEY=1,0," OLD_KEY "\nNIP=0\nWEBS=0\nPASS=000000\n"
#define NEW_WORDS \
  "WPRT=0\nSSID=new home\nENCRY=6\nKEY=1,0," NEW_KEY "\nNIP=0\nWEBS=0\nPASS=000000\n"

/* Everything a job can be for. */
typedef enum {
  WIFI_JOB_LOOK = 0,
  WIFI_JOB_JOIN,
  WIFI_JOB_RESTORE,
  WIFI_JOB_PASSWORD,
  WIFI_JOB_WEB_PAGE,
  WIFI_JOB_FORGET,
  WIFI_JOB_N_KINDS,
} WifiJobKind;

/**
 * WifiJob:
 * @kettle: an emulated kettle at OLD_HOST, with a wifi module
 * @link: (nullable): what keeps it connected
 * @job: (nullable): the job
 * @cancellable: for the job
 * @error: (nullable): how the job ended
 * @n_done: how often it did
 * @outcome: what it said then
 * @stages: the numbers of the stages it went through, a blank after each
 * @found_host: (nullable): where it found the kettle
 * @code: the `+ERR` it told
 * @word: what failed
 * @cancel_at: the stage that is cancelled as soon as it comes; NONE for never
 * @dispose_at: the stage at which it is disposed
 * @act: (nullable): called when the module hears its line number @act_at, counted from 1
 * @act_at: 0 for never
 * @beside: there was a connection to port 2000 and one to the shell at the same time
 *
 * A kettle, a job that deals with its wifi module, and a record of both.
 */
typedef struct _WifiJob WifiJob;

typedef void (*WifiJobFunc) (WifiJob *f, gconstpointer data);

struct _WifiJob {
  KettleEmulator *kettle;
  KettleLink *link;
  KettleWifiJob *job;
  GCancellable *cancellable;
  GError *error;
  guint n_done;
  KettleWifiOutcome outcome;
  GString *stages;
  char *found_host;
  int code;
  KettleWifiWord word;
  KettleWifiStage cancel_at;
  KettleWifiStage dispose_at;
  WifiJobFunc act;
  guint act_at;
  gboolean beside;

  /*< private >*/
  guint n_heard;
  double time_scale;
};

void wifi_job_add (const char *path, gconstpointer data, WifiJobFunc func);

WifiJob *wifi_job_new (double time_scale);
void wifi_job_free (WifiJob *f);
void wifi_job_take_job (WifiJob *f, KettleWifiJob *job);
void wifi_job_connect_link (WifiJob *f);
void wifi_job_start (WifiJob *f, const KettleWifiPlan *plan, const KettleWifiSettings *seen);
void wifi_job_start_with (WifiJob *f,
                          const char *password,
                          const KettleWifiPlan *plan,
                          const KettleWifiSettings *seen);
void wifi_job_run (WifiJob *f, const KettleWifiPlan *plan);
void wifi_job_start_kind (WifiJob *f, WifiJobKind kind);
void wifi_job_take_power (WifiJob *f);
void wifi_job_set_moods (WifiJob *f, KettleEmulatorWifiMoods moods);

KettleWifiPlan *wifi_job_plan_join (void);
KettleWifiPlan *wifi_job_plan (WifiJobKind kind);
const char *wifi_job_kind_name (WifiJobKind kind);

guint wifi_job_get_number (WifiJob *f, const char *name);
void wifi_job_assert_heard (WifiJob *f, const char *heard);
void wifi_job_assert_ram (WifiJob *f, const char *words);
void wifi_job_assert_flash (WifiJob *f, const char *words);
void wifi_job_assert_failed (WifiJob *f, KettleWifiError code, KettleWifiOutcome outcome);
void wifi_job_assert_honest (WifiJob *f, WifiJobKind kind);
void wifi_job_assert_good_manners (WifiJob *f);

/* As if the machine had been asleep: the boot clock has gone on, the monotonic one has not. */
void wifi_job_sleep (int seconds);

G_END_DECLS
