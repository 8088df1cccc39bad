// SPDX-License-Identifier: GPL-2.0
/* Lines of the console and of the results port. */
#include "guest/guest_lines.h"

#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "guest/display.h"
#include "guest/guest_again.h"
#include "guest/guest_claims.h"
#include "guest/guest_hangs.h"
#include "guest/guest_upstream.h"
#include "model/array_size.h"
#include "model/history.h"
#include "model/oops.h"
#include "model/strings.h"

/* Init reports this even before it starts the test program. */
#define SETUP_ERROR REPORT_PREFIX "setup_error "

#define LINE_SHOWN ((int)sizeof(((struct guest *)0)->last) - 1)

void guest_console_line(void *guest, const struct ktap_line *l)
{
	struct guest *g = guest;
	const char *text = l->text, *at;
	int severity;

	/* REPORT_MARK only separates the lines of contracts. */
	if (!*text || strstr(text, REPORT_MARK))
		return;
	snprintf(g->last, sizeof(g->last), "%.*s", LINE_SHOWN, text);
	severity = oops_severity(text, &at);
	if (severity <= g->severity)
		return;
	g->severity = severity;
	snprintf(g->gravest, sizeof(g->gravest), "%.*s", LINE_SHOWN, at);
}

/* Displays the door, the suite or the test that runs. */
static void show_case(const struct guest *g, size_t i)
{
	const char *id = g->job->ids[i];
	size_t length = strcspn(id, "/");

	if (upstream_is(id))
		length = strlen(id);
	display_phase(g->job->display, g->job->row, DISPLAY_STEP, "%.*s",
		      (int)length, id);
}

/* A KUnit suite has ended; @end is the rest of init's line, or NULL. */
static void end_suite(struct guest *g, const char *end)
{
	struct guest_case *c;
	size_t i;

	if (!g->suite.suite)
		return;
	i = guest_find(g, g->suite.suite->id, strlen(g->suite.suite->id));
	c = &g->cases[i];
	if (suite_is_module(g->suite.suite))
		g->suite.stated = g->nr_claims;
	suite_run_end(&g->suite, end, &c->report);
	snprintf(c->report.seen.proof, sizeof(c->report.seen.proof),
		 "%ld claims", g->suite.claims);
	guest_done(g, i);
	g->running = g->job->nr;
}

static void handle_suite(struct guest *g, const char *rest)
{
	const size_t length = strcspn(rest, " ");
	const char *name = g->suite.suite ? g->suite.suite->name : "";

	if (!strncmp(rest, "name=", 5) && strlen(name) == length - 5 &&
	    !strncmp(name, rest + 5, length - 5) && rest[length])
		end_suite(g, rest + length + 1);
}

static void handle_start(struct guest *g, const char *rest)
{
	size_t i;

	if (strncmp(rest, "id=", 3))
		return;
	rest += 3;
	end_suite(g, NULL);
	i = guest_find(g, rest, strcspn(rest, " "));
	if (g->running < g->job->nr &&
	    g->cases[g->running].state == CASE_STARTED)
		g->cases[g->running].state = CASE_SILENT;
	g->running = i;
	if (i == g->job->nr)
		return;
	g->progress++;
	g->case_began = guest_now();
	if (g->cases[i].state == CASE_PENDING)
		g->cases[i].state = CASE_STARTED;
	g->cases[i].begun = true;
	if (i < g->job->nr_suites)
		suite_run_begin(&g->suite, suite_find(g->job->ids[i]));
	if (upstream_is(g->job->ids[i]))
		guest_upstream_start(g, g->job->ids[i]);
	show_case(g, i);
}

static void handle_proof(struct guest *g, const char *rest)
{
	size_t i, length;

	if (strncmp(rest, "id=", 3))
		return;
	rest += 3;
	length = strcspn(rest, " ");
	i = guest_find(g, rest, length);
	if (i < g->job->nr && !strncmp(rest + length, " text=", 6))
		snprintf(g->cases[i].report.seen.proof, sizeof(g->cases[i].report.seen.proof), "%s",
			 rest + length + 6);
}

static void handle_history(struct guest *g, const char *rest)
{
	struct history h = { .has = { false } };
	const char *bad;

	/* A history that is cut off or damaged would be another one. */
	if (strlen(rest) < sizeof(g->history) && !history_apply(&h, rest, &bad))
		snprintf(g->history, sizeof(g->history), "%s", rest);
}

