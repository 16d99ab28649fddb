// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "soak/mischief.h"
#include "soak/person.h"
#include "soak/scene.h"
#include "soak/vitals.h"

G_BEGIN_DECLS

/**
 * Report:
 * @seed: what all was made up from
 * @minutes: how long it took
 * @scene: what it was about
 * @mischief: what went wrong
 * @person: who pressed
 * @vitals: (element-type Vital): the program's memory and descriptors over time
 * @n_skipped: faults that were left out to let an outage end
 * @n_calm: how often all was calm
 * @crashed: whether the program ended
 * @complaints: what it printed that it should not have to
 *
 * All that is told in the end.
 */
typedef struct {
  guint32 seed;
  double minutes;
  const Scene *scene;
  Mischief *mischief;
  Person *person;
  GArray *vitals;
  guint n_skipped;
  guint n_calm;
  gboolean crashed;
  GPtrArray *complaints;
} Report;

gboolean report_print (const Report *self, const char *json_path);

G_END_DECLS
