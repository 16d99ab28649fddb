// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-protocol"

#include "config.h"

#include "protocol/kettle-wifi-plan.h"

#include "protocol/kettle-wifi-private.h"

#include <string.h>

/*
 * What is to be written into a module. A plan is judged as a whole when it is made: every line of
 * it is put together once, so that no session begins that could not be carried through.
 */

/* Nobody's network. Thirteen zeros are a passphrase of WPA as well as a key of WEP. */
#define DUMMY_NETWORK "kettle-for-a-new-owner"
#define DUMMY_KEY     "0000000000000"

struct _KettleWifiPlan {
  KettleWifiSettings target;
  KettleWifiWord writes[KETTLE_WIFI_N_WORDS + 1];
  guint n_writes;
  gboolean restarts;
  gboolean moves;
};

/* Protocol sheet 2: read and kept first, and what can only be shown. */
static const KettleWifiWord looked_at[] = {
  KETTLE_WIFI_MODE,    KETTLE_WIFI_NETWORK,  KETTLE_WIFI_SECURITY, KETTLE_WIFI_KEY,
  KETTLE_WIFI_ADDRESS, KETTLE_WIFI_WEB_PAGE, KETTLE_WIFI_MAC,      KETTLE_WIFI_VERSION,
};

/* The first of them, which can be written. */
#define N_SETTINGS 6

/**
 * kettle_wifi_plan_free:
 * @self: (transfer full) (nullable): a plan
 *
 * Frees it.
 */
void
kettle_wifi_plan_free (KettleWifiPlan *self)
{
  if (self == NULL)
    return;

  kettle_wifi_settings_clear (&self->target);
  g_free (self);
}

static void
add_write (KettleWifiPlan *self, KettleWifiWord word)
{
  self->writes[self->n_writes++] = word;
  self->target.known |= KETTLE_WIFI_BIT (word);
}

static void
set_key (KettleWifiPlan *self, const KettleSecret *key)
{
  self->target.key = kettle_secret_copy (key);
  self->target.raw_key = kettle_wifi_is_raw_key (key);
}

/*
 * @self: (transfer full): a plan that may be none
 *
 * Returns: (transfer full) (nullable): it, if each of its lines can be written
 */
static KettleWifiPlan *
judge (KettleWifiPlan *self, GError **error)
{
  /* Which form the module wants is not known yet; in this one every text can be written. */
  self->target.key_form = KETTLE_WIFI_FORM_QUOTED;
  for (guint i = 0; i < self->n_writes; i++) {
    g_autoptr (KettleSecret) line =
        kettle_wifi_line_new_set (self->writes[i], &self->target, error);

    if (line == NULL) {
      kettle_wifi_plan_free (self);
      return NULL;
    }
  }
  self->target.key_form = KETTLE_WIFI_FORM_UNKNOWN;

  return self;
}

/**
 * kettle_wifi_plan_new_join:
 * @network: the network's name, in bytes as it is in the air; NUL-terminated
 * @security: how it is secured
 * @passphrase: (nullable): a passphrase, or a raw key as 64 hexadecimal digits; NULL for an open
 *   network, whose plan leaves the module's key as it is
 * @error: %KETTLE_WIFI_ERROR_NETWORK, PASSPHRASE (none of this security, or one for an open
 *   network), NO_KEY or VALUE
 *
 * Protocol sheet 2: SSID, ENCRY, KEY, `NIP=0`, `WPRT=0`.
 *
 * Returns: (transfer full) (nullable): a plan
 */
