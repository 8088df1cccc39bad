// SPDX-License-Identifier: GPL-2.0
/* A KUnit suite that runs: its claims, and whether all of them came. */
#include "parse/suite_run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/oops.h"
#include "model/strings.h"

#define CLAIMS REPORT_PREFIX "claims suite="
#define LEFT REPORT_PREFIX "left "
#define WARNS "# the next warning of "

#define UNCOUNTED "uncounted"

#define KUNIT_PREFIX "pincer_"

/* KUnit indents each level by four columns. */
#define COLUMNS 4

void suite_run_begin(struct suite_run *r, const struct suite *s)
{
	*r = (struct suite_run){ .suite = s, .stated = -1 };
}

/* Only the first error is kept; @observed is what the kernel did, or NULL. */
static void set_wrong(struct suite_run *r, const char *observed, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void set_wrong(struct suite_run *r, const char *observed, const char *fmt, ...)
{
	va_list ap;

	if (*r->wrong)
		return;
	va_start(ap, fmt);
	vsnprintf(r->wrong, sizeof(r->wrong), fmt, ap);
	va_end(ap);
	r->observed = observed;
}

void suite_run_claim(struct suite_run *r, const struct report *claim)
{
	int i;

	r->claims++;
	r->warns = false;
	snprintf(r->last, sizeof(r->last), "%s", claim->id);
	if (!suite_owns(r->suite, claim->id))
		set_wrong(r, NULL,
			  "it claims %s, which is in none of its areas of kunit/suite_list.h",
			  claim->id);
	for (i = 0; verdict_bad(claim->verdict, false) && i < KTAP_DEPTH_MAX;
	     i++)
		r->trouble[i] = true;
}

void suite_run_repeat(struct suite_run *r, const struct report *first,
		      const struct report *claim)
{
	char now[OUTCOME_TEXT_MAX], then[OUTCOME_TEXT_MAX];

	suite_run_claim(r, claim);
	if (!first)
		set_wrong(r, "another claim", "%s was not claimed the first time",
			  claim->id);
	if (!first || (first->verdict == claim->verdict &&
		       outcome_equal(&first->seen.outcome,
				     &claim->seen.outcome)))
		return;
	outcome_write(&claim->seen.outcome, now);
	outcome_write(&first->seen.outcome, then);
	set_wrong(r, "another claim", "%s is %s (%s), and was %s (%s)",
		  claim->id, verdict_name(claim->verdict), now,
		  verdict_name(first->verdict), then);
}

/* KUnit's names of the suites have a prefix. */
static bool is_own(const struct suite *s, const char *name)
{
	return !strncmp(name, KUNIT_PREFIX, strlen(KUNIT_PREFIX)) &&
	       (suite_is_module(s) ||
		!strcmp(name + strlen(KUNIT_PREFIX), s->name));
}

/*
 * A result "not ok" must follow a bad claim that came after the last result of
 * the same depth. The same claim explains the results that enclose it.
 */
static void check_result(struct suite_run *r, const struct ktap_line *l)
{
	const bool bad = !l->ok && l->directive == KTAP_NONE;
	int depth = l->indent / COLUMNS, i;

	if (depth >= KTAP_DEPTH_MAX)
		depth = KTAP_DEPTH_MAX - 1;
	if (bad && !r->trouble[depth])
		set_wrong(r, NULL, "%.160s is not ok, and no claim says why",
			  l->name);
	for (i = depth; i < KTAP_DEPTH_MAX; i++)
		r->trouble[i] = false;
	if (!r->claims)
		snprintf(r->last, sizeof(r->last), "%.79s", l->name);
	r->over |= !depth && is_own(r->suite, l->name);
}

static void read_count(struct suite_run *r, const char *text)
{
	char name[64];
	long nr;

	if (sscanf(text, "%63s nr=%ld", name, &nr) == 2 &&
	    !strcmp(name, r->suite->name))
		r->stated = nr;
}

static void check_diagnostic(struct suite_run *r, const char *text)
{
	if (string_begins(text, CLAIMS))
		read_count(r, text + strlen(CLAIMS));
	if (string_begins(text, LEFT))
		set_wrong(r, "left behind", "its removal left %.160s",
			  text + strlen(LEFT));
	r->warns |= string_begins(text, WARNS);
}

/* Any other line of the kernel's log. */
static void check_log(struct suite_run *r, const char *text)
{
	const char *at;

	if (oops_severity(text, &at) && !(r->warns && string_begins(at, "WARNING:")))
		set_wrong(r, "warning", "meanwhile the kernel logged: %.160s", at);
}

void suite_run_line(struct suite_run *r, const struct ktap_line *l)
{
	ktap_count_line(&r->ktap, l);
	if (l->kind == KTAP_RESULT)
		check_result(r, l);
	else if (l->kind == KTAP_DIAGNOSTIC)
		check_diagnostic(r, l->text);
	else if (l->kind == KTAP_OTHER)
		check_log(r, l->text);
}

/* Compares the claims that came with the number that the kernel states. */
static void check_count(struct suite_run *r)
{
	if (r->stated < 0)
		set_wrong(r, NULL,
			  "the kernel did not say how many claims it made");
	else if (r->stated != r->claims)
		set_wrong(r, NULL, "the kernel made %ld claims, and %ld came",
			  r->stated, r->claims);
}

static void check_end(struct suite_run *r, const char *end, double *seconds)
{
	unsigned long lost;
	char more[16] = "";
	int error;

	if (!end || sscanf(end, "error=%d lost=%lu seconds=%lf %15s", &error,
			   &lost, seconds, more) < 3)
		set_wrong(r, NULL, "its end never came");
	else if (error)
		set_wrong(r, NULL, "the kernel would not run it: %s",
			  strerror(error));
	else if (lost)
		set_wrong(r, NULL, "%lu lines of the kernel's log were lost",
			  lost);
	else if (strcmp(more, UNCOUNTED))
		check_count(r);
	if (!r->over)
		set_wrong(r, NULL, "KUnit did not print its result");
	if (r->ktap.count.missing)
		set_wrong(r, NULL, "%lu results that KUnit planned never came",
			  r->ktap.count.missing);
}

void suite_run_end(struct suite_run *r, const char *end,
		   struct report *report)
{
	report_init(report, r->suite->id, V_PASS);
	report->seen.outcome.kind = report->expected.kind = OUTCOME_OK;
	ktap_end(&r->ktap);
	check_end(r, end, &report->seen.seconds);
	if (*r->wrong) {
		report->verdict = r->observed ? V_FAIL : V_ERROR;
		report->seen.outcome = outcome_read(r->observed ?: "-");
		snprintf(report->seen.reason, sizeof(report->seen.reason),
			 "%.255s", r->wrong);
	}
	r->suite = NULL;
}

void suite_run_place(const struct suite_run *r, char *buf, size_t size)
{
	if (r->claims)
		snprintf(buf, size, "after its claim %ld, %s", r->claims,
			 r->last);
	else
		snprintf(buf, size, "%s%s", *r->last ? "after its test " :
			 "before its first test", r->last);
}
