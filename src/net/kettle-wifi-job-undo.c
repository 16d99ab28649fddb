// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-job-private.h"

/*
 * The way back. It goes by what the module says, not by what was sent: everything is read, what is
 * not as before is set back, and everything is read again.
 */

/* How often what differs is set back, and how often a lost session is had again meanwhile. */
#define MAX_ROUNDS     2
#define MAX_RECONNECTS 2

/* In the order in which they are set back. Also what the plan does not name may have to be: a
 * module may forget its key when it is told another security. */
static const KettleWifiWord words[] = {
  KETTLE_WIFI_NETWORK, KETTLE_WIFI_SECURITY, KETTLE_WIFI_KEY,      KETTLE_WIFI_ADDRESS,
  KETTLE_WIFI_MODE,    KETTLE_WIFI_WEB_PAGE, KETTLE_WIFI_PASSWORD,
};

/* A module that shows texts bare and shows one in quotation marks after it was written in them has
 * made them a part of the text. So may one that has shown none before, unless it does not take that
 * text bare. */
static gboolean
has_kept_quotes (KettleWifiJob *self, KettleWifiWord word)
{
  gboolean network = word == KETTLE_WIFI_NETWORK;
  KettleWifiForm shown = network ? self->shown_network : self->shown_key;

  if ((!network && word != KETTLE_WIFI_KEY)
      || (network ? self->sent_network : self->sent_key) != KETTLE_WIFI_FORM_QUOTED
      || (network ? self->now->network_form : self->now->key_form) != KETTLE_WIFI_FORM_QUOTED)
    return FALSE;
  if (shown == KETTLE_WIFI_FORM_UNKNOWN)
    return (self->refused_bare & KETTLE_WIFI_BIT (word)) == 0;

  return shown == KETTLE_WIFI_FORM_BARE;
}

gboolean
kettle_wifi_job_reads_as (KettleWifiJob *self,
                          const KettleWifiSettings *expected,
                          KettleWifiWord word)
{
  return kettle_wifi_settings_agree (expected, self->now, word) && !has_kept_quotes (self, word);
}

/* The password counts only where the login does. */
gboolean
kettle_wifi_job_is_new (KettleWifiJob *self)
{
  const KettleWifiSettings *target = kettle_wifi_plan_get_target (self->plan);

  for (const KettleWifiWord *word = kettle_wifi_plan_get_writes (self->plan); *word != 0; word++)
    if (*word != KETTLE_WIFI_PASSWORD && !kettle_wifi_job_reads_as (self, target, *word))
      return FALSE;

  return TRUE;
}

static gboolean
is_as_before (KettleWifiJob *self, KettleWifiWord word)
{
  return (self->settings->known & KETTLE_WIFI_BIT (word)) == 0
         || kettle_wifi_job_reads_as (self, self->settings, word);
}

gboolean
kettle_wifi_job_is_old (KettleWifiJob *self)
{
  for (const KettleWifiWord *word = kettle_wifi_job_setting_words; *word != 0; word++)
    if (!is_as_before (self, *word))
      return FALSE;

  return TRUE;
}

static void
end_undoing (KettleWifiJob *self, KettleWifiOutcome outcome)
{
  kettle_wifi_job_end (self, outcome, g_steal_pointer (&self->result));
}

static void
give_up (KettleWifiJob *self)
{
  end_undoing (self, kettle_wifi_job_get_last_outcome (self));
}

static void
on_reconnected (KettleWifiJob *self, GError *error)
{
  if (error == NULL) {
    kettle_wifi_job_read_and_compare (self);
    return;
  }

  g_clear_error (&error);
  give_up (self);
}

static void
begin_session (KettleWifiJob *self)
{
  if (self->n_reconnects >= MAX_RECONNECTS)
    give_up (self);
  else
    kettle_wifi_job_reconnect (self, on_reconnected);
}

static void
on_old_saved (KettleWifiJob *self, GError *error)
{
  gboolean saved = error == NULL;

  g_clear_error (&error);
  end_undoing (self, saved ? KETTLE_WIFI_OUTCOME_OLD : kettle_wifi_job_get_last_outcome (self));
}

/* A key that the module does not tell may be gone with the security. */
static gboolean
may_have_lost_key (KettleWifiJob *self)
{
  return (self->touched & KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)) != 0
         && (self->settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) == 0
         && self->settings->security != KETTLE_WIFI_SECURITY_OPEN;
}

/* What a save without an answer has left in flash is not known: the old settings are saved over it.
 */
