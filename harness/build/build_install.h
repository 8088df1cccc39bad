/* SPDX-License-Identifier: GPL-2.0 */
/* What is put into a kernel's source before it is built. */
#ifndef PINCER_BUILD_INSTALL_H
#define PINCER_BUILD_INSTALL_H

#include <stdio.h>

/**
 * build_install() - put all of it into a copy of a source
 * @name: the kernel's name
 * @src: the copy
 *
 * Return: 0, or a negative errno, reported.
 */
int build_install(const char *name, const char *src);

/**
 * build_install_blame() - what put a file there that does not compile
 * @complaint: what the compiler says
 *
 * Return: the name of a program, "kunit/install", or NULL when the file was
 * the source's own.
 */
const char *build_install_blame(const char *complaint);

/**
 * build_install_identify() - tell it from any other version of it
 * @out: receives the content of all that it is made of
 *
 * Return: 0, or a negative errno, reported.
 */
int build_install_identify(FILE *out);

#endif