KettleWifiPlan *
kettle_wifi_plan_new_join (const char *network,
                           KettleWifiSecurity security,
                           const KettleSecret *passphrase,
                           GError **error)
{
  KettleWifiPlan *self;
  gsize length;

  g_return_val_if_fail (network != NULL, NULL);

  length = strlen (network);
  if (!kettle_wifi_check_network (network, length, error))
    return NULL;
  if (security == KETTLE_WIFI_SECURITY_OPEN && passphrase != NULL) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_PASSPHRASE,
                         "An open network has no passphrase");
    return NULL;
  }

  self = g_new0 (KettleWifiPlan, 1);
  self->restarts = TRUE;
  self->moves = TRUE;

  memcpy (self->target.network, network, length);
  add_write (self, KETTLE_WIFI_NETWORK);
  self->target.security = security;
  add_write (self, KETTLE_WIFI_SECURITY);
  if (security != KETTLE_WIFI_SECURITY_OPEN) {
    if (passphrase != NULL)
      set_key (self, passphrase);
    add_write (self, KETTLE_WIFI_KEY);
  }
  self->target.dhcp = TRUE;
  add_write (self, KETTLE_WIFI_ADDRESS);
  self->target.mode = KETTLE_WIFI_MODE_INFRASTRUCTURE;
  add_write (self, KETTLE_WIFI_MODE);

  return judge (self, error);
}

static gboolean
has_key (const KettleWifiSettings *settings)
{
  return (settings->known & KETTLE_WIFI_BIT (KETTLE_WIFI_KEY)) != 0 && settings->key != NULL
         && kettle_secret_get_length (settings->key) > 0;
}

/*
 * The key of a network that has one: that of the backup, else the one given. An open network needs
 * none; one that the module kept all the same (its reset does not erase it) is written back where
 * that is possible and left alone where it is not.
 */
static void
restore_key (KettleWifiPlan *self, const KettleWifiSettings *backup, const KettleSecret *key)
{
  gboolean is_open = backup->security == KETTLE_WIFI_SECURITY_OPEN;

  if (has_key (backup)) {
    self->target.key = kettle_secret_copy (backup->key);
    self->target.raw_key = backup->raw_key;
    if (is_open && !kettle_wifi_check_key (&self->target, NULL)) {
      g_clear_pointer (&self->target.key, kettle_secret_free);
      self->target.raw_key = FALSE;
      return;
    }
  } else if (is_open) {
    return;
  } else if (key != NULL) {
    set_key (self, key);
  }

  add_write (self, KETTLE_WIFI_KEY);
}

/**
 * kettle_wifi_plan_new_restore:
 * @backup: what is to be so again
 * @key: (nullable): the key of its network, where the backup does not hold it
 * @error: %KETTLE_WIFI_ERROR_NO_KEY, if it must be given; BACKUP, if mode, name, security or
 *   address mode are not in it; NETWORK, if its name was blank, as it is after a reset, which can
 *   only be had by another reset; PASSPHRASE, if its key is none that can be written: of WEP, only
 *   5 or 13 printable characters can; ADDRESS or VALUE
 *
 * In the order SSID, ENCRY, KEY, NIP, WPRT, and WEBS where the backup has it.
 *
 * Returns: (transfer full) (nullable): a plan
 */
KettleWifiPlan *
kettle_wifi_plan_new_restore (const KettleWifiSettings *backup,
                              const KettleSecret *key,
                              GError **error)
{
  static const guint needed =
      KETTLE_WIFI_BIT (KETTLE_WIFI_MODE) | KETTLE_WIFI_BIT (KETTLE_WIFI_NETWORK)
      | KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY) | KETTLE_WIFI_BIT (KETTLE_WIFI_ADDRESS);
  KettleWifiPlan *self;

  g_return_val_if_fail (backup != NULL, NULL);

  if ((backup->known & needed) != needed) {
    g_set_error_literal (error, KETTLE_WIFI_ERROR, KETTLE_WIFI_ERROR_BACKUP,
                         "The backup is not complete");
    return NULL;
  }

  self = g_new0 (KettleWifiPlan, 1);
  self->restarts = TRUE;
  self->moves = TRUE;

  memcpy (self->target.network, backup->network, sizeof self->target.network);
  add_write (self, KETTLE_WIFI_NETWORK);
  self->target.security = backup->security;
  add_write (self, KETTLE_WIFI_SECURITY);
  restore_key (self, backup, key);
  self->target.dhcp = backup->dhcp;
  memcpy (self->target.addresses, backup->addresses, sizeof self->target.addresses);
  add_write (self, KETTLE_WIFI_ADDRESS);
  self->target.mode = backup->mode;
  add_write (self, KETTLE_WIFI_MODE);
  if ((backup->known & KETTLE_WIFI_BIT (KETTLE_WIFI_WEB_PAGE)) != 0) {
    self->target.web_page = backup->web_page;
    add_write (self, KETTLE_WIFI_WEB_PAGE);
  }

  return judge (self, error);
}

