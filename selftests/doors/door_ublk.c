// SPDX-License-Identifier: GPL-2.0
/*
 * ublk: UBLK_U_CMD_REG_BUF pins memory that a client and a server share with
 * FOLL_LONGTERM, so that requests for its pages need no copy. The disk is never
 * started; it stays where this process is killed meanwhile.
 */
#define _GNU_SOURCE
#include <errno.h>

#include "lib/ublk_control.h"
#include "doors/doors.h"

/* Read-only memory is left for ublk_delete() to unpin. */
static long share_with(struct attempt *a, struct ublk_control *c,
		       bool read_only)
{
	const struct iovec memory = { a->buf, a->len };
	const long number = ublk_add(c, UBLK_SHARED_MEMORY);
	long index, ret, gone;

	errno = -number;
	if (number < 0)
		return attempt_setup_error(a, "a disk of ublk's");
	index = ublk_share(c, number, &memory, read_only);
	ret = index < 0 || read_only ? 0 : ublk_unshare(c, number, index);
	gone = ublk_delete(c, number);
	if (gone || ret) {
		errno = -(gone ?: ret);
		return attempt_setup_error(a, "the end of a disk of ublk's");
	}
	return index < 0 ? index : 0;
}

static long share_buffer(struct attempt *a)
{
	struct ublk_control c;
	long ret = ublk_control_attempt(a, &c, UBLK_SHARED_MEMORY);

	if (ret)
		return ret;
	ret = share_with(a, &c, !(a->contract->door->props.flags & D_WRITE));
	ublk_control_close(&c);
	return ret;
}

/* The driver looks memory up by page frame number: no page may occur twice. */
#define SHARED(flags_)							\
	.props = { .flags = flags_, .partial = PARTIAL_REFUSED,		\
		   .partial_error = EFAULT, .success_is_zero = true },	\
	.need = { .config = "BLK_DEV_UBLK",				\
		  .feature = C_UBLK_SHARED_MEMORY, .guest_only = true },	\
	.brief = true, .one_thing = true,				\
	.run = share_buffer

const struct door doors_ublk[] = {
	{
		.name = "ublk.share.read",
		.title = "registration as memory that ublk's requests write from",
		SHARED(D_LONGTERM),
	}, {
		.name = "ublk.share.write",
		.title = "registration as memory that ublk's requests read into",
		SHARED(D_LONGTERM | D_WRITE),
	}, {}
};
