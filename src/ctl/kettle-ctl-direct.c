// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-direct.h"

#include "ctl/kettle-ctl-text.h"
#include "model/kettle-press.h"
#include "net/kettle-link.h"

struct _KettleCtlDirect {
  KettleCtlKettle parent_instance;

  KettleLink *link;
  KettleModel *model;
};

G_DEFINE_FINAL_TYPE (KettleCtlDirect, kettle_ctl_direct, KETTLE_CTL_TYPE_KETTLE)

static void
on_changed (KettleModel *model, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_changed (self);
}

static void
on_boiled (KettleModel *model, int temperature, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_BOILED);
}

static void
on_lifted (KettleModel *model, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_LIFTED);
}

static void
on_problem (KettleModel *model, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_PROBLEM);
}

static void
on_warm_ended (KettleModel *model, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_WARM_ENDED);
}

static void
on_gap (KettleModel *model, gint64 from, gint64 to, gboolean still_on, KettleCtlKettle *self)
{
  kettle_ctl_kettle_emit_event (self, KETTLE_CTL_EVENT_GAP);
}

static void
kettle_ctl_direct_get_snapshot (KettleCtlKettle *kettle, KettleSnapshot *snapshot)
{
  KettleCtlDirect *self = KETTLE_CTL_DIRECT (kettle);

  kettle_model_get_snapshot (self->model, snapshot);
}

static char *
kettle_ctl_direct_dup_address (KettleCtlKettle *kettle)
{
  KettleCtlDirect *self = KETTLE_CTL_DIRECT (kettle);

  return kettle_ctl_text_dup_address (kettle_link_get_host (self->link),
                                      kettle_link_get_port (self->link));
}

static void
on_press_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kettle_press_finish (KETTLE_MODEL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kettle_ctl_direct_press_async (KettleCtlKettle *kettle,
                               KettleRequestKind kind,
                               int argument,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  KettleCtlDirect *self = KETTLE_CTL_DIRECT (kettle);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, kettle_ctl_direct_press_async);
  kettle_press_async (self->model, kind, argument, on_press_ready, task);
}

static gboolean
kettle_ctl_direct_press_finish (KettleCtlKettle *kettle, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, kettle), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
kettle_ctl_direct_is_committed (KettleCtlKettle *kettle)
{
  return FALSE;
}

static void
kettle_ctl_direct_close (KettleCtlKettle *kettle)
{
  KettleCtlDirect *self = KETTLE_CTL_DIRECT (kettle);

  g_signal_handlers_disconnect_by_data (self->model, self);
  /* Drops what was not written; where a key got no answer at all it is a reset (pitfall P-W1). */
  kettle_link_stop (self->link);
}

static void
kettle_ctl_direct_dispose (GObject *object)
{
  KettleCtlDirect *self = KETTLE_CTL_DIRECT (object);

  if (self->link != NULL)
    kettle_ctl_direct_close (KETTLE_CTL_KETTLE (self));
  g_clear_object (&self->model);
  g_clear_object (&self->link);

  G_OBJECT_CLASS (kettle_ctl_direct_parent_class)->dispose (object);
}

static void
kettle_ctl_direct_class_init (KettleCtlDirectClass *klass)
{
  KettleCtlKettleClass *kettle_class = KETTLE_CTL_KETTLE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kettle_ctl_direct_dispose;

  kettle_class->get_snapshot = kettle_ctl_direct_get_snapshot;
  kettle_class->dup_address = kettle_ctl_direct_dup_address;
  kettle_class->press_async = kettle_ctl_direct_press_async;
  kettle_class->press_finish = kettle_ctl_direct_press_finish;
  kettle_class->is_committed = kettle_ctl_direct_is_committed;
  kettle_class->close = kettle_ctl_direct_close;
}

static void
kettle_ctl_direct_init (KettleCtlDirect *self)
{
  self->link = kettle_link_new ();
  self->model = kettle_model_new (self->link);
  g_signal_connect (self->model, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->model, "boiled", G_CALLBACK (on_boiled), self);
  g_signal_connect (self->model, "lifted", G_CALLBACK (on_lifted), self);
  g_signal_connect (self->model, "problem", G_CALLBACK (on_problem), self);
  g_signal_connect (self->model, "warm-ended", G_CALLBACK (on_warm_ended), self);
  g_signal_connect (self->model, "gap-hid-something", G_CALLBACK (on_gap), self);
}

/**
 * kettle_ctl_direct_new:
 * @host: a host name or numeric IPv4 address
 * @port: a TCP port
 *
 * Begins to connect at once.
 *
 * Returns: (transfer full): the kettle there
 */
KettleCtlKettle *
kettle_ctl_direct_new (const char *host, guint16 port)
{
  KettleCtlDirect *self = g_object_new (KETTLE_CTL_TYPE_DIRECT, NULL);

  kettle_link_set_kettle (self->link, host, port);

  return KETTLE_CTL_KETTLE (self);
}
