// SPDX-License-Identifier: GPL-2.0
#include "layout.h"

#include <linux/kernel.h>
#include <linux/string.h>
#ifdef PINCER_HAVE_FOLIOQ
#include <linux/folio_queue.h>
#endif

#include "compat.h"

#define QUARTERS (4 * ARENA_RUN_PAGES)

static unsigned int random_below(struct rnd_state *rnd, unsigned int limit)
{
	return prandom_u32_state(rnd) % limit;
}

/* One digit of a number in a mixed radix. */
static unsigned int digit(unsigned long *number, unsigned int radix)
{
	unsigned int value = *number % radix;

	*number /= radix;
	return value;
}

/*
 * The shapes of a segment: whole, cut at either end, empty; offset, length. One
 * of three segments has one of the first shapes, which are within a page.
 */
static const unsigned char shapes[][2] = {
	{ 0, 4 }, { 0, 2 }, { 2, 2 }, { 1, 2 }, { 0, 0 }, { 2, 4 }, { 0, 6 },
	{ 2, 6 }, { 2, 0 },
};

#define SHAPES ARRAY_SIZE(shapes)
#define SHAPES_OF_THREE 5

/*
 * Where a segment is in view of the one before: in the same page, in the page
 * behind it, or in the other run.
 */
enum { PLACE_SAME, PLACE_NEXT, PLACE_OTHER, PLACES };

#define FIRST (ARENA_RUNS * SHAPES)
#define LATER (PLACES * SHAPES)

static void place_next(const struct layout_segment *before,
		       struct layout_segment *s)
{
	s->run = before->run;
	s->page = before->page +
		  DIV_ROUND_UP(before->offset + before->length, 4);
	s->page %= ARENA_RUN_PAGES - 2;
}

static void place(const struct layout_segment *before, unsigned int where,
		  struct layout_segment *s)
{
	*s = *before;
	if (where == PLACE_NEXT)
		place_next(before, s);
	if (where == PLACE_OTHER)
		s->run = !s->run;
}

static void set_shape(struct layout_segment *s, unsigned int shape)
{
	s->offset = shapes[shape][0];
	s->length = shapes[shape][1];
}

/* How many segments a layout has, and its number among those. */
static unsigned int count_segments(unsigned long *number)
{
	if (*number < FIRST)
		return 1;
	*number -= FIRST;
	if (*number < FIRST * LATER)
		return 2;
	*number -= FIRST * LATER;
	return 3;
}

static bool nth_vector(unsigned long number, struct layout *l)
{
	unsigned int i, radix;

	*l = (struct layout){ .nr = count_segments(&number) };
	radix = l->nr < 3 ? SHAPES : SHAPES_OF_THREE;
	l->at[0].run = digit(&number, ARENA_RUNS);
	set_shape(&l->at[0], digit(&number, radix));
	for (i = 1; i < l->nr; i++) {
		place(&l->at[i - 1], digit(&number, PLACES), &l->at[i]);
		set_shape(&l->at[i], digit(&number, radix));
	}
	return !number;
}

/* A UBUF: one segment, from any quarter of a run to any other. */
static bool nth_single(unsigned long number, struct layout *l)
{
	*l = (struct layout){ .nr = 1 };
	l->at[0].run = digit(&number, ARENA_RUNS);
	l->at[0].offset = digit(&number, 4);
	l->at[0].length = 1 + digit(&number, QUARTERS / 2);
	return !number;
}

static void any_segment(struct rnd_state *rnd, struct layout_segment *s)
{
	s->run = random_below(rnd, ARENA_RUNS);
	s->page = random_below(rnd, ARENA_RUN_PAGES - 2);
	s->offset = random_below(rnd, 4);
	s->length = random_below(rnd, 9);
}

static void any_vector(struct rnd_state *rnd, struct layout *l)
{
	unsigned int i;

	*l = (struct layout){ .nr = 1 + random_below(rnd, LAYOUT_SEGMENTS) };
	for (i = 0; i < l->nr; i++) {
		any_segment(rnd, &l->at[i]);
		if (i && random_below(rnd, 2))
			place_next(&l->at[i - 1], &l->at[i]);
	}
}

static void any_single(struct rnd_state *rnd, struct layout *l)
{
	*l = (struct layout){ .nr = 1 };
	any_segment(rnd, &l->at[0]);
	l->at[0].length++;
}

static unsigned int folio_quarters(const struct layout_segment *s)
{
	return s->run ? 4 : QUARTERS;
}

#define FOLIOS 3

/* The folios of a FOLIOQ: run "a" as a whole, and two pages of run "b". */
static void set_folio(struct layout_segment *s, unsigned int which)
{
	*s = (struct layout_segment){ .run = !!which, .page = which / 2 };
	s->length = folio_quarters(s);
}

static void cut_start(struct layout_segment *s, unsigned int quarters)
{
	s->offset = quarters;
	s->length -= quarters;
}

static void cut_end(struct layout_segment *s, unsigned int quarters)
{
	s->length -= min_t(unsigned int, quarters, s->length - 1);
}

