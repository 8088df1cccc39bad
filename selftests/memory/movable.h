/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ZONE_MOVABLE for a while: a block of memory that is offline becomes that, and
 * goes offline again when who wanted it is gone.
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

/* Pages of a buffer that lies in the block. */
#define MOVABLE_PAGES 4

/**
 * movable_buffer() - make the block that PINCER_MEMORY_BLOCK names ZONE_MOVABLE
 *	and, of memory there, the attempt's buffer
 * @a: the attempt; says why there is none
 * @m: filled in
 * @memfd: what it is a mapping of, or -1 for anonymous memory
 *
 * Return: 0 or -errno.
 */
long movable_buffer(struct attempt *a, struct movable *m, int memfd);

/**
 * movable_stayed() - how many of its pages lie where they did, whether each
 *	holds what it did
 * @a: the attempt; wrong_data is set when one does not
 * @m: the block
 *
 * Return: how many, or -errno after attempt_setup_error().
 */
long movable_stayed(struct attempt *a, const struct movable *m);

/**
 * movable_evict() - have the kernel move all out of the block, for a while
 * @a: the attempt; says why not
 *
 * Return: the process that waits for it, or -errno.
 */
pid_t movable_evict(struct attempt *a);

/** movable_stop() - end that process, and with it the attempts to move it */
void movable_stop(pid_t mover);

/**
 * movable_close() - take it from the kernel again, if it has it. This takes
 *	until nothing of it is in use any more, so it is not for who uses it
 *
 * Return: NULL, or why it could not be done.
 */
const char *movable_close(void);

/* What scenarios with such memory have in common. */
#define MOVABLE(name_, config_, run_)					\
	.name = "movable." name_,					\
	.need = { .config = config_, .also = "ACPI_HOTPLUG_MEMORY",	\
		  .env = "PINCER_MEMORY_BLOCK", .guest_only = true },	\
	.run = run_, .undo = movable_close

#endif
