// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-text.h"

#include "net/kettle-address.h"

#include <glib/gi18n.h>

/*
 * What a terminal says, as pure functions. Where the window has the same words they are its words,
 * so that they are translated once.
 */

#define MINUTE (60)
#define HOUR   (60 * MINUTE)

/**
 * kettle_ctl_text_dup_address:
 * @host: (nullable): a host name or address
 * @port: a port
 *
 * Returns: (transfer full): what a person would type for it, "" for no host
 */
char *
kettle_ctl_text_dup_address (const char *host, guint16 port)
{
  if (host == NULL)
    return g_strdup ("");

  return port == KETTLE_DEFAULT_PORT ? g_strdup (host) : g_strdup_printf ("%s:%u", host, port);
}

static char *
dup_phase (const KettleSnapshot *snapshot)
{
  switch (snapshot->phase) {
  case KETTLE_PHASE_OFF:
    return g_strdup (_ ("The kettle is off"));
  case KETTLE_PHASE_HEATING:
    if (snapshot->target_temperature > 0)
      /* Translators: %d is a temperature; keep a space before °C if your language has one there */
      return g_strdup_printf (_ ("Heating to %d °C"), snapshot->target_temperature);
    return g_strdup (_ ("Heating"));
  case KETTLE_PHASE_READY:
    if (snapshot->reached_temperature == 100)
      return g_strdup (_ ("The water has boiled"));
    if (snapshot->reached_temperature > 0)
      return g_strdup_printf (_ ("The water is ready at %d °C"), snapshot->reached_temperature);
    return g_strdup (_ ("The water is ready"));
  case KETTLE_PHASE_KEEPING_WARM:
    return g_strdup (_ ("Keeping warm"));
  case KETTLE_PHASE_LIFTED:
    return g_strdup (_ ("The kettle was lifted"));
  case KETTLE_PHASE_PROBLEM:
    return g_strdup (_ ("The kettle may have boiled dry"));
  case KETTLE_PHASE_UNKNOWN:
  default:
    return g_strdup (_ ("Asking the kettle…"));
  }
}

static char *
dup_sentence (const KettleSnapshot *snapshot)
{
  switch (snapshot->connection) {
  case KETTLE_LIFE_CONNECTED:
    return dup_phase (snapshot);
  case KETTLE_LIFE_CONNECTING:
    return g_strdup (_ ("Looking for the kettle…"));
  case KETTLE_LIFE_UNREACHABLE:
    return g_strdup (_ ("Can’t reach the kettle"));
  case KETTLE_LIFE_NOT_A_KETTLE:
    return g_strdup (_ ("This is not a kettle"));
  case KETTLE_LIFE_NONE:
  default:
    return g_strdup (_ ("No kettle chosen"));
  }
}

/**
 * kettle_ctl_text_dup_state:
 * @snapshot: what the kettle shows
 * @now: the time, Unix seconds; 0 to leave out how long it has been on
 *
 * Returns: (transfer full): what the kettle is doing, in one line without a full stop
 */
char *
kettle_ctl_text_dup_state (const KettleSnapshot *snapshot, gint64 now)
{
  g_autofree char *sentence = dup_sentence (snapshot);
  int seconds;

  /* The time may have come over the bus: whatever it is, the subtraction holds it. */
  if (now == 0 || snapshot->phase != KETTLE_PHASE_HEATING || snapshot->heating_since <= 0)
    return g_steal_pointer (&sentence);

  seconds = (int) CLAMP (now - snapshot->heating_since, 0, G_MAXINT);
  if (seconds < MINUTE)
    /* Translators: %1$s is such as “Heating to 95 °C”; s is short for seconds */
    return g_strdup_printf (_ ("%1$s · on for %2$d s"), sentence, seconds);
  if (seconds < HOUR)
    /* Translators: %1$s is such as “Heating to 95 °C”; then minutes and seconds */
    return g_strdup_printf (_ ("%1$s · on for %2$d min %3$d s"), sentence, seconds / MINUTE,
                            seconds % MINUTE);

  /* Translators: %1$s is such as “Heating to 95 °C”; then hours and minutes */
  return g_strdup_printf (_ ("%1$s · on for %2$d h %3$d min"), sentence, seconds / HOUR,
                          seconds % HOUR / MINUTE);
}

static char *
dup_minutes (int minutes)
{
  /* Translators: how long to keep the water warm; min is short for minutes */
  return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) minutes), minutes);
}

