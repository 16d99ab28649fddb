// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-module-private.h"

#include "net/kettle-clock.h"
#include "net/kettle-timer.h"

#include <string.h>

/*
 * The dialogue with a module's shell: who may say what when. A command that comes before the last
 * reply is over is silently dropped by the module (protocol sheet 2), and an answer that belongs to
 * no command means that the two ends disagree about where they are: then nothing more is sent.
 */

/* Microseconds. */
gint64
kettle_wifi_module_get_duration (KettleWifiModule *self, KettleWifiModuleProperty which)
{
  double scale = which == KETTLE_WIFI_MODULE_PROP_FRESH_TIME ? 1.0 : self->time_scale;

  return MAX (1, (gint64) ((double) self->numbers[which] * 1000 / scale));
}

/* Ends the session without a word to anybody. A command without an answer may be under way still:
 * it must not arrive when somebody else is in the middle of something (pitfall P-W1). */
void
kettle_wifi_module_end (KettleWifiModule *self)
{
  self->phase = KETTLE_WIFI_PHASE_ENDED;
  if (self->session != NULL)
    kettle_wifi_session_end (self->session, self->in_flight && !self->answered);
  if (self->dialling != NULL)
    g_cancellable_cancel (self->dialling);
  g_clear_pointer (&self->password, kettle_secret_free);
}

/* Ends the operation under way; @error: (transfer full) (nullable). */
void
kettle_wifi_module_finish (KettleWifiModule *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_clear_pointer (&self->line, kettle_secret_free);
  g_clear_error (&self->refusal);
  kettle_timer_stop (self->deadline);
  kettle_timer_stop (self->next);
  self->into = NULL;
  self->reply_over_at = g_get_monotonic_time ();

  /* A module that says no can be asked something else; after anything else that went wrong nobody
   * knows where its shell stands. */
  if (error != NULL && !g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED))
    kettle_wifi_module_end (self);
  self->in_flight = FALSE;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
kettle_wifi_module_fail (KettleWifiModule *self, KettleWifiError code, const char *message)
{
  kettle_wifi_module_finish (self, g_error_new_literal (KETTLE_WIFI_ERROR, (int) code, message));
}

/* Whether it has not behaved as a module yet, and was sent nothing. */
static gboolean
is_stranger (KettleWifiModule *self)
{
  return self->kind == KETTLE_WIFI_KIND_LOGIN && !self->has_sent;
}

/* Something came that fits nothing. */
static void
fail_malformed (KettleWifiModule *self, const char *message)
{
  g_debug ("Wifi module: %s", message);
  if (self->task == NULL) {
    kettle_wifi_module_end (self);
    g_signal_emit_by_name (self, "closed");
  } else if (is_stranger (self)) {
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_NOT_A_MODULE, message);
  } else {
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_MALFORMED, message);
  }
}

/* Only what a command is called: its value may be secret. */
static void
log_line (const KettleSecret *line)
{
  g_autofree char *masked = kettle_wifi_line_dup_masked (line);

  masked[strcspn (masked, "=")] = '\0';
  g_debug ("Sent %s to the wifi module", masked);
}

static void
send_line (KettleWifiModule *self)
{
  g_autoptr (GError) error = NULL;
  gboolean begun;

  if (kettle_wifi_session_send (self->session, self->line, &begun, &error)) {
    log_line (self->line);
    self->in_flight = TRUE;
    kettle_timer_start (self->deadline, kettle_wifi_module_get_duration (
                                            self, KETTLE_WIFI_MODULE_PROP_ANSWER_TIMEOUT));
  }
  self->has_sent = self->has_sent || begun;
  if (error != NULL)
    kettle_wifi_module_finish (self, g_steal_pointer (&error));
}

/* The connect and the greeting are bounded on a clock that stands still in suspend, so that more
 * than they can take has passed only if the machine slept: then it may be on again. */
static gboolean
has_slept (KettleWifiModule *self)
{
  gint64 most = kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_FRESH_TIME)
                + kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_CONNECT_TIMEOUT)
                + kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT);

  return kettle_clock_get_boottime () - self->off_at > most;
}

static void
send_password (KettleWifiModule *self)
{
  g_autoptr (GError) error = NULL;
  gboolean begun = FALSE;

  if (has_slept (self)) {
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_STALE,
                             "That it is off was confirmed too long ago");
    return;
  }

  if (kettle_wifi_session_send_password (self->session, self->password, &begun, &error)) {
    g_debug ("Sent the password to the wifi module");
    kettle_timer_start (self->deadline, kettle_wifi_module_get_duration (
                                            self, KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT));
  }
  self->has_sent = begun;
  g_clear_pointer (&self->password, kettle_secret_free);
  if (error != NULL)
    kettle_wifi_module_finish (self, g_steal_pointer (&error));
}

