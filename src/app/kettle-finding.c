// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-finding.h"

#include "app/kettle-search.h"
#include "net/kettle-address.h"
#include "ui/kettle-finder.h"
#include "ui/kettle-presentation.h"

#include <glib/gi18n.h>

struct _KettleFinding {
  GObject parent_instance;

  GActionMap *map; /* not owned: the application, which owns this object; NULL in a demo */
  KettleLink *link;
  KettlePremises *premises;
  KettleChooser *chooser;
  KettleSearch *search; /* nullable: in a demo there is nothing to look for */
  KettleWindow *window; /* nullable, weak */
  KettleFinder *finder; /* nullable until first needed */
};

G_DEFINE_FINAL_TYPE (KettleFinding, kettle_finding, G_TYPE_OBJECT)

enum {
  SIGNAL_REVERTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

static void
on_look (KettleFinder *finder, KettleFinding *self)
{
  const char *complaint = NULL;

  if (kettle_link_is_paused (self->link))
    complaint = _ ("A kettle’s wifi is being set up: look when that is done.");
  kettle_finder_set_complaint (finder, complaint);
  kettle_search_look (self->search);
}

static void
on_chosen (KettleFinder *finder, KettleFound *found, KettleFinding *self)
{
  g_autoptr (KettleFound) guard = g_object_ref (found);

  kettle_chooser_adopt (self->chooser, guard);
  gtk_widget_hide (GTK_WIDGET (finder));
}

static void
on_address_entered (KettleFinder *finder, const char *text, KettleFinding *self)
{
  g_autofree char *address = g_strdup (text);
  const char *complaint = judge_address (address);

  kettle_finder_set_complaint (finder, complaint);
  if (complaint != NULL)
    return;

  /* First lets go of what the look may still hold, which may be that very kettle. */
  kettle_search_stop (self->search);
  kettle_chooser_try (self->chooser, address, NULL);
  gtk_widget_hide (GTK_WIDGET (finder));
}

/* The simulated kettle is a program of its own beside this one: this very program, wherever it was
 * started from. */
static void
on_demo (KettleFinder *finder, KettleFinding *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  char *arguments[] = { program, (char *) "--demo", NULL };

  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    arguments[0] = (char *) "kettle";
  if (!g_spawn_async (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &error))
    g_warning ("The simulated kettle does not start: %s", error->message);
}

/* The finder makes room for what looks for the kettle another way. */
static void
on_set_up (KettleFinder *finder, KettleFinding *self)
{
  gtk_widget_hide (GTK_WIDGET (finder));
  g_action_group_activate_action (G_ACTION_GROUP (self->map), "set-up-kettle", NULL);
}

static void
on_finder_shown (GtkWidget *finder, KettleFinding *self)
{
  kettle_search_set_watched (self->search, TRUE);
}

static void
on_finder_hidden (GtkWidget *finder, KettleFinding *self)
{
  kettle_search_stop (self->search);
  kettle_search_set_watched (self->search, FALSE);
}

/* Closed into the tray, the window takes the finder along. */
static void
on_window_hidden (GtkWidget *window, KettleFinding *self)
{
  if (self->finder != NULL)
    gtk_widget_hide (GTK_WIDGET (self->finder));
}

static void
ensure_finder (KettleFinding *self)
{
  if (self->finder != NULL)
    return;

  self->finder =
      kettle_finder_new (GTK_WINDOW (self->window), kettle_search_get_scanner (self->search));
  kettle_finder_set_judge (self->finder, judge_address);
  g_signal_connect_object (self->finder, "look", G_CALLBACK (on_look), self, 0);
  g_signal_connect_object (self->finder, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (self->finder, "address-entered", G_CALLBACK (on_address_entered), self,
                           0);
  g_signal_connect_object (self->finder, "demo", G_CALLBACK (on_demo), self, 0);
  g_signal_connect_object (self->finder, "set-up", G_CALLBACK (on_set_up), self, 0);
  g_signal_connect_object (self->finder, "show", G_CALLBACK (on_finder_shown), self, 0);
  g_signal_connect_object (self->finder, "hide", G_CALLBACK (on_finder_hidden), self, 0);
}

static void
set_enabled (KettleFinding *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->map, action)),
                               enabled);
}

