// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own suites, one after the other. What the kernel logs meanwhile
 * is copied to the results port, and whether all of it could be.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "init.h"
#include "log.h"

#define PARAMETERS "/sys/module/pincer/parameters/"
#define LIST "/pincer/suites"

static void relay(void *ctx, const char *text)
{
	(void)ctx;
	dprintf(init_results(), "%s\n", text);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Returns what the write came to; the log is copied while it goes on. */
static int run(const char *name, struct log *l)
{
	const pid_t pid = fork();
	struct pollfd fds[2] = { { .fd = l->fd, .events = POLLIN } };
	int status;

	if (!pid)
		_exit(-init_write(PARAMETERS "run", name));
	fds[1] = (struct pollfd){
		.fd = syscall(SYS_pidfd_open, pid, 0), .events = POLLIN,
	};
	while (pid > 0 && fds[1].fd >= 0 && !fds[1].revents) {
		poll(fds, 2, -1);
		log_take(l, relay, NULL);
	}
	close(fds[1].fd);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return errno;
	log_take(l, relay, NULL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

static void run_suite(const char *name)
{
	const double began = now();
	struct log l;
	int error;

	dprintf(init_results(), "# pincer: start id=kunit.%s\n", name);
	error = -log_open(&l);
	if (!error) {
		log_skip(&l);
		error = run(name, &l);
	}
	dprintf(init_results(),
		"# pincer: suite name=%s error=%d lost=%lu seconds=%.3f\n",
		name, error, l.lost, now() - began);
	log_close(&l);
}

static void set(const char *parameter, const char *value)
{
	char path[128];
	int error;

	snprintf(path, sizeof(path), PARAMETERS "%s", parameter);
	error = *value ? init_write(path, value) : 0;
	if (error)
		init_broken("the kernel's own side", "%s: %s", path,
			    strerror(-error));
}

/* The disks that the selftests overwrite, too. */
static void set_scratch(void)
{
	static const char *const variables[] = {
		"PINCER_NVME_CMB", "PINCER_NVME", "PINCER_VIRTIO_BLK",
	};
	char list[256] = "";
	const char *disk;
	size_t i, at = 0;

	for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		disk = getenv(variables[i]);
		if (disk && at < sizeof(list))
			at += snprintf(list + at, sizeof(list) - at, "%s%s",
				       at ? "," : "", disk);
	}
	set("scratch", list);
}

static void run_listed(FILE *list)
{
	char name[64];

	/* A kernel without any need not be told. */
	if (!fgets(name, sizeof(name), list))
		return;
	set("history", getenv("PINCER_HISTORY") ?: "");
	set_scratch();
	/* They make their own, but the selftests are not to come upon any. */
	do {
		name[strcspn(name, "\n")] = '\0';
		run_suite(name);
	} while (fgets(name, sizeof(name), list));
}

/* In a process of its own, like the selftests: init itself cannot be stopped. */
void init_run_suites(void)
{
	FILE *list = fopen(LIST, "re");
	pid_t pid;

	if (!list)
		return;
	pid = fork();
	if (!pid) {
		run_listed(list);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, NULL, 0) != pid)
		init_broken("the kernel's own side", "%s", strerror(errno));
	fclose(list);
}
