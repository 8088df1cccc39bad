/* SPDX-License-Identifier: GPL-2.0 */
/* PINCER_FAULT: what a guest is asked to do wrong, to see what comes of it. */
#ifndef PINCER_FAULT_H
#define PINCER_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "guest/guest.h"

struct plan;

/**
 * fault_check() - whether PINCER_FAULT can be done at all
 * @p: the plan, its kernels obtained
 *
 * It is "panic:N", "hang:N" or "poweroff:N", done by the first guest of each
 * kernel when its Nth contract begins, suites of the kernel's own side counted;
 * or "panic:SUITE:N", when that suite has made its Nth claim; or part of the
 * name of a module, which all guests then lack.
 *
 * Return: 0, also when it is not set, or -EINVAL, said.
 */
int fault_check(const struct plan *p);

/** fault_asked() - whether one is asked for */
bool fault_asked(void);

/** fault_for() - what the next machine of a guest is told, or NULL */
const char *fault_for(const struct guest *g);

/** fault_hits() - whether a machine that is lost now was lost on request */
bool fault_hits(const struct guest *g);

/** fault_report() - say so when a guest is done and its fault never came */
void fault_report(const struct guest *g);

#endif
