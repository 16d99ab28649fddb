// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KettleDrawing:
 *
 * A picture of the kettle that shows what it is doing at a glance: cold, heating with moving steam,
 * hot, keeping warm, lifted, in trouble, or out of reach. It never shows a water level, for the
 * kettle knows none.
 *
 * It scales to any size, keeps its proportions, is never mirrored, and takes its colours from the
 * theme: light, dark and high contrast. The steam moves only while somebody can see it, and stands
 * still where #GtkSettings:gtk-enable-animations is off.
 *
 * To assistive technology it is an image with a description; its accessible name belongs to whoever
 * knows the sentence that goes with it.
 */
#define KETTLE_TYPE_DRAWING (kettle_drawing_get_type ())
G_DECLARE_FINAL_TYPE (KettleDrawing, kettle_drawing, KETTLE, DRAWING, GtkDrawingArea)

GtkWidget *kettle_drawing_new (void);
void kettle_drawing_set_state (KettleDrawing *self, KettleLife connection, KettlePhase phase);
gboolean kettle_drawing_is_animating (KettleDrawing *self);

G_END_DECLS
