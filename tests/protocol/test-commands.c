// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "protocol/kettle-protocol.h"

#include <string.h>

/* Protocol sheet 1.2. */
static const struct {
  KettleCommand command;
  const char *bytes;
  gsize length;
  gboolean is_press;
} table[] = {
  { KETTLE_COMMAND_HELLO, "HELLOKETTLE\n", 12, FALSE },
  { KETTLE_COMMAND_GET_STATUS, "get sys status\n", 15, FALSE },
  { KETTLE_COMMAND_ON, "set sys output 0x4\n", 19, TRUE },
  { KETTLE_COMMAND_OFF, "set sys output 0x0\n", 19, TRUE },
  { KETTLE_COMMAND_100, "set sys output 0x80\n", 20, TRUE },
  { KETTLE_COMMAND_95, "set sys output 0x2\n", 19, TRUE },
  { KETTLE_COMMAND_80, "set sys output 0x4000\n", 22, TRUE },
  { KETTLE_COMMAND_65, "set sys output 0x200\n", 21, TRUE },
  { KETTLE_COMMAND_WARM, "set sys output 0x8\n", 19, TRUE },
  { KETTLE_COMMAND_WARM_5, "set sys output 0x8005\n", 22, TRUE },
  { KETTLE_COMMAND_WARM_10, "set sys output 0x8010\n", 22, TRUE },
  { KETTLE_COMMAND_WARM_20, "set sys output 0x8020\n", 22, TRUE },
};

static void
test_bytes (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, 12);
  g_assert_cmpint (KETTLE_N_COMMANDS, ==, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    gsize length = 0;
    const char *bytes = kettle_command_get_bytes (table[i].command, &length);

    g_assert_cmpmem (bytes, length, table[i].bytes, table[i].length);
    g_assert_cmpint (bytes[length], ==, '\0');
    g_assert_true (kettle_command_get_bytes (table[i].command, NULL) == bytes);
  }
}

static void
test_press (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (kettle_command_is_press (table[i].command), ==, table[i].is_press);
}

static void
test_no_such_command (void)
{
  static const int none[] = { 0, 13, -1, 99 };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++) {
    gsize length = 7;

    g_test_expect_message ("kettle-protocol", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
    g_assert_null (kettle_command_get_bytes ((KettleCommand) none[i], &length));
    g_test_assert_expected_messages ();
    g_assert_cmpuint (length, ==, 0);

    g_test_expect_message ("kettle-protocol", G_LOG_LEVEL_CRITICAL, "*assertion*failed*");
    g_assert_false (kettle_command_is_press ((KettleCommand) none[i]));
    g_test_assert_expected_messages ();
  }
}

static void
test_temperatures (void)
{
  static const int none[] = { 0, -65, 64, 66, 79, 81, 90, 96, 99, 101, G_MAXINT, G_MININT };

  g_assert_cmpint (kettle_command_for_temperature (100), ==, KETTLE_COMMAND_100);
  g_assert_cmpint (kettle_command_for_temperature (95), ==, KETTLE_COMMAND_95);
  g_assert_cmpint (kettle_command_for_temperature (80), ==, KETTLE_COMMAND_80);
  g_assert_cmpint (kettle_command_for_temperature (65), ==, KETTLE_COMMAND_65);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (kettle_command_for_temperature (none[i]), ==, 0);
}

static void
test_warm_minutes (void)
{
  static const int none[] = { 0, -5, 1, 15, 21, 30, G_MAXINT, G_MININT };

  g_assert_cmpint (kettle_command_for_warm_minutes (5), ==, KETTLE_COMMAND_WARM_5);
  g_assert_cmpint (kettle_command_for_warm_minutes (10), ==, KETTLE_COMMAND_WARM_10);
  g_assert_cmpint (kettle_command_for_warm_minutes (20), ==, KETTLE_COMMAND_WARM_20);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (kettle_command_for_warm_minutes (none[i]), ==, 0);
}

static void
test_message_types (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int type = KETTLE_MESSAGE_HELLO; type <= KETTLE_MESSAGE_OVERLONG; type++) {
    KettleMessage message = { .type = (KettleMessageType) type };

    g_assert_true (g_hash_table_add (names, (char *) kettle_message_type_get_name (message.type)));
    g_assert_cmpint (kettle_message_is_known (&message), ==,
                     type != KETTLE_MESSAGE_UNKNOWN && type != KETTLE_MESSAGE_OVERLONG);
  }
  g_assert_true (g_hash_table_contains (names, "warm-ended"));
  g_assert_false (g_hash_table_contains (names, "invalid"));
  g_assert_cmpstr (kettle_message_type_get_name ((KettleMessageType) 99), ==, "invalid");
}

static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (KETTLE_PROTOCOL_ERROR), ==, "kettle-protocol-error-quark");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/protocol/commands/not-the-exact-bytes", test_bytes);
  g_test_add_func ("/protocol/commands/question-taken-for-press", test_press);
  g_test_add_func ("/protocol/commands/no-such-command", test_no_such_command);
  g_test_add_func ("/protocol/commands/no-such-temperature", test_temperatures);
  g_test_add_func ("/protocol/commands/no-such-warm-length", test_warm_minutes);
  g_test_add_func ("/protocol/messages/names-and-proof", test_message_types);
  g_test_add_func ("/protocol/error-domain", test_error_domain);

  return g_test_run ();
}
