// SPDX-License-Identifier: GPL-2.0
/*
 * NVMe passthrough commands that fail before they are sent give their request
 * back: repeated more often than a queue has tags, the next good one works.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <glob.h>
#include <linux/fs.h>
#include <linux/nvme_ioctl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "doors/target.h"
#include "lib/read_file.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "scenarios/edges.h"

/* nvme_admin_identify of the controller, nvme_cmd_read. */
#define IDENTIFY 6
#define IDENTIFY_CONTROLLER 1
#define READ 2

/* More than NVME_AQ_DEPTH; and what shows a leak while tags are left. */
#define ADMIN_REPEATS 40
#define FEW 4

/* A call that waits for a tag waits for ever: how long all may take. */
#define PATIENCE_MS 3000

/**
 * struct fixture - what the commands work on
 * @a: the attempt
 * @request: NVME_IOCTL_ADMIN_CMD or NVME_IOCTL_IO_CMD
 * @good: a command that works, of a page
 * @repeats: more than its queue has tags
 * @too_long: bytes, a page more than a command may move
 * @page: PAGE_SIZE
 */
struct fixture {
	struct attempt *a;
	unsigned long request;
	struct nvme_passthru_cmd good;
	long repeats;
	size_t too_long;
	size_t page;
};

static void end_unmapped(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	c->addr = (uintptr_t)f->a->buf + f->a->len - f->page / 2;
}

static void nothing_mapped(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	c->addr = (uintptr_t)f->a->buf + f->a->len;
}

static void of_the_kernel(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	(void)f;
	c->addr = 1ULL << 63;
}

static void has_metadata(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	c->metadata = (uintptr_t)f->a->buf + f->page;
	c->metadata_len = 8;
}

static void has_flags(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	(void)f;
	c->flags = 1;
}

/* blk_rq_append_bio() refuses it when its pages are pinned. */
static void is_too_long(const struct fixture *f, struct nvme_passthru_cmd *c)
{
	c->data_len = f->too_long;
}

/**
 * struct failure - what makes a command fail
 * @name: for people
 * @spoil: changes the good command
 * @error: the errno
 * @leaks: with the bug of 23fd22e55b76, its request is lost
 * @is_slow: pins too many pages to be repeated often
 */
static const struct failure {
	const char *name;
	void (*spoil)(const struct fixture *f, struct nvme_passthru_cmd *c);
	int error;
	bool leaks;
	bool is_slow;
} failures[] = {
	{ "the second page not mapped", end_unmapped, EFAULT, false, false },
	{ "nothing mapped", nothing_mapped, EFAULT, false, false },
	{ "an address of the kernel", of_the_kernel, EFAULT, false, false },
	{ "flags", has_flags, EINVAL, false, false },
	{ "metadata of a namespace without", has_metadata, EINVAL, true, false },
	{ "more than a command may move", is_too_long, EINVAL, false, true },
};

/*
 * Requests that blk-mq's debugfs shows in the queues of all NVMe disks, or -1:
 * of a disk with a scheduler in sched_tags, else in tags. With multipath the
 * queues are those of a hidden disk, nvme0c0n1 for nvme0n1.
 */
static long busy_tags(void)
{
	glob_t found;
	long busy = -1, some;
	size_t i;

	if (glob("/sys/kernel/debug/block/nvme*/hctx*/*tags", 0, NULL, &found))
		return -1;
	for (i = 0; i < found.gl_pathc; i++) {
		some = read_number_after(found.gl_pathv[i], "busy=");
		if (some >= 0)
			busy = (busy < 0 ? 0 : busy) + some;
	}
	globfree(&found);
	return busy;
}

static long send_command(const struct fixture *f,
			 const struct nvme_passthru_cmd *c)
{
	struct nvme_passthru_cmd copy = *c;
	const long ret = or_errno(ioctl(f->a->fd, f->request, &copy));

	return ret > 0 ? -EIO : ret;
}

/* The admin queue has few tags: what a known bug loses there is not tried. */
static bool spares(const struct fixture *f, const struct failure *how)
{
	const struct history *h = &f->a->kernel->history;

	return how->leaks && f->request == NVME_IOCTL_ADMIN_CMD &&
	       h->has[C_NVME_MAP_REQUEST] && !h->has[C_NVME_MAP_FREES];
}

static bool repeat(struct fixture *f, const struct failure *how, long times)
{
	struct nvme_passthru_cmd c = f->good;
	long i;

	if (spares(f, how))
		return true;
	how->spoil(f, &c);
	for (i = 0; i < times; i++)
		if (!scenario_answer(f->a, how->name, send_command(f, &c),
				     -how->error))
			return false;
	return true;
}

/* Whether a few of each have given their requests back. */
static bool try_few(struct fixture *f)
{
	const long before = busy_tags();
	size_t i;

	for (i = 0; i < ARRAY_SIZE(failures); i++) {
		if (!repeat(f, &failures[i], FEW))
			return false;
		if (f->request == NVME_IOCTL_IO_CMD && busy_tags() > before)
			return scenario_answer(f->a, failures[i].name,
					       busy_tags() - before, 0);
	}
	return true;
}

