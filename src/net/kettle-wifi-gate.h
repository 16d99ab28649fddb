// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-link.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The gate before a module's shell: whether the kettle is off, by its own word on port 2000. */
void kettle_wifi_gate_async (KettleLink *link,
                             const char *host,
                             guint16 port,
                             guint timeout,
                             double time_scale,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean kettle_wifi_gate_finish (GAsyncResult *result, gint64 *off_at, GError **error);

G_END_DECLS
