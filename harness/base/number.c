// SPDX-License-Identifier: GPL-2.0
/* Numbers on the command line. */
#include "base/number.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

#include "base/exit_status.h"
#include "base/msg.h"

int number_option(char **argv, const char *name, unsigned long long least,
		  unsigned long long most, unsigned long long *value)
{
	char *end = optarg;

	errno = 0;
	/* strtoull() takes "-1" and wraps around. */
	if (isdigit((unsigned char)*optarg))
		*value = strtoull(optarg, &end, 0);
	if (end != optarg && !*end && !errno && *value >= least &&
	    *value <= most)
		return 0;
	msg_error("%s: %s takes a whole number from %llu to %llu, not \"%s\"",
		  argv[0], name, least, most, optarg);
	return STATUS_USAGE;
}
