// SPDX-License-Identifier: GPL-2.0
#include "model/oops.h"
#include "model/array_size.h"

#include <stddef.h>
#include <string.h>

/*
 * The gravest first. KASAN, KCSAN, KFENCE and KMSAN report "BUG: ", which is a
 * part of ODEBUG's "ODEBUG: "; lockdep and RCU report "WARNING: ". The OOM
 * killer is no error of the kernel, but may explain the end of a guest. UBSAN
 * also reports what does no harm: io_uring of 7.2 writes to the bvec[] of a
 * kernel buffer before it sets nr_bvecs, its __counted_by().
 */
static const struct {
	const char *sign;
	bool warning;	/* a correct kernel never logs it during a case */
} signs[] = {
	{ "Kernel panic - not syncing", true },
	{ "Oops:", true },
	{ "kernel BUG at", true },
	{ "BUG: ", true },
	{ "BUG kmalloc-", true },
	{ "general protection fault", true },
	{ "Bad page state", true },
	{ "hard LOCKUP", true },
	{ "soft lockup", true },
	{ "hung_task", true },
	{ "blocked for more than", true },
	{ "rcu: INFO:", true },
	{ "trying to steal weird page", true },
	{ "UBSAN: ", false },
	{ "Out of memory", false },
	{ "INFO: trying to register non-static key", true },
	{ "WARNING: ", true },
};

#define NR_SIGNS ((int)ARRAY_SIZE(signs))

/* The place of the gravest sign in a line, or NR_SIGNS. */
static int find_sign(const char *line, const char **at)
{
	const char *here;
	int i;

	for (i = 0; i < NR_SIGNS; i++) {
		here = strstr(line, signs[i].sign);
		if (!here)
			continue;
		if (at)
			*at = here;
		break;
	}
	return i;
}

int oops_severity(const char *line, const char **at)
{
	return NR_SIGNS - find_sign(line, at);
}

/* A line may have several signs: any of them will do. */
bool oops_is_warning(const char *line)
{
	int i;

	for (i = 0; i < NR_SIGNS; i++)
		if (signs[i].warning && strstr(line, signs[i].sign))
			return true;
	return false;
}
