// SPDX-License-Identifier: GPL-2.0
#include "scenarios/sending.h"

const struct way *const ways_to_send[] = {
	[WAY_VMSPLICE] = &way_vmsplice, [WAY_FILE] = &way_file,
	[WAY_SENDFILE] = &way_sendfile, [WAY_ZEROCOPY] = &way_zerocopy,
	[WAY_SEND_ZC] = &way_send_zc, [WAY_SEND_ZC_FIXED] = &way_send_zc_fixed,
	[WAY_SENDMSG_ZC] = &way_sendmsg_zc,
};
