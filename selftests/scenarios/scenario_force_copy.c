// SPDX-License-Identifier: GPL-2.0
/*
 * FOLL_FORCE | FOLL_WRITE into memory that its process cannot write to: where the
 * mapping is private, that breaks COW first, so that neither the file nor another
 * process sees what was written; a shared mapping is refused (check_vma_flags()
 * and can_follow_write_common() of mm/gup.c, 17839856fd58 and 5535be309971).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/ptrace.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "model/mapping.h"
#include "scenarios/scenario.h"
#include "scenarios/witness.h"

/* Values of .how: by whom, and what is there before. */
enum { BY_PTRACE = 0, BY_PROC_MEM = 1, OF_HUGETLBFS = 2 };

/* What is moved by force: amid a page. */
#define BYTES 64
#define AT 128

/**
 * struct forced - memory that is written to by force
 * @a: the attempt
 * @fd: the file that is mapped
 * @at: where, as aligned as a mapping of it may be
 * @len: bytes of the mapping
 * @before: what the first page of the file holds
 * @want: what became of the first write by force
 */
struct forced {
	struct attempt *a;
	int fd;
	char *at;
	size_t len;
	char *before;
	long want;
};

static long move_by_proc_mem(struct attempt *a, char *copy, bool write)
{
	const int fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	const off_t at = (uintptr_t)a->buf;
	long ret;

	if (fd < 0)
		return attempt_setup_error(a, "/proc/self/mem");
	ret = or_errno(write ? pwrite(fd, copy, a->len, at) :
			       pread(fd, copy, a->len, at));
	close(fd);
	return ret;
}

static long move(struct forced *f, char *copy, bool write)
{
	struct attempt *a = f->a;
	char *const buf = a->buf;
	const size_t len = a->len;
	long ret;

	a->buf = f->at + AT;
	a->len = BYTES;
	ret = a->contract->scenario->how & BY_PROC_MEM ?
		move_by_proc_mem(a, copy, write) :
		ptrace_copy_buffer(a, copy, write);
	a->buf = buf;
	a->len = len;
	return ret;
}

static long write_by_force(struct forced *f)
{
	char copy[BYTES];

	pattern_fill(copy, BYTES, PATTERN_DEVICE, 0);
	return move(f, copy, true);
}

/* The process sees what was written, if anything was, amid what was there. */
static bool process_sees(const struct forced *f, long written)
{
	const size_t page = getpagesize(), end = AT + BYTES;

	return !memcmp(f->at, f->before, AT) &&
	       !memcmp(f->at + end, f->before + end, page - end) &&
	       (written > 0 ?
		pattern_is(f->at + AT, BYTES, PATTERN_DEVICE, 0) :
		!memcmp(f->at + AT, f->before + AT, BYTES));
}

static bool file_is_as_before(const struct forced *f)
{
	const size_t page = getpagesize();
	char now[page];

	return pread(f->fd, now, page, 0) == (ssize_t)page &&
	       !memcmp(now, f->before, page);
}

/**
 * struct view - a mapping of the file
 * @what: for people
 * @prot: PROT_*
 * @flags: MAP_*
 * @touched: the process has read the page
 * @opened: through a file that is open for reading only
 */
struct view {
	const char *what;
	int prot, flags;
	bool touched, opened;
};

static const struct view views[] = {
	{ "a private page, read", PROT_READ, MAP_PRIVATE, .touched = true },
	{ "a private page", PROT_READ, MAP_PRIVATE, .touched = false },
	{ "a private page with PROT_NONE", PROT_NONE, MAP_PRIVATE,
	  .touched = false },
	{ "a private page of a file open for reading", PROT_READ, MAP_PRIVATE,
	  .touched = true, .opened = true },
	{ "a shared page", PROT_READ, MAP_SHARED, .touched = true },
	{ "a shared page with PROT_NONE", PROT_NONE, MAP_SHARED,
	  .touched = false },
	{ "a shared page of a file open for reading", PROT_READ, MAP_SHARED,
	  .touched = true, .opened = true },
};

static long map_view(struct forced *f, const struct view *v)
{
	char path[32];
	int fd = f->fd;
	void *at;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (v->opened)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	at = mmap(f->at, f->len, v->prot, v->flags | MAP_FIXED, fd, 0);
	if (v->opened)
		close(fd);
	if (at == MAP_FAILED)
		return attempt_setup_error(f->a, v->what);
	if (v->touched)
		*(volatile char *)f->at;
	return 0;
}

