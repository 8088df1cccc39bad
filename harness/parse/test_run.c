// SPDX-License-Identifier: GPL-2.0
/* One of the kernel's own tests: its output, and its result. */
#include "parse/test_run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/array_size.h"
#include "model/names.h"
#include "model/strings.h"

/* Exit statuses of kselftest.h, and that of a shell which finds no command. */
enum {
	STATUS_PASS, STATUS_FAIL, STATUS_XFAIL, STATUS_XPASS, STATUS_SKIP,
	STATUS_NO_COMMAND = 127
};

/* Only the first text is kept. */
static void set_once(char *to, size_t size, const char *text)
{
	if (!*to)
		snprintf(to, size, "%.*s", (int)size - 1, text);
}

#define SET_ONCE(field, text) set_once(field, sizeof(field), text)

/* "ok 3 name # SKIP why", "1..0 # SKIP why": what follows the word. */
static const char *skip_reason(const char *text)
{
	const char *at = strstr(text, "# SKIP");

	if (!at)
		return "";
	at += strlen("# SKIP");
	return at + strspn(at, " :");
}

static void keep_line(void *ctx, const struct ktap_line *l)
{
	struct test_run *t = ctx;

	if (l->kind == KTAP_RESULT && !l->ok &&
	    (l->directive == KTAP_NONE || l->directive == KTAP_ERROR))
		SET_ONCE(t->failed, *l->name ? l->name : l->text);
	else if (l->kind == KTAP_RESULT && l->directive == KTAP_SKIP)
		SET_ONCE(t->skipped, *skip_reason(l->text) ?
			 skip_reason(l->text) : l->name);
	else if (l->kind == KTAP_PLAN)
		SET_ONCE(t->skipped, skip_reason(l->text));
	if (*l->text)
		snprintf(t->last, sizeof(t->last), "%.*s",
			 (int)sizeof(t->last) - 1, l->text);
}

void test_run_begin(struct test_run *t, const char *id)
{
	memset(t, 0, sizeof(*t));
	snprintf(t->id, sizeof(t->id), "%s", id);
	t->ktap.line = keep_line;
	t->ktap.ctx = t;
}

/* Whether a diagnostic's text is rather a line of a test within the test. */
static bool is_part(const char *text)
{
	struct ktap_line l;

	ktap_line_read(&l, text);
	return l.kind == KTAP_PLAN || (l.kind == KTAP_RESULT && l.number);
}

void test_run_line(struct test_run *t, const char *line)
{
	const char *text = line;
	int depth = 0;

	while (!strncmp(text, "# ", 2)) {
		text += 2;
		depth += 2;
	}
	if (!depth || !is_part(text)) {
		text = line;
		depth = 0;
	}
	for (; depth; depth--)
		ktap_feed(&t->ktap, " ", 1);
	ktap_feed(&t->ktap, text, strlen(text));
	ktap_feed(&t->ktap, "\n", 1);
}

/* Without a plan no part is missing. */
static void count_parts(const struct test_run *t, struct subtests *parts)
{
	const struct ktap_count *c = &t->ktap.count;

	*parts = (struct subtests){
		.passed = c->passed, .failed = c->failed,
		.skipped = c->skipped, .expected = c->expected,
		.missing = t->ktap.planned ? c->missing : 0,
	};
}

static long all_of(const struct subtests *p)
{
	return p->passed + p->failed + p->skipped + p->expected + p->missing;
}

static void set_verdict(struct report *r, enum verdict v, const char *observed)
{
	r->verdict = v;
	r->seen.outcome = outcome_read(observed);
}

/* Why a test failed, as far as its parts show. */
static void explain(const struct test_run *t, const struct subtests *p,
		    const char *how, struct report *r)
{
	const size_t size = sizeof(r->seen.reason);

	snprintf(r->seen.reason, size, "%s", how);
	if (p->failed)
		string_append(r->seen.reason, size,
			      "; %ld of %ld parts failed, the first: %s",
			      p->failed, all_of(p), t->failed);
	else if (p->missing)
		string_append(r->seen.reason, size,
			      "; %ld of %ld parts were not reported",
			      p->missing, all_of(p));
	if (!p->failed && *t->last)
		string_append(r->seen.reason, size, "; its last line: %s", t->last);
}

