// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-job-private.h"

#include "net/kettle-clock.h"
#include "net/kettle-timer.h"
#include "net/kettle-wifi-gate.h"
#include "net/kettle-wifi-whereabouts.h"

#include <string.h>

/*
 * The steps a job is made of, each with what goes on when it is done. One is under way at a time;
 * when the job was let go meanwhile, nothing goes on.
 */

/* How often a session that was lost is tried to be had again, in a row. */
#define RECONNECT_ATTEMPTS 2

/* The order of the documented sequence (protocol sheet 2). */
const KettleWifiWord kettle_wifi_job_all_words[] = {
  KETTLE_WIFI_MODE, KETTLE_WIFI_NETWORK, KETTLE_WIFI_SECURITY,
  KETTLE_WIFI_KEY,  KETTLE_WIFI_ADDRESS, KETTLE_WIFI_WEB_PAGE,
  KETTLE_WIFI_MAC,  KETTLE_WIFI_VERSION, (KettleWifiWord) 0,
};
const KettleWifiWord kettle_wifi_job_setting_words[] = {
  KETTLE_WIFI_MODE,    KETTLE_WIFI_NETWORK,  KETTLE_WIFI_SECURITY, KETTLE_WIFI_KEY,
  KETTLE_WIFI_ADDRESS, KETTLE_WIFI_WEB_PAGE, (KettleWifiWord) 0,
};
const KettleWifiWord kettle_wifi_job_words_after_restart[] = {
  KETTLE_WIFI_MAC, KETTLE_WIFI_MODE,    KETTLE_WIFI_NETWORK,  KETTLE_WIFI_SECURITY,
  KETTLE_WIFI_KEY, KETTLE_WIFI_ADDRESS, KETTLE_WIFI_WEB_PAGE, (KettleWifiWord) 0,
};

gint64
kettle_wifi_job_get_duration (KettleWifiJob *self, KettleWifiJobProperty which)
{
  return MAX (1, (gint64) ((double) self->numbers[which] * 1000 / self->time_scale));
}

gboolean
kettle_wifi_job_is_refusal (const GError *error)
{
  return g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED);
}

gboolean
kettle_wifi_job_has_session (KettleWifiJob *self)
{
  return self->module != NULL && kettle_wifi_module_is_open (self->module);
}

void
kettle_wifi_job_blame (KettleWifiJob *self, KettleWifiWord word, const GError *error)
{
  if (self->failed_word != 0)
    return;

  self->failed_word = word;
  if (kettle_wifi_job_is_refusal (error) && self->module != NULL)
    self->module_code = kettle_wifi_module_get_code (self->module);
}

static void
expect (KettleWifiJob *self, KettleWifiThen then)
{
  g_assert (self->then == NULL);
  self->then = then;
}

/* @error: (transfer full) (nullable). */
static void
go_on (KettleWifiJob *self, GError *error)
{
  KettleWifiThen then = self->then;

  self->then = NULL;
  if (then == NULL || self->task == NULL)
    g_clear_error (&error);
  else
    then (self, error);
}

static void
on_wait_over (KettleWifiJob *self)
{
  KettleWifiThen then = self->after_wait;

  self->after_wait = NULL;
  if (then != NULL && self->task != NULL)
    then (self, NULL);
}

static gboolean
on_timer (gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = g_object_ref (KETTLE_WIFI_JOB (user_data));

  on_wait_over (self);

  return G_SOURCE_REMOVE;
}

/* @delay: microseconds. */
void
kettle_wifi_job_wait (KettleWifiJob *self, gint64 delay, KettleWifiThen then)
{
  self->after_wait = then;
  if (self->timer == NULL)
    self->timer = kettle_timer_new ("kettle-wifi-job wait", on_timer, self);
  kettle_timer_start (self->timer, delay);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  kettle_wifi_gate_finish (result, &self->off_at, &error);
  go_on (self, error);
}

/* Whether the kettle is off; @link: (nullable): to ask through. */
void
kettle_wifi_job_check (KettleWifiJob *self, KettleLink *link, KettleWifiThen then)
{
  gint64 timeout = kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_OFF_TIMEOUT);

  expect (self, then);
  kettle_wifi_gate_async (link, self->host, (guint16) self->numbers[KETTLE_WIFI_JOB_PROP_PORT],
                          (guint) (timeout / 1000), self->time_scale, self->inner, on_checked,
                          g_object_ref (self));
}

