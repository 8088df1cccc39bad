/* SPDX-License-Identifier: GPL-2.0 */
/* Ways to send pieces without a copy by the process. */
#ifndef PINCER_SENDING_H
#define PINCER_SENDING_H

#include "lib/attempt_ring.h"
#include "lib/pipe.h"
#include "scenarios/pieces.h"

/**
 * struct sending - what a way to send needs
 * @fd: the socket
 * @field: where the pieces lie
 * @pipe: for those that splice
 * @ring: for io_uring's
 * @sent: MSG_ZEROCOPY sends whose notification is to come
 */
struct sending {
	int fd;
	const struct field *field;
	struct pipe_ends pipe;
	struct ring ring;
	int sent;
};

/**
 * struct way - a way to send
 * @open: makes what it needs, or NULL; 0 or -errno
 * @put: sends some pieces; @more: others will follow. Bytes or -errno
 * @finish: when all has arrived, waits until the kernel says that it is done,
 *	or NULL; 0 or -errno
 * @close: undoes @open, or NULL
 */
struct way {
	long (*open)(struct attempt *a, struct sending *s);
	long (*put)(struct sending *s, const struct iovec *iov, int nr,
		    bool more);
	long (*finish)(struct sending *s);
	void (*close)(struct sending *s);
};

/**
 * enum way_kind - the ways
 * @WAY_VMSPLICE: vmsplice() into a pipe, splice() to the socket
 * @WAY_FILE: splice() of a file into a pipe, splice() to the socket
 * @WAY_SENDFILE: sendfile(), which cannot say that more will follow
 * @WAY_ZEROCOPY: sendmsg() with MSG_ZEROCOPY
 * @WAY_SEND_ZC: IORING_OP_SEND_ZC of each piece
 * @WAY_SEND_ZC_FIXED: the same from a registered buffer
 * @WAY_SENDMSG_ZC: IORING_OP_SENDMSG_ZC
 */
enum way_kind {
	WAY_VMSPLICE, WAY_FILE, WAY_SENDFILE, WAY_ZEROCOPY, WAY_SEND_ZC,
	WAY_SEND_ZC_FIXED, WAY_SENDMSG_ZC,
};

/** ways_to_send[] - by enum way_kind */
extern const struct way *const ways_to_send[];

/* Each in a sending_*.c. */
extern const struct way way_vmsplice, way_file, way_sendfile;
extern const struct way way_zerocopy;
extern const struct way way_send_zc, way_send_zc_fixed, way_sendmsg_zc;

#endif
