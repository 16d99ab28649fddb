// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/* What the files of KettleWifiJob share: its state, the steps everything is made of, and the three
 * ways through them: forward (write), back (undo), and after a save without an answer (settle). */

/* What goes on when a step is done. @error: (transfer full) (nullable): how it failed. */
typedef void (*KettleWifiThen) (KettleWifiJob *self, GError *error);

typedef enum {
  KETTLE_WIFI_JOB_PROP_LINK = 1,
  KETTLE_WIFI_JOB_PROP_HOST,
  KETTLE_WIFI_JOB_PROP_SCANNER,
  KETTLE_WIFI_JOB_PROP_TIME_SCALE,
  KETTLE_WIFI_JOB_PROP_STAGE,
  KETTLE_WIFI_JOB_PROP_PORT,
  KETTLE_WIFI_JOB_PROP_MODULE_PORT,
  KETTLE_WIFI_JOB_PROP_OFF_TIMEOUT,
  KETTLE_WIFI_JOB_PROP_PAUSE,
  KETTLE_WIFI_JOB_PROP_RESTART_TIME,
  KETTLE_WIFI_JOB_PROP_FIND_TIME,
} KettleWifiJobProperty;

#define KETTLE_WIFI_JOB_N_PROPERTIES (KETTLE_WIFI_JOB_PROP_FIND_TIME + 1)

struct _KettleWifiJob {
  GObject parent_instance;

  KettleLink *link; /* nullable */
  char *host;
  KettleScanner *scanner; /* nullable */
  double time_scale;
  guint numbers[KETTLE_WIFI_JOB_N_PROPERTIES];

  KettleWifiStage stage;
  KettleWifiOutcome outcome;
  gboolean has_outcome;
  KettleWifiSettings *settings; /* nullable: what it said before anything was written */
  char *found_host;
  int module_code;
  KettleWifiWord failed_word;

  /* While something is under way. */
  GTask *task;
  gboolean has_run;
  gboolean moves;      /* what the plan said, once that is gone */
  gboolean paused;     /* the link, by this job */
  gboolean stop_asked; /* cancelled when something was to be taken back first */
  GCancellable *inner; /* of the step under way */
  GSource *cancelled;  /* of the caller's cancellable */
  GSource *timer;
  KettleWifiThen after_wait;
  KettleWifiThen then; /* after the step under way */
  GError *result;      /* nullable: how it will end */

  KettleSecret *password; /* nullable: the one to log in with */
  KettleWifiPlan *plan;   /* nullable: a look alone */
  KettleWifiSettings *seen;
  KettleWifiModule *module; /* nullable: between two sessions */
  gint64 off_at;
  gint64 asleep;      /* how long this machine had been when writing began, microseconds */
  gboolean was_asked; /* for the password */

  /* Reading. */
  KettleWifiSettings *reading;
  const KettleWifiWord *words; /* the next one first */
  gboolean word_asked;         /* it is under way */
  KettleWifiThen then_read;
  int codes[KETTLE_WIFI_N_WORDS]; /* how questions were refused */

  /* Writing and taking back. */
  KettleWifiSettings *values;   /* nullable: as they are written, with the forms */
  KettleWifiSettings *now;      /* what reads back */
  KettleWifiForm shown_network; /* how it shows texts, as far as that is certain */
  KettleWifiForm shown_key;
  KettleWifiForm sent_network; /* how they were written last */
  KettleWifiForm sent_key;
  guint at;           /* in the list of words */
  gboolean word_sent; /* what stands there is under way */
  guint flipped;      /* bits of the words that were written in their other form */
  guint refused_bare; /* bits of the texts that it did not take bare */
  guint touched;      /* bits of the words that were sent */
  guint set_back;     /* bits of the words of this round */
  guint n_rounds;
  guint n_reconnects;
  gboolean reconnecting;
  guint n_attempts;           /* of the reconnect under way */
  gboolean with_old_password; /* the new one was not taken */
  KettleWifiThen then_reconnected;
  KettleWifiSettings *who; /* nullable: who answers after a reconnect */
  gboolean save_sent;      /* and not answered, or failed: what is in flash is not known */
  gboolean may_be_mixed;   /* what is in flash */
  gboolean restart_again;  /* the session was lost before the restart was sent */
};

