// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/*
 * What the window, the tray and the bubbles say. All wording is here, so that two of them never
 * tell the same thing differently, and so that it can be tested without a screen.
 */

#define MINUTE (60)
#define HOUR   (60 * MINUTE)

/* Where every kettle listens unless somebody moved it; not worth showing. */
#define USUAL_PORT 2000

/* The values of KettleAddressError, which belongs to a room that this one does not know. */
enum {
  ADDRESS_EMPTY = 1,
  ADDRESS_MALFORMED,
  ADDRESS_PORT,
  ADDRESS_IPV6,
  ADDRESS_PUBLIC,
};

static gboolean
is_same_day (GDateTime *a, GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/* The time of day of @time; with its date when that is another day than @other's. */
static char *
dup_clock (gint64 time, gint64 other)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) reference = g_date_time_new_from_unix_local (other);

  if (when == NULL || reference == NULL)
    return g_strdup ("?");

  if (is_same_day (when, reference))
    /* xgettext:no-c-format
     * Translators: a time of day in the format of strftime(), such as 14:02 */
    return g_date_time_format (when, _ ("%H:%M"));

  /* xgettext:no-c-format
   * Translators: a day and a time of day in the format of strftime(), such as 3 May 14:02 */
  return g_date_time_format (when, _ ("%-d %b %H:%M"));
}

static int
seconds_between (gint64 from, gint64 to)
{
  return (int) CLAMP (to - from, 0, G_MAXINT);
}

const char *
kettle_presentation_get_icon_suffix (const KettleSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, "offline");

  if (snapshot->connection != KETTLE_LIFE_CONNECTED)
    return "offline";

  switch (snapshot->phase) {
  case KETTLE_PHASE_HEATING:
    return "heating";
  case KETTLE_PHASE_READY:
    return "ready";
  case KETTLE_PHASE_KEEPING_WARM:
    return "warm";
  case KETTLE_PHASE_LIFTED:
    return "lifted";
  case KETTLE_PHASE_PROBLEM:
    return "problem";
  case KETTLE_PHASE_UNKNOWN:
  case KETTLE_PHASE_OFF:
  default:
    return "off";
  }
}

char *
kettle_presentation_dup_icon_name (const KettleSnapshot *snapshot)
{
  return g_strdup_printf ("%s-%s-symbolic", APP_ID, kettle_presentation_get_icon_suffix (snapshot));
}

static char *
dup_connected_sentence (const KettleSnapshot *snapshot)
{
  switch (snapshot->phase) {
  case KETTLE_PHASE_OFF:
    return g_strdup (_ ("Ready when you are"));
  case KETTLE_PHASE_HEATING:
    if (snapshot->target_temperature > 0)
      /* Translators: %d is a temperature; keep a space before °C if your language has one there */
      return g_strdup_printf (_ ("Heating to %d °C"), snapshot->target_temperature);
    return g_strdup (_ ("Heating"));
  case KETTLE_PHASE_READY:
    /* Water of 80 °C has not boiled, and where the temperature was not seen nobody knows. */
    if (snapshot->reached_temperature == 100)
      return g_strdup (_ ("Boiled"));
    return g_strdup (_ ("The water is ready"));
  case KETTLE_PHASE_KEEPING_WARM:
    return g_strdup (_ ("Keeping warm"));
  case KETTLE_PHASE_LIFTED:
    return g_strdup (_ ("Lifted"));
  case KETTLE_PHASE_PROBLEM:
    return g_strdup (_ ("Something is wrong"));
  case KETTLE_PHASE_UNKNOWN:
  default:
    return g_strdup (_ ("Asking the kettle…"));
  }
}

char *
kettle_presentation_dup_sentence (const KettleSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  switch (snapshot->connection) {
  case KETTLE_LIFE_CONNECTED:
    return dup_connected_sentence (snapshot);
  case KETTLE_LIFE_CONNECTING:
    return g_strdup (_ ("Looking for the kettle…"));
  case KETTLE_LIFE_UNREACHABLE:
    if (snapshot->trouble == KETTLE_TROUBLE_OTHER_NETWORK)
      return g_strdup (_ ("Not in its network"));
    if (snapshot->trouble == KETTLE_TROUBLE_SET_UP)
      return g_strdup (_ ("Its wifi is being set up"));
    return g_strdup (_ ("Can’t reach the kettle"));
  case KETTLE_LIFE_NOT_A_KETTLE:
    return g_strdup (_ ("This is not a kettle"));
  case KETTLE_LIFE_NONE:
  default:
    return g_strdup (_ ("No kettle chosen"));
  }
}

