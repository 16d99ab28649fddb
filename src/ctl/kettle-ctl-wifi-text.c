// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-ctl"

#include "config.h"

#include "ctl/kettle-ctl-wifi-text.h"

#include <glib/gi18n.h>

/*
 * What "wifi" says to a person: pure functions of what happened.
 */

static const char *
get_security (KettleWifiSecurity security)
{
  switch (security) {
  case KETTLE_WIFI_SECURITY_OPEN:
    return _ ("none, an open network");
  case KETTLE_WIFI_SECURITY_WEP_64:
    return _ ("WEP, 64 bits");
  case KETTLE_WIFI_SECURITY_WEP_128:
    return _ ("WEP, 128 bits");
  case KETTLE_WIFI_SECURITY_WPA_TKIP:
    return _ ("WPA with TKIP");
  case KETTLE_WIFI_SECURITY_WPA_AES:
    return _ ("WPA with AES");
  case KETTLE_WIFI_SECURITY_WPA2_TKIP:
    return _ ("WPA2 with TKIP");
  case KETTLE_WIFI_SECURITY_WPA2_AES:
    return _ ("WPA2 with AES");
  case KETTLE_WIFI_SECURITY_AUTO:
  default:
    return _ ("as the network has it");
  }
}

static const char *
get_mode (KettleWifiMode mode)
{
  switch (mode) {
  case KETTLE_WIFI_MODE_AD_HOC:
    return _ ("shows a network of its own (ad hoc)");
  case KETTLE_WIFI_MODE_ACCESS_POINT:
    return _ ("shows a network of its own (access point)");
  case KETTLE_WIFI_MODE_INFRASTRUCTURE:
  default:
    return _ ("joins a network");
  }
}

static gboolean
knows (const KettleWifiSettings *settings, KettleWifiWord word)
{
  return (settings->known & KETTLE_WIFI_BIT (word)) != 0;
}

static void
add_line (GPtrArray *lines, const char *label, const char *value)
{
  /* Translators: %1$s is such as “Network”, %2$s is what it is */
  g_ptr_array_add (lines, g_strdup_printf (_ ("%1$s: %2$s"), label, value));
}

static void
add_address (GPtrArray *lines, const KettleWifiSettings *settings)
{
  g_autofree char *address = NULL;

  if (settings->dhcp) {
    add_line (lines, _ ("Address"), _ ("from the network’s router (DHCP)"));
    return;
  }

  /* Translators: four addresses, such as 192.168.1.20 */
  address = g_strdup_printf (
      _ ("%1$s, netmask %2$s, gateway %3$s, DNS %4$s"), settings->addresses[KETTLE_WIFI_IP],
      settings->addresses[KETTLE_WIFI_NETMASK], settings->addresses[KETTLE_WIFI_GATEWAY],
      settings->addresses[KETTLE_WIFI_DNS]);
  add_line (lines, _ ("Address"), address);
}

/**
 * kettle_ctl_wifi_text_dup_settings:
 * @settings: what a module said
 *
 * Returns: (transfer full): the same in lines, the passphrase only by whether there is one
 */
char *
kettle_ctl_wifi_text_dup_settings (const KettleWifiSettings *settings)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *network = NULL;

  if (knows (settings, KETTLE_WIFI_MODE))
    add_line (lines, _ ("The kettle"), get_mode (settings->mode));
  if (knows (settings, KETTLE_WIFI_NETWORK)) {
    network = g_utf8_make_valid (settings->network, -1);
    add_line (lines, _ ("Network"), *network != '\0' ? network : _ ("none"));
  }
  if (knows (settings, KETTLE_WIFI_SECURITY))
    add_line (lines, _ ("Security"), get_security (settings->security));
  if (knows (settings, KETTLE_WIFI_KEY))
    /* The kettle tells it, but nobody needs to see it. */
    add_line (lines, _ ("Passphrase"),
              settings->key != NULL && kettle_secret_get_length (settings->key) > 0
                  ? _ ("there is one, not shown")
                  : _ ("none"));
  if (knows (settings, KETTLE_WIFI_ADDRESS))
    add_address (lines, settings);
  if (knows (settings, KETTLE_WIFI_WEB_PAGE))
    add_line (lines, _ ("Web page"), settings->web_page ? _ ("on") : _ ("off"));
  if (knows (settings, KETTLE_WIFI_MAC))
    add_line (lines, _ ("Hardware address"), settings->mac);
  if (knows (settings, KETTLE_WIFI_VERSION))
    add_line (lines, _ ("Firmware"), settings->version);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * kettle_ctl_wifi_text_get_stage:
 * @stage: how far a job is
 *
 * Returns: (transfer none) (nullable): the same for the progress line
 */
