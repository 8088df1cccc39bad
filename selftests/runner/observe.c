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
#include "lib/huge_pool.h"
#include "lib/read_file.h"
#include "model/oops.h"
#include "model/report.h"

/* Each wait is twice the one before. */
#define SETTLE_FIRST_US 60

/* Who waited for so long has missed nothing. */
#define SETTLE_SURE_US 500000

static long read_count(int fd)
{
	return number_after(read_descriptor(fd, NUMBER_LENGTH), "");
}

static void read_tally(struct observer *o, struct tally *t)
{
	const struct pins pins = pin_counters_read(&o->pins);

	t->pins_acquired = pins.acquired;
	t->pins_released = pins.released;
	t->huge_free = read_count(o->huge_free);
	t->huge_reserved = read_count(o->huge_reserved);
	t->huge_surplus = read_count(o->huge_surplus);
	t->taint = read_count(o->taint);
}

/* Records below this level, errors and worse, go to a guest's console. */
#define CONSOLE_LEVEL 4

/* A record is "level,number,time,flags;text", one for each read(). */
static void read_log(struct observer *o)
{
	static char record[8 << 10];
	char *text;
	ssize_t n;

	while (o->kmsg >= 0) {
		n = read(o->kmsg, record, sizeof(record) - 1);
		/* Newer records overwrote some: the next read() gets those. */
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
		if (!o->warning[0] && oops_is_warning(text))
			snprintf(o->warning, sizeof(o->warning), "%.*s",
				 (int)strcspn(text + 1, "\n"), text + 1);
	}
}

static void forget_log(struct observer *o)
{
	o->warning[0] = '\0';
	o->spoke = false;
}

void observer_open(struct observer *o)
{
	pin_counters_open(&o->pins);
	o->huge_free = huge_pool_open("free_hugepages");
	o->huge_reserved = huge_pool_open("resv_hugepages");
	o->huge_surplus = huge_pool_open("surplus_hugepages");
	o->taint = open("/proc/sys/kernel/tainted", O_RDONLY | O_CLOEXEC);
	o->kmsg = open("/dev/kmsg", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	/* Reads all records: lseek(SEEK_END) may skip the next one. */
	read_log(o);
	forget_log(o);
	read_tally(o, &o->before);
}

bool observer_settled(const struct tally *delta)
{
	return delta->pins_acquired <= delta->pins_released &&
	       delta->huge_free >= 0 && !delta->huge_reserved &&
	       !delta->huge_surplus;
}

/* Pins more released than acquired, as far as cases before owe them. */
static long come_late(const struct observer *o, const struct tally *delta)
{
	const long more = delta->pins_released - delta->pins_acquired;

	return more <= 0 ? 0 : more < o->owed ? more : o->owed;
}

static void compare(struct observer *o, struct tally *delta)
{
	const struct tally *const now = &o->now, *const before = &o->before;

	read_tally(o, &o->now);
	delta->pins_acquired = now->pins_acquired - before->pins_acquired;
	delta->pins_released = now->pins_released - before->pins_released;
	delta->pins_released -= come_late(o, delta);
	delta->huge_free = now->huge_free - before->huge_free;
	delta->huge_reserved = now->huge_reserved - before->huge_reserved;
	delta->huge_surplus = now->huge_surplus - before->huge_surplus;
	delta->taint = now->taint & ~before->taint;
}

int observer_settle(struct observer *o, long most_us, struct tally *delta)
{
	const struct tally *const now = &o->now;
	long waited = 0, wait = SETTLE_FIRST_US;

	for (;; wait *= 2) {
		compare(o, delta);
		if (observer_settled(delta) || waited >= most_us)
			break;
		usleep(wait);
		waited += wait;
	}
	o->unsure = !observer_settled(delta) && most_us < SETTLE_SURE_US;
	read_log(o);
	return o->kmsg < 0 || now->pins_acquired < 0 || now->huge_free < 0 ||
	       now->taint < 0 ? -EIO : 0;
}

/* A write() that fails costs the console its mark, no more. */
static void write_mark(const struct observer *o, const char *id)
{
	char line[160];
	const int len = snprintf(line, sizeof(line), "<3>" REPORT_MARK "%s\n",
				 id);

	if (write(o->kmsg, line, len) != len)
		return;
}

void observer_accept(struct observer *o, const char *id)
{
	const long acquired = o->now.pins_acquired - o->before.pins_acquired;
	const long released = o->now.pins_released - o->before.pins_released;
	const long owed = o->owed + acquired - released;

	if (o->spoke)
		write_mark(o, id);
	if (o->unsure || owed < o->owed)
		o->owed = owed > 0 ? owed : 0;
	o->before = o->now;
	forget_log(o);
}
