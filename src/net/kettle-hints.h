// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_HINTS (kettle_hints_get_type ())

/**
 * KettleHints:
 *
 * What the system says about itself that concerns a connection: that the machine woke up (logind
 * on the system bus, where there is one), and that its networks may have changed.
 */
G_DECLARE_FINAL_TYPE (KettleHints, kettle_hints, KETTLE, HINTS, GObject)

/*
 * Signals: resumed (), network-changed ()
 */
KettleHints *kettle_hints_new (void);

G_END_DECLS
