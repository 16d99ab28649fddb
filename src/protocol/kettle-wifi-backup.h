// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

G_BEGIN_DECLS

/*
 * The text of a backup: a key file ("[Kettle Wifi Backup]", version=1) that a person can read, with
 * the passphrase only where that was asked for.
 */

/* @when: (nullable): a date to be written as a comment. Returns: (transfer full): all bytes of the
 * file, which hold the key if @with_key. */
KettleSecret *
kettle_wifi_backup_format (const KettleWifiSettings *settings, gboolean with_key, const char *when);

/* @text: (inout): is emptied. Returns: (transfer full): the settings, or NULL with
 * %KETTLE_WIFI_ERROR_BACKUP. Any bytes may be given. */
KettleWifiSettings *kettle_wifi_backup_parse (KettleSecret *text, GError **error);

G_END_DECLS
