// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_SUMMARY_PAGE (kettle_wifi_summary_page_get_type ())

/**
 * KettleWifiSummaryPage:
 *
 * What is about to be written, in words and line for line.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiSummaryPage, kettle_wifi_summary_page, KETTLE, WIFI_SUMMARY_PAGE, KettleWifiPage)

G_END_DECLS
