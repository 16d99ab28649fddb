// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-app"

#include "config.h"

#include "app/kettle-chooser.h"

#include "app/kettle-settings.h"
#include "net/kettle-address.h"

/**
 * KettleChooser:
 *
 * Which kettle this is about. An address that was typed is tried at once but only remembered when a
 * kettle has answered there, so that a slip never costs the address that worked.
 */
struct _KettleChooser {
  GObject parent_instance;

  KettleLink *link;
  GSettings *settings;
  gboolean unproven; /* the kettle the link has now is to be remembered once it answers */
};

G_DEFINE_FINAL_TYPE (KettleChooser, kettle_chooser, G_TYPE_OBJECT)

static void
remember_kettle (KettleChooser *self)
{
  if (!self->unproven)
    return;

  self->unproven = FALSE;
  kettle_settings_save_address (self->settings, kettle_link_get_host (self->link),
                                kettle_link_get_port (self->link));
}

static void
on_model_changed (KettleModel *model, KettleChooser *self)
{
  KettleSnapshot snapshot;

  kettle_model_get_snapshot (model, &snapshot);
  if (snapshot.connection == KETTLE_LIFE_CONNECTED)
    remember_kettle (self);
}

static gboolean
choose (KettleChooser *self, const char *address, gboolean remember, GError **error)
{
  g_autofree char *host = NULL;
  guint16 port;

  if (!kettle_address_parse (address, KETTLE_DEFAULT_PORT, &host, &port, error))
    return FALSE;

  self->unproven = remember;
  kettle_link_set_kettle (self->link, host, port);

  /* The kettle it is connected to already has proved itself. */
  if (kettle_link_get_state (self->link) == KETTLE_LINK_CONNECTED)
    remember_kettle (self);

  return TRUE;
}

static void
kettle_chooser_dispose (GObject *object)
{
  KettleChooser *self = KETTLE_CHOOSER (object);

  g_clear_object (&self->link);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kettle_chooser_parent_class)->dispose (object);
}

static void
kettle_chooser_class_init (KettleChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kettle_chooser_dispose;
}

static void
kettle_chooser_init (KettleChooser *self)
{
}

/**
 * kettle_chooser_new:
 * @link: what is to be connected
 * @model: the model of the kettle at the other end of @link
 * @settings: where the address is remembered
 *
 * Returns: (transfer full): the chooser
 */
KettleChooser *
kettle_chooser_new (KettleLink *link, KettleModel *model, GSettings *settings)
{
  KettleChooser *self;

  g_return_val_if_fail (KETTLE_IS_LINK (link), NULL);
  g_return_val_if_fail (KETTLE_IS_MODEL (model), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (KETTLE_TYPE_CHOOSER, NULL);
  self->link = g_object_ref (link);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_model_changed), self, 0);

  return self;
}

/**
 * kettle_chooser_use:
 * @self: the chooser
 * @address: "HOST" or "HOST:PORT"
 * @error: return location for a #KettleAddressError
 *
 * Connects to a kettle without remembering it: one that is remembered already, or for
 * this run only.
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
 * Connects to a kettle, and remembers it as soon as it has answered.
 *
 * Returns: %FALSE when @address is none; nothing has changed then
 */
gboolean
kettle_chooser_try (KettleChooser *self, const char *address, GError **error)
{
  g_return_val_if_fail (KETTLE_IS_CHOOSER (self), FALSE);

  return choose (self, address, TRUE, error);
}