static char *
dup_heating_detail (const KettleSnapshot *snapshot, gint64 now)
{
  int seconds = seconds_between (snapshot->heating_since, now);

  if (snapshot->heating_since == 0)
    return g_strdup ("");

  if (seconds < MINUTE)
    /* Translators: how long the kettle has been on; s is short for seconds */
    return g_strdup_printf (ngettext ("On for %d s", "On for %d s", (gulong) seconds), seconds);

  if (seconds < HOUR)
    /* Translators: how long the kettle has been on: minutes and seconds */
    return g_strdup_printf (_ ("On for %1$d min %2$d s"), seconds / MINUTE, seconds % MINUTE);

  /* Translators: how long the kettle has been on: hours and minutes */
  return g_strdup_printf (_ ("On for %1$d h %2$d min"), seconds / HOUR, seconds % HOUR / MINUTE);
}

static char *
dup_ready_detail (const KettleSnapshot *snapshot, gint64 now)
{
  int temperature = snapshot->reached_temperature;
  int minutes = seconds_between (snapshot->phase_since, now) / MINUTE;

  if (snapshot->phase_since == 0) {
    if (temperature == 0)
      return g_strdup ("");
    /* Translators: %d is the temperature that the water has reached */
    return g_strdup_printf (_ ("At %d °C"), temperature);
  }

  if (temperature == 0) {
    if (minutes == 0)
      return g_strdup (_ ("Just now"));
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes),
                            minutes);
  }

  if (minutes == 0)
    /* Translators: %d is the temperature that the water has reached */
    return g_strdup_printf (_ ("At %d °C, just now"), temperature);

  /* Translators: the temperature that the water reached, and how many minutes ago */
  return g_strdup_printf (
      ngettext ("At %1$d °C, %2$d minute ago", "At %1$d °C, %2$d minutes ago", (gulong) minutes),
      temperature, minutes);
}

static char *
dup_warm_detail (const KettleSnapshot *snapshot, gint64 now)
{
  gulong minutes = (gulong) MAX (snapshot->warm_minutes, 0);
  g_autofree char *since = NULL;

  if (snapshot->phase_since == 0) {
    if (minutes == 0)
      return g_strdup ("");
    /* Translators: how long the kettle keeps the water warm; min is short for minutes */
    return g_strdup_printf (ngettext ("For %d min", "For %d min", minutes), (int) minutes);
  }

  since = dup_clock (snapshot->phase_since, now);
  if (minutes == 0)
    /* Translators: keeping warm since %s, a time of day such as 14:02 */
    return g_strdup_printf (_ ("Since %s"), since);

  /* Translators: keeping warm for so many minutes, since %s, a time of day such as 14:02 */
  return g_strdup_printf (
      ngettext ("For %1$d min, since %2$s", "For %1$d min, since %2$s", minutes), (int) minutes,
      since);
}

static char *
dup_connected_detail (const KettleSnapshot *snapshot, gint64 now)
{
  switch (snapshot->phase) {
  case KETTLE_PHASE_OFF:
    return g_strdup (_ ("Off"));
  case KETTLE_PHASE_HEATING:
    return dup_heating_detail (snapshot, now);
  case KETTLE_PHASE_READY:
    return dup_ready_detail (snapshot, now);
  case KETTLE_PHASE_KEEPING_WARM:
    return dup_warm_detail (snapshot, now);
  case KETTLE_PHASE_LIFTED:
    return g_strdup (_ ("It switched itself off when it left its base"));
  case KETTLE_PHASE_PROBLEM:
    return g_strdup (_ ("It may have boiled dry: check the water"));
  case KETTLE_PHASE_UNKNOWN:
  default:
    return g_strdup ("");
  }
}

