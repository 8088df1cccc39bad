/* SPDX-License-Identifier: GPL-2.0 */
/* The core dump of a child, which is made only to be looked at. */
#ifndef PINCER_CORE_H
#define PINCER_CORE_H

#include "lib/attempt.h"

/* What goes into it: bits of /proc/PID/coredump_filter, see core(5). */
#define CORE_ANON_SHARED (1 << 1)
#define CORE_MAPPED_SHARED (1 << 3)

/**
 * struct core - a core dump
 * @at: the file, mapped
 * @size: of it, bytes
 */
struct core {
	char *at;
	size_t size;
};

/**
 * core_dump() - have a child of ours dump its core
 * @a: the attempt
 * @filter: what goes into it
 * @core: filled in
 *
 * The kernel is told meanwhile where to put it, whoever dumps: for guests, and
 * it has to have ELF_CORE.
 *
 * Return: 0, or -errno with why in @a.
 */
long core_dump(struct attempt *a, int filter, struct core *core);

/** core_free() - the reverse of core_dump() */
void core_free(struct core *core);

/**
 * core_holds() - how much of a mapping is in there
 * @core: the core dump
 * @at: where the mapping begins
 * @bytes: receives the bytes, or NULL when there are none
 *
 * Return: how many, -ENOENT when the core dump does not know of the mapping,
 * -ENODATA when it ends before it.
 */
long core_holds(const struct core *core, const void *at, const char **bytes);

#endif
