// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runner/observe.h"
#include "model/report.h"

/* Most of what comes late comes soon: each wait is twice the one before. */
#define SETTLE_STEPS 14
#define SETTLE_FIRST_US 60	/* which makes a second in all */

/* What is read after each case; -1 for what this kernel or user has not. */
static const char *const paths[LOOK_HUGE] = {
	/* Reading it makes every CPU add its share to the sums. */
	[LOOK_REFRESH] = "/proc/sys/vm/stat_refresh",
	[LOOK_VMSTAT] = "/proc/vmstat",
	[LOOK_TAINT] = "/proc/sys/kernel/tainted",
};

/* As much of a file as is needed: what is not asked for is not put together. */
static const char *look(struct observer *o, enum look what, size_t needed)
{
	static char text[16 << 10];
	size_t used = 0;
	ssize_t n = -1;

	if (needed > sizeof(text) - 1)
		needed = sizeof(text) - 1;
	while (o->fd[what] >= 0 && used < needed &&
	       (n = pread(o->fd[what], text + used, needed - used, used)) > 0)
		used += n;
	text[used] = '\0';
	return n < 0 ? NULL : text;
}

static long number_after(const char *text, const char *label)
{
	const char *at = text ? strstr(text, label) : NULL;

	return at ? strtol(at + strlen(label), NULL, 10) : -1;
}

#define ACQUIRED "nr_foll_pin_acquired "
#define RELEASED "nr_foll_pin_released "
#define NUMBER 24	/* bytes that hold any */

/* What follows the line of a number, or NULL when that is not whole. */
static const char *line_end(const char *text, const char *label)
{
	const char *at = text ? strstr(text, label) : NULL;

	return at ? strchr(at, '\n') : NULL;
}

/*
 * One after the other, in the middle of many. What comes before them takes
 * more room from time to time.
 */
static const char *look_at_pins(struct observer *o)
{
	const char *text, *end;

	if (!look(o, LOOK_REFRESH, NUMBER))
		return NULL;
	text = look(o, LOOK_VMSTAT, o->vmstat);
	end = line_end(text, RELEASED);
	if (!end) {
		text = look(o, LOOK_VMSTAT, SIZE_MAX);
		end = line_end(text, RELEASED);
	}
	if (end)
		o->vmstat = end - text + 4 * NUMBER;
	return text;
}

static void take(struct observer *o, struct tally *t)
{
	const char *text = look_at_pins(o);

	t->pins_acquired = number_after(text, ACQUIRED);
	t->pins_released = number_after(text, RELEASED);
	t->huge_free = number_after(look(o, LOOK_HUGE, NUMBER), "");
	t->taint = number_after(look(o, LOOK_TAINT, NUMBER), "");
}

long observe_pins(void)
{
	struct observer o = {
		.fd = { [LOOK_TAINT] = -1, [LOOK_HUGE] = -1 },
	};
	struct tally t;

	o.fd[LOOK_REFRESH] = open(paths[LOOK_REFRESH], O_RDONLY | O_CLOEXEC);
	o.fd[LOOK_VMSTAT] = open(paths[LOOK_VMSTAT], O_RDONLY | O_CLOEXEC);
	take(&o, &t);
	close(o.fd[LOOK_VMSTAT]);
	close(o.fd[LOOK_REFRESH]);
	return t.pins_acquired;
}

/* What the kernel writes when it finds itself wrong. */
static bool is_warning(const char *line)
{
	static const char *const signs[] = {
		"WARNING: ", "BUG: ", "kernel BUG at", "Oops: ",
		"general protection fault", "Bad page state",
	};
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(line, signs[i]))
			return true;
	return false;
}

/* What of the log comes to a guest's console: errors and worse. */
#define CONSOLE_LEVEL 4

/* A record is "level,number,time,flags;text", one for each read(). */
static void read_log(struct observer *o)
{
	static char record[8 << 10];
	char *text;
	ssize_t n;

	while (o->kmsg >= 0) {
		n = read(o->kmsg, record, sizeof(record) - 1);
		/* Records were lost to newer ones: those are next. */
		if (n < 0 && errno == EPIPE)
			continue;
		if (n <= 0)
			break;
		record[n] = '\0';
		text = strchr(record, ';');
		if (!text || !strncmp(text, ";pincer: ", 9))
			continue;
		if (strtol(record, NULL, 10) % 8 < CONSOLE_LEVEL)
			o->spoke = true;
		if (!o->warning[0] && is_warning(text))
			snprintf(o->warning, sizeof(o->warning), "%.*s",
				 (int)strcspn(text + 1, "\n"), text + 1);
	}
}

/* Which file counts free huge pages depends on how large they are. */
static int open_huge_free(struct observer *o)
{
	char path[96];
	long kib;

	o->fd[LOOK_HUGE] = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
	kib = number_after(look(o, LOOK_HUGE, SIZE_MAX), "Hugepagesize:");
	close(o->fd[LOOK_HUGE]);
	snprintf(path, sizeof(path),
		 "/sys/kernel/mm/hugepages/hugepages-%ldkB/free_hugepages", kib);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static void forget(struct observer *o)
{
	o->warning[0] = '\0';
	o->spoke = false;
}

void observer_open(struct observer *o)
{
	enum look what;

	o->fd[LOOK_HUGE] = open_huge_free(o);
	for (what = 0; what < LOOK_HUGE; what++)
		o->fd[what] = open(paths[what], O_RDONLY | O_CLOEXEC);
	o->kmsg = open("/dev/kmsg", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	/* All up to now is read: seeking to the end may skip what comes next. */
	read_log(o);
	forget(o);
	take(o, &o->before);
}

static bool balanced(const struct tally *d)
{
	return d->pins_acquired <= d->pins_released && d->huge_free >= 0;
}

int observer_settle(struct observer *o, struct tally *delta)
{
	struct tally *const now = &o->now, *const before = &o->before;
	int i;

	for (i = 0;; i++) {
		take(o, now);
		delta->pins_acquired =
			now->pins_acquired - before->pins_acquired;
		delta->pins_released =
			now->pins_released - before->pins_released;
		delta->huge_free = now->huge_free - before->huge_free;
		delta->taint = now->taint & ~before->taint;
		if (balanced(delta) || i == SETTLE_STEPS)
			break;
		usleep(SETTLE_FIRST_US << i);
	}
	read_log(o);
	return o->kmsg < 0 || now->pins_acquired < 0 || now->huge_free < 0 ||
	       now->taint < 0 ? -EIO : 0;
}

/* Should that fail, then only the console says less. */
static void mark(const struct observer *o, const char *id)
{
	char line[160];
	const int len = snprintf(line, sizeof(line), "<3>" REPORT_MARK "%s\n",
				 id);

	if (write(o->kmsg, line, len) != len)
		return;
}

void observer_accept(struct observer *o, const char *id)
{
	if (o->spoke)
		mark(o, id);
	o->before = o->now;
	forget(o);
}
