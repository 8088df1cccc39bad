// SPDX-License-Identifier: GPL-2.0
/*
 * Pages that a pin allocates: they hold zeroes, although others wrote to them
 * before; a huge page is taken from the reservation of its own mapping, or from
 * what nobody has reserved; and the pool is as before when all is closed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/dirtied.h"
#include "memory/movable.h"
#include "scenarios/fresh.h"
#include "scenarios/scenario.h"

static long dirty_huge_pages(struct attempt *a)
{
	const struct huge_pool pool = huge_pool_read();
	const size_t unit = fresh_unit(HUGE_FILE);
	const size_t len = (pool.free - pool.reserved) * unit;
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);

	if (at == MAP_FAILED)
		return scenario_no_huge_page(a);
	dirtied_write(at, len, unit);
	return munmap(at, len);
}

/* As many as stay in the list of a CPU, from which the next are taken. */
#define DIRTY 128

/* Pages of the same kind: FOLL_LONGTERM allocates none that is movable. */
static long dirty_small_pages(struct attempt *a)
{
	struct fresh f;
	long ret = scenario_stay_on_cpu(a) ?:
		   fresh_make(a, &f, DIRTY * (size_t)getpagesize());

	if (ret)
		return ret;
	ret = f.p.payer->pin(&f.p);
	if (!ret) {
		dirtied_write(f.at, f.p.len, getpagesize());
		f.p.payer->give_back(&f.p);
	}
	fresh_end(&f);
	return ret;
}

/* Whether the page allocator writes zeroes, whatever a page frame held. */
static bool allocator_zeroes(const struct attempt *a)
{
	const char *line = read_path("/proc/cmdline");

	if (line && strstr(line, "init_on_alloc="))
		return !strstr(line, "init_on_alloc=0");
	return config_value(a->kernel->config_file,
			    "INIT_ON_ALLOC_DEFAULT_ON") == 'y';
}

/* The first byte of each page is zero. Returns whether it was not so before. */
static bool look(const struct fresh *f)
{
	const size_t page = getpagesize();
	bool proved = !fresh_is_huge(f->kind) && allocator_zeroes(f->a);
	size_t i;

	for (i = 0; i < f->p.len; i += page) {
		if (f->at[i])
			f->a->wrong_data = true;
		if (!fresh_is_huge(f->kind) || !i)
			proved = proved || dirtied_before(f->at + i);
	}
	return proved;
}

static bool pool_is(const struct fresh *f, const char *when, long taken,
		    long reserved)
{
	const struct huge_pool now = huge_pool_read(), *was = &f->before;
	char what[64];

	snprintf(what, sizeof(what), "%s: free huge pages", when);
	if (!scenario_answer(f->a, what, now.free - was->free, -taken))
		return false;
	snprintf(what, sizeof(what), "%s: reserved huge pages", when);
	if (!scenario_answer(f->a, what, now.reserved - was->reserved, reserved))
		return false;
	snprintf(what, sizeof(what), "%s: surplus huge pages", when);
	return scenario_answer(f->a, what, now.surplus - was->surplus, 0);
}

/* What is pinned may be mapped only now. */
static long look_at_pinned(struct fresh *f, bool *proved)
{
	long ret;

	if (fresh_is_huge(f->kind))
		f->a->disagrees = !pool_is(f, "pinned", 1, 0);
	ret = f->at ? 0 : fresh_map(f);
	if (!ret)
		*proved = look(f);
	return ret;
}

/* Once: dirties free pages, and has some of them allocated by a pin. */
static long allocate_once(struct attempt *a, enum fresh_kind kind, useconds_t pause,
			  bool *proved)
{
	struct fresh f;
	long ret = (fresh_is_huge(kind) ? dirty_huge_pages : dirty_small_pages)(a);

	usleep(pause);
	ret = ret ?: fresh_make(a, &f, fresh_unit(kind));
	if (ret)
		return ret;
	ret = f.p.payer->pin(&f.p);
	if (!ret) {
		ret = look_at_pinned(&f, proved);
		f.p.payer->give_back(&f.p);
	}
	fresh_end(&f);
	return ret;
}

/* The kernel may free pages asynchronously, or use them for itself. */
#define TRIES 10
#define PAUSE_US 500

/*
 * Before memfd_pin_folios() udmabuf took pages that were there, and none of
 * hugetlbfs in 5.10. Return: 0, or what attempt_no_interface() returns.
 */
static long look_for_call(struct attempt *a)
{
	const enum commit_id feature = a->contract->scenario->need.feature;

	if (!feature || a->kernel->history.has[feature])
		return 0;
	errno = ENOSYS;
	return attempt_no_interface(a, "memfd_pin_folios()");
}