const char *
kettle_ctl_wifi_text_get_stage (KettleWifiStage stage)
{
  switch (stage) {
  case KETTLE_WIFI_STAGE_CHECKING:
    return _ ("Asking the kettle whether it is off…");
  case KETTLE_WIFI_STAGE_LOGGING_IN:
    return _ ("Logging in to the wifi module…");
  case KETTLE_WIFI_STAGE_READING:
    return _ ("Reading its settings…");
  case KETTLE_WIFI_STAGE_WRITING:
    return _ ("Writing the new settings…");
  case KETTLE_WIFI_STAGE_VERIFYING:
    return _ ("Reading back what was written…");
  case KETTLE_WIFI_STAGE_SAVING:
    return _ ("Saving: leave the kettle its power…");
  case KETTLE_WIFI_STAGE_RESTARTING:
    return _ ("Restarting the wifi module…");
  case KETTLE_WIFI_STAGE_FINDING:
    return _ ("Looking for the kettle…");
  case KETTLE_WIFI_STAGE_UNDOING:
    return _ ("Taking back what was written…");
  case KETTLE_WIFI_STAGE_NONE:
  case KETTLE_WIFI_STAGE_DONE:
  default:
    return NULL;
  }
}

static const char *
get_word (KettleWifiWord word)
{
  switch (word) {
  case KETTLE_WIFI_MODE:
    return _ ("the mode");
  case KETTLE_WIFI_NETWORK:
    return _ ("the network’s name");
  case KETTLE_WIFI_SECURITY:
    return _ ("the kind of security");
  case KETTLE_WIFI_KEY:
    return _ ("the passphrase");
  case KETTLE_WIFI_ADDRESS:
    return _ ("the address");
  case KETTLE_WIFI_WEB_PAGE:
    return _ ("the web page");
  case KETTLE_WIFI_PASSWORD:
    return _ ("its password");
  case KETTLE_WIFI_MAC:
    return _ ("its hardware address");
  case KETTLE_WIFI_VERSION:
    return _ ("its version");
  case KETTLE_WIFI_SAVE:
    return _ ("saving");
  case KETTLE_WIFI_RESTART:
    return _ ("restarting");
  default:
    return _ ("a command");
  }
}

/* Protocol sheet 2: the numbers of `+ERR`. */
static const char *
get_code (int code)
{
  switch (code) {
  case -1:
    return _ ("the command has a form it does not know");
  case -2:
    return _ ("it does not know the command");
  case -3:
    return _ ("it does not know what to do with the command");
  case -4:
    return _ ("it does not accept the value");
  case -5:
    return _ ("it does not permit that");
  case -6:
    return _ ("it has no memory left");
  case -7:
    return _ ("it cannot write its memory");
  case -10:
    return _ ("it could not join the network");
  default:
    return _ ("for a reason that is not known");
  }
}

static const char *
get_address (const KettleCtlWifiSubject *subject)
{
  return subject->address != NULL ? subject->address : _ ("the kettle’s address");
}

static const char *
get_file (const KettleCtlWifiSubject *subject)
{
  return subject->file != NULL ? subject->file : _ ("the file");
}

