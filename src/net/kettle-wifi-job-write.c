// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-job-private.h"

#include "net/kettle-clock.h"

/*
 * The way forward up to the save: look first, change only what was asked, and only in RAM, and read
 * back. What cannot be read is not written: it could neither be compared nor taken back.
 */

/* As when the password is sent: what was true before this machine slept need not be true any more.
 */
#define SLEEP_TOLERANCE (2 * G_USEC_PER_SEC)

static GError *
make_error (KettleWifiError code, const char *message)
{
  return g_error_new_literal (KETTLE_WIFI_ERROR, (int) code, message);
}

static GError *
make_cancelled (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

/* Also when nobody has come round to tell it yet. */
static gboolean
is_stopped (KettleWifiJob *self)
{
  return self->stop_asked || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

gboolean
kettle_wifi_job_writes (KettleWifiJob *self, KettleWifiWord word)
{
  const KettleWifiWord *writes = kettle_wifi_plan_get_writes (self->plan);

  while (*writes != 0 && *writes != word)
    writes++;

  return *writes != 0;
}

static void
end_untouched (KettleWifiJob *self, GError *error)
{
  kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_UNTOUCHED, error);
}

/* Texts can be written in two forms. */
void
kettle_wifi_job_flip (KettleWifiJob *self, KettleWifiWord word)
{
  KettleWifiForm *form =
      word == KETTLE_WIFI_NETWORK ? &self->values->network_form : &self->values->key_form;

  *form = *form == KETTLE_WIFI_FORM_QUOTED ? KETTLE_WIFI_FORM_BARE : KETTLE_WIFI_FORM_QUOTED;
  self->flipped |= KETTLE_WIFI_BIT (word);
}

static gboolean
is_quoted (KettleWifiJob *self, KettleWifiWord word)
{
  return (word == KETTLE_WIFI_NETWORK ? self->values->network_form : self->values->key_form)
         == KETTLE_WIFI_FORM_QUOTED;
}

static gboolean
can_flip (KettleWifiJob *self, KettleWifiWord word)
{
  return (word == KETTLE_WIFI_NETWORK || word == KETTLE_WIFI_KEY)
         && (self->flipped & KETTLE_WIFI_BIT (word)) == 0;
}

/* What the module said to the word that was sent, if there was one. @error: (inout): emptied when
 * it is to be tried once more. */
static void
take_written (KettleWifiJob *self, GError **error)
{
  KettleWifiWord word = kettle_wifi_plan_get_writes (self->plan)[self->at];

  if (!self->word_sent)
    return;

  self->word_sent = FALSE;
  if (kettle_wifi_module_has_sent (self->module))
    self->touched |= KETTLE_WIFI_BIT (word);

  if (*error == NULL) {
    self->at++;
  } else if (kettle_wifi_job_is_refusal (*error) && kettle_wifi_module_get_code (self->module) == -4
             && can_flip (self, word)) {
    g_clear_error (error);
    if (!is_quoted (self, word))
      self->refused_bare |= KETTLE_WIFI_BIT (word);
    kettle_wifi_job_flip (self, word);
  } else {
    kettle_wifi_job_blame (self, word, *error);
  }
}

static void
write_next (KettleWifiJob *self, GError *error)
{
  KettleWifiWord word;

  take_written (self, &error);
  word = kettle_wifi_plan_get_writes (self->plan)[self->at];
  if (error == NULL && is_stopped (self))
    error = make_cancelled ();

  if (error != NULL) {
    kettle_wifi_job_undo (self, error);
  } else if (word != 0) {
    self->word_sent = TRUE;
    kettle_wifi_job_set (self, word, self->values, write_next);
  } else {
    self->at = 0;
    if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_VERIFYING))
      return;
    kettle_wifi_job_verify (self);
  }
}

/* First the words that were written, in their order, then the others that are known: they must be
 * as before. */
static KettleWifiWord
get_word_to_verify (KettleWifiJob *self)
{
  const KettleWifiWord *writes = kettle_wifi_plan_get_writes (self->plan);
  guint n = 0;

  for (; *writes != 0; writes++, n++)
    if (n == self->at)
      return *writes;

  for (const KettleWifiWord *word = kettle_wifi_job_setting_words; *word != 0; word++) {
    if (kettle_wifi_job_writes (self, *word)
        || (self->settings->known & KETTLE_WIFI_BIT (*word)) == 0)
      continue;
    /* A key that nothing needs any more may be forgotten with the security. */
    if (*word == KETTLE_WIFI_KEY && kettle_wifi_job_writes (self, KETTLE_WIFI_SECURITY))
      continue;
    if (n == self->at)
      return *word;
    n++;
  }

  return (KettleWifiWord) 0;
}

