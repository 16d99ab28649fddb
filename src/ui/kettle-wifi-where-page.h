// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_WHERE_PAGE (kettle_wifi_where_page_get_type ())

/**
 * KettleWifiWherePage:
 *
 * The first page: where the kettle is, how this computer comes to it, and what is known about the
 * risk. A backup can be chosen here to be restored.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiWherePage, kettle_wifi_where_page, KETTLE, WIFI_WHERE_PAGE, KettleWifiPage)

/* Reads a backup and, if it is one, makes it what is to be restored. */
void kettle_wifi_where_page_open_backup (KettleWifiWherePage *self, GFile *file);

G_END_DECLS
