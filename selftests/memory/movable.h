/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ZONE_MOVABLE: an offline memory block is onlined as "online_movable", and
 * goes offline again when the case has ended.
 */
#ifndef PINCER_MOVABLE_H
#define PINCER_MOVABLE_H

#include <stdint.h>
#include <sys/types.h>

#include "lib/attempt.h"

/** struct movable - the block, in page frame numbers */
struct movable {
	uint64_t first, end;
};

/* Pages of the buffer, all of them in the block. */
#define MOVABLE_PAGES 4

/**
 * movable_open() - online the block that PINCER_MEMORY_BLOCK names
 * @a: the attempt
 * @m: filled in
 *
 * Return: 0, or -errno after attempt_no_interface() or attempt_setup_error().
 */
long movable_open(struct attempt *a, struct movable *m);

/**
 * movable_buffer() - online the block that PINCER_MEMORY_BLOCK names, and map the
 *	attempt's buffer there
 * @a: the attempt
 * @m: filled in
 * @memfd: the file to map, or -1 for anonymous memory
 *
 * Return: 0, or -errno after attempt_no_interface() or attempt_setup_error().
 */
long movable_buffer(struct attempt *a, struct movable *m, int memfd);

/**
 * movable_count_pages() - count the buffer's pages that lie in the block
 * @a: the attempt; wrong_data is set when the buffer's content has changed
 * @m: the block
 *
 * Return: pages, or -errno after attempt_setup_error().
 */
long movable_count_pages(struct attempt *a, const struct movable *m);

/**
 * movable_count_after() - movable_buffer() of anonymous memory, a use of it, and
 *	movable_count_pages()
 * @a: the attempt
 * @use: what is done with the buffer: 0, or -errno
 *
 * Return: pages in the block after @use, or -errno.
 */
long movable_count_after(struct attempt *a, long (*use)(struct attempt *a));

/**
 * movable_begin_offline() - have a child write "offline" to the block's state
 * @a: the attempt
 *
 * Return: the child, once the state is "going-offline", or -errno after
 * attempt_setup_error().
 */
pid_t movable_begin_offline(struct attempt *a);

/** movable_is_offline() - whether the block is offline */
bool movable_is_offline(void);

/** movable_stop_offline() - kill that child, which ends the migration */
void movable_stop_offline(pid_t mover);

/**
 * movable_take_offline() - take the block offline, if it is online; for a process
 *	that has no page of it
 *
 * Return: NULL, or why the block is still online.
 */
const char *movable_take_offline(void);

/* An entry of a table: a scenario with a movable block. */
#define MOVABLE(name_, config_, title_, expect_, run_, ...)		\
	{								\
		.name = "movable." name_, .title = title_,		\
		.need = { .config = config_, .also = "ACPI_HOTPLUG_MEMORY", \
			  .env = "PINCER_MEMORY_BLOCK", .guest_only = true }, \
		.expect = expect_, .run = run_,				\
		.undo = movable_take_offline, __VA_ARGS__		\
	}

#endif
