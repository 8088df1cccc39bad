// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "memory/buffer.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

const struct door *const door_families[] = {
	doors_aio,
	doors_alg,
	doors_gup_test,
	doors_io_uring,
	doors_io_uring_memory,
	doors_io_uring_rw,
	doors_io_uring_send,
	doors_iommufd,
	doors_net,
	doors_nvme,
	doors_odirect,
	doors_page,
	doors_rdma,
	doors_remote,
	doors_splice,
	doors_ublk,
	doors_xdp,
	scenarios_align,
	scenarios_bio,
	scenarios_bounce,
	scenarios_coalesce,
	scenarios_cow,
	scenarios_force,
	scenarios_inflight,
	scenarios_io_uring,
	scenarios_io_uring_bio,
	scenarios_io_uring_charge,
	scenarios_io_uring_fixed,
	scenarios_io_uring_memlock,
	scenarios_io_uring_pieces,
	scenarios_movable,
	scenarios_movable_held,
	scenarios_movable_short,
	scenarios_odirect,
	scenarios_p2pmem,
	scenarios_p2pmem_cpu,
	scenarios_p2pmem_life,
	scenarios_p2pmem_device,
	scenarios_pincount,
	scenarios_pinned,
	scenarios_pins,
	scenarios_random,
	scenarios_rdma,
	scenarios_secretmem,
	scenarios_splice,
	scenarios_ublk,
	scenarios_ublk_life,
	scenarios_udmabuf,
	scenarios_xdp,
	/* What they leave behind is looked at last of all. */
	scenarios_leak,
	/* Last of all. */
	scenarios_kernel,
	NULL
};

long attempt_go(struct attempt *a)
{
	const long ret = a->door->run(a);

	if (a->broken[0] || a->lacks[0])
		return ret;
	if (a->door->role == ROLE_DEST)
		buffer_check_read(a, ret);
	else if (a->door->role == ROLE_SOURCE)
		target_check_written(a, ret);
	return ret;
}

long attempt_broken(struct attempt *a, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(a->broken, sizeof(a->broken), "%s: %s", what,
		 strerror(error));
	return -error;
}

long attempt_absent(struct attempt *a, const char *what)
{
	a->absent = true;
	return attempt_broken(a, what);
}

static bool is_hole(const struct part *part)
{
	return part->kind->props.flags & M_HOLE;
}

int attempt_plug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]) &&
		    mmap(a->part[i].at, a->part[i].len, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
			 0) != a->part[i].at)
			return attempt_broken(a, "a hole is not empty");
	return 0;
}

void attempt_unplug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]))
			munmap(a->part[i].at, a->part[i].len);
}

void *attempt_memory(struct attempt *a, size_t size)
{
	void *at;

	if (attempt_plug_holes(a))
		return NULL;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED) {
		attempt_broken(a, "mmap");
	} else {
		a->memory = at;
		a->memory_len = size;
	}
	attempt_unplug_holes(a);
	return a->memory;
}

void attempt_free_memory(struct attempt *a)
{
	if (a->memory)
		munmap(a->memory, a->memory_len);
	a->memory = NULL;
}
