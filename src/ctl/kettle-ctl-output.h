// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kettle_ctl_output_dup_legible (const char *text);
gboolean kettle_ctl_output_print (const char *line);
void kettle_ctl_output_complain (const char *sentence);
void kettle_ctl_output_set_verbose (gboolean verbose);

G_END_DECLS
