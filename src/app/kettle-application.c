// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-application.h"

#include "app/kettle-actions.h"
#include "app/kettle-autostart.h"
#include "app/kettle-choices.h"
#include "app/kettle-finding.h"
#include "app/kettle-moving.h"
#include "app/kettle-service.h"
#include "emulator/kettle-emulator.h"
#include "net/kettle-wifi-module.h"
#include "settings/kettle-settings.h"
#include "ui/kettle-presentation.h"
#include "ui/kettle-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The simulated kettle: a small one, ten times faster than life. */
#define DEMO_SPEED  10.0
#define DEMO_LITRES 0.6

/* What is in its air. The first network is the one that it is in. */
#define DEMO_AIR_HERE     "Downstairs:wpa2:water for tea:127.0.0.1"
#define DEMO_NETWORK      "Upstairs"
#define DEMO_PASSPHRASE   "earl grey"
#define DEMO_AIR_UPSTAIRS DEMO_NETWORK ":wpa2:" DEMO_PASSPHRASE ":127.0.0.2"

/**
 * KettleApplication:
 *
 * Makes the objects of one run, introduces them to each other and ends them: link, model, actions,
 * window, tray, notifier. What they do is their own business.
 */
struct _KettleApplication {
  GtkApplication parent_instance;

  const KettleOptions *options;
  GSettings *settings;
  KettleEmulator *emulator; /* only in a demo */
  KettleLink *link;
  KettleModel *model;
  KettleActions *actions;
  KettleService *service;
  KettleFinding *finding;
  KettleMoving *moving;
  KettleAppearance *appearance;
  KettleTray *tray;         /* nullable: no session bus */
  KettleNotifier *notifier; /* nullable: no session bus */
  KettlePresence *presence;
  KettleAutostart *autostart; /* NULL in a demo */
  KettleChoices *choices;
  KettleWindow *window; /* nullable until first shown */
  char *complaint; /* nullable: what is wrong with the address, until there is a window to say it */
  char *failure;   /* nullable: the request that failed last, until the kettle shows it */
  int failed_kind; /* KettleRequestKind */
  int failure_reason; /* KettleFailure */
  gboolean start_hidden;
  gboolean quitting;
  guint sigint;
  guint sigterm;
};

G_DEFINE_FINAL_TYPE (KettleApplication, kettle_application, GTK_TYPE_APPLICATION)

static void
on_is_active_changed (GtkWindow *window, GParamSpec *pspec, KettleApplication *self)
{
  if (self->notifier != NULL)
    kettle_notifier_set_window_in_front (self->notifier,
                                         gtk_widget_get_visible (GTK_WIDGET (window))
                                             && gtk_window_is_active (window));
}

/* What the window's notice says while no request has failed. */
static const char *
get_standing_notice (KettleApplication *self)
{
  if (self->tray != NULL)
    return NULL;

  return _ (
      "There is no session bus, so there is no tray icon and there are no pop-up messages. Start "
      "Kettle from the desktop’s menu to have them.");
}

static void
set_failure (KettleApplication *self, const char *sentence)
{
  if (sentence == NULL && self->failure == NULL)
    return;

  g_free (self->failure);
  self->failure = g_strdup (sentence);
  if (self->window != NULL)
    kettle_window_set_notice (self->window,
                              sentence != NULL ? sentence : get_standing_notice (self));
}

/* What was chosen in the finder is none: said until a person asks for something else. */
static void
on_reverted (KettleFinding *finding, const char *sentence, KettleApplication *self)
{
  set_failure (self, sentence);
  self->failed_kind = 0;
}

static void
on_request_failed (
    KettleModel *model, int kind, int argument, int failure, guint number, KettleApplication *self)
{
  g_autofree char *sentence = kettle_presentation_dup_failure (kind, argument, failure);

  g_info ("Request failed: %s", sentence);
  set_failure (self, sentence);
  self->failed_kind = kind;
  self->failure_reason = failure;
}

static void
on_request_confirmed (KettleModel *model, int kind, int argument, KettleApplication *self)
{
  set_failure (self, NULL);
}

/* A new click, or a call: what did not work before is no news any more. */
static void
on_requested (GObject *source, KettleApplication *self)
{
  set_failure (self, NULL);
}