static void
show_offer (KettleFinding *self)
{
  KettleFound *offer = self->search != NULL ? kettle_search_get_offer (self->search) : NULL;
  g_autofree char *address = NULL;
  g_autofree char *sentence = NULL;

  if (self->window == NULL)
    return;
  if (offer == NULL) {
    kettle_window_set_offer (self->window, NULL, NULL, NULL);
    return;
  }

  address = kettle_presentation_dup_address (kettle_found_get_host (offer),
                                             kettle_found_get_port (offer));
  sentence = kettle_presentation_dup_offer (address);
  kettle_window_set_offer (self->window, sentence, _ ("_Use This Kettle"), "app.use-found");
}

static void
on_offer (KettleSearch *search, KettleFound *found, KettleFinding *self)
{
  set_enabled (self, "use-found", found != NULL);
  show_offer (self);
}

static void
on_link_changed (KettleLink *link, GParamSpec *pspec, KettleFinding *self)
{
  set_enabled (self, "connect-here",
               kettle_link_get_state (link) == KETTLE_LINK_HELD
                   && kettle_link_get_trouble (link) == KETTLE_TROUBLE_OTHER_NETWORK);
}

static void
on_reverted (KettleChooser *chooser, const char *address, const char *previous, KettleFinding *self)
{
  g_autofree char *sentence = kettle_presentation_dup_reverted (address, previous);

  g_signal_emit (self, signals[SIGNAL_REVERTED], 0, sentence);
}

static void
on_refused (KettleChooser *chooser, const char *host, KettleFinding *self)
{
  g_autofree char *current = kettle_presentation_dup_address (kettle_link_get_host (self->link),
                                                              kettle_link_get_port (self->link));
  g_autofree char *sentence = kettle_presentation_dup_refused (host, current);

  g_signal_emit (self, signals[SIGNAL_REVERTED], 0, sentence);
}

/* First lets go of what the look may still hold, which may be that very kettle. */
static void
on_accepted (KettleChooser *chooser, KettleFinding *self)
{
  kettle_search_stop (self->search);
  g_signal_emit (self, signals[SIGNAL_REVERTED], 0, NULL);
}

static void
on_connect_here_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleFinding *self = user_data;

  kettle_premises_allow (self->premises, NULL);
  kettle_link_want (self->link);
}

static void
on_use_found_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KettleFinding *self = user_data;
  KettleFound *offer = kettle_search_get_offer (self->search);
  g_autoptr (KettleFound) found = NULL;

  if (offer == NULL)
    return;

  found = g_object_ref (offer);
  kettle_chooser_adopt (self->chooser, found);
  kettle_search_stop (self->search);
}

static const GActionEntry entries[] = {
  { "connect-here", on_connect_here_activated, NULL, NULL, NULL },
  { "use-found", on_use_found_activated, NULL, NULL, NULL },
};

