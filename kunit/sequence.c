// SPDX-License-Identifier: GPL-2.0
#include "sequence.h"

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "compat.h"
#include "pin_counts.h"

/* The most bytes that one call copies. */
#define COPY_MAX (PAGE_SIZE * 2)

/** struct run - a sequence while it runs */
struct run {
	struct trial *t;
	const struct layout *layout;
	unsigned char *buffer;
	struct iov_iter_state state;
	bool saved;
	size_t saved_at;
	size_t saved_end;
};

static size_t left(const struct run *r)
{
	return r->t->end - r->t->at;
}

static const char *check_count(const struct run *r)
{
	return iov_iter_count(&r->t->iter) == left(r) ? NULL : "wrong_count";
}

/* The call, or NULL if it may not be used on this layout. */
static const struct api *find_api(const struct run *r, const struct op *op)
{
	const struct api *api = api_at(op->api);

	return api->extract && api_supports(api, r->t->ti.flavour) &&
	       trial_allows(r->t, api, r->layout) ? api : NULL;
}

static const char *op_extract(struct run *r, const struct op *op)
{
	const struct api *api = find_api(r, op);

	return api ? trial_extract(r->t, api, op->bytes, op->max) : NULL;
}

static const char *op_advance(struct run *r, const struct op *op)
{
	iov_iter_advance(&r->t->iter, op->bytes);
	r->t->at += min_t(size_t, op->bytes, left(r));
	return check_count(r);
}

static const char *op_revert(struct run *r, const struct op *op)
{
	size_t bytes = min_t(size_t, op->bytes, r->t->at);

	iov_iter_revert(&r->t->iter, bytes);
	r->t->at -= bytes;
	return check_count(r);
}

static const char *op_truncate(struct run *r, const struct op *op)
{
	iov_iter_truncate(&r->t->iter, op->bytes);
	r->t->end = r->t->at + min_t(size_t, op->bytes, left(r));
	return check_count(r);
}

static const char *op_reexpand(struct run *r, const struct op *op)
{
	r->t->end = r->t->ti.length;
	iov_iter_reexpand(&r->t->iter, left(r));
	return check_count(r);
}

/* Extract a part, up to where that is one call's limit. */
static const char *extract_part(struct run *r, const struct op *op)
{
	const struct api *api = find_api(r, op);
	const char *wrong = NULL;

	while (api && !wrong && left(r)) {
		wrong = trial_extract(r->t, api, SIZE_MAX / 2, op->max);
		if (r->t->ex.ret <= 0)
			break;
	}
	return wrong;
}

/*
 * Split off the first bytes, as bio_split() does: a copy is truncated and used
 * up, the rest is advanced. Every other copy has segments of its own.
 */
static const char *op_split(struct run *r, const struct op *op)
{
	struct iov_iter rest = r->t->iter;
	size_t bytes = min_t(size_t, op->bytes, left(r));
	size_t at = r->t->at, end = r->t->end;
	const void *copy = NULL;
	const char *wrong;

	if (op->max % 2 && bytes)
		copy = dup_iter(&r->t->iter, &rest, GFP_KERNEL);
	iov_iter_truncate(&r->t->iter, bytes);
	r->t->end = at + bytes;
	wrong = extract_part(r, op);
	kfree(copy);
	r->t->iter = rest;
	iov_iter_advance(&r->t->iter, bytes);
	r->t->at = at + bytes;
	r->t->end = end;
	return wrong ? wrong : check_count(r);
}

#ifdef MODULE
/* iov_iter_restore() is not exported. */
static bool can_restore(const struct run *r)
{
	return false;
}

#define iov_iter_restore(iter, state)
#else
static bool can_restore(const struct run *r)
{
	enum iter_kind kind = r->t->ti.flavour->kind;

#ifndef PINCER_HAVE_EXTRACT_PAGES
	if (!strcmp(r->t->ti.flavour->name, "ubuf"))
		return false;
#endif
	return kind == ITER_KIND_USER || kind == ITER_KIND_BVEC;
}
#endif

static const char *op_save(struct run *r, const struct op *op)
{
	r->saved = can_restore(r);
	iov_iter_save_state(&r->t->iter, &r->state);
	r->saved_at = r->t->at;
	r->saved_end = r->t->end;
	return NULL;
}

static const char *op_restore(struct run *r, const struct op *op)
{
	if (!r->saved)
		return NULL;
	iov_iter_restore(&r->t->iter, &r->state);
	r->t->at = r->saved_at;
	r->t->end = r->saved_end;
	return check_count(r);
}

/**
 * struct piece - what lies in one page, from the iterator's position on
 * @frag: the fragment that it belongs to
 * @offset: where in the page
 * @length: bytes
 */
