// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/*
 * What fuzz-driver.c and libFuzzer expect of a target. LLVMFuzzerInitialize() is the same for all,
 * in fuzz-setup.c.
 */
int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef void (*FuzzRunFunc) (const char *data, gsize length);

/* A target may have inputs of its own that the plain driver runs, too many to be files. */
void fuzz_run_own_inputs (FuzzRunFunc run) __attribute__ ((weak));

G_END_DECLS
