// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What tests of whole windows look for in them. */

GtkWidget *widgets_find_below (GtkWidget *root, GType type, const char *name);

G_END_DECLS
