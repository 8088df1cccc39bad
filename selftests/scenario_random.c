// SPDX-License-Identifier: GPL-2.0
/*
 * Layouts thrown by dice, through one door after another. The specification
 * says what must come of each: how many bytes or which error, and which bytes
 * have moved. The first on which the kernel disagrees is made as simple as it
 * can be and still disagree.
 *
 * PINCER_ROUNDS says how many in all, PINCER_RANDOM_SEED where they begin: with
 * what a disagreement names, and one round, it comes again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arrange.h"
#include "buffer.h"
#include "random.h"
#include "scenario.h"
#include "target.h"

#define ROUNDS 200
#define SEED 1
#define PREFIX "random."

/** struct game - what all rounds share */
struct game {
	struct attempt *a;	/* the scenario's own */
	const struct door *door;
	struct dice dice;
	unsigned long long seed;	/* of this round */
	char *room;		/* where layouts are put together */
	size_t size;
};

static unsigned long setting_of(const char *env, unsigned long otherwise)
{
	const char *said = getenv(env);

	return said ? strtoul(said, NULL, 0) : otherwise;
}

static const struct door *door_behind(const struct door *scenario)
{
	const struct door *const *family, *door;

	for (family = door_families; *family; family++)
		for (door = *family; door->name; door++)
			if (!strcmp(door->name,
				    scenario->name + strlen(PREFIX)))
				return door;
	return NULL;
}

