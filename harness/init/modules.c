// SPDX-License-Identifier: GPL-2.0
/* Inserts the modules of the initramfs. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

/* Parameters of a module: "NAME.PARAMETER=VALUE" of the command line. */
static void find_params(const char *name, char *params, size_t size)
{
	const size_t len = strcspn(name, ".");
	char cmdline[4096], *word, *rest;
	size_t used = 0;

	params[0] = '\0';
	init_read(cmdline, sizeof(cmdline), "/proc/cmdline");
	for (word = strtok_r(cmdline, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strncmp(word, name, len) && word[len] == '.' &&
		    used < size)
			used += snprintf(params + used, size - used, "%s ",
					 word + len + 1);
}

int init_insert_module(const char *path, const char *params)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	int ret = 0;

	if (fd < 0 || syscall(SYS_finit_module, fd, params, 0))
		ret = -errno;
	if (fd >= 0)
		close(fd);
	return ret;
}

static void insert_listed(const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	char params[256];
	int ret;

	if (getenv("PINCER_FAULT") && strstr(name, getenv("PINCER_FAULT"))) {
		init_setup_error(name, "left out on request");
		return;
	}
	find_params(name, params, sizeof(params));
	ret = init_insert_module(path, params);
	if (ret && ret != -EEXIST)
		init_setup_error(name, "insert: %s", strerror(-ret));
}

/* PINCER_LEFT_OUT: kernel options whose modules guests do not get. */
static void add_left_out(const char *option)
{
	const char *others = getenv("PINCER_LEFT_OUT");
	char list[256];

	snprintf(list, sizeof(list), "%s %s", others ?: "", option);
	setenv("PINCER_LEFT_OUT", list, 1);
}

void init_insert_modules(void)
{
	FILE *list = fopen("/pincer/modules.list", "re");
	char line[512], option[64];

	while (list && fgets(line, sizeof(line), list)) {
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "# left out %63s", option) == 1)
			add_left_out(option);
		else if (line[0] && line[0] != '#')
			insert_listed(line);
	}
	if (list)
		fclose(list);
}
