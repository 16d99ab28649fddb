// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/kettle-wifi-words.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleCtlCommand:
 * @KETTLE_CTL_COMMAND_STATUS: tells what the kettle is doing
 * @KETTLE_CTL_COMMAND_BOIL: heats
 * @KETTLE_CTL_COMMAND_OFF: switches off
 * @KETTLE_CTL_COMMAND_WARM: presses Keep Warm, or sees that it is on or off
 * @KETTLE_CTL_COMMAND_WATCH: tells everything that happens
 * @KETTLE_CTL_COMMAND_FIND: looks for kettles
 * @KETTLE_CTL_COMMAND_WIFI: deals with the kettle's wifi module
 *
 * What is to be done.
 */
typedef enum {
  KETTLE_CTL_COMMAND_STATUS = 1,
  KETTLE_CTL_COMMAND_BOIL,
  KETTLE_CTL_COMMAND_OFF,
  KETTLE_CTL_COMMAND_WARM,
  KETTLE_CTL_COMMAND_WATCH,
  KETTLE_CTL_COMMAND_FIND,
  KETTLE_CTL_COMMAND_WIFI,
} KettleCtlCommand;

/**
 * KettleCtlWarm:
 * @KETTLE_CTL_WARM_LEAVE: is left as it is
 * @KETTLE_CTL_WARM_TOGGLE: its key is pressed
 * @KETTLE_CTL_WARM_ON: is on afterwards
 * @KETTLE_CTL_WARM_OFF: is off afterwards
 *
 * What becomes of Keep Warm.
 */
typedef enum {
  KETTLE_CTL_WARM_LEAVE = 0,
  KETTLE_CTL_WARM_TOGGLE,
  KETTLE_CTL_WARM_ON,
  KETTLE_CTL_WARM_OFF,
} KettleCtlWarm;

/**
 * KettleCtlWifiVerb:
 * @KETTLE_CTL_WIFI_SHOW: tells what the module says
 * @KETTLE_CTL_WIFI_JOIN: puts the kettle into another network
 * @KETTLE_CTL_WIFI_RESTORE: writes a backup back
 *
 * What is to be done with the wifi module.
 */
typedef enum {
  KETTLE_CTL_WIFI_SHOW = 1,
  KETTLE_CTL_WIFI_JOIN,
  KETTLE_CTL_WIFI_RESTORE,
} KettleCtlWifiVerb;

/**
 * KettleCtlWifiOptions:
 * @verb: what is to be done
 * @argument: (nullable): the network to join, its bytes as they were typed, or the backup's file
 * @security: the network's, if it @has_security; else WPA2
 * @passphrase_file: (nullable): where the network's passphrase is, "-" for standard input
 * @password_file: (nullable): where the module's password is, likewise
 * @backup: (nullable): the file to be made of what the module says now
 * @with_passphrase: whether the passphrase is to be in that file
 * @yes: whether there is no need to ask
 * @dry_run: whether to tell what would be sent, and send nothing
 *
 * What belongs to "wifi" alone. There is no place for a passphrase here: none is ever taken from
 * the command line.
 */
typedef struct {
  KettleCtlWifiVerb verb;
  char *argument;
  KettleWifiSecurity security;
  gboolean has_security;
  char *passphrase_file;
  char *password_file;
  char *backup;
  gboolean with_passphrase;
  gboolean yes;
  gboolean dry_run;
} KettleCtlWifiOptions;

/**
 * KettleCtlOptions:
 * @command: what is to be done
 * @temperature: °C, 0 for the preferred one
 * @warm: what becomes of Keep Warm
 * @warm_minutes: for how long, 0 for the preferred length
 * @wait: whether to wait until the water is ready
 * @json: whether the answer is for a program
 * @verbose: whether to tell what happens inside
 * @timeout: seconds for everything, 0 for none
 * @host: (nullable): the kettle that was named, %NULL for the usual one
 * @port: its port
 * @wifi: what belongs to "wifi"
 *
 * The command line, checked.
 */
typedef struct {
  KettleCtlCommand command;
  int temperature;
  KettleCtlWarm warm;
  int warm_minutes;
  gboolean wait;
  gboolean json;
  gboolean verbose;
  gboolean help;
  gboolean version;
  double timeout;
  char *host;
  guint16 port;
  KettleCtlWifiOptions wifi;
} KettleCtlOptions;

KettleCtlOptions *kettle_ctl_options_parse (const char *const *words, GError **error);
void kettle_ctl_options_free (KettleCtlOptions *self);
char *kettle_ctl_options_dup_help (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleCtlOptions, kettle_ctl_options_free)

G_END_DECLS
