// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-wifi-job.h"

G_BEGIN_DECLS

/* What a person wants done with the wifi of a kettle. */
typedef enum {
  KETTLE_WIFI_TASK_JOIN = 1,
  KETTLE_WIFI_TASK_RESTORE,
  KETTLE_WIFI_TASK_PASSWORD,
  KETTLE_WIFI_TASK_WEB_PAGE,
  KETTLE_WIFI_TASK_FORGET,
} KettleWifiTask;

/*
 * The words of a kettle's wifi. Pure functions: values go in, sentences come out. None of them ever
 * holds a passphrase or a password.
 */

/* What is done in a stage, as a line of a list: "Save". (transfer none) */
const char *kettle_wifi_presentation_get_stage (KettleWifiStage stage);

/* What is going on in a stage: "Saving…". (transfer none) */
const char *kettle_wifi_presentation_get_doing (KettleWifiStage stage);

/* "WPA2 (AES)". (transfer none) */
const char *kettle_wifi_presentation_get_security (KettleWifiSecurity security);

/* "One that exists", "Its own". (transfer none) */
const char *kettle_wifi_presentation_get_mode (KettleWifiMode mode);

/* The network's name in quotes, or that it has none. (transfer full) */
char *kettle_wifi_presentation_dup_network (const KettleWifiSettings *settings);

/* Whether a key is known, never which. (transfer none) */
const char *kettle_wifi_presentation_get_key (const KettleWifiSettings *settings);

/* Where the kettle's address comes from. (transfer full) */
char *kettle_wifi_presentation_dup_address (const KettleWifiSettings *settings);

/* "00:1E:E3:A8:01:02", or as it is if that is no such number. (transfer full) */
char *kettle_wifi_presentation_dup_mac (const char *mac);

/* How long what was typed is: "12 of 8 to 63 characters". (transfer full) */
char *kettle_wifi_presentation_dup_passphrase_length (gsize length);
char *kettle_wifi_presentation_dup_network_length (gsize length);

/* What is wrong with a value that was typed. (transfer none) */
const char *kettle_wifi_presentation_get_complaint (const GError *error);

/* Why a backup cannot be restored. (transfer none) */
const char *kettle_wifi_presentation_get_restore_complaint (const GError *error);

/**
 * kettle_wifi_presentation_dup_error:
 * @error: why a job, a backup or a look failed
 * @address: where the kettle is, as typed
 * @code: the `+ERR` that the module answered, 0 for none
 * @word: to what
 *
 * Returns: (transfer full): what went wrong, and what to do
 */
char *kettle_wifi_presentation_dup_error (const GError *error,
                                          const char *address,
                                          int code,
                                          KettleWifiWord word);

/* Which settings the module has now, and what that means. (transfer none) */
const char *kettle_wifi_presentation_get_outcome (KettleWifiOutcome outcome);

/* The same after a task: what does not move a kettle leaves other things uncertain. (transfer none)
 */
const char *
kettle_wifi_presentation_get_outcome_of (KettleWifiTask task, KettleWifiOutcome outcome);

/* The same in a few words, for a heading. (transfer none) */
const char *kettle_wifi_presentation_get_outcome_title (KettleWifiOutcome outcome);

G_END_DECLS
