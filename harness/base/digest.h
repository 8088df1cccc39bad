/* SPDX-License-Identifier: GPL-2.0 */
/* SHA-256 of texts and files, in hexadecimal. */
#ifndef PINCER_DIGEST_H
#define PINCER_DIGEST_H

#include <stddef.h>

#define DIGEST_SIZE 65

/** digest_file() - of a file; 0 or a negative errno, reported */
int digest_file(const char *path, char digest[DIGEST_SIZE]);

/** digest_text() - of so many bytes; 0 or a negative errno, reported */
int digest_text(const char *text, size_t size, char digest[DIGEST_SIZE]);

#endif
