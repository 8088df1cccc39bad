// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that is changed as soon as the kernel says that a send without a copy is
 * done (Documentation/networking/msg_zerocopy.rst: the notification), before the
 * data is received: what arrives is what was sent. On the loopback interface
 * skb_orphan_frags_rx() copies it first.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "lib/wire.h"
#include "scenarios/scenario.h"
#include "scenarios/sending.h"

/* Fragments of one packet. */
#define PIECES 15

#define CHANGED 0x69

#define HOW(way, to) ((way) << 8 | (to))
#define HOW_WAY(how) ((how) >> 8)
#define HOW_TO(how) ((how) & 0xff)

/* Task work of an io_uring interrupts a recv(). */
static bool arrives(int socket, const struct field *f, size_t len)
{
	size_t done;
	ssize_t n;

	for (done = 0; done < len; done += n) {
		n = recv(socket, f->got + done, len - done, 0);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return !memcmp(f->got, f->want, len);
}

static long send_and_change(struct attempt *a, const struct way *way,
			    struct sending *s, const struct wire *wire)
{
	struct pieces p;
	long ret;

	pieces_cut(&p, s->field, PIECES_SCATTERED, PIECES);
	ret = way->put(s, p.iov, p.nr, false);
	if (ret != (long)p.total)
		return ret < 0 ? ret : -EMSGSIZE;
	ret = way->finish(s);
	if (ret)
		return ret;
	memset(s->field->source, CHANGED, field_length());
	if (!arrives(wire->to, s->field, p.total))
		a->wrong_data = true;
	return 0;
}

static long change_when_told(struct attempt *a)
{
	const unsigned int how = a->contract->scenario->how;
	const struct way *way = ways_to_send[HOW_WAY(how)];
	struct field f;
	struct sending s = { .field = &f };
	struct wire wire;
	long ret = field_open(a, &f) ?: wire_open(a, HOW_TO(how), &wire);

	if (ret)
		return ret;
	s.fd = wire.from;
	ret = way->open(a, &s);
	if (!ret) {
		ret = send_and_change(a, way, &s, &wire);
		if (way->close)
			way->close(&s);
	}
	wire_close(&wire);
	if (!ret)
		field_close(a, &f);
	return ret;
}

#define CHANGES(id_, what_, way_, to_, ...)				\
	{								\
		.name = id_,						\
		.title = what_ " is received as it was, though the memory has changed since the notification", \
		SUCCESS_IS_ZERO, .expect = scenario_works,		\
		.need = { __VA_ARGS__ }, .how = HOW(way_, to_),		\
		.run = change_when_told,				\
	}

#define SENT_BY(id_, what_, way_, ...)					\
	CHANGES(id_ ".changed.tcp", what_ " over TCP", way_, WIRE_TCP,	\
		.config = "INET", __VA_ARGS__),				\
	CHANGES(id_ ".changed.udp", what_ " over UDP", way_, WIRE_UDP,	\
		.config = "INET", __VA_ARGS__)

const struct scenario scenarios_changed[] = {
	SENT_BY("msg_zerocopy", "what MSG_ZEROCOPY sends", WAY_ZEROCOPY,
		.also = NULL),
	SENT_BY("io_uring.send_zc.fixed",
		"what IORING_OP_SEND_ZC sends of a registered buffer",
		WAY_SEND_ZC_FIXED, .feature = C_IO_URING_SEND_ZC),
	SENT_BY("io_uring.sendmsg_zc", "what IORING_OP_SENDMSG_ZC sends",
		WAY_SENDMSG_ZC, .feature = C_IO_URING_SENDMSG_ZC),
	{}
};
