/* SPDX-License-Identifier: GPL-2.0 */
/* A directory of a test's own, which is its cache too. */
#ifndef PINCER_SCRATCH_H
#define PINCER_SCRATCH_H

#include <stddef.h>

/** scratch_setup() - cmocka set-up: make the directory */
int scratch_setup(void **state);

/** scratch_teardown() - cmocka tear-down: remove it */
int scratch_teardown(void **state);

/** scratch_path() - a path in it, from a static ring of four */
const char *scratch_path(const char *name);

/** scratch_write() - put bytes into a file in it, with its directories */
void scratch_write(const char *name, const void *data, size_t size);

/** scratch_text() - the same with text */
void scratch_text(const char *name, const char *text);

/** scratch_deb() - a .deb: an ar with a tar.xz in it, of path, text, ... NULL */
void scratch_deb(const char *name, ...) __attribute__((sentinel));

/** scratch_package() - a .deb around a data.tar.xz */
void scratch_package(const char *name, const void *data, size_t size);

/** scratch_bzimage() - the head of a bzImage that says it is @version */
void scratch_bzimage(const char *name, const char *version);

/** scratch_head() - such a head in memory, of 4096 bytes */
void scratch_head(unsigned char *head, const char *version);

/** scratch_holds() - fail unless a file, by its path, has just this text */
void scratch_holds(const char *file, const char *text);

/** scratch_reported() - fail unless the last message has @text in it */
void scratch_reported(const char *text);

/** scratch_count() - how many files and directories lie in a directory */
int scratch_count(const char *dir);

#endif
