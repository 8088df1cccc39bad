// SPDX-License-Identifier: GPL-2.0
/* secretmem: GUP-fast refuses each page, and RLIMIT_MEMLOCK counts it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/memlock.h"
#include "lib/pipe.h"
#include "memory/verify.h"
#include "scenarios/scenario.h"
#include "lib/uapi.h"

/* Pages that vmsplice() tries as soon as they are faulted in. */
#define PAGES 128

/* RLIMIT_MEMLOCK, pages. */
#define LIMIT 16

static int secret_file(struct attempt *a, size_t len)
{
	const int fd = syscall(SYS_memfd_secret, O_CLOEXEC);

	if (fd < 0)
		return attempt_no_interface(a, "memfd_secret");
	if (ftruncate(fd, len))
		return attempt_setup_error(a, "ftruncate");
	return fd;
}

static char *secret_map(int fd, size_t len)
{
	void *at = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	return at == MAP_FAILED ? NULL : at;
}

/* copy_to_user() to a page: 0, or -EFAULT where a touch would be SIGBUS. */
static long fault_in(int zero, char *at)
{
	return read(zero, at, 1) == 1 ? 0 : -errno;
}

/*
 * A new folio waits in a per-CPU batch before it is on the LRU. Until
 * 65291dcfcf89 GUP-fast took a folio that was not on the LRU for no secretmem.
 */
static long take_new_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	const int fd = secret_file(a, PAGES * page);
	struct pipe_ends pipe;
	long ret = -EFAULT;
	char *at;
	int i;

	if (fd < 0)
		return fd;
	at = memlock_set_limit(PAGES * page) ? secret_map(fd, PAGES * page) :
					       NULL;
	if (!at)
		return attempt_skip(a, "RLIMIT_MEMLOCK");
	if (pipe_open(a, &pipe))
		return -1;
	for (i = 0; i < PAGES && ret == -EFAULT; i++) {
		at[i * page] = 1;
		ret = pipe_vmsplice(&pipe, at + i * page, page, 0);
	}
	return ret > 0 ? 0 : ret;
}

DEFINE_EXPECT(none_is_had, .ret = h->has[C_SECRETMEM_GUP_FAST] ? -EFAULT : 0);

/* Returns the errno of the page that exceeds RLIMIT_MEMLOCK. */
static long lock_too_many(struct attempt *a)
{
	const size_t page = getpagesize();
	const int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	const int fd = secret_file(a, (LIMIT + 1) * page);
	long ret = 0;
	char *at;
	int i;

	if (fd < 0)
		return fd;
	if (zero < 0 || !memlock_set_privilege(false) ||
	    !memlock_set_limit(LIMIT * page))
		return attempt_setup_error(a, "RLIMIT_MEMLOCK");
	at = secret_map(fd, (LIMIT + 1) * page);
	if (!at)
		return -errno;
	a->disagrees = !scenario_answer(a, "the first page", fault_in(zero, at),
					0);
	for (i = 1; i <= LIMIT && !ret; i++)
		ret = fault_in(zero, at + i * page);
	return ret;
}

/* 97d34aa65c29 charges pages as they are allocated, not addresses at mmap(). */
DEFINE_EXPECT(pages_count,
	      .ret = h->has[C_SECRETMEM_MEMLOCK] ? -EFAULT : -EAGAIN);

static long map_private(struct attempt *a)
{
	const size_t page = getpagesize();
	const int fd = secret_file(a, page);

	if (fd < 0)
		return fd;
	return mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0) ==
		       MAP_FAILED ? -errno : 0;
}

static long resize(struct attempt *a)
{
	const size_t page = getpagesize();
	const int fd = secret_file(a, 2 * page);
	char *at;

	if (fd < 0)
		return fd;
	at = secret_map(fd, 2 * page);
	if (!at)
		return attempt_setup_error(a, "mmap");
	at[page] = 1;
	a->disagrees = !(scenario_answer(a, "a page less",
					 or_errno(ftruncate(fd, page)), -EINVAL) &&
			 scenario_answer(a, "a page more",
					 or_errno(ftruncate(fd, 3 * page)),
					 -EINVAL));
	a->wrong_data = at[page] != 1;
	return 0;
}

/* VM_DONTDUMP */
static long look_at_dontdump(struct attempt *a)
{
	const int fd = secret_file(a, getpagesize());
	char *at;

	if (fd < 0)
		return fd;
	at = secret_map(fd, getpagesize());
	if (!at)
		return attempt_setup_error(a, "mmap");
	a->disagrees = !vma_has_flag(at, "dd");
	return 0;
}

DEFINE_EXPECT(refused, .ret = -EINVAL);

#define SECRET SUCCESS_IS_ZERO,						\
	.need = { .config = "SECRETMEM", .feature = C_SECRETMEM }

const struct scenario scenarios_secretmem[] = {
	{
		.name = "secretmem.new_pages",
		.title = "GUP-fast refuses a page of secretmem before it is on the LRU",
		SECRET, .expect = none_is_had, .run = take_new_pages,
	}, {
		.name = "secretmem.memlock",
		.title = "secretmem counts against RLIMIT_MEMLOCK page by page",
		SECRET, .expect = pages_count, .run = lock_too_many,
	}, {
		.name = "secretmem.private",
		.title = "secretmem is not mapped MAP_PRIVATE",
		SECRET, .expect = refused, .run = map_private,
	}, {
		.name = "secretmem.resize",
		.title = "secretmem keeps the size that it was given first",
		SECRET, .expect = scenario_works, .run = resize,
	}, {
		.name = "secretmem.dontdump",
		.title = "no core dump has secretmem",
		SECRET, .expect = scenario_works, .run = look_at_dontdump,
	}, {}
};