static char *
dup_unreachable_detail (const KettleSnapshot *snapshot, gint64 now)
{
  int seconds = snapshot->retry_at == 0 ? 0 : seconds_between (now, snapshot->retry_at);
  g_autofree char *seen = NULL;

  if (snapshot->last_seen == 0) {
    if (seconds == 0)
      return g_strdup (_ ("Trying again…"));
    /* Translators: s is short for seconds */
    return g_strdup_printf (
        ngettext ("Trying again in %d s", "Trying again in %d s", (gulong) seconds), seconds);
  }

  seen = dup_clock (snapshot->last_seen, now);
  if (seconds == 0)
    /* Translators: %s is the time of day, such as 14:02, when the kettle last answered */
    return g_strdup_printf (_ ("Trying again… · last seen %s"), seen);

  /* Translators: s is short for seconds; %2$s is the time of day, such as 14:02 */
  return g_strdup_printf (ngettext ("Trying again in %1$d s · last seen %2$s",
                                    "Trying again in %1$d s · last seen %2$s", (gulong) seconds),
                          seconds, seen);
}

/* It is not tried, so there is no next attempt to tell of. */
static char *
dup_other_network_detail (const KettleSnapshot *snapshot, gint64 now)
{
  g_autofree char *seen = NULL;

  if (snapshot->last_seen == 0)
    return g_strdup (_ ("Kettle leaves it alone here"));

  seen = dup_clock (snapshot->last_seen, now);

  /* Translators: %s is the time of day, such as 14:02, when the kettle last answered */
  return g_strdup_printf (_ ("Kettle leaves it alone here · last seen %s"), seen);
}

char *
kettle_presentation_dup_detail (const KettleSnapshot *snapshot, gint64 now)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  switch (snapshot->connection) {
  case KETTLE_LIFE_CONNECTED:
    return dup_connected_detail (snapshot, now);
  case KETTLE_LIFE_UNREACHABLE:
    if (snapshot->trouble == KETTLE_TROUBLE_OTHER_NETWORK)
      return dup_other_network_detail (snapshot, now);
    if (snapshot->trouble == KETTLE_TROUBLE_SET_UP)
      return g_strdup (_ ("Its keys work again afterwards"));
    return dup_unreachable_detail (snapshot, now);
  case KETTLE_LIFE_NOT_A_KETTLE:
    return g_strdup (_ ("Something else answers at its address"));
  case KETTLE_LIFE_NONE:
    return g_strdup (_ ("Find it on your network to begin"));
  case KETTLE_LIFE_CONNECTING:
  default:
    return g_strdup ("");
  }
}

gboolean
kettle_presentation_detail_ticks (const KettleSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, FALSE);

  if (snapshot->connection == KETTLE_LIFE_UNREACHABLE)
    return snapshot->retry_at != 0 && snapshot->trouble != KETTLE_TROUBLE_OTHER_NETWORK
           && snapshot->trouble != KETTLE_TROUBLE_SET_UP;

  if (snapshot->connection != KETTLE_LIFE_CONNECTED)
    return FALSE;

  return (snapshot->phase == KETTLE_PHASE_HEATING && snapshot->heating_since != 0)
         || (snapshot->phase == KETTLE_PHASE_READY && snapshot->phase_since != 0);
}

char *
kettle_presentation_dup_tray_title (const KettleSnapshot *snapshot)
{
  g_autofree char *sentence = kettle_presentation_dup_sentence (snapshot);

  /* Translators: the tray icon's title; Kettle is the program, %s a sentence such as “Heating to
   * 95 °C” */
  return g_strdup_printf (_ ("Kettle: %s"), sentence);
}

char *
kettle_presentation_dup_tray_status (const KettleSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  if (snapshot->connection == KETTLE_LIFE_CONNECTED) {
    if (snapshot->phase == KETTLE_PHASE_OFF)
      return g_strdup (_ ("The kettle is off"));

    if (snapshot->phase == KETTLE_PHASE_LIFTED)
      return g_strdup (_ ("The kettle was lifted"));

    /* Translators: must not begin with the word of the menu item “Boil” */
    if (snapshot->phase == KETTLE_PHASE_READY && snapshot->reached_temperature == 100)
      return g_strdup (_ ("The water has boiled"));

    if (snapshot->phase == KETTLE_PHASE_READY && snapshot->reached_temperature > 0)
      return g_strdup_printf (_ ("The water is ready at %d °C"), snapshot->reached_temperature);
  }

  return kettle_presentation_dup_sentence (snapshot);
}

