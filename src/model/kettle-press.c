// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-model"

#include "config.h"

#include "model/kettle-press.h"

/*
 * A request to the model, for those who wait for what becomes of it: callers on the bus and on the
 * command line. What a person at the window needs to know, the model's own signals tell.
 */

static const GDBusErrorEntry error_names[] = {
  { KETTLE_PRESS_ERROR_NO_KETTLE, "io.github.kettle_desktop.Kettle1.Error.NoKettle" },
  { KETTLE_PRESS_ERROR_NOT_CONNECTED, "io.github.kettle_desktop.Kettle1.Error.NotConnected" },
  { KETTLE_PRESS_ERROR_NOT_SENT, "io.github.kettle_desktop.Kettle1.Error.NotSent" },
  { KETTLE_PRESS_ERROR_NO_ANSWER, "io.github.kettle_desktop.Kettle1.Error.NoAnswer" },
  { KETTLE_PRESS_ERROR_NOT_CONFIRMED, "io.github.kettle_desktop.Kettle1.Error.NotConfirmed" },
  { KETTLE_PRESS_ERROR_REPLACED, "io.github.kettle_desktop.Kettle1.Error.Replaced" },
};

/**
 * kettle_press_error_quark:
 *
 * Returns: the domain of #KettlePressError; its errors keep code and domain across D-Bus in
 *   programs that have called this
 */
GQuark
kettle_press_error_quark (void)
{
  static gsize quark = 0;

  g_dbus_error_register_error_domain ("kettle-press-error-quark", &quark, error_names,
                                      G_N_ELEMENTS (error_names));

  return (GQuark) quark;
}

typedef struct {
  KettleRequestKind kind;
  int argument;
  guint before; /* the newest request when the model was asked */
  guint number; /* of this one, 0 while the model is just being asked */
  gboolean ended;
} Press;

static const char *
get_failure_text (KettlePressError error)
{
  switch (error) {
  case KETTLE_PRESS_ERROR_NO_KETTLE:
    return "No kettle is chosen";
  case KETTLE_PRESS_ERROR_NOT_CONNECTED:
    return "There is no connection to the kettle";
  case KETTLE_PRESS_ERROR_NOT_SENT:
    return "The kettle cannot be reached; nothing was pressed";
  case KETTLE_PRESS_ERROR_NO_ANSWER:
    return "The kettle did not answer";
  case KETTLE_PRESS_ERROR_REPLACED:
    return "Something else was asked for before the kettle confirmed this";
  case KETTLE_PRESS_ERROR_NOT_CONFIRMED:
  default:
    return "The kettle did not confirm it";
  }
}

static void
return_error (GTask *task, KettlePressError error)
{
  g_task_return_new_error (task, KETTLE_PRESS_ERROR, (int) error, "%s", get_failure_text (error));
}

static KettlePressError
error_for_failure (int failure)
{
  switch ((KettleFailure) failure) {
  case KETTLE_FAILURE_NOT_SENT:
    return KETTLE_PRESS_ERROR_NOT_SENT;
  case KETTLE_FAILURE_NO_ANSWER:
    return KETTLE_PRESS_ERROR_NO_ANSWER;
  case KETTLE_FAILURE_NOT_CONFIRMED:
  default:
    return KETTLE_PRESS_ERROR_NOT_CONFIRMED;
  }
}

/* While the model is being asked it tells what has become of older requests, also of one for the
 * same, and may tell at once what became of this. */
static gboolean
is_ours (GTask *task, int kind, int argument, guint number)
{
  const Press *press = g_task_get_task_data (task);

  if (press->number != 0)
    return number == press->number;

  return number > press->before && (int) press->kind == kind && press->argument == argument;
}

/* The handlers own the task: it goes with them, and takes its reference to the model along. */
static GTask *
take (GTask *task)
{
  Press *press = g_task_get_task_data (task);

  press->ended = TRUE;
  g_object_ref (task);
  g_signal_handlers_disconnect_by_data (g_task_get_source_object (task), task);

  return task;
}

static void
on_request_failed (
    KettleModel *model, int kind, int argument, int failure, guint number, GTask *task)
{
  g_autoptr (GTask) own = NULL;

  if (!is_ours (task, kind, argument, number))
    return;

  own = take (task);
  return_error (own, error_for_failure (failure));
}