/* The gap is over. */
gboolean
kettle_wifi_module_on_next (gpointer user_data)
{
  g_autoptr (KettleWifiModule) self = g_object_ref (KETTLE_WIFI_MODULE (user_data));

  if (self->task == NULL || self->in_flight)
    return G_SOURCE_REMOVE;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    kettle_wifi_module_finish (self,
                               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  else if (self->kind == KETTLE_WIFI_KIND_LOGIN)
    send_password (self);
  else
    send_line (self);

  return G_SOURCE_REMOVE;
}

gboolean
kettle_wifi_module_on_deadline (gpointer user_data)
{
  g_autoptr (KettleWifiModule) self = g_object_ref (KETTLE_WIFI_MODULE (user_data));

  if (self->task == NULL)
    return G_SOURCE_REMOVE;

  if (is_stranger (self))
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_NOT_A_MODULE,
                             "Nothing asked for the password in time");
  else
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_NO_ANSWER,
                             "The wifi module did not answer in time");

  return G_SOURCE_REMOVE;
}

void
kettle_wifi_module_schedule (KettleWifiModule *self)
{
  self->in_flight = FALSE;
  self->answered = FALSE;
  kettle_timer_start (self->next,
                      self->reply_over_at
                          + kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_GAP)
                          - g_get_monotonic_time ());
}

/* Firmware that knows no `=?` says so as a wrong format or operator: once more without. */
static gboolean
ask_bare (KettleWifiModule *self)
{
  g_autoptr (KettleSecret) line = NULL;

  if (self->kind != KETTLE_WIFI_KIND_ASK || self->bare || self->refusal == NULL
      || (self->code != -1 && self->code != -3))
    return FALSE;

  line = kettle_wifi_line_new_ask (self->word, TRUE, NULL);
  if (line == NULL || kettle_secret_equal (line, self->line))
    return FALSE;

  g_clear_pointer (&self->line, kettle_secret_free);
  self->line = g_steal_pointer (&line);
  self->bare = TRUE;
  g_clear_error (&self->refusal);
  self->reply_over_at = g_get_monotonic_time ();
  kettle_timer_stop (self->deadline);
  kettle_wifi_module_schedule (self);

  return TRUE;
}

/* The reply is over. */
static void
conclude (KettleWifiModule *self)
{
  if (kettle_wifi_session_is_open (self->session) && ask_bare (self))
    return;

  /* Whatever follows here comes from a module that is about to go. */
  if (self->kind == KETTLE_WIFI_KIND_DO && self->word == KETTLE_WIFI_RESTART
      && self->refusal == NULL)
    kettle_wifi_module_end (self);
  kettle_wifi_module_finish (self, g_steal_pointer (&self->refusal));
}

static void
take_answer (KettleWifiModule *self, const KettleWifiEvent *event)
{
  g_autoptr (GError) error = NULL;

  if (!self->in_flight || self->answered) {
    fail_malformed (self, "An answer to no question");
    return;
  }

  self->answered = TRUE;
  if (event->type == KETTLE_WIFI_EVENT_ERROR) {
    self->code = event->code;
    self->refusal = g_error_new (KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_REFUSED,
                                 "The wifi module refused it (%d)", event->code);
  } else if (event->has_parameters != (self->kind == KETTLE_WIFI_KIND_ASK)) {
    fail_malformed (self, "An answer to another question");
  } else if (self->kind == KETTLE_WIFI_KIND_ASK
             && !kettle_wifi_settings_take (self->into, self->word, event->parameters,
                                            event->length, &error)) {
    kettle_wifi_module_finish (self, g_steal_pointer (&error));
  }
}

static void
hear_reply (KettleWifiModule *self, const KettleWifiEvent *event)
{
  switch (event->type) {
  case KETTLE_WIFI_EVENT_OK:
  case KETTLE_WIFI_EVENT_ERROR:
    take_answer (self, event);
    break;
  case KETTLE_WIFI_EVENT_REPLY_END:
    if (self->task != NULL && self->answered)
      conclude (self);
    break;
  case KETTLE_WIFI_EVENT_ASKS_PASSWORD:
    fail_malformed (self, "It asks for the password in the middle");
    break;
  case KETTLE_WIFI_EVENT_MALFORMED:
    fail_malformed (self, "An answer that is none");
    break;
  case KETTLE_WIFI_EVENT_BANNER:
  case KETTLE_WIFI_EVENT_LOGGED_IN:
  case KETTLE_WIFI_EVENT_LOGIN_FAILED:
  case KETTLE_WIFI_EVENT_PROMPT:
  default:
    break;
  }
}

static void
welcome (KettleWifiModule *self)
{
  self->phase = KETTLE_WIFI_PHASE_WELCOME;
  kettle_timer_stop (self->next);
  kettle_timer_start (self->deadline, kettle_wifi_module_get_duration (
                                          self, KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT));
}

