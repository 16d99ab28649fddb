// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-chooser.h"

#include "net/kettle-address.h"
#include "settings/kettle-settings.h"

struct _KettleChooser {
  GObject parent_instance;

  KettleLink *link;
  KettleModel *model;
  GSettings *settings;
  KettlePremises *premises;

  gboolean lasting; /* the link's kettle is the remembered one, or is to be once it answers */
  gboolean moved;   /* it is in another network from now on */
  gboolean proven;  /* it has told its state on this connection */
  gboolean saving;  /* it is this object that changes the settings */
  gboolean refused; /* what is in the settings is no address */
  guint edited;     /* somebody else has changed them: looked at when all of it is there */

  /* While a found kettle is being tried: whom to go back to. */
  gboolean reverting;
  char *previous_host; /* nullable */
  guint16 previous_port;
  gboolean previous_lasting;
};

G_DEFINE_FINAL_TYPE (KettleChooser, kettle_chooser, G_TYPE_OBJECT)

enum {
  SIGNAL_REVERTED,
  SIGNAL_REFUSED,
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_mac (KettleChooser *self, const char *peer)
{
  g_autoptr (KettleSurroundings) surroundings = NULL;
  guint32 address;

  if (peer == NULL || !kettle_ipv4_parse (peer, &address))
    return NULL;

  surroundings = kettle_premises_read (self->premises);

  return kettle_surroundings_dup_mac (surroundings, address);
}

static gboolean
is_remembered_address (KettleChooser *self)
{
  const char *current = kettle_link_get_host (self->link);
  g_autofree char *address = kettle_settings_dup_address (self->settings);
  g_autofree char *host = NULL;
  guint16 port;

  return address != NULL && current != NULL
         && kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, NULL)
         && port == kettle_link_get_port (self->link) && g_str_equal (host, current);
}

/* The kettle has told its state: now it is known that it is one, and where. */
static void
remember_kettle (KettleChooser *self)
{
  g_autofree char *peer = kettle_link_dup_peer (self->link);
  g_autofree char *mac = dup_mac (self, peer);
  g_autofree char *known_mac = g_settings_get_string (self->settings, "mac");
  gboolean same = is_remembered_address (self) || (mac != NULL && g_str_equal (mac, known_mac));

  if (!is_remembered_address (self)) {
    self->saving = TRUE;
    kettle_settings_save_address (self->settings, kettle_link_get_host (self->link),
                                  kettle_link_get_port (self->link));
    self->saving = FALSE;
  }
  if (!same || self->moved)
    kettle_settings_forget_networks (self->settings);
  self->moved = FALSE;
  if (mac != NULL || !same)
    kettle_settings_save_mac (self->settings, mac);
  kettle_settings_add_network (self->settings, kettle_premises_get_network_id (self->premises));
  kettle_settings_add_last_address (self->settings, peer);
}

static void
forget_previous (KettleChooser *self)
{
  self->reverting = FALSE;
  g_clear_pointer (&self->previous_host, g_free);
}

static void
on_model_changed (KettleModel *model, KettleChooser *self)
{
  KettleSnapshot snapshot;

  kettle_model_get_snapshot (model, &snapshot);
  if (snapshot.connection != KETTLE_LIFE_CONNECTED) {
    self->proven = FALSE;
    return;
  }
  if (self->proven || snapshot.phase == KETTLE_PHASE_UNKNOWN)
    return;

  self->proven = TRUE;
  forget_previous (self);
  if (self->lasting)
    remember_kettle (self);
}

/* The gateway was not known yet when the kettle answered. */
static void
on_network_id_changed (KettlePremises *premises, GParamSpec *pspec, KettleChooser *self)
{
  if (self->proven && self->lasting && kettle_link_get_state (self->link) == KETTLE_LINK_CONNECTED)
    kettle_settings_add_network (self->settings, kettle_premises_get_network_id (premises));
}

/* A person typed it: without the port that all kettles have. */
static char *
dup_address (const char *host, guint16 port)
{
  return port == KETTLE_DEFAULT_PORT ? g_strdup (host)
                                     : g_strdup_printf ("%s:%u", host, (guint) port);
}

/* What was found is no kettle any more. */
static void
on_link_changed (KettleLink *link, GParamSpec *pspec, KettleChooser *self)
{
  g_autoptr (KettleChooser) guard G_GNUC_UNUSED = NULL;
  g_autofree char *address = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *host = NULL;

  if (!self->reverting || kettle_link_get_state (link) != KETTLE_LINK_WAITING
      || kettle_link_get_trouble (link) == KETTLE_TROUBLE_NONE)
    return;

  guard = g_object_ref (self);
  address = dup_address (kettle_link_get_host (link), kettle_link_get_port (link));
  previous = dup_address (self->previous_host, self->previous_port);
  g_info ("%s is no kettle any more; back to %s", address, previous);
  host = g_steal_pointer (&self->previous_host);
  self->lasting = self->previous_lasting;
  forget_previous (self);
  kettle_premises_set_kettle (self->premises, host, self->previous_port);
  g_signal_emit (self, signals[SIGNAL_REVERTED], 0, address, previous);
}

