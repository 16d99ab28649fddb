// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GSource *kettle_timer_new (const char *name, GSourceFunc callback, gpointer user_data);
void kettle_timer_start (GSource *timer, gint64 delay);
void kettle_timer_stop (GSource *timer);
void kettle_timer_free (GSource *timer);

G_END_DECLS
