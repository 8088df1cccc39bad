// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/p2pmem.h"

static const char *sysfs_file(const struct p2pmem *p, const char *name,
			      char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/%s", p->dir, name);
	return path;
}

long p2pmem_number(const struct p2pmem *p, const char *name)
{
	char path[PATH_MAX];

	return read_number(sysfs_file(p, name, path));
}

static long bytes_available(const struct p2pmem *p)
{
	return number_after(read_descriptor(p->available, NUMBER_LENGTH), "");
}

long p2pmem_open(struct attempt *a, const char *env, struct p2pmem *p)
{
	const char *path = getenv(env);
	char file[PATH_MAX], *slash;

	errno = ENOENT;
	if (!path)
		return attempt_no_interface(a, env);
	snprintf(p->dir, sizeof(p->dir), "%s", path);
	slash = strrchr(p->dir, '/');
	if (slash)
		*slash = '\0';
	p->file = open(path, O_RDWR | O_CLOEXEC);
	p->available = open(sysfs_file(p, "available", file),
			    O_RDONLY | O_CLOEXEC);
	if (p->file < 0 || p->available < 0)
		return attempt_no_interface(a, path);
	p->start = bytes_available(p);
	return p->start < 0 ? attempt_setup_error(a, "available") : 0;
}

void p2pmem_close(struct p2pmem *p)
{
	close(p->file);
	close(p->available);
}

char *p2pmem_map(const struct p2pmem *p, int pages)
{
	void *at = mmap(NULL, pages * (size_t)getpagesize(),
			PROT_READ | PROT_WRITE, MAP_SHARED, p->file, 0);

	return at == MAP_FAILED ? NULL : at;
}

long p2pmem_buffer(struct attempt *a, const char *env, struct p2pmem *p,
		   int pages)
{
	const long ret = p2pmem_open(a, env, p);

	if (ret)
		return ret;
	a->buf = p2pmem_map(p, pages);
	a->len = pages * (size_t)getpagesize();
	return a->buf ? 0 : attempt_setup_error(a, "mapping P2PDMA memory");
}

long p2pmem_taken(const struct p2pmem *p)
{
	const long left = bytes_available(p);

	return left < 0 ? left : (p->start - left) / getpagesize();
}

/* Minor faults of one store, after which it will never succeed. */
#define FAULTS 2000

static long faults_of(pid_t pid)
{
	const char *stat, *end;
	long faults = 0;
	char path[32];

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	stat = read_path(path);
	end = stat ? strrchr(stat, ')') : NULL;
	if (end)
		sscanf(end, ") %*c %*d %*d %*d %*d %*d %*u %ld", &faults);
	return faults;
}

int p2pmem_touch(char *at)
{
	const pid_t child = fork();
	int status;
	pid_t got;

	if (!child) {
		*(volatile char *)at = 1;
		_exit(0);
	}
	if (child < 0)
		return -1;
	while (!(got = waitpid(child, &status, WNOHANG))) {
		usleep(500);
		if (faults_of(child) > FAULTS)
			kill(child, SIGKILL);
	}
	return got == child && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
