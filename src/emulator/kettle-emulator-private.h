// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "emulator/kettle-emulator-wifi.h"

G_BEGIN_DECLS

KettleEmulatorWifi *kettle_emulator_get_wifi (KettleEmulator *self);

G_END_DECLS
