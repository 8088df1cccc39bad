/* SPDX-License-Identifier: GPL-2.0 */
/* The exit statuses of every subcommand of pincer. */
#ifndef PINCER_EXIT_STATUS_H
#define PINCER_EXIT_STATUS_H

enum {
	STATUS_GOOD = 0,	/* all pass, skip or defect */
	STATUS_BAD = 1,		/* a fail, drift or error */
	STATUS_USAGE = 2,	/* usage or set-up */
	STATUS_UNTESTABLE = 125, /* a tree that does not build, or does not boot:
				  * `git bisect run` skips it */
};

#endif
