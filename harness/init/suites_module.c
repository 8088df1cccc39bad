// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own suites in a module. KUnit runs them when it is inserted, one
 * after the other, so what the kernel logs is told apart by their names.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"
#include "log.h"
#include "suites.h"

#define NAME "pincer_kunit"

/* KUnit's name of a suite is longer than ours. */
#define PREFIX "pincer_"
#define BEGINS "# Subtest: " PREFIX

#define NAMES_MAX 1024

/**
 * struct reading - of the log, while the module is inserted
 * @log: the log
 * @asked: names of suites, each with a blank on both sides
 * @heard: likewise, those that have run
 * @suite: what KUnit calls the one that runs, "" for none
 * @wanted: whether it is asked for
 * @began: when it began
 * @again: the module has been inserted before
 */
struct reading {
	struct log log;
	char asked[NAMES_MAX], heard[NAMES_MAX];
	char suite[64];
	bool wanted;
	double began;
	bool again;
};

static bool has(const char *names, const char *name)
{
	char word[64];

	snprintf(word, sizeof(word), " %s ", name);
	return strstr(names, word);
}

static void add(char *names, const char *name)
{
	const size_t at = strlen(names);

	snprintf(names + at, NAMES_MAX - at, "%s%s ", at ? "" : " ", name);
}

static const char *own_name(const struct reading *r)
{
	return r->suite + strlen(PREFIX);
}

static void say_start(const char *name)
{
	dprintf(init_results(), "# pincer: start id=kunit.%s\n", name);
}

static void say_end(const struct reading *r, const char *name, int error,
		    const char *more)
{
	dprintf(init_results(),
		"# pincer: suite name=%s error=%d lost=%lu seconds=%.3f%s\n",
		name, error, r->log.lost, suites_clock() - r->began, more);
}

static void begin(struct reading *r, const char *name)
{
	snprintf(r->suite, sizeof(r->suite), PREFIX "%s", name);
	r->wanted = has(r->asked, name);
	if (!r->wanted || r->again)
		return;
	r->began = suites_clock();
	say_start(name);
}

static void end(struct reading *r)
{
	add(r->heard, own_name(r));
	if (r->wanted && !r->again)
		say_end(r, own_name(r), 0, " uncounted");
	r->suite[0] = '\0';
}

static void take(void *ctx, const char *text)
{
	struct reading *r = ctx;
	const char *at = strstr(text, BEGINS);

	if (at && !*r->suite)
		begin(r, at + strlen(BEGINS));
	/* A plan of all suites says nothing of those that are asked for. */
	if (*r->suite ? r->wanted : r->again && strncmp(text, "1..", 3))
		dprintf(init_results(), "%s\n", text);
	if (*r->suite && log_is_result(text, r->suite))
		end(r);
}

/* Pages that are pinned, when each processor has said what it counted. */
static long pinned(void)
{
	char name[64];
	long value, sum = 0;
	FILE *file;

	init_write("/proc/sys/vm/stat_refresh", "1");
	file = fopen("/proc/vmstat", "re");
	while (file && fscanf(file, "%63s %ld", name, &value) == 2) {
		if (!strcmp(name, "nr_foll_pin_acquired"))
			sum += value;
		if (!strcmp(name, "nr_foll_pin_released"))
			sum -= value;
	}
	if (file)
		fclose(file);
	return sum;
}

static int insert(const char *params)
{
	const int fd = open(SUITES_MODULE, O_RDONLY | O_CLOEXEC);

	return syscall(SYS_finit_module, fd, params, 0) ? errno : 0;
}

static void delete(long pins)
{
	long more;

	if (syscall(SYS_delete_module, NAME, O_NONBLOCK))
		dprintf(init_results(), "# pincer: left the module: %s\n",
			strerror(errno));
	more = pinned() - pins;
	if (more)
		dprintf(init_results(), "# pincer: left %ld pins\n", more);
}

/* What was asked for, and never began. */
static void say_unheard(struct reading *r, int error)
{
	char asked[NAMES_MAX], *rest = asked;
	const char *name;

	memcpy(asked, r->asked, sizeof(asked));
	while ((name = strsep(&rest, " "))) {
		if (!*name || has(r->heard, name))
			continue;
		r->began = suites_clock();
		say_start(name);
		say_end(r, name, error ?: ENODATA, "");
	}
}

/* Whether removing it, and inserting it again, is asked for as well. */
static bool read_names(FILE *list, struct reading *r)
{
	bool module = false;
	char name[64];

	while (fscanf(list, "%63s", name) == 1) {
		if (!strcmp(name, "module"))
			module = true;
		else
			add(r->asked, name);
	}
	return module;
}

static void insert_again(struct reading *r, const char *params, long pins,
			 int error)
{
	r->began = suites_clock();
	r->again = true;
	say_start("module");
	if (!error) {
		delete(pins);
		error = log_during(&r->log, take, r, insert, params);
		if (!error)
			delete(pins);
	}
	say_end(r, "module", error, "");
}

void suites_load(FILE *list)
{
	struct reading r = { .asked = "" };
	const bool again = read_names(list, &r);
	const long pins = pinned();
	char disks[256], *params;
	int error;

	if (!*r.asked && !again)
		return;
	suites_scratch(disks, sizeof(disks));
	if (asprintf(&params, "scratch=%s history=%s", disks,
		     getenv("PINCER_HISTORY") ?: "") < 0)
		return;
	error = -log_open(&r.log);
	if (!error) {
		log_skip(&r.log);
		error = log_during(&r.log, take, &r, insert, params);
	}
	say_unheard(&r, error);
	if (again)
		insert_again(&r, params, pins, error);
	else if (!error)
		delete(pins);
	log_close(&r.log);
	free(params);
}
