// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Figures:
 *
 * What was measured, and how it compares with what is promised.
 */
typedef struct _Figures Figures;

Figures *figures_new (void);
void figures_free (Figures *self);
void figures_add (Figures *self, const char *id, const char *unit, double floor, double kettle);
void figures_add_alone (Figures *self, const char *id, const char *unit, double kettle);
void figures_judge (Figures *self, const char *id, const char *unit, double value, double limit);
void figures_skip (Figures *self, const char *id, const char *reason);
void figures_print_table (Figures *self);
gboolean figures_write_json (Figures *self, const char *path, GError **error);
int figures_print_verdict (Figures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Figures, figures_free)

/**
 * Samples:
 *
 * Values of one kind (element-type double).
 */
typedef GArray Samples;

Samples *samples_new (void);
void samples_add (Samples *self, double value);
double samples_get_percentile (Samples *self, double percent);
double samples_get_median (Samples *self);

G_END_DECLS
