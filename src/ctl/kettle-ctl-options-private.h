// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the files that read the command line share. Nobody else includes this. */

/* Sets @error (%G_OPTION_ERROR) to a sentence, and returns FALSE. */
gboolean kettle_ctl_options_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Words from the command line may be anything; what is shown is text. (transfer full) */
char *kettle_ctl_options_dup_shown (const char *word);

G_END_DECLS
