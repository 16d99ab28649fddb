// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-search.h"

#include "net/kettle-clock.h"
#include "net/kettle-rescan.h"
#include "net/kettle-timer.h"

struct _KettleSearch {
  GObject parent_instance;

  KettleLink *link;
  GSettings *settings;
  KettlePremises *premises;
  KettleChooser *chooser;
  KettleScanner *scanner;
  guint lost_time;
  guint interval;
  guint interval_max;
  double time_scale;

  KettleRescan rescan;
  GSource *timer;
  KettleFound *offer; /* nullable */
  gboolean quiet;     /* the look that runs is one nobody asked for */
  gboolean watched;   /* a person has the results before them */
};

typedef enum {
  PROP_LINK = 1,
  PROP_SETTINGS,
  PROP_PREMISES,
  PROP_CHOOSER,
  PROP_SCANNER,
  PROP_LOST_TIME,
  PROP_INTERVAL,
  PROP_INTERVAL_MAX,
  PROP_TIME_SCALE,
  N_PROPS,
} KettleSearchProperty;

enum {
  SIGNAL_OFFER,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KettleSearch, kettle_search, G_TYPE_OBJECT)

static gboolean
is_numeric (const char *host)
{
  guint32 address;

  return host != NULL && kettle_ipv4_parse (host, &address);
}

/* Whether the link has or tries to make a connection, now or by and by. */
static gboolean
is_active (KettleLinkState state)
{
  return state == KETTLE_LINK_CONNECTING || state == KETTLE_LINK_GREETING
         || state == KETTLE_LINK_CONNECTED || state == KETTLE_LINK_WAITING;
}

static void
set_offer (KettleSearch *self, KettleFound *offer)
{
  if (!g_set_object (&self->offer, offer))
    return;

  g_signal_emit (self, signals[SIGNAL_OFFER], 0, offer);
}

/* Nobody may hold a second connection to what the link is about to connect to. */
static void
close_found (KettleSearch *self, const char *host, guint16 port)
{
  GListModel *list = G_LIST_MODEL (self->scanner);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (list, i);

    if (!kettle_found_is_own (found) && kettle_found_get_port (found) == port
        && g_str_equal (kettle_found_get_host (found), host))
      kettle_found_close (found);
  }
}

/* The scanner must not ask whom the link asks. A name may be anybody's: the link waits then. */
static void
keep_apart (KettleSearch *self)
{
  KettleLinkState state = kettle_link_get_state (self->link);
  g_autofree char *peer = kettle_link_dup_peer (self->link);
  const char *host = peer != NULL ? peer : kettle_link_get_host (self->link);
  guint16 port = kettle_link_get_port (self->link);
  gboolean connected = state == KETTLE_LINK_CONNECTED;

  if (host != NULL && is_active (state) && is_numeric (host)) {
    close_found (self, host, port);
    kettle_scanner_set_own (self->scanner, host, port, connected);
  } else {
    kettle_scanner_set_own (self->scanner, NULL, 0, FALSE);
  }
  kettle_premises_set_paused (self->premises, kettle_scanner_is_running (self->scanner)
                                                  && host != NULL && !connected
                                                  && !is_numeric (host));
}

static void
start (KettleSearch *self)
{
  g_auto (GStrv) last = g_settings_get_strv (self->settings, "last-addresses");
  const char *host = kettle_link_get_host (self->link);

  set_offer (self, NULL);
  kettle_rescan_note_look (&self->rescan, kettle_clock_get_boottime ());

  /* Before the first packet of the look; while a look runs this comes by itself. */
  if (host != NULL && !is_numeric (host)
      && kettle_link_get_state (self->link) != KETTLE_LINK_CONNECTED)
    kettle_premises_set_paused (self->premises, TRUE);
  kettle_scanner_start (self->scanner, (const char *const *) last);
  keep_apart (self);
}

static void
stop (KettleSearch *self)
{
  set_offer (self, NULL);
  kettle_scanner_clear (self->scanner);
}

static void
update (KettleSearch *self)
{
  KettleLinkState state = kettle_link_get_state (self->link);
  gint64 now = kettle_clock_get_boottime ();
  gboolean paused = kettle_link_is_paused (self->link);
  gint64 delay;

  /* Somebody deals with a kettle: nothing may be connected beside that, not even what was found. */
  if (paused)
    stop (self);
  keep_apart (self);
  if (state == KETTLE_LINK_CONNECTED || state == KETTLE_LINK_IDLE)
    set_offer (self, NULL);

  if (state != KETTLE_LINK_CONNECTED && state != KETTLE_LINK_IDLE && !paused
      && kettle_premises_is_known (self->premises))
    kettle_rescan_note_lost (&self->rescan, now);
  else
    kettle_rescan_forget (&self->rescan);

  if (!self->watched && !kettle_scanner_is_running (self->scanner)
      && kettle_rescan_get_delay (&self->rescan, now, &delay))
    kettle_timer_start (self->timer, delay);
  else
    kettle_timer_stop (self->timer);
}

