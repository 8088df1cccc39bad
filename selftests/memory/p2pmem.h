/* SPDX-License-Identifier: GPL-2.0 */
/* The P2PDMA memory that a PCI device hands out in sysfs: what is left of it. */
#ifndef PINCER_P2PMEM_H
#define PINCER_P2PMEM_H

#include "lib/attempt.h"

/* For the tables: what all scenarios about it have in common. */
#define ABOUT_P2PMEM(env_)						\
	.props.success_is_zero = true,					\
	.need = { .config = "PCI_P2PDMA", .feature = C_P2PDMA_MMAP,	\
		  .env = env_ }

/**
 * struct p2pmem - the memory of one device
 * @dir: where sysfs tells of it
 * @file: what is mapped to be given some
 * @available: the file that says how much is left
 * @start: what that said at first, bytes
 */
struct p2pmem {
	char dir[256];
	int file;
	int available;
	long start;
};

/**
 * p2pmem_open() - look at the memory that an environment variable names
 * @a: the attempt
 * @env: the variable
 * @p: filled in
 *
 * Return: 0, or -errno after attempt_no_interface().
 */
long p2pmem_open(struct attempt *a, const char *env, struct p2pmem *p);

/** p2pmem_close() - the reverse of p2pmem_open() */
void p2pmem_close(struct p2pmem *p);

/** p2pmem_number() - what a file beside it says, or -errno */
long p2pmem_number(const struct p2pmem *p, const char *name);

/** p2pmem_map() - so many pages of it, all there at once; NULL with errno */
char *p2pmem_map(const struct p2pmem *p, int pages);

/**
 * p2pmem_buffer() - have pages of it as the attempt's buffer
 * @a: the attempt
 * @env: what names it
 * @p: filled in
 * @pages: how many
 *
 * Return: 0, or -errno with why in @a.
 */
long p2pmem_buffer(struct attempt *a, const char *env, struct p2pmem *p,
		   int pages);

/** p2pmem_taken() - pages that are out, beyond those that were at first */
long p2pmem_taken(const struct p2pmem *p);

/**
 * p2pmem_touch() - have a child write to a byte of memory
 *
 * Return: 0, the signal that it gives, or SIGKILL when the kernel lets it try
 * again and again.
 */
int p2pmem_touch(char *at);

#endif