struct piece {
	const struct iter_frag *frag;
	size_t offset;
	size_t length;
};

/* The piece that begins @done bytes from the position; false at @limit. */
static bool next_piece(const struct run *r, size_t done, size_t limit,
		       struct piece *p)
{
	size_t in;

	if (done >= limit)
		return false;
	p->frag = test_iter_find(&r->t->ti, r->t->at + done, &in);
	p->offset = p->frag->offset + in;
	p->length = min_t(size_t, p->frag->length - in, limit - done);
	return true;
}

/* An empty segment of a BVEC may count in what is asked of the whole. */
static bool empties_count(const struct run *r)
{
	return r->t->ti.flavour->kind == ITER_KIND_BVEC &&
	       layout_empties(r->layout, false);
}

static const char *op_npages(struct run *r, const struct op *op)
{
	size_t done = 0;
	struct piece p;
	int nr = 0;

	if (empties_count(r))
		return NULL;
	for (; next_piece(r, done, left(r), &p); done += p.length)
		nr++;
	return iov_iter_npages(&r->t->iter, op->max) == min_t(int, nr, op->max) ?
	       NULL : "wrong_npages";
}

/* The largest power of two that divides addresses and lengths, to a page. */
static unsigned long alignment(unsigned long bits)
{
	bits |= PAGE_SIZE;
	return bits & -bits;
}

static const char *op_alignment(struct run *r, const struct op *op)
{
	unsigned long bits = 0;
	size_t done = 0;
	struct piece p;

	if (!left(r) || empties_count(r))
		return NULL;
	for (; next_piece(r, done, left(r), &p); done += p.length)
		bits |= p.offset | p.length;
	return alignment(iov_iter_alignment(&r->t->iter)) == alignment(bits) ?
	       NULL : "wrong_alignment";
}

static unsigned char *shadow_of(const struct run *r, const struct piece *p)
{
	return r->t->arena.shadow + p->offset +
	       arena_index(&r->t->arena, p->frag->page) * PAGE_SIZE;
}

/* Copy between the buffer and the model of the pages. */
static const char *copy_shadow(struct run *r, size_t bytes, bool check)
{
	size_t done = 0;
	struct piece p;

	for (; next_piece(r, done, bytes, &p); done += p.length) {
		if (!check)
			memcpy(shadow_of(r, &p), r->buffer + done, p.length);
		else if (memcmp(shadow_of(r, &p), r->buffer + done, p.length))
			return "wrong_data";
	}
	return NULL;
}

static void fill_buffer(struct run *r, const struct op *op, size_t bytes)
{
	size_t i;

	for (i = 0; i < bytes; i++)
		r->buffer[i] = op->bytes + i * 13;
}

static size_t copy(struct run *r, const struct op *op, size_t bytes)
{
	if (r->t->direction == WRITE)
		return copy_from_iter(r->buffer, bytes, &r->t->iter);
	fill_buffer(r, op, bytes);
	return copy_to_iter(r->buffer, bytes, &r->t->iter);
}

static const char *op_copy(struct run *r, const struct op *op)
{
	size_t bytes = min3((size_t)op->bytes, left(r), (size_t)COPY_MAX);
	const char *wrong;

	if (copy(r, op, bytes) != bytes)
		return "copied_part";
	wrong = copy_shadow(r, bytes, r->t->direction == WRITE);
	r->t->at += bytes;
	return wrong ? wrong : check_count(r);
}

static const char *op_zero(struct run *r, const struct op *op)
{
	size_t bytes = min3((size_t)op->bytes, left(r), (size_t)COPY_MAX);

	if (r->t->direction == WRITE)
		return NULL;
	if (iov_iter_zero(bytes, &r->t->iter) != bytes)
		return "zeroed_part";
	memset(r->buffer, 0, bytes);
	copy_shadow(r, bytes, false);
	r->t->at += bytes;
	return check_count(r);
}

static const struct {
	const char *name;
	const char *(*run)(struct run *r, const struct op *op);
	unsigned int weight;
} kinds[] = {
	{ "extract", op_extract, 6 }, { "advance", op_advance, 3 },
	{ "revert", op_revert, 3 }, { "truncate", op_truncate, 1 },
	{ "reexpand", op_reexpand, 1 }, { "split", op_split, 2 },
	{ "save", op_save, 1 }, { "restore", op_restore, 1 },
	{ "npages", op_npages, 1 }, { "alignment", op_alignment, 1 },
	{ "copy", op_copy, 2 }, { "zero", op_zero, 1 },
};

const char *op_name(const struct op *op)
{
	return op->kind ? kinds[op->kind].name : api_at(op->api)->name;
}

static unsigned int draw(struct rnd_state *rnd, unsigned int limit)
{
	return prandom_u32_state(rnd) % limit;
}

