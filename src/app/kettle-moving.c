// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-moving.h"

#include "net/kettle-address.h"
#include "net/kettle-scanner.h"
#include "ui/kettle-presentation.h"
#include "ui/kettle-wifi-assistant.h"

#include <glib/gi18n.h>

struct _KettleMoving {
  GObject parent_instance;

  GActionMap *map; /* not owned: the application, which owns this object */
  KettleLink *link;
  KettleChooser *chooser;
  double time_scale;
  guint16 module_port;
  KettleScanner *scanner; /* (nullable): what finds a simulated kettle */
  char *hint;             /* (nullable): what can be tried with it */

  KettleWifiAssistant *assistant; /* (nullable) */
  KettleWifiDoubts *doubts;       /* of kettles, until they are seen with what they should have */
  KettleWifiJob *job;    /* (nullable), weak: the last one made; it knows the kettle's passphrase */
  guint16 port;          /* of the kettle that it is about */
  gboolean is_own;       /* whether that is the link's */
  char *peer;            /* (nullable): where the link's was last seen */
  gboolean stopping;     /* somebody waits for "stopped" */
  KettleWifiStage stage; /* of the job, before the present one */
};

G_DEFINE_FINAL_TYPE (KettleMoving, kettle_moving, G_TYPE_OBJECT)

static guint stopped_signal;

static const char *
judge_address (const char *text)
{
  g_autofree char *host = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  if (kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, &error))
    return NULL;

  return kettle_presentation_get_address_error (error->code);
}

/* A demo neither reaches a real kettle nor greets one. */
static const char *
judge_simulated (const char *text)
{
  g_autofree char *host = NULL;
  const char *complaint = judge_address (text);
  guint16 port;

  if (complaint != NULL || !kettle_address_parse (text, KETTLE_DEFAULT_PORT, &host, &port, NULL))
    return complaint;

  return g_str_has_prefix (host, "127.") && g_hostname_is_ip_address (host)
             ? NULL
             : _ ("In a demo, only the simulated kettle can be reached.");
}

/* Whether a job is where the kettle would be left with what is neither old nor saved, or saved and
 * not restarted. Where it is only looked at or for, it can be left alone at any time. */
static gboolean
is_delicate (KettleWifiJob *job)
{
  switch (kettle_wifi_job_get_stage (job)) {
  case KETTLE_WIFI_STAGE_WRITING:
  case KETTLE_WIFI_STAGE_VERIFYING:
  case KETTLE_WIFI_STAGE_SAVING:
  case KETTLE_WIFI_STAGE_RESTARTING:
  case KETTLE_WIFI_STAGE_UNDOING:
    return TRUE;
  case KETTLE_WIFI_STAGE_NONE:
  case KETTLE_WIFI_STAGE_CHECKING:
  case KETTLE_WIFI_STAGE_LOGGING_IN:
  case KETTLE_WIFI_STAGE_READING:
  case KETTLE_WIFI_STAGE_FINDING:
  case KETTLE_WIFI_STAGE_DONE:
  default:
    return FALSE;
  }
}

/* Whether what came of a job is what everybody would expect: nothing changed, or all. Its stage was
 * @before. */
static gboolean
is_expected (KettleWifiJob *job, KettleWifiStage before)
{
  switch (kettle_wifi_job_get_outcome (job)) {
  case KETTLE_WIFI_OUTCOME_UNTOUCHED:
  case KETTLE_WIFI_OUTCOME_OLD:
    return TRUE;
  case KETTLE_WIFI_OUTCOME_NEW:
    /* A module that did not restart has to be told to by its owner. */
    return before != KETTLE_WIFI_STAGE_RESTARTING;
  case KETTLE_WIFI_OUTCOME_OLD_SAVED:
  case KETTLE_WIFI_OUTCOME_UNCERTAIN:
  case KETTLE_WIFI_OUTCOME_MIXED:
  default:
    return FALSE;
  }
}

