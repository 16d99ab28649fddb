// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-autostart.h"

#include "app/kettle-autostart-entry.h"
#include "app/kettle-background.h"

#include <glib/gi18n.h>

#define KEY "autostart"

/**
 * KettleAutostart:
 *
 * Keeps the session's autostart entry and the setting "autostart" the same. The entry is what the
 * session obeys and what a person sees in the desktop's own settings, so where the two differ
 * without anybody having changed the setting, the entry is right.
 *
 * In a sandbox there is no entry to be seen: the desktop is asked instead, and the setting says
 * what it last agreed to.
 */
struct _KettleAutostart {
  GObject parent_instance;

  GSettings *settings;
  KettleModel *model;
  GDBusConnection *bus;         /* nullable: no session bus */
  KettleBackground *background; /* only in a sandbox */
  KettleAutostartEntry *entry;  /* only outside */
  gboolean sandboxed;
  char *complaint; /* nullable */

  gboolean known;   /* the entry was read once */
  gboolean enabled; /* what the session would do now */
  gboolean stale;   /* it would start a program that is gone */
  gboolean changed; /* somebody changed the setting, which was not seen to yet */
  gboolean touched; /* somebody may have changed the entry */
  gboolean busy;    /* reading, writing or asking: one thing at a time */
  gboolean wanted;  /* what is being written or asked for */
};

G_DEFINE_FINAL_TYPE (KettleAutostart, kettle_autostart, G_TYPE_OBJECT)

typedef enum {
  PROP_SETTINGS = 1,
  PROP_MODEL,
  PROP_BUS,
  PROP_SANDBOXED,
  PROP_BUSY,
  PROP_COMPLAINT,
} KettleAutostartProperty;

static GParamSpec *properties[PROP_COMPLAINT + 1];

static void
set_complaint (KettleAutostart *self, char *complaint)
{
  g_autofree char *old = self->complaint;

  self->complaint = complaint;
  if (g_strcmp0 (old, complaint) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLAINT]);
}

static char *
dup_file_complaint (KettleAutostart *self, const GError *error)
{
  g_autofree char *path = kettle_autostart_entry_dup_path (self->entry);

  if (!self->wanted)
    /* Translators: %s is a file */
    return g_strdup_printf (
        _ ("Kettle still starts with the session, because “%s” cannot be removed; remove it "
           "yourself."),
        path);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_ ("Kettle does not start with the session, because the disk is full; make "
                        "room on it and switch this on again."));

  /* Translators: %s is a file */
  return g_strdup_printf (
      _ ("Kettle does not start with the session, because “%s” cannot be written; see that its "
         "folder is one you may write to, and switch this on again."),
      path);
}

static char *
dup_portal_complaint (KettleBackgroundAnswer answer)
{
  if (answer == KETTLE_BACKGROUND_DENIED)
    return g_strdup (
        _ ("The desktop did not allow it; allow Kettle to run in the background in the "
           "desktop’s settings, and switch this on again."));

  return g_strdup (_ ("The desktop cannot be asked from the sandbox; add “kettle --hidden” to the "
                      "programs that it starts, in the desktop’s own settings."));
}

/* Whoever waits for the end of what is being done connects to it; so does this object itself, to do
 * the next. */
