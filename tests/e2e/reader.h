// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Reader:
 *
 * What a screen reader would see and do: looks into another process through the accessibility bus.
 */
typedef struct _Reader Reader;

Reader *reader_start (void);
void reader_stop (Reader *self);
gboolean reader_has (Reader *self, const char *name);
gboolean reader_is_showing (Reader *self, const char *name);
gboolean reader_is_checked (Reader *self, const char *name);
gboolean reader_is_sensitive (Reader *self, const char *name);
gboolean reader_is_active (Reader *self, const char *name);
gboolean reader_is_focused (Reader *self, const char *name);
char *reader_dup_description (Reader *self, const char *name);
gboolean reader_press (Reader *self, const char *name);
gboolean reader_type (Reader *self, const char *text);
gboolean reader_choose (Reader *self, const char *name, int index);
int reader_get_choice (Reader *self, const char *name);
void reader_key (Reader *self, guint symbol, gboolean control);
char *reader_dup_everything (Reader *self);

G_END_DECLS
