// SPDX-License-Identifier: GPL-2.0
/* Where kernels come from, by name. */
#include "fetch/kernel.h"

static const char * const origins[NR_ORIGINS] = {
	[ORIGIN_DEBIAN_IMAGE] = "debian-image",
	[ORIGIN_DEBIAN_SOURCE] = "debian-source",
	[ORIGIN_TREE] = "tree",
	[ORIGIN_URL] = "url",
	[ORIGIN_IMAGE] = "image",
	[ORIGIN_RUNNING] = "running",
};

const char *origin_name(enum origin o)
{
	return origins[o];
}
