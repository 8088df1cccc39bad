// SPDX-License-Identifier: GPL-2.0
/* The FUSE server: answers the kernel's requests about its one file. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <linux/fuse.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/array_size.h"
#include "lib/fuse.h"

#define FILE_NODE 2
#define FILE_BYTES (2 * TARGET_OFFSET)
#define WRITE_MAX (128 << 10)
/* The largest request: headers and data. */
#define REQUEST_MAX (WRITE_MAX + 4096)

/* Reads whose answers may be held back at the same time. */
#define HELD_MAX 8

/* Returned for a request that is answered later: neither errno nor length. */
#define LATER INT_MIN

/**
 * struct server - the one file, and reads of it that are held back
 * @device: the mount's /dev/fuse
 * @service: what it does otherwise
 * @content: of the file
 * @closed: whether reads are held back
 * @held: those that are
 * @nr_held: how many
 */
struct server {
	int device;
	const struct fuse_service *service;
	char *content;
	bool closed;
	struct held {
		uint64_t unique;
		struct fuse_read_in in;
	} held[HELD_MAX];
	int nr_held;
};

/** struct request - a request of the kernel, and where the answer's body goes */
struct request {
	struct server *server;
	const struct fuse_in_header *head;
	const void *arg;
	void *body;
};

static void set_attr(struct fuse_attr *attr, uint64_t node)
{
	attr->ino = node;
	attr->nlink = 1;
	attr->mode = node == FILE_NODE ? S_IFREG | 0600 : S_IFDIR | 0700;
	attr->size = node == FILE_NODE ? FILE_BYTES : 0;
	attr->blksize = 4096;
}

/* Each returns how long the answer's body is, or a negative errno. */

static int do_init(const struct request *r)
{
	const struct fuse_init_in *in = r->arg;
	struct fuse_init_out *out = r->body;

	out->major = FUSE_KERNEL_VERSION;
	out->minor = in->minor;
	if (out->minor > FUSE_KERNEL_MINOR_VERSION)
		out->minor = FUSE_KERNEL_MINOR_VERSION;
	out->max_write = WRITE_MAX;
	return sizeof(*out);
}

static int do_lookup(const struct request *r)
{
	struct fuse_entry_out *out = r->body;

	out->nodeid = FILE_NODE;
	out->entry_valid = 3600;
	out->attr_valid = 3600;
	set_attr(&out->attr, FILE_NODE);
	return sizeof(*out);
}

static int do_getattr(const struct request *r)
{
	struct fuse_attr_out *out = r->body;

	out->attr_valid = 3600;
	set_attr(&out->attr, r->head->nodeid);
	return sizeof(*out);
}

static int do_open(const struct request *r)
{
	struct fuse_open_out *out = r->body;

	out->open_flags = r->server->service->cached ? 0 : FOPEN_DIRECT_IO;
	return sizeof(*out);
}

static int read_content(const struct server *s, const struct fuse_read_in *in,
			void *to)
{
	size_t len = in->size;

	if (in->offset >= FUSE_FAULT_OFFSET)
		return -EFAULT;
	if (len > FILE_BYTES - in->offset)
		len = FILE_BYTES - in->offset;
	memcpy(to, s->content + in->offset, len);
	return len;
}

static int do_read(const struct request *r)
{
	const struct fuse_read_in *in = r->arg;
	struct server *s = r->server;

	if (s->service->answer_read) {
		const struct fuse_out_header head = {
			.unique = r->head->unique,
			.len = sizeof(head) + in->size,
		};

		return s->service->answer_read(s->device, &head, in->offset) ?
			LATER : -EIO;
	}
	if (in->offset == FUSE_GATE_OFFSET) {
		*(char *)r->body = s->nr_held;
		return 1;
	}
	if (!s->closed || s->nr_held == HELD_MAX)
		return read_content(s, in, r->body);
	s->held[s->nr_held++] = (struct held){ r->head->unique, *in };
	return LATER;
}

/* False once unmounted. ENOENT: the request was interrupted, nobody waits. */
static bool reply(const struct server *s, struct fuse_out_header *head,
		  uint64_t unique, int ret)
{
	head->unique = unique;
	head->error = ret < 0 ? ret : 0;
	head->len = sizeof(*head) + (ret < 0 ? 0 : ret);
	return write(s->device, head, head->len) >= 0 || errno == ENOENT;
}

static void answer_held_reads(struct server *s)
{
	static char out[REQUEST_MAX];
	struct fuse_out_header *head = (struct fuse_out_header *)out;
	struct held *held;

	for (; s->nr_held; s->nr_held--) {
		held = &s->held[s->nr_held - 1];
		reply(s, head, held->unique,
		      read_content(s, &held->in, head + 1));
	}
}

static int do_write(const struct request *r)
{
	const struct fuse_write_in *in = r->arg;
	struct fuse_write_out *out = r->body;
	struct server *s = r->server;

	if (in->size > FILE_BYTES || in->offset > FILE_BYTES - in->size)
		return -ENOSPC;
	memcpy(s->content + in->offset, in + 1, in->size);
	if (in->offset == FUSE_GATE_OFFSET) {
		s->closed = s->content[in->offset];
		if (!s->closed)
			answer_held_reads(s);
	}
	out->size = in->size;
	return sizeof(*out);
}

static int do_statfs(const struct request *r)
{
	struct fuse_statfs_out *out = r->body;

	out->st.bsize = 4096;
	return sizeof(*out);
}

static int do_nothing(const struct request *r)
{
	(void)r;
	return 0;
}

static const struct {
	uint32_t opcode;
	int (*answer)(const struct request *r);
} operations[] = {
	{ FUSE_INIT, do_init }, { FUSE_LOOKUP, do_lookup },
	{ FUSE_GETATTR, do_getattr }, { FUSE_OPEN, do_open },
	{ FUSE_READ, do_read }, { FUSE_WRITE, do_write },
	{ FUSE_FLUSH, do_nothing }, { FUSE_FSYNC, do_nothing },
	{ FUSE_RELEASE, do_nothing }, { FUSE_STATFS, do_statfs },
};

static int answer_request(const struct request *r)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(operations); i++)
		if (operations[i].opcode == r->head->opcode)
			return operations[i].answer(r);
	return -ENOSYS;
}

static bool wants_answer(const struct fuse_in_header *head)
{
	return head->opcode != FUSE_FORGET &&
	       head->opcode != FUSE_BATCH_FORGET &&
	       head->opcode != FUSE_INTERRUPT;
}

static void serve_requests(struct server *s)
{
	static char in[REQUEST_MAX], out[REQUEST_MAX];
	struct fuse_in_header *head = (struct fuse_in_header *)in;
	struct fuse_out_header *answer_head = (struct fuse_out_header *)out;
	const struct request r = {
		.server = s, .head = head, .arg = head + 1,
		.body = answer_head + 1,
	};
	ssize_t n;
	int ret;

	for (;;) {
		n = read(s->device, in, sizeof(in));
		if (n < 0 && (errno == EINTR || errno == ENOENT))
			continue;
		if (n < (ssize_t)sizeof(*head))
			break;
		if (!wants_answer(head))
			continue;
		memset(r.body, 0, sizeof(struct fuse_entry_out));
		ret = answer_request(&r);
		if (ret != LATER && !reply(s, answer_head, head->unique, ret))
			break;
	}
}

void fuse_serve(int device, const struct fuse_service *service)
{
	struct server s = {
		.device = device, .service = service,
		.content = mmap(NULL, FILE_BYTES, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
	};

	if (s.content != MAP_FAILED)
		serve_requests(&s);
}
