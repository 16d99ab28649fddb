// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "settings/kettle-settings.h"

static void
test_in_memory (void)
{
  g_autoptr (GSettings) settings = kettle_settings_open (TRUE);
  g_autoptr (GSettings) other = kettle_settings_open (TRUE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  kettle_settings_save_address (settings, "kettle.lan", 2001);
  first = kettle_settings_dup_address (settings);
  second = kettle_settings_dup_address (other);

  g_assert_cmpstr (first, ==, "kettle.lan:2001");
  g_assert_null (second);
}

static void
test_host_edited_by_hand (void)
{
  static const struct {
    const char *stored;
    const char *address;
  } cases[] = {
    { "", NULL },
    { "   ", NULL },
    { " 192.168.1.20 ", "192.168.1.20:2000" },
    { "192.168.1.20:2001", "192.168.1.20:2001" },
    { "fe80::1", "fe80::1" },
  };
  g_autoptr (GSettings) settings = kettle_settings_open (TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *address = NULL;

    g_settings_set_string (settings, "host", cases[i].stored);
    address = kettle_settings_dup_address (settings);
    g_assert_cmpstr (address, ==, cases[i].address);
  }
}

static void
test_no_such_key (void)
{
  g_autoptr (GSettings) settings = kettle_settings_open (TRUE);

  g_assert_cmpint (kettle_settings_get_preferred_temperature (settings), ==, 100);
  g_settings_set_int (settings, "preferred-temperature", 80);
  g_assert_cmpint (kettle_settings_get_preferred_temperature (settings), ==, 80);
  if (g_settings_set_int (settings, "preferred-temperature", 70))
    g_assert_cmpint (kettle_settings_get_preferred_temperature (settings), ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/app/settings/in-memory-stays-there", test_in_memory);
  g_test_add_func ("/app/settings/host-edited-by-hand", test_host_edited_by_hand);
  g_test_add_func ("/app/settings/temperature-without-a-key", test_no_such_key);

  return g_test_run ();
}
