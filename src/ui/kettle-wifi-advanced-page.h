// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_ADVANCED_PAGE (kettle_wifi_advanced_page_get_type ())

/**
 * KettleWifiAdvancedPage:
 *
 * What is seldom wanted, behind a warning: another password, the web page, giving the kettle away.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiAdvancedPage, kettle_wifi_advanced_page, KETTLE, WIFI_ADVANCED_PAGE, KettleWifiPage)

G_END_DECLS
