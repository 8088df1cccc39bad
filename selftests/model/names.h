/* SPDX-License-Identifier: GPL-2.0 */
/* Names of errors and signals, for any libc and for the kernel. */
#ifndef PINCER_NAMES_H
#define PINCER_NAMES_H

/** errno_name() - "EFAULT", ...; "errno=N" for one that no door is known for */
const char *errno_name(int error);

/** signal_name() - "SIGBUS", ...; "signal=N" for an unusual one */
const char *signal_name(int signal);

/** errno_number() - the reverse of errno_name(); 0 for what is no such name */
int errno_number(const char *name);

/** signal_number() - the reverse of signal_name(); 0 for what is no such name */
int signal_number(const char *name);

#endif
