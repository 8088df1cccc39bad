/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's counters of FOLL_PIN, in /proc/vmstat. */
#ifndef PINCER_PIN_COUNTERS_H
#define PINCER_PIN_COUNTERS_H

#include <stddef.h>

/**
 * struct pin_counters - the files that are read, open
 * @refresh: /proc/sys/vm/stat_refresh, or -1
 * @vmstat: /proc/vmstat, or -1
 * @enough: bytes of /proc/vmstat that held both counters when last read
 */
struct pin_counters {
	int refresh, vmstat;
	size_t enough;
};

/** struct pins - pages since boot; -1 for what cannot be read */
struct pins {
	long acquired, released;
};

/** pin_counters_open() - open both files; what cannot be opened is -1 */
void pin_counters_open(struct pin_counters *c);

/** pin_counters_read() - nr_foll_pin_acquired and nr_foll_pin_released */
struct pins pin_counters_read(struct pin_counters *c);

/** pin_counters_close() - the reverse of pin_counters_open() */
void pin_counters_close(struct pin_counters *c);

/** pins_acquired() - pages pinned since boot, or -1 when that cannot be read */
long pins_acquired(void);

#endif
