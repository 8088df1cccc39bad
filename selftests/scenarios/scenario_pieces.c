// SPDX-License-Identifier: GPL-2.0
/*
 * Data that is sent in pieces, by reference: it arrives whole and in order, and
 * then nobody refers to the memory any more. Checksums of UDP count: with
 * MSG_MORE, or beyond the MTU, the CPU sums up each piece (__ip_append_data()),
 * and the receiver drops what does not add up.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lib/alg.h"
#include "lib/wire.h"
#include "scenarios/scenario.h"
#include "scenarios/sending.h"

/* Pieces of one call where there are several; odd, to shift what follows. */
#define GROUP 3

/**
 * enum rhythm - how pieces are handed over
 * @AT_ONCE: by one call
 * @GROUPS_MORE: GROUP at a time, all but the last with MORE
 * @GROUPS: GROUP at a time
 */
enum rhythm { AT_ONCE, GROUPS_MORE, GROUPS, RHYTHMS };

/* Where pieces go. */
enum {
	TO_TCP = WIRE_TCP, TO_TCP_ACCEPTED = WIRE_TCP_ACCEPTED,
	TO_UDP = WIRE_UDP, TO_UDP_FRAGMENTS = WIRE_UDP_FRAGMENTS,
	TO_UNIX = WIRE_UNIX, TO_UNIX_ACCEPTED = WIRE_UNIX_ACCEPTED,
	TO_HASH, TO_CIPHER,
};

#define HOW(way, to) ((way) << 8 | (to))
#define HOW_WAY(how) ((how) >> 8)
#define HOW_TO(how) ((how) & 0xff)

/**
 * struct transfer - pieces on their way
 * @a: the attempt
 * @way: how they are sent
 * @to: where they go
 * @wire: for sockets with a peer
 * @sending: for @way
 * @pieces: what is sent
 * @arrived: how much of it has been received
 */
struct transfer {
	struct attempt *a;
	const struct way *way;
	unsigned int to;
	struct wire wire;
	struct sending sending;
	struct pieces pieces;
	size_t arrived;
};

static bool is_alg(const struct transfer *t)
{
	return t->to >= TO_HASH;
}

/* The task work of io_uring interrupts a recv() that waits for more. */
static ssize_t receive_all(int socket, char *to, size_t len)
{
	size_t done;
	ssize_t n;

	for (done = 0; done < len; done += n) {
		n = recv(socket, to + done, len - done, 0);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			break;
	}
	return done;
}

static ssize_t receive_by_pipe(struct attempt *a, int socket, char *to,
			       size_t len)
{
	struct pipe_ends pipe;
	size_t done;
	ssize_t n;

	if (pipe_open(a, &pipe))
		return -1;
	for (done = 0; done < len; done += n) {
		n = splice(socket, NULL, pipe.write_end, NULL, len - done, 0);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0 || read(pipe.read_end, to + done, n) != n)
			break;
	}
	pipe_close(&pipe);
	return done;
}

static ssize_t receive(const struct transfer *t, char *to, size_t len,
		       bool splicing)
{
	if (t->wire.datagrams)
		return recv(t->wire.to, to, len, 0);
	return splicing ? receive_by_pipe(t->a, t->wire.to, to, len) :
			  receive_all(t->wire.to, to, len);
}

static bool socket_has(struct transfer *t, size_t until, bool splicing)
{
	const struct field *f = t->sending.field;
	const size_t len = until - t->arrived;
	const ssize_t n = receive(t, f->got, len, splicing);

	if (n != (ssize_t)len || memcmp(f->got, f->want + t->arrived, len))
		return false;
	t->arrived = until;
	return true;
}

static bool hash_is_right(struct transfer *t)
{
	unsigned char want[ALG_DIGEST], got[ALG_DIGEST];

	if (alg_hash(t->a, t->sending.field->want, t->pieces.total, want) !=
	    (long)t->pieces.total)
		attempt_setup_error(t->a, "hashing a copy");
	return recv(t->sending.fd, got, sizeof(got), 0) == sizeof(got) &&
	       !memcmp(got, want, sizeof(got));
}

/* Decrypting what was encrypted has to give back the pieces. */
static bool cipher_is_right(struct transfer *t)
{
	const struct field *f = t->sending.field;
	const size_t len = t->pieces.total;

	return read(t->sending.fd, f->got, len) == (ssize_t)len &&
	       alg_cipher(t->a, true, f->got, f->got, len) == (long)len &&
	       !memcmp(f->got, f->want, len);
}

