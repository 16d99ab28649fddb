// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-wifi-module.h"

#include "net/kettle-clock.h"
#include "net/kettle-dial.h"
#include "net/kettle-timer.h"
#include "net/kettle-wifi-module-private.h"

/*
 * One session with a module's shell, one operation at a time. What is said and heard meanwhile is
 * in kettle-wifi-module-dialogue.c.
 */

/* More than this is no login. */
#define LOGIN_BYTES 8192

static const struct {
  const char *name;
  guint value;
} numbers[KETTLE_WIFI_MODULE_N_NUMBERS] = {
  [KETTLE_WIFI_MODULE_PROP_CONNECT_TIMEOUT] = { "connect-timeout", 5000 },
  [KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT] = { "login-timeout", 5000 },
  [KETTLE_WIFI_MODULE_PROP_ANSWER_TIMEOUT] = { "answer-timeout", 5000 },
  [KETTLE_WIFI_MODULE_PROP_QUIET_TIME] = { "quiet-time", 300 },
  [KETTLE_WIFI_MODULE_PROP_GAP] = { "gap", 100 },
  [KETTLE_WIFI_MODULE_PROP_FRESH_TIME] = { "fresh-time", 5000 },
};

G_DEFINE_FINAL_TYPE (KettleWifiModule, kettle_wifi_module, G_TYPE_OBJECT)

static void
kettle_wifi_module_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (object);

  if (id < KETTLE_WIFI_MODULE_N_NUMBERS)
    g_value_set_uint (value, self->numbers[id]);
  else if (id == KETTLE_WIFI_MODULE_PROP_TIME_SCALE)
    g_value_set_double (value, self->time_scale);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kettle_wifi_module_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (object);

  if (id < KETTLE_WIFI_MODULE_N_NUMBERS)
    self->numbers[id] = g_value_get_uint (value);
  else if (id == KETTLE_WIFI_MODULE_PROP_TIME_SCALE)
    self->time_scale = g_value_get_double (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kettle_wifi_module_constructed (GObject *object)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (object);

  G_OBJECT_CLASS (kettle_wifi_module_parent_class)->constructed (object);
  self->session = kettle_wifi_session_new (
      object, &kettle_wifi_module_funcs,
      kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_QUIET_TIME));
}

static void
kettle_wifi_module_dispose (GObject *object)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (object);

  /* A task holds a reference to its source, so that only an explicit dispose comes here with one.
   */
  kettle_wifi_module_end (self);
  if (self->task != NULL)
    kettle_wifi_module_finish (self,
                               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Let go"));
  g_clear_object (&self->dialling);

  G_OBJECT_CLASS (kettle_wifi_module_parent_class)->dispose (object);
}

static void
kettle_wifi_module_finalize (GObject *object)
{
  KettleWifiModule *self = KETTLE_WIFI_MODULE (object);

  kettle_timer_free (self->deadline);
  kettle_timer_free (self->next);
  kettle_wifi_session_free (self->session);

  G_OBJECT_CLASS (kettle_wifi_module_parent_class)->finalize (object);
}

