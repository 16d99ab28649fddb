// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "soak/wishes.h"

/*
 * In the kettle's seconds: from the click to the written byte; and for the second half of "On, then
 * N", which waits for On's confirmation, is looked at again after two seconds, and may be pressed
 * once more.
 */
#define SEND_SECONDS   5.0
#define SECOND_SECONDS (5.0 + 2.0 + 2.0 + 2.0 + 2.0)

/* What a click takes from this process to the program, and the byte back, on a busy machine. */
#define TRAVEL G_USEC_PER_SEC

#define KEEP (10 * G_USEC_PER_SEC)

typedef struct {
  gint64 at;
  gint64 lateness;
  guint left[WISH_N_KEYS]; /* how often each key may still be pressed for it */
} Wish;

struct _Wishes {
  double time_scale;
  GQueue wishes; /* of Wish */
};

static const struct {
  const char *command;
  WishKeys key;
} commands[WISH_N_KEYS] = {
  { "set sys output 0x4", WISH_ON },    { "set sys output 0x0", WISH_OFF },
  { "set sys output 0x80", WISH_100 },  { "set sys output 0x2", WISH_95 },
  { "set sys output 0x4000", WISH_80 }, { "set sys output 0x200", WISH_65 },
  { "set sys output 0x8", WISH_WARM },  { "set sys output 0x8005", WISH_5 },
  { "set sys output 0x8010", WISH_10 }, { "set sys output 0x8020", WISH_20 },
};

/**
 * wishes_new:
 * @time_scale: how much faster than life the program goes
 *
 * Returns: (transfer full): nobody wishes anything
 */
Wishes *
wishes_new (double time_scale)
{
  Wishes *self = g_new0 (Wishes, 1);

  self->time_scale = time_scale;
  g_queue_init (&self->wishes);

  return self;
}

void
wishes_free (Wishes *self)
{
  g_queue_clear_full (&self->wishes, g_free);
  g_free (self);
}

/**
 * wishes_key_for_temperature:
 * @temperature: 65, 80, 95 or 100 °C
 *
 * Returns: its key
 */
WishKeys
wishes_key_for_temperature (int temperature)
{
  switch (temperature) {
  case 65:
    return WISH_65;
  case 80:
    return WISH_80;
  case 95:
    return WISH_95;
  case 100:
  default:
    return WISH_100;
  }
}

/**
 * wishes_add:
 * @self: the wishes
 * @now: when
 * @keys: any of these may be pressed for it: a temperature twice, the others once
 *
 * A person presses something.
 */
void
wishes_add (Wishes *self, gint64 now, WishKeys keys)
{
  Wish *wish = g_new0 (Wish, 1);
  Wish *oldest;

  wish->at = now;
  for (guint i = 0; i < WISH_N_KEYS; i++)
    if ((keys & (1u << i)) != 0)
      wish->left[i] = ((1u << i) & WISH_TEMPERATURES) != 0 ? 2 : 1;
  g_queue_push_tail (&self->wishes, wish);
  while ((oldest = g_queue_peek_head (&self->wishes)) != NULL && now - oldest->at > KEEP)
    g_free (g_queue_pop_head (&self->wishes));
}

/**
 * wishes_note_lateness:
 * @self: the wishes
 * @now: when
 * @lateness: for how long this process, or the program, did nothing until @now
 *
 * Whatever was under way meanwhile came that much later.
 */
void
wishes_note_lateness (Wishes *self, gint64 now, gint64 lateness)
{
  for (GList *l = self->wishes.head; l != NULL; l = l->next) {
    Wish *wish = l->data;

    if (now - wish->at < KEEP)
      wish->lateness += lateness;
  }
}

/**
 * wishes_grant:
 * @self: the wishes
 * @now: when
 * @command: what the kettle heard
 *
 * Returns: %FALSE if it is a key that nobody wished for, or not any more
 */
gboolean
wishes_grant (Wishes *self, gint64 now, const char *command)
{
  guint key = WISH_N_KEYS;

  for (guint i = 0; i < WISH_N_KEYS; i++)
    if (g_str_equal (command, commands[i].command))
      key = i;
  /* The greeting, and the question for the status. */
  if (key == WISH_N_KEYS)
    return !g_str_has_prefix (command, "set ");

  for (GList *l = self->wishes.head; l != NULL; l = l->next) {
    Wish *wish = l->data;
    double seconds = (commands[key].key & WISH_TEMPERATURES) != 0 ? SECOND_SECONDS : SEND_SECONDS;
    gint64 time = (gint64) (seconds / self->time_scale * G_USEC_PER_SEC) + TRAVEL + wish->lateness;

    if (wish->left[key] > 0 && now - wish->at <= time) {
      wish->left[key]--;
      return TRUE;
    }
  }

  return FALSE;
}
