// SPDX-License-Identifier: GPL-2.0
#include "trial.h"

#include <linux/mm.h>

#include "claim.h"
#include "deviation.h"

/* The parts of this kernel's history that say how far a call goes. */
static void find_rules(struct rules *rules)
{
	struct history h;

	claim_history(&h);
	rules->one_segment = !h.has[C_EXTRACT_BVEC_SEGMENTS];
	rules->room_without_offset = h.has[C_EXTRACT_BVEC_SEGMENTS];
	rules->one_page = !h.has[C_GET_PAGES_MULTIPAGE];
}

static int make(struct kunit *test, struct trial *t)
{
	int error = layout_begin(t->generator, &t->ti);

	if (!error)
		error = arena_make(test, t->generator->arena, &t->arena);
	return error;
}

struct trial *trial_make(struct kunit *test, const char *id,
			 const struct generator *generator,
			 unsigned int direction)
{
	struct trial *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);
	int error;

	if (!t) {
		claim_error(test, id, "kunit_kzalloc()", -ENOMEM);
		return NULL;
	}
	t->generator = generator;
	t->direction = direction;
	find_rules(&t->rules);
	error = generator->make ? make(test, t) : -EOPNOTSUPP;
	if (!error)
		return t;
	if (error == -EOPNOTSUPP)
		claim_skip(test, id, t->arena.skip_reason ?:
			   "this kernel has no such iterator");
	else
		claim_error(test, id, "making the arena", error);
	trial_free(t);
	return NULL;
}

void trial_free(struct trial *t)
{
	arena_free(&t->arena);
	if (t->ti.flavour)
		layout_end(&t->ti);
}

bool trial_begin(struct trial *t, const struct layout *l)
{
	layout_make(t->generator, &t->arena, l, t->direction, &t->ti);
	t->iter = t->ti.iter;
	t->at = 0;
	t->end = t->ti.length;
	return t->end;
}

/*
 * get_pages() WARN()s about an empty segment of a BVEC; extract_pages() goes
 * over one such at the start only, since it goes over several segments.
 */
bool trial_allows(const struct trial *t, const struct api *api,
		  const struct layout *l)
{
	if (t->generator->flavour.kind != ITER_KIND_BVEC)
		return true;
	if (api->kernel_mode == PIN_MODE_REF)
		return !layout_empties(l, false);
	return api->bvec_span != SPAN_ALIGNED || t->rules.one_segment ||
	       layout_empties(l, true) < 2;
}

/* Adjacent pages of a folio must be in one entry, others must not. */
static const char *check_merging(const struct extraction *ex)
{
	unsigned int i;

	for (i = 0; i < ex->nr; i++) {
		struct page *page = ex->entry[i].page;
		size_t end = ex->entry[i].offset + ex->entry[i].length;
		struct page *head = compound_head(page);

		if (compound_head(page + (end - 1) / PAGE_SIZE) != head)
			return "folios_merged";
		if (i + 1 < ex->nr && !(end % PAGE_SIZE) &&
		    !ex->entry[i + 1].offset &&
		    ex->entry[i + 1].page == page + end / PAGE_SIZE &&
		    compound_head(ex->entry[i + 1].page) == head)
			return "not_merged";
	}
	return NULL;
}

static const char *check_length(const struct trial *t, const struct api *api,
				size_t size, unsigned int max)
{
	const struct reach r = {
		.at = t->at, .max = max, .rules = &t->rules,
		.size = min3(size, t->end - t->at,
			     api->no_max ? API_ALLOC_MAX : SIZE_MAX),
	};
	ssize_t want = api_reach(api, &t->ti, &r);

	if (!want && api->no_zero)
		want = -EFAULT;
	if (t->ex.ret < 0 && t->ex.ret != want)
		return "failed";
	if (t->ex.ret != want)
		return t->ex.ret < want ? "short" : "long";
	if (!api->no_max && t->ex.nr > max)
		return "over_limit";
	if (iov_iter_count(&t->iter) != t->end - t->at - max(t->ex.ret, 0L))
		return "wrong_advance";
	return api->merges ? check_merging(&t->ex) : NULL;
}

static const char *check(const struct trial *t, const struct api *api,
			 size_t size, unsigned int max)
{
	enum pin_mode mode = api_pin_mode(api, t->ti.flavour);
	const char *wrong = NULL;
	size_t where;

	if (t->ex.ret > 0 || t->ex.spoilt)
		wrong = extraction_check(&t->ex, &t->ti, t->at, &where);
	if (!wrong)
		wrong = check_length(t, api, size, max);
	if (!wrong && mode != PIN_MODE_NONE)
		wrong = arena_check(&t->arena, &t->ex, mode);
	return wrong;
}

const char *trial_extract(struct trial *t, const struct api *api, size_t size,
			  unsigned int max)
{
	enum pin_mode mode = api_pin_mode(api, t->ti.flavour);
	unsigned int before = min_t(unsigned int, API_BEFORE,
				    DIV_ROUND_UP(t->at, PAGE_SIZE));
	const char *wrong;

	api_append(api, &t->iter, before, size, max, &t->ex);
	wrong = check(t, api, size, max);
	if (wrong) {
		arena_repair(&t->arena);
		return wrong;
	}
	extraction_release(&t->ex, mode);
	if (t->ex.ret > 0)
		t->at += t->ex.ret;
	return NULL;
}
