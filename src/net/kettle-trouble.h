// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KettleTrouble:
 * @KETTLE_TROUBLE_NONE: none, as far as is known
 * @KETTLE_TROUBLE_UNREACHABLE: nothing answers at that address
 * @KETTLE_TROUBLE_REFUSED: a machine is there but refuses the connection (off, wrong port, or full)
 * @KETTLE_TROUBLE_NO_SUCH_NAME: the name does not resolve
 * @KETTLE_TROUBLE_NOT_LOCAL: the name resolves to no address of a local IPv4 network
 * @KETTLE_TROUBLE_SILENT: it accepted the connection and then did not answer
 * @KETTLE_TROUBLE_LOST: an established connection ended
 * @KETTLE_TROUBLE_NOT_A_KETTLE: something answers, but not as a kettle does
 * @KETTLE_TROUBLE_OTHER_NETWORK: this machine is in a network where this kettle was never seen, so
 * that its address is left alone until a person asks
 * @KETTLE_TROUBLE_SET_UP: its wifi is being set up from here, and nothing else may talk with it
 *
 * Why there is no connection. Lasts through further attempts until one succeeds.
 */
typedef enum {
  KETTLE_TROUBLE_NONE = 0,
  KETTLE_TROUBLE_UNREACHABLE,
  KETTLE_TROUBLE_REFUSED,
  KETTLE_TROUBLE_NO_SUCH_NAME,
  KETTLE_TROUBLE_NOT_LOCAL,
  KETTLE_TROUBLE_SILENT,
  KETTLE_TROUBLE_LOST,
  KETTLE_TROUBLE_NOT_A_KETTLE,
  KETTLE_TROUBLE_OTHER_NETWORK,
  KETTLE_TROUBLE_SET_UP,
} KettleTrouble;

G_END_DECLS
