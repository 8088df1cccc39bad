// SPDX-License-Identifier: GPL-2.0
/*
 * RLIMIT_MEMLOCK: a user without CAP_IPC_LOCK is charged for each page that is
 * kept for it, refused one page above the limit, and given back what it paid.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/memlock.h"
#include "scenarios/payer.h"
#include "scenarios/scenario.h"

#define PAGES PAYER_PAGES

/* Of "limit.charge.NAME"; "return", "failed" and "uneven" are as long. */
#define NAME_AT strlen("limit.charge.")

/* The kernel uncharges asynchronously. Each wait is twice the one before. */
#define STEPS 14
#define STEP_US 60

/** struct account_test - a user, its memory, and an interface that charges it */
struct account_test {
	struct attempt *a;
	const struct payer *payer;
	char *at;
	size_t page;
	long before;
};

static long charge(const struct account_test *t)
{
	return t->payer->shown == AS_LOCKED ? memlock_locked() :
					      memlock_charge();
}

/* Whether status shows that many pages, at last. */
static bool shows(const struct account_test *t, const char *when, int pages)
{
	const long want = t->payer->shown ? pages : 0;
	long got;
	int i;

	for (i = 0; i < STEPS; i++) {
		got = (charge(t) - t->before) / (long)t->page;
		if (got == want)
			break;
		usleep(STEP_US << i);
	}
	return scenario_answer(t->a, when, got, want);
}

static long pin_at(const struct account_test *t, struct payment *p, int first,
		   int pages)
{
	*p = (struct payment){ .a = t->a, .payer = t->payer,
			       .at = t->at + first * t->page,
			       .len = pages * t->page };
	return t->payer->pin(p);
}

static long pin(const struct account_test *t, struct payment *p, int pages)
{
	return pin_at(t, p, 0, pages);
}

/* Keeps pages, once what was closed before is given back. */
static long pin_at_last(const struct account_test *t, struct payment *p,
			int pages)
{
	long ret;
	int i;

	for (i = 0; i < STEPS; i++) {
		ret = pin(t, p, pages);
		if (ret != -t->payer->refusal || t->a->setup_error[0])
			break;
		usleep(STEP_US << i);
	}
	return ret;
}

static bool is_refused(const struct account_test *t, const char *what,
		       int first, int pages)
{
	struct payment p;
	const long ret = pin_at(t, &p, first, pages);

	if (!ret)
		t->payer->give_back(&p);
	return scenario_answer(t->a, what, ret, -t->payer->refusal);
}

static void set_limit(const struct account_test *t, int pages)
{
	if (!memlock_set_limit(pages * t->page))
		attempt_setup_error(t->a, "RLIMIT_MEMLOCK");
}

