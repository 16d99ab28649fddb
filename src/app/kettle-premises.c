// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-premises.h"

#include "net/kettle-address.h"
#include "net/kettle-timer.h"

#include <string.h>

struct _KettlePremises {
  GObject parent_instance;

  KettleLink *link;
  GSettings *settings;
  KettleHints *hints; /* nullable */
  double time_scale;
  guint poll_interval;
  guint poll_time;

  KettlePremisesReader reader;
  gpointer reader_data;

  char *way;        /* nullable: interface, own address and prefix on the way to the kettle */
  char *network_id; /* nullable */
  gboolean any_network;
  gboolean judging;
  gboolean paused;
  GHashTable *allowed; /* of char *: a host, and the network where a person asked for it */
  char *allowed_host;  /* nullable: asked for when the network's id was not known (yet) */

  GSource *poll;
  gint64 poll_ends; /* monotonic; 0 while nobody waits for the gateway's MAC */
};

typedef enum {
  PROP_LINK = 1,
  PROP_SETTINGS,
  PROP_HINTS,
  PROP_TIME_SCALE,
  PROP_POLL_INTERVAL,
  PROP_POLL_TIME,
  PROP_NETWORK_ID,
  N_PROPS,
} KettlePremisesProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KettlePremises, kettle_premises, G_TYPE_OBJECT)

static KettleSurroundings *
read_system (gpointer user_data)
{
  return kettle_surroundings_read ();
}

static char *
dup_key (const char *host, const char *network_id)
{
  return g_strdup_printf ("%s in %s", host, network_id);
}

/* The numeric address of the kettle, 0 when it is not known. */
static guint32
get_address (KettlePremises *self)
{
  g_autofree char *peer = kettle_link_dup_peer (self->link);
  const char *host = peer != NULL ? peer : kettle_link_get_host (self->link);
  guint32 address;

  return host != NULL && kettle_ipv4_parse (host, &address) ? address : 0;
}

/* How the kettle is reached: through the network of the default route if it is in none. */
static char *
dup_way (const KettleSurroundings *surroundings, guint32 address)
{
  const KettleNetwork *network = kettle_surroundings_find_network (surroundings, address);
  g_autofree char *own = NULL;

  if (network == NULL && kettle_surroundings_get_n_networks (surroundings) > 0)
    network = kettle_surroundings_get_network (surroundings, 0);
  if (network == NULL)
    return NULL;

  own = kettle_ipv4_dup_text (network->address);

  return g_strdup_printf ("%s %s/%u", network->name, own, network->prefix);
}

static gboolean
is_remembered (KettlePremises *self)
{
  g_auto (GStrv) networks = g_settings_get_strv (self->settings, "networks");

  return self->network_id != NULL
         && g_strv_contains ((const char *const *) networks, self->network_id);
}

static gboolean
is_asked_for (KettlePremises *self, const char *host)
{
  g_autofree char *key = NULL;

  if (self->network_id == NULL)
    return g_strcmp0 (self->allowed_host, host) == 0;

  key = dup_key (host, self->network_id);

  return g_hash_table_contains (self->allowed, key);
}

static gboolean
is_permitted (KettlePremises *self, const char *host)
{
  g_auto (GStrv) networks = g_settings_get_strv (self->settings, "networks");

  return kettle_address_is_loopback (host) || networks[0] == NULL || !self->any_network
         || is_remembered (self) || is_asked_for (self, host);
}

/* Waiting for the gateway's MAC, so that nothing can be said yet. */
static gboolean
is_unclear (KettlePremises *self)
{
  return self->network_id == NULL && self->poll_ends != 0;
}

static void
judge (KettlePremises *self)
{
  const char *host = kettle_link_get_host (self->link);
  KettleLinkState state = kettle_link_get_state (self->link);

  if (host == NULL || state == KETTLE_LINK_IDLE || self->judging)
    return;

  self->judging = TRUE;
  if (!is_permitted (self, host)) {
    /* A connection whose way is the same as before outlives a gateway that is not known now. */
    if (!is_unclear (self))
      kettle_link_hold (self->link, KETTLE_TROUBLE_OTHER_NETWORK);
    else if (state != KETTLE_LINK_CONNECTED)
      kettle_link_hold (self->link, KETTLE_TROUBLE_NONE);
  } else if (self->paused && state != KETTLE_LINK_CONNECTED) {
    kettle_link_hold (self->link, KETTLE_TROUBLE_NONE);
  } else {
    kettle_link_release (self->link);
  }
  self->judging = FALSE;
}