/* Nor is it once the kettle shows that it is so, whoever switched it. */
static void
on_model_changed (KettleModel *model, KettleApplication *self)
{
  KettleSnapshot now;
  gboolean is_so = FALSE;

  kettle_model_get_snapshot (model, &now);
  if (self->failure == NULL || now.phase == KETTLE_PHASE_UNKNOWN)
    return;

  if (self->failed_kind == KETTLE_REQUEST_OFF)
    is_so = !now.on;
  else if (self->failed_kind == KETTLE_REQUEST_ON
           || self->failed_kind == KETTLE_REQUEST_TEMPERATURE)
    is_so = now.on && self->failure_reason != KETTLE_FAILURE_NOT_CONFIRMED;
  if (is_so)
    set_failure (self, NULL);
}

/* Returns the window, made at first need: started in the tray, none is. */
static KettleWindow *
ensure_window (KettleApplication *self)
{
  if (self->window != NULL)
    return self->window;

  self->window = kettle_window_new (GTK_APPLICATION (self), self->model);
  kettle_window_set_demo (self->window, self->options->demo);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (on_is_active_changed),
                           self, 0);
  g_signal_connect_object (self->window, "notify::visible", G_CALLBACK (on_is_active_changed), self,
                           0);
  kettle_presence_set_window (self->presence, GTK_WINDOW (self->window));

  kettle_finding_set_window (self->finding, self->window);
  kettle_window_set_notice (self->window,
                            self->failure != NULL ? self->failure : get_standing_notice (self));

  return self->window;
}

static void
on_show_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;
  gboolean first = self->window == NULL;

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
  if (first && kettle_link_get_host (self->link) == NULL)
    kettle_finding_open (self->finding, self->complaint);
  g_clear_pointer (&self->complaint, g_free);
}

static void
on_find_kettle_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
  kettle_finding_open (self->finding, self->complaint);
  g_clear_pointer (&self->complaint, g_free);
}

static void
on_move_kettle_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;
  KettleWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  kettle_moving_open (self->moving, window, FALSE);
}

static void
on_set_up_kettle_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;
  KettleWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  kettle_moving_open (self->moving, window, TRUE);
}

static void
on_preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;
  GtkWindow *window = GTK_WINDOW (ensure_window (self));

  gtk_window_present (window);
  kettle_choices_open (self->choices, window, self->model, self->options->demo);
}

static void
on_about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *authors[] = { "The Kettle authors", NULL };
  KettleWindow *window = ensure_window (user_data);

  gtk_window_present (GTK_WINDOW (window));
  gtk_show_about_dialog (GTK_WINDOW (window), "program-name", _ ("Kettle"), "version", VERSION,
                         "logo-icon-name", APP_ID, "comments",
                         _ ("Desktop control for the first wifi kettle"), "license-type",
                         GTK_LICENSE_GPL_3_0, "copyright", "© 2026 The Kettle authors", "authors",
                         authors, "translator-credits",
                         /* Translators: your names, one a line. */
                         _ ("translator-credits"), NULL);
}

static void
quit (KettleApplication *self)
{
  self->quitting = TRUE;
  /* Whoever follows it on the bus is to learn that Kettle ends, not that its kettle is given up. */
  kettle_service_set_model (self->service, NULL);
  kettle_link_stop (self->link);
  g_application_quit (G_APPLICATION (self));
}

static void
on_moving_stopped (KettleMoving *moving, gboolean good, KettleApplication *self)
{
  if (good)
    quit (self);
  else
    self->quitting = FALSE;
}

/* A kettle whose wifi is just being written is not left half done; whoever asks twice means it. */
static void
on_quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleApplication *self = user_data;
  gboolean again = self->quitting;

  self->quitting = TRUE;
  if (again || !kettle_moving_stop (self->moving))
    quit (self);
}

static const GActionEntry action_entries[] = {
  { "show", on_show_activated, NULL, NULL, NULL },
  { "find-kettle", on_find_kettle_activated, NULL, NULL, NULL },
  { "move-kettle", on_move_kettle_activated, NULL, NULL, NULL },
  { "set-up-kettle", on_set_up_kettle_activated, NULL, NULL, NULL },
  { "preferences", on_preferences_activated, NULL, NULL, NULL },
  { "about", on_about_activated, NULL, NULL, NULL },
  { "quit", on_quit_activated, NULL, NULL, NULL },
};

static gboolean
on_signal (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);

  return G_SOURCE_CONTINUE;
}

