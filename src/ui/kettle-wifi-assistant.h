// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-page.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_ASSISTANT (kettle_wifi_assistant_get_type ())

/**
 * KettleWifiAssistant:
 *
 * The window that leads a person through everything that can be done with a kettle's wifi, page by
 * page. It knows neither addresses nor the link nor the settings: the application judges, makes the
 * jobs, and hears where the kettle is afterwards.
 */
G_DECLARE_FINAL_TYPE (KettleWifiAssistant, kettle_wifi_assistant, KETTLE, WIFI_ASSISTANT, GtkWindow)

/*
 * Signal: found (const char *host): after all was written and saved, the kettle was found there.
 *
 * Closing it (Cancel, close button, Esc, Ctrl+W) destroys it. While something is written, closing
 * it cancels that first, and the window stays to say what came of it; when it is too late for that,
 * the window waits unseen for the end, and comes back if that is not a good one.
 */

/* @fresh: for a kettle that shows its own network. @address: (nullable): where the kettle is.
 * @hint: (nullable): what is to be said on its pages about a simulated kettle. */
KettleWifiAssistant *kettle_wifi_assistant_new (GtkWindow *parent,
                                                gboolean fresh,
                                                const char *address,
                                                const char *hint);
void kettle_wifi_assistant_set_judge (KettleWifiAssistant *self, KettleWifiJudge judge);
void kettle_wifi_assistant_set_maker (KettleWifiAssistant *self,
                                      KettleWifiMaker maker,
                                      gpointer maker_data);

/* @doubts: (nullable): must outlive the assistant: kettles that nothing more may be written to. */
void kettle_wifi_assistant_set_doubts (KettleWifiAssistant *self, KettleWifiDoubts *doubts);
gboolean kettle_wifi_assistant_is_fresh (KettleWifiAssistant *self);

/* Shows the first page, once the judge and the maker are set. */
void kettle_wifi_assistant_begin (KettleWifiAssistant *self);

/* Whether something is being written, or was and is not at its end. */
gboolean kettle_wifi_assistant_is_writing (KettleWifiAssistant *self);

/* Whether what it is about may put the kettle into another network. */
gboolean kettle_wifi_assistant_moves (KettleWifiAssistant *self);

/* Takes back what was begun, if that is still possible. */
void kettle_wifi_assistant_cancel (KettleWifiAssistant *self);

/* The page that is shown. */
KettleWifiPlace kettle_wifi_assistant_get_place (KettleWifiAssistant *self);
KettleWifiPage *kettle_wifi_assistant_get_page (KettleWifiAssistant *self, KettleWifiPlace place);

G_END_DECLS
