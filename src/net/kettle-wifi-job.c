// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-job.h"

#include "net/kettle-timer.h"
#include "net/kettle-wifi-job-private.h"

/*
 * One dealing with a kettle's wifi module, from the outside: what it is given, how far it is, and
 * how it ended. What is done in between is in the other files of its name.
 */

static const struct {
  const char *name;
  guint value;
} numbers[KETTLE_WIFI_JOB_N_PROPERTIES] = {
  [KETTLE_WIFI_JOB_PROP_PORT] = { "port", 2000 },
  [KETTLE_WIFI_JOB_PROP_MODULE_PORT] = { "module-port", KETTLE_WIFI_PORT },
  [KETTLE_WIFI_JOB_PROP_OFF_TIMEOUT] = { "off-timeout", 5000 },
  [KETTLE_WIFI_JOB_PROP_PAUSE] = { "pause", 500 },
  [KETTLE_WIFI_JOB_PROP_RESTART_TIME] = { "restart-time", 3000 },
  [KETTLE_WIFI_JOB_PROP_FIND_TIME] = { "find-time", 60000 },
};

G_DEFINE_FINAL_TYPE (KettleWifiJob, kettle_wifi_job, G_TYPE_OBJECT)

static GParamSpec *properties[KETTLE_WIFI_JOB_N_PROPERTIES];

gboolean
kettle_wifi_job_set_stage (KettleWifiJob *self, KettleWifiStage stage)
{
  if (self->stage != stage) {
    g_debug ("Wifi job: stage %d", (int) stage);
    self->stage = stage;
    g_object_notify_by_pspec (G_OBJECT (self), properties[KETTLE_WIFI_JOB_PROP_STAGE]);
  }

  return self->task != NULL;
}

/* What is secret lives as long as it is needed; what the module has said is the caller's. */
static void
forget_secrets (KettleWifiJob *self)
{
  g_clear_pointer (&self->password, kettle_secret_free);
  g_clear_pointer (&self->plan, kettle_wifi_plan_free);
  g_clear_pointer (&self->seen, kettle_wifi_settings_free);
  g_clear_pointer (&self->values, kettle_wifi_settings_free);
  g_clear_pointer (&self->now, kettle_wifi_settings_free);
  g_clear_pointer (&self->who, kettle_wifi_settings_free);
}

/* Whatever way a job ends, the link goes on. */
static void
unpause_link (KettleWifiJob *self)
{
  if (!self->paused)
    return;

  self->paused = FALSE;
  kettle_link_unpause (self->link);
}

/* @error: (transfer full) (nullable). */
static void
conclude (KettleWifiJob *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_clear_object (&self->inner);
  kettle_wifi_job_close (self);
  forget_secrets (self);
  kettle_wifi_job_set_stage (self, KETTLE_WIFI_STAGE_DONE);
  unpause_link (self);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_last_pause_over (KettleWifiJob *self, GError *error)
{
  conclude (self, g_steal_pointer (&self->result));
}

void
kettle_wifi_job_end (KettleWifiJob *self, KettleWifiOutcome outcome, GError *error)
{
  gboolean leave = self->module != NULL || self->paused || self->found_host != NULL;

  g_info ("Wifi job: %s", error != NULL ? error->message : "done");
  self->outcome = outcome;
  self->has_outcome = TRUE;
  self->result = error;
  kettle_wifi_job_close (self);

  /* The kettle has a moment to see that we have left, before the link comes back. */
  if (leave)
    kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                          on_last_pause_over);
  else
    conclude (self, g_steal_pointer (&self->result));
}