static void
on_logged_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  if (kettle_wifi_module_log_in_finish (KETTLE_WIFI_MODULE (source), result, &error))
    self->was_asked = kettle_wifi_module_has_sent (KETTLE_WIFI_MODULE (source));
  go_on (self, error);
}

/* @off_at: as for kettle_wifi_module_log_in_async(). */
void
kettle_wifi_job_log_in (KettleWifiJob *self,
                        const KettleSecret *password,
                        gint64 off_at,
                        KettleWifiThen then)
{
  expect (self, then);
  kettle_wifi_job_close (self);
  self->module = kettle_wifi_module_new (self->time_scale);
  kettle_wifi_module_log_in_async (
      self->module, self->host, (guint16) self->numbers[KETTLE_WIFI_JOB_PROP_MODULE_PORT], password,
      off_at, self->inner, on_logged_in, g_object_ref (self));
}

void
kettle_wifi_job_close (KettleWifiJob *self)
{
  if (self->module != NULL)
    kettle_wifi_module_close (self->module);
  g_clear_object (&self->module);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  kettle_wifi_module_ask_finish (KETTLE_WIFI_MODULE (source), result, &error);
  go_on (self, error);
}

void
kettle_wifi_job_ask (KettleWifiJob *self,
                     KettleWifiWord word,
                     KettleWifiSettings *into,
                     KettleWifiThen then)
{
  expect (self, then);
  kettle_wifi_module_ask_async (self->module, word, into, self->inner, on_asked,
                                g_object_ref (self));
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  kettle_wifi_module_set_finish (KETTLE_WIFI_MODULE (source), result, &error);
  go_on (self, error);
}

void
kettle_wifi_job_set (KettleWifiJob *self,
                     KettleWifiWord word,
                     const KettleWifiSettings *values,
                     KettleWifiThen then)
{
  expect (self, then);
  if (word == KETTLE_WIFI_NETWORK)
    self->sent_network = values->network_form;
  else if (word == KETTLE_WIFI_KEY)
    self->sent_key = values->key_form;
  kettle_wifi_module_set_async (self->module, word, values, self->inner, on_set,
                                g_object_ref (self));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  kettle_wifi_module_do_finish (KETTLE_WIFI_MODULE (source), result, &error);
  go_on (self, error);
}

void
kettle_wifi_job_do (KettleWifiJob *self, KettleWifiWord word, KettleWifiThen then)
{
  expect (self, then);
  kettle_wifi_module_do_async (self->module, word, self->inner, on_done, g_object_ref (self));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = user_data;
  GError *error = NULL;

  g_free (self->found_host);
  self->found_host = kettle_wifi_whereabouts_finish (result, &error);
  go_on (self, error);
}

/* Looks for the kettle; @moves: also elsewhere than where it was. */
void
kettle_wifi_job_look_for (KettleWifiJob *self, gboolean moves, KettleWifiThen then)
{
  KettleWifiSearch search = {
    .host = self->host,
    .port = (guint16) self->numbers[KETTLE_WIFI_JOB_PROP_PORT],
    .mac = self->settings != NULL ? self->settings->mac : "",
    .other = self->link != NULL ? kettle_link_get_host (self->link) : NULL,
    .moves = moves,
    .scanner = self->scanner,
    .restart_time = self->stage == KETTLE_WIFI_STAGE_DONE
                        ? 0
                        : self->numbers[KETTLE_WIFI_JOB_PROP_RESTART_TIME],
    .find_time = self->numbers[KETTLE_WIFI_JOB_PROP_FIND_TIME],
    .time_scale = self->time_scale,
  };

  expect (self, then);
  kettle_wifi_whereabouts_async (&search, self->inner, on_found, g_object_ref (self));
}

/* Some modules show stars in a key's place: that is not knowing it. */
static void
forget_masked_key (KettleWifiSettings *settings)
{
  const char *key;
  gsize length;

  if ((settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) == 0 || settings->key == NULL)
    return;

  key = kettle_secret_peek (settings->key, &length);
  if (length == 0 || strspn (key, "*") != length)
    return;

  settings->known &= ~KETTLE_WIFI_BIT (KETTLE_WIFI_KEY);
  g_clear_pointer (&settings->key, kettle_secret_free);
}

/* Whether a module that refuses to tell @word can be dealt with all the same. */
static gboolean
can_do_without (KettleWifiWord word)
{
  return word == KETTLE_WIFI_KEY || word == KETTLE_WIFI_WEB_PAGE || word == KETTLE_WIFI_PASSWORD
         || word == KETTLE_WIFI_MAC || word == KETTLE_WIFI_VERSION;
}

