// SPDX-License-Identifier: GPL-2.0
#include "claim.h"

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include "compat.h"
#include "deviation.h"
#include "model/names.h"
#include "param_prefix.h"

/* This kernel's history, derived on first use since that takes a while. */
static struct {
	char text[HISTORY_TEXT_MAX];
	bool known;
	struct history history;
	const char *bad;
} own;

static int history_set(const char *text, const struct kernel_param *param)
{
	own.known = false;
	return param_set_copystring(text, param);
}

static const struct kernel_param_ops history_ops = {
	.set = history_set, .get = param_get_string,
};

static struct kparam_string history_string = {
	.maxlen = sizeof(own.text), .string = own.text,
};

module_param_cb(history, &history_ops, &history_string, 0644);
MODULE_PARM_DESC(history, "commits that this kernel has or lacks: +id,-id,...");

static const char *derive_history(struct history *h)
{
	const char *bad;
	char version[64];

	history_version(init_utsname()->release, init_utsname()->version,
			version, sizeof(version));
	if (history_from_version(h, version))
		return init_utsname()->release;
	return history_apply(h, own.text, &bad) ? bad : NULL;
}

const char *claim_history(struct history *h)
{
	if (!own.known)
		own.bad = derive_history(&own.history);
	own.known = true;
	*h = own.history;
	return own.bad;
}

/*
 * UML drops console output when the pipe to kunit.py is full, and kunit.py
 * counts a result that it does not see as failed.
 */
#define LINES_AT_ONCE 32

static unsigned int claims;

static void wait_for_console(void)
{
	if (IS_ENABLED(CONFIG_UML) && !(claims % LINES_AT_ONCE))
		msleep(20);
}

unsigned int claim_count(void)
{
	return claims;
}

/* kunit.py keeps each line of the log that stands within a suite. */
static void print_claim(const char *id, const char *observed,
			const char *expected, const struct judgement *j)
{
	const char *commit = history_commits[j->commit].id;

	pr_info("    # pincer: id=%s observed=%s expected=%s verdict=%s commit=%s pins=-1/-1 seconds=0 length=%zu reason=%s\n",
		id, observed, expected, verdict_name(j->verdict),
		commit ?: "-", strlen(j->reason), j->reason);
	claims++;
	wait_for_console();
}

void claim(struct kunit *test, const char *id, const char *observed,
	   const char *promise)
{
	struct expectation e;
	struct judgement j;
	struct history h;

	claim_history(&h);
	deviation_expect(id, promise, &h, &e);
	deviation_judge(&e, observed, &h, &j);
	print_claim(id, observed, e.expected, &j);
	if (verdict_bad(j.verdict, false))
		KUNIT_FAIL(test, "%s: %s, observed %s, expected %s",
			   verdict_name(j.verdict), id, observed, e.expected);
}

void claim_skip(struct kunit *test, const char *id, const char *reason)
{
	struct judgement j = { .verdict = V_SKIP };

	strscpy(j.reason, reason, sizeof(j.reason));
	print_claim(id, "-", "-", &j);
	pincer_mark_skipped(test, "%s", reason);
}

void claim_error(struct kunit *test, const char *id, const char *what,
		 int error)
{
	struct judgement j = { .verdict = V_ERROR };

	snprintf(j.reason, sizeof(j.reason), "%s: error %d", what, error);
	print_claim(id, "-", "-", &j);
	KUNIT_FAIL(test, "error: %s: %s", id, j.reason);
}

static const char *const quarters[] = { "", ".25", ".5", ".75" };

void claim_amount(char *buf, size_t size, ssize_t amount)
{
	if (amount < 0)
		snprintf(buf, size, "%s", errno_name(-amount));
	else if (!amount || amount % (PAGE_SIZE / 4))
		snprintf(buf, size, "%zd", amount);
	else
		snprintf(buf, size, "%zu%sp", amount / PAGE_SIZE,
			 quarters[amount % PAGE_SIZE / (PAGE_SIZE / 4)]);
}
