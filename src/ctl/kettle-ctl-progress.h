// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KettleCtlProgress KettleCtlProgress;

/* Returns: (transfer full) (nullable): what happens now, in one line */
typedef char *(*KettleCtlProgressFunc) (gpointer user_data);

KettleCtlProgress *kettle_ctl_progress_new (KettleCtlProgressFunc func, gpointer user_data);
void kettle_ctl_progress_free (KettleCtlProgress *self);
void kettle_ctl_progress_update (KettleCtlProgress *self);
void kettle_ctl_progress_clear (KettleCtlProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleCtlProgress, kettle_ctl_progress_free)

G_END_DECLS
