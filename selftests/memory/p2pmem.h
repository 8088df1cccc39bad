/* SPDX-License-Identifier: GPL-2.0 */
/* P2PDMA memory of a PCI device: sysfs's p2pmem directory. */
#ifndef PINCER_P2PMEM_H
#define PINCER_P2PMEM_H

#include "lib/attempt.h"

/* For the tables: what all scenarios about it share. */
#define ABOUT_P2PMEM(env_)						\
	.props.success_is_zero = true,					\
	.need = { .config = "PCI_P2PDMA", .feature = C_P2PDMA_MMAP,	\
		  .env = env_ }

/**
 * struct p2pmem - the memory of one device
 * @dir: its sysfs directory
 * @file: "allocate", which is mapped
 * @available: "available"
 * @start: what that held at first, bytes
 */
struct p2pmem {
	char dir[256];
	int file;
	int available;
	long start;
};

/**
 * p2pmem_open() - open the files that an environment variable names
 * @a: the attempt
 * @env: the variable
 * @p: filled in
 *
 * Return: 0, or -errno after attempt_no_interface().
 */
long p2pmem_open(struct attempt *a, const char *env, struct p2pmem *p);

/** p2pmem_close() - the reverse of p2pmem_open() */
void p2pmem_close(struct p2pmem *p);

/** p2pmem_number() - the number in a file of its sysfs directory, or -errno */
long p2pmem_number(const struct p2pmem *p, const char *name);

/** p2pmem_map() - mmap() @pages pages, which allocates them; NULL with errno */
char *p2pmem_map(const struct p2pmem *p, int pages);

/**
 * p2pmem_buffer() - map pages of it as the attempt's buffer
 * @a: the attempt
 * @env: the variable
 * @p: filled in
 * @pages: how many
 *
 * Return: 0, or -errno after attempt_no_interface() or attempt_setup_error().
 */
long p2pmem_buffer(struct attempt *a, const char *env, struct p2pmem *p,
		   int pages);

/** p2pmem_taken() - pages allocated since p2pmem_open(); negative: unknown */
long p2pmem_taken(const struct p2pmem *p);

/**
 * p2pmem_touch() - have a child write to a byte of memory
 *
 * Return: 0, the signal that killed the child, or SIGKILL when the page fault
 * repeats without end.
 */
int p2pmem_touch(char *at);

#endif
