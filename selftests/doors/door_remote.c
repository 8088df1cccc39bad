// SPDX-License-Identifier: GPL-2.0
/*
 * Remote access: process_vm_readv() and process_vm_writev(), /proc/PID/mem,
 * ptrace. GUP is always the slow one, and the CPU copies.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/attempt.h"
#include "lib/ptrace.h"
#include "doors/doors.h"

/** typedef mover - copies the buffer to @copy, or @copy to the buffer */
typedef long mover(struct attempt *a, char *copy, bool write);

static long by_process_vm(struct attempt *a, char *copy, bool write)
{
	const struct iovec here = { .iov_base = copy, .iov_len = a->len };
	const struct iovec there = { .iov_base = a->buf, .iov_len = a->len };
	const long ret = (write ? process_vm_writev : process_vm_readv)(
		getpid(), &here, 1, &there, 1, 0);

	if (ret < 0 && errno == ENOSYS)
		return attempt_no_interface(a, "process_vm_readv");
	return or_errno(ret);
}

static long by_proc_mem(struct attempt *a, char *copy, bool write)
{
	const int fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
	const off_t at = (uintptr_t)a->buf;
	long ret;

	if (fd < 0)
		return attempt_setup_error(a, "/proc/self/mem");
	ret = or_errno(write ? pwrite(fd, copy, a->len, at) :
			       pread(fd, copy, a->len, at));
	close(fd);
	return ret;
}

static int set_arguments(const char *from, const char *to)
{
	return prctl(PR_SET_MM, PR_SET_MM_ARG_START, from, 0, 0) ||
	       prctl(PR_SET_MM, PR_SET_MM_ARG_END, to, 0, 0);
}

/*
 * /proc/PID/cmdline reads with FOLL_ANON: a page fault in a file might block
 * whoever reads it. PR_SET_MM needs start <= end, and the arguments lie on the
 * stack, above the buffer: the start moves down first.
 */
static long by_cmdline(struct attempt *a, char *copy, bool write)
{
	long ret;
	int fd;

	(void)write;
	if (set_arguments(a->buf, a->buf + a->len)) {
		if (errno != EPERM)
			return attempt_setup_error(a, "PR_SET_MM");
		return attempt_skip(a, "CAP_SYS_RESOURCE");
	}
	fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return attempt_setup_error(a, "/proc/self/cmdline");
	ret = or_errno(read(fd, copy, a->len));
	close(fd);
	return ret ? ret : -ENODATA;
}

/* The bytes read are the buffer's; the rest of the copy is unchanged. */
static void check_copy(struct attempt *a, const char *copy, long ret)
{
	const size_t moved = ret < 0 ? 0 : ret;

	if (!buffer_held(a, copy, 0, moved) ||
	    !pattern_is(copy + moved, a->len - moved, PATTERN_DEVICE,
			getpagesize() + moved))
		a->wrong_data = true;
}

/* What a door's .how says. */
enum { BY_PROCESS_VM, BY_PROC_MEM, BY_PTRACE, BY_CMDLINE };

static mover *const movers[] = {
	[BY_PROCESS_VM] = by_process_vm,
	[BY_PROC_MEM] = by_proc_mem,
	[BY_PTRACE] = ptrace_copy_buffer,
	[BY_CMDLINE] = by_cmdline,
};

static long copy_remotely(struct attempt *a)
{
	const bool write = a->contract->door->role == ROLE_DEST;
	char *copy = attempt_memory(a, a->len);
	long ret;

	if (!copy)
		return -ENOMEM;
	pattern_fill(copy, a->len, PATTERN_DEVICE, getpagesize());
	ret = movers[a->contract->door->how](a, copy, write);
	if (!write)
		check_copy(a, copy, ret);
	return ret;
}

/* Each has one errno for every error of GUP. */
const struct door doors_remote[] = {
	{
		.name = "process_vm.read",
		.title = "process_vm_readv()",
		.props = { .flags = D_SLOW, .error = EFAULT },
		.need.config = "CROSS_MEMORY_ATTACH",
		.brief = true, .how = BY_PROCESS_VM, .run = copy_remotely,
	}, {
		.name = "process_vm.write",
		.title = "process_vm_writev()",
		.props = { .flags = D_SLOW | D_WRITE, .error = EFAULT },
		.need.config = "CROSS_MEMORY_ATTACH",
		.role = ROLE_DEST, .brief = true, .how = BY_PROCESS_VM,
		.run = copy_remotely,
	}, {
		.name = "procmem.read",
		.title = "a read of /proc/PID/mem",
		.props = { .flags = D_SLOW | D_FORCE_ALLOWED | D_ACCESS,
			   .error = EIO },
		.brief = true, .how = BY_PROC_MEM, .run = copy_remotely,
	}, {
		.name = "procmem.write",
		.title = "a write to /proc/PID/mem",
		.props = { .flags = D_SLOW | D_WRITE | D_FORCE_ALLOWED |
				    D_ACCESS,
			   .error = EIO },
		.role = ROLE_DEST, .brief = true, .how = BY_PROC_MEM,
		.run = copy_remotely,
	}, {
		.name = "ptrace.peek",
		.title = "PTRACE_PEEKDATA",
		.props = { .flags = D_SLOW | D_FORCE | D_ACCESS,
			   .error = EIO },
		.brief = true, .slow = true, .how = BY_PTRACE, .run = copy_remotely,
	}, {
		.name = "ptrace.poke",
		.title = "PTRACE_POKEDATA",
		.props = { .flags = D_SLOW | D_WRITE | D_FORCE | D_ACCESS,
			   .error = EIO },
		.role = ROLE_DEST, .brief = true, .slow = true, .how = BY_PTRACE,
		.run = copy_remotely,
	}, {
		.name = "cmdline.read",
		.title = "a read of /proc/PID/cmdline",
		.props = { .flags = D_SLOW | D_ANON_ONLY | D_ACCESS,
			   .error = ENODATA },
		.brief = true, .alone = true, .how = BY_CMDLINE,
		.run = copy_remotely,
	}, {}
};
