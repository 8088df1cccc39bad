/* SPDX-License-Identifier: GPL-2.0 */
/* Errors and notes for the user, one line each on stderr. */
#ifndef PINCER_MSG_H
#define PINCER_MSG_H

/**
 * msg_error() - report what went wrong and what to do about it
 * @fmt: printf format, without a newline
 *
 * A function whose comment has "reported" behind an error has called this
 * before it returns; its callers only pass the return value on.
 */
void msg_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/** msg_note() - report what is no error, as "note: ..." */
void msg_note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * msg_set_advice() - set the end of every further error message
 * @advice: such as "; or set X", or ""
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
