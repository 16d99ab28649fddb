// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-background.h"

#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>
#include <string.h>

#define PORTAL_NAME       "org.freedesktop.portal.Desktop"
#define PORTAL_PATH       "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE  "org.freedesktop.portal.Background"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* The portal takes a status from this version on, and one that is shorter than this. */
#define STATUS_VERSION 2
#define STATUS_LENGTH  96

/**
 * KettleBackground:
 *
 * Speaks with the desktop from inside a sandbox, where no file can be put beside those of the
 * session: asks its Background portal to start Kettle with the session, and tells it what the
 * kettle is doing, for the desktop's list of programs without a window.
 */
struct _KettleBackground {
  GObject parent_instance;

  GDBusConnection *bus;
  KettleModel *model;
  GCancellable *cancellable;
  gboolean takes_status;
  char *status; /* nullable: told last */

  /* While something is being asked. */
  gboolean wanted;
  guint response;
  guint portal_watch;
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (KettleBackground, kettle_background, G_TYPE_OBJECT)

enum {
  SIGNAL_ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The portal counts, or counted once, bytes. */
static char *
dup_short (const char *sentence)
{
  const char *end = sentence;

  if (strlen (sentence) < STATUS_LENGTH)
    return g_strdup (sentence);

  while (g_utf8_next_char (end) - sentence < STATUS_LENGTH - (gssize) strlen ("…"))
    end = g_utf8_next_char (end);

  return g_strdup_printf ("%.*s…", (int) (end - sentence), sentence);
}

static void
on_model_changed (KettleModel *model, KettleBackground *self)
{
  KettleSnapshot snapshot;
  g_autofree char *sentence = NULL;
  g_autofree char *status = NULL;
  GVariantBuilder options;

  if (!self->takes_status)
    return;

  kettle_model_get_snapshot (model, &snapshot);
  sentence = kettle_presentation_dup_sentence (&snapshot);
  status = dup_short (sentence);
  if (g_strcmp0 (status, self->status) == 0)
    return;

  g_free (self->status);
  self->status = g_steal_pointer (&status);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (self->status));
  g_dbus_connection_call (self->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "SetStatus",
                          g_variant_new ("(a{sv})", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, NULL, NULL);
}

static void
on_version_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) version = NULL;
  KettleBackground *self;

  if (reply == NULL) {
    g_debug ("No background portal: %s", error->message);
    return;
  }

  self = user_data;
  g_variant_get (reply, "(v)", &version);
  self->takes_status = g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32)
                       && g_variant_get_uint32 (version) >= STATUS_VERSION;
  on_model_changed (self->model, self);
}

static void
stop_listening (KettleBackground *self)
{
  if (self->response != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->response);
  self->response = 0;
  g_clear_handle_id (&self->portal_watch, g_bus_unwatch_name);
}

static void
answer (KettleBackground *self, KettleBackgroundAnswer what)
{
  if (self->response == 0)
    return;

  stop_listening (self);
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, what);
}

static void
on_response (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  KettleBackground *self = user_data;
  g_autoptr (GVariant) results = NULL;
  gboolean autostart = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &autostart);
  g_info ("The background portal answered %u, autostart %d", response, autostart);
  answer (self, response == 0 && autostart == self->wanted ? KETTLE_BACKGROUND_DONE
                                                           : KETTLE_BACKGROUND_DENIED);
}

static void
listen_to (KettleBackground *self, const char *request)
{
  stop_listening (self);
  self->response = g_dbus_connection_signal_subscribe (
      self->bus, PORTAL_NAME, REQUEST_INTERFACE, "Response", request, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response, self, NULL);
}

/* A portal that ends while a person thinks about its question does not answer any more. */
static void
on_portal_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  answer (user_data, KETTLE_BACKGROUND_NO_PORTAL);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  KettleBackground *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = user_data;
  if (reply == NULL) {
    g_info ("The background portal cannot be asked: %s", error->message);
    answer (self, KETTLE_BACKGROUND_NO_PORTAL);
    return;
  }
  if (self->response != 0)
    self->portal_watch =
        g_bus_watch_name_on_connection (self->bus, PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                        on_portal_vanished, self, NULL);
}

static void
kettle_background_dispose (GObject *object)
{
  KettleBackground *self = KETTLE_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->bus != NULL)
    stop_listening (self);
  g_clear_object (&self->model);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (kettle_background_parent_class)->dispose (object);
}

static void
kettle_background_finalize (GObject *object)
{
  g_free (KETTLE_BACKGROUND (object)->status);

  G_OBJECT_CLASS (kettle_background_parent_class)->finalize (object);
}

static void
kettle_background_class_init (KettleBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = kettle_background_finalize;

  /* What became of the last kettle_background_ask(): a KettleBackgroundAnswer. */
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", KETTLE_TYPE_BACKGROUND, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
kettle_background_init (KettleBackground *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * kettle_background_new:
 * @bus: the session bus
 * @model: the kettle
 *
 * Starts telling the desktop what the kettle does, for as long as the result lives.
 *
 * Returns: (transfer full): the one who speaks with the portal
 */
KettleBackground *
kettle_background_new (GDBusConnection *bus, KettleModel *model)
{
  KettleBackground *self;

  g_return_val_if_fail (G_IS_DBUS_CONNECTION (bus), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);

  self = g_object_new (KETTLE_TYPE_BACKGROUND, NULL);
  self->bus = g_object_ref (bus);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), self, 0);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", PORTAL_INTERFACE, "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          on_version_ready, self);

  return self;
}

/**
 * kettle_background_ask:
 * @self: the one who speaks with the portal
 * @autostart: whether the session is to start Kettle
 *
 * Asks the portal; the answer is the signal "answered", which may take until a person has read a
 * question. To be called again only after it.
 */
void
kettle_background_ask (KettleBackground *self, gboolean autostart)
{
  g_autofree char *sender = NULL;
  g_autofree char *token = NULL;
  g_autofree char *request = NULL;
  GVariantBuilder options;
  const char *const command[] = { "kettle", "--hidden", NULL };

  g_return_if_fail (KETTLE_IS_BACKGROUND (self));

  /* The object of the request has a name that can be told beforehand, so that its answer cannot
   * come before anybody listens: ":1.42" is 1_42 in it. */
  sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (self->bus) + 1), ".", '_');
  token = g_strdup_printf ("kettle%u", ++self->n_asked);
  request = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
  self->wanted = autostart;
  listen_to (self, request);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         /* Translators: the desktop shows it when it asks whether Kettle may */
                         g_variant_new_string (_ ("Start in the tray, ready to boil water.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (self->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE,
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          on_asked, self);
}
