/* SPDX-License-Identifier: GPL-2.0 */
/* Lines of the console and of the results port. */
#ifndef PINCER_GUEST_LINES_H
#define PINCER_GUEST_LINES_H

#include "guest/guest.h"

/** guest_console_line() - look for telling lines */
void guest_console_line(void *guest, const struct ktap_line *l);

/** guest_result_line() - take facts, proofs and results */
void guest_result_line(void *guest, const struct ktap_line *l);

#endif
