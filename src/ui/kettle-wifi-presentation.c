// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ui"

#include "config.h"

#include "ui/kettle-wifi-presentation.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

const char *
kettle_wifi_presentation_get_stage (KettleWifiStage stage)
{
  switch (stage) {
  case KETTLE_WIFI_STAGE_CHECKING:
    /* Translators: a line of a list of steps; “it” is the kettle */
    return _ ("Check that it is off");
  case KETTLE_WIFI_STAGE_LOGGING_IN:
    return _ ("Log in to its wifi module");
  case KETTLE_WIFI_STAGE_READING:
    return _ ("Read its settings");
  case KETTLE_WIFI_STAGE_WRITING:
    return _ ("Write the new settings, not saved yet");
  case KETTLE_WIFI_STAGE_VERIFYING:
    return _ ("Read them back and compare");
  case KETTLE_WIFI_STAGE_SAVING:
    return _ ("Save them");
  case KETTLE_WIFI_STAGE_RESTARTING:
    return _ ("Restart the wifi module");
  case KETTLE_WIFI_STAGE_FINDING:
    return _ ("Find the kettle again");
  case KETTLE_WIFI_STAGE_UNDOING:
    return _ ("Take back what was written");
  case KETTLE_WIFI_STAGE_NONE:
  case KETTLE_WIFI_STAGE_DONE:
  default:
    return "";
  }
}

const char *
kettle_wifi_presentation_get_doing (KettleWifiStage stage)
{
  switch (stage) {
  case KETTLE_WIFI_STAGE_CHECKING:
    return _ ("Checking that the kettle is off…");
  case KETTLE_WIFI_STAGE_LOGGING_IN:
    return _ ("Logging in to its wifi module…");
  case KETTLE_WIFI_STAGE_READING:
    return _ ("Reading its settings…");
  case KETTLE_WIFI_STAGE_WRITING:
    return _ ("Writing the new settings…");
  case KETTLE_WIFI_STAGE_VERIFYING:
    return _ ("Reading them back…");
  case KETTLE_WIFI_STAGE_SAVING:
    return _ ("Saving them…");
  case KETTLE_WIFI_STAGE_RESTARTING:
    return _ ("Restarting the wifi module…");
  case KETTLE_WIFI_STAGE_FINDING:
    return _ ("Looking for the kettle…");
  case KETTLE_WIFI_STAGE_UNDOING:
    return _ ("Taking back what was written…");
  case KETTLE_WIFI_STAGE_DONE:
    return _ ("Done");
  case KETTLE_WIFI_STAGE_NONE:
  default:
    return "";
  }
}

const char *
kettle_wifi_presentation_get_security (KettleWifiSecurity security)
{
  switch (security) {
  case KETTLE_WIFI_SECURITY_OPEN:
    return _ ("None (open)");
  case KETTLE_WIFI_SECURITY_WEP_64:
  case KETTLE_WIFI_SECURITY_WEP_128:
    return _ ("WEP");
  case KETTLE_WIFI_SECURITY_WPA_TKIP:
    return _ ("WPA (TKIP)");
  case KETTLE_WIFI_SECURITY_WPA_AES:
    return _ ("WPA (AES)");
  case KETTLE_WIFI_SECURITY_WPA2_TKIP:
    return _ ("WPA2 (TKIP)");
  case KETTLE_WIFI_SECURITY_WPA2_AES:
    return _ ("WPA2 (AES)");
  case KETTLE_WIFI_SECURITY_AUTO:
    return _ ("Chosen by the module");
  default:
    return _ ("Not known");
  }
}

const char *
kettle_wifi_presentation_get_mode (KettleWifiMode mode)
{
  switch (mode) {
  case KETTLE_WIFI_MODE_INFRASTRUCTURE:
    /* Translators: what the kettle does: it joins the network of a router */
    return _ ("Joins a router’s network");
  case KETTLE_WIFI_MODE_AD_HOC:
  case KETTLE_WIFI_MODE_ACCESS_POINT:
    /* Translators: what the kettle does: it is in no router’s network, but makes one */
    return _ ("Makes a network of its own");
  default:
    return _ ("Not known");
  }
}