/* Before anything was written, or while it is only looked for, the step under way is given up. What
 * was written is taken back when the command under way is answered; from the save on it goes on. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (KettleWifiJob) self = g_object_ref (KETTLE_WIFI_JOB (user_data));

  if (self->stage <= KETTLE_WIFI_STAGE_READING || self->stage == KETTLE_WIFI_STAGE_DONE)
    g_cancellable_cancel (self->inner);
  else if (self->stage < KETTLE_WIFI_STAGE_SAVING)
    self->stop_asked = TRUE;

  return G_SOURCE_REMOVE;
}

static void
kettle_wifi_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleWifiJob *self = KETTLE_WIFI_JOB (object);

  switch ((KettleWifiJobProperty) id) {
  case KETTLE_WIFI_JOB_PROP_LINK:
    g_value_set_object (value, self->link);
    break;
  case KETTLE_WIFI_JOB_PROP_HOST:
    g_value_set_string (value, self->host);
    break;
  case KETTLE_WIFI_JOB_PROP_SCANNER:
    g_value_set_object (value, self->scanner);
    break;
  case KETTLE_WIFI_JOB_PROP_TIME_SCALE:
    g_value_set_double (value, self->time_scale);
    break;
  case KETTLE_WIFI_JOB_PROP_STAGE:
    g_value_set_int (value, (int) self->stage);
    break;
  case KETTLE_WIFI_JOB_PROP_PORT:
  case KETTLE_WIFI_JOB_PROP_MODULE_PORT:
  case KETTLE_WIFI_JOB_PROP_OFF_TIMEOUT:
  case KETTLE_WIFI_JOB_PROP_PAUSE:
  case KETTLE_WIFI_JOB_PROP_RESTART_TIME:
  case KETTLE_WIFI_JOB_PROP_FIND_TIME:
    g_value_set_uint (value, self->numbers[id]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_wifi_job_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleWifiJob *self = KETTLE_WIFI_JOB (object);

  switch ((KettleWifiJobProperty) id) {
  case KETTLE_WIFI_JOB_PROP_LINK:
    self->link = g_value_dup_object (value);
    break;
  case KETTLE_WIFI_JOB_PROP_HOST:
    self->host = g_value_dup_string (value);
    break;
  case KETTLE_WIFI_JOB_PROP_SCANNER:
    self->scanner = g_value_dup_object (value);
    break;
  case KETTLE_WIFI_JOB_PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case KETTLE_WIFI_JOB_PROP_PORT:
  case KETTLE_WIFI_JOB_PROP_MODULE_PORT:
  case KETTLE_WIFI_JOB_PROP_OFF_TIMEOUT:
  case KETTLE_WIFI_JOB_PROP_PAUSE:
  case KETTLE_WIFI_JOB_PROP_RESTART_TIME:
  case KETTLE_WIFI_JOB_PROP_FIND_TIME:
    self->numbers[id] = g_value_get_uint (value);
    break;
  case KETTLE_WIFI_JOB_PROP_STAGE:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* In the middle; let go there, nobody takes anything back any more. */
static KettleWifiOutcome
get_outcome_so_far (KettleWifiJob *self)
{
  if (self->touched == 0 && !self->word_sent)
    return KETTLE_WIFI_OUTCOME_UNTOUCHED;
  if (self->save_sent)
    return kettle_wifi_job_get_last_outcome (self);
  if (self->stage == KETTLE_WIFI_STAGE_SAVING)
    return KETTLE_WIFI_OUTCOME_UNCERTAIN;
  if (self->stage == KETTLE_WIFI_STAGE_RESTARTING || self->stage == KETTLE_WIFI_STAGE_FINDING)
    return KETTLE_WIFI_OUTCOME_NEW;

  return KETTLE_WIFI_OUTCOME_OLD_SAVED;
}

