// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-net"

#include "config.h"

#include "net/kettle-link-private.h"

/*
 * When a KettleLink must leave its kettle alone for a while, and how it comes to a connection that
 * somebody else has made.
 */

/**
 * kettle_link_adopt:
 * @self: a link
 * @host: the numeric address of the kettle
 * @port: its port
 * @connection: (transfer full): an open connection to it, on which it has said HELLOAPP
 *
 * Chooses this kettle and goes on with @connection instead of making one: the kettle is
 * greeted once (protocol sheet 1.5). If @connection has ended meanwhile, this is
 * kettle_link_set_kettle(); if the link is connected to that very kettle, @connection is closed.
 */
void
kettle_link_adopt (KettleLink *self, const char *host, guint16 port, KettleConnection *connection)
{
  g_autoptr (KettleConnection) handed = connection;

  g_return_if_fail (KETTLE_IS_LINK (self));
  g_return_if_fail (host != NULL && port != 0);
  g_return_if_fail (KETTLE_IS_CONNECTION (connection));

  if (self->state == KETTLE_LINK_CONNECTED && self->port == port
      && g_strcmp0 (self->host, host) == 0) {
    kettle_connection_close (handed);
    return;
  }
  if (!kettle_connection_is_open (handed)) {
    kettle_link_set_kettle (self, host, port);
    return;
  }

  self->handed = g_steal_pointer (&handed);
  kettle_link_choose (self, host, port, KETTLE_LINK_EVENT_ADOPTED);
}

/**
 * kettle_link_hold:
 * @self: a link
 * @trouble: why; %KETTLE_TROUBLE_NONE leaves what is told as it is
 *
 * Ends the connection or the attempt, and makes none until kettle_link_release() or
 * kettle_link_set_kettle(), whatever is wanted. Without a kettle this does nothing.
 */
void
kettle_link_hold (KettleLink *self, KettleTrouble trouble)
{
  g_return_if_fail (KETTLE_IS_LINK (self));

  if (self->state == KETTLE_LINK_IDLE)
    return;

  if (self->n_pauses > 0) {
    self->after_pause = KETTLE_LINK_EVENT_HOLD;
    if (trouble != KETTLE_TROUBLE_NONE)
      self->held_trouble = trouble;
    return;
  }

  if (self->state == KETTLE_LINK_HELD && trouble != KETTLE_TROUBLE_NONE)
    kettle_link_set_trouble (self, trouble);
  else
    kettle_link_happen (self, KETTLE_LINK_EVENT_HOLD, trouble);
}

/**
 * kettle_link_set_held:
 * @self: a link
 * @host: the kettle's name or numeric IPv4 address
 * @port: its port
 * @trouble: why it is not contacted; %KETTLE_TROUBLE_NONE when that is not known yet
 *
 * Chooses the kettle as kettle_link_set_kettle() does, but leaves it alone until
 * kettle_link_release(): not even an attempt is begun.
 */
void
kettle_link_set_held (KettleLink *self, const char *host, guint16 port, KettleTrouble trouble)
{
  g_autoptr (KettleLink) guard = NULL;

  g_return_if_fail (KETTLE_IS_LINK (self));
  g_return_if_fail (host != NULL && host[0] != '\0' && port != 0);

  guard = g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));
  kettle_link_choose (self, host, port, KETTLE_LINK_EVENT_HOLD);
  if (self->n_pauses > 0)
    self->held_trouble = trouble;
  else
    kettle_link_set_trouble (self, trouble);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * kettle_link_release:
 * @self: a link
 *
 * The kettle may be contacted again: soon, or at once if something was wanted meanwhile. What was
 * wanted in another network was not meant for whatever has that address there.
 */
