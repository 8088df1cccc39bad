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

/** struct disk - a disk of ublk's, and what controls it */
struct disk {
	struct ublk_control control;
	__u32 number;
};

static long add_disk(struct attempt *a, void *session)
{
	struct disk *d = session;
	long number, ret = ublk_control_attempt(a, &d->control,
						UBLK_SHARED_MEMORY);

	if (ret)
		return ret;
	number = ublk_add(&d->control, UBLK_SHARED_MEMORY);
	if (number >= 0) {
		d->number = number;
		return 0;
	}
	errno = -number;
	ret = attempt_setup_error(a, "a disk of ublk's");
	ublk_control_close(&d->control);
	return ret;
}

/* Read-only memory is left for ublk_delete() to unpin. */
static long share_buffer(struct attempt *a, void *session)
{
	const bool read_only = !(a->contract->door->props.flags & D_WRITE);
	const struct iovec memory = { a->buf, a->len };
	struct disk *d = session;
	const long index = ublk_share(&d->control, d->number, &memory,
				      read_only);
	long ret;

	if (index < 0)
		return index;
	ret = read_only ? 0 : ublk_unshare(&d->control, d->number, index);
	errno = -ret;
	return ret ? attempt_setup_error(a, "the end of shared memory") : 0;
}

static void delete_disk(struct attempt *a, void *session)
{
	struct disk *d = session;
	const long ret = ublk_delete(&d->control, d->number);

	errno = -ret;
	if (ret)
		attempt_setup_error(a, "the end of a disk of ublk's");
	ublk_control_close(&d->control);
}

static const struct session disk_session = {
	sizeof(struct disk), add_disk, share_buffer, delete_disk, .keeps = true,
};

/* The driver looks memory up by page frame number: no page may occur twice. */
#define SHARED(flags_)							\
	.props = { .flags = flags_, .partial = PARTIAL_REFUSED,		\
		   .partial_error = EFAULT, .success_is_zero = true },	\
	.need = { .config = "BLK_DEV_UBLK",				\
		  .feature = C_UBLK_SHARED_MEMORY, .guest_only = true },	\
	.brief = true, .one_thing = true,				\
	IN_SESSION(disk_session)

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
