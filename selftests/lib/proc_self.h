/* SPDX-License-Identifier: GPL-2.0 */
/* Files of /proc/self, and what a case may change in its own process. */
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

/** proc_self_open() - open them, once a process; 0 or -errno */
int proc_self_open(void);

/** proc_self_fd() - the descriptor of one of them */
int proc_self_fd(enum proc_self what);

/**
 * struct footprint - what a case may leave changed in its process
 * @pages: size of the address space without the heap, pages, from some origin
 * @open: the 64 lowest descriptors that are open, a bit each
 * @blocked: blocked signals of those that doors might handle, a bit each
 * @handled: ignored or caught ones of the same, a bit each
 * @memlock: RLIMIT_MEMLOCK
 */
struct footprint {
	unsigned long pages;
	uint64_t open;
	uint32_t blocked, handled;
	struct rlimit memlock;
};

/** footprint_take() - record it; 0 or -errno */
int footprint_take(struct footprint *f);

/** footprint_change() - what differs, in words, or NULL */
const char *footprint_change(const struct footprint *was,
			     const struct footprint *is);

#endif
