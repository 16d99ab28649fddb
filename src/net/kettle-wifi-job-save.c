// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-job-private.h"

#include "net/kettle-clock.h"

/*
 * The save and what comes after it. From the moment it is sent nothing is cancelled, and a save
 * that was not answered is settled by asking the module what it has now.
 */

static void
end_new (KettleWifiJob *self, GError *error)
{
  kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_NEW, error);
}

KettleWifiOutcome
kettle_wifi_job_get_last_outcome (KettleWifiJob *self)
{
  if (self->may_be_mixed)
    return KETTLE_WIFI_OUTCOME_MIXED;

  return self->save_sent ? KETTLE_WIFI_OUTCOME_UNCERTAIN : KETTLE_WIFI_OUTCOME_OLD_SAVED;
}

static void
end_uncertain (KettleWifiJob *self)
{
  kettle_wifi_job_end (self, kettle_wifi_job_get_last_outcome (self),
                       g_steal_pointer (&self->result));
}

/* The module has said some old and some new settings, and has them from its flash. They are set
 * back, and saved. */
static void
put_right (KettleWifiJob *self)
{
  self->save_sent = TRUE;
  self->may_be_mixed = TRUE;
  kettle_wifi_job_set_back (self);
}

/* --- Is it really saved? ---------------------------------------------------------------------- */

static void
on_read_after_restart (KettleWifiJob *self, GError *error)
{
  g_clear_error (&self->result);
  if (error == NULL && !kettle_wifi_job_is_same_module (self, self->now)) {
    /* It is not this kettle that was found. */
    g_clear_pointer (&self->found_host, g_free);
    end_new (self, g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NOT_FOUND,
                                        "Another kettle is where it was"));
    return;
  }
  if (error != NULL || kettle_wifi_job_is_new (self)) {
    g_clear_error (&error);
    end_new (self, NULL);
    return;
  }

  self->failed_word = KETTLE_WIFI_SAVE;
  error = g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_DIFFERENT,
                               "The wifi module said that it has saved, and has not");
  if (kettle_wifi_job_is_old (self)) {
    kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_OLD, error);
  } else {
    self->result = error;
    put_right (self);
  }
}

static void
on_logged_in_after_restart (KettleWifiJob *self, GError *error)
{
  if (error != NULL)
    on_read_after_restart (self, error);
  else
    kettle_wifi_job_read (self, &self->now, kettle_wifi_job_words_after_restart,
                          on_read_after_restart);
}

static void
on_pause_after_check (KettleWifiJob *self, GError *error)
{
  kettle_wifi_job_log_in (self, self->password, self->off_at, on_logged_in_after_restart);
}

static void
on_checked_after_restart (KettleWifiJob *self, GError *error)
{
  if (error != NULL)
    on_read_after_restart (self, error);
  else
    kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                          on_pause_after_check);
}

/* A kettle that comes back where it was may have done so because it has the old settings: a module
 * that says "saved" and is not is found out only after its restart. Where it cannot be asked, its
 * word holds. */
static void
on_pause_before_check (KettleWifiJob *self, GError *error)
{
  kettle_wifi_job_check (self, NULL, on_checked_after_restart);
}

/* --- Finding it again ------------------------------------------------------------------------ */

static void
on_found (KettleWifiJob *self, GError *error)
{
  if (error != NULL || g_strcmp0 (self->found_host, self->host) != 0)
    end_new (self, error);
  else
    kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                          on_pause_before_check);
}

static void
find (KettleWifiJob *self)
{
  kettle_wifi_job_close (self);
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_FINDING))
    return;
  kettle_wifi_job_look_for (self, kettle_wifi_plan_moves (self->plan), on_found);
}

/* --- The restart ----------------------------------------------------------------------------- */

static void
on_reconnected_to_restart (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_restart (self);
    return;
  }

  kettle_wifi_job_blame (self, KETTLE_WIFI_RESTART, error);
  end_new (self, error);
}

static void
on_restarted (KettleWifiJob *self, GError *error)
{
  if (error == NULL
      || (kettle_wifi_module_has_sent (self->module) && !kettle_wifi_job_is_refusal (error))) {
    /* Without an answer it may be on its way all the same. */
    g_clear_error (&error);
    find (self);
  } else if (!kettle_wifi_job_is_refusal (error) && !self->restart_again) {
    self->restart_again = TRUE;
    g_clear_error (&error);
    kettle_wifi_job_reconnect (self, on_reconnected_to_restart);
  } else {
    kettle_wifi_job_blame (self, KETTLE_WIFI_RESTART, error);
    end_new (self, error);
  }
}

void
kettle_wifi_job_restart (KettleWifiJob *self)
{
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_RESTARTING))
    return;
  kettle_wifi_job_do (self, KETTLE_WIFI_RESTART, on_restarted);
}

