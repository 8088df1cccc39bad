// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/attempt.h"

long attempt_setup_error(struct attempt *a, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(a->setup_error, sizeof(a->setup_error), "%s: %s", what,
		 strerror(error));
	return -error;
}

long attempt_no_interface(struct attempt *a, const char *what)
{
	a->no_interface = true;
	return attempt_setup_error(a, what);
}

static bool is_hole(const struct part *part)
{
	return part->kind->props.flags & M_HOLE;
}

int attempt_plug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]) &&
		    mmap(a->part[i].at, a->part[i].len, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
			 0) != a->part[i].at)
			return attempt_setup_error(a, "a hole is not empty");
	return 0;
}

void attempt_unplug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]))
			munmap(a->part[i].at, a->part[i].len);
}

void *attempt_memory(struct attempt *a, size_t size)
{
	void *at;

	if (attempt_plug_holes(a))
		return NULL;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED) {
		attempt_setup_error(a, "mmap");
	} else {
		a->memory = at;
		a->memory_len = size;
	}
	attempt_unplug_holes(a);
	return a->memory;
}

void attempt_free_memory(struct attempt *a)
{
	if (a->memory)
		munmap(a->memory, a->memory_len);
	a->memory = NULL;
}
