// SPDX-License-Identifier: GPL-2.0
/* What a debugger may write to though the process may not: by FOLL_FORCE. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "scenarios/scenario.h"
#include "lib/ptrace.h"

/* The answer to the process, which has the kernel write there. */
static long own_write(char *at)
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
	a->disagrees = !scenario_answer(a, "a write of its own",
					own_write(a->buf), -EFAULT);
	munmap(a->buf, size);
	return ret;
}

/*
 * A page that was written to once was the process's own to write to since.
 * Then it was refused, then it was made to work.
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
