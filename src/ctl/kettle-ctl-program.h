// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ctl/kettle-ctl-kettle.h"

G_BEGIN_DECLS

#define KETTLE_CTL_TYPE_PROGRAM (kettle_ctl_program_get_type ())

/**
 * KettleCtlProgram:
 *
 * The kettle that the running Kettle is connected with, reached through it: a kettle takes few
 * connections, and that one exists already.
 */
G_DECLARE_FINAL_TYPE (KettleCtlProgram, kettle_ctl_program, KETTLE_CTL, PROGRAM, KettleCtlKettle)

void kettle_ctl_program_find_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean
kettle_ctl_program_find_finish (GAsyncResult *result, KettleCtlProgram **program, GError **error);
const char *kettle_ctl_program_get_host (KettleCtlProgram *self);

G_END_DECLS
