// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-private.h"

#include "ctl/kettle-ctl-open.h"
#include "ctl/kettle-ctl-text.h"
#include "ctl/kettle-ctl-wifi-ask.h"
#include "ctl/kettle-ctl-wifi-secret.h"
#include "ctl/kettle-ctl-wifi-text.h"
#include "net/kettle-wifi-file.h"

#include <glib/gi18n.h>

/*
 * Dealing with the kettle: look, make a backup, ask, and only then write, in a job of its own that
 * looks once more whether all is still as it was shown.
 */

/* How often a person may be asked for the module's password: each is a connection. */
#define MAX_PASSWORDS 2

static KettleCtlWifiSubject
get_subject (KettleCtlWifi *self)
{
  const KettleCtlWifiOptions *options = &self->options->wifi;
  const KettleWifiSettings *target =
      self->plan != NULL ? kettle_wifi_plan_get_target (self->plan) : NULL;
  KettleCtlWifiSubject subject = {
    .address = self->address,
    .file = options->verb == KETTLE_CTL_WIFI_RESTORE ? options->argument : NULL,
    .backup = self->saved,
    .code = self->report.code,
  };

  if (target != NULL && (target->known & KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)) != 0
      && *target->network != '\0')
    subject.network = target->network;
  if (self->job != NULL)
    subject.word = kettle_wifi_job_get_failed_word (self->job);

  return subject;
}

/**
 * kettle_ctl_wifi_end:
 * @self: a run
 * @outcome: how it ended
 * @answer: (nullable): for standard output
 * @complaint: (nullable): for standard error
 *
 * Ends it: nothing more is begun.
 */
void
kettle_ctl_wifi_end (KettleCtlWifi *self,
                     KettleCtlOutcome outcome,
                     const char *answer,
                     const char *complaint)
{
  self->over = TRUE;
  kettle_ctl_run_end (self->run, outcome, answer, complaint);
}

/**
 * kettle_ctl_wifi_end_error:
 * @self: a run
 * @error: what went wrong
 *
 * Ends it with a sentence about that, and one about what the kettle has now where something was to
 * be written.
 */
void
kettle_ctl_wifi_end_error (KettleCtlWifi *self, const GError *error)
{
  KettleCtlWifiSubject subject = get_subject (self);
  g_autofree char *what = NULL;
  g_autofree char *now = NULL;
  g_autofree char *both = NULL;

  self->report.error = error->domain == KETTLE_WIFI_ERROR ? error->code : 0;
  what = kettle_ctl_wifi_text_dup_error (error, &subject);
  if (self->job != NULL && self->options->wifi.verb != KETTLE_CTL_WIFI_SHOW)
    now = kettle_ctl_wifi_text_dup_outcome (self->report.outcome, &subject);
  /* Translators: two sentences or more: what went wrong, and which settings the kettle has now */
  both = now != NULL ? g_strdup_printf (_ ("%1$s %2$s"), what, now) : g_strdup (what);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self->over = TRUE;
    kettle_ctl_run_end_interrupted (self->run, both);
    return;
  }
  kettle_ctl_wifi_end (self, kettle_ctl_wifi_text_judge (error), NULL, both);
}

/**
 * kettle_ctl_wifi_end_asking:
 * @self: a run
 * @error: why what was asked for was not given
 *
 * Ends it, but for a signal meanwhile: that is the run's, which is told next.
 */
void
kettle_ctl_wifi_end_asking (KettleCtlWifi *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kettle_ctl_wifi_end_error (self, error);
}

static void
on_stage_changed (KettleWifiJob *job, GParamSpec *pspec, KettleCtlWifi *self)
{
  const char *stage = kettle_ctl_wifi_text_get_stage (kettle_wifi_job_get_stage (job));

  if (stage != NULL)
    g_info ("%s", stage);
  kettle_ctl_run_refresh (self->run);
}

/**
 * kettle_ctl_wifi_leave_job:
 * @self: a run
 *
 * Lets go of its job.
 */
void
kettle_ctl_wifi_leave_job (KettleCtlWifi *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
}

