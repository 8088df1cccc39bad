/* SPDX-License-Identifier: GPL-2.0 */
/* What /proc/self says of the process that cases are tried in. */
#ifndef PINCER_PROC_SELF_H
#define PINCER_PROC_SELF_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

/** enum proc_self - files of /proc/self that stay open */
enum proc_self {
	PROC_SELF_MAPS, PROC_SELF_SMAPS, PROC_SELF_PAGEMAP, PROC_SELF_STATM,
	PROC_SELF_COUNT
};

/** proc_self_open() - open them, in a process that has just begun; 0 or -errno */
int proc_self_open(void);

/** proc_self_fd() - the descriptor of one of them */
int proc_self_fd(enum proc_self what);

/**
 * struct footprint - what a case may leave behind in its process
 * @pages: address space in use
 * @open: the lowest descriptors, a bit each
 * @blocked: of the signals that doors might handle, a bit each
 * @handled: the same of those that are ignored or caught
 * @memlock: the limit that most doors know
 */
struct footprint {
	unsigned long pages;
	uint64_t open;
	uint32_t blocked, handled;
	struct rlimit memlock;
};

/** footprint_take() - look at it; 0 or -errno */
int footprint_take(struct footprint *f);

/** footprint_change() - what is not as it was, for people, or NULL */
const char *footprint_change(const struct footprint *was,
			     const struct footprint *is);

#endif
