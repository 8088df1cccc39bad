/* SPDX-License-Identifier: GPL-2.0 */
/* What the machine adds to a kernel's promises. */
#ifndef PINCER_FIND_MACHINE_H
#define PINCER_FIND_MACHINE_H

#include "model/properties.h"

/**
 * machine_find() - look at the machine that this runs on
 * @f: filled in
 * @config_file: the kernel's .config, or NULL
 */
void machine_find(struct machine *f, const char *config_file);

/** machine_has_movable() - whether there is ZONE_MOVABLE or CMA memory */
bool machine_has_movable(void);

#endif