/* Quitting is given up where the owner has to be told something: the assistant does that. */
static void
on_stage_changed (KettleWifiJob *job, GParamSpec *pspec, KettleMoving *self)
{
  const KettleWifiStage before = self->stage;
  const KettleWifiStage now = kettle_wifi_job_get_stage (job);
  gboolean good;

  g_debug ("The wifi job is at stage %d", (int) now);
  if (job != self->job)
    return;

  self->stage = now;
  if (!self->stopping || is_delicate (job))
    return;

  good = now != KETTLE_WIFI_STAGE_DONE || is_expected (job, before);
  self->stopping = FALSE;
  if (!good && self->assistant != NULL)
    gtk_window_present (GTK_WINDOW (self->assistant));
  g_signal_emit (self, stopped_signal, 0, good);
}

/* Where the link's kettle is may be a name; what is found is an address. */
static gboolean
is_at (KettleMoving *self, const char *host)
{
  return kettle_link_get_port (self->link) == self->port
         && (g_strcmp0 (kettle_link_get_host (self->link), host) == 0
             || (kettle_link_get_host (self->link) != NULL && g_strcmp0 (self->peer, host) == 0));
}

/* Before the link leaves it, and without its name being asked for. */
static void
note_own (KettleMoving *self, const char *host)
{
  g_autofree char *peer = kettle_link_dup_peer (self->link);

  if (peer != NULL) {
    g_free (self->peer);
    self->peer = g_steal_pointer (&peer);
  }
  self->is_own = is_at (self, host);
}

static KettleWifiJob *
make_job (const char *address, gpointer user_data)
{
  KettleMoving *self = user_data;
  g_autofree char *host = NULL;
  KettleWifiJob *job;

  if ((self->hint != NULL && judge_simulated (address) != NULL)
      || !kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &self->port, NULL))
    return NULL;

  note_own (self, host);
  job = g_object_new (KETTLE_TYPE_WIFI_JOB, "link", self->link, "host", host, "port",
                      (guint) self->port, "module-port", (guint) self->module_port, "scanner",
                      self->scanner, "time-scale", self->time_scale, NULL);
  self->stage = KETTLE_WIFI_STAGE_NONE;
  g_signal_connect_object (job, "notify::stage", G_CALLBACK (on_stage_changed), self, 0);
  g_set_weak_pointer (&self->job, job);

  return job;
}

static void
on_found (KettleWifiAssistant *assistant, const char *host, KettleMoving *self)
{
  g_autofree char *address = g_strdup_printf ("%s:%u", host, (guint) self->port);
  g_autoptr (GError) error = NULL;

  /* Another kettle that was not moved is only that. */
  if (is_at (self, host) || (!self->is_own && !kettle_wifi_assistant_moves (assistant)))
    return;

  if (!kettle_chooser_follow (self->chooser, address, kettle_wifi_assistant_is_fresh (assistant),
                              &error))
    g_warning ("The kettle was found at %s, which is no address: %s", address, error->message);
}

static void
on_destroy (GtkWidget *assistant, KettleMoving *self)
{
  self->assistant = NULL;
}

static void
on_host_changed (KettleLink *link, GParamSpec *pspec, KettleMoving *self)
{
  GAction *action = g_action_map_lookup_action (self->map, "move-kettle");

  g_clear_pointer (&self->peer, g_free);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), kettle_link_get_host (link) != NULL);
}

static void
forget_assistant (KettleMoving *self)
{
  if (self->assistant == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->assistant, self);
  gtk_widget_destroy (GTK_WIDGET (self->assistant));
  self->assistant = NULL;
}

static void
kettle_moving_dispose (GObject *object)
{
  KettleMoving *self = KETTLE_MOVING (object);

  forget_assistant (self);
  g_clear_weak_pointer (&self->job);
  g_clear_object (&self->scanner);
  g_clear_object (&self->chooser);
  g_clear_object (&self->link);

  G_OBJECT_CLASS (kettle_moving_parent_class)->dispose (object);
}

static void
kettle_moving_finalize (GObject *object)
{
  KettleMoving *self = KETTLE_MOVING (object);

  g_clear_pointer (&self->doubts, kettle_wifi_doubts_free);
  g_free (self->peer);
  g_free (self->hint);

  G_OBJECT_CLASS (kettle_moving_parent_class)->finalize (object);
}

