// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/pin_counters.h"
#include "lib/read_file.h"

#define ACQUIRED "nr_foll_pin_acquired "
#define RELEASED "nr_foll_pin_released "

/* The end of a counter's line, or NULL when the text ends before it. */
static const char *line_end(const char *text, const char *label)
{
	const char *at = text ? strstr(text, label) : NULL;

	return at ? strchr(at, '\n') : NULL;
}

void pin_counters_open(struct pin_counters *c)
{
	/* Reading stat_refresh makes every CPU add its share to the sums. */
	c->refresh = open("/proc/sys/vm/stat_refresh", O_RDONLY | O_CLOEXEC);
	c->vmstat = open("/proc/vmstat", O_RDONLY | O_CLOEXEC);
	c->enough = 0;
}

/*
 * The kernel formats /proc/vmstat as far as it is read. Both counters stand
 * side by side in its middle; numbers before them grow longer now and then.
 */
struct pins pin_counters_read(struct pin_counters *c)
{
	const char *text, *end;

	if (!read_descriptor(c->refresh, NUMBER_LENGTH))
		return (struct pins){ -1, -1 };
	text = read_descriptor(c->vmstat, c->enough);
	end = line_end(text, RELEASED);
	if (!end) {
		text = read_descriptor(c->vmstat, SIZE_MAX);
		end = line_end(text, RELEASED);
	}
	if (end)
		c->enough = end - text + 4 * NUMBER_LENGTH;
	return (struct pins){
		.acquired = number_after(text, ACQUIRED),
		.released = number_after(text, RELEASED),
	};
}

void pin_counters_close(struct pin_counters *c)
{
	close(c->vmstat);
	close(c->refresh);
}

long pins_acquired(void)
{
	struct pin_counters c;
	struct pins pins;

	pin_counters_open(&c);
	pins = pin_counters_read(&c);
	pin_counters_close(&c);
	return pins.acquired;
}
