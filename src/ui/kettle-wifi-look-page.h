// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_LOOK_PAGE (kettle_wifi_look_page_get_type ())

/**
 * KettleWifiLookPage:
 *
 * Reads what the wifi module says now, shows it, and writes nothing.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiLookPage, kettle_wifi_look_page, KETTLE, WIFI_LOOK_PAGE, KettleWifiPage)

G_END_DECLS
