// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_RESULT_PAGE (kettle_wifi_result_page_get_type ())

/**
 * KettleWifiResultPage:
 *
 * Which settings the kettle has now, and what can be done.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiResultPage, kettle_wifi_result_page, KETTLE, WIFI_RESULT_PAGE, KettleWifiPage)

G_END_DECLS
