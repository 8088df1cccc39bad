/* SPDX-License-Identifier: GPL-2.0 */
/* A FUSE file system of one file, served by a child process. */
#ifndef PINCER_FUSE_H
#define PINCER_FUSE_H

#include "lib/attempt.h"

/* The server answers a read from here on with EFAULT. */
#define FUSE_FAULT_OFFSET (TARGET_OFFSET * 3 / 2)

/*
 * While the byte here is not zero, the server holds back its answers to reads;
 * a read of this byte returns how many it holds.
 */
#define FUSE_GATE_OFFSET (FUSE_FAULT_OFFSET - 4096)

/**
 * fuse_open_file() - open a file with FOPEN_DIRECT_IO, on a mount of its own
 * @a: the attempt
 *
 * The mount is attached nowhere, and ends when the file is closed. The server
 * ends then, or with this process.
 *
 * Return: a descriptor, or -errno after attempt_setup_error().
 */
int fuse_open_file(struct attempt *a);

/**
 * fuse_serve() - answer requests until the mount ends
 * @device: the mount's /dev/fuse
 */
void fuse_serve(int device);

#endif