static void
kettle_moving_class_init (KettleMovingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_moving_dispose;
  G_OBJECT_CLASS (klass)->finalize = kettle_moving_finalize;

  stopped_signal = g_signal_new ("stopped", KETTLE_TYPE_MOVING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
kettle_moving_init (KettleMoving *self)
{
  self->doubts = kettle_wifi_doubts_new ();
}

/**
 * kettle_moving_new:
 * @map: has the action "move-kettle"; must outlive the result
 * @link: what is connected
 * @chooser: what goes on with a kettle elsewhere
 * @time_scale: what durations are divided by
 * @module_port: where wifi modules listen
 *
 * Returns: (transfer full): what moves kettles
 */
KettleMoving *
kettle_moving_new (GActionMap *map,
                   KettleLink *link,
                   KettleChooser *chooser,
                   double time_scale,
                   guint16 module_port)
{
  KettleMoving *self = g_object_new (KETTLE_TYPE_MOVING, NULL);

  self->map = map;
  self->link = g_object_ref (link);
  self->chooser = g_object_ref (chooser);
  self->time_scale = time_scale;
  self->module_port = module_port;
  g_signal_connect_object (link, "notify::host", G_CALLBACK (on_host_changed), self, 0);
  on_host_changed (link, NULL, self);

  return self;
}

/**
 * kettle_moving_set_simulated:
 * @self: the moving
 * @port: of the simulated kettle
 * @module_port: of its wifi module
 * @hint: what can be tried with it, translated
 *
 * In a demo: no real kettle is found, so that none can be moved.
 */
void
kettle_moving_set_simulated (KettleMoving *self,
                             guint16 port,
                             guint16 module_port,
                             const char *hint)
{
  g_return_if_fail (KETTLE_IS_MOVING (self));

  g_clear_object (&self->scanner);
  self->scanner = g_object_new (KETTLE_TYPE_SCANNER, "port", (guint) port, NULL);
  kettle_scanner_set_surroundings (self->scanner, kettle_surroundings_new_simulated ());
  self->module_port = module_port;
  g_free (self->hint);
  self->hint = g_strdup (hint);
}

/**
 * kettle_moving_open:
 * @self: the moving
 * @window: the window
 * @fresh: whether it is about a kettle that shows a network of its own
 *
 * Shows the assistant. One that is open already goes on, unless it is the other one and nothing is
 * being written.
 */
void
kettle_moving_open (KettleMoving *self, KettleWindow *window, gboolean fresh)
{
  g_autofree char *address = NULL;

  g_return_if_fail (KETTLE_IS_MOVING (self));
  g_return_if_fail (KETTLE_IS_WINDOW (window));

  if (self->assistant != NULL && kettle_wifi_assistant_is_fresh (self->assistant) != fresh
      && !kettle_wifi_assistant_is_writing (self->assistant))
    forget_assistant (self);

  if (self->assistant == NULL) {
    /* Where a simulated kettle is, nobody can know otherwise. */
    if (!fresh || self->hint != NULL)
      address = kettle_presentation_dup_address (kettle_link_get_host (self->link),
                                                 kettle_link_get_port (self->link));
    kettle_secret_forbid_core_files ();
    self->assistant = kettle_wifi_assistant_new (GTK_WINDOW (window), fresh, address, self->hint);
    kettle_wifi_assistant_set_judge (self->assistant,
                                     self->hint != NULL ? judge_simulated : judge_address);
    kettle_wifi_assistant_set_maker (self->assistant, make_job, self);
    kettle_wifi_assistant_set_doubts (self->assistant, self->doubts);
    g_signal_connect_object (self->assistant, "found", G_CALLBACK (on_found), self, 0);
    g_signal_connect_object (self->assistant, "destroy", G_CALLBACK (on_destroy), self, 0);
    kettle_wifi_assistant_begin (self->assistant);
  }
  gtk_window_present (GTK_WINDOW (self->assistant));
}

/**
 * kettle_moving_stop:
 * @self: the moving
 *
 * The program is about to end: takes back what was begun and not saved.
 *
 * Returns: whether that has to be waited for, until "stopped"
 */
gboolean
kettle_moving_stop (KettleMoving *self)
{
  g_return_val_if_fail (KETTLE_IS_MOVING (self), FALSE);

  if (self->assistant != NULL)
    kettle_wifi_assistant_cancel (self->assistant);
  self->stopping = self->job != NULL && is_delicate (self->job);

  return self->stopping;
}
