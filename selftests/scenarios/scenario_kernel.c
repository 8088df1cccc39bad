// SPDX-License-Identifier: GPL-2.0
/*
 * What a kernel built with what finds bugs says when all else has been tried: it
 * stands at the end of the list. Only kmemleak has to be asked; whatever else
 * such a kernel finds, it logs as it finds it.
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

/* Before that, what is allocated may still be on its way into some list. */
#define SETTLING 6

/*
 * A slow machine scans for minutes, so another process does it while this one
 * says that it waits. What looked lost once may have been in a register
 * meanwhile: only the second scan counts.
 */
static int scan(struct attempt *a, int fd)
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

/* Who allocated the first one: it stands in the line after "backtrace". */
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

static long look_for_leaks(struct attempt *a)
{
	const int fd = open(KMEMLEAK, O_WRONLY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return attempt_no_interface(a, KMEMLEAK);
	sleep(SETTLING);
	error = scan(a, fd);
	close(fd);
	return error ?: count_leaks(a);
}

const struct scenario scenarios_kernel[] = {
	{
		.name = "kernel.leaks",
		.title = "kmemleak finds no leak after all other contracts",
		.need = { .config = "DEBUG_KMEMLEAK" },
		.need.guest_only = true,
		.expect = scenario_works, .run = look_for_leaks,
	}, {}
};
