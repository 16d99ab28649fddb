// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void kettle_dial_async (const char *host,
                        guint16 port,
                        guint timeout,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
GSocket *kettle_dial_finish (GAsyncResult *result, GError **error);

G_END_DECLS