static void
on_written_again (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_verify (self);
    return;
  }

  kettle_wifi_job_blame (self, get_word_to_verify (self), error);
  kettle_wifi_job_undo (self, error);
}

/* A text that was written bare and reads back in quotation marks, or without, shows how the module
 * shows texts; unless it has some of its own. */
static void
learn_form (KettleWifiJob *self, KettleWifiWord word)
{
  const KettleWifiSettings *target = kettle_wifi_plan_get_target (self->plan);
  const char *text = word == KETTLE_WIFI_NETWORK ? target->network : NULL;
  KettleWifiForm *shown = word == KETTLE_WIFI_NETWORK ? &self->shown_network : &self->shown_key;

  if (word == KETTLE_WIFI_KEY)
    text = kettle_secret_peek (target->key, NULL);
  if (text == NULL || *text == '"' || is_quoted (self, word) || *shown != KETTLE_WIFI_FORM_UNKNOWN)
    return;

  *shown = word == KETTLE_WIFI_NETWORK ? self->now->network_form : self->now->key_form;
}

static void
on_verified (KettleWifiJob *self, GError *error)
{
  KettleWifiWord word = get_word_to_verify (self);
  gboolean written = kettle_wifi_job_writes (self, word);
  const KettleWifiSettings *expected =
      written ? kettle_wifi_plan_get_target (self->plan) : self->settings;

  /* The proof of a password is the login with it. */
  if (word == KETTLE_WIFI_PASSWORD && kettle_wifi_job_is_refusal (error)) {
    g_clear_error (&error);
    self->at++;
    kettle_wifi_job_verify (self);
    return;
  }

  if (error == NULL && written)
    learn_form (self, word);
  if (error == NULL && kettle_wifi_job_reads_as (self, expected, word)) {
    self->at++;
    kettle_wifi_job_verify (self);
  } else if (error == NULL && written && can_flip (self, word) && !is_stopped (self)) {
    kettle_wifi_job_flip (self, word);
    kettle_wifi_job_set (self, word, self->values, on_written_again);
  } else {
    if (error == NULL)
      error = make_error (KETTLE_WIFI_ERROR_DIFFERENT, "What was written reads back different");
    kettle_wifi_job_blame (self, word, error);
    kettle_wifi_job_undo (self, error);
  }
}

/* How long this machine has been asleep since it was started: only the boot clock goes on then. */
static gint64
get_time_asleep (void)
{
  return kettle_clock_get_boottime () - g_get_monotonic_time ();
}

/* Reads back the next word; when there is none left, it is saved. */
void
kettle_wifi_job_verify (KettleWifiJob *self)
{
  KettleWifiWord word = get_word_to_verify (self);

  if (is_stopped (self)) {
    kettle_wifi_job_undo (self, make_cancelled ());
  } else if (word != 0) {
    g_clear_pointer (&self->now, kettle_wifi_settings_free);
    self->now = g_new0 (KettleWifiSettings, 1);
    kettle_wifi_job_ask (self, word, self->now, on_verified);
  } else if (get_time_asleep () - self->asleep > SLEEP_TOLERANCE) {
    kettle_wifi_job_undo (
        self, make_error (KETTLE_WIFI_ERROR_STALE, "This machine was asleep since it was written"));
  } else {
    kettle_wifi_job_save (self);
  }
}

/* What cannot be read cannot be compared; the password is proved by logging in with it, which a
 * module that does not ask for it cannot be. */
static GError *
find_unreadable (KettleWifiJob *self)
{
  for (const KettleWifiWord *word = kettle_wifi_plan_get_writes (self->plan); *word != 0; word++) {
    gboolean known = *word == KETTLE_WIFI_PASSWORD
                         ? self->was_asked
                         : (self->settings->known & KETTLE_WIFI_BIT (*word)) != 0;

    if (known)
      continue;
    self->failed_word = *word;
    self->module_code = self->codes[*word];
    return make_error (KETTLE_WIFI_ERROR_HIDDEN,
                       "The wifi module does not show what is to be changed");
  }

  return NULL;
}

