// SPDX-License-Identifier: GPL-2.0
/*
 * Put into a kernel's mm/ when mutants are built into it: all of them, and the
 * parameter "on", which switches one on by its name: on the kernel command line,
 * or later through /sys/module/pincer_mutants/parameters/on. "count" counts all of
 * them and switches none on. When the machine goes down, the console reports how
 * often each place was reached.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/notifier.h>
#include <linux/pincer_mutant.h>
#include <linux/reboot.h>
#include <linux/string.h>
#if __has_include(<linux/panic_notifier.h>)
#include <linux/panic_notifier.h>
#endif

#define PINCER_MUTANT(name) struct pincer_mutant pincer_mutant_##name = { #name };
#include "pincer_mutant_list.h"
#undef PINCER_MUTANT

#define PINCER_MUTANT(name) &pincer_mutant_##name,
static struct pincer_mutant *const mutants[] = {
#include "pincer_mutant_list.h"
};
#undef PINCER_MUTANT

static void count_all(void)
{
	size_t i;

	pr_err("pincer_mutant: all are counted\n");
	for (i = 0; i < ARRAY_SIZE(mutants); i++)
		WRITE_ONCE(mutants[i]->on, -1);
}

/* Errors are what a guest's console shows. */
static int switch_on(const char *value, const struct kernel_param *kp)
{
	size_t i;

	if (sysfs_streq(value, "count")) {
		count_all();
		return 0;
	}
	for (i = 0; i < ARRAY_SIZE(mutants); i++) {
		if (!sysfs_streq(value, mutants[i]->name))
			continue;
		pr_err("pincer_mutant: %s is on\n", mutants[i]->name);
		WRITE_ONCE(mutants[i]->on, 1);
		return 0;
	}
	pr_err("pincer_mutant: %s is not known\n", value);
	return -ENOENT;
}

static const struct kernel_param_ops on_ops = { .set = switch_on };
module_param_cb(on, &on_ops, NULL, 0200);

/* Of those that are only counted, what was never reached is left out. */
static int report(struct notifier_block *nb, unsigned long event, void *data)
{
	bool counted = false;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(mutants); i++) {
		counted |= READ_ONCE(mutants[i]->on) < 0;
		if (READ_ONCE(mutants[i]->on) > 0 || mutants[i]->reached)
			pr_err("pincer_mutant: %s was reached %lu times\n",
			       mutants[i]->name, mutants[i]->reached);
	}
	if (counted)
		pr_err("pincer_mutant: that is all\n");
	return NOTIFY_DONE;
}

static struct notifier_block on_reboot = { .notifier_call = report };
static struct notifier_block on_panic = { .notifier_call = report };

static int __init pincer_mutants_init(void)
{
	register_reboot_notifier(&on_reboot);
	atomic_notifier_chain_register(&panic_notifier_list, &on_panic);
	return 0;
}
subsys_initcall(pincer_mutants_init);
