/* SPDX-License-Identifier: GPL-2.0 */
/* The zoo: each kind of user memory makes itself and proves what it is. */
#ifndef PINCER_MAPPING_H
#define PINCER_MAPPING_H

#include "spec.h"

/* placeholder until the zoo lands */
struct mapping {
	const char *name;
	const char *title;
	struct mapping_props props;
};

#endif