/**
 * kettle_ctl_text_dup_lamps:
 * @snapshot: what a connected kettle shows
 *
 * Returns: (transfer full): which lamps are lit, in one line
 */
char *
kettle_ctl_text_dup_lamps (const KettleSnapshot *snapshot)
{
  g_autoptr (GPtrArray) lamps = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  if (snapshot->on)
    /* Translators: the kettle's lamp beside its On key */
    g_ptr_array_add (lamps, g_strdup (_ ("On")));
  if (snapshot->target_temperature > 0)
    g_ptr_array_add (lamps, g_strdup_printf (_ ("%d °C"), snapshot->target_temperature));
  if (snapshot->warm)
    g_ptr_array_add (lamps, g_strdup (_ ("Keep Warm")));
  if (snapshot->warm && snapshot->warm_minutes > 0)
    g_ptr_array_add (lamps, dup_minutes (snapshot->warm_minutes));
  if (lamps->len == 0)
    return g_strdup (_ ("No lamp is lit"));

  g_ptr_array_add (lamps, NULL);
  list = g_strjoinv (" · ", (char **) lamps->pdata);

  /* Translators: %s is a list such as “On · 80 °C · Keep Warm” */
  return g_strdup_printf (_ ("Lamps: %s"), list);
}

/**
 * kettle_ctl_text_dup_line:
 * @snapshot: what the kettle shows
 *
 * Returns: (transfer full): the line of a watch: what it is doing, and Keep Warm if that is lit
 */
char *
kettle_ctl_text_dup_line (const KettleSnapshot *snapshot)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, dup_sentence (snapshot));
  if (snapshot->warm && snapshot->phase != KETTLE_PHASE_KEEPING_WARM)
    g_ptr_array_add (parts, g_strdup (_ ("Keep Warm")));
  if (snapshot->warm && snapshot->warm_minutes > 0)
    g_ptr_array_add (parts, dup_minutes (snapshot->warm_minutes));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * kettle_ctl_text_dup_left:
 * @snapshot: the kettle as last known
 *
 * Returns: (transfer full): that nothing was done to it, and what it goes on doing, in whole
 *   sentences
 */
char *
kettle_ctl_text_dup_left (const KettleSnapshot *snapshot)
{
  if (snapshot->connection != KETTLE_LIFE_CONNECTED || snapshot->phase == KETTLE_PHASE_UNKNOWN)
    return g_strdup (
        _ ("The kettle was left as it is. What it is doing is not known: look at it."));
  if (snapshot->phase == KETTLE_PHASE_HEATING && snapshot->target_temperature > 0)
    /* Translators: %d is a temperature */
    return g_strdup_printf (_ ("The kettle was left as it is. It goes on heating to %d °C."),
                            snapshot->target_temperature);
  if (snapshot->phase == KETTLE_PHASE_KEEPING_WARM)
    return g_strdup (_ ("The kettle was left as it is. It goes on keeping the water warm."));
  if (snapshot->on)
    return g_strdup (_ ("The kettle was left as it is. It stays on."));

  return g_strdup (_ ("The kettle was left as it is. It is off."));
}

/* Each of them takes one %s, the address. */
static const char *
get_trouble_format (KettleTrouble trouble)
{
  switch (trouble) {
  case KETTLE_TROUBLE_REFUSED:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("The machine at %s refuses the connection: wait a minute, close other programs that "
              "use the kettle, or correct the address.");
  case KETTLE_TROUBLE_NO_SUCH_NAME:
    /* Translators: %s is a name, such as kettle.lan */
    return _ ("No machine is known by the name %s: check its spelling, or use the kettle’s numeric "
              "address, such as 192.168.1.20.");
  case KETTLE_TROUBLE_NOT_LOCAL:
    /* Translators: %s is a name, such as kettle.lan */
    return _ ("%s is outside your local network, and a kettle has no protection of its own: use an "
              "address of your own network, such as 192.168.1.20.");
  case KETTLE_TROUBLE_SILENT:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("Something at %s takes the connection but says nothing: unplug the kettle’s base for "
              "a moment, or correct the address.");
  case KETTLE_TROUBLE_LOST:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("The connection to %s was lost: check that the kettle’s base has power and is within "
              "reach of your network.");
  case KETTLE_TROUBLE_NOT_A_KETTLE:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("Something answers at %s, but not as a kettle does: use the kettle’s own address.");
  case KETTLE_TROUBLE_NONE:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("The kettle at %s cannot be reached: check that its base has power, and try again.");
  case KETTLE_TROUBLE_SET_UP:
    /* Translators: %s is an address, such as 192.168.1.20; Kettle is the program */
    return _ ("The wifi of the kettle at %s is being set up in Kettle’s window: wait until that is "
              "over, and try again.");
  case KETTLE_TROUBLE_OTHER_NETWORK:
  case KETTLE_TROUBLE_UNREACHABLE:
  default:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return _ ("Nothing answers at %s: check that the kettle’s base has power and that you are in "
              "its network, or correct the address.");
  }
}