static void
set_busy (KettleAutostart *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
follow_entry (KettleAutostart *self)
{
  if (g_settings_get_boolean (self->settings, KEY) != self->enabled)
    g_settings_set_boolean (self->settings, KEY, self->enabled);
}

/* What was wanted has been done, or, with a complaint, has not. */
static void
finish (KettleAutostart *self, char *complaint)
{
  if (complaint == NULL) {
    self->enabled = self->wanted;
  } else {
    g_info ("Autostart: %s", complaint);
    /* Unless somebody has changed their mind meanwhile. */
    if (g_settings_get_boolean (self->settings, KEY) == self->wanted)
      follow_entry (self);
  }
  set_complaint (self, complaint);
  set_busy (self, FALSE);
}

static void
on_entry_read (KettleAutostartEntry *entry, gboolean enabled, gboolean stale, KettleAutostart *self)
{
  if (self->known && self->enabled != enabled)
    set_complaint (self, NULL);
  self->known = TRUE;
  self->enabled = enabled;
  self->stale = stale;
  if (!self->changed)
    follow_entry (self);
  if (stale)
    self->changed = TRUE;
  set_busy (self, FALSE);
}

static void
on_entry_written (KettleAutostartEntry *entry, const GError *error, KettleAutostart *self)
{
  finish (self, error != NULL ? dup_file_complaint (self, error) : NULL);
}

static void
on_answered (KettleBackground *background, int answer, KettleAutostart *self)
{
  finish (self, answer == KETTLE_BACKGROUND_DONE
                    ? NULL
                    : dup_portal_complaint ((KettleBackgroundAnswer) answer));
}

static void
obey (KettleAutostart *self)
{
  gboolean stale = self->stale;

  self->changed = FALSE;
  self->stale = FALSE;
  self->wanted = g_settings_get_boolean (self->settings, KEY);
  if (self->wanted == self->enabled && !(self->wanted && stale))
    return;

  set_busy (self, TRUE);
  if (self->background != NULL)
    kettle_background_ask (self->background, self->wanted);
  else if (self->sandboxed)
    finish (self, dup_portal_complaint (KETTLE_BACKGROUND_NO_PORTAL));
  else if (self->wanted)
    kettle_autostart_entry_write (self->entry);
  else
    kettle_autostart_entry_remove (self->entry);
}

/* A change is obeyed once: what failed is not tried again before somebody asks again. */
static void
on_busy_changed (KettleAutostart *self)
{
  if (self->busy)
    return;

  if (self->touched) {
    self->touched = FALSE;
    set_busy (self, TRUE);
    kettle_autostart_entry_read (self->entry);
  } else if (self->changed && self->known) {
    obey (self);
  }
}

static void
on_entry_touched (KettleAutostartEntry *entry, KettleAutostart *self)
{
  self->touched = TRUE;
  on_busy_changed (self);
}

static void
on_setting_changed (GSettings *settings, const char *key, KettleAutostart *self)
{
  self->changed = TRUE;
  on_busy_changed (self);
}

static void
kettle_autostart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleAutostart *self = KETTLE_AUTOSTART (object);

  switch ((KettleAutostartProperty) id) {
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  case PROP_MODEL:
    self->model = g_value_dup_object (value);
    break;
  case PROP_BUS:
    self->bus = g_value_dup_object (value);
    break;
  case PROP_SANDBOXED:
    self->sandboxed = g_value_get_boolean (value);
    break;
  case PROP_BUSY:
  case PROP_COMPLAINT:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_autostart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettleAutostart *self = KETTLE_AUTOSTART (object);

  switch ((KettleAutostartProperty) id) {
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_COMPLAINT:
    g_value_set_string (value, self->complaint);
    break;
  case PROP_SETTINGS:
  case PROP_MODEL:
  case PROP_BUS:
  case PROP_SANDBOXED:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    break;
  }
}

static void
kettle_autostart_constructed (GObject *object)
{
  KettleAutostart *self = KETTLE_AUTOSTART (object);

  G_OBJECT_CLASS (kettle_autostart_parent_class)->constructed (object);

  g_signal_connect (self, "notify::busy", G_CALLBACK (on_busy_changed), NULL);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (on_setting_changed), self,
                           0);
  self->enabled = g_settings_get_boolean (self->settings, KEY);
  if (!self->sandboxed) {
    self->entry = kettle_autostart_entry_new ();
    g_signal_connect_object (self->entry, "touched", G_CALLBACK (on_entry_touched), self, 0);
    g_signal_connect_object (self->entry, "read", G_CALLBACK (on_entry_read), self, 0);
    g_signal_connect_object (self->entry, "written", G_CALLBACK (on_entry_written), self, 0);
    on_entry_touched (self->entry, self);
    return;
  }

  self->known = TRUE;
  if (self->bus != NULL) {
    self->background = kettle_background_new (self->bus, self->model);
    g_signal_connect_object (self->background, "answered", G_CALLBACK (on_answered), self, 0);
  }
}

static void
kettle_autostart_dispose (GObject *object)
{
  KettleAutostart *self = KETTLE_AUTOSTART (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->background);
  g_clear_object (&self->bus);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kettle_autostart_parent_class)->dispose (object);
}

static void
kettle_autostart_finalize (GObject *object)
{
  g_free (KETTLE_AUTOSTART (object)->complaint);

  G_OBJECT_CLASS (kettle_autostart_parent_class)->finalize (object);
}

static void
kettle_autostart_class_init (KettleAutostartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_only =
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = kettle_autostart_set_property;
  object_class->get_property = kettle_autostart_get_property;
  object_class->constructed = kettle_autostart_constructed;
  object_class->dispose = kettle_autostart_dispose;
  object_class->finalize = kettle_autostart_finalize;

  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct_only);
  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, KETTLE_TYPE_MODEL, construct_only);
  properties[PROP_BUS] =
      g_param_spec_object ("bus", NULL, NULL, G_TYPE_DBUS_CONNECTION, construct_only);
  properties[PROP_SANDBOXED] =
      g_param_spec_boolean ("sandboxed", NULL, NULL, FALSE, construct_only);
  /* Whether something is being looked at, done or asked for just now. */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  /* Why the session does not start Kettle, or still does, although it was asked for; a sentence. */
  properties[PROP_COMPLAINT] = g_param_spec_string ("complaint", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
kettle_autostart_init (KettleAutostart *self)
{
}

/**
 * kettle_autostart_new:
 * @settings: the settings
 * @model: the kettle, of which a sandbox's desktop is told
 * @bus: (nullable): the session bus
 *
 * Starts keeping the two the same, for as long as the result lives.
 *
 * Returns: (transfer full): the keeper
 */
KettleAutostart *
kettle_autostart_new (GSettings *settings, KettleModel *model, GDBusConnection *bus)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  return g_object_new (KETTLE_TYPE_AUTOSTART, "settings", settings, "model", model, "bus", bus,
                       "sandboxed", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS), NULL);
}

/**
 * kettle_autostart_get_complaint:
 * @self: the keeper
 *
 * Returns: (transfer none) (nullable): why it is not as the person wants it, a sentence
 */
const char *
kettle_autostart_get_complaint (KettleAutostart *self)
{
  g_return_val_if_fail (KETTLE_IS_AUTOSTART (self), NULL);

  return self->complaint;
}
