/* SPDX-License-Identifier: GPL-2.0 */
/* The files that a run writes into results/. */
#ifndef PINCER_OUTPUTS_H
#define PINCER_OUTPUTS_H

#include "plan/share.h"
#include "results/results.h"

/**
 * outputs_check() - whether the results can be written when they are there
 * @json: the file that --json names, or NULL
 *
 * Called before anything boots: minutes later it would be too late.
 *
 * Return: 0, or a negative errno or STATUS_USAGE, reported.
 */
int outputs_check(const char *json);

/**
 * outputs_keep() - keep the consoles of a kernel's guests, and the output of
 *	the kernel's own tests
 * @s: the guests that shared it
 * @k: its column, which then names the files
 *
 * `pincer show` reads these files. A failure is only noted, as the results are
 * complete without them.
 */
void outputs_keep(const struct share *s, struct result_kernel *k);

#endif
