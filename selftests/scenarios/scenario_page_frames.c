// SPDX-License-Identifier: GPL-2.0
/*
 * Page frames that have no struct page to take, here of the BIOS: access_remote_vm()
 * reads them by vm_ops->access, generic_access_phys().
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/ptrace.h"
#include "scenarios/scenario.h"

/* The BIOS of a PC: its frames are nobody's memory, and differ. */
#define BIOS 0xf0000
#define BIOS_BYTES 0x10000

/**
 * struct frames - two frames that are mapped side by side
 * @file: /dev/mem
 * @bios: all frames, as the process reads them
 * @first: the one mapped at a->buf
 * @next: the one mapped behind it, which does not follow it in memory
 * @page: bytes of each
 */
struct frames {
	int file;
	const char *bios;
	int first, next;
	size_t page;
};

static const char *frame(const struct frames *f, int nr)
{
	return f->bios + nr * f->page;
}

/* A word tells @next from what lies behind @first. */
static bool find_frames(struct frames *f)
{
	const int nr = BIOS_BYTES / f->page;

	for (f->first = 0; f->first < nr - 1; f->first++)
		for (f->next = 0; f->next < nr; f->next++)
			if (memcmp(frame(f, f->first + 1), frame(f, f->next),
				   sizeof(long)))
				return true;
	return false;
}

static long map_frame(struct attempt *a, const struct frames *f, int nr,
		      char *at)
{
	return mmap(at, f->page, PROT_READ, MAP_SHARED | MAP_FIXED, f->file,
		    BIOS + nr * f->page) == at ? 0 :
		attempt_setup_error(a, "mapping a frame");
}

static long open_frames(struct attempt *a, struct frames *f)
{
#if defined(__x86_64__) || defined(__i386__)
	f->page = getpagesize();
	f->file = attempt_open_device(a, "/dev/mem");
	if (f->file < 0)
		return f->file;
	f->bios = mmap(NULL, BIOS_BYTES, PROT_READ, MAP_SHARED, f->file, BIOS);
	if (f->bios == MAP_FAILED)
		return attempt_no_interface(a, "the BIOS in /dev/mem");
	if (!find_frames(f))
		return attempt_skip(a, "a BIOS of frames that differ");
	a->buf = attempt_memory(a, 2 * f->page);
	if (!a->buf)
		return -ENOMEM;
	return map_frame(a, f, f->first, a->buf) ?:
	       map_frame(a, f, f->next, a->buf + f->page);
#else
	return attempt_skip(a, "the BIOS of a PC");
#endif
}

/* /proc/self/mem: half of each page. */
static long read_mem(struct attempt *a, const struct frames *f, char *to)
{
	const int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	long ret;

	if (mem < 0)
		return attempt_setup_error(a, "/proc/self/mem");
	ret = or_errno(pread(mem, to, f->page,
			     (uintptr_t)a->buf + f->page / 2));
	close(mem);
	return ret;
}

/* PTRACE_PEEKDATA: half a word of each page. */
static long peek(struct attempt *a, const struct frames *f, char *to)
{
	char *const buf = a->buf;
	long ret;

	a->len = sizeof(long);
	a->buf = buf + f->page - a->len / 2;
	ret = ptrace_copy_buffer(a, to, false);
	a->buf = buf;
	return ret;
}

/** struct way - a way to read a half before the boundary and one behind it */
static const struct way {
	long (*read)(struct attempt *a, const struct frames *f, char *to);
	bool whole;	/* or nothing: a word */
} ways[] = { { .read = read_mem }, { .read = peek, .whole = true } };

/* What lies behind the boundary is the other frame, and then it is nothing. */
static long read_across(struct attempt *a)
{
	const struct way *way = &ways[a->contract->scenario->how];
	struct frames f = { 0 };
	long ret = open_frames(a, &f), half;
	char *got;

	if (ret)
		return ret;
	got = a->buf ? malloc(f.page) : NULL;
	if (!got)
		return attempt_setup_error(a, "malloc");
	ret = way->read(a, &f, got);
	if (ret <= 0)
		return ret;
	half = ret / 2;
	a->wrong_data = memcmp(got, frame(&f, f.first) + f.page - half, half) ||
			memcmp(got + half, frame(&f, f.next), half);
	if (munmap(a->buf + f.page, f.page))
		return attempt_setup_error(a, "munmap");
	a->disagrees = !scenario_answer(a, "with nothing behind it",
					way->read(a, &f, got),
					way->whole ? -EIO : half);
	return ret;
}

/* It read on in memory, from the frame behind the first one. */
static struct outcome half_each(const struct history *h, long bytes)
{
	return (struct outcome){
		.ret = bytes,
		.flaws = h->has[C_ACCESS_PHYS_PAGE] ? 0 :
			FLAW(DATA) | FLAW(MODEL),
	};
}

static struct outcome page_is_read(const struct history *h,
				   const struct machine *m)
{
	return half_each(h, m->page_size);
}

static struct outcome word_is_read(const struct history *h,
				   const struct machine *m)
{
	(void)m;
	return half_each(h, sizeof(long));
}

#define FRAMES .need = { .config = "DEVMEM", .guest_only = true },	\
	.run = read_across

const struct scenario scenarios_page_frames[] = {
	{
		.name = "procmem.page_frames",
		.title = "reading /proc/PID/mem across the end of a page frame that is mapped returns what is mapped behind it",
		FRAMES, .how = 0, .expect = page_is_read,
	}, {
		.name = "ptrace.peek.page_frames",
		.title = "a word that ptrace reads across the end of a page frame that is mapped is what is mapped there",
		FRAMES, .how = 1, .expect = word_is_read,
	}, {}
};
