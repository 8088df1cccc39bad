// SPDX-License-Identifier: GPL-2.0
/*
 * xfs on a device with stable_writes, which reads data more than once, for a
 * checksum. Since 3373503df025 the device gets a bounce buffer, and a write
 * pins no page of its source.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

#define PAGES 16

/* Returns pages that the write pinned. */
static long pins_of_write(struct attempt *a)
{
	const ssize_t len = PAGES * getpagesize();
	char *at = attempt_memory(a, len);
	long pins = pins_acquired();

	if (!at || pins < 0)
		return attempt_setup_error(a, "/proc/vmstat");
	pattern_fill(at, len, PATTERN_MEMORY, 0);
	if (pwrite(a->fd, at, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "writing the target");
	pins = pins_acquired() - pins;
	pattern_fill(at, len, PATTERN_DEVICE, 0);
	a->wrong_data = pread(a->fd, at, len, TARGET_OFFSET) != len ||
			!pattern_is(at, len, PATTERN_MEMORY, 0);
	return pins;
}

static struct outcome source_is_copied(const struct history *h,
				       const struct machine *m)
{
	(void)m;
	return (struct outcome){
		.ret = h->has[C_BIO_PINS] && !h->has[C_XFS_COPIES_STABLE] ?
			PAGES : 0,
	};
}

static long pins_of_read(struct attempt *a)
{
	const ssize_t len = PAGES * getpagesize();
	char *at = target_pattern_memory(a, len, PATTERN_MEMORY, 0);
	long pins;

	if (!at)
		return -1;
	pattern_fill(at, len, PATTERN_DEVICE, 0);
	pins = pins_acquired();
	if (pins < 0 || pread(a->fd, at, len, TARGET_OFFSET) != len)
		return attempt_setup_error(a, "reading the target");
	a->wrong_data = !pattern_is(at, len, PATTERN_MEMORY, 0);
	return pins_acquired() - pins;
}

/* Pinned until the device is done and the bounce buffer is copied to it. */
static struct outcome destination_is_pinned(const struct history *h,
					    const struct machine *m)
{
	(void)m;
	return (struct outcome){ .ret = h->has[C_BIO_PINS] ? PAGES : 0 };
}

/* 16 MiB in all, more than free memory varies meanwhile. */
#define REFUSED_READS 32
#define REFUSED_BYTES (512 << 10)

static long free_bytes(void)
{
	struct sysinfo info;

	return sysinfo(&info) ? -1 : (long)info.freeram * info.mem_unit;
}

/* Reads into read-only memory; returns bounce buffers that were not freed. */
static long count_leaked_buffers(struct attempt *a)
{
	const ssize_t len = REFUSED_BYTES;
	char *at = target_pattern_memory(a, len, PATTERN_MEMORY, 0);
	long before;
	int i;

	if (!at)
		return -1;
	if (mprotect(at, len, PROT_READ))
		return attempt_setup_error(a, "mprotect");
	before = free_bytes();
	for (i = 0; i < REFUSED_READS; i++)
		if (pread(a->fd, at, len, TARGET_OFFSET) >= 0 ||
		    errno != EFAULT)
			return attempt_setup_error(a, "a read that is refused");
	/* Rounded, as other processes use memory too. */
	return (before - free_bytes() + len / 2) / len;
}

static struct outcome none_leaks(const struct history *h,
				      const struct machine *m)
{
	(void)m;
	return (struct outcome){
		.ret = h->has[C_XFS_COPIES_STABLE] && !h->has[C_BOUNCE_LEAK] ?
			REFUSED_READS : 0,
	};
}

const struct scenario scenarios_bounce[] = {
	{
		.name = "bio.bounce.write_pins",
		.title = "an O_DIRECT write to xfs with stable_writes pins no page: the device reads a copy",
		ON_XFS_STABLE, .need.guest_only = true,
		.expect = source_is_copied, .run = pins_of_write,
	}, {
		.name = "bio.bounce.read_pins",
		.title = "an O_DIRECT read from xfs with stable_writes pins the pages that it copies to",
		ON_XFS_STABLE, .need.guest_only = true,
		.expect = destination_is_pinned, .run = pins_of_read,
	}, {
		.name = "bio.bounce.refused",
		.title = "an O_DIRECT read from xfs with stable_writes frees its bounce buffer when it fails",
		ON_XFS_STABLE, .need.guest_only = true,
		.expect = none_leaks, .run = count_leaked_buffers,
	}, {}
};
