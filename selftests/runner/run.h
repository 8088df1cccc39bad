/* SPDX-License-Identifier: GPL-2.0 */
/* Runs contracts in child processes and reports what was observed. */
#ifndef PINCER_RUN_H
#define PINCER_RUN_H

#include "runner/runner.h"

/**
 * runner_open() - find the machine, and open the targets that a task needs
 * @s: the kernel under test
 * @task: the contracts
 *
 * Return: the runner, or NULL with errno.
 */
struct runner *runner_open(const struct tested_kernel *s,
			   const struct task *task);

/**
 * runner_go() - run the task
 * @r: the runner
 *
 * It ends early where a guest's process cannot be killed: r->spoilt.
 *
 * Return: 0, or -errno of fork().
 */
int runner_go(struct runner *r);

#endif