static void
kettle_wifi_module_class_init (KettleWifiModuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kettle_wifi_module_get_property;
  object_class->set_property = kettle_wifi_module_set_property;
  object_class->constructed = kettle_wifi_module_constructed;
  object_class->dispose = kettle_wifi_module_dispose;
  object_class->finalize = kettle_wifi_module_finalize;

  for (guint id = 1; id < KETTLE_WIFI_MODULE_N_NUMBERS; id++)
    g_object_class_install_property (
        object_class, id,
        g_param_spec_uint (numbers[id].name, NULL, NULL, 0, G_MAXUINT, numbers[id].value, flags));
  g_object_class_install_property (
      object_class, KETTLE_WIFI_MODULE_PROP_TIME_SCALE,
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0, flags));

  g_signal_new ("closed", KETTLE_TYPE_WIFI_MODULE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
kettle_wifi_module_init (KettleWifiModule *self)
{
  self->deadline =
      kettle_timer_new ("kettle-wifi-module deadline", kettle_wifi_module_on_deadline, self);
  self->next = kettle_timer_new ("kettle-wifi-module next", kettle_wifi_module_on_next, self);
}

/**
 * kettle_wifi_module_new:
 * @time_scale: what durations are divided by
 *
 * Returns: (transfer full): a session that is not opened yet, with the usual durations
 */
KettleWifiModule *
kettle_wifi_module_new (double time_scale)
{
  return g_object_new (KETTLE_TYPE_WIFI_MODULE, "time-scale", time_scale, NULL);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (KettleWifiModule) self = g_object_ref (KETTLE_WIFI_MODULE (user_data));

  if (self->task != NULL)
    kettle_wifi_module_finish (self,
                               g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

/* Makes @task (transfer full) the operation under way; FALSE if it has failed instead. */
static gboolean
begin (KettleWifiModule *self, GTask *task, KettleWifiKind kind, KettleWifiPhase phase)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GTask) owned = task;

  /* What was done was done; whether it was cancelled meanwhile is looked at here. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->task != NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING,
                             "Another operation is under way");
    return FALSE;
  }
  self->has_sent = FALSE;
  if (g_cancellable_is_cancelled (cancellable)) {
    kettle_wifi_module_end (self);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
    return FALSE;
  }
  if (self->phase != phase) {
    g_task_return_new_error (task, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_LOST,
                             "There is no session");
    return FALSE;
  }

  self->task = g_steal_pointer (&owned);
  self->kind = kind;
  self->answered = FALSE;
  if (cancellable != NULL) {
    self->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_static_name (self->cancelled, "kettle-wifi-module cancelled");
    g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
    g_source_attach (self->cancelled, g_main_context_get_thread_default ());
  }

  return TRUE;
}

static void
on_dialled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KettleWifiModule) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = kettle_dial_finish (result, &error);

  /* Cancelled, closed or disposed meanwhile: the operation has its result already. */
  if (self->phase != KETTLE_WIFI_PHASE_DIALLING || self->task == NULL)
    return;

  if (socket == NULL) {
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_UNREACHABLE, error->message);
    return;
  }

  self->phase = KETTLE_WIFI_PHASE_GREETING;
  kettle_wifi_session_begin (self->session, socket);
  kettle_wifi_session_set_limit (self->session, LOGIN_BYTES);
  kettle_timer_start (self->deadline, kettle_wifi_module_get_duration (
                                          self, KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT));
}

static gboolean
is_fresh (KettleWifiModule *self, gint64 off_at)
{
  gint64 age = kettle_clock_get_boottime () - off_at;

  return off_at > 0 && age >= 0
         && age <= kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_FRESH_TIME);
}

/**
 * kettle_wifi_module_log_in_async:
 * @self: a session that was never opened
 * @host: a host name or numeric IPv4 address in a local network
 * @port: the shell's port, usually %KETTLE_WIFI_PORT
 * @password: the shell's password, six digits
 * @off_at: when the kettle said that it is off, on kettle_clock_get_boottime()
 * @cancellable: (nullable): to give up earlier; the session ends
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Connects to the shell and logs in (protocol sheet 2: a banner, `Password:`, `Login Successfully`
 * or a prompt). The password is sent once, after it was asked for; a module that shows its prompt
 * straight away needs none, and anything else is sent nothing at all.
 */
