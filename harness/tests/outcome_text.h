/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PINCER_OUTCOME_TEXT_H
#define PINCER_OUTCOME_TEXT_H

#include "model/outcome.h"

/** outcome_text() - an outcome as text, good for three calls more */
const char *outcome_text(const struct outcome *o);

#endif
