// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/references.h"
#include "memory/pattern.h"
#include "model/lcg.h"
#include "scenarios/pieces.h"

#define SOURCE_PAGES 16
#define SEED 2026

size_t field_length(void)
{
	return SOURCE_PAGES * getpagesize();
}

long field_open(struct attempt *a, struct field *f)
{
	f->want = attempt_memory(a, 2 * PIECES_BYTES_MAX);
	f->file = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (!f->want || f->file < 0 ||
	    pattern_fill_file(f->file, 0, field_length()))
		return attempt_setup_error(a, "memfd_create");
	f->got = f->want + PIECES_BYTES_MAX;
	f->source = mmap(NULL, field_length(), PROT_READ | PROT_WRITE,
			 MAP_SHARED, f->file, 0);
	return f->source == MAP_FAILED ? attempt_setup_error(a, "mmap") : 0;
}

void field_close(struct attempt *a, const struct field *f)
{
	munmap(f->source, field_length());
	if (!a->disagrees && references_gone(f->file)) {
		a->disagrees = true;
		snprintf(a->note, NOTE_MAX,
			 "when all has arrived, somebody refers to a page that was sent");
	}
	close(f->file);
}

/* Where a piece begins, and how long it is; @last: where the last one ended. */
static struct iovec cut(const struct field *f, enum pieces_kind kind, int i,
			char *last, uint64_t *dice)
{
	const size_t page = getpagesize();
	size_t before, at;

	switch (kind) {
	case PIECES_NEIGHBOURS:
		return (struct iovec){ last, 1 + lcg_below(dice, 9) };
	case PIECES_SCATTERED:
		at = lcg_below(dice, page / 2);
		if (i % 3 == 2)
			at = (uintptr_t)last % page;
		return (struct iovec){
			f->source + i * 5 % SOURCE_PAGES * page + at,
			1 + lcg_below(dice, 1000),
		};
	default:
		before = 1 + lcg_below(dice, 299);
		return (struct iovec){
			f->source + (1 + i * 5 % (SOURCE_PAGES - 1)) * page -
			before, before + 1 + lcg_below(dice, 500),
		};
	}
}

void pieces_cut(struct pieces *p, const struct field *f, enum pieces_kind kind,
		int nr)
{
	char *last = f->source + 1;
	uint64_t dice = SEED;
	struct iovec *v;

	*p = (struct pieces){ .nr = nr };
	for (v = p->iov; v < p->iov + nr; v++) {
		*v = cut(f, kind, v - p->iov, last, &dice);
		if (v + 1 == p->iov + nr)
			v->iov_len += -(p->total + v->iov_len) % PIECES_UNIT;
		last = (char *)v->iov_base + v->iov_len;
		memcpy(f->want + p->total, v->iov_base, v->iov_len);
		p->total += v->iov_len;
	}
}

const char *pieces_name(enum pieces_kind kind)
{
	static const char *const names[] = {
		[PIECES_NEIGHBOURS] = "neighbours",
		[PIECES_SCATTERED] = "scattered pieces",
		[PIECES_CROSSING] = "pieces that cross pages",
	};

	return names[kind];
}
