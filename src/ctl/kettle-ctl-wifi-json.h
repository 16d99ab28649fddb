// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void kettle_ctl_wifi_json_add (JsonBuilder *builder, const KettleCtlWifiReport *wifi);

G_END_DECLS
