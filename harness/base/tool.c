// SPDX-License-Identifier: GPL-2.0
/* Run a tool and keep what it says. */
#include "base/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/interrupt.h"
#include "base/msg.h"

/* Milliseconds from SIGTERM to SIGKILL. */
#define PATIENCE_MS 2000

/* Return: false at the end of the stream. */
static bool read_output(const struct tool *s, struct buffer *b, int fd)
{
	const ssize_t n = buffer_read(b, fd);

	if (n <= 0)
		return false;
	if (s->on_output) {
		s->on_output(s->ctx, b->bytes, b->length);
		b->length = 0;
	}
	return true;
}

/* Until both streams end; a signal to us becomes SIGTERM to the tool. */
static void read_both(const struct tool *s, struct buffer text[2], int out,
		      int err, pid_t pid)
{
	struct pollfd fds[3] = {
		{ .fd = out, .events = POLLIN },
		{ .fd = err, .events = POLLIN },
		{ .fd = interrupt_fd(), .events = POLLIN },
	};
	int patience = -1, n;

	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		n = poll(fds, 3, patience);
		if (n < 0 && errno == EINTR)
			continue;
		/* It has ignored SIGTERM. */
		if (n <= 0) {
			kill(-pid, SIGKILL);
			return;
		}
		if (fds[2].revents) {
			kill(-pid, SIGTERM);
			fds[2].fd = -1;
			fds[2].revents = 0;
			patience = PATIENCE_MS;
		}
		for (int i = 0; i < 2; i++)
			if (fds[i].fd >= 0 && fds[i].revents &&
			    !read_output(s, &text[i], fds[i].fd))
				fds[i].fd = -1;
	}
}

static int wait_status(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

int tool_run(struct tool *s)
{
	struct buffer text[2] = { 0 };
	int out[2], err[2];
	pid_t pid;
	int ret;

	s->out = NULL;
	s->err = NULL;
	if (interrupt_signal())
		return -EINTR;
	if (pipe2(out, O_CLOEXEC)) {
		ret = -errno;
		msg_error("%s: no pipe: %s", s->argv[0], strerror(-ret));
		return ret;
	}
	if (pipe2(err, O_CLOEXEC)) {
		ret = -errno;
		msg_error("%s: no pipe: %s", s->argv[0], strerror(-ret));
		goto close_out;
	}
	ret = tool_start(s, out[1], err[1], &pid);
	close(out[1]);
	close(err[1]);
	out[1] = -1;
	if (ret) {
		msg_error("cannot run %s: %s%s", s->argv[0], strerror(-ret),
			  ret == -ENOENT ? ": install it" : "");
	} else {
		read_both(s, text, out[0], err[0], pid);
		ret = wait_status(pid);
		if (interrupt_signal())
			ret = -EINTR;
		s->out = text[0].bytes;
		s->err = text[1].bytes;
	}
	close(err[0]);
close_out:
	close(out[0]);
	if (out[1] >= 0)
		close(out[1]);
	return ret;
}

/*
 * The errors of apt, of most tools, of curl and git, which print advice after
 * them, and of rsync, whose last line says only that there was an error.
 */
static bool is_error_line(const char *line)
{
	return !strncmp(line, "E: ", 3) || !strncasecmp(line, "error", 5) ||
	       !strncmp(line, "curl: (", 7) || !strncmp(line, "fatal: ", 7) ||
	       !strncmp(line, "rsync: ", 7);
}

void tool_error_line(const struct tool *s, char *buf, size_t size)
{
	const char *best = "", *line = s->err ? s->err : "";
	size_t len = 0;

	while (*line) {
		size_t n = strcspn(line, "\n");

		if (n) {
			best = line;
			len = n;
		}
		if (is_error_line(line))
			break;
		line += n + (line[n] == '\n');
	}
	if (len > 3 && !strncmp(best, "E: ", 3)) {
		best += 3;
		len -= 3;
	}
	/* It becomes the middle of a message. */
	while (len && (best[len - 1] == ' ' || best[len - 1] == '.'))
		len--;
	snprintf(buf, size, "%.*s", (int)len, best);
	if (!len)
		snprintf(buf, size, "no reason given");
}

int tool_check(const struct tool *t, int ret, const char *fmt, ...)
{
	char what[PATH_MAX], why[256];
	va_list ap;

	if (ret <= 0)
		return ret;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	tool_error_line(t, why, sizeof(why));
	msg_error("%s: %s", what, why);
	return -EIO;
}

void tool_free(struct tool *s)
{
	free(s->out);
	free(s->err);
	s->out = NULL;
	s->err = NULL;
}