/* Its wifi, too, can be tried without risk. */
static gboolean
set_up_simulated_wifi (KettleApplication *self, GError **error)
{
  g_autofree char *hint = NULL;

  if (!kettle_emulator_add_air (self->emulator, DEMO_AIR_HERE, error)
      || !kettle_emulator_add_air (self->emulator, DEMO_AIR_UPSTAIRS, error)
      || !kettle_emulator_listen_wifi (self->emulator, 0, error))
    return FALSE;

  /* Translators: a network’s name and its passphrase */
  hint = g_strdup_printf (_ ("This is the simulated kettle: nothing real can be changed. Besides "
                             "the network it is in there is “%1$s”, whose passphrase is “%2$s”."),
                          DEMO_NETWORK, DEMO_PASSPHRASE);
  kettle_moving_set_simulated (self->moving, kettle_emulator_get_port (self->emulator),
                               kettle_emulator_get_wifi_port (self->emulator), hint);

  return TRUE;
}

static void
choose_simulated_kettle (KettleApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  self->emulator =
      g_object_new (KETTLE_TYPE_EMULATOR, "speed", DEMO_SPEED, "litres", DEMO_LITRES, NULL);
  if (!kettle_emulator_listen (self->emulator, "127.0.0.1", 0, &error)
      || !set_up_simulated_wifi (self, &error)) {
    set_failure (self, error->message);
    return;
  }

  address = g_strdup_printf ("127.0.0.1:%u", (guint) kettle_emulator_get_port (self->emulator));
  if (!kettle_chooser_use (kettle_finding_get_chooser (self->finding), address, &error))
    set_failure (self, error->message);
}

static void
choose_kettle (KettleApplication *self)
{
  KettleChooser *chooser = kettle_finding_get_chooser (self->finding);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;
  const char *address = self->options->host;

  if (self->options->demo) {
    choose_simulated_kettle (self);
    return;
  }

  if (address == NULL)
    address = saved = kettle_settings_dup_address (self->settings);
  if (address == NULL
      || (saved != NULL ? kettle_chooser_resume (chooser, address, &error)
                        : kettle_chooser_use (chooser, address, &error)))
    return;

  self->complaint = g_strdup (kettle_presentation_get_address_error (error->code));
  g_printerr ("kettle: %s: %s\n", address, self->complaint);
}

static gboolean
is_searched (const char *folder)
{
  g_auto (GStrv) searched = NULL;
  int n_searched = 0;

  gtk_icon_theme_get_search_path (gtk_icon_theme_get_default (), &searched, &n_searched);
  for (int i = 0; i < n_searched; i++) {
    g_autofree char *canonical = g_canonicalize_filename (searched[i], "/");

    if (g_str_equal (canonical, folder))
      return TRUE;
  }

  return FALSE;
}

/* A build that was not installed shows its own icons, and so does an installation into a prefix
 * that the session does not know of; there the panel has to be told, too. */
static const char *
set_up_icons (void)
{
  const char *path = KETTLE_DEVELOPMENT ? g_getenv ("KETTLE_ICONDIR") : NULL;

  if (path == NULL && !is_searched (ICONDIR))
    path = ICONDIR;
  if (path != NULL)
    gtk_icon_theme_append_search_path (gtk_icon_theme_get_default (), path);

  return path;
}

static void
set_up_desktop (KettleApplication *self, const char *icon_path)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));

  self->appearance = kettle_appearance_new (bus);
  if (bus == NULL)
    return;

  self->tray =
      kettle_tray_new (G_ACTION_GROUP (self), self->model, icon_path, self->options->time_scale);
  self->notifier =
      kettle_notifier_new (G_ACTION_GROUP (self), self->model, self->options->time_scale);
}

static void
on_complaint_changed (KettleAutostart *autostart, GParamSpec *pspec, KettleApplication *self)
{
  kettle_choices_set_autostart_complaint (self->choices,
                                          kettle_autostart_get_complaint (autostart));
}

static void
set_up_choices (KettleApplication *self)
{
  self->presence =
      kettle_presence_new (G_ACTION_GROUP (self), self->tray, self->options->time_scale);
  self->choices =
      kettle_choices_new (self->settings, self->actions, self->appearance, self->presence);
  if (self->tray != NULL)
    kettle_choices_set_tray (self->choices, self->tray);
  if (self->notifier != NULL)
    kettle_choices_set_notifier (self->choices, self->notifier);
  if (self->autostart != NULL) {
    g_signal_connect_object (self->autostart, "notify::complaint",
                             G_CALLBACK (on_complaint_changed), self, 0);
    on_complaint_changed (self->autostart, NULL, self);
  }
}

