// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_PROGRESS_PAGE (kettle_wifi_progress_page_get_type ())

/**
 * KettleWifiProgressPage:
 *
 * Runs the job that writes, and shows how far that is.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiProgressPage, kettle_wifi_progress_page, KETTLE, WIFI_PROGRESS_PAGE, KettleWifiPage)

/* Whether what was begun can be taken back. */
gboolean kettle_wifi_progress_page_can_cancel (KettleWifiProgressPage *self);

/* Takes back what was begun, or says that it is too late for that. */
void kettle_wifi_progress_page_cancel (KettleWifiProgressPage *self);

G_END_DECLS