char *
kettle_wifi_presentation_dup_network (const KettleWifiSettings *settings)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (settings != NULL, NULL);

  if (!(settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)))
    return g_strdup (_ ("Not known"));
  if (settings->network[0] == '\0')
    /* Translators: in place of a network’s name */
    return g_strdup (_ ("No name"));

  name = g_utf8_make_valid (settings->network, -1);

  /* Translators: a network’s name in quotation marks */
  return g_strdup_printf (_ ("“%s”"), name);
}

const char *
kettle_wifi_presentation_get_key (const KettleWifiSettings *settings)
{
  g_return_val_if_fail (settings != NULL, "");

  if (!(settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)))
    return _ ("Not known");
  if (settings->key == NULL || kettle_secret_get_length (settings->key) == 0)
    /* Translators: said of a passphrase */
    return _ ("None");

  /* Translators: said of a passphrase */
  return _ ("Known, not shown");
}

char *
kettle_wifi_presentation_dup_address (const KettleWifiSettings *settings)
{
  g_return_val_if_fail (settings != NULL, NULL);

  if (!(settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS)))
    return g_strdup (_ ("Not known"));
  if (settings->dhcp)
    /* Translators: where the kettle’s address comes from */
    return g_strdup (_ ("From the router (DHCP)"));

  /* Translators: %s is an address, such as 169.254.1.1 */
  return g_strdup_printf (_ ("Fixed, %s"), settings->addresses[KETTLE_WIFI_IP]);
}

char *
kettle_wifi_presentation_dup_mac (const char *mac)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (mac != NULL, NULL);

  for (gsize i = 0; mac[i] != '\0'; i++) {
    if (i > 0 && i % 2 == 0 && strlen (mac) == 12)
      g_string_append_c (text, ':');
    g_string_append_c (text, mac[i]);
  }

  return g_string_free (text, FALSE);
}

char *
kettle_wifi_presentation_dup_passphrase_length (gsize length)
{
  if (length == KETTLE_WIFI_RAW_KEY_LENGTH)
    /* Translators: how much was typed where a passphrase is asked for */
    return g_strdup (_ ("64 characters, as a key of hexadecimal digits has"));

  /* Translators: how much of a passphrase was typed, and how long it may be: three numbers */
  return g_strdup_printf (_ ("%1$u of %2$u to %3$u characters"), (guint) length,
                          (guint) KETTLE_WIFI_PASSPHRASE_MIN, (guint) KETTLE_WIFI_PASSPHRASE_MAX);
}

char *
kettle_wifi_presentation_dup_network_length (gsize length)
{
  /* Translators: how much of a network’s name was typed, and how long it may be: two numbers.
   * Some letters take more than one byte. */
  return g_strdup_printf (_ ("%1$u of at most %2$u bytes"), (guint) length,
                          (guint) KETTLE_WIFI_NETWORK_MAX);
}

/* NULL for errors that do not concern a value. */
static const char *
get_value_complaint (int code)
{
  switch (code) {
  case KETTLE_WIFI_ERROR_NETWORK:
    return _ ("A network’s name has 1 to 32 bytes, and no line ends.");
  case KETTLE_WIFI_ERROR_PASSPHRASE:
    return _ ("A passphrase has 8 to 63 letters, digits and signs without accents, or is a key of "
              "64 hexadecimal digits.");
  case KETTLE_WIFI_ERROR_PASSWORD:
    return _ ("The password has six digits.");
  case KETTLE_WIFI_ERROR_ADDRESS:
    return _ ("The backup holds an address that is none.");
  case KETTLE_WIFI_ERROR_VALUE:
    return _ ("The backup holds a setting that does not exist.");
  case KETTLE_WIFI_ERROR_BACKUP:
    return _ ("This file is not a backup of a kettle’s wifi settings, or it is damaged.");
  case KETTLE_WIFI_ERROR_NO_KEY:
    return _ ("The passphrase of this network is not known: enter it.");
  default:
    return NULL;
  }
}

const char *
kettle_wifi_presentation_get_complaint (const GError *error)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL, "");

  if (error->domain == KETTLE_WIFI_ERROR)
    text = get_value_complaint (error->code);

  return text != NULL ? text : _ ("This cannot be written to a kettle.");
}

const char *
kettle_wifi_presentation_get_restore_complaint (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  if (g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_NETWORK))
    return _ ("This backup is of a kettle in no network, as it is after a reset. That cannot be "
              "written, but only had by a reset: hold 65 °C until it beeps twice, then take the "
              "power off its base and give it back.");
  if (g_error_matches (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE))
    return _ ("This backup holds a key of a kind that Kettle cannot write.");

  return kettle_wifi_presentation_get_complaint (error);
}

