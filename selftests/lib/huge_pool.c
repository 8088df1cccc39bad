// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/huge_pool.h"
#include "lib/read_file.h"

#define PATH_LENGTH 96

/* The directory's name holds the default size of huge pages. */
static void pool_path(const char *name, char path[PATH_LENGTH])
{
	snprintf(path, PATH_LENGTH, "/sys/kernel/mm/hugepages/hugepages-%ldkB/%s",
		 read_number_after("/proc/meminfo", "Hugepagesize:"), name);
}

int huge_pool_open(const char *name)
{
	char path[PATH_LENGTH];

	pool_path(name, path);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static long pool_number(const char *name)
{
	char path[PATH_LENGTH];

	pool_path(name, path);
	return read_number(path);
}

struct huge_pool huge_pool_read(void)
{
	return (struct huge_pool){
		.free = pool_number("free_hugepages"),
		.reserved = pool_number("resv_hugepages"),
		.surplus = pool_number("surplus_hugepages"),
		.pages = pool_number("nr_hugepages"),
	};
}

int huge_pool_resize(long pages)
{
	char path[PATH_LENGTH], text[NUMBER_LENGTH];

	pool_path("nr_hugepages", path);
	snprintf(text, sizeof(text), "%ld", pages);
	return write_path(path, text);
}
