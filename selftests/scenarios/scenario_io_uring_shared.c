// SPDX-License-Identifier: GPL-2.0
/*
 * Two io_urings and one page, or two parts of a huge page: each registration is
 * charged to RLIMIT_MEMLOCK, a clone is not. The charge stays as long as any
 * buffer keeps the page, and is given back once.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/memlock.h"
#include "scenarios/scenario.h"

/* What is done next, to the first ring or to the second. */
enum step {
	END,
	FIRST_PART,	/* the ring registers the first part of the memory */
	OTHER_PART,	/* the ring registers the second part */
	BOTH_PARTS,	/* the ring registers both, a buffer each */
	CLONE_ALL,	/* the ring clones all buffers of the other ring */
	CLONE_ONE,	/* the ring clones the other's first buffer */
	CLONE_LAST,	/* the ring clones the other's second buffer */
	CLONE_BEHIND,	/* the ring clones the other's first buffer behind its own */
	UNREGISTER,
};

/**
 * struct stage - a step, and what is charged after it
 * @ring: 0 or 1
 * @step: what that ring does
 * @charged: how often the memory is charged as a whole then
 */
struct stage {
	int ring;
	enum step step;
	int charged;
};

#define STAGES 6

/* What a scenario's .how says. */
enum sequence {
	EACH_PAYS, CLONE_OUTLIVES, CLONE_IS_FREE, CLONED_PARTS, CLONED_FIRST,
	CLONED_LAST, CLONED_TO_PAYER, PARTS_APART,
};

