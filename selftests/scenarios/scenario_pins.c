// SPDX-License-Identifier: GPL-2.0
/* Pages that callers of GUP pin, where a commit changed their number. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lib/alg.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"

static long pinned_by(struct attempt *a, char *page,
		      long (*use)(struct attempt *a, char *page))
{
	const long before = pins_acquired();
	const long size = getpagesize();
	long ret;

	if (before < 0)
		return attempt_setup_error(a, "/proc/vmstat");
	ret = use(a, page);
	if (ret >= 0 && ret != size)
		return attempt_setup_error(a, "a transfer of one page");
	return ret < 0 ? ret : pins_acquired() - before;
}

static long read_remotely(struct attempt *a, char *page)
{
	const size_t size = getpagesize();
	const struct iovec there = { .iov_base = page, .iov_len = size };
	const struct iovec here = { .iov_base = page + size, .iov_len = size };

	if (process_vm_readv(getpid(), &here, 1, &there, 1, 0) ==
	    (ssize_t)size)
		return size;
	return attempt_no_interface(a, "process_vm_readv");
}

/* GUP maps the zero page where untouched memory is read. */
static long read_zero_page(struct attempt *a)
{
	char *page = attempt_memory(a, 2 * getpagesize());

	return page ? pinned_by(a, page, read_remotely) : -ENOMEM;
}

/* Since c8070b787519 pin_user_pages() leaves the zero page uncounted. */
DEFINE_EXPECT(zero_page_is_not, .ret = h->has[C_GUP_ZERO_PAGE] ? 0 : 1);

static long hash(struct attempt *a, char *page)
{
	unsigned char digest[ALG_DIGEST];

	return alg_hash(a, page, getpagesize(), digest);
}

static long hash_page(struct attempt *a)
{
	char *page = attempt_memory(a, getpagesize());

	if (!page)
		return -ENOMEM;
	*page = 1;
	return pinned_by(a, page, hash);
}

/* Since f9e7a5fa51fb af_alg pins the pages instead of taking references. */
DEFINE_EXPECT(cipher_pins, .ret = h->has[C_AF_ALG_PINS] ? 1 : 0);

const struct scenario scenarios_pins[] = {
	{
		.name = "process_vm.zero_page",
		.title = "process_vm_readv() of untouched memory does not pin the zero page",
		.need.config = "CROSS_MEMORY_ATTACH", .need.guest_only = true,
		.expect = zero_page_is_not, .run = read_zero_page,
	}, {
		.name = "af_alg.pins",
		.title = "AF_ALG pins the pages that it hashes",
		.need.config = "CRYPTO_USER_API_HASH", .need.guest_only = true,
		.expect = cipher_pins, .run = hash_page,
	}, {}
};
