// SPDX-License-Identifier: GPL-2.0
/* A list of paths, each once, in the order in which they came. */
#include "base/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"

int paths_add(struct paths *p, const char *path, size_t length)
{
	char **more;
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (!strncmp(p->path[i], path, length) && !p->path[i][length])
			return 0;
	}
	more = reallocarray(p->path, p->nr + 1, sizeof(*more));
	if (!more)
		goto error;
	p->path = more;
	more[p->nr] = strndup(path, length);
	if (!more[p->nr])
		goto error;
	p->nr++;
	return 0;
error:
	msg_error("out of memory");
	return -ENOMEM;
}

void paths_free(struct paths *p)
{
	while (p->nr)
		free(p->path[--p->nr]);
	free(p->path);
	p->path = NULL;
}
