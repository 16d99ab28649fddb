// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CABLE_HERE      "kettle0"
#define CABLE_THERE     "kettle1"
#define CABLE_MAC_HERE  "02:00:00:00:00:01"
#define CABLE_MAC_THERE "02:00:00:00:00:02"

/* What meson takes for a skipped test. */
#define CABLE_SKIPPED 77

/*
 * Two network namespaces of this process, "here" and "there", joined by a virtual cable. A socket
 * stays in the namespace it was made in. Nothing outside of them is touched.
 */
gboolean cable_lay (gboolean anybody);
void cable_enter_here (void);
void cable_enter_there (void);
gboolean cable_run (const char *command);
gboolean cable_run_there (const char *command);

G_END_DECLS