static void
kettle_wifi_job_dispose (GObject *object)
{
  KettleWifiJob *self = KETTLE_WIFI_JOB (object);

  /* A task holds a reference to its source, so that only an explicit dispose comes here with one.
   */
  if (self->task != NULL) {
    if (!self->has_outcome)
      self->outcome = get_outcome_so_far (self);
    g_cancellable_cancel (self->inner);
    conclude (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Let go"));
  }
  g_clear_pointer (&self->timer, kettle_timer_free);
  g_clear_error (&self->result);
  g_clear_object (&self->scanner);
  g_clear_object (&self->link);

  G_OBJECT_CLASS (kettle_wifi_job_parent_class)->dispose (object);
}

static void
kettle_wifi_job_finalize (GObject *object)
{
  KettleWifiJob *self = KETTLE_WIFI_JOB (object);

  g_clear_pointer (&self->settings, kettle_wifi_settings_free);
  g_free (self->found_host);
  g_free (self->host);

  G_OBJECT_CLASS (kettle_wifi_job_parent_class)->finalize (object);
}

static void
kettle_wifi_job_class_init (KettleWifiJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kettle_wifi_job_get_property;
  object_class->set_property = kettle_wifi_job_set_property;
  object_class->dispose = kettle_wifi_job_dispose;
  object_class->finalize = kettle_wifi_job_finalize;

  properties[KETTLE_WIFI_JOB_PROP_LINK] =
      g_param_spec_object ("link", NULL, NULL, KETTLE_TYPE_LINK, flags);
  properties[KETTLE_WIFI_JOB_PROP_HOST] = g_param_spec_string ("host", NULL, NULL, "", flags);
  properties[KETTLE_WIFI_JOB_PROP_SCANNER] =
      g_param_spec_object ("scanner", NULL, NULL, KETTLE_TYPE_SCANNER, flags);
  properties[KETTLE_WIFI_JOB_PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0, flags);
  properties[KETTLE_WIFI_JOB_PROP_STAGE] =
      g_param_spec_int ("stage", NULL, NULL, 0, KETTLE_WIFI_STAGE_DONE, 0, readable);
  for (guint id = KETTLE_WIFI_JOB_PROP_PORT; id < KETTLE_WIFI_JOB_N_PROPERTIES; id++)
    properties[id] = g_param_spec_uint (
        numbers[id].name, NULL, NULL, 0,
        id <= KETTLE_WIFI_JOB_PROP_MODULE_PORT ? G_MAXUINT16 : G_MAXUINT, numbers[id].value, flags);
  g_object_class_install_properties (object_class, KETTLE_WIFI_JOB_N_PROPERTIES, properties);
}

static void
kettle_wifi_job_init (KettleWifiJob *self)
{
}

/**
 * kettle_wifi_job_new:
 * @link: (nullable): whatever keeps a kettle connected
 * @host: where the kettle is: a host name or numeric IPv4 address
 * @port: its port
 *
 * Returns: (transfer full): a job with the usual durations and the module's usual port
 */
KettleWifiJob *
kettle_wifi_job_new (KettleLink *link, const char *host, guint16 port)
{
  g_return_val_if_fail (link == NULL || KETTLE_IS_LINK (link), NULL);
  g_return_val_if_fail (host != NULL && port != 0, NULL);

  return g_object_new (KETTLE_TYPE_WIFI_JOB, "link", link, "host", host, "port", (guint) port,
                       NULL);
}

/* Makes @task (transfer full) what is under way; FALSE if it has failed instead. */
static gboolean
begin (KettleWifiJob *self, GTask *task)
{
  g_autoptr (GTask) owned = task;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->task != NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The job is under way");
    return FALSE;
  }
  if (g_task_return_error_if_cancelled (task))
    return FALSE;

  /* What was done was done, whether it was cancelled meanwhile or not. */
  g_task_set_check_cancellable (task, FALSE);
  self->task = g_steal_pointer (&owned);
  self->inner = g_cancellable_new ();
  if (cancellable != NULL) {
    self->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_static_name (self->cancelled, "kettle-wifi-job cancelled");
    g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
    g_source_attach (self->cancelled, g_main_context_get_thread_default ());
  }

  return TRUE;
}

/**
 * kettle_wifi_job_run_async:
 * @self: a job that has not run
 * @password: (nullable): the shell's password; NULL for the factory's
 * @plan: (nullable): what is to be written; NULL for a look alone
 * @seen: (nullable): what a look has shown before
 * @cancellable: (nullable): to stop; works until the save is sent
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Does it, from the question whether the kettle is off to its HELLOAPP afterwards. What is given is
 * copied, and every copy is freed before the callback. A word that the module refuses to tell is
 * not written: it could neither be compared nor taken back. The exception is the shell's password,
 * which is proved by a second login.
 */
