/* SPDX-License-Identifier: GPL-2.0 */
/* Files of /proc and /sys: text, and the numbers in it. */
#ifndef PINCER_READ_FILE_H
#define PINCER_READ_FILE_H

#include <stddef.h>

/* Bytes that hold any number and the label before it. */
#define NUMBER_LENGTH 24

/**
 * read_descriptor() - read a file from its beginning
 * @fd: the file, or -1
 * @needed: bytes at most; the kernel need not format more than that
 *
 * Return: the text, cut at 16 KiB, in a buffer that the next call overwrites;
 * NULL when @fd is -1, @needed is 0 or read() fails.
 */
const char *read_descriptor(int fd, size_t needed);

/**
 * read_path() - open a file and read it, as read_descriptor() does
 * @path: the file
 *
 * Return: the text, or NULL with errno.
 */
const char *read_path(const char *path);

/**
 * number_after() - the decimal number behind the first @label in a text
 * @text: the text, or NULL
 * @label: what stands before the number and blanks; "" for the text's beginning
 *
 * Return: the number, 0 where there is none, or -1 without @text or @label.
 */
long number_after(const char *text, const char *label);

/** read_number() - the decimal number that a file begins with, or -errno */
long read_number(const char *path);

/**
 * read_number_after() - the number behind a label in a file
 * @path: the file
 * @label: as number_after() has it
 *
 * Return: the number, -ENODATA without @label, or -errno of open() or read().
 */
long read_number_after(const char *path, const char *label);

/**
 * write_path() - write a text to a file that exists, by one write()
 * @path: the file
 * @text: the text
 *
 * Return: 0, -EIO after a short write, or -errno.
 */
int write_path(const char *path, const char *text);

#endif
