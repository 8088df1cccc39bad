// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/fuse.h"
#include "doors/target.h"

/* O_TMPFILE, or mkostemp() and unlink() where that is not supported. */
static int open_file(const char *dir)
{
	char name[PATH_MAX];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_DIRECT | O_CLOEXEC, 0600);

	if (fd >= 0 || errno != EOPNOTSUPP)
		return fd;
	snprintf(name, sizeof(name), "%s/pincer-XXXXXX", dir);
	fd = mkostemp(name, O_DIRECT | O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	return fd;
}

/* Opens for writing only what target_refute_name() accepts. */
static int open_proved(const char *name, struct attempt *a)
{
	const enum target_kind kind = a->contract->need->target;
	const bool file = target_is_file(kind);
	const char *wrong = target_refute_name(kind, name);
	int fd;

	if (!wrong) {
		fd = file ? open_file(name) :
			    open(name, O_RDWR | O_DIRECT | O_EXCL | O_CLOEXEC);
		if (fd < 0)
			return attempt_setup_error(a, name);
		wrong = target_refute(kind, fd);
		if (!wrong)
			return fd;
		close(fd);
	}
	snprintf(a->setup_error, sizeof(a->setup_error), "%s: %s", name, wrong);
	return -ENODEV;
}

/* FUSE needs no variable: the server is a child process. */
static int open_made(struct attempt *a)
{
	const int fd = fuse_open_file(a);
	const char *wrong = fd < 0 ? NULL : target_refute(TARGET_FUSE, fd);

	if (!wrong)
		return fd;
	close(fd);
	snprintf(a->setup_error, sizeof(a->setup_error), "FUSE: %s", wrong);
	return -ENODEV;
}

static int open_named(const char *env, struct attempt *a)
{
	const char *name = getenv(env);

	errno = ENOENT;
	return name ? open_proved(name, a) : attempt_setup_error(a, env);
}

/* Most buffers, with a page on each side. */
#define PLAIN_PAGES 8

/* Anonymous memory, aligned for any device, or NULL. */
static char *map_plain(size_t len)
{
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

void targets_prepare(struct targets *t)
{
	if (!t->plain)
		t->plain = map_plain(PLAIN_PAGES * getpagesize());
}

void target_hangs(struct targets *t, const char *env)
{
	struct target *new = &t->list[t->nr];

	if (t->nr == TARGETS_MAX)
		return;
	*new = (struct target){ .env = env, .fd = -ETIMEDOUT, .hangs = true };
	snprintf(new->setup_error, sizeof(new->setup_error),
		 "%.64s: its open() hangs", env);
	t->nr++;
}

int target_open(struct targets *t, struct attempt *a)
{
	const char *env = a->contract->need->env ?: "";
	struct target *found = t->list;

	while (found < t->list + t->nr && strcmp(found->env, env))
		found++;
	errno = EMFILE;
	if (found == t->list + TARGETS_MAX)
		return attempt_setup_error(a, env);
	if (found == t->list + t->nr) {
		found->env = env;
		found->fd = *env ? open_named(env, a) : open_made(a);
		targets_prepare(t);
		found->plain = t->plain;
		memcpy(found->setup_error, a->setup_error,
		       sizeof(a->setup_error));
		t->nr++;
	}
	memcpy(a->setup_error, found->setup_error, sizeof(a->setup_error));
	a->target = found;
	return found->fd;
}

void targets_forget(struct targets *t)
{
	int i;

	for (i = 0; i < t->nr; i++)
		t->list[i].intact = 0;
}

/* One mapping serves all buffers of at most PLAIN_PAGES. */
static char *plain_memory(struct attempt *a, size_t len)
{
	char *at = a->target->plain;

	if (!at || len > PLAIN_PAGES * (size_t)getpagesize())
		at = map_plain(len);
	if (!at)
		attempt_setup_error(a, "mmap");
	return at;
}

static void plain_free(const struct attempt *a, char *at, size_t len)
{
	if (at != a->target->plain)
		munmap(at, len);
}

int target_write_pattern(struct attempt *a, void *at, size_t len,
			 unsigned char seed, size_t offset)
{
	pattern_fill(at, len, seed, offset);
	return pwrite(a->fd, at, len, TARGET_OFFSET) == (ssize_t)len ? 0 :
		attempt_setup_error(a, "filling the target");
}

char *target_pattern_memory(struct attempt *a, size_t len, unsigned char seed,
			    size_t offset)
{
	char *at = attempt_memory(a, len);

	return at && !target_write_pattern(a, at, len, seed, offset) ? at :
								       NULL;
}

static int fill_around(struct attempt *a, size_t len)
{
	const off_t at = TARGET_OFFSET - getpagesize();
	char *plain = plain_memory(a, len);
	int ret = 0;

	if (!plain)
		return -ENOMEM;
	pattern_fill(plain, len, PATTERN_DEVICE, 0);
	if (pwrite(a->fd, plain, len, at) != (ssize_t)len)
		ret = attempt_setup_error(a, "filling the target");
	plain_free(a, plain, len);
	return ret;
}

int target_fill(struct attempt *a)
{
	const size_t page = getpagesize();
	struct target *t = a->target;
	size_t len = a->len + 2 * page;
	int ret = 0;

	if (t->intact < len) {
		if (len < PLAIN_PAGES * page)
			len = PLAIN_PAGES * page;
		ret = fill_around(a, len);
		t->intact = ret ? 0 : len;
	}
	/* Unknown until target_check_written() has read it. */
	if (a->contract->role != ROLE_DEST)
		t->intact = 0;
	return ret;
}

/* Whether bytes of the target are right after the door has returned. */
static bool is_right(const struct attempt *a, const char *at, size_t from,
		     size_t len, long ret)
{
	const bool old =
		pattern_is(at, len, PATTERN_DEVICE, getpagesize() + from);
	const bool new = buffer_held(a, at, from, len);

	if (buffer_prefix_may_have_moved(a, ret))
		return old || new;
	return ret > (long)from ? new : old;
}

/* From @from to the page's end, or to where the transfer ended. */
static size_t stretch(const struct attempt *a, size_t from, long ret)
{
	const size_t len = buffer_chunk(a, from).len;

	if (ret > (long)from && ret < (long)(from + len))
		return ret - from;
	return len;
}

void target_check_written(struct attempt *a, long ret)
{
	const size_t page = getpagesize(), len = a->len + 2 * page;
	char *plain = plain_memory(a, len);
	size_t from, n;

	if (!plain)
		return;
	if (pread(a->fd, plain, len, TARGET_OFFSET - page) != (ssize_t)len) {
		attempt_setup_error(a, "reading the target back");
		goto out;
	}
	if (!pattern_is(plain, page, PATTERN_DEVICE, 0) ||
	    !pattern_is(plain + len - page, page, PATTERN_DEVICE, len - page))
		a->wrong_data = true;
	for (from = 0; from < a->len; from += n) {
		n = stretch(a, from, ret);
		if (!is_right(a, plain + page + from, from, n, ret))
			a->wrong_data = true;
	}
	if (pattern_is(plain, len, PATTERN_DEVICE, 0))
		a->target->intact = len;
out:
	plain_free(a, plain, len);
}
