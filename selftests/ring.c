// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <unistd.h>

#include "ring.h"

int ring_setup(unsigned int entries, struct io_uring_params *params)
{
	return syscall(SYS_io_uring_setup, entries, params);
}

int ring_register_buffers(int fd, const struct iovec *iov, unsigned int nr)
{
	return syscall(SYS_io_uring_register, fd, IORING_REGISTER_BUFFERS, iov,
		       nr);
}

int ring_unregister_buffers(int fd)
{
	return syscall(SYS_io_uring_register, fd, IORING_UNREGISTER_BUFFERS,
		       NULL, 0);
}
