// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "net/kettle-clock.h"
#include "net/kettle-link.h"
#include "net/peer.h"

G_BEGIN_DECLS

/**
 * LinkFixture:
 * @kettle: an emulated kettle that listens on 127.0.0.1
 * @link: a link with short durations
 * @peer: something else that listens on 127.0.0.1
 * @states: the names of the states it went through, a blank after each
 * @troubles: the numbers of the troubles it had, a blank after each
 * @messages: the names of the messages it told, a blank after each
 * @last: the last of them
 * @last_ticket: of the last "written" or "dropped"
 * @state_at_drop: the state when something was told as dropped
 *
 * A kettle, a link to it, and a record of what the link told.
 */
typedef struct {
  KettleEmulator *kettle;
  KettleLink *link;
  Peer *peer;
  GString *states;
  GString *troubles;
  GString *messages;
  KettleMessage last;
  guint n_written;
  guint n_dropped;
  guint last_ticket;
  KettleLinkState state_at_drop;
} LinkFixture;

typedef void (*LinkFixtureFunc) (LinkFixture *f, gconstpointer data);

void link_fixture_add (const char *path, LinkFixtureFunc func);
void link_fixture_replace_link (LinkFixture *f, const char *name, ...);
void link_fixture_set_kettle (LinkFixture *f);
void link_fixture_connect (LinkFixture *f);
void link_fixture_wait_state (LinkFixture *f, KettleLinkState state);
void link_fixture_wait_heard (LinkFixture *f, const char *heard);
guint link_fixture_get_n_accepted (LinkFixture *f);
guint link_fixture_get_n_clients (LinkFixture *f);
void link_fixture_sleep (int seconds);

void link_fixture_on_accepted_hang_up (Peer *peer, gpointer user_data);
void link_fixture_on_received_hello (Peer *peer, gpointer user_data);

G_END_DECLS
