// SPDX-License-Identifier: GPL-2.0
/*
 * What is pinned for a moment can be moved soon enough: it stays where it is,
 * in ZONE_MOVABLE too. To move it would cost more than the pin.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/gup_test.h"
#include "memory/movable.h"
#include "scenarios/scenario.h"

static long read_remotely(struct attempt *a)
{
	struct movable m;
	long ret = movable_buffer(a, &m, -1);
	char copy[ret ? 1 : a->len];
	const struct iovec here = { copy, sizeof(copy) };
	const struct iovec there = { a->buf, a->len };

	if (ret)
		return ret;
	ret = process_vm_readv(getpid(), &here, 1, &there, 1, 0);
	if (ret < 0 && errno == ENOSYS)
		return attempt_no_interface(a, "process_vm_readv");
	return ret == (long)a->len ? movable_stayed(a, &m) : -EFAULT;
}

/* There and back. */
static long move_data(struct attempt *a, int file)
{
	struct movable m;
	const long ret = movable_buffer(a, &m, -1);
	const ssize_t len = a->len;

	if (ret)
		return ret;
	if (pwrite(file, a->buf, len, 0) != len ||
	    pread(file, a->buf, len, 0) != len)
		return attempt_setup_error(a, "O_DIRECT");
	return movable_stayed(a, &m);
}

static long use_odirect(struct attempt *a)
{
	const int file = attempt_open_tmpfile(a, "PINCER_EXT4", O_DIRECT);
	long ret;

	if (file < 0)
		return file;
	ret = move_data(a, file);
	close(file);
	return ret;
}

static long take(struct attempt *a)
{
	struct movable m;
	long ret = movable_buffer(a, &m, -1);

	if (ret)
		return ret;
	ret = gup_test_take(a, a->contract->scenario->how, GUP_TEST_WRITE, a->buf,
			    a->len);
	if (ret < 0)
		return ret;
	return ret == (long)a->len ? movable_stayed(a, &m) : -EFAULT;
}

DEFINE_EXPECT(all_stay, .ret = MOVABLE_PAGES);

const struct scenario scenarios_movable_short[] = {
	{
		MOVABLE("process_vm", "CROSS_MEMORY_ATTACH", read_remotely),
		.title = "memory that may be unplugged stays where it is for process_vm_readv()",
		.expect = all_stay,
	}, {
		MOVABLE("odirect", "EXT4_FS", use_odirect),
		.title = "memory that may be unplugged stays where it is for O_DIRECT",
		.expect = all_stay,
	}, {
		MOVABLE("gup_test.short.slow", "GUP_TEST", take),
		.how = GUP_TEST_PIN,
		.title = "memory that may be unplugged stays where it is if pin_user_pages() is not told that it is for long",
		.expect = all_stay,
	}, {
		MOVABLE("gup_test.short.fast", "GUP_TEST", take),
		.how = GUP_TEST_PIN_FAST,
		.title = "memory that may be unplugged stays where it is if pin_user_pages_fast() is not told that it is for long",
		.expect = all_stay,
	}, {}
};