static void handle_setup_error(struct guest *g, const char *rest)
{
	if (!strstr(g->setup_errors, rest))
		string_append_item(g->setup_errors, sizeof(g->setup_errors),
				   "; ", "%s", rest);
}

/* "end" after the contracts, "end upstream" after the tests that may follow. */
static void handle_end(struct guest *g, const char *rest)
{
	if (*rest && strcmp(rest, "upstream"))
		return;
	g->running = g->job->nr;
	if (!*rest && guest_upstream_left(g))
		return;
	end_suite(g, NULL);
	g->phase = GUEST_ENDING;
	display_phase(g->job->display, g->job->row, DISPLAY_STEP, "power-off");
}

/* A process hangs there that cannot be killed. */
static void handle_spoilt(struct guest *g, const char *rest)
{
	g->spoilt |= !*rest;
}

static const struct {
	const char *word;
	void (*handle)(struct guest *g, const char *rest);
} words[] = {
	{ "start", handle_start }, { "proof", handle_proof },
	{ "history", handle_history }, { "setup_error", handle_setup_error },
	{ "suite", handle_suite }, { "end", handle_end },
	{ "spoilt", handle_spoilt },
};

/* Seconds. Of a device whose open() hung, every case knows it at once. */
#define HANG_LEAST 1

/* The rest is for another guest, or is given up. */
static void note_hang(struct guest *g, size_t i, const struct report *r)
{
	guest_hung(g, i, OUTCOME_TIMEOUT, r->seen.seconds);
	g->spoilt |= guest_exhausted(g, GUEST_CONTRACTS);
}

/* A case that has two results is an error: neither can be trusted. */
static void keep_report(struct guest *g, const struct report *r)
{
	size_t i = guest_find(g, r->id, strlen(r->id));
	struct guest_case *c;

	if (i == g->job->nr) {
		msg_note("%s: a result for %s, which was not planned, is ignored",
			 g->job->name, r->id);
		return;
	}
	c = &g->cases[i];
	if (c->state == CASE_DONE) {
		guest_settle(g, i, V_ERROR, OUTCOME_NONE,
			     "was reported twice by one guest or two");
		return;
	}
	if (guest_is_held(g, r)) {
		c->state = CASE_HELD;
		return;
	}
	if (r->seen.outcome.kind == OUTCOME_TIMEOUT &&
	    r->seen.seconds >= HANG_LEAST)
		note_hang(g, i, r);
	guest_set_report(c, r);
	g->nr_bad += r->verdict == V_FAIL || r->verdict == V_DRIFT;
	guest_done(g, i);
	g->spoilt |= guest_is_stained(g, i);
	if (g->running == i)
		g->running = g->job->nr;
}

/* "ok 3 ID" is kept for the message about a lost result line. */
static void keep_result(struct guest *g, const struct ktap_line *l)
{
	struct guest_case *c;
	size_t i = guest_find(g, l->name, strlen(l->name));

	if (i == g->job->nr)
		return;
	c = &g->cases[i];
	snprintf(c->result, sizeof(c->result), "%s", l->ok ? "ok" : "not ok");
}

static void handle_words(struct guest *g, const char *text)
{
	size_t i, length;

	text += strlen(REPORT_PREFIX);
	length = strcspn(text, " ");
	for (i = 0; i < ARRAY_SIZE(words); i++) {
		if (strlen(words[i].word) != length ||
		    strncmp(words[i].word, text, length))
			continue;
		text += length;
		words[i].handle(g, text + (*text == ' '));
		return;
	}
}

void guest_result_line(void *guest, const struct ktap_line *l)
{
	struct guest *g = guest;
	const char *at = strstr(l->text, REPORT_PREFIX);
	struct report report;

	if (g->phase == GUEST_BOOTING && !strstr(l->text, SETUP_ERROR)) {
		g->phase = GUEST_TESTING;
		if (g->bill)
			*g->bill += guest_now() - g->booted -
				    vm_waited(&g->vm);
		g->bill = NULL;
		display_phase(g->job->display, g->job->row, DISPLAY_PHASE,
			      "running");
	}
	if (guest_upstream_line(g, l->text))
		return;
	if (g->suite.suite)
		suite_run_line(&g->suite, l);
	else if (l->kind == KTAP_RESULT)
		keep_result(g, l);
	if (!at)
		return;
	if (!report_read(&report, at) && g->suite.suite)
		guest_claim(g, &report);
	else if (!report_read(&report, at))
		keep_report(g, &report);
	else if (machine_read(&g->machine, at))
		handle_words(g, at);
}