static void
kettle_application_startup (GApplication *application)
{
  KettleApplication *self = KETTLE_APPLICATION (application);
  const char *icon_path;

  G_APPLICATION_CLASS (kettle_application_parent_class)->startup (application);

  /* Without a window, or with a hidden one, the program goes on until somebody quits. */
  g_application_hold (application);
  icon_path = set_up_icons ();

  self->link = g_object_new (KETTLE_TYPE_LINK, "time-scale", self->options->time_scale, NULL);
  self->model = g_object_new (KETTLE_TYPE_MODEL, "link", self->link, "time-scale",
                              self->options->time_scale, NULL);
  kettle_service_set_model (self->service, self->model);
  self->actions = kettle_actions_new (G_ACTION_MAP (self), self->model);
  self->finding = self->options->demo
                      ? kettle_finding_new_demo (self->link, self->model, self->settings)
                      : kettle_finding_new (G_ACTION_MAP (self), self->link, self->model,
                                            self->settings, self->options->time_scale);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries,
                                   G_N_ELEMENTS (action_entries), self);

  self->moving = kettle_moving_new (
      G_ACTION_MAP (self), self->link, kettle_finding_get_chooser (self->finding),
      self->options->time_scale,
      self->options->wifi_port != 0 ? self->options->wifi_port : KETTLE_WIFI_PORT);
  g_signal_connect_object (self->moving, "stopped", G_CALLBACK (on_moving_stopped), self, 0);

  if (self->options->demo)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "find-kettle")), FALSE);
  else
    self->autostart = kettle_autostart_new (self->settings, self->model,
                                            g_application_get_dbus_connection (application));

  set_up_desktop (self, icon_path);
  set_up_choices (self);
  g_signal_connect_object (self->finding, "reverted", G_CALLBACK (on_reverted), self, 0);
  g_signal_connect_object (self->model, "request-failed", G_CALLBACK (on_request_failed), self, 0);
  g_signal_connect_object (self->model, "request-confirmed", G_CALLBACK (on_request_confirmed),
                           self, 0);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (on_model_changed), self, 0);
  g_signal_connect_object (self->actions, "requested", G_CALLBACK (on_requested), self, 0);
  g_signal_connect_object (self->service, "requested", G_CALLBACK (on_requested), self, 0);

  self->sigint = g_unix_signal_add (SIGINT, on_signal, self);
  self->sigterm = g_unix_signal_add (SIGTERM, on_signal, self);

  choose_kettle (self);
}

/* The command line was read before there was an application, whose id depends on it; here it is
 * decided whose window it concerns. */
static gboolean
kettle_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  KettleApplication *self = KETTLE_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  *status = 1;
  if (!g_application_register (application, NULL, &error)) {
    g_printerr (_ ("kettle: Cannot start: %s\n"), error->message);
    return TRUE;
  }
  if (g_application_get_is_remote (application) && self->options->host != NULL) {
    g_printerr (_ ("Kettle is already running; choose the kettle in its window.\n"));
    return TRUE;
  }

  *status = 0;
  if (self->options->service)
    kettle_presence_start_hidden (self->presence);
  else if (!g_application_get_is_remote (application) || !self->options->hidden)
    g_application_activate (application);

  return TRUE;
}

static void
kettle_application_activate (GApplication *application)
{
  KettleApplication *self = KETTLE_APPLICATION (application);

  if (self->start_hidden) {
    self->start_hidden = FALSE;
    kettle_presence_start_hidden (self->presence);
    return;
  }

  g_action_group_activate_action (G_ACTION_GROUP (application), "show", NULL);
}

/* Before the bus name is owned: the call that starts the program finds the interface. */
static gboolean
kettle_application_dbus_register (GApplication *application,
                                  GDBusConnection *bus,
                                  const char *object_path,
                                  GError **error)
{
  KettleApplication *self = KETTLE_APPLICATION (application);
  GApplicationClass *parent_class = G_APPLICATION_CLASS (kettle_application_parent_class);

  return parent_class->dbus_register (application, bus, object_path, error)
         && kettle_service_export (self->service, bus, object_path, error);
}

static void
kettle_application_dbus_unregister (GApplication *application,
                                    GDBusConnection *bus,
                                    const char *object_path)
{
  kettle_service_unexport (KETTLE_APPLICATION (application)->service);
  G_APPLICATION_CLASS (kettle_application_parent_class)
      ->dbus_unregister (application, bus, object_path);
}

/* Something was asked for from outside: by the launcher, the panel, another program. Without a
 * kettle, what concerns one is disabled and nothing would come of it: then the finder helps. */
