// SPDX-License-Identifier: GPL-2.0
/* The results port: first the second serial port, then a virtio port. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define RESULTS_PORT "/dev/ttyS1"

static int results = -1;

static void write_line(const char *kind, const char *fmt, va_list args)
{
	char text[INIT_LINE_MAX + 64];

	vsnprintf(text, sizeof(text), fmt, args);
	dprintf(results >= 0 ? results : STDOUT_FILENO, "# pincer: %s%s\n",
		kind, text);
}

void init_report(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	write_line("", fmt, args);
	va_end(args);
}

void init_setup_error(const char *what, const char *fmt, ...)
{
	char kind[128];
	va_list args;

	snprintf(kind, sizeof(kind), "setup_error %s: ", what);
	va_start(args, fmt);
	write_line(kind, fmt, args);
	va_end(args);
}

void init_open_results(void)
{
	struct termios t;

	results = open(RESULTS_PORT, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	if (results < 0) {
		init_setup_error("results port", "%s: %s", RESULTS_PORT,
				 strerror(errno));
		return;
	}
	if (!tcgetattr(results, &t)) {
		cfmakeraw(&t);
		cfsetspeed(&t, B115200);
		tcsetattr(results, TCSANOW, &t);
	}
}

/* Open the port that QEMU gave this name, or return -1. */
static int open_virtio_port(void)
{
	char path[64], name[32];
	int fd = -1;
	size_t i;
	glob_t g;

	if (glob("/sys/class/virtio-ports/*/name", 0, NULL, &g))
		return -1;
	for (i = 0; i < g.gl_pathc && fd < 0; i++) {
		init_read(name, sizeof(name), "%s", g.gl_pathv[i]);
		if (strcmp(name, "pincer.results"))
			continue;
		sscanf(g.gl_pathv[i], "/sys/class/virtio-ports/%31[^/]", name);
		snprintf(path, sizeof(path), "/dev/%s", name);
		fd = open(path, O_WRONLY | O_CLOEXEC);
	}
	globfree(&g);
	return fd;
}

void init_use_virtio_results(void)
{
	int i, fd = -1;

	/* virtio_console adds its ports after finit_module() has returned. */
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