/* How many folios: numbers of fewer come first. */
static unsigned int count_folios(unsigned long *number)
{
	unsigned int nr, radix = 1;

	for (nr = 1; nr < LAYOUT_SEGMENTS; nr++) {
		radix *= FOLIOS;
		if (*number < radix)
			break;
		*number -= radix;
	}
	return nr;
}

/* An iterator that begins behind the last slot begins with a whole folio. */
static bool nth_folioq(unsigned long number, struct layout *l)
{
	static const unsigned char starts[] = { 0, 2, 21 };
	unsigned int i, start, end;

	*l = (struct layout){ };
	l->slots = digit(&number, LAYOUT_SEGMENTS + 1);
	start = starts[digit(&number, ARRAY_SIZE(starts))];
	end = digit(&number, 3);
	l->nr = count_folios(&number);
	for (i = 0; i < l->nr; i++)
		set_folio(&l->at[i], digit(&number, FOLIOS));
	if (l->slots)
		cut_start(&l->at[0], start % folio_quarters(&l->at[0]));
	cut_end(&l->at[l->nr - 1], end);
	return !number;
}

static void any_folioq(struct rnd_state *rnd, struct layout *l)
{
	unsigned int i;

	*l = (struct layout){ .nr = 1 + random_below(rnd, LAYOUT_SEGMENTS) };
	l->slots = random_below(rnd, LAYOUT_SEGMENTS + 1);
	for (i = 0; i < l->nr; i++)
		set_folio(&l->at[i], random_below(rnd, 5));
	if (l->slots)
		cut_start(&l->at[0], random_below(rnd, l->at[0].length));
	cut_end(&l->at[l->nr - 1], random_below(rnd, QUARTERS));
}

/* The first page of a segment, and the address where it begins. */
static unsigned int segment_page(const struct layout_segment *s)
{
	return s->run * ARENA_RUN_PAGES + s->page;
}

static unsigned long segment_address(const struct arena *arena,
				     const struct layout_segment *s)
{
	return arena->addr[s->run] + s->page * PAGE_SIZE + s->offset * QUARTER;
}

/* Append a segment's bytes: pages that follow one another by address. */
static void add_segment(struct test_iter *ti, const struct arena *arena,
			const struct layout *l, unsigned int i)
{
	const struct layout_segment *s = &l->at[i];
	struct page *const *page = arena->page + segment_page(s);
	size_t offset = s->offset * QUARTER;
	size_t end = offset + s->length * QUARTER;

	while (offset < end) {
		size_t length = min_t(size_t, end - offset,
				      PAGE_SIZE - offset % PAGE_SIZE);

		test_iter_add(ti, page[offset / PAGE_SIZE], offset % PAGE_SIZE,
			      length, i);
		offset += length;
	}
}

static int make_bvec(struct test_iter *ti, const struct arena *arena,
		     const struct layout *l, unsigned int direction)
{
	unsigned int i;

	for (i = 0; i < l->nr; i++) {
		const struct layout_segment *s = &l->at[i];

		ti->bvec[i].bv_page = arena->page[segment_page(s)];
		ti->bvec[i].bv_offset = s->offset * QUARTER;
		ti->bvec[i].bv_len = s->length * QUARTER;
	}
	iov_iter_bvec(&ti->iter, direction, ti->bvec, l->nr, ti->length);
	return 0;
}

static int make_kvec(struct test_iter *ti, const struct arena *arena,
		     const struct layout *l, unsigned int direction)
{
	unsigned int i;

	for (i = 0; i < l->nr; i++) {
		ti->kvec[i].iov_base = (void *)segment_address(arena, &l->at[i]);
		ti->kvec[i].iov_len = l->at[i].length * QUARTER;
	}
	iov_iter_kvec(&ti->iter, direction, ti->kvec, l->nr, ti->length);
	return 0;
}

static int make_iovec(struct test_iter *ti, const struct arena *arena,
		      const struct layout *l, unsigned int direction)
{
	unsigned int i;

	for (i = 0; i < l->nr; i++) {
		ti->iov[i].iov_base =
			(void __user *)segment_address(arena, &l->at[i]);
		ti->iov[i].iov_len = l->at[i].length * QUARTER;
	}
	iov_iter_init(&ti->iter, direction, ti->iov, l->nr, ti->length);
	return 0;
}

#ifdef PINCER_HAVE_UBUF
static int make_ubuf(struct test_iter *ti, const struct arena *arena,
		     const struct layout *l, unsigned int direction)
{
	iov_iter_ubuf(&ti->iter, direction,
		      (void __user *)segment_address(arena, &l->at[0]),
		      ti->length);
	return 0;
}
#else
#define make_ubuf NULL
#endif