static void
set_network_id (KettlePremises *self, char *network_id)
{
  if (g_strcmp0 (self->network_id, network_id) == 0) {
    g_free (network_id);
    return;
  }

  g_free (self->network_id);
  self->network_id = network_id;
  g_info ("In the network %s", network_id != NULL ? network_id : "(not known)");
  if (network_id != NULL && self->allowed_host != NULL) {
    g_hash_table_add (self->allowed, dup_key (self->allowed_host, network_id));
    g_clear_pointer (&self->allowed_host, g_free);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NETWORK_ID]);
}

/* Looks where this machine is. Returns whether the way to the kettle is another one now. That the
 * gateway's MAC becomes known, or is not for a moment, is no change. */
static gboolean
look_around (KettlePremises *self)
{
  g_autoptr (KettleSurroundings) surroundings = NULL;
  g_autofree char *way = NULL;
  g_autofree char *id = NULL;
  guint32 address = get_address (self);
  gboolean same_way;
  gboolean moved;

  if (kettle_address_is_loopback (kettle_link_get_host (self->link))) {
    kettle_timer_stop (self->poll);
    self->poll_ends = 0;
    g_clear_pointer (&self->way, g_free);
    set_network_id (self, NULL);
    return FALSE;
  }

  surroundings = kettle_premises_read (self);
  way = dup_way (surroundings, address);
  id = kettle_surroundings_dup_network_id (surroundings, address, NULL);
  self->any_network = way != NULL;
  same_way = g_strcmp0 (way, self->way) == 0;
  moved =
      !same_way || (id != NULL && self->network_id != NULL && !g_str_equal (id, self->network_id));

  if (id == NULL && same_way && kettle_link_get_state (self->link) == KETTLE_LINK_CONNECTED)
    id = g_strdup (self->network_id);
  g_free (self->way);
  self->way = g_steal_pointer (&way);

  if (id != NULL || self->way == NULL)
    self->poll_ends = 0;
  else if (self->poll_ends != 0 && g_get_monotonic_time () >= self->poll_ends)
    self->poll_ends = 0;
  if (self->poll_ends != 0)
    kettle_timer_start (self->poll, (gint64) (self->poll_interval * 1000 / self->time_scale));
  else
    kettle_timer_stop (self->poll);

  set_network_id (self, g_steal_pointer (&id));

  return moved;
}

/* Where there is a network whose gateway is not known, that may take a moment. */
static gboolean
look_patiently (KettlePremises *self)
{
  self->poll_ends = g_get_monotonic_time () + (gint64) (self->poll_time * 1000 / self->time_scale);

  return look_around (self);
}

static void
follow (KettlePremises *self, gboolean moved)
{
  const char *host = kettle_link_get_host (self->link);
  g_autoptr (KettlePremises) guard G_GNUC_UNUSED = g_object_ref (self);

  if (moved && host != NULL)
    kettle_link_network_changed (self->link);
  judge (self);
}

static gboolean
on_poll (gpointer user_data)
{
  KettlePremises *self = user_data;

  follow (self, look_around (self));

  return G_SOURCE_CONTINUE;
}

static void
on_network_changed (KettleHints *hints, KettlePremises *self)
{
  follow (self, look_patiently (self));
}

static void
on_resumed (KettleHints *hints, KettlePremises *self)
{
  gboolean moved = look_patiently (self);

  kettle_link_resumed (self->link);
  follow (self, moved);
}

/* Another kettle may be in another network; and one just connected has shown where it is. */
static void
on_link_changed (KettleLink *link, GParamSpec *pspec, KettlePremises *self)
{
  if (self->judging)
    return;

  if (g_str_equal (pspec->name, "host") || kettle_link_get_state (link) == KETTLE_LINK_CONNECTED)
    look_patiently (self);
  judge (self);
}

