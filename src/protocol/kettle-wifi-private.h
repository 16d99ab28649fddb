// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

G_BEGIN_DECLS

/* What the files about the wifi module share. kettle-wifi-permitted.c uses none of it: what it
 * looks at was made with this. */

gboolean kettle_wifi_is_printable (const char *bytes, gsize length);
gboolean kettle_wifi_is_hex (const char *bytes, gsize length);
gboolean kettle_wifi_is_raw_key (const KettleSecret *key);
gboolean kettle_wifi_read_ipv4 (const char *bytes, gsize length, guint32 *address);
gboolean kettle_wifi_check_key (const KettleWifiSettings *values, GError **error);

G_END_DECLS