static void
kettle_application_after_emit (GApplication *application, GVariant *platform_data)
{
  KettleApplication *self = KETTLE_APPLICATION (application);

  G_APPLICATION_CLASS (kettle_application_parent_class)->after_emit (application, platform_data);

  if (self->quitting || self->link == NULL || kettle_link_get_host (self->link) != NULL)
    return;
  if (self->window == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->window)))
    g_action_group_activate_action (G_ACTION_GROUP (application), "find-kettle", NULL);
}

static void
kettle_application_shutdown (GApplication *application)
{
  KettleApplication *self = KETTLE_APPLICATION (application);

  g_clear_handle_id (&self->sigint, g_source_remove);
  g_clear_handle_id (&self->sigterm, g_source_remove);
  kettle_service_set_model (self->service, NULL);
  if (self->link != NULL)
    kettle_link_stop (self->link);
  g_clear_object (&self->moving);
  g_clear_object (&self->finding);
  g_clear_object (&self->choices);
  if (self->window != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->window));
  self->window = NULL;
  g_clear_object (&self->presence);
  g_clear_object (&self->autostart);
  g_clear_object (&self->notifier);
  g_clear_object (&self->tray);
  g_clear_object (&self->appearance);
  g_clear_object (&self->actions);
  g_clear_object (&self->model);
  g_clear_object (&self->link);
  if (self->emulator != NULL)
    kettle_emulator_shut_down (self->emulator);
  g_clear_object (&self->emulator);

  G_APPLICATION_CLASS (kettle_application_parent_class)->shutdown (application);
}

static void
kettle_application_finalize (GObject *object)
{
  KettleApplication *self = KETTLE_APPLICATION (object);

  g_clear_object (&self->service);
  g_clear_object (&self->settings);
  g_free (self->complaint);
  g_free (self->failure);

  G_OBJECT_CLASS (kettle_application_parent_class)->finalize (object);
}

static void
kettle_application_class_init (KettleApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kettle_application_finalize;
  application_class->startup = kettle_application_startup;
  application_class->local_command_line = kettle_application_local_command_line;
  application_class->activate = kettle_application_activate;
  application_class->dbus_register = kettle_application_dbus_register;
  application_class->dbus_unregister = kettle_application_dbus_unregister;
  application_class->after_emit = kettle_application_after_emit;
  application_class->shutdown = kettle_application_shutdown;
}

static void
kettle_application_init (KettleApplication *self)
{
  self->service = kettle_service_new ();
}

/* The C library gives every thread a heap of its own, against a crowd that is not there: the few
 * threads GLib starts would keep some 150 KiB for what they seldom do. */
static void
share_one_heap (void)
{
#ifdef M_ARENA_MAX
  mallopt (M_ARENA_MAX, 1);
#endif
}

/**
 * kettle_application_new:
 * @options: what the command line asked for; must outlive the result
 *
 * Makes the application. A demo has an id of its own, so that it neither reaches nor is reached by
 * a Kettle with a real kettle.
 *
 * Returns: (transfer full): the application
 */
KettleApplication *
kettle_application_new (const KettleOptions *options)
{
  KettleApplication *self;

  g_return_val_if_fail (options != NULL, NULL);

  self = g_object_new (
      KETTLE_TYPE_APPLICATION, "application-id", options->demo ? APP_ID ".Demo" : APP_ID,
      "resource-base-path", OBJECT_PATH, "flags",
      options->service ? G_APPLICATION_IS_SERVICE : G_APPLICATION_DEFAULT_FLAGS, NULL);
  self->options = options;
  self->start_hidden = options->hidden && !options->service;

  return self;
}

/**
 * kettle_application_start:
 * @self: the application
 *
 * Runs it to its end, or, when it runs already, hands over to that one. What keeps it from running
 * is one sentence on standard error.
 *
 * Returns: the exit status
 */
int
kettle_application_start (KettleApplication *self)
{
  g_return_val_if_fail (KETTLE_IS_APPLICATION (self), 1);

  share_one_heap ();
  if (!gtk_init_check (NULL, NULL)) {
    g_printerr (
        _ ("kettle: There is no display to show a window on; start Kettle from a desktop.\n"));
    return 1;
  }

  self->settings = kettle_settings_open (self->options->demo);
  if (self->settings == NULL) {
    g_printerr (_ ("kettle: The settings schema %s is missing; install Kettle again.\n"), APP_ID);
    return 1;
  }

  return g_application_run (G_APPLICATION (self), 0, NULL);
}