static void
kettle_finding_dispose (GObject *object)
{
  KettleFinding *self = KETTLE_FINDING (object);

  if (self->finder != NULL) {
    g_signal_handlers_disconnect_by_data (self->finder, self);
    gtk_widget_destroy (GTK_WIDGET (self->finder));
    self->finder = NULL;
  }
  if (self->map != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
      g_action_map_remove_action (self->map, entries[i].name);
  self->map = NULL;
  g_clear_weak_pointer (&self->window);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  g_clear_object (&self->chooser);
  g_clear_object (&self->premises);
  g_clear_object (&self->link);

  G_OBJECT_CLASS (kettle_finding_parent_class)->dispose (object);
}

static void
kettle_finding_class_init (KettleFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_finding_dispose;

  signals[SIGNAL_REVERTED] = g_signal_new ("reverted", KETTLE_TYPE_FINDING, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kettle_finding_init (KettleFinding *self)
{
}

/**
 * kettle_finding_new_demo:
 * @link: what is connected
 * @model: the kettle
 * @settings: settings in memory
 *
 * Returns: (transfer full): what only ever comes to the simulated kettle
 */
KettleFinding *
kettle_finding_new_demo (KettleLink *link, KettleModel *model, GSettings *settings)
{
  KettleFinding *self = g_object_new (KETTLE_TYPE_FINDING, NULL);

  self->link = g_object_ref (link);
  self->premises = kettle_premises_new (link, settings, NULL);
  self->chooser = kettle_chooser_new (link, model, settings, self->premises);

  return self;
}

/**
 * kettle_finding_new:
 * @map: the application, which must outlive the result; gets the actions "connect-here" and
 *   "use-found"
 * @link: what is connected
 * @model: the kettle
 * @settings: where it is remembered
 * @time_scale: what durations are divided by
 *
 * Returns: (transfer full): what comes to a kettle
 */
KettleFinding *
kettle_finding_new (
    GActionMap *map, KettleLink *link, KettleModel *model, GSettings *settings, double time_scale)
{
  KettleFinding *self = g_object_new (KETTLE_TYPE_FINDING, NULL);
  g_autoptr (KettleHints) hints = kettle_hints_new ();

  self->map = map;
  self->link = g_object_ref (link);
  self->premises = g_object_new (KETTLE_TYPE_PREMISES, "link", link, "settings", settings, "hints",
                                 hints, "time-scale", time_scale, NULL);
  self->chooser = kettle_chooser_new (link, model, settings, self->premises);
  self->search =
      g_object_new (KETTLE_TYPE_SEARCH, "link", link, "settings", settings, "premises",
                    self->premises, "chooser", self->chooser, "time-scale", time_scale, NULL);

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  set_enabled (self, "connect-here", FALSE);
  set_enabled (self, "use-found", FALSE);
  g_signal_connect_object (link, "notify::state", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (link, "notify::trouble", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (self->search, "offer", G_CALLBACK (on_offer), self, 0);
  g_signal_connect_object (self->chooser, "reverted", G_CALLBACK (on_reverted), self, 0);
  g_signal_connect_object (self->chooser, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (self->chooser, "accepted", G_CALLBACK (on_accepted), self, 0);

  return self;
}

/**
 * kettle_finding_get_chooser:
 * @self: the finding
 *
 * Returns: (transfer none): what chooses the kettle
 */
KettleChooser *
kettle_finding_get_chooser (KettleFinding *self)
{
  g_return_val_if_fail (KETTLE_IS_FINDING (self), NULL);

  return self->chooser;
}

/**
 * kettle_finding_set_window:
 * @self: the finding
 * @window: the window, now that there is one
 */
void
kettle_finding_set_window (KettleFinding *self, KettleWindow *window)
{
  g_return_if_fail (KETTLE_IS_FINDING (self));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "hide", G_CALLBACK (on_window_hidden), self, 0);
  show_offer (self);
}

/**
 * kettle_finding_open:
 * @self: the finding
 * @complaint: (nullable): what is wrong with the address there is
 *
 * Shows the finder over the window. In a demo there is none.
 */
void
kettle_finding_open (KettleFinding *self, const char *complaint)
{
  const char *host;
  g_autofree char *address = NULL;

  g_return_if_fail (KETTLE_IS_FINDING (self));
  g_return_if_fail (self->window != NULL);

  if (self->search == NULL)
    return;

  ensure_finder (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->finder))) {
    host = kettle_link_get_host (self->link);
    address = kettle_presentation_dup_address (host, kettle_link_get_port (self->link));
    kettle_finder_set_first (self->finder, host == NULL);
    kettle_finder_set_address (self->finder, address);
    kettle_finder_set_complaint (self->finder, complaint);
  }
  gtk_window_present (GTK_WINDOW (self->finder));
}
