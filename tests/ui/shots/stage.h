// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void stage_open (gint64 now);
void stage_close (void);
void stage_wait (void);
void stage_set_theme (const char *name, gboolean dark);
cairo_surface_t *stage_take_picture (GtkWidget *window);

G_END_DECLS
