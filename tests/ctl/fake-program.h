// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "kettle-dbus.h"
#include "model/kettle-model.h"

G_BEGIN_DECLS

/**
 * FakeProgram:
 * @connection: its own connection to the bus
 * @link: its one connection to a kettle
 * @model: that kettle
 * @skeleton: the interface, as on the bus
 * @mute: whether it answers no call at all, like a program that hangs
 * @n_calls: how many calls it got
 *
 * What kettlectl sees of a running Kettle: the name, the interface, and a real kettle behind it.
 */
typedef struct {
  GDBusConnection *connection;
  KettleLink *link;
  KettleModel *model;
  KettleDBusKettle1 *skeleton;
  gboolean mute;
  guint n_calls;

  /*< private >*/
  guint filter;
} FakeProgram;

FakeProgram *fake_program_new (const char *host, guint16 port);
void fake_program_quit (FakeProgram *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeProgram, fake_program_quit)

G_END_DECLS