/* The word that was asked for is there, if there was one: on to the next. */
static void
read_next (KettleWifiJob *self, GError *error)
{
  KettleWifiThen then = self->then_read;

  if (kettle_wifi_job_is_refusal (error) && can_do_without (*self->words)) {
    self->codes[*self->words] = kettle_wifi_module_get_code (self->module);
    g_clear_error (&error);
  }
  if (error == NULL && self->word_asked)
    self->words++;
  self->word_asked = TRUE;

  if (error == NULL && *self->words != 0) {
    kettle_wifi_job_ask (self, *self->words, self->reading, read_next);
    return;
  }

  if (error == NULL)
    forget_masked_key (self->reading);
  self->then_read = NULL;
  then (self, error);
}

/* @into: emptied first, made if there is none. */
void
kettle_wifi_job_read (KettleWifiJob *self,
                      KettleWifiSettings **into,
                      const KettleWifiWord *words,
                      KettleWifiThen then)
{
  g_clear_pointer (into, kettle_wifi_settings_free);
  *into = g_new0 (KettleWifiSettings, 1);
  self->reading = *into;
  self->words = words;
  self->word_asked = FALSE;
  self->then_read = then;
  read_next (self, NULL);
}

static gboolean
has_new_password (KettleWifiJob *self)
{
  return (self->touched & KETTLE_WIFI_BIT (KETTLE_WIFI_PASSWORD)) != 0;
}

gboolean
kettle_wifi_job_is_same_module (KettleWifiJob *self, const KettleWifiSettings *settings)
{
  return (self->settings->known & settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_MAC)) == 0
         || kettle_wifi_settings_agree (self->settings, settings, KETTLE_WIFI_MAC);
}

static void
end_reconnect (KettleWifiJob *self, GError *error)
{
  KettleWifiThen then = self->then_reconnected;

  self->then_reconnected = NULL;
  then (self, error);
}

/* An address may have been given to another kettle meanwhile, and every new kettle has the same. A
 * session that was lost over the question is for whoever goes on with it. */
static void
on_who (KettleWifiJob *self, GError *error)
{
  gboolean other = error == NULL ? !kettle_wifi_job_is_same_module (self, self->who)
                                 : kettle_wifi_job_is_refusal (error);

  g_clear_error (&error);
  if (other) {
    kettle_wifi_job_close (self);
    error = g_error_new_literal (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_CHANGED,
                                 "Another wifi module answers");
  }
  end_reconnect (self, error);
}

static void
ask_who (KettleWifiJob *self)
{
  if (self->settings == NULL || (self->settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_MAC)) == 0) {
    end_reconnect (self, NULL);
    return;
  }

  g_clear_pointer (&self->who, kettle_wifi_settings_free);
  self->who = g_new0 (KettleWifiSettings, 1);
  kettle_wifi_job_ask (self, KETTLE_WIFI_MAC, self->who, on_who);
}

/* Between the attempts of a reconnect. A password that was set, perhaps, is tried first and the one
 * before it when that is not taken: one a connection. That the kettle is off was confirmed when the
 * job began; it is a rule for beginning, and taking back what was begun must not depend on it. */
static void
try_again (KettleWifiJob *self, GError *error)
{
  guint most = has_new_password (self) ? RECONNECT_ATTEMPTS + 1 : RECONNECT_ATTEMPTS;
  const KettleSecret *password = self->password;

  if (self->reconnecting) {
    self->reconnecting = FALSE;
    if (error != NULL && self->n_attempts < most) {
      if (g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_WRONG_PASSWORD))
        self->with_old_password = TRUE;
      g_clear_error (&error);
      kettle_wifi_job_close (self);
      kettle_wifi_job_wait (
          self, 2 * kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE), try_again);
      return;
    }
    if (error == NULL)
      ask_who (self);
    else
      end_reconnect (self, error);
    return;
  }

  if (has_new_password (self) && !self->with_old_password)
    password = kettle_wifi_plan_get_target (self->plan)->password;
  self->n_attempts++;
  self->reconnecting = TRUE;
  kettle_wifi_job_log_in (self, password, kettle_clock_get_boottime (), try_again);
}

void
kettle_wifi_job_reconnect (KettleWifiJob *self, KettleWifiThen then)
{
  g_debug ("Logging in to the wifi module once more");
  kettle_wifi_job_close (self);
  self->n_attempts = 0;
  self->reconnecting = FALSE;
  self->with_old_password = FALSE;
  self->n_reconnects++;
  self->then_reconnected = then;
  kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                        try_again);
}
