// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: a ring that was made without CAP_IPC_LOCK has a user, to whom
 * io_account_mem() charges registered memory.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "scenarios/payer.h"

static long open_ring(struct payment *p)
{
	p->fd = ring_bare();
	return p->fd < 0 ? attempt_no_ring(p->a) : 0;
}

static long end_pin(struct payment *p, long ret)
{
	if (ret)
		close(p->fd);
	return ret;
}

static void close_ring(struct payment *p)
{
	close(p->fd);
}

static void unregister(struct payment *p)
{
	ring_unregister_buffers(p->fd);
	close(p->fd);
}

static long register_buffers(struct payment *p)
{
	const struct iovec iov = { p->at, p->len };

	return open_ring(p) ?:
	       end_pin(p, or_errno(ring_register(p->fd, IORING_REGISTER_BUFFERS,
						 &iov, 1)));
}

/* IORING_REGISTER_BUFFERS_UPDATE of a slot that was empty; returns 1 for it. */
static long fill_slot(struct payment *p)
{
	const struct iovec iov = { p->at, p->len };
	const struct io_uring_rsrc_update2 arg = {
		.nr = 1, .data = (uintptr_t)&iov,
	};
	long ret;

	if (ring_register_empty(p->fd))
		return attempt_no_interface(p->a, "IORING_REGISTER_BUFFERS2");
	ret = or_errno(ring_register(p->fd, IORING_REGISTER_BUFFERS_UPDATE,
				     &arg, sizeof(arg)));
	return ret > 0 ? 0 : ret;
}

static long update_buffers(struct payment *p)
{
	return open_ring(p) ?: end_pin(p, fill_slot(p));
}

static long make_region(struct payment *p, struct ring_region_desc *desc)
{
	const struct ring_mem_region arg = { .region = (uintptr_t)desc };
	const long ret = or_errno(ring_register(p->fd, RING_MEM_REGION, &arg, 1));

	/* EINVAL is for a command that the kernel does not know. */
	return ret == -EINVAL ?
		attempt_no_interface(p->a, "IORING_REGISTER_MEM_REGION") : ret;
}

static long register_region(struct payment *p)
{
	struct ring_region_desc desc = {
		.user_addr = (uintptr_t)p->at, .size = p->len,
		.flags = RING_MEM_REGION_USER,
	};

	return open_ring(p) ?: end_pin(p, make_region(p, &desc));
}

/* The kernel allocates its pages, for the process to map. */
static long allocate_region(struct payment *p)
{
	struct ring_region_desc desc = { .size = p->len };

	return open_ring(p) ?: end_pin(p, make_region(p, &desc));
}

const struct payer payers_io_uring[] = {
	{
		.name = "io_uring.register", .refusal = ENOMEM, .bad = 1,
		.shown = AS_PINNED, .pin = register_buffers,
		.give_back = unregister,
	}, {
		.name = "io_uring.close", .refusal = ENOMEM, .bad = 1,
		.shown = AS_PINNED, .pin = register_buffers,
		.give_back = close_ring,
	}, {
		.name = "io_uring.update", .refusal = ENOMEM, .bad = 1,
		.shown = AS_PINNED, .pin = update_buffers,
		.give_back = unregister,
	}, {
		.name = "io_uring.mem_region", .refusal = ENOMEM, .bad = 1,
		.pin = register_region, .give_back = close_ring,
	}, {
		.name = "io_uring.kernel_region", .refusal = ENOMEM,
		.pin = allocate_region, .give_back = close_ring,
	}, {}
};
