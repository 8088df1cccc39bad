// SPDX-License-Identifier: GPL-2.0
/*
 * CONFIG_GUP_TEST: GUP by the kernel's test driver, fast and slow, with flags
 * that few users pass.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/gup_test.h"
#include "doors/doors.h"

/* FOLL_* that the call does not imply. */
static unsigned int raw_flags(const struct attempt *a)
{
	const unsigned int flags = a->contract->door->props.flags;
	unsigned int raw = GUP_TEST_WRITE;

	if (flags & D_LONGTERM && a->contract->door->how == GUP_TEST_PIN_FAST)
		raw |= gup_test_longterm(a);
	if (flags & D_P2PDMA_QUEUE)
		raw |= GUP_TEST_PCI_P2PDMA;
	return raw;
}

/* The driver reports how far GUP came, not its errno. */
static long pin_and_unpin(struct attempt *a)
{
	const unsigned int flags = raw_flags(a);
	long ret;

	errno = ENOTTY;
	if (flags & GUP_TEST_PCI_P2PDMA && !gup_test_renumbered(a))
		return attempt_no_interface(a, "FOLL_PCI_P2PDMA");
	ret = gup_test_pin_pages(a, a->contract->door->how, flags, a->buf, a->len);
	return ret ? ret : -EFAULT;
}

/* A store by the process after the pin has to reach the pinned pages. */
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

static long pin_longterm(struct attempt *a)
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

#define PIN(name_, title_, how_, flags_)				\
	.name = "gup_test.pin." name_,					\
	.title = title_ " by the test driver",				\
	.props = { .flags = D_WRITE | (flags_), .error = EFAULT },	\
	.brief = true, .how = how_, .run = pin_and_unpin

#define LONGTERM(how_, brief_, flags_)					\
	.name = "gup_test.longterm." how_,				\
	.title = "a pin for long by the test driver, " how_,		\
	.props = { .flags = D_LONGTERM | (flags_),			\
		   .partial = PARTIAL_ERRNO, .success_is_zero = true },	\
	.need = { .config = "GUP_TEST", .feature = C_GUP_TEST_LONGTERM }, \
	.brief = brief_, .run = pin_longterm

const struct door doors_gup_test[] = {
	{
		PIN("fast", "pin_user_pages_fast()", GUP_TEST_PIN_FAST, 0),
		.need.config = "GUP_TEST",
	}, {
		PIN("slow", "pin_user_pages()", GUP_TEST_PIN, D_SLOW),
		.need.config = "GUP_TEST",
	}, {
		PIN("longterm", "pin_user_pages() for long",
		    GUP_TEST_PIN_LONGTERM, D_SLOW | D_LONGTERM),
		.need.config = "GUP_TEST",
	}, {
		PIN("longterm_fast", "pin_user_pages_fast() for long",
		    GUP_TEST_PIN_FAST, D_LONGTERM),
		.need.config = "GUP_TEST",
	}, {
		PIN("p2pdma", "pin_user_pages_fast() with FOLL_PCI_P2PDMA",
		    GUP_TEST_PIN_FAST, D_P2PDMA_QUEUE | D_NO_DEVICE),
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
