// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"

struct chunk buffer_chunk(const struct attempt *a, size_t from)
{
	const size_t page = getpagesize();
	const char *at = a->buf + from;
	struct chunk p = { .part = a->part };

	if (from >= a->len)
		return p;
	while (at >= p.part->page + p.part->pages * page)
		p.part++;
	p.offset = at - p.part->at;
	p.len = page - (uintptr_t)at % page;
	if (p.len > a->len - from)
		p.len = a->len - from;
	return p;
}

bool buffer_held(const struct attempt *a, const void *at, size_t from,
		 size_t len)
{
	const size_t end = from + len;
	const char *bytes = at;
	struct chunk p;

	for (; from < end; from += p.len, bytes += p.len) {
		p = buffer_chunk(a, from);
		if (p.len > end - from)
			p.len = end - from;
		if (!p.len ||
		    !pattern_part_held(p.part, bytes, p.offset, p.len))
			return false;
	}
	return true;
}

bool buffer_prefix_may_have_moved(const struct attempt *a, long ret)
{
	const struct door_props *door = a->contract->props;

	return (ret < 0 && (door->partial == PARTIAL_ERRNO ||
			    door->flags & D_PARTIAL_ONLY_EFAULT)) ||
	       (ret == -EIO && door->errno_since);
}

bool has_untouchable(const struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (a->part[i].kind->traits & T_NO_CPU)
			return true;
	return false;
}

/* T_NO_CPU: a load from a BAR may change the device. */
static bool can_be_seen(const struct part *part)
{
	return !(part->kind->traits & T_NO_CPU) &&
	       part->kind->props.flags & M_READ &&
	       !(part->kind->props.flags & (M_HOLE | M_NO_PAGE));
}

/* FOLL_FORCE may have written to memory without PROT_READ: add it now. */
static bool can_be_made_seen(const struct part *part)
{
	return !(part->kind->props.flags & (M_READ | M_HOLE | M_NO_PAGE)) &&
	       !mprotect(part->page, part->pages * getpagesize(), PROT_READ);
}

/* All these pages are one: it holds what was moved to any of them. */
static bool repeated_is_right(const struct attempt *a, const struct chunk *p,
			      size_t from, long ret)
{
	const size_t page = getpagesize();
	const size_t first = p->part->page - a->buf;
	const size_t end = first + p->part->pages * page;
	size_t came;

	for (came = first; came < end && (long)came < ret; came += page)
		if (pattern_is(a->buf + from, page, PATTERN_DEVICE,
			       page + came))
			return true;
	return (ret <= (long)first || buffer_prefix_may_have_moved(a, ret)) &&
	       pattern_part_held(p->part, a->buf + from, p->offset, p->len);
}

static bool chunk_is_right(const struct attempt *a, const struct chunk *p,
			   size_t from, long ret)
{
	const char *at = a->buf + from;
	size_t moved = 0;

	if (p->part->kind->traits & T_REPEATED)
		return repeated_is_right(a, p, from, ret);
	if (ret > (long)from)
		moved = (size_t)ret - from < p->len ? ret - from : p->len;
	return pattern_is(at, moved, PATTERN_DEVICE, getpagesize() + from) &&
	       (buffer_prefix_may_have_moved(a, ret) ||
		pattern_part_held(p->part, at + moved, p->offset + moved,
				  p->len - moved));
}

void buffer_check_read(struct attempt *a, long ret)
{
	struct chunk p;
	size_t from;

	for (from = 0; from < a->len; from += p.len) {
		p = buffer_chunk(a, from);
		if ((can_be_seen(p.part) || can_be_made_seen(p.part)) &&
		    !chunk_is_right(a, &p, from, ret))
			a->wrong_data = true;
	}
}

void buffer_check_received(struct attempt *a, int socket, char *copy,
			   long sent)
{
	if (sent < 0)
		sent = 0;
	if ((sent && recv(socket, copy, sent, MSG_WAITALL) != sent) ||
	    recv(socket, copy + sent, 1, MSG_DONTWAIT) >= 0 ||
	    !buffer_held(a, copy, 0, sent))
		a->wrong_data = true;
}

/* Bytes from @from to @to, as far as they lie in the part. */
static bool beside_intact(const struct part *part, const char *from,
			  const char *to)
{
	if (from < part->at)
		from = part->at;
	if (to > part->at + part->len)
		to = part->at + part->len;
	return from >= to ||
	       pattern_part_held(part, from, from - part->at, to - from);
}

bool buffer_surroundings_intact(const struct attempt *a)
{
	const size_t page = getpagesize();
	const char *end = a->buf + a->len;
	int i;

	for (i = 0; i < a->nr; i++) {
		const struct part *part = &a->part[i];
		const char *last = part->page + part->pages * page;

		if (!can_be_seen(part) || part->kind->traits & T_VOLATILE)
			continue;
		if (!beside_intact(part, part->page - page,
				   i ? part->page : a->buf) ||
		    !beside_intact(part, i + 1 < a->nr ? last : end,
				   last + page))
			return false;
	}
	return true;
}
