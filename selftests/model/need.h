/* SPDX-License-Identifier: GPL-2.0 */
/* What must be there for a case to make sense, and what its absence means. */
#ifndef PINCER_NEED_H
#define PINCER_NEED_H

#include "model/history.h"
#include "model/kconfig.h"

/**
 * struct need - preconditions of a mapping or a door
 * @config: a kernel option without its prefix, or NULL
 * @also: a second one, or NULL
 * @feature: the commit that made it exist, or C_NONE
 * @env: the environment variable that names the device, file or directory
 *	to work on, or NULL
 */
struct need {
	const char *config;
	const char *also;
	enum commit_id feature;
	const char *env;
};

/** struct tested_kernel - what a run knows beforehand of kernel and machine */
struct tested_kernel {
	struct history history;
	const char *config_file;	/* the kernel's .config, or NULL */
	bool guest;			/* what is needed has been promised */
};

/**
 * need_missing() - why something that could not be made is not there
 * @need: its preconditions
 * @s: the run
 * @why: what went wrong
 * @buf: receives the reason: the missing option, commit or device when one of
 *	them explains it, or that a guest goes without (PINCER_LEFT_OUT lists
 *	options whose modules take too long to insert), @why otherwise
 * @size: bytes in @buf
 *
 * Return: true when it is a skip, false when it is an error: something was
 * promised, or named, and is not there.
 */
bool need_missing(const struct need *need, const struct tested_kernel *s,
		  const char *why, char *buf, size_t size);

#endif
