// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/folios.h"
#include "memory/verify.h"

/* Pages beside a buffer that shall be mapped as well. */
#define BESIDE 1

static int folios_fail(struct folios *f, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(f->why, sizeof(f->why), "%s: %.80s: %s", f->kind->name, what,
		 strerror(error));
	return -error;
}

/* Room for the folios, aligned, and for them at another place. */
static int reserve(struct folios *f)
{
	f->reserved_len = (2 * FOLIOS + 2) * f->size;
	f->reserved = mmap(NULL, f->reserved_len, PROT_NONE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (f->reserved == MAP_FAILED) {
		f->reserved = NULL;
		return folios_fail(f, "mmap");
	}
	f->at = f->reserved + f->size - 1;
	f->at -= (uintptr_t)f->at % f->size;
	return 0;
}

/* The frame of its first page, and that its last page is the last one's. */
static int prove_one(struct folios *f, int i)
{
	const size_t page = getpagesize(), last = f->size / page - 1;
	const char *at = f->at + i * f->size;
	uint64_t first_entry, last_entry;

	errno = ENOMEM;
	if (pagemap_entry(at, &first_entry) ||
	    pagemap_entry(at + last * page, &last_entry) ||
	    !(first_entry & last_entry & PAGE_PRESENT))
		return folios_fail(f, "it is not mapped as a whole");
	f->frame[i] = first_entry & PAGE_NUMBER;
	if ((last_entry & PAGE_NUMBER) != f->frame[i] + last ||
	    !page_is_tail(f->frame[i] + last))
		return folios_fail(f, "no large folio");
	return 0;
}

static int prove(struct folios *f)
{
	int i, ret = 0;

	for (i = 0; i < FOLIOS && !ret; i++)
		ret = prove_one(f, i);
	return ret;
}

int folios_make(struct folios *f, const struct folio_kind *kind)
{
	int ret;

	*f = (struct folios){ .kind = kind, .fd = -1, .size = kind->size() };
	errno = ENOENT;
	if (f->size < 8 * (size_t)getpagesize())
		return folios_fail(f, "no such folio");
	ret = reserve(f);
	if (!ret)
		ret = kind->make(f);
	return ret ? ret : prove(f);
}

static int set_permissions(struct folios *f, int prot)
{
	const size_t page = getpagesize();
	int i;

	for (i = 0; i < FOLIOS; i++)
		if (mprotect(f->at + i * f->size + page, page, prot))
			return folios_fail(f, "mprotect");
	return 0;
}

static int split(struct folios *f)
{
	return set_permissions(f, PROT_READ) ?:
	       set_permissions(f, PROT_READ | PROT_WRITE);
}

static int move(struct folios *f)
{
	char *to = f->at + (FOLIOS + 1) * f->size - getpagesize();

	if (mremap(f->at, FOLIOS * f->size, FOLIOS * f->size,
		   MREMAP_MAYMOVE | MREMAP_FIXED, to) != to)
		return folios_fail(f, "mremap");
	f->at = to;
	return 0;
}

/* Behind what PLACE_MIDDLE takes. */
static int make_hole(struct folios *f)
{
	const size_t page = getpagesize();

	f->hole = f->size / page / 2 + 2 + BESIDE;
	return munmap(f->at + f->hole * page, page) ?
		folios_fail(f, "munmap") : 0;
}

int folios_change(struct folios *f, enum folio_past past)
{
	static int (*const changes[FOLIO_PASTS])(struct folios *f) = {
		[PAST_SPLIT] = split, [PAST_MOVED] = move,
		[PAST_HOLED] = make_hole,
	};

	return f->kind->whole || !changes[past] ? 0 : changes[past](f);
}

static size_t first_page(size_t pages, enum folio_place place, int wanted)
{
	switch (place) {
	case PLACE_MIDDLE:
		return pages / 2 - 1;
	case PLACE_ACROSS:
		return pages - (wanted + 1) / 2;
	case PLACE_LAST:
		return FOLIOS * pages - wanted;
	default:
		return 0;
	}
}

struct part folios_place(const struct folios *f, enum folio_place place,
			 int pages)
{
	const size_t page = getpagesize(), all = f->size / page;
	const size_t first = first_page(all, place, pages);
	const bool behind = f->hole && first > (size_t)f->hole;
	const size_t begin = behind ? f->hole + 1 : 0;
	const size_t end = f->hole && !behind ? (size_t)f->hole : FOLIOS * all;

	return (struct part){
		.kind = mapping_find(f->kind->mapping), .fd = -1,
		.at = f->at + begin * page, .len = (end - begin) * page,
		.page = f->at + first * page, .pages = pages,
		.fill = FILL_PATTERN,
	};
}

void folios_free(struct folios *f)
{
	if (f->reserved)
		munmap(f->reserved, f->reserved_len);
	if (f->fd >= 0)
		close(f->fd);
}

/* Waits for those who unpin asynchronously: AF_XDP, a ring that is closed. */
#define PATIENCE 1000
#define PATIENCE_US 1000

bool folios_are_freed(const struct folios *f)
{
	int i, waited = 0;

	for (i = 0; i < FOLIOS; i++)
		while (f->frame[i] && page_is_large_on_lru(f->frame[i])) {
			if (waited++ == PATIENCE)
				return false;
			usleep(PATIENCE_US);
		}
	return true;
}