static gboolean
on_timer (gpointer user_data)
{
  KettleSearch *self = user_data;
  gint64 delay;

  if (kettle_scanner_is_running (self->scanner)
      || !kettle_rescan_get_delay (&self->rescan, kettle_clock_get_boottime (), &delay))
    return G_SOURCE_CONTINUE;
  if (delay > 0) {
    kettle_timer_start (self->timer, delay);
    return G_SOURCE_CONTINUE;
  }

  g_info ("The kettle may have moved: looking for it");
  self->quiet = TRUE;
  start (self);

  return G_SOURCE_CONTINUE;
}

static void
on_changed (GObject *object, GParamSpec *pspec, KettleSearch *self)
{
  update (self);
}

static void
on_networks_changed (GSettings *settings, const char *key, KettleSearch *self)
{
  update (self);
}

static char *
dup_mac (KettleSearch *self)
{
  return g_settings_get_string (self->settings, "mac");
}

/* Has the chosen kettle, known by its MAC, been found? */
static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, KettleSearch *self)
{
  g_autoptr (KettleSearch) guard G_GNUC_UNUSED = g_object_ref (self);
  g_autofree char *mac = dup_mac (self);

  if (!self->quiet || mac[0] == '\0')
    return;

  for (guint i = position; i < position + added; i++) {
    g_autoptr (KettleFound) found = g_list_model_get_item (list, i);

    if (kettle_found_is_own (found) || g_strcmp0 (kettle_found_get_mac (found), mac) != 0)
      continue;

    g_info ("The kettle has moved to %s", kettle_found_get_host (found));
    self->quiet = FALSE;
    kettle_chooser_adopt (self->chooser, found);
    kettle_scanner_clear (self->scanner);
    return;
  }
}

/* The only one that was found, if it may be the chosen one. */
static KettleFound *
dup_candidate (KettleSearch *self)
{
  GListModel *list = G_LIST_MODEL (self->scanner);
  g_autoptr (KettleFound) found = NULL;
  g_autofree char *mac = dup_mac (self);

  if (g_list_model_get_n_items (list) != 1)
    return NULL;

  found = g_list_model_get_item (list, 0);
  if (kettle_found_is_own (found) || (mac[0] != '\0' && kettle_found_get_mac (found) != NULL))
    return NULL;

  return g_steal_pointer (&found);
}

static void
on_ended (KettleScanner *scanner, gboolean complete, KettleSearch *self)
{
  g_autoptr (KettleSearch) guard G_GNUC_UNUSED = g_object_ref (self);
  g_autoptr (KettleFound) candidate = NULL;
  gboolean quiet = self->quiet;

  self->quiet = FALSE;
  if (quiet && complete) {
    candidate = dup_candidate (self);
    if (candidate == NULL)
      kettle_scanner_clear (self->scanner);
    else
      set_offer (self, candidate);
  }
  update (self);
}

