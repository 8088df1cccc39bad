// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_alg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/alg.h"

/* The same key encrypts and decrypts. */
static const unsigned char key[ALG_BLOCK] = "a key of no use";

/*
 * bind() on the first socket names the algorithm; accept() returns the one that
 * takes data, and outlives the first.
 */
static long open_alg(struct attempt *a, const char *type, const char *name,
		     bool keyed)
{
	struct sockaddr_alg addr = { .salg_family = AF_ALG };
	const int named = socket(AF_ALG, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	long ret;

	if (named < 0)
		return attempt_no_interface(a, "socket(AF_ALG)");
	strcpy((char *)addr.salg_type, type);
	strcpy((char *)addr.salg_name, name);
	if (bind(named, (struct sockaddr *)&addr, sizeof(addr))) {
		ret = attempt_no_interface(a, name);
	} else if (keyed && setsockopt(named, SOL_ALG, ALG_SET_KEY, key,
				       sizeof(key))) {
		ret = attempt_setup_error(a, "ALG_SET_KEY");
	} else {
		ret = accept4(named, NULL, NULL, SOCK_CLOEXEC);
		if (ret < 0)
			ret = attempt_setup_error(a, "accept");
	}
	close(named);
	return ret;
}

int alg_open_hash(struct attempt *a)
{
	return open_alg(a, "hash", "sha256", false);
}

long alg_hash(struct attempt *a, const void *from, size_t len,
	      unsigned char digest[ALG_DIGEST])
{
	const int fd = alg_open_hash(a);
	long ret;

	if (fd < 0)
		return fd;
	ret = or_errno(send(fd, from, len, 0));
	if (ret == (long)len && recv(fd, digest, ALG_DIGEST, 0) != ALG_DIGEST)
		ret = attempt_setup_error(a, "the digest");
	close(fd);
	return ret;
}

/* Control messages carry the operation and an IV of zeroes. */
static long send_data(int fd, bool decrypt, const void *from, size_t len,
		      int flags)
{
	union {
		char space[CMSG_SPACE(sizeof(__u32)) +
			   CMSG_SPACE(sizeof(struct af_alg_iv) + ALG_BLOCK)];
		struct cmsghdr align;
	} control = { 0 };
	struct iovec data = { .iov_base = (void *)from, .iov_len = len };
	struct msghdr m = {
		.msg_control = &control, .msg_controllen = sizeof(control),
		.msg_iov = &data, .msg_iovlen = 1,
	};
	const __u32 op = decrypt ? ALG_OP_DECRYPT : ALG_OP_ENCRYPT;
	const struct af_alg_iv iv = { .ivlen = ALG_BLOCK };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_level = SOL_ALG;
	c->cmsg_type = ALG_SET_OP;
	c->cmsg_len = CMSG_LEN(sizeof(op));
	memcpy(CMSG_DATA(c), &op, sizeof(op));
	c = CMSG_NXTHDR(&m, c);
	c->cmsg_level = SOL_ALG;
	c->cmsg_type = ALG_SET_IV;
	c->cmsg_len = CMSG_LEN(sizeof(iv) + ALG_BLOCK);
	memcpy(CMSG_DATA(c), &iv, sizeof(iv));
	return sendmsg(fd, &m, flags);
}

int alg_open_cipher(struct attempt *a, bool decrypt)
{
	const int fd = open_alg(a, "skcipher", "cbc(aes)", true);

	if (fd < 0 || !send_data(fd, decrypt, NULL, 0, MSG_MORE))
		return fd;
	close(fd);
	return attempt_setup_error(a, "setting up a cipher");
}

long alg_cipher(struct attempt *a, bool decrypt, const void *from, void *to,
		size_t len)
{
	const long fd = open_alg(a, "skcipher", "cbc(aes)", true);
	long ret;

	if (fd < 0)
		return fd;
	if (send_data(fd, decrypt, from, len, 0) != (long)len)
		ret = attempt_setup_error(a, "sending what to cipher");
	else
		ret = or_errno(read(fd, to, len));
	close(fd);
	return ret;
}
