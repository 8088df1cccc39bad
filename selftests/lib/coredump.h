/* SPDX-License-Identifier: GPL-2.0 */
/* The core dump of a child process, mapped. */
#ifndef PINCER_COREDUMP_H
#define PINCER_COREDUMP_H

#include "lib/attempt.h"

/* Bits of /proc/PID/coredump_filter, see core(5). */
#define COREDUMP_ANON_PRIVATE (1 << 0)
#define COREDUMP_ANON_SHARED (1 << 1)
#define COREDUMP_MAPPED_SHARED (1 << 3)

/**
 * struct coredump - a core dump
 * @at: the file, mapped
 * @size: of it, bytes
 */
struct coredump {
	char *at;
	size_t size;
};

/**
 * coredump_make() - have a child of ours dump its core
 * @a: the attempt
 * @filter: COREDUMP_*
 * @core: filled in
 *
 * Writes /proc/sys/kernel/core_pattern for that time, which concerns every
 * process: only for guests, with CONFIG_ELF_CORE.
 *
 * Return: 0, or -errno after attempt_no_interface(), attempt_skip() or
 * attempt_setup_error().
 */
long coredump_make(struct attempt *a, int filter, struct coredump *core);

/** coredump_free() - the reverse of coredump_make() */
void coredump_free(struct coredump *core);

/**
 * coredump_bytes() - the part of a mapping that a core dump holds
 * @core: the core dump
 * @at: where the mapping begins
 * @bytes: receives the bytes, or NULL when there are none
 *
 * Return: bytes (p_filesz); -ENOENT when no PT_LOAD describes the mapping,
 * -ENODATA when the file ends before its bytes do.
 */
long coredump_bytes(const struct coredump *core, const void *at,
		    const char **bytes);

#endif