/* --- The proof of a new password ------------------------------------------------------------- */

static void
on_logged_in_with_new (KettleWifiJob *self, GError *error)
{
  KettleWifiOutcome outcome = KETTLE_WIFI_OUTCOME_NEW;

  if (g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_WRONG_PASSWORD))
    outcome = KETTLE_WIFI_OUTCOME_UNCERTAIN;
  if (error != NULL)
    kettle_wifi_job_blame (self, KETTLE_WIFI_PASSWORD, error);
  kettle_wifi_job_end (self, outcome, error);
}

/* As when it lost a session: the rule about being off is for beginning. */
static void
on_pause_before_proof (KettleWifiJob *self, GError *error)
{
  kettle_wifi_job_log_in (self, kettle_wifi_plan_get_target (self->plan)->password,
                          kettle_clock_get_boottime (), on_logged_in_with_new);
}

static void
go_on_after_save (KettleWifiJob *self)
{
  g_clear_error (&self->result);
  if (kettle_wifi_job_writes (self, KETTLE_WIFI_PASSWORD)) {
    kettle_wifi_job_close (self);
    kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                          on_pause_before_proof);
  } else if (kettle_wifi_plan_restarts (self->plan)) {
    kettle_wifi_job_restart (self);
  } else {
    end_new (self, NULL);
  }
}

/* --- A save without an answer ---------------------------------------------------------------- */

static void
on_saved_again (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    self->failed_word = (KettleWifiWord) 0;
    self->save_sent = FALSE;
    go_on_after_save (self);
    return;
  }

  g_clear_error (&error);
  end_uncertain (self);
}

static void
on_read_after_save (KettleWifiJob *self, GError *error)
{
  if (error != NULL) {
    g_clear_error (&error);
    end_uncertain (self);
  } else if (kettle_wifi_job_writes (self, KETTLE_WIFI_PASSWORD) && self->with_old_password) {
    /* It was restarted meanwhile, and has saved the old one. */
    kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_OLD, g_steal_pointer (&self->result));
  } else if (kettle_wifi_job_is_new (self)) {
    /* To save the same once more changes nothing. */
    kettle_wifi_job_do (self, KETTLE_WIFI_SAVE, on_saved_again);
  } else if (kettle_wifi_job_is_old (self)) {
    /* It was restarted meanwhile, so that what it says is what it has saved. */
    kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_OLD, g_steal_pointer (&self->result));
  } else {
    put_right (self);
  }
}

static void
on_reconnected_at_last (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_read (self, &self->now, kettle_wifi_job_setting_words, on_read_after_save);
    return;
  }

  g_clear_error (&error);
  end_uncertain (self);
}

static void
on_checked_after_all (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_reconnect (self, on_reconnected_at_last);
    return;
  }

  g_clear_error (&error);
  end_uncertain (self);
}

/* It was only away for a while: then its module can be asked after all. It may have been switched
 * on in that time. */
static void
on_looked_where_it_was (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_check (self, NULL, on_checked_after_all);
    return;
  }

  g_clear_error (&error);
  end_uncertain (self);
}

static void
on_reconnected_after_save (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_read (self, &self->now, kettle_wifi_job_setting_words, on_read_after_save);
    return;
  }

  /* Whoever asks is still told that it is being saved: nobody knows yet that it is. */
  g_clear_error (&error);
  kettle_wifi_job_close (self);
  kettle_wifi_job_look_for (self, FALSE, on_looked_where_it_was);
}

/* --- The save -------------------------------------------------------------------------------- */

/* Protocol sheet 2: a command that is none, unknown, or not permitted has done nothing. One that
 * failed on the way, as a flash that cannot be written does, may have done a part. */
static gboolean
has_done_nothing (int code)
{
  return code <= -1 && code >= -5;
}

static void
on_saved (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    go_on_after_save (self);
    return;
  }

  kettle_wifi_job_blame (self, KETTLE_WIFI_SAVE, error);
  if (kettle_wifi_job_is_refusal (error) || !kettle_wifi_module_has_sent (self->module)) {
    if (kettle_wifi_job_is_refusal (error)
        && !has_done_nothing (kettle_wifi_module_get_code (self->module))) {
      self->save_sent = TRUE;
      self->may_be_mixed = TRUE;
    }
    kettle_wifi_job_undo (self, error);
  } else {
    self->save_sent = TRUE;
    self->result = error;
    kettle_wifi_job_reconnect (self, on_reconnected_after_save);
  }
}

void
kettle_wifi_job_save (KettleWifiJob *self)
{
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_SAVING))
    return;
  kettle_wifi_job_do (self, KETTLE_WIFI_SAVE, on_saved);
}
