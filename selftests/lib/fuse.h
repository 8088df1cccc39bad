/* SPDX-License-Identifier: GPL-2.0 */
/* A file system of one file, served by a process of our own. */
#ifndef PINCER_FUSE_H
#define PINCER_FUSE_H

#include "lib/attempt.h"


/* Whoever reads from here on is told of a fault. */
#define FUSE_FAULT_OFFSET (TARGET_OFFSET * 3 / 2)

/*
 * While a byte here is not zero, reads of the file have to wait; to read it
 * says how many do.
 */
#define FUSE_GATE_OFFSET (FUSE_FAULT_OFFSET - 4096)

/**
 * fuse_open_file() - a file whose data goes to and from its server directly
 * @a: receives why there is none
 *
 * The mount is in no directory, and ends with the file. The server ends with
 * this process, or before it when nobody has the file open any more.
 *
 * Return: a descriptor, or -errno after attempt_setup_error().
 */
int fuse_open_file(struct attempt *a);

/**
 * fuse_serve() - answer until nobody has the file open any more
 * @device: what the mount was made with
 */
void fuse_serve(int device);

#endif
