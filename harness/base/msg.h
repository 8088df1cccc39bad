/* SPDX-License-Identifier: GPL-2.0 */
/* What the harness tells a person: errors and notices, one line each. */
#ifndef PINCER_MSG_H
#define PINCER_MSG_H

/**
 * msg_error() - say what went wrong and what to do, on stderr
 * @fmt: printf format, without a newline
 *
 * Every function of the harness that fails has said so through this before
 * it returns; callers only pass the return value on.
 */
void msg_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/** msg_note() - the same for what is worth knowing but no error */
void msg_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * msg_set_advice() - what else could be done about every further error
 * @advice: put behind it, such as "; or set X", or ""
 */
void msg_set_advice(const char *advice);

/** msg_last() - the text of the last error, for the unit tests */
const char *msg_last(void);

/**
 * msg_set_clear() - what to call before a line is written
 * @clear: wipes a progress line off the terminal, or NULL
 */
void msg_set_clear(void (*clear)(void));

#endif
