// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own suites, one after the other. What the kernel logs meanwhile
 * is copied to the results port, and whether all of it could be.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "init.h"
#include "log.h"
#include "suites.h"

#define PARAMETERS "/sys/module/pincer/parameters/"
#define LIST "/pincer/suites"

static void relay(void *ctx, const char *text)
{
	(void)ctx;
	dprintf(init_results(), "%s\n", text);
}

double suites_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static int run(const char *name)
{
	return -init_write(PARAMETERS "run", name);
}

static void run_suite(const char *name)
{
	const double began = suites_clock();
	struct log l;
	int error;

	dprintf(init_results(), "# pincer: start id=kunit.%s\n", name);
	error = -log_open(&l);
	if (!error) {
		log_skip(&l);
		error = log_during(&l, relay, NULL, run, name);
	}
	dprintf(init_results(),
		"# pincer: suite name=%s error=%d lost=%lu seconds=%.3f\n",
		name, error, l.lost, suites_clock() - began);
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

void suites_scratch(char *list, size_t size)
{
	static const char *const variables[] = {
		"PINCER_NVME_CMB", "PINCER_NVME", "PINCER_VIRTIO_BLK",
	};
	const char *disk;
	size_t i, at = 0;

	*list = '\0';
	for (i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		disk = getenv(variables[i]);
		if (disk && at < size)
			at += snprintf(list + at, size - at, "%s%s",
				       at ? "," : "", disk);
	}
}

static void run_listed(FILE *list)
{
	char name[64], disks[256];

	/* A kernel without any need not be told. */
	if (!fgets(name, sizeof(name), list))
		return;
	set("history", getenv("PINCER_HISTORY") ?: "");
	suites_scratch(disks, sizeof(disks));
	set("scratch", disks);
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
		(access(SUITES_MODULE, F_OK) ? run_listed : suites_load)(list);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, NULL, 0) != pid)
		init_broken("the kernel's own side", "%s", strerror(errno));
	fclose(list);
}