static const struct stage sequences[][STAGES] = {
	/* Each ring pays for what it registers. */
	[EACH_PAYS] = {
		{ 0, FIRST_PART, 1 }, { 1, FIRST_PART, 2 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
	/* Nobody pays for a clone, and it is paid for while it lives. */
	[CLONE_OUTLIVES] = {
		{ 0, FIRST_PART, 1 }, { 1, CLONE_ALL, 1 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
	[CLONE_IS_FREE] = {
		{ 0, FIRST_PART, 1 }, { 1, CLONE_ALL, 1 },
		{ 1, UNREGISTER, 1 }, { 0, UNREGISTER, 0 },
	},
	/* Parts of a huge page. */
	[CLONED_PARTS] = {
		{ 0, BOTH_PARTS, 1 }, { 1, CLONE_ALL, 1 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
	[CLONED_FIRST] = {
		{ 0, BOTH_PARTS, 1 }, { 1, CLONE_ONE, 1 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
	[CLONED_LAST] = {
		{ 0, BOTH_PARTS, 1 }, { 1, CLONE_LAST, 1 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
	[CLONED_TO_PAYER] = {
		{ 0, FIRST_PART, 1 }, { 1, OTHER_PART, 2 }, { 1, CLONE_BEHIND, 2 },
		{ 0, UNREGISTER, 2 }, { 1, UNREGISTER, 0 },
	},
	[PARTS_APART] = {
		{ 0, FIRST_PART, 1 }, { 1, OTHER_PART, 2 },
		{ 0, UNREGISTER, 1 }, { 1, UNREGISTER, 0 },
	},
};

static const char *const step_names[] = {
	[FIRST_PART] = "a part registered",
	[OTHER_PART] = "another part registered",
	[BOTH_PARTS] = "two parts registered",
	[CLONE_ALL] = "a clone of the table",
	[CLONE_ONE] = "a clone of one buffer",
	[CLONE_LAST] = "a clone of the last buffer",
	[CLONE_BEHIND] = "a clone behind its own buffer",
	[UNREGISTER] = "unregistration",
};

static long register_parts(int fd, char *at, enum step step)
{
	const size_t page = getpagesize();
	const struct iovec parts[] = { { at, page }, { at + 2 * page, page } };

	return or_errno(ring_register(fd, IORING_REGISTER_BUFFERS,
				      &parts[step == OTHER_PART],
				      1 + (step == BOTH_PARTS)));
}

/* IORING_REGISTER_DST_REPLACE */
#define REPLACE (1 << 1)

static long clone_one(int fd, int from, enum step step)
{
	const struct ring_clone_buffers arg = {
		.src_fd = from, .nr = 1, .src_off = step == CLONE_LAST,
		.flags = step == CLONE_BEHIND ? REPLACE : 0,
		.dst_off = step == CLONE_BEHIND,
	};

	return or_errno(ring_register(fd, RING_CLONE_BUFFERS, &arg, 1));
}

static long do_step(const int ring[2], const struct stage *s, char *at)
{
	const int fd = ring[s->ring], other = ring[!s->ring];

	switch (s->step) {
	case CLONE_ALL:
		return or_errno(ring_clone_buffers(fd, other));
	case CLONE_ONE:
	case CLONE_LAST:
	case CLONE_BEHIND:
		return clone_one(fd, other, s->step);
	case UNREGISTER:
		return or_errno(ring_unregister_buffers(fd));
	default:
		return register_parts(fd, at, s->step);
	}
}

/* Each result, and each charge in units of the whole memory. */
static bool run_stages(struct attempt *a, const int ring[2], char *at, size_t unit)
{
	const struct stage *s = sequences[a->contract->scenario->how];
	const long start = memlock_charge();
	char name[64];

	for (; s->step; s++) {
		snprintf(name, sizeof(name), "%s (ring %d), charged",
			 step_names[s->step], s->ring);
		if (!scenario_answer(a, step_names[s->step],
				     do_step(ring, s, at), 0) ||
		    !scenario_answer(a, name, memlock_charge() - start,
				     s->charged * (long)unit))
			return false;
	}
	return true;
}

/* Probe with fd -1: EBADF if the arguments are known, EINVAL if not. */
static bool knows_range(int fd)
{
	const struct ring_clone_buffers arg = { .src_fd = -1, .nr = 1 };

	return !ring_register(fd, RING_CLONE_BUFFERS, &arg, 1) ||
	       errno != EINVAL;
}

/* Whether the kernel has what the contract needs, as far as commands tell. */
static bool knows_commands(const struct attempt *a, int fd)
{
	const enum commit_id feature = a->contract->need->feature;

	return !feature || (feature == C_IO_URING_CLONE_BUFFERS ?
				    ring_knows_clone(fd) : knows_range(fd));
}

static long open_rings(struct attempt *a, int ring[2])
{
	if (memlock_counts_rings(&a->kernel->history))
		return attempt_skip(a, MEMLOCK_COUNTS_RINGS);
	if (!memlock_become_stranger() && a->kernel->guest)
		return attempt_setup_error(a, "another user");
	if (!memlock_set_privilege(false))
		return attempt_setup_error(a, "CAP_IPC_LOCK");
	ring[0] = ring_bare();
	ring[1] = ring_bare();
	return ring[0] < 0 || ring[1] < 0 ? attempt_no_ring(a) : 0;
}

static long share(struct attempt *a, char *at, size_t unit)
{
	int ring[2];
	const long ret = open_rings(a, ring);

	if (ret)
		return ret;
	if (!knows_commands(a, ring[0]))
		return attempt_no_interface(a, "IORING_REGISTER_CLONE_BUFFERS");
	if (!memlock_set_limit(3 * unit))
		return attempt_setup_error(a, "RLIMIT_MEMLOCK");
	a->disagrees = !run_stages(a, ring, at, unit);
	close(ring[0]);
	close(ring[1]);
	return 0;
}

static long share_page(struct attempt *a)
{
	char *at = attempt_memory(a, getpagesize());

	return at ? share(a, at, getpagesize()) : -ENOMEM;
}

static long share_huge_page(struct attempt *a)
{
	size_t size;
	char *at = scenario_huge_pages(a, 1, &size);

	return at ? share(a, at, size) : -ENOMEM;
}

#define CLONES .config = "IO_URING", .feature = C_IO_URING_CLONE_BUFFERS

#define RANGES .config = "IO_URING", .feature = C_IO_URING_CLONE_OFFSET

/*
 * io_buffer_unmap() asks its own ring whether a huge page has other buffers
 * there; whether this buffer has clones it asks later, and forgets the answer.
 */
DEFINE_EXPECT(part_is_forgotten,
	      .flaws = h->has[C_IO_URING_CLONED_HUGE] ? FLAW(MODEL) : 0);

#define SHARED(name_, title_, run_, how_, expect_, ...)			\
	{								\
		.name = "io_uring.charge." name_, .title = title_,	\
		SUCCESS_IS_ZERO,					\
		.need = { .guest_only = true, __VA_ARGS__ },		\
		.expect = expect_, .how = how_, .run = run_,		\
	}

#define PAGE(name_, title_, how_, ...)					\
	SHARED(name_, title_, share_page, how_, scenario_works, __VA_ARGS__)
#define HUGE(name_, title_, how_, expect_, ...)				\
	SHARED("huge." name_, title_, share_huge_page, how_, expect_, __VA_ARGS__)

const struct scenario scenarios_io_uring_shared[] = {
	PAGE("rings", "a page that two io_urings register is charged twice",
	     EACH_PAYS, .config = "IO_URING"),
	PAGE("clone_outlives", "a cloned buffer is charged until the clone is gone too",
	     CLONE_OUTLIVES, CLONES),
	PAGE("clone_is_free", "a cloned buffer is not charged again",
	     CLONE_IS_FREE, CLONES),
	HUGE("rings", "a huge page that two io_urings register is charged twice",
	     EACH_PAYS, scenario_works, .config = "HUGETLBFS"),
	HUGE("clone_outlives", "a huge page is charged until the clone of its buffer is gone too",
	     CLONE_OUTLIVES, scenario_works, CLONES),
	HUGE("clone_is_free", "a huge page whose buffer is cloned is not charged again",
	     CLONE_IS_FREE, scenario_works, CLONES),
	HUGE("apart", "two io_urings that register parts of a huge page are each charged for it as a whole",
	     PARTS_APART, scenario_works, .config = "HUGETLBFS"),
	HUGE("cloned_parts", "a huge page is charged until all clones of its parts are gone",
	     CLONED_PARTS, scenario_works, CLONES),
	HUGE("cloned_first", "a huge page is charged until the clone of its first part is gone",
	     CLONED_FIRST, scenario_works, RANGES),
	HUGE("cloned_last", "a huge page is charged until the clone of its last part is gone",
	     CLONED_LAST, part_is_forgotten, RANGES),
	HUGE("cloned_to_payer", "a huge page is given back as often as it was charged, where a ring has a clone beside its own part",
	     CLONED_TO_PAYER, part_is_forgotten, RANGES),
	{}
};