void
kettle_link_release (KettleLink *self)
{
  g_autoptr (KettleLink) guard = NULL;
  gboolean wanted;

  g_return_if_fail (KETTLE_IS_LINK (self));

  if (self->state != KETTLE_LINK_HELD)
    return;

  if (self->n_pauses > 0) {
    if (self->after_pause == KETTLE_LINK_EVENT_HOLD)
      self->after_pause = KETTLE_LINK_EVENT_RELEASE;
    if (self->held_trouble == KETTLE_TROUBLE_OTHER_NETWORK)
      self->held_trouble = KETTLE_TROUBLE_NONE;
    return;
  }

  guard = g_object_ref (self);
  wanted = self->wanted && self->trouble != KETTLE_TROUBLE_OTHER_NETWORK;
  self->wanted = FALSE;
  if (self->trouble == KETTLE_TROUBLE_OTHER_NETWORK)
    kettle_link_set_trouble (self, KETTLE_TROUBLE_NONE);
  kettle_link_happen (self, KETTLE_LINK_EVENT_RELEASE, KETTLE_TROUBLE_NONE);
  if (wanted)
    kettle_link_happen (self, KETTLE_LINK_EVENT_WANTED, KETTLE_TROUBLE_NONE);
}

/**
 * kettle_link_put_off:
 * @self: a paused link that has just been given a kettle, or none
 * @event: what that would be to the states
 *
 * Keeps for later what must not be done during a pause.
 *
 * Returns: what it is to the states now
 */
KettleLinkEvent
kettle_link_put_off (KettleLink *self, KettleLinkEvent event)
{
  if (event == KETTLE_LINK_EVENT_KETTLE_CLEARED)
    return event;

  if (self->handed != NULL)
    kettle_connection_close (self->handed);
  g_clear_object (&self->handed);
  self->after_pause =
      event == KETTLE_LINK_EVENT_HOLD ? KETTLE_LINK_EVENT_HOLD : KETTLE_LINK_EVENT_KETTLE_SET;
  self->held_trouble = KETTLE_TROUBLE_NONE;
  kettle_link_set_trouble (self, KETTLE_TROUBLE_SET_UP);

  return KETTLE_LINK_EVENT_HOLD;
}

/**
 * kettle_link_pause:
 * @self: a link
 *
 * Ends the connection or the attempt, and makes none until kettle_link_unpause() was called as
 * often as this: somebody else deals with the kettle, and it serves only one. Whatever is asked of
 * the link meanwhile happens then, but for wishes: nothing is switched on afterwards. Also a link
 * without a kettle can be paused.
 */
void
kettle_link_pause (KettleLink *self)
{
  g_autoptr (KettleLink) guard = NULL;

  g_return_if_fail (KETTLE_IS_LINK (self));

  guard = g_object_ref (self);
  if (self->n_pauses++ > 0)
    return;

  self->held_trouble = self->trouble;
  self->after_pause =
      self->state == KETTLE_LINK_HELD ? KETTLE_LINK_EVENT_HOLD : KETTLE_LINK_EVENT_RELEASE;
  if (self->state == KETTLE_LINK_HELD)
    kettle_link_set_trouble (self, KETTLE_TROUBLE_SET_UP);
  else if (self->state != KETTLE_LINK_IDLE)
    kettle_link_happen (self, KETTLE_LINK_EVENT_HOLD, KETTLE_TROUBLE_SET_UP);
  g_object_notify (G_OBJECT (self), "paused");
}

/**
 * kettle_link_unpause:
 * @self: a paused link
 *
 * Ends a pause.
 */
void
kettle_link_unpause (KettleLink *self)
{
  g_autoptr (KettleLink) guard = NULL;

  g_return_if_fail (KETTLE_IS_LINK (self));
  g_return_if_fail (self->n_pauses > 0);

  if (--self->n_pauses > 0)
    return;

  guard = g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "paused");
  if (self->state == KETTLE_LINK_HELD) {
    kettle_link_set_trouble (self, self->held_trouble);
    if (self->after_pause != KETTLE_LINK_EVENT_HOLD)
      kettle_link_happen (self, self->after_pause, KETTLE_TROUBLE_NONE);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * kettle_link_is_paused:
 * @self: a link
 *
 * Returns: whether somebody else deals with a kettle. A link that has one tells it as a trouble,
 *   too.
 */
gboolean
kettle_link_is_paused (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), FALSE);

  return self->n_pauses > 0;
}

/**
 * kettle_link_dup_peer:
 * @self: a link
 *
 * Returns: (transfer full) (nullable): the numeric address of the kettle it is connected to
 */
char *
kettle_link_dup_peer (KettleLink *self)
{
  g_return_val_if_fail (KETTLE_IS_LINK (self), NULL);

  return self->state == KETTLE_LINK_CONNECTED ? kettle_connection_dup_peer (self->connection)
                                              : NULL;
}
