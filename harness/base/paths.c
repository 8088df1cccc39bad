// SPDX-License-Identifier: GPL-2.0
/* A list of paths, each once, in the order in which they came. */
#include "base/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/msg.h"

int paths_add(struct paths *p, const char *path, size_t length)
{
	char **more;
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (!strncmp(p->path[i], path, length) && !p->path[i][length])
			return 0;
	}
	more = grow_array(p->path, p->nr, sizeof(*more));
	if (!more)
		return -ENOMEM;
	p->path = more;
	more[p->nr] = strndup(path, length);
	if (!more[p->nr]) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	p->nr++;
	return 0;
}

void paths_free(struct paths *p)
{
	while (p->nr)
		free(p->path[--p->nr]);
	free(p->path);
	p->path = NULL;
}