const char *
kettle_presentation_get_power_label (const KettleSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, "");

  return snapshot->on ? _ ("Turn Off") : _ ("Turn On");
}

char *
kettle_presentation_dup_boil_label (int temperature)
{
  if (temperature == 100)
    return g_strdup (_ ("Boil"));

  /* Translators: a menu item; %d is a temperature */
  return g_strdup_printf (_ ("Heat to %d °C"), temperature);
}

char *
kettle_presentation_dup_temperature_label (int temperature)
{
  /* Translators: a temperature, as on the kettle's keys */
  return g_strdup_printf (_ ("%d °C"), temperature);
}

const char *
kettle_presentation_get_unit (void)
{
  /* Translators: degrees Celsius, the unit beside the large number on a key */
  return _ ("°C");
}

char *
kettle_presentation_dup_address (const char *host, guint16 port)
{
  if (host == NULL)
    return g_strdup ("");

  return port == USUAL_PORT ? g_strdup (host) : g_strdup_printf ("%s:%u", host, port);
}

char *
kettle_presentation_dup_minutes_label (int minutes)
{
  /* Translators: how long to keep the water warm; min is short for minutes */
  return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) minutes), minutes);
}

const char *
kettle_presentation_get_drink_hint (int temperature)
{
  switch (temperature) {
  case 100:
    return _ ("Black tea");
  case 95:
    return _ ("Coffee");
  case 80:
    return _ ("Green tea");
  case 65:
    return _ ("White tea");
  default:
    return "";
  }
}

/* Each of them takes one %s, the address with its port. */
static const char *
get_trouble_format (KettleTrouble trouble)
{
  switch (trouble) {
  case KETTLE_TROUBLE_REFUSED:
    /* Translators: %s is an address and a port, such as 192.168.1.20:2000 */
    return _ (
        "The machine at %s refuses the connection: wait a minute, close other programs that use "
        "the kettle, or correct the address.");
  case KETTLE_TROUBLE_NO_SUCH_NAME:
    /* Translators: %s is a name and a port, such as kettle.lan:2000 */
    return _ ("No machine is known by the name in %s: check its spelling, or enter the kettle’s "
              "numeric address, such as 192.168.1.20.");
  case KETTLE_TROUBLE_NOT_LOCAL:
    /* Translators: %s is a name and a port, such as kettle.lan:2000 */
    return _ (
        "%s is outside your local network, and a kettle has no protection of its own: enter an "
        "address of your own network, such as 192.168.1.20.");
  case KETTLE_TROUBLE_SILENT:
    /* Translators: %s is an address and a port, such as 192.168.1.20:2000 */
    return _ (
        "Something at %s takes the connection but says nothing: unplug the kettle’s base for a "
        "moment, or correct the address.");
  case KETTLE_TROUBLE_LOST:
    /* Translators: %s is an address and a port, such as 192.168.1.20:2000 */
    return _ ("The connection to %s was lost: check that the kettle’s base has power and is within "
              "reach of your network.");
  case KETTLE_TROUBLE_NOT_A_KETTLE:
    /* Translators: %s is an address and a port, such as 192.168.1.20:2000 */
    return _ ("Something answers at %s, but not as a kettle does: enter the kettle’s own address.");
  case KETTLE_TROUBLE_OTHER_NETWORK:
    /* Translators: the first Kettle is the program; %s is an address and a port, such as
     * 192.168.1.20:2000 */
    return _ ("You are in a network where Kettle has never met your kettle, so it leaves %s alone: "
              "connect here if this is its network, or find your kettle.");
  case KETTLE_TROUBLE_SET_UP:
  case KETTLE_TROUBLE_UNREACHABLE:
  case KETTLE_TROUBLE_NONE:
  default:
    /* Translators: %s is an address and a port, such as 192.168.1.20:2000 */
    return _ (
        "Nothing answers at %s: check that the kettle’s base has power and that you are in its "
        "network, or correct the address.");
  }
}

