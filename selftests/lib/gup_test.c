// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/gup_test.h"

#define DEBUGFS "/sys/kernel/debug/"

/**
 * struct request - what the driver is asked, and answers
 * @ignored: times that it took
 * @size: bytes; then, how far it got
 * @rest: how much of it there is, the ioctl's number says
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
 * struct driver - what it is called, and how its calls are numbered
 * @request: bytes of it that it looks at
 * @raw_flags: it takes flags as they are, not only the one to write
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

/* A page a call: of several it tells only whether there was any. */
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

long gup_test_pin_buffer(struct attempt *a, unsigned int flags)
{
	const long ret = gup_test_pin_pages(a, a->door->how, flags, a->buf,
					    a->len);

	if (ret < 0)
		return ret;
	return ret == (long)a->len ? 0 : -EFAULT;
}

/** struct longterm - a buffer to be pinned for long */
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
	/* With nothing to stop, this only tells whether it can be done. */
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