/* A page more than PAGES, each a folio of its own. */
static bool make_memory(struct account_test *t)
{
	const size_t len = (PAGES + 1) * t->page;

	t->at = mmap(NULL, len, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (t->at == MAP_FAILED)
		return attempt_setup_error(t->a, "mmap"), false;
	madvise(t->at, len, MADV_NOHUGEPAGE);
	memset(t->at, 1, len);
	return true;
}

/*
 * A guest has users to whom nothing is charged. Elsewhere others may have
 * locked pages as the same user, so that a refusal says nothing.
 */
static long begin(struct attempt *a, struct account_test *t)
{
	const bool stranger = memlock_become_stranger();
	struct payment p;
	long ret;

	*t = (struct account_test){ .a = a, .payer = payer_find(a->contract->id + NAME_AT),
				    .page = getpagesize() };
	if (!strncmp(t->payer->name, "io_uring.", strlen("io_uring.")) &&
	    memlock_counts_rings(&a->kernel->history))
		return attempt_skip(a, MEMLOCK_COUNTS_RINGS);
	if ((!stranger && a->kernel->guest) || !memlock_set_privilege(false))
		return attempt_setup_error(a, "a user without CAP_IPC_LOCK");
	if (!make_memory(t))
		return -ENOMEM;
	t->before = charge(t);
	set_limit(t, PAGES + t->payer->extra);
	ret = pin(t, &p, PAGES);
	if (!ret)
		t->payer->give_back(&p);
	if (a->setup_error[0] || a->skip_reason[0])
		return ret;
	if (ret && !stranger)
		return attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	scenario_answer(a, "as many as the limit", ret, 0);
	a->disagrees = ret;
	return 0;
}

/* In a child: 0 if it may keep @pages, -EPERM if not; it exits with them. */
static long in_child(const struct account_test *t, int pages)
{
	const pid_t child = fork();
	struct payment p;
	int status;

	if (!child)
		_exit(pin(t, &p, pages) != 0);
	if (child < 0 || waitpid(child, &status, 0) != child)
		return attempt_setup_error(t->a, "fork");
	return status ? -EPERM : 0;
}

/* As many pages as the limit can be kept, and not one more. */
static bool is_empty(const struct account_test *t, const char *when)
{
	struct payment p;
	bool good;

	if (!scenario_answer(t->a, when, pin_at_last(t, &p, PAGES), 0))
		return false;
	good = shows(t, "charged then", PAGES) &&
	       is_refused(t, "a page more then", PAGES, 1);
	t->payer->give_back(&p);
	return good && shows(t, "charged for nothing", 0);
}

static bool is_exact(const struct account_test *t)
{
	set_limit(t, PAGES + t->payer->extra - 1);
	if (!is_refused(t, "a page above the limit", 0, PAGES) ||
	    !shows(t, "charged for a refusal", 0))
		return false;
	set_limit(t, PAGES + t->payer->extra);
	return is_empty(t, "at the limit");
}

/* Another process of the same user: it is refused where the user is charged. */
static bool is_shared(const struct account_test *t)
{
	const long want = t->payer->account == OF_USER ? -EPERM : 0;
	struct payment p;
	long other;

	if (!scenario_answer(t->a, "at the limit again",
			     pin_at_last(t, &p, PAGES), 0))
		return false;
	other = in_child(t, PAGES);
	t->payer->give_back(&p);
	return scenario_answer(t->a, "another process of the user", other, want);
}

/* The same pages a second time. */
static bool counts_twice(const struct account_test *t)
{
	const int half = PAGES / 2;
	struct payment one, two;
	bool good;

	set_limit(t, 2 * (half + t->payer->extra));
	if (!scenario_answer(t->a, "half", pin_at_last(t, &one, half), 0))
		return false;
	good = scenario_answer(t->a, "the same half", pin(t, &two, half), 0);
	if (good) {
		good = shows(t, "charged for it", t->payer->once ? half : PAGES) &&
		       (t->payer->once || is_refused(t, "a page beyond it", PAGES, 1));
		t->payer->give_back(&two);
	}
	t->payer->give_back(&one);
	return good && shows(t, "charged when both are gone", 0);
}

static long test_charge(struct attempt *a)
{
	struct account_test t;
	const long ret = begin(a, &t);

	if (!ret && !a->disagrees)
		a->disagrees = !(is_exact(&t) && is_shared(&t) && counts_twice(&t));
	return ret;
}

/* The last pages of the memory are not accessible. */
static long pin_partly(const struct account_test *t)
{
	const size_t len = t->payer->bad * t->page;
	char *bad = t->at + PAGES * t->page - len;
	struct payment p;
	long ret;

	mprotect(bad, len, PROT_NONE);
	ret = pin(t, &p, PAGES);
	mprotect(bad, len, PROT_READ | PROT_WRITE);
	return ret;
}

/* With twice the limit, and one half of it in use: nothing is waited for. */
static bool fails_for_free(const struct account_test *t)
{
	struct payment one, two;
	bool good;

	if (!scenario_answer(t->a, "at the limit", pin_at_last(t, &one, PAGES), 0))
		return false;
	set_limit(t, 2 * (PAGES + t->payer->extra));
	good = scenario_answer(t->a, "with pages that are not accessible",
			       !!pin_partly(t), 1) &&
	       scenario_answer(t->a, "as many after that", pin(t, &two, PAGES), 0);
	if (good) {
		good = is_refused(t, "a page more then", PAGES, 1);
		t->payer->give_back(&two);
	}
	t->payer->give_back(&one);
	return good && shows(t, "charged for nothing", 0);
}

static bool returns_at_exit(const struct account_test *t)
{
	long ret = -EPERM;
	int i;

	for (i = 0; i < STEPS && ret == -EPERM; i++) {
		if (i)
			usleep(STEP_US << i);
		ret = in_child(t, PAGES);
	}
	return scenario_answer(t->a, "in a child", ret, 0) &&
	       is_empty(t, "when a child has exited");
}

static long test_return(struct attempt *a)
{
	struct account_test t;
	const long ret = begin(a, &t);

	if (!ret && !a->disagrees)
		a->disagrees = !(is_empty(&t, "when given back") &&
				 returns_at_exit(&t));
	return ret;
}

static long test_failure(struct attempt *a)
{
	struct account_test t;
	const long ret = begin(a, &t);

	if (!ret && !a->disagrees)
		a->disagrees = !fails_for_free(&t);
	return ret;
}

/*
 * Where get_order() rounds up, a compound page may be charged for more pages
 * than were asked for; as many are given back.
 */
static long test_uneven(struct attempt *a)
{
	struct account_test t;
	struct payment p;
	long ret = begin(a, &t);

	if (ret || a->disagrees)
		return ret;
	ret = pin_at_last(&t, &p, 3);
	if (!ret)
		t.payer->give_back(&p);
	a->disagrees = !(scenario_answer(a, "three pages", ret, 0) &&
			 is_empty(&t, "after three pages"));
	return 0;
}

/* 97d34aa65c29 charges the user as pages are allocated, not mmap(). */
DEFINE_EXPECT(secret_pages,
	      .flaws = h->has[C_SECRETMEM_MEMLOCK] ? 0 : FLAW(MODEL));

DEFINE_EXPECT(message_pages,
	      .flaws = h->has[C_IO_URING_SENDMSG_CHARGE] ? 0 : FLAW(MODEL));

/* xdp_umem_pin_pages() lowers npgs, so that less is given back than was taken. */
DEFINE_EXPECT(umem_pages, .flaws = h->has[C_AF_XDP_PARTIAL] ? FLAW(MODEL) : 0);

#define LIMIT(name_, title_, run_, expect_, ...)			\
	{								\
		.name = "limit." name_, .title = title_,		\
		SUCCESS_IS_ZERO, .need = { __VA_ARGS__ },		\
		.expect = expect_, .run = run_,				\
	}

#define CHARGES(name_, what_, expect_, ...)				\
	LIMIT("charge." name_,						\
	      what_ " is charged to RLIMIT_MEMLOCK for each page",	\
	      test_charge, expect_, __VA_ARGS__),			\
	LIMIT("return." name_,						\
	      what_ " is charged to RLIMIT_MEMLOCK only while the pages are kept", \
	      test_return, expect_, __VA_ARGS__)

#define FAILS(name_, what_, expect_, ...)				\
	LIMIT("failed." name_,						\
	      what_ " that fails amid the memory is not charged",	\
	      test_failure, expect_, __VA_ARGS__)

/* Those that can fail amid the memory. */
#define CHARGES_OR_FAILS(name_, what_, expect_, ...)			\
	CHARGES(name_, what_, expect_, __VA_ARGS__),			\
	FAILS(name_, what_, expect_, __VA_ARGS__)

#define ON_RING .config = "IO_URING"
#define ON_UPDATE ON_RING, .feature = C_IO_URING_BUFFERS_UPDATE
#define ON_REGION ON_RING, .feature = C_IO_URING_MEM_REGION
#define ON_SEND .config = "INET", .feature = C_IO_URING_SEND_ZC
#define ON_SENDMSG .config = "INET", .feature = C_IO_URING_SENDMSG_ZC
#define ON_XDP .config = "XDP_SOCKETS"
#define ON_RDMA .config = "RDMA_RXE", .env = "PINCER_RDMA"
#define ON_IOMMU .config = "IOMMUFD_TEST"
#define ON_SECRET .config = "SECRETMEM", .feature = C_SECRETMEM

const struct scenario scenarios_limit[] = {
	CHARGES_OR_FAILS("io_uring.register", "IORING_REGISTER_BUFFERS",
			 scenario_works, ON_RING),
	CHARGES("io_uring.close", "an io_uring that is closed", scenario_works,
		ON_RING),
	CHARGES_OR_FAILS("io_uring.update", "IORING_REGISTER_BUFFERS_UPDATE",
			 scenario_works, ON_UPDATE),
	CHARGES_OR_FAILS("io_uring.mem_region", "IORING_REGISTER_MEM_REGION",
			 scenario_works, ON_REGION),
	CHARGES("io_uring.kernel_region", "a region that the kernel allocates for IORING_REGISTER_MEM_REGION",
		scenario_works, ON_REGION),
	LIMIT("uneven.io_uring.kernel_region", "a region of three pages, which the kernel allocates, gives back what it is charged to RLIMIT_MEMLOCK",
	      test_uneven, scenario_works, ON_REGION),
	CHARGES_OR_FAILS("io_uring.send_zc", "IORING_OP_SEND_ZC",
			 scenario_works, ON_SEND),
	CHARGES_OR_FAILS("io_uring.sendmsg_zc", "IORING_OP_SENDMSG_ZC",
			 message_pages, ON_SENDMSG),
	CHARGES_OR_FAILS("msg_zerocopy.tcp", "MSG_ZEROCOPY", scenario_works,
			 .config = "INET"),
	CHARGES("afxdp.umem", "a UMEM of AF_XDP", scenario_works, ON_XDP),
	FAILS("afxdp.umem", "a UMEM of AF_XDP", umem_pages, ON_XDP),
	CHARGES_OR_FAILS("rdma.mr.write", "an RDMA region", scenario_works,
			 ON_RDMA),
	CHARGES_OR_FAILS("iommufd.map.write", "IOMMU_IOAS_MAP", scenario_works,
			 ON_IOMMU),
	CHARGES("mlock", "mlock()", scenario_works, .config = NULL),
	CHARGES("mlock2", "MLOCK_ONFAULT", scenario_works, .config = NULL),
	CHARGES("map_locked", "MAP_LOCKED", scenario_works, .config = NULL),
	CHARGES("secretmem", "memfd_secret()", secret_pages, ON_SECRET),
	{}
};
