// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/kettle-model.h"

G_BEGIN_DECLS

/* What the kettle may say, as it reaches the model. Key bytes are literal: protocol sheet 1.4. */
#define SAYS(word)      ((KettleMessage){ .type = KETTLE_MESSAGE_##word })
#define SAYS_KEYS(x)    ((KettleMessage){ .type = KETTLE_MESSAGE_STATUS, .keys = (KettleKeys) (x) })
#define SAYS_DEGREES(t) ((KettleMessage){ .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = (t) })
#define SAYS_MINUTES(m) ((KettleMessage){ .type = KETTLE_MESSAGE_WARM_MINUTES, .minutes = (m) })

/* The word 0x100, which has been said to mean 65 °C too. */
#define SAYS_DOUBTFUL_100 \
  ((KettleMessage){ .type = KETTLE_MESSAGE_TEMPERATURE, .temperature = 100, .alternative = 65 })

G_END_DECLS
