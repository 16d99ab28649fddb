// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator-wifi-moods.h"

G_BEGIN_DECLS

/* What the shell of the emulated wifi module says, to the byte, as its moods make of it. */

void kettle_emulator_append_greeting (GString *text, KettleEmulatorWifiMoods moods, GRand *rand);
void kettle_emulator_append_welcome (GString *text, KettleEmulatorWifiMoods moods, GRand *rand);
void kettle_emulator_append_rebuff (GString *text, KettleEmulatorWifiMoods moods, gboolean asks);
void kettle_emulator_append_reply (
    GString *text, GString *end, const char *reply, KettleEmulatorWifiMoods moods, GRand *rand);
void kettle_emulator_append_chat (GString *text, KettleEmulatorWifiMoods moods, GRand *rand);
char *kettle_emulator_dup_heard (const char *bytes, gsize length);

G_END_DECLS
