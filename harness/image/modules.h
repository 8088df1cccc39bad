/* SPDX-License-Identifier: GPL-2.0 */
/* The modules that a guest needs, in the order in which init inserts them. */
#ifndef PINCER_MODULES_H
#define PINCER_MODULES_H

#include <limits.h>

#define MODULES_MAX 64

/**
 * struct module - a module to insert
 * @name: its name
 * @path: its file, maybe compressed; "" when this kernel has no such module,
 *	neither as a file nor built in, or when it is left out
 * @left_out: the kernel option of a module that is left out because it takes
 *	seconds to insert and PINCER_SLOW_MODULES is not set; or NULL
 */
struct module {
	char name[64];
	char path[PATH_MAX];
	const char *left_out;
};

/** struct module_list - modules, those that others depend on first */
struct module_list {
	struct module module[MODULES_MAX];
	int nr;
};

/**
 * modules_wanted() - the modules that a guest needs from a kernel
 * @dir: its modules directory, lib/modules/RELEASE, with depmod's indexes
 * @list: filled in; what is built in is not listed
 *
 * Return: 0, or a negative errno, reported.
 */
int modules_wanted(const char *dir, struct module_list *list);

#endif
