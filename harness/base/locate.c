// SPDX-License-Identifier: GPL-2.0
/* Where kernels/ and the programs that guests run are, seen from pincer. */
#include "base/locate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"

/* The directory that this program lies in. */
static int own_dir(char dir[PATH_MAX])
{
	char self[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	int ret;

	if (n < 0) {
		ret = -errno;
		msg_error("/proc/self/exe: cannot read: %s", strerror(-ret));
		return ret;
	}
	self[n] = '\0';
	path_dirname(self, dir);
	return 0;
}

int locate_beside(const char *name, char path[PATH_MAX])
{
	char dir[PATH_MAX];
	const int ret = own_dir(dir);

	return ret ? ret : path_format(path, "%s/%s", dir, name);
}

void locate_kernels(char path[PATH_MAX])
{
	const char *named = getenv("PINCER_KERNELS");
	char dir[PATH_MAX], above[PATH_MAX];

	snprintf(path, PATH_MAX, "%s", named && *named ? named : "kernels");
	if ((named && *named) || !access(path, R_OK))
		return;
	path[0] = '\0';
	if (own_dir(dir))
		return;
	path_dirname(dir, above);
	if (path_format(path, "%s/kernels", above))
		path[0] = '\0';
}
