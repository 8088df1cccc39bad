/* SPDX-License-Identifier: GPL-2.0 */
/* The simplest layout on which kernel and specification still disagree. */
#ifndef PINCER_MINIMISE_H
#define PINCER_MINIMISE_H

#include "model/layout.h"

/**
 * minimise() - make a layout simpler for as long as it still disagrees
 * @l: a layout that disagrees; becomes the simplest that was found
 * @disagrees: tries a layout
 * @ctx: for @disagrees
 */
void minimise(struct layout *l,
	      bool (*disagrees)(void *ctx, const struct layout *l), void *ctx);

#endif