static void
on_networks_changed (GSettings *settings, const char *key, KettlePremises *self)
{
  judge (self);
}

static void
kettle_premises_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KettlePremises *self = KETTLE_PREMISES (object);

  switch ((KettlePremisesProperty) id) {
  case PROP_NETWORK_ID:
    g_value_set_string (value, self->network_id);
    break;
  case PROP_LINK:
  case PROP_SETTINGS:
  case PROP_HINTS:
  case PROP_TIME_SCALE:
  case PROP_POLL_INTERVAL:
  case PROP_POLL_TIME:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_premises_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KettlePremises *self = KETTLE_PREMISES (object);

  switch ((KettlePremisesProperty) id) {
  case PROP_LINK:
    self->link = g_value_dup_object (value);
    break;
  case PROP_SETTINGS:
    self->settings = g_value_dup_object (value);
    break;
  case PROP_HINTS:
    self->hints = g_value_dup_object (value);
    break;
  case PROP_TIME_SCALE:
    self->time_scale = g_value_get_double (value);
    break;
  case PROP_POLL_INTERVAL:
    self->poll_interval = g_value_get_uint (value);
    break;
  case PROP_POLL_TIME:
    self->poll_time = g_value_get_uint (value);
    break;
  case PROP_NETWORK_ID:
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
kettle_premises_constructed (GObject *object)
{
  KettlePremises *self = KETTLE_PREMISES (object);

  G_OBJECT_CLASS (kettle_premises_parent_class)->constructed (object);

  g_signal_connect_object (self->link, "notify::host", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (self->link, "notify::state", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (self->settings, "changed::networks", G_CALLBACK (on_networks_changed),
                           self, 0);
  if (self->hints != NULL) {
    g_signal_connect_object (self->hints, "network-changed", G_CALLBACK (on_network_changed), self,
                             0);
    g_signal_connect_object (self->hints, "resumed", G_CALLBACK (on_resumed), self, 0);
  }
}

static void
kettle_premises_dispose (GObject *object)
{
  KettlePremises *self = KETTLE_PREMISES (object);

  kettle_timer_stop (self->poll);
  g_clear_object (&self->link);
  g_clear_object (&self->settings);
  g_clear_object (&self->hints);

  G_OBJECT_CLASS (kettle_premises_parent_class)->dispose (object);
}

static void
kettle_premises_finalize (GObject *object)
{
  KettlePremises *self = KETTLE_PREMISES (object);

  kettle_timer_free (self->poll);
  g_hash_table_unref (self->allowed);
  g_free (self->allowed_host);
  g_free (self->way);
  g_free (self->network_id);

  G_OBJECT_CLASS (kettle_premises_parent_class)->finalize (object);
}

static void
kettle_premises_class_init (KettlePremisesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags construct = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kettle_premises_get_property;
  object_class->set_property = kettle_premises_set_property;
  object_class->constructed = kettle_premises_constructed;
  object_class->dispose = kettle_premises_dispose;
  object_class->finalize = kettle_premises_finalize;

  properties[PROP_LINK] = g_param_spec_object ("link", NULL, NULL, KETTLE_TYPE_LINK, construct);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, construct);
  properties[PROP_HINTS] = g_param_spec_object ("hints", NULL, NULL, KETTLE_TYPE_HINTS, construct);
  properties[PROP_TIME_SCALE] =
      g_param_spec_double ("time-scale", NULL, NULL, 0.001, 1000.0, 1.0, construct);
  properties[PROP_POLL_INTERVAL] =
      g_param_spec_uint ("poll-interval", NULL, NULL, 1, G_MAXINT, 1000, construct);
  properties[PROP_POLL_TIME] =
      g_param_spec_uint ("poll-time", NULL, NULL, 0, G_MAXINT, 15000, construct);
  properties[PROP_NETWORK_ID] =
      g_param_spec_string ("network-id", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kettle_premises_init (KettlePremises *self)
{
  self->reader = read_system;
  self->allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->poll = kettle_timer_new ("kettle-premises", on_poll, self);
}

/**
 * kettle_premises_new:
 * @link: what reaches the kettle
 * @settings: where the kettle's networks are remembered
 * @hints: (nullable): what the system says about itself
 *
 * Returns: (transfer full): the premises
 */
KettlePremises *
kettle_premises_new (KettleLink *link, GSettings *settings, KettleHints *hints)
{
  return g_object_new (KETTLE_TYPE_PREMISES, "link", link, "settings", settings, "hints", hints,
                       NULL);
}

/**
 * kettle_premises_set_reader:
 * @self: the premises
 * @reader: returns what is to be taken for the surroundings, (transfer full)
 * @user_data: for @reader
 *
 * For tests: replaces the look at the system.
 */
void
kettle_premises_set_reader (KettlePremises *self, KettlePremisesReader reader, gpointer user_data)
{
  g_return_if_fail (KETTLE_IS_PREMISES (self));

  self->reader = reader;
  self->reader_data = user_data;
}

/**
 * kettle_premises_read:
 * @self: the premises
 *
 * Returns: (transfer full): the surroundings as they are now
 */
KettleSurroundings *
kettle_premises_read (KettlePremises *self)
{
  g_return_val_if_fail (KETTLE_IS_PREMISES (self), NULL);

  return self->reader (self->reader_data);
}

/**
 * kettle_premises_allow:
 * @self: the premises
 * @host: (nullable): whom; %NULL for the kettle the link has
 *
 * A person asks for @host to be contacted right here. That holds in this network until the program
 * ends.
 */
void
kettle_premises_allow (KettlePremises *self, const char *host)
{
  g_return_if_fail (KETTLE_IS_PREMISES (self));

  if (host == NULL)
    host = kettle_link_get_host (self->link);
  if (host == NULL)
    return;

  if (self->network_id != NULL) {
    g_hash_table_add (self->allowed, dup_key (host, self->network_id));
  } else {
    g_free (self->allowed_host);
    self->allowed_host = g_strdup (host);
  }
  judge (self);
}

/**
 * kettle_premises_set_kettle:
 * @self: the premises
 * @host: the kettle's host
 * @port: its port
 *
 * Chooses a kettle that nobody has asked for just now: it is contacted if that is allowed here.
 */
void
kettle_premises_set_kettle (KettlePremises *self, const char *host, guint16 port)
{
  g_return_if_fail (KETTLE_IS_PREMISES (self));

  if (kettle_address_is_loopback (host)) {
    kettle_link_set_kettle (self->link, host, port);
    return;
  }

  /* Held until it is clear where this is: the next lines release it, if it may be. */
  self->judging = TRUE;
  kettle_link_set_held (self->link, host, port, KETTLE_TROUBLE_NONE);
  self->judging = FALSE;
  look_patiently (self);
  if (is_permitted (self, host) && !self->paused)
    kettle_link_set_kettle (self->link, host, port);
  else
    judge (self);
}

/**
 * kettle_premises_set_paused:
 * @self: the premises
 * @paused: whether the link must make no attempt, because somebody else may ask its kettle
 */
void
kettle_premises_set_paused (KettlePremises *self, gboolean paused)
{
  g_return_if_fail (KETTLE_IS_PREMISES (self));

  if (self->paused == paused)
    return;

  self->paused = paused;
  judge (self);
}

/**
 * kettle_premises_is_known:
 * @self: the premises
 *
 * Returns: whether the kettle was connected in this very network before
 */
gboolean
kettle_premises_is_known (KettlePremises *self)
{
  g_return_val_if_fail (KETTLE_IS_PREMISES (self), FALSE);

  return is_remembered (self);
}

/**
 * kettle_premises_get_network_id:
 * @self: the premises
 *
 * Returns: (nullable) (transfer none): the network the kettle is reached by
 */
const char *
kettle_premises_get_network_id (KettlePremises *self)
{
  g_return_val_if_fail (KETTLE_IS_PREMISES (self), NULL);

  return self->network_id;
}
