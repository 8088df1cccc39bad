// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the KUnit suites one after the other, and copies the kernel's log
 * meanwhile to the results port, with the number of records that were lost.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/guest_disks.h"
#include "init.h"
#include "log.h"
#include "suites.h"

#define PARAMETERS "/sys/module/pincer/parameters/"
#define LIST "/pincer/suites"

static void copy_line(void *ctx, const char *text)
{
	(void)ctx;
	dprintf(init_results(), "%s\n", text);
}

static int request_run(const char *name)
{
	return -init_write(name, PARAMETERS "run");
}

static void run_suite(const char *name)
{
	const long long began = init_clock_ms();
	struct log l;
	int error;

	init_report("start id=kunit.%s", name);
	error = -log_open(&l);
	if (!error) {
		log_skip(&l);
		error = log_during(&l, copy_line, NULL, request_run,
				   name);
	}
	init_report("suite name=%s error=%d lost=%lu seconds=%.3f", name, error,
		    l.lost, (init_clock_ms() - began) / 1e3);
	log_close(&l);
}

static void set_parameter(const char *parameter, const char *value)
{
	const int ret = *value ? init_write(value, PARAMETERS "%s", parameter) :
				 0;

	if (ret)
		init_setup_error("KUnit", PARAMETERS "%s: %s", parameter,
				 strerror(-ret));
}

void suites_scratch(char *list, size_t size)
{
	const struct guest_disk *d;
	const char *device;
	size_t at = 0;

	*list = '\0';
	for_each_guest_disk(d) {
		device = d->kunit_scratch ? getenv(d->env) : NULL;
		if (device && at < size)
			at += snprintf(list + at, size - at, "%s%s",
				       at ? "," : "", device);
	}
}

static void run_listed(FILE *list)
{
	char name[64], disks[256];

	/* A kernel without KUnit has no suites, and no parameters. */
	if (!fgets(name, sizeof(name), list))
		return;
	set_parameter("history", getenv("PINCER_HISTORY") ?: "");
	suites_scratch(disks, sizeof(disks));
	set_parameter("scratch", disks);
	do {
		name[strcspn(name, "\n")] = '\0';
		run_suite(name);
	} while (fgets(name, sizeof(name), list));
}

/* In a child: PINCER_FAULT stops all processes but init. */
void init_run_suites(void)
{
	FILE *list = fopen(LIST, "re");
	pid_t pid;

	if (!list)
		return;
	pid = fork();
	if (!pid) {
		(access(SUITES_MODULE, F_OK) ? run_listed : suites_load)(list);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, NULL, 0) != pid)
		init_setup_error("KUnit", "%s", strerror(errno));
	fclose(list);
}