/* The kettle it is connected to already has proved itself. */
static void
look_at_model (KettleChooser *self)
{
  self->proven = FALSE;
  on_model_changed (self->model, self);
}

static gboolean
choose (KettleChooser *self, const char *address, gboolean lasting, GError **error)
{
  g_autofree char *host = NULL;
  guint16 port;

  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, error))
    return FALSE;

  forget_previous (self);
  self->lasting = lasting;
  self->moved = FALSE;
  self->proven = TRUE; /* until the link has the new kettle: nothing of the old is remembered */
  kettle_premises_allow (self->premises, host);
  kettle_link_set_kettle (self->link, host, port);
  look_at_model (self);

  return TRUE;
}

/* The address was taken out of the settings: none is chosen any more. */
static void
let_go (KettleChooser *self)
{
  if (kettle_link_get_host (self->link) == NULL)
    return;

  g_info ("The settings name no kettle any more");
  self->refused = FALSE;
  forget_previous (self);
  kettle_settings_forget_networks (self->settings);
  kettle_settings_save_mac (self->settings, NULL);
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  kettle_link_set_kettle (self->link, NULL, 0);
}

/* The settings are the person's word, too; but a kettle that is for this run only is so whatever
 * they say. Where the old one was, and what it was known by, says nothing about the new one. */
static gboolean
on_edited (gpointer user_data)
{
  g_autoptr (KettleChooser) self = g_object_ref (user_data);
  g_autofree char *address = kettle_settings_dup_address (self->settings);
  g_autofree char *host = NULL;
  guint16 port;

  self->edited = 0;
  if (!self->lasting && kettle_link_get_host (self->link) != NULL)
    return G_SOURCE_REMOVE;
  if (address == NULL) {
    let_go (self);
    return G_SOURCE_REMOVE;
  }

  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, NULL)) {
    host = g_settings_get_string (self->settings, "host");
    self->refused = TRUE;
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, host);
    return G_SOURCE_REMOVE;
  }

  if (self->refused || !is_remembered_address (self)) {
    self->refused = FALSE;
    g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  }
  if (!is_remembered_address (self)) {
    g_info ("The settings name another kettle: %s", address);
    kettle_settings_forget_networks (self->settings);
    kettle_settings_save_mac (self->settings, NULL);
    choose (self, address, TRUE, NULL);
  }

  return G_SOURCE_REMOVE;
}

static void
on_address_changed (GSettings *settings, const char *key, KettleChooser *self)
{
  if (self->saving || self->edited != 0)
    return;

  self->edited = g_idle_add (on_edited, self);
  g_source_set_name_by_id (self->edited, "[kettle] address in the settings");
}

static void
kettle_chooser_dispose (GObject *object)
{
  KettleChooser *self = KETTLE_CHOOSER (object);

  g_clear_handle_id (&self->edited, g_source_remove);
  forget_previous (self);
  g_clear_object (&self->link);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
  g_clear_object (&self->premises);

  G_OBJECT_CLASS (kettle_chooser_parent_class)->dispose (object);
}

static void
kettle_chooser_class_init (KettleChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_chooser_dispose;

  signals[SIGNAL_REVERTED] =
      g_signal_new ("reverted", KETTLE_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", KETTLE_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", KETTLE_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kettle_chooser_init (KettleChooser *self)
{
}

/**
 * kettle_chooser_new:
 * @link: what is to be connected
 * @model: the model of the kettle at the other end of @link
 * @settings: where the kettle is remembered
 * @premises: where this machine is
 *
 * Returns: (transfer full): the chooser
 */
KettleChooser *
kettle_chooser_new (KettleLink *link,
                    KettleModel *model,
                    GSettings *settings,
                    KettlePremises *premises)
{
  KettleChooser *self;

  g_return_val_if_fail (KETTLE_IS_LINK (link), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (KETTLE_IS_PREMISES (premises), NULL);

  self = g_object_new (KETTLE_TYPE_CHOOSER, NULL);
  self->link = g_object_ref (link);
  self->model = g_object_ref (model);
  self->settings = g_object_ref (settings);
  self->premises = g_object_ref (premises);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), self, 0);
  g_signal_connect_object (premises, "notify::network-id", G_CALLBACK (on_network_id_changed), self,
                           0);
  g_signal_connect_object (link, "notify::state", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (link, "notify::trouble", G_CALLBACK (on_link_changed), self, 0);
  g_signal_connect_object (settings, "changed::host", G_CALLBACK (on_address_changed), self, 0);
  g_signal_connect_object (settings, "changed::port", G_CALLBACK (on_address_changed), self, 0);
  /* What was never read tells no change. */
  is_remembered_address (self);

  return self;
}

/**
 * kettle_chooser_resume:
 * @self: the chooser
 * @address: "HOST" or "HOST:PORT", as it was remembered
 * @error: return location for a #KettleAddressError
 *
 * Goes on with the remembered kettle, if it may be contacted where this machine is.
 *
 * Returns: %FALSE when @address is none; nothing has changed then
 */
gboolean
kettle_chooser_resume (KettleChooser *self, const char *address, GError **error)
{
  g_autofree char *host = NULL;
  guint16 port;

  g_return_val_if_fail (KETTLE_IS_CHOOSER (self), FALSE);

  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, error))
    return FALSE;

  forget_previous (self);
  self->lasting = TRUE;
  kettle_premises_set_kettle (self->premises, host, port);

  return TRUE;
}

