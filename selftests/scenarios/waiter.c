// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "scenarios/waiter.h"

/* Looks at a child every millisecond. */
#define LOOK_US 1000

/* It sleeps when it was asleep so many times in a row. */
#define ASLEEP 8

/* CPU time that a sleeping child may use meanwhile, nanoseconds. */
#define IDLE_NS (ASLEEP * LOOK_US * 1000L / 4)

/* The letter behind the name, which is in parentheses, in /proc/PID/stat. */
static char state_of(pid_t child)
{
	const char *text, *end;
	char path[32];

	snprintf(path, sizeof(path), "/proc/%d/stat", child);
	text = read_path(path);
	end = text ? strrchr(text, ')') : NULL;
	return end && end[1] ? end[2] : '\0';
}

static long cpu_time(pid_t child)
{
	struct timespec used = { 0 };
	clockid_t clock;

	if (!clock_getcpuclockid(child, &clock))
		clock_gettime(clock, &used);
	return used.tv_sec * 1000000000L + used.tv_nsec;
}

bool waiter_sleeps(pid_t child)
{
	int i, asleep = 0;
	long began = 0;
	char state;

	for (i = 0; i < WAITER_PATIENCE; i++) {
		state = state_of(child);
		if (state == 'Z' || !state)
			return false;
		if (state != 'S' && state != 'D')
			asleep = 0;
		else if (!asleep++)
			began = cpu_time(child);
		if (asleep > ASLEEP && cpu_time(child) - began < IDLE_NS)
			return true;
		if (asleep > ASLEEP)
			asleep = 0;
		usleep(LOOK_US);
	}
	return false;
}

bool waiter_ends(pid_t child, int ms, int *status)
{
	int i;

	for (i = 0; i < ms; i++) {
		if (waitpid(child, status, WNOHANG) == child)
			return true;
		usleep(LOOK_US);
	}
	kill(child, SIGKILL);
	for (i = 0; i < WAITER_PATIENCE && !waitpid(child, status, WNOHANG); i++)
		usleep(LOOK_US);
	return false;
}
