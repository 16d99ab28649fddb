// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/raw-client.h"

G_BEGIN_DECLS

KettleEmulator *raw_module_new (const char *air);
RawClient *raw_shell_new (KettleEmulator *kettle);
RawClient *raw_shell_log_in (KettleEmulator *kettle);

guint raw_get_uint (KettleEmulator *kettle, const char *property);
gboolean raw_get_boolean (KettleEmulator *kettle, const char *property);
int raw_get_int (KettleEmulator *kettle, const char *property);
void raw_input (KettleEmulator *kettle, const char *word);
void raw_assert_ram (KettleEmulator *kettle, const char *text);
void raw_assert_flash (KettleEmulator *kettle, const char *text);

/**
 * raw_shell_ask:
 * @client: a client of the shell
 * @line: a string literal without its end
 * @reply: a string literal: all that shall come back
 */
#define raw_shell_ask(client, line, reply) \
  G_STMT_START                             \
  {                                        \
    raw_client_send ((client), line "\n"); \
    raw_client_expect ((client), reply);   \
  }                                        \
  G_STMT_END

G_END_DECLS