#ifdef PINCER_HAVE_FOLIOQ
static int make_folioq(struct test_iter *ti, const struct arena *arena,
		       const struct layout *l, unsigned int direction)
{
	struct folio_queue *const *q = ti->folioq;
	unsigned int slots = folioq_nr_slots(q[0]), first = slots - l->slots;
	unsigned int i;

	for (i = 0; i < l->nr; i++) {
		const struct layout_segment *s = &l->at[i];
		bool second = first + i >= slots;

		folioq_set(q[second], first + i - second * slots,
				arena->page[segment_page(s)],
				s->run ? 0 : ARENA_RUN_ORDER);
	}
	iov_iter_folio_queue(&ti->iter, direction, q[0], first,
			     l->at[0].offset * QUARTER, ti->length);
	return 0;
}
#else
#define make_folioq NULL
#endif

int layout_begin(const struct generator *g, struct test_iter *ti)
{
	memset(ti, 0, sizeof(*ti));
	ti->flavour = &g->flavour;
	return g->flavour.kind == ITER_KIND_FOLIOQ ? folioqs_make(ti) : 0;
}

void layout_end(struct test_iter *ti)
{
	if (ti->flavour->kind == ITER_KIND_FOLIOQ)
		folioqs_free(ti);
}

int layout_make(const struct generator *g, const struct arena *arena,
		const struct layout *l, unsigned int direction,
		struct test_iter *ti)
{
	unsigned int i;

	ti->length = 0;
	ti->nr_frags = 0;
	for (i = 0; i < l->nr; i++)
		add_segment(ti, arena, l, i);
	return g->make(ti, arena, l, direction);
}

bool layout_is_small(const struct layout *l)
{
	return l->nr < LAYOUT_SEGMENTS;
}

unsigned int layout_empties(const struct layout *l, bool leading)
{
	unsigned int i, nr = 0;

	for (i = 0; i < l->nr; i++) {
		if (leading && l->at[i].length)
			break;
		nr += !l->at[i].length;
	}
	return nr;
}

static size_t print_segment(const struct layout_segment *s, char *text,
			    size_t size)
{
	size_t used = scnprintf(text, size, "%c%u", 'a' + s->run, s->page);

	if (s->offset)
		used += scnprintf(text + used, size - used, "q%u", s->offset);
	return used + scnprintf(text + used, size - used, "+%u", s->length);
}

void layout_print(const struct layout *l, char *text)
{
	size_t used = 0;
	unsigned int i;

	for (i = 0; i < l->nr; i++) {
		if (i)
			used += scnprintf(text + used, LAYOUT_TEXT - used, ",");
		used += print_segment(&l->at[i], text + used,
				      LAYOUT_TEXT - used);
	}
	if (l->slots)
		scnprintf(text + used, LAYOUT_TEXT - used, "/%u", l->slots);
}

static void drop_segment(struct layout *l, unsigned int which)
{
	if (l->nr == 1 || which >= l->nr)
		return;
	l->nr--;
	memmove(&l->at[which], &l->at[which + 1],
		(l->nr - which) * sizeof(l->at[0]));
}

/* Whole pages are simpler than parts, one page is simpler than several. */
static void simplify_segment(struct layout_segment *s, unsigned int how)
{
	static const unsigned char simple[][2] = { { 0, 4 }, { 0, 2 }, { 2, 2 } };

	if (how == ARRAY_SIZE(simple)) {
		s->page = 0;
		return;
	}
	s->offset = simple[how][0];
	s->length = simple[how][1];
}

bool layout_simplify(const struct generator *g, struct layout *l,
		     unsigned int step)
{
	if (step < LAYOUT_SEGMENTS) {
		/* A FOLIOQ's segments are not independent of one another. */
		if (g->flavour.kind != ITER_KIND_FOLIOQ)
			drop_segment(l, step);
		else if (!step)
			l->slots = 0;
		return true;
	}
	if (g->flavour.kind == ITER_KIND_FOLIOQ)
		return false;
	step -= LAYOUT_SEGMENTS;
	if (step / 4 >= l->nr)
		return false;
	simplify_segment(&l->at[step / 4], step % 4);
	return true;
}

#define VECTOR .nth = nth_vector, .any = any_vector
#define SINGLE .nth = nth_single, .any = any_single
#define FOLIOQ .nth = nth_folioq, .any = any_folioq

static const struct generator generators[] = {
	{ { "bvec", ITER_KIND_BVEC }, ARENA_LINEAR, make_bvec, VECTOR },
	{ { "kvec", ITER_KIND_KVEC }, ARENA_LINEAR, make_kvec, VECTOR },
	{ { "kvec_mapped", ITER_KIND_KVEC }, ARENA_MAPPED, make_kvec,
	  VECTOR },
	{ { "folioq", ITER_KIND_FOLIOQ }, ARENA_LINEAR, make_folioq,
	  FOLIOQ },
	{ { "iovec", ITER_KIND_USER }, ARENA_USER, make_iovec, VECTOR },
	{ { "iovec_thp", ITER_KIND_USER }, ARENA_USER_THP, make_iovec,
	  VECTOR },
	{ { "ubuf", ITER_KIND_USER }, ARENA_USER, make_ubuf, SINGLE },
};

const struct generator *generator_at(unsigned int number)
{
	return number < ARRAY_SIZE(generators) ? &generators[number] : NULL;
}