/**
 * kettle_wifi_plan_new_password:
 * @password: the shell's new one
 * @error: %KETTLE_WIFI_ERROR_PASSWORD
 *
 * Returns: (transfer full) (nullable): a plan
 */
KettleWifiPlan *
kettle_wifi_plan_new_password (const KettleSecret *password, GError **error)
{
  KettleWifiPlan *self;

  g_return_val_if_fail (password != NULL, NULL);

  self = g_new0 (KettleWifiPlan, 1);
  self->target.password = kettle_secret_copy (password);
  add_write (self, KETTLE_WIFI_PASSWORD);

  return judge (self, error);
}

/**
 * kettle_wifi_plan_new_web_page:
 * @on: whether the module is to have its web page on port 80
 *
 * Protocol sheet 2: the page's sequence is WEBS, PMTF, Z.
 *
 * Returns: (transfer full): a plan
 */
KettleWifiPlan *
kettle_wifi_plan_new_web_page (gboolean on)
{
  KettleWifiPlan *self = g_new0 (KettleWifiPlan, 1);

  self->target.web_page = on != FALSE;
  add_write (self, KETTLE_WIFI_WEB_PAGE);
  self->restarts = TRUE;

  return self;
}

/**
 * kettle_wifi_plan_new_forget:
 *
 * The kettle's own reset blanks the name and keeps the key readable (protocol sheet 2), so both are
 * overwritten.
 *
 * Returns: (transfer full): a plan
 */
KettleWifiPlan *
kettle_wifi_plan_new_forget (void)
{
  KettleWifiPlan *self = g_new0 (KettleWifiPlan, 1);

  g_strlcpy (self->target.network, DUMMY_NETWORK, sizeof self->target.network);
  add_write (self, KETTLE_WIFI_NETWORK);
  self->target.key = kettle_secret_new (DUMMY_KEY, -1);
  add_write (self, KETTLE_WIFI_KEY);

  return self;
}

/**
 * kettle_wifi_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): the same once more
 */
KettleWifiPlan *
kettle_wifi_plan_copy (const KettleWifiPlan *self)
{
  KettleWifiPlan *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->target.key = kettle_secret_copy (self->target.key);
  copy->target.password = kettle_secret_copy (self->target.password);

  return copy;
}

/**
 * kettle_wifi_plan_get_target:
 * @self: a plan
 *
 * Returns: (transfer none): what is to be so afterwards; it knows exactly what is written
 */
const KettleWifiSettings *
kettle_wifi_plan_get_target (const KettleWifiPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->target;
}

/**
 * kettle_wifi_plan_get_writes:
 * @self: a plan
 *
 * Returns: (transfer none) (array zero-terminated=1): the words that are written, in order
 */
const KettleWifiWord *
kettle_wifi_plan_get_writes (const KettleWifiPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->writes;
}

/**
 * kettle_wifi_plan_restarts:
 * @self: a plan
 *
 * Returns: whether the module is restarted after the save
 */
gboolean
kettle_wifi_plan_restarts (const KettleWifiPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->restarts;
}

/**
 * kettle_wifi_plan_moves:
 * @self: a plan
 *
 * Returns: whether the kettle may be somewhere else afterwards
 */
