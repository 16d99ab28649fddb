// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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
} KettleCtlOptions;

KettleCtlOptions *kettle_ctl_options_parse (const char *const *words, GError **error);
void kettle_ctl_options_free (KettleCtlOptions *self);
char *kettle_ctl_options_dup_help (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleCtlOptions, kettle_ctl_options_free)

G_END_DECLS