static bool arrives(struct transfer *t, size_t until, bool splicing)
{
	return t->to == TO_HASH ? hash_is_right(t) :
	       t->to == TO_CIPHER ? cipher_is_right(t) :
				    socket_has(t, until, splicing);
}

/* Each message of a datagram socket is received before the next one. */
static long send_pieces(struct transfer *t, enum rhythm rhythm, bool *right)
{
	struct pieces *p = &t->pieces;
	size_t sent = 0;
	int i, nr;
	long ret;

	*right = true;
	for (i = 0; i < p->nr; i += nr) {
		const bool more = rhythm == GROUPS_MORE && i + GROUP < p->nr;

		nr = rhythm == AT_ONCE ? p->nr : GROUP;
		if (nr > p->nr - i)
			nr = p->nr - i;
		ret = t->way->put(&t->sending, p->iov + i, nr, more);
		if (ret < 0)
			return ret;
		sent += ret;
		if (t->wire.datagrams && !more && !arrives(t, sent, false))
			*right = false;
	}
	if (sent != p->total)
		return -EMSGSIZE;
	if (!t->wire.datagrams)
		*right = arrives(t, sent, rhythm == GROUPS);
	return 0;
}

/* 15 fragments fit into one packet wherever they are cut. */
static int pieces_at_most(const struct transfer *t, enum pieces_kind kind)
{
	return !t->wire.datagrams || kind == PIECES_NEIGHBOURS ? PIECES_MAX :
	       kind == PIECES_CROSSING ? 7 : 15;
}

static long open_ends(struct transfer *t)
{
	long ret;

	if (!is_alg(t))
		ret = wire_open(t->a, t->to, &t->wire);
	else
		ret = t->to == TO_HASH ? alg_open_hash(t->a) :
					 alg_open_cipher(t->a, false);
	if (ret < 0)
		return ret;
	t->sending.fd = is_alg(t) ? ret : t->wire.from;
	ret = t->way->open ? t->way->open(t->a, &t->sending) : 0;
	if (ret && is_alg(t))
		close(t->sending.fd);
	else if (ret)
		wire_close(&t->wire);
	return ret;
}

static void close_ends(struct transfer *t)
{
	if (is_alg(t))
		close(t->sending.fd);
	else
		wire_close(&t->wire);
	if (t->way->close)
		t->way->close(&t->sending);
}

static void note(struct transfer *t, enum pieces_kind kind, enum rhythm rhythm,
		 const char *what)
{
	static const char *const rhythms[] = {
		[AT_ONCE] = "by one call",
		[GROUPS_MORE] = "three at a time with MORE",
		[GROUPS] = "three at a time",
	};

	snprintf(t->a->note, NOTE_MAX, "%s, %s: %s", pieces_name(kind),
		 rhythms[rhythm], what);
}

/* Sends one set of pieces; 0, or -errno of what failed. */
static long transfer(struct transfer *t, enum pieces_kind kind,
		     enum rhythm rhythm)
{
	bool right;
	long ret;

	t->arrived = 0;
	pieces_cut(&t->pieces, t->sending.field, kind,
		   pieces_at_most(t, kind));
	ret = send_pieces(t, rhythm, &right);
	if (ret) {
		note(t, kind, rhythm, "sending fails");
		return ret;
	}
	if (!right) {
		t->a->wrong_data = true;
		note(t, kind, rhythm, "not what was sent");
	}
	ret = t->way->finish ? t->way->finish(&t->sending) : 0;
	if (ret)
		note(t, kind, rhythm, "the end of the send is not told");
	return ret;
}

/*
 * A hash or a cipher ends with what is not followed by more. Small sends one by
 * one, and the accepting end, are tried with scattered pieces alone.
 */
static bool makes_sense(const struct transfer *t, int kind, int rhythm)
{
	if (rhythm == GROUPS && is_alg(t))
		return false;
	return kind == PIECES_SCATTERED ||
	       (rhythm != GROUPS && t->to != TO_TCP_ACCEPTED &&
		t->to != TO_UNIX_ACCEPTED);
}

/* A socket of AF_ALG is of use once: until a message ends. */
static long transfer_once(struct transfer *t, int kind, int rhythm)
{
	long ret = is_alg(t) ? open_ends(t) : 0;

	if (ret)
		return ret;
	ret = transfer(t, kind, rhythm);
	if (is_alg(t))
		close_ends(t);
	return ret;
}

static long transfer_all(struct transfer *t)
{
	int kind, rhythm;
	long ret = 0;

	for (kind = 0; kind < PIECES_KINDS; kind++)
		for (rhythm = 0; rhythm < RHYTHMS; rhythm++) {
			if (!makes_sense(t, kind, rhythm))
				continue;
			ret = transfer_once(t, kind, rhythm);
			if (ret || t->a->wrong_data)
				return ret;
		}
	return ret;
}

