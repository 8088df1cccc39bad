/* SPDX-License-Identifier: GPL-2.0 */
/* Numbers that the kernel shows in files of /proc and /sys. */
#ifndef PINCER_READ_FILE_H
#define PINCER_READ_FILE_H

#include <stddef.h>

/* Bytes that hold any number and what stands before it. */
#define NUMBER_LENGTH 24

/**
 * read_descriptor() - read a file of /proc or /sys from its beginning
 * @fd: the file, or -1
 * @needed: bytes that are enough: the kernel need not format more
 *
 * Return: the text, good until the next call; NULL when it cannot be read.
 */
const char *read_descriptor(int fd, size_t needed);

/** number_after() - the decimal number behind a label in @text, or -1 */
long number_after(const char *text, const char *label);

/** read_number() - the number that a file holds, or -errno */
long read_number(const char *path);

/** read_number_after() - the number behind a label in a file, or -errno */
long read_number_after(const char *path, const char *label);

#endif
