// SPDX-License-Identifier: GPL-2.0
/* ublk: the client process adds the disk, uses it and deletes it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/ublk.h"

/**
 * struct client - the client process
 * @control: the control device
 * @number: the disk's
 * @disk: the block device, open, or -1
 * @memory: the buffer of its reads and writes
 */
struct client {
	struct ublk_control control;
	long number;
	int disk;
	const struct iovec *memory;
};

/* Reads a sector, so that a disk that cannot be served fails here. */
static long open_disk(struct client *c)
{
	char path[32];

	snprintf(path, sizeof(path), "/dev/ublkb%ld", c->number);
	c->disk = open(path, O_RDWR | O_DIRECT | O_CLOEXEC);
	if (c->disk < 0)
		return -errno;
	if (pread(c->disk, c->memory->iov_base, UBLK_SECTOR, 0) < 0)
		return -errno;
	return 0;
}

static long obey(struct client *c, enum ublk_order what)
{
	void *at = c->memory->iov_base;
	const size_t len = c->memory->iov_len;
	ssize_t n;

	if (what == UBLK_START)
		return ublk_start(&c->control, c->number, getppid()) ?:
		       open_disk(c);
	n = what == UBLK_READ ? pread(c->disk, at, len, UBLK_OFFSET) :
				pwrite(c->disk, at, len, UBLK_OFFSET);
	return n < 0 ? -errno : n;
}

/* Sends the disk's number, then an answer an order, until orders end. */
static void obey_orders(struct client *c, int server)
{
	long ret = c->number;
	char order;

	while (write(server, &ret, sizeof(ret)) == sizeof(ret) &&
	       read(server, &order, 1) == 1)
		ret = obey(c, order);
}

int ublk_be_client(int server, __u64 features, const struct iovec *memory)
{
	struct client c = { .disk = -1, .memory = memory };
	sigset_t all;
	long ret;

	/* A signal to the process group must not keep the disk from DEL_DEV. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	ret = ublk_control_open(&c.control);
	if (ret)
		return -ret;
	c.number = ublk_add(&c.control, features);
	obey_orders(&c, server);
	if (c.disk >= 0)
		close(c.disk);
	return c.number < 0 ? 0 : -ublk_delete(&c.control, c.number);
}
