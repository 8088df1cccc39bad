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

#define PARAMETERS "/sys/module/pincer/parameters/"
#define LIST "/pincer/suites"
#define THP "/sys/kernel/mm/transparent_hugepage/enabled"

/* struct log - the kernel's log, from one place on */
struct log {
	int fd;
	unsigned long long next;	/* number of the record after the last */
	unsigned long lost;		/* records that were not there any more */
};

/* The kernel writes what is not printable, and backslashes, as "\x0a". */
static void unescape(char *text)
{
	unsigned char byte;
	char *to = text;

	for (; *text; text++) {
		if (*text == '\\' && sscanf(text, "\\x%2hhx", &byte) == 1) {
			*to++ = byte;
			text += 3;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/* A record is "level,number,time,flags;text", then lines of no interest. */
static void relay_record(struct log *l, char *record)
{
	char *text = strchr(record, ';');
	unsigned long long number;

	if (!text || sscanf(record, "%*u,%llu,", &number) != 1) {
		l->lost++;
		return;
	}
	if (l->next && number != l->next)
		l->lost += number - l->next;
	l->next = number + 1;
	text++;
	text[strcspn(text, "\n")] = '\0';
	unescape(text);
	dprintf(init_results(), "%s\n", text);
}

static void relay(struct log *l)
{
	static char record[8192];
	ssize_t n;

	for (;;) {
		n = read(l->fd, record, sizeof(record) - 1);
		/* The next record says by its number how many were lost. */
		if (n < 0 && errno == EPIPE)
			continue;
		if (n <= 0)
			return;
		record[n] = '\0';
		relay_record(l, record);
	}
}

/* All up to now is read: seeking to the end would not tell a number. */
static int log_open(struct log *l)
{
	static char record[8192];
	ssize_t n;

	*l = (struct log){
		.fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC),
	};
	if (l->fd < 0)
		return -errno;
	do {
		n = read(l->fd, record, sizeof(record) - 1);
		if (n > 0 && sscanf(record, "%*u,%llu,", &l->next) == 1)
			l->next++;
	} while (n > 0 || (n < 0 && errno == EPIPE));
	return 0;
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
		relay(l);
	}
	close(fds[1].fd);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return errno;
	relay(l);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

static void run_suite(const char *name)
{
	const double began = now();
	struct log l;
	int error;

	dprintf(init_results(), "# pincer: start id=kunit.%s\n", name);
	error = -log_open(&l);
	if (!error)
		error = run(name, &l);
	dprintf(init_results(),
		"# pincer: suite name=%s error=%d lost=%lu seconds=%.3f\n",
		name, error, l.lost, now() - began);
	if (l.fd >= 0)
		close(l.fd);
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
	init_write(THP, "madvise");
	do {
		name[strcspn(name, "\n")] = '\0';
		run_suite(name);
	} while (fgets(name, sizeof(name), list));
	init_write(THP, "never");
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
