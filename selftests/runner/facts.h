/* SPDX-License-Identifier: GPL-2.0 */
/* What the machine adds to a kernel's promises. */
#ifndef PINCER_FACTS_H
#define PINCER_FACTS_H

#include "model/spec.h"

/**
 * facts_find() - look at the machine that this runs on
 * @f: filled in
 * @config_file: the kernel's .config, or NULL
 */
void facts_find(struct facts *f, const char *config_file);

/** facts_has_movable() - whether there is ZONE_MOVABLE or CMA memory */
bool facts_has_movable(void);

#endif
