// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_ADDRESS_BAR (kettle_address_bar_get_type ())

/**
 * KettleAddressBar:
 *
 * An info bar that asks for the kettle's address. It does not judge what is typed and keeps it
 * until it is told that the address was accepted.
 *
 * Property "closable" (boolean): whether the person may close it without an answer.
 *
 * Signal "entered" (const char *text): Connect was pressed, or Enter.
 */
G_DECLARE_FINAL_TYPE (KettleAddressBar, kettle_address_bar, KETTLE, ADDRESS_BAR, GtkInfoBar)

/**
 * kettle_address_bar_ask:
 * @self: an address bar
 * @complaint: (nullable): what is wrong with the address that was entered; %NULL asks afresh
 * @address: (nullable): what to start from when the bar was not shown yet
 *
 * Shows the bar.
 */
void kettle_address_bar_ask (KettleAddressBar *self, const char *complaint, const char *address);

/**
 * kettle_address_bar_focus:
 * @self: an address bar
 *
 * Puts the cursor into the entry.
 */
void kettle_address_bar_focus (KettleAddressBar *self);

/**
 * kettle_address_bar_close:
 * @self: an address bar
 *
 * Hides the bar and forgets its complaint.
 */
void kettle_address_bar_close (KettleAddressBar *self);

/**
 * kettle_address_bar_is_open:
 * @self: an address bar
 *
 * Returns: whether the bar is shown
 */
gboolean kettle_address_bar_is_open (KettleAddressBar *self);

G_END_DECLS