/**
 * kettle_ctl_text_dup_trouble:
 * @snapshot: a kettle that is not connected
 * @address: where it should be
 *
 * Returns: (transfer full): why, and what to do about it, in one sentence
 */
char *
kettle_ctl_text_dup_trouble (const KettleSnapshot *snapshot, const char *address)
{
  KettleTrouble trouble = snapshot->connection == KETTLE_LIFE_NOT_A_KETTLE
                              ? KETTLE_TROUBLE_NOT_A_KETTLE
                              : snapshot->trouble;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (get_trouble_format (trouble), address);
#pragma GCC diagnostic pop
}

static const char *
get_not_confirmed (KettleRequestKind kind)
{
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    return _ ("The kettle did not confirm that it is off. It may still be on: check it.");
  case KETTLE_REQUEST_WARM:
    return _ ("The kettle did not confirm Keep Warm. Check what it is doing.");
  case KETTLE_REQUEST_WARM_MINUTES:
    return _ ("The kettle did not confirm how long it keeps warm.");
  case KETTLE_REQUEST_ON:
  case KETTLE_REQUEST_TEMPERATURE:
  default:
    return _ ("The kettle did not confirm that it is on. Check what it is doing, and that it "
              "stands on its base.");
  }
}

static const char *
get_no_answer (KettleRequestKind kind)
{
  switch (kind) {
  case KETTLE_REQUEST_OFF:
    return _ ("The kettle did not answer. It may still be on: check it.");
  case KETTLE_REQUEST_WARM:
  case KETTLE_REQUEST_WARM_MINUTES:
    return _ ("The kettle did not answer. Check whether Keep Warm is on.");
  case KETTLE_REQUEST_ON:
  case KETTLE_REQUEST_TEMPERATURE:
  default:
    return _ ("The kettle did not answer. Probably nothing was switched on: check it.");
  }
}

/**
 * kettle_ctl_text_dup_failure:
 * @kind: what was asked for
 * @argument: °C or minutes
 * @error: what became of it
 *
 * Returns: (transfer full): the same in a sentence or two, with what to do about it
 */
char *
kettle_ctl_text_dup_failure (KettleRequestKind kind, int argument, KettlePressError error)
{
  switch (error) {
  case KETTLE_PRESS_ERROR_NO_ANSWER:
    return g_strdup (get_no_answer (kind));
  case KETTLE_PRESS_ERROR_NOT_CONFIRMED:
    if (kind == KETTLE_REQUEST_TEMPERATURE && argument != 100)
      /* Translators: %d is the temperature that was asked for */
      return g_strdup_printf (
          _ ("The kettle did not confirm %d °C. It may be on: check what it is doing."), argument);
    return g_strdup (get_not_confirmed (kind));
  case KETTLE_PRESS_ERROR_REPLACED:
    return g_strdup (_ ("Something else was asked of the kettle before it confirmed this."));
  case KETTLE_PRESS_ERROR_NO_KETTLE:
    return g_strdup (_ ("No kettle is chosen: find it in Kettle, or name it with --host."));
  case KETTLE_PRESS_ERROR_NOT_CONNECTED:
  case KETTLE_PRESS_ERROR_NOT_SENT:
  default:
    return g_strdup (_ ("The kettle cannot be reached. Nothing was pressed."));
  }
}

/**
 * kettle_ctl_text_dup_event:
 * @event: what happened
 *
 * Returns: (transfer full): the same in a sentence
 */
