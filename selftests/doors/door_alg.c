// SPDX-License-Identifier: GPL-2.0
/*
 * AF_ALG: a hash reads user memory in place, a cipher writes its result there.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/alg.h"
#include "memory/pattern.h"
#include "lib/attempt.h"
#include "doors/doors.h"

/* Hashes a copy too; memory that the kernel changes has no stable digest. */
static long check_digest(struct attempt *a, const unsigned char *digest,
			 char *copy)
{
	unsigned char again[ALG_DIGEST];
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].kind->traits & T_VOLATILE)
			return 0;
	memcpy(copy, a->buf, a->len);
	if (alg_hash(a, copy, a->len, again) != (long)a->len)
		return attempt_setup_error(a, "hashing a copy");
	if (memcmp(digest, again, sizeof(again)))
		a->wrong_data = true;
	return 0;
}

static long hash_buffer(struct attempt *a)
{
	char *copy = attempt_memory(a, a->len);
	unsigned char digest[ALG_DIGEST];
	long ret, error;

	if (!copy)
		return -ENOMEM;
	ret = alg_hash(a, a->buf, a->len, digest);
	if (ret != (long)a->len)
		return ret;
	error = check_digest(a, digest, copy);
	return error ? error : ret;
}

/**
 * struct cipher - a socket that decrypts
 * @fd: the socket
 * @full: it holds what is to be decrypted
 */
struct cipher {
	int fd;
	bool full;
};

static long open_cipher(struct attempt *a, void *session)
{
	struct cipher *c = session;

	c->fd = alg_open_cipher(a, true);
	return c->fd < 0 ? c->fd : 0;
}

/* Encrypts the pattern; decrypting into the buffer has to restore it. */
static long fill_cipher(struct attempt *a, struct cipher *c)
{
	char *plain = attempt_memory(a, 2 * a->len), *secret;
	long ret;

	if (!plain)
		return -ENOMEM;
	secret = plain + a->len;
	pattern_fill(plain, a->len, PATTERN_DEVICE, getpagesize());
	ret = alg_cipher(a, false, plain, secret, a->len);
	if (ret == (long)a->len)
		ret = or_errno(send(c->fd, secret, a->len, 0));
	if (ret != (long)a->len)
		return a->setup_error[0] ? ret : attempt_setup_error(a, "encrypting");
	c->full = true;
	return 0;
}

/* A read that fails leaves what is to be decrypted for the next one. */
static long decrypt_to_buffer(struct attempt *a, void *session)
{
	struct cipher *c = session;
	long ret = c->full ? 0 : fill_cipher(a, c);

	if (ret)
		return ret;
	ret = or_errno(read(c->fd, a->buf, a->len));
	c->full = ret < 0;
	return ret;
}

static void close_cipher(struct attempt *a, void *session)
{
	const struct cipher *c = session;

	(void)a;
	close(c->fd);
}

static const struct session cipher_session = {
	.size = sizeof(struct cipher),
	.open = open_cipher, .use = decrypt_to_buffer, .close = close_cipher,
};

const struct door doors_alg[] = {
	{
		.name = "af_alg.hash",
		.title = "hashing by AF_ALG",
		.props = { .partial = PARTIAL_ERRNO,
			   .short_until = C_AF_ALG_EXTRACT },
		.need.config = "CRYPTO_USER_API_HASH",
		.brief = true, .run = hash_buffer,
	}, {
		.name = "af_alg.decrypt",
		.title = "decrypting by AF_ALG",
		.props = { .flags = D_WRITE, .partial = PARTIAL_ERRNO },
		.need.config = "CRYPTO_USER_API_SKCIPHER",
		.role = ROLE_DEST, .brief = true,
		IN_SESSION(cipher_session),
	}, {}
};
