// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest secret, in bytes: enough for a backup file as a whole. */
#define KETTLE_SECRET_MAX 4000

/**
 * KettleSecret:
 *
 * A passphrase or password, or bytes that hold one, in memory of its own: in no core file, not
 * swapped out where the system allows that, not inherited by children, and overwritten before it is
 * given back. Never NULL-safe strings elsewhere: what is in here is never copied but into another
 * secret, a socket, or a file the person chose.
 */
typedef struct _KettleSecret KettleSecret;

/* @length: at most KETTLE_SECRET_MAX; -1 for up to the NUL. */
KettleSecret *kettle_secret_new (const char *bytes, gssize length);
KettleSecret *kettle_secret_copy (const KettleSecret *self);

/* Empties it and fills it anew, a piece at a time; FALSE when there is no more room. */
void kettle_secret_clear (KettleSecret *self);
gboolean kettle_secret_append (KettleSecret *self, const char *bytes, gsize length);
gboolean kettle_secret_insert (KettleSecret *self, gsize at, const char *bytes, gsize length);
void kettle_secret_remove (KettleSecret *self, gsize at, gsize length);

/* The bytes, with a NUL behind them; valid until it is changed or freed. @length: (out)
 * (optional). */
const char *kettle_secret_peek (const KettleSecret *self, gsize *length);
gsize kettle_secret_get_length (const KettleSecret *self);
gboolean kettle_secret_equal (const KettleSecret *a, const KettleSecret *b);
void kettle_secret_free (KettleSecret *self);

/* Overwrites memory in a way that no compiler leaves out. */
void kettle_secret_wipe (gpointer memory, gsize length);

/* This process leaves no core file from now on, whoever reads them. */
void kettle_secret_forbid_core_files (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KettleSecret, kettle_secret_free)

G_END_DECLS