static void
end_old (KettleWifiJob *self)
{
  if (may_have_lost_key (self))
    give_up (self);
  else if (self->save_sent)
    kettle_wifi_job_do (self, KETTLE_WIFI_SAVE, on_old_saved);
  else
    end_undoing (self, KETTLE_WIFI_OUTCOME_OLD);
}

static gboolean
is_to_be_set_back (KettleWifiJob *self, KettleWifiWord word)
{
  /* Not every module tells it, so that its answer to being set back must do. */
  if (word == KETTLE_WIFI_PASSWORD)
    return (self->touched & KETTLE_WIFI_BIT (word)) != 0;
  /* It may have been forgotten with the security that was set right before. */
  if (word == KETTLE_WIFI_KEY && (self->set_back & KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)) != 0)
    return (self->settings->known & KETTLE_WIFI_BIT (word)) != 0;

  return !is_as_before (self, word);
}

/* The next word from @at on; 0 if there is none. */
static KettleWifiWord
find_different (KettleWifiJob *self)
{
  for (; self->at < G_N_ELEMENTS (words); self->at++)
    if (is_to_be_set_back (self, words[self->at]))
      return words[self->at];

  return (KettleWifiWord) 0;
}

/* The word that was set back is, or is not: what it says when it is asked again decides. */
static void
set_next_back (KettleWifiJob *self, GError *error)
{
  KettleWifiWord word;

  if (self->word_sent) {
    if (error == NULL && words[self->at] == KETTLE_WIFI_PASSWORD)
      self->touched &= ~KETTLE_WIFI_BIT (KETTLE_WIFI_PASSWORD);
    self->at++;
  }
  g_clear_error (&error);
  if (!kettle_wifi_job_has_session (self)) {
    begin_session (self);
    return;
  }

  word = find_different (self);
  self->word_sent = word != 0;
  self->set_back |= KETTLE_WIFI_BIT (word);
  if (word != 0)
    kettle_wifi_job_set (self, word, self->values, set_next_back);
  else
    kettle_wifi_job_read_and_compare (self);
}

static void
on_all_read (KettleWifiJob *self, GError *error)
{
  gboolean password = (self->touched & KETTLE_WIFI_BIT (KETTLE_WIFI_PASSWORD)) != 0;

  if (error != NULL) {
    g_clear_error (&error);
    if (kettle_wifi_job_has_session (self))
      give_up (self);
    else
      begin_session (self);
    return;
  }

  if (kettle_wifi_job_is_old (self) && !password)
    end_old (self);
  else
    kettle_wifi_job_set_back (self);
}

/* Reads everything; what is not as before is set back. */
void
kettle_wifi_job_read_and_compare (KettleWifiJob *self)
{
  kettle_wifi_job_read (self, &self->now, kettle_wifi_job_setting_words, on_all_read);
}

/* What is written now is what was there before, in the form that the module took. */
static void
take_old_values (KettleWifiJob *self)
{
  KettleWifiSettings *values = kettle_wifi_settings_copy (self->settings);

  values->network_form = self->values->network_form;
  values->key_form = self->values->key_form;
  values->address_form = self->values->address_form;
  if (values->password == NULL)
    values->password = kettle_secret_copy (self->password);
  values->known |= KETTLE_WIFI_BIT (KETTLE_WIFI_PASSWORD);
  kettle_wifi_settings_free (self->values);
  self->values = values;
}

/* A round: sets back what differs in what was read, then reads again. */
void
kettle_wifi_job_set_back (KettleWifiJob *self)
{
  if (self->n_rounds >= MAX_ROUNDS) {
    give_up (self);
    return;
  }

  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_UNDOING))
    return;
  if (self->n_rounds++ == 0) {
    take_old_values (self);
  } else {
    if ((self->set_back & KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)) != 0)
      kettle_wifi_job_flip (self, KETTLE_WIFI_NETWORK);
    if ((self->set_back & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) != 0)
      kettle_wifi_job_flip (self, KETTLE_WIFI_KEY);
  }
  self->set_back = 0;
  self->at = 0;
  self->word_sent = FALSE;
  set_next_back (self, NULL);
}

void
kettle_wifi_job_undo (KettleWifiJob *self, GError *why)
{
  if (self->touched == 0) {
    kettle_wifi_job_end (self, KETTLE_WIFI_OUTCOME_UNTOUCHED, why);
    return;
  }

  g_info ("Taking back what was written to the wifi module: %s", why->message);
  self->result = why;
  if (!kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_UNDOING))
    return;
  if (kettle_wifi_job_has_session (self))
    kettle_wifi_job_read_and_compare (self);
  else
    begin_session (self);
}
