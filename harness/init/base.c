// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define RESULTS_PORT "/dev/ttyS1"
#define START "# pincer: start "
#define CLAIM "# pincer: id="

/* The one thing that all pieces share. */
static int results = -1;

static void say(const char *kind, const char *fmt, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof(text), fmt, args);
	dprintf(results >= 0 ? results : STDOUT_FILENO, "# pincer: %s%s\n",
		kind, text);
}

void init_say(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	say("init ", fmt, args);
	va_end(args);
}

void init_broken(const char *what, const char *fmt, ...)
{
	char kind[128];
	va_list args;

	snprintf(kind, sizeof(kind), "broken %s: ", what);
	va_start(args, fmt);
	say(kind, fmt, args);
	va_end(args);
}

void init_mount_basics(void)
{
	static const char *const table[][2] = {
		{ "proc", "/proc" }, { "sysfs", "/sys" },
		{ "devtmpfs", "/dev" }, { "tmpfs", "/tmp" },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		mkdir(table[i][1], 0755);
		if (mount(table[i][0], table[i][1], table[i][0], 0, NULL) &&
		    errno != EBUSY)
			init_broken(table[i][1], "mount: %s", strerror(errno));
	}
	/* Not every kernel has it: who wants something there looks for it. */
	mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
	setenv("PINCER_TMPFS", "/tmp", 1);
}

void init_open_results(void)
{
	struct termios t;

	results = open(RESULTS_PORT, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	if (results < 0) {
		init_broken("results port", "%s: %s", RESULTS_PORT,
			    strerror(errno));
		return;
	}
	if (!tcgetattr(results, &t)) {
		cfmakeraw(&t);
		cfsetspeed(&t, B115200);
		tcsetattr(results, TCSANOW, &t);
	}
}

/* The virtio port that QEMU was told to give this name, or -1. */
static int open_virtio_port(void)
{
	char path[64], name[32];
	int fd = -1;
	size_t i;
	glob_t g;

	if (glob("/sys/class/virtio-ports/*/name", 0, NULL, &g))
		return -1;
	for (i = 0; i < g.gl_pathc && fd < 0; i++) {
		init_read(g.gl_pathv[i], name, sizeof(name));
		if (strcmp(name, "pincer.results"))
			continue;
		sscanf(g.gl_pathv[i], "/sys/class/virtio-ports/%31[^/]", name);
		snprintf(path, sizeof(path), "/dev/%s", name);
		fd = open(path, O_WRONLY | O_CLOEXEC);
	}
	globfree(&g);
	return fd;
}

void init_hurry_results(void)
{
	int i, fd = -1;

	/* The driver learns of its ports some time after it was inserted. */
	for (i = 0; i < 200 && fd < 0; i++) {
		if (access("/sys/bus/virtio/drivers/virtio_console", F_OK))
			return;
		fd = open_virtio_port();
		if (fd < 0)
			usleep(5000);
	}
	if (fd < 0)
		return;
	init_close_results();
	results = fd;
}

int init_results(void)
{
	return results;
}

void init_close_results(void)
{
	tcdrain(results);
	close(results);
}

/** struct fault - what to do wrong, and when; without a suite, nr cases on */
struct fault {
	char kind[16], suite[32];
	int nr;
};

static bool parse_fault(const char *text, struct fault *f)
{
	*f = (struct fault){ .nr = 0 };
	return sscanf(text, "%15[a-z]:%d", f->kind, &f->nr) == 2 ||
	       sscanf(text, "%15[a-z]:%31[a-z0-9_]:%d", f->kind, f->suite,
		      &f->nr) == 3;
}

/* Whether it is time, now that this line has gone through. */
static bool is_due(struct fault *f, const char *line)
{
	static bool within;
	const bool start = !strncmp(line, START, strlen(START));
	char name[32] = "";

	if (!f->suite[0])
		return start && !--f->nr;
	if (start) {
		sscanf(line + strlen(START), "id=kunit.%31s", name);
		within = !strcmp(name, f->suite);
	}
	return within && strstr(line, CLAIM) && !--f->nr;
}

/* What comes after the fork reads from the pipe and stands for the fault. */
static void relay(int from, struct fault *f)
{
	FILE *lines = fdopen(from, "r");
	char line[2048];

	while (lines && fgets(line, sizeof(line), lines)) {
		if (write(results, line, strlen(line)) < 0)
			_exit(1);
		if (!is_due(f, line))
			continue;
		/* The case must not end, nor the plan of only a few. */
		kill(-1, SIGSTOP);
		tcdrain(results);
		if (!strcmp(f->kind, "panic"))
			init_write("/proc/sysrq-trigger", "c");
		if (!strcmp(f->kind, "poweroff"))
			init_write("/proc/sysrq-trigger", "o");
		for (;;)
			pause();
	}
	tcdrain(results);
	_exit(0);
}

void init_arm_fault(void)
{
	const char *text = getenv("PINCER_FAULT");
	struct fault fault;
	int ends[2];

	if (!text || !parse_fault(text, &fault) || pipe(ends))
		return;
	if (!fork()) {
		close(ends[1]);
		relay(ends[0], &fault);
	}
	close(ends[0]);
	dup2(ends[1], results);
	close(ends[1]);
}

int init_read(const char *path, char *buf, unsigned long size)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	buf[0] = '\0';
	if (fd < 0)
		return -1;
	n = read(fd, buf, size - 1);
	close(fd);
	buf[n < 0 ? 0 : n] = '\0';
	buf[strcspn(buf, "\n")] = '\0';
	return n < 0 ? -1 : 0;
}

int init_write(const char *path, const char *text)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	int ret = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) < 0)
		ret = -errno;
	close(fd);
	return ret;
}

int init_wait_for(const char *path)
{
	int i;

	for (i = 0; i < 2000; i++) {
		if (!access(path, F_OK))
			return 0;
		usleep(5000);
	}
	return -ETIMEDOUT;
}
