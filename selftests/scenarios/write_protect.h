/* SPDX-License-Identifier: GPL-2.0 */
/* userfaultfd write protection, with nobody who handles faults. */
#ifndef PINCER_WRITE_PROTECT_H
#define PINCER_WRITE_PROTECT_H

#include "lib/attempt.h"

/**
 * write_protect_open() - a userfaultfd for faults of user mode only: one in the
 *	kernel, as by GUP, fails
 *
 * Return: a descriptor, or -errno after attempt_no_interface().
 */
int write_protect_open(struct attempt *a);

/**
 * write_protect_set() - write-protect memory, or end that
 * @uffd: the userfaultfd; @at is registered when it is protected
 * @at: where
 * @len: bytes, of whole pages
 * @on: whether to protect it
 *
 * Return: 0, or -1 with errno.
 */
int write_protect_set(int uffd, char *at, size_t len, bool on);

#endif
