// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-requests.h"

G_BEGIN_DECLS

/* Shared by the two files of KettleRequests; nobody else includes this. */

typedef enum {
  SLOT_OFF = 0,
  SLOT_HEAT,
  SLOT_WARM,
  SLOT_WARM_MINUTES,
  N_SLOTS,
} SlotName;

typedef enum {
  STAGE_EMPTY = 0,
  STAGE_WAITING,   /* to be sent: until there is a connection and it is known what to press */
  STAGE_QUEUED,    /* in the link's queue */
  STAGE_WRITTEN,   /* on the wire, the kettle has not shown it */
  STAGE_CONFIRMED, /* shown; looked at once more at the deadline */
  STAGE_CHECKING,  /* that look has been asked for */
  STAGE_FAILED,    /* told as failed; the kettle may still show it */
} Stage;

typedef struct {
  Stage stage;
  guint number; /* which of all requests ever, from 1 */
  KettleRequestKind kind;
  int argument;
  gboolean wanted_warm;
  gint64 send_by;         /* the person's patience: until when the first byte must be written */
  KettleCommand command;  /* what was queued or written last */
  guint ticket;           /* of that, 0 for none */
  gint64 deadline;        /* when the stage ends */
  gint64 ask_at;          /* when to ask for the status, 0 for never (again) */
  gint64 received_before; /* what had been received last when it was written */
  gboolean lost;          /* the connection that it was written on has ended */
  gboolean looked;        /* a status came since it was written */
  gboolean second;        /* On was written: what follows is the temperature after it */
  gboolean again;         /* the temperature after On was pressed once more */
  gboolean meant_lit;     /* clicked on a kettle that was on: is to switch nothing on */
} Slot;

struct _KettleRequests {
  KettleRequestTimes times;
  KettleRequestHooks hooks;
  gpointer user_data;

  KettleSight sight;
  Slot slots[N_SLOTS];
  gint64 retry_at;
  gint64 last_press;
  guint last_number;
};

gboolean kettle_requests_is_heat_evidence (const Slot *slot, KettleMessageType cause);
gboolean
kettle_requests_is_confirmed (const KettleRequests *self, SlotName name, KettleMessageType cause);

G_END_DECLS
