/* SPDX-License-Identifier: GPL-2.0 */
/* AF_ALG: the kernel's ciphers and hashes, worked from user memory. */
#ifndef PINCER_ALG_H
#define PINCER_ALG_H

#include "lib/attempt.h"

#define ALG_DIGEST 32	/* bytes of SHA-256 */
#define ALG_BLOCK 16	/* bytes of AES */

/**
 * alg_hash() - send memory to be hashed, without a copy of it being made
 * @a: the attempt; says why it could not be tried
 * @from: the memory
 * @len: bytes
 * @digest: receives SHA-256 when all of it was taken
 *
 * Return: bytes taken, or -errno.
 */
long alg_hash(struct attempt *a, const void *from, size_t len,
	      unsigned char digest[ALG_DIGEST]);

/**
 * alg_cipher() - encrypt or decrypt, the result without a copy
 * @a: the attempt; says why it could not be tried
 * @decrypt: rather than encrypt
 * @from: what is worked on; it is copied
 * @to: where the kernel writes the result
 * @len: bytes, of whole blocks
 *
 * Return: bytes written, or -errno.
 */
long alg_cipher(struct attempt *a, bool decrypt, const void *from, void *to,
		size_t len);

#endif