static long allocate(struct attempt *a)
{
	bool proved = false;
	long ret = look_for_call(a);
	int i;

	for (i = 0; i < TRIES && !ret && !proved && !a->disagrees; i++)
		ret = allocate_once(a, a->contract->scenario->how,
				    i ? PAUSE_US << i : 0, &proved);
	errno = EINVAL;
	if (!ret && !proved && !a->disagrees)
		return attempt_setup_error(a, "no page that was written to before");
	return ret;
}

/* A neighbour has reserved all huge pages that are free, and touches none. */
static char *reserve_rest(struct attempt *a, size_t *len)
{
	const struct huge_pool pool = huge_pool_read();
	char *at;

	*len = (pool.free - pool.reserved) * fresh_unit(HUGE_FILE);
	at = mmap(NULL, *len, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	if (at != MAP_FAILED)
		return at;
	scenario_no_huge_page(a);
	return NULL;
}

/* Returns what the pin comes to, when others have reserved the rest. */
static long allocate_beside(struct attempt *a)
{
	struct fresh f;
	size_t len;
	char *rest;
	long ret = look_for_call(a), reserved;

	ret = ret ?: fresh_make(a, &f, fresh_unit(a->contract->scenario->how));
	if (ret)
		return ret;
	rest = reserve_rest(a, &len);
	if (!rest)
		return -ENOMEM;
	reserved = len / fresh_unit(HUGE_FILE);
	ret = f.p.payer->pin(&f.p);
	if (!a->setup_error[0])
		a->disagrees = !pool_is(&f, ret ? "refused" : "pinned", !ret,
					reserved);
	if (!ret)
		f.p.payer->give_back(&f.p);
	munmap(rest, len);
	fresh_end(&f);
	return ret;
}

/* All huge pages that are free are in use, and one of ZONE_MOVABLE is added. */
static long add_movable(struct attempt *a, const struct movable *m, long pages)
{
	const size_t unit = fresh_unit(HUGE_FILE);
	uint64_t frame;
	char *at;

	if (huge_pool_resize(pages + 1))
		return attempt_setup_error(a, "nr_hugepages");
	at = mmap(NULL, unit, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	if (at == MAP_FAILED)
		return attempt_setup_error(a, "a huge page more");
	*at = 1;
	frame = dirtied_frame(at);
	munmap(at, unit);
	errno = EINVAL;
	return frame >= m->first && frame < m->end ? 0 :
		attempt_setup_error(a, "a huge page of ZONE_MOVABLE");
}

/* Of ZONE_MOVABLE nothing can be pinned, so the reservation is given back. */
static long refuse_movable(struct attempt *a, const struct movable *m)
{
	struct fresh f;
	size_t len;
	char *rest = reserve_rest(a, &len);
	const long pages = huge_pool_read().pages;
	long ret;

	if (!rest)
		return -ENOMEM;
	dirtied_write(rest, len, fresh_unit(HUGE_FILE));
	ret = add_movable(a, m, pages) ?: fresh_make(a, &f, fresh_unit(HUGE_FILE));
	if (!ret) {
		ret = f.p.payer->pin(&f.p);
		a->disagrees = !pool_is(&f, "refused", 0, 0);
		if (!ret)
			f.p.payer->give_back(&f.p);
		fresh_end(&f);
	}
	huge_pool_resize(pages);
	munmap(rest, len);
	return ret;
}

static long allocate_movable(struct attempt *a)
{
	struct movable m;
	const long ret = look_for_call(a) ?: movable_open(a, &m);

	return ret ? ret : refuse_movable(a, &m);
}

DEFINE_EXPECT(none_to_pin, .ret = -ENOMEM);

/*
 * Until c56b6f3d801d memfd_pin_folios() took what others had reserved, or made
 * resv_hugepages negative.
 */
DEFINE_EXPECT(file_is_reserved,
	      .flaws = (h->has[C_MEMFD_RESERVES] ? 0 : FLAW(MODEL)) |
		       (h->has[C_MEMFD_CLEARS] ? 0 : FLAW(DATA)));

static struct outcome others_stay(const struct history *h,
				  const struct machine *m)
{
	(void)m;
	if (h->has[C_MEMFD_RESERVES])
		return (struct outcome){ .ret = -ENOMEM };
	return (struct outcome){ .flaws = FLAW(MODEL) };
}

/* Until de8798965fd0 huge pages were not cleared, if there was one to be had. */
DEFINE_EXPECT(file_is_cleared,
	      .flaws = h->has[C_MEMFD_CLEARS] ? 0 : FLAW(DATA));

#define NEW(kind_, name_, what_, how_, expect_, ...)			\
	{								\
		.name = "allocate." kind_ "." name_, .how = how_,	\
		.title = what_ " that a pin allocates, by " name_ ", is zero and comes back", \
		SUCCESS_IS_ZERO, .need = { .guest_only = true, __VA_ARGS__ }, \
		.expect = expect_, .run = allocate,			\
	}

/* With its own reservation a pin succeeds when others have reserved the rest. */
#define BESIDE(kind_, name_, what_, how_, expect_, ...)			\
	{								\
		.name = "allocate." kind_ "." name_, .how = how_,	\
		.title = what_ ", and huge pages that others have reserved stay theirs", \
		SUCCESS_IS_ZERO, .need = { .guest_only = true, __VA_ARGS__ }, \
		.expect = expect_, .run = allocate_beside,		\
	}

#define MOVABLE_ONLY(name_, ...)						\
	{								\
		.name = "allocate.hugetlb_movable." name_, .how = HUGE_FILE, \
		.title = "a pin by " name_ " fails with ENOMEM, and reserves nothing, when huge pages are free in ZONE_MOVABLE only", \
		SUCCESS_IS_ZERO,					\
		.need = { .also = "ACPI_HOTPLUG_MEMORY", .guest_only = true, \
			  .env = "PINCER_MEMORY_BLOCK", __VA_ARGS__ },	\
		.expect = none_to_pin, .run = allocate_movable,		\
		.undo = movable_take_offline,				\
	}

/* Doors that take memory by its address, in each kind. */
#define BY_ADDRESS(name_, ...)						\
	NEW("hugetlb_shared", name_, "a huge page of a memfd", HUGE_MAPPED, \
	    scenario_works, __VA_ARGS__),				\
	NEW("hugetlb_private", name_, "a private huge page", HUGE_PRIVATE, \
	    scenario_works, __VA_ARGS__),				\
	NEW("memfd", name_, "a page of a memfd", SMALL_FILE,		\
	    scenario_works, __VA_ARGS__),				\
	NEW("anon", name_, "an anonymous page", SMALL_PRIVATE,		\
	    scenario_works, __VA_ARGS__),				\
	BESIDE("hugetlb_own", name_, "a pin by " name_ " takes the huge page that its mapping reserved", \
	       HUGE_MAPPED, scenario_works, __VA_ARGS__)

/* Doors that take a file. */
#define BY_FILE(name_, ...)						\
	NEW("hugetlb_memfd", name_, "a huge page of a memfd that is not mapped", \
	    HUGE_FILE, file_is_reserved, __VA_ARGS__),			\
	NEW("hugetlb_shared", name_, "a huge page of a memfd", HUGE_MAPPED, \
	    file_is_cleared, __VA_ARGS__),				\
	NEW("memfd", name_, "a page of a memfd", SMALL_FILE,		\
	    scenario_works, __VA_ARGS__),				\
	BESIDE("hugetlb_own", name_, "a pin by " name_ " takes the huge page that a mapping of its file reserved", \
	       HUGE_MAPPED, scenario_works, __VA_ARGS__),		\
	BESIDE("hugetlb_others", name_, "a pin by " name_ " of a file without a reservation fails with ENOMEM", \
	       HUGE_FILE, others_stay, __VA_ARGS__)

const struct scenario scenarios_allocate[] = {
	BY_ADDRESS("io_uring.register", .config = "HUGETLBFS"),
	BY_ADDRESS("afxdp.umem", .config = "HUGETLBFS", .also = "XDP_SOCKETS"),
	BY_ADDRESS("rdma.mr.write", .config = "RDMA_RXE",
		   .env = "PINCER_RDMA"),
	BY_ADDRESS("iommufd.map.write", .config = "IOMMUFD_TEST"),
	BY_ADDRESS("mlock", .config = "HUGETLBFS"),
	BY_FILE("udmabuf", .config = "UDMABUF", .also = "HUGETLBFS",
		.feature = C_UDMABUF_PINS),
	BY_FILE("iommufd.map_file", .config = "IOMMUFD_TEST",
		.feature = C_IOMMUFD_FILES),
	MOVABLE_ONLY("udmabuf", .config = "UDMABUF", .feature = C_UDMABUF_PINS),
	MOVABLE_ONLY("iommufd.map_file", .config = "IOMMUFD_TEST",
		     .feature = C_IOMMUFD_FILES),
	{}
};
