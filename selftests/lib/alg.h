/* SPDX-License-Identifier: GPL-2.0 */
/* AF_ALG: the kernel's ciphers and hashes, over user memory. */
#ifndef PINCER_ALG_H
#define PINCER_ALG_H

#include "lib/attempt.h"

#define ALG_DIGEST 32	/* bytes of SHA-256 */
#define ALG_BLOCK 16	/* bytes of AES */

/**
 * alg_open_hash() - a socket that takes what is to be hashed
 * @a: the attempt
 *
 * Return: a descriptor, or -errno after attempt_no_interface() or
 * attempt_setup_error(). recv() returns the digest of what was sent, the last
 * of it without MSG_MORE.
 */
int alg_open_hash(struct attempt *a);

/** alg_open_cipher() - likewise, what is to be encrypted, or decrypted */
int alg_open_cipher(struct attempt *a, bool decrypt);

/**
 * alg_hash() - hash memory; the kernel reads it in place
 * @a: the attempt
 * @from: the memory
 * @len: bytes
 * @digest: receives the SHA-256 when send() took all bytes
 *
 * Return: bytes that send() took, or -errno; after attempt_no_interface() or
 * attempt_setup_error() that of another call.
 */
long alg_hash(struct attempt *a, const void *from, size_t len,
	      unsigned char digest[ALG_DIGEST]);

/**
 * alg_cipher() - encrypt or decrypt; the kernel writes the result in place
 * @a: the attempt
 * @decrypt: rather than encrypt
 * @from: the input, which the kernel copies
 * @to: receives the output
 * @len: bytes, of whole blocks
 *
 * Return: bytes that read() returned, or -errno as above.
 */
long alg_cipher(struct attempt *a, bool decrypt, const void *from, void *to,
		size_t len);

#endif
