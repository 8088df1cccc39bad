// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fuse.h"

#define FILE_NODE 2
#define FILE_BYTES (2 * TARGET_OFFSET)
#define WRITE_MAX (128 << 10)
/* The largest request, with what precedes its data. */
#define REQUEST_MAX (WRITE_MAX + 4096)

/** struct request - what the kernel asks, and where the answer's body goes */
struct request {
	const struct fuse_in_header *head;
	const void *arg;
	char *content;		/* of the file */
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

	out->open_flags = FOPEN_DIRECT_IO;
	return sizeof(*out);
}

static int do_read(const struct request *r)
{
	const struct fuse_read_in *in = r->arg;
	size_t len = in->size;

	if (in->offset >= FUSE_FAULT_OFFSET)
		return -EFAULT;
	if (len > FILE_BYTES - in->offset)
		len = FILE_BYTES - in->offset;
	memcpy(r->body, r->content + in->offset, len);
	return len;
}

static int do_write(const struct request *r)
{
	const struct fuse_write_in *in = r->arg;
	struct fuse_write_out *out = r->body;

	if (in->size > FILE_BYTES || in->offset > FILE_BYTES - in->size)
		return -ENOSPC;
	memcpy(r->content + in->offset, in + 1, in->size);
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

static int answer(const struct request *r)
{
	size_t i;

	for (i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
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

/* Until the last one who has the file open is gone. */
static void serve(int device)
{
	static char in[REQUEST_MAX], out[REQUEST_MAX];
	struct fuse_in_header *head = (struct fuse_in_header *)in;
	struct fuse_out_header *reply = (struct fuse_out_header *)out;
	struct request r = {
		.head = head, .arg = head + 1, .body = reply + 1,
		.content = mmap(NULL, FILE_BYTES, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
	};
	ssize_t n;
	int ret;

	while (r.content != MAP_FAILED) {
		n = read(device, in, sizeof(in));
		if (n < 0 && (errno == EINTR || errno == ENOENT))
			continue;
		if (n < (ssize_t)sizeof(*head))
			break;
		if (!wants_answer(head))
			continue;
		memset(r.body, 0, sizeof(struct fuse_entry_out));
		ret = answer(&r);
		reply->unique = head->unique;
		reply->error = ret < 0 ? ret : 0;
		reply->len = sizeof(*reply) + (ret < 0 ? 0 : ret);
		if (write(device, out, reply->len) < 0 && errno != ENOENT)
			break;
	}
}

static int start_server(struct attempt *a, int device)
{
	const pid_t pid = fork();
	int own;

	if (pid)
		return pid < 0 ? attempt_broken(a, "fork") : 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* What others have open is theirs. */
	own = dup2(device, STDIN_FILENO);
	syscall(SYS_close_range, own + 1, ~0U, 0);
	serve(own);
	_exit(0);
}

/* A mount that is in no directory: the descriptor is all there is of it. */
static int make_mount(struct attempt *a, int device)
{
	const int fs = fsopen("fuse", FSOPEN_CLOEXEC);
	char number[16];
	int mount;

	if (fs < 0)
		return attempt_broken(a, "fsopen");
	snprintf(number, sizeof(number), "%d", device);
	if (fsconfig(fs, FSCONFIG_SET_STRING, "fd", number, 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "rootmode", "40000", 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "user_id", "0", 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "group_id", "0", 0) ||
	    fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0)) {
		mount = attempt_broken(a, "fsconfig");
		goto out;
	}
	mount = fsmount(fs, FSMOUNT_CLOEXEC, 0);
	if (mount < 0)
		mount = attempt_broken(a, "fsmount");
out:
	close(fs);
	return mount;
}

int fuse_open_file(struct attempt *a)
{
	const int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	int file, mount;

	if (device < 0)
		return attempt_broken(a, "/dev/fuse");
	mount = make_mount(a, device);
	file = mount < 0 ? mount : start_server(a, device);
	if (!file) {
		file = openat(mount, "file", O_RDWR | O_CLOEXEC);
		if (file < 0)
			file = attempt_broken(a, "a file through FUSE");
	}
	if (mount >= 0)
		close(mount);
	close(device);
	return file;
}
