// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** KETTLE_BUBBLES_MAX_KINDS: how many kinds of bubble are told apart at most. */
#define KETTLE_BUBBLES_MAX_KINDS 8

/**
 * KettleBubble:
 * @summary: the title, plain text, not empty
 * @body: the text, plain, complete without the button
 * @icon_name: an icon that the notification server finds in its theme
 * @sound_name: (nullable): a name of the sound naming specification
 * @silent: whether it asks that no sound is made, whatever @sound_name is
 * @critical: whether it must be seen now
 * @button_label: (nullable): what the button says; %NULL for none
 * @button_action: (nullable): the detailed action of that button, such as "temperature(80)"
 *
 * What a bubble shows. Plain data, all of it owned by the bubble.
 */
typedef struct {
  char *summary;
  char *body;
  char *icon_name;
  char *sound_name;
  gboolean silent;
  gboolean critical;
  char *button_label;
  char *button_action;
} KettleBubble;

KettleBubble *kettle_bubble_copy (const KettleBubble *bubble);
void kettle_bubble_free (KettleBubble *bubble);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleBubble, kettle_bubble_free)

/**
 * KettleBubbleWish:
 * @KETTLE_BUBBLE_WISH_NONE: nothing
 * @KETTLE_BUBBLE_WISH_SHOW: show it, in the place of the one that is there
 * @KETTLE_BUBBLE_WISH_UPDATE: change the one that is there, quietly; nothing if there is none
 * @KETTLE_BUBBLE_WISH_WITHDRAW: take it away
 *
 * What is to be done about the bubble of a kind.
 */
typedef enum {
  KETTLE_BUBBLE_WISH_NONE = 0,
  KETTLE_BUBBLE_WISH_SHOW,
  KETTLE_BUBBLE_WISH_UPDATE,
  KETTLE_BUBBLE_WISH_WITHDRAW,
} KettleBubbleWish;

/**
 * KettleBubbleClicked:
 * @owner: (type GObject): whom the bubbles belong to
 * @kind: which one
 * @button_action: (nullable): that of the bubble that was clicked, %NULL for a click on its body
 * @token: (nullable): lets a window come to the front
 *
 * Told in the owner's main context, and only as long as the owner lives.
 */
typedef void (*KettleBubbleClicked) (gpointer owner,
                                     guint kind,
                                     const char *button_action,
                                     const char *token);

typedef struct _KettleBubbleWorker KettleBubbleWorker;

KettleBubbleWorker *kettle_bubble_worker_new (const char *app_name,
                                              const char *desktop_entry,
                                              const char *click_label,
                                              guint interval,
                                              GObject *owner,
                                              KettleBubbleClicked clicked);
void kettle_bubble_worker_leave (KettleBubbleWorker *worker);
void kettle_bubble_worker_wish (KettleBubbleWorker *worker,
                                guint kind,
                                KettleBubbleWish wish,
                                const KettleBubble *bubble);

G_END_DECLS
