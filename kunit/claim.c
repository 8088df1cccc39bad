// SPDX-License-Identifier: GPL-2.0
#include "claim.h"

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include "compat.h"
#include "deviation.h"
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
			const struct verdict *v)
{
	pr_info("    # pincer: id=%s observed=%s expected=%s verdict=%s commit=%s pins=-1/-1 seconds=0 length=%zu reason=%s\n",
		id, observed, v->expected, v->name, v->commit,
		strlen(v->reason), v->reason);
	claims++;
	wait_for_console();
}

void claim(struct kunit *test, const char *id, const char *observed,
	   const char *promise)
{
	struct expectation e;
	struct history h;
	struct verdict v;

	claim_history(&h);
	deviation_expect(id, promise, &h, &e);
	verdict_judge(&v, observed, &e, &h);
	print_claim(id, observed, &v);
	if (strcmp(v.name, "pass") && strcmp(v.name, "defect"))
		KUNIT_FAIL(test, "%s: %s, observed %s, expected %s", v.name, id,
			   observed, v.expected);
}

void claim_skip(struct kunit *test, const char *id, const char *reason)
{
	struct verdict v = { .name = "skip", .expected = "-", .commit = "-" };

	strscpy(v.reason, reason, sizeof(v.reason));
	print_claim(id, "-", &v);
	pincer_mark_skipped(test, "%s", reason);
}

void claim_error(struct kunit *test, const char *id, const char *what,
		 int error)
{
	struct verdict v = { .name = "error", .expected = "-", .commit = "-" };

	snprintf(v.reason, sizeof(v.reason), "%s: error %d", what, error);
	print_claim(id, "-", &v);
	KUNIT_FAIL(test, "error: %s: %s", id, v.reason);
}

static const struct {
	int error;
	const char *name;
} error_names[] = {
	{ -EFAULT, "EFAULT" }, { -ENOMEM, "ENOMEM" }, { -EINVAL, "EINVAL" },
	{ -EREMOTEIO, "EREMOTEIO" }, { -EOPNOTSUPP, "EOPNOTSUPP" },
	{ -EIO, "EIO" },
};

static const char *const quarters[] = { "", ".25", ".5", ".75" };

void claim_amount(char *buf, size_t size, ssize_t amount)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(error_names); i++) {
		if (error_names[i].error == amount) {
			snprintf(buf, size, "%s", error_names[i].name);
			return;
		}
	}
	if (amount <= 0 || amount % (PAGE_SIZE / 4))
		snprintf(buf, size, "%zd", amount);
	else
		snprintf(buf, size, "%zu%sp", amount / PAGE_SIZE,
			 quarters[amount % PAGE_SIZE / (PAGE_SIZE / 4)]);
}
