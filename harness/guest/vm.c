// SPDX-License-Identifier: GPL-2.0
/* One virtual machine: a QEMU process and its two serial ports. */
#include "guest/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/qemu_args.h"
#include "image/disk_images.h"

/* A guest that writes to a full pipe waits, and its time is measured. */
#define PIPE_BYTES 1048576

static const char *const log_name[VM_PORTS] = { "console", "results" };

static void close_all(struct vm *vm)
{
	int i;

	for (i = 0; i < VM_PORTS; i++) {
		if (vm->port[i] >= 0)
			close(vm->port[i]);
		if (vm->log[i] >= 0)
			close(vm->log[i]);
		vm->port[i] = -1;
		vm->log[i] = -1;
	}
	if (vm->pidfd >= 0)
		close(vm->pidfd);
	vm->pidfd = -1;
}

/* O_APPEND: the logs of all machines of one guest are in one file. */
static int open_log(const char *dir, const char *name)
{
	char path[PATH_MAX];
	int fd, ret;

	ret = path_format(path, "%s/%s", dir, name);
	if (ret)
		return ret;
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (fd >= 0)
		return fd;
	ret = -errno;
	msg_error("%s: cannot write: %s", path, strerror(-ret));
	return ret;
}

static int open_port(struct vm *vm, enum vm_port port, const char *dir,
		     int *write_end)
{
	int ends[2];

	vm->log[port] = open_log(dir, log_name[port]);
	if (vm->log[port] < 0)
		return vm->log[port];
	if (pipe2(ends, O_CLOEXEC)) {
		msg_error("cannot make a pipe: %s", strerror(errno));
		return -errno;
	}
	/* Only the reading end must not block; and big is better, not vital. */
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[0], F_SETPIPE_SZ, PIPE_BYTES);
	vm->port[port] = ends[0];
	*write_end = ends[1];
	return 0;
}

/*
 * A program of this machine: the results port is its stdout. What it says on
 * stderr goes the way of a guest's console.
 */
static void place_program(posix_spawn_file_actions_t *fa, const int ends[])
{
	posix_spawn_file_actions_adddup2(fa, ends[VM_RESULTS], 1);
	posix_spawn_file_actions_adddup2(fa, ends[VM_CONSOLE], 2);
}

/* dup2() to high numbers first: one end may have the other's number. */
static void place_qemu(posix_spawn_file_actions_t *fa, const int ends[],
		       int complaints)
{
	posix_spawn_file_actions_adddup2(fa, complaints, 1);
	posix_spawn_file_actions_adddup2(fa, complaints, 2);
	posix_spawn_file_actions_adddup2(fa, ends[VM_CONSOLE], 63);
	posix_spawn_file_actions_adddup2(fa, ends[VM_RESULTS], 62);
	posix_spawn_file_actions_adddup2(fa, 63, QEMU_CONSOLE_FD);
	posix_spawn_file_actions_adddup2(fa, 62, QEMU_RESULTS_FD);
	posix_spawn_file_actions_addclose(fa, 63);
	posix_spawn_file_actions_addclose(fa, 62);
}

/*
 * In a process group of its own, so that an interrupt from the terminal
 * reaches only the harness, which then ends its guests in order.
 */
static int spawn(struct vm *vm, char *const *argv, char *const *env,
		 posix_spawn_file_actions_t *fa)
{
	posix_spawnattr_t attr;
	sigset_t none;
	int ret;

	sigemptyset(&none);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK |
				 POSIX_SPAWN_SETPGROUP);
	posix_spawnattr_setsigmask(&attr, &none);
	ret = posix_spawnp(&vm->pid, argv[0], fa, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	if (ret) {
		msg_error("%s: cannot start: %s", argv[0], strerror(ret));
		return -ret;
	}
	vm->pidfd = syscall(SYS_pidfd_open, vm->pid, 0);
	if (vm->pidfd >= 0)
		return 0;
	ret = -errno;
	msg_error("cannot watch process %d: %s", vm->pid, strerror(-ret));
	return ret;
}

