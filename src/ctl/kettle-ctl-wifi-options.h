// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-options.h"

G_BEGIN_DECLS

/* What the options' parser asks about "wifi"; errors are whole sentences of %G_OPTION_ERROR. */
gboolean
kettle_ctl_wifi_options_take_word (KettleCtlWifiOptions *self, const char *word, GError **error);
gboolean *kettle_ctl_wifi_options_find_switch (KettleCtlWifiOptions *self, const char *name);
gboolean kettle_ctl_wifi_options_is_option (const char *name);
guint kettle_ctl_wifi_options_take (KettleCtlWifiOptions *self,
                                    const char *name,
                                    const char *value,
                                    const char *next,
                                    GError **error);
gboolean kettle_ctl_wifi_options_check (KettleCtlOptions *self, GError **error);
gboolean kettle_ctl_wifi_options_check_unused (const KettleCtlWifiOptions *self, GError **error);
void kettle_ctl_wifi_options_clear (KettleCtlWifiOptions *self);

const char *kettle_ctl_wifi_security_get_word (KettleWifiSecurity security);

G_END_DECLS
