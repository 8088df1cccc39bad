// SPDX-License-Identifier: GPL-2.0
/*
 * Random layouts at one door after another, compared with the specification:
 * bytes or errno, and the bytes that have moved. The first one on which kernel
 * and specification disagree is minimised.
 *
 * PINCER_ROUNDS is the number of layouts at all doors, PINCER_RANDOM_SEED the
 * first one's seed. The seed that a disagreement names makes its layout again.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "doors/doors.h"
#include "scenarios/minimise.h"
#include "scenarios/random_run.h"
#include "scenarios/scenarios.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

#define ROUNDS 200
#define SEED 1
#define PREFIX "random."

static unsigned long number_from_env(const char *env, unsigned long otherwise)
{
	const char *text = getenv(env);

	return text ? strtoul(text, NULL, 0) : otherwise;
}

/* PINCER_ROUNDS by the number of doors. */
static unsigned long rounds_a_door(void)
{
	unsigned long nr = 0;

	while (scenarios_random[nr].name)
		nr++;
	return (number_from_env("PINCER_ROUNDS", ROUNDS) + nr - 1) / nr;
}

static bool disagrees(void *ctx, const struct layout *l)
{
	return random_run_try(ctx, l);
}

static long iterate(struct attempt *a)
{
	const struct scenario *scenario = a->contract->scenario;
	unsigned long rounds = rounds_a_door();
	struct random_run r = {
		.a = a, .door = door_find(scenario->name + strlen(PREFIX)),
		.seed = number_from_env("PINCER_RANDOM_SEED", SEED),
	};
	struct layout l;

	r.generator.unit = scenario->how ?: (unsigned int)getpagesize();
	if (random_run_open(&r))
		return -1;
	for (; rounds--; r.seed++) {
		r.generator.seed = r.seed;
		generate(&r.generator, &l);
		snprintf(a->note, NOTE_MAX, "PINCER_RANDOM_SEED=%llu", r.seed);
		if (random_run_try(&r, &l)) {
			minimise(&l, disagrees, &r);
			/* Once more, so that the note names this layout. */
			random_run_try(&r, &l);
			break;
		}
		if (a->setup_error[0] || a->skip_reason[0])
			return -1;
	}
	return 0;
}

/* The specification applies the history to each layout. */
DEFINE_EXPECT(agreement, .ret = 0);

/* Values of .how: what offset and length are multiples of, bytes; 0: a page. */
#define BYTES 1
#define SECTORS 512
#define WHOLE_PAGES 0

#define RANDOM(door_, title_, unit_, ...)				\
	{								\
		.name = PREFIX door_,					\
		.title = "random layouts through " title_ " end as the model says", \
		SUCCESS_IS_ZERO, .how = unit_, .expect = agreement,	\
		.run = iterate, __VA_ARGS__				\
	}

const struct scenario scenarios_random[] = {
	RANDOM("io_uring.register", "io_uring registration", BYTES,
	       .need.config = "IO_URING"),
	RANDOM("splice.vmsplice", "vmsplice", BYTES),
	RANDOM("afxdp.umem", "AF_XDP", WHOLE_PAGES,
	       .need.config = "XDP_SOCKETS"),
	RANDOM("process_vm.read", "process_vm_readv()", BYTES,
	       .need.config = "CROSS_MEMORY_ATTACH"),
	RANDOM("process_vm.write", "process_vm_writev()", BYTES,
	       .need.config = "CROSS_MEMORY_ATTACH"),
	RANDOM("odirect.read.ext4", "an O_DIRECT read from ext4", SECTORS,
	       ON_EXT4),
	RANDOM("odirect.read.virtio_blk", "an O_DIRECT read from a disk",
	       SECTORS, ON_VIRTIO_BLK),
	RANDOM("odirect.write.ext4", "an O_DIRECT write to ext4", SECTORS,
	       ON_EXT4),
	RANDOM("odirect.write.nvme_cmb", "an O_DIRECT write to an NVMe",
	       SECTORS, ON_NVME_CMB),
	RANDOM("aio.read.virtio_blk", "a read by io_submit() from a disk",
	       SECTORS, ON_VIRTIO_BLK),
	RANDOM("aio.write.nvme_cmb", "a write by io_submit() to an NVMe",
	       SECTORS, ON_NVME_CMB),
	RANDOM("rdma.mr.read", "an RDMA region that is only read", BYTES,
	       .need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" }),
	RANDOM("rdma.mr.write", "an RDMA region that is written to", BYTES,
	       .need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" }),
	RANDOM("iommufd.map.write", "a mapping of iommufd", WHOLE_PAGES,
	       .need.config = "IOMMUFD_TEST"),
	{}
};
