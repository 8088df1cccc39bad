// SPDX-License-Identifier: GPL-2.0
/* Run a tool and keep what it says. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "files.h"
#include "interrupt.h"
#include "msg.h"
#include "tool.h"

#define NR_GUARD 3

/* Between asking a tool to end and ending it. */
#define PATIENCE_MS 2000

struct text {
	char *buf;
	size_t len;
	size_t room;
};

/* Our environment with @over in it; the array is to be freed, not the text. */
static char **merge_env(const char *const *over)
{
	size_t nr = 0, extra = 0, n = 0;
	char **env;

	while (environ[nr])
		nr++;
	while (over && over[extra])
		extra++;
	env = calloc(nr + extra + 1, sizeof(*env));
	if (!env)
		return NULL;
	for (size_t i = 0; i < nr; i++) {
		size_t name = strcspn(environ[i], "=") + 1, j = 0;

		while (j < extra && strncmp(environ[i], over[j], name))
			j++;
		if (j == extra)
			env[n++] = environ[i];
	}
	for (size_t j = 0; j < extra; j++)
		env[n++] = (char *)over[j];
	return env;
}

/*
 * Where a tool is: in PATH, or in a directory that it often lacks. One with a
 * slash is looked for from where it will run.
 */
static int find(const char *name, const char *from, char path[PATH_MAX])
{
	const char *dirs = getenv("PATH"), *all;
	char text[PATH_MAX];
	size_t len;

	if (strchr(name, '/')) {
		snprintf(text, sizeof(text), "%s/%s", from ? from : ".", name);
		snprintf(path, PATH_MAX, "%s", name);
		return access(*name == '/' ? name : text, X_OK) ? -errno : 0;
	}
	snprintf(text, sizeof(text), "%s:/usr/sbin", dirs ? dirs : "/usr/bin");
	for (all = text; *all; all += len + (all[len] == ':')) {
		len = strcspn(all, ":");
		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)len, all, name) <
		    PATH_MAX && path_is_file(path) && !access(path, X_OK))
			return 0;
	}
	return -ENOENT;
}

/* The tool must not outlive us, not even when we are killed. */
static char **guard_argv(const struct tool *s, char *path)
{
	static const char *const guard[] = { "setpriv", "--pdeathsig", "KILL" };
	size_t nr = 0, i;
	char **argv;

	while (s->argv[nr])
		nr++;
	argv = calloc(NR_GUARD + nr + 1, sizeof(*argv));
	if (!argv)
		return NULL;
	for (i = 0; i < NR_GUARD; i++)
		argv[i] = (char *)guard[i];
	argv[NR_GUARD] = path;
	for (i = 1; i < nr; i++)
		argv[NR_GUARD + i] = (char *)s->argv[i];
	return argv;
}

/*
 * In a process group of its own: an interrupt from the terminal reaches us
 * alone, and what the tool has started can be ended with it.
 */
static int spawn(char *const *argv, char *const *env,
		 const posix_spawn_file_actions_t *fa, pid_t *pid)
{
	posix_spawnattr_t attr;
	sigset_t set;
	int ret;

	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK |
				 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	/* We may block or ignore signals; a tool must die of them. */
	sigemptyset(&set);
	posix_spawnattr_setsigmask(&attr, &set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &set);
	ret = posix_spawnp(pid, argv[0], fa, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	return -ret;
}

static int start(const struct tool *s, int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t fa;
	char path[PATH_MAX];
	char **env, **argv;
	int ret;

	ret = find(s->argv[0], s->dir, path);
	if (ret)
		return ret;
	env = merge_env(s->env);
	argv = guard_argv(s, path);
	if (!env || !argv) {
		ret = -ENOMEM;
		goto out;
	}
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&fa, out, 1);
	posix_spawn_file_actions_adddup2(&fa, err, 2);
	if (s->dir)
		posix_spawn_file_actions_addchdir_np(&fa, s->dir);
	ret = spawn(argv, env, &fa, pid);
	posix_spawn_file_actions_destroy(&fa);
out:
	free(argv);
	free(env);
	return ret;
}

/* Return: false at the end of the stream. */
static bool take(const struct tool *s, struct text *t, int fd)
{
	char *more;
	ssize_t n;

	if (t->room - t->len < 4096) {
		more = realloc(t->buf, t->room + 65536);
		if (!more)
			return false;
		t->buf = more;
		t->room += 65536;
	}
	do
		n = read(fd, t->buf + t->len, t->room - t->len - 1);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		t->len += n;
	t->buf[t->len] = '\0';
	if (s->hear) {
		s->hear(s->ctx, t->buf, t->len);
		t->len = 0;
	}
	return n > 0;
}

/* Until both streams end, which an interrupt hastens. */
static void take_both(const struct tool *s, struct text text[2], int out,
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
		/* It was asked to end and does not. */
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
			    !take(s, &text[i], fds[i].fd))
				fds[i].fd = -1;
	}
}

static int wait_for(pid_t pid)
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
	struct text text[2] = { 0 };
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
	ret = start(s, out[1], err[1], &pid);
	close(out[1]);
	close(err[1]);
	out[1] = -1;
	if (ret) {
		msg_error("cannot run %s: %s%s", s->argv[0], strerror(-ret),
			  ret == -ENOENT ? ": install it" : "");
	} else {
		take_both(s, text, out[0], err[0], pid);
		ret = wait_for(pid);
		if (interrupt_signal())
			ret = -EINTR;
		s->out = text[0].buf;
		s->err = text[1].buf;
	}
	close(err[0]);
close_out:
	close(out[0]);
	if (out[1] >= 0)
		close(out[1]);
	return ret;
}

/* apt's, everybody's, and curl's, which goes on with a page of advice. */
static bool begins_a_complaint(const char *line)
{
	return !strncmp(line, "E: ", 3) || !strncasecmp(line, "error", 5) ||
	       !strncmp(line, "curl: (", 7);
}

void tool_complaint(const struct tool *s, char *buf, size_t size)
{
	const char *best = "", *line = s->err ? s->err : "";
	size_t len = 0;

	while (*line) {
		size_t n = strcspn(line, "\n");

		if (n) {
			best = line;
			len = n;
		}
		if (begins_a_complaint(line))
			break;
		line += n + (line[n] == '\n');
	}
	if (len > 3 && !strncmp(best, "E: ", 3)) {
		best += 3;
		len -= 3;
	}
	/* It goes into the middle of a line of ours. */
	while (len && (best[len - 1] == ' ' || best[len - 1] == '.'))
		len--;
	snprintf(buf, size, "%.*s", (int)len, best);
	if (!len)
		snprintf(buf, size, "no reason given");
}

void tool_free(struct tool *s)
{
	free(s->out);
	free(s->err);
	s->out = NULL;
	s->err = NULL;
}
