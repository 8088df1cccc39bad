/* SPDX-License-Identifier: GPL-2.0 */
/* A tiny kernel source, and a make that builds it in no time. */
#ifndef PINCER_FAKE_SOURCE_H
#define PINCER_FAKE_SOURCE_H

/**
 * fake_source_setup() - put the make in front of the real one, and make
 * kernels/config/ in the scratch directory the fragments
 *
 * Its vmlinux is mm/gup.c. A line "error" in that makes it fail as a compiler
 * does; an option that the file "drop" names is lost from the .config.
 */
void fake_source_setup(void);

/** fake_source() - write such a source into a directory of the scratch one */
void fake_source(const char *name);

/** fake_source_text() - write a file of it */
void fake_source_text(const char *name, const char *file, const char *text);

/** fake_source_shell() - run commands in the scratch directory */
void fake_source_shell(const char *command);

/** fake_source_builds() - how often vmlinux was made */
int fake_source_builds(void);

/** fake_source_teardown() - the real make again */
void fake_source_teardown(void);

#endif
