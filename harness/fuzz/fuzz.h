/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What fuzz targets share. A target is a file fuzz_NAME.c with a fuzz_one(), and
 * a folder seeds/NAME with inputs to begin with; `make fuzz` finds both.
 *
 * libFuzzer calls fuzz_one(), or driver.c where clang has no libFuzzer.
 */
#ifndef PINCER_FUZZ_H
#define PINCER_FUZZ_H

#include <stdbool.h>
#include <stddef.h>

/**
 * fuzz_one() - try one input; every target has its own
 * @data: the input, with a NUL after it
 * @size: bytes of it
 */
void fuzz_one(const char *data, size_t size);

/** fuzz_wrong() - an input shows a bug: say which, and abort */
void fuzz_wrong(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));

/**
 * fuzz_file() - a file with this content
 * @data: the content
 * @size: bytes of it
 *
 * It lies in memory, and is there until the next call but one.
 *
 * Return: its path, which differs from that of the last call.
 */
const char *fuzz_file(const void *data, size_t size);

/** fuzz_read() - all of a file, to be freed */
char *fuzz_read(const char *path);

/** fuzz_dir() - an empty directory, the same at each call */
const char *fuzz_dir(void);

/** fuzz_put() - put a file into a directory */
void fuzz_put(const char *dir, const char *name, const void *data, size_t size);

/**
 * struct fuzz_pieces - cuts an input into pieces, the same ones each time
 * @data: what is left of it
 * @left: bytes of that
 * @state: of a pseudo-random sequence, which begins with a sum of the input
 */
struct fuzz_pieces {
	const char *data;
	size_t left;
	unsigned int state;
};

/** fuzz_pieces() - begin to cut an input */
struct fuzz_pieces fuzz_pieces(const char *data, size_t size);

/** fuzz_piece() - the next piece; returns its bytes, 0 at the end */
size_t fuzz_piece(struct fuzz_pieces *p, const char **piece);

/**
 * fuzz_section() - the next section of an input; lines of "==" separate them
 * @at: where in the input, moved behind the section; NULL after the last one
 *
 * Return: the section as a string, to be freed; "" when there is no more.
 */
char *fuzz_section(const char **at);

#endif