/* Nothing is written of a plan of which not all can be: the module's form may not permit a text
 * that is good by itself. */
static GError *
find_unsendable (KettleWifiJob *self)
{
  for (const KettleWifiWord *word = kettle_wifi_plan_get_writes (self->plan); *word != 0; word++) {
    GError *error = NULL;
    g_autoptr (KettleSecret) line = kettle_wifi_line_new_set (*word, self->values, &error);

    if (line != NULL)
      continue;
    self->failed_word = *word;
    return error;
  }

  return NULL;
}

static void
begin_writing (KettleWifiJob *self)
{
  GError *error = find_unreadable (self);

  if (error != NULL) {
    end_untouched (self, error);
    return;
  }

  self->values = kettle_wifi_settings_copy (kettle_wifi_plan_get_target (self->plan));
  kettle_wifi_settings_take_forms (self->values, self->settings);
  error = find_unsendable (self);
  if (error != NULL) {
    end_untouched (self, error);
    return;
  }

  self->shown_network = self->settings->network_form;
  self->shown_key = self->settings->key_form;
  self->asleep = get_time_asleep ();
  self->at = 0;
  self->word_sent = FALSE;
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_WRITING))
    return;
  write_next (self, NULL);
}

/* Whether it is still what a person has looked at. */
static gboolean
is_as_seen (KettleWifiJob *self)
{
  for (const KettleWifiWord *word = kettle_wifi_job_all_words; *word != 0; word++) {
    if ((self->seen->known & self->settings->known & KETTLE_WIFI_BIT (*word)) == 0
        || kettle_wifi_settings_agree (self->seen, self->settings, *word))
      continue;
    self->failed_word = *word;
    return FALSE;
  }

  return TRUE;
}

static void
on_read (KettleWifiJob *self, GError *error)
{
  if (error != NULL) {
    kettle_wifi_job_blame (self, *self->words, error);
    end_untouched (self, error);
    return;
  }

  self->settings = g_steal_pointer (&self->now);
  if (self->seen != NULL && !is_as_seen (self))
    end_untouched (self, make_error (KETTLE_WIFI_ERROR_CHANGED,
                                     "The settings are others than those that were looked at"));
  else if (self->plan == NULL)
    end_untouched (self, NULL);
  else
    begin_writing (self);
}

static void
on_logged_in (KettleWifiJob *self, GError *error)
{
  if (error != NULL) {
    end_untouched (self, error);
    return;
  }

  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_READING))
    return;
  kettle_wifi_job_read (self, &self->now, kettle_wifi_job_all_words, on_read);
}

/* Port 2000 has been closed for a moment. */
static void
on_pause_over (KettleWifiJob *self, GError *error)
{
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_LOGGING_IN))
    return;
  kettle_wifi_job_log_in (self, self->password, self->off_at, on_logged_in);
}

static void
pause_link (KettleWifiJob *self)
{
  if (self->link == NULL || self->paused)
    return;

  self->paused = TRUE;
  kettle_link_pause (self->link);
}

static void
on_checked (KettleWifiJob *self, GError *error)
{
  if (error != NULL) {
    end_untouched (self, error);
    return;
  }

  pause_link (self);
  kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                        on_pause_over);
}

/* Whether the link talks with this very kettle, whatever it is called. */
static gboolean
is_linked (KettleWifiJob *self)
{
  g_autofree char *peer = NULL;

  if (self->link == NULL || kettle_link_get_state (self->link) != KETTLE_LINK_CONNECTED
      || kettle_link_get_port (self->link) != self->numbers[KETTLE_WIFI_JOB_PROP_PORT])
    return FALSE;

  peer = kettle_link_dup_peer (self->link);

  return g_strcmp0 (kettle_link_get_host (self->link), self->host) == 0
         || g_strcmp0 (peer, self->host) == 0;
}

void
kettle_wifi_job_start (KettleWifiJob *self)
{
  gboolean linked = is_linked (self);

  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_CHECKING))
    return;
  if (!linked)
    pause_link (self);
  kettle_wifi_job_check (self, linked ? self->link : NULL, on_checked);
}
