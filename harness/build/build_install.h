/* SPDX-License-Identifier: GPL-2.0 */
/* The KUnit suites, which are put into a kernel's source. */
#ifndef PINCER_BUILD_INSTALL_H
#define PINCER_BUILD_INSTALL_H

#include <stdio.h>

/**
 * build_install() - put the suites into a copy of a source
 * @name: the kernel's name
 * @src: the copy
 *
 * Return: 0, or a negative errno, reported.
 */
int build_install(const char *name, const char *src);

/**
 * build_install_blame() - which program put a file there that fails to compile
 * @complaint: the compiler's error
 *
 * Return: the name of a program, "kunit/install", or NULL when the file was
 * the source's own.
 */
const char *build_install_blame(const char *complaint);

/**
 * build_install_identify() - the sources of the suites, for a digest
 * @out: receives the contents of all of them
 *
 * Return: 0, or a negative errno, reported.
 */
int build_install_identify(FILE *out);

#endif
