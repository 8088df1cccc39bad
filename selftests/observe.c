// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "observe.h"

/* A second in all, in steps that grow. */
#define SETTLE_STEPS 30
#define SETTLE_STEP_US 2200

static ssize_t read_file(const char *path, char *buf, size_t size)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t used = 0;
	ssize_t n = -1;

	if (fd < 0)
		return -1;
	while (used < size - 1 &&
	       (n = read(fd, buf + used, size - 1 - used)) > 0)
		used += n;
	close(fd);
	buf[used] = '\0';
	return n < 0 ? -1 : (ssize_t)used;
}

static long number_after(const char *text, const char *label)
{
	const char *at = strstr(text, label);

	return at ? strtol(at + strlen(label), NULL, 10) : -1;
}

static void take(struct observer *o, struct tally *t)
{
	char buf[16384], scratch[8];

	*t = (struct tally){ -1, -1, -1, -1 };
	/* Reading it makes every CPU add its share to the sums. */
	if (o->refresh >= 0 && pread(o->refresh, scratch, sizeof(scratch), 0) >= 0 &&
	    read_file("/proc/vmstat", buf, sizeof(buf)) > 0) {
		t->pins_acquired = number_after(buf, "nr_foll_pin_acquired ");
		t->pins_released = number_after(buf, "nr_foll_pin_released ");
	}
	if (read_file("/proc/meminfo", buf, sizeof(buf)) > 0)
		t->huge_free = number_after(buf, "HugePages_Free:");
	if (read_file("/proc/sys/kernel/tainted", buf, sizeof(buf)) > 0)
		t->taint = strtol(buf, NULL, 10);
}

void observer_open(struct observer *o)
{
	o->kmsg = open("/dev/kmsg", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (o->kmsg >= 0)
		lseek(o->kmsg, 0, SEEK_END);
	o->refresh = open("/proc/sys/vm/stat_refresh", O_RDONLY | O_CLOEXEC);
	o->warning[0] = '\0';
	take(o, &o->before);
}

void observer_mark(struct observer *o, const char *text)
{
	if (o->kmsg >= 0)
		dprintf(o->kmsg, "<5>pincer: %s\n", text);
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

/* A record is "level,number,time,flags;text", one for each read(). */
static void read_log(struct observer *o)
{
	char record[1024], *text;
	ssize_t n;

	o->warning[0] = '\0';
	while (o->kmsg >= 0 &&
	       (n = read(o->kmsg, record, sizeof(record) - 1)) > 0) {
		record[n] = '\0';
		text = strchr(record, ';');
		if (text && !o->warning[0] && is_warning(text))
			snprintf(o->warning, sizeof(o->warning), "%.*s",
				 (int)strcspn(text + 1, "\n"), text + 1);
	}
}

static bool balanced(const struct tally *d)
{
	return d->pins_acquired == d->pins_released && d->huge_free >= 0;
}

void observer_settle(struct observer *o, struct tally *delta)
{
	struct tally now;
	int i;

	for (i = 0;; i++) {
		take(o, &now);
		delta->pins_acquired =
			now.pins_acquired - o->before.pins_acquired;
		delta->pins_released =
			now.pins_released - o->before.pins_released;
		delta->huge_free = now.huge_free - o->before.huge_free;
		delta->taint = now.taint & ~o->before.taint;
		if (balanced(delta) || i == SETTLE_STEPS)
			break;
		usleep(i * SETTLE_STEP_US);
	}
	o->before = now;
	read_log(o);
}
