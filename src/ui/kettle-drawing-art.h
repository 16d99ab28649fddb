// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/*
 * Private to the drawing: everybody else shows a KettleDrawing. Nothing here knows of widgets, and
 * nothing is kept from one picture to the next.
 */

/* The picture's size, in units of its own. Whoever draws it scales the context. */
#define KETTLE_DRAWING_ART_WIDTH  200
#define KETTLE_DRAWING_ART_HEIGHT 230

/**
 * KettleDrawingArt:
 *
 * What the kettle looks like in one state. There is one of each, and it lasts as long as the
 * program: the same pointer means the same picture.
 */
typedef struct _KettleDrawingArt KettleDrawingArt;

const KettleDrawingArt *kettle_drawing_art_get (KettleLife connection, KettlePhase phase);
gboolean kettle_drawing_art_is_moving (const KettleDrawingArt *art);
void kettle_drawing_art_get_moving_area (GdkRectangle *area);
void kettle_drawing_art_draw (const KettleDrawingArt *art,
                              cairo_t *cr,
                              const GdkRGBA *foreground,
                              const GdkRGBA *background,
                              gboolean high_contrast,
                              double steam_time);

G_END_DECLS
