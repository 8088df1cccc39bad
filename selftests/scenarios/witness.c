// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/witness.h"

int witness_begin(struct witness *w, const char *at, size_t len)
{
	int ends[2];
	char none;

	if (pipe2(ends, O_CLOEXEC))
		return -1;
	w->gate = ends[1];
	w->child = fork();
	if (!w->child) {
		close(ends[1]);
		_exit(read(ends[0], &none, 1) ||
		      !pattern_is(at, len, PATTERN_MEMORY, 0));
	}
	close(ends[0]);
	return w->child < 0 ? -1 : 0;
}

bool witness_content(struct witness *w)
{
	int status = 0;

	if (w->child < 0)
		return true;
	close(w->gate);
	return waitpid(w->child, &status, 0) == w->child && !status;
}
