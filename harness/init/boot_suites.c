// SPDX-License-Identifier: GPL-2.0
/*
 * Suites of the kernel's own that ran while it booted, from its log. They can
 * run at no other time: their code is gone when init starts.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "init.h"
#include "log.h"

#define LIST "/pincer/bundle"

/* struct replay - one suite's part of the log */
struct replay {
	const char *name;
	const struct log *log;
	unsigned long long began, ended;	/* microseconds */
	bool begun, over;
};

/* A record may be of several lines. */
static void say(const char *text)
{
	int length;

	for (;; text += length + 1) {
		length = strcspn(text, "\n");
		dprintf(init_results(), "# pincer: said %.*s\n", length, text);
		if (!text[length])
			return;
	}
}

static void take(void *ctx, const char *text)
{
	struct replay *r = ctx;

	if (!r->begun && !strcmp(text, "KTAP version 1")) {
		r->begun = true;
		r->began = r->log->time;
	}
	if (!r->begun || r->over)
		return;
	say(text);
	r->over = log_is_result(text, r->name);
	r->ended = r->log->time;
}

/* Without its last word it may have said anything, or have had no test. */
static void report(const char *id, const char *name)
{
	struct log l;
	struct replay r = { .name = name, .log = &l };
	bool heard;

	dprintf(init_results(), "# pincer: start id=%s\n", id);
	if (!log_open(&l))
		log_take(&l, take, &r);
	heard = r.over && !l.lost;
	dprintf(init_results(),
		"# pincer: exit id=%s how=%s value=0 ms=%llu whole\n", id,
		heard ? "exited" : "unheard", (r.ended - r.began) / 1000);
	log_close(&l);
}

void init_report_boot_suites(void)
{
	FILE *list = fopen(LIST, "re");
	char line[512], id[128], name[128];

	while (list && fgets(line, sizeof(line), list)) {
		if (sscanf(line, "%127s %*d - %127s", id, name) == 2)
			report(id, name);
	}
	if (list)
		fclose(list);
}
