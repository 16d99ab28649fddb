// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-choices.h"

#include "settings/kettle-settings.h"
#include "ui/kettle-preferences.h"

struct _KettleChoices {
  GObject parent_instance;

  GSettings *settings;
  KettleActions *actions;
  KettleAppearance *appearance;
  KettlePresence *presence;
  KettleTray *tray;               /* nullable: no session bus */
  KettleNotifier *notifier;       /* nullable: no session bus */
  KettlePreferences *preferences; /* nullable, weak: not opened yet, or gone with the window */
  char *autostart_complaint;      /* nullable */
};

G_DEFINE_FINAL_TYPE (KettleChoices, kettle_choices, G_TYPE_OBJECT)

static void
apply_temperature (KettleChoices *self)
{
  int temperature = kettle_settings_get_preferred_temperature (self->settings);

  kettle_actions_set_preferred_temperature (self->actions, temperature);
  if (self->tray != NULL)
    kettle_tray_set_preferred_temperature (self->tray, temperature);
}

static void
apply_warm_minutes (KettleChoices *self)
{
  kettle_actions_set_preferred_warm_minutes (
      self->actions, kettle_settings_get_preferred_warm_minutes (self->settings));
}

static void
apply_notices (KettleChoices *self)
{
  static const struct {
    const char *key;
    KettleNotices notice;
  } notices[] = {
    { "notify-boiled", KETTLE_NOTICE_BOILED },
    { "notify-lifted", KETTLE_NOTICE_LIFTED },
    { "notify-problem", KETTLE_NOTICE_PROBLEM },
    { "notify-warm-ended", KETTLE_NOTICE_WARM_ENDED },
    { "notify-out-of-sight", KETTLE_NOTICE_OUT_OF_SIGHT },
    { "notify-failed", KETTLE_NOTICE_FAILED },
  };
  KettleNotices wanted = 0;

  if (self->notifier == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_settings_get_boolean (self->settings, notices[i].key))
      wanted |= notices[i].notice;
  kettle_notifier_set_wanted (self->notifier, wanted);
}

static void
apply_sound (KettleChoices *self)
{
  if (self->notifier != NULL)
    kettle_notifier_set_sound (self->notifier, g_settings_get_boolean (self->settings, "sound"));
}

static void
apply_keep_running (KettleChoices *self)
{
  kettle_presence_set_keep_running (self->presence,
                                    g_settings_get_boolean (self->settings, "keep-running"));
}

static void
apply_colors (KettleChoices *self)
{
  g_autofree char *word = g_settings_get_string (self->settings, "color-scheme");
  KettleColorScheme scheme = KETTLE_COLOR_SCHEME_DESKTOP;

  if (g_str_equal (word, "light"))
    scheme = KETTLE_COLOR_SCHEME_LIGHT;
  else if (g_str_equal (word, "dark"))
    scheme = KETTLE_COLOR_SCHEME_DARK;
  kettle_appearance_set_scheme (self->appearance, scheme);
}

/* What each key is applied by. */
static const struct {
  const char *key;
  void (*apply) (KettleChoices *self);
} appliers[] = {
  { "preferred-temperature", apply_temperature },
  { "preferred-warm-minutes", apply_warm_minutes },
  { "notify-boiled", apply_notices },
  { "notify-lifted", apply_notices },
  { "notify-problem", apply_notices },
  { "notify-warm-ended", apply_notices },
  { "notify-out-of-sight", apply_notices },
  { "notify-failed", apply_notices },
  { "sound", apply_sound },
  { "keep-running", apply_keep_running },
  { "color-scheme", apply_colors },
};

static void
on_changed (GSettings *settings, const char *key, KettleChoices *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (appliers); i++)
    if (g_str_equal (appliers[i].key, key))
      appliers[i].apply (self);
}

static void
tell_tray (KettleChoices *self)
{
  if (self->preferences != NULL)
    kettle_preferences_set_tray_present (
        self->preferences, self->tray != NULL && kettle_tray_get_host_present (self->tray));
}

static void
on_host_present_changed (KettleTray *tray, GParamSpec *pspec, KettleChoices *self)
{
  tell_tray (self);
}

/* Closed into the tray, the window takes the preferences along. */
static void
on_window_hidden (GtkWidget *window, KettleChoices *self)
{
  if (self->preferences != NULL)
    gtk_widget_hide (GTK_WIDGET (self->preferences));
}

