// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-scanner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_FINDER (kettle_finder_get_type ())

/**
 * KettleFinder:
 *
 * The dialogue that finds the kettle: looks around when the person presses Look, lists what was
 * found as it comes, takes a typed address and checks it while it is typed. It decides nothing.
 */
G_DECLARE_FINAL_TYPE (KettleFinder, kettle_finder, KETTLE, FINDER, GtkWindow)

/*
 * Signals:
 *   look (): Look was pressed; whoever listens starts the scanner
 *   chosen (KettleFound *found): a kettle of the list was chosen
 *   address-entered (const char *text): Connect was pressed, or Enter in the entry
 *   demo (): the simulated kettle is wanted
 *   set-up (): a kettle that is in no network is to be told of one
 * Closing it (close button, Esc, Ctrl+W) cancels the look and hides it.
 */
KettleFinder *kettle_finder_new (GtkWindow *parent, KettleScanner *scanner);

/* @first: whether no kettle was ever chosen: greets ("Let's find your kettle"). */
void kettle_finder_set_first (KettleFinder *self, gboolean first);

/* @complaint: (nullable): one sentence under the entry about what was entered. */
void kettle_finder_set_complaint (KettleFinder *self, const char *complaint);
void kettle_finder_set_address (KettleFinder *self, const char *address);

/* How an entered text is judged while it is typed: returns a sentence (static, translated), or
 * NULL if it is good. Set by the application; the ui does not know addresses. */
typedef const char *(*KettleFinderJudge) (const char *text);
void kettle_finder_set_judge (KettleFinder *self, KettleFinderJudge judge);

G_END_DECLS
