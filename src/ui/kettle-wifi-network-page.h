// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_NETWORK_PAGE (kettle_wifi_network_page_get_type ())

/**
 * KettleWifiNetworkPage:
 *
 * The network that the kettle is to join, or only its passphrase where a backup lacks it.
 */
G_DECLARE_FINAL_TYPE (
    KettleWifiNetworkPage, kettle_wifi_network_page, KETTLE, WIFI_NETWORK_PAGE, KettleWifiPage)

G_END_DECLS
