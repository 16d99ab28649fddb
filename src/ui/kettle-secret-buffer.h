// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/kettle-wifi-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KETTLE_TYPE_SECRET_BUFFER (kettle_secret_buffer_get_type ())

/**
 * KettleSecretBuffer:
 *
 * The text of an entry for a passphrase, kept in a #KettleSecret and nowhere else: what is taken
 * out is overwritten, and whoever listens to the buffer is never told more than a character at a
 * time. What is pasted has come through the clipboard, which keeps it; what the middle button puts
 * in, through GTK as well.
 */
G_DECLARE_FINAL_TYPE (
    KettleSecretBuffer, kettle_secret_buffer, KETTLE, SECRET_BUFFER, GtkEntryBuffer)

KettleSecretBuffer *kettle_secret_buffer_new (void);
const KettleSecret *kettle_secret_buffer_get_secret (KettleSecretBuffer *self);
void kettle_secret_buffer_set_secret (KettleSecretBuffer *self, const KettleSecret *secret);
void kettle_secret_buffer_wipe (KettleSecretBuffer *self);

/* An entry for one: hidden, without completion or corrections, and with that buffer. */
GtkWidget *kettle_secret_buffer_make_entry (const char *accessible_name, int max_length);
KettleSecretBuffer *kettle_secret_buffer_of (GtkWidget *entry);

G_END_DECLS
