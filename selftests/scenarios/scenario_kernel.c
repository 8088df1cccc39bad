// SPDX-License-Identifier: GPL-2.0
/*
 * kmemleak, the last contract of all: it has to be asked for what it has found.
 * KASAN, lockdep and others log what they find, which runner/observe.c reads
 * after each case.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenarios/scenario.h"

#define KMEMLEAK "/sys/kernel/debug/kmemleak"
#define LEAK "unreferenced object"

/* kmemleak reports no object that is less than 5 s old (MSECS_MIN_AGE). */
#define SETTLING 6

/*
 * A slow machine scans for minutes, so a child does it while this process
 * renews its note. Only the second scan counts: a pointer may have been in a
 * register during the first.
 */
static int scan_twice(struct attempt *a, int fd)
{
	int status = 0, seconds;
	pid_t pid = fork();

	if (pid < 0)
		return attempt_setup_error(a, "fork");
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		_exit(write(fd, "scan", 4) < 0 || write(fd, "scan", 4) < 0);
	}
	for (seconds = 1; !waitpid(pid, &status, WNOHANG); seconds++) {
		snprintf(a->note, NOTE_MAX, "scanning for %d s", seconds);
		sleep(1);
	}
	a->note[0] = '\0';
	errno = EIO;
	return status ? attempt_setup_error(a, "scanning for leaks") : 0;
}

/* Notes the backtrace of the first leak, which follows the line "backtrace". */
static void note_leak(struct attempt *a, FILE *report)
{
	bool behind = false;
	char line[256];

	while (fgets(line, sizeof(line), report)) {
		line[strcspn(line, "\n")] = '\0';
		if (behind && strlen(a->note) + strlen(line) + 2 < NOTE_MAX)
			strcat(a->note, line + strspn(line, " "));
		if (!strncmp(line, LEAK, strlen(LEAK)))
			return;
		behind |= !!strstr(line, "backtrace");
	}
}

static long count_leaks(struct attempt *a)
{
	FILE *report = fopen(KMEMLEAK, "re");
	char line[256];
	long nr = 0;

	if (!report)
		return attempt_setup_error(a, KMEMLEAK);
	while (fgets(line, sizeof(line), report))
		nr += !strncmp(line, LEAK, strlen(LEAK));
	rewind(report);
	if (nr && fgets(line, sizeof(line), report))
		note_leak(a, report);
	fclose(report);
	return nr;
}

static long find_leaks(struct attempt *a)
{
	const int fd = open(KMEMLEAK, O_WRONLY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return attempt_no_interface(a, KMEMLEAK);
	sleep(SETTLING);
	error = scan_twice(a, fd);
	close(fd);
	return error ?: count_leaks(a);
}

const struct scenario scenarios_kernel[] = {
	{
		.name = "kernel.leaks",
		.title = "kmemleak finds no leak after all other contracts",
		.need = { .config = "DEBUG_KMEMLEAK", .guest_only = true },
		.expect = scenario_works, .run = find_leaks, .last = true,
	}, {}
};
