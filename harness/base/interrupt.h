/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ctrl-C, SIGTERM and SIGHUP: noticed by whoever waits or works for long, so
 * that everything is taken down in order.
 *
 * What fails from then on fails because of it, and msg_error() says nothing
 * any more. A second signal of the same kind ends the program.
 */
#ifndef PINCER_INTERRUPT_H
#define PINCER_INTERRUPT_H

/** interrupt_catch() - from now on; SIGHUP stays ignored under nohup */
void interrupt_catch(void);

/** interrupt_signal() - the signal that came, or 0 */
int interrupt_signal(void);

/** interrupt_fd() - readable once one has come; -1 before interrupt_catch() */
int interrupt_fd(void);

/** interrupt_forget() - back to the beginning, for the unit tests */
void interrupt_forget(void);

#endif
