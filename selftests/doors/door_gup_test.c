// SPDX-License-Identifier: GPL-2.0
/*
 * CONFIG_GUP_TEST: GUP without a user around it, fast and slow, with flags that
 * few users have.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/gup_test.h"
#include "doors/doors.h"

/* The driver does not say why it got nothing. */
static long take(struct attempt *a, enum gup_test_call call,
		 unsigned int flags)
{
	const long ret = gup_test_pin_pages(a, call, flags, a->buf, a->len);

	return ret ? ret : -EFAULT;
}

static long pin(struct attempt *a)
{
	return take(a, a->contract->door->how, GUP_TEST_WRITE);
}

static long pin_longterm_fast(struct attempt *a)
{
	return take(a, GUP_TEST_PIN_FAST,
		    GUP_TEST_WRITE | gup_test_longterm(a));
}

/* Where the number means something else, there is no flag to ask with. */
static long pin_p2pdma(struct attempt *a)
{
	errno = ENOTTY;
	if (!gup_test_renumbered(a))
		return attempt_no_interface(a, "FOLL_PCI_P2PDMA");
	return take(a, GUP_TEST_PIN_FAST,
		    GUP_TEST_WRITE | GUP_TEST_PCI_P2PDMA);
}

/* What the process writes while its pages are pinned has to be in them. */
static void write_buffer(struct attempt *a)
{
	struct chunk p;
	size_t from;

	for (from = 0; from < a->len; from += p.len) {
		p = buffer_chunk(a, from);
		if (p.part->kind->props.flags & M_WRITE)
			pattern_fill(a->buf + from, p.len, PATTERN_DEVICE,
				     pattern_place(p.part, p.offset));
	}
}

static void check_pinned(struct attempt *a, const char *copy)
{
	struct chunk p;
	size_t from;
	bool right;

	for (from = 0; from < a->len; from += p.len) {
		p = buffer_chunk(a, from);
		right = p.part->kind->props.flags & M_WRITE
				? pattern_is(copy + from, p.len, PATTERN_DEVICE,
					     pattern_place(p.part, p.offset))
				: pattern_part_held(p.part, copy + from,
						    p.offset, p.len);
		if (!right)
			a->wrong_data = true;
	}
}

static long longterm(struct attempt *a)
{
	const unsigned int flags = a->contract->door->props.flags;
	char *copy = attempt_memory(a, a->len);
	struct gup_test_pin pin;
	long ret;

	if (!copy)
		return -ENOMEM;
	ret = gup_test_start(a, !(flags & D_SLOW), flags & D_WRITE, &pin);
	if (ret)
		return ret;
	write_buffer(a);
	if (gup_test_read(&pin, copy))
		ret = attempt_setup_error(a, "reading what is pinned");
	else
		check_pinned(a, copy);
	gup_test_stop(&pin);
	return ret;
}

#define TAKE(name_, title_, flags_, run_)				\
	.name = "gup_test.pin." name_,					\
	.title = title_ " by the test driver",				\
	.props = { .flags = D_WRITE | (flags_), .error = EFAULT },	\
	.brief = true, .run = run_

#define LONGTERM(how_, brief_, flags_)					\
	.name = "gup_test.longterm." how_,				\
	.title = "a pin for long by the test driver, " how_,		\
	.props = { .flags = D_LONGTERM | (flags_),			\
		   .partial = PARTIAL_ERRNO, .success_is_zero = true },	\
	.need = { .config = "GUP_TEST", .feature = C_GUP_TEST_LONGTERM }, \
	.brief = brief_, .run = longterm

const struct door doors_gup_test[] = {
	{
		TAKE("fast", "pin_user_pages_fast()", 0, pin),
		.how = GUP_TEST_PIN_FAST,
		.need.config = "GUP_TEST",
	}, {
		TAKE("slow", "pin_user_pages()", D_SLOW, pin),
		.how = GUP_TEST_PIN,
		.need.config = "GUP_TEST",
	}, {
		TAKE("longterm", "pin_user_pages() for long",
		     D_SLOW | D_LONGTERM, pin),
		.how = GUP_TEST_PIN_LONGTERM,
		.need.config = "GUP_TEST",
	}, {
		TAKE("longterm_fast", "pin_user_pages_fast() for long",
		     D_LONGTERM, pin_longterm_fast),
		.need.config = "GUP_TEST",
	}, {
		TAKE("p2pdma", "pin_user_pages_fast() with FOLL_PCI_P2PDMA",
		     D_P2PDMA_QUEUE | D_NO_DEVICE, pin_p2pdma),
		.need = { .config = "GUP_TEST",
			  .feature = C_FOLL_RENUMBERED },
	}, {
		LONGTERM("fast.read", false, 0),
	}, {
		LONGTERM("fast.write", true, D_WRITE),
	}, {
		LONGTERM("slow.read", false, D_SLOW),
	}, {
		LONGTERM("slow.write", true, D_SLOW | D_WRITE),
	}, {}
};