/* A job for @plan, or a look alone. */
static void
start_job (KettleCtlWifi *self, const KettleWifiPlan *plan, GAsyncReadyCallback callback)
{
  kettle_ctl_wifi_leave_job (self);
  self->cancellable = g_cancellable_new ();
  self->job = g_object_new (KETTLE_TYPE_WIFI_JOB, "host", self->host, "port", (guint) self->port,
                            "module-port", self->module_port, "time-scale", self->time_scale, NULL);
  g_signal_connect (self->job, "notify::stage", G_CALLBACK (on_stage_changed), self);
  self->running = TRUE;
  kettle_wifi_job_run_async (self->job, self->password, plan, self->seen, self->cancellable,
                             callback, self);
}

/* What is known now, for sentences and the document. */
static void
take_job (KettleCtlWifi *self)
{
  const KettleWifiSettings *settings = kettle_wifi_job_get_settings (self->job);
  const char *found = kettle_wifi_job_get_found_host (self->job);

  self->running = FALSE;
  if (self->seen == NULL && settings != NULL)
    self->seen = kettle_wifi_settings_copy (settings);
  if (found != NULL)
    self->found = kettle_ctl_text_dup_address (found, self->port);
  self->report.settings = self->seen;
  self->report.outcome = kettle_wifi_job_get_outcome (self->job);
  self->report.code = kettle_wifi_job_get_module_code (self->job);
  self->report.found = self->found;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = kettle_wifi_job_run_finish (KETTLE_WIFI_JOB (source), result, &error);
  KettleCtlWifi *self = user_data;
  KettleCtlWifiSubject subject;
  g_autofree char *answer = NULL;

  /* The run keeps turning until this: there is always somebody who wants to know. */
  if (self->over)
    return;

  take_job (self);
  if (!done) {
    kettle_ctl_wifi_end_error (self, error);
    return;
  }
  subject = get_subject (self);
  answer = kettle_ctl_wifi_text_dup_done (&subject, self->found);
  kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_DONE, answer, NULL);
}

/* Everything that a person should have seen before saying yes. */
static char *
dup_summary (KettleCtlWifi *self)
{
  g_autofree char *now = kettle_ctl_wifi_text_dup_settings (self->seen);
  g_auto (GStrv) lines = kettle_wifi_plan_dup_written_lines (self->plan, self->seen);
  g_autofree char *written = g_strjoinv ("\n  ", lines);
  GString *text = g_string_new (NULL);

  /* Translators: %s is an address; a list follows */
  g_string_append_printf (text, _ ("The kettle at %s now:"), self->address);
  g_string_append_printf (text, "\n%s\n\n%s\n  %s\n\n", now,
                          _ ("What would be written, in this order:"), written);
  if (self->saved != NULL) {
    /* Translators: %s is a file */
    g_string_append_printf (text, _ ("What it says now is kept in “%s”."), self->saved);
    g_string_append_c (text, '\n');
  }
  g_string_append_printf (text, "%s\n",
                          _ ("This was not tried on every kettle there is. If the kettle does not "
                             "come back, it needs its reset, and to be set up anew."));

  return g_string_free (text, FALSE);
}

static void
write_if_wanted (KettleCtlWifi *self)
{
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;
  gboolean yes = TRUE;

  if (!self->options->wifi.yes) {
    summary = dup_summary (self);
    kettle_ctl_run_make_room (self->run);
    if (!kettle_ctl_wifi_ask_yes (summary, _ ("Write this to the kettle? [y/N] "), &yes, &error)) {
      kettle_ctl_wifi_end_asking (self, error);
      return;
    }
  }
  if (!yes) {
    kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL,
                         _ ("Nothing was written to the kettle, as you wished."));
    return;
  }

  start_job (self, self->plan, on_written);
}

/* --- Looking --------------------------------------------------------------------------------- */

static void
tell_settings (KettleCtlWifi *self)
{
  g_autofree char *settings = kettle_ctl_wifi_text_dup_settings (self->seen);
  g_autofree char *kept = NULL;
  g_autofree char *answer = NULL;

  if (self->saved != NULL)
    /* Translators: %s is a file */
    kept = g_strdup_printf (_ ("What it says now is kept in “%s”."), self->saved);
  answer = kept != NULL ? g_strjoin ("\n", settings, kept, NULL) : g_strdup (settings);
  kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_DONE, answer, NULL);
}

