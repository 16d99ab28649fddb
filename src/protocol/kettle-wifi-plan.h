// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

G_BEGIN_DECLS

/**
 * KettleWifiPlan:
 *
 * Exactly what is to be written into a module, in which order, and what comes after it. A plain
 * value without a clock or a connection. Every plan reads everything first, writes to RAM, reads
 * back, saves; what it does not name stays as it is.
 */
typedef struct _KettleWifiPlan KettleWifiPlan;

/* Joins a network: name, security, key, DHCP, infrastructure, in that order; saves; restarts.
 * @passphrase: (nullable): NULL for an open network. */
KettleWifiPlan *kettle_wifi_plan_new_join (const char *network,
                                           KettleWifiSecurity security,
                                           const KettleSecret *passphrase,
                                           GError **error);

/* Writes back what a backup holds. @key: (nullable): where the backup does not hold it. */
KettleWifiPlan *kettle_wifi_plan_new_restore (const KettleWifiSettings *backup,
                                              const KettleSecret *key,
                                              GError **error);

/* The shell's password; saved, not restarted, and tried by a second login. */
KettleWifiPlan *kettle_wifi_plan_new_password (const KettleSecret *password, GError **error);

/* The module's web page; saved, restarted, and the kettle found again where it was. */
KettleWifiPlan *kettle_wifi_plan_new_web_page (gboolean on);

/* Before it is given away: name and key are overwritten by dummies and saved; not restarted, so
 * that it stays where it is until its power is taken. */
KettleWifiPlan *kettle_wifi_plan_new_forget (void);

KettleWifiPlan *kettle_wifi_plan_copy (const KettleWifiPlan *self);
void kettle_wifi_plan_free (KettleWifiPlan *self);

/* What is to be so afterwards; only the bits of @known are written. */
const KettleWifiSettings *kettle_wifi_plan_get_target (const KettleWifiPlan *self);

/* The words that are written, in order, ended by 0. */
const KettleWifiWord *kettle_wifi_plan_get_writes (const KettleWifiPlan *self);
gboolean kettle_wifi_plan_restarts (const KettleWifiPlan *self);

/* Whether the kettle may be somewhere else afterwards. */
gboolean kettle_wifi_plan_moves (const KettleWifiPlan *self);

/* Every line of the whole session as it would be sent, masked, the password's line first
 * ("••••••").
 * @seen: (nullable): what the module says now, for the form of texts; without it, texts are quoted
 * and keys bare, as the protocol sheet has them. @self: (nullable): NULL for a look alone. Returns:
 * (transfer full): NULL-terminated. */
char **kettle_wifi_plan_dup_lines (const KettleWifiPlan *self, const KettleWifiSettings *seen);

/* The part of them that changes something: what a summary shows. */
char **
kettle_wifi_plan_dup_written_lines (const KettleWifiPlan *self, const KettleWifiSettings *seen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleWifiPlan, kettle_wifi_plan_free)

G_END_DECLS
