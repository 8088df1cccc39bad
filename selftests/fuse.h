/* SPDX-License-Identifier: GPL-2.0 */
/* A file system of one file, served by a process of our own. */
#ifndef PINCER_FUSE_H
#define PINCER_FUSE_H

#include "target.h"

/* Whoever reads from here on is told of a fault. */
#define FUSE_FAULT_OFFSET (TARGET_OFFSET * 3 / 2)

/**
 * fuse_open_file() - a file whose data goes to and from its server directly
 * @a: receives why there is none
 *
 * The mount is in no directory, and ends with the file. The server ends with
 * this process, or before it when nobody has the file open any more.
 *
 * Return: a descriptor, or -errno after attempt_broken().
 */
int fuse_open_file(struct attempt *a);

#endif