static char *
dup_value_error (int code, const KettleCtlWifiSubject *subject)
{
  switch (code) {
  case KETTLE_WIFI_ERROR_NETWORK:
    if (subject->file != NULL)
      /* Translators: %s is a file */
      return g_strdup_printf (
          _ ("“%s” is of a kettle that was in no network, and that cannot be written back: reset "
             "the kettle instead, hold 65 °C until it beeps twice, then take its power off and "
             "on."),
          subject->file);
    /* Translators: %d is 32 */
    return g_strdup_printf (_ ("A network’s name has 1 to %d bytes, and no control characters."),
                            KETTLE_WIFI_NETWORK_MAX);
  case KETTLE_WIFI_ERROR_PASSPHRASE:
    /* Translators: the numbers are 8, 63 and 64 */
    return g_strdup_printf (_ ("A passphrase has %1$d to %2$d letters, digits and signs of plain "
                               "ASCII, or it is a key of %3$d hexadecimal digits."),
                            KETTLE_WIFI_PASSPHRASE_MIN, KETTLE_WIFI_PASSPHRASE_MAX,
                            KETTLE_WIFI_RAW_KEY_LENGTH);
  case KETTLE_WIFI_ERROR_PASSWORD:
    return g_strdup (_ ("The wifi module’s password is six digits."));
  case KETTLE_WIFI_ERROR_ADDRESS:
    /* Translators: %s is a file */
    return g_strdup_printf (_ ("“%s” holds a fixed address that is none: correct it there."),
                            get_file (subject));
  case KETTLE_WIFI_ERROR_NO_KEY:
    /* Translators: %s is a file */
    return g_strdup_printf (_ ("“%s” is of a network with a passphrase and does not hold that: "
                               "give it with --passphrase-file, or be asked for it on a terminal."),
                            get_file (subject));
  case KETTLE_WIFI_ERROR_BACKUP:
    /* Translators: %s is a file */
    return g_strdup_printf (_ ("“%s” is no backup of a wifi module, or a damaged one: use a file "
                               "that “kettlectl wifi” or Kettle has made."),
                            get_file (subject));
  case KETTLE_WIFI_ERROR_VALUE:
  default:
    return g_strdup (_ ("There is a value that no wifi module takes: check what is to be "
                        "written with --dry-run."));
  }
}

static char *
dup_kettle_error (int code, const KettleCtlWifiSubject *subject)
{
  const char *address = get_address (subject);

  switch (code) {
  case KETTLE_WIFI_ERROR_NO_KETTLE:
    /* Translators: %s is an address */
    return g_strdup_printf (_ ("Nothing at %s has shown that it is a kettle: check that the "
                               "kettle’s base has power and that you are in its network, or "
                               "correct the address."),
                            address);
  case KETTLE_WIFI_ERROR_ON:
    return g_strdup (_ ("The kettle is on or keeps warm: switch it off first, with “kettlectl off” "
                        "or by its own key, and try again."));
  case KETTLE_WIFI_ERROR_UNREACHABLE:
    /* Translators: %s is an address */
    return g_strdup_printf (_ ("The kettle at %s is there, but its wifi module takes no connection "
                               "of this kind: end other programs that talk to it, take the base "
                               "from the mains for ten seconds, and try again."),
                            address);
  case KETTLE_WIFI_ERROR_NOT_A_MODULE:
    /* Translators: %s is an address */
    return g_strdup_printf (_ ("What answers at %s is not the wifi module of a kettle, and nothing "
                               "was said to it: check the address."),
                            address);
  case KETTLE_WIFI_ERROR_WRONG_PASSWORD:
    return g_strdup (_ ("The wifi module did not take the password. The vendor’s app may have set "
                        "one of six digits: give it with --password-file."));
  case KETTLE_WIFI_ERROR_STALE:
  default:
    return g_strdup (_ ("The kettle’s word that it is off came too long ago: try again."));
  }
}

