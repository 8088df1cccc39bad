// SPDX-License-Identifier: GPL-2.0
/* Pins by the driver of CONFIG_GUP_TEST. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/gup_test.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

/* GUP warns of both flags once. */
static long pin_longterm_p2pdma(struct attempt *a)
{
	char *page = attempt_memory(a, getpagesize());

	errno = ENOTTY;
	if (!gup_test_renumbered(a))
		return attempt_no_interface(a, "FOLL_PCI_P2PDMA");
	if (!page)
		return -ENOMEM;
	if (scenario_warn_again(a))
		return -ENOENT;
	*page = 1;
	return gup_test_pin_pages(a, GUP_TEST_PIN_LONGTERM,
				  GUP_TEST_WRITE | GUP_TEST_PCI_P2PDMA, page,
				  getpagesize());
}

/* is_valid_gup_args() in mm/gup.c warns once, and no page is pinned. */
DEFINE_EXPECT(refused_with_warning, .ret = 0, .flaws = FLAW(WARNING));

/* Values of .how: which memory, and whether by pin_user_pages_fast(). */
enum { SMALL, THP, HUGETLB, FAST = 1 << 2 };

/* A write after a read-only pin must show in the pinned page. */
static long pin_and_write(struct attempt *a)
{
	struct gup_test_pin pin;
	const bool fast = a->contract->scenario->how & FAST;
	long ret = gup_test_start(a, fast, false, &pin);
	char seen[a->len];

	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	ret = gup_test_read(&pin, seen);
	if (!ret && !pattern_is(seen, a->len, PATTERN_MEMORY, 0))
		ret = -ESTALE;
	gup_test_stop(&pin);
	return ret;
}


/* A page's worth of memory of that kind. */
static long make_kind(struct attempt *a)
{
	const unsigned int kind = a->contract->scenario->how & ~FAST;
	size_t size;

	if (kind != HUGETLB)
		return scenario_buffer(a, kind == THP ? "thp" : "anon");
	a->len = getpagesize();
	a->buf = scenario_huge_pages(a, 1, &size);
	return a->buf ? 0 : -ENOMEM;
}

static long unshare_page(struct attempt *a)
{
	struct attempt *child;
	long ret;
	int status;
	pid_t pid;

	ret = make_kind(a);
	if (ret)
		return ret;
	child = mmap(NULL, sizeof(*child), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (child == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	pattern_fill(a->buf, a->len, PATTERN_DEVICE, 0);
	*child = *a;
	pid = fork();
	if (!pid)
		_exit(-pin_and_write(child));
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return attempt_setup_error(a, "child");
	*a = *child;
	a->wrong_data = !pattern_is(a->buf, a->len, PATTERN_DEVICE, 0);
	return -WEXITSTATUS(status);
}

/* Since a7f226604170 a R/O pin unshares the page first. */
DEFINE_EXPECT(sees_own_writes, .ret = h->has[C_GUP_UNSHARE] ? 0 : -ESTALE);

#define UNSHARES(name_, title_, how_, option_)				\
	{								\
		.name = "gup_test.unshare" name_,			\
		.title = "a read-only pin of " title_			\
			 " shared by fork() unshares it first",		\
		SUCCESS_IS_ZERO,					\
		.need = { .config = "GUP_TEST", .also = option_,	\
			  .feature = C_GUP_TEST_LONGTERM },		\
		.expect = sees_own_writes, .how = how_,			\
		.run = unshare_page,					\
	}

const struct scenario scenarios_gup_test[] = {
	{
		.name = "gup_test.longterm_p2pdma",
		.title = "FOLL_LONGTERM and FOLL_PCI_P2PDMA together are refused, with a warning",
		.need = { .config = "GUP_TEST",
			  .feature = C_FOLL_RENUMBERED },
		.need.guest_only = true,
		.expect = refused_with_warning, .run = pin_longterm_p2pdma,
	},
	UNSHARES("", "a page", SMALL, NULL),
	UNSHARES(".fast", "a page, by GUP-fast,", SMALL | FAST, NULL),
	UNSHARES(".thp", "a huge page", THP, "TRANSPARENT_HUGEPAGE"),
	UNSHARES(".thp.fast", "a huge page, by GUP-fast,", THP | FAST,
		 "TRANSPARENT_HUGEPAGE"),
	UNSHARES(".hugetlb", "a page of hugetlbfs", HUGETLB, "HUGETLBFS"),
	UNSHARES(".hugetlb.fast", "a page of hugetlbfs, by GUP-fast,",
		 HUGETLB | FAST, "HUGETLBFS"),
	{}
};