/* A backup that is to be written back may be of another kettle: said, not judged. */
static void
warn_of_other_kettle (KettleCtlWifi *self)
{
  const guint bit = KETTLE_WIFI_BIT (KETTLE_WIFI_MAC);
  g_autofree char *sentence = NULL;

  if (self->backup == NULL || (self->backup->known & self->seen->known & bit) == 0
      || kettle_wifi_settings_agree (self->backup, self->seen, KETTLE_WIFI_MAC))
    return;

  /* Translators: both %s are hardware addresses, such as 001EE3A80102 */
  sentence = g_strdup_printf (_ ("This backup is of another kettle: its hardware address is %1$s, "
                                 "and this one’s is %2$s."),
                              self->backup->mac, self->seen->mac);
  kettle_ctl_run_complain (self->run, sentence);
}

static void
go_on_after_look (KettleCtlWifi *self)
{
  warn_of_other_kettle (self);
  if (self->plan == NULL)
    tell_settings (self);
  else
    write_if_wanted (self);
}

static void
on_backup_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = kettle_wifi_file_save_finish (result, &error);
  KettleCtlWifi *self = user_data;

  if (self->over)
    return;
  if (!done) {
    g_autofree char *shown = g_filename_display_name (self->options->wifi.backup);
    g_autofree char *complaint =
        /* Translators: %1$s is a file; %2$s is what the system says, without a full stop */
        g_strdup_printf (_ ("The backup “%1$s” could not be written: %2$s. Nothing was written to "
                            "the kettle."),
                         shown, error->message);

    kettle_ctl_wifi_end (self, KETTLE_CTL_OUTCOME_ERROR, NULL, complaint);
    return;
  }

  self->saved = g_filename_display_name (self->options->wifi.backup);
  self->report.backup = self->saved;
  go_on_after_look (self);
}

/* Whether the module's password is to be asked for, now that the factory's is not it. */
static gboolean
can_ask_password (KettleCtlWifi *self, const GError *error)
{
  return g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_WRONG_PASSWORD)
         && self->options->wifi.password_file == NULL && self->n_passwords < MAX_PASSWORDS
         && kettle_ctl_wifi_ask_has_terminal ();
}

/* @looked: what the look that was refused would have told. */
static void
ask_password (KettleCtlWifi *self, GAsyncReadyCallback looked)
{
  g_autoptr (GError) error = NULL;

  self->n_passwords++;
  kettle_ctl_run_complain (self->run, _ ("The wifi module did not take the password."));
  g_clear_pointer (&self->password, kettle_secret_free);
  self->password = kettle_ctl_wifi_secret_ask_password (&error);
  if (self->password == NULL) {
    kettle_ctl_wifi_end_asking (self, error);
    return;
  }
  self->report.code = 0;
  start_job (self, NULL, looked);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = kettle_wifi_job_run_finish (KETTLE_WIFI_JOB (source), result, &error);
  KettleCtlWifi *self = user_data;
  const KettleCtlWifiOptions *options;
  g_autoptr (GFile) file = NULL;

  if (self->over)
    return;

  take_job (self);
  options = &self->options->wifi;
  if (!done && can_ask_password (self, error)) {
    ask_password (self, on_looked);
  } else if (!done) {
    kettle_ctl_wifi_end_error (self, error);
  } else if (options->backup != NULL) {
    file = g_file_new_for_path (options->backup);
    kettle_wifi_file_save_async (file, self->seen, options->with_passphrase, FALSE, NULL,
                                 on_backup_saved, self);
  } else {
    go_on_after_look (self);
  }
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;
  KettleCtlWifi *self = user_data;

  if (self->over)
    return;
  if (!kettle_ctl_open_finish_at (result, &self->host, &self->port, &held, &error)) {
    kettle_ctl_wifi_end_error (self, error);
    return;
  }
  if (held) {
    kettle_ctl_wifi_end (
        self, KETTLE_CTL_OUTCOME_ERROR, NULL,
        /* Translators: the first Kettle is the program; the words in quotes are in its menu */
        _ ("Kettle is running and holds the connection to this kettle, which must have no other "
           "meanwhile: quit Kettle first, or use “Move This Kettle to Another Network…” in its "
           "menu."));
    return;
  }

  self->address = kettle_ctl_text_dup_address (self->host, self->port);
  kettle_ctl_run_set_address (self->run, self->host, self->port);
  start_job (self, NULL, on_looked);
}

/**
 * kettle_ctl_wifi_deal:
 * @self: a run that has its plan
 *
 * Finds the kettle and goes on to the end.
 */
void
kettle_ctl_wifi_deal (KettleCtlWifi *self)
{
  kettle_ctl_open_async (self->options, kettle_ctl_run_get_settings (self->run), on_opened, self);
}
