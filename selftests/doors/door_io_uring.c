// SPDX-License-Identifier: GPL-2.0
/* io_uring: registered buffers are pinned with FOLL_LONGTERM. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "doors/doors.h"

/* Checks the file's content, then writes what buffer_check_read() expects. */
static int swap_content(struct attempt *a, int fd, char *copy)
{
	if (pread(fd, copy, a->len, 0) != (ssize_t)a->len)
		return attempt_setup_error(a, "reading a memfd");
	if (!buffer_held(a, copy, 0, a->len))
		a->wrong_data = true;
	pattern_fill(copy, a->len, PATTERN_DEVICE, getpagesize());
	if (pwrite(fd, copy, a->len, 0) != (ssize_t)a->len)
		return attempt_setup_error(a, "writing a memfd");
	return 0;
}

static long write_and_read_back(struct attempt *a, struct ring *r, int fd,
			   char *copy)
{
	long ret = attempt_fixed(a, r, IORING_OP_WRITE_FIXED, fd, 0);

	if (ret >= 0)
		ret = swap_content(a, fd, copy) ?:
		      attempt_fixed(a, r, IORING_OP_READ_FIXED, fd, 0);
	if (ret < 0)
		return ret;
	buffer_check_read(a, a->len);
	return 0;
}

long attempt_check_fixed(struct attempt *a, struct ring *r)
{
	const int fd = memfd_create("pincer", MFD_CLOEXEC);
	char *copy = attempt_memory(a, a->len);
	long ret;

	if (fd < 0 || !copy)
		return attempt_setup_error(a, "memfd");
	ret = write_and_read_back(a, r, fd, copy);
	close(fd);
	return ret;
}

/* Memory of an io_uring is registered with that io_uring itself. */
static int ring_of_buffer(const struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].kind->traits & T_RING)
			return dup(a->part[i].fd);
	return ring_bare();
}

static long open_bare(struct attempt *a, void *session)
{
	int *const fd = session;

	*fd = ring_of_buffer(a);
	return *fd < 0 ? attempt_no_ring(a) : 0;
}

static long register_buffer(struct attempt *a, void *session)
{
	const int *const fd = session;

	return attempt_register(a, *fd) ?: attempt_unregister(a, *fd);
}

static void close_bare(struct attempt *a, void *session)
{
	const int *const fd = session;

	(void)a;
	close(*fd);
}

static const struct session bare_session = {
	.size = sizeof(int),
	.open = open_bare, .use = register_buffer, .close = close_bare,
};

static int update_slot(int fd, const struct iovec *iov)
{
	const struct io_uring_rsrc_update2 arg = {
		.nr = 1, .data = (uintptr_t)iov,
	};

	return ring_register(fd, IORING_REGISTER_BUFFERS_UPDATE, &arg,
			     sizeof(arg));
}

/*
 * Probe with an empty iovec: ENXIO if IORING_REGISTER_BUFFERS_UPDATE exists and
 * no table is registered, EINVAL if not.
 */
static bool knows_update(int fd)
{
	const struct iovec none = { .iov_base = NULL };

	return update_slot(fd, &none) >= 0 || errno != EINVAL;
}

static long open_updated(struct attempt *a, void *session)
{
	struct ring *r = session;
	long ret = attempt_ring(a, r, 1);

	if (ret)
		return ret;
	if (knows_update(r->fd))
		return 0;
	ret = attempt_no_interface(a, "IORING_REGISTER_BUFFERS_UPDATE");
	ring_close(r);
	return ret;
}

static long update_buffer(struct attempt *a, void *session)
{
	const struct iovec iov = { .iov_base = a->buf, .iov_len = a->len };
	struct ring *r = session;
	long ret, gone;

	if (ring_register_empty(r->fd))
		return attempt_setup_error(a, "IORING_REGISTER_BUFFERS2");
	if (update_slot(r->fd, &iov) < 0)
		ret = errno == ENOMEM && !memlock_unlimited() ?
			attempt_no_ring(a) : -errno;
	else
		ret = attempt_check_fixed(a, r);
	gone = attempt_unregister(a, r->fd);
	return ret ? ret : gone;
}

static void close_updated(struct attempt *a, void *session)
{
	(void)a;
	ring_close(session);
}

static const struct session update_session = {
	.size = sizeof(struct ring),
	.open = open_updated, .use = update_buffer, .close = close_updated,
};

/* Checks the clone once the source is unregistered. */
static long clone_from(struct attempt *a, struct ring *r, int source)
{
	long ret;

	if (!ring_knows_clone(r->fd))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	ret = attempt_register(a, source);
	if (ret)
		return ret;
	if (ring_clone_buffers(r->fd, source))
		return -errno;
	return attempt_unregister(a, source) ?: attempt_check_fixed(a, r) ?:
	       attempt_unregister(a, r->fd);
}

static long clone_buffer(struct attempt *a)
{
	struct ring r;
	long ret = attempt_ring(a, &r, 1);
	int source;

	if (ret)
		return ret;
	source = ring_bare();
	if (source < 0) {
		ret = attempt_no_ring(a);
	} else {
		ret = clone_from(a, &r, source);
		close(source);
	}
	ring_close(&r);
	return ret;
}

const struct door doors_io_uring[] = {
	{
		.name = "io_uring.register",
		.title = "registration as an io_uring buffer",
		.props = { REGISTRATION, .success_is_zero = true },
		.need.config = "IO_URING",
		IN_SESSION(bare_session),
	}, {
		.name = "io_uring.update",
		.title = "an update of an io_uring's registered buffers",
		.props = { REGISTRATION, .success_is_zero = true },
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_BUFFERS_UPDATE },
		.brief = true, .slow = true, IN_SESSION(update_session),
	}, {
		.name = "io_uring.clone",
		.title = "registration with one io_uring, cloned to another",
		.props = { REGISTRATION, .success_is_zero = true },
		.need = { .config = "IO_URING",
			  .feature = C_IO_URING_CLONE_BUFFERS },
		.brief = true, .slow = true, .run = clone_buffer,
	}, {}
};
