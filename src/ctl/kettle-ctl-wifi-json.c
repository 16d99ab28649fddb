// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-json.h"

#include "ctl/kettle-ctl-wifi-options.h"

/*
 * The member "wifi" of a document. What the module did not say is null.
 */

static const char *const modes[] = {
  [KETTLE_WIFI_MODE_INFRASTRUCTURE] = "infrastructure",
  [KETTLE_WIFI_MODE_AD_HOC] = "ad-hoc",
  [KETTLE_WIFI_MODE_ACCESS_POINT] = "access-point",
};

static const char *const address_names[] = {
  [KETTLE_WIFI_IP] = "address",
  [KETTLE_WIFI_NETMASK] = "netmask",
  [KETTLE_WIFI_GATEWAY] = "gateway",
  [KETTLE_WIFI_DNS] = "dns",
};

static const char *const errors[] = {
  [KETTLE_WIFI_ERROR_NETWORK] = "bad-network",
  [KETTLE_WIFI_ERROR_PASSPHRASE] = "bad-passphrase",
  [KETTLE_WIFI_ERROR_PASSWORD] = "bad-password",
  [KETTLE_WIFI_ERROR_ADDRESS] = "bad-address",
  [KETTLE_WIFI_ERROR_VALUE] = "bad-value",
  [KETTLE_WIFI_ERROR_BACKUP] = "bad-backup",
  [KETTLE_WIFI_ERROR_NO_KEY] = "no-key",
  [KETTLE_WIFI_ERROR_NO_KETTLE] = "no-kettle",
  [KETTLE_WIFI_ERROR_ON] = "on",
  [KETTLE_WIFI_ERROR_STALE] = "stale",
  [KETTLE_WIFI_ERROR_UNREACHABLE] = "unreachable",
  [KETTLE_WIFI_ERROR_NOT_A_MODULE] = "not-a-module",
  [KETTLE_WIFI_ERROR_WRONG_PASSWORD] = "wrong-password",
  [KETTLE_WIFI_ERROR_NO_ANSWER] = "no-answer",
  [KETTLE_WIFI_ERROR_LOST] = "lost",
  [KETTLE_WIFI_ERROR_MALFORMED] = "malformed",
  [KETTLE_WIFI_ERROR_REFUSED] = "refused",
  [KETTLE_WIFI_ERROR_DIFFERENT] = "different",
  [KETTLE_WIFI_ERROR_CHANGED] = "changed",
  [KETTLE_WIFI_ERROR_NOT_FOUND] = "not-found",
  [KETTLE_WIFI_ERROR_HIDDEN] = "hidden",
};

/* @text: (nullable): any bytes */
static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  json_builder_set_member_name (builder, name);
  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

static void
add_switch (JsonBuilder *builder, const char *name, gboolean known, gboolean on)
{
  json_builder_set_member_name (builder, name);
  if (known)
    json_builder_add_boolean_value (builder, on);
  else
    json_builder_add_null_value (builder);
}

static void
add_settings (JsonBuilder *builder, const KettleWifiSettings *settings)
{
  static const KettleWifiSettings nothing = { 0 };
  const KettleWifiSettings *now = settings != NULL ? settings : &nothing;
  const gboolean address = (now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS)) != 0;
  const gboolean mode = (now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_MODE)) != 0
                        && (guint) now->mode < G_N_ELEMENTS (modes);

  add_text (builder, "mode", mode ? modes[now->mode] : NULL);
  add_text (builder, "network",
            now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK) ? now->network : NULL);
  add_text (builder, "security",
            now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)
                ? kettle_ctl_wifi_security_get_word (now->security)
                : NULL);
  add_switch (builder, "dhcp", address, now->dhcp);
  for (guint i = 0; i < G_N_ELEMENTS (address_names); i++)
    add_text (builder, address_names[i], address && !now->dhcp ? now->addresses[i] : NULL);
  add_text (builder, "mac", now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_MAC) ? now->mac : NULL);
  add_text (builder, "version",
            now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_VERSION) ? now->version : NULL);
  add_switch (builder, "web_page", (now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE)) != 0,
              now->web_page);
  add_switch (builder, "key_known", settings != NULL,
              (now->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) != 0 && now->key != NULL
                  && kettle_secret_get_length (now->key) > 0);
}

static const char *
get_outcome (KettleWifiOutcome outcome)
{
  switch (outcome) {
  case KETTLE_WIFI_OUTCOME_NEW:
    return "new";
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
    return "unknown";
  case KETTLE_WIFI_OUTCOME_MIXED:
    return "mixed";
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  case KETTLE_WIFI_OUTCOME_OLD:
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
  default:
    return "old";
  }
}

/**
 * kettle_ctl_wifi_json_add:
 * @builder: where an object is being built
 * @wifi: what to tell
 *
 * Adds the member "wifi" to it.
 */
void
kettle_ctl_wifi_json_add (JsonBuilder *builder, const KettleCtlWifiReport *wifi)
{
  json_builder_set_member_name (builder, "wifi");
  json_builder_begin_object (builder);
  add_settings (builder, wifi->settings);
  add_text (builder, "settings", get_outcome (wifi->outcome));
  add_switch (builder, "needs_power_cut", TRUE, wifi->outcome == KETTLE_WIFI_OUTCOME_OLD_SAVED);
  add_text (builder, "error",
            wifi->error > 0 && (guint) wifi->error < G_N_ELEMENTS (errors) ? errors[wifi->error]
                                                                           : NULL);
  json_builder_set_member_name (builder, "module_code");
  json_builder_add_int_value (builder, wifi->code);
  add_text (builder, "found", wifi->found);
  add_text (builder, "backup", wifi->backup);
  if (wifi->lines != NULL) {
    json_builder_set_member_name (builder, "lines");
    json_builder_begin_array (builder);
    for (guint i = 0; wifi->lines[i] != NULL; i++)
      json_builder_add_string_value (builder, wifi->lines[i]);
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
}