/* kettle-wifi-job.c */

/* Whoever is told may let go of the job: FALSE if there is nothing to go on with. */
gboolean kettle_wifi_job_set_stage (KettleWifiJob *self, KettleWifiStage stage);

/* Ends the run; @error: (transfer full) (nullable). */
void kettle_wifi_job_end (KettleWifiJob *self, KettleWifiOutcome outcome, GError *error);

/* kettle-wifi-job-steps.c */

/* Microseconds. */
gint64 kettle_wifi_job_get_duration (KettleWifiJob *self, KettleWifiJobProperty which);
gboolean kettle_wifi_job_is_refusal (const GError *error);
gboolean kettle_wifi_job_has_session (KettleWifiJob *self);

/* Remembers what failed; the first time only. */
void kettle_wifi_job_blame (KettleWifiJob *self, KettleWifiWord word, const GError *error);

void kettle_wifi_job_wait (KettleWifiJob *self, gint64 delay, KettleWifiThen then);
void kettle_wifi_job_check (KettleWifiJob *self, KettleLink *link, KettleWifiThen then);
void kettle_wifi_job_log_in (KettleWifiJob *self,
                             const KettleSecret *password,
                             gint64 off_at,
                             KettleWifiThen then);
void kettle_wifi_job_ask (KettleWifiJob *self,
                          KettleWifiWord word,
                          KettleWifiSettings *into,
                          KettleWifiThen then);
void kettle_wifi_job_set (KettleWifiJob *self,
                          KettleWifiWord word,
                          const KettleWifiSettings *values,
                          KettleWifiThen then);
void kettle_wifi_job_do (KettleWifiJob *self, KettleWifiWord word, KettleWifiThen then);
void kettle_wifi_job_look_for (KettleWifiJob *self, gboolean moves, KettleWifiThen then);
void kettle_wifi_job_close (KettleWifiJob *self);

/* Several of them. @words: ended by 0. */
void kettle_wifi_job_read (KettleWifiJob *self,
                           KettleWifiSettings **into,
                           const KettleWifiWord *words,
                           KettleWifiThen then);

/* Whether @settings are not known to be another module's. */
gboolean kettle_wifi_job_is_same_module (KettleWifiJob *self, const KettleWifiSettings *settings);

/* Twice at most, each after a pause. Whoever answers is asked whether it is the same module: if
 * not, it fails with %KETTLE_WIFI_ERROR_CHANGED, and nothing else is said to it. */
void kettle_wifi_job_reconnect (KettleWifiJob *self, KettleWifiThen then);

extern const KettleWifiWord kettle_wifi_job_all_words[];
extern const KettleWifiWord kettle_wifi_job_setting_words[];

/* The same, and whose they are. */
extern const KettleWifiWord kettle_wifi_job_words_after_restart[];

/* kettle-wifi-job-write.c */

void kettle_wifi_job_start (KettleWifiJob *self);
void kettle_wifi_job_verify (KettleWifiJob *self);
void kettle_wifi_job_flip (KettleWifiJob *self, KettleWifiWord word);
gboolean kettle_wifi_job_writes (KettleWifiJob *self, KettleWifiWord word);

/* kettle-wifi-job-save.c */

void kettle_wifi_job_save (KettleWifiJob *self);
void kettle_wifi_job_restart (KettleWifiJob *self);

/* What it is where the module can be told nothing more. */
KettleWifiOutcome kettle_wifi_job_get_last_outcome (KettleWifiJob *self);

/* kettle-wifi-job-undo.c */

/* @why: (transfer full): how the job will end. */
void kettle_wifi_job_undo (KettleWifiJob *self, GError *why);
void kettle_wifi_job_set_back (KettleWifiJob *self);
void kettle_wifi_job_read_and_compare (KettleWifiJob *self);

/* What was read back: whether it is this, and not the same within quotation marks. */
gboolean kettle_wifi_job_reads_as (KettleWifiJob *self,
                                   const KettleWifiSettings *expected,
                                   KettleWifiWord word);

/* What was read back: whether all that was to be written is so, and whether all is as it was. */
gboolean kettle_wifi_job_is_new (KettleWifiJob *self);
gboolean kettle_wifi_job_is_old (KettleWifiJob *self);

G_END_DECLS
