/* SPDX-License-Identifier: GPL-2.0 */
/* Fetches the kernels of a plan, and makes a job for each. */
#ifndef PINCER_PLAN_PREPARE_H
#define PINCER_PLAN_PREPARE_H

#include "plan/plan.h"

/**
 * plan_prepare() - fetch the kernels, find the programs, make the directory
 * @p: the plan, with kernels and contracts
 * @timeout: seconds of silence that count as a hang
 * @seed: shuffles the order of cases; 0 keeps it
 *
 * Return: 0, or a negative errno, reported.
 */
int plan_prepare(struct plan *p, int timeout, unsigned long long seed);

#endif
