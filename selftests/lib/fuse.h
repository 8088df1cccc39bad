/* SPDX-License-Identifier: GPL-2.0 */
/* A FUSE file system of one file, served by a child process. */
#ifndef PINCER_FUSE_H
#define PINCER_FUSE_H

#include <stdint.h>

#include "lib/attempt.h"

/* The server answers a read from here on with EFAULT. */
#define FUSE_FAULT_OFFSET (TARGET_OFFSET * 3 / 2)

/*
 * While the byte here is not zero, the server holds back its answers to reads;
 * a read of this byte returns how many it holds.
 */
#define FUSE_GATE_OFFSET (FUSE_FAULT_OFFSET - 4096)

struct fuse_out_header;

/**
 * struct fuse_service - what the server does otherwise
 * @cached: the kernel caches the file; else each read is a request
 * @answer_read: answers a read by itself, or NULL. @head is filled in; bytes
 *	that follow it are to be written to @device, with it at once. False on
 *	failure. It runs in the server's process
 */
struct fuse_service {
	bool cached;
	bool (*answer_read)(int device, const struct fuse_out_header *head,
			    uint64_t offset);
};

/**
 * fuse_open_service() - fuse_open_file() from a server of another kind
 * @a: the attempt
 * @service: what it does otherwise
 */
int fuse_open_service(struct attempt *a, const struct fuse_service *service);

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
 * @service: what is done otherwise
 */
void fuse_serve(int device, const struct fuse_service *service);

#endif