static unsigned int any_kind(struct rnd_state *rnd)
{
	unsigned int i, sum = 0, at;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		sum += kinds[i].weight;
	at = draw(rnd, sum);
	for (i = 0; at >= kinds[i].weight; i++)
		at -= kinds[i].weight;
	return i;
}

/* Every other length is a multiple of a quarter page. */
static unsigned int any_bytes(struct rnd_state *rnd)
{
	unsigned int bytes = 1 + draw(rnd, PAGE_SIZE * 2);

	return draw(rnd, 2) ? bytes : ALIGN(bytes, QUARTER);
}

void sequence_any(struct rnd_state *rnd, const struct generator *g,
		  struct sequence *s)
{
	unsigned int i, apis = 0;

	while (api_at(apis))
		apis++;
	g->any(rnd, &s->layout);
	s->nr = SEQUENCE_OPS;
	for (i = 0; i < s->nr; i++) {
		s->op[i].kind = any_kind(rnd);
		s->op[i].api = draw(rnd, apis);
		s->op[i].max = 1 + draw(rnd, 6);
		s->op[i].bytes = any_bytes(rnd);
	}
}

/* All of each page must be as the model has it. */
static const char *check_memory(const struct run *r)
{
	const struct test_iter *ti = &r->t->ti;
	unsigned int i;
	void *memory;
	bool same;

	for (i = 0; i < ti->nr_frags; i++) {
		struct piece p = { .frag = &ti->frag[i] };

		memory = kmap_atomic(p.frag->page);
		same = !memcmp(memory, shadow_of(r, &p), PAGE_SIZE);
		kunmap_atomic(memory);
		if (!same)
			return "wrong_memory";
	}
	return NULL;
}

static const char *run_all(struct run *r, const struct sequence *s,
			   unsigned int *failed)
{
	const char *wrong = NULL;
	unsigned int i;

	for (i = 0; i < s->nr && !wrong; i++) {
		*failed = i;
		wrong = kinds[s->op[i].kind].run(r, &s->op[i]);
	}
	if (!wrong && r->t->direction == READ)
		wrong = check_memory(r);
	return wrong ? wrong : arena_check(&r->t->arena, NULL, PIN_MODE_NONE);
}

static const char *run_once(struct trial *t, const struct sequence *s,
			    unsigned int *failed)
{
	struct run r = { .t = t, .layout = &s->layout };
	const char *wrong;

	if (!trial_begin(t, &s->layout))
		return NULL;
	r.buffer = kmalloc(COPY_MAX, GFP_KERNEL);
	if (!r.buffer)
		return "no_memory";
	wrong = run_all(&r, s, failed);
	kfree(r.buffer);
	if (wrong) {
		arena_fill(&t->arena);
		arena_repair(&t->arena);
	}
	return wrong;
}

/* Others may hold user pages for a moment, so that is tried again. */
const char *sequence_run(struct trial *t, const struct sequence *s,
			 unsigned int *failed)
{
	const char *wrong = NULL;
	int i;

	for (i = 0; i < PIN_COUNTS_ATTEMPTS; i++) {
		wrong = run_once(t, s, failed);
		if (!wrong || strncmp(wrong, "hold_", 5))
			break;
	}
	return wrong;
}

static bool fails(struct trial *t, struct sequence *s)
{
	unsigned int failed;

	return sequence_run(t, s, &failed);
}

static bool drop_op(struct trial *t, struct sequence *s, unsigned int which)
{
	struct sequence less = *s;

	less.nr--;
	memmove(&less.op[which], &less.op[which + 1],
		(less.nr - which) * sizeof(less.op[0]));
	if (!fails(t, &less))
		return false;
	*s = less;
	return true;
}

/* The rounder its bytes, the simpler is a call. */
static void round_op(struct trial *t, struct sequence *s, unsigned int which)
{
	static const unsigned int quarters[] = { 4, 2, 8, 6 };
	struct sequence round = *s;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(quarters); i++) {
		round.op[which].bytes = quarters[i] * QUARTER;
		if (fails(t, &round)) {
			*s = round;
			return;
		}
	}
}

static void shrink_layout(struct trial *t, struct sequence *s)
{
	struct sequence simpler = *s;
	unsigned int step;

	for (step = 0; layout_simplify(t->generator, &simpler.layout, step);
	     step++) {
		if (fails(t, &simpler))
			*s = simpler;
		simpler = *s;
	}
}

void sequence_shrink(struct trial *t, struct sequence *s)
{
	unsigned int i;

	for (i = s->nr; i--;)
		drop_op(t, s, i);
	shrink_layout(t, s);
	for (i = 0; i < s->nr; i++)
		round_op(t, s, i);
	for (i = s->nr; i--;)
		drop_op(t, s, i);
}
