/* SPDX-License-Identifier: GPL-2.0 */
/* Lines of the console and of the results port. */
#ifndef PINCER_GUEST_LINES_H
#define PINCER_GUEST_LINES_H

#include "guest/guest.h"

/** guest_console_line() - keep the gravest error of the console; for a ktap */
void guest_console_line(void *guest, const struct ktap_line *l);

/** guest_result_line() - handle a line of the results port; for a ktap */
void guest_result_line(void *guest, const struct ktap_line *l);

#endif