void
kettle_wifi_job_run_async (KettleWifiJob *self,
                           const KettleSecret *password,
                           const KettleWifiPlan *plan,
                           const KettleWifiSettings *seen,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KETTLE_IS_WIFI_JOB (self));
  g_return_if_fail (!self->has_run);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_job_run_async);
  if (!begin (self, task))
    return;

  self->has_run = TRUE;
  self->password = password != NULL ? kettle_secret_copy (password)
                                    : kettle_secret_new (KETTLE_WIFI_FACTORY_PASSWORD, -1);
  self->plan = plan != NULL ? kettle_wifi_plan_copy (plan) : NULL;
  self->seen = seen != NULL ? kettle_wifi_settings_copy (seen) : NULL;
  self->moves = plan != NULL && kettle_wifi_plan_moves (plan);
  kettle_wifi_job_start (self);
}

/**
 * kettle_wifi_job_run_finish:
 * @self: the job
 * @result: what the callback got
 * @error: return location: a %KETTLE_WIFI_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Which settings the module has now says kettle_wifi_job_get_outcome(), whatever this returns.
 *
 * Returns: whether all that was asked for is done, and the kettle found again if it was restarted
 */
gboolean
kettle_wifi_job_run_finish (KettleWifiJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_found_pause_over (KettleWifiJob *self, GError *error)
{
  conclude (self, NULL);
}

static void
on_found (KettleWifiJob *self, GError *error)
{
  if (error != NULL)
    conclude (self, error);
  else
    kettle_wifi_job_wait (self, kettle_wifi_job_get_duration (self, KETTLE_WIFI_JOB_PROP_PAUSE),
                          on_found_pause_over);
}

/**
 * kettle_wifi_job_find_async:
 * @self: a job that has run
 * @cancellable: (nullable): to give up
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Looks for the kettle once more, for "find-time". The link is paused meanwhile.
 */
void
kettle_wifi_job_find_async (KettleWifiJob *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KETTLE_IS_WIFI_JOB (self));
  g_return_if_fail (self->has_run);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_job_find_async);
  if (!begin (self, task))
    return;

  if (self->link != NULL) {
    self->paused = TRUE;
    kettle_link_pause (self->link);
  }
  kettle_wifi_job_look_for (self, self->moves, on_found);
}

/**
 * kettle_wifi_job_find_finish:
 * @self: the job
 * @result: what the callback got
 * @error: return location: %KETTLE_WIFI_ERROR_NOT_FOUND or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the kettle was found; kettle_wifi_job_get_found_host() says where
 */
gboolean
kettle_wifi_job_find_finish (KettleWifiJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

KettleWifiStage
kettle_wifi_job_get_stage (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), KETTLE_WIFI_STAGE_NONE);

  return self->stage;
}

/**
 * kettle_wifi_job_can_cancel:
 * @self: a job
 *
 * Returns: whether something is under way that cancelling ends: until the save is sent, and while
 *   kettle_wifi_job_find_async() looks
 */
gboolean
kettle_wifi_job_can_cancel (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), FALSE);

  return self->task != NULL && !self->stop_asked
         && (self->stage < KETTLE_WIFI_STAGE_SAVING || self->stage == KETTLE_WIFI_STAGE_DONE);
}

/**
 * kettle_wifi_job_get_outcome:
 * @self: a job
 *
 * While it is under way, this is what it would be if the job ended here and now.
 *
 * Returns: which settings the module has
 */
KettleWifiOutcome
kettle_wifi_job_get_outcome (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), KETTLE_WIFI_OUTCOME_UNTOUCHED);

  return self->has_outcome || self->task == NULL ? self->outcome : get_outcome_so_far (self);
}

/**
 * kettle_wifi_job_get_settings:
 * @self: a job
 *
 * The one thing secret that a job keeps after it has ended: the key the module had is part of it,
 * and is freed with the job.
 *
 * Returns: (nullable): what the module said before anything was written; NULL until all was read
 */
const KettleWifiSettings *
kettle_wifi_job_get_settings (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), NULL);

  return self->settings;
}

const char *
kettle_wifi_job_get_found_host (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), NULL);

  return self->found_host;
}

int
kettle_wifi_job_get_module_code (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), 0);

  return self->module_code;
}

KettleWifiWord
kettle_wifi_job_get_failed_word (KettleWifiJob *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_JOB (self), (KettleWifiWord) 0);

  return self->failed_word;
}
