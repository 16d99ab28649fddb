// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/*
 * Pure functions: a snapshot goes in, words and names come out. Nothing here keeps a state, asks a
 * clock or touches a widget. "now" and all other times are Unix seconds.
 */

/**
 * kettle_presentation_get_icon_suffix:
 * @snapshot: what the model says
 *
 * "offline" while there is no connection, else the phase: "off", "heating", "ready", "warm",
 * "lifted", "problem". Connected with a phase not yet known is "off": that icon is the bare kettle
 * and claims the least, while "offline" would be untrue.
 *
 * Returns: the part of the icon's name that changes
 */
const char *kettle_presentation_get_icon_suffix (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_icon_name:
 * @snapshot: what the model says
 *
 * Returns: (transfer full): the installed icon's name, APP_ID-SUFFIX-symbolic; a demo uses the same
 */
char *kettle_presentation_dup_icon_name (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_sentence:
 * @snapshot: what the model says
 *
 * Returns: (transfer full): the large sentence, such as "Heating to 95 °C"; never empty
 */
char *kettle_presentation_dup_sentence (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_detail:
 * @snapshot: what the model says
 * @now: the present time, Unix seconds
 *
 * Returns: (transfer full): the line under the sentence, such as "On for 1 min 12 s"; "" when
 *   nothing more is known
 */
char *kettle_presentation_dup_detail (const KettleSnapshot *snapshot, gint64 now);

/**
 * kettle_presentation_detail_ticks:
 * @snapshot: what the model says
 *
 * Returns: whether the detail changes with time alone, so that somebody who shows it must look
 *   again
 */
gboolean kettle_presentation_detail_ticks (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_tray_title:
 * @snapshot: what the model says
 *
 * Returns: (transfer full): the tray icon's title, "Kettle: Heating to 95 °C"
 */
char *kettle_presentation_dup_tray_title (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_tray_status:
 * @snapshot: what the model says
 *
 * The insensitive first item of the tray's menu. It never begins with another item's label, so that
 * whoever looks an item up by the beginning of its label finds the right one.
 *
 * Returns: (transfer full): the status line
 */
char *kettle_presentation_dup_tray_status (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_get_power_label:
 * @snapshot: what the model says
 *
 * Returns: what the large button does: "Turn Off" while the On lamp is lit, else "Turn On"
 */
const char *kettle_presentation_get_power_label (const KettleSnapshot *snapshot);

/**
 * kettle_presentation_dup_boil_label:
 * @temperature: °C
 *
 * Returns: (transfer full): "Boil" for 100, else "Heat to N °C"
 */
char *kettle_presentation_dup_boil_label (int temperature);

/**
 * kettle_presentation_dup_temperature_label:
 * @temperature: °C
 *
 * Returns: (transfer full): "95 °C"
 */
char *kettle_presentation_dup_temperature_label (int temperature);

/**
 * kettle_presentation_get_unit:
 *
 * Returns: "°C", where it stands apart from its number
 */
const char *kettle_presentation_get_unit (void);

/**
 * kettle_presentation_dup_address:
 * @host: (nullable): a host
 * @port: its port
 *
 * Returns: (transfer full): the address as a person would type it: without the port that all
 *   kettles use; "" for no host
 */
char *kettle_presentation_dup_address (const char *host, guint16 port);

/**
 * kettle_presentation_dup_minutes_label:
 * @minutes: minutes
 *
 * Returns: (transfer full): "10 min"
 */
char *kettle_presentation_dup_minutes_label (int minutes);

/**
 * kettle_presentation_get_drink_hint:
 * @temperature: °C
 *
 * Returns: the drink that wants this temperature, such as "Green tea"; "" when there is no such key
 */
const char *kettle_presentation_get_drink_hint (int temperature);

/**
 * kettle_presentation_dup_trouble:
 * @snapshot: what the model says
 * @host: (nullable): the kettle's address
 * @port: and its port
 *
 * Returns: (transfer full) (nullable): one sentence that says why there is no connection and what
 *   to do next; %NULL when there is nothing to tell: connected, no kettle chosen, or nothing tried
 *   yet
 */
char *
kettle_presentation_dup_trouble (const KettleSnapshot *snapshot, const char *host, guint16 port);

/**
 * kettle_presentation_dup_failure:
 * @kind: what was asked of the kettle
 * @argument: °C or minutes, 0 when @kind has none
 * @failure: how far it got
 *
 * Returns: (transfer full): what to tell the person; never more than is known
 */
char *kettle_presentation_dup_failure (KettleRequestKind kind, int argument, KettleFailure failure);

/**
 * kettle_presentation_dup_gap:
 * @from: when the kettle was last seen heating, Unix seconds
 * @to: when it was seen again, Unix seconds
 * @still_on: whether it was found on
 *
 * Returns: (transfer full): what may have happened while nobody was looking
 */
char *kettle_presentation_dup_gap (gint64 from, gint64 to, gboolean still_on);

/**
 * kettle_presentation_get_address_error:
 * @address_error: a KettleAddressError
 *
 * Returns: what is wrong with the address that was typed, and what to type instead
 */
const char *kettle_presentation_get_address_error (int address_error);

/**
 * KettleCoverage:
 * @network: "192.168.1.0/24"
 * @n_planned: how many of its addresses were looked at
 * @n_hosts: how many it could have
 *
 * What a look took in of one network.
 */
typedef struct {
  const char *network;
  guint n_planned;
  guint n_hosts;
} KettleCoverage;

/**
 * kettle_presentation_dup_scan_progress:
 * @n_done: how many addresses were looked at
 * @n_planned: of how many
 * @ranges: (array length=n_ranges): the networks
 * @n_ranges: how many networks
 *
 * Returns: (transfer full): what is being done, "Looking at 120 of 254 addresses in 192.168.1.0/24"
 */
char *kettle_presentation_dup_scan_progress (guint n_done,
                                             guint n_planned,
                                             const KettleCoverage *ranges,
                                             gsize n_ranges);

/**
 * kettle_presentation_dup_scan_coverage:
 * @ranges: (array length=n_ranges): the networks, those that were not looked at as well
 * @n_ranges: how many networks
 * @n_refused: how many interfaces with an address of the internet or point to point there are
 *
 * Returns: (transfer full): what a look that came to its end did and did not take in; never empty
 */
char *kettle_presentation_dup_scan_coverage (const KettleCoverage *ranges,
                                             gsize n_ranges,
                                             guint n_refused);

/**
 * kettle_presentation_dup_scan_stopped:
 * @n_done: how many addresses were looked at
 * @n_planned: of how many
 *
 * Returns: (transfer full): how far a look came that was stopped
 */
char *kettle_presentation_dup_scan_stopped (guint n_done, guint n_planned);

/**
 * kettle_presentation_dup_found_detail:
 * @mac: (nullable): the hardware address
 * @seconds: how long it took to find it
 * @own: whether it is the one that Kettle is connected with
 *
 * Returns: (transfer full): the small line under a found kettle's address
 */
char *kettle_presentation_dup_found_detail (const char *mac, double seconds, gboolean own);

/**
 * kettle_presentation_dup_offer:
 * @address: a found kettle's, as kettle_presentation_dup_address() gives it
 *
 * Returns: (transfer full): the question whether that one is the person's
 */
char *kettle_presentation_dup_offer (const char *address);

/**
 * kettle_presentation_dup_reverted:
 * @address: (not nullable): of the kettle that was chosen and is none any more
 * @previous: (nullable): of the one that is used again; %NULL when there was none
 *
 * Returns: (transfer full): that the choice was taken back, and why
 */
char *kettle_presentation_dup_reverted (const char *address, const char *previous);

/**
 * kettle_presentation_dup_refused:
 * @address: what somebody wrote into the settings
 * @current: the address that is used; "" for none
 *
 * Returns: (transfer full): that it is none, and what to do
 */
char *kettle_presentation_dup_refused (const char *address, const char *current);

G_END_DECLS