static const char *
get_code_meaning (int code)
{
  switch (code) {
  case -1:
    return _ ("the format was wrong");
  case -2:
    return _ ("it does not know the command");
  case -3:
    return _ ("it does not know the operator");
  case -4:
    return _ ("it does not take the value");
  case -5:
    return _ ("it is not permitted");
  case -6:
    return _ ("it has no memory left");
  case -7:
    return _ ("its flash memory failed");
  case -10:
    return _ ("it could not join the network");
  default:
    return _ ("it does not say why");
  }
}

static const char *
get_word_name (KettleWifiWord word)
{
  switch (word) {
  case KETTLE_WIFI_MODE:
    return _ ("the kind of network");
  case KETTLE_WIFI_NETWORK:
    return _ ("the network’s name");
  case KETTLE_WIFI_SECURITY:
    return _ ("the security");
  case KETTLE_WIFI_KEY:
    return _ ("the passphrase");
  case KETTLE_WIFI_ADDRESS:
    return _ ("the address");
  case KETTLE_WIFI_WEB_PAGE:
    return _ ("the web page");
  case KETTLE_WIFI_PASSWORD:
    return _ ("the password");
  case KETTLE_WIFI_MAC:
    return _ ("the MAC address");
  case KETTLE_WIFI_VERSION:
    return _ ("the firmware’s version");
  case KETTLE_WIFI_SAVE:
    return _ ("saving");
  case KETTLE_WIFI_RESTART:
    return _ ("restarting");
  default:
    return _ ("a command");
  }
}

static char *
dup_refused (int code, KettleWifiWord word)
{
  /* Translators: %1$s is such as “the passphrase” or “saving”, %2$d the module’s number for an
   * error, %3$s what that means, such as “it does not take the value” */
  return g_strdup_printf (_ ("The wifi module refused %1$s (error %2$d: %3$s)."),
                          get_word_name (word), code, get_code_meaning (code));
}

static char *
dup_reach_error (int code, const char *address)
{
  switch (code) {
  case KETTLE_WIFI_ERROR_NO_KETTLE:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return g_strdup_printf (
        _ ("No kettle answers at %s: check the address, that its base has power, and that this "
           "computer is in the kettle’s network."),
        address);
  case KETTLE_WIFI_ERROR_UNREACHABLE:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return g_strdup_printf (
        _ ("The kettle at %s lets nobody connect to its wifi module (port 23): take the power off "
           "its base and give it back, wait a minute, and try again."),
        address);
  case KETTLE_WIFI_ERROR_NOT_A_MODULE:
  default:
    /* Translators: %s is an address, such as 192.168.1.20 */
    return g_strdup_printf (
        _ ("What answers at port 23 of %s is no wifi module that Kettle knows. Nothing was sent to "
           "it."),
        address);
  }
}

static const char *
get_session_error (int code)
{
  switch (code) {
  case KETTLE_WIFI_ERROR_ON:
    return _ ("The kettle is on or keeps warm: switch it off, and try again.");
  case KETTLE_WIFI_ERROR_STALE:
    return _ ("It took too long after the kettle had said that it is off: try again.");
  case KETTLE_WIFI_ERROR_WRONG_PASSWORD:
    return _ ("The wifi module did not take the password. If the kettle was set up with the app of "
              "its maker, the module has one of its own: go back and enter it.");
  case KETTLE_WIFI_ERROR_NO_ANSWER:
    return _ ("The wifi module stopped answering. The kettle may be too far from the router.");
  case KETTLE_WIFI_ERROR_LOST:
    return _ (
        "The connection to the wifi module ended. The kettle may be too far from the router, or "
        "its base lost power.");
  case KETTLE_WIFI_ERROR_MALFORMED:
    return _ ("The wifi module answered something that Kettle does not understand, so it goes no "
              "further.");
  case KETTLE_WIFI_ERROR_DIFFERENT:
    return _ (
        "What the wifi module has now is something else than what was written, so nothing was "
        "saved.");
  case KETTLE_WIFI_ERROR_CHANGED:
    return _ ("The wifi module’s settings are not what they were a moment ago: start again, so "
              "that you see them.");
  case KETTLE_WIFI_ERROR_HIDDEN:
    return _ (
        "The wifi module does not show all that is to be changed. Kettle could neither check it "
        "nor take it back, so it changes nothing.");
  case KETTLE_WIFI_ERROR_NOT_FOUND:
    return _ ("The kettle did not come back within a minute, as far as this computer can see.");
  default:
    return NULL;
  }
}