static void
on_request_ended (KettleModel *model, int kind, int argument, int ending, guint number, GTask *task)
{
  g_autoptr (GTask) own = NULL;

  if (!is_ours (task, kind, argument, number))
    return;

  own = take (task);
  if (ending == KETTLE_ENDING_REPLACED)
    return_error (own, KETTLE_PRESS_ERROR_REPLACED);
  else
    g_task_return_boolean (own, TRUE);
}

static guint
request (KettleModel *model, KettleRequestKind kind, int argument)
{
  switch (kind) {
  case KETTLE_REQUEST_ON:
    return kettle_model_request_on (model, TRUE);
  case KETTLE_REQUEST_OFF:
    return kettle_model_request_off (model);
  case KETTLE_REQUEST_TEMPERATURE:
    return kettle_model_request_temperature (model, argument, TRUE);
  case KETTLE_REQUEST_WARM:
    return kettle_model_request_warm (model);
  case KETTLE_REQUEST_WARM_MINUTES:
    return kettle_model_request_warm_minutes (model, argument);
  default:
    g_return_val_if_reached (0);
  }
}

static gboolean
is_valid (KettleRequestKind kind, int argument)
{
  if (kind == KETTLE_REQUEST_TEMPERATURE)
    return argument == 65 || argument == 80 || argument == 95 || argument == 100;
  if (kind == KETTLE_REQUEST_WARM_MINUTES)
    return argument == 5 || argument == 10 || argument == 20;

  return argument == 0;
}

static gboolean
is_connected (KettleModel *model)
{
  KettleSnapshot now;

  kettle_model_get_snapshot (model, &now);

  return now.connection == KETTLE_LIFE_CONNECTED;
}

static void
unref_task (gpointer task, GClosure *closure)
{
  g_object_unref (task);
}

/**
 * kettle_press_async:
 * @model: the kettle
 * @kind: what is wanted
 * @argument: °C or minutes that the kettle has a key for, 0 when @kind has none
 * @callback: when it is known what became of it
 * @user_data: for @callback
 *
 * Asks for something, deliberately (see kettle_model_request_on()), and waits for its end: the
 * confirmation, and after "On, then N" also the second look two seconds later. Takes no longer
 * than the model gives a request. It cannot be cancelled: what was asked for is taken back by
 * asking for Off.
 */
void
kettle_press_async (KettleModel *model,
                    KettleRequestKind kind,
                    int argument,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) refused = NULL;
  gboolean needs_connection = kind == KETTLE_REQUEST_WARM || kind == KETTLE_REQUEST_WARM_MINUTES;
  KettleSnapshot now;
  Press *press;

  g_return_if_fail (KETTLE_IS_MODEL (model));
  g_return_if_fail (is_valid (kind, argument));

  task = g_task_new (model, NULL, callback, user_data);
  g_task_set_source_tag (task, kettle_press_async);
  press = g_new (Press, 1);
  *press = (Press){ .kind = kind, .argument = argument };
  g_task_set_task_data (task, press, g_free);

  kettle_model_get_snapshot (model, &now);
  if (now.connection == KETTLE_LIFE_NONE) {
    return_error (task, KETTLE_PRESS_ERROR_NO_KETTLE);
    return;
  }
  if (needs_connection && !is_connected (model)) {
    return_error (task, KETTLE_PRESS_ERROR_NOT_CONNECTED);
    return;
  }

  g_signal_connect_data (model, "request-failed", G_CALLBACK (on_request_failed),
                         g_object_ref (task), unref_task, 0);
  g_signal_connect_data (model, "request-ended", G_CALLBACK (on_request_ended), g_object_ref (task),
                         unref_task, 0);
  press->before = kettle_model_get_last_request (model);
  press->number = request (model, kind, argument);

  /* Being asked the model finds out about a sleep, and has no connection or no kettle any more. */
  if (press->number == 0 && !press->ended) {
    refused = take (task);
    return_error (refused, needs_connection ? KETTLE_PRESS_ERROR_NOT_CONNECTED
                                            : KETTLE_PRESS_ERROR_NO_KETTLE);
  }
}

/**
 * kettle_press_finish:
 * @model: the kettle
 * @result: as the callback got it
 * @error: return location for a #KettlePressError
 *
 * Returns: %TRUE when the kettle confirmed it; a keep-warm length may also have stayed unanswered
 */
gboolean
kettle_press_finish (KettleModel *model, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, model), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
