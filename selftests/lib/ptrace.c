// SPDX-License-Identifier: GPL-2.0
/*
 * The buffer has to be the one that build_layout() made, not a copy by fork():
 * so the child is the tracer, and this process is traced.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/ptrace.h"

/** struct traced - the tracer's result, sent before the bytes that it read */
struct traced {
	long ret;
	int refused;	/* 0, or -errno of PTRACE_SEIZE */
};

/* syscall(): glibc's ptrace() returns the word that PTRACE_PEEKDATA read. */
static long move_word(pid_t pid, char *at, long *word, bool write)
{
	if (write)
		return syscall(SYS_ptrace, PTRACE_POKEDATA, pid, at, *word);
	return syscall(SYS_ptrace, PTRACE_PEEKDATA, pid, at, word);
}

static long move_words(pid_t pid, const struct attempt *a, char *copy,
		       bool write)
{
	size_t done;
	long word;

	for (done = 0; done < a->len; done += sizeof(word)) {
		memcpy(&word, copy + done, sizeof(word));
		if (move_word(pid, a->buf + done, &word, write))
			return done ? (long)done : -errno;
		memcpy(copy + done, &word, sizeof(word));
	}
	return done;
}

static int seize(pid_t pid)
{
	if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) ||
	    ptrace(PTRACE_INTERRUPT, pid, NULL, NULL) ||
	    waitpid(pid, NULL, __WALL) != pid)
		return -errno;
	return 0;
}

static void tracer(pid_t pid, const struct attempt *a, char *copy,
		   bool write_to, int answer)
{
	struct traced t = { .refused = seize(pid) };
	bool sent;

	if (!t.refused) {
		t.ret = move_words(pid, a, copy, write_to);
		ptrace(PTRACE_DETACH, pid, NULL, NULL);
	}
	sent = write(answer, &t, sizeof(t)) == sizeof(t) &&
	       write(answer, copy, a->len) == (ssize_t)a->len;
	_exit(!sent);
}

static int read_all(int fd, void *to, size_t len)
{
	char *at = to;
	ssize_t n;

	for (; len; at += n, len -= n) {
		n = read(fd, at, len);
		if (n <= 0)
			return -EPIPE;
	}
	return 0;
}

/*
 * The result comes through a pipe: shared memory that is mapped now might land
 * in a hole of the buffer.
 */
long ptrace_copy_buffer(struct attempt *a, char *copy, bool write)
{
	const pid_t self = getpid();
	struct traced t = { 0 };
	int ends[2], lost;
	pid_t pid;

	/* Yama's ptrace_scope 1 lets only ancestors trace, or who is named. */
	prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
	if (pipe2(ends, O_CLOEXEC))
		return attempt_setup_error(a, "pipe");
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		tracer(self, a, copy, write, ends[1]);
	}
	close(ends[1]);
	lost = read_all(ends[0], &t, sizeof(t)) ||
	       read_all(ends[0], copy, a->len);
	close(ends[0]);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	errno = EPIPE;
	if (lost)
		return attempt_setup_error(a, "tracer");
	if (!t.refused)
		return t.ret;
	errno = -t.refused;
	return attempt_skip(a, "the right to trace: %s", strerror(errno));
}