/* What is read by force from memory with PROT_NONE is the file's. */
static bool reads_by_force(struct forced *f)
{
	const bool may = !(f->a->contract->scenario->how & BY_PROC_MEM) ||
			 f->a->machine->mem_force;
	char copy[BYTES];
	const long got = move(f, copy, false);

	if (got == BYTES && memcmp(copy, f->before + AT, BYTES))
		f->a->wrong_data = true;
	return scenario_answer(f->a, "read by force", got, may ? BYTES : -EIO);
}

static bool is_dax(const struct forced *f)
{
	return mapping_find(f->a->contract->scenario->mapping)->props.flags & M_FSDAX;
}

/*
 * Until 38607c62b34b a DAX page has no struct page for wp_page_copy(), which reads
 * it through the page table: it warns and clears the copy where that has PROT_NONE.
 */
static bool cannot_be_read(const struct forced *f, const struct view *v)
{
	return v->prot == PROT_NONE && is_dax(f) &&
	       !f->a->kernel->history.has[C_FSDAX_PAGES];
}

/* A DAX page that is not in the page table is copied by the file system. */
static long wanted(const struct forced *f, const struct view *v)
{
	const bool ptrace = !(f->a->contract->scenario->how & BY_PROC_MEM);

	if (v->flags & MAP_SHARED)
		return -EIO;
	return ptrace && is_dax(f) && !v->touched ? BYTES : f->want;
}

static bool view_is_right(struct forced *f, const struct view *v)
{
	long got;

	if (map_view(f, v))
		return false;
	if (v->prot == PROT_NONE && !reads_by_force(f))
		return false;
	if (cannot_be_read(f, v))
		return true;
	got = write_by_force(f);
	if (v->prot == PROT_NONE && mprotect(f->at, f->len, PROT_READ))
		return !attempt_setup_error(f->a, "mprotect");
	if (!process_sees(f, got) || !file_is_as_before(f)) {
		f->a->wrong_data = true;
		snprintf(f->a->note, NOTE_MAX, "written by force: %s", v->what);
	}
	return scenario_answer(f->a, v->what, got, wanted(f, v));
}

/* The first view says whether private pages are written to. */
static void try_views(struct forced *f)
{
	size_t i;

	if (map_view(f, &views[0]))
		return;
	f->want = write_by_force(f);
	for (i = 0; i < ARRAY_SIZE(views) && !f->a->wrong_data; i++)
		if (!view_is_right(f, &views[i])) {
			f->a->disagrees = true;
			return;
		}
}

/* A huge page of a memfd holds the pattern in its first page. */
static long open_huge(struct forced *f)
{
	const size_t page = getpagesize();
	void *at;

	f->fd = memfd_create("pincer", MFD_CLOEXEC | MFD_HUGETLB);
	if (f->fd < 0 || ftruncate(f->fd, f->len))
		return scenario_no_huge_page(f->a);
	at = mmap(NULL, f->len, PROT_READ | PROT_WRITE, MAP_SHARED, f->fd, 0);
	if (at == MAP_FAILED)
		return scenario_no_huge_page(f->a);
	pattern_fill(at, page, PATTERN_MEMORY, 0);
	munmap(at, f->len);
	return 0;
}

/* The file of a mapping, which stays mapped as well: nobody may change it. */
static long open_file(struct forced *f)
{
	const long ret = scenario_buffer(f->a, f->a->contract->scenario->mapping);

	f->fd = ret ? -1 : f->a->part[0].fd;
	return ret;
}

static long copy_file_page(struct attempt *a)
{
	const bool huge = a->contract->scenario->how & OF_HUGETLBFS;
	const size_t page = getpagesize();
	char before[page];
	struct forced f = {
		.a = a, .before = before,
		.len = mapping_granule(mapping_find(a->contract->scenario->mapping)),
	};
	const long ret = huge ? open_huge(&f) : open_file(&f);

	if (ret)
		return ret;
	if (is_dax(&f) && scenario_warn_again(a))
		return -ENOENT;
	if (pread(f.fd, before, page, 0) != (ssize_t)page)
		return attempt_setup_error(a, "read");
	f.at = attempt_memory(a, 2 * f.len);
	if (!f.at)
		return -ENOMEM;
	f.at += -(uintptr_t)f.at % f.len;
	try_views(&f);
	munmap(f.at, f.len);
	if (huge)
		close(f.fd);
	return f.want;
}

/* Anonymous memory, shared with a child by fork(). */
static long copy_forked_page(struct attempt *a)
{
	const long ret = scenario_buffer(a, a->contract->scenario->mapping);
	const size_t page = getpagesize();
	char before[page];
	struct forced f = { .a = a, .at = a->buf, .before = before };
	struct witness child;

	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	memcpy(before, a->buf, page);
	if (witness_begin(&child, a->buf, a->len))
		return attempt_setup_error(a, "fork");
	if (mprotect(a->part[0].at, a->part[0].len, PROT_READ))
		return attempt_setup_error(a, "mprotect");
	f.want = write_by_force(&f);
	if (!witness_content(&child) || !process_sees(&f, f.want))
		a->wrong_data = true;
	return f.want;
}

