// SPDX-License-Identifier: GPL-2.0
/*
 * The KUnit suites in a module. KUnit runs them when it is inserted, one after
 * the other; their names in the log tell whose lines those are.
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

/* The prefix of our suites' names in KUnit. */
#define PREFIX "pincer_"
#define BEGINS "# Subtest: " PREFIX

#define NAMES_MAX 1024

/**
 * struct module_run - an insertion of the module
 * @log: the kernel's log
 * @asked: names of the suites to report, each with a blank on both sides
 * @ended: likewise, those that have run
 * @suite: KUnit's name of the suite that runs, "" for none
 * @wanted: whether that is one of @asked
 * @began: when it began, by init_clock_ms()
 * @again: the module has been inserted before
 */
struct module_run {
	struct log log;
	char asked[NAMES_MAX], ended[NAMES_MAX];
	char suite[64];
	bool wanted;
	long long began;
	bool again;
};

static bool has_name(const char *names, const char *name)
{
	char word[64];

	snprintf(word, sizeof(word), " %s ", name);
	return strstr(names, word);
}

static void add_name(char *names, const char *name)
{
	const size_t at = strlen(names);

	snprintf(names + at, NAMES_MAX - at, "%s%s ", at ? "" : " ", name);
}

static const char *own_name(const struct module_run *r)
{
	return r->suite + strlen(PREFIX);
}

static void report_start(const char *name)
{
	init_report("start id=kunit.%s", name);
}

static void report_end(const struct module_run *r, const char *name, int error,
		       const char *more)
{
	init_report("suite name=%s error=%d lost=%lu seconds=%.3f%s", name,
		    error, r->log.lost, (init_clock_ms() - r->began) / 1e3,
		    more);
}

static void begin_suite(struct module_run *r, const char *name)
{
	snprintf(r->suite, sizeof(r->suite), PREFIX "%s", name);
	r->wanted = has_name(r->asked, name);
	if (!r->wanted || r->again)
		return;
	r->began = init_clock_ms();
	report_start(name);
}

static void end_suite(struct module_run *r)
{
	add_name(r->ended, own_name(r));
	if (r->wanted && !r->again)
		report_end(r, own_name(r), 0, " uncounted");
	r->suite[0] = '\0';
}

static void read_record(void *ctx, const char *text)
{
	struct module_run *r = ctx;
	const char *at = strstr(text, BEGINS);

	if (at && !*r->suite)
		begin_suite(r, at + strlen(BEGINS));
	/* "1..N" outside of suites counts all of the module's. */
	if (*r->suite ? r->wanted : r->again && strncmp(text, "1..", 3))
		dprintf(init_results(), "%s\n", text);
	if (*r->suite && log_is_result(text, r->suite))
		end_suite(r);
}

/* Pinned pages; stat_refresh folds the per-CPU counters in. */
static long pinned_pages(void)
{
	char name[64];
	long value, sum = 0;
	FILE *file;

	init_write("1", "/proc/sys/vm/stat_refresh");
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

static int insert_module(const char *params)
{
	return -init_insert_module(SUITES_MODULE, params);
}

static void remove_module(long pins)
{
	long more;

	if (syscall(SYS_delete_module, NAME, O_NONBLOCK))
		init_report("left the module: %s", strerror(errno));
	more = pinned_pages() - pins;
	if (more)
		init_report("left %ld pins", more);
}

/* Suites of @asked that the log does not have. */
static void report_missing(struct module_run *r, int error)
{
	char asked[NAMES_MAX], *rest = asked;
	const char *name;

	memcpy(asked, r->asked, sizeof(asked));
	while ((name = strsep(&rest, " "))) {
		if (!*name || has_name(r->ended, name))
			continue;
		r->began = init_clock_ms();
		report_start(name);
		report_end(r, name, error ?: ENODATA, "");
	}
}

/* Whether "module" is among them: remove it, and insert it once more. */
static bool read_names(FILE *list, struct module_run *r)
{
	bool module = false;
	char name[64];

	while (fscanf(list, "%63s", name) == 1) {
		if (!strcmp(name, "module"))
			module = true;
		else
			add_name(r->asked, name);
	}
	return module;
}

static void insert_again(struct module_run *r, const char *params, long pins,
			 int error)
{
	r->began = init_clock_ms();
	r->again = true;
	report_start("module");
	if (!error) {
		remove_module(pins);
		error = log_during(&r->log, read_record, r, insert_module, params);
		if (!error)
			remove_module(pins);
	}
	report_end(r, "module", error, "");
}

void suites_load(FILE *list)
{
	struct module_run r = { .asked = "" };
	const bool again = read_names(list, &r);
	const long pins = pinned_pages();
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
		error = log_during(&r.log, read_record, &r, insert_module, params);
	}
	report_missing(&r, error);
	if (again)
		insert_again(&r, params, pins, error);
	else if (!error)
		remove_module(pins);
	log_close(&r.log);
	free(params);
}
