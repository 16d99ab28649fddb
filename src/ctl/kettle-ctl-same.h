// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void kettle_ctl_same_async (const char *host,
                            guint16 port,
                            const char *address,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean kettle_ctl_same_finish (GAsyncResult *result);

G_END_DECLS
