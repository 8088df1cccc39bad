/* SPDX-License-Identifier: GPL-2.0 */
/* Finds struct machine and movable memory on the running machine. */
#ifndef PINCER_FIND_MACHINE_H
#define PINCER_FIND_MACHINE_H

#include "model/properties.h"

/**
 * machine_find() - find what the specification needs to know of the machine
 * @m: filled in
 * @config_file: the kernel's .config, or NULL
 */
void machine_find(struct machine *m, const char *config_file);

/** machine_has_movable() - whether there is ZONE_MOVABLE or CMA memory */
bool machine_has_movable(void);

#endif