/**
 * kettle_chooser_use:
 * @self: the chooser
 * @address: "HOST" or "HOST:PORT"
 * @error: return location for a #KettleAddressError
 *
 * Connects to a kettle for this run only, without remembering it.
 *
 * Returns: %FALSE when @address is none; nothing has changed then
 */
gboolean
kettle_chooser_use (KettleChooser *self, const char *address, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_CHOOSER (self), FALSE);

  return choose (self, address, FALSE, error);
}

/**
 * kettle_chooser_try:
 * @self: the chooser
 * @address: "HOST" or "HOST:PORT", as somebody typed it
 * @error: return location for a #KettleAddressError
 *
 * Connects to a kettle, and remembers it as soon as it has told its state.
 *
 * Returns: %FALSE when @address is none; nothing has changed then
 */
gboolean
kettle_chooser_try (KettleChooser *self, const char *address, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_CHOOSER (self), FALSE);

  return choose (self, address, TRUE, error);
}

/**
 * kettle_chooser_follow:
 * @self: the chooser
 * @address: "HOST" or "HOST:PORT", where it is now
 * @is_new: whether it is not the kettle that the link has
 * @error: return location for a #KettleAddressError
 *
 * Goes on with a kettle that this program has put into another network. One that is for this run
 * only stays so; the networks where it was seen before are none of its any more.
 *
 * Returns: %FALSE when @address is none; nothing has changed then
 */
gboolean
kettle_chooser_follow (KettleChooser *self, const char *address, gboolean is_new, GError **error)
{
  gboolean lasting;

  g_return_val_if_fail (KETTLE_IS_CHOOSER (self), FALSE);

  lasting = is_new || self->lasting || kettle_link_get_host (self->link) == NULL;
  if (!choose (self, address, lasting, error))
    return FALSE;

  self->moved = TRUE;

  return TRUE;
}

/**
 * kettle_chooser_adopt:
 * @self: the chooser
 * @found: a kettle that was found
 *
 * Goes on with the connection that @found still holds, or makes one. If it turns out to be no
 * kettle any more, the previous one is used again, and "reverted" tells.
 */
void
kettle_chooser_adopt (KettleChooser *self, KettleFound *found)
{
  g_autoptr (KettleConnection) connection = NULL;
  g_autofree char *known_mac = NULL;
  const char *previous;
  const char *host;
  guint16 port;

  g_return_if_fail (KETTLE_IS_CHOOSER (self));
  g_return_if_fail (KETTLE_IS_FOUND (found));

  host = kettle_found_get_host (found);
  port = kettle_found_get_port (found);
  known_mac = g_settings_get_string (self->settings, "mac");
  previous = kettle_link_get_host (self->link);

  if (kettle_found_is_own (found)) {
    self->lasting = TRUE;
    look_at_model (self);
    return;
  }

  /* Chosen while another was still being tried: that one never worked. */
  if (!self->reverting && previous != NULL
      && (!g_str_equal (previous, host) || kettle_link_get_port (self->link) != port)) {
    self->previous_host = g_strdup (previous);
    self->previous_port = kettle_link_get_port (self->link);
    self->previous_lasting = self->lasting;
  }
  self->reverting = FALSE;
  self->lasting = TRUE;
  self->proven = TRUE;
  kettle_premises_allow (self->premises, host);
  if (known_mac[0] != '\0' && g_strcmp0 (kettle_found_get_mac (found), known_mac) == 0)
    kettle_model_follow_move (self->model);

  connection = kettle_found_take_connection (found);
  if (connection != NULL)
    kettle_link_adopt (self->link, host, port, g_steal_pointer (&connection));
  else
    kettle_link_set_kettle (self->link, host, port);
  self->reverting = self->previous_host != NULL;
  look_at_model (self);
  on_link_changed (self->link, NULL, self);
}
