// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

/*
 * The words of finding a kettle: what a look does, what it took in, and what it found.
 */

/* So many networks are named; the others are only counted. */
#define MAX_NAMED 3

/* Grouped in thousands where the language does so. */
static char *
dup_number (guint number)
{
  return g_strdup_printf ("%'u", number);
}

char *
kettle_presentation_dup_scan_progress (guint n_done,
                                       guint n_planned,
                                       const KettleCoverage *ranges,
                                       gsize n_ranges)
{
  const char *network = NULL;
  guint n_networks = 0;
  g_autofree char *done = dup_number (MIN (n_done, n_planned));
  g_autofree char *planned = dup_number (n_planned);

  g_return_val_if_fail (ranges != NULL || n_ranges == 0, NULL);

  for (gsize i = 0; i < n_ranges; i++) {
    if (ranges[i].n_planned > 0) {
      network = ranges[i].network;
      n_networks++;
    }
  }

  if (n_planned == 0 || network == NULL)
    return g_strdup (_ ("Looking around…"));

  if (n_networks == 1)
    /* Translators: two numbers and a network, such as 192.168.1.0/24; the plural is of %2$s */
    return g_strdup_printf (ngettext ("Looking at %1$s of %2$s address in %3$s",
                                      "Looking at %1$s of %2$s addresses in %3$s", n_planned),
                            done, planned, network);

  /* Translators: three numbers; the plural is of the networks, which are two at least */
  return g_strdup_printf (ngettext ("Looking at %1$s of %2$s addresses in %3$u network",
                                    "Looking at %1$s of %2$s addresses in %3$u networks",
                                    n_networks),
                          done, planned, n_networks);
}

static char *
dup_range (const KettleCoverage *range)
{
  g_autofree char *planned = dup_number (range->n_planned);
  g_autofree char *hosts = dup_number (range->n_hosts);

  if (range->n_planned >= range->n_hosts)
    /* Translators: part of “Kettle looked at …”; %s is a network, such as 192.168.1.0/24 */
    return g_strdup_printf (_ ("all of %s"), range->network);

  if (range->n_planned == 0)
    /* Translators: part of “Kettle looked at …”; %s is a network, such as 10.0.0.0/8 */
    return g_strdup_printf (_ ("none of %s"), range->network);

  /* Translators: part of “Kettle looked at …”: two numbers and a network, such as 10.0.0.0/8 */
  return g_strdup_printf (
      ngettext ("%1$s of %2$s address of %3$s", "%1$s of %2$s addresses of %3$s", range->n_hosts),
      planned, hosts, range->network);
}

static char *
dup_other_ranges (const KettleCoverage *ranges, gsize n_ranges)
{
  guint64 planned = 0, hosts = 0;
  g_autofree char *planned_text = NULL;
  g_autofree char *hosts_text = NULL;

  for (gsize i = 0; i < n_ranges; i++) {
    planned += ranges[i].n_planned;
    hosts += ranges[i].n_hosts;
  }

  planned_text = dup_number ((guint) MIN (planned, G_MAXUINT));
  hosts_text = dup_number ((guint) MIN (hosts, G_MAXUINT));

  /* Translators: part of “Kettle looked at …”, the end of a list of networks: three numbers; the
   * plural is of the networks. “more” are those that were not named before. */
  return g_strdup_printf (ngettext ("%1$s of %2$s addresses of %3$u more network",
                                    "%1$s of %2$s addresses of %3$u more networks",
                                    (gulong) n_ranges),
                          planned_text, hosts_text, (guint) n_ranges);
}

static char *
dup_ranges (const KettleCoverage *ranges, gsize n_ranges)
{
  gsize n_named = MIN (n_ranges, MAX_NAMED);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GString *list = NULL;

  for (gsize i = 0; i < n_named; i++)
    g_ptr_array_add (parts, dup_range (&ranges[i]));
  if (n_ranges > n_named)
    g_ptr_array_add (parts, dup_other_ranges (ranges + n_named, n_ranges - n_named));

  list = g_string_new (NULL);
  for (guint i = 0; i < parts->len; i++) {
    if (i > 0 && i + 1 == parts->len)
      /* Translators: between the last two of a list, with its spaces */
      g_string_append (list, _ (" and "));
    else if (i > 0)
      /* Translators: between any other two of a list, with its space */
      g_string_append (list, _ (", "));
    g_string_append (list, parts->pdata[i]);
  }

  return g_string_free (list, FALSE);
}

