// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a person is asked on the terminal, and secrets from files. Each waits, and fails with
 * %G_IO_ERROR_CANCELLED when a signal comes meanwhile, whose own handler has been called then;
 * other errors are %KETTLE_CTL_ERROR_FAILED with a whole sentence.
 */
gboolean kettle_ctl_wifi_ask_has_terminal (void);
KettleSecret *kettle_ctl_wifi_ask_secret (const char *question, GError **error);
gboolean
kettle_ctl_wifi_ask_yes (const char *text, const char *question, gboolean *yes, GError **error);
KettleSecret *kettle_ctl_wifi_ask_read_file (const char *path, gboolean *exposed, GError **error);

G_END_DECLS
