// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-emulator"

#include "config.h"

#include "emulator/kettle-emulator-moods.h"

#include "emulator/kettle-boiler.h"
#include "emulator/kettle-emulator.h"

/**
 * kettle_emulator_install_properties:
 * @object_class: the class of the emulator
 * @props: (out): what was installed, by number
 */
void
kettle_emulator_install_properties (GObjectClass *object_class, GParamSpec *props[N_PROPS])
{
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags ro = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const struct {
    KettleEmulatorProperty id;
    const char *name;
  } switches[] = {
    { PROP_GLUE, "glue" },
    { PROP_MUTE, "mute" },
    { PROP_UNKNOWN, "unknown" },
    { PROP_ENDLESS, "endless" },
    { PROP_STRAY_HELLO, "stray-hello" },
    { PROP_NO_GREETING, "no-greeting" },
  };
  static const struct {
    KettleEmulatorProperty id;
    const char *name;
    int min, max, initial;
  } numbers[] = {
    { PROP_LINE_END, "line-end", KETTLE_LINE_END_CR, KETTLE_LINE_END_CRLF, KETTLE_LINE_END_CR },
    { PROP_IDLE_KEY, "idle-key", KETTLE_IDLE_KEY_NUL, KETTLE_IDLE_KEY_EMPTY, KETTLE_IDLE_KEY_NUL },
    { PROP_CHUNK, "chunk", KETTLE_CHUNK_RANDOM, G_MAXINT, 0 },
    { PROP_MUTE_AFTER, "mute-after", -1, G_MAXINT, -1 },
    { PROP_CLOSE_AFTER, "close-after", -1, G_MAXINT, -1 },
    { PROP_RESET_AFTER, "reset-after", -1, G_MAXINT, -1 },
  };
  static const struct {
    KettleEmulatorProperty id;
    const char *name;
    gboolean writable;
  } counts[] = {
    { PROP_SEED, "seed", TRUE },
    { PROP_MAX_CLIENTS, "max-clients", TRUE },
    { PROP_DELAY, "delay", TRUE },
    { PROP_PORT, "port", FALSE },
    { PROP_N_CLIENTS, "n-clients", FALSE },
    { PROP_N_ACCEPTED, "n-accepted", FALSE },
    { PROP_KEYS, "keys", FALSE },
  };

  props[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, KETTLE_BOILER_MIN_SPEED,
                                           KETTLE_BOILER_MAX_SPEED, 1, rw);
  props[PROP_LITRES] = g_param_spec_double ("litres", NULL, NULL, KETTLE_BOILER_MIN_LITRES,
                                            KETTLE_BOILER_MAX_LITRES, 1, rw);
  props[PROP_START_TEMPERATURE] =
      g_param_spec_double ("start-temperature", NULL, NULL, 0, 100, 20, rw);
  props[PROP_TEMPERATURE] = g_param_spec_double ("temperature", NULL, NULL, 0, 100, 20, ro);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    props[switches[i].id] = g_param_spec_boolean (switches[i].name, NULL, NULL, FALSE, rw);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    props[numbers[i].id] = g_param_spec_int (numbers[i].name, NULL, NULL, numbers[i].min,
                                             numbers[i].max, numbers[i].initial, rw);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    props[counts[i].id] = g_param_spec_uint (counts[i].name, NULL, NULL, 0, G_MAXUINT32, 0,
                                             counts[i].writable ? rw : ro);

  kettle_emulator_wifi_make_properties (props + FIRST_WIFI);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

/**
 * kettle_emulator_get_whole_number:
 * @value: a boolean, an int or an uint
 *
 * Returns: what it holds
 */
gint64
kettle_emulator_get_whole_number (const GValue *value)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_value_get_boolean (value);
  if (G_VALUE_HOLDS_UINT (value))
    return g_value_get_uint (value);

  return g_value_get_int (value);
}

/**
 * kettle_emulator_set_whole_number:
 * @value: a boolean, an int or an uint
 * @number: what it shall hold
 */
void
kettle_emulator_set_whole_number (GValue *value, gint64 number)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, number != 0);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, (guint) number);
  else
    g_value_set_int (value, (int) number);
}
