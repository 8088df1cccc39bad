// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's own KUnit suites, which ran at boot: their results, from the
 * log. Their code is __init, so that they cannot run later.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "init.h"
#include "log.h"

#define LIST "/pincer/bundle"

/* struct suite_log - the records of one suite */
struct suite_log {
	const char *name;
	const struct log *log;
	unsigned long long began, ended;	/* microseconds */
	bool begun, over;
};

/* A record may have several lines. */
static void report_lines(const char *text)
{
	int length;

	for (;; text += length + 1) {
		length = strcspn(text, "\n");
		init_report("reported %.*s", length, text);
		if (!text[length])
			return;
	}
}

static void read_record(void *ctx, const char *text)
{
	struct suite_log *s = ctx;

	if (!s->begun && !strcmp(text, "KTAP version 1")) {
		s->begun = true;
		s->began = s->log->time;
	}
	if (!s->begun || s->over)
		return;
	report_lines(text);
	s->over = log_is_result(text, s->name);
	s->ended = s->log->time;
}

/* A suite without a result line may have failed, or have had no test. */
static void report_suite(const char *id, const char *name)
{
	struct log l;
	struct suite_log s = { .name = name, .log = &l };
	bool whole;

	init_report("start id=%s", id);
	if (!log_open(&l))
		log_read(&l, read_record, &s);
	whole = s.over && !l.lost;
	init_report("exit id=%s how=%s value=0 ms=%llu whole", id,
		    whole ? "exited" : "unreported", (s.ended - s.began) / 1000);
	log_close(&l);
}

void init_report_boot_suites(void)
{
	FILE *list = fopen(LIST, "re");
	char line[512], id[128], name[128];

	while (list && fgets(line, sizeof(line), list)) {
		if (sscanf(line, "%127s %*d - %127s", id, name) == 2)
			report_suite(id, name);
	}
	if (list)
		fclose(list);
}
