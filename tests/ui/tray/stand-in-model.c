// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "stand-in-model.h"

struct _KettleModel {
  GObject parent_instance;

  KettleSnapshot snapshot;
};

G_DEFINE_FINAL_TYPE (KettleModel, kettle_model, G_TYPE_OBJECT)

static void
kettle_model_class_init (KettleModelClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);
  const char *const plain[] = { "lifted", "problem", "warm-ended", "changed" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_signal_new (plain[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("boiled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  g_signal_new ("gap-hid-something", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  g_signal_new ("lost-sight", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT64);
  g_signal_new ("request-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_UINT);
  g_signal_new ("request-confirmed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_INT, G_TYPE_INT);
}

static void
kettle_model_init (KettleModel *self)
{
}

KettleModel *
stand_in_model_new (void)
{
  return g_object_new (KETTLE_TYPE_MODEL, NULL);
}

void
stand_in_model_set_snapshot (KettleModel *model, const KettleSnapshot *snapshot)
{
  model->snapshot = *snapshot;
  g_signal_emit_by_name (model, "changed");
}

void
kettle_model_get_snapshot (KettleModel *self, KettleSnapshot *snapshot)
{
  *snapshot = self->snapshot;
}
