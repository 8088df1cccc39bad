// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "lib/aio.h"

/*
 * io_destroy() takes tens of milliseconds, so one context serves all cases. The
 * kernel maps its ring, which must not land in a hole of the buffer.
 */
static aio_context_t context;

static int open_context(struct attempt *a)
{
	int ret;

	if (context)
		return 0;
	ret = attempt_plug_holes(a);
	if (ret)
		return ret;
	if (syscall(SYS_io_setup, 1, &context))
		ret = errno == ENOSYS ? attempt_no_interface(a, "io_setup") :
					attempt_setup_error(a, "io_setup");
	attempt_unplug_holes(a);
	a->keeps = true;
	return ret;
}

long aio_begin(struct attempt *a, int opcode, int fd, void *at, size_t len)
{
	struct iocb request = {
		.aio_lio_opcode = opcode, .aio_fildes = fd,
		.aio_buf = (uintptr_t)at, .aio_nbytes = len,
		.aio_offset = TARGET_OFFSET,
	}, *requests[] = { &request };
	const int ret = open_context(a);

	if (ret)
		return ret;
	return syscall(SYS_io_submit, context, 1, requests) == 1 ? 0 : -errno;
}

bool aio_ended(long *ret)
{
	struct timespec none = { 0 };
	struct io_event event;
	const long nr = syscall(SYS_io_getevents, context, 1, 1, &event, &none);

	if (nr == 1)
		*ret = event.res;
	return nr == 1;
}

long aio_end(struct attempt *a)
{
	struct io_event event;
	long nr;

	/* EINTR: task work of an io_uring that an earlier case closed. */
	do
		nr = syscall(SYS_io_getevents, context, 1, 1, &event, NULL);
	while (nr < 0 && errno == EINTR);
	return nr == 1 ? (long)event.res : attempt_setup_error(a, "io_getevents");
}