static char *
dup_module_error (int code, const KettleCtlWifiSubject *subject)
{
  switch (code) {
  case KETTLE_WIFI_ERROR_NO_ANSWER:
    return g_strdup (_ ("The wifi module did not answer in time: go nearer to the router with it, "
                        "or try again later."));
  case KETTLE_WIFI_ERROR_LOST:
    return g_strdup (_ ("The connection to the wifi module ended early: try again when the kettle "
                        "has good reception."));
  case KETTLE_WIFI_ERROR_REFUSED:
    /* Translators: %1$s is such as “the passphrase”, %2$s why in half a sentence, %3$d a number */
    return g_strdup_printf (_ ("The wifi module refused %1$s: %2$s (error %3$d). It may be of "
                               "another kind than is known here; do not try to force it."),
                            get_word (subject->word), get_code (subject->code), subject->code);
  case KETTLE_WIFI_ERROR_DIFFERENT:
    if (subject->word == KETTLE_WIFI_SAVE)
      return g_strdup (_ ("The wifi module said that it had saved the settings, but after its "
                          "restart it did not have them."));
    /* Translators: %s is such as “the passphrase” */
    return g_strdup_printf (_ ("The wifi module took %s as something else than was written: it "
                               "may be of another kind than is known here."),
                            get_word (subject->word));
  case KETTLE_WIFI_ERROR_HIDDEN:
    /* Translators: %s is such as “the passphrase” */
    return g_strdup_printf (
        _ ("The wifi module does not show %s, which is to be changed: it could be "
           "neither checked nor taken back, so nothing was changed."),
        get_word (subject->word));
  case KETTLE_WIFI_ERROR_CHANGED:
    return g_strdup (_ ("The wifi module’s settings are no longer those that were looked at: "
                        "somebody else may be at it. Look again with “kettlectl wifi show”."));
  case KETTLE_WIFI_ERROR_NOT_FOUND:
    if (subject->network == NULL)
      return g_strdup (
          _ ("The kettle has not come back to where this computer can see it: give it a "
             "few minutes, or take its base from the mains for ten seconds, and use "
             "“kettlectl find”."));
    /* Translators: %s is a network’s name */
    return g_strdup_printf (_ ("The kettle has not come back to where this computer can see it. If "
                               "this computer is not in “%s”, go there and use “kettlectl find”; "
                               "give the kettle a few minutes, or take its base from the mains for "
                               "ten seconds."),
                            subject->network);
  case KETTLE_WIFI_ERROR_MALFORMED:
  default:
    return g_strdup (_ ("The wifi module answered something that is not understood here: it may "
                        "be of another kind than is known; leave it as it is."));
  }
}

/**
 * kettle_ctl_wifi_text_dup_error:
 * @error: what went wrong
 * @subject: what it is about
 *
 * Returns: (transfer full): the same in whole sentences, with what to do about it
 */
