// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

guint8 *memory_search_invert (const char *text);
guint memory_search (pid_t pid, const guint8 *inverted, gsize length);

G_END_DECLS
