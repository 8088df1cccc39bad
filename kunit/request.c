// SPDX-License-Identifier: GPL-2.0
/*
 * Suites on request, instead of at boot: by then devices are there and sysfs
 * is mounted, and still nothing is lost that a module would not get at.
 *
 *   cat /sys/module/pincer/parameters/suites
 *   echo +edd478269640,-3c85cc43c8e7 > /sys/module/pincer/parameters/history
 *   echo shape > /sys/module/pincer/parameters/run
 *
 * The log then holds what KUnit says of that suite and, after that, how many
 * claims it made: "# pincer: claims suite=shape nr=1204".
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "warned.h"
#include "param.h"

#define ROW(name_, ...) { #name_, SUITE_POINTER(name_) }

static const struct row {
	const char *name;
	struct kunit_suite *suite;
} rows[] = { PINCER_SUITES(ROW) };

/* One at a time: KUnit has not always seen to that. */
static DEFINE_MUTEX(running);

static int run(const struct row *row)
{
	unsigned int before;
	int error;

	mutex_lock(&running);
	before = claim_count();
	error = pincer_run_suite(row->suite);
	/* Whoever comes next has to be warned as well. */
	warned_forget();
	pr_info("# pincer: claims suite=%s nr=%u\n", row->name,
		claim_count() - before);
	mutex_unlock(&running);
	return error;
}

static int run_set(const char *name, const struct kernel_param *param)
{
	size_t i;
	int error;

	/* On the kernel's command line it would come before all else. */
	if (system_state != SYSTEM_RUNNING)
		return -EAGAIN;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (sysfs_streq(name, rows[i].name))
			break;
	if (i == ARRAY_SIZE(rows))
		return -ENOENT;
	/* Suites look at parameters, too, which are locked while one is set. */
	kernel_param_unlock(THIS_MODULE);
	error = run(&rows[i]);
	kernel_param_lock(THIS_MODULE);
	return error;
}

static const struct kernel_param_ops run_ops = { .set = run_set };
module_param_cb(run, &run_ops, NULL, 0200);
MODULE_PARM_DESC(run, "writing the name of a suite runs it");

static int suites_get(char *buf, const struct kernel_param *param)
{
	size_t i, used = 0;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		used += scnprintf(buf + used, PAGE_SIZE - used, "%s\n",
				  rows[i].name);
	return used;
}

static const struct kernel_param_ops suites_ops = { .get = suites_get };
module_param_cb(suites, &suites_ops, NULL, 0444);
MODULE_PARM_DESC(suites, "the names of the suites");
