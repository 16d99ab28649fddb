// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_BACKUP_PAGE (kettle_wifi_backup_page_get_type ())

/**
 * KettleWifiBackupPage:
 *
 * Saves the settings that were read to a file of the person's choice, before anything is written.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiBackupPage, kettle_wifi_backup_page, KETTLE, WIFI_BACKUP_PAGE, KettleWifiPage)

/* Where it is to be saved. @replace: whether a file that is there may be replaced. */
void kettle_wifi_backup_page_set_file (KettleWifiBackupPage *self, GFile *file, gboolean replace);

G_END_DECLS