char *
kettle_presentation_dup_trouble (const KettleSnapshot *snapshot, const char *host, guint16 port)
{
  KettleTrouble trouble;
  g_autofree char *address = NULL;
  const char *format = NULL;

  g_return_val_if_fail (snapshot != NULL, NULL);

  trouble = snapshot->trouble;
  if (snapshot->connection == KETTLE_LIFE_CONNECTED || snapshot->connection == KETTLE_LIFE_NONE)
    return NULL;

  if (snapshot->connection == KETTLE_LIFE_CONNECTING && trouble == KETTLE_TROUBLE_NONE)
    return NULL;

  /* The large sentence says it, and there is nothing to be done about it. */
  if (trouble == KETTLE_TROUBLE_SET_UP)
    return NULL;

  if (snapshot->connection == KETTLE_LIFE_NOT_A_KETTLE && trouble == KETTLE_TROUBLE_NONE)
    trouble = KETTLE_TROUBLE_NOT_A_KETTLE;

  address = g_strdup_printf ("%s:%u", host != NULL ? host : "?", port);
  format = get_trouble_format (trouble);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, address);
#pragma GCC diagnostic pop
}

static char *
dup_temperature_failure (int temperature)
{
  /* It may be off, or heating to another temperature: with this answer either is possible. */
  return g_strdup_printf (
      /* Translators: %d is the temperature that was asked for */
      _ ("The kettle did not confirm %d °C. It may be on: check what it is doing."), temperature);
}

char *
kettle_presentation_dup_failure (KettleRequestKind kind, int argument, KettleFailure failure)
{
  gboolean confirmable = failure == KETTLE_FAILURE_NOT_CONFIRMED;

  switch (kind) {
  case KETTLE_REQUEST_TEMPERATURE:
    if (confirmable)
      return dup_temperature_failure (argument);
    return g_strdup (_ ("The kettle did not answer. Nothing was switched on."));

  case KETTLE_REQUEST_OFF:
    if (confirmable)
      return g_strdup (
          _ ("The kettle did not confirm that it is off. It may still be on: check it."));
    return g_strdup (_ ("The kettle did not answer. It may still be on: check it."));

  case KETTLE_REQUEST_WARM:
    if (confirmable)
      return g_strdup (_ ("The kettle did not confirm Keep Warm. Check what it is doing."));
    if (failure == KETTLE_FAILURE_NO_ANSWER)
      return g_strdup (_ ("The kettle did not answer. Check whether Keep Warm is on."));
    return g_strdup (_ ("The kettle did not answer. Keep Warm was not changed."));

  case KETTLE_REQUEST_WARM_MINUTES:
    if (confirmable)
      return g_strdup (_ ("The kettle did not confirm how long it keeps warm."));
    return g_strdup (_ ("The kettle did not answer. The time of Keep Warm was not changed."));

  case KETTLE_REQUEST_ON:
  default:
    if (confirmable)
      return g_strdup (_ ("The kettle did not confirm that it is on. Check what it is doing, and "
                          "that it stands on its base."));
    return g_strdup (_ ("The kettle did not answer. Nothing was switched on."));
  }
}

char *
kettle_presentation_dup_gap (gint64 from, gint64 to, gboolean still_on)
{
  g_autofree char *start = dup_clock (from, to);
  g_autofree char *end = dup_clock (to, from);

  if (still_on)
    /* Translators: two times of day, such as 10:02 and 10:04 */
    return g_strdup_printf (
        _ ("The kettle was out of sight between %1$s and %2$s, and is on now. What "
           "happened in between is not known."),
        start, end);

  /* Translators: two times of day, such as 10:02 and 10:04 */
  return g_strdup_printf (
      _ ("The kettle is off again. It may have boiled, or been lifted or switched "
         "off, between %1$s and %2$s."),
      start, end);
}

const char *
kettle_presentation_get_address_error (int address_error)
{
  switch (address_error) {
  case ADDRESS_EMPTY:
    return _ ("Enter the kettle’s address, such as 192.168.1.20.");
  case ADDRESS_PORT:
    return _ ("The port after the colon must be a number from 1 to 65535: kettles use 2000.");
  case ADDRESS_IPV6:
    return _ ("Kettles have no IPv6 address: enter one like 192.168.1.20.");
  case ADDRESS_PUBLIC:
    return _ (
        "This address is outside your local network, and a kettle has no protection of its own: "
        "enter an address of your own network, such as 192.168.1.20.");
  case ADDRESS_MALFORMED:
  default:
    return _ ("This is neither a name nor an address: enter one like 192.168.1.20.");
  }
}