static void
kettle_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettleSearch *self = KETTLE_SEARCH (object);

  switch ((KettleSearchProperty) id) {
  case PROP_LINK:
    self->link = g_value_dup_object (value);
    break;
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  case PROP_PREMISES:
    self->premises = g_value_dup_object (value);
    break;
  case PROP_CHOOSER:
    self->chooser = g_value_dup_object (value);
    break;
  case PROP_SCANNER:
    self->scanner = g_value_dup_object (value);
    break;
  case PROP_LOST_TIME:
    self->lost_time = g_value_get_uint (value);
    break;
  case PROP_INTERVAL:
    self->interval = g_value_get_uint (value);
    break;
  case PROP_INTERVAL_MAX:
    self->interval_max = g_value_get_uint (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* Microseconds. */
static gint64
scaled (KettleSearch *self, guint ms)
{
  return MAX (1, (gint64) ((double) ms * 1000 / self->time_scale));
}

static void
kettle_search_constructed (GObject *object)
{
  KettleSearch *self = KETTLE_SEARCH (object);

  G_OBJECT_CLASS (kettle_search_parent_class)->constructed (object);

  if (self->scanner == NULL)
    self->scanner = kettle_scanner_new ();
  self->rescan.first = scaled (self, self->lost_time);
  self->rescan.interval = scaled (self, self->interval);
  self->rescan.max = scaled (self, self->interval_max);

  g_signal_connect_object (self->link, "notify::state", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->link, "notify::paused", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->link, "notify::host", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->link, "notify::port", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->premises, "notify::network-id", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->settings, "changed::networks", G_CALLBACK (on_networks_changed),
                           self, 0);
  g_signal_connect_object (self->scanner, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  g_signal_connect_object (self->scanner, "ended", G_CALLBACK (on_ended), self, 0);
  update (self);
}

static void
kettle_search_dispose (GObject *object)
{
  KettleSearch *self = KETTLE_SEARCH (object);

  kettle_timer_stop (self->timer);
  if (self->scanner != NULL) {
    g_signal_handlers_disconnect_by_data (self->scanner, self);
    kettle_scanner_clear (self->scanner);
  }
  g_clear_object (&self->offer);
  g_clear_object (&self->scanner);
  g_clear_object (&self->chooser);
  g_clear_object (&self->premises);
  g_clear_object (&self->settings);
  g_clear_object (&self->link);

  G_OBJECT_CLASS (kettle_search_parent_class)->dispose (object);
}

static void
kettle_search_finalize (GObject *object)
{
  KettleSearch *self = KETTLE_SEARCH (object);

  kettle_timer_free (self->timer);

  G_OBJECT_CLASS (kettle_search_parent_class)->finalize (object);
}

static void
kettle_search_class_init (KettleSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags construct = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = kettle_search_set_property;
  object_class->constructed = kettle_search_constructed;
  object_class->dispose = kettle_search_dispose;
  object_class->finalize = kettle_search_finalize;

  properties[PROP_LINK] = g_param_spec_object ("link", NULL, NULL, KETTLE_TYPE_LINK, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct);
  properties[PROP_PREMISES] =
      g_param_spec_object ("premises", NULL, NULL, KETTLE_TYPE_PREMISES, construct);
  properties[PROP_CHOOSER] =
      g_param_spec_object ("chooser", NULL, NULL, KETTLE_TYPE_CHOOSER, construct);
  properties[PROP_SCANNER] =
      g_param_spec_object ("scanner", NULL, NULL, KETTLE_TYPE_SCANNER, construct);
  properties[PROP_LOST_TIME] =
      g_param_spec_uint ("lost-time", NULL, NULL, 0, G_MAXUINT, 20000, construct);
  properties[PROP_INTERVAL] =
      g_param_spec_uint ("interval", NULL, NULL, 1, G_MAXUINT, 600000, construct);
  properties[PROP_INTERVAL_MAX] =
      g_param_spec_uint ("interval-max", NULL, NULL, 1, G_MAXUINT, 3600000, construct);
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0, construct);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OFFER] = g_signal_new ("offer", KETTLE_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, KETTLE_TYPE_FOUND);
}

static void
kettle_search_init (KettleSearch *self)
{
  self->timer = kettle_timer_new ("kettle-search", on_timer, self);
}

/**
 * kettle_search_new:
 * @link: what has the chosen kettle
 * @settings: where the kettle is remembered
 * @premises: where this machine is
 * @chooser: what takes a found kettle
 *
 * Returns: (transfer full): the search, with the usual durations
 */
KettleSearch *
kettle_search_new (KettleLink *link,
                   GSettings *settings,
                   KettlePremises *premises,
                   KettleChooser *chooser)
{
  return g_object_new (KETTLE_TYPE_SEARCH, "link", link, "settings", settings, "premises", premises,
                       "chooser", chooser, NULL);
}

/**
 * kettle_search_get_scanner:
 * @self: the search
 *
 * Returns: (transfer none): what looks and holds what was found
 */
KettleScanner *
kettle_search_get_scanner (KettleSearch *self)
{
  g_return_val_if_fail (KETTLE_IS_SEARCH (self), NULL);

  return self->scanner;
}

/**
 * kettle_search_get_offer:
 * @self: the search
 *
 * Returns: (transfer none) (nullable): the kettle that may be the chosen one
 */
KettleFound *
kettle_search_get_offer (KettleSearch *self)
{
  g_return_val_if_fail (KETTLE_IS_SEARCH (self), NULL);

  return self->offer;
}

/**
 * kettle_search_look:
 * @self: the search
 *
 * A person asks for a look. The chosen kettle is not asked by it but by the link, at once. Nothing
 * is looked for while the link is paused.
 */
void
kettle_search_look (KettleSearch *self)
{
  g_return_if_fail (KETTLE_IS_SEARCH (self));

  if (kettle_link_is_paused (self->link))
    return;

  if (kettle_scanner_is_running (self->scanner)) {
    if (!self->quiet)
      return;
    kettle_scanner_cancel (self->scanner);
  }

  self->quiet = FALSE;
  kettle_timer_stop (self->timer);
  if (kettle_link_get_state (self->link) == KETTLE_LINK_WAITING
      && is_numeric (kettle_link_get_host (self->link)))
    kettle_link_want (self->link);
  start (self);
}

/**
 * kettle_search_stop:
 * @self: the search
 *
 * Ends the look, and closes and forgets what was found.
 */
void
kettle_search_stop (KettleSearch *self)
{
  g_return_if_fail (KETTLE_IS_SEARCH (self));

  stop (self);
}

/**
 * kettle_search_set_watched:
 * @self: the search
 * @watched: whether a person has the results before them, which no quiet look must take away
 */
void
kettle_search_set_watched (KettleSearch *self, gboolean watched)
{
  g_return_if_fail (KETTLE_IS_SEARCH (self));

  self->watched = watched;
  update (self);
}
