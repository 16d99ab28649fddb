// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-run.h"
#include "protocol/kettle-secret.h"

G_BEGIN_DECLS

/* Errors as of kettle_ctl_wifi_ask_secret(), or %KETTLE_WIFI_ERROR for what is no passphrase. */
KettleSecret *
kettle_ctl_wifi_secret_get_passphrase (KettleCtlRun *run, const char *network, GError **error);
KettleSecret *kettle_ctl_wifi_secret_read_password (KettleCtlRun *run, GError **error);
KettleSecret *kettle_ctl_wifi_secret_ask_password (GError **error);

G_END_DECLS