char *
kettle_ctl_text_dup_event (KettleCtlEvent event)
{
  switch (event) {
  case KETTLE_CTL_EVENT_LIFTED:
    return g_strdup (_ ("The kettle was lifted while it was on, and switched itself off."));
  case KETTLE_CTL_EVENT_PROBLEM:
    return g_strdup (
        _ ("The kettle reports a problem and is off. It may have boiled dry: check the water."));
  case KETTLE_CTL_EVENT_WARM_ENDED:
    return g_strdup (_ ("The kettle no longer keeps the water warm."));
  case KETTLE_CTL_EVENT_GAP:
    return g_strdup (_ ("The kettle was out of sight while it was heating. What happened in "
                        "between is not known."));
  case KETTLE_CTL_EVENT_BOILED:
  default:
    return g_strdup (_ ("The kettle reached its temperature."));
  }
}

/**
 * kettle_ctl_text_dup_reached:
 * @snapshot: a kettle whose water has just become ready
 *
 * Returns: (transfer full): the answer of a wait
 */
char *
kettle_ctl_text_dup_reached (const KettleSnapshot *snapshot)
{
  int temperature = snapshot->reached_temperature;

  if (snapshot->warm && temperature > 0)
    return g_strdup_printf (_ ("The kettle reached %d °C and keeps the water warm."), temperature);
  if (snapshot->warm)
    return g_strdup (_ ("The kettle reached its temperature and keeps the water warm."));
  if (temperature > 0)
    return g_strdup_printf (_ ("The kettle reached %d °C."), temperature);

  return g_strdup (_ ("The kettle reached its temperature."));
}

/**
 * kettle_ctl_text_dup_end:
 * @outcome: how a heat ended before the water was ready
 * @unseen: whether the kettle was out of sight meanwhile
 *
 * Returns: (transfer full): the same in a sentence or two
 */
char *
kettle_ctl_text_dup_end (KettleCtlOutcome outcome, gboolean unseen)
{
  if (outcome == KETTLE_CTL_OUTCOME_LIFTED)
    return kettle_ctl_text_dup_event (KETTLE_CTL_EVENT_LIFTED);
  if (outcome == KETTLE_CTL_OUTCOME_PROBLEM)
    return kettle_ctl_text_dup_event (KETTLE_CTL_EVENT_PROBLEM);
  if (unseen)
    return g_strdup (_ ("The kettle is off again. It may have boiled, or been lifted or switched "
                        "off, while it was out of sight."));

  return g_strdup (_ ("Somebody switched the kettle off before the water was ready."));
}

/**
 * kettle_ctl_text_dup_coverage:
 * @plan: (nullable): whom a look that found nothing asked
 *
 * Returns: (transfer full): what was looked at and what was not, in sentences
 */
char *
kettle_ctl_text_dup_coverage (const KettleScanPlan *plan)
{
  GString *networks;
  guint64 n_hosts = 0;
  g_autofree char *list = NULL;

  if (plan == NULL || plan->ranges->len == 0)
    return g_strdup (_ ("This computer is in no local network, so that nothing was looked at: "
                        "connect it to the network of your kettle, or name the kettle with "
                        "--host."));

  networks = g_string_new (NULL);
  for (guint i = 0; i < plan->ranges->len; i++) {
    const KettleScanRange *range = &g_array_index (plan->ranges, KettleScanRange, i);

    g_string_append_printf (networks, "%s%s", i > 0 ? ", " : "", range->network);
    n_hosts += range->n_hosts;
  }
  list = g_string_free (networks, FALSE);

  /* Translators: two numbers and a list of networks, such as 192.168.1.0/24 */
  return g_strdup_printf (
      ngettext ("No kettle was found: %1$u of %2$u address was looked at in %3$s. Check that the "
                "kettle’s base has power, or name the kettle with --host.",
                "No kettle was found: %1$u of %2$u addresses were looked at in %3$s. Check that "
                "the kettle’s base has power, or name the kettle with --host.",
                (gulong) MIN (n_hosts, G_MAXUINT)),
      plan->addresses->len, (guint) MIN (n_hosts, G_MAXUINT), list);
}

/**
 * kettle_ctl_text_cut:
 * @text: a line
 * @columns: how wide the terminal is
 *
 * Returns: (transfer full): as much of @text as fits, by what a terminal shows of each character
 */
char *
kettle_ctl_text_cut (const char *text, int columns)
{
  const char *end = text;

  for (int used = 0; *end != '\0'; end = g_utf8_next_char (end)) {
    gunichar c = g_utf8_get_char (end);

    used += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    if (used > columns)
      break;
  }

  return g_strndup (text, (gsize) (end - text));
}
