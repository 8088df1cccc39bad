/* SPDX-License-Identifier: GPL-2.0 */
/* PINCER_FAULT: what goes wrong in a guest on request, for tests of Pincer. */
#ifndef PINCER_FAULT_H
#define PINCER_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "guest/guest.h"

/**
 * struct fault - a fault that is asked for
 * @text: the value of PINCER_FAULT
 * @known: it is panic, hang or poweroff; else part of a module's name
 * @suite: of "panic:shape:N" the suite, else NULL
 * @nr: at which contract, or after which claim of @suite; 0 for none
 */
struct fault {
	const char *text;
	bool known;
	const struct suite *suite;
	size_t nr;
};

/** fault_asked() - whether one is asked for; then @f, unless NULL, is it */
bool fault_asked(struct fault *f);

/** fault_for() - what the next machine of a guest is told, or NULL */
const char *fault_for(const struct guest *g);

/** fault_hits() - whether a machine that is lost now was lost on request */
bool fault_hits(const struct guest *g);

/** fault_report() - report that a guest is done and its fault never came */
void fault_report(const struct guest *g);

#endif
