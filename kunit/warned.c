// SPDX-License-Identifier: GPL-2.0
#include "warned.h"

#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/sections.h>

#include "compat.h"
#include "fs_file.h"

#ifndef MODULE
/* As a write to clear_warn_once does. */
void warned_forget(void)
{
	generic_bug_clear_once();
	memset(__start_once, 0, __end_once - __start_once);
}
#else
void warned_forget(void)
{
}
#endif

#ifdef PINCER_HAVE_KUNIT_QUIET

const char *warned_why(void)
{
	return NULL;
}

void warned_begin(struct kunit *test, struct warned *w)
{
	/* Without GENERIC_BUG what is said once was said even if unheard. */
	warned_forget();
	w->suppressed = kunit_start_suppress_warning(test);
}

long warned_end(struct kunit *test, struct warned *w)
{
	int count = kunit_suppressed_warning_count(w->suppressed);

	kunit_end_suppress_warning(test, w->suppressed);
	return count;
}

#elif defined(MODULE)

const char *warned_why(void)
{
	return "a module cannot count warnings here: build PINCER_KUNIT in";
}

void warned_begin(struct kunit *test, struct warned *w)
{
}

long warned_end(struct kunit *test, struct warned *w)
{
	return 0;
}

#else

/* The number in a file; -1 if there is none. */
static long number_in(const char *type, const char *name)
{
	struct file *file = fs_file_open(type, name, O_RDONLY);
	char text[24] = "";
	loff_t at = 0;
	ssize_t got;
	long number;

	if (IS_ERR(file))
		return -1;
	got = kernel_read(file, text, sizeof(text) - 1, &at);
	filp_close(file, NULL);
	if (got <= 0 || kstrtol(strim(text), 10, &number))
		return -1;
	return number;
}

static long count(void)
{
	return number_in("sysfs", "kernel/warn_count");
}

const char *warned_why(void)
{
	if (count() < 0)
		return "this kernel does not count its warnings, or CONFIG_SYSFS is off";
	if (panic_on_warn || number_in("proc", "sys/kernel/warn_limit") > 0)
		return "a warning would be the end: kernel.panic_on_warn or warn_limit is set";
	return NULL;
}

void warned_begin(struct kunit *test, struct warned *w)
{
	pr_info("    # the next warning of %s is expected\n", test->name);
	warned_forget();
	/* The log is told all of it; who watches the console need not worry. */
	w->loglevel = console_loglevel;
	console_loglevel = CONSOLE_LOGLEVEL_SILENT;
	w->before = count();
}

long warned_end(struct kunit *test, struct warned *w)
{
	long warnings = count() - w->before;

	console_loglevel = w->loglevel;
	return warnings;
}

#endif
