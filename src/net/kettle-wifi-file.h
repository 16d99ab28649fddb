// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-backup.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a backup that only its owner can read (mode 0600), as a whole or not at all: an older file
 * of that name stays until the new one is on the disk. */
void kettle_wifi_file_save_async (GFile *file,
                                  const KettleWifiSettings *settings,
                                  gboolean with_key,
                                  gboolean replace,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean kettle_wifi_file_save_finish (GAsyncResult *result, GError **error);

/* Reads a backup: at most KETTLE_SECRET_MAX bytes. %KETTLE_WIFI_ERROR_BACKUP or a %G_IO_ERROR. */
void kettle_wifi_file_load_async (GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
KettleWifiSettings *kettle_wifi_file_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
