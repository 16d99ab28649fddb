// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kettle_autostart_text_dup (const char *program);
gboolean kettle_autostart_text_is_enabled (const char *text);
char *kettle_autostart_text_dup_program (const char *text);

G_END_DECLS
