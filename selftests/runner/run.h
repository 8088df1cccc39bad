/* SPDX-License-Identifier: GPL-2.0 */
/* Runs contracts, out of harm's way, and says what was seen. */
#ifndef PINCER_RUN_H
#define PINCER_RUN_H

#include "runner/runner.h"

/**
 * runner_open() - make ready
 * @s: what is known of kernel and machine
 * @task: what is to be tried
 *
 * Return: the runner, or NULL with errno.
 */
struct runner *runner_open(const struct tested_kernel *s,
			   const struct task *task);

/** runner_go() - try all of it; 0, or -errno when no process can be made */
int runner_go(struct runner *r);

#endif
