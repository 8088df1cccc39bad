// SPDX-License-Identifier: GPL-2.0
/* PINCER_FAULT: panic, hang or power off in the middle of a run. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define START "# pincer: start "
#define CLAIM "# pincer: id="

/**
 * struct fault - how to fail, and when
 * @kind: "panic", "hang" or "poweroff"
 * @suite: the KUnit suite whose claims are counted; "" counts cases
 * @nr: how many of them until the fault
 */
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

/* Whether the line that has just been copied is the one to fail after. */
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

static void fail(const struct fault *f)
{
	/* SIGSTOP to all but init: neither the case nor the run can end. */
	kill(-1, SIGSTOP);
	tcdrain(init_results());
	if (!strcmp(f->kind, "panic"))
		init_write("c", "/proc/sysrq-trigger");
	if (!strcmp(f->kind, "poweroff"))
		init_write("o", "/proc/sysrq-trigger");
	for (;;)
		pause();
}

/* Copy lines from the pipe to the results port. */
static void copy_lines(int from, struct fault *f)
{
	FILE *lines = fdopen(from, "r");
	char line[2048];

	while (lines && fgets(line, sizeof(line), lines)) {
		if (write(init_results(), line, strlen(line)) < 0)
			_exit(1);
		if (is_due(f, line))
			fail(f);
	}
	tcdrain(init_results());
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
		copy_lines(ends[0], &fault);
	}
	close(ends[0]);
	dup2(ends[1], init_results());
	close(ends[1]);
}
