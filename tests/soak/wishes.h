// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WishKeys:
 * @WISH_ON: the On key
 * @WISH_OFF: the Off key
 * @WISH_100: the keys of the temperatures
 * @WISH_WARM: the Keep Warm key
 * @WISH_5: the keys of the lengths
 *
 * Keys that the kettle may hear because a person pressed something.
 */
typedef enum {
  WISH_ON = 1 << 0,
  WISH_OFF = 1 << 1,
  WISH_100 = 1 << 2,
  WISH_95 = 1 << 3,
  WISH_80 = 1 << 4,
  WISH_65 = 1 << 5,
  WISH_WARM = 1 << 6,
  WISH_5 = 1 << 7,
  WISH_10 = 1 << 8,
  WISH_20 = 1 << 9,
} WishKeys;

#define WISH_TEMPERATURES (WISH_100 | WISH_95 | WISH_80 | WISH_65)
#define WISH_LENGTHS      (WISH_5 | WISH_10 | WISH_20)
#define WISH_N_KEYS       10

/**
 * Wishes:
 *
 * Who asked for what, and when: nothing reaches the kettle that nobody wished for, and nothing
 * later than a person would wait for it. Times are µs on one clock.
 */
typedef struct _Wishes Wishes;

Wishes *wishes_new (double time_scale);
void wishes_free (Wishes *self);
void wishes_add (Wishes *self, gint64 now, WishKeys keys);
void wishes_note_lateness (Wishes *self, gint64 now, gint64 lateness);
gboolean wishes_grant (Wishes *self, gint64 now, const char *command);
WishKeys wishes_key_for_temperature (int temperature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wishes, wishes_free)

G_END_DECLS
