// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"
#include "ctl/kettle-ctl-options.h"

G_BEGIN_DECLS

void kettle_ctl_open_async (const KettleCtlOptions *options,
                            GSettings *settings,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
KettleCtlKettle *kettle_ctl_open_finish (GAsyncResult *result, GError **error);
gboolean kettle_ctl_open_finish_at (
    GAsyncResult *result, char **host, guint16 *port, gboolean *held, GError **error);

G_END_DECLS