char *
kettle_ctl_wifi_text_dup_error (const GError *error, const KettleCtlWifiSubject *subject)
{
  if (error->domain == KETTLE_CTL_ERROR)
    return g_strdup (error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Interrupted."));
  if (error->domain != KETTLE_WIFI_ERROR)
    /* Translators: %s is what the system says, without a full stop */
    return g_strdup_printf (_ ("That did not work: %s."), error->message);

  switch ((KettleWifiError) error->code) {
  case KETTLE_WIFI_ERROR_NETWORK:
  case KETTLE_WIFI_ERROR_PASSPHRASE:
  case KETTLE_WIFI_ERROR_PASSWORD:
  case KETTLE_WIFI_ERROR_ADDRESS:
  case KETTLE_WIFI_ERROR_VALUE:
  case KETTLE_WIFI_ERROR_BACKUP:
  case KETTLE_WIFI_ERROR_NO_KEY:
    return dup_value_error (error->code, subject);
  case KETTLE_WIFI_ERROR_NO_KETTLE:
  case KETTLE_WIFI_ERROR_ON:
  case KETTLE_WIFI_ERROR_STALE:
  case KETTLE_WIFI_ERROR_UNREACHABLE:
  case KETTLE_WIFI_ERROR_NOT_A_MODULE:
  case KETTLE_WIFI_ERROR_WRONG_PASSWORD:
    return dup_kettle_error (error->code, subject);
  case KETTLE_WIFI_ERROR_NO_ANSWER:
  case KETTLE_WIFI_ERROR_LOST:
  case KETTLE_WIFI_ERROR_MALFORMED:
  case KETTLE_WIFI_ERROR_REFUSED:
  case KETTLE_WIFI_ERROR_DIFFERENT:
  case KETTLE_WIFI_ERROR_CHANGED:
  case KETTLE_WIFI_ERROR_NOT_FOUND:
  case KETTLE_WIFI_ERROR_HIDDEN:
  default:
    return dup_module_error (error->code, subject);
  }
}

/* How to go back, where there is a file for that. */
static char *
dup_way_back (const char *sentence, const KettleCtlWifiSubject *subject)
{
  if (subject->backup == NULL)
    return g_strdup (sentence);

  /* Translators: %1$s is a sentence or more; %2$s is a file */
  return g_strdup_printf (
      _ ("%1$s The way back, once the kettle can be reached, is “kettlectl wifi "
         "restore” with “%2$s”."),
      sentence, subject->backup);
}

/**
 * kettle_ctl_wifi_text_dup_outcome:
 * @outcome: which settings the module has, after something went wrong
 * @subject: what it is about
 *
 * Returns: (transfer full): the same in whole sentences, with what to do about it
 */
char *
kettle_ctl_wifi_text_dup_outcome (KettleWifiOutcome outcome, const KettleCtlWifiSubject *subject)
{
  switch (outcome) {
  case KETTLE_WIFI_OUTCOME_OLD:
    return g_strdup (_ ("The kettle has all its old settings: what had been written was taken back "
                        "before it was saved."));
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
    return g_strdup (
        _ ("Nothing was saved, but what had been written could not be taken back: take "
           "the kettle’s base from the mains for ten seconds, and it has all its old "
           "settings again."));
  case KETTLE_WIFI_OUTCOME_NEW:
    return dup_way_back (_ ("The kettle has all the new settings, and they are saved."), subject);
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
    return dup_way_back (_ ("The kettle has either all its old settings or all the new ones, and "
                            "could not be asked which: take its base from the mains for ten "
                            "seconds, then use “kettlectl find” in the one network and in the "
                            "other."),
                         subject);
  case KETTLE_WIFI_OUTCOME_MIXED:
    return dup_way_back (
        _ ("The kettle may have saved some old and some new settings, and it could "
           "not be put right: restore the backup before its base is taken from "
           "the mains."),
        subject);
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  default:
    return g_strdup (_ ("Nothing was written to the kettle."));
  }
}

/**
 * kettle_ctl_wifi_text_dup_done:
 * @subject: what it is about
 * @found: (nullable): where the kettle is now
 *
 * Returns: (transfer full): that all went well, in whole sentences
 */
char *
kettle_ctl_wifi_text_dup_done (const KettleCtlWifiSubject *subject, const char *found)
{
  if (subject->network == NULL || found == NULL)
    return g_strdup (_ ("The kettle has the new settings, and they are saved."));

  if (g_strcmp0 (subject->address, found) == 0)
    /* Translators: %1$s is a network’s name, %2$s is an address */
    return g_strdup_printf (_ ("The kettle is in “%1$s” now, at %2$s."), subject->network, found);

  /* Translators: %1$s is a network’s name, both %2$s are the same address; Kettle is the program */
  return g_strdup_printf (_ ("The kettle is in “%1$s” now, at %2$s: find it there in Kettle, or "
                             "name it with --host %2$s."),
                          subject->network, found);
}

/**
 * kettle_ctl_wifi_text_judge:
 * @error: what went wrong
 *
 * Returns: how that ends a run
 */
KettleCtlOutcome
kettle_ctl_wifi_text_judge (const GError *error)
{
  if (error->domain != KETTLE_WIFI_ERROR)
    return g_error_matches (error, KETTLE_CTL_ERROR, KETTLE_CTL_ERROR_NO_KETTLE)
               ? KETTLE_CTL_OUTCOME_NO_KETTLE
               : KETTLE_CTL_OUTCOME_ERROR;

  switch (error->code) {
  case KETTLE_WIFI_ERROR_NO_KETTLE:
  case KETTLE_WIFI_ERROR_UNREACHABLE:
    return KETTLE_CTL_OUTCOME_NO_KETTLE;
  case KETTLE_WIFI_ERROR_NOT_A_MODULE:
    return KETTLE_CTL_OUTCOME_NOT_A_KETTLE;
  case KETTLE_WIFI_ERROR_NO_ANSWER:
  case KETTLE_WIFI_ERROR_NOT_FOUND:
    return KETTLE_CTL_OUTCOME_TIMEOUT;
  default:
    return KETTLE_CTL_OUTCOME_ERROR;
  }
}
