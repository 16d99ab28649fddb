// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-premises.h"
#include "model/kettle-model.h"
#include "net/kettle-found.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_CHOOSER (kettle_chooser_get_type ())

/**
 * KettleChooser:
 *
 * Which kettle this is about. What was typed or found is tried at once but only remembered when a
 * kettle has told its state there, so that a slip never costs the address that worked. What
 * somebody else writes into the settings is gone to at once, unless this run has a kettle of its
 * own.
 */
G_DECLARE_FINAL_TYPE (KettleChooser, kettle_chooser, KETTLE, CHOOSER, GObject)

/*
 * Signal: reverted (const char *address, const char *previous): a found kettle was none when it was
 *   chosen; the previous one is used again. Both as a person would type them.
 * Signal: refused (const char *host): somebody else wrote into the settings what is no address;
 *   nothing has changed.
 * Signal: accepted (): what is in the settings now is an address; just before the link goes there.
 */
KettleChooser *kettle_chooser_new (KettleLink *link,
                                   KettleModel *model,
                                   GSettings *settings,
                                   KettlePremises *premises);
gboolean kettle_chooser_resume (KettleChooser *self, const char *address, GError **error);
gboolean kettle_chooser_use (KettleChooser *self, const char *address, GError **error);
gboolean kettle_chooser_try (KettleChooser *self, const char *address, GError **error);
gboolean
kettle_chooser_follow (KettleChooser *self, const char *address, gboolean is_new, GError **error);
void kettle_chooser_adopt (KettleChooser *self, KettleFound *found);

G_END_DECLS
