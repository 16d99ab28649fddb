// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/kettle-chooser.h"
#include "app/kettle-premises.h"
#include "net/kettle-scanner.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_SEARCH (kettle_search_get_type ())

/**
 * KettleSearch:
 *
 * Looks for kettles: when a person asks, and quietly when the chosen one may have moved. The
 * same kettle at another address is used again without asking.
 */
G_DECLARE_FINAL_TYPE (KettleSearch, kettle_search, KETTLE, SEARCH, GObject)

/*
 * Construct properties: "link" (KettleLink), "settings" (GSettings), "premises" (KettlePremises),
 *   "chooser" (KettleChooser), "scanner" (KettleScanner, nullable: a usual one); (uint, ms)
 *   "lost-time" 20000: how long there is no connection before the first quiet look, "interval"
 *   600000: the least distance of two, "interval-max" 3600000; (double) "time-scale" 1.0, which
 *   divides them.
 *
 * Signal: offer (KettleFound *found): a kettle that may be the chosen one was found; NULL: no
 *   more.
 */
KettleSearch *kettle_search_new (KettleLink *link,
                                 GSettings *settings,
                                 KettlePremises *premises,
                                 KettleChooser *chooser);
KettleScanner *kettle_search_get_scanner (KettleSearch *self);
KettleFound *kettle_search_get_offer (KettleSearch *self);
void kettle_search_look (KettleSearch *self);
void kettle_search_stop (KettleSearch *self);
void kettle_search_set_watched (KettleSearch *self, gboolean watched);

G_END_DECLS
