/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SIGINT, SIGTERM and SIGHUP: long waits and loops look for them, so that
 * guests and tools end in order.
 *
 * msg_error() prints nothing after one of them, since what fails then fails
 * because of it. A second one of a kind ends the program at once, and says what
 * is lost.
 */
#ifndef PINCER_INTERRUPT_H
#define PINCER_INTERRUPT_H

/** interrupt_catch() - catch the signals; SIGHUP stays ignored under nohup */
void interrupt_catch(void);

/** interrupt_signal() - the signal that came, or 0 */
int interrupt_signal(void);

/** interrupt_fd() - readable once one has come; -1 before interrupt_catch() */
int interrupt_fd(void);

/** interrupt_forget() - stop catching them, for the unit tests */
void interrupt_forget(void);

#endif
