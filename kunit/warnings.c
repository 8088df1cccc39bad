// SPDX-License-Identifier: GPL-2.0
#include "warnings.h"

#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/sections.h>

#include "claim.h"
#include "compat.h"
#include "fs_file.h"

void warnings_append(char *observed, long warnings)
{
	strlcat(observed, warnings == 1 ? ",warned" : warnings ?
		",warned_often" : ",silent", CLAIM_TEXT);
}

#ifndef MODULE
/* What a write to debugfs's clear_warn_once does. */
void warnings_reset_once(void)
{
	generic_bug_clear_once();
	memset(__start_once, 0, __end_once - __start_once);
}
#else
void warnings_reset_once(void)
{
}
#endif

#ifdef PINCER_HAVE_KUNIT_QUIET

const char *warnings_skip_reason(void)
{
	return NULL;
}

void warnings_begin(struct kunit *test, struct warnings *w)
{
	/* Without GENERIC_BUG a suppressed WARN_ON_ONCE() has been used up. */
	warnings_reset_once();
	w->suppressed = kunit_start_suppress_warning(test);
}

long warnings_end(struct kunit *test, struct warnings *w)
{
	int count = kunit_suppressed_warning_count(w->suppressed);

	kunit_end_suppress_warning(test, w->suppressed);
	return count;
}

#elif defined(MODULE)

const char *warnings_skip_reason(void)
{
	return "a module cannot count warnings here: build PINCER_KUNIT in";
}

void warnings_begin(struct kunit *test, struct warnings *w)
{
}

long warnings_end(struct kunit *test, struct warnings *w)
{
	return 0;
}

#else

/* Read a number from a file; -1 if there is none. */
static long read_number(const char *type, const char *name)
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

static long read_warn_count(void)
{
	return read_number("sysfs", "kernel/warn_count");
}

const char *warnings_skip_reason(void)
{
	if (read_warn_count() < 0)
		return "this kernel does not count its warnings, or CONFIG_SYSFS is off";
	if (panic_on_warn || read_number("proc", "sys/kernel/warn_limit") > 0)
		return "a warning would panic: kernel.panic_on_warn or warn_limit is set";
	return NULL;
}

void warnings_begin(struct kunit *test, struct warnings *w)
{
	pr_info("    # the next warning of %s is expected\n", test->name);
	warnings_reset_once();
	/* The warning goes to the log, but not to the console. */
	w->loglevel = console_loglevel;
	console_loglevel = CONSOLE_LOGLEVEL_SILENT;
	w->before = read_warn_count();
}

long warnings_end(struct kunit *test, struct warnings *w)
{
	long warnings = read_warn_count() - w->before;

	console_loglevel = w->loglevel;
	return warnings;
}

#endif