static long send_in_pieces(struct attempt *a)
{
	const unsigned int how = a->contract->scenario->how;
	struct field f;
	struct transfer t = {
		.a = a, .way = ways_to_send[HOW_WAY(how)], .to = HOW_TO(how),
		.sending.field = &f,
	};
	long ret;

	ret = field_open(a, &f);
	if (ret)
		return ret;
	if (!is_alg(&t))
		ret = open_ends(&t);
	if (ret)
		return ret;
	ret = transfer_all(&t);
	if (!is_alg(&t))
		close_ends(&t);
	if (!ret && !a->wrong_data)
		field_close(a, &f);
	return ret;
}

/* skb_splice_from_iter() adds the sum of each piece at the place of the first. */
DEFINE_EXPECT(spliced_sums,
	      .flaws = h->has[C_UDP_SPLICE_PAGES] &&
		       !h->has[C_UDP_SPLICE_SUMS] ? FLAW(DATA) : 0);

#define EXPECT_OVER(expect_, to_, id_, title_, way_, by_, ...)		\
	{								\
		.name = id_, .title = by_ " over " title_		\
			" delivers odd pieces whole and in order",	\
		SUCCESS_IS_ZERO, .expect = expect_,			\
		.how = HOW(way_, to_), .run = send_in_pieces,		\
		__VA_ARGS__						\
	}

#define OVER(...) EXPECT_OVER(scenario_works, __VA_ARGS__)

#define INET .need.config = "INET"
#define INET_RING .need = { .config = "INET", .feature = C_IO_URING_SEND_ZC }
#define NETNS .need = { .config = "INET", .also = "NET_NS" }
#define EVERYWHERE

/* To every socket that takes pieces. */
#define TO_STREAMS(id_, way_, by_)					\
	OVER(TO_TCP, id_ ".tcp", "TCP", way_, by_, INET),		\
	OVER(TO_TCP_ACCEPTED, id_ ".tcp.accepted",			\
	     "a TCP connection that was accepted", way_, by_, INET),	\
	OVER(TO_UNIX, id_ ".unix", "AF_UNIX", way_, by_, EVERYWHERE),	\
	OVER(TO_UNIX_ACCEPTED, id_ ".unix.accepted",			\
	     "an AF_UNIX connection that was accepted", way_, by_, EVERYWHERE)
#define TO_ALL(id_, way_, by_)						\
	TO_STREAMS(id_, way_, by_),					\
	EXPECT_OVER(spliced_sums, TO_UDP, id_ ".udp", "UDP", way_, by_,	\
		    INET),						\
	EXPECT_OVER(spliced_sums, TO_UDP_FRAGMENTS, id_ ".udp.fragments", \
		    "UDP beyond the MTU", way_, by_, NETNS),		\
	OVER(TO_HASH, id_ ".af_alg.hash", "AF_ALG to a hash", way_, by_, \
	     .need.config = "CRYPTO_USER_API_HASH"),			\
	OVER(TO_CIPHER, id_ ".af_alg.cipher", "AF_ALG to a cipher",	\
	     way_, by_, .need.config = "CRYPTO_USER_API_SKCIPHER")
#define TO_INET(id_, way_, by_, need_)					\
	OVER(TO_TCP, id_ ".tcp", "TCP", way_, by_, need_),		\
	OVER(TO_TCP_ACCEPTED, id_ ".tcp.accepted",			\
	     "a TCP connection that was accepted", way_, by_, need_),	\
	OVER(TO_UDP, id_ ".udp", "UDP", way_, by_, need_)

const struct scenario scenarios_pieces[] = {
	TO_ALL("splice.pieces", WAY_VMSPLICE, "vmsplice and splice"),
	TO_ALL("splice.pieces.file", WAY_FILE, "splice of a file"),
	TO_STREAMS("splice.pieces.sendfile", WAY_SENDFILE, "sendfile()"),
	TO_INET("msg_zerocopy.pieces", WAY_ZEROCOPY, "MSG_ZEROCOPY", INET),
	TO_INET("io_uring.send_zc.pieces", WAY_SEND_ZC,
		"io_uring's send without a copy", INET_RING),
	TO_INET("io_uring.send_zc.fixed.pieces", WAY_SEND_ZC_FIXED,
		"io_uring's send of a registered buffer", INET_RING),
	TO_INET("io_uring.sendmsg_zc.pieces", WAY_SENDMSG_ZC,
		"io_uring's sendmsg without a copy", INET_RING),
	{}
};