static void
kettle_choices_dispose (GObject *object)
{
  KettleChoices *self = KETTLE_CHOICES (object);

  if (self->preferences != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->preferences));
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->notifier);
  g_clear_object (&self->tray);
  g_clear_object (&self->presence);
  g_clear_object (&self->appearance);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->autostart_complaint, g_free);

  G_OBJECT_CLASS (kettle_choices_parent_class)->dispose (object);
}

static void
kettle_choices_class_init (KettleChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_choices_dispose;
}

static void
kettle_choices_init (KettleChoices *self)
{
}

/**
 * kettle_choices_new:
 * @settings: what the person chose
 * @actions: for the preferred temperature and length of keeping warm
 * @appearance: for the colours
 * @presence: for what closing the window does
 *
 * Returns: (transfer full): the choices, which hold from now on
 */
KettleChoices *
kettle_choices_new (GSettings *settings,
                    KettleActions *actions,
                    KettleAppearance *appearance,
                    KettlePresence *presence)
{
  KettleChoices *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (KETTLE_IS_ACTIONS (actions), NULL);
  g_return_val_if_fail (KETTLE_IS_APPEARANCE (appearance), NULL);
  g_return_val_if_fail (KETTLE_IS_PRESENCE (presence), NULL);

  self = g_object_new (KETTLE_TYPE_CHOICES, NULL);
  self->settings = g_object_ref (settings);
  self->actions = g_object_ref (actions);
  self->appearance = g_object_ref (appearance);
  self->presence = g_object_ref (presence);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_changed), self, 0);
  /* A key that nobody has read yet tells no change: all of them are read here. */
  for (gsize i = 0; i < G_N_ELEMENTS (appliers); i++)
    appliers[i].apply (self);

  return self;
}

/**
 * kettle_choices_set_tray:
 * @self: the choices
 * @tray: the tray indicator, for the preferred temperature in its menu
 */
void
kettle_choices_set_tray (KettleChoices *self, KettleTray *tray)
{
  g_return_if_fail (KETTLE_IS_CHOICES (self));
  g_return_if_fail (KETTLE_IS_TRAY (tray));

  g_set_object (&self->tray, tray);
  g_signal_connect_object (tray, "notify::host-present", G_CALLBACK (on_host_present_changed), self,
                           0);
  apply_temperature (self);
  tell_tray (self);
}

/**
 * kettle_choices_set_notifier:
 * @self: the choices
 * @notifier: the notifier, for what is to be told and its sound
 */
void
kettle_choices_set_notifier (KettleChoices *self, KettleNotifier *notifier)
{
  g_return_if_fail (KETTLE_IS_CHOICES (self));
  g_return_if_fail (KETTLE_IS_NOTIFIER (notifier));

  g_set_object (&self->notifier, notifier);
  apply_notices (self);
  apply_sound (self);
}

/**
 * kettle_choices_set_autostart_complaint:
 * @self: the choices
 * @complaint: (nullable): one sentence that says why Kettle does not start with the session, and
 *   what to do; %NULL takes it away
 *
 * Shows it in the preferences, also when they are opened later.
 */
void
kettle_choices_set_autostart_complaint (KettleChoices *self, const char *complaint)
{
  g_return_if_fail (KETTLE_IS_CHOICES (self));

  g_free (self->autostart_complaint);
  self->autostart_complaint = g_strdup (complaint);
  if (self->preferences != NULL)
    kettle_preferences_set_autostart_complaint (self->preferences, complaint);
}

/**
 * kettle_choices_open:
 * @self: the choices
 * @window: the window, which is shown
 * @model: the kettle
 * @demo: whether the kettle is simulated
 *
 * Shows the preferences over @window.
 */
void
kettle_choices_open (KettleChoices *self, GtkWindow *window, KettleModel *model, gboolean demo)
{
  g_return_if_fail (KETTLE_IS_CHOICES (self));
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (KETTLE_IS_MODEL (model));

  if (self->preferences == NULL) {
    g_set_weak_pointer (&self->preferences,
                        kettle_preferences_new (window, model, self->settings, demo));
    kettle_preferences_set_autostart_complaint (self->preferences, self->autostart_complaint);
    tell_tray (self);
    g_signal_connect_object (window, "hide", G_CALLBACK (on_window_hidden), self, 0);
  }
  gtk_window_present (GTK_WINDOW (self->preferences));
}
