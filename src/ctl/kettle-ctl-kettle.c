// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-kettle.h"

enum {
  SIGNAL_CHANGED,
  SIGNAL_EVENT,
  SIGNAL_GONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE (KettleCtlKettle, kettle_ctl_kettle, G_TYPE_OBJECT)

static void
kettle_ctl_kettle_class_init (KettleCtlKettleClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EVENT] = g_signal_new ("event", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_GONE] =
      g_signal_new ("gone", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_ctl_kettle_init (KettleCtlKettle *self)
{
}

/**
 * kettle_ctl_kettle_get_snapshot:
 * @self: a kettle
 * @snapshot: (out caller-allocates): everything it shows
 */
void
kettle_ctl_kettle_get_snapshot (KettleCtlKettle *self, KettleSnapshot *snapshot)
{
  g_return_if_fail (KETTLE_CTL_IS_KETTLE (self));
  g_return_if_fail (snapshot != NULL);

  KETTLE_CTL_KETTLE_GET_CLASS (self)->get_snapshot (self, snapshot);
}

/**
 * kettle_ctl_kettle_dup_address:
 * @self: a kettle
 *
 * Returns: (transfer full): where it is, as a person would type it
 */
char *
kettle_ctl_kettle_dup_address (KettleCtlKettle *self)
{
  g_return_val_if_fail (KETTLE_CTL_IS_KETTLE (self), NULL);

  return KETTLE_CTL_KETTLE_GET_CLASS (self)->dup_address (self);
}

/**
 * kettle_ctl_kettle_press_async:
 * @self: a kettle
 * @kind: what is wanted
 * @argument: as in kettle_press_async()
 * @callback: when it is known what became of it
 * @user_data: for @callback
 *
 * As kettle_press_async().
 */
void
kettle_ctl_kettle_press_async (KettleCtlKettle *self,
                               KettleRequestKind kind,
                               int argument,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KETTLE_CTL_IS_KETTLE (self));

  KETTLE_CTL_KETTLE_GET_CLASS (self)->press_async (self, kind, argument, callback, user_data);
}

/**
 * kettle_ctl_kettle_press_finish:
 * @self: a kettle
 * @result: as the callback got it
 * @error: return location: a %KETTLE_PRESS_ERROR, or whatever else came between
 *
 * Returns: %TRUE when the kettle confirmed it; the snapshot shows it by then
 */
gboolean
kettle_ctl_kettle_press_finish (KettleCtlKettle *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KETTLE_CTL_IS_KETTLE (self), FALSE);

  return KETTLE_CTL_KETTLE_GET_CLASS (self)->press_finish (self, result, error);
}

/**
 * kettle_ctl_kettle_is_committed:
 * @self: a kettle
 *
 * Returns: whether something that was asked for may still be done after kettle_ctl_kettle_close(),
 *   because it is another program that does it
 */
gboolean
kettle_ctl_kettle_is_committed (KettleCtlKettle *self)
{
  g_return_val_if_fail (KETTLE_CTL_IS_KETTLE (self), FALSE);

  return KETTLE_CTL_KETTLE_GET_CLASS (self)->is_committed (self);
}

/**
 * kettle_ctl_kettle_close:
 * @self: a kettle
 *
 * Takes back what was not written yet, and parts from the kettle. Nothing is emitted afterwards.
 */
void
kettle_ctl_kettle_close (KettleCtlKettle *self)
{
  g_return_if_fail (KETTLE_CTL_IS_KETTLE (self));

  KETTLE_CTL_KETTLE_GET_CLASS (self)->close (self);
}

/**
 * kettle_ctl_kettle_emit_changed:
 * @self: a kettle
 *
 * For its kinds: what the snapshot shows is new.
 */
void
kettle_ctl_kettle_emit_changed (KettleCtlKettle *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * kettle_ctl_kettle_emit_event:
 * @self: a kettle
 * @event: what happened
 *
 * For its kinds.
 */
void
kettle_ctl_kettle_emit_event (KettleCtlKettle *self, KettleCtlEvent event)
{
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, (int) event);
}

/**
 * kettle_ctl_kettle_emit_gone:
 * @self: a kettle
 *
 * For its kinds: nothing more comes from here.
 */
void
kettle_ctl_kettle_emit_gone (KettleCtlKettle *self)
{
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
}

/**
 * kettle_ctl_event_get_word:
 * @event: what happened
 *
 * Returns: (transfer none): its word in the JSON, not for translation
 */
const char *
kettle_ctl_event_get_word (KettleCtlEvent event)
{
  switch (event) {
  case KETTLE_CTL_EVENT_BOILED:
    return "boiled";
  case KETTLE_CTL_EVENT_LIFTED:
    return "lifted";
  case KETTLE_CTL_EVENT_PROBLEM:
    return "problem";
  case KETTLE_CTL_EVENT_WARM_ENDED:
    return "warm-ended";
  case KETTLE_CTL_EVENT_GAP:
    return "gap";
  default:
    g_return_val_if_reached ("gap");
  }
}