static bool works_afterwards(struct fixture *f)
{
	char before[f->page];

	memcpy(before, f->a->buf, f->page);
	memset(f->a->buf, 0, f->page);
	if (!scenario_answer(f->a, "the good command afterwards",
			     send_command(f, &f->good), 0))
		return false;
	f->a->wrong_data = memcmp(before, f->a->buf, f->page);
	return true;
}

static bool try_many(struct fixture *f)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(failures); i++)
		if (!failures[i].is_slow &&
		    !repeat(f, &failures[i], f->repeats))
			return false;
	return works_afterwards(f);
}

/*
 * In a child, which may wait for a tag and cannot be killed then: its exit
 * status is 0, 1 when it disagrees, 2 when data is wrong.
 */
static bool try_many_in_time(struct fixture *f)
{
	const pid_t pid = fork();
	struct pollfd p = { .events = POLLIN };
	int status = 0;
	bool right;

	if (!pid) {
		right = try_many(f);
		_exit(right ? f->a->wrong_data ? 2 : 0 : 1);
	}
	p.fd = syscall(SYS_pidfd_open, pid, 0);
	if (pid < 0 || p.fd < 0)
		return attempt_setup_error(f->a, "fork"), false;
	right = poll(&p, 1, PATIENCE_MS) == 1;
	close(p.fd);
	if (!right) {
		kill(pid, SIGKILL);
		return scenario_answer(f->a, "a command that waits for a tag",
				       -ETIMEDOUT, 0);
	}
	waitpid(pid, &status, 0);
	f->a->wrong_data = WIFEXITED(status) && WEXITSTATUS(status) == 2;
	return f->a->wrong_data ||
	       scenario_answer(f->a, "a command among many", -status, 0);
}

/* Tags belong to the queue of a CPU. */
static void stay_on_a_cpu(void)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	sched_setaffinity(0, sizeof(one), &one);
}

static long read_limit(struct attempt *a, const struct stat *disk,
		       const char *name, long *value)
{
	char path[96];

	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u/queue/%s",
		 major(disk->st_rdev), minor(disk->st_rdev), name);
	*value = read_number(path);
	return *value > 0 ? 0 : attempt_setup_error(a, path);
}

static long open_fixture(struct attempt *a, struct fixture *f)
{
	long ret, requests, most_kib;
	struct stat st;

	f->a = a;
	f->page = getpagesize();
	if (fstat(a->fd, &st))
		return attempt_setup_error(a, "fstat");
	ret = read_limit(a, &st, "nr_requests", &requests);
	if (!ret)
		ret = read_limit(a, &st, "max_hw_sectors_kb", &most_kib);
	if (ret)
		return ret;
	f->repeats = requests + FEW;
	f->too_long = most_kib * 1024 + f->page;
	return edges_memory(a, f->too_long);
}

static long try_failures(struct attempt *a, struct fixture *f)
{
	const long ret = send_command(f, &f->good);
	cpu_set_t all;

	if (ret == -EACCES || ret == -EPERM)
		return attempt_skip(a, "commands to an NVMe are not allowed");
	if (ret)
		return ret;
	sched_getaffinity(0, sizeof(all), &all);
	stay_on_a_cpu();
	a->disagrees = !try_few(f) || !try_many_in_time(f);
	sched_setaffinity(0, sizeof(all), &all);
	return 0;
}

static long fail_to_read(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);
	int block;

	if (ret)
		return ret;
	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	f.request = NVME_IOCTL_IO_CMD;
	f.good = (struct nvme_passthru_cmd){
		.opcode = READ, .nsid = ioctl(a->fd, NVME_IOCTL_ID),
		.addr = (uintptr_t)a->buf, .data_len = f.page,
		.cdw10 = TARGET_OFFSET / block, .cdw12 = f.page / block - 1,
	};
	return try_failures(a, &f);
}

static long fail_to_identify(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	f.request = NVME_IOCTL_ADMIN_CMD;
	f.repeats = ADMIN_REPEATS;
	f.good = (struct nvme_passthru_cmd){
		.opcode = IDENTIFY, .addr = (uintptr_t)a->buf,
		.data_len = 4096, .cdw10 = IDENTIFY_CONTROLLER,
	};
	return try_failures(a, &f);
}

/* 23fd22e55b76 loses the request of a command with metadata. */
DEFINE_EXPECT(requests_come_back,
	      .flaws = h->has[C_NVME_MAP_REQUEST] && !h->has[C_NVME_MAP_FREES] ?
		       FLAW(MODEL) : 0)

#define ON_PLAIN_NVME							\
	.need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME",	\
		  .target = TARGET_NVME, .guest_only = true }

const struct scenario scenarios_failed_nvme[] = {
	{
		.name = "nvme.failed.io",
		.title = "read commands to an NVMe that fail before they are sent give their requests back",
		SUCCESS_IS_ZERO, ON_PLAIN_NVME,
		.expect = requests_come_back, .run = fail_to_read,
	}, {
		.name = "nvme.failed.admin",
		.title = "admin commands to an NVMe that fail before they are sent give their requests back",
		SUCCESS_IS_ZERO, ON_PLAIN_NVME,
		.expect = scenario_works, .run = fail_to_identify,
	}, {}
};
