// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"

G_BEGIN_DECLS

#define KETTLE_CTL_TYPE_DIRECT (kettle_ctl_direct_get_type ())

/**
 * KettleCtlDirect:
 *
 * A kettle that this process itself is connected with.
 */
G_DECLARE_FINAL_TYPE (KettleCtlDirect, kettle_ctl_direct, KETTLE_CTL, DIRECT, KettleCtlKettle)

KettleCtlKettle *kettle_ctl_direct_new (const char *host, guint16 port);

G_END_DECLS
