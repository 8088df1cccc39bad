// SPDX-License-Identifier: GPL-2.0
/*
 * Runs a suite when its name is written to sysfs, instead of at boot:
 *
 *   cat /sys/module/pincer/parameters/suites
 *   echo +edd478269640,-3c85cc43c8e7 > /sys/module/pincer/parameters/history
 *   echo shape > /sys/module/pincer/parameters/run
 *
 * By then devices have been probed, and unlike a module it has symbols that are
 * not exported. Behind KUnit's results, the log holds the number of claims:
 * "# pincer: claims suite=shape nr=1204".
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "warnings.h"
#include "param_prefix.h"

#define ROW(name_, ...) { #name_, SUITE_POINTER(name_) }

static const struct row {
	const char *name;
	struct kunit_suite *suite;
} rows[] = { PINCER_SUITES(ROW) };

/* Old KUnits do not lock against two runs at once. */
static DEFINE_MUTEX(running);

static int run_suite(const struct row *row)
{
	unsigned int before;
	int error;

	mutex_lock(&running);
	before = claim_count();
	error = pincer_run_suite(row->suite);
	/* A WARN_ON_ONCE() of this suite must not be missing in the next one. */
	warnings_reset_once();
	pr_info("# pincer: claims suite=%s nr=%u\n", row->name,
		claim_count() - before);
	mutex_unlock(&running);
	return error;
}

static int run_set(const char *name, const struct kernel_param *param)
{
	size_t i;
	int error;

	/* The kernel's command line is parsed too early to run a suite. */
	if (system_state != SYSTEM_RUNNING)
		return -EAGAIN;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (sysfs_streq(name, rows[i].name))
			break;
	if (i == ARRAY_SIZE(rows))
		return -ENOENT;
	/* This runs with the lock held that suites take to read parameters. */
	kernel_param_unlock(THIS_MODULE);
	error = run_suite(&rows[i]);
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
