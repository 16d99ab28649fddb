// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KettleCtlEvent:
 * @KETTLE_CTL_EVENT_BOILED: "boiled": the temperature was reached
 * @KETTLE_CTL_EVENT_LIFTED: "lifted": it was taken from its base while on
 * @KETTLE_CTL_EVENT_PROBLEM: "problem": it reports a problem
 * @KETTLE_CTL_EVENT_WARM_ENDED: "warm-ended": it keeps warm no longer
 * @KETTLE_CTL_EVENT_GAP: "gap": it was heating before it was out of sight, and is no longer, or not
 *   for certain
 *
 * What happened, beside what the kettle shows; the words of "event" in the JSON.
 */
typedef enum {
  KETTLE_CTL_EVENT_BOILED = 1,
  KETTLE_CTL_EVENT_LIFTED,
  KETTLE_CTL_EVENT_PROBLEM,
  KETTLE_CTL_EVENT_WARM_ENDED,
  KETTLE_CTL_EVENT_GAP,
} KettleCtlEvent;

#define KETTLE_CTL_TYPE_KETTLE (kettle_ctl_kettle_get_type ())

/**
 * KettleCtlKettle:
 *
 * A kettle that commands can be given to, whoever holds the connection to it.
 */
G_DECLARE_DERIVABLE_TYPE (KettleCtlKettle, kettle_ctl_kettle, KETTLE_CTL, KETTLE, GObject)

/*
 * Signals; what the kettle shows is new before the event that goes with it:
 *   changed (): anything that the snapshot shows
 *   event (int event): KettleCtlEvent
 *   gone (): nothing will come from here any more, because whoever held the kettle has ended
 */
struct _KettleCtlKettleClass {
  GObjectClass parent_class;

  void (*get_snapshot) (KettleCtlKettle *self, KettleSnapshot *snapshot);
  char *(*dup_address) (KettleCtlKettle *self);
  void (*press_async) (KettleCtlKettle *self,
                       KettleRequestKind kind,
                       int argument,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*press_finish) (KettleCtlKettle *self, GAsyncResult *result, GError **error);
  gboolean (*is_committed) (KettleCtlKettle *self);
  void (*close) (KettleCtlKettle *self);
};

void kettle_ctl_kettle_get_snapshot (KettleCtlKettle *self, KettleSnapshot *snapshot);
char *kettle_ctl_kettle_dup_address (KettleCtlKettle *self);
void kettle_ctl_kettle_press_async (KettleCtlKettle *self,
                                    KettleRequestKind kind,
                                    int argument,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
kettle_ctl_kettle_press_finish (KettleCtlKettle *self, GAsyncResult *result, GError **error);
gboolean kettle_ctl_kettle_is_committed (KettleCtlKettle *self);
void kettle_ctl_kettle_close (KettleCtlKettle *self);

void kettle_ctl_kettle_emit_changed (KettleCtlKettle *self);
void kettle_ctl_kettle_emit_event (KettleCtlKettle *self, KettleCtlEvent event);
void kettle_ctl_kettle_emit_gone (KettleCtlKettle *self);

const char *kettle_ctl_event_get_word (KettleCtlEvent event);

G_END_DECLS
