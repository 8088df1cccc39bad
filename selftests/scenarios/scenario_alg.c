// SPDX-License-Identifier: GPL-2.0
/*
 * AF_ALG: what was sent in one piece and is read in several. Each read takes over
 * the pages that it ciphers, and as many entries as af_alg_count_tsgl() counted.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/alg.h"
#include "lib/pipe.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

/* Pages that are sent. */
#define PAGES 4

/* Reads, in half pages: up to an entry's end, within it, over several. */
#define READS 4

static const int reads[][READS] = {
	{ 2, 2, 2, 2 }, { 1, 1, 4, 2 }, { 4, 2, 1, 1 }, { 3, 1, 3, 1 }, { 6, 2 },
};

#define NR_SERIES (int)(sizeof(reads) / sizeof(reads[0]))

/** enum sender - how it is sent */
enum sender { SENT, SPLICED };

/**
 * struct texts - as long as what is sent, each
 * @plain: what is sent
 * @whole: its ciphertext, by one read
 * @got: its ciphertext, by several
 * @len: bytes of each
 */
struct texts {
	char *plain, *whole, *got;
	size_t len;
};

static long splice_all(struct attempt *a, int fd, const struct texts *t)
{
	struct pipe_ends pipe;
	long ret = pipe_open(a, &pipe);

	if (ret)
		return ret;
	ret = pipe_vmsplice(&pipe, t->plain, t->len, 0);
	if (ret == (long)t->len)
		ret = or_errno(splice(pipe.read_end, NULL, fd, NULL, t->len,
				      0));
	pipe_close(&pipe);
	return ret;
}

static long send_all(struct attempt *a, int fd, const struct texts *t)
{
	if (a->contract->scenario->how == SPLICED)
		return splice_all(a, fd, t);
	return or_errno(send(fd, t->plain, t->len, 0));
}

static long read_series(int fd, const struct texts *t, const int *series)
{
	const size_t half = getpagesize() / 2;
	size_t at = 0;
	long ret;
	int i;

	for (i = 0; i < READS && series[i]; i++, at += ret) {
		ret = or_errno(read(fd, t->got + at, series[i] * half));
		if (ret != (long)(series[i] * half))
			return ret < 0 ? ret : (long)at + ret;
	}
	return at;
}

static long cipher_in_parts(struct attempt *a, const struct texts *t,
			    const int *series)
{
	const int fd = alg_open_cipher(a, false);
	long ret;

	if (fd < 0)
		return fd;
	memset(t->got, 0, t->len);
	ret = send_all(a, fd, t);
	if (ret == (long)t->len)
		ret = read_series(fd, t, series);
	close(fd);
	a->wrong_data |= ret > 0 && memcmp(t->got, t->whole, ret);
	return ret;
}

static long read_in_parts(struct attempt *a)
{
	struct texts t = { .len = PAGES * (size_t)getpagesize() };
	long ret;
	int i;

	t.plain = attempt_memory(a, 3 * t.len);
	if (!t.plain)
		return -ENOMEM;
	t.whole = t.plain + t.len;
	t.got = t.whole + t.len;
	pattern_fill(t.plain, t.len, PATTERN_MEMORY, 0);
	ret = alg_cipher(a, false, t.plain, t.whole, t.len);
	for (i = 0; i < NR_SERIES && ret == (long)t.len; i++)
		ret = cipher_in_parts(a, &t, reads[i]);
	return ret;
}

static struct outcome all_is_read(const struct history *h,
				  const struct machine *m)
{
	(void)h;
	return (struct outcome){ .ret = PAGES * m->page_size };
}

#define PARTS .need.config = "CRYPTO_USER_API_SKCIPHER",			\
	.expect = all_is_read, .run = read_in_parts

const struct scenario scenarios_alg[] = {
	{
		.name = "af_alg.parts.sent",
		.title = "a cipher's output may be read in parts",
		PARTS, .how = SENT,
	}, {
		.name = "af_alg.parts.spliced",
		.title = "a cipher's output may be read in parts, when pages were spliced to it",
		PARTS, .how = SPLICED,
	}, {}
};