void
kettle_wifi_module_log_in_async (KettleWifiModule *self,
                                 const char *host,
                                 guint16 port,
                                 const KettleSecret *password,
                                 gint64 off_at,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GTask *task;

  g_return_if_fail (KETTLE_IS_WIFI_MODULE (self));
  g_return_if_fail (host != NULL && port != 0);
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_module_log_in_async);
  if (!begin (self, task, KETTLE_WIFI_KIND_LOGIN, KETTLE_WIFI_PHASE_NEW))
    return;

  if (!kettle_wifi_check_password (password, &error)) {
    kettle_wifi_module_finish (self, g_steal_pointer (&error));
    return;
  }
  if (!is_fresh (self, off_at)) {
    kettle_wifi_module_fail (self, KETTLE_WIFI_ERROR_STALE,
                             "That it is off was not confirmed just now");
    return;
  }

  self->phase = KETTLE_WIFI_PHASE_DIALLING;
  self->off_at = off_at;
  self->password = kettle_secret_copy (password);
  self->dialling = g_cancellable_new ();
  kettle_dial_async (
      host, port,
      (guint) (kettle_wifi_module_get_duration (self, KETTLE_WIFI_MODULE_PROP_CONNECT_TIMEOUT)
               / 1000),
      self->dialling, on_dialled, g_object_ref (self));
}

/**
 * kettle_wifi_module_log_in_finish:
 * @self: the session
 * @result: what the callback got
 * @error: return location: %KETTLE_WIFI_ERROR_PASSWORD, %KETTLE_WIFI_ERROR_STALE (nothing was
 *   opened, or the machine slept before the password was sent), %KETTLE_WIFI_ERROR_UNREACHABLE,
 *   %KETTLE_WIFI_ERROR_NOT_A_MODULE (nothing was sent), %KETTLE_WIFI_ERROR_WRONG_PASSWORD,
 *   %KETTLE_WIFI_ERROR_NO_ANSWER, %KETTLE_WIFI_ERROR_LOST, %KETTLE_WIFI_ERROR_MALFORMED,
 *   %G_IO_ERROR_CANCELLED or %G_IO_ERROR_PENDING
 *
 * Returns: whether the shell is ready for commands
 */
