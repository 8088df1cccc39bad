// SPDX-License-Identifier: GPL-2.0
/* The cases of a guest that are the kernel's own tests. */
#include "guest/guest_upstream.h"

#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "image/bundle.h"
#include "model/array_size.h"
#include "model/need.h"

/* The log of their output, in the guest's directory. */
#define LOG "upstream"

/* A KUnit suite of the kernel exists if its option is y. */
static void check_option(struct guest *g, size_t i, const struct bundle_test *t)
{
	const char *config = g->job->image->config;
	char reason[128];

	if (*config && config_value(config, t->option) == 'y')
		return;
	snprintf(reason, sizeof(reason), *config ?
		 "CONFIG_%s is not set to y" :
		 "it is not known whether CONFIG_%s is set", t->option);
	guest_settle(g, i, V_SKIP, OUTCOME_NONE, reason);
}

void guest_open_upstream(struct guest *g)
{
	const struct bundle_test *t;
	size_t i;

	for (i = 0; i < g->job->nr; i++) {
		t = bundle_find(g->job->bundle, g->job->ids[i]);
		if (t && *t->lacks)
			guest_settle(g, i, V_SKIP, OUTCOME_NONE, t->lacks);
		else if (t && t->option)
			check_option(g, i, t);
	}
}

static const struct bundle_test *test_left(const struct guest *g, size_t i)
{
	if (!g->job->bundle || g->cases[i].state != CASE_PENDING)
		return NULL;
	return bundle_find(g->job->bundle, g->job->ids[i]);
}

size_t guest_boot_suite(const struct guest *g)
{
	const struct bundle_test *t;
	size_t i;

	for (i = 0; i < g->job->nr && !g->job->bare; i++) {
		t = test_left(g, i);
		if (t && t->option)
			return i;
	}
	return g->job->nr;
}

size_t guest_upstream_left(const struct guest *g)
{
	size_t i, nr = 0;

	for (i = 0; i < g->job->nr; i++)
		nr += !!test_left(g, i);
	return nr;
}

char *guest_upstream_text(const struct guest *g)
{
	const struct bundle_test *t;
	char *text = NULL;
	size_t size, i;
	FILE *f;

	f = open_memstream(&text, &size);
	for (i = 0; f && i < g->job->nr; i++) {
		t = test_left(g, i);
		if (t)
			fprintf(f, "%s %d %s %s\n", t->id, t->timeout,
				*t->collection ? t->collection : "-",
				t->program);
	}
	if (f && !fclose(f))
		return text;
	msg_error("out of memory");
	return NULL;
}

void guest_upstream_start(struct guest *g, const char *id)
{
	char path[PATH_MAX];

	test_run_begin(&g->upstream, id);
	/* Without the log the results are complete. */
	if (!g->upstream_log && !path_format(path, "%s/" LOG, g->job->dir))
		g->upstream_log = fopen(path, "ae");
}

static void write_log(struct guest *g, const char *what, const char *text)
{
	if (!g->upstream_log)
		return;
	fprintf(g->upstream_log, "%s%s\n", what, text);
	fflush(g->upstream_log);
}

static void take_said(struct guest *g, const char *rest)
{
	write_log(g, "", rest);
	test_run_line(&g->upstream, rest);
}

static void handle_cut(struct guest *g, const char *rest)
{
	write_log(g, "", rest);
}

/* Of a test that does not run it is a damaged line. */
static void handle_exit(struct guest *g, const char *rest)
{
	const size_t length = strlen(g->upstream.id);
	struct report r;
	size_t i;

	if (strncmp(rest, "id=", 3) || !length ||
	    strncmp(rest + 3, g->upstream.id, length) ||
	    rest[3 + length] != ' ')
		return;
	i = guest_find(g, g->upstream.id, length);
	if (i == g->job->nr || g->cases[i].state != CASE_STARTED ||
	    test_run_end(&g->upstream, rest + 3 + length + 1, &r,
			 &g->cases[i].parts))
		return;
	write_log(g, REPORT_MARK, g->upstream.id);
	g->cases[i].report = r;
	guest_done(g, i);
	g->running = g->job->nr;
}

static const struct {
	const char *word;
	void (*handle)(struct guest *g, const char *rest);
} words[] = {
	{ REPORT_PREFIX "reported ", take_said },
	{ REPORT_PREFIX "cut ", handle_cut },
	{ REPORT_PREFIX "exit ", handle_exit },
};

/* A line of init may follow output that lacks its newline. */
bool guest_upstream_line(struct guest *g, const char *text)
{
	const char *at = strstr(text, REPORT_PREFIX);
	size_t i;

	for (; at; at = strstr(at + 1, REPORT_PREFIX)) {
		for (i = 0; i < ARRAY_SIZE(words); i++) {
			if (strncmp(at, words[i].word, strlen(words[i].word)))
				continue;
			words[i].handle(g, at + strlen(words[i].word));
			return true;
		}
	}
	return false;
}
