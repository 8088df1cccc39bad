// SPDX-License-Identifier: GPL-2.0
/*
 * Pages that stay in memory though nobody pins them: mlock(), MAP_LOCKED and
 * secretmem, whose pages are charged as they are allocated.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/uapi.h"
#include "scenarios/payer.h"

static long lock(struct payment *p)
{
	return or_errno(mlock(p->at, p->len));
}

/* The second call changes the flags of what is locked already, and its charge not. */
static long lock_on_fault(struct payment *p)
{
	return lock(p) ?: or_errno(mlock2(p->at, p->len, MLOCK_ONFAULT));
}

static void unlock(struct payment *p)
{
	munlock(p->at, p->len);
}

/* New memory: what is at p->at stays as it is. */
static long map_locked(struct payment *p)
{
	p->at = mmap(NULL, p->len, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0);
	return p->at == MAP_FAILED ? -errno : 0;
}

static void unmap(struct payment *p)
{
	munmap(p->at, p->len);
}

/* copy_to_user() to a page: 0, or -EFAULT where a touch would be SIGBUS. */
static long fault_in(struct payment *p)
{
	const int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (zero < 0)
		return attempt_setup_error(p->a, "/dev/zero");
	n = read(zero, p->at, p->len);
	close(zero);
	return n == (ssize_t)p->len ? 0 : -EFAULT;
}

static long make_secret(struct payment *p)
{
	const int fd = syscall(SYS_memfd_secret, O_CLOEXEC);
	long ret;

	if (fd < 0)
		return attempt_no_interface(p->a, "memfd_secret");
	p->at = ftruncate(fd, p->len) ? MAP_FAILED :
		mmap(NULL, p->len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	ret = p->at == MAP_FAILED ? -errno : fault_in(p);
	if (ret && p->at != MAP_FAILED)
		munmap(p->at, p->len);
	close(fd);
	return ret;
}

const struct payer payers_mlock[] = {
	{
		.name = "mlock", .account = OF_MM, .shown = AS_LOCKED,
		.refusal = ENOMEM, .once = true,
		.pin = lock, .give_back = unlock,
	}, {
		.name = "mlock2", .account = OF_MM, .shown = AS_LOCKED,
		.refusal = ENOMEM, .once = true,
		.pin = lock_on_fault, .give_back = unlock,
	}, {
		.name = "map_locked", .account = OF_MM, .shown = AS_LOCKED,
		.refusal = EAGAIN, .pin = map_locked, .give_back = unmap,
	}, {
		.name = "secretmem", .refusal = EFAULT,
		.pin = make_secret, .give_back = unmap,
	}, {}
};
