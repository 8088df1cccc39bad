// SPDX-License-Identifier: GPL-2.0
/* FOLL_FORCE: ptrace() writes to memory that the process cannot write to. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "scenarios/scenario.h"
#include "lib/ptrace.h"

/* copy_to_user() to @at, which needs write permission. */
static long read_into(char *at)
{
	const int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);

	return or_errno(read(zero, at, 1));
}

/* FOLL_FORCE | FOLL_WRITE of a word in a private, read-only huge page. */
static long poke_huge_page(struct attempt *a)
{
	const char none[sizeof(long)] = "";
	char word[sizeof(long)] = "poked";
	size_t size;
	long ret;

	a->buf = scenario_huge_pages(a, 1, &size);
	if (!a->buf)
		return -ENOMEM;
	a->len = sizeof(word);
	memset(a->buf, 0, a->len);
	if (mprotect(a->buf, size, PROT_READ))
		return attempt_setup_error(a, "mprotect");
	ret = ptrace_copy_buffer(a, word, true);
	a->wrong_data = memcmp(a->buf, ret > 0 ? word : none, sizeof(word));
	a->disagrees = !scenario_answer(a, "read() into it",
					read_into(a->buf), -EFAULT);
	munmap(a->buf, size);
	return ret;
}

/*
 * FOLL_FORCE made the page writable for the process as well, until f347454d0341
 * refused it: ptrace() fails with EIO. 052ccfbcc6cd made it work.
 */
static struct outcome huge_page_is_poked(const struct history *h,
					 const struct machine *m)
{
	(void)m;
	if (h->has[C_HUGETLB_FORCE])
		return (struct outcome){ .ret = sizeof(long) };
	if (h->has[C_HUGETLB_NO_FORCE])
		return (struct outcome){ .ret = -EIO };
	return (struct outcome){ .ret = sizeof(long), .flaws = FLAW(MODEL) };
}

const struct scenario scenarios_force[] = {
	{
		.name = "ptrace.poke.huge_page",
		.title = "ptrace writes to a private huge page that its process has mapped read-only",
		.need.config = "HUGETLBFS",
		.expect = huge_page_is_poked, .run = poke_huge_page,
	}, {}
};