char *
kettle_presentation_dup_scan_coverage (const KettleCoverage *ranges,
                                       gsize n_ranges,
                                       guint n_refused)
{
  g_autofree char *list = NULL;
  g_autofree char *looked = NULL;
  g_autofree char *refused = NULL;

  g_return_val_if_fail (ranges != NULL || n_ranges == 0, NULL);

  if (n_ranges == 0 && n_refused == 0)
    return g_strdup (_ ("This computer is in no local network: connect it to the network of your "
                        "kettle, and look again."));

  if (n_ranges == 0)
    return g_strdup (_ ("This computer is in no local network. Its addresses belong to the "
                        "internet, where Kettle never looks, or to a direct line such as a VPN: "
                        "connect it to the network of your kettle, and look again."));

  list = dup_ranges (ranges, n_ranges);
  /* Translators: Kettle is the program; %s is a list, such as “all of 192.168.1.0/24” */
  looked = g_strdup_printf (_ ("Kettle looked at %s."), list);
  if (n_refused == 0)
    return g_steal_pointer (&looked);

  /* Translators: said after which networks were looked at; %u counts network connections */
  refused = g_strdup_printf (
      ngettext ("It left %u connection to the internet or a direct line alone.",
                "It left %u connections to the internet or direct lines alone.", n_refused),
      n_refused);

  return g_strconcat (looked, " ", refused, NULL);
}

char *
kettle_presentation_dup_scan_stopped (guint n_done, guint n_planned)
{
  g_autofree char *done = dup_number (MIN (n_done, n_planned));
  g_autofree char *planned = dup_number (n_planned);

  /* Translators: two numbers; the plural is of %2$s */
  return g_strdup_printf (ngettext ("Stopped after %1$s of %2$s address.",
                                    "Stopped after %1$s of %2$s addresses.", n_planned),
                          done, planned);
}

char *
kettle_presentation_dup_found_detail (const char *mac, double seconds, gboolean own)
{
  g_autofree char *found = NULL;

  /* Translators: said of a kettle in a list */
  found = own ? g_strdup (_ ("connected"))
              /* Translators: how long it took to find a kettle; s is short for seconds */
              : g_strdup_printf (_ ("found in %.1f s"), CLAMP (seconds, 0.0, 3600.0));

  return mac != NULL ? g_strdup_printf ("%s · %s", mac, found) : g_steal_pointer (&found);
}

char *
kettle_presentation_dup_offer (const char *address)
{
  g_return_val_if_fail (address != NULL, NULL);

  /* Translators: %s is an address, such as 192.168.1.20 */
  return g_strdup_printf (_ ("A kettle was found at %s. Is it yours?"), address);
}

char *
kettle_presentation_dup_reverted (const char *address, const char *previous)
{
  g_return_val_if_fail (address != NULL, NULL);

  if (previous == NULL)
    /* Translators: %s is an address, such as 192.168.1.20 */
    return g_strdup_printf (
        _ ("%s does not answer as a kettle any more. Look again, or choose another."), address);

  /* Translators: two addresses; the second Kettle is the program */
  return g_strdup_printf (_ ("%1$s does not answer as a kettle any more. Kettle stays with %2$s."),
                          address, previous);
}

char *
kettle_presentation_dup_refused (const char *address, const char *current)
{
  g_return_val_if_fail (address != NULL && current != NULL, NULL);

  if (*current == '\0')
    /* Translators: %s is what somebody wrote into the settings as an address */
    return g_strdup_printf (
        _ ("“%s” in the settings is no address of a local network: find your kettle again."),
        address);

  /* Translators: the first is what somebody wrote into the settings as an address, the second the
   * address that is used; Kettle is the program */
  return g_strdup_printf (_ ("“%1$s” in the settings is no address of a local network: correct it "
                             "there. Kettle stays with %2$s."),
                          address, current);
}
