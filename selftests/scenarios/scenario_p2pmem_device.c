// SPDX-License-Identifier: GPL-2.0
/*
 * P2PDMA memory and devices: one writes to it after munmap(), and the one that
 * owns it loses its driver.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/aio.h"
#include "memory/pattern.h"
#include "memory/p2pmem.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/*
 * The slow disk moves a megabyte a second, but the first 100 KB at once. A read
 * after BURST_BYTES waits for 30 ms, one after LONG_BYTES for 100 ms: longer
 * than unbinding a driver takes.
 */
#define BURST_BYTES (128 << 10)
#define LONG_BYTES (192 << 10)

/* Retries on a machine that is slower than the disk. */
#define ATTEMPTS 20

/* Reads @bytes, then submits a read into @at, which is still in flight. */
static long submit_slow_read(struct attempt *a, char *at, ssize_t bytes)
{
	const size_t page = getpagesize();
	char *plain = attempt_memory(a, bytes);
	long ret, done;
	int i;

	if (!plain)
		return -ENOMEM;
	for (i = 0; i < ATTEMPTS; i++) {
		if (pread(a->fd, plain, bytes, TARGET_OFFSET) != bytes)
			return attempt_setup_error(a, "reading from the disk");
		ret = aio_begin(a, IOCB_CMD_PREAD, a->fd, at, page);
		if (ret || !aio_ended(&done))
			return ret;
		if (done != (long)page)
			return done;
	}
	errno = ETIME;
	return attempt_setup_error(a, "a disk that is not slow");
}

/* Waits up to a second for p2pmem_taken() to be @want. */
static long wait_taken(const struct p2pmem *p, long want)
{
	int i;

	for (i = 0; i < 1000 && p2pmem_taken(p) != want; i++)
		usleep(1000);
	return p2pmem_taken(p);
}

/* A page under I/O goes back to the pool when the I/O ends, not before. */
static long outlive_mapping(struct attempt *a)
{
	const size_t page = getpagesize();
	struct p2pmem p;
	long ret = p2pmem_open(a, "PINCER_P2PMEM", &p), now;
	char *at;

	if (ret)
		return ret;
	at = p2pmem_map(&p, 1);
	if (!at)
		return attempt_setup_error(a, "mapping P2PDMA memory");
	ret = submit_slow_read(a, at, BURST_BYTES);
	if (ret)
		return ret;
	munmap(at, page);
	now = p2pmem_taken(&p);
	a->disagrees = !(
		scenario_answer(a, "pages out while it is written to", now,
				1) &&
		scenario_answer(a, "the transfer", aio_end(a), page) &&
		scenario_answer(a, "pages out in the end",
				wait_taken(&p, 0), 0));
	return 0;
}

/**
 * struct device - a PCI device and its driver
 * @address: of the device, "0000:03:00.0"
 * @driver: its directory in sysfs
 */
struct device {
	char address[32];
	char driver[PATH_MAX];
};

/* The device that owns the memory. */
static long find_device(struct attempt *a, const struct p2pmem *p,
			struct device *d)
{
	char dir[sizeof(p->dir)], link[sizeof(p->dir) + 32];

	snprintf(dir, sizeof(dir), "%s", p->dir);
	*strrchr(dir, '/') = '\0';
	snprintf(d->address, sizeof(d->address), "%.31s",
		 strrchr(dir, '/') + 1);
	snprintf(link, sizeof(link), "%s/driver", dir);
	return realpath(link, d->driver) ? 0 : attempt_setup_error(a, link);
}

/* Writes the device's address to the driver's "unbind" or "bind": 0 or -errno. */
static long write_driver_file(const struct device *d, const char *what)
{
	const size_t len = strlen(d->address);
	char path[PATH_MAX + 16];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", d->driver, what);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	n = write(fd, d->address, len);
	close(fd);
	return n == (ssize_t)len ? 0 : -errno;
}

/* Binds the driver again; returns bytes in its pool, or -errno. */
static long bind_driver(struct attempt *a, const struct device *d)
{
	struct p2pmem p;
	long ret = write_driver_file(d, "bind");
	int i;

	if (ret)
		return ret;
	for (i = 0; i < 5000 && access(getenv("PINCER_P2PMEM_SPARE"), F_OK);
	     i++)
		usleep(1000);
	ret = p2pmem_open(a, "PINCER_P2PMEM_SPARE", &p);
	if (ret)
		return ret;
	p2pmem_close(&p);
	return p.start;
}

/* Whether a touch is SIGBUS, mmap() fails, and the sysfs files are gone. */
static bool is_revoked(struct attempt *a, const struct p2pmem *p, char *at)
{
	const size_t page = getpagesize();

	return scenario_answer(a, "a touch of what is gone", p2pmem_touch(at),
			       SIGBUS) &&
	       scenario_answer(a, "another mapping",
			       p2pmem_map(p, 1) ? 0 : -errno, -ENODEV) &&
	       scenario_answer(a, "sysfs", p2pmem_number(p, "size"),
			       -ENOENT) &&
	       scenario_answer(a, "munmap()", munmap(at, page), 0);
}

/* Unbinds and binds the driver with @at mapped; @busy is under I/O, or NULL. */
static long rebind_driver(struct attempt *a, struct p2pmem *p, char *at,
			     const char *busy)
{
	const size_t page = getpagesize();
	long ret, done = -EINPROGRESS;
	struct device d = { 0 };

	ret = find_device(a, p, &d);
	if (ret)
		return ret;
	ret = write_driver_file(&d, "unbind");
	if (ret)
		return ret;
	if (busy)
		aio_ended(&done);
	a->disagrees = !is_revoked(a, p, at) ||
		       (busy && !scenario_answer(a, "the transfer meanwhile",
						 done, page));
	ret = bind_driver(a, &d);
	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "what is left of it", ret,
						p->start);
	return ret < 0 ? ret : 0;
}

static long open_spare(struct attempt *a, struct p2pmem *p)
{
	const long ret = p2pmem_buffer(a, "PINCER_P2PMEM_SPARE", p, 1);

	if (!ret)
		pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	return ret;
}

/* Unbinding the driver unmaps the memory: a later access is SIGBUS. */
static long unbind_mapped(struct attempt *a)
{
	struct p2pmem p;

	return open_spare(a, &p) ?: rebind_driver(a, &p, a->buf, NULL);
}

/* Unbinding the driver waits for the I/O of the other device. */
static long unbind_busy(struct attempt *a)
{
	struct p2pmem p;

	return open_spare(a, &p) ?: submit_slow_read(a, a->buf, LONG_BYTES) ?:
	       rebind_driver(a, &p, a->buf, a->buf);
}

#define P2PMEM(env_)							\
	ABOUT_P2PMEM(env_), .need.guest_only = true, .expect = scenario_works

const struct scenario scenarios_p2pmem_device[] = {
	{
		.name = "p2pmem.transfer",
		.title = "P2PDMA memory that a disk writes to stays allocated after munmap()",
		P2PMEM("PINCER_NVME_SLOW"), .need.target = TARGET_NVME_OWNER,
		.run = outlive_mapping,
	}, {
		.name = "p2pmem.unbind.mapped",
		.title = "unbinding a driver unmaps the P2PDMA memory of its device",
		P2PMEM("PINCER_P2PMEM_SPARE"), .run = unbind_mapped,
	}, {
		.name = "p2pmem.unbind.transfer",
		.title = "unbinding a driver waits for I/O to the P2PDMA memory of its device",
		P2PMEM("PINCER_NVME_SLOW"), .need.target = TARGET_NVME_OWNER,
		.run = unbind_busy,
	}, {}
};
