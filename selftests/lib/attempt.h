/* SPDX-License-Identifier: GPL-2.0 */
/* A contract that is being tried, and what comes of it. */
#ifndef PINCER_ATTEMPT_H
#define PINCER_ATTEMPT_H

#include <errno.h>

#include "model/contract.h"

/* Where on a target doors read and write, bytes: a multiple of any page size. */
#define TARGET_OFFSET (1 << 20)

#define NOTE_MAX 256

struct target;

/**
 * struct attempt - a contract that is being tried
 * @contract: the contract
 * @part: the buffer's mappings, made and proved
 * @nr: how many
 * @reserved: the address range that was reserved for them
 * @reserved_len: bytes of it
 * @memory: what attempt_memory() returned, or NULL
 * @memory_len: bytes of it
 * @buf: where the buffer begins
 * @len: how long it is, bytes
 * @target: the door's target, or NULL
 * @fd: the target, open with O_DIRECT and filled with the device's pattern; -1
 *	when there is none
 * @kernel: the kernel under test
 * @machine: the machine
 * @note: NOTE_MAX bytes of text that is reported however the case ends
 * @disagrees: set when the kernel's answer is not the specification's; the note
 *	tells which
 * @keeps: set by the door when it opened or mapped something that it keeps for
 *	later cases
 * @wrong_data: set when the data that arrived is not the data that was sent
 * @setup_error: why the door could not be tried, or ""
 * @no_interface: with @setup_error: the kernel lacks the interface, which the
 *	door's need may explain
 * @skip_reason: what this user or machine lacks, or ""
 */
struct attempt {
	const struct contract *contract;
	struct part part[LAYOUT_PARTS_MAX];
	int nr;
	char *reserved;
	size_t reserved_len;
	void *memory;
	size_t memory_len;
	char *buf;
	size_t len;
	struct target *target;
	int fd;
	const struct tested_kernel *kernel;
	const struct machine *machine;
	char *note;
	bool keeps;
	bool wrong_data;
	bool disagrees;
	char setup_error[160];
	bool no_interface;
	char skip_reason[64];
};

/** or_errno() - the result of a system call, with -errno for -1 */
static inline long or_errno(long ret)
{
	return ret < 0 ? -errno : ret;
}

/**
 * attempt_setup_error() - note that a door could not be tried; returns -errno
 * @a: the attempt
 * @what: what failed; errno is added
 */
long attempt_setup_error(struct attempt *a, const char *what);

/**
 * attempt_no_interface() - note that the kernel lacks the interface; returns
 *	-errno
 * @a: the attempt
 * @what: what failed; errno is added
 */
long attempt_no_interface(struct attempt *a, const char *what);

/**
 * attempt_skip() - note what this user or machine lacks; returns -errno
 * @a: the attempt
 * @fmt: what is missing
 */
long attempt_skip(struct attempt *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * attempt_open_device() - open a device node for reading and writing
 * @a: the attempt
 * @path: the node
 *
 * Return: a descriptor, or -errno: after attempt_skip() for EACCES, after
 * attempt_no_interface() for any other.
 */
int attempt_open_device(struct attempt *a, const char *path);

/**
 * attempt_open_tmpfile() - open an O_TMPFILE for reading and writing
 * @a: the attempt
 * @env: the environment variable that names its directory
 * @flags: of open(), beyond these
 *
 * Return: a descriptor, or -errno: after attempt_skip() where the variable is
 * not set, after attempt_setup_error() where open() fails.
 */
int attempt_open_tmpfile(struct attempt *a, const char *env, int flags);

/**
 * attempt_plug_holes() - map PROT_NONE memory over the buffer's holes, so that
 *	mmap() places nothing there
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
int attempt_plug_holes(struct attempt *a);

/** attempt_unplug_holes() - the reverse of attempt_plug_holes() */
void attempt_unplug_holes(struct attempt *a);

/**
 * attempt_memory() - map zeroed memory for the door's own use, outside all
 *	holes; once an attempt. layout_undo() unmaps it
 * @a: the attempt
 * @size: bytes
 *
 * Return: its page-aligned address, or NULL after attempt_setup_error().
 */
void *attempt_memory(struct attempt *a, size_t size);

/** attempt_free_memory() - unmap what attempt_memory() mapped, if anything */
void attempt_free_memory(struct attempt *a);

#endif
