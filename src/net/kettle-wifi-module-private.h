// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-wifi-module.h"
#include "net/kettle-wifi-session.h"

G_BEGIN_DECLS

/* What the files of KettleWifiModule share: its state, and the dialogue they are the two halves of.
 */

typedef enum {
  KETTLE_WIFI_PHASE_NEW,
  KETTLE_WIFI_PHASE_DIALLING,
  KETTLE_WIFI_PHASE_GREETING, /* until it asks for the password */
  KETTLE_WIFI_PHASE_PASSWORD, /* until it has judged it */
  KETTLE_WIFI_PHASE_WELCOME,  /* until it has said all it says to who is logged in */
  KETTLE_WIFI_PHASE_READY,
  KETTLE_WIFI_PHASE_ENDED,
} KettleWifiPhase;

typedef enum {
  KETTLE_WIFI_KIND_LOGIN,
  KETTLE_WIFI_KIND_ASK,
  KETTLE_WIFI_KIND_SET,
  KETTLE_WIFI_KIND_DO
} KettleWifiKind;

typedef enum {
  KETTLE_WIFI_MODULE_PROP_CONNECT_TIMEOUT = 1,
  KETTLE_WIFI_MODULE_PROP_LOGIN_TIMEOUT,
  KETTLE_WIFI_MODULE_PROP_ANSWER_TIMEOUT,
  KETTLE_WIFI_MODULE_PROP_QUIET_TIME,
  KETTLE_WIFI_MODULE_PROP_GAP,
  KETTLE_WIFI_MODULE_PROP_FRESH_TIME,
  KETTLE_WIFI_MODULE_PROP_TIME_SCALE,
} KettleWifiModuleProperty;

#define KETTLE_WIFI_MODULE_N_NUMBERS (KETTLE_WIFI_MODULE_PROP_FRESH_TIME + 1)

struct _KettleWifiModule {
  GObject parent_instance;

  guint numbers[KETTLE_WIFI_MODULE_N_NUMBERS];
  double time_scale;

  KettleWifiPhase phase;
  KettleWifiSession *session;
  KettleSecret *password; /* nullable: until it was sent */
  gint64 off_at;
  gboolean bare; /* it does not know `=?` */
  int code;
  gint64 reply_over_at; /* monotonic */

  /* The operation under way. */
  GTask *task; /* nullable */
  GCancellable *dialling;
  GSource *cancelled;
  GSource *deadline;
  GSource *next;
  KettleWifiKind kind;
  KettleWifiWord word;
  KettleWifiSettings *into;
  KettleSecret *line; /* nullable: what is to be sent next, or was sent last */
  gboolean in_flight;
  gboolean answered;
  gboolean has_sent;
  GError *refusal; /* nullable: what the answer was, if not OK */
};

/* Microseconds. */
gint64 kettle_wifi_module_get_duration (KettleWifiModule *self, KettleWifiModuleProperty which);

/* Ends the session without a word to anybody. */
void kettle_wifi_module_end (KettleWifiModule *self);

/* Ends the operation under way; @error: (transfer full) (nullable). */
void kettle_wifi_module_finish (KettleWifiModule *self, GError *error);
void kettle_wifi_module_fail (KettleWifiModule *self, KettleWifiError code, const char *message);

/* The next line, or the password, is sent when the gap is over. */
void kettle_wifi_module_schedule (KettleWifiModule *self);

/* For the two timers. */
gboolean kettle_wifi_module_on_next (gpointer user_data);
gboolean kettle_wifi_module_on_deadline (gpointer user_data);

extern const KettleWifiSessionFuncs kettle_wifi_module_funcs;

G_END_DECLS
