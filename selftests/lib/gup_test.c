// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/gup_test.h"

#define DEBUGFS "/sys/kernel/debug/"

/**
 * struct request - struct gup_test of mm/gup_test.h, as long as any kernel's
 * @ignored: the durations that the driver returns
 * @size: bytes; returns bytes that were pinned
 * @rest: only a prefix of it counts, by the size in the ioctl's number
 */
struct request {
	uint64_t ignored[2];
	uint64_t addr;
	uint64_t size;
	uint32_t pages_per_call;
	uint32_t gup_flags;
	uint64_t rest[10];
};

/**
 * struct driver - a driver's file, and the numbers of its ioctls
 * @request: bytes of struct request in them
 * @raw_flags: the driver passes all FOLL_* on, not only FOLL_WRITE
 */
static const struct driver {
	const char *path;
	size_t request;
	bool raw_flags;
	int nr[GUP_TEST_CALLS];
} drivers[] = {
	{ DEBUGFS "gup_test", 80, true, {
		[GUP_TEST_PIN_FAST] = 2, [GUP_TEST_PIN] = 5,
		[GUP_TEST_PIN_LONGTERM] = 3,
	} },
	{ DEBUGFS "gup_benchmark", 120, false, {
		[GUP_TEST_PIN_FAST] = 3, [GUP_TEST_PIN] = 4,
		[GUP_TEST_PIN_LONGTERM] = 5,
	} },
};

static int open_driver(struct attempt *a, const struct driver **driver)
{
	int i, fd;

	for (i = 0; i < 2; i++) {
		*driver = &drivers[i];
		fd = open(drivers[i].path, O_RDWR | O_CLOEXEC);
		if (fd >= 0)
			return fd;
		if (errno == EACCES)
			return attempt_skip(a, "debugfs is for root");
	}
	return attempt_no_interface(a, drivers[0].path);
}

bool gup_test_renumbered(const struct attempt *a)
{
	return a->kernel->history.has[C_FOLL_RENUMBERED];
}

unsigned int gup_test_longterm(const struct attempt *a)
{
	return a->kernel->history.has[C_FOLL_RENUMBERED] ? 1 << 8 : 0x10000;
}

/* One page a call: of several, the driver counts all when GUP got any. */
long gup_test_pin_pages(struct attempt *a, enum gup_test_call call,
		   unsigned int flags, const void *at, size_t len)
{
	struct request r = {
		.addr = (uintptr_t)at, .size = len, .pages_per_call = 1,
		.gup_flags = flags,
	};
	const struct driver *driver;
	const int fd = open_driver(a, &driver);
	long ret;

	if (fd < 0)
		return fd;
	errno = ENOTTY;
	if (flags & ~GUP_TEST_WRITE && !driver->raw_flags)
		ret = attempt_no_interface(a, "raw flags");
	else if (ioctl(fd, _IOC(_IOC_READ | _IOC_WRITE, 'g',
				driver->nr[call], driver->request), &r))
		ret = attempt_setup_error(a, driver->path);
	else
		ret = r.size;
	close(fd);
	return ret;
}

long gup_test_pin_buffer(struct attempt *a, enum gup_test_call call,
			 unsigned int flags)
{
	const long ret = gup_test_pin_pages(a, call, flags, a->buf, a->len);

	if (ret < 0)
		return ret;
	return ret == (long)a->len ? 0 : -EFAULT;
}

/** struct longterm - struct pin_longterm_test of mm/gup_test.h */
struct longterm {
	uint64_t addr;
	uint64_t size;
	uint32_t flags;
};

#define LONGTERM_WRITE 1
#define LONGTERM_FAST 2

#define LONGTERM_START _IOW('g', 7, struct longterm)
#define LONGTERM_STOP _IO('g', 8)
#define LONGTERM_READ _IOW('g', 9, uint64_t)

long gup_test_start(struct attempt *a, bool fast, bool write,
		    struct gup_test_pin *pin)
{
	const struct longterm l = {
		.addr = (uintptr_t)a->buf, .size = a->len,
		.flags = (write ? LONGTERM_WRITE : 0) |
			 (fast ? LONGTERM_FAST : 0),
	};
	const struct driver *driver;
	long ret = 0;

	pin->fd = open_driver(a, &driver);
	if (pin->fd < 0)
		return pin->fd;
	/* Probe: STOP with nothing pinned returns 0, ENOTTY if it is unknown. */
	if (ioctl(pin->fd, LONGTERM_STOP))
		ret = attempt_no_interface(a, "PIN_LONGTERM_TEST_STOP");
	else if (ioctl(pin->fd, LONGTERM_START, &l))
		ret = -errno;
	if (ret)
		close(pin->fd);
	return ret;
}

int gup_test_read(const struct gup_test_pin *pin, void *copy)
{
	const uint64_t to = (uintptr_t)copy;

	return ioctl(pin->fd, LONGTERM_READ, &to) ? -errno : 0;
}

void gup_test_stop(const struct gup_test_pin *pin)
{
	ioctl(pin->fd, LONGTERM_STOP);
	close(pin->fd);
}
