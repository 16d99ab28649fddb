// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/kettle-wifi-errand.h"

G_BEGIN_DECLS

#define KETTLE_TYPE_WIFI_PAGE (kettle_wifi_page_get_type ())

/**
 * KettleWifiPage:
 *
 * One page of the wifi assistant: a column of widgets that works on the errand it is given when it
 * is entered, and says what the button for the next step is called and whether it can be pressed.
 */
G_DECLARE_DERIVABLE_TYPE (KettleWifiPage, kettle_wifi_page, KETTLE, WIFI_PAGE, GtkBox)

/**
 * KettleWifiPageClass:
 * @enter: it is on the screen now; kettle_wifi_page_get_errand() is set
 * @leave: it is not any more: whatever secret it has is overwritten
 * @go_on: the next step is wanted; calls kettle_wifi_page_done() now or later
 */
struct _KettleWifiPageClass {
  GtkBoxClass parent_class;

  void (*enter) (KettleWifiPage *self);
  void (*leave) (KettleWifiPage *self);
  void (*go_on) (KettleWifiPage *self);
};

/*
 * Signals:
 *   changed (): of the next step, its name or whether it can be taken
 *   done (): what this page is for is done
 *   elsewhere (int place): a KettleWifiPlace is wanted that is not simply the next one
 */

/* The places of the assistant, in the order in which they follow each other. */
typedef enum {
  KETTLE_WIFI_PLACE_WHERE = 1,
  KETTLE_WIFI_PLACE_LOOK,
  KETTLE_WIFI_PLACE_ADVANCED,
  KETTLE_WIFI_PLACE_BACKUP,
  KETTLE_WIFI_PLACE_NETWORK,
  KETTLE_WIFI_PLACE_SUMMARY,
  KETTLE_WIFI_PLACE_PROGRESS,
  KETTLE_WIFI_PLACE_RESULT,
  KETTLE_WIFI_PLACE_CLOSED, /* the assistant is not wanted any more */
} KettleWifiPlace;

/**
 * KettleWifiPageStyle:
 * @KETTLE_WIFI_PAGE_PLAIN: the next step is a step like others, and Enter takes it
 * @KETTLE_WIFI_PAGE_GRAVE: it changes the kettle: Enter alone does not take it
 * @KETTLE_WIFI_PAGE_DESTRUCTIVE: as grave, and what it overwrites is not meant to come back
 */
typedef enum {
  KETTLE_WIFI_PAGE_PLAIN = 0,
  KETTLE_WIFI_PAGE_GRAVE,
  KETTLE_WIFI_PAGE_DESTRUCTIVE,
} KettleWifiPageStyle;

void kettle_wifi_page_enter (KettleWifiPage *self, KettleWifiErrand *errand);
void kettle_wifi_page_leave (KettleWifiPage *self);
void kettle_wifi_page_go_on (KettleWifiPage *self);
KettleWifiErrand *kettle_wifi_page_get_errand (KettleWifiPage *self);
const char *kettle_wifi_page_get_next (KettleWifiPage *self);
KettleWifiPageStyle kettle_wifi_page_get_style (KettleWifiPage *self);
gboolean kettle_wifi_page_is_ready (KettleWifiPage *self);

/* For the pages themselves. */
void kettle_wifi_page_set_next (KettleWifiPage *self, const char *label, KettleWifiPageStyle style);
void kettle_wifi_page_set_ready (KettleWifiPage *self, gboolean ready);
void kettle_wifi_page_done (KettleWifiPage *self);
void kettle_wifi_page_go_elsewhere (KettleWifiPage *self, KettleWifiPlace place);

/* Their widgets; all of them are shown. */
GtkWidget *kettle_wifi_page_add_heading (KettleWifiPage *self, const char *text);
GtkWidget *kettle_wifi_page_add_text (KettleWifiPage *self, const char *text);
GtkWidget *kettle_wifi_page_add_notice (KettleWifiPage *self, const char *style_class);
GtkWidget *kettle_wifi_page_add_field (GtkWidget *box, const char *text, GtkWidget *widget);
GtkWidget *kettle_wifi_page_add_rows (KettleWifiPage *self, const char *accessible_name);
GtkWidget *kettle_wifi_page_add_group (KettleWifiPage *self);
GtkWidget *kettle_wifi_page_make_label (const char *text, const char *style_class);
GtkWidget *kettle_wifi_page_make_way_out (const char *label);
void kettle_wifi_page_add_row (GtkWidget *rows, const char *name, const char *value);
void kettle_wifi_page_clear_rows (GtkWidget *rows);

/* Says it in a label that takes no room while it is empty, and to a screen reader. */
void kettle_wifi_page_tell (GtkWidget *label, const char *text);

G_END_DECLS