DEFINE_EXPECT(by_ptrace, .ret = BYTES);
DEFINE_EXPECT(by_proc_mem, .ret = m->mem_force ? BYTES : -EIO);

/*
 * Without a struct page, a DAX page that ptrace() writes to was copied from what
 * the tracer has at that address, here nothing: the copy was cleared, with a
 * warning. CVE-2026-99655 had it refused.
 */
static struct outcome dax_by_ptrace(const struct history *h,
				    const struct machine *m)
{
	(void)m;
	if (h->has[C_FSDAX_PAGES])
		return (struct outcome){ .ret = BYTES };
	if (h->has[C_REMOTE_COW])
		return (struct outcome){ .ret = -EIO };
	return (struct outcome){ .ret = BYTES,
				 .flaws = FLAW(DATA) | FLAW(WARNING) };
}

/* f347454d0341 refused it for huge pages of hugetlbfs, until 052ccfbcc6cd. */
static bool huge_refused(const struct history *h)
{
	return h->has[C_HUGETLB_NO_FORCE] && !h->has[C_HUGETLB_FORCE];
}

DEFINE_EXPECT(huge_by_ptrace, .ret = huge_refused(h) ? -EIO : BYTES);
DEFINE_EXPECT(huge_by_proc_mem,
	      .ret = m->mem_force && !huge_refused(h) ? BYTES : -EIO);

#define COPY(door_, who_, how_, rule_, name_, of_, mapping_, ...)	\
	{								\
		.name = door_ ".private." name_,			\
		.title = who_ " writes to a copy of " of_ " that is mapped privately and read-only", \
		.how = how_, .expect = rule_, .mapping = mapping_,	\
		__VA_ARGS__						\
	}

#define FILE_COPY(...) .run = copy_file_page, .need = { __VA_ARGS__ }
#define FORKED_COPY(...) .run = copy_forked_page, .need = { __VA_ARGS__ }

#define HUGETLBFS .config = "HUGETLBFS"
#define THP .config = "TRANSPARENT_HUGEPAGE"

#define COPIES(door_, who_, how_, rule_, dax_rule_, huge_rule_)			\
	COPY(door_, who_, how_, rule_, "memfd", "a memfd's page", "memfd", \
	     FILE_COPY(.config = "MEMFD_CREATE")),			\
	COPY(door_, who_, how_, rule_, "shmem_thp",			\
	     "a page of a tmpfs file's large folio", "shmem_thp",	\
	     FILE_COPY(THP, .env = "PINCER_TMPFS_HUGE")),		\
	COPY(door_, who_, how_, rule_, "ext4", "a page of a file on ext4", \
	     "ext4_shared", FILE_COPY(.config = "EXT4_FS",		\
				      .env = "PINCER_EXT4")),		\
	COPY(door_, who_, how_, rule_, "xfs", "a page of a file on xfs", \
	     "xfs_shared", FILE_COPY(.config = "XFS_FS",		\
				     .env = "PINCER_XFS")),		\
	COPY(door_, who_, how_, dax_rule_, "fsdax", "a page of a DAX file",	\
	     "fsdax_shared", FILE_COPY(.config = "FS_DAX", .env = "PINCER_FSDAX",	\
			       .guest_only = true)),			\
	COPY(door_, who_, (how_) | OF_HUGETLBFS, huge_rule_, "hugetlb",	\
	     "a memfd's huge page", "hugetlb", FILE_COPY(HUGETLBFS)),	\
	COPY(door_, who_, how_, rule_, "forked", "a page that fork() shares", \
	     "anon", FORKED_COPY()),					\
	COPY(door_, who_, how_, rule_, "forked_thp",			\
	     "a transparent huge page that fork() shares", "thp",	\
	     FORKED_COPY(THP)),						\
	COPY(door_, who_, how_, huge_rule_, "forked_hugetlb",		\
	     "a huge page of hugetlbfs that fork() shares", "hugetlb",	\
	     FORKED_COPY(HUGETLBFS))

const struct scenario scenarios_force_copy[] = {
	COPIES("ptrace.poke", "ptrace", BY_PTRACE, by_ptrace, dax_by_ptrace,
	       huge_by_ptrace),
	COPIES("procmem.write", "/proc/PID/mem", BY_PROC_MEM, by_proc_mem,
	       by_proc_mem, huge_by_proc_mem),
	{}
};