char *
kettle_wifi_presentation_dup_error (const GError *error,
                                    const char *address,
                                    int code,
                                    KettleWifiWord word)
{
  const char *text = NULL;

  g_return_val_if_fail (error != NULL && address != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("You cancelled it."));
  if (error->domain != KETTLE_WIFI_ERROR)
    return g_strdup (error->message);

  if (error->code == KETTLE_WIFI_ERROR_REFUSED)
    return dup_refused (code, word);
  if (error->code == KETTLE_WIFI_ERROR_NO_KETTLE || error->code == KETTLE_WIFI_ERROR_UNREACHABLE
      || error->code == KETTLE_WIFI_ERROR_NOT_A_MODULE)
    return dup_reach_error (error->code, address);

  if (error->code == KETTLE_WIFI_ERROR_DIFFERENT && word == KETTLE_WIFI_SAVE)
    text =
        _ ("The wifi module said that it had saved the settings, but after its restart it did not "
           "have them.");
  else
    text = get_session_error (error->code);

  return g_strdup (text != NULL ? text : kettle_wifi_presentation_get_complaint (error));
}

const char *
kettle_wifi_presentation_get_outcome (KettleWifiOutcome outcome)
{
  switch (outcome) {
  case KETTLE_WIFI_OUTCOME_OLD:
    return _ ("The kettle has all its old settings: what was written was taken back, and read back "
              "to make sure.");
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
    return _ ("Nothing was saved, but what was written could not be taken back. Take the power off "
              "the kettle’s base for ten seconds: then it has all its old settings again.");
  case KETTLE_WIFI_OUTCOME_NEW:
    return _ ("The kettle has all the new settings, and they are saved.");
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
    return _ ("The connection ended while the settings were being saved. The kettle has either all "
              "its old settings or all the new ones. Take the power off its base for ten seconds, "
              "then look for it in both networks.");
  case KETTLE_WIFI_OUTCOME_MIXED:
    return _ ("The kettle may have saved some old and some new settings, and it could not be put "
              "right. Restore the backup before the power of its base is taken away.");
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  default:
    return _ ("Nothing was written: the kettle is as it was.");
  }
}

const char *
kettle_wifi_presentation_get_outcome_of (KettleWifiTask task, KettleWifiOutcome outcome)
{
  if (outcome != KETTLE_WIFI_OUTCOME_UNCERTAIN)
    return kettle_wifi_presentation_get_outcome (outcome);

  switch (task) {
  case KETTLE_WIFI_TASK_PASSWORD:
    return _ ("It is not known whether the wifi module has the old password or the new one. "
              "Nothing else was changed. Try both: go back to the first page, and enter it under "
              "“It has a password of its own”.");
  case KETTLE_WIFI_TASK_WEB_PAGE:
    return _ ("It is not known whether the web page is on or off. Nothing else was changed. Take "
              "the power off the kettle’s base for ten seconds, then look for it.");
  case KETTLE_WIFI_TASK_FORGET:
    return _ ("It is not known whether the dummies were saved. Take the power off the kettle’s "
              "base for ten seconds: if it comes back to your network, they were not, and you can "
              "try again.");
  case KETTLE_WIFI_TASK_JOIN:
  case KETTLE_WIFI_TASK_RESTORE:
  default:
    return kettle_wifi_presentation_get_outcome (outcome);
  }
}

const char *
kettle_wifi_presentation_get_outcome_title (KettleWifiOutcome outcome)
{
  switch (outcome) {
  case KETTLE_WIFI_OUTCOME_NEW:
    return _ ("The new settings are saved");
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
    return _ ("Old settings or new ones");
  case KETTLE_WIFI_OUTCOME_MIXED:
    return _ ("Some old and some new settings");
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
    return _ ("Take its power off for a moment");
  case KETTLE_WIFI_OUTCOME_OLD:
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  default:
    return _ ("The kettle is as it was");
  }
}