gboolean
kettle_wifi_plan_moves (const KettleWifiPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->moves;
}

/* @line: (transfer full) (nullable): NULL where this module's form does not allow it. */
static void
add_line (GPtrArray *lines, KettleSecret *line)
{
  if (line == NULL)
    return;

  g_ptr_array_add (lines, kettle_wifi_line_dup_masked (line));
  kettle_secret_free (line);
}

static void
add_questions (GPtrArray *lines, const KettleWifiWord *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    add_line (lines, kettle_wifi_line_new_ask (words[i], FALSE, NULL));
}

static void
add_settings (GPtrArray *lines, const KettleWifiPlan *self, const KettleWifiSettings *seen)
{
  g_autoptr (KettleWifiSettings) values = kettle_wifi_settings_copy (&self->target);

  if (seen != NULL)
    kettle_wifi_settings_take_forms (values, seen);
  for (guint i = 0; i < self->n_writes; i++)
    add_line (lines, kettle_wifi_line_new_set (self->writes[i], values, NULL));
}

/* What was written, in its order; then what was not, and must be as it was before. */
static void
add_read_back (GPtrArray *lines, const KettleWifiPlan *self, const KettleWifiSettings *seen)
{
  const guint written = self->target.known;

  add_questions (lines, self->writes, self->n_writes);
  for (guint i = 0; i < N_SETTINGS; i++) {
    const KettleWifiWord word = looked_at[i];

    if ((written & KETTLE_WIFI_BIT (word)) != 0
        || (seen != NULL && (seen->known & KETTLE_WIFI_BIT (word)) == 0))
      continue;
    /* A key that nothing needs any more may be forgotten with the security. */
    if (word != KETTLE_WIFI_KEY || (written & KETTLE_WIFI_BIT (KETTLE_WIFI_SECURITY)) == 0)
      add_questions (lines, &word, 1);
  }
}

static void
add_end (GPtrArray *lines, const KettleWifiPlan *self)
{
  add_line (lines, kettle_wifi_line_new_do (KETTLE_WIFI_SAVE, NULL));
  if (self->restarts)
    add_line (lines, kettle_wifi_line_new_do (KETTLE_WIFI_RESTART, NULL));
}

static char **
end_lines (GPtrArray *lines)
{
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (lines, FALSE);
}

/**
 * kettle_wifi_plan_dup_lines:
 * @self: (nullable): a plan; NULL for a look alone
 * @seen: (nullable): what the module says now, for the form of texts
 *
 * Returns: (transfer full): every line of the session in the order of protocol sheet 2, masked, the
 *   login's first; without @seen, as for a module that answers each question
 */
char **
kettle_wifi_plan_dup_lines (const KettleWifiPlan *self, const KettleWifiSettings *seen)
{
  GPtrArray *lines = g_ptr_array_new ();
  g_autoptr (KettleSecret) password = kettle_secret_new (KETTLE_WIFI_FACTORY_PASSWORD, -1);

  add_line (lines, kettle_wifi_line_new_login (password, NULL));
  add_questions (lines, looked_at, G_N_ELEMENTS (looked_at));
  if (self != NULL) {
    add_settings (lines, self, seen);
    add_read_back (lines, self, seen);
    add_end (lines, self);
  }

  return end_lines (lines);
}

/**
 * kettle_wifi_plan_dup_written_lines:
 * @self: a plan
 * @seen: (nullable): what the module says now, for the form of texts
 *
 * Returns: (transfer full): the lines that change something, masked
 */
char **
kettle_wifi_plan_dup_written_lines (const KettleWifiPlan *self, const KettleWifiSettings *seen)
{
  GPtrArray *lines;

  g_return_val_if_fail (self != NULL, NULL);

  lines = g_ptr_array_new ();
  add_settings (lines, self, seen);
  add_end (lines, self);

  return end_lines (lines);
}