gboolean
kettle_wifi_module_log_in_finish (KettleWifiModule *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* @line: (transfer full) (nullable): what is to be sent, NULL with @error (transfer full). */
static void
begin_command (KettleWifiModule *self,
               GTask *task,
               KettleWifiKind kind,
               KettleWifiWord word,
               KettleWifiSettings *into,
               KettleSecret *line,
               GError *error)
{
  g_autoptr (KettleSecret) owned = line;
  g_autoptr (GError) owned_error = error;

  if (!begin (self, task, kind, KETTLE_WIFI_PHASE_READY))
    return;

  /* Nothing was sent, and the shell stands where it stood. */
  if (line == NULL) {
    g_autoptr (GTask) stolen = g_steal_pointer (&self->task);

    if (self->cancelled != NULL)
      g_source_destroy (self->cancelled);
    g_clear_pointer (&self->cancelled, g_source_unref);
    g_task_return_error (stolen, g_steal_pointer (&owned_error));
    return;
  }

  self->word = word;
  self->into = into;
  self->line = g_steal_pointer (&owned);
  kettle_wifi_module_schedule (self);
}

/**
 * kettle_wifi_module_ask_async:
 * @self: a session that is logged in
 * @word: what to ask for
 * @into: takes the answer; must live until the callback
 * @cancellable: (nullable): to give up earlier; the session ends
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Asks for one setting. A module that does not know `=?` (it answers -1 or -3) is asked without,
 * and from then on always.
 */
void
kettle_wifi_module_ask_async (KettleWifiModule *self,
                              KettleWifiWord word,
                              KettleWifiSettings *into,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  KettleSecret *line;

  g_return_if_fail (KETTLE_IS_WIFI_MODULE (self));
  g_return_if_fail (into != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_module_ask_async);
  line = kettle_wifi_line_new_ask (word, self->bare, &error);
  begin_command (self, task, KETTLE_WIFI_KIND_ASK, word, into, line, error);
}

/**
 * kettle_wifi_module_ask_finish:
 * @self: the session
 * @result: what the callback got
 * @error: return location: %KETTLE_WIFI_ERROR_REFUSED (the session goes on),
 *   %KETTLE_WIFI_ERROR_NO_ANSWER, %KETTLE_WIFI_ERROR_LOST, %KETTLE_WIFI_ERROR_MALFORMED,
 *   %G_IO_ERROR_CANCELLED or %G_IO_ERROR_PENDING
 *
 * Returns: whether the settings have taken the answer; if not, they may hold half of it
 */
gboolean
kettle_wifi_module_ask_finish (KettleWifiModule *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kettle_wifi_module_set_async:
 * @self: a session that is logged in
 * @word: what to set
 * @values: what to, and the forms to write it in
 * @cancellable: (nullable): to give up earlier; the session ends
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Sets one setting in the module's RAM (protocol sheet 2: `=`, never `=!`).
 */
void
kettle_wifi_module_set_async (KettleWifiModule *self,
                              KettleWifiWord word,
                              const KettleWifiSettings *values,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  KettleSecret *line;

  g_return_if_fail (KETTLE_IS_WIFI_MODULE (self));
  g_return_if_fail (values != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_module_set_async);
  line = kettle_wifi_line_new_set (word, values, &error);
  begin_command (self, task, KETTLE_WIFI_KIND_SET, word, NULL, line, error);
}

/**
 * kettle_wifi_module_set_finish:
 * @self: the session
 * @result: what the callback got
 * @error: return location: as for kettle_wifi_module_ask_finish(), and a %KETTLE_WIFI_ERROR of the
 *   value's when there is none to be sent (the session goes on)
 *
 * Returns: whether the module has said that it took it
 */
gboolean
kettle_wifi_module_set_finish (KettleWifiModule *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kettle_wifi_module_do_async:
 * @self: a session that is logged in
 * @word: %KETTLE_WIFI_SAVE or %KETTLE_WIFI_RESTART
 * @cancellable: (nullable): to give up earlier; the session ends
 * @callback: called once, never from within this function
 * @user_data: for @callback
 *
 * Saves what is in RAM, or restarts the module, which ends the session in any case.
 */
void
kettle_wifi_module_do_async (KettleWifiModule *self,
                             KettleWifiWord word,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  KettleSecret *line;

  g_return_if_fail (KETTLE_IS_WIFI_MODULE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kettle_wifi_module_do_async);
  line = kettle_wifi_line_new_do (word, &error);
  begin_command (self, task, KETTLE_WIFI_KIND_DO, word, NULL, line, error);
}

/**
 * kettle_wifi_module_do_finish:
 * @self: the session
 * @result: what the callback got
 * @error: return location: as for kettle_wifi_module_ask_finish()
 *
 * Returns: whether it is done; a restart is when the module said so, or went without a word
 */
gboolean
kettle_wifi_module_do_finish (KettleWifiModule *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kettle_wifi_module_is_open:
 * @self: a session
 *
 * Returns: whether it is logged in and has not ended, as far as is known
 */
gboolean
kettle_wifi_module_is_open (KettleWifiModule *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_MODULE (self), FALSE);

  return self->phase == KETTLE_WIFI_PHASE_READY;
}

/**
 * kettle_wifi_module_get_code:
 * @self: a session
 *
 * Returns: the number of the last `+ERR`; 0 if none came
 */
int
kettle_wifi_module_get_code (KettleWifiModule *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_MODULE (self), 0);

  return self->code;
}

/**
 * kettle_wifi_module_has_sent:
 * @self: a session
 *
 * Returns: whether a byte of the last operation's line has left: then it may have been done,
 *   whatever came of the operation
 */
gboolean
kettle_wifi_module_has_sent (KettleWifiModule *self)
{
  g_return_val_if_fail (KETTLE_IS_WIFI_MODULE (self), FALSE);

  return self->has_sent;
}

/**
 * kettle_wifi_module_close:
 * @self: a session
 *
 * Ends the session without waiting for anything. An operation under way fails with
 * %G_IO_ERROR_CANCELLED.
 */
void
kettle_wifi_module_close (KettleWifiModule *self)
{
  g_autoptr (KettleWifiModule) guard = NULL;

  g_return_if_fail (KETTLE_IS_WIFI_MODULE (self));

  guard = g_object_ref (self);
  kettle_wifi_module_end (self);
  if (self->task != NULL)
    kettle_wifi_module_finish (
        self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Closed meanwhile"));
}
