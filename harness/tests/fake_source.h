/* SPDX-License-Identifier: GPL-2.0 */
/* A tiny kernel source, and a make that builds it in no time. */
#ifndef PINCER_FAKE_SOURCE_H
#define PINCER_FAKE_SOURCE_H

/**
 * fake_source_setup() - cmocka set-up: a scratch directory with a source in
 * linux/, the make in front of the real one, and fragments in kernels/config/
 *
 * Its vmlinux is mm/gup.c. A line "error" in that makes it fail as a compiler
 * does; an option that the file "drop" names is lost from the .config.
 */
int fake_source_setup(void **state);

/** fake_source_text() - write a file of it */
void fake_source_text(const char *name, const char *file, const char *text);

/** fake_source_shell() - run commands in the scratch directory */
void fake_source_shell(const char *command);

/** fake_source_builds() - how often vmlinux was made */
int fake_source_builds(void);

/** fake_source_teardown() - cmocka tear-down: the real make again */
int fake_source_teardown(void **state);

#endif
