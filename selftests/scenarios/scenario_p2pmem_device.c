// SPDX-License-Identifier: GPL-2.0
/*
 * P2PDMA memory and devices: one that still writes to it when nobody has it
 * mapped any more, and the one that it belongs to, which may go away.
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
 * The slow disk moves a megabyte in a second, but the first tenth of that at
 * once. What is asked for after so much has to wait: 30 ms, and a tenth of a
 * second, which is longer than a driver takes to leave its device.
 */
#define MUCH (128 << 10)
#define MORE (192 << 10)

/* The machine may be slower than the disk: then it is tried once more. */
#define ATTEMPTS 20

/* A read from it into a page, which waits after so many bytes. */
static long begin_slow(struct attempt *a, char *at, ssize_t bytes)
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

/* Pages out, when they are as many as they should be, or a second later. */
static long taken_at_last(const struct p2pmem *p, long want)
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
	ret = begin_slow(a, at, MUCH);
	if (ret)
		return ret;
	munmap(at, page);
	now = p2pmem_taken(&p);
	a->disagrees = !(
		scenario_answer(a, "pages out while it is written to", now,
				1) &&
		scenario_answer(a, "the transfer", aio_end(a), page) &&
		scenario_answer(a, "pages out in the end",
				taken_at_last(&p, 0), 0));
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

/* Whose memory it is. */
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

/* Has its driver leave it ("unbind"), or come back ("bind"): 0 or -errno. */
static long tell_driver(const struct device *d, const char *what)
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

/* What is left of the memory when the driver is back: bytes. */
static long come_back(struct attempt *a, const struct device *d)
{
	struct p2pmem p;
	long ret = tell_driver(d, "bind");
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

/* Nothing is left of it, neither where it was mapped nor anywhere else. */
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

/* With a page of it mapped, and one that a disk writes to or NULL. */
static long leave_and_return(struct attempt *a, struct p2pmem *p, char *at,
			     const char *busy)
{
	const size_t page = getpagesize();
	long ret, done = -EINPROGRESS;
	struct device d = { 0 };

	ret = find_device(a, p, &d);
	if (ret)
		return ret;
	ret = tell_driver(&d, "unbind");
	if (ret)
		return ret;
	if (busy)
		aio_ended(&done);
	a->disagrees = !is_revoked(a, p, at) ||
		       (busy && !scenario_answer(a, "the transfer meanwhile",
						 done, page));
	ret = come_back(a, &d);
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

	return open_spare(a, &p) ?: leave_and_return(a, &p, a->buf, NULL);
}

/* It must not go while another device writes to it. */
static long unbind_busy(struct attempt *a)
{
	struct p2pmem p;

	return open_spare(a, &p) ?: begin_slow(a, a->buf, MORE) ?:
	       leave_and_return(a, &p, a->buf, a->buf);
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
