// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-options.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_APPLICATION (kettle_application_get_type ())
G_DECLARE_FINAL_TYPE (KettleApplication, kettle_application, KETTLE, APPLICATION, GtkApplication)

KettleApplication *kettle_application_new (const KettleOptions *options);
int kettle_application_start (KettleApplication *self);

G_END_DECLS
