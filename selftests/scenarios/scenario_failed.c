// SPDX-License-Identifier: GPL-2.0
/*
 * A call that fails costs nothing: repeated more often than any queue is deep
 * it leaves no page, slot or descriptor behind, and the next good one works.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/errqueue.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/aio.h"
#include "lib/references.h"
#include "lib/tcp_loopback.h"
#include "lib/udmabuf.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

/* Calls that fail: more than any of these has slots. */
#define REPEATS 40

/* Pages of the memfd; behind it nothing is mapped that may be touched. */
#define PAGES 2

/* Pages may be released asynchronously: a second in all. */
#define PATIENCE 100
#define PATIENCE_US 10000

/**
 * struct fixture - what failing and good calls work on
 * @a: the attempt
 * @at: a memfd, mapped, and a page that cannot be touched
 * @len: of the memfd, bytes
 * @memfd: the memfd
 * @fd: a ring, a socket or a device
 * @copy: as long as the memfd
 * @tcp: a connection
 */
struct fixture {
	struct attempt *a;
	char *at;
	size_t len;
	int memfd, fd;
	char *copy;
	struct tcp_loopback tcp;
};

static long open_memory(struct attempt *a, struct fixture *f)
{
	f->a = a;
	f->len = PAGES * getpagesize();
	f->memfd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	f->copy = attempt_memory(a, 4 * f->len);
	if (!f->copy || f->memfd < 0 || pattern_fill_file(f->memfd, 0, f->len) ||
	    fcntl(f->memfd, F_ADD_SEALS, F_SEAL_SHRINK))
		return attempt_setup_error(a, "memfd");
	f->at = f->copy + f->len;
	if (mprotect(f->at, 3 * f->len, PROT_NONE) ||
	    mmap(f->at, f->len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
		 f->memfd, 0) == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	return 0;
}

/* What references_gone() says of the memfd in the end. */
static long seal_at_last(struct fixture *f)
{
	long ret = -EBUSY;
	int i;

	munmap(f->at, f->len);
	for (i = 0; i < PATIENCE && ret == -EBUSY; i++) {
		ret = references_gone(f->memfd);
		if (ret == -EBUSY)
			usleep(PATIENCE_US);
	}
	return ret;
}

/* io_uring: the first buffer is good, the second ends where nothing is. */
static long open_ring(struct fixture *f)
{
	f->fd = ring_bare();
	return f->fd < 0 ? attempt_no_ring(f->a) : 0;
}

static long register_two(struct fixture *f, size_t second)
{
	const struct iovec iov[] = { { f->at, f->len }, { f->at, second } };

	return or_errno(ring_register(f->fd, IORING_REGISTER_BUFFERS, iov, 2));
}

static long register_too_far(struct fixture *f)
{
	return register_two(f, f->len + 1);
}

static long register_good(struct fixture *f)
{
	return register_two(f, f->len) ?:
	       or_errno(ring_unregister_buffers(f->fd));
}

static long register_ring(struct fixture *f, size_t len)
{
	const struct io_uring_buf_reg arg = {
		.ring_addr = (uintptr_t)f->at,
		.ring_entries = len / sizeof(struct io_uring_buf),
	};

	return or_errno(ring_register(f->fd, IORING_REGISTER_PBUF_RING, &arg, 1));
}

static long unregister_ring(struct fixture *f)
{
	const struct io_uring_buf_reg arg = { .bgid = 0 };

	return or_errno(ring_register(f->fd, IORING_UNREGISTER_PBUF_RING, &arg, 1));
}

static long open_bufs(struct fixture *f)
{
	const long ret = open_ring(f) ?: register_ring(f, f->len) ?:
			 unregister_ring(f);

	errno = -ret;
	return ret && !f->a->skip_reason[0] ?
		attempt_no_interface(f->a, "IORING_REGISTER_PBUF_RING") : ret;
}

static long bufs_too_far(struct fixture *f)
{
	return register_ring(f, 2 * f->len);
}

/* The second ring of a group is refused, and leaves the first in place. */
static long bufs_good(struct fixture *f)
{
	const long ret = register_ring(f, f->len);
	long again;

	if (ret)
		return ret;
	again = register_ring(f, f->len);
	return again == -EEXIST ? unregister_ring(f) : again ?: -EEXIST;
}

/* A read behind the end of the file; the first one makes the context. */
static long read_nothing(struct fixture *f)
{
	const long ret = aio_begin(f->a, IOCB_CMD_PREAD, f->memfd, f->copy, 1);

	return ret ? ret : aio_end(f->a);
}

/* The kernel's half of the addresses: io_submit() itself fails. */
static long submit_of_the_kernel(struct fixture *f)
{
	char *const at = (char *)(UINTPTR_MAX / 2 + 1);

	return aio_begin(f->a, IOCB_CMD_PREAD, f->memfd, at, f->len);
}

static long open_udmabuf(struct fixture *f)
{
	f->fd = attempt_open_device(f->a, UDMABUF_DEVICE);
	return f->fd < 0 ? f->fd : 0;
}

static long export_with(struct fixture *f, int second)
{
	const struct udmabuf_create_item item[] = {
		{ .memfd = f->memfd, .size = f->len },
		{ .memfd = second, .size = f->len },
	};
	const int buf = udmabuf_export_list(f->fd, item, 2, 2);

	return buf < 0 ? -errno : close(buf);
}

static long export_no_file(struct fixture *f)
{
	return export_with(f, -1);
}

static long export_good(struct fixture *f)
{
	return export_with(f, f->memfd);
}

static long open_tcp(struct fixture *f)
{
	const int on = 1;
	const long ret = tcp_loopback_open(f->a, &f->tcp);

	if (ret)
		return ret;
	return setsockopt(f->tcp.sender, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof(on)) ?
		attempt_no_interface(f->a, "SO_ZEROCOPY") : 0;
}

static long send_too_far(struct fixture *f)
{
	return or_errno(send(f->tcp.sender, f->at, f->len + 1,
			     MSG_ZEROCOPY | MSG_DONTWAIT));
}

/* The first number of a notification: calls that failed have none. */
static long notified(int fd)
{
	struct pollfd p = { .fd = fd };
	char control[128];
	struct msghdr m = {
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *c;
	const struct sock_extended_err *e;

	if (poll(&p, 1, 2000) != 1 || recvmsg(fd, &m, MSG_ERRQUEUE) < 0)
		return -ETIMEDOUT;
	c = CMSG_FIRSTHDR(&m);
	e = (const void *)CMSG_DATA(c);
	return e->ee_info;
}

static long send_good(struct fixture *f)
{
	const long len = f->len;

	if (send(f->tcp.sender, f->at, len, MSG_ZEROCOPY | MSG_DONTWAIT) != len)
		return -errno;
	if (recv(f->tcp.receiver, f->copy, len, MSG_WAITALL) != len ||
	    !pattern_is(f->copy, len, PATTERN_MEMORY, 0))
		return -EIO;
	return notified(f->tcp.sender);
}

enum { REGISTER, PBUF_RING, UDMABUF, ZEROCOPY, AIO };

/**
 * struct failing - a door, and a call that fails there; .how of a scenario is
 *	its index
 * @open: makes what the calls need
 * @fail: the call
 * @error: its errno
 * @good: a call that works, undone: 0 or -errno
 * @many: as often as AIO's events fill a page, rather than REPEATS
 */
static const struct failing {
	long (*open)(struct fixture *f);
	long (*fail)(struct fixture *f);
	int error;
	long (*good)(struct fixture *f);
	bool many;
} failing[] = {
	[REGISTER] = {
		.open = open_ring, .fail = register_too_far, .error = EFAULT,
		.good = register_good,
	},
	[PBUF_RING] = {
		.open = open_bufs, .fail = bufs_too_far, .error = EFAULT,
		.good = bufs_good,
	},
	[UDMABUF] = {
		.open = open_udmabuf, .fail = export_no_file, .error = EBADFD,
		.good = export_good,
	},
	[ZEROCOPY] = {
		.open = open_tcp, .fail = send_too_far, .error = EFAULT,
		.good = send_good,
	},
	[AIO] = {
		.open = read_nothing, .fail = submit_of_the_kernel,
		.error = EFAULT, .good = read_nothing, .many = true,
	},
};

static bool try_failing(struct attempt *a, struct fixture *f,
			const struct failing *d)
{
	const int times = d->many ? getpagesize() / (int)sizeof(struct io_event) :
				    REPEATS;
	int i;

	for (i = 0; i < times; i++)
		if (!scenario_answer(a, "a call that must fail", d->fail(f),
				     -d->error))
			return false;
	return scenario_answer(a, "the good call afterwards", d->good(f), 0) &&
	       scenario_answer(a, "F_SEAL_WRITE, when nobody uses the memory",
			       seal_at_last(f), 0);
}

static long fail_often(struct attempt *a)
{
	const struct failing *d = &failing[a->contract->scenario->how];
	struct fixture f;
	const long ret = open_memory(a, &f) ?: d->open(&f);

	if (!ret)
		a->disagrees = !try_failing(a, &f, d);
	return ret;
}

#define FAILED(name_, title_, how_, ...)				\
	{								\
		.name = name_, .title = title_, SUCCESS_IS_ZERO,	\
		.need = { __VA_ARGS__ }, .how = how_,			\
		.expect = scenario_works, .run = fail_often,		\
	}

const struct scenario scenarios_failed[] = {
	FAILED("io_uring.failed.register",
	       "registrations of io_uring buffers that fail at the second one leave nothing of the first",
	       REGISTER, .config = "IO_URING"),
	FAILED("io_uring.failed.pbuf_ring",
	       "rings of provided buffers that are not mapped leave their group free and no page in use",
	       PBUF_RING, .config = "IO_URING", .feature = C_IO_URING_PBUF_RING),
	FAILED("udmabuf.failed",
	       "lists of ranges that end with no memfd leave no page in use",
	       UDMABUF, .config = "UDMABUF"),
	FAILED("msg_zerocopy.failed",
	       "sends with MSG_ZEROCOPY that fail leave no page in use and take no number of a notification",
	       ZEROCOPY, .config = "INET"),
	FAILED("aio.failed.submit",
	       "requests that io_submit() refuses leave all events of the context free",
	       AIO, .config = "AIO"),
	{}
};