static int start_process(struct vm *vm, const struct vm_spec *s, char *const *argv,
			 const int ends[], int complaints)
{
	posix_spawn_file_actions_t fa;
	int ret;

	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
	if (s->program)
		place_program(&fa, ends);
	else
		place_qemu(&fa, ends, complaints);
	ret = spawn(vm, argv, s->program ? s->env : environ, &fa);
	posix_spawn_file_actions_destroy(&fa);
	return ret;
}

int vm_start(struct vm *vm, const struct vm_spec *s)
{
	struct qemu_args args = { .nr = 0 };
	int ends[VM_PORTS] = { -1, -1 };
	int i, complaints, ret;

	*vm = (struct vm){ -1, -1, { -1, -1 }, { -1, -1 } };
	complaints = open_log(s->dir, "qemu");
	ret = complaints < 0 ? complaints : 0;
	for (i = 0; i < VM_PORTS && !ret; i++)
		ret = open_port(vm, i, s->dir, &ends[i]);
	if (!ret && !s->program)
		ret = disk_images_make(s->dir);
	if (!ret && !s->program)
		ret = qemu_args_build(&args, s);
	if (!ret)
		ret = start_process(vm, s, s->program ? s->program : args.argv,
				    ends, complaints);
	qemu_args_free(&args);
	for (i = 0; i < VM_PORTS; i++) {
		if (ends[i] >= 0)
			close(ends[i]);
	}
	if (complaints >= 0)
		close(complaints);
	if (ret)
		vm_end(vm);
	return ret;
}

static void write_log(int fd, const char *buf, size_t size)
{
	ssize_t n;

	while (size) {
		n = write(fd, buf, size);
		if (n < 0 && errno == EINTR)
			continue;
		/* ENOSPC is reported elsewhere; the run goes on without a log. */
		if (n <= 0)
			return;
		buf += n;
		size -= n;
	}
}

ssize_t vm_read(struct vm *vm, enum vm_port port, char *buf, size_t size)
{
	ssize_t n;

	if (vm->port[port] < 0)
		return -EPIPE;
	n = read(vm->port[port], buf, size);
	if (n > 0) {
		write_log(vm->log[port], buf, n);
		return n;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	close(vm->port[port]);
	vm->port[port] = -1;
	return -EPIPE;
}

void vm_log(struct vm *vm, enum vm_port port, const char *text)
{
	if (vm->log[port] >= 0)
		write_log(vm->log[port], text, strlen(text));
}

/* schedstat: nanoseconds on a processor, nanoseconds on a run queue, ... */
static double thread_waited(const char *path)
{
	unsigned long long ran, waited;
	FILE *f = fopen(path, "re");
	double seconds = 0;

	if (!f)
		return 0;
	if (fscanf(f, "%llu %llu", &ran, &waited) == 2)
		seconds = waited / 1e9;
	fclose(f);
	return seconds;
}

double vm_waited(const struct vm *vm)
{
	double most = 0, seconds;
	char pattern[64];
	glob_t g;
	size_t i;

	snprintf(pattern, sizeof(pattern), "/proc/%d/task/*/schedstat",
		 vm->pid);
	if (vm->pid <= 0 || glob(pattern, GLOB_NOSORT, NULL, &g))
		return 0;
	for (i = 0; i < g.gl_pathc; i++) {
		seconds = thread_waited(g.gl_pathv[i]);
		most = seconds > most ? seconds : most;
	}
	globfree(&g);
	return most;
}

int vm_end(struct vm *vm)
{
	int status = 0;

	if (vm->pid > 0) {
		/* The process group too: timeout or setpriv may have started QEMU. */
		kill(-vm->pid, SIGKILL);
		kill(vm->pid, SIGKILL);
		while (waitpid(vm->pid, &status, 0) < 0 && errno == EINTR)
			;
		vm->pid = -1;
	}
	close_all(vm);
	return status;
}

void vm_error_line(const char *dir, char *buf, size_t size)
{
	char path[PATH_MAX], *text, *line;

	buf[0] = '\0';
	if (path_format(path, "%s/qemu", dir) || file_read(path, &text, NULL))
		return;
	for (line = strtok(text, "\r\n"); line; line = strtok(NULL, "\r\n"))
		snprintf(buf, size, "%s", line);
	free(text);
}
