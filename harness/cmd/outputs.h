/* SPDX-License-Identifier: GPL-2.0 */
/* The files that a run leaves. */
#ifndef PINCER_OUTPUTS_H
#define PINCER_OUTPUTS_H

#include "results/results.h"
#include "plan/share.h"

/**
 * outputs_check() - whether the results can be written when they are there
 * @json: the file that --json names, or NULL
 *
 * Called before anything boots: minutes later it would be too late.
 *
 * Return: 0, or a negative errno or STATUS_USAGE, said.
 */
int outputs_check(const char *json);

/**
 * outputs_keep() - keep what a kernel's guests said on the console, and what
 *	tests said that are not Pincer's own
 * @s: the guests that shared it
 * @k: its column, which then names the files
 *
 * Every boot of it, where `pincer show` finds it. Results without it are
 * results all the same, so that it cannot be kept is only noted.
 */
void outputs_keep(const struct share *s, struct result_kernel *k);

#endif
