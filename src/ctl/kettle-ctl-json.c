// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-json.h"

#include "ctl/kettle-ctl-wifi-json.h"
#include "net/kettle-found.h"

#include <json-glib/json-glib.h>
#include <math.h>

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_switch (JsonBuilder *builder, const char *name, gboolean on)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, on);
}

static void
add_kettles (JsonBuilder *builder, GListModel *kettles, const char *chosen)
{
  json_builder_set_member_name (builder, "kettles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (kettles); i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (kettles, i);
    const char *host = kettle_found_get_host (found);

    json_builder_begin_object (builder);
    add_text (builder, "host", host);
    add_number (builder, "port", kettle_found_get_port (found));
    add_text (builder, "mac", kettle_found_get_mac (found));
    json_builder_set_member_name (builder, "seconds");
    json_builder_add_double_value (builder, round (kettle_found_get_seconds (found) * 1000) / 1000);
    add_switch (builder, "own", kettle_found_is_own (found) || g_strcmp0 (host, chosen) == 0);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/**
 * kettle_ctl_json_dup:
 * @report: what to tell
 *
 * Returns: (transfer full): one document in one line, without a line end
 */
char *
kettle_ctl_json_dup (const KettleCtlReport *report)
{
  const KettleSnapshot *now = &report->snapshot;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (report->event != NULL) {
    g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (report->time);
    g_autofree char *time = g_date_time_format_iso8601 (when);

    add_text (builder, "event", report->event);
    add_text (builder, "time", time);
  }
  add_text (builder, "outcome", kettle_ctl_outcome_get_word (report->outcome));
  add_text (builder, "host", report->host);
  add_text (builder, "connection", kettle_life_get_word (now->connection));
  add_text (builder, "phase", kettle_phase_get_word (now->phase));
  add_switch (builder, "on", now->on);
  add_number (builder, "temperature", now->target_temperature);
  add_switch (builder, "warm", now->warm);
  add_number (builder, "warm_minutes", now->warm_minutes);
  if (report->kettles != NULL)
    add_kettles (builder, report->kettles, report->chosen);
  if (report->wifi != NULL)
    kettle_ctl_wifi_json_add (builder, report->wifi);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
