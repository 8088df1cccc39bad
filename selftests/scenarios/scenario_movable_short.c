// SPDX-License-Identifier: GPL-2.0
/* Pins without FOLL_LONGTERM leave pages in ZONE_MOVABLE. */
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
	char copy[a->len];
	const struct iovec here = { copy, sizeof(copy) };
	const struct iovec there = { a->buf, a->len };
	const long ret = process_vm_readv(getpid(), &here, 1, &there, 1, 0);

	if (ret < 0 && errno == ENOSYS)
		return attempt_no_interface(a, "process_vm_readv");
	return ret == (long)a->len ? 0 : -EFAULT;
}

static long use_process_vm(struct attempt *a)
{
	return movable_count_after(a, read_remotely);
}

static long write_and_read(struct attempt *a)
{
	const ssize_t len = a->len;
	const int file = attempt_open_tmpfile(a, "PINCER_EXT4", O_DIRECT);
	long ret = 0;

	if (file < 0)
		return file;
	if (pwrite(file, a->buf, len, 0) != len ||
	    pread(file, a->buf, len, 0) != len)
		ret = attempt_setup_error(a, "O_DIRECT");
	close(file);
	return ret;
}

static long use_odirect(struct attempt *a)
{
	return movable_count_after(a, write_and_read);
}

static long pin_shortly(struct attempt *a)
{
	return gup_test_pin_buffer(a, a->contract->scenario->how,
				   GUP_TEST_WRITE);
}

static long use_gup_test(struct attempt *a)
{
	return movable_count_after(a, pin_shortly);
}

DEFINE_EXPECT(all_stay, .ret = MOVABLE_PAGES);

const struct scenario scenarios_movable_short[] = {
	MOVABLE("process_vm", "CROSS_MEMORY_ATTACH",
		"process_vm_readv() leaves pages in ZONE_MOVABLE",
		all_stay, use_process_vm),
	MOVABLE("odirect", "EXT4_FS",
		"O_DIRECT leaves pages in ZONE_MOVABLE",
		all_stay, use_odirect),
	MOVABLE("gup_test.short.slow", "GUP_TEST",
		"pin_user_pages() without FOLL_LONGTERM leaves pages in ZONE_MOVABLE",
		all_stay, use_gup_test, .how = GUP_TEST_PIN),
	MOVABLE("gup_test.short.fast", "GUP_TEST",
		"pin_user_pages_fast() without FOLL_LONGTERM leaves pages in ZONE_MOVABLE",
		all_stay, use_gup_test, .how = GUP_TEST_PIN_FAST),
	{}
};
