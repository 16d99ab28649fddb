// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "emulator/kettle-emulator.h"
#include "model/kettle-model.h"

G_BEGIN_DECLS

/* How long anything that must happen may take, ms: far more than it needs. */
#define KITCHEN_PATIENCE 8000

/**
 * Kitchen:
 * @emulator: a kettle, or %NULL while its plug is pulled
 * @link: a link to it, impatient
 * @model: what is tested; its durations are about a quarter of the usual ones
 * @events: what it told, in order: "boiled(100) failed(on,0,no-answer) "
 * @story: each connection, phase and lamp as it was notified: "connected off on=1 heating "
 * @n_changed: how often "changed" came
 *
 * A kettle, a real socket and a model. Whatever the model shows while it is not connected is
 * checked to be dark, at every notification.
 */
typedef struct {
  KettleEmulator *emulator;
  KettleLink *link;
  KettleModel *model;
  guint16 port;
  GString *events;
  GString *story;
  guint n_changed;
} Kitchen;

void kitchen_set_up (Kitchen *self, gconstpointer user_data);
void kitchen_tear_down (Kitchen *self, gconstpointer user_data);
void kitchen_connect (Kitchen *self);
void kitchen_input (Kitchen *self, const char *line);
void kitchen_close (Kitchen *self);
void kitchen_open (Kitchen *self);
void kitchen_boil (Kitchen *self);
void kitchen_sleep (Kitchen *self, int seconds);
void kitchen_forget (Kitchen *self);
KettleSnapshot kitchen_look (Kitchen *self);
gboolean kitchen_is (Kitchen *self, KettlePhase phase);
gboolean kitchen_heard (Kitchen *self, const char *line);
gboolean kitchen_told (Kitchen *self, const char *event);

G_END_DECLS
