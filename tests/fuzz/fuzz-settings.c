// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "fuzz/fuzz-input.h"
#include "fuzz/fuzz-target.h"
#include "net/kettle-address.h"
#include "settings/kettle-settings.h"

#include <string.h>

/*
 * Anybody may have written anything into the settings: what is read of them is an address or none,
 * a key that the kettle has, lists that stay short. The input is a script: what to do, and with
 * what text.
 */

#define MAX_STEPS     40
#define MAX_NETWORKS  16
#define MAX_ADDRESSES 5

static void
check_address (GSettings *settings)
{
  g_autofree char *stored = g_settings_get_string (settings, "host");
  g_autofree char *address = kettle_settings_dup_address (settings);
  g_autofree char *host = NULL;
  guint16 port = 0;

  g_strstrip (stored);
  g_assert_cmpint (address == NULL, ==, *stored == '\0');
  if (address == NULL)
    return;

  g_assert_true (g_str_has_prefix (address, stored));
  if (kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, NULL)) {
    g_assert_true (g_str_has_prefix (stored, host));
    g_assert_true (strchr (stored, ':') != NULL || port == g_settings_get_int (settings, "port"));
  }
}

static void
check_numbers (GSettings *settings)
{
  int temperature = kettle_settings_get_preferred_temperature (settings);
  int minutes = kettle_settings_get_preferred_warm_minutes (settings);

  g_assert_true (temperature == 65 || temperature == 80 || temperature == 95 || temperature == 100);
  g_assert_true (minutes == 0 || minutes == 5 || minutes == 10 || minutes == 20);
}

/* After @text was added: it is the first, and no other is like it. */
static void
check_list (GSettings *settings, const char *key, const char *text, guint max)
{
  g_auto (GStrv) list = g_settings_get_strv (settings, key);

  g_assert_cmpstr (list[0], ==, text);
  for (guint i = 1; list[i] != NULL; i++)
    g_assert_cmpstr (list[i], !=, text);
  g_assert_cmpuint (g_strv_length (list), <=, max);
}

/* Out of the range of the schema nothing can be written, and nothing is read. */
static void
write_number (GSettings *settings, const char *key, int number)
{
  GSettingsSchema *schema = NULL;
  g_autoptr (GSettingsSchemaKey) description = NULL;
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_int32 (number));

  g_object_get (settings, "settings-schema", &schema, NULL);
  description = g_settings_schema_get_key (schema, key);
  g_settings_schema_unref (schema);
  if (g_settings_schema_key_range_check (description, value))
    g_settings_set_value (settings, key, value);
}

/* A list that somebody else has written. */
static void
write_list (GSettings *settings, const char *key, FuzzInput *input)
{
  g_auto (GStrv) list = g_new0 (char *, 33);
  guint n = fuzz_input_take_byte (input) % 32;

  for (guint i = 0; i < n; i++)
    list[i] = fuzz_input_take_utf8 (input);
  g_settings_set_strv (settings, key, (const char *const *) list);
}

static void
save_address (GSettings *settings, const char *text)
{
  g_autofree char *host = NULL;
  g_autofree char *address = NULL;
  g_autofree char *again = NULL;
  guint16 port, port_again = 0;

  if (!kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, NULL))
    return;

  kettle_settings_save_address (settings, host, port);
  address = kettle_settings_dup_address (settings);
  g_assert_true (kettle_address_parse (address, 1, &again, &port_again, NULL));
  g_assert_cmpstr (again, ==, host);
  g_assert_cmpuint (port_again, ==, port);
}

static void
add_to_list (GSettings *settings, gboolean network, const char *text)
{
  const char *key = network ? "networks" : "last-addresses";
  guint max = network ? MAX_NETWORKS : MAX_ADDRESSES;
  g_auto (GStrv) before = g_settings_get_strv (settings, key);

  if (network)
    kettle_settings_add_network (settings, text);
  else
    kettle_settings_add_last_address (settings, text);

  /* Nothing is written when it is the first already. */
  if (before[0] != NULL && g_str_equal (before[0], text))
    return;
  check_list (settings, key, text, max);
}

static void
take_step (GSettings *settings, FuzzInput *input)
{
  guint8 what = fuzz_input_take_byte (input) % 10;
  g_autofree char *text = fuzz_input_take_utf8 (input);
  int number = (int) g_ascii_strtoll (text, NULL, 10);

  switch (what) {
  case 0:
    g_settings_set_string (settings, "host", text);
    break;
  case 1:
    write_number (settings, "port", number);
    break;
  case 2:
    write_number (settings, "preferred-temperature", number);
    break;
  case 3:
    write_number (settings, "preferred-warm-minutes", number);
    break;
  case 4:
    write_list (settings, *text != '\0' ? "networks" : "last-addresses", input);
    break;
  case 5:
    save_address (settings, text);
    break;
  case 6:
    kettle_settings_save_mac (settings, text);
    break;
  case 7:
    add_to_list (settings, TRUE, text);
    break;
  case 8:
    add_to_list (settings, FALSE, text);
    break;
  default:
    kettle_settings_forget_networks (settings);
    break;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  FuzzInput input = { data, size };
  GSettings *settings = kettle_settings_open (TRUE);

  g_assert_nonnull (settings);
  for (guint i = 0; i < MAX_STEPS && input.left > 0; i++) {
    take_step (settings, &input);
    check_address (settings);
    check_numbers (settings);
  }

  g_assert_finalize_object (settings);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return 0;
}