static void fail(const struct test_run *t, const struct subtests *p,
		 const char *observed, const char *how, struct report *r)
{
	set_verdict(r, V_FAIL, observed);
	explain(t, p, how, r);
}

static void skip(const struct test_run *t, struct report *r)
{
	set_verdict(r, V_SKIP, "-");
	snprintf(r->seen.reason, sizeof(r->seen.reason), "%s",
		 *t->skipped ? t->skipped : *t->last ? t->last :
		 "it does not say what it lacks");
}

/* A test that skipped every part has tested nothing. */
static bool all_skipped(const struct subtests *p)
{
	return p->skipped && p->skipped == all_of(p);
}

static void end_exited(const struct test_run *t, int value,
		       const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "exit status %d", value);
	if (value == STATUS_NO_COMMAND) {
		set_verdict(r, V_ERROR, "-");
		snprintf(r->seen.reason, sizeof(r->seen.reason),
			 "guests lack a command that it needs: %s", t->last);
	} else if (value == STATUS_SKIP ||
		   (value == STATUS_PASS && all_skipped(p))) {
		skip(t, r);
	} else if (value == STATUS_PASS && !p->failed && !p->missing) {
		set_verdict(r, V_PASS, "ok");
	} else if (value == STATUS_XFAIL && !p->missing) {
		set_verdict(r, V_PASS, "xfail");
		snprintf(r->seen.reason, sizeof(r->seen.reason),
			 "failed as it expects to");
	} else {
		fail(t, p, "fail", how, r);
	}
}

static void end_killed(const struct test_run *t, int value,
		       const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "killed by %s", signal_name(value));
	fail(t, p, signal_name(value), how, r);
}

static void end_late(const struct test_run *t, int value,
		     const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "still ran after its %d s", value);
	fail(t, p, "timeout", how, r);
}

static void end_unable(const struct test_run *t, int value,
		       const struct subtests *p, struct report *r)
{
	(void)t;
	(void)p;
	set_verdict(r, V_ERROR, "-");
	snprintf(r->seen.reason, sizeof(r->seen.reason), "cannot be started: %s",
		 strerror(value));
}

/* Of a suite that ran while the kernel booted. */
static void end_unreported(const struct test_run *t, int value,
			   const struct subtests *p, struct report *r)
{
	(void)t;
	(void)value;
	(void)p;
	set_verdict(r, V_ERROR, "-");
	snprintf(r->seen.reason, sizeof(r->seen.reason),
		 "the kernel's log lacks its result: it did not run, or the log has overflowed since");
}

static const struct {
	const char *how;
	void (*end)(const struct test_run *t, int value,
		    const struct subtests *p, struct report *r);
} endings[] = {
	{ "exited", end_exited }, { "killed", end_killed },
	{ "late", end_late }, { "unable", end_unable },
	{ "unreported", end_unreported },
};

int test_run_end(struct test_run *t, const char *how, struct report *r,
		 struct subtests *parts)
{
	char word[16], whole[8];
	int value;
	long ms;
	size_t i;

	if (sscanf(how, "how=%15s value=%d ms=%ld %7s", word, &value, &ms,
		   whole) != 4 || strcmp(whole, "whole"))
		return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(endings); i++) {
		if (!strcmp(endings[i].how, word))
			break;
	}
	if (i == ARRAY_SIZE(endings))
		return -EINVAL;
	ktap_end(&t->ktap);
	count_parts(t, parts);
	report_init(r, t->id, V_PASS);
	r->expected.kind = OUTCOME_OK;
	r->seen.seconds = ms / 1000.0;
	endings[i].end(t, value, parts, r);
	return 0;
}