static void
become_ready (KettleWifiModule *self)
{
  self->phase = KETTLE_WIFI_PHASE_READY;
  kettle_wifi_session_set_limit (self->session, 0);
  kettle_wifi_module_finish (self, NULL);
}

/* Until it asks for the password nothing was sent, and nothing will be to who does not ask. */
static void
hear_greeting (KettleWifiModule *self, const KettleWifiEvent *event)
{
  switch (event->type) {
  case KETTLE_WIFI_EVENT_ASKS_PASSWORD:
    self->phase = KETTLE_WIFI_PHASE_PASSWORD;
    self->reply_over_at = g_get_monotonic_time ();
    kettle_timer_stop (self->deadline);
    kettle_wifi_module_schedule (self);
    break;
  case KETTLE_WIFI_EVENT_LOGGED_IN:
    welcome (self);
    break;
  case KETTLE_WIFI_EVENT_PROMPT:
    become_ready (self);
    break;
  case KETTLE_WIFI_EVENT_OK:
  case KETTLE_WIFI_EVENT_ERROR:
  case KETTLE_WIFI_EVENT_LOGIN_FAILED:
  case KETTLE_WIFI_EVENT_MALFORMED:
    fail_malformed (self, "Something else than a wifi module answers");
    break;
  case KETTLE_WIFI_EVENT_BANNER:
  case KETTLE_WIFI_EVENT_REPLY_END:
  default:
    break;
  }
}

static void
hear_judgement (KettleWifiModule *self, const KettleWifiEvent *event)
{
  /* Whatever comes before the password has left is still the greeting. */
  if (self->password != NULL)
    return;

  switch (event->type) {
  case KETTLE_WIFI_EVENT_LOGGED_IN:
    welcome (self);
    break;
  case KETTLE_WIFI_EVENT_PROMPT:
    become_ready (self);
    break;
  case KETTLE_WIFI_EVENT_ERROR:
    self->code = event->code;
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_WRONG_PASSWORD,
                             "The wifi module did not take the password");
    break;
  case KETTLE_WIFI_EVENT_ASKS_PASSWORD:
  case KETTLE_WIFI_EVENT_LOGIN_FAILED:
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_WRONG_PASSWORD,
                             "The wifi module did not take the password");
    break;
  case KETTLE_WIFI_EVENT_OK:
  case KETTLE_WIFI_EVENT_MALFORMED:
    fail_malformed (self, "An answer to no question");
    break;
  case KETTLE_WIFI_EVENT_BANNER:
  case KETTLE_WIFI_EVENT_REPLY_END:
  default:
    break;
  }
}

static void
hear_welcome (KettleWifiModule *self, const KettleWifiEvent *event)
{
  if (event->type == KETTLE_WIFI_EVENT_PROMPT)
    become_ready (self);
  else if (event->type == KETTLE_WIFI_EVENT_OK || event->type == KETTLE_WIFI_EVENT_ERROR
           || event->type == KETTLE_WIFI_EVENT_MALFORMED)
    fail_malformed (self, "An answer to no question");
}

static void
on_heard (GObject *owner, const KettleWifiEvent *event)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (owner);

  switch (self->phase) {
  case KETTLE_WIFI_PHASE_GREETING:
    hear_greeting (self, event);
    break;
  case KETTLE_WIFI_PHASE_PASSWORD:
    hear_judgement (self, event);
    break;
  case KETTLE_WIFI_PHASE_WELCOME:
    hear_welcome (self, event);
    break;
  case KETTLE_WIFI_PHASE_READY:
    hear_reply (self, event);
    break;
  case KETTLE_WIFI_PHASE_NEW:
  case KETTLE_WIFI_PHASE_DIALLING:
  case KETTLE_WIFI_PHASE_ENDED:
  default:
    break;
  }
}

static void
on_quiet (GObject *owner)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (owner);

  if (self->task == NULL)
    return;

  if (self->phase == KETTLE_WIFI_PHASE_WELCOME)
    become_ready (self);
  else if (self->phase == KETTLE_WIFI_PHASE_READY && self->answered)
    conclude (self);
}

static void
on_ended (GObject *owner, const GError *error)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (owner);
  gboolean malformed = g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_MALFORMED);

  kettle_wifi_module_end (self);
  if (self->task == NULL)
    g_signal_emit_by_name (self, "closed");
  else if (self->answered)
    conclude (self);
  else if (self->in_flight && self->kind == KETTLE_WIFI_KIND_DO
           && self->word == KETTLE_WIFI_RESTART)
    kettle_wifi_module_finish (self, NULL);
  else if (malformed && is_stranger (self))
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_NOT_A_MODULE, error->message);
  else
    kettle_wifi_module_finish (self, g_error_copy (error));
}

const KettleWifiSessionFuncs kettle_wifi_module_funcs = { on_heard, on_quiet, on_ended };
