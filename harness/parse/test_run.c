// SPDX-License-Identifier: GPL-2.0
/* What a test that is not Pincer's own says, and what that comes to. */
#include "parse/test_run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "model/names.h"

/* Exit statuses of kselftest.h, and that of a shell which finds no command. */
enum {
	STATUS_PASS, STATUS_FAIL, STATUS_XFAIL, STATUS_XPASS, STATUS_SKIP,
	STATUS_NO_COMMAND = 127
};

/* What is told once, and not again. */
static void note(char *to, size_t size, const char *text)
{
	if (!*to)
		snprintf(to, size, "%.*s", (int)size - 1, text);
}

#define NOTE(field, text) note(field, sizeof(field), text)

/* "ok 3 name # SKIP why", "1..0 # SKIP why": what follows the word. */
static const char *skip_reason(const char *text)
{
	const char *at = strstr(text, "# SKIP");

	if (!at)
		return "";
	at += strlen("# SKIP");
	return at + strspn(at, " :");
}

static void take_line(void *ctx, const struct ktap_line *l)
{
	struct test_run *u = ctx;

	if (l->kind == KTAP_RESULT && !l->ok &&
	    (l->directive == KTAP_NONE || l->directive == KTAP_ERROR))
		NOTE(u->failed, *l->name ? l->name : l->text);
	else if (l->kind == KTAP_RESULT && l->directive == KTAP_SKIP)
		NOTE(u->skipped, *skip_reason(l->text) ?
		     skip_reason(l->text) : l->name);
	else if (l->kind == KTAP_PLAN)
		NOTE(u->skipped, skip_reason(l->text));
	if (*l->text)
		snprintf(u->last, sizeof(u->last), "%.*s",
			 (int)sizeof(u->last) - 1, l->text);
}

void test_run_begin(struct test_run *u, const char *id)
{
	memset(u, 0, sizeof(*u));
	snprintf(u->id, sizeof(u->id), "%s", id);
	u->ktap.line = take_line;
	u->ktap.ctx = u;
}

/* Whether a diagnostic's text is rather a line of a test within the test. */
static bool is_part(const char *text)
{
	struct ktap_line l;

	ktap_line_read(&l, text);
	return l.kind == KTAP_PLAN || (l.kind == KTAP_RESULT && l.number);
}

void test_run_line(struct test_run *u, const char *line)
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
		ktap_feed(&u->ktap, " ", 1);
	ktap_feed(&u->ktap, text, strlen(text));
	ktap_feed(&u->ktap, "\n", 1);
}

/* Parts count where a test has any; what a plan promised is one of them. */
static void count_parts(const struct test_run *u, struct subtests *parts)
{
	const struct ktap_count *c = &u->ktap.count;

	*parts = (struct subtests){
		.passed = c->passed, .failed = c->failed,
		.skipped = c->skipped, .expected = c->expected,
		.missing = u->ktap.planned ? c->missing : 0,
	};
}

static long all_of(const struct subtests *p)
{
	return p->passed + p->failed + p->skipped + p->expected + p->missing;
}

static void settle(struct report *r, enum verdict v, const char *observed)
{
	r->verdict = v;
	snprintf(r->observed, sizeof(r->observed), "%s", observed);
}

/* Why a test that failed did, as far as its parts tell. */
static void explain(const struct test_run *u, const struct subtests *p,
		    const char *how, struct report *r)
{
	size_t at;

	at = snprintf(r->reason, sizeof(r->reason), "%s", how);
	if (p->failed)
		at += snprintf(r->reason + at, sizeof(r->reason) - at,
			       "; %ld of %ld parts failed, the first: %s",
			       p->failed, all_of(p), u->failed);
	else if (p->missing)
		at += snprintf(r->reason + at, sizeof(r->reason) - at,
			       "; %ld of %ld parts were not reported",
			       p->missing, all_of(p));
	if (!p->failed && *u->last && at < sizeof(r->reason))
		snprintf(r->reason + at, sizeof(r->reason) - at,
			 "; its last line: %s", u->last);
}

static void fail(const struct test_run *u, const struct subtests *p,
		 const char *observed, const char *how, struct report *r)
{
	settle(r, V_FAIL, observed);
	explain(u, p, how, r);
}

static void skip(const struct test_run *u, struct report *r)
{
	settle(r, V_SKIP, "-");
	snprintf(r->reason, sizeof(r->reason), "%s",
		 *u->skipped ? u->skipped : *u->last ? u->last :
		 "it does not say what it misses");
}

/* Every part was skipped: that nothing failed shows nothing. */
static bool tried_nothing(const struct subtests *p)
{
	return p->skipped && p->skipped == all_of(p);
}

static void end_exited(const struct test_run *u, int value,
		       const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "exit status %d", value);
	if (value == STATUS_NO_COMMAND) {
		settle(r, V_ERROR, "-");
		snprintf(r->reason, sizeof(r->reason),
			 "guests lack a command that it needs: %s", u->last);
	} else if (value == STATUS_SKIP ||
		   (value == STATUS_PASS && tried_nothing(p))) {
		skip(u, r);
	} else if (value == STATUS_PASS && !p->failed && !p->missing) {
		settle(r, V_PASS, "ok");
	} else if (value == STATUS_XFAIL && !p->missing) {
		settle(r, V_PASS, "xfail");
		snprintf(r->reason, sizeof(r->reason),
			 "failed as it expects to");
	} else {
		fail(u, p, "fail", how, r);
	}
}

static void end_killed(const struct test_run *u, int value,
		       const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "killed by %s", signal_name(value));
	fail(u, p, signal_name(value), how, r);
}

static void end_late(const struct test_run *u, int value,
		     const struct subtests *p, struct report *r)
{
	char how[64];

	snprintf(how, sizeof(how), "still ran after its %d s", value);
	fail(u, p, "timeout", how, r);
}

static void end_unable(const struct test_run *u, int value,
		       const struct subtests *p, struct report *r)
{
	(void)u;
	(void)p;
	settle(r, V_ERROR, "-");
	snprintf(r->reason, sizeof(r->reason), "cannot be started: %s",
		 strerror(value));
}

/* Of a suite that ran while the kernel booted. */
static void end_unheard(const struct test_run *u, int value,
			const struct subtests *p, struct report *r)
{
	(void)u;
	(void)value;
	(void)p;
	settle(r, V_ERROR, "-");
	snprintf(r->reason, sizeof(r->reason),
		 "the kernel's log lacks its result: it did not run, or more was said since than the log holds");
}

static const struct {
	const char *how;
	void (*end)(const struct test_run *u, int value,
		    const struct subtests *p, struct report *r);
} endings[] = {
	{ "exited", end_exited }, { "killed", end_killed },
	{ "late", end_late }, { "unable", end_unable },
	{ "unheard", end_unheard },
};

int test_run_end(struct test_run *u, const char *how, struct report *r,
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
	ktap_end(&u->ktap);
	count_parts(u, parts);
	*r = (struct report){
		.expected = "ok", .commit = "-", .seconds = ms / 1000.0,
		.pins_acquired = -1, .pins_released = -1,
	};
	snprintf(r->id, sizeof(r->id), "%s", u->id);
	endings[i].end(u, value, parts, r);
	return 0;
}
