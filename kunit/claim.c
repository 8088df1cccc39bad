// SPDX-License-Identifier: GPL-2.0
#include "claim.h"

#include <linux/delay.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include "compat.h"
#include "verdict.h"
#include "param.h"

/* This kernel's, worked out when it is first asked for: it takes its time. */
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

static const char *work_out(struct history *h)
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
		own.bad = work_out(&own.history);
	own.known = true;
	*h = own.history;
	return own.bad;
}

/*
 * UML's console throws away what its reader does not take in time, a pipe's
 * worth of lines, and a result that is not seen counts as failed.
 */
#define BURST 32

static unsigned int said;

static void breathe(void)
{
	if (IS_ENABLED(CONFIG_UML) && !(said % BURST))
		msleep(20);
}

unsigned int claim_count(void)
{
	return said;
}

/* kunit.py keeps every line of the log that stands within a suite. */
static void say(const char *id, const struct verdict *v)
{
	pr_info("    # pincer: id=%s observed=%s expected=%s verdict=%s commit=%s pins=-1/-1 seconds=0 length=%zu reason=%s\n",
		id, v->observed, v->expected, v->name, v->commit,
		strlen(v->reason), v->reason);
	said++;
	breathe();
}

void claim(struct kunit *test, const char *id, const char *observed,
	   const char *promise)
{
	struct verdict v = { .observed = observed };
	struct history h;

	claim_history(&h);
	verdict_judge(&v, id, promise, &h);
	say(id, &v);
	if (strcmp(v.name, "pass") && strcmp(v.name, "defect"))
		KUNIT_FAIL(test, "%s: %s, seen %s, expected %s", v.name, id,
			   observed, v.expected);
}

bool claim_has(const char *commit)
{
	struct history h;

	claim_history(&h);
	return h.has[history_find(commit)];
}

void claim_skip(struct kunit *test, const char *id, const char *why)
{
	struct verdict v = {
		.name = "skip", .observed = "-", .expected = "-", .commit = "-",
	};

	strscpy(v.reason, why, sizeof(v.reason));
	say(id, &v);
	pincer_mark_skipped(test, "%s", why);
}

void claim_error(struct kunit *test, const char *id, const char *what,
		 int error)
{
	struct verdict v = {
		.name = "error", .observed = "-", .expected = "-",
		.commit = "-",
	};

	snprintf(v.reason, sizeof(v.reason), "%s: error %d", what, error);
	say(id, &v);
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
