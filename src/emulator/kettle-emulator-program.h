// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"

G_BEGIN_DECLS

void kettle_emulator_program_run (KettleEmulator *emulator);

G_END_DECLS