/* Empty again: whatever lay there is gone. */
static int clear_room(const struct game *g)
{
	if (mmap(g->room, g->size, PROT_NONE, MAP_FIXED | MAP_PRIVATE |
		 MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
		return attempt_broken(g->a, "mmap");
	return 0;
}

static int open_room(struct game *g)
{
	g->size = (TRIAL_PAGES_MAX + 2) * (size_t)getpagesize();
	g->room = mmap(NULL, g->size, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return g->room == MAP_FAILED ? attempt_broken(g->a, "mmap") : 0;
}

static int make_part(struct attempt *a, const struct trial *t, int i, char *at)
{
	struct part *part = &a->part[i];

	*part = (struct part){
		.kind = t->kind[i], .left = i ? part - 1 : NULL,
		.at = at, .page = at, .pages = t->pages[i], .fd = -1,
		.len = t->pages[i] * (size_t)getpagesize(),
	};
	return part->kind->make(part);
}

static int make_parts(struct game *g, const struct trial *t, struct attempt *a)
{
	char text[128] = "", *at = g->room + getpagesize();
	int i;

	a->buf = at + t->offset;
	for (i = 0; i < t->nr; i++) {
		a->nr++;
		if (make_part(a, t, i, at) ||
		    arrange_part_state(&a->part[i], t->state[i], text,
				       sizeof(text))) {
			snprintf(g->a->broken, sizeof(g->a->broken), "%.159s",
				 a->part[i].why[0] ? a->part[i].why : text);
			return -EINVAL;
		}
		at += a->part[i].len;
	}
	return 0;
}

static void close_parts(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].fd >= 0)
			close(a->part[i].fd);
}

/* What the kernel made of it, against what it should have. */
static void compare(struct game *g, const struct trial *t, struct attempt *a,
		    long ret)
{
	const long expected = trial_expect(t, g->door, &a->setting->history,
					   a->facts);
	char layout[128], seen[OBSERVED_MAX], due[OBSERVED_MAX];
	const char *flaw = "";

	if (a->wrong_data)
		flaw = "!data";
	else if (!buffer_surroundings_intact(a))
		flaw = "!surroundings";
	g->a->disagrees = ret != expected || *flaw;
	if (!g->a->disagrees)
		return;
	trial_describe(t, layout, sizeof(layout));
	outcome_format(ret, g->door->props.success_is_zero, seen);
	outcome_format(expected, g->door->props.success_is_zero, due);
	snprintf(g->a->note, NOTE_MAX,
		 "PINCER_RANDOM_SEED=%llu: %s: %.20s%s, the model says %.20s",
		 g->seed, layout, seen, flaw, due);
}

/* Whether they disagree; not where it could not be tried. */
static bool disagree(struct game *g, const struct trial *t)
{
	struct attempt a = *g->a;
	long ret;

	a.door = g->door;
	a.len = t->length;
	a.nr = 0;
	g->a->disagrees = false;
	if (clear_room(g))
		return false;
	if (!(a.fd >= 0 && target_fill(&a)) && !make_parts(g, t, &a)) {
		ret = g->door->run(&a);
		if (!a.broken[0] && !a.lacks[0])
			compare(g, t, &a, ret);
	}
	close_parts(&a);
	attempt_free_memory(&a);
	if (a.broken[0])
		memcpy(g->a->broken, a.broken, sizeof(a.broken));
	g->a->absent = a.absent;
	memcpy(g->a->lacks, a.lacks, sizeof(a.lacks));
	return g->a->disagrees;
}

static void simplify(struct game *g, struct trial t)
{
	struct trial simpler;
	int way;

	for (way = 0; way < trial_simplifications(&t); way++)
		if (trial_simplify(&t, way, &simpler) &&
		    disagree(g, &simpler)) {
			t = simpler;
			way = -1;
		}
	/* Tried last, so that the note is of it. */
	disagree(g, &t);
}

/*
 * What comes in units of its own, must not be touched, or changes by itself
 * is for the grid; so is what the model leaves open outside of guests.
 */
static bool may_come_up(const struct game *g, const struct mapping *kind)
{
	return mapping_granule(kind) == (size_t)getpagesize() &&
	       !(kind->traits & (T_NO_CPU | T_RIGHT_ONLY | T_VOLATILE |
				 T_RING | T_REPEATED)) &&
	       (g->a->setting->guest ||
		!(kind->props.flags & (M_FSDAX | M_P2PDMA)));
}

/* Kinds that this kernel lacks stay away; the promised ones must be there. */
static int add_kind(struct game *g, const struct mapping *kind)
{
	const struct trial alone = { .kind = { kind }, .pages = { 1 } };
	char why[256];
	struct attempt a = { 0 };
	int ret = 0;

	if (!may_come_up(g, kind))
		return 0;
	a.nr = 1;
	if (!(kind->traits & T_NEEDS_LEFT))
		ret = make_part(&a, &alone, 0, g->room + getpagesize());
	else
		a.part[0].fd = -1;
	close_parts(&a);
	if (!ret) {
		g->dice.kind[g->dice.nr_kinds++] = kind;
		return 0;
	}
	if (need_missing(&kind->need, g->a->setting, a.part[0].why, why,
			 sizeof(why)))
		return 0;
	snprintf(g->a->broken, sizeof(g->a->broken), "%.159s", why);
	return ret;
}

static int find_kinds(struct game *g)
{
	const struct mapping *const *family, *kind;
	int ret = 0;

	for (family = mapping_families; *family && !ret; family++)
		for (kind = *family; kind->name && !ret; kind++)
			ret = add_kind(g, kind);
	return ret;
}

/* Its share of all rounds. */
static unsigned long rounds_a_door(void)
{
	unsigned long nr = 0;

	while (scenarios_random[nr].name)
		nr++;
	return (setting_of("PINCER_ROUNDS", ROUNDS) + nr - 1) / nr;
}

static long play(struct attempt *a, size_t unit)
{
	unsigned long rounds = rounds_a_door();
	struct game g = {
		.a = a, .door = door_behind(a->door),
		.seed = setting_of("PINCER_RANDOM_SEED", SEED),
	};
	struct trial t;

	g.dice.unit = unit;
	if (open_room(&g) || find_kinds(&g))
		return -1;
	for (; rounds--; g.seed++) {
		g.dice.seed = g.seed;
		trial_throw(&t, &g.dice);
		snprintf(a->note, NOTE_MAX, "PINCER_RANDOM_SEED=%llu", g.seed);
		if (disagree(&g, &t)) {
			simplify(&g, t);
			break;
		}
		if (a->broken[0] || a->lacks[0])
			return -1;
	}
	return 0;
}

static long play_bytes(struct attempt *a)
{
	return play(a, 1);
}

static long play_sectors(struct attempt *a)
{
	return play(a, 512);
}

static long play_pages(struct attempt *a)
{
	return play(a, getpagesize());
}

/* Whatever the history: it is the model's business, round by round. */
static struct outcome agreement(const struct history *h, const struct facts *f)
{
	(void)h;
	(void)f;
	return (struct outcome){ .ret = 0 };
}

#define THROUGH(door_, title_, play_)					\
	.name = PREFIX door_,						\
	.title = title_ " does with layouts thrown by dice what the model says", \
	.props.success_is_zero = true, .rule = agreement, .run = play_

const struct door scenarios_random[] = {
	{
		THROUGH("io_uring.register", "io_uring registration", play_bytes),
		.need.config = "IO_URING",
	}, {
		THROUGH("splice.vmsplice", "vmsplice", play_bytes),
	}, {
		THROUGH("afxdp.umem", "AF_XDP", play_pages),
		.need.config = "XDP_SOCKETS",
	}, {
		THROUGH("process_vm.read", "process_vm_readv()", play_bytes),
		.need.config = "CROSS_MEMORY_ATTACH",
	}, {
		THROUGH("process_vm.write", "process_vm_writev()", play_bytes),
		.need.config = "CROSS_MEMORY_ATTACH",
	}, {
		THROUGH("odirect.read.ext4", "an O_DIRECT read from ext4",
			play_sectors),
		.need = { .config = "EXT4_FS", .env = "PINCER_EXT4" },
		.target = TARGET_EXT4,
	}, {
		THROUGH("odirect.read.virtio_blk", "an O_DIRECT read from a disk",
			play_sectors),
		.need = { .config = "VIRTIO_BLK", .env = "PINCER_VIRTIO_BLK" },
		.target = TARGET_VIRTIO_BLK,
	}, {
		THROUGH("odirect.write.ext4", "an O_DIRECT write to ext4",
			play_sectors),
		.need = { .config = "EXT4_FS", .env = "PINCER_EXT4" },
		.target = TARGET_EXT4,
	}, {
		THROUGH("odirect.write.nvme_cmb", "an O_DIRECT write to an NVMe",
			play_sectors),
		.need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME_CMB" },
		.target = TARGET_NVME_OWNER,
	}, {
		THROUGH("aio.read.virtio_blk", "a read by io_submit() from a disk",
			play_sectors),
		.need = { .config = "VIRTIO_BLK", .env = "PINCER_VIRTIO_BLK" },
		.target = TARGET_VIRTIO_BLK,
	}, {
		THROUGH("aio.write.nvme_cmb", "a write by io_submit() to an NVMe",
			play_sectors),
		.need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME_CMB" },
		.target = TARGET_NVME_OWNER,
	}, {
		THROUGH("rdma.mr.read", "an RDMA region that is only read",
			play_bytes),
		.need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" },
	}, {
		THROUGH("rdma.mr.write", "an RDMA region that is written to",
			play_bytes),
		.need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" },
	}, {
		THROUGH("iommufd.map.write", "a mapping of iommufd",
			play_pages),
		.need.config = "IOMMUFD_TEST",
	}, {}
};
