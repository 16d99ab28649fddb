// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/*
 * A KettleModel with the same name, functions and signals that says what the test tells it to,
 * linked instead of the real one: every state and event can be had at once, also those that take a
 * kettle half an hour.
 */
KettleModel *stand_in_model_new (void);
void stand_in_model_set_snapshot (KettleModel *model, const KettleSnapshot *snapshot);

G_END_DECLS
