// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "scenario.h"

const struct door *const door_families[] = {
	doors_io_uring,
	doors_odirect,
	doors_remote,
	doors_splice,
	doors_xdp,
	scenarios_random,
	NULL
};

long attempt_broken(struct attempt *a, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(a->broken, sizeof(a->broken), "%s: %s", what,
		 strerror(error));
	return -error;
}

long attempt_absent(struct attempt *a, const char *what)
{
	a->absent = true;
	return attempt_broken(a, what);
}
