/* SPDX-License-Identifier: GPL-2.0 */
/* What this machine's QEMU is able to do: tried once, then remembered. */
#ifndef PINCER_PROBE_H
#define PINCER_PROBE_H

#include <stdbool.h>

/**
 * struct probe - something to try
 * @name: tells its results from those of others
 * @works: tries it; @dir is an empty directory for its files
 * @arg: for @works
 */
struct probe {
	const char *name;
	bool (*works)(const char *arg, const char *dir);
	const char *arg;
};

/**
 * probe_once() - whether it works with this QEMU, on this kernel and processor
 * @p: what to try, unless the cache has the result
 *
 * Return: 1, 0 if it does not work or the cache cannot be used, or a negative
 * errno after reporting that there is no QEMU.
 */
int probe_once(const struct probe *p);

#endif
