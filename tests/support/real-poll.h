// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int real_poll_look (GPollFD *fds, guint n_fds, long nanoseconds);
gboolean real_poll_is_connecting (const GPollFD *fds, guint n_fds);

G_END_DECLS
